"""Where the words of a leaf stand in a segment: for all that is more than words and plain phrases."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final

import regex

from reader.search.distance import Neighbourhood
from reader.search.entry import positions
from reader.search.patience import Patience
from reader.search.segment import Segment
from reader.search.tree import Beginning, Fuzzy, Leaf, Near, Phrase, Place, Single, Term, Wildcard, Within
from reader.search.words import form_of

Span = tuple[int, int]
"""The first and the last position of a word or phrase."""
Spans = dict[int, list[Span]]
"""Where a leaf stands, by document; deleted documents included."""

_CORRECTION: Final = b"correction:"
_NOTE: Final = b"highlight:"


def corrected_articles(segments: Iterable[Segment]) -> frozenset[int]:
    """Give the articles whose title was corrected: that of their text no longer counts."""
    return frozenset(
        segment.articles[document]
        for segment in segments
        for document in _documents_named(segment, _CORRECTION)
        if document not in segment.deleted
    )


def standing(leaf: Leaf, segment: Segment, corrected: frozenset[int], patience: Patience) -> Spans:
    """Give where a leaf stands in a segment; `corrected` are articles with a corrected title.

    Raises:
        InterruptedWork: when the answer is no longer wanted.
    """
    if isinstance(leaf, Within):
        return _Standing(segment, patience, leaf.place, corrected).of(leaf.leaf)
    return _Standing(segment, patience, None, corrected).of(leaf)


def fits(pattern: str) -> Callable[[str], bool]:
    """Give the test whether a word fits a pattern of `?` and `*`."""
    compiled = _compiled(pattern)
    return lambda word: compiled.fullmatch(word) is not None


@cache
def _compiled(pattern: str) -> "regex.Pattern[str]":
    signs = {"?": ".", "*": ".*+" if pattern.count("*") == 1 and pattern.endswith("*") else ".*"}
    return regex.compile("".join(signs.get(sign) or regex.escape(sign) for sign in pattern), regex.DOTALL)


def nearest(members: list[list[Span]], distance: int) -> list[Span]:
    """Give the stretches that hold one span of every member, each another one, and are not too long.

    From the first end to the last beginning in a stretch are at most `distance` positions.
    """
    longest = max((span[1] - span[0] for spans in members for span in spans), default=0)
    ordered = [sorted(spans) for spans in members]
    found: list[Span] = []
    for end in sorted({span[1] for spans in members for span in spans}):
        inside = [
            [
                span
                for span in spans[_first(spans, end - longest) : _first(spans, end + distance + 1)]
                if span[1] >= end
            ]
            for spans in ordered
        ]
        chosen = _apart(inside) if all(inside) else None
        if chosen:
            found.append((min(span[0] for span in chosen), max(span[1] for span in chosen)))
    return list(dict.fromkeys(found))


def _first(spans: list[Span], start: int) -> int:
    """Give the place of the first span that begins at `start` or later."""
    return bisect_left(spans, (start, -1))


def _apart(choices: list[list[Span]]) -> list[Span] | None:
    """Choose one span of each, no span twice; None when that cannot be done."""
    owner: dict[Span, int] = {}

    def settle(member: int, seen: set[Span]) -> bool:
        for span in choices[member]:
            if span not in seen:
                seen.add(span)
                if span not in owner or settle(owner[span], seen):
                    owner[span] = member
                    return True
        return False

    if all(settle(member, set()) for member in range(len(choices))):
        return list(owner)
    return None


def _documents_named(segment: Segment, beginning: bytes) -> Iterator[int]:
    for term in segment.beginning("key", beginning):
        yield from segment.documents("key", term.text)


class _Standing:
    """One look-up in one segment, everywhere or in one place."""

    def __init__(
        self, segment: Segment, patience: Patience, place: Place | None, corrected: frozenset[int]
    ) -> None:
        self._segment = segment
        self._patience = patience
        self._place = place
        self._corrected = corrected

    def of(self, leaf: Single | Phrase | Near) -> Spans:
        """Give where a leaf stands."""
        spans = self._near(leaf) if isinstance(leaf, Near) else self._one(leaf)
        return spans if self._place is None else self._allowed(spans)

    def _allowed(self, spans: Spans) -> Spans:
        """Leave out what is no note, or no title that counts."""
        segment = self._segment
        if self._place is Place.NOTE:
            notes = set(_documents_named(segment, _NOTE))
            return {document: found for document, found in spans.items() if document in notes}
        if not self._corrected:
            return spans
        corrections = set(_documents_named(segment, _CORRECTION))
        return {
            document: found
            for document, found in spans.items()
            if document in corrections or segment.articles[document] not in self._corrected
        }

    def _one(self, leaf: Single | Phrase) -> Spans:
        if isinstance(leaf, Phrase):
            return self._phrase(leaf)
        return {
            document: [(position, position) for position in sorted(found)]
            for document, found in self._positions(leaf).items()
        }

    def _phrase(self, phrase: Phrase) -> Spans:
        starts: dict[int, set[int]] | None = None
        for step, word in phrase.words:
            moved = {
                document: {position - step for position in found}
                for document, found in self._positions(word).items()
            }
            if starts is not None:
                moved = {
                    doc: both for doc in starts.keys() & moved.keys() if (both := starts[doc] & moved[doc])
                }
            starts = moved
        length = phrase.words[-1][0]
        return {
            doc: [(start, start + length) for start in sorted(found)] for doc, found in (starts or {}).items()
        }

    def _near(self, near: Near) -> Spans:
        members: list[Spans] = []
        for choices in near.members:
            spans: Spans = {}
            for choice in choices:
                for document, found in self._one(choice).items():
                    spans.setdefault(document, []).extend(found)
            members.append(spans)
        spans = {}
        for document in set(members[0]).intersection(*members[1:]):
            each = [sorted(set(member[document])) for member in members]
            self._patience.spend(sum(map(len, each)) * 4)
            if found := nearest(each, near.distance):
                spans[document] = found
        return spans

    def _positions(self, word: Single) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for field, term in self._terms(word):
            for document, at in self._term(field, term).items():
                found.setdefault(document, set()).update(at)
        return found

    def _term(self, field: str, term: bytes) -> dict[int, set[int]]:
        """Give the positions of a term; in the title, only those where its form stands in it."""
        if self._place is not Place.TITLE:
            return self._read(field, term)
        if field == "text":
            return self._read("title", term)
        written = self._read(field, term)
        titles = self._read("title", form_of(term.decode()).encode())
        return {doc: both for doc in written.keys() & titles.keys() if (both := written[doc] & titles[doc])}

    def _read(self, field: str, term: bytes) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {}
        for block in self._segment.blocks(field, term):
            self._patience.spend(len(block.documents))
            for document, spots in zip(block.documents, block.places, strict=True):
                found.setdefault(document, set()).update(positions(spots))
        return found

    def _terms(self, word: Single) -> Iterator[tuple[str, bytes]]:
        match word:
            case Term(form):
                yield "text", form.encode()
            case Beginning(start, form):
                yield from self._fitting(start, lambda _: True)
                if form and not form.startswith(start):
                    yield "text", form.encode()
            case Wildcard(pattern):
                start = regex.split(r"[*?]", pattern, maxsplit=1)[0]
                yield from self._fitting(start, fits(pattern))
            case Fuzzy(surface, form, most):
                around = Neighbourhood(surface, most)
                yield from self._fitting("", lambda other: around.distance(other) is not None)
                if around.distance(form) is None:
                    yield "text", form.encode()

    def _fitting(self, start: str, test: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
        """Give the words, as written and by their form, that begin so and pass a test."""
        prefix = start.encode()
        for field in ("text", "surfaces"):
            for term in self._segment.beginning(field, prefix):
                self._patience.spend(20)
                if test(term.text.decode()):
                    yield field, term.text
