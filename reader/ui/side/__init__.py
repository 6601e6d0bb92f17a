"""The side bar: the notes of the open article, and what is known about it."""
