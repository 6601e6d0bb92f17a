"""The names on the page: which are underlined, which is chosen, and the legend below the text."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.model.article import Article
from reader.model.mention import Family, Mention, Names
from reader.ui.kit.families import state_words
from reader.ui.look.look import Look
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.names.legend import Legend
from reader.ui.page.names.naming_tools import NamingTools
from reader.ui.page.paper.heading import length_words
from reader.ui.page.read_share import ReadShare
from reader.ui.page.view import ArticleView


class PageNames(QObject):
    """Shows what was recognised in the open article. `hidden_changed` carries the families to be hidden."""

    hidden_changed = Signal(object)

    def __init__(self, look: Look, view: ArticleView, pane: QWidget) -> None:
        super().__init__(pane)
        self._view = view
        self._article: Article | None = None
        self._known: Names | None = None
        self._hidden: frozenset[Family] = frozenset()
        self._bare = False
        self.tools = NamingTools(look, view, pane)
        self._share = ReadShare(view)
        self.legend = Legend(look, self._share)
        self.legend.hide()
        self.legend.family_toggled.connect(self._toggle_family)

    def take_article(self, article: Article | None) -> None:
        """Take the article that is open now, of whose names nothing is known yet; None closes the last."""
        self._article = article
        self._known = None
        self.tools.bar.dismiss()
        if article is None:
            self.legend.hide()
        else:
            self._share.take_length(length_words(article.text))
            self.legend.show_mentions(Mentions(), "")  # its room stays, so that the text does not jump

    def show(self, names: Names) -> None:
        """Underline what was recognised; names of another text are not taken."""
        article = self._article
        if article is None or (names.article, names.version) != (article.id, article.version):
            return
        self._known = names
        mentions = Mentions(names.mentions, self._hidden, len(article.text))
        chosen = self.tools.chosen()
        self._view.set_mentions(mentions)
        if chosen is not None and chosen not in mentions.every:
            self.tools.choose(None)
        self._show_legend()

    def known(self) -> Names | None:
        """Give what is known of the names in the open article; None when that was not told yet."""
        return self._known

    def hide(self, hidden: frozenset[Family]) -> None:
        """Hide the mentions of these families, and of no others."""
        self._hidden = hidden
        if self._article is not None:
            self._view.set_mentions(self._view.mentions().with_hidden(hidden, len(self._article.text)))
        if self._known is not None:
            self._show_legend()

    def hide_kind(self, mention: Mention) -> Family | None:
        """Hide the family of a mention too, and give it."""
        family = mention.family
        if family is not None:
            self._toggle_family(family, shown=False)
        return family

    def set_bare(self, *, bare: bool) -> None:
        """Show the text without the legend, or with it again."""
        self._bare = bare
        self.legend.setVisible(not bare and self._article is not None)

    def chosen(self) -> Mention | None:
        """Give the mention that is chosen."""
        return self.tools.chosen() if self._article is not None else None

    def step(self, by: int) -> None:
        """Choose the mention seen `by` places on, and let keys go to the page."""
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tools.step(by)

    def _show_legend(self) -> None:
        words = "" if self._known is None else state_words(self._known)
        self.legend.show_mentions(self._view.mentions(), words)
        self.legend.setVisible(not self._bare)

    def _toggle_family(self, family: Family, shown: bool) -> None:
        self.hide(self._hidden - {family} if shown else self._hidden | {family})
        self.hidden_changed.emit(self._hidden)
