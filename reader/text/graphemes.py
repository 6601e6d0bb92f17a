"""Graphemes: what a reader sees as one sign, which no span may cut."""

import regex

from reader.model.errors import ReaderError, Trouble
from reader.model.span import Span

_GRAPHEME = regex.compile(r"\X")
_LOOK_BACK = 256
"""Code points looked at before an offset; no grapheme of real writing is longer."""


def is_boundary(text: str, offset: int) -> bool:
    """Tell whether `offset` (code points) stands between two graphemes, by Unicode's UAX #29."""
    if offset <= 0 or offset >= len(text):
        return True
    here, before = text[offset], text[offset - 1]
    if here.isascii() and before.isascii():
        return not (before == "\r" and here == "\n")
    # A line end is always a boundary, so counting may begin there.
    start = max(text.rfind("\n", 0, offset) + 1, offset - _LOOK_BACK)
    return any(match.start() == offset for match in _GRAPHEME.finditer(text, start, offset + 2))


def snap(text: str, span: Span) -> Span:
    """Widen a span so that it cuts no grapheme."""
    start, end = span.start, span.end
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return Span(start, end)


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
