"""A tag by its new name in the words of a query; all else stays as it was typed."""

from collections.abc import Callable, Iterator
from typing import Final

from reader.search.language.tokens import Token, tokens

_FIELD: Final = "tag:"
_NONE: Final = "none"
_OPERATORS: Final = frozenset(("AND", "OR", "NOT"))


def with_tag_renamed(words: str, is_meant: Callable[[str], bool], name: str) -> str:
    """Give a query in which the tag that is meant stands under another name, in quotes where it needs them.

    Several tags by a beginning, such as `tag:spa*`, stay: what they find is what bears the tag now.
    """
    spelled = name.replace('"', " ")  # no query can hold one
    inner = f'"{spelled}"' if _needs_quotes(name) else name
    made, done = "", 0
    for start, end, value, quoted in _values(words):
        is_name = quoted or not (value.endswith("*") or value.lower() == _NONE)
        if is_name and is_meant(value):
            made += words[done:start] + inner
            done = end
    return made + words[done:]


def _values(words: str) -> Iterator[tuple[int, int, str, bool]]:
    """Give the place and the value of each tag that a query names, and whether it stands in quotes."""
    read = tokens(words)
    at = 0
    while at < len(read):
        token = read[at]
        at += 1
        rest = _behind_field(token)
        if rest is None:
            continue
        if rest:
            yield token.end - len(rest), token.end, rest, False
        elif at < len(read) and read[at].start == token.end and read[at].text in '"(':
            inside = read[at].text == "("
            at += inside
            while at < len(read) and read[at].text != ")":
                at, found = _one(read, at)
                if found[3] or found[2] not in _OPERATORS:
                    yield found
                if not inside:
                    break


def _one(read: list[Token], at: int) -> tuple[int, tuple[int, int, str, bool]]:
    """Read a word, or what stands in quotes; give where to go on and what was read."""
    first = read[at]
    at += 1
    if first.text != '"':
        bare = first.text.lstrip("-")
        return at, (first.end - len(bare), first.end, bare, False)
    value: list[str] = []
    end = first.end
    while at < len(read):
        token = read[at]
        at += 1
        end = token.end
        if token.text == '"':
            break
        value.append(token.text)
    return at, (first.start, end, " ".join(value), True)


def _behind_field(token: Token) -> str | None:
    bare = token.text.lstrip("-")
    return bare[len(_FIELD) :] if bare[: len(_FIELD)].lower() == _FIELD else None


def _needs_quotes(name: str) -> bool:
    """Tell whether a name by itself would be read otherwise."""
    plain = all(sign.isalnum() or sign in "-_" for sign in name)
    return not plain or name.startswith("-") or name.lower() == _NONE or name in _OPERATORS
