"""The one table of actions, the keys that do them, and the menus made of it."""
