"""Pure functions over text: decode, clean, find dates and captions, tell the language, anchor quotes.

Floor 1. Text in, text or spans out; no files, no database, no Qt.
"""
