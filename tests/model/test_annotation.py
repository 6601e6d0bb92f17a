"""What makes a highlight, a label and a tag valid."""

import pytest

from reader.model.annotation import CONTEXT, check_label, clean_tag, quote_at
from reader.model.errors import ReaderError, Trouble
from reader.model.span import Span


def test_a_quote_has_context_on_both_sides():
    text = "x" * 100 + "quote" + "y" * 10
    quote = quote_at(text, Span(100, 105))
    assert quote.exact == "quote"
    assert quote.prefix == "x" * CONTEXT
    assert quote.suffix == "y" * 10


@pytest.mark.parametrize("label", [0, 9, -1])
def test_a_label_outside_one_to_eight_is_refused(label: int):
    with pytest.raises(ReaderError) as caught:
        check_label(label)
    assert caught.value.code is Trouble.LABEL_INVALID


@pytest.mark.parametrize("name", ["", "   ", "\n", "a\x00b", "x" * 101, "\ud800"])
def test_a_bad_tag_is_refused(name: str):
    with pytest.raises(ReaderError) as caught:
        clean_tag(name)
    assert caught.value.code is Trouble.TAG_INVALID


def test_a_tag_is_kept_in_one_spelling():
    assert clean_tag("  to   verify ") == "to verify"
    assert clean_tag("Cafe\u0301") == "Café"
    assert clean_tag("🚀 space/launch") == "🚀 space/launch"


@pytest.mark.parametrize(
    "name",
    [
        "\u200b",
        "\u200e\u200f",
        "\u00ad\u00ad",
        "\ufe0f",
        "\u2060 \ufeff",
        "\u3164",
        "\u2800",
        "\U000e0101",
        "\u0301",
    ],
)
def test_a_tag_that_nobody_sees_is_refused(name: str):
    with pytest.raises(ReaderError) as caught:
        clean_tag(name)
    assert caught.value.code is Trouble.TAG_INVALID


@pytest.mark.parametrize("name", ["\u200bspace", "space\u00ad", "\u200f space \u200e", "space\ufeff"])
def test_invisible_signs_make_no_twin_of_a_tag(name: str):
    assert clean_tag(name) == "space"


@pytest.mark.parametrize("name", ["می\u200cخواهم", "👩\u200d🚀", "❤\ufe0f", "हिन्दी", "+", "ไทย"])
def test_joiners_and_marks_within_a_tag_stay(name: str):
    assert clean_tag(name) == name
