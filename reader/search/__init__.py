"""Derived: the Whoosh index. It may be deleted at any time and is rebuilt from the store.

Floor 2. The only room that knows Whoosh. `index` holds the words, `searcher` answers, `words` is the
analysis both share.
"""
