"""What may be meant by what is being typed: fields, and the values that a field can have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reader.model.query_fields import DAY_WORDS, FIELDS, Reads
from reader.model.wording import tr
from reader.ui.kit.languages import language_name

SOURCE: Final = "source"
LANGUAGE: Final = "lang"
"""Fields whose values are asked for only once one is typed."""
_MOST: Final = 8
_LEAST: Final = 3
"""Letters from which a field is proposed, unless they are its whole name."""
_TOKEN: Final = re.compile(r'(?:^|[\s(])-*(?P<token>[^\s():"]+(?::(?:"[^"]*|[^\s()"]*))?)$')
_NEEDS_QUOTES: Final = re.compile(r'[\s()"*~^:]|^-|^none$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may be meant: how it is shown, what it puts into the line, and what it means."""

    shown: str
    text: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What may be meant by the piece of the line from `start` to `end`."""

    start: int
    end: int
    rows: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The tags, sources and languages of the library."""

    tags: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def proposals(words: str, cursor: int, known: Known) -> Proposals:
    """Give what may be meant by the piece of the line before the cursor; no rows when nothing is."""
    found = _TOKEN.search(words[:cursor])
    if found is None or (cursor < len(words) and not words[cursor].isspace() and words[cursor] != ")"):
        return Proposals(cursor, cursor)
    token, start = found["token"], found.start("token")
    name, colon, value = token.partition(":")
    rows = _values(name.lower(), value.lstrip('"'), known) if colon else _fields(name.lower())
    shown = tuple(row for row in rows if row.text.strip() != token)[:_MOST]
    return Proposals(start, cursor, shown)


def wanted_values(words: str, cursor: int) -> str:
    """Give the field whose values the library must be asked for, as one is being typed; empty for none."""
    found = _TOKEN.search(words[:cursor])
    name, colon, _ = found["token"].lower().partition(":") if found else ("", "", "")
    return name if colon and name in (SOURCE, LANGUAGE) else ""


def _fields(typed: str) -> Iterator[Proposal]:
    for name, row in FIELDS.items():
        if name.startswith(typed) and (len(typed) >= _LEAST or typed == name):
            yield Proposal(f"{name}:", f"{name}:", tr(row.meaning))


def _values(name: str, typed: str, known: Known) -> Iterator[Proposal]:
    row = FIELDS.get(name)
    if row is None:
        return
    bare = {"none": tr("without a tag") if name == "tag" else tr("unknown")}
    if name == LANGUAGE:
        yield from _languages(typed, known.languages)
    for value in _fitting((*_choices(name, row.reads, known),), typed):
        yield Proposal(value, f"{name}:{quoted(value)} ")
    for value in row.choices:
        if value.startswith(typed.lower()):
            yield Proposal(value, f"{name}:{value} ", bare.get(value, ""))


def _languages(typed: str, codes: Sequence[str]) -> Iterator[Proposal]:
    """Propose languages whose code or name begins as typed."""
    for code in codes:
        name = language_name(code)
        if code.startswith(typed.lower()) or name.casefold().startswith(typed.casefold()):
            yield Proposal(code, f"{LANGUAGE}:{quoted(code)} ", name)


def _choices(name: str, reads: Reads, known: Known) -> Sequence[str]:
    if reads is Reads.DAYS:
        return DAY_WORDS
    return {"tag": known.tags, SOURCE: known.sources}.get(name, ())


def _fitting(values: Sequence[str], typed: str) -> Iterator[str]:
    """Give the values that begin as typed, then those of which a later word does."""
    wanted = typed.casefold()
    begun = [value for value in values if value.casefold().startswith(wanted)]
    yield from begun
    if wanted:
        later = re.compile(rf"\W{re.escape(wanted)}")
        yield from (value for value in values if value not in begun and later.search(value.casefold()))


def quoted(value: str) -> str:
    """Give a value as it is written behind a field."""
    return f'"{value.replace(chr(34), " ")}"' if _NEEDS_QUOTES.search(value) else value
