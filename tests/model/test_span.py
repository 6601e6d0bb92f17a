"""Offsets between code points and UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.span import Span, Utf16Map

TEXTS = st.text(st.sampled_from("aé\u0301 \n한漢𠀀𝒳😀👩\u200d🚀🇰🇷א\u200f"), max_size=60)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_every_offset_goes_to_utf16_and_back(text: str):
    mapped = Utf16Map(text)
    for offset in range(len(text) + 1):
        assert mapped.to_units(offset) == units(text[:offset])
        assert mapped.to_points(mapped.to_units(offset)) == offset


def test_inside_a_surrogate_pair_the_sign_itself_is_meant():
    assert Utf16Map("a😀b").to_points(2) == 1


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [(Span(0, 2), Span(1, 3), True), (Span(0, 2), Span(2, 3), False), (Span(0, 9), Span(3, 4), True)],
)
def test_overlap(one: Span, other: Span, shared: bool):
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared
