"""The last line of a row: its tags, as far as there is room, and the count of notes."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from reader.model.article import ArticleRow, TagMark
from reader.ui.kit.parts import TAG_HEIGHT, paint_tag, tag_width
from reader.ui.look.look import Look

_GAP: Final = 6
_NOTES: Final = 27
"""Pixels that the icon of the notes takes, with the gap before it."""


class RowFoot:
    """Draws the foot of a row into a box, and finds the tag under a point in it."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def paint(self, painter: QPainter, row: ArticleRow, box: QRectF) -> None:
        """Draw the tags that fit, how many more there are, and the count of notes."""
        count = self._count_box(row, box)
        if count is not None:
            painter.setFont(self._count_font())
            painter.setPen(self._look.colour("muted"))
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter, f"{row.notes:,}")
            icon = self._look.pixmap("highlighter", "muted", 13)
            painter.drawPixmap(QPointF(count.left() - 17, box.top() + 3.5), icon)
        left, drawn = box.left(), 0
        for tag, shown, pill in self._pills(row, box):
            paint_tag(painter, self._look, pill.topLeft(), tag, shown)
            left, drawn = pill.right() + _GAP, drawn + 1
        if drawn < len(row.tags):
            painter.setFont(self._tag_font())
            painter.setPen(self._look.colour("muted"))
            rest = QRectF(left + 1, box.top(), box.width(), TAG_HEIGHT)
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, f"+{len(row.tags) - drawn}")

    def tag_at(self, row: ArticleRow, box: QRectF, point: QPointF) -> str:
        """Give the name of the tag that is drawn under a point; empty if there is none."""
        return next((tag.name for tag, _, pill in self._pills(row, box) if pill.contains(point)), "")

    def _pills(self, row: ArticleRow, box: QRectF) -> Iterator[tuple[TagMark, str, QRectF]]:
        """Give each tag that fits, its name as it is shown, and its place; the first always fits."""
        count = self._count_box(row, box)
        metrics = QFontMetricsF(self._tag_font())
        left, right = box.left(), box.right() if count is None else count.left() - _NOTES
        for place, tag in enumerate(row.tags):
            after = len(row.tags) - place - 1
            room = right - left - (metrics.horizontalAdvance(f"+{after}") + _GAP if after else 0)
            shown = tag.name
            if tag_width(self._look, shown) > room:
                if place:
                    return
                bare = room - tag_width(self._look, "")
                shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, bare)
            pill = QRectF(left, box.top(), tag_width(self._look, shown), TAG_HEIGHT)
            yield tag, shown, pill
            left = pill.right() + _GAP

    def _count_box(self, row: ArticleRow, box: QRectF) -> QRectF | None:
        if not row.notes:
            return None
        wide = QFontMetricsF(self._count_font()).horizontalAdvance(f"{row.notes:,}")
        return QRectF(box.right() - wide - 1, box.top(), wide + 1, TAG_HEIGHT)

    def _count_font(self) -> QFont:
        return self._look.ui(12, 500)

    def _tag_font(self) -> QFont:
        return self._look.ui(11, 500)
