"""Lines that name an agency or a paper, or a place, and a day, and say nothing else."""

import re
from dataclasses import dataclass
from typing import Final

from reader.text.dates import DayOrder, cut_moments, find_stamps, first_date, is_moment
from reader.text.lines.date_lines import DateLine, read_date_line

_LONGEST: Final = 70
"""Code points from which a line is taken for a sentence."""
_MOST_WORDS: Final = 4
_AROUND: Final = " *_~|｜•·—–-/,()[]"
"""Marks of emphasis, and signs that stand between a name and a date."""
_APART: Final = re.compile(r"\s*[|｜•·—–/,()\[\]*_~]+\s*|\s+-\s+|\s+-$|^-\s+")
_NAME: Final = re.compile(r"[^\W\d_](?:[^\W_]|[.&'’-])*")
_JOINTS: Final = frozenset(
    (
        "of",
        "the",
        "and",
        "&",
        "de",
        "la",
        "le",
        "du",
        "der",
        "die",
        "das",
        "di",
        "del",
        "für",
        "for",
        "on",
        "in",
    )
)
"""Small words within names."""
_AGENCY_NAMES: Final = (
    "reuters|ap|afp|dpa|epa|upi|efe|ansa|pap|tass|ria novosti|interfax|xinhua|kcna|yonhap|kyodo|"
    "jiji|pti|bloomberg|belga|anp|ntb|tt|ritzau|stt|mti|ctk|čtk|lusa|ukrinform|unian|anadolu|aa|"
    "irna|isna|wafa|bernama|antara|vna|cna|aap|associated press|united press international|"
    "agence france-presse|press association|pa|pa media|deutsche welle|dw|bbc|cnn|npr|pbs|abc|cbs|"
    "nbc|sky|itv|rte|rté|cbc|nhk|kbs|mbc|sbs|rfi|rfa|voa|al jazeera|politico|axios|"
    "der spiegel|die zeit|die welt|le monde|le figaro|libération|el país|el mundo|la repubblica|"
    "corriere della sera|haaretz|france 24|euronews"
)
_AGENCIES: Final = frozenset(_AGENCY_NAMES.split("|"))
_PRESS_WORDS: Final = (
    "agency associated broadcasting chronicle courier daily dispatch economist examiner express "
    "gazette guardian herald independent inquirer insider journal magazine mail media mercury mirror "
    "monitor news newswire observer post press radio record register review sentinel service "
    "spectator standard telegram telegraph television times today tribune weekly wire agentur "
    "nachrichten presse rundschau tageblatt zeitung agence agencia agenzia"
)
_OF_THE_PRESS: Final = frozenset(_PRESS_WORDS.split())
_FIRST_WORDS: Final = (
    "about after an all and any around as at because before between born but by chapter died during "
    "every for from if in into it its last next no not now of on or part since so some that the then "
    "there they this through till to today tomorrow tonight under until update upon was we when "
    "while why with within yesterday he she i a day date ab am bis im ist nach seit vom von vor "
    "depuis dès"
)
_NO_NAMES: Final = frozenset(_FIRST_WORDS.split())
"""Words that begin sentences and notes: beside a day they name nobody."""


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """What such a line says; `is_source` tells that the name is one of the press, not of a place."""

    name: str
    is_source: bool
    dates: DateLine


def read_agency_line(line: str, order: DayOrder = DayOrder.DAY_FIRST) -> AgencyLine | None:
    """Read a line such as "Reuters | Monday, June 29, 1987" or "— AP, 7 Nov 2025"; None for any other."""
    if len(line) >= _LONGEST or "@" in line or not any(sign.isdigit() for sign in line):
        return None
    bare = line.strip(_AROUND)
    if bare.endswith(("!", "?", ":", ";")) or len(list(find_stamps(bare))) != 1:
        return None
    names = [part for part in _APART.split(cut_moments(bare)) if not _is_bare(part) and not _says_when(part)]
    if len(names) != 1:
        return None
    name = names[0].strip(" .")
    is_source = _is_of_the_press(name)
    if not is_source and not (_may_be_name(name) and _is_set_apart(bare, name)):
        return None
    start = bare.find(name)
    if start < 0:
        return None
    dates = read_date_line(f"{bare[:start]} {bare[start + len(name) :]}".strip(_AROUND), order)
    return None if dates is None or dates.named else AgencyLine(name, is_source, dates)


def _is_bare(part: str) -> bool:
    return not any(sign.isalnum() for sign in part)


def _says_when(part: str) -> bool:
    return is_moment(part) or read_date_line(part) is not None


def _is_of_the_press(name: str) -> bool:
    """Tell whether a name is an agency's or a paper's."""
    folded = name.casefold().removeprefix("the ")
    if folded in _AGENCIES:
        return name[:1].isupper() or name in ("dpa", "epa")  # they write themselves so
    words = name.split()
    return _may_be_name(name) and any(word.casefold() in _OF_THE_PRESS for word in words)


def _may_be_name(name: str) -> bool:
    """Tell whether a part is one to four words with capitals, none of which begins a sentence."""
    words = [word for word in name.split() if word.casefold() not in _JOINTS]
    first = name.split()[0]
    if not 1 <= len(words) <= _MOST_WORDS or first.islower():
        return False
    if first.casefold() in _NO_NAMES and not (first == "The" and name != first):
        return False
    return all(_NAME.fullmatch(word) and word[0].isupper() for word in words)


def _is_set_apart(line: str, name: str) -> bool:
    """Tell whether a sign stands between a name and the date: "Moscow, 3 May", but not "Windows 3 May"."""
    at, date = line.find(name), first_date(line)
    between = line[at + len(name) :] if date is None or at < date else line[:at].rstrip()[-1:]
    return bool(re.match(r"\s*[|｜•·—–/,()-]", between))
