"""The page: the open article set for reading, with its highlights, and the bars that work on it."""
