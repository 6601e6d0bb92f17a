"""Lead back and forward through what was read: articles, and places in them."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWindow

from reader.model.article import Article
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.trail import Stop, Trail
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.panes import Panes

_QUICK: Final = 1000
"""Milliseconds within which jumps one after the other count as one, such as while words are typed."""


class Retracing(QObject):
    """Keeps the trail of the reader. `offer_changed` tells whether there is a way back, and forward.

    Opening an article is a stop, however it came: from the list, by a link, a search or the palette. So is
    a jump within it, to a highlight, a name or a hit, that scrolled the page.
    """

    offer_changed = Signal(bool, bool)

    def __init__(self, panes: Panes, browsing: Browsing) -> None:
        super().__init__(panes.page)
        self._panes = panes
        self._browsing = browsing
        self._trail = Trail()
        self._shown: ArticleId | None = None
        self._awaited: ArticleId | None = None
        """The article of a stop that was stepped to, until it is shown."""
        self._landed: int | None = None
        self._since = QElapsedTimer()
        self._since.start()
        self._buttons = MouseButtons(self.go_back, self.go_forward, self)
        browsing.article_left.connect(self._keep_place)
        browsing.article_shown.connect(self._take_article)
        panes.page.jumped.connect(self._take_jump)

    def trail(self) -> Trail:
        """Give the stops, and which is the present one."""
        return self._trail

    def go_back(self) -> None:
        """Go to where the reader was before."""
        self._go(-1)

    def go_forward(self) -> None:
        """Go to where the reader came back from."""
        self._go(1)

    def take_buttons(self, window: QWindow) -> None:
        """Go by the buttons of the mouse that are made for it, wherever in a window it is."""
        window.installEventFilter(self._buttons)

    def _go(self, by: int) -> None:
        stop, before = self._trail.ahead(by), self._trail
        if stop is None:
            return
        here = self._browsing.stop()
        present = self._trail.present()
        if here is not None and present is not None and present.article == here.article:
            before = self._trail = self._trail.moved_to(here)
        self._follow(self._trail.stepped(by))
        self._landed = None
        if here is not None and (here.article, here.version) == (stop.article, stop.version):
            self._awaited = None
            self._panes.page.go_to(stop.position)
            return

        def fail(error: ReaderError) -> None:
            if error.code is not Trouble.ARTICLE_MISSING:
                self._browsing.tell(error)
            elif self._awaited == stop.article:
                self._awaited = None
                self._follow(before.without(stop.article))
                self._go(by)

        self._awaited = stop.article
        self._browsing.return_to(stop, fail)

    def _keep_place(self, stop: Stop) -> None:
        """Keep where an article is left, to come back there."""
        present = self._trail.present()
        if self._awaited is None and present is not None and present.article == stop.article:
            self._trail = self._trail.moved_to(stop)

    def _take_article(self, article: Article | None) -> None:
        shown = None if article is None else article.id
        if shown == self._shown:
            return  # it only changed
        self._shown = shown
        stop, present = self._browsing.stop(), self._trail.present()
        if stop is None:
            return
        if self._awaited != shown and (present is None or present.article != shown):
            self._follow(self._trail.gone_to(stop))
        self._awaited = self._landed = None

    def _take_jump(self, left: int, landed: int) -> None:
        here = self._browsing.stop()
        if here is None:
            return
        quick = self._landed == left and self._since.elapsed() < _QUICK
        if not quick:
            self._trail = self._trail.moved_to(Stop(here.article, here.version, left))
        step = self._trail.moved_to if quick else self._trail.gone_to
        self._follow(step(Stop(here.article, here.version, landed)))
        self._landed = landed
        self._since.start()

    def _follow(self, trail: Trail) -> None:
        self._trail = trail
        self.offer_changed.emit(trail.ahead(-1) is not None, trail.ahead(1) is not None)


class MouseButtons(QObject):
    """Hears the fourth and fifth button of the mouse in a window, before what is under the pointer does."""

    def __init__(self, back: Callable[[], None], forward: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ways = {Qt.MouseButton.BackButton: back, Qt.MouseButton.ForwardButton: forward}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the two buttons, and let all else pass."""
        kind, released = event.type(), QEvent.Type.MouseButtonRelease
        kinds = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, released)
        if kind in kinds and isinstance(event, QMouseEvent) and event.button() in self._ways:
            if kind != released:
                self._ways[event.button()]()
            return True
        return super().eventFilter(watched, event)
