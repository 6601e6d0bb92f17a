"""Highlights as they are painted: which blocks they touch, and which rectangles they fill there."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from reader.model.annotation import Highlight, Label, in_text_order
from reader.model.ids import HighlightId
from reader.model.span import Span
from reader.ui.look.tokens import MARK_COLOURS
from reader.ui.page.paper.lines import base_line
from reader.ui.page.paper.offsets import Places

_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)
SIDE: Final = 2.0
"""Pixels that a mark reaches beyond its words on both sides."""
_ABOVE, _HIGH, _LEAST_GAP = 0.925, 1.3, 4.0
"""How far a mark reaches above the base line and how high it is, in font sizes; pixels left between lines."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight that has a place; `number` is its place among all highlights, from 1."""

    highlight: HighlightId
    span: Span
    colour: str
    number: int
    noted: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a mark within one block, in UTF-16 units of the block.

    `first` says that the mark begins here. `lane` tells marks apart that overlap; -1 when none does.
    """

    mark: Mark
    start: int
    end: int
    first: bool
    lane: int = -1


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """A highlight as painted now: its rectangles on the text's viewport, and its colour's name."""

    highlight: HighlightId
    rects: tuple[QRectF, ...]
    colour: str


def colours_of(labels: Sequence[Label]) -> dict[int, str]:
    """Give the name of the colour of each label; without labels, the usual ones."""
    usual = dict(enumerate(MARK_COLOURS, start=1))
    return usual | {label.number: label.colour for label in labels}


class Marks:
    """The marks of an article in text order, made as they are looked at: an article may have thousands."""

    def __init__(
        self, highlights: Sequence[Highlight] = (), colours: Mapping[int, str] | None = None, length: int = 0
    ) -> None:
        """Take the highlights on a text of `length` code points; those without a place in it have no mark."""
        self._colours = colours or {}
        self._numbered: list[tuple[int, Highlight]] = []
        self.spans: list[Span] = []
        for number, highlight in enumerate(in_text_order(highlights), start=1):
            start, end = highlight.start, highlight.end
            if start is not None and end is not None and 0 <= start < end <= length:
                self._numbered.append((number, highlight))
                self.spans.append(Span(start, end))
        self._starts = [span.start for span in self.spans]
        self._reaches = list(accumulate((span.end for span in self.spans), max))

    def __len__(self) -> int:
        return len(self.spans)

    def __getitem__(self, place: int) -> Mark:
        number, highlight = self._numbered[place]
        colour = self._colours.get(highlight.label, "grey")
        return Mark(highlight.id, self.spans[place], colour, number, bool(highlight.note.strip()))

    def place_of(self, highlight: HighlightId | None) -> int | None:
        """Give the place of a highlight's mark, from 0, or None when it has no mark."""
        places = (place for place, (_, each) in enumerate(self._numbered) if each.id == highlight)
        return next(places, None)

    def starting_before(self, offset: int) -> int:
        """Count the marks that begin before an offset."""
        return bisect_left(self._starts, offset)

    def over(self, span: Span) -> list[Mark]:
        """Give the marks that share at least one code point with a span."""
        found = []
        place = bisect_left(self._starts, span.end) - 1
        while place >= 0 and self._reaches[place] > span.start:
            if self.spans[place].end > span.start:
                found.append(self[place])
            place -= 1
        found.reverse()
        return found


def pieces_in(block: int, marks: Marks, places: Places) -> tuple[Piece, ...]:
    """Give the pieces of marks in a block, longest first, so that a nested mark lies on top."""
    pieces = []
    for passage in places.in_block(block):
        for mark in marks.over(passage.span):
            start, end = places.units_within(passage, mark.span)
            pieces.append(Piece(mark, start, end, places.begins_in(passage, mark.span)))
    return _arranged(pieces)


def _arranged(pieces: list[Piece]) -> tuple[Piece, ...]:
    if len(pieces) < 2:
        return tuple(pieces)
    return tuple(sorted(_in_lanes(pieces), key=lambda piece: piece.start - piece.end))


def _in_lanes(pieces: Sequence[Piece]) -> list[Piece]:
    """Give each piece that overlaps another the first lane that is free where it begins."""
    lanes: list[int] = []
    found: list[Piece] = []
    reach, alone = -1, True
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].start if place + 1 < len(pieces) else piece.end
        alone = piece.start >= reach and following >= piece.end
        reach = max(reach, piece.end)
        if alone:
            found.append(piece)
            continue
        lane = next((number for number, end in enumerate(lanes) if end <= piece.start), len(lanes))
        lanes[lane : lane + 1] = [piece.end]
        found.append(replace(piece, lane=lane))
    return found


class Geometry:
    """The rectangles that stretches of a block fill, kept until lines may have moved.

    Rectangles count from the upper left corner of the block's layout.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, int], tuple[QRectF, ...]] = {}

    def forget(self) -> None:
        """Drop what is kept: the column has another width, or the document is another."""
        self._known.clear()

    def rects(self, block: QTextBlock, start: int, end: int) -> tuple[QRectF, ...]:
        """Give the rectangles of a stretch of a block that is laid out, in UTF-16 units of the block."""
        key = (block.blockNumber(), start, end)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(stretch_rects(block, start, end))
        return found


def stretch_rects(block: QTextBlock, start: int, end: int) -> list[QRectF]:
    """Measure the rectangles of a stretch of a block that is laid out; `Geometry` keeps them."""
    layout = block.layout()
    head, tail = layout.lineForTextPosition(start), layout.lineForTextPosition(max(start, end - 1))
    if not head.isValid() or not tail.isValid():
        return []
    high, rise = _height(block), rise_over_base(block)
    mixed = bool(_RIGHT_TO_LEFT.search(block.text()))
    found = []
    for number in range(head.lineNumber(), tail.lineNumber() + 1):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        stretches = _mixed_stretches(layout, line, first, last) if mixed else [_stretch(line, first, last)]
        top = base_line(line) - rise
        found += [
            QRectF(left - SIDE, top, right - left + 2 * SIDE, high)
            for left, right in stretches
            if right > left
        ]
    return found


def rise_over_base(block: QTextBlock) -> float:
    """Give how far the rectangles of a block reach above the base line, in pixels."""
    size = block.charFormat().font().pixelSize()
    return _ABOVE * size - (_HIGH * size - _height(block)) / 2


def _height(block: QTextBlock) -> float:
    return min(_HIGH * block.charFormat().font().pixelSize(), block.blockFormat().lineHeight() - _LEAST_GAP)


def _stretch(line: QTextLine, first: int, last: int) -> tuple[float, float]:
    """Give left and right edge of a stretch of a line that runs from left to right."""
    words = line.naturalTextRect()
    return _edge(line, first), min(_edge(line, last), words.right())


def _edge(line: QTextLine, place: int) -> float:
    found = line.cursorToX(place)
    left = found[0] if isinstance(found, tuple) else found  # PySide adds the place it stopped at
    return left if isinstance(left, float) else 0.0


def _mixed_stretches(
    layout: QTextLayout, line: QTextLine, first: int, last: int
) -> list[tuple[float, float]]:
    """Give the edges of each visual run of a stretch of a line in which directions may be mixed.

    The edge of a cursor is ambiguous where directions meet; the runs of glyphs are not.
    """
    words = line.naturalTextRect()
    runs = (run.boundingRect() for run in line.glyphRuns(first, last - first))
    edges = sorted((max(run.left(), words.left()), min(run.right(), words.right())) for run in runs)
    joined: list[tuple[float, float]] = []
    for left, right in edges:
        if joined and left <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
        else:
            joined.append((left, right))
    return joined
