"""What the palette can offer, and in which order it does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from reader.model.wording import tr
from reader.ui.palette.matching import INSIDE, Fit, fit


class Kind(StrEnum):
    """What an offer leads to."""

    COMMAND = "command"
    SHELF = "shelf"
    SEARCH = "search"
    TAG = "tag"
    NAME = "name"
    ARTICLE = "article"
    WORDS = "words"
    """All articles with the words that were typed."""


class Section(StrEnum):
    """Where offers stand together."""

    RECENT = "Recently used"
    COMMANDS = "Commands"
    PLACES = "Go to"
    NAMES = "Entities"
    ARTICLES = "Articles"


_SECTIONS: Final = {
    Kind.COMMAND: Section.COMMANDS,
    Kind.SHELF: Section.PLACES,
    Kind.SEARCH: Section.PLACES,
    Kind.TAG: Section.PLACES,
    Kind.NAME: Section.NAMES,
    Kind.ARTICLE: Section.ARTICLES,
    Kind.WORDS: Section.ARTICLES,
}
_MOST: Final = {Section.COMMANDS: 7, Section.PLACES: 7}
_RECENT: Final = 5
_WEAK: Final = INSIDE + 10
"""Worth below which what is at hand stands after what was looked up."""
_LATELY: Final = 60
"""Worth that the last used offer gains: less than between two kinds of fit."""
_NOT_NOW: Final = 80
"""Worth that an offer loses which is not possible now."""
_OTHER: Final = 1
_ALSO: Final = 120
"""Worth that a fit loses with the lasting words of an offer, and with other words for the same."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose.

    `key` names it within its kind, for good; `detail` is what is said of it beside its words, `keys` what
    does the same, `mark` an icon or the colour of a dot, `lasting` its words whatever is open, `also` other
    words for it. `value` is for whoever carries it out. `places` are the letters of its words that were
    meant by what is typed.
    """

    kind: Kind
    key: str
    words: str
    detail: str = ""
    keys: tuple[str, ...] = ()
    mark: str = ""
    lasting: str = ""
    also: str = ""
    possible: bool = True
    value: object = None
    places: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What it is remembered by among recent choices."""
        return f"{self.kind}:{self.key}"

    @property
    def section(self) -> Section:
        """Where it stands."""
        return _SECTIONS[self.kind]

    def spoken(self) -> str:
        """Give it as a screen reader says it."""
        parts = [self.words, tr(str(self.section)), self.detail, *self.keys]
        if not self.possible:
            parts.append(tr("not possible now"))
        return ", ".join(part for part in parts if part)


Source = Callable[[], Sequence[Offer]]
"""Gives offers that are at hand, each time the palette opens; it must not wait for anything."""

Arranged = Sequence[tuple[str, list[Offer]]]
"""Sections by their headings."""


@dataclass(frozen=True, slots=True)
class Order:
    """Puts offers in order. `recent` are names of offers chosen before, the last first."""

    recent: tuple[str, ...] = ()
    at_hand: tuple[Offer, ...] = field(default_factory=tuple)

    def arranged(self, typed: str, answers: Sequence[Offer]) -> Arranged:
        """Give the sections for what is typed; `answers` were looked up for it, the best first."""
        if not typed.strip():
            return self._untyped()
        sections = self._fitting(typed)
        strong = [(section, offers) for worth, section, offers in sections if worth >= _WEAK]
        weak = [(section, offers) for worth, section, offers in sections if worth < _WEAK]
        looked_up = [
            (section, [_meant(typed, offer) for offer in answers if offer.section is section])
            for section in (Section.NAMES, Section.ARTICLES)
        ]
        return [(section, offers) for section, offers in (*strong, *looked_up, *weak) if offers]

    def _untyped(self) -> Arranged:
        known = {offer.name: offer for offer in self.at_hand}
        recent = [known[name] for name in self.recent if name in known][:_RECENT]
        arranged: list[tuple[str, list[Offer]]] = [(Section.RECENT, recent)] if recent else []
        for section in (Section.COMMANDS, Section.PLACES):
            offers = [each for each in self.at_hand if each.section is section and each not in recent]
            if offers:
                arranged.append((section, [*filter(_is_possible, offers), *filter(_is_not, offers)]))
        return arranged

    def _fitting(self, typed: str) -> list[tuple[float, Section, list[Offer]]]:
        """Give the sections of what is at hand and fits, each with the worth of its best offer."""
        worths: dict[Section, list[tuple[float, Offer]]] = {}
        for offer in self.at_hand:
            found = self._fit(typed, offer)
            if found is not None:
                fitting = worths.setdefault(offer.section, [])
                fitting.append((found.worth, replace(offer, places=found.places)))
        sections = []
        for section, fitting in worths.items():
            fitting.sort(key=lambda each: -each[0])
            sections.append((fitting[0][0], section, [offer for _, offer in fitting[: _MOST[section]]]))
        return sorted(sections, key=lambda each: -each[0])

    def _fit(self, typed: str, offer: Offer) -> Fit | None:
        fits = [fit(typed, offer.words)]
        for words, loss in ((offer.lasting, _OTHER), (offer.also, _ALSO)):
            other = fit(typed, words) if words else None
            fits.append(None if other is None else Fit(other.worth - loss))
        found = max((each for each in fits if each is not None), key=lambda each: each.worth, default=None)
        if found is None:
            return None
        worth = found.worth - (0 if offer.possible else _NOT_NOW)
        if offer.name in self.recent:
            worth += _LATELY - min(self.recent.index(offer.name), _LATELY - 1)
        return Fit(worth, found.places)


def _meant(typed: str, offer: Offer) -> Offer:
    found = fit(typed, offer.words) if offer.kind is not Kind.WORDS else None
    return offer if found is None else replace(offer, places=found.places)


def _is_possible(offer: Offer) -> bool:
    return offer.possible


def _is_not(offer: Offer) -> bool:
    return not offer.possible
