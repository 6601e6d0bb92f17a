"""Identities: numbers that must not be mixed up."""

from typing import NewType

ArticleId = NewType("ArticleId", int)
VersionId = NewType("VersionId", int)
HighlightId = NewType("HighlightId", int)
BatchId = NewType("BatchId", int)
SearchId = NewType("SearchId", int)
EditId = NewType("EditId", int)
ChangeNumber = NewType("ChangeNumber", int)
"""Place in the one sequence of all changes of what the index holds."""
