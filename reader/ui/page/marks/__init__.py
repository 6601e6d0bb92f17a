"""Highlights on the page: which rectangles they fill, and how those are painted under the text."""
