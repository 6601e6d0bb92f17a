"""Text that is painted: wrapped to a width, and cut with an ellipsis after some lines."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from reader.model.scripts import runs_from_right

_SIGNS_A_LINE: Final = 250
_WIDTHS_KEPT: Final = 4
_LONGEST_STUMP: Final = 12
"""Signs of a last word that may go with what was cut off."""


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    rise: float
    """Pixels from the top of the text down to the base line."""
    left: float
    """Pixels from the left edge of the text."""


class Written:
    """A text in one font with a fixed line height in pixels, of at most `most` lines.

    Text that runs from right to left begins at the right edge.
    """

    def __init__(self, text: str, font: QFont, line_height: float, most: int) -> None:
        room = most * _SIGNS_A_LINE  # laying out more than can be seen would only cost time
        self._text = text.strip()[:room].replace("\n", "\u2028")
        self._font = font
        self._line_height = line_height
        self._most = most
        self._wrapped: dict[float, list[_Line]] = {}
        self._from_right = runs_from_right(self._text)

    def height_at(self, width: float) -> float:
        """Give the height in pixels at a width."""
        return len(self._wrap(width)) * self._line_height

    def draw(self, painter: QPainter, at: QPointF, width: float, colour: QColor) -> None:
        """Paint the text with its upper left corner at `at`."""
        painter.setFont(self._font)
        painter.setPen(colour)
        for line in self._wrap(width):
            if self._from_right:
                painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            painter.drawText(QPointF(at.x() + line.left, at.y() + line.rise), line.words)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)

    def _wrap(self, width: float) -> list[_Line]:
        known = self._wrapped.get(width)
        if known is None:
            if len(self._wrapped) >= _WIDTHS_KEPT:
                self._wrapped.clear()
            known = self._wrapped[width] = self._lay_out(width) if self._text else []
        return known

    def _lay_out(self, width: float) -> list[_Line]:
        lines: list[_Line] = []
        metrics = QFontMetricsF(self._font)
        inner = (self._line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        layout = QTextLayout(self._text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = self._text.encode("utf-16-le", "surrogatepass")  # the layout counts in UTF-16 units
        layout.beginLayout()
        while len(lines) < self._most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width))
            start, end = line.textStart(), line.textStart() + line.textLength()
            last = len(lines) == self._most - 1
            cut = last and end * 2 < len(units)
            words = units[start * 2 : end * 2].decode("utf-16-le", "replace")
            words = words.rstrip().rstrip("\u2028")
            if cut:
                words = _with_ellipsis(words, metrics, width)
            left = max(0.0, width - metrics.horizontalAdvance(words)) if self._from_right else 0.0
            lines.append(_Line(words, len(lines) * self._line_height + inner, left))
        layout.endLayout()
        return lines


def _with_ellipsis(words: str, metrics: QFontMetricsF, width: float) -> str:
    whole = f"{words.rstrip()}…"
    if metrics.horizontalAdvance(whole) <= width:
        return whole
    cut = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)
    head, space, tail = cut.rpartition(" ")
    return f"{head.rstrip(',;:–—- ')}…" if space and len(tail) < _LONGEST_STUMP else cut
