"""Which panes are seen, and how wide: four in a wide window, one less with each step that it is narrower."""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from reader.ui.actions.actions import Actions
from reader.ui.errands.panes import Panes

_FOUR_PANES: Final = 1300
_THREE_PANES: Final = 1100
_TWO_PANES: Final = 760
"""Widths of the window in pixels below which panes step aside: the collections, the side bar, and the list
or the page. With four panes below 1,300 pixels the lines of the page would be of some 35 signs."""

_AMPLE: Final = 1600
_WIDE: Final = (226, 372, 312)
_CLOSE: Final = (196, 312, 256)
_THREE: Final = (196, 300, 250)
"""Widths of collections, list and side bar in a window of ample width, where four panes just fit, and
with three panes."""


class Wing(StrEnum):
    """A pane at a side of the window, which the user may show or hide."""

    COLLECTIONS = "collections"
    SIDE_BAR = "side_bar"


_LEAST: Final = {Wing.COLLECTIONS: _FOUR_PANES, Wing.SIDE_BAR: _THREE_PANES}


class Arrangement(QObject):
    """Shows and hides panes by the width of the window and the user's wish.

    In focus mode only the text is seen, and whatever else the user asks for meanwhile.
    """

    def __init__(
        self,
        window: QMainWindow,
        splitter: QSplitter,
        panes: Panes,
        actions: Actions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._splitter = splitter
        self._chosen_widths = False
        self._panes = panes
        self._wings = {Wing.COLLECTIONS: panes.collections, Wing.SIDE_BAR: panes.side}
        self._actions = {wing: actions[wing] for wing in Wing}
        self._focus_action = actions["focus_mode"]
        self._unfocused: list[int] | None = None
        """In focus mode, how wide the panes were before."""
        self._wanted = {Wing.COLLECTIONS: True, Wing.SIDE_BAR: True}
        self._reading = False
        splitter.splitterMoved.connect(self._take_widths)

    def widths(self) -> str:
        """Give the widths the user chose, for `restore_widths`; empty when the window chooses them."""
        state = self._splitter.saveState() if self._chosen_widths else QByteArray()
        return bytes(state.toHex().data()).decode()

    def restore_widths(self, widths: str) -> None:
        """Take the widths that the user chose once."""
        self._chosen_widths = bool(widths) and self._splitter.restoreState(
            QByteArray.fromHex(widths.encode())
        )

    def fit(self) -> None:
        """Let panes step aside when the window is narrow, and come back when it is wide."""
        if self._unfocused is not None:
            return
        width = self._window.width()
        for wing, pane in self._wings.items():
            self._show(wing, pane, self._wanted[wing] and width >= _LEAST[wing])
        self._panes.list.setVisible(width >= _TWO_PANES or not self._reading)
        self._panes.page.setVisible(width >= _TWO_PANES or self._reading)
        if not self._chosen_widths:
            self._share(width)

    def toggle(self, wing: Wing) -> None:
        """Show or hide a wing; in a narrow window the user may insist on one of the two."""
        if wing is Wing.COLLECTIONS and self._window.width() < _TWO_PANES and self._reading:
            self.show_list()
            return
        pane = self._wings[wing]
        shown = pane.isHidden()
        self._wanted[wing] = shown
        self._show(wing, pane, shown)
        width = self._window.width()
        if shown and width < _THREE_PANES:  # both wings would push the page out of the window
            other = next(each for each in Wing if each is not wing)
            self._show(other, self._wings[other], False)
            if not self._chosen_widths:
                self._share(width)

    def toggle_focus(self) -> None:
        """Show the text alone, or all panes again."""
        if self._unfocused is not None:
            self.leave_focus()
            return
        self._unfocused = self._splitter.sizes()
        panes = self._panes
        panes.page.show()
        panes.page.view().setFocus()  # first: of a pane that goes, Qt hands the focus on as Tab does
        panes.list.hide()
        panes.strip.hide()
        self._window.menuBar().hide()
        for wing, pane in self._wings.items():
            self._show(wing, pane, False)
        panes.page.set_bare(bare=True)
        self._focus_action.setChecked(True)

    def leave_focus(self) -> None:
        """Show the panes that there were before focus mode."""
        sizes, self._unfocused = self._unfocused, None
        if sizes is None:
            return
        self._panes.page.set_bare(bare=False)
        self._panes.strip.show()
        self._window.menuBar().show()
        self._focus_action.setChecked(False)
        self.fit()
        if self._chosen_widths:
            self._splitter.setSizes(sizes)

    def is_focused(self) -> bool:
        """Tell whether the window is in focus mode."""
        return self._unfocused is not None

    def need_side_bar(self) -> None:
        """Show the side bar, which is about to be written in."""
        if self._panes.side.isHidden():
            self.toggle(Wing.SIDE_BAR)

    def step(self, by: int) -> None:
        """Take the keys to the next pane that is seen (1), or to the one before (-1), round and round."""
        panes = self._panes
        ways: list[tuple[QWidget, Callable[[], None]]] = [
            (panes.collections, panes.collections.focus_list),
            (panes.list, panes.list.focus_list),
            (panes.page, panes.page.view().setFocus),
            (panes.side, panes.side.focus_segments),
        ]
        seen = [(pane, way) for pane, way in ways if not pane.isHidden()]
        focus = self._window.focusWidget() or self._window
        here = [place for place, (pane, _) in enumerate(seen) if pane.isAncestorOf(focus)]
        place = here[0] + by if here else min(by, 0)
        seen[place % len(seen)][1]()

    def show_page(self) -> None:
        """Turn to the article that was opened, where there is room for one pane only."""
        self._reading = True
        self._fit_one()

    def show_list(self) -> None:
        """Turn back to the list: out of focus mode, and where there is room for one pane only."""
        self.leave_focus()
        self._reading = False
        self._fit_one()

    def _share(self, width: int) -> None:
        """Give each pane its width: of what a window is wider than it must be, the page gets most."""
        share = min(1.0, (width - _FOUR_PANES) / (_AMPLE - _FOUR_PANES))
        collections, articles, side = (
            round(close + share * (wide - close)) for close, wide in zip(_CLOSE, _WIDE, strict=True)
        )
        if _THREE_PANES <= width < _FOUR_PANES:
            collections, articles, side = _THREE
        elif width < _THREE_PANES:
            insisted = any(not pane.isHidden() for pane in self._wings.values())
            collections, articles, side = _THREE if insisted else _WIDE
        page = max(0, width - collections - articles - side)
        self._splitter.setSizes([collections, articles, page, side])

    def _take_widths(self) -> None:
        self._chosen_widths = True

    def _fit_one(self) -> None:
        """Fit anew in a window of one pane; in others nothing changes, not even what the user insisted on."""
        if self._window.width() < _TWO_PANES:
            self.fit()
            if self._reading:
                self._panes.page.view().setFocus()
            else:
                self._panes.list.focus_list()

    def _show(self, wing: Wing, pane: QWidget, shown: bool) -> None:
        pane.setVisible(shown)
        self._actions[wing].setChecked(shown)
