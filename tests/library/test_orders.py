"""Orders: the first page at once; the rest, when asked for, as if all had been put in order at once."""

import random
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import catch_up
from reader.library.library import Library
from reader.library.search.listing import Listing, NewestFirst
from reader.library.search.orders import BestFirst, Given, Ordered
from reader.library.search.searching import PAGE
from reader.model.query import Query, Sort
from reader.search.answering.searcher import Searcher
from reader.search.index import Entry, Index
from reader.search.language.query import parse
from reader.search.language.tree import Among, Both, Either, Except, Tree

WORDS = (
    *(
        "harbour",
        "harbours",
        "harbourmaster",
        "tide",
        "tides",
        "tidal",
        "ferry",
        "ferries",
        "organize",
        "the",
    ),
    *(
        "organization",
        "organ",
        "study",
        "studied",
        "pier",
        "quite",
        "wide",
        "wider",
        "Kraków",
        "12,500",
        "the",
    ),
)
QUERIES = 250
"""Asked of each of four collections of articles."""


@pytest.fixture(scope="module", params=range(4))
def asked(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Searcher]:
    """Random articles: one segment without notes, or several with notes and what was replaced and deleted."""
    dice = random.Random(request.param)
    count = dice.randrange(150, 500)
    entries = [
        Entry("article", number, number, written(dice, 2), written(dice, dice.choice((3, 12, 40))))
        for number in range(1, count)
    ]
    step = len(entries)
    if request.param % 2:
        step = 100
        entries += [
            Entry("highlight", number, dice.randrange(1, count), "", written(dice, 3))
            for number in range(1, 60)
        ]
        entries += [
            Entry("article", number, number, "", "tide wide") for number in dice.sample(range(1, count), 9)
        ]
        entries += [
            Entry("article", number, number, "", "", gone=True) for number in dice.sample(range(1, count), 9)
        ]
    index = Index.open(tmp_path_factory.mktemp("orders") / "index")
    for at in range(0, len(entries), step):
        index.apply(entries[at : at + step], at + step)
    searcher = index.searcher()
    yield searcher
    searcher.close()


def written(dice: random.Random, most: int) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randrange(1, most + 1)))


def question(dice: random.Random, depth: int = 0) -> str:
    word = dice.choice(WORDS)
    kinds = [
        word,
        word,
        f"{word[: dice.randrange(1, len(word))]}*",
        f"{word[0]}?{word[2:4]}*",
        f"*{word[-3:]}",
        f"{word[:2]}{word[3:]}~",
        f'"{word} {dice.choice(WORDS)}"',
        f"{word} NEAR/5 {dice.choice(WORDS)}",
        f"title:{word}",
        f"note:{word}",
        f"-{word}",
        f"{word}^3",
    ]
    if depth < 2:
        kinds += [
            f"({question(dice, depth + 1)} OR {question(dice, depth + 1)})",
            f"{question(dice, depth + 1)} {question(dice, depth + 1)}",
            f"({question(dice, depth + 1)} OR {question(dice, depth + 1)})^0.5",
        ] * 2
    return dice.choice(kinds)


def with_facts(dice: random.Random, tree: Tree | None) -> Tree | None:
    """Add what the store knows, also of articles that have no words."""
    some = Among(frozenset(dice.sample(range(1, 700), dice.randrange(300))))
    ways: list[Tree | None] = [tree] * 4
    if tree is not None:
        ways += [Both((tree, some)), Either((tree, some)), Both((tree, Except(some)))]
    return dice.choice(ways)


def require_parts_of(order: Ordered, whole: list[int], dice: random.Random) -> None:
    """Require that whatever is asked of an order fits the whole of it."""
    assert len(order) == len(whole)
    for most in (1, dice.randrange(2, 40), 200):
        assert list(order.first(most)) == whole[:most]
    for article in [*dice.sample(whole, min(len(whole), 5)), 1_000]:
        assert order.place_of(article) == (whole.index(article) if article in whole else None)
    assert order.ids() == array("q", whole).tobytes()


def test_any_order_made_late_is_that_made_at_once(asked: Searcher):
    dice = random.Random(8)
    several = 0
    for _ in range(QUERIES):
        words = question(dice)
        tree = with_facts(dice, parse(words, dice.random() < 0.3).tree)
        hits = asked.answer(tree)
        listed = dice.sample(range(1, 800), dice.choice((799, 400)))
        listing = Listing(array("q", listed))
        found = sorted({*hits.articles.tolist()} & {*listed})
        scores = dict(zip(found, asked.answer(tree).scores_of(found), strict=True))
        best = sorted(found, key=lambda number: (-scores[number], -number))
        require_parts_of(BestFirst(hits.within(listing.holds(hits.among))), best, dice)
        newest = [number for number in listed if number in scores]
        require_parts_of(NewestFirst(listing, hits.articles), newest, dice)
        require_parts_of(Given(array("q", newest)), newest, dice)
        several += len({*scores.values()}) > 3
    assert several > QUERIES / 4, "the scores tell articles apart"


def test_an_answer_brings_the_first_page_and_the_order_of_the_rest(library: Library, tmp_path: Path):
    dice = random.Random(9)
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(PAGE + 30):
        body = "tide " * dice.randrange(1, 9) + written(dice, 20)
        text = f"Tide {number}\n\nPublished: 2024-0{number % 9 + 1}-11\n\n{body}.\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    library.import_files([str(folder)], "", [])
    catch_up(library)
    for sort in (Sort.RELEVANCE, Sort.DATE):
        found = library.search(Query("tide", sort=sort))
        first, whole = array("q", found.ids), found.identities()
        assert (found.total, len(first), len(whole), len({*whole})) == (PAGE + 30, PAGE, PAGE + 30, PAGE + 30)
        assert whole[:PAGE] == first
        assert [row.id for row in found.rows] == whole[: len(found.rows)].tolist()
        assert found.order is not None
        assert [found.order.place_of(number) for number in whole] == [*range(PAGE + 30)]
        rest = library.rows(found.query, whole[PAGE:].tobytes())
        ordered = [row.score for row in rest] if sort is Sort.RELEVANCE else [row.published for row in rest]
        assert ordered == sorted(ordered, reverse=True)
    everything = library.search(Query("tide", sort=Sort.SOURCE))
    assert {*everything.identities()} == {*whole}
