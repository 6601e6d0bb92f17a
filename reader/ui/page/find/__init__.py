"""Hits on the page: which one is seen of how many, and the way to the others."""
