"""Articles for the tests, a library of two of them, and what every test of the engine does."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from reader.library.library import Library
from reader.model.article import Article
from reader.model.query import Query

MOON = (
    " date 2023-08-23  A lander touches down near the Moon's south pole\n"
    "A lander touches down near the Moon's south pole\n\n"
    "Published: 23 Aug. 2023, 18:40\n"
    "The control room during the descent. [File photo]\n\n"
    "The control room during the descent. [File photo]\n\n"
    "\u00a0 \n"
    "India's space agency said the lander of Chandrayaan-3 reached the surface on Wednesday evening. "
    "It was the first landing in the region of the lunar south pole.\n"
    "\u00a0 \n"
    "The rover is to study the soil for fourteen days, one lunar day, until the Sun sets at the site.\n"
)
RATES = (
    "Title: Central bank lowers its rates\nDate: 2024-06-06\nSource: Rates Desk\n\n"
    "The European Central Bank lowered its three key interest rates by a quarter of a point on Thursday.\n\n"
    "It was the first cut since 2019, after nine months without a change.\n"
)


def two_articles(folder: Path, tags: Sequence[str] = ()) -> Path:
    """Make a library in a folder, searchable, of the two articles; they lie beside it in `Post`."""
    news = folder / "Post"
    news.mkdir()
    (news / "1.txt").write_text(RATES, "utf-8")
    (news / "2.txt").write_text(MOON, "utf-8")
    Library.create(folder / "library")
    with closing(Library.open(folder / "library", writable=True)) as library:
        library.import_files([str(news)], "Post", list(tags))
        catch_up(library)
    return folder / "library"


def catch_up(library: Library) -> None:
    for _ in library.catch_up():
        pass


def named(library: Library, word: str) -> Article:
    """Give the one article with `word` in its title."""
    rows = [row for row in library.search(Query()).rows if word in row.title]
    assert len(rows) == 1
    return library.article(rows[0].id)
