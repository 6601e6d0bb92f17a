"""Files to and from model data: what can be imported and what can be exported.

Floor 2. Readers give a `Draft` or raise a `ReaderError`; writers take model data and give text.
"""
