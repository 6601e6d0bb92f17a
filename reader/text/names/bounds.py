"""Repair of bounds: what a model puts into a span although it is no part of the name, or leaves out of it."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from reader.model.graphemes import snap
from reader.model.mention import FAMILIES, NAMED, MentionType
from reader.model.span import Span
from reader.text.names.korean import korean_names
from reader.text.names.spans import RawSpan, TypedSpan
from reader.text.names.titles import TITLES

_QUOTES: Final = '"“”‘`´«»„'
_STROKES: Final = "*_•|–—-"
_APOSTROPHES: Final = "'’"
_OPENING: Final = frozenset(" \n\t,;:" + _QUOTES + _STROKES + _APOSTROPHES)
_CLOSING: Final = frozenset(" \n\t,;:!?" + _QUOTES + _STROKES)
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "<": ">"}
_CLOSING_BRACKETS: Final = frozenset(_BRACKETS.values())
_ARTICLE: Final = re.compile(r"(?:the|an|a)\s+(?=\S)", re.I)
_POSSESSIVE: Final = re.compile(r"(?<=\w)['’`´]s?$", re.I)
_LOOSE_END: Final = re.compile(r"\s+(?:of|and|for|in|at|the|to|on|with|from|by|de|or)$")
_SENTENCE_STOP: Final = re.compile(r"(?<=[a-z]{4})\.$")
_WORD: Final = re.compile(r"(\S+?)([.,]?)\s+(?=\w)")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_BEFORE_YEAR: Final = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|to|and|between|early|late|mid|during|before|after|around|than|year|spring|"
    r"summer|autumn|fall|winter|January|February|March|April|May|June|July|August|September|October|November|December"
    r")\s|[(/–-])$",
    re.I,
)
_AFTER_YEAR: Final = re.compile(
    r"\W*$|\s*[^\w\s]|\s(?:and|or|to|when|as|after|before|by|he|she|it|they|we|the|in|on|at|with|but|who|that|was|were|"
    r"is|has|had|for|from|of|a|an|because|while|where|which)\b"
)
_SEEN: Final = 24
"""Code points looked at on either side of a year."""
_NAME_SLACK: Final = 6
"""Code points by which a model's span may be longer than a Korean name in it and still give way."""


def repair(text: str, piece: Span, raw: Iterable[RawSpan]) -> list[TypedSpan]:
    """Give the spans of a piece as spans of the text, in order and apart, none cutting a grapheme.

    Spans of labels we do not know, and those without a letter or digit left, are dropped.
    """
    found = [
        span
        for start, end, label in raw
        if label in MentionType.__members__
        and (span := _repaired(text, TypedSpan(piece.start + start, piece.start + end, MentionType(label))))
        is not None
    ]
    return _apart(with_korean_names(text, piece, found))


def without_line_breaks(text: str, span: TypedSpan) -> TypedSpan:
    """Keep the first line that says something: names and dates do not go on after a line break."""
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        if any(map(str.isalnum, line)):
            return span._replace(start=start, end=start + len(line))
        start += len(line) + 1
    return span


def without_wrapping(text: str, span: TypedSpan) -> TypedSpan:
    """Take stray quotes, brackets, dashes and commas away at both ends; a closed bracket stays."""
    words = text[span.start : span.end]
    partners = _partners(words)
    start, end = _unwrapped(words, partners, 0, len(words))
    unclosed = next((at for at in range(start, end) if words[at] in _BRACKETS and at not in partners), None)
    if unclosed is not None and unclosed > start:
        start, end = _unwrapped(words, partners, start, unclosed)
    return span._replace(start=span.start + start, end=span.start + end) if start < end else span


def _partners(words: str) -> dict[int, int]:
    """Give for each bracket that has one the place of the other."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    for at, sign in enumerate(words):
        if sign in _BRACKETS:
            waiting.append(at)
        elif waiting and sign == _BRACKETS[words[waiting[-1]]]:
            found[at] = waiting.pop()
            found[found[at]] = at
    return found


def _unwrapped(words: str, partners: dict[int, int], start: int, end: int) -> tuple[int, int]:
    """Give the first and last place once signs that belong to no name are gone from both ends."""
    while start < end:
        first, last = words[start], words[end - 1]
        if first in _OPENING or (first in _BRACKETS and not start < partners.get(start, -1) < end - 1):
            start += 1
        elif (
            last in _CLOSING
            or (last in _CLOSING_BRACKETS and partners.get(end - 1, -1) < start)
            or (last in _APOSTROPHES and not words[end - 2].isalnum())
        ):
            end -= 1
        else:
            break
    return start, end


def without_possessive(text: str, span: TypedSpan) -> TypedSpan:
    """Take 's and the apostrophe after a plural away."""
    match = _POSSESSIVE.search(text[span.start : span.end])
    return span if match is None or not match.start() else span._replace(end=span.start + match.start())


def without_article(text: str, span: TypedSpan) -> TypedSpan:
    """Take a leading article away from a name; "the following day" and "a million" keep theirs."""
    if not _is_name(span):
        return span
    match = _ARTICLE.match(text, span.start, span.end)
    return span if match is None else span._replace(start=match.end())


def without_loose_end(text: str, span: TypedSpan) -> TypedSpan:
    """Take a small word at the end of a name away, and the full stop of its sentence."""
    if not _is_name(span):
        return span
    for pattern in (_SENTENCE_STOP, _LOOSE_END):
        match = pattern.search(text[span.start : span.end])
        if match is not None and match.start():
            span = span._replace(end=span.start + match.start())
    return span


def without_titles(text: str, span: TypedSpan) -> TypedSpan:
    """Take titles and offices before a person's name away; the last word stays whatever it is."""
    if span.type is not MentionType.PERSON:
        return span
    while (match := _WORD.match(text, span.start, span.end)) is not None:
        if match[1].casefold() not in TITLES:
            break
        span = span._replace(start=match.end())
    return span


def with_year(text: str, span: TypedSpan) -> TypedSpan:
    """Let a lone year that passes for a count be a date, where the words around it say so."""
    if span.type is MentionType.CARDINAL and _YEAR.fullmatch(text, span.start, span.end):
        before = text[max(0, span.start - _SEEN) : span.start]
        after = text[span.end : span.end + _SEEN].split("\n", 1)[0]
        if _BEFORE_YEAR.search(before) and _AFTER_YEAR.match(after):
            return span._replace(type=MentionType.DATE)
    return span


def with_korean_names(text: str, piece: Span, spans: Sequence[TypedSpan]) -> list[TypedSpan]:
    """Make a Korean surname and given name one person, whatever the model made of the two."""
    kept = list(spans)
    for name in korean_names(text, piece.start, piece.end):
        touched = [each for each in kept if each.start < name.end and name.start < each.end]
        if all(_is_name(each) and each.end - each.start <= len(name) + _NAME_SLACK for each in touched):
            kept = [each for each in kept if each not in touched]
            kept.append(TypedSpan(name.start, name.end, MentionType.PERSON))
    return kept


_REPAIRS: Final[tuple[Callable[[str, TypedSpan], TypedSpan], ...]] = (
    without_line_breaks,
    without_wrapping,
    without_article,
    without_possessive,
    without_loose_end,
    without_titles,
    without_wrapping,
    with_year,
)


def _repaired(text: str, span: TypedSpan) -> TypedSpan | None:
    for step in _REPAIRS:
        span = step(text, span)
    whole = snap(text, Span(span.start, span.end))
    said = any(sign.isalnum() for sign in text[whole.start : whole.end])
    return span._replace(start=whole.start, end=whole.end) if said else None


def _is_name(span: TypedSpan) -> bool:
    return FAMILIES.get(span.type) in NAMED


def _apart(spans: Iterable[TypedSpan]) -> list[TypedSpan]:
    """Sort spans; of those that overlap the first stays, of those with one start the longest."""
    kept: list[TypedSpan] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
