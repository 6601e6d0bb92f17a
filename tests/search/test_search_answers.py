"""What the index answers: which spellings find which, honest counts, order, and breaking off."""

import random
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from reader.search.analysis.words import Word, words_of
from reader.search.answering.searcher import Searcher
from reader.search.index import Entry, Index
from reader.search.language.query import parse
from reader.search.language.tree import Beginning, Both, Either, Except, Phrase, Term, Tree

TEXTS = {
    1: "서울은 대한민국의 수도이다. 한강이 서울을 가로지른다.",
    2: "富士山は日本で最も高い山です。ハイキングの季節",
    3: "长江是亚洲最长的河流。日本海在东边。",
    4: "The old town of Kraków and the bay of São Tomé lie near no Ångström street.",
    5: "A ferry links Saint-Malo with No Saint-Malo street.",
    6: "Saintmalo in one word, no less.",
    7: "Europe\u2019s rivers and the Danube's delta\u2014\u201cquite wide\u201d.",
    8: "Some 12,500 steps, 2500000 bricks; 8.5 metres since 1931",
    9: "The U.S. and the E.U. signed; CO2-free by rail",
    10: "Cafe\u0301 in decomposed form",
    11: "ＵＮＥＳＣＯ in full width and ｶﾅﾀﾞ",
    12: "harbours were dredged; studies of dredging",
    13: "שָׁלוֹם לעולם",
    14: "السَّلَامُ عَلَيْكُمْ وَالكِتــاب",
    15: "Ελλάδα και Ёлка в Москве",
    16: "a Co\u2011op, an out\u2010of\u2010date ﬁle and co\u00adoperation\u2014zero\u200bwidth",
    17: "\u1109\u1165\u110b\u116e\u11af, the OPEC+-led talks",
}
QUESTIONS = [
    ("서울", {1, 17}),
    ("서울은", {1}),
    ("한강", {1}),
    ("대한", {1}),
    ("민국", {1}),
    ("한", {1}),
    ("부산", set()),
    ("富士山", {2}),
    ("士山", {2}),
    ("日本", {2, 3}),
    ("日", {2, 3}),
    ("ハイキング", {2}),
    ("長江", set()),
    ("长江", {3}),
    ("日本海", {3}),
    ("são tomé", {4}),
    ("sao tome", {4}),
    ("SAO", {4}),
    ("angstrom", {4}),
    ("krakow", {4}),
    ("KRAKÓW", {4}),
    ("Saint-Malo", {5, 6}),
    ("saintmalo", {5, 6}),
    ("No Saint-Malo", {5, 6}),
    ('"No Saint-Malo"', {5}),
    ("saint malo", {5}),
    ("saint*", {5, 6}),
    ("europe", {7}),
    ("europe's", {7}),
    ("Europe\u2019s", {7}),
    ("danube", {7}),
    ("\u201cquite wide\u201d", {7}),
    ('"wide quite"', set()),
    ("wide", {7}),
    ("12,500", {8}),
    ("12500", {8}),
    ("2,500,000", {8}),
    ("8.5", {8}),
    ("1931", {8}),
    ("U.S.", {9}),
    ("US", {9}),
    ("eu", {9}),
    ("co2", {9}),
    ("café", {10}),
    ("cafe", {10}),
    ("unesco", {11}),
    ("カナダ", {11}),
    ("harbour", {12}),
    ("dredge", {12}),
    ("dredges*", {12}),
    ("dredgin*", {12}),
    ("harbo*", {12}),
    ("한*", {1}),
    ("the", {4, 7, 9, 17}),
    ("no", {4, 5, 6}),
    ("שלום", {13}),
    ("שָׁלוֹם", {13}),
    ("שלו*", {13}),
    ("السلام", {14}),
    ("عليكم", {14}),
    ("الكتاب", set()),
    ("والكتاب", {14}),
    ("ελλαδα", {15}),
    ("елка", {15}),
    ("МОСКВЕ", {15}),
    ("coop", {16}),
    ("co-op", {16}),
    ("out-of-date", {16}),
    ("file", {16}),
    ("cooperation", {16}),
    ("zerowidth", {16}),
    ("opec", {17}),
    ("led", {17}),
    ("ﾊｲｷﾝｸﾞ", {2}),
    ("ハイ*", {2}),
    ("Ｕnesco", {11}),
    ("cafe\u0301", {10}),
]


def filled(folder: Path, entries: list[Entry], step: int = 1_000) -> Searcher:
    index = Index.open(folder)
    for at in range(0, len(entries), step):
        index.apply(entries[at : at + step], at + step)
    return index.searcher()


@pytest.fixture(scope="module")
def spellings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    entries = [Entry("article", number, number, "", text) for number, text in TEXTS.items()]
    searcher = filled(tmp_path_factory.mktemp("spellings") / "index", entries)
    yield searcher
    searcher.close()


@pytest.mark.parametrize(("words", "expected"), QUESTIONS)
def test_spellings(spellings: Searcher, words: str, expected: set[int]):
    assert set(spellings.find(words).ids) == expected


@pytest.mark.parametrize("word", ["Saint-Malo", "dredging", "12,500", "ハイキング", "Danube's", "Ångström"])
def test_while_typing_a_word_its_text_is_found_at_every_letter(spellings: Searcher, word: str):
    expected = set(spellings.find(word).ids)
    for length in range(1, len(word) + 1):
        assert set(spellings.find(word[:length], typing=True).ids) >= expected, word[:length]


def holds(tree: Tree | None, documents: list[list[Word]]) -> bool:
    """Tell by hand whether an article with these documents answers a query."""
    match tree:
        case None:
            return True
        case Both(parts):
            return all(holds(part, documents) for part in parts)
        case Either(parts):
            return any(holds(part, documents) for part in parts)
        case Except(part):
            return not holds(part, documents)
        case Phrase(words):
            return any(
                all(
                    any(stands(other, word, first.position + step) for other in words_)
                    for step, word in words
                )
                for words_ in documents
                for first in words_
            )
        case _:
            return any(stands(word, tree, word.position) for words_ in documents for word in words_)


def stands(word: Word, wanted: Term | Beginning, position: int) -> bool:
    if word.position != position:
        return False
    if isinstance(wanted, Term):
        return word.form == wanted.form
    return (
        word.form == wanted.form
        or word.surface.startswith(wanted.start)
        or word.form.startswith(wanted.start)
    )


VOCABULARY = (
    *("harbour", "harbours", "harbourmaster", "tide", "tides", "tidal", "ferry", "ferries", "organize"),
    *("organization", "organ", "study", "studies", "studied", "pier", "piers", "Saint-Malo", "saintmalo"),
    *("12,500", "1931", "U.S.", "quite", "wide", "wider", "Kraków", "café", "서울은", "서울", "日本海"),
    *("O'Higgins", "say", "says", "paid", "the", "of", "and", "no", "not"),
)


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Searcher, dict[int, list[list[Word]]]]]:
    dice = random.Random(3)
    numbers = count(1)
    entries: list[Entry] = []
    for number in range(1, 151):
        title, body = " ".join(dice.choices(VOCABULARY, k=3)), " ".join(dice.choices(VOCABULARY, k=14))
        entries.append(Entry("article", number, number, title, body))
        for _ in range(dice.randrange(3)):
            note = " ".join(dice.choices(VOCABULARY, k=3))
            entries.append(Entry("highlight", next(numbers), number, "", note))
    entries += [Entry("article", number, number, "", "wide wide pier") for number in (3, 5, 8)]
    entries += [Entry("article", number, number, "", "", gone=True) for number in (20, 21)]
    entries += [Entry("highlight", number, 0, "", "", gone=True) for number in (4, 9, 30)]
    searcher = filled(tmp_path_factory.mktemp("library") / "index", entries, step=17)
    latest = {entry.name(): entry for entry in entries}
    documents: dict[int, list[list[Word]]] = {}
    for entry in latest.values():
        if not entry.gone:
            documents.setdefault(entry.article, []).extend([words_of(entry.title), words_of(entry.body)])
    yield searcher, documents
    searcher.close()


def question(dice: random.Random, depth: int = 0) -> str:
    word = dice.choice(VOCABULARY)
    kind = dice.randrange(8 if depth < 2 else 4)
    match kind:
        case 0:
            return f'"{word} {dice.choice(VOCABULARY)}"'
        case 1:
            return f"{word[: dice.randrange(1, len(word) + 1)].rstrip(',.-')}*"
        case 2:
            return f"-{word}"
        case 4:
            return f"({question(dice, depth + 1)} OR {question(dice, depth + 1)})"
        case 5 | 6:
            return f"{question(dice, depth + 1)} {question(dice, depth + 1)}"
        case 7:
            return f"NOT ({question(dice, depth + 1)})"
        case _:
            return word


def test_counts_are_those_of_a_count_by_hand(library: tuple[Searcher, dict[int, list[list[Word]]]]):
    searcher, documents = library
    dice = random.Random(5)
    kinds = 0
    for _ in range(300):
        words, typing = question(dice), dice.random() < 0.3
        tree = parse(words, typing).tree
        expected = {article for article, texts in documents.items() if holds(tree, texts)}
        hits = searcher.find(words, typing=typing)
        assert sorted(hits.ids) == sorted(expected), words
        kinds += 0 < len(expected) < len(documents)
    assert kinds > 100  # the questions tell articles apart


def test_a_beginning_finds_the_words_as_written(library: tuple[Searcher, dict[int, list[list[Word]]]]):
    searcher, _ = library
    assert set(searcher.find("organizat*").ids) == set(searcher.find("organizatio", typing=True).ids) != set()
    assert set(searcher.find("harbourm*").ids) < set(searcher.find("harbour*").ids)


def test_the_best_come_first(tmp_path: Path):
    entries = [
        Entry("article", 1, 1, "", "a comet and much else " + "filler words stand here " * 20),
        Entry("article", 2, 2, "Comet", "it is bright " + "filler words stand here " * 20),
        Entry("article", 3, 3, "", "comet comet comet and a tail " + "filler words stand here " * 20),
        Entry("article", 4, 4, "", "comets are far away"),
        Entry("article", 5, 5, "", "nothing"),
    ]
    searcher = filled(tmp_path / "index", entries)
    hits = searcher.find("comet")
    assert list(hits.scores) == sorted(hits.scores, reverse=True)
    assert set(hits.ids) == {1, 2, 3, 4}
    assert hits.ids[-1] == 1
    assert hits.ids.index(2) < hits.ids.index(1)
    assert list(searcher.find("filler OR comet").ids)[:2] != [5, 4]
    assert list(searcher.find("-comet").ids) == [5]
    assert list(searcher.find("").ids) == [5, 4, 3, 2, 1]
    searcher.close()


def test_what_could_not_be_read_is_told(spellings: Searcher):
    hits = spellings.find('"quite wide')
    assert (list(hits.ids), hits.note) == ([7], "unclosed-quote")
    assert spellings.find("quite wide").note == ""


def test_a_search_that_is_no_longer_wanted_breaks_off(tmp_path: Path):
    entries = [Entry("article", number, number, "", f"common w{number} again") for number in range(1, 900)]
    searcher = filled(tmp_path / "index", entries)
    asked = 0

    def after(times: int) -> Callable[[], bool]:
        def cancelled() -> bool:
            nonlocal asked
            asked += 1
            return asked > times

        return cancelled

    hits = searcher.find("w1* common OR again -w7*", cancelled=after(1))
    assert hits.cancelled
    assert (len(hits.ids), asked) == (0, 2)
    hits = searcher.find("common", cancelled=after(1_000))
    assert (hits.cancelled, len(hits.ids)) == (False, 899)
    searcher.close()


def test_only_the_changed_word_is_looked_up_again(spellings: Searcher, monkeypatch: pytest.MonkeyPatch):
    looked: list[object] = []
    find = spellings._postings.find
    monkeypatch.setattr(
        spellings._postings, "find", lambda leaf, patience: looked.append(leaf) or find(leaf, patience)
    )
    spellings.find("street near kra", typing=True)
    looked.clear()
    assert list(spellings.find("street near krak", typing=True).ids) == [4]
    assert looked == [Beginning("krak", "krak")]
