"""Marks and snippets: what is shown of a text, and that nothing is cut in two."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.graphemes import is_boundary
from reader.search.marks import Marks, snippet


def marked(words: str, text: str, *, typing: bool = False) -> list[str]:
    return [text[span.start : span.end] for span in Marks(words, typing).spans(text)]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("dredge", "They dredged; dredging goes on", ["dredged", "dredging"]),
        ("cafe", "Cafe\u0301 and café", ["Cafe\u0301", "café"]),
        ("12500", "Some 12,500 steps", ["12,500"]),
        ("saintmalo", "to Saint-Malo", ["Saint-Malo"]),
        ("Saint-Malo", "to Saint-Malo and Saintmalo, saint", ["Saint-Malo", "Saintmalo"]),
        ("us", "The U.S. and us", ["U.S", "us"]),
        ("harb*", "A harbour, a harbinger", ["harbour", "harbinger"]),
        ('"wide bay"', "wide; a wide bay, bay", ["wide", "bay"]),
        ("wide -bay", "wide bay", ["wide"]),
        ("한국어", "한국어는 쉽다", ["한국어"]),
        ("한", "한국 대한", ["한", "한"]),
        ("カナダ", "ｶﾅﾀﾞ へ", ["ｶﾅﾀﾞ"]),
        ("", "anything", []),
        ("NOT x", "x y", []),
    ],
)
def test_marks(words: str, text: str, expected: list[str]):
    assert marked(words, text) == expected


def test_while_typing_beginnings_are_marked():
    assert marked("wide ba", "a wide bay", typing=True) == ["wide", "bay"]
    assert marked("wide ba", "a wide bay") == ["wide"]


def test_the_limit_holds():
    assert len(Marks("a").spans("a " * 50, limit=7)) == 7


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("שלום", "אמר שָׁלוֹם לכולם", ["שָׁלוֹם"]),
        ("السلام", "قال السَّلَامُ عليكم", ["السَّلَامُ"]),
        ("हिन्दी", "यह हिन्दी है", ["हिन्दी"]),
        ("/🇷/", "🇰🇷🇫🇷", ["🇰🇷", "🇫🇷"]),
        ("/👩/", "a 👨‍👩‍👧‍👦 family", ["👨‍👩‍👧‍👦"]),
        ("/e/", "cafe\u0301", ["e\u0301"]),
        ("한", "\u1112\u1161\u11ab\u1100\u116e\u11a8", ["\u1112\u1161\u11ab"]),
    ],
)
def test_marks_hold_whole_signs_in_every_script(words: str, text: str, expected: list[str]):
    assert marked(words, text) == expected


def test_a_line_without_blanks_is_cut_between_signs():
    text = "👨‍👩‍👧‍👦" * 300 + "harbour" + "🇰🇷" * 300
    shown = snippet(text, Marks("/harbour/"), 61)
    assert [shown.text[span.start : span.end] for span in shown.marks] == ["harbour"]
    before, after = shown.text.strip("…").split("harbour")
    assert before == "👨‍👩‍👧‍👦" * (len(before) // 7)
    assert after == "🇰🇷" * (len(after) // 2)


def test_a_short_text_is_shown_whole():
    shown = snippet("  A bay.\nAnother bay.  ", Marks("bay"))
    assert shown.text == "A bay. Another bay."
    assert [shown.text[span.start : span.end] for span in shown.marks] == ["bay", "bay"]


def test_the_passage_with_most_different_words_is_shown():
    filler = "nothing of note happens here at all today. " * 20
    text = f"The ferry left. The ferry came. {filler}A ferry crossed the wide bay. {filler}"
    shown = snippet(text, Marks("ferry bay wide"), 120)
    assert [shown.text[span.start : span.end] for span in shown.marks] == ["ferry", "wide", "bay"]
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert len(shown.text) <= 120
    words = set(text.split())
    assert all(word in words for word in shown.text.strip("…").split())


def test_without_marks_the_beginning_is_shown():
    shown = snippet("word " * 100, Marks("absent"), 50)
    assert shown.text.startswith("word")
    assert shown.text.endswith("word…")
    assert shown.marks == ()


PIECES = [
    "👨‍👩‍👧‍👦",
    "🇰🇷",
    "e\u0301\u0323",
    "한국",
    "\u1112\u1161\u11ab",
    "日本",
    "نص",
    "word",
    " ",
    " ",
    "\n",
    "\r\n",
    "👍🏽",
    "1,500",
    "🇯",
    "1️⃣",
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "क्षत्रिय",
    "हिन्दी",
    "שָׁלוֹם",
    "السَّلَامُ",
    "\u0600",
    "\u0301",
    "\u200d",
    "。",
    "x" * 30,
]


def test_nothing_is_cut_in_two():
    dice = random.Random(2)
    for _ in range(400):
        text = "".join(dice.choices(PIECES, k=80)).strip()
        for words in ("한국 word", "日", "e 1500", '"word word"', "हिन्दी שלום OR السلام", r"/[👩🇰\u0301].?/"):
            length = dice.randrange(5, 90)
            marks = Marks(words, dice.random() < 0.5)
            for span in marks.spans(text):
                assert is_boundary(text, span.start)
                assert is_boundary(text, span.end)
            shown = snippet(text, marks, length)
            assert len(shown.text) <= length
            bare = shown.text.removeprefix("…").removesuffix("…")
            flat = "".join(" " if sign.isspace() else sign for sign in text)
            places = [at for at in range(len(flat)) if flat.startswith(bare, at)]
            assert any(is_boundary(text, at) and is_boundary(text, at + len(bare)) for at in places)
            assert all(shown.text[span.start : span.end].strip() for span in shown.marks)
            assert all(
                is_boundary(shown.text, at) for span in shown.marks for at in (span.start, span.end)
            ), shown.text
            assert all(one.end <= other.start for one, other in pairwise(shown.marks))


@given(st.text(max_size=80), st.text(max_size=12), st.integers(1, 60))
def test_every_text_has_a_snippet(text: str, words: str, length: int):
    shown = snippet(text, Marks(words, True), length)
    assert len(shown.text) <= max(length, 3)
    assert all(0 <= span.start < span.end <= len(shown.text) for span in shown.marks)


@pytest.mark.parametrize(
    ("text", "query", "begins"),
    [
        (
            "Long before, they sailed to the cape. They saw the harbour " + "of it all " * 40,
            "harbour",
            "…They saw",
        ),
        (
            "A first line of the text that is here\nSecond line with a harbour " + "and so on " * 40,
            "harbour",
            "…Second",
        ),
        (
            "Long before, they sailed around the cape and went to the harbour " + "of it " * 60,
            "harbour",
            "…around the",
        ),
        ("あ" * 60 + "。月面に着陸した宇宙機は" + "い" * 300, "宇宙", "…月面に"),
        ("あ" * 60 + "、月面に着陸した宇宙機は" + "い" * 300, "宇宙", "…月面に"),
        (
            "Long before, they sailed to the cape and came to it. Harbour " + "of it " * 90,
            "harbour",
            "…Harbour",
        ),
    ],
)
def test_a_snippet_begins_at_a_sentence_or_a_word(text: str, query: str, begins: str):
    assert snippet(text, Marks(query)).text.startswith(begins)


SYLLABLES = ["Kor", "ea", "no", "rth", "U", "S", "die", "ying", "ies", "15", "000", "é", "ﬁ", "北", "И", "K"]
BETWEEN = [
    "",
    " ",
    "\n",
    "-",
    ".",
    ",",
    "/",
    "’",
    "'s ",
    "\u00ad",
    "\u2011",
    "“",
    "”",
    "—",
    "…",
    "\u00a0",
    "_",
]


@given(
    st.lists(st.tuples(st.sampled_from(SYLLABLES), st.sampled_from(BETWEEN)), max_size=30),
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=2),
    st.booleans(),
)
def test_passing_over_what_begins_otherwise_misses_nothing(
    signs: list[tuple[str, str]], asked: list[str], typing: bool
):
    text = "".join(sign + between for sign, between in signs)
    words = "".join(asked)
    anyhow = Marks(f"zz?zzz OR {words}", typing)  # a pattern may fit words of any beginning
    assert Marks(words, typing).spans(text) == anyhow.spans(text)
