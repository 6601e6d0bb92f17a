"""Headless verbs on the same engine, for scripts and tests.

Floor 6.
"""
