"""A passage: a few lines of text laid out once and drawn often, with some of its words made bold."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
    QTransform,
)

from reader.model.scripts import has_upright, may_run_from_right, runs_from_right
from reader.model.span import Span, Utf16Map

_ELLIPSIS: Final = "…"

_BRIGHT: Final = 128
"""Lightness of a pen from which words count as bright ones on a dark ground."""

_AS_OUTLINES: Final = QTransform(1, 0, 1e-9, 0, 1, 0, 0, 0, 1)
"""Moves nothing, but has Qt fill the outlines of signs instead of blending kept pictures of them.

With fonts in the format of most of those for Chinese, Japanese and Korean, Qt thickens the stems in these
pictures and blends them for dark words on a bright ground; bright words come out half as heavy again, and
look bold. Filling outlines takes ten times as long: a millisecond for two lines.
"""


class Passage:
    """Text in at most `most` lines of `width` pixels; what does not fit is cut with an ellipsis.

    `marks` are spans of the text in code points, drawn in the format `marked`. Text that runs from right
    to left begins at the right edge. Offsets within this class are UTF-16 units, as Qt counts.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        pitch: float,
        most: int = 2,
        marks: Sequence[Span] = (),
        marked: QTextCharFormat | None = None,
    ) -> None:
        self._font, self._width, self._pitch, self._most = font, width, pitch, most
        self._ascent = QFontMetricsF(font).ascent()
        self._may_thicken = has_upright(text)
        self._from_right = runs_from_right(text)
        self._both_ways = may_run_from_right(text)
        units = Utf16Map(text)
        self._formats = [
            _range(units.to_units(mark.start), units.to_units(mark.end), marked or QTextCharFormat())
            for mark in marks
        ]
        self._layout = self._laid(text)
        self.cut = self._reached() < _units(text)
        """Whether something did not fit."""
        if self.cut:
            self._layout = self._laid(self._shortened(text))

    @property
    def depth(self) -> float:
        """Height of the lines in pixels."""
        return self._layout.lineCount() * self._pitch if self._layout.text() else 0.0

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Draw the lines with the painter's pen, their left upper corner at `at`."""
        if not self._may_thicken or painter.pen().color().lightness() < _BRIGHT:
            self._layout.draw(painter, at)
            return
        painter.save()
        painter.setTransform(_AS_OUTLINES, True)
        self._layout.draw(painter, at)
        painter.restore()

    def text(self) -> str:
        """Give the text that is drawn."""
        return self._layout.text()

    def _laid(self, text: str) -> QTextLayout:
        layout = self._prepared(text, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.beginLayout()
        count = 0
        while count < self._most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self._width)
            # Lines stand on an even pitch though signs of another script may be taller.
            line.setPosition(QPointF(0, count * self._pitch + self._ascent - line.ascent()))
            count += 1
        layout.endLayout()
        return layout

    def _reached(self) -> int:
        count = self._layout.lineCount()
        if not count:
            return 0
        line = self._layout.lineAt(count - 1)
        return line.textStart() + line.textLength()

    def _shortened(self, text: str) -> str:
        """Cut the text so that its last line ends in an ellipsis within the width."""
        last = self._layout.lineAt(self._most - 1)
        units = text.encode("utf-16-le")
        start = last.textStart()
        tail = _decoded(units[2 * start : 2 * (start + 2 * last.textLength())])
        line = self._single(tail, start)
        low = self._found(tail, start) if self._both_ways else self._measured(line, tail, start)
        if not line.isValidCursorPosition(low):
            low = line.previousCursorPosition(low)
        kept = _decoded(units[: 2 * (start + low)])
        return kept.rstrip(" ,;:–—-") + _ELLIPSIS

    def _found(self, tail: str, start: int) -> int:
        """Find the longest piece of the last line that still leaves room, whatever way its signs run."""
        low, high = 0, _units(tail)
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(tail, start, middle):
                low = middle
            else:
                high = middle - 1
        return low

    def _measured(self, line: QTextLayout, tail: str, start: int) -> int:
        """Find it where all signs run from left to right: by measure, which kerning makes wrong by a sign."""
        room = self._width - QFontMetricsF(self._font).horizontalAdvance(_ELLIPSIS)
        length, most = line.lineAt(0).xToCursor(max(0.0, room)), _units(tail)
        while length < most and self._fits(tail, start, length + 1):
            length += 1
        while length > 0 and not self._fits(tail, start, length):
            length -= 1
        return length

    def _fits(self, tail: str, start: int, length: int) -> bool:
        piece = _decoded(tail.encode("utf-16-le")[: 2 * length]).rstrip() + _ELLIPSIS
        layout = self._single(piece, start)  # a line is only a window on its layout: it must outlive the line
        return layout.lineAt(0).naturalTextWidth() <= self._width

    def _single(self, text: str, start: int) -> QTextLayout:
        """Lay a piece that begins at `start` on one line however long, with its marks."""
        layout = self._prepared(text, QTextOption.WrapMode.NoWrap)
        layout.setFormats(
            [
                _range(max(0, each.start - start), each.start + each.length - start, each.format)
                for each in self._formats
                if each.start + each.length > start
            ]
        )
        layout.beginLayout()
        layout.createLine().setLineWidth(self._width)
        layout.endLayout()
        return layout

    def _prepared(self, text: str, wrap: QTextOption.WrapMode) -> QTextLayout:
        layout = QTextLayout(text, self._font)
        option = QTextOption()
        option.setWrapMode(wrap)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if self._from_right else Qt.LayoutDirection.LeftToRight
        )
        option.setAlignment(Qt.AlignmentFlag.AlignRight if self._from_right else Qt.AlignmentFlag.AlignLeft)
        layout.setTextOption(option)
        layout.setFormats(self._formats)
        layout.setCacheEnabled(True)
        return layout


def _range(start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start
    made.format = style
    return made


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _decoded(units: bytes) -> str:
    return units.decode("utf-16-le", "ignore")  # half a sign at the cut is left out
