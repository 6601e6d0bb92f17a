"""How much two texts share: equal texts, and versions of one text."""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

from reader.text.cleaning import Look, fold, never_mind

# Scripts without spaces between words are cut into single signs.
_WORD: Final = re.compile(
    "[\u3041-\u30ff\u4e00-\u9fff\u0e01-\u0e5b]|[^\\W\u3041-\u30ff\u4e00-\u9fff\u0e01-\u0e5b]+"
)
_SIZE: Final = 3
_PIECE: Final = 200_000
"""Code points that are folded between two looks, and the rest of their last word."""
_SPACE: Final = re.compile(r"\s")


def kept_share(old: str, new: str) -> float:
    """Give the share (0 to 1) of the old text's word triples that the new text still has.

    A text of fewer than three words counts as one shingle of all its words; an empty old text is kept
    whole by any new one.
    """
    before = _shingles(old)
    if not before:
        return 1.0
    return len(before & _shingles(new)) / len(before)


def text_key(text: str, look: Look = never_mind) -> str:
    """Give the SHA-256 (hex) of the text's letters and digits: equal for texts that read the same.

    `look` is called several times a second.
    """
    key = hashlib.sha256()
    for piece in pieces(text, _PIECE):
        look()
        key.update(fold(piece).encode("utf-8", "surrogatepass"))
    return key.hexdigest()


def pieces(text: str, least: int) -> Iterator[str]:
    """Cut a text after the first white space from `least` code points on, and so on.

    Nothing is ever joined to white space: folded in pieces, a text is the same as folded whole.
    """
    start = 0
    while start < len(text):
        space = _SPACE.search(text, start + least)
        end = len(text) if space is None else space.end()
        yield text[start:end]
        start = end


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if not words:
        return set()
    if len(words) < _SIZE:
        return {tuple(words)}
    return set(zip(words, words[1:], words[2:], strict=False))
