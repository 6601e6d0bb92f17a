"""The screen: panes that show model data and say what the user wishes. They never call each other.

Floor 5. Knows the desk, the Library's verbs and model data; nothing else.
"""
