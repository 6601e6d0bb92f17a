"""How one article looks in the list."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from reader.model.article import ArticleRow, Snippet
from reader.model.wording import joined, tr
from reader.ui.kit.dates import full_date, short_date
from reader.ui.kit.parts import TAG_HEIGHT
from reader.ui.kit.tips import plain_tip
from reader.ui.list.heading import BAND, paint_heading
from reader.ui.list.passage import Passage
from reader.ui.list.results import HEADING
from reader.ui.list.row_foot import RowFoot
from reader.ui.list.view import ArticleView
from reader.ui.look.look import Look

ROW: Final = 148
"""Height of every row in pixels: rows of one height keep a list of 100,000 quick."""

_MOST_SOURCE: Final = 200
"""Code points of a source that are looked at: more fit in no list."""

_LAID_OUT_KEPT: Final = 400
_LEFT, _RIGHT = 22, 14
_META_TOP, _META_DEPTH = 10, 18
_TITLE_TOP: Final = 31
_TITLE_PITCH, _SNIPPET_PITCH = 18.5, 17.5
_AFTER_TITLE: Final = 5
_FOOT: Final = TAG_HEIGHT + 7
"""Pixels that tags and the count of notes take below the snippet."""
_LEAST_REST: Final = 2
"""Pixels that stay free at the foot of a row."""
_ONE_LINE: Final = str.maketrans("\n\r\t\u2028\u2029", "     ")

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Words:
    """The passages of one row, laid out."""

    title: Passage
    snippet: Passage


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where one row stands: its rounded ground, and the left edge and width of its words."""

    plate: QRectF

    @property
    def left(self) -> float:
        return self.plate.left() + _LEFT

    @property
    def breadth(self) -> float:
        return self.plate.width() - _LEFT - _RIGHT

    @property
    def meta(self) -> QRectF:
        return QRectF(self.left, self.plate.top() + _META_TOP, self.breadth, _META_DEPTH)


class RowDelegate(QStyledItemDelegate):
    """Draws an article: source and time, two lines of title, two of snippet, tags and the count of notes.

    `now` gives the day that "Yesterday" is told by.
    """

    def __init__(self, look: Look, now: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._now = look, now
        self._foot = RowFoot(look)
        self._laid: OrderedDict[tuple[str, Snippet, float, float], _Words] = OrderedDict()
        look.changed.connect(self._take_look)
        self._take_look()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height that every row has."""
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row, or its outline while it is on the way."""
        row = index.data(Qt.ItemDataRole.UserRole)
        heading = index.data(HEADING)
        ground = _ground(option, headed=bool(heading))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if heading:
            place = QRectF(option.rect)
            place.setHeight(BAND)
            paint_heading(painter, self._look, place, heading)
        self._paint_plate(painter, ground, option)
        if isinstance(row, ArticleRow):
            words = self._words(row, ground)
            self._paint_meta(painter, ground, row)
            painter.setPen(self._look.colour("text"))
            words.title.paint(painter, QPointF(ground.left, ground.plate.top() + _TITLE_TOP))
            painter.setPen(self._look.colour("muted"))
            words.snippet.paint(painter, QPointF(ground.left, _snippet_top(ground, words)))
            self._foot.paint(painter, row, _foot_box(ground, words))
        else:
            self._paint_outline(painter, ground)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell the whole date, a title that was cut, or the tags, by what the mouse rests on."""
        row = index.data(Qt.ItemDataRole.UserRole)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, ArticleRow):
            return False
        tip = self.tip(row, option, event.pos().y(), headed=bool(index.data(HEADING)))
        QToolTip.showText(event.globalPos(), plain_tip(tip), view)
        return True

    def tip(
        self, row: ArticleRow, option: QStyleOptionViewItem, height: float, *, headed: bool = False
    ) -> str:
        """Give the tip for a mouse at `height`, in pixels from the top of the view."""
        ground = _ground(option, headed=headed)
        words = self._words(row, ground)
        if height < ground.plate.top() + _TITLE_TOP:
            return full_date(row.published)
        if height < _snippet_top(ground, words):
            return row.title if words.title.cut else ""
        if height >= _foot_top(ground, words):
            return joined(", ", *(tag.name for tag in row.tags))
        return ""

    def tag_at(
        self, row: ArticleRow, option: QStyleOptionViewItem, point: QPointF, *, headed: bool = False
    ) -> str:
        """Give the tag whose pill is under a point of the view, in pixels; empty if there is none."""
        ground = _ground(option, headed=headed)
        return self._foot.tag_at(row, _foot_box(ground, self._words(row, ground)), point)

    def _take_look(self) -> None:
        self._laid.clear()
        self._fonts = self._look.ui(12), self._look.ui(12, 500)
        self._metrics = QFontMetricsF(self._fonts[0]), QFontMetricsF(self._fonts[1])
        self._marked = QTextCharFormat()
        self._marked.setFont(self._look.ui(13, 600))
        self._marked.setForeground(self._look.colour("match"))
        # Read now, so that a missing picture is told when the pane is made and never while it is painted.
        self._star_icon = self._look.pixmap("star-filled", "yellow-ink", 12)
        self._archive_icon = self._look.pixmap("archive", "faint", 12)

    def _words(self, row: ArticleRow, ground: _Ground) -> _Words:
        """Lay the words of a row out: what its tags and notes leave free, the snippet takes."""
        breadth = ground.breadth
        room = ground.plate.height() - (_FOOT if row.tags or row.notes else 0)
        key = (row.title, row.snippet, breadth, room)
        known = self._laid.get(key)
        if known is not None:
            self._laid.move_to_end(key)
            return known
        title = " ".join(row.title.split()) or tr("Untitled")
        heading = Passage(title, self._look.ui(14, 600), breadth, pitch=_TITLE_PITCH)
        left = room - _TITLE_TOP - heading.depth - _AFTER_TITLE - _LEAST_REST
        made = self._laid[key] = _Words(
            heading,
            Passage(
                row.snippet.text.translate(_ONE_LINE),
                self._look.ui(13),
                breadth,
                pitch=_SNIPPET_PITCH,
                most=max(1, int(left // _SNIPPET_PITCH)),
                marks=row.snippet.marks,
                marked=self._marked,
            ),
        )
        if len(self._laid) > _LAID_OUT_KEPT:
            self._laid.popitem(last=False)
        return made

    def _paint_plate(self, painter: QPainter, ground: _Ground, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        plate = ground.plate
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("selection" if selected else "hover"))
            painter.drawRoundedRect(plate, 9, 9)
        else:
            painter.fillRect(
                QRectF(ground.left, option.rect.bottom(), ground.breadth, 1), self._look.colour("line")
            )
        if option.state & QStyle.StateFlag.State_HasFocus and _led_by_keys(option.widget):
            painter.setPen(QPen(self._look.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 8.5, 8.5)

    def _paint_meta(self, painter: QPainter, ground: _Ground, row: ArticleRow) -> None:
        meta = ground.meta
        if row.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent"))
            painter.drawEllipse(QPointF(ground.plate.left() + 11, meta.center().y()), 3.6, 3.6)
        when = short_date(row.published, self._now())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self._look.colour("muted"))
        painter.setFont(self._fonts[0])
        taken = self._metrics[0].horizontalAdvance(when)
        painter.drawText(meta, middle | Qt.AlignmentFlag.AlignRight, when)
        if row.starred:
            taken += 18
            painter.drawPixmap(QPointF(meta.right() - taken, meta.center().y() - 6.5), self._star_icon)
        if row.archived:
            taken += 18
            painter.drawPixmap(QPointF(meta.right() - taken, meta.center().y() - 6.5), self._archive_icon)
        if row.new:
            taken += self._paint_new(painter, meta.adjusted(0, 0, -taken - 8, 0)) + 8
        painter.setFont(self._fonts[1])
        whole = row.source[:_MOST_SOURCE].translate(_ONE_LINE)
        room = max(0.0, meta.width() - taken - 12)
        source = self._metrics[1].elidedText(whole, Qt.TextElideMode.ElideRight, room)
        painter.drawText(meta, middle | Qt.AlignmentFlag.AlignLeft, source)

    def _paint_new(self, painter: QPainter, place: QRectF) -> float:
        """Say that the article is new to the saved search that is shown; give the width of the words."""
        words = tr("New")
        painter.setFont(self._look.ui(11, 600))
        painter.setPen(self._look.colour("accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.setPen(self._look.colour("muted"))
        return QFontMetricsF(painter.font()).horizontalAdvance(words)

    def _paint_outline(self, painter: QPainter, ground: _Ground) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("line", 0.7))
        for top, part, depth in ((14, 0.32, 9), (35, 0.94, 11), (54, 0.6, 11), (79, 0.97, 9), (97, 0.78, 9)):
            bar = QRectF(ground.left, ground.plate.top() + top, ground.breadth * part, depth)
            painter.drawRoundedRect(bar, depth / 2, depth / 2)


def _ground(option: QStyleOptionViewItem, *, headed: bool) -> _Ground:
    """Give where a row stands in its place; all are of one height, so a heading takes of the row's own."""
    return _Ground(QRectF(option.rect).adjusted(8, BAND if headed else 2, -8, -2))


def _snippet_top(ground: _Ground, words: _Words) -> float:
    return ground.plate.top() + _TITLE_TOP + words.title.depth + _AFTER_TITLE


def _foot_top(ground: _Ground, words: _Words) -> float:
    return _snippet_top(ground, words) + words.snippet.depth + 7


def _led_by_keys(widget: QWidget | None) -> bool:
    return isinstance(widget, ArticleView) and widget.led_by_keys()


def _foot_box(ground: _Ground, words: _Words) -> QRectF:
    return QRectF(ground.left, _foot_top(ground, words), ground.breadth, TAG_HEIGHT)
