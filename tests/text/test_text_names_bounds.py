"""Bounds of names are repaired by small rules, each of them on its own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.graphemes import is_boundary
from reader.model.mention import MentionType
from reader.model.span import Span
from reader.text.names import bounds
from reader.text.names.bounds import repair
from reader.text.names.spans import RawSpan


def repaired(text: str, words: str, label: str = "ORG") -> str:
    """Repair the one span of `words`; give what is left of it."""
    start = text.index(words)
    found = repair(text, Span(0, len(text)), [RawSpan(start, start + len(words), label)])
    assert len(found) <= 1
    return text[found[0].start : found[0].end] if found else ""


@pytest.mark.parametrize(
    ("words", "label", "left"),
    [
        ("the United Nations", "ORG", "United Nations"),
        ("The Beatles", "PERSON", "Beatles"),
        ("an Airbus", "PRODUCT", "Airbus"),
        ("the following day", "DATE", "the following day"),
        ("a million dollars", "MONEY", "a million dollars"),
        ("Russia's", "GPE", "Russia"),
        ("Russia’s", "GPE", "Russia"),
        ("the Houthis'", "NORP", "Houthis"),
        ("“Guernica”", "WORK_OF_ART", "Guernica"),
        ("(NATO)", "ORG", "NATO"),
        ("NATO)", "ORG", "NATO"),
        ("[KCNA", "ORG", "KCNA"),
        ("Bank (London)", "ORG", "Bank (London)"),
        ("NIS (", "ORG", "NIS"),
        ("the Ministry of", "ORG", "Ministry"),
        ("Ministry of Defence", "ORG", "Ministry of Defence"),
        ("Seoul,", "GPE", "Seoul"),
        ("– Paris –", "GPE", "Paris"),
        ("U.S.", "GPE", "U.S."),
        ("Apple Inc.", "ORG", "Apple Inc."),
        ("Washington.", "GPE", "Washington"),
        ("President Obama", "PERSON", "Obama"),
        ("Deputy Defense Minister Viktor Goremykin", "PERSON", "Viktor Goremykin"),
        ("Dr. Jane Goodall", "PERSON", "Jane Goodall"),
        ("President", "PERSON", "President"),
        ("President Obama", "ORG", "President Obama"),
        ("Reuters\n\nOfficials", "ORG", "Reuters"),
        ("\nKyiv", "GPE", "Kyiv"),
        ("“”", "ORG", ""),
        ("English", "LANGUAGE", ""),
    ],
)
def test_what_is_no_part_of_a_name_goes(words: str, label: str, left: str):
    assert repaired(f"So {words} it is", words, label) == left


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It began in 1991, he said", "DATE"),
        ("between 1914 and 1918", "DATE"),
        ("the 1914 was", "CARDINAL"),
        ("of 2000 troops", "CARDINAL"),
        ("in 3012.", "CARDINAL"),
    ],
)
def test_a_lone_year_is_a_date_where_the_words_around_say_so(text: str, kind: str):
    year = next(each for each in ("1991", "1914", "2000", "3012") if each in text)
    start = text.index(year)
    (found,) = repair(text, Span(0, len(text)), [RawSpan(start, start + 4, "CARDINAL")])
    assert found.type == kind


@pytest.mark.parametrize(
    "name", ["Pak Yong-il", "No Kwang-chol", "Kim Jong-un", "Moon Jae-in", "Yoon Suk-yeol", "Choe Ryong-hae"]
)
def test_a_korean_name_is_one_person_whatever_the_model_saw(name: str):
    text = f"He met {name} there"
    surname, given = name.split()
    start = text.index(given)
    for raw in ([], [RawSpan(start, start + len(given), "ORG")], [RawSpan(7, 7 + len(surname), "GPE")]):
        found = repair(text, Span(0, len(text)), raw)
        assert [(text[each.start : each.end], each.type) for each in found] == [(name, MentionType.PERSON)]


@pytest.mark.parametrize("words", ["No Covid-like signs", "So Far-off", "Ma Low-cost", "Kim Self-made"])
def test_what_only_looks_like_a_korean_name_is_left(words: str):
    assert repair(words, Span(0, len(words)), []) == []


def test_a_longer_name_around_a_korean_one_stays():
    text = "the Kim Jong-un Memorial Library"
    (found,) = repair(text, Span(0, len(text)), [RawSpan(4, len(text), "FAC")])
    assert (found.type, text[found.start : found.end]) == ("FAC", "Kim Jong-un Memorial Library")


def test_of_spans_that_overlap_one_stays():
    text = "The New York Times of New York"
    raw = [RawSpan(4, 12, "GPE"), RawSpan(4, 18, "ORG"), RawSpan(13, 18, "ORG"), RawSpan(22, 30, "GPE")]
    found = repair(text, Span(0, len(text)), raw)
    assert [text[each.start : each.end] for each in found] == ["New York Times", "New York"]


def test_spans_of_a_piece_stand_in_the_text():
    text = "First line.\n\nthe Kremlin said"
    (found,) = repair(text, Span(13, len(text)), [RawSpan(0, 11, "ORG")])
    assert text[found.start : found.end] == "Kremlin"


TEXTS = st.text(
    st.sampled_from("abZ éё한中日ع.,'’“”()[]\n-–the of \u0301\u200d👩‍🚀🇰🇷𠮷\u200f1990"),
    min_size=1,
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(st.data(), TEXTS)
def test_repaired_spans_lie_in_the_text_in_order_apart_and_between_graphemes(data: st.DataObject, text: str):
    ends = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(ends, ends, st.sampled_from([*MentionType])), max_size=8))
    raw = [RawSpan(a, b, str(kind)) for a, b, kind in pairs if a < b]
    found = repair(text, Span(0, len(text)), raw)
    before = 0
    for each in found:
        assert before <= each.start < each.end <= len(text)
        assert any(sign.isalnum() for sign in text[each.start : each.end])
        assert is_boundary(text, each.start)
        assert is_boundary(text, each.end)
        before = each.end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_each_rule_only_takes_away(text: str):
    span = bounds.TypedSpan(0, len(text), MentionType.PERSON)
    for rule in bounds._REPAIRS:
        less = rule(text, span)
        assert span.start <= less.start < less.end <= span.end, rule


def test_no_rule_runs_away():
    for text in (
        "(" * 50_000,
        "'" * 50_000,
        "the " * 20_000,
        "a." * 30_000,
        "Kim " + "-a" * 30_000,
        ")" * 50_000,
    ):
        repair(text, Span(0, len(text)), [RawSpan(0, len(text), "PERSON")])
