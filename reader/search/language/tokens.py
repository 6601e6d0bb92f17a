"""The pieces of a query as typed, each with its place."""

import re
from typing import Final, NamedTuple

_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"（": "(", "）": ")", "：": ":"})
_TOKEN: Final = re.compile(
    r"""(?<![^\s(-])/(?:[^/\\\n]|\\.)+/(?=[\s)^]|$)   # a regular expression
      | ["()]
      | -+(?=/)
      | [^\s"()]+""",
    re.VERBOSE,
)
_SUFFIX: Final = re.compile(r"(?:~(?P<near>\d{0,9}))?(?:\^(?P<boost>\d{1,4}(?:\.\d{1,4})?)?)?")
_SUFFIXED: Final = re.compile(rf"(?P<bare>.*?)(?P<suffix>{_SUFFIX.pattern})", re.DOTALL)


class Token(NamedTuple):
    """A piece of a query: its words and its place (code points, `end` exclusive)."""

    text: str
    start: int
    end: int


class Suffix(NamedTuple):
    """What may follow a word, a phrase or a parenthesis: `~5` and `^2`."""

    near: int | None = None
    tilde: bool = False
    boost: float = 1.0


def tokens(text: str) -> list[Token]:
    """Cut a query into tokens; quotes and parentheses of every kind become the plain ones."""
    plain = text.translate(_QUOTES)
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(plain)]


def suffix_of(token: str) -> Suffix | None:
    """Read a token that is nothing but a suffix; None when it is not."""
    found = _SUFFIX.fullmatch(token)
    return _suffix(found) if found and token else None


def without_suffix(token: str) -> tuple[str, Suffix]:
    """Cut the suffix off a word."""
    found = _SUFFIXED.fullmatch(token)
    if found is None or not found["bare"]:
        return token, Suffix()
    return found["bare"], _suffix(found)


def _suffix(found: re.Match[str]) -> Suffix:
    near, boost = found["near"], found["boost"]
    return Suffix(int(near) if near else None, near is not None, float(boost) if boost else 1.0)
