"""Lines that name who wrote an article."""

import re
from collections.abc import Iterable
from typing import Final

from reader.text.dates import cut_moments, is_moment
from reader.text.months import FILLERS

_LONGEST: Final = 200
_BY: Final = re.compile(r"(?:by|written by|reported by|story by)(?:\s*:\s*|\s+)(?=\S)", re.I)
# Short words that also begin sentences: what follows has to look like names.
_OTHER_BY: Final = re.compile(
    r"(?:von|par|por|di|door|av|af|tekst|text|texto|texte|testo|oleh|bởi|autora?|autorin|auteur|autore|"
    r"autor(?:es|i)|författare|forfatter|yazan|haber|автор[ыи]?|текст|συντάκτης|του|מאת|بقلم|كتب|作者|"
    r"记者|記者|文|글)(?P<sign>\s*[:：/／|]\s*|\s+)(?=\S)",
    re.I,
)
_TITLE_AFTER: Final = re.compile(r"\s*(?:선임기자|수습기자|인턴기자|기자|특파원|논설위원|記者|记者|特派員)$")
_KOREAN: Final = re.compile(
    r"(?:[가-힣]{2,4}\s?(?:선임|수습|인턴)?(?:기자|특파원))(?:[\s,·]+[가-힣]{2,4}\s?(?:기자|특파원))*$"
)
_SENTENCE: Final = re.compile(r"[.!?。！？…:;]$")
_INITIAL_AT_END: Final = re.compile(r"(?:\b[^\W\d_]|\b(?:Jr|Sr|St|Dr|Inc|Ltd))\.$", re.I)
_SPLIT: Final = re.compile(r"\s*[,;、，；|｜]\s*|\s+[•·—–/]\s+")
_AND: Final = re.compile(r"\s+(?:and|AND|und|UND|et|ET|y|e|og|och|en|i|a|ve|dan|и|та|και|&)\s+")
_AND_FIRST: Final = re.compile(r"^(?:and|und|et|y|e|og|och)\s+")  # "A, B, and C"
_WORD_START: Final = re.compile(r"(?<=\s)\S")
_PARTICLE: Final = 3
"""Letters of the longest small word within names: "van", "der", "and"."""
_WEEKDAY: Final = 5
"""Letters from which a small word with a capital is a weekday and no name."""
_ONE_WORD_DESKS: Final = frozenset(
    ("ap", "afp", "reuters", "dpa", "epa", "upi", "yonhap", "kcna", "bloomberg", "efe", "ansa")
)


def read_byline(line: str) -> tuple[str, ...]:
    """Give the authors that a line names; none when it is no byline."""
    if len(line) > _LONGEST or "@" in line:
        return ()
    match = _BY.match(line)
    if match is not None:
        whole = line[match.end() :]
        names = _without_moments(whole)
        return split_names(names) if _may_be_names(names) and _fits(names, whole) else ()
    match = _OTHER_BY.match(line)
    if match is not None:
        names = _without_moments(line[match.end() :])
        sure = bool(match["sign"].strip())
        if _may_be_names(names) and (sure or (len(names) < 80 and _all_names(names))):
            return split_names(names)
    if _KOREAN.fullmatch(line):
        return split_names(line)
    return ()


def split_names(names: str) -> tuple[str, ...]:
    """Cut a list of names at commas, bars and "and"; each name once, without the word "reporter".

    Dates, times and weekdays among them are no names.
    """
    found: list[str] = []
    names = _without_moments(names)
    for part in _SPLIT.split(names):
        halves = _AND.split(_AND_FIRST.sub("", part))
        # "Arts and Culture Desk" is one name: only what stands alone is cut off.
        found.extend(halves if all(map(_stands_alone, halves)) else [" ".join(part.split())])
    bare = (_TITLE_AFTER.sub("", name).strip(" .|·•") for name in found)
    return tuple(dict.fromkeys(_with_last_stop(name, names) for name in bare if name))


def _without_moments(names: str) -> str:
    """Take dates and times out of a list of names, with the weekdays and small words beside them."""
    cut = cut_moments(names)
    dated = cut != names
    parts = _SPLIT.split(cut)
    if not dated and len(parts) == 1:
        return names
    # A short weekday may also be a name: without a date beside it, it is one.
    kept = [part for part in parts if part and not (is_moment(part) if dated else _is_time(part))]
    if not dated and len(kept) == len(parts):
        return names
    return ", ".join(filter(None, map(without_small_words, kept)))


def _is_time(part: str) -> bool:
    return any(sign.isdigit() for sign in part) and is_moment(part)


def without_small_words(part: str) -> str:
    """Take away what leads over to a date: "on", "am", "le", a weekday. A name may end in "So" or "Ba"."""
    words = part.strip(" ,;:|/•·—–-").split()
    while len(words) > 1 and words[-1].strip(",").casefold() in FILLERS:
        last = words[-1].strip(",")
        if not (last.islower() or len(last) >= _WEEKDAY):
            break
        words.pop()
    return " ".join(words).rstrip(" ,;:|/•·—–-")


def _with_last_stop(name: str, names: str) -> str:
    """Give "Jr." its full stop back."""
    return f"{name}." if f"{name}." in names and _INITIAL_AT_END.search(f"{name}.") else name


def _fits(names: str, whole: str) -> bool:
    """Tell whether nothing was cut out, or what is left looks like names: "the army had left" does not."""
    return names == whole or look_like_names(split_names(names))


def look_like_names(names: Iterable[str]) -> bool:
    """Tell whether every longer word begins with a capital, where the script has capitals."""
    return all(
        not name[:1].islower()
        and not any(word[0].islower() and len(word) > _PARTICLE for word in name.split())
        for name in names
    )


def _stands_alone(name: str) -> bool:
    return len(name.split()) > 1 or name.casefold() in _ONE_WORD_DESKS


def _may_be_names(names: str) -> bool:
    if _SENTENCE.search(names) and not _INITIAL_AT_END.search(names):
        return False
    return len(names.split()) <= 24 and not any(mark in names for mark in ("?", "!", "“", "„", "«"))


def find_byline(line: str, start: int) -> int | None:
    """Give the place of the first word after `start` that a byline may begin with."""
    for match in _WORD_START.finditer(line, start):
        if (_BY.match(line, match.start()) or _OTHER_BY.match(line, match.start())) and read_byline(
            line[match.start() :]
        ):
            return match.start()
    return None


def _all_names(names: str) -> bool:
    """Tell whether every longer word begins with a capital, where the script has capitals."""
    words = [word.strip("().,\"'") for word in names.split()]
    return (
        bool(words)
        and len(words) <= 8
        and all(not word[:1].islower() or len(word) <= 3 for word in words)
        and words[0][:1].isupper()
    )
