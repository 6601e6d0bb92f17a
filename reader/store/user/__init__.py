"""What the user says of articles: highlights, tags, states; every change is an edit that can be undone."""
