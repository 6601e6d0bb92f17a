"""Words as they are typed, and regular expressions, in one text."""

from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.errors import InterruptedWork
from reader.model.graphemes import is_boundary
from reader.model.hits import Wanted
from reader.search.language.patterns import OutOfTimeError, is_pattern
from reader.search.lookup import Lookup, UnreadableError


def found(words: str, text: str, **how: bool) -> list[str]:
    spans = Lookup(Wanted(words, **how), lambda: False).spans(text)
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("dam", "The dam, dams and Dams", ["dam", "dam", "Dam"]),
        ("the dam", "the\ndam, the\u00a0 dam", ["the\ndam", "the\u00a0 dam"]),
        ("cafe", "cafe café Cafe\u0301 CAFÉ", ["cafe", "café", "Cafe\u0301", "CAFÉ"]),
        ("café", "cafe café", ["cafe", "café"]),
        ("cafe\u0301", "cafe café", ["cafe", "café"]),
        ("don't", "don’t don't", ["don’t", "don't"]),
        ('"a b"', "“a b” «a b»", ["“a b”", "«a b»"]),
        ("co-op", "co\u2011op co-op", ["co\u2011op", "co-op"]),
        ("abc", "ａｂｃ", ["ａｂｃ"]),
        ("שלום", "שָׁלוֹם", ["שָׁלוֹם"]),
        ("多瑙河", "在多瑙河上", ["多瑙河"]),
        ("か", "がか", ["か"]),
        ("👍", "👍🏽 👍", ["👍🏽", "👍"]),
        ("क", "कि", ["कि"]),
        ("1.5", "1.5 125", ["1.5"]),
        ("a(b", "a(b ab", ["a(b"]),
        (" ", "", []),
        ("x", "", []),
    ],
)
def test_words_as_typed(words: str, text: str, expected: list[str]):
    assert found(words, text) == expected


def test_capitals_count_when_asked():
    assert found("Dam", "dam Dam DAM", cased=True) == ["Dam"]
    assert found("É", "é É E e", cased=True) == ["É", "E"]
    assert found("d.m", "Dam dim", cased=True, pattern=True) == ["dim"]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("dam", "dams dam Dam-dam madam", ["dam", "Dam", "dam"]),
        ("Danube", "在Danube上", ["Danube"]),
        ("河", "多瑙河上", ["河"]),
        ("서울", "서울에서", ["서울"]),
        ("cafe", "cafe\u0301s cafe\u0301", ["cafe\u0301"]),
    ],
)
def test_whole_words(words: str, text: str, expected: list[str]):
    assert found(words, text, whole=True) == expected


def test_whole_words_by_a_pattern():
    assert found("dam|dams", "a dams", whole=True, pattern=True) == ["dams"]


def test_patterns():
    assert found(r"\b\d{4}\b", "in 2019 and 20190", pattern=True) == ["2019"]
    assert found("^two", "one\ntwo two", pattern=True) == ["two"]
    assert found("x*", "axxb", pattern=True) == ["xx"]


@pytest.mark.parametrize(
    ("pattern", "note"),
    [
        ("(a", "pattern-wrong:missing ) at sign 3"),
        ("[z-a]", "pattern-wrong:bad character range at sign 5"),
        ("a" * 501, "pattern-long"),
        ("(?:(?:a{999}){999}){999}", "pattern-large"),
    ],
)
def test_what_is_no_pattern_is_said(pattern: str, note: str):
    with pytest.raises(UnreadableError, match=note.replace(")", r"\)").replace("[", r"\[")):
        Lookup(Wanted(pattern, pattern=True), lambda: False)
    assert not is_pattern(pattern)


def test_a_pattern_with_the_counts_people_use_is_taken():
    assert is_pattern("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def test_a_pattern_without_end_is_given_up():
    with pytest.raises(OutOfTimeError):
        found("(a+)+b", "a" * 5_000, pattern=True)


def test_many_hits_take_no_longer_than_one():
    ticks = count()
    spans = Lookup(Wanted("a", pattern=True), lambda: False).spans("a" * 50, lambda: next(ticks) / 10)
    with pytest.raises(OutOfTimeError):
        list(spans)


def test_a_newer_wish_ends_it():
    with pytest.raises(InterruptedWork):
        list(Lookup(Wanted("a"), lambda: True).spans("a" * 1_000))


@settings(max_examples=200)
@given(
    st.text(alphabet="aàe\u0301👍🏽👩\u200d한か\u3099 \nक\u093fש\u05c1", max_size=40),
    st.text(alphabet="aàe\u0301👍🏽한か क", min_size=1, max_size=3),
    st.booleans(),
)
def test_spans_are_in_order_apart_and_cut_nothing(text: str, words: str, whole: bool):
    spans = list(Lookup(Wanted(words, whole=whole), lambda: False).spans(text))
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(is_boundary(text, each.start) and is_boundary(text, each.end) for each in spans)
