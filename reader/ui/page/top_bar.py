"""The bar above the page: where the article comes from, and what can be done with it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import IconButton
from reader.ui.look.look import Look
from reader.ui.page.crumb import Crumb
from reader.ui.page.find.counter import HitCounter

HEIGHT: Final = 53
_NARROW: Final = 24
"""Pixels that a button for a way takes; two of them are hardly wider than another."""


class TopBar(QWidget):
    """Buttons for the open article; those that need a selection are only then at hand.

    `text_style_asked` carries the button, below which the choices stand.
    """

    collections_asked = Signal()
    back_asked = Signal()
    forward_asked = Signal()
    star_asked = Signal()
    tags_asked = Signal()
    highlight_asked = Signal()
    note_asked = Signal()
    bin_asked = Signal()
    text_style_asked = Signal(object)
    sidebar_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._actions: Mapping[str, QAction] = {}
        self._binned = False
        self.setFixedHeight(HEIGHT)
        self._collections = self._button("panel-left", tr("Collections"), self.collections_asked)
        self._back = self._button("chevron-left", tr("Back"), self.back_asked)
        self._forward = self._button("chevron-right", tr("Forward"), self.forward_asked)
        for button in (self._back, self._forward):
            button.setFixedWidth(_NARROW)
        self._crumb = Crumb()
        self.counter = HitCounter(look)
        self._star = self._button("star", tr("Star"), self.star_asked)
        self._tags = self._button("tag", tr("Tags of the Article"), self.tags_asked)
        self._highlight = self._button("highlighter", tr("Highlight"), self.highlight_asked)
        self._note = self._button("sticky-note", tr("Write a Note"), self.note_asked)
        self._bin = self._button("trash-2", tr("Move to the Bin"), self.bin_asked)
        self.text_style = IconButton(look, "a-large-small", tr("Look of the Text"))
        self.text_style.setObjectName("text-style")
        self.text_style.clicked.connect(lambda: self.text_style_asked.emit(self.text_style))
        self._side = self._button("panel-right", tr("Side Bar"), self.sidebar_asked)
        self._article_buttons = (
            self._star,
            self._tags,
            self._highlight,
            self._note,
            self._bin,
            self.text_style,
        )
        self._lay_out()
        self.show_nothing()
        self.offer_marking(new=False, known=False)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions that the buttons stand for, whose words and keys are their tips."""
        self._actions = actions
        self._collections.follow(actions["collections"])
        self._side.follow(actions["side_bar"])
        for button, name in ((self._back, "back"), (self._forward, "forward")):
            button.follow(actions[name])
            button.enabled_by(actions[name])
        self._star.follow(actions["star"])
        self._tags.follow(actions["article_tags"])
        self._highlight.follow(actions["highlight"])
        self._note.follow(actions["note"])
        self.text_style.follow(actions["text_style"])
        self.counter.set_actions(actions)
        self._follow_bin()

    def set_crumb(self, way: str, place: str = "") -> None:
        """Say where the article comes from, and its place there."""
        self._crumb.show_way(way, place)

    def crumb(self) -> str:
        """Give the words that say where the article comes from."""
        return self._crumb.text()

    def show_article(self, *, starred: bool, binned: bool) -> None:
        """Show the buttons of an article."""
        self._star.show_icon("star-filled" if starred else "star", "yellow-ink" if starred else "muted")
        self._bin.show_icon("rotate-ccw" if binned else "trash-2")
        self._binned = binned
        self._follow_bin()
        for button in self._article_buttons:
            button.setVisible(True)

    def show_nothing(self) -> None:
        """Hide the buttons of an article: none is open."""
        self.set_crumb("")
        for button in self._article_buttons:
            button.setVisible(False)

    def offer_marking(self, *, new: bool, known: bool) -> None:
        """Offer to mark a selection (`new`), and to write a note on it or on a `known` highlight."""
        self._highlight.setEnabled(new)
        self._highlight.show_lack("" if new else tr("select some words first"))
        self._note.setEnabled(new or known)
        self._note.show_lack("" if new or known else tr("select some words first"))

    def _follow_bin(self) -> None:
        if self._actions:
            self._bin.follow(self._actions["restore" if self._binned else "delete"])

    def _button(self, icon: str, tip: str, signal: SignalInstance) -> IconButton:
        button = IconButton(self._look, icon, tip)
        button.clicked.connect(signal)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 14, 0)
        row.setSpacing(4)
        row.addWidget(self._collections)
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addSpacing(4)
        row.addWidget(self._crumb, 1)
        row.addWidget(self.counter)
        for button in (*self._article_buttons, self._side):
            row.addWidget(button)
