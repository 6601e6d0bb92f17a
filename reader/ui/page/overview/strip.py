"""The strip of ticks beside the scroll bar of the page."""

from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from reader.model.span import Span
from reader.model.wording import joined, tr
from reader.ui.kit.families import type_words
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look
from reader.ui.page.marks.hits import HitList
from reader.ui.page.marks.index import Marks
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.overview.ticks import LANE, WIDTH, Lane, Ticks, measured, paint_chosen, paint_ticks
from reader.ui.page.paper.depths import Depths
from reader.ui.page.view import ArticleView

_CALM: Final = 60
"""Milliseconds in which reasons to measure anew are gathered: long texts are laid out bit by bit."""
_REACH: Final = 4.0
"""Pixels around a tick that still count as it."""
_GROOVE: Final = 2
"""Pixels above and below the groove of the scroll bar."""
_AROUND: Final = 40
"""Signs of the text before and after a hit that a tip shows."""
_TIP_SIGNS: Final = 120


class Overview(QWidget):
    """Lies over the right margin of a view, and is seen while the page is longer than the screen.

    `tick_asked` carries the lane and the place, from 0, of what was clicked.
    """

    tick_asked = Signal(object, int)

    def __init__(self, look: Look, view: ArticleView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._ticks = Ticks(Marks(), HitList(), Mentions())
        self._picture: QPixmap | None = None
        self._measured_for: tuple[int, int] | None = None
        self._bare = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM)
        self._timer.timeout.connect(self._measure)
        self.setAccessibleName(tr("Overview of the article"))
        self.setMouseTracking(True)
        view.marks_changed.connect(self._measure_soon)
        view.hit_chosen.connect(self.update)
        view.text_moved.connect(self._follow)
        view.verticalScrollBar().rangeChanged.connect(self._follow)
        look.changed.connect(self._measure_soon)
        self.hide()

    def set_bare(self, *, bare: bool) -> None:
        """Stay away while nothing but the text is to be seen."""
        self._bare = bare
        self._measure()

    def ticks(self) -> Ticks:
        """Give the ticks as they are painted."""
        return self._ticks

    def tick_at(self, x: float, y: float) -> tuple[Lane, int] | None:
        """Give what the tick under or next to a point stands for: its lane, and its place there."""
        if not self._is_current():
            return None
        lanes = sorted(LANE, key=lambda lane: abs(x - LANE[lane][0] - LANE[lane][1] / 2))
        for lane in lanes:
            place = self._ticks.near(lane, y, _REACH)
            if place is not None:
                return lane, place
        return None

    def words_of(self, lane: Lane, place: int) -> str:
        """Say what a tick stands for."""
        ticks = self._ticks
        if lane is Lane.HITS:
            span, total = ticks.of_hits[place], len(ticks.of_hits)
            count = tr("Hit {place} of {total}", place=f"{place + 1:,}", total=f"{total:,}")
            return joined("\n", count, self._around(span))
        if lane is Lane.HIGHLIGHTS:
            mark = ticks.marks[place]
            return joined("\n", tr("Highlight {number}", number=mark.number), self._cut(mark.span))
        mention = ticks.mentions[place]
        return joined(" · ", mention.name, type_words(mention.type))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at ticks with the hand, and say in a tip what is under the pointer."""
        tick = self.tick_at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.ArrowCursor if tick is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if tick is None else plain_tip(self.words_of(*tick)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for what was clicked."""
        tick = self.tick_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and tick is not None:
            self.tick_asked.emit(*tick)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ticks from the picture that is kept of them."""
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._painted()
        painter.drawPixmap(0, 0, self._picture)
        if self._is_current():
            paint_chosen(painter, self._look, self._ticks, self._view.chosen_hit())
        painter.end()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_ticks(painter, self._look, self._ticks)
        painter.end()
        return picture

    def _is_current(self) -> bool:
        """Tell whether the page still shows what was measured."""
        ticks, view = self._ticks, self._view
        return (ticks.marks, ticks.of_hits, ticks.mentions) == (view.marks(), view.hits(), view.mentions())

    def _follow(self) -> None:
        """Measure again when the text has another length by now, or the view another size."""
        if self._measured_for != self._measure_of():
            self._measure_soon()

    def _measure_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _measure_of(self) -> tuple[int, int]:
        """Give how deep the page is as far as it is laid out, and how much of it is seen.

        To ask the document itself would have all of it laid out.
        """
        seen = self._view.viewport().height()
        return self._view.verticalScrollBar().maximum() + seen, seen

    def _measure(self) -> None:
        view, bar = self._view, self._view.verticalScrollBar()
        whole, _ = self._measured_for = self._measure_of()
        self._picture = None
        anything = bool(view.marks()) or bool(view.hits()) or bool(view.mentions())
        if self._bare or bar.maximum() <= 0 or not anything:
            self._ticks = Ticks(Marks(), HitList(), Mentions())
            self.hide()
            return
        corner = view.viewport().geometry().topRight()
        room = QRect(corner.x() + 1 - WIDTH, corner.y() + _GROOVE, WIDTH, bar.height() - 2 * _GROOVE)
        self.setGeometry(room)
        depths = Depths(view.document(), view.places())
        self._ticks = measured(depths, self.height() / whole, view.marks(), view.hits(), view.mentions())
        self.show()
        self.raise_()
        self.update()

    def _around(self, span: Span) -> str:
        text = self._view.places().text
        start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
        before, after = "…" if start else "", "…" if end < len(text) else ""
        return before + " ".join(text[start:end].split()) + after

    def _cut(self, span: Span) -> str:
        words = " ".join(self._view.places().text[span.start : span.end].split())
        return words if len(words) <= _TIP_SIGNS else f"{words[:_TIP_SIGNS]}…"
