"""What is done to a tag wherever it is: shown, renamed, merged into another, coloured, deleted."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.article import TAG_COLOURS
from reader.model.change import Changes, EditKind
from reader.model.query import Collections, Shelf, TagCount
from reader.model.wording import tr
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.filing import UNDO_KEY
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.sheets.question_sheet import QuestionSheet
from reader.ui.sheets.tag_sheets import MergeSheet, RenameSheet

OF_A_TAG: Final = ("show_tag", "rename_tag", "merge_tag", "delete_tag")
"""Actions on a tag, besides those that colour it."""
COLOURING: Final = tuple(f"tag_{colour}" for colour in TAG_COLOURS)

_KINDS: Final = frozenset({EditKind.TAG_RENAME, EditKind.TAG_MERGE, EditKind.TAG_COLOUR, EditKind.TAG_REMOVE})


class Tagging(QObject):
    """Carries the wishes about tags to the desk.

    They are about the tag whose menu is open, or else the one whose articles are listed. `offer_changed`
    tells whether there is one, and whether there is another to merge it into; `list_asked` that the list
    is wanted.
    """

    offer_changed = Signal(bool, bool)
    list_asked = Signal()

    def __init__(self, desk: Desk, panes: Panes, browsing: Browsing, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._browsing = browsing
        self._look = look
        self._window = window
        self._tags: tuple[TagCount, ...] = ()
        self._under_menu: str | None = None
        self._changed = ""
        self._actions: Mapping[str, QAction] = {}
        for pane in (panes.collections, panes.list, panes.side):
            pane.tag_menu_asked.connect(self._show_menu)
        panes.collections.tag_removal_asked.connect(self.delete)
        panes.collections.tag_renaming_asked.connect(self.rename)
        browsing.counted.connect(self._take_counts)
        browsing.found_shown.connect(self._tell_offer)
        desk.changed.connect(self._take_changes)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions that the menu of a tag offers."""
        self._actions = actions

    def show(self) -> None:
        """Show the articles with the tag."""
        if tag := self._meant():
            self._browsing.take_tag(tag)
            self.list_asked.emit()

    def rename(self) -> None:
        """Ask for another name; that of another tag makes the two one, after a question."""
        tag = self._meant()
        if tag is None:
            return
        sheet = RenameSheet(self._look, tag, [each.tag.name for each in self._tags], self._window)
        sheet.accepted.connect(lambda: self._rename(tag, sheet.name()))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def merge(self) -> None:
        """Ask which tag takes the place of this one."""
        tag = self._meant()
        others = [each for each in self._tags if each.tag.name != tag]
        if tag is None or not others:
            return
        sheet = MergeSheet(self._look, tag, others, self._window)
        sheet.accepted.connect(lambda: self._merge(tag, sheet.chosen()))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def colour(self, colour: str) -> None:
        """Give the tag one of `TAG_COLOURS`."""
        if tag := self._meant():
            done = tr("Tag “{tag}” has another colour", tag=tag)
            self._desk.write(Library.set_tag_colour, tag, colour).then(lambda _: self._tell(done))

    def delete(self) -> None:
        """Take the tag from everything that bears it."""
        if tag := self._meant():
            done = tr("Tag “{tag}” deleted", tag=tag)
            self._desk.write(Library.remove_tag, tag).then(lambda _: self._tell(done))

    def _meant(self) -> str | None:
        return self._browsing.query.tag if self._under_menu is None else self._under_menu

    def _rename(self, tag: str, name: str) -> None:
        known = {each.tag.name.casefold(): each.tag.name for each in self._tags}
        other = known.get(name.casefold())
        if name == tag:
            return
        if other is None or other == tag:
            done = tr("Tag “{tag}” is now “{name}”", tag=tag, name=name)
            self._desk.write(Library.rename_tag, tag, name).then(
                lambda _: self._follow(tag, name, lambda: self._tell(done))
            )
            return
        question = QuestionSheet(
            self._look,
            tr("Merge “{tag}” into “{other}”?", tag=tag, other=other),
            tr(
                "There is a tag “{other}” already. Whatever bears “{tag}” will bear it instead.",
                other=other,
                tag=tag,
            ),
            tr("Merge"),
            self._window,
        )
        question.accepted.connect(lambda: self._merge(tag, other))
        question.open()

    def _merge(self, tag: str, other: str) -> None:
        done = tr("Tag “{tag}” merged into “{other}”", tag=tag, other=other)
        self._desk.write(Library.merge_tags, tag, other).then(
            lambda _: self._follow(tag, other, lambda: self._tell(done))
        )

    def _follow(self, tag: str, name: str, then: Callable[[], None]) -> None:
        """Go on looking at the articles under their new tag."""
        if self._browsing.query.tag == tag:
            self._browsing.take_tag(name)
        then()

    def _tell(self, words: str) -> None:
        self._panes.toasts.show_message(words, tr("Undo"), UNDO_KEY)

    def _show_menu(self, tag: str, at: QPoint) -> None:
        menu = QMenu(self._window)
        actions = self._actions
        self._mean(tag)
        menu.addActions([actions[name] for name in OF_A_TAG[:-1]])
        colours = menu.addMenu(self._look.icon("tag", "muted", 16), tr("Colour"))
        colours.addActions([actions[name] for name in COLOURING])
        menu.addSeparator()
        menu.addAction(actions[OF_A_TAG[-1]])
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, lambda: self._mean(None)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _mean(self, tag: str | None) -> None:
        self._under_menu = tag
        self._tell_offer()

    def _tell_offer(self) -> None:
        meant = self._meant() is not None
        self.offer_changed.emit(meant, meant and len(self._tags) > 1)

    def _take_changes(self, changes: Changes) -> None:
        if changes.done is not None and changes.done.kind in _KINDS:
            self._changed = changes.done.subject

    def _take_counts(self, collections: Collections) -> None:
        """Leave a tag that is gone: by an undo its articles bear the one they had before."""
        self._tags = collections.tags
        changed, self._changed = self._changed, ""
        names, tag = {each.tag.name for each in self._tags}, self._browsing.query.tag
        if changed and tag is not None and tag not in names:
            if changed in names:
                self._browsing.take_tag(changed)
            else:
                self._browsing.take_shelf(Shelf.ALL)
        self._tell_offer()
