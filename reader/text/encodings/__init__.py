"""From bytes to text: the cascade of encodings, and how likely a reading of old ones is."""
