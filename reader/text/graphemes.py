"""Spans that a highlight may have: whole graphemes only."""

from reader.model.errors import ReaderError, Trouble
from reader.model.graphemes import is_boundary
from reader.model.span import Span


def check_span(text: str, span: Span) -> None:
    """Refuse a span that no highlight may have.

    Raises:
        ReaderError: `SPAN_INVALID` when it is empty, inverted, outside the text, blank or cuts a grapheme.
    """
    start, end = span.start, span.end
    if not (
        0 <= start < end <= len(text)
        and text[start:end].strip()
        and is_boundary(text, start)
        and is_boundary(text, end)
    ):
        raise ReaderError(Trouble.SPAN_INVALID, start=start, end=end, length=len(text))
