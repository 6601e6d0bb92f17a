"""Signs as readers see them: by the whole text's own counting, and quickly in a text of any kind."""

import time

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.graphemes import end_of, is_boundary, snap, start_of
from reader.model.span import Span

PIECES = (
    *(
        "river",
        " ",
        "\t",
        "é",
        "e\u0301",
        "\u00a0",
        "🚢",
        "👩\u200d🚀",
        "🇷🇴",
        "🇷",
        "👍🏽",
        "多瑙河",
        "नदी\u200dयाँ",
    ),
    *(
        "क\u094d",
        "त",
        "نهر",
        "\u200f",
        "\u2028",
        "\r\n",
        "\r",
        "\n",
        "\ufeff",
        "한강",
        "각",
        "\u1100",
        "\u1161",
    ),
    *("\u1161", "नदी\u200dयाँ", "\u11a8", "ก\u0e33", "\u0600", "z̷̢̛", "\u200d", "\u0d4e", "\x00", "\u0301"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=24).map("".join)


def boundaries(text: str) -> set[int]:
    """Give all of them, counted from the beginning of each line."""
    ends = {0, len(text)}
    for line in regex.finditer(r"[^\n]*\n|[^\n]+", text):
        ends |= {sign.end() for sign in regex.finditer(r"\X", text, pos=line.start(), endpos=line.end())}
    return ends


@settings(max_examples=300)
@given(text=TEXTS, data=st.data())
def test_boundaries_are_those_of_the_whole_text(text, data):
    cuts = boundaries(text)
    assert {offset for offset in range(len(text) + 1) if is_boundary(text, offset)} == cuts
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert start_of(text, start) == max(cut for cut in cuts if cut <= start)
    assert end_of(text, end) == min(cut for cut in cuts if cut >= end)
    assert snap(text, Span(start, end)) == Span(start_of(text, start), end_of(text, end))


@pytest.mark.parametrize("sign", ["e" + "\u0301" * 400_000, "👩" + "\u200d👩" * 200_000, "\u1100" * 400_000])
def test_a_sign_without_end_takes_no_time_without_end(sign):
    before = time.perf_counter()
    middle = len(sign) // 2
    span = snap(sign, Span(middle, middle + 1))
    assert span.start <= middle < span.end
    assert len(span) <= 600
    assert is_boundary(sign, span.start)
    assert is_boundary(sign, span.end)
    assert snap(sign, Span(10, 11)).start == 0
    assert time.perf_counter() - before < 20
