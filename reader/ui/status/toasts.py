"""Short messages at the foot of the window. One at a time; they go by themselves, and without moving."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look

STAYS: Final = 6000
"""Milliseconds that a message stays."""
_ABOVE_FOOT: Final = 28


class Toasts(QFrame):
    """Shows a message, with one thing that can be done about it.

    `action_asked` carries the key that was given with the message.
    """

    action_asked = Signal(str)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._key = ""
        self.setProperty("kind", "toast")
        self.setAccessibleName(tr("Message"))
        self._words = label("", "toast")
        self._action = push_button("")
        self._action.installEventFilter(self)
        self._action.clicked.connect(self._act)
        row = self._row = QHBoxLayout(self)
        row.setSpacing(10)
        row.addWidget(self._words)
        row.addWidget(self._action)
        self._stay = QTimer(self)
        self._stay.setSingleShot(True)
        self._stay.setInterval(STAYS)
        self._stay.timeout.connect(self._end)
        window.installEventFilter(self)
        self.hide()

    def show_message(self, words: str, action: str = "", key: str = "") -> None:
        """Show a message in place of the one before; `action` is the button's words, `key` its meaning."""
        self._key = key
        self._words.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._row.setContentsMargins(16, 8, 10 if action else 16, 8)
        self._place()
        self.show()
        self.raise_()
        self._stay.start()
        announce(self, words)

    def message(self) -> str:
        """Give the message shown, or nothing."""
        return self._words.text() if self.isVisibleTo(self._window) else ""

    def dismiss(self) -> None:
        """Take the message away at once."""
        self._stay.stop()
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer rests on the message."""
        super().enterEvent(event)
        self._hold()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting when the pointer has left."""
        super().leaveEvent(event)
        if self.isVisible():
            self._stay.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window, and stay while the button has the focus."""
        kind = event.type()
        if watched is self._action:
            if kind == QEvent.Type.FocusIn:
                self._hold()
            elif kind == QEvent.Type.FocusOut and self.isVisible():
                self._stay.start()
        elif kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _hold(self) -> None:
        self._stay.stop()

    def _place(self) -> None:
        window = self._window
        self.adjustSize()
        if self.width() > window.width() - 32:
            self.resize(max(120, window.width() - 32), self.height())
        left = (window.width() - self.width()) // 2
        self.move(QPoint(left, window.height() - self.height() - _ABOVE_FOOT))

    def _end(self) -> None:
        if self.underMouse() or self._action.hasFocus():
            self._stay.start()
            return
        self.hide()

    def _act(self) -> None:
        key = self._key
        self.dismiss()
        self.action_asked.emit(key)
