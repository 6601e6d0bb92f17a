"""Where the text of one article holds the words of a search, or what is looked for in it."""

from collections.abc import Callable

from reader.model.article import Article, Role
from reader.model.hits import MOST_HITS, Hits, Wanted
from reader.model.ids import ArticleId
from reader.model.span import Span
from reader.search.language.patterns import OutOfTimeError
from reader.search.lookup import Lookup, UnreadableError
from reader.search.marks import Marks
from reader.store import articles
from reader.store.files.database import Database


def search_hits(db: Database, article: ArticleId, marks: Marks) -> Hits:
    """Give what a search found an article by, in all that its page shows; not in what was cut.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
        InterruptedWork: when the answer is no longer wanted.
    """
    opened = articles.article(db, article)
    if marks.empty:
        return Hits.of(opened, [])
    found = marks.on_page(opened.text, _title(opened))
    return Hits.of(opened, without(_removed(opened), found))


def find_hits(
    db: Database, article: ArticleId, wanted: Wanted, cancelled: Callable[[], bool], *, with_removed: bool
) -> Hits:
    """Give where the text holds what is wanted; in what was cut only `with_removed`.

    Raises:
        ReaderError: `ARTICLE_MISSING`.
        InterruptedWork: when the answer is no longer wanted.
    """
    opened = articles.article(db, article)
    removed = [] if with_removed else _removed(opened)
    found: list[Span] = []
    try:
        for span in Lookup(wanted, cancelled).spans(opened.text):
            found.append(span)  # one by one: those found before the time is up are shown
            if len(found) > MOST_HITS:
                break
    except UnreadableError as error:
        return Hits.of(opened, [], note=str(error))
    except OutOfTimeError:
        return Hits.of(opened, without(removed, found), cut=True, note="find-stopped")
    return Hits.of(opened, without(removed, found))


def without(stretches: list[Span], spans: list[Span]) -> list[Span]:
    """Leave out the spans that share anything with one of some stretches; both are in order and apart."""
    if not stretches:
        return spans
    kept = []
    place = 0
    for span in spans:
        while place < len(stretches) and stretches[place].end <= span.start:
            place += 1
        if place == len(stretches) or not stretches[place].overlaps(span):
            kept.append(span)
    return kept


def _title(article: Article) -> Span | None:
    titles = (Span(each.start, each.end) for each in article.blocks if each.role is Role.TITLE)
    return next(titles, None)


def _removed(article: Article) -> list[Span]:
    return [Span(each.start, each.end) for each in article.blocks if each.role is Role.REMOVED]
