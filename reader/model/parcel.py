"""Parcels: drafts on their way from the files to the library."""

from dataclasses import dataclass

from reader.model.article import Draft, Origin, Problem


@dataclass(frozen=True, slots=True)
class Arrival:
    """A draft with where it came from."""

    draft: Draft
    origin: Origin
    source: str
    key: str
    """Key of the text, for finding equal texts."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What crosses from reading to storing at one credit.

    `files` has the name and the state of every file dealt with in it, also of those that brought nothing, so
    that an import that was cut off goes on after them.
    """

    arrivals: tuple[Arrival, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    done: int = 0
    total: int = 0
    what: str = ""
    files: tuple[tuple[str, str], ...] = ()
