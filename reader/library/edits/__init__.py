"""The edits of a user: highlights, notes, tags and states, each one step that can be undone."""
