"""The only wiring of the window: its start, its picture and its self-check.

Floor 6.
"""
