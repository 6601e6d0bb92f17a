"""The palette: one line to type in, and everything that can be done or gone to in one list below it."""
