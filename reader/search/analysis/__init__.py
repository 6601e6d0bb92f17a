"""From texts to words: one analysis for the index, the search and the marks on a page."""
