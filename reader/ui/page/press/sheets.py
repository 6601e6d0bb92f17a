"""Break documents into sheets: between lines, and never so that a headline or one line stands alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtGui import QTextBlock, QTextDocument

from reader.ui.page.paper.lines import lines_of

GAP: Final = 44.0
"""Pixels between two documents on one sheet."""
_HEAVY: Final = 600
"""Weight of letters from which a block is a headline, which goes with what follows."""
_TOGETHER: Final = 2
"""Lines of a paragraph that stay together at its beginning and at its end."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of a document between two depths, and how far below the upper edge of the sheet it stands.

    `document` is its place among the documents; all lengths are pixels.
    """

    document: int
    top: float
    bottom: float
    at: float


Sheet = tuple[Slip, ...]


def broken(documents: Sequence[QTextDocument], high: float) -> Iterator[Sheet]:
    """Give the sheets, each of at most a height; the documents stand one after the other."""
    sheet: list[Slip] = []
    for place, document in enumerate(documents):
        slip: Slip | None = None
        for top, bottom in _unbreakable(document):
            if slip is not None and slip.at + bottom - slip.top <= high:
                slip = replace(slip, bottom=bottom)
                continue
            at = sheet[-1].at + sheet[-1].bottom - sheet[-1].top + GAP if sheet else 0.0
            if slip is not None:
                sheet.append(slip)
            if slip is not None or at + bottom - top > high:
                if sheet:
                    yield tuple(sheet)
                sheet, at = [], 0.0
            slip = Slip(place, top, bottom, at)
        if slip is not None:
            sheet.append(slip)
    if sheet:
        yield tuple(sheet)


def _unbreakable(document: QTextDocument) -> Iterator[tuple[float, float]]:
    """Give the upper and lower edge of what stays on one sheet, from the top down."""
    head: float | None = None
    block = document.begin()
    while block.isValid():
        lines = [line for line in lines_of(document, block) if line.bottom > line.top]
        edges = [(lines[first].top, lines[last].bottom) for first, last in _runs(len(lines))]
        if edges and head is not None:
            edges[0] = (head, edges[0][1])
            head = None
        if edges and _is_headline(block) and block.next().isValid():
            head = edges[0][0]
        else:
            yield from edges
        block = block.next()


def _runs(count: int) -> list[tuple[int, int]]:
    """Give the first and the last of the lines that stay together, of the lines of one paragraph."""
    if count < 2 * _TOGETHER:
        return [(0, count - 1)] if count else []
    middle = [(line, line) for line in range(_TOGETHER, count - _TOGETHER)]
    return [(0, _TOGETHER - 1), *middle, (count - _TOGETHER, count - 1)]


def _is_headline(block: QTextBlock) -> bool:
    return block.charFormat().font().weight() >= _HEAVY
