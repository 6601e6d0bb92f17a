"""Days and times in words, as lists and tips show them."""

from datetime import date, datetime, timedelta
from typing import Final

from reader.model.wording import tr

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def today() -> date:
    """Give the day it is where the reader sits."""
    return datetime.now().astimezone().date()


def short_date(published: str, now: date) -> str:
    """Give an ISO day or time as a list shows it: `08:44` today, `Yesterday`, `5 Nov`, `5 Nov 2024`.

    Days count as the source gave them, because the article's own words ("on Wednesday") count so too.
    What is not a whole day, such as `2025-11`, is worded as far as it goes; anything else is given back.
    """
    day = _day(published)
    if day is None:
        return long_date(published)
    if day == now:
        return published[11:16] or tr("Today")
    if day == now - timedelta(days=1):
        return tr("Yesterday")
    words = f"{day.day} {tr(_MONTHS[day.month - 1])}"
    return words if day.year == now.year else f"{words} {day.year}"


def long_date(published: str) -> str:
    """Give an ISO day, month or year in words without the hour, such as `7 Nov 2025`."""
    day = _day(published)
    if day is not None:
        return f"{day.day} {tr(_MONTHS[day.month - 1])} {day.year}"
    year, _, month = published.partition("-")
    if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12:
        return f"{tr(_MONTHS[int(month) - 1])} {year}"
    return published


def day_heading(day: str, now: date) -> str:
    """Give an ISO day as a heading: `Today`, `Yesterday`, `Friday, 7 Nov 2025`; `No date` for none."""
    if not day:
        return tr("No date")
    whole = _day(day)
    if whole is None:
        return long_date(day)
    if whole in (now, now - timedelta(days=1)):
        return tr("Today") if whole == now else tr("Yesterday")
    return f"{tr(_WEEKDAYS[whole.weekday()])}, {long_date(day)}"


def full_date(published: str) -> str:
    """Give everything that is known of an ISO time: `Friday, 7 Nov 2025, 08:44 (+09:00)`."""
    day = _day(published)
    if day is None:
        return long_date(published)
    words = f"{tr(_WEEKDAYS[day.weekday()])}, {long_date(published)}"
    clock, zone = published[11:16], published[16:].lstrip(":.0123456789")
    if clock:
        words = f"{words}, {clock}"
    return f"{words} ({'UTC' if zone == 'Z' else zone})" if zone else words


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if len(published) >= 10 else None
    except ValueError:
        return None


def local_moment(utc: str) -> str:
    """Give an ISO time in UTC as an ISO minute of the local clock; anything else is given back."""
    try:
        moment = datetime.fromisoformat(utc)
    except ValueError:
        return utc
    if moment.tzinfo is None:
        return utc[:16]
    return moment.astimezone().strftime("%Y-%m-%dT%H:%M")
