"""Plain frozen data and its rules: what an article, a highlight, a query and a change are.

Floor 0. Standard library only; every other room may speak these words. All offsets are code points
of an article's stored text, ends exclusive. Days and times are ISO 8601 text.
"""
