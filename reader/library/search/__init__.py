"""Search: words from the index and facts from the store become one answer."""
