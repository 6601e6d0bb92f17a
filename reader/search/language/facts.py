"""Values of the fields that the store knows: which make sense, and how they are told apart."""

from datetime import date
from typing import Final

from reader.model.query_fields import FIELDS, Reads
from reader.search.analysis.words import runs
from reader.search.language.tree import Fact, Like
from reader.text.day_spans import day_span

NONE: Final = "none"
"""Without a tag, or without a known language."""

_COMPARED: Final = {">": "after", "<": "before"}
_LONGEST: Final = 19
"""Digits of a number that is too high for any article."""
_SOME_DAYS: Final = (date(1000, 6, 15), date(9000, 6, 15))
"""Words that name days do so on one of these: "2025/today" and "today/2025" on one each."""


def has_value(field: str, value: str) -> bool:
    """Tell whether a field can have a value."""
    row = FIELDS[field]
    if row.reads is Reads.CHOICE:
        return value.lower() in row.choices
    if row.reads is Reads.DAYS:
        if field == "date":
            value = value.lstrip("".join(_COMPARED))
        return any(day_span(value, day) is not None for day in _SOME_DAYS)
    if row.reads is Reads.LIKENESS:
        return any(runs(value))
    return any(sign.isprintable() and not sign.isspace() for sign in value.strip("*"))


def fact(field: str, value: str, *, quoted: bool, growing: bool) -> Fact | Like:
    """Give what a field with a value asks for; quotes make a word such as "none" a name."""
    row = FIELDS[field]
    if row.reads is Reads.DAYS:
        if field == "date" and value[0] in _COMPARED:
            return Fact(_COMPARED[value[0]], value[1:].lower())
        return Fact(field, " ".join(value.lower().split()))
    if row.reads is Reads.CHOICE:
        return Fact(field, value.lower())
    if row.reads is Reads.LIKENESS:
        return Like(int(value)) if not quoted and is_number(value) else Like(0, value)
    if value.lower() == NONE and not quoted:
        return Fact(field, "")
    bare = value.rstrip("*") if not quoted else value
    return Fact(field, bare, growing or bare != value)


def is_number(value: str) -> bool:
    """Tell whether a value is the number of an article."""
    return value.isdecimal() and int(value[:_LONGEST]) > 0 and len(value) < _LONGEST
