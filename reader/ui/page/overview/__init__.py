"""The overview beside the scroll bar: where in the article its highlights, hits and names stand."""
