"""Outlines around hits: where they run in each block, and how they are painted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from reader.ui.look.look import Look
from reader.ui.page.marks.hits import HitList
from reader.ui.page.marks.index import Geometry
from reader.ui.page.paper.offsets import Places

LINE_ALPHA, GLOW_ALPHA = 0.8, 0.07
"""How much of the page the line around a hit covers, and the breath of colour within it."""
_HALO_ALPHA: Final = 0.3
_LINE, _CHOSEN_LINE, _HALO = 1.0, 1.8, 5.0
"""Pixels of the lines, and of the halo around the chosen hit: it lies outside the words, which stay clear."""
_ROUND: Final = 4.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A hit, by its place among all, as far as it stands in one block."""

    place: int
    rects: tuple[QRectF, ...]


class Outlines:
    """The outlines of each block, measured when the block is first looked at.

    Rectangles count from the upper left corner of the block's layout.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.hits = HitList()
        self.chosen: int | None = None
        self._geometry = geometry
        self._known: dict[int, tuple[Outline, ...]] = {}

    def show(self, hits: HitList) -> None:
        """Take other hits; none of them is chosen."""
        self.hits, self.chosen = hits, None
        self._known.clear()

    def forget(self) -> None:
        """Drop what was measured: lines may have moved."""
        self._known.clear()

    def in_block(self, block: QTextBlock, places: Places) -> tuple[Outline, ...]:
        """Give the outlines of a block that is laid out."""
        number = block.blockNumber()
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = tuple(
                Outline(place, self._geometry.rects(block, *places.units_within(passage, self.hits[place])))
                for passage in places.in_block(number)
                for place in self.hits.over(passage.span)
            )
        return known


def moved(outline: Outline, by: QPointF, screen: QRectF) -> Outline | None:
    """Give what of an outline is on the screen once it is moved there; None when nothing is."""
    rects = tuple(each for each in (rect.translated(by) for rect in outline.rects) if each.intersects(screen))
    return Outline(outline.place, rects) if rects else None


def paint_outlines(painter: QPainter, look: Look, outlines: Sequence[Outline], chosen: int | None) -> None:
    """Paint the outlines, that of the chosen hit the strongest."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    glow, line = look.colour("match", GLOW_ALPHA), QPen(look.colour("match", LINE_ALPHA), _LINE)
    _paint((each for each in outlines if each.place != chosen), painter, line, glow, 0.5)
    halo, strong = QPen(look.colour("match", _HALO_ALPHA), _HALO), QPen(look.colour("match"), _CHOSEN_LINE)
    front = [each for each in outlines if each.place == chosen]
    _paint(front, painter, halo, glow, -_HALO / 2)
    _paint(front, painter, strong, QColor(Qt.GlobalColor.transparent), 0)


def _paint(outlines: Iterable[Outline], painter: QPainter, line: QPen, glow: QColor, inset: float) -> None:
    painter.setPen(line)
    painter.setBrush(glow)
    for outline in outlines:
        for rect in outline.rects:
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), _ROUND, _ROUND)
