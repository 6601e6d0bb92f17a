"""The collections: shelves and tags with counts, the way to import, the theme, the state of the index."""
