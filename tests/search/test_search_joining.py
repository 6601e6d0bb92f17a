"""Segments are joined when there is time: answers stay the same, and whatever breaks off changes nothing."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.search.index import Entry, Index

WORDS = (
    "tide",
    "ferry",
    "harbour",
    "wide",
    "pier",
    "organization",
    "launching",
    "서울은",
    "12,500",
    "Kwang-chol",
)
QUESTIONS = (
    *(
        "tide",
        "ferry -wide",
        '"tide ferry"',
        "organizat*",
        "l*",
        "서울",
        "12500",
        "kwangchol",
        '"wide pi',
        "",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of many segments, with replaced and deleted entries and with notes."""
    dice = random.Random(5)
    index = Index.open(tmp_path / "index")
    for commit in range(12):
        entries = []
        for _ in range(dice.randrange(1, 30)):
            number = dice.randrange(1, 150)
            title, body = " ".join(dice.choices(WORDS, k=2)), " ".join(dice.choices(WORDS, k=9))
            entries.append(Entry("article", number, number, title, body, gone=dice.random() < 0.1))
            if dice.random() < 0.3:
                entries.append(Entry("highlight", number % 40, number, "", dice.choice(WORDS)))
        index.apply(entries, commit + 1)
    return tmp_path / "index"


def answers(folder: Path) -> dict[str, tuple[list[int], list[float]]]:
    searcher = Index(folder).searcher()
    found = {words: searcher.find(words, typing=True) for words in QUESTIONS}
    searcher.close()
    return {
        words: (list(hits.ids), [round(score, 4) for score in hits.scores]) for words, hits in found.items()
    }


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.trm")))


def test_joining_changes_no_answer(folder: Path):
    before, state = answers(folder), Index(folder).state()
    assert segments(folder) > 4
    for _ in Index(folder).join():
        pass
    assert segments(folder) == 1
    after = answers(folder)
    assert {words: sorted(ids) for words, (ids, _) in after.items()} == {
        words: sorted(ids) for words, (ids, _) in before.items()
    }
    assert all(ids for words, (ids, _) in before.items() if words)
    assert Index(folder).state().documents == state.documents
    assert Index(folder).read_to() == state.read_to
    Index(folder).check()
    files = sorted(folder.iterdir())
    assert list(Index(folder).join()) == []  # nothing is left to join
    assert sorted(folder.iterdir()) == files


def test_a_joining_that_is_closed_before_its_end_changes_nothing(folder: Path):
    files = sorted(path.name for path in folder.iterdir())
    joining = Index(folder).join()
    next(joining)
    with pytest.raises(ReaderError) as caught:
        Index(folder).apply([], 99)
    assert caught.value.code is Trouble.LIBRARY_IN_USE
    joining.close()
    assert sorted(path.name for path in folder.iterdir()) == files
    Index(folder).apply([], 99)
    assert Index(folder).read_to() == 99


def test_a_joining_interrupted_at_any_look_changes_nothing(folder: Path):
    files = sorted(path.name for path in folder.iterdir())
    before = answers(folder)
    looks = at = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        if looks == at:
            raise InterruptedWork

    while segments(folder) > 1:
        looks, at = 0, at + 5
        try:
            for _ in Index(folder).join(look):
                pass
        except InterruptedWork:
            assert sorted(path.name for path in folder.iterdir()) == files
            assert answers(folder) == before
    assert at > 20


def test_a_large_segment_is_left_alone_while_little_is_new(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    index.apply((Entry("article", number, number, "", f"tide w{number}") for number in range(400)), 1)
    (large,) = (tmp_path / "index").glob("*.trm")
    for commit in range(5):
        index.apply([Entry("article", 1_000 + commit, 1_000 + commit, "", "tide")], 2 + commit)
    for _ in index.join():
        pass
    assert large.exists()
    assert segments(tmp_path / "index") == 2
    gone = (Entry("article", number, number, "", "", gone=True) for number in range(100))
    index.apply(gone, 9)
    for _ in index.join():
        pass
    assert not large.exists()
    assert segments(tmp_path / "index") == 1
    searcher = index.searcher()
    assert len(searcher.find("tide").ids) == 305


def test_a_few_segments_are_joined_where_none_is_much_larger(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    for commit in range(2):
        entries = (Entry("article", key, key, "", "tide") for key in range(commit * 10, commit * 10 + 10))
        index.apply(entries, commit + 1)
    assert segments(tmp_path / "index") == 2
    for _ in index.join():
        pass
    assert segments(tmp_path / "index") == 1


def test_terms_of_deleted_entries_are_dropped(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    for commit in range(6):
        index.apply([Entry("article", commit, commit, "", f"only{commit} tide")], commit + 1)
    index.apply([Entry("article", 3, 3, "", "", gone=True)], 9)
    for _ in index.join():
        pass
    searcher = index.searcher()
    (part,) = searcher.snapshot.parts
    terms = list(part.segment.lexicon("text"))
    assert b"only2" in terms
    assert b"only3" not in terms


def test_damage_met_while_joining_is_told(folder: Path):
    path = max(folder.glob("*.pst"), key=lambda each: each.stat().st_size)
    path.write_bytes(bytes(path.stat().st_size))

    def joined() -> Iterator[None]:
        yield from Index(folder).join()

    with pytest.raises(ReaderError) as caught:
        list(joined())
    assert caught.value.code is Trouble.INDEX_DAMAGED
