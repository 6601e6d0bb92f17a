"""The truth: one SQLite file a library, and the only SQL in the program.

Floor 2. Functions take a `Database`; one writer per library; every user edit runs inside `edits.edit`,
whose triggers log the row images that undo and redo need.
"""
