"""The stored form of a text: one kind of line end, one kind of space, nothing invisible, NFC.

Quotes, dashes and direction marks stay as they came; so do the joiners that Persian, Indic scripts and
emoji need.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\u0085\u2028\u2029\x0b\x0c\ufdd0\ufdd1]")
# U+FFFC and U+FFFE/F are Qt's own markers or no characters; lone surrogates cannot be stored as UTF-8.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffc\ufffe\uffff\ud800-\udfff]"
)
_SPACES: Final = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_RUNS: Final = re.compile(" {2,}")
_EDGES: Final = re.compile(" ?\n ?")
_STEPS: Final = ((_INVISIBLE, ""), (_SPACES, " "), (_RUNS, " "), (_EDGES, "\n"))

Look = Callable[[], None]
"""Called often by what may take long; it raises `InterruptedWork` when that is no longer wanted."""


def with_plain_line_ends(text: str) -> str:
    """Give the text with one kind of line end, and nothing else changed."""
    return _LINE_ENDS.sub("\n", text)


def never_mind() -> None:
    """Go on, whatever has happened: the `look` of those that nobody can call off."""


def clean(text: str, look: Look = never_mind) -> str:
    """Give the text in its stored form; cleaning it again changes nothing.

    Lines are trimmed, so a line of spaces is empty; line ends are kept as they are, one for one. `look` is
    called several times a second.
    """
    text = with_plain_line_ends(text)
    for pattern, instead in _STEPS:
        look()
        text = pattern.sub(instead, text)
    look()
    # After the invisible signs went: they may have stood between a letter and its accent.
    return unicodedata.normalize("NFC", text.strip(" "))


def fold(text: str) -> str:
    """Give the letters and digits of a text alone, without case or width: for comparing lines."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())
