"""Lines under names: where they run in each block, and how they are painted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock

from reader.model.mention import Mention
from reader.model.span import Span
from reader.ui.kit.families import ink
from reader.ui.look.look import Look
from reader.ui.page.marks.index import SIDE, Geometry, rise_over_base
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.paper.offsets import Places

_DROP, _THICK = 0.225, 0.09
"""How far below the base line a line lies and how thick it is, in font sizes."""
_THINNEST, _THICKEST = 1.6, 2.2

_GAP: Final = 0.75
"""Pixels left free at both ends, so that two names that touch are told apart."""
_ROUND: Final = 4.0


@dataclass(frozen=True, slots=True)
class Underline:
    """A mention as far as it stands in one block: the rectangles of its words and the lines under them."""

    mention: Mention
    words: tuple[QRectF, ...]
    lines: tuple[QRectF, ...]

    def moved(self, by: QPointF, screen: QRectF) -> "Underline | None":
        """Give what of it is on the screen once it is moved there; None when nothing is."""
        words = [rect.translated(by) for rect in self.words]
        if not any(rect.intersects(screen) for rect in words):
            return None
        return Underline(self.mention, tuple(words), tuple(rect.translated(by) for rect in self.lines))


@dataclass(frozen=True, slots=True)
class PaintedMention:
    """A mention as painted now: the lines under its words, on the text's viewport."""

    mention: Mention
    lines: tuple[QRectF, ...]


class Underlines:
    """The underlines of each block, measured when the block is first looked at.

    Rectangles count from the upper left corner of the block's layout.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.mentions = Mentions()
        self._geometry = geometry
        self._known: dict[int, tuple[Underline, ...]] = {}

    def show(self, mentions: Mentions) -> None:
        """Take other mentions."""
        self.mentions = mentions
        self._known.clear()

    def forget(self) -> None:
        """Drop what was measured: lines may have moved."""
        self._known.clear()

    def in_block(self, block: QTextBlock, places: Places) -> tuple[Underline, ...]:
        """Give the underlines of a block that is laid out."""
        number = block.blockNumber()
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = tuple(self._measure(block, places))
        return known

    def _measure(self, block: QTextBlock, places: Places) -> list[Underline]:
        size = block.charFormat().font().pixelSize()
        drop = rise_over_base(block) + _DROP * size
        thick = min(_THICKEST, max(_THINNEST, _THICK * size))
        found = []
        for passage in places.in_block(block.blockNumber()):
            for mention in self.mentions.over(passage.span):
                units = places.units_within(passage, Span(mention.start, mention.end))
                words = self._geometry.rects(block, *units)
                inset = SIDE + _GAP
                lines = [
                    QRectF(each.left() + inset, each.top() + drop, each.width() - 2 * inset, thick)
                    for each in words
                ]
                found.append(Underline(mention, words, tuple(lines)))
        return found


def paint_underlines(painter: QPainter, look: Look, underlines: Sequence[Underline]) -> None:
    """Paint the lines."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for underline in underlines:
        painter.setBrush(look.line(ink(underline.mention.family)))
        for line in underline.lines:
            painter.drawRoundedRect(line, line.height() / 2, line.height() / 2)


def paint_choice(painter: QPainter, look: Look, mention: Mention, words: Sequence[QRectF]) -> None:
    """Paint the outline of the chosen mention, and a breath of its colour."""
    token = ink(mention.family)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour(token, 0.7), 1.2))
    painter.setBrush(look.colour(token, 0.1))
    for rect in words:
        painter.drawRoundedRect(rect.adjusted(-0.5, 0, 0.5, 0), _ROUND, _ROUND)
