"""Phrases and nearness in the index: the same documents, as often, as when each text is looked at alone."""

import random
from collections.abc import Iterator

import numpy as np
import pytest

from reader.search.analysis.nearness import nearest
from reader.search.analysis.words import words_of
from reader.search.answering.patience import Patience
from reader.search.answering.places import counted, neighbours, shared
from reader.search.answering.standing import standing
from reader.search.index import Entry, Index
from reader.search.inside import test_of as fitting_test
from reader.search.language.query import parse
from reader.search.language.tree import Near, Phrase, Single
from reader.search.segments.lists import once
from reader.search.segments.snapshot import Part

WORDS = ("oil", "oils", "gas", "said", "the", "the", "the", "jong-un", "old")
TEXTS = 150
ASKED = (
    "oil NEAR/2 gas",
    "the NEAR/1 said",
    "the NEAR/3 the",
    "the NEAR/4 said NEAR/4 oil",
    "th* NEAR/2 the",
    "o* NEAR/3 oil",
    "jong NEAR/9 jongun",
    "(oil OR gas) NEAR/2 (said OR old)",
    '"said the" NEAR/3 oil',
    '"the the" NEAR/2 the',
    '"the said" NEAR/2 "the oil"',
    '"oil gas the"~3',
    '"said the"',
    '"the the"',
    '"jong un the"',
)


def written(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randrange(0, 30)))


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Part, list[str]]]:
    dice = random.Random(8)
    texts = [written(dice) for _ in range(TEXTS)]
    index = Index.open(tmp_path_factory.mktemp("standing") / "index")
    index.apply([Entry("article", number, number, "", text) for number, text in enumerate(texts)], TEXTS)
    searcher = index.searcher()
    yield searcher.snapshot.parts[0], texts
    searcher.close()


def spans(text: str, choice: Single | Phrase) -> set[tuple[int, int]]:
    def places(word: Single) -> set[int]:
        test = fitting_test(word)
        return {found.position for found in words_of(text) if test(found)}

    if not isinstance(choice, Phrase):
        return {(place, place) for place in places(choice)}
    starts = set.intersection(*({place - step for place in places(word)} for step, word in choice.words))
    return {(start, start + choice.words[-1][0]) for start in starts}


@pytest.mark.parametrize("asked", ASKED)
def test_places_are_those_of_each_text(part: tuple[Part, list[str]], asked: str):
    leaf = parse(asked).tree
    assert isinstance(leaf, Near | Phrase)
    wanted = {}
    for number, text in enumerate(part[1]):
        if isinstance(leaf, Near):
            members = [
                sorted(set().union(*(spans(text, each) for each in member))) for member in leaf.members
            ]
            found = nearest(members, leaf.distance)
        else:
            found = sorted(spans(text, leaf))
        if found:
            wanted[number] = len(found)
    documents, counts = standing(leaf, part[0], np.zeros(0, np.int64), Patience(lambda: False))
    assert dict(zip(documents.tolist(), counts.tolist(), strict=True)) == wanted
    assert wanted


def test_places_that_are_shared_and_near():
    none = np.zeros(0, np.int64)
    some, others = np.array([1, 5, 9, 1 << 32]), np.array([2, 5, 6, 7, 8, 10, 1 << 32])
    assert shared(some, others).tolist() == shared(others, some).tolist() == [5, 1 << 32]
    assert shared(some, none).tolist() == shared(none, none).tolist() == []
    assert sorted(neighbours([some, np.array([4, 20])], 1)) == [4]
    assert neighbours([some, none], 3).tolist() == []


def test_numbers_are_given_once_and_counted():
    some = np.array([7, 3, 3, 9, 7, 7])
    assert once(some).tolist() == [3, 7, 9]
    assert [each.tolist() for each in counted(np.sort(some))] == [[3, 7, 9], [2, 3, 1]]
    assert once(some[:0]).tolist() == []
    assert [each.tolist() for each in counted(some[:0])] == [[], []]
