"""A text is cut for the model: whole, always alike, and no piece takes long."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.span import Span
from reader.text.names import pieces
from reader.text.names.pieces import LONGEST_PIECE, LONGEST_RUN, MOST_TOKENS, cut


def lines(text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]


def cut_up(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in cut(text, lines(text))]


def tokens(text: str) -> int:
    return len(pieces._TOKEN.findall(text))


def test_short_paragraphs_share_a_piece():
    assert cut_up("One two.\n\nThree four.\nFive.") == ["One two.\n\nThree four.\nFive."]


def test_what_stands_between_paragraphs_parts_them():
    text = "One two. [credit] Three four."
    spans = [Span(0, 8), Span(18, 29)]
    assert [text[piece.start : piece.end] for piece in cut(text, spans)] == ["One two.", "Three four."]


def test_a_long_paragraph_is_cut_after_a_sentence():
    text = " ".join(f"This is the sentence number {number} of Mr. Smith." for number in range(100))
    found = cut_up(text)
    assert len(found) > 3
    assert " ".join(found) == text
    assert all(piece.endswith("Smith.") and tokens(piece) <= MOST_TOKENS for piece in found)


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "한" * 1_000_000, "a.b-" * 250_000, "!" * 1_000_000, "e\u0301" * 500_000]
)
def test_an_unbroken_run_is_shown_to_no_model(text: str):
    assert cut_up(text) == []
    assert cut_up(f"Before it.\n{text}\nAfter it.") == ["Before it.", "After it."]


def test_a_line_of_a_megabyte_becomes_small_pieces():
    found = cut_up("word " * 200_000)
    assert all(tokens(piece) <= MOST_TOKENS and len(piece) <= LONGEST_PIECE for piece in found)
    assert sum(map(tokens, found)) == 200_000


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab. \n\u00e9한👩👨‍👩‍👧!", max_size=400), max_size=12), st.integers(1, 60))
def test_pieces_hold_every_word_once_and_always_alike(parts: list[str], times: int):
    text = "\n".join(parts * times)[:20_000]
    found = list(cut(text, lines(text)))
    assert found == list(cut(text, lines(text)))
    before = 0
    for piece in found:
        assert before <= piece.start < piece.end <= len(text)
        assert tokens(text[piece.start : piece.end]) <= max(MOST_TOKENS, LONGEST_RUN)
        before = piece.end
    kept = [word for piece in found for word in text[piece.start : piece.end].split()]
    assert [word for word in kept if len(word) <= LONGEST_RUN] == [
        word for word in text.split() if len(word) <= LONGEST_RUN
    ]
