"""Highlights, names and hits on the page: which rectangles they fill, and how they are painted."""
