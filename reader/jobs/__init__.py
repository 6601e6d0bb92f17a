"""The stairs between threads: lanes, and the desk that the screen talks to. QtCore only.

Floor 4. Nothing else in the program starts a thread, but a backup or restore under way.
"""
