"""What becomes of raw spans: where a text is cut for the model, repaired bounds, keys and clusters.

Pure functions. The document layer belongs here: whatever it comes to decide starts from raw spans, which are
kept apart from mentions, so that a change of its rules never runs a model again.
"""
