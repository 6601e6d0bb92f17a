"""The lines between an article's title and its body: the title again, dates, names, the first captions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader.formats.front_matter import Facts, read_fact_line
from reader.text.cleaning import fold
from reader.text.dates import Stamp
from reader.text.lines.agency_lines import read_agency_line
from reader.text.lines.bylines import read_byline
from reader.text.lines.captions import split_credit
from reader.text.lines.date_lines import DateLine, read_date_line
from reader.text.lines.signed_lines import read_signed_line
from reader.text.lines.tails import read_writer

_RULE: Final = re.compile(r"([=\-_*~])\1{2,}")
_SITE: Final = re.compile(r"\s(?:[-–—|:·]|::)\s(?=\S)")
_LONGEST_TITLE: Final = 300
_LONGEST_DECK: Final = 220
_TITLE_AGAIN: Final = 4
"""Text lines among which the title may be printed again."""
_MOST_LINES: Final = 12
"""Text lines looked at before the body must have begun."""


def read_head(facts: Facts, lines: Sequence[str], start: int, name: str) -> tuple[list[str], int]:
    """Read the lines from `start` into the facts.

    Gives the lines that belong to the text although they stand above the dates (captions, a line under the
    title), and the number of the first line of the body. Without a title in the file, `name` gives it.
    """
    kept: list[str] = []
    number = start
    seen = 0
    if _is_text_of_one_line(lines, start):
        facts.title = facts.title or lines[start].lstrip("# ")[:_LONGEST_TITLE]
        return kept, start
    while number < len(lines) and seen < _MOST_LINES:
        line = lines[number]
        if not line:
            number += 1
            continue
        if not facts.title and not _RULE.fullmatch(line) and not _take_named_dates(facts, line):
            if len(line) > _LONGEST_TITLE:
                facts.title = _title_from(name, line)
                facts.doubt("title-from-name")
                break
            facts.title = line.lstrip("# ") or line
        elif not _take_line(facts, line, seen):
            if not _goes_on(facts, line, lines, number):
                break
            kept.append(line)
        seen += 1
        number += 1
    return kept, number


def _is_text_of_one_line(lines: Sequence[str], start: int) -> bool:
    """Tell whether one line is printed over and over: a title is printed again once or twice, not more."""
    first = [line for line in lines[start : start + 4 * _TITLE_AGAIN] if line][: _TITLE_AGAIN + 1]
    return len(first) > _TITLE_AGAIN and len({fold(line) for line in first}) == 1


def _take_line(facts: Facts, line: str, seen: int) -> bool:
    """Take one line into the facts; tell whether it says nothing else."""
    if _RULE.fullmatch(line):
        return True
    if seen < _TITLE_AGAIN and _is_title(facts, line):
        return True
    return (
        _take_signed(facts, line)
        or _take_dates(facts, line)
        or _take_agency(facts, line)
        or _take_names(facts, line)
        or read_fact_line(facts, line)
    )


def _take_signed(facts: Facts, line: str) -> bool:
    """Take a line with names and dates, such as "By NAME | 7 November 2025, 08:44"."""
    signed = read_signed_line(line, facts.reading)
    if signed is None:
        return False
    if not facts.authors:
        facts.add_authors(signed.names)
    _take_stamps(facts, signed.dates)
    return True


def _take_names(facts: Facts, line: str) -> bool:
    names = read_byline(line) or read_writer(line) or ()
    if not names or facts.authors:
        return bool(names) and set(names) <= set(facts.authors)
    facts.add_authors(names)
    return True


def _take_dates(facts: Facts, line: str) -> bool:
    dates = read_date_line(line, facts.reading)
    return dates is not None and _take_stamps(facts, dates)


def _take_agency(facts: Facts, line: str) -> bool:
    """Take a line such as "Reuters | Monday, June 29, 1987"; one that becomes no fact is kept as removed.

    Where the file gives a date already, a line with the name of no paper stays in the text.
    """
    read = read_agency_line(line, facts.reading)
    if read is None:
        return False
    dates = replace(read.dates, named=read.is_source)
    if not _take_stamps(facts, dates):
        return False
    if read.is_source:
        facts.source = facts.source or read.name
    is_told = read.is_source and fold(facts.source or "") == fold(read.name)
    if not is_told or facts.published != dates.published:
        facts.removed.append(line)
    return True


def _take_stamps(facts: Facts, dates: DateLine) -> bool:
    if not dates.named and not _may_be_bare(facts, dates.published):
        return False
    if dates.published is not None and _says_more(facts, dates):
        facts.published = dates.published
        facts.named = facts.named or dates.named
    facts.updated = facts.updated or dates.updated
    return True


def _take_named_dates(facts: Facts, line: str) -> bool:
    """Take a line such as "Published: …" that stands above the title."""
    dates = read_date_line(line)
    return dates is not None and dates.named and _take_dates(facts, line)


def _may_be_bare(facts: Facts, stamp: Stamp | None) -> bool:
    """Tell whether a date without "Published" or the like can be the article's own."""
    if stamp is None or facts.published is not None or facts.updated is not None:
        return False
    return facts.day is None or stamp.day == facts.day or stamp.unclear


def _says_more(facts: Facts, dates: DateLine) -> bool:
    old, new = facts.published, dates.published
    if old is None or new is None:
        return old is None
    if dates.named and not facts.named:
        return True
    return old.day == new.day and old.time is None


def _goes_on(facts: Facts, line: str, lines: Sequence[str], number: int) -> bool:
    """Tell whether a line of the text, as a caption, stands above more lines of facts."""
    if len(line) > _LONGEST_TITLE + 300:
        return False
    if split_credit(line) is not None:
        return True
    following = [after for after in lines[number + 1 : number + 9] if after][:3]
    if following and following[0] == line:
        return True
    if len(line) > _LONGEST_DECK or facts.published or facts.updated:
        return False
    return any(_is_fact(after) for after in following)


def _is_fact(line: str) -> bool:
    dates = read_date_line(line)
    if dates is None:
        return read_agency_line(line) is not None
    return dates.named or dates.published is not None


def _is_title(facts: Facts, line: str) -> bool:
    """Tell whether a line is the title again, perhaps with the name of the site; keeps the better form."""
    if abs(len(line) - len(facts.title)) > 80:
        return False
    bare = line.lstrip("# ")
    title, other = fold(facts.title), fold(bare)
    if title == other:
        return bool(title)
    if _without_site(bare) == title:
        return True
    if _without_site(facts.title) == other:
        facts.title = bare
        return True
    cut = facts.title.removesuffix("…").removesuffix("...").rstrip()
    if cut != facts.title and len(cut) > 15 and bare.startswith(cut):
        facts.title = bare
        return True
    return False


def _without_site(line: str) -> str:
    ends = [match.start() for match in _SITE.finditer(line)]
    return fold(line[: ends[-1]]) if ends else ""


def _title_from(name: str, line: str) -> str:
    """Make a title of a file's name, or of the first words where the name has none."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = " ".join(re.sub(r"[_\-.]+", " ", stem).split())
    if sum(sign.isalpha() for sign in words) >= 4:
        return words
    return line[:80].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
