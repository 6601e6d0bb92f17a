"""The query language: what a user types becomes a tree of words and facts, and can be written out again."""
