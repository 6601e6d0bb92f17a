"""The analysis of words: what finds what, and where it stands."""

from time import perf_counter
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.analysis.words import (
    _stretches,
    analysed,
    chunks_of,
    fold,
    occurrences,
    pieces_of,
    runs,
    words_of,
)


def forms(text: str) -> list[tuple[int, str]]:
    return [(word.position, word.form) for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Launched", [(0, "launch")]),
        ("Ocean's tides", [(0, "ocean"), (1, "tide")]),
        ("Ocean’s", [(0, "ocean")]),
        ("D'Alembert", [(0, "d"), (1, "alembert"), (0, "dalembert")]),
        ("15,000 m", [(0, "15000"), (1, "m")]),
        ("1,500,000.25", [(0, "1500000.25")]),
        ("3.5", [(0, "3.5")]),
        ("U.S.", [(0, "us")]),
        ("D.P.R.K.-led", [(0, "dprk"), (1, "led")]),
        ("Saint-Denis", [(0, "saint"), (1, "deni"), (0, "saintdeni")]),
        ("Saint‑Denis's", [(0, "saint"), (1, "deni"), (0, "saintdeni")]),
        ("15,000-strong", [(0, "15000"), (1, "strong")]),
        ("2024-05-06", [(0, "2024"), (1, "05"), (2, "06")]),
        ("São Tomé", [(0, "sao"), (1, "tome")]),
        ("Cafe\u0301", [(0, "cafe")]),
        ("ＵＮＥＳＣＯ", [(0, "unesco")]),
        ("co\u00adoperate", [(0, "cooper")]),
        ("Łódź", [(0, "lodz")]),
        ("평양에서", [(0, "평양"), (1, "양에"), (2, "에서"), (3, "서")]),
        ("ﾐｻｲﾙ", [(0, "ミサ"), (1, "サイ"), (2, "イル"), (3, "ル")]),
        ("東京2020年", [(0, "東京"), (1, "京"), (2, "2020"), (3, "年")]),
        ("हिन्दी", [(0, "हिन्दी")]),
        ("a—b", [(0, "a"), (1, "b")]),
        ("🚀 …!", []),
    ],
)
def test_forms(text: str, expected: list[tuple[int, str]]):
    assert forms(text) == expected


def test_decomposed_text_has_the_same_words():
    for text in ("Café Kraków", "평양에서", "ガラス", "Škoda"):
        assert forms(normalize("NFD", text)) == forms(text)


def test_places_are_those_of_the_text_as_written():
    text = "👍 Cafe\u0301’s “15,000” ﾐｻｲﾙ, Saint-Denis"
    written = [text[word.start : word.end] for word in words_of(text)]
    assert written == ["Cafe\u0301", "15,000", "ﾐｻ", "ｻｲ", "ｲﾙ", "ﾙ", "Saint", "Denis", "Saint-Denis"]


@given(st.text(max_size=60))
def test_every_text_has_sound_places(text: str):
    words = words_of(text)
    assert all(0 <= word.start < word.end <= len(text) and word.form and word.surface for word in words)
    positions = sorted({word.position for word in words})
    assert positions == list(range(len(positions)))
    assert all(word.surface == fold(word.surface) for word in words)


@given(st.text(alphabet="ab1-'.,&/ É’", max_size=30))
def test_joining_signs_never_lose_a_letter(text: str):
    if "'s" not in text.lower():
        kept = {place for word in words_of(text) for place in range(word.start, word.end)}
        assert all(place in kept for place, sign in enumerate(text) if sign.isalnum())


def test_a_monster_of_a_word_is_cut_short():
    words = words_of("x" * 100_000 + " " + "y-" * 50_000)
    assert max(len(word.form) for word in words) <= 100
    assert len(list(chunks_of("x" * 1000))) == 1


def test_a_long_text_is_quick():
    text = "The harbour of the old town was opened again after repairs on its 120 metre pier. " * 4_000
    begun = perf_counter()
    assert len(words_of(text)) == 16 * 4_000
    assert perf_counter() - begun < 5


@given(st.text(alphabet="ab1-'.,/ É’\u0301\u00ad한", max_size=30))
def test_occurrences_are_those_of_the_runs(text: str):
    placed = {(start, run) for run in set(chunks_of(text)) for start in occurrences(text, run)}
    assert placed == set(runs(text))


@given(st.text(alphabet="aB1-'.,&/_ \t\n\x1c\x7fİÉ’—\u00a0\u200b\u0301\u3000\uff0c한", max_size=40))
def test_pieces_hold_the_chunks_of_a_text(text: str):
    held = [chunk for piece in pieces_of(text) for chunk in chunks_of(piece)]
    assert held == list(chunks_of(text.lower() if text.isascii() else text))


def test_a_long_text_is_cut_into_chunks_as_a_short_one():
    line = "The river’s 1,500 boats, re-built in the U.S.A.\n"
    assert list(chunks_of(line * 20_000)) == list(chunks_of(line)) * 20_000


def test_a_long_line_is_cut_into_chunks_as_a_short_one_and_not_all_at_once():
    words = "The river’s 1,500 boats, re-built in the U.S.A. "
    assert list(chunks_of(words * 20_000)) == list(chunks_of(words)) * 20_000
    assert max(map(len, _stretches(words * 20_000))) < 2 * 256 * 1024


@pytest.mark.parametrize("length", [3_999, 4_000, 4_001, 50_000])
def test_a_page_without_a_blank_is_looked_up_within_and_holds_the_same_words(length: int):
    page = ("東京都渋谷区中央銀行" * length)[:length]
    looks: list[int] = []
    chunk = analysed(page, lambda: looks.append(1))
    assert len(looks) >= 3 * (length // 2_000)
    assert chunk.steps == length
    assert [(part.form, part.start, part.end, part.step) for part in chunk.parts] == [
        (page[place : place + 2], place, min(place + 2, length), place) for place in range(length)
    ]
