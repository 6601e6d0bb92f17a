"""It remains a Whoosh index: stock Whoosh opens it, and finds what we find, for every kind of query."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as stock  # noqa: TID253 - Whoosh itself is tried here
from whoosh.index import open_dir  # noqa: TID253 - as above

from reader.search.answering.searcher import Searcher
from reader.search.index import Entry, Index
from reader.search.language.query import parse
from reader.search.language.tree import Beginning, Both, Either, Except, Phrase, Term, Tree

WORDS = (
    *("harbour", "harbours", "harbourmaster", "tide", "tides", "tidal", "ferry", "ferries", "organize"),
    *("organization", "organ", "study", "studied", "pier", "quite", "wide", "wider", "Kraków", "café"),
    *("서울은", "日本海", "1931", "12,500", "launching", "launched", "ability", "able"),
)
QUESTIONS = (
    *("harbour", "tides", "ferry wide", "ferry OR pier", "wide -ferry", "NOT tide", "", "no-such-word"),
    *('"tide ferry"', '"wide pier tide"', "har*", "harbourm*", "organizat*", "t*", "ti*", "abili*", "1*"),
    *(
        "(ferry OR tide) -(pier OR wide)",
        "launch",
        "launchin*",
        "서울",
        "日本海",
        "서*",
        "12500",
        "krakow caf*",
    ),
)


@pytest.fixture(scope="module", params=["as written", "joined"])
def index(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Articles in several segments, some replaced and some gone; once as they are, once joined."""
    dice = random.Random(11)
    folder = tmp_path_factory.mktemp("whoosh") / "index"
    index = Index.open(folder)
    numbers = [*range(1, 121), *dice.sample(range(1, 121), 30)]
    entries = [
        Entry(
            "article", number, number, " ".join(dice.choices(WORDS, k=3)), " ".join(dice.choices(WORDS, k=12))
        )
        for number in numbers
    ]
    entries += [Entry("article", number, number, "", "", gone=True) for number in (7, 70, 77)]
    for at in range(0, len(entries), 40):
        index.apply(entries[at : at + 40], at + 40)
    if request.param == "joined":
        for number in range(8):
            index.apply([Entry("article", 500 + number, 500 + number, "tide", "ferry")], 200 + number)
        for _ in index.join():
            pass
    return folder


@pytest.fixture
def ours(index: Path) -> Iterator[Searcher]:
    searcher = Index(index).searcher()
    yield searcher
    searcher.close()


@pytest.fixture
def theirs(index: Path) -> Iterator[Any]:
    with open_dir(str(index)).searcher() as searcher:
        yield searcher


def said(tree: Tree | None) -> stock.Query:
    """Say a query in Whoosh's terms."""
    match tree:
        case None:
            return stock.Every()
        case Both(parts):
            return stock.And([said(part) for part in parts])
        case Either(parts):
            return stock.Or([said(part) for part in parts])
        case Except(part):
            # Alone, Whoosh's own "not" may give deleted documents, in 2.7.4 and after.
            return stock.And([stock.Every(), stock.Not(said(part))])
        case Term(form):
            return stock.Term("text", form)
        case Beginning(start, form):
            whole = [stock.Term("text", form)] if form else []
            return stock.Or([stock.Prefix("text", start), stock.Prefix("surfaces", start), *whole])
        case Phrase(words):
            assert [step for step, _ in words] == list(range(len(words)))
            return stock.Phrase("text", [word.form for _, word in words if isinstance(word, Term)])


def found(searcher: Any, query: stock.Query) -> list[int]:
    articles = searcher.reader().column_reader("article")
    return sorted(articles[hit.docnum] for hit in searcher.search(query, limit=None))


@pytest.mark.parametrize("words", QUESTIONS)
def test_every_kind_of_query_finds_the_same(ours: Searcher, theirs: Any, words: str):
    assert found(theirs, said(parse(words).tree)) == sorted(ours.find(words).ids)


def test_the_questions_tell_articles_apart(ours: Searcher):
    counts = [len(ours.find(words).ids) for words in QUESTIONS]
    assert sum(0 < count < max(counts) for count in counts) > len(counts) * 0.7


def test_similar_words_and_patterns_work_on_its_terms(theirs: Any):
    wide = found(theirs, stock.Term("text", "wide"))
    wider = found(theirs, stock.Term("text", "wider"))
    assert wide
    assert found(theirs, stock.FuzzyTerm("text", "wyde")) == wide
    assert found(theirs, stock.Wildcard("text", "w?de*")) == sorted({*wide, *wider})
    assert found(theirs, stock.TermRange("text", "wid", "widf")) == sorted({*wide, *wider})
    assert found(theirs, stock.Regex("text", "^wide$")) == wide


def test_the_words_of_titles_stand_apart(index: Path, theirs: Any):
    title = found(theirs, stock.Term("title", "tide"))
    assert title
    assert set(title) < set(found(theirs, stock.Term("text", "tide")))


def test_what_is_told_of_terms_is_right(theirs: Any):
    reader = theirs.reader()
    for term in ("tide", "ferri", "no-such-word"):
        documents = [
            number
            for leaf, base in reader.leaf_readers()
            if ("text", term.encode()) in leaf
            for number in (base + at for at in leaf.postings("text", term).all_ids())
        ]
        assert len(documents) <= reader.doc_frequency("text", term)
        assert bool(documents) == bool(reader.frequency("text", term))
    assert list(reader.lexicon("title")) == sorted(reader.lexicon("title"))
    assert reader.term_info("text", "tide").weight() >= reader.doc_frequency("text", "tide")
    assert sorted(reader.indexed_field_names()) == ["initials", "surfaces", "text", "title"]
    assert theirs.stored_fields(0) == {}


def test_positions_are_those_of_the_text(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    index.apply([Entry("article", 1, 1, "A tide", "the tide and the tide")], 1)
    with open_dir(str(tmp_path / "index")).searcher() as searcher:
        postings = searcher.reader().postings("text", "tide")
        assert postings.value_as("positions") == [1, 13, 16]
        assert postings.value_as("frequency") == 3
        assert postings.weight() == 5
