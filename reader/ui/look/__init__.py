"""How everything looks: colour tokens, fonts, icons and the style sheet made of them.

A widget is given the `Look` and asks it for colours by name; it repaints when `Look.changed` says so.
"""
