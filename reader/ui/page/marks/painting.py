"""Paints highlights under the text: their grounds, the badges of their notes, the stripes of overlaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from reader.model.ids import HighlightId
from reader.ui.look.inks import Inks
from reader.ui.page.marks.index import Mark, Piece

_ROUND: Final = 4.0
_BADGE_HEIGHT: Final = 20.0
_BADGE_GAP: Final = 16.0
_BADGE_SPACE: Final = 3.0
_STRIPE_WIDTH: Final = 3.0
_STRIPE_STEP: Final = 6.0
_STRIPE_GAP: Final = 14.0
_MOST_STRIPES: Final = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """A piece of a mark with those of its rectangles that are on the viewport.

    `head` is the one in which the mark begins, when that is among them.
    """

    piece: Piece
    rects: tuple[QRectF, ...]
    head: QRectF | None


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of a mark that has a note, in the right margin."""

    mark: Mark
    rect: QRectF


def place_badges(look: Inks, shapes: Sequence[Shape], column_right: float) -> list[Badge]:
    """Give each noted mark that begins on the screen its badge; badges never cover each other."""
    noted = (shape for shape in shapes if shape.piece.mark.noted)
    heads = [(shape.head.center().y(), shape.piece.mark) for shape in noted if shape.head is not None]
    heads.sort(key=lambda head: (head[0], head[1].number))
    metrics = QFontMetricsF(look.ui(11, 600))
    badges: list[Badge] = []
    free = float("-inf")
    for middle, mark in heads:
        top = max(free, middle - _BADGE_HEIGHT / 2)
        width = max(22.0, metrics.horizontalAdvance(str(mark.number)) + 12)
        badges.append(Badge(mark, QRectF(column_right + _BADGE_GAP, top, width, _BADGE_HEIGHT)))
        free = top + _BADGE_HEIGHT + _BADGE_SPACE
    return badges


def paint_marks(
    painter: QPainter,
    look: Inks,
    shapes: Sequence[Shape],
    chosen: HighlightId | None,
    column_left: float,
) -> None:
    """Paint the grounds of marks, the outline of the chosen one, and stripes beside overlapping ones."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for shape in shapes:
        painter.setBrush(look.mark(shape.piece.mark.colour))
        for rect in shape.rects:
            painter.drawRoundedRect(rect, _ROUND, _ROUND)
    for shape in shapes:
        if 0 <= shape.piece.lane < _MOST_STRIPES:
            _paint_stripe(painter, look, shape, column_left)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in shapes:
        if shape.piece.mark.highlight == chosen:
            painter.setPen(QPen(look.colour(f"{shape.piece.mark.colour}-ink", 0.65), 1.2))
            for rect in shape.rects:
                painter.drawRoundedRect(rect, _ROUND, _ROUND)


def paint_badges(painter: QPainter, look: Inks, badges: Sequence[Badge], chosen: HighlightId | None) -> None:
    """Paint the badges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.ui(11, 600))
    for badge in badges:
        ringed = badge.mark.highlight == chosen
        ring = QPen(look.colour(f"{badge.mark.colour}-ink", 0.65), 1.2)
        painter.setPen(ring if ringed else QPen(Qt.PenStyle.NoPen))
        _paint_number(painter, look, badge.mark.number, badge.mark.colour, badge.rect)


def paint_number(painter: QPainter, look: Inks, number: int, colour: str, rect: QRectF) -> None:
    """Paint a number as it stands on the badge of a note."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.ui(11, 600))
    painter.setPen(Qt.PenStyle.NoPen)
    _paint_number(painter, look, number, colour, rect)


def _paint_number(painter: QPainter, look: Inks, number: int, colour: str, rect: QRectF) -> None:
    painter.setBrush(look.colour(colour))
    painter.drawRoundedRect(rect, 6, 6)
    painter.setPen(look.colour("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(number))


def _paint_stripe(painter: QPainter, look: Inks, shape: Shape, column_left: float) -> None:
    left = column_left - _STRIPE_GAP - _STRIPE_WIDTH - shape.piece.lane * _STRIPE_STEP
    top, bottom = shape.rects[0].top(), shape.rects[-1].bottom()
    painter.setBrush(look.colour(f"{shape.piece.mark.colour}-ink", 0.55))
    painter.drawRoundedRect(QRectF(left, top, _STRIPE_WIDTH, bottom - top), 1.5, 1.5)
