"""What the index takes in: an entry, and the postings its words make."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reader.search.looks import Look, unwatched
from reader.search.words import analysed, chunks_of

TITLE_WEIGHT: Final = 3
"""How many words of the body a word of the title weighs."""
_GAP: Final = 10
"""Positions between title and body, so that no phrase crosses from one to the other."""
_BETWEEN_LOOKS: Final = 2_000
"""Words placed between two looks: a few milliseconds."""

Spots = int | tuple[int, ...]
"""The positions of a word in an entry; a bare number where there is only one."""


def spots(found: Sequence[int]) -> Spots:
    """Pack positions, given in order."""
    return found[0] if len(found) == 1 else tuple(found)


def positions(packed: Spots) -> tuple[int, ...]:
    """Unpack positions."""
    return (packed,) if isinstance(packed, int) else packed


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with words: an article's text, the note of a highlight, or a corrected title.

    `kind` and `key` name it: a later entry of that name replaces it, and one that is `gone` removes it.
    `article` is the article that is found by its words.
    """

    kind: str
    key: int
    article: int
    title: str
    body: str
    gone: bool = False

    def name(self) -> bytes:
        """Give the name the index knows the entry by."""
        return f"{self.kind}:{self.key}".encode()


@dataclass(slots=True)
class Places:
    """Where the words of an entry stand: positions by form, and by surface where that differs."""

    text: dict[str, list[int]] = field(default_factory=dict)
    surfaces: dict[str, list[int]] = field(default_factory=dict)
    title: dict[str, list[int]] = field(default_factory=dict)
    length: int = 0

    def initials(self) -> set[str]:
        """Give the first sign of every word."""
        return {form[0] for form in self.text} | {surface[0] for surface in self.surfaces}


def places_of(entry: Entry, look: Look = unwatched) -> Places:
    """Find the words of an entry."""
    places = Places()
    position = _placed(entry.title, 0, places, look)
    places.title = {form: found.copy() for form, found in places.text.items()}
    if position:
        position += _GAP
    places.length = _placed(entry.body, position, places, look)
    return places


def _placed(text: str, position: int, places: Places, look: Look) -> int:
    forms, surfaces = places.text, places.surfaces
    for number, run in enumerate(chunks_of(text), start=1):
        if not number % _BETWEEN_LOOKS:
            look()
        parts, steps = analysed(run, look)
        for form, surface, _, _, step, _ in parts:
            at = position + step
            found = forms.get(form)
            if found is None:
                forms[form] = [at]
            elif found[-1] != at:
                found.append(at)
            if surface != form:
                surfaces.setdefault(surface, []).append(at)
        position += steps
    return position
