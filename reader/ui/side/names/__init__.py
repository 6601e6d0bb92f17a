"""The names of the open article in the side bar: a list by family, each name once with its count."""
