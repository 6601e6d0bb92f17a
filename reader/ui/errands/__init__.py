"""Errands: each carries the wishes of panes to the desk and the answers back. Panes never meet otherwise."""
