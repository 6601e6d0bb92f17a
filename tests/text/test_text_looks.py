"""What may take long looks up often, so that it can be called off, and gives the same with it."""

import time
from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.formats.plain_text import read_plain_text
from reader.model.errors import InterruptedWork
from reader.text import shingles
from reader.text.cleaning import clean, fold
from reader.text.shingles import text_key

MEGABYTES = 4
WORDS = "слово за словом складывается длинный рассказ о реке и о людях у реки. "


def large(encoding: str, end: str) -> bytes:
    """Give a text of some megabytes in an encoding, its paragraphs ending in `end`."""
    paragraph = WORDS * 6
    count = MEGABYTES * 1_000_000 // len(paragraph)
    body = end.join(f"{number} {paragraph}" for number in range(count))
    return f"Длинный рассказ\n\n{body}\n".encode(encoding)


class Gaps:
    """Measures the longest time between two looks."""

    def __init__(self) -> None:
        self.looks = 0
        self.longest = 0.0
        self._last = time.monotonic()

    def look(self) -> None:
        self.looks += 1
        self.longest = max(self.longest, time.monotonic() - self._last)
        self._last = time.monotonic()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
@pytest.mark.parametrize("end", ["\n\n", "\n", " "])
def test_a_large_file_is_read_with_many_looks(encoding: str, end: str):
    data = large(encoding, end)
    gaps = Gaps()
    draft = read_plain_text(data, "x.txt", look=gaps.look)
    text_key(draft.text, gaps.look)
    gaps.look()
    assert gaps.looks > 20
    assert gaps.longest < 5  # a runaway guard: on a quiet computer it is a tenth of a second
    assert draft == read_plain_text(data, "x.txt")


def interrupted_at(number: int) -> Callable[[], None]:
    """Give a look that calls the work off at its so-many-th time."""
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        if looks == number:
            raise InterruptedWork

    return look


def test_it_can_be_called_off_at_every_look():
    data = large("cp1251", "\n\n")
    for number in range(1, 12):
        with pytest.raises(InterruptedWork):
            read_plain_text(data, "x.txt", look=interrupted_at(number))
    text = "words and words " * 100_000
    for number in range(1, 5):
        with pytest.raises(InterruptedWork):
            text_key(text, interrupted_at(number))
        with pytest.raises(InterruptedWork):
            clean(text, interrupted_at(number))


@given(st.text(st.sampled_from("aé\u0301\u0308ßŒ가\u1100\u1161 \u00a8\n\u3000ﬁ"), max_size=60))
def test_a_key_made_in_pieces_is_that_of_the_whole(text: str):
    whole = sha256(fold(text).encode("utf-8", "surrogatepass")).hexdigest()
    assert text_key(text) == whole
    pieces = "".join(fold(piece) for piece in shingles.pieces(text, 3))
    assert pieces == fold(text)
