"""Offer what can be done now and nothing else, in words that fit what is open."""

from typing import Final

from PySide6.QtCore import QObject

from reader.model.annotation import LABELS, Label
from reader.model.article import Article
from reader.model.change import Changes
from reader.model.mention import NAMED, Mention
from reader.model.query import Collections, Shelf
from reader.model.wording import edit_words, tr
from reader.ui.actions.actions import Actions
from reader.ui.errands.tagging import COLOURING, OF_A_TAG

OF_A_ROW: Final = (
    "open_article",
    "star",
    "unread",
    "archive",
    "article_tags",
    "more_like_this",
    "copy_link",
    "export_article",
)
"""Actions on an article that the menu of its row offers."""
_OF_AN_ARTICLE: Final = (
    *OF_A_ROW,
    "focus_mode",
    "print",
    "save_pdf",
    "page_down",
    "page_up",
    "highlight",
    "note",
    "tags",
    "remove_highlight",
    "copy_quote",
    "search_quote",
    "next_highlight",
    "previous_highlight",
    *(f"label_{number}" for number in LABELS),
)

_OF_A_MENTION: Final = ("next_mention", "previous_mention", "list_name", "copy_name", "hide_kind")
_NAME_IN_MENU: Final = 40

_OF_SEVERAL: Final = ("star", "unread", "archive", "article_tags", "export_article")

OF_A_SEARCH: Final = ("rename_search", "change_search", "search_up", "search_down", "delete_search")
"""Actions that are done to a saved search."""


class Offering(QObject):
    """Enables and words the actions by what the window shows."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(actions)
        self._actions = actions
        self._article: Article | None = None
        self._several = False
        self.take_article(None)
        self.take_names(stepping=False, meant=None)
        self.take_hits(stepping=False)
        self.take_tag(meant=False, merging=False)
        self.take_trail(back=False, forward=False)

    def take_article(self, article: Article | None) -> None:
        """Offer what can be done to the open article."""
        self._article = article
        actions = self._actions
        for action in actions.named(_OF_AN_ARTICLE):
            action.setEnabled(article is not None)
        actions["delete"].setEnabled(article is not None and not article.binned)
        actions["restore"].setEnabled(article is not None and article.binned)
        starred = article is not None and article.starred
        actions.rename("star", tr("Remove Star") if starred else tr("Star"))
        archived = article is not None and article.archived
        actions.rename("archive", tr("Take out of the Archive") if archived else tr("Archive"))
        unread = article is None or article.unread
        actions.rename("unread", tr("Mark as Read") if unread else tr("Mark as Unread"))
        if self._several:
            self._offer_to_several()

    def take_chosen(self, count: int) -> None:
        """Offer what can be done to several articles at once when that many are chosen."""
        several = count > 1
        if several == self._several:
            return
        self._several = several
        self.take_article(self._article)

    def _offer_to_several(self) -> None:
        actions = self._actions
        for action in actions.named(_OF_SEVERAL):
            action.setEnabled(True)
        if not actions["restore"].isEnabled():
            actions["delete"].setEnabled(True)
        for name in _OF_SEVERAL:
            actions.rename(name, actions.lasting_words(name))

    def take_counts(self, collections: Collections) -> None:
        """Offer to empty the bin when something lies in it."""
        self._actions["empty_bin"].setEnabled(collections.shelves.get(Shelf.BIN, 0) > 0)

    def take_names(self, stepping: bool, meant: Mention | None) -> None:
        """Offer to step through names, and what can be done with the one that is meant."""
        for action in self._actions.named(("next_name", "previous_name")):
            action.setEnabled(stepping)
        for action in self._actions.named(_OF_A_MENTION):
            action.setEnabled(meant is not None)
        searched = meant is not None and meant.family in NAMED
        self._actions["find_name"].setEnabled(searched)
        words = tr("Find All Articles That Name It")
        if meant is not None and searched:
            name = meant.name if len(meant.name) <= _NAME_IN_MENU else f"{meant.name[:_NAME_IN_MENU]}…"
            words = tr("Find All Articles That Name “{name}”", name=name)
        self._actions.rename("find_name", words)

    def take_saving(self, saving: bool, changing: bool) -> None:
        """Offer to save what is searched, and to do something to a saved search."""
        self._actions["save_search"].setEnabled(saving)
        for action in self._actions.named(OF_A_SEARCH):
            action.setEnabled(changing)

    def take_hits(self, stepping: bool) -> None:
        """Offer to step through what the search found on the page."""
        for action in self._actions.named(("next_hit", "previous_hit")):
            action.setEnabled(stepping)

    def take_tag(self, meant: bool, merging: bool) -> None:
        """Offer what can be done to a tag when one is meant, and to merge it when there is another."""
        for action in self._actions.named((*OF_A_TAG, *COLOURING)):
            action.setEnabled(meant)
        self._actions["merge_tag"].setEnabled(merging)

    def take_trail(self, back: bool, forward: bool) -> None:
        """Offer to go back and forward through what was read."""
        self._actions["back"].setEnabled(back)
        self._actions["forward"].setEnabled(forward)

    def take_labels(self, labels: tuple[Label, ...]) -> None:
        """Call the labels by the names the user gave them."""
        for label in labels:
            words = tr("Highlight with Label {number}", number=label.number)
            if label.name:
                words = tr("Highlight as {number} {name}", number=label.number, name=label.name)
            self._actions.rename(f"label_{label.number}", words, lasting=True)

    def take_changes(self, changes: Changes) -> None:
        """Name the edit that Undo takes back, and the one that Redo does again."""
        ways = (("undo", changes.undo.undo), ("redo", changes.undo.redo))
        named = {"undo": (tr("Undo"), "Undo {edit}"), "redo": (tr("Redo"), "Redo {edit}")}
        for name, edit in ways:
            plain, whole = named[name]
            self._actions[name].setEnabled(edit is not None)
            self._actions.rename(name, tr(whole, edit=edit_words(edit)) if edit else plain)
