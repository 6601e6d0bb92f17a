"""Recognition: names models behind one interface, and what they found, kept in `names.sqlite`.

Floor 2, beside store, search and formats. The only room that imports spaCy, and only inside functions: it
takes over a second to load. All it keeps is derived and may be deleted at any time.
"""
