"""It remains a Whoosh index: stock Whoosh opens it, and finds what we find, for every kind of query.

What the store answers (tags, days, regular expressions, …) comes to the index as known articles, and is
tried as such.
"""

import random
from collections.abc import Callable, Iterator
from functools import reduce
from math import log
from pathlib import Path
from typing import Any

import pytest
from whoosh import query as stock  # noqa: TID253 - Whoosh itself is tried here
from whoosh import scoring  # noqa: TID253 - as above
from whoosh.index import open_dir  # noqa: TID253 - as above
from whoosh.matching import ListMatcher  # noqa: TID253 - as above
from whoosh.query import spans  # noqa: TID253 - as above
from whoosh.searching import Searcher as IndexSearcher  # noqa: TID253 - as above

from reader.search.answering.searcher import Searcher
from reader.search.index import Entry, Index
from reader.search.language.query import parse
from reader.search.language.tree import (
    Among,
    Beginning,
    Boosted,
    Both,
    Either,
    Except,
    Fuzzy,
    Near,
    Phrase,
    Place,
    Term,
    Tree,
    Wildcard,
    Within,
)

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
    *("w?de", "w?d*", "*ing", "t?d*l", "*r?our*", "launch?n?", "organi?ation", "?r*"),
    *("wyde~1", "feryr~2", "harbor~", "studys~", "wide~", "abillity~1", "organisation~"),
    *('"tide pier"~3', '"wide harbour"~', "tide NEAR/2 ferry", "tide NEAR wid*", "organ NEAR/4 w?de"),
    *(
        '"tide ferry" NEAR/6 pier',
        "(tide OR pier) NEAR/3 (study OR able)",
        '"wide wide"~5',
        "ferry NEAR/30 organ",
    ),
    *("title:tide", 'title:"tide ferry"', "title:wid*", "title:w?d*", "title:organizat*", "title:studys~"),
    *("title:tide title:ferry", "title:(tide OR pier)", "-title:tide", 'title:"wide tide"~2', "title:12,500"),
    *(
        "note:wide",
        'note:"wide tide"',
        "note:harb*",
        "note:w?de",
        "note:tide note:ferry",
        "-note:tide",
        "note:서*",
    ),
    *("note:studied~", "note:(wide NEAR/2 tide)", "wide -note:wide"),
    *("tide^3 ferry", "(tide OR pier)^0.5", '"tide ferry"^2', "title:tide^4"),
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
    # Notes of articles that have no other words: Whoosh knows of documents, and not of their articles.
    entries += [
        Entry("highlight", number, 900 + number, "", " ".join(dice.choices(WORDS, k=4)))
        for number in range(30)
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


class Known(stock.Query):
    """Documents by a number of theirs. Whoosh's own such query cannot stand beside others."""

    def __init__(self, column: str, fits: Callable[[int], bool]) -> None:
        self._column = column
        self._fits = fits

    def estimate_size(self, ixreader: Any) -> int:
        return ixreader.doc_count_all()

    def matcher(self, searcher: Any, context: object = None) -> ListMatcher:
        reader = searcher.reader()
        column = reader.column_reader(self._column)
        return ListMatcher([number for number in reader.all_doc_ids() if self._fits(column[number])])


class Beside(spans.SpanNear):
    """Words at most so far from each other: with what Whoosh's own query lacks to stand beside others.

    Patterns are put as the words they stand for, since Whoosh forgets the places of words that only fit.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        one, other = (by_place(each, searcher.reader()) for each in (self.a, self.b))
        near = spans.SpanNear(one, other, slop=self.slop, ordered=self.ordered, mindist=self.mindist)
        return near.matcher(searcher, context)

    def estimate_size(self, ixreader: Any) -> int:
        return self.q.estimate_size(ixreader)


def by_place(query: Any, reader: Any) -> stock.Query:
    """Put a choice of words, or a pattern, so that Whoosh tells where each word stands."""
    choices = [query]
    if isinstance(query, stock.Or):
        choices = [by_place(each, reader) for each in query.subqueries]
    elif isinstance(query, stock.MultiTerm):
        choices = [stock.Term(query.fieldname, term) for term in query._btexts(reader)]
    choices = [each for each in choices if each is not stock.NullQuery]
    if len(choices) < 2:
        return choices[0] if choices else stock.NullQuery
    return spans.SpanOr(choices)


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
        case Boosted(part, factor):
            return said(part).with_boost(factor)
        case Among(ids):
            return Known("article", ids.__contains__)
        case Within(Place.NOTE, leaf):
            return stock.And([placed(leaf, "text"), Known("kind", (1).__eq__)])
        case Within(_, leaf):
            return placed(leaf, "title")
    return placed(tree, "text")


def placed(leaf: Tree, field: str) -> stock.Query:
    """Say a word, phrase or nearness in Whoosh's terms."""
    match leaf:
        case Phrase(words):
            assert [step for step, _ in words] == list(range(len(words)))
            return reduce(Beside, [placed(word, field) for _, word in words])
        case Near(members, distance):
            one, other = (stock.Or([placed(choice, field) for choice in member]) for member in members)
            return Beside(one, other, slop=distance, ordered=False)
        case Term(form):
            return stock.Term(field, form)
    surfaces = alike(leaf, "surfaces")
    if field == "title":  # where any word of the title stands, a surface is one of its words
        surfaces = Beside(surfaces, stock.Prefix("title", ""), slop=0, ordered=False, mindist=0)
    whole = [stock.Term(field, leaf.form)] if isinstance(leaf, Beginning | Fuzzy) and leaf.form else []
    return stock.Or([alike(leaf, field), surfaces, *whole])


def alike(word: Tree, field: str) -> stock.Query:
    """Say a beginning, a pattern or a misspelled word in Whoosh's terms."""
    match word:
        case Beginning(start):
            return stock.Prefix(field, start)
        case Wildcard(pattern):
            return stock.Wildcard(field, pattern)
        case Fuzzy(surface, _, most):
            return stock.FuzzyTerm(field, surface, maxdist=most, prefixlength=0)
    raise TypeError(word)


def found(searcher: Any, query: stock.Query) -> list[int]:
    articles = searcher.reader().column_reader("article")
    return sorted(articles[hit.docnum] for hit in searcher.search(query, limit=None))


@pytest.mark.parametrize("words", QUESTIONS)
def test_every_kind_of_query_finds_the_same(ours: Searcher, theirs: Any, words: str):
    assert found(theirs, said(parse(words).tree)) == sorted(ours.find(words).ids)


class Told(scoring.BM25FScorer):
    """Whoosh's own BM25F of a word in a segment, told the lengths of documents: the index keeps a column."""

    def __init__(self, searcher: Any, weighting: "Weighting", fieldname: str, text: str) -> None:
        whole = searcher.get_parent()
        lengths = whole.reader().column_reader("length")
        self.idf = weighting.idf(whole, fieldname, text)
        self.avgfl = sum(lengths) / whole.doc_count_all()
        self.B, self.K1, self.qf = weighting.B, weighting.K1, 1
        self.dfl = searcher.reader().column_reader("length").__getitem__

    def supports_block_quality(self) -> bool:
        return False


class Weighting(scoring.BM25F):
    """Whoosh's own BM25F."""

    def scorer(self, searcher: Any, fieldname: str, text: str, qf: int = 1) -> Told:
        return Told(searcher, self, fieldname, text)


class Rarity(Weighting):
    """The same, but for how much the rarity of a word counts: as the module `postings` says."""

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        every = searcher.reader().doc_count()
        held = sum(1 for _ in searcher.reader().postings(fieldname, text).all_ids())
        return log(1 + (every - held + 0.5) / (held + 0.5))


def scores(searcher: Any, tree: Tree | None, weighting: scoring.WeightingModel) -> dict[int, float]:
    """Give what stock Whoosh says each article is worth."""
    articles = searcher.reader().column_reader("article")
    with IndexSearcher(searcher.reader(), weighting=weighting, closereader=False) as weighing:
        hits = weighing.search(said(tree), limit=None)
        return {articles[hit.docnum]: hit.score for hit in hits}


def is_of_words(tree: Tree | None) -> bool:
    """Tell whether both score a query by words alone; what is only left out counts for nothing."""
    match tree:
        case Term():
            return True
        case Both(parts):
            kept = [part for part in parts if not isinstance(part, Except)]
            return bool(kept) and all(map(is_of_words, kept)) and len(kept) == len(parts)
        case Either(parts):
            return all(map(is_of_words, parts))
        case Boosted(part):
            return is_of_words(part)
    return False


WORDED = [
    words
    for words in (*QUESTIONS, "tide pier^2 organ", "(study pier) OR able^3", "wide^0.2 OR 日本海")
    if is_of_words(parse(words).tree)
]


@pytest.mark.parametrize("words", WORDED)
def test_words_score_as_in_whoosh_but_for_their_rarity(ours: Searcher, theirs: Any, words: str):
    hits = ours.find(words)
    mine = dict(zip(hits.ids, hits.scores, strict=True))
    told = scores(theirs, parse(words).tree, Rarity())
    assert mine == pytest.approx(told, rel=1e-5)
    ranked = [round(told[article], 4) for article in hits.ids]
    assert ranked == sorted(ranked, reverse=True), "in the same order, but for ties and rounding"


@pytest.mark.parametrize("word", ["tide", "harbour", "ferry", "launch", "able", "1931"])
def test_a_word_alone_ranks_as_in_whoosh_as_it_comes(ours: Searcher, theirs: Any, word: str):
    hits = ours.find(word)
    told = scores(theirs, parse(word).tree, Weighting())
    ratios = [told[article] / score for article, score in zip(hits.ids, hits.scores, strict=True)]
    assert len(ratios) > 10
    assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=1e-5)
    assert len({round(score, 4) for score in hits.scores}) > 5, "scores tell articles apart"


def test_known_articles_beside_words_find_the_same(ours: Searcher, theirs: Any):
    some = Among(frozenset(range(8, 60)))
    for tree in (some, Both((Term("tide"), some)), Except(some), Either((some, Term("pier")))):
        assert found(theirs, said(tree)) == sorted(ours.answer(tree).ids)


def test_neighbours_that_changed_places_are_one_wrong_letter_to_us_and_two_to_whoosh(
    ours: Searcher, theirs: Any
):
    assert found(theirs, said(parse("tdie~1").tree)) == []
    swapped = sorted(ours.find("tdie~1").ids)
    assert swapped == sorted(ours.find("tide").ids)
    assert set(swapped) <= set(found(theirs, said(parse("tdie~2").tree)))


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
