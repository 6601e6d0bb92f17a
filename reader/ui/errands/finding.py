"""Outline on the page what the search found the open article by, or what is to be found in it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.article import Article
from reader.model.errors import ReaderError, Trouble
from reader.model.hits import Hits, Wanted
from reader.model.ids import ArticleId, VersionId
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.panes import Panes

_STILL: Final = 60
"""Milliseconds without another key before the page follows a search that is being typed."""

Asked = tuple[ArticleId, str, bool]


class Finding(QObject):
    """Asks for the hits of the search in the open article, and again when either is another.

    Likewise for what is wanted in the find bar.
    """

    def __init__(self, desk: Desk, panes: Panes, browsing: Browsing) -> None:
        super().__init__(panes.page)
        self._desk = desk
        self._page = panes.page
        self._browsing = browsing
        self._asked: Asked | None = None
        self._hits: Hits | None = None
        """What was answered last; the article may not be on the page yet."""
        self._opening: ArticleId | None = None
        """The article that is about to be shown at its first hit."""
        self._looked_in: tuple[ArticleId, VersionId] | None = None
        """Where it was last asked for what is wanted."""
        self._page.wanted_changed.connect(self._look_for)
        self._job: Job | None = None
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL)
        self._still.timeout.connect(self._follow_search)
        browsing.asked.connect(self._give_way)
        browsing.article_wanted.connect(self._take_wish)
        browsing.article_shown.connect(self._take_article)
        browsing.found_shown.connect(self._take_found)

    def _take_wish(self, article: ArticleId) -> None:
        self._opening = article
        self._ask(article)

    def _take_article(self, article: Article | None) -> None:
        wanted = self._page.wanted()
        if article is not None and wanted is not None and self._looked_in != (article.id, article.version):
            self._look_for(wanted)
        if article is None:
            self._opening = self._hits = self._asked = None
        elif self._answers(article):
            self._show(article)
        elif self._asked is None or self._asked[0] != article.id or self._hits is not None:
            self._ask(article.id)  # another text of it, or one that came without being wanted

    def _take_found(self) -> None:
        """Follow the search while the article stays; while it is typed, the list is painted first."""
        if self._browsing.query.typing:
            self._still.start()
        else:
            self._follow_search()

    def is_about_to_ask(self) -> bool:
        """Tell whether the words will be looked for on the page in a moment."""
        return self._still.isActive()

    def _follow_search(self) -> None:
        """Look for what is searched on the page; an article about to be opened is asked about instead."""
        self._still.stop()
        shown = self._page.article()
        article = self._opening or (None if shown is None else shown.id)
        if article is not None and self._question(article) != self._asked:
            self._ask(article)

    def _question(self, article: ArticleId) -> Asked | None:
        query = self._browsing.query
        return (article, query.words, query.typing) if query.words.strip() else None

    def _ask(self, article: ArticleId) -> None:
        asked = self._asked = self._question(article)
        self._hits = None
        if asked is None:
            self._opening = None
            self._page.show_hits(None)
            return

        def take(hits: Hits) -> None:
            if asked == self._asked:
                self._hits = hits
                shown = self._page.article()
                if shown is not None:
                    self._show(shown)

        job = self._job = self._desk.latest(Library.search_hits, article, self._browsing.query)
        job.then(take).or_else(self._pass_over)
        job.ended.connect(lambda: self._end(job))

    def _give_way(self) -> None:
        """Look no longer for the words of before, so that a search being typed is answered at once."""
        if self._job is not None:
            self._job.cancel()
            self._asked = None

    def _end(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _look_for(self, wanted: Wanted | None) -> None:
        article = self._page.article()
        if wanted is None or article is None:
            self._looked_in = None
            return
        self._looked_in = article.id, article.version

        def take(hits: Hits) -> None:
            if wanted == self._page.wanted():
                self._page.show_wanted(hits)

        with_removed = self._page.view().shows_removed()
        self._desk.latest(Library.find_hits, article.id, wanted, with_removed).then(take).or_else(
            self._pass_over
        )

    def _answers(self, article: Article) -> bool:
        hits = self._hits
        return hits is not None and (hits.article, hits.version) == (article.id, article.version)

    def _show(self, article: Article) -> None:
        if self._answers(article) and self._page.hits() is not self._hits:
            self._page.show_hits(self._hits, first=self._opening == article.id)
            self._opening = None

    def _pass_over(self, error: ReaderError) -> None:
        """Say nothing of an article that is gone: its page closes by itself."""
        self._opening = None
        if error.code is not Trouble.ARTICLE_MISSING:
            self._desk.troubled.emit(error)
