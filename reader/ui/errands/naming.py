"""Show the names in the open article, have them found where they are not, and look for who else is named."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.article import Article
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, VersionId
from reader.model.mention import NAMED, Family, Mention, NameRef, Names, Recognition
from reader.model.wording import tr
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.panes import Panes
from reader.ui.kit.families import family_words

MOST_WISHED: Final = 50
"""Articles of the list whose names are wished for at once."""

_CALM: Final = 150
"""Milliseconds in which wishes are gathered while the list scrolls."""


class Naming(QObject):
    """Asks for the names of the open article, and wishes for those of the articles in sight.

    `hidden_changed` carries the families the user wants hidden, as names; `offer_changed` tells whether
    there is a name to step to, and the mention that something can be done with, or None; `side_bar_asked`
    that the list of entities is wanted, `list_asked` that of the articles.
    """

    hidden_changed = Signal(object)
    offer_changed = Signal(bool, object)
    side_bar_asked = Signal()
    list_asked = Signal()

    def __init__(self, desk: Desk, panes: Panes, browsing: Browsing, *, hidden: Sequence[str]) -> None:
        super().__init__(panes.page)
        self._desk = desk
        self._panes = panes
        self._browsing = browsing
        self._asked: tuple[ArticleId, VersionId] | None = None
        self._wished: tuple[ArticleId | None, tuple[ArticleId, ...]] | None = None
        self._wish_timer = QTimer(self)
        self._wish_timer.setSingleShot(True)
        self._wish_timer.setInterval(_CALM)
        self._wish_timer.timeout.connect(self._wish)
        known = frozenset(family for family in Family if family in hidden)
        panes.page.hide_families(known)
        panes.side.hide_families(known)
        self._connect()

    def find_chosen(self) -> None:
        """Find all articles that name what is chosen on the page."""
        name = self._searchable()
        if name is not None:
            self._find(name)

    def copy_name(self) -> None:
        """Copy the name that is chosen on the page, in full."""
        mention = self._panes.page.meant_mention()
        if mention is not None:
            QGuiApplication.clipboard().setText(mention.name)
            self._panes.toasts.show_message(tr("“{name}” copied", name=mention.name))

    def hide_kind(self) -> None:
        """Hide all names of the kind that is chosen on the page, and say how they come back."""
        family = self._panes.page.hide_kind()
        if family is not None:
            kind = family_words(family)
            told = tr("Hidden: {kind}. The legend below the text shows them again.", kind=kind)
            self._panes.toasts.show_message(told)

    def is_about_to_ask(self) -> bool:
        """Tell whether names will be wished for in a moment."""
        return self._wish_timer.isActive()

    def _connect(self) -> None:
        page, side, desk, browsing = self._panes.page, self._panes.side, self._desk, self._browsing
        browsing.article_wanted.connect(self._wish_for)
        browsing.article_shown.connect(self._take_article)
        browsing.found_shown.connect(self._take_found)
        self._panes.list.view_moved.connect(self._wish_soon)
        desk.recognised.connect(self._take_recognised)
        desk.left_out.connect(self._ask_again)
        page.mention_chosen.connect(self._take_choice)
        page.mention_meant.connect(self._tell_offer)
        page.name_asked.connect(self._find)
        page.names_list_asked.connect(self._open_list)
        page.hidden_changed.connect(self._hide)
        side.mention_asked.connect(self._go_to)
        side.name_asked.connect(self._find)

    def _find(self, name: NameRef) -> None:
        self._browsing.take_name(name)
        self.list_asked.emit()

    def _take_article(self, article: Article | None) -> None:
        """Ask for the names of another article or another text of it, once the article itself is shown."""
        wanted = None if article is None else (article.id, article.version)
        if wanted == self._asked:
            return
        same = self._asked is not None and article is not None and self._asked[0] == article.id
        self._asked = wanted
        self._tell_offer()
        if article is None:
            self._panes.side.show_names(None)
        else:
            self._ask(article.id)
        if same:
            self._wished = None  # another text of it is to be recognised too
        self._wish()

    def _ask(self, article: ArticleId) -> None:
        self._desk.latest(Library.names, article).then(self._show).or_else(self._pass_over)

    def _pass_over(self, error: ReaderError) -> None:
        """Say nothing of an article that is gone: its page closes by itself."""
        if error.code is not Trouble.ARTICLE_MISSING:
            self._desk.troubled.emit(error)

    def _show(self, names: Names) -> None:
        """Show the names, unless another article or text is open by now."""
        article = self._panes.page.article()
        if article is None or (names.article, names.version) != (article.id, article.version):
            return
        if names == self._panes.page.names():
            return
        if names.state is Recognition.WAITING and not self._desk.recognises():
            return  # nobody looks for them, and nothing is known to be shown
        chosen = self._panes.page.chosen_mention()
        page = self._panes.page
        page.show_names(names)
        self._panes.side.show_names(replace(names, mentions=page.mentions().every))  # both count the same
        if chosen is not None:
            self._panes.side.choose_mention(self._panes.page.chosen_mention())
        self._tell_offer()

    def _take_recognised(self, articles: frozenset[ArticleId]) -> None:
        article = self._panes.page.article()
        if article is not None and article.id in articles:
            self._ask(article.id)
        if self._browsing.query.name is not None:
            self._browsing.ask_soon()  # articles may have been found that name it

    def _ask_again(self) -> None:
        article = self._panes.page.article()
        if article is not None:
            self._ask(article.id)

    def _take_found(self) -> None:
        if self._browsing.query.name is not None:
            self._desk.latest(Library.recognised).then(self._show_recognised)

    def _show_recognised(self, counts: tuple[int, int]) -> None:
        self._panes.list.show_recognised(*counts)

    def _wish_soon(self) -> None:
        if not self._wish_timer.isActive():
            self._wish_timer.start()

    def _wish(self) -> None:
        article = self._panes.page.article()
        self._wish_for(None if article is None else article.id)

    def _wish_for(self, article: ArticleId | None) -> None:
        """Wish for the names of an article that is open, or about to be, and of those in sight."""
        wish = (article, tuple(self._panes.list.in_sight()[:MOST_WISHED]))
        if wish != self._wished:
            self._wished = wish
            self._desk.wish_names(*wish)

    def _take_choice(self, mention: Mention | None) -> None:
        self._panes.side.choose_mention(mention)
        self._tell_offer()

    def _go_to(self, mention: Mention) -> None:
        self._panes.page.choose_mention(mention, scroll=True)
        self._tell_offer()

    def _open_list(self) -> None:
        self.side_bar_asked.emit()
        self._panes.side.open_names()

    def _hide(self, hidden: frozenset[Family]) -> None:
        self._panes.side.hide_families(hidden)
        self._tell_offer()
        self.hidden_changed.emit(tuple(sorted(hidden)))

    def _searchable(self) -> NameRef | None:
        chosen = self._panes.page.meant_mention()
        if chosen is None or chosen.family not in NAMED:
            return None
        return NameRef(chosen.key, chosen.type, chosen.name)

    def _tell_offer(self) -> None:
        self.offer_changed.emit(bool(self._panes.page.mentions()), self._panes.page.meant_mention())
