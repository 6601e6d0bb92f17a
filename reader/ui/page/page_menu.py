"""The menu of the page: what can be done with what is selected, chosen, or under the pointer."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QPoint, QPointF, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from reader.model.annotation import LABELS
from reader.model.mention import Mention
from reader.model.wording import joined, tr
from reader.ui.kit.families import type_words
from reader.ui.look.look import Look
from reader.ui.page.marking_tools import MarkingTools
from reader.ui.page.names.naming_tools import NamingTools
from reader.ui.page.view import ArticleView

_LABELS: Final = "labels"
"""Stands for the menu of the labels."""
_OF_SELECTION: Final = ("highlight", _LABELS, "note", "tags", "copy_quote", "search_quote")
_OF_HIGHLIGHT: Final = (
    _LABELS,
    "note",
    "tags",
    "copy_quote",
    "copy_link",
    "search_quote",
    "remove_highlight",
)
_OF_MENTION: Final = (
    "find_name",
    "list_name",
    "next_mention",
    "previous_mention",
    "copy_name",
    "hide_kind",
)
_OF_ARTICLE: Final = ("more_like_this", "copy_link")
_NAME_IN_MENU: Final = 40


class PageMenu(QObject):
    """Shows the menu, made of the actions in the table; it is about one mention while it is open."""

    def __init__(
        self, look: Look, view: ArticleView, tools: MarkingTools, naming: NamingTools, pane: QWidget
    ) -> None:
        super().__init__(pane)
        self._look = look
        self._view = view
        self._tools = tools
        self._naming = naming
        self._pane = pane
        self._actions: Mapping[str, QAction] = {}
        view.menu_asked.connect(self._show)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions that are offered."""
        self._actions = actions

    def _show(self, place: QPoint) -> None:
        self._tools.bar.dismiss()
        self._naming.bar.dismiss()
        menu = QMenu(self._pane)
        under = self._view.mention_at(QPointF(self._view.viewport().mapFromGlobal(place)))
        mention = under or self._naming.chosen()
        self._naming.mean(mention)
        selected, chosen = self._view.selected_span() is not None, self._tools.chosen() is not None
        offered: list[str] = []
        if selected or chosen:
            offered += self._fill(menu, _OF_SELECTION if selected else _OF_HIGHLIGHT)
        if mention is not None:
            self._head(menu, mention)
            offered += self._fill(menu, _OF_MENTION)
        self._part(menu)
        self._fill(menu, (name for name in _OF_ARTICLE if name not in offered))
        menu.addAction(tr("Select All"), self._view.selectAll)
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, lambda: self._naming.mean(None)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _fill(self, menu: QMenu, names: Iterable[str]) -> list[str]:
        """Offer actions that are possible now; give their names."""
        offered = []
        for name in names:
            if name == _LABELS:
                self._offer_labels(menu)
            elif name in self._actions and self._actions[name].isEnabled():
                menu.addAction(self._actions[name])
                offered.append(name)
        return offered

    def _offer_labels(self, menu: QMenu) -> None:
        labels = [self._actions[name] for n in LABELS if (name := f"label_{n}") in self._actions]
        if labels:
            submenu = menu.addMenu(self._look.icon("highlighter", size=16), tr("Colour and Label"))
            submenu.addActions(labels)

    def _head(self, menu: QMenu, mention: Mention) -> None:
        """Say what the entries below are about."""
        self._part(menu)
        name = mention.name if len(mention.name) <= _NAME_IN_MENU else f"{mention.name[:_NAME_IN_MENU]}…"
        head = menu.addAction(joined(" · ", name, type_words(mention.type)).replace("&", "&&"))
        head.setEnabled(False)

    def _part(self, menu: QMenu) -> None:
        if menu.actions():
            menu.addSeparator()
