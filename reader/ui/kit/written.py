"""Text that is painted: wrapped to a width, and cut with an ellipsis after some lines."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_SIGNS_A_LINE: Final = 250


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    rise: float
    """Pixels from the top of the text down to the base line."""


class Written:
    """A text in one font with a fixed line height in pixels, of at most `most` lines."""

    def __init__(self, text: str, font: QFont, line_height: float, most: int) -> None:
        room = most * _SIGNS_A_LINE  # laying out more than can be seen would only cost time
        self._text = text.strip()[:room].replace("\n", "\u2028")
        self._font = font
        self._line_height = line_height
        self._most = most
        self._width = -1.0
        self._lines: list[_Line] = []
        self.cut = False
        """Whether something was left out at the last width asked for."""

    def height_at(self, width: float) -> float:
        """Give the height in pixels at a width."""
        self._wrap(width)
        return len(self._lines) * self._line_height

    def draw(self, painter: QPainter, at: QPointF, width: float, colour: QColor) -> None:
        """Paint the text with its upper left corner at `at`."""
        self._wrap(width)
        painter.setFont(self._font)
        painter.setPen(colour)
        for line in self._lines:
            painter.drawText(QPointF(at.x(), at.y() + line.rise), line.words)

    def _wrap(self, width: float) -> None:
        if width == self._width:
            return
        self._width = width
        self._lines = []
        self.cut = False
        if not self._text:
            return
        metrics = QFontMetricsF(self._font)
        inner = (self._line_height - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        layout = QTextLayout(self._text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = self._text.encode("utf-16-le", "surrogatepass")  # the layout counts in UTF-16 units
        layout.beginLayout()
        while len(self._lines) < self._most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1.0, width))
            start, end = line.textStart(), line.textStart() + line.textLength()
            last = len(self._lines) == self._most - 1
            self.cut = last and end * 2 < len(units)
            words = units[start * 2 : end * 2].decode("utf-16-le", "replace")
            words = words.rstrip().rstrip("\u2028")
            if self.cut:
                words = _with_ellipsis(words, metrics, width)
            self._lines.append(_Line(words, len(self._lines) * self._line_height + inner))
        layout.endLayout()


def _with_ellipsis(words: str, metrics: QFontMetricsF, width: float) -> str:
    whole = f"{words.rstrip()}…"
    if metrics.horizontalAdvance(whole) <= width:
        return whole
    return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)
