"""All the ways in which words, as somebody types them, may be written in a text: one regular expression.

As in the search, accents, width, soft signs and kinds of quotes, hyphens and blanks make no difference,
nor do the points of Hebrew and Arabic. Capitals are left to whoever compiles it.
"""

from functools import lru_cache
from typing import Final
from unicodedata import combining, normalize

import regex

_APOSTROPHES: Final = "'‘’ʼ＇`´"
_QUOTES: Final = '"“”„‟«»＂'
_HYPHENS: Final = "-‐‑‒–—−－"
_KINDS: Final = {
    sign: f"[{regex.escape(signs, special_only=False)}]"
    for signs in (_APOSTROPHES, _QUOTES, _HYPHENS)
    for sign in signs
}
_LOOSE: Final = (
    r"[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe0e\ufe0f\u0591-\u05c7\u064b-\u065f\u0670\u0640]*+"
)
"""What may stand behind a letter and makes no difference."""
_FIRST_ACCENT: Final = 10
"""Combining class from which marks are accents and points: those below make other signs of a sign."""
_ACCENTED: Final = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
_STROKED: Final = {"o": "øØ", "l": "łŁ", "d": "đĐ", "i": "ıİ"}
_TO_FULL_WIDTH: Final = 0xFEE0

_UNSPACED: Final = r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}]"
"""Signs that do not stand in words parted by blanks: between them is always a border."""
_BEGINS: Final = rf"(?:(?<!\w)|(?<={_UNSPACED})|(?={_UNSPACED}))"
_ENDS: Final = rf"(?:(?!\w)|(?={_UNSPACED})|(?<={_UNSPACED}))"


def spellings(words: str, *, ascii_only: bool = False) -> str:
    """Give a regular expression for words; `ascii_only` is the quick one, for a text of nothing else."""
    found: list[str] = []
    for sign in normalize("NFC", words):
        if sign.isspace():
            if not found or found[-1] != r"\s+":
                found.append(r"\s+")
        elif sign in _KINDS:
            found.append(_KINDS[sign])
        elif sign.isalpha():
            bare = _bare(sign)
            found.append(regex.escape(bare) if ascii_only else _letter(bare))
        elif combining(sign) < _FIRST_ACCENT:
            found.append(regex.escape(sign))
    return "".join(found)


def whole_words(pattern: str) -> str:
    """Give a pattern that finds nothing which is part of a longer word."""
    return f"{_BEGINS}(?:{pattern}){_ENDS}"


def _bare(sign: str) -> str:
    """Give a letter without its accents."""
    parts = normalize("NFD", sign)
    if len(parts) > 1 and all(combining(each) >= _FIRST_ACCENT for each in parts[1:]):
        return parts[0]
    return next((bare for bare, signs in _STROKED.items() if sign in signs), sign)


def _letter(bare: str) -> str:
    variants = bare + _variants().get(bare, "")
    if bare.isascii():
        variants += chr(ord(bare) + _TO_FULL_WIDTH)
    return (f"[{variants}]" if len(variants) > 1 else regex.escape(bare)) + _LOOSE


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    """Give the accented letters of each letter, capitals apart."""
    found: dict[str, str] = {}
    for sign in (chr(code) for codes in _ACCENTED for code in codes):
        bare = _bare(sign)
        if bare != sign and len(bare) == 1:
            bare = bare.upper() if sign.isupper() else bare
            found[bare] = found.get(bare, "") + sign
    return found
