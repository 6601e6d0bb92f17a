"""Stretches of days as a search names them: ISO days, months, years, intervals, and words such as today.

A year stands for all its days, a month for all of its; weeks begin on Monday. "7d", "2w", "3m" and "1y"
reach from that long ago to today.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_AGO: Final = re.compile(r"-?(\d{1,4})([dwmy])")
_NAMED: Final = re.compile(r"(this|last|past)[ _-]?(week|month|year)")
_BETWEEN: Final = re.compile(r"\s*(?:/|\.\.|\u2013)\s*")


@dataclass(frozen=True, slots=True)
class DaySpan:
    """From the first to the last day, both included. `since`: it only names where it begins, as "7d" does."""

    first: date
    last: date
    since: bool = False


def day_span(words: str, today: date) -> DaySpan | None:
    """Give the days that words name, as seen from `today`; None when they name none.

    An interval such as "2025-10/2025-11" may be open at one end.
    """
    words = " ".join(words.lower().split())
    ends = _BETWEEN.split(words)
    if len(ends) == 1:
        return _one(words, today)
    if len(ends) != 2 or not any(ends):
        return None
    first = _one(ends[0], today) if ends[0] else DaySpan(date.min, date.min)
    last = _one(ends[1], today) if ends[1] else DaySpan(date.max, date.max)
    if first is None or last is None:
        return None
    begin, end = first.first, last.first if last.since else last.last
    return DaySpan(begin, end) if begin <= end else None


def _one(words: str, today: date) -> DaySpan | None:
    if words in ("today", "yesterday"):
        day = today if words == "today" else today - timedelta(days=1)
        return DaySpan(day, day)
    if found := _NAMED.fullmatch(words):
        return _named(found[1], found[2], today)
    if found := _AGO.fullmatch(words):
        return _ago(int(found[1]), found[2], today)
    if found := _ISO.fullmatch(words) or _COMPACT.fullmatch(words):
        return _iso(*(None if each is None else int(each) for each in found.groups()))
    return None


def _iso(year: int | None, month: int | None = None, day: int | None = None) -> DaySpan | None:
    if not year:
        return None
    try:
        if month is None:
            return DaySpan(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return DaySpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
        return DaySpan(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def _named(which: str, unit: str, today: date) -> DaySpan | None:
    if unit == "week":
        first = today - timedelta(days=today.weekday())
        if which != "this":
            first -= timedelta(days=7)
        return DaySpan(first, first + timedelta(days=6))
    if unit == "year":
        return _iso(today.year - (which != "this"))
    months = today.year * 12 + today.month - 1 - (which != "this")
    return _iso(months // 12, months % 12 + 1, None)


def _ago(count: int, unit: str, today: date) -> DaySpan | None:
    """Give the days since so long ago; a day that a shorter month lacks is its last."""
    try:
        if unit in "dw":
            return DaySpan(today - timedelta(days=count * (7 if unit == "w" else 1)), today, since=True)
        months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
        year, month = months // 12, months % 12 + 1
        return DaySpan(date(year, month, min(today.day, monthrange(year, month)[1])), today, since=True)
    except (ValueError, OverflowError):
        return None
