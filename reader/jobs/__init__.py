"""The stairs between threads and processes: lanes, the link to the worker, and the desk. QtCore only.

Floor 4. Nothing else in the window's process starts a thread or a process, but a backup or restore under way.
"""
