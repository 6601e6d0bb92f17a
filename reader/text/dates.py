"""Dates and times as newspapers print them, given as ISO 8601: never a day that does not exist."""

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reader.text.months import AFTERNOON, FILLERS, MONTHS, MORNING, ZONES

_LONGEST: Final = 400
"""Code points of a line that are looked at; no printed date is further in."""
_ANY_DAY: Final = datetime.date(2000, 1, 1)
"""For times without a date, whose zone does not matter."""


class DayOrder(StrEnum):
    """How a source writes dates in numbers with slashes or hyphens: 25/12/2024 or 12/25/2024."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date of a line: `day` (ISO), and `time` (`HH:MM`) and `offset` (`±HH:MM`) where the line gives them.

    `unclear` says that day and month could also be read the other way round; `order` is how they stand in a
    date of numbers that can be read in one way only. `rest` is what the line holds besides: letters and
    digits only, without weekdays and the small words of dates.
    """

    day: str
    time: str | None = None
    offset: str | None = None
    unclear: bool = False
    order: DayOrder | None = None
    rest: str = ""

    @property
    def iso(self) -> str:
        """The date, with the time and the zone that the line gives."""
        if self.time is None:
            return self.day
        return f"{self.day}T{self.time}{self.offset or ''}"


@dataclass(frozen=True, slots=True)
class _Day:
    date: datetime.date
    start: int
    end: int
    unclear: bool = False
    order: DayOrder | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What the numbers of one form say."""

    date: datetime.date
    unclear: bool = False
    order: DayOrder | None = None


_WORD: Final = r"([^\W\d_]{3,14})"
_ISO: Final = re.compile(r"(?<![\d.])(\d{4})\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})(?:T(?=\d)|(?!\d)\.?)")
_EAST: Final = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?")
_COMPACT: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T(?=\d)|(?!\d))")
_DAY_MONTH: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)?[\s-]\s?(?:de |of )?{_WORD}\.?,?[\s-]\s?(?:de |del )?"
    r"(\d{4})(?!\d)",
    re.I,
)
_MONTH_DAY: Final = re.compile(rf"(?<!\w){_WORD}\.?\s(\d{{1,2}})(?:st|nd|rd|th|\.)?,?\s(\d{{4}})(?!\d)", re.I)
_YEAR_MONTH: Final = re.compile(rf"(?<!\d)(\d{{4}})(?:\.|,)?\s{_WORD}\.?\s(\d{{1,2}})(?!\d)")
_VIETNAMESE: Final = re.compile(r"(?<!\d)(\d{1,2})\stháng\s(\d{1,2})(?:,|\snăm)?\s(\d{4})(?!\d)", re.I)
_NUMBERS: Final = re.compile(r"(?<![\d.])(\d{1,2})\s?([-./])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)(?!\d)(?!\.\d)")

_TIME: Final = re.compile(
    r"(?<![\d:])(?:(?P<before>오전|오후|午前|午後|上午|下午|"
    r"[ap]\.?m\.?)\s?)?(?P<hour>\d{1,2})(?:\s?(?P<mark>:|h|:|時|时|시|點|点|"
    r"\.)\s?(?P<minute>\d\d)(?!\d)\s?[分분]?(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?(?:\s?(?P<full>時|时|시|"
    r"點|点))?(?:\s?(?P<after>[ap]\.m\.?|[ap]m\b|[AP]M\b))?(?:\s?(?P<clock>Uhr|uhr)\b)?",
    re.I,
)
_ZONE: Final = re.compile(
    r"\s?\(?(?:(?P<name>[A-ZМСК]{1,4})(?![\w+-])|(?P<prefix>UTC|GMT)?\s?(?P<sign>[+\-−])(?P<hours>\d{1,2"
    r"})(?::?(?P<minutes>\d\d))?(?!\d))\)?"
)
_LEFT: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def find_stamp(line: str, order: DayOrder = DayOrder.DAY_FIRST) -> Stamp | None:
    """Find the first date of a line, with its time and zone; None when the line has no valid date."""
    return next(find_stamps(line, order), None)


def find_stamps(line: str, order: DayOrder = DayOrder.DAY_FIRST) -> Iterator[Stamp]:
    """Find the dates of a line one after another; each takes the time that follows it before the next date.

    The `rest` of each stamp is that of the part of the line up to the next date. `order` is for dates that
    can be read either way.
    """
    line = line[:_LONGEST]
    day = _first_day(line)
    while day is not None:
        following = _first_day(line[day.end :])
        cut = len(line) if following is None else day.end + following.start
        yield _stamp(line[:cut], _in_order(day, order))
        line, day = line[cut:], _shifted(following)


def cut_moments(text: str) -> str:
    """Give a text without its dates and the times beside them; a bar stands in the place of each."""
    pieces: list[str] = []
    day = _first_day(text[:_LONGEST])
    while day is not None:
        following = _first_day(text[day.end : _LONGEST])
        cut = len(text) if following is None else day.end + following.start
        _, _, before, after = _parted(text[:cut], day)
        pieces.extend((before, " | ", after))
        text, day = text[cut:], _shifted(following)
    return "".join(pieces) or text


def first_date(line: str) -> int | None:
    """Give the place of the first valid date of a line."""
    day = _first_day(line[:_LONGEST])
    return None if day is None else day.start


def is_moment(words: str) -> bool:
    """Tell whether words say when and nothing else: a date, a time, a weekday."""
    if not any(sign.isalnum() for sign in words):
        return False
    _, _, left = _time(cut_moments(words), _ANY_DAY)
    return not _rest(left)


def parse_stamp(text: str) -> str | None:
    """Read a date that a user typed, as ISO; None when it is no date or there is more than a date."""
    stamps = list(find_stamps(" ".join(text.split())))
    if len(stamps) != 1 or stamps[0].rest:
        return None
    return stamps[0].iso


def _shifted(day: _Day | None) -> _Day | None:
    return None if day is None else replace(day, start=0, end=day.end - day.start)


def _in_order(day: _Day, order: DayOrder) -> _Day:
    """Read a date that can be read either way as the order says; both ways give a day that exists."""
    if not day.unclear or order is DayOrder.DAY_FIRST:
        return day
    return replace(day, date=day.date.replace(month=day.date.day, day=day.date.month))


def _stamp(line: str, day: _Day) -> Stamp:
    time, offset, before, after = _parted(line, day)
    return Stamp(day.date.isoformat(), time, offset, day.unclear, day.order, _rest(before + " " + after))


def _parted(line: str, day: _Day) -> tuple[str | None, str | None, str, str]:
    """Give the time and the zone beside a date, and what stands before and after without them."""
    before, after = line[: day.start], line[day.end :]
    time, offset, after = _time(after, day.date)
    if time is None:
        time, offset, before = _time(before, day.date)
    return time, offset, before, after


def _rest(line: str) -> str:
    return " ".join(word for word in _LEFT.findall(line) if word.casefold() not in FILLERS)


# --- days


def _year_first(match: "re.Match[str]") -> _Read | None:
    return _sure(int(match[1]), int(match[2]), int(match[3]))


def _month_word(day: int, month: int, year: int) -> Callable[["re.Match[str]"], _Read | None]:
    def read(match: "re.Match[str]") -> _Read | None:
        number = MONTHS.get(match[month].casefold())
        return None if number is None else _sure(int(match[year]), number, int(match[day]))

    return read


def _numbers(match: "re.Match[str]") -> _Read | None:
    first, sign, second = int(match[1]), match[2], int(match[3])
    if len(match[4]) == 2 and sign != ".":
        return None  # 07/11/25 may also begin with the year
    year = int(match[4]) if len(match[4]) == 4 else 2000 + int(match[4])
    day_first = _sure(year, second, first)
    # Full stops are a day-first custom everywhere; slashes and hyphens are not.
    if sign == ".":
        return day_first
    month_first = _sure(year, first, second)
    if day_first is None or month_first is None:
        found, order = (
            (month_first, DayOrder.MONTH_FIRST) if day_first is None else (day_first, DayOrder.DAY_FIRST)
        )
        return None if found is None else replace(found, order=order)
    return replace(day_first, unclear=first != second)


def _vietnamese(match: "re.Match[str]") -> _Read | None:
    return _sure(int(match[3]), int(match[2]), int(match[1]))


def _sure(year: int, month: int, day: int) -> _Read | None:
    if not 1500 <= year <= 2200:
        return None
    try:
        return _Read(datetime.date(year, month, day))
    except ValueError:
        return None


_FORMS: Final = (
    (_ISO, _year_first),
    (_EAST, _year_first),
    (_VIETNAMESE, _vietnamese),
    (_DAY_MONTH, _month_word(1, 2, 3)),
    (_MONTH_DAY, _month_word(2, 1, 3)),
    (_NUMBERS, _numbers),
    (_YEAR_MONTH, _month_word(3, 2, 1)),
    (_COMPACT, _year_first),
)


def _first_day(line: str) -> _Day | None:
    best: _Day | None = None
    for pattern, read in _FORMS:
        for match in pattern.finditer(line):
            if best is not None and match.start() >= best.start:
                break
            found = read(match)
            if found is not None:
                best = _Day(found.date, match.start(), match.end(), found.unclear, found.order)
                break
    return best


# --- times


def _time(text: str, day: datetime.date) -> tuple[str | None, str | None, str]:
    """Find a time and its zone; also give the text without them."""
    for match in _TIME.finditer(text):
        clock = _clock(match)
        if clock is None:
            continue
        offset, end = _offset(text, match.end(), day, clock)
        return clock.strftime("%H:%M"), offset, text[: match.start()] + " " + text[end:]
    return None, None, text


def _clock(match: "re.Match[str]") -> datetime.time | None:
    half = (match["before"] or match["after"] or "").lower()
    if match["minute"] is None and not (half or match["full"] or match["clock"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half and hour > 12:
        half = ""
    if half in AFTERNOON and hour < 12:
        hour += 12
    elif half in MORNING and hour == 12:
        hour = 0
    try:
        return datetime.time(hour, minute)
    except ValueError:
        return None


def _offset(text: str, at: int, day: datetime.date, clock: datetime.time) -> tuple[str | None, int]:
    match = _ZONE.match(text, at)
    if match is None:
        return None, at
    if match["name"] is None:
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        # A bare "-5" after a time is no zone; four digits, a colon or UTC/GMT make it one.
        if hours > 14 or minutes > 59 or not (match["minutes"] or match["prefix"]):
            return None, at
        return f"{'+' if match['sign'] == '+' else '-'}{hours:02d}:{minutes:02d}", match.end()
    place = ZONES.get(match["name"])
    if place is None:
        return None, at
    try:
        shift = datetime.datetime.combine(day, clock, ZoneInfo(place)).strftime("%z")
    except ZoneInfoNotFoundError:
        return None, match.end()
    return f"{shift[:3]}:{shift[3:5]}", match.end()
