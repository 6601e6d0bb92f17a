"""What is done to whole articles: star, read, archive, tags, corrections, bin; and undo of everything."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.article import Field, TagMark
from reader.model.change import Changes, EditKind
from reader.model.ids import ArticleId
from reader.model.wording import edit_words, tr
from reader.ui.errands.panes import Panes
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look
from reader.ui.sheets.question_sheet import QuestionSheet
from reader.ui.sheets.tags_sheet import TagsSheet

UNDO_KEY = "undo"

_TOLD_OF_SEVERAL: Final = frozenset({EditKind.ARTICLE_TAG, EditKind.STAR, EditKind.UNREAD})
"""Edits of which is told when they are done to several articles: most of those may be out of sight."""


class Filing(QObject):
    """Carries the wishes about articles to the desk, and says what was done when it is not plain to see.

    `turned` tells that an edit was undone or done again, which a message says.
    """

    turned = Signal()

    def __init__(self, desk: Desk, panes: Panes, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._look = look
        self._window = window
        self._connect()

    def star(self) -> None:
        """Star the chosen articles, or take their stars away."""
        if chosen := self._chosen():
            on = not self._all(chosen, "starred")
            said = tr("Starred") if on else tr("Star taken away")
            self._desk.write(Library.set_starred, chosen, on).then(lambda _: announce(self._window, said))

    def toggle_unread(self) -> None:
        """Mark the chosen articles as unread, or as read."""
        if chosen := self._chosen():
            on = self._all(chosen, "read")
            said = tr("Marked as unread") if on else tr("Marked as read")
            self._desk.write(Library.set_unread, chosen, on).then(lambda _: announce(self._window, said))

    def tag(self, chosen: Sequence[ArticleId], known: Sequence[str]) -> None:
        """Ask which tags several articles get or lose; names in `known` are proposed."""

        def ask(common: tuple[TagMark, ...]) -> None:
            sheet = TagsSheet(self._look, len(chosen), common, known, self._window)
            sheet.accepted.connect(lambda: change(sheet.added(), sheet.removed()))
            sheet.finished.connect(sheet.deleteLater)
            sheet.open()

        def change(added: Sequence[str], removed: Sequence[str]) -> None:
            if added or removed:
                self._desk.write(Library.tag_articles, chosen, added, removed)

        self._desk.read(Library.common_tags, chosen).then(ask)

    def archive(self) -> None:
        """Put the chosen articles into the archive, or take them out, and go on to the one after them."""
        article, chosen = self._panes.page.article(), self._chosen()
        if not chosen:
            return
        on = article is None or not article.archived
        if on:
            self._panes.side.flush()
            self._go_on_from(chosen)
        self._desk.write(Library.set_archived, chosen, on).then(
            lambda _: self._tell_archived(len(chosen), on)
        )

    def delete(self) -> None:
        """Move the chosen articles to the bin, and go on to the one after them."""
        chosen = self._chosen()
        if not chosen:
            return
        self._panes.side.flush()
        self._go_on_from(chosen)
        self._desk.write(Library.move_to_bin, chosen)

    def restore(self) -> None:
        """Take the chosen articles out of the bin."""
        if chosen := self._chosen():
            self._desk.write(Library.restore, chosen)

    def empty_bin(self) -> None:
        """Delete what lies in the bin for good, after asking."""
        sheet = QuestionSheet(
            self._look,
            tr("Empty the bin?"),
            tr("Every article in it is deleted for good, with its highlights and notes."),
            tr("Delete for good"),
            self._window,
        )
        sheet.accepted.connect(lambda: self._desk.write(Library.empty_bin))
        sheet.open()

    def undo(self) -> None:
        """Take the last edit back."""
        self._panes.side.flush()
        self._desk.write(Library.undo).then(lambda changes: self._say(tr("Undone"), changes))

    def redo(self) -> None:
        """Do the last undone edit again."""
        self._desk.write(Library.redo).then(lambda changes: self._say(tr("Done again"), changes))

    def _connect(self) -> None:
        page, side = self._panes.page, self._panes.side
        page.star_asked.connect(self.star)
        page.delete_asked.connect(self.delete)
        page.restore_asked.connect(self.restore)
        side.correction_asked.connect(self._correct)
        side.article_tags_changed.connect(self._set_tags)
        self._desk.changed.connect(self._tell)
        self._panes.toasts.action_asked.connect(lambda key: self.undo() if key == UNDO_KEY else None)

    def _chosen(self) -> list[ArticleId]:
        """Give the articles chosen in the list when they are several, else the open one.

        One that is left after others were taken out of the choice is meant, though another is open.
        """
        article, articles = self._panes.page.article(), self._panes.list
        chosen = articles.selected()
        if len(chosen) > 1 or (chosen and articles.current() is None):
            return chosen
        return [] if article is None else [article.id]

    def _go_on_from(self, chosen: Sequence[ArticleId]) -> None:
        if len(chosen) == 1:
            self._panes.list.select_next()
        else:
            self._panes.list.leave_chosen()

    def _all(self, chosen: Sequence[ArticleId], state: Literal["starred", "read"]) -> bool:
        """Tell whether all of these articles are known to be starred, or read."""
        article = self._panes.page.article()
        if article is not None and list(chosen) == [article.id]:
            return article.starred if state == "starred" else not article.unread
        rows = self._panes.list.held(chosen)
        if state == "starred":
            return all(row is not None and row.starred for row in rows)
        return all(row is not None and not row.unread for row in rows)

    def _correct(self, field: Field, value: str) -> None:
        article = self._panes.page.article()
        if article is not None:
            self._desk.write(Library.correct, article.id, field, value)

    def _set_tags(self, names: Sequence[str]) -> None:
        article = self._panes.page.article()
        if article is not None:
            self._desk.write(Library.set_article_tags, article.id, names)

    def _tell(self, changes: Changes) -> None:
        done, count = changes.done, len(changes.articles)
        if done is None or changes.undo.undo != done:
            return
        if done.kind is EditKind.BIN:
            words = (
                tr("Moved to the bin")
                if count == 1
                else tr("{count} articles moved to the bin", count=f"{count:,}")
            )
            self._panes.toasts.show_message(words, tr("Undo"), UNDO_KEY)
        elif done.kind is EditKind.RESTORE:
            words = tr("Restored") if count == 1 else tr("{count} articles restored", count=f"{count:,}")
            self._panes.toasts.show_message(words, tr("Undo"), UNDO_KEY)
        elif done.kind in _TOLD_OF_SEVERAL and count > 1:
            words = tr("{edit}: {count} articles", edit=edit_words(done), count=f"{count:,}")
            self._panes.toasts.show_message(words, tr("Undo"), UNDO_KEY)

    def _tell_archived(self, count: int, on: bool) -> None:
        words = tr("Archived") if on else tr("Taken out of the archive")
        if count > 1:
            words = tr("{count} articles archived", count=count)
            if not on:
                words = tr("{count} articles taken out of the archive", count=count)
        self._panes.toasts.show_message(words, tr("Undo"), UNDO_KEY)

    def _say(self, what: str, changes: Changes) -> None:
        if changes.done is not None:
            self._panes.toasts.show_message(f"{what}: {edit_words(changes.done)}")
            self.turned.emit()
