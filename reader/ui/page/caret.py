"""The caret on the page: it sleeps, and the arrow keys scroll, until a key wakes it."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser

from reader.ui.page.paper.lines import lines_from
from reader.ui.page.reading_place import ReadingPlace

WAKING_KEYS: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_KEYS: Final = (
    *WAKING_KEYS,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_STEP: Final = 48
"""Pixels that an arrow key scrolls."""
_AWAY: Final = 1_000_000_000
_WIDTH: Final = 2


class Caret:
    """Moves through the text of a view, or scrolls it while asleep."""

    def __init__(self, view: QTextBrowser, place: ReadingPlace) -> None:
        self._view = view
        self._place = place
        self._awake = False

    def sleep(self) -> None:
        """Hide the caret."""
        self._show(awake=False)

    def wake(self) -> None:
        """Show the caret, on the screen."""
        self._show(awake=True)
        if not self._view.textCursor().hasSelection() and not self._is_seen():
            top = self._view.verticalScrollBar().value()
            line = next((each for each in lines_from(self._view.document(), top) if each.top >= top), None)
            if line is not None:
                cursor = self._view.textCursor()
                cursor.setPosition(line.position)
                self.put(cursor)

    def is_awake(self) -> bool:
        """Tell whether the caret is shown."""
        return self._awake

    def take_document(self) -> None:
        """Be in another document as before: Qt keeps the width of a caret with its document."""
        self._show(awake=self._awake)

    def put(self, cursor: QTextCursor) -> None:
        """Set the cursor without the scrolling that Qt does then."""
        bar = self._view.verticalScrollBar()
        with self._place.held():
            value = bar.value()
            self._view.setTextCursor(cursor)
            bar.setValue(value)

    def takes(self, key: int) -> bool:
        """Tell whether a key is one that moves the caret or scrolls."""
        return key in _KEYS

    def is_moved_by(self, key: int, *, shifted: bool) -> bool:
        """Tell whether a key moves the caret, and wakes it if need be."""
        return key in _KEYS and (shifted or key in WAKING_KEYS or self._awake)

    def scroll(self, key: int) -> None:
        """Scroll by a key, as long as the caret is asleep."""
        bar = self._view.verticalScrollBar()
        if key == Qt.Key.Key_PageDown:
            self._place.page_down()
        elif key == Qt.Key.Key_PageUp:
            self._place.page_up()
        else:
            steps = {Qt.Key.Key_Up: -_STEP, Qt.Key.Key_Down: _STEP, Qt.Key.Key_Home: -_AWAY}
            bar.setValue(max(0, min(bar.maximum(), bar.value() + steps.get(Qt.Key(key), _AWAY))))

    def _show(self, *, awake: bool) -> None:
        self._awake = awake
        self._view.setCursorWidth(_WIDTH if awake else 0)

    def _is_seen(self) -> bool:
        return bool(self._view.viewport().rect().contains(self._view.cursorRect().center()))
