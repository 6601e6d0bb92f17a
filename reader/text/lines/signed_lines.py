"""Lines that name both who wrote an article and when it was published."""

import re
from dataclasses import dataclass
from typing import Final

from reader.text.dates import DayOrder, first_date, is_moment
from reader.text.lines.bylines import find_byline, look_like_names, read_byline, without_small_words
from reader.text.lines.date_lines import DateLine, first_keyword, read_date_line

_LONGEST: Final = 200
_BARS: Final = re.compile(r"\s*[|｜]\s*|\s+[•·—–/-]\s+|\s*[•]\s*")
_MOST_OTHER_WORDS: Final = 4
"""Words that may stand in such a line besides: a place, a section, "5 min read"."""


@dataclass(frozen=True, slots=True)
class SignedLine:
    """What such a line says."""

    names: tuple[str, ...]
    dates: DateLine


def read_signed_line(line: str, order: DayOrder = DayOrder.DAY_FIRST) -> SignedLine | None:
    """Read a line with names and dates; None for any other line, as one with only one of the two."""
    if len(line) > _LONGEST or "@" in line or not any(sign.isdigit() for sign in line):
        return None
    moments: list[str] = []
    named: list[str] = []
    others = 0
    for part in filter(None, (piece for whole in _BARS.split(line) for piece in _halves(whole))):
        if _names_in(part):
            named.append(part)
        elif read_date_line(part) is not None or is_moment(part):
            moments.append(part)
        elif named and not moments and not any(sign.isdigit() for sign in part) and look_like_names([part]):
            named.append(part)  # a second name, or the paper's
        else:
            others += len(part.split())
    if not named or not moments or others > _MOST_OTHER_WORDS:
        return None
    names = read_byline(" | ".join(named))
    dates = read_date_line(", ".join(moments), order)
    return SignedLine(names, dates) if names and dates is not None else None


def _halves(part: str) -> tuple[str, ...]:
    """Cut a part where its names end and its date begins, or the other way round."""
    date = first_date(part)
    if date is None:
        return (part,)
    keyword = first_keyword(part)
    start = date if keyword is None else min(date, keyword)
    head = without_small_words(part[:start])
    if head and _names_in(head) and read_date_line(part[start:]) is not None:
        return head, part[start:]
    byline = find_byline(part, date)
    if byline is not None and _names_in(part[byline:]) and read_date_line(part[:byline]) is not None:
        return part[:byline].strip(" ,"), part[byline:]
    return (part,)


def _names_in(part: str) -> tuple[str, ...]:
    """Give the names of a byline, if they look like names: "by which time" is none."""
    names = read_byline(part)
    return names if look_like_names(names) else ()
