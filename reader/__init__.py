"""Pressmark: a desktop reader for people who read articles for a living."""

__version__ = "0.1.0"
