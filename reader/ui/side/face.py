"""The written part of a card: quote, note, tags and time. Painted, because an article may have thousands."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from reader.model.annotation import AnchorState, Highlight
from reader.model.wording import joined, tr
from reader.ui.kit.dates import full_date, local_moment, short_date, today
from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.kit.pills import PILL_HEIGHT, paint_pill, pill_width
from reader.ui.kit.written import Written
from reader.ui.look.look import Look

_QUOTE_LINES: Final = 4
_BRIEF_QUOTE_LINES: Final = 8
_NOTE_LINES: Final = 4
_GAP: Final = 7
_BADGE: Final = 18


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a highlight stands among those of its article.

    `number` is its place from 1, or 0 for one that lost its place in the text; `count` tells how many have
    one; `label` is the name of its label.
    """

    number: int
    count: int
    label: str


class CardFace(QAbstractButton):
    """Says what a highlight holds.

    `opened` tells of a double click or Enter, `stepped` of an arrow key: 1 down, -1 up; `focus_moved` says
    that the focus came or went, for the ring is drawn around the whole card.
    """

    opened = Signal()
    stepped = Signal(int)
    focus_moved = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._number = 0
        self._colour = "grey"
        self._tags: tuple[str, ...] = ()
        self._time = ""
        self._lost = False
        self._brief = False
        self._shown: tuple[Highlight, Standing, str] | None = None
        self._quote = self._long_quote = Written("", look.serif(15), 21, 1)
        self._note = Written("", look.ui(13), 18, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._take_look)

    def _take_look(self) -> None:
        """Write everything anew: the window's words may have another size."""
        shown, self._shown = self._shown, None
        if shown is not None:
            self.show_highlight(*shown)
        self.update()

    def show_highlight(self, highlight: Highlight, standing: Standing, colour: str) -> None:
        """Write a highlight on the face, with its place among the others."""
        if self._shown == (highlight, standing, colour):
            return
        self._shown = (highlight, standing, colour)
        look, number = self._look, standing.number
        self._number, self._colour, self._tags = number, colour, highlight.tags
        self._lost = highlight.state is AnchorState.ORPHAN
        quote = f"“{' '.join(highlight.quote.exact.split())}”"
        self._quote = Written(quote, look.serif(15), 21, _QUOTE_LINES)
        self._long_quote = Written(quote, look.serif(15), 21, _BRIEF_QUOTE_LINES)
        self._note = Written(highlight.note, look.ui(13), 18, _NOTE_LINES)
        moment = local_moment(highlight.created)
        self._time = short_date(moment, today())
        self.setToolTip(full_date(moment))
        self.setAccessibleName(_spoken(highlight, standing, quote))
        self.setAccessibleDescription(_more(highlight, standing, full_date(moment)))
        self.updateGeometry()
        self.update()

    def set_brief(self, *, brief: bool) -> None:
        """Leave note and tags out while they are edited below."""
        self._brief = brief
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give a least size; the height follows the width."""
        return QSize(200, PILL_HEIGHT)

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrower face is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels at a width."""
        parts = [self._words().height_at(width)]
        if not self._brief and self._note.height_at(width):
            parts.append(self._note.height_at(width))
        if self._lost:
            parts.append(PILL_HEIGHT)
        parts.append(PILL_HEIGHT)
        return round(sum(parts) + _GAP * (len(parts) - 1))

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the card."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, and walk along the cards with the arrows."""
        if event.key() in ENTERS:
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus came."""
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went."""
        super().focusOutEvent(event)
        self.focus_moved.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the note."""
        self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write quote, note, tags and time."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, top = float(self.width()), 0.0
        quote = self._words()
        quote.draw(painter, QPointF(0, 0), width, look.colour("muted" if self._lost else "body"))
        top += quote.height_at(width) + _GAP
        if not self._brief and self._note.height_at(width):
            self._note.draw(painter, QPointF(0, top), width, look.colour("muted"))
            top += self._note.height_at(width) + _GAP
        if self._lost:
            self._paint_lost(painter, top)
            top += PILL_HEIGHT + _GAP
        self._paint_foot(painter, top)
        painter.end()

    def _words(self) -> Written:
        return self._long_quote if self._brief else self._quote

    def _paint_lost(self, painter: QPainter, top: float) -> None:
        painter.drawPixmap(QPointF(0, top + 3), self._look.pixmap("triangle-alert", "match", 14))
        painter.setFont(self._look.ui(12))
        painter.setPen(self._look.colour("match"))
        area = QRectF(20, top, self.width() - 20, PILL_HEIGHT)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, tr("No longer in the text"))

    def _paint_foot(self, painter: QPainter, top: float) -> None:
        look = self._look
        left = self._paint_badge(painter, top) if self._number else 0.0
        font = look.ui(12)
        time_width = QFontMetricsF(font).horizontalAdvance(self._time)
        room = self.width() - time_width - 8
        shown = () if self._brief else self._tags
        for place, name in enumerate(shown):
            rest = len(shown) - place
            more = pill_width(look, f"+{rest}") if rest > 1 else 0.0
            if left + pill_width(look, name) + more > room:
                left += paint_pill(painter, look, QPointF(left, top), f"+{rest}") + 5
                break
            left += paint_pill(painter, look, QPointF(left, top), name) + 5
        painter.setFont(font)
        painter.setPen(look.colour("faint"))
        area = QRectF(self.width() - time_width - 1, top, time_width + 1, PILL_HEIGHT)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._time)

    def _paint_badge(self, painter: QPainter, top: float) -> float:
        look, font = self._look, self._look.ui(11, 600)
        words = str(self._number)
        width = max(_BADGE + 2.0, QFontMetricsF(font).horizontalAdvance(words) + 11)
        badge = QRectF(0, top + (PILL_HEIGHT - _BADGE) / 2, width, _BADGE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(self._colour))
        painter.drawRoundedRect(badge, 5, 5)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
        return width + 6


def _spoken(highlight: Highlight, standing: Standing, quote: str) -> str:
    """Say which highlight it is, what it marks and what was noted on it."""
    which = tr("Highlight without a place in the text")
    if standing.number:
        which = tr("Highlight {number} of {count}", number=standing.number, count=standing.count)
    words = tr("{which}: {quote}", which=which, quote=quote)
    note = " ".join(highlight.note.split())
    return tr("{words}, note: {note}", words=words, note=note) if note else words


def _more(highlight: Highlight, standing: Standing, made: str) -> str:
    """Say what else is seen on the card: label, tags and when it was made."""
    tags = tr("Tags: {names}", names=", ".join(highlight.tags)) if highlight.tags else ""
    label = tr("Label {name}", name=standing.label) if standing.label else ""
    return joined(". ", label, tags, made)
