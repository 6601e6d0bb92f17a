"""Where the reader is: keeps the text at the top of the page in its place, and turns pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import floor
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QTextBrowser

from reader.ui.page.paper.lines import lay_out_to, line_of, lines_from
from reader.ui.page.paper.offsets import Places

_TOLERANCE: Final = 6.0
"""Pixels of a line that may be above the edge while it still counts as the top line."""

_CALM: Final = 500
"""Milliseconds between two tellings."""


class ReadingPlace(QObject):
    """Knows the line at the top of a view.

    `position_changed` carries the code point at the top, at most twice a second, after the user moved;
    `jumped` the one before and the one after a jump to what was to be shown.
    """

    position_changed = Signal(int)
    jumped = Signal(int, int)

    def __init__(self, view: QTextBrowser) -> None:
        super().__init__(view)
        self._view = view
        self._places: Places | None = None
        self._anchor: int | None = None
        """Where in the document the line at the top begins; None for the very beginning."""
        self._rest = 0.0
        self._held = 0
        self._told = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CALM)
        self._timer.timeout.connect(self._tell)
        view.verticalScrollBar().valueChanged.connect(self._moved)

    def begin(self, places: Places, offset: int) -> None:
        """Take another document, and go to the line in which an offset of the text stands."""
        self._timer.stop()
        self._places = places
        self._told = offset
        self._anchor, self._rest = self._position(offset), 0.0
        self.restore()

    def change_document(self, places: Places) -> None:
        """Take another document of the same text, and stay where the reader is."""
        offset = self.offset()
        anchored = self._places is not None and self._places.position_at(offset) == self._anchor
        if anchored and self._anchor is not None:
            self._anchor = places.position_at(offset)
        self._places = places  # what stands above the text keeps its positions
        self.restore()

    def end(self) -> None:
        """Follow no document any longer."""
        self.flush()
        self._places = None
        self._anchor = None

    def offset(self) -> int:
        """Give the code point at the top of the page."""
        if self._places is None or self._anchor is None:
            return 0
        return self._places.offset_at(self._anchor)

    def flush(self) -> None:
        """Tell the position now, if it is still to be told."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()

    def drop(self) -> None:
        """Do not tell the position that is still to be told."""
        self._timer.stop()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Do not take what happens meanwhile for the reader's own movement."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1

    def restore(self) -> None:
        """Bring the line that was at the top back there, to the pixel."""
        bar, document = self._view.verticalScrollBar(), self._view.document()
        with self.held():
            line = None if self._anchor is None else line_of(document, self._anchor)
            if line is None:
                bar.setValue(0)
                return
            lay_out_to(document, line.top + self._view.viewport().height())
            bar.setValue(floor(line.top + self._rest))

    def go_to(self, offset: int) -> None:
        """Bring the line in which an offset of the text stands to the top."""
        self._anchor, self._rest = self._position(offset), 0.0
        self.restore()
        if not self._timer.isActive():
            self._timer.start()

    def page_down(self) -> None:
        """Bring the first line that is not wholly seen to the top."""
        bar, high = self._view.verticalScrollBar(), self._view.viewport().height()
        bottom = bar.value() + high
        lay_out_to(self._view.document(), bottom + high)
        for line in lines_from(self._view.document(), bar.value()):
            if line.bottom > bottom + 1 and line.top > bar.value() + 1:
                bar.setValue(floor(line.top))
                return
        bar.setValue(bar.maximum())

    def page_up(self) -> None:
        """Bring the line above the first one that is wholly seen to the bottom."""
        bar, high = self._view.verticalScrollBar(), self._view.viewport().height()
        top = next(lines_from(self._view.document(), bar.value() + 1), None)
        cut = top is not None and top.top < bar.value() - 1
        wanted = (top.bottom if top is not None and cut else bar.value()) - high
        if wanted <= 0:
            bar.setValue(0)
            return
        for line in lines_from(self._view.document(), wanted):
            if line.top >= wanted:
                bar.setValue(min(floor(line.top), bar.value() - 1))
                return

    def show(self, first: int, last: int, *, kept: bool = False) -> None:
        """Scroll so that a stretch of the document is seen; not at all when it is seen already.

        `kept` says that the reader has not moved: what was told last is kept until that happens.
        """
        document, bar = self._view.document(), self._view.verticalScrollBar()
        head, tail = line_of(document, first), line_of(document, last)
        if head is None or tail is None:
            return
        high = self._view.viewport().height()
        seen = head.top >= bar.value() and tail.bottom <= bar.value() + high
        if not seen:
            lay_out_to(document, head.top + high)
            waits, left = self._timer.isActive(), self.offset()
            bar.setValue(floor(head.top - high / 4))
            if kept and not waits:
                self._timer.stop()
                self._told = self.offset()
            elif not kept and self.offset() != left:
                self.jumped.emit(left, self.offset())

    def _position(self, offset: int) -> int | None:
        """Give the position to keep at the top; None, with all that stands above, for the beginning."""
        return None if self._places is None or offset <= 0 else self._places.position_at(offset)

    def _moved(self, value: int) -> None:
        if self._held or self._places is None:
            return
        line = None
        if value > 0:
            line = next(lines_from(self._view.document(), value + _TOLERANCE), None)
        self._anchor = None if line is None else line.position
        self._rest = 0.0 if line is None else value - floor(line.top)
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        offset = self.offset()
        if offset != self._told:
            self._told = offset
            self.position_changed.emit(offset)
