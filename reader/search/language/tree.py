"""What the words of a search mean: a tree of words, phrases, patterns and facts.

Leaves are looked up in the index; a `Fact`, what is `Said` of a source or author, and a `Regex` are known to
the store and become `Among` before the index is asked; what a text is `Like` becomes its words, `Alike`.
"""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from reader.search.known import Known


class Place(StrEnum):
    """A part of what the index holds."""

    TITLE = "title"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Term:
    """A word, by its form in the index."""

    form: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Words that begin like `start`, as written or by their form; and words of the form `form`."""

    start: str
    form: str = ""


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words that fit a pattern, as written or by their form: `?` is one sign, `*` any number of them."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that differ by at most so many letters, as written or by their form; and those of the form.

    A letter may be missing, too many or another one; two neighbours may have changed places.
    """

    surface: str
    form: str
    distance: int


Single = Term | Beginning | Wildcard | Fuzzy
"""What stands for one word of a text."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another: each with its distance from the first, in positions."""

    words: tuple[tuple[int, Single], ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Words and phrases near each other, in any order, each at a place of its own.

    From the first end to the last beginning there are at most `distance` positions. A member is a
    choice of words and phrases.
    """

    members: tuple[tuple[Single | Phrase, ...], ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Within:
    """A word, phrase or nearness that stands in the title, or in a note."""

    place: Place
    leaf: Single | Phrase | Near


Leaf = Single | Phrase | Near | Within


@dataclass(frozen=True, slots=True)
class Fact:
    """What the store knows: a tag, a language, a state, days. `growing`: the value is a beginning."""

    field: str
    value: str
    growing: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Words that the name of the source, or of the author, holds."""

    field: str
    leaf: Single | Phrase | Near


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression over the stored title and text."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Like:
    """Articles that are like one, or like a passage of it; a passage of `article` 0 is of none."""

    article: int
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Articles that share enough of some words, by their forms with what each weighs; never the one `but`."""

    words: tuple[tuple[str, float], ...]
    but: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """Articles that are known by their identities."""

    ids: Set[int] | Known


@dataclass(frozen=True, slots=True)
class Boosted:
    """A part that counts so many times as much in the order of the answers."""

    part: "Tree"
    factor: float


@dataclass(frozen=True, slots=True)
class Both:
    """All of the parts."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the parts."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Except:
    """Everything but the part."""

    part: "Tree"


Outside = Fact | Said | Regex | Like
"""Leaves that the store answers, or makes words of."""

Tree = Leaf | Outside | Alike | Among | Boosted | Both | Either | Except


def positive_leaves(tree: Tree | None) -> list[Leaf]:
    """Give the words and phrases that an article is found by, in order: not those it must not have."""
    return list(
        dict.fromkeys(leaf for leaf in _positive(tree) if not isinstance(leaf, Outside | Alike | Among))
    )


def positive_patterns(tree: Tree | None) -> list[Regex]:
    """Give the regular expressions that an article is found by, in order."""
    return list(dict.fromkeys(leaf for leaf in _positive(tree) if isinstance(leaf, Regex)))


def with_likes(tree: Tree, give: Callable[[Like], Tree]) -> Tree:
    """Give a tree with something else in the place of what texts are to be like."""
    match tree:
        case Like():
            return give(tree)
        case Both(parts):
            return Both(tuple(with_likes(part, give) for part in parts))
        case Either(parts):
            return Either(tuple(with_likes(part, give) for part in parts))
        case Except(part):
            return Except(with_likes(part, give))
        case Boosted(part, factor):
            return Boosted(with_likes(part, give), factor)
        case _:
            return tree


def leaves(tree: Tree | None) -> Iterator[Leaf | Outside | Alike | Among]:
    """Give every leaf of a tree, in order."""
    match tree:
        case None:
            return
        case Both(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Boosted(part) | Except(part):
            yield from leaves(part)
        case _:
            yield tree


def _positive(tree: Tree | None) -> Iterator[Leaf | Outside | Alike | Among]:
    match tree:
        case None | Except():
            return
        case Both(parts) | Either(parts):
            for part in parts:
                yield from _positive(part)
        case Boosted(part):
            yield from _positive(part)
        case Alike(words):
            yield from (Term(form) for form, _ in words)
        case _:
            yield tree
