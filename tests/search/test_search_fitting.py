"""Which words of the index fit a pattern or are similar: the same as when each is looked at by itself."""

import random
from collections.abc import Iterator

import pytest

from reader.search.analysis.distance import distance
from reader.search.analysis.nearness import fits
from reader.search.analysis.words import form_of
from reader.search.answering.fitting import fitting
from reader.search.answering.patience import Patience
from reader.search.index import Entry, Index
from reader.search.language.tree import Beginning, Fuzzy, Single, Wildcard
from reader.search.segments.segment import Segment

LETTERS = ("a", "b", "e", "n", "r", "s", "t", "ing", "ed", "я", "ж", "한", "αβ")


@pytest.fixture(scope="module")
def segment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Segment]:
    dice = random.Random(4)
    words = {"".join(dice.choices(LETTERS, k=dice.randrange(1, 7))) for _ in range(1_500)}
    index = Index.open(tmp_path_factory.mktemp("fitting") / "index")
    index.apply([Entry("article", 1, 1, "", " ".join(sorted(words)))], 1)
    searcher = index.searcher()
    yield searcher.snapshot.parts[0].segment
    searcher.close()


def found(segment: Segment, word: Single) -> set[tuple[str, str]]:
    patience = Patience(lambda: False)
    return {
        (field, segment.lexicon(field)[place].decode())
        for field, places in fitting(word, segment, patience)
        for place in places.tolist()
    }


def every(segment: Segment) -> list[tuple[str, str]]:
    return [(field, word.decode()) for field in ("text", "surfaces") for word in segment.lexicon(field)]


def test_patterns_find_what_fits(segment: Segment):
    dice = random.Random(6)
    told = 0
    for _ in range(150):
        pieces = dice.choices((*LETTERS, "?", "*", "*"), k=dice.randrange(1, 5))
        pattern = "".join(pieces)
        if "?" not in pattern and "*" not in pattern:
            continue
        test = fits(pattern)
        wanted = {(field, word) for field, word in every(segment) if test(word)}
        assert found(segment, Wildcard(pattern)) == wanted, pattern
        told += bool(wanted)
    assert told > 25


@pytest.mark.parametrize("pattern", ["*ing", "*ed*", "???", "*", "a*ing", "*?яж*", "?ed", "*.*"])
def test_patterns_open_at_either_end(segment: Segment, pattern: str):
    test = fits(pattern)
    assert found(segment, Wildcard(pattern)) == {
        (field, word) for field, word in every(segment) if test(word)
    }


@pytest.mark.parametrize("most", [1, 2])
def test_similar_words_are_those_of_few_other_letters(segment: Segment, most: int):
    dice = random.Random(most)
    words = dice.sample([word for _, word in every(segment)], 60)
    told = 0
    for surface in [*words, "ting", "яжя", "zebra"]:
        wanted = {
            (field, word) for field, word in every(segment) if distance(surface, word, most) is not None
        }
        form = form_of(surface)
        wanted |= {("text", form)} if ("text", form) in every(segment) else set()
        assert found(segment, Fuzzy(surface, form, most)) == wanted, surface
        told += len(wanted) > 1
    assert told > 20


def test_many_words_are_looked_up_together_as_one_by_one(segment: Segment):
    dice = random.Random(2)
    for field in ("text", "surfaces", "title", "initials"):
        lexicon = segment.lexicon(field)
        words = dice.sample(list(lexicon), min(len(lexicon), 400))
        words += [word + b"s" for word in words[:50]] + [word[:-1] for word in words[50:100]]
        words += [word[:8] + b"\xff" for word in words[:50]] + [b"a", b"zzzz", "한한한한".encode(), b"\xff"]
        assert lexicon.places(words).tolist() == [lexicon.place(word) for word in words]
    assert segment.lexicon("text").places([]).tolist() == []


def test_a_beginning_leaves_out_surfaces_that_their_forms_stand_for(segment: Segment):
    for start in ("ting", "an", "ren", "я", "한"):
        places = found(segment, Beginning(start))
        assert places == {
            (field, word)
            for field, word in every(segment)
            if word.startswith(start) and not (field == "surfaces" and form_of(word).startswith(start))
        }
