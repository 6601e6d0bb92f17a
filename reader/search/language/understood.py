"""A query written out as it was understood, in its own language."""

from typing import Final

from reader.search.language.tree import (
    Beginning,
    Boosted,
    Both,
    Either,
    Except,
    Fact,
    Fuzzy,
    Like,
    Near,
    Phrase,
    Regex,
    Said,
    Term,
    Tree,
    Wildcard,
    Within,
)

_EMPTY_VALUE: Final = "none"


def understood(tree: Tree | None) -> str:
    """Write a tree out; words stand in the form they are looked up by."""
    return "" if tree is None else _written(tree, outer=True)


def _written(tree: Tree, *, outer: bool = False) -> str:
    match tree:
        case Both(parts):
            return _joined(" AND ", parts, outer=outer)
        case Either(parts):
            return _joined(" OR ", parts, outer=outer)
        case Except(part):
            return f"NOT {_written(part)}"
        case Boosted(part, factor):
            return f"{_written(part)}^{factor:g}"
        case Within(field, leaf) | Said(field, leaf):
            return f"{field}:{_written(leaf)}"
        case _:
            return _leaf(tree)


def _leaf(tree: Tree) -> str:
    match tree:
        case Near(members, distance):
            inner = f" NEAR/{distance} ".join(_choice(member) for member in members)
            return f"({inner})"
        case Phrase(words):
            return f'"{" ".join(_written(word) for _, word in words)}"'
        case Term(form):
            return form
        case Beginning(start):
            return f"{start}*"
        case Wildcard(pattern):
            return pattern
        case Regex(pattern):
            return f"/{pattern}/"
        case Fact(field, value, growing):
            shown = f"{value or _EMPTY_VALUE}{'*' if growing else ''}"
            quoted = " " in shown or value == _EMPTY_VALUE  # such a word in quotes is a name
            return f'{field}:"{shown}"' if quoted else f"{field}:{shown}"
        case Like(article, passage):
            return f"like:{article or ''}" + (f'"{passage}"' if passage else "")
        case Fuzzy(surface, _, distance):
            return f"{surface}~{distance}"
        case _:
            raise TypeError(tree)


def _choice(choices: tuple[Tree, ...]) -> str:
    return _joined(" OR ", choices, outer=False) if len(choices) > 1 else _written(choices[0])


def _joined(operator: str, parts: tuple[Tree, ...], *, outer: bool) -> str:
    inner = operator.join(_written(part) for part in parts)
    return inner if outer else f"({inner})"
