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
