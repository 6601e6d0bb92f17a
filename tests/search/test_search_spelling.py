"""The word that a misspelled one most likely means."""

from pathlib import Path

import pytest

from reader.model.errors import InterruptedWork
from reader.search.answering.searcher import Searcher
from reader.search.index import Entry, Index

TEXTS = (
    *["the harbour and the ferry"] * 40,
    *["organization of harbours"] * 3,
    "a tree and a treat by the sea",
    "dredging was dredged",
    "서울은 서울",
    "zebra",
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    index = Index.open(tmp_path_factory.mktemp("words") / "index")
    entries = [Entry("article", number, number, "", text) for number, text in enumerate(TEXTS)]
    index.apply(entries[:20], 20)
    index.apply(entries[20:], 60)
    return index.searcher()


@pytest.mark.parametrize(
    ("misspelled", "meant"),
    [
        ("teh", "the"),
        ("harbuor", "harbour"),
        ("harborus", "harbours"),  # one letter less wrong counts more than being common
        ("ogranization", "organization"),
        ("zebar", "zebra"),
        ("dredgin", "dredging"),  # and not its stem, which nobody wrote
        ("dredgd", "dredged"),
        ("threee", "tree"),
        ("xylophone", ""),
        ("hb", ""),
        ("12345", ""),
        ("서울으", ""),
    ],
)
def test_the_likeliest_word(searcher: Searcher, misspelled: str, meant: str):
    assert searcher.known_word(misspelled) == meant


def test_looking_for_it_breaks_off_when_it_is_no_longer_wanted(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    words = " ".join(f"w{number}" for number in range(2_000))
    index.apply([Entry("article", 1, 1, "", words)], 1)
    with pytest.raises(InterruptedWork):
        index.searcher().known_word("wwww", cancelled=lambda: True)
