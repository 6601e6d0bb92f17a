"""The fields of the query language, one table for reading, completion and help; and the orders of answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Reads(StrEnum):
    """What may stand behind the colon of a field."""

    WORDS = "words"
    NAME = "name"
    CHOICE = "choice"
    DAYS = "days"
    LIKENESS = "likeness"


class Sort(StrEnum):
    """Order of the answers; without words, relevance is the same as newest first."""

    RELEVANCE = "relevance"
    DATE = "date"
    SOURCE = "source"
    """By the names of the sources, the newest of each first."""


@dataclass(frozen=True, slots=True)
class QueryField:
    """A field: how what follows it is read, what it finds, and the values it may have if they are few."""

    name: str
    reads: Reads
    meaning: str
    choices: tuple[str, ...] = ()


_ROWS: Final = (
    QueryField("title", Reads.WORDS, "words of the title"),
    QueryField("note", Reads.WORDS, "words of your notes"),
    QueryField("source", Reads.WORDS, "words of the source"),
    QueryField("author", Reads.WORDS, "words of the author"),
    QueryField("tag", Reads.NAME, "a tag, or none", ("none",)),
    QueryField("lang", Reads.NAME, "the language", ("none",)),
    QueryField("is", Reads.CHOICE, "its state", ("unread", "read", "starred", "archived")),
    QueryField("has", Reads.CHOICE, "what you left in it", ("note", "highlight", "tag")),
    QueryField("date", Reads.DAYS, "published on or within"),
    QueryField("before", Reads.DAYS, "published before"),
    QueryField("after", Reads.DAYS, "published after"),
    QueryField("added", Reads.DAYS, "imported on or within"),
    QueryField("like", Reads.LIKENESS, "like an article, or like a passage"),
    QueryField("sort", Reads.CHOICE, "the order", ("relevance", "date", "source")),
)

FIELDS: Final[Mapping[str, QueryField]] = {row.name: row for row in _ROWS}
"""Every field by its name."""

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title:comet",),
    "note": ('note:"ask again"',),
    "source": ("source:almanac",),
    "author": ("author:lund",),
    "tag": ("tag:space", "tag:none"),
    "lang": ("lang:en",),
    "is": ("is:unread", "is:read", "is:starred", "is:archived"),
    "has": ("has:note", "has:highlight", "has:tag"),
    "date": ("date:2025-10",),
    "before": ("before:2025",),
    "after": ("after:7d",),
    "added": ("added:today",),
    "like": ("like:12", 'like:"ferry harbour strike"'),
    "sort": ("sort:date", "sort:relevance"),
}
"""How each field is used."""

DAY_WORDS: Final = (
    *("today", "yesterday", "7d", "3m", "this week", "last week"),
    *("this month", "last month", "this year", "last year"),
)
"""Relative words for days that completion offers."""
