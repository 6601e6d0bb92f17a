"""Names: articles are recognised one at a time, and what was found is read back."""
