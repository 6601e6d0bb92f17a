"""Where the words of a query stand in a text, and the passage that shows them best."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple, Self

from reader.model.article import Snippet
from reader.model.graphemes import is_boundary, snap
from reader.model.span import Span
from reader.search.analysis.nearness import nearest
from reader.search.analysis.words import Part, analysed, chunks_of, is_paired, occurrences, runs
from reader.search.answering.patience import Patience
from reader.search.first_letters import FirstLetters
from reader.search.inside import Test, test_of
from reader.search.language.patterns import found_in
from reader.search.language.query import parse
from reader.search.language.tree import (
    Beginning,
    Leaf,
    Near,
    Phrase,
    Place,
    Single,
    Tree,
    Within,
    positive_leaves,
    positive_patterns,
)

_LIMIT: Final = 1_000
"""Marks of one text that are worth painting."""
_REMEMBERED: Final = 4_000
"""Chunks a `Marks` remembers the outcome of."""
_WORK: Final = 10
"""What a match counts as with `Patience`."""
_CUT: Final = "…"
_LEAD: Final = 36
"""Code points before the first mark: two short lines of a list show it, also in wide signs."""
_STARTS: Final = re.compile(r"\n\s*|[.!?…][\"'”’»)\]]*\s+(?=[^\W\d_a-z]|[\"'“‘«(\[])|[。！？][」』）]?\s*")
"""What stands before a sentence."""
_PAUSES: Final = re.compile("[、，；：。！？」』）]")
"""What stands before a clause in scripts without blanks."""
_BLANK: Final = re.compile(r"\s")
_BEFORE: Final = 4
"""Code points of an end of a sentence that may lie before the place looked at."""
_REACH: Final = 24
"""Code points looked through for the border of a word."""


class _Match(NamedTuple):
    """A word of the text that a word of the query stands for."""

    start: int
    end: int
    position: int
    atom: int
    step: int
    """How far from the first word of a phrase it is."""
    part: int
    """Which word of a phrase it is; -1 for a word alone."""


class _Atom(NamedTuple):
    """A word or phrase of the query, the leaf it belongs to and which member of a nearness it is."""

    words: Single | Phrase
    leaf: int
    member: int


class _Wanted(NamedTuple):
    """A word of the query: how it is known, and where it belongs."""

    test: Test
    word: Single
    atom: int
    step: int
    part: int


class _Found(NamedTuple):
    """What a chunk holds: matches relative to its start, and how many positions it takes."""

    matches: tuple[_Match, ...]
    steps: int


class Marks:
    """The words that a query is found by: not those it must not have."""

    def __init__(self, words: str, typing: bool = False, *, patience: Patience | None = None) -> None:
        """With `patience`, all that fits a pattern is looked for, for half a second, not a few passages.

        Looking through a text then raises `InterruptedWork` when it is no longer wanted.
        """
        self._patience = patience
        self._look_for(parse(words, typing).tree)

    @classmethod
    def of(cls, tree: Tree | None, *, patience: Patience | None = None) -> Self:
        """Give those of a query as read, in which words stand for what a text is to be like."""
        marks = cls("", patience=patience)
        marks._look_for(tree)
        return marks

    def _look_for(self, tree: Tree | None) -> None:
        self._leaves: list[Leaf] = positive_leaves(tree)
        self._patterns = [pattern.pattern for pattern in positive_patterns(tree)]
        self._atoms = tuple(_atoms(self._leaves))
        self._wanted = tuple(_wanted(self._atoms))
        self._first_letters = FirstLetters.of(each.word for each in self._wanted)
        self._placed = any(isinstance(atom.words, Phrase) or atom.member >= 0 for atom in self._atoms)
        self._chunks: dict[str, _Found] = {}

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to look for in a text."""
        return not self._wanted and not self._patterns

    def spans(self, text: str, limit: int = _LIMIT) -> list[Span]:
        """Give the spans of the words in a text (code points), in order, apart, cutting no grapheme."""
        return _apart([span for span, _ in self.leaf_spans(text)])[:limit]

    def on_page(self, text: str, title: Span | None) -> list[Span]:
        """Give the same for a whole article, without limit: words of notes nowhere, of titles only there."""
        found = self.leaf_spans(text)
        return _apart([span for span, leaf in found if self._may_stand(leaf, span, title)])

    def leaf_spans(self, text: str) -> list[tuple[Span, int]]:
        """Give the spans with the number of the word or phrase of the query each shows, in order."""
        if self.empty:
            return []
        plain = text.isascii()
        found = [*self._complete(list(self._patient(self._matches(text))))] if self._wanted else []
        for number, pattern in enumerate(self._patterns, start=len(self._leaves)):
            passages = found_in(pattern, text, thorough=self._patience is not None)
            found.extend((span, number) for span in passages)
        return sorted((span if plain else snap(text, span), leaf) for span, leaf in found)

    def _may_stand(self, leaf: int, span: Span, title: Span | None) -> bool:
        whole = self._leaves[leaf] if leaf < len(self._leaves) else None
        if not isinstance(whole, Within):
            return True
        return whole.place is Place.TITLE and title is not None and title.overlaps(span)

    def _patient(self, matches: Iterator[_Match]) -> Iterator[_Match]:
        """Ask in between whether they are still wanted, where that may be asked."""
        patience = self._patience
        if patience is None:
            yield from matches
            return
        for match in matches:
            patience.spend(_WORK)
            yield match

    def _complete(self, matches: list[_Match]) -> Iterator[tuple[Span, int]]:
        """Give the spans of words, and those of phrases and nearnesses of which every word is there."""
        placed = {(match.atom, match.part, match.position) for match in matches if match.part >= 0}
        near: dict[int, list[tuple[int, tuple[int, int], Span]]] = {}
        for match in matches:
            words, leaf, member = self._atoms[match.atom]
            first = last = match.position
            if isinstance(words, Phrase):
                first = match.position - match.step
                last = first + words.words[-1][0]
                if not all(
                    (match.atom, n, first + step) in placed for n, (step, _) in enumerate(words.words)
                ):
                    continue
            if member < 0:
                yield Span(match.start, match.end), leaf
            else:
                near.setdefault(leaf, []).append((member, (first, last), Span(match.start, match.end)))
        for leaf, found in near.items():
            yield from ((span, leaf) for span in _together(_near_of(self._leaves[leaf]), found))

    def _matches(self, text: str) -> Iterator[_Match]:
        if not self._placed:
            yield from self._single_matches(text)
            return
        position = 0
        known = self._chunks
        for start, run in runs(text):
            found = known.get(run)
            if found is None:
                found = self._look(run)
            matches, steps = found
            if matches:
                for match in matches:
                    yield match._replace(
                        start=start + match.start, end=start + match.end, position=position + match.position
                    )
            position += steps

    def _single_matches(self, text: str) -> Iterator[_Match]:
        """Give the matches when positions do not count."""
        if self._first_letters is None:
            yield from self._matches_anywhere(text)
            return
        known = self._chunks
        for before, stretch in self._first_letters.stretches(text):
            for start, run in runs(stretch):
                found = known.get(run)
                if found is None:
                    found = self._look(run)
                for match in found.matches:
                    yield match._replace(start=before + start + match.start, end=before + start + match.end)

    def _matches_anywhere(self, text: str) -> Iterator[_Match]:
        """Give them where words may begin in any way: each different chunk is looked at once."""
        known = self._chunks
        for run in set(chunks_of(text)):
            found = known.get(run)
            if found is None:
                found = self._look(run)
            if found.matches:
                for start in occurrences(text, run):
                    for match in found.matches:
                        yield match._replace(start=start + match.start, end=start + match.end)

    def _look(self, run: str) -> _Found:
        chunk = analysed(run)
        matches = tuple(
            _Match(part.start, _end(part, each.word), part.step, each.atom, each.step, each.part)
            for part in chunk.parts
            for each in self._wanted
            if each.test(part)
        )
        if len(self._chunks) >= _REMEMBERED:
            self._chunks.clear()
        found = self._chunks[run] = _Found(matches, chunk.steps)
        return found


def snippet(text: str, marks: Marks, length: int = 240) -> Snippet:
    """Give the passage of at most `length` code points that shows most of the words looked for.

    It begins at a sentence or else a word and ends at a word where there is one near, and never inside a
    grapheme; "…" stands where something is left out. Line ends become blanks. The marks count in the
    passage's own text.
    """
    text = text.strip()
    found = marks.leaf_spans(text)
    start, end = _window(text, found, max(1, length - 2 * len(_CUT)))
    before, after = _CUT if start else "", _CUT if end < len(text) else ""
    shown = _BLANK.sub(" ", text[start:end])
    moved = len(before) - start
    passage = before + shown + after
    inside = [
        snap(passage, Span(span.start + moved, span.end + moved))  # a blank takes what a line end parts
        for span in _apart([span for span, _ in found])
        if span.start >= start and span.end <= end
    ]
    return Snippet(passage, tuple(_apart(inside)))


def _apart(spans: list[Span]) -> list[Span]:
    """Join spans that overlap, as those of pairs of signs do."""
    apart: list[Span] = []
    for span in spans:
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _atoms(leaves: list[Leaf]) -> Iterator[_Atom]:
    for number, whole in enumerate(leaves):
        leaf = whole.leaf if isinstance(whole, Within) else whole
        if isinstance(leaf, Near):
            for member, choices in enumerate(leaf.members):
                for choice in choices:
                    yield _Atom(choice, number, member)
        else:
            yield _Atom(leaf, number, -1)


def _wanted(atoms: tuple[_Atom, ...]) -> Iterator[_Wanted]:
    for number, atom in enumerate(atoms):
        if isinstance(atom.words, Phrase):
            for part, (step, word) in enumerate(atom.words.words):
                yield _Wanted(test_of(word), word, number, step, part)
        else:
            yield _Wanted(test_of(atom.words), atom.words, number, 0, -1)


def _near_of(leaf: Leaf) -> Near:
    inner = leaf.leaf if isinstance(leaf, Within) else leaf
    assert isinstance(inner, Near)
    return inner


def _together(near: Near, found: list[tuple[int, tuple[int, int], Span]]) -> Iterator[Span]:
    """Give the spans of words that stand in a stretch where all members are near each other."""
    members: list[set[tuple[int, int]]] = [set() for _ in near.members]
    for member, place, _ in found:
        members[member].add(place)
    stretches = nearest([sorted(places) for places in members], near.distance)
    inside = {
        place
        for places in members
        for place in places
        if any(first <= place[0] and place[1] <= last for first, last in stretches)
    }
    for _, place, span in found:
        if place in inside:
            yield span


def _end(part: Part, word: Single) -> int:
    """Give the end of the mark: of one sign asked for, only that sign of a pair."""
    if (
        isinstance(word, Beginning)
        and len(part.surface) == 2
        and len(word.start) == 1
        and is_paired(word.start)
    ):
        return part.start + (part.end - part.start) // 2
    return part.end


def _window(text: str, found: list[tuple[Span, int]], length: int) -> tuple[int, int]:
    """Choose what to show: all of it, or a stretch around the best marks, cut between words."""
    if len(text) <= length:
        return 0, len(text)
    first, last = _best(found, length)
    room = max(0, length - (last - first))
    start = max(0, first - min(room // 3, _LEAD))
    end = min(len(text), start + length)
    return _cut_start(text, start, first), _cut_end(text, end, min(last, end))


def _best(found: list[tuple[Span, int]], length: int) -> tuple[int, int]:
    """Give the stretch that holds most different words of the query, then most marks, then the first."""
    best, chosen = (0, 0), (0, 0)
    held: Counter[int] = Counter()
    first = 0
    for at, (span, leaf) in enumerate(found):
        held[leaf] += 1
        while first < at and span.end - found[first][0].start > length:
            left = found[first][1]
            held[left] -= 1
            if not held[left]:
                del held[left]
            first += 1
        if (len(held), at - first) > best:
            best, chosen = (len(held), at - first), (found[first][0].start, span.end)
    return chosen


def _cut_start(text: str, start: int, keep: int) -> int:
    """Move the start of a passage on to the next sentence or else word, but not beyond `keep`."""
    if not start:
        return 0
    for pattern in (_STARTS, _PAUSES):
        for found in pattern.finditer(text, max(0, start - _BEFORE), keep + _BEFORE):
            if start <= found.end() <= keep and is_boundary(text, found.end()):
                return found.end()
    if not text[start - 1].isspace():
        for place in range(start, min(start + _REACH, keep)):
            if text[place].isspace():
                start = place
                break
    while start < keep and text[start].isspace():
        start += 1
    while not is_boundary(text, start):
        start += 1
    return start


def _cut_end(text: str, end: int, keep: int) -> int:
    """Move the end of a passage back to the end of a word, but not before `keep`."""
    if end < len(text) and not text[end].isspace():
        for place in range(end - 1, max(end - _REACH, keep - 1), -1):
            if text[place].isspace():
                end = place
                break
    while end > keep and text[end - 1].isspace():
        end -= 1
    while not is_boundary(text, end):
        end -= 1
    return end
