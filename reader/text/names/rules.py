"""The version of everything between raw spans and mentions."""

from typing import Final

RULES: Final = 1
"""Raised with every change of what becomes of raw spans: mentions made by older rules are then made anew."""
