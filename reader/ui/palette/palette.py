"""The palette itself: a card over the window, with a line to type in and a list below it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from reader.model.wording import tr
from reader.ui.kit.keys import ENTERS, leave_to_window
from reader.ui.kit.parts import IconLabel, hairline, label
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look
from reader.ui.palette.lines import LineDelegate, LineModel, LineView
from reader.ui.palette.offers import Offer, Order, Section

SHADOW: Final = 22
_WIDE: Final = 640
_ROUND: Final = 13.0
_FROM_TOP: Final = 0.11
"""Share of the window's height above the card."""
_MOST_HIGH: Final = 456
"""Pixels of the list, at most."""
_AROUND: Final = 24
_PAGE: Final = 8
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}


class PaletteLine(QLineEdit):
    """The line; the keys that walk through the list are told. `stepped` carries how far, `entered` Enter."""

    stepped = Signal(int)
    entered = Signal()
    escaped = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Tab for the palette, and leave the key that opened it to the window."""
        if leave_to_window(event, undo=True, redo=True):
            return True
        if isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            if event.type() == QEvent.Type.KeyPress:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Tab else -1)
            event.accept()
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the list, choose, or leave."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in ENTERS:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the focus went elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class Palette(QWidget):
    """Lies over the window while it is open.

    `typed` tells what stands in the line, at every key; answer by `show_answers`. `chosen` carries the
    Offer that the user chose; the palette is closed by then. `refused` carries one not possible now.
    """

    typed = Signal(str)
    chosen = Signal(object)
    refused = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._order = Order()
        self._answers: tuple[Offer, ...] = ()
        self._answered = ""
        self._waits = False
        self._moved = False
        self._open = False
        self._back: QWidget | None = None
        self.line = PaletteLine()
        self._key = label(tr("Esc"), "key")
        self.model = LineModel(self)
        self.view = LineView(look, self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(LineDelegate(look, self.view))
        self._nothing = label("", "faint")
        self._card = QWidget(self)
        self._lay_out()
        self._connect()
        self.hide()

    def open(self, order: Order) -> None:
        """Open with these offers at hand, and an empty line."""
        self._back = self._window.focusWidget()
        self._order = order
        self._answers, self._answered = (), ""
        self._waits = self._moved = False
        self.line.clear()
        self._open = True
        self.setGeometry(self._window.rect())
        self._show_lines()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.installEventFilter(self)

    def is_open(self) -> bool:
        """Tell whether the palette lies over the window."""
        return self._open

    def close_quietly(self) -> None:
        """Close, and give the focus back to what had it."""
        if not self._open:
            return
        self._open = False
        back, self._back = self._back, None
        if self.line.hasFocus():  # else the user is elsewhere already
            known = back is not None and isValid(back)  # a field may have gone meanwhile
            (back if back is not None and known else self._window).setFocus(Qt.FocusReason.OtherFocusReason)
        self._window.removeEventFilter(self)
        self.hide()
        self.closed.emit()

    def show_answers(self, typed: str, answers: Sequence[Offer], *, whole: bool) -> None:
        """Show what was looked up for what is typed; `whole` says that no more is to come for it.

        Answers to what is no longer typed are dropped.
        """
        if typed != self.words() or not self._open:
            return
        self._answers = tuple(answers)
        self._answered = typed if whole else self._answered
        self._show_lines()
        if self._waits and self.current() is not None:
            self._choose_current()

    def words(self) -> str:
        """Give what is typed."""
        return self.line.text()

    def current(self) -> Offer | None:
        """Give the offer that Enter chooses."""
        row = self.view.currentIndex().row()
        return self.model.lines[row].offer if 0 <= row < len(self.model.lines) else None

    def offers(self) -> list[Offer]:
        """Give every offer that is shown, from the top down."""
        return [line.offer for line in self.model.lines if line.offer is not None]

    def card(self) -> QRect:
        """Give the rectangle of the card within the window."""
        return self._card.geometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lie over the whole window, also when its size changes."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close by a click beside the card."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_quietly()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Veil the window a little, and draw the card with its shadow."""
        look, painter = self._look, QPainter(self)
        dark = look.theme.dark
        painter.fillRect(event.rect(), look.colour("shadow", 0.26 if dark else 0.07))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self._card.geometry())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for spread in range(SHADOW):  # as rings: the card covers the rest
            fade = (1 - spread / SHADOW) ** 2
            painter.setPen(QPen(look.colour("shadow", (0.3 if dark else 0.1) * fade), 1.5))
            ring = card.adjusted(-spread, 5 - spread, spread, 5 + spread)
            painter.drawRoundedRect(ring, _ROUND + spread, _ROUND + spread)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        painter.end()

    def _lay_out(self) -> None:
        self.setAccessibleName(tr("Command palette"))
        self.line.setProperty("kind", "bare")
        self.line.setFrame(False)
        self.line.setAcceptDrops(False)
        self.line.setPlaceholderText(tr("Type a command, an article, a tag or a name"))
        self.line.setAccessibleName(tr("Command palette"))
        self._key.setFixedHeight(22)
        row = QHBoxLayout()
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(IconLabel(self._look, "search", "muted", 16))
        row.addWidget(self.line, 1)
        row.addWidget(self._key)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        top = QWidget()
        top.setFixedHeight(50)
        top.setLayout(row)
        column.addWidget(top)
        column.addWidget(hairline())
        column.addSpacing(2)
        column.addWidget(self.view)
        self._nothing.setContentsMargins(20, 12, 20, 8)
        column.addWidget(self._nothing)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._take_words)
        self.line.stepped.connect(self._step)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.close_quietly)
        self.line.left.connect(self.close_quietly)
        self.view.clicked.connect(self._click)
        self._look.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.line.setFont(self._look.ui(16))
        self.line.setStyleSheet(f"font-size: {self._look.ui(16).pixelSize()}px;")

    def _take_words(self, words: str) -> None:
        if not self._open:
            return
        self._waits = self._moved = False
        if not words.strip():
            self._answers = ()
        self._show_lines()
        self.typed.emit(words)

    def _show_lines(self) -> None:
        kept = self.current() if self._moved else None
        self.model.show_sections(self._order.arranged(self.words(), self._answers))
        row = self.model.place_of(kept.name) if kept is not None else None
        self._go_to(self.model.step(-1, 1) if row is None else row)
        waiting = bool(self.words().strip()) and self._answered != self.words()
        self._nothing.setText(tr("Nothing fits “{words}”.", words=self.words().strip()))
        self._nothing.setVisible(not self.model.lines and not waiting)
        self._fit()

    def _fit(self) -> None:
        """Give the card the height of its lines, as far as the window has room."""
        top = max(_AROUND, round(self.height() * _FROM_TOP))
        room = self.height() - top - _AROUND - 64
        self.view.setFixedHeight(max(0, min(self.view.wished_height(), _MOST_HIGH, room)))
        layout = self._card.layout()
        if layout is not None:
            layout.activate()
        wide = min(_WIDE, self.width() - 2 * _AROUND)
        before = self._card.geometry()
        self._card.setGeometry((self.width() - wide) // 2, top, wide, self._card.sizeHint().height())
        if self._card.geometry() != before:  # all below the card is painted again, and so no more of it
            around = 2 * SHADOW
            changed = before.united(self._card.geometry()).adjusted(-around, -around, around, around)
            self.update(changed)

    def _go_to(self, row: int | None) -> None:
        if row is None:
            return
        self.view.setCurrentIndex(self.model.index(row))
        if row == self.model.step(-1, 1):
            self.view.scrollToTop()  # with the heading above it
        else:
            self.view.scrollTo(self.model.index(row))

    def _step(self, by: int) -> None:
        row = self.model.step(self.view.currentIndex().row(), by)
        if row is None:
            return
        self._moved = True
        self._go_to(row)
        offer = self.current()
        if offer is not None:
            announce(self.line, offer.spoken())

    def _enter(self) -> None:
        """Choose; what is still being looked up is waited for when nothing else is there."""
        offer = self.current()
        looked_up = offer is None or offer.section in (Section.NAMES, Section.ARTICLES)
        if looked_up and not self._moved and self.words().strip() and self._answered != self.words():
            self._waits = True
            return
        self._choose_current()

    def _click(self) -> None:
        self._moved = True
        self._choose_current()

    def _choose_current(self) -> None:
        offer = self.current()
        if offer is None:
            return
        if not offer.possible:
            self.refused.emit(offer)
            return
        self.close_quietly()
        self.chosen.emit(offer)
