"""Inversion: entries come in as words in order, and go out as terms, each with its postings."""

from array import array
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.analysis.words import pieces_of
from reader.search.entry import GAP, TITLE_WEIGHT, Entry
from reader.search.looks import Look
from reader.search.segments.lists import Block, Places, ranges
from reader.search.segments.occurrences import Layout, Occurrences, new
from reader.search.segments.vocabulary import INITIALS, Known, Vocabulary

__all__ = ["FIELDS", "INITIALS", "PLACED", "Batch", "Run"]

FIELDS: Final = ("initials", "surfaces", "text", "title")
PLACED: Final = frozenset({"surfaces", "text", "title"})
"""Fields whose postings have positions."""
_AT_ONCE: Final = 200_000
"""Pieces that are gone through at once: no step takes more than a few hundredths of a second."""
_DOCUMENTS: Final = 2_000
"""Documents that are gone through at once."""
_ENOUGH: Final = 4_000_000
"""Pieces of one run."""
_NAMES: Final = 20_000
"""Words that are sorted between two looks."""


class Run:
    """Inverted entries in memory; `base` is the number that their first document has among others.

    Each field's postings are asked for once, in order: they are sorted then, and forgotten.
    """

    def __init__(
        self, vocabulary: Vocabulary, words: NDArray[np.uint32], titles: Places, sizes: Places, look: Look
    ) -> None:
        self.documents = len(sizes)
        self.base = 0
        self.lengths: Places = np.zeros(len(sizes), np.int64)
        """The number of positions of each document."""
        known = vocabulary.known()
        look()
        self._shared = known.shared
        self._order = _ordered(vocabulary.words, _used(known, words, look), look)
        self._rank = np.zeros(len(vocabulary.words), np.int64)
        self._rank[self._order] = np.arange(len(self._order))
        self._initials = sorted(range(len(vocabulary.initials)), key=vocabulary.initials.__getitem__)
        self._of_title = np.zeros(len(sizes), np.int64)
        """How many positions of each document are its title's."""
        self._fields = self._occurrences(known, words, titles, sizes, look)
        names = vocabulary.words
        self._terms: dict[str, list[bytes]] = {
            field: [names[number].encode() for number in self._order[self._fields[field].words].tolist()]
            for field in PLACED
        }
        beginnings = [vocabulary.initials[number].encode() for number in self._initials]
        self._terms["initials"] = [beginnings[number] for number in self._fields["initials"].words.tolist()]

    def terms(self, field: str) -> list[bytes]:
        """Give the terms of a field in order."""
        return self._terms[field]

    def sizes(self, field: str) -> Places:
        """Give how often each term occurs: it has at most so many postings."""
        return self._fields[field].counts

    def shared(self, field: str, first: int, last: int) -> NDArray[np.uint16]:
        """Give for some surfaces how many bytes each shares with its form, from its start."""
        if field != "surfaces":
            return np.zeros(last - first, np.uint16)
        return self._shared[self._order[self._fields[field].words[first:last]]]

    def block(self, field: str, first: int, last: int) -> Block:
        """Give the postings of some terms."""
        layout = self._layouts[field]
        keys = self._fields[field].between(first, last)
        postings = keys >> layout.document
        begins = np.flatnonzero(new(postings))
        counts = np.diff(begins, append=len(keys)).astype(np.uint32)
        documents = layout.documents_of(keys[begins])
        words = layout.words_of(keys[begins])
        starts = np.append(np.flatnonzero(new(words)), len(begins))
        if field not in PLACED:
            return Block(starts, documents + np.uint32(self.base), counts, counts, np.zeros(0, np.uint32))
        positions = layout.positions_of(keys)
        weights = counts
        if field == "text":
            weights = self._weighed(documents, counts, begins, positions)
        return Block(starts, documents + np.uint32(self.base), counts, weights, positions)

    def _weighed(
        self,
        documents: NDArray[np.uint32],
        counts: NDArray[np.uint32],
        begins: Places,
        positions: NDArray[np.uint32],
    ) -> NDArray[np.uint32]:
        """Let words of the title weigh more."""
        weights = counts.copy()
        titled = np.flatnonzero(positions[begins] < self._of_title[documents])  # the title comes first
        if len(titled):
            ends = begins[titled] + counts[titled]
            inside = ranges(begins[titled], ends - begins[titled])
            of_title = positions[inside] < np.repeat(self._of_title[documents[titled]], counts[titled])
            firsts = np.cumsum(counts[titled], dtype=np.int64) - counts[titled]
            weights[titled] += np.add.reduceat(of_title, firsts, dtype=np.uint32) * np.uint32(
                TITLE_WEIGHT - 1
            )
        return weights

    def _occurrences(
        self, known: Known, words: NDArray[np.uint32], titles: Places, sizes: Places, look: Look
    ) -> dict[str, Occurrences]:
        """Go through the pieces of all documents and note where the words of each field stand."""
        layout = Layout(len(self._order), self.documents)
        of_initials = Layout(len(self._initials), self.documents)
        self._layouts = dict.fromkeys(PLACED, layout) | {"initials": of_initials}
        fields = {field: Occurrences(self._layouts[field]) for field in FIELDS}
        begun = _Begun(known, self._initials)
        for first, last, some in _shares(sizes):
            look()
            found = _Places(known, words[some], titles[first:last], sizes[first:last])
            self.lengths[first:last] = found.lengths
            self._of_title[first:last] = found.of_title
            look()
            keys = layout.keys(self._rank[found.form], found.document + first, found.position)
            fields["text"].add(keys)
            fields["title"].add(keys[found.in_title])
            look()
            apart = np.flatnonzero(found.form != found.surface)
            surfaces, documents = found.surface[apart], found.document[apart]
            ranks = self._rank[surfaces]
            fields["surfaces"].add(layout.keys(ranks, documents + first, found.position[apart]))
            look()
            begun.mark(found.form, found.document, last - first)
            begun.mark(surfaces, documents, last - first)
            initials, marked = begun.marked(last - first)
            fields["initials"].add(of_initials.keys(initials, marked + first, np.zeros_like(marked)))
        for each in fields.values():
            each.settle(look)
        return fields


def _used(known: Known, words: NDArray[np.uint32], look: Look) -> Places:
    """Give the words that occur."""
    met = np.zeros(len(known.steps), bool)
    for at in range(0, len(words), _AT_ONCE):
        met[words[at : at + _AT_ONCE]] = True
        look()
    part = np.repeat(met, known.parts)
    used = np.zeros(len(known.shared), bool)
    used[known.form[part]] = True
    used[known.surface[part]] = True
    return np.flatnonzero(used)


def _ordered(names: list[str], words: Places, look: Look) -> Places:
    """Give words in the order of their texts, which is that of their bytes."""
    ordered: list[int] = []
    for at in range(0, len(words), _NAMES):
        ordered += sorted(words[at : at + _NAMES].tolist(), key=names.__getitem__)
        look()
    ordered.sort(key=names.__getitem__)  # of what is sorted in parts that takes a fraction of the time
    return np.array(ordered, np.int64)


def _shares(sizes: Places) -> Iterator[tuple[int, int, slice]]:
    """Share documents out so that none has too many pieces; give each share's documents and pieces."""
    ends = np.cumsum(sizes)
    first = begin = 0
    while first < len(sizes):
        last = max(first + 1, int(np.searchsorted(ends, begin + _AT_ONCE, "right")))
        last = min(last, first + _DOCUMENTS)
        yield first, last, slice(begin, int(ends[last - 1]))
        first, begin = last, int(ends[last - 1])


class Batch:
    """Entries that are to be inverted."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._clear()

    def _clear(self) -> None:
        self._words = array("I")
        self._titles = array("q")
        self._all = array("q")

    def __len__(self) -> int:
        return len(self._all)

    @property
    def is_full(self) -> bool:
        """Tell whether it is time to invert."""
        return len(self._words) >= _ENOUGH or self.vocabulary.is_full

    def add(self, entry: Entry, look: Look) -> None:
        """Take an entry in as the next document."""
        titles = self.vocabulary.number(pieces_of(entry.title), self._words, look)
        bodies = self.vocabulary.number(pieces_of(entry.body), self._words, look)
        self._titles.append(titles)
        self._all.append(titles + bodies)

    def invert(self, look: Look) -> Run:
        """Give what was taken in, inverted; then it is empty."""
        words = np.frombuffer(self._words, np.uint32)
        titles, sizes = np.array(self._titles, np.int64), np.array(self._all, np.int64)
        look()
        run = Run(self.vocabulary, words, titles, sizes, look)
        self._clear()
        if self.vocabulary.is_full:
            self.vocabulary = Vocabulary()
        return run


class _Places:
    """Where each word of some entries stands: its document, its position, and whether in the title."""

    def __init__(self, known: Known, words: NDArray[np.uint32], titles: Places, sizes: Places) -> None:
        ends = np.cumsum(sizes)
        starts = ends - sizes
        after = np.zeros(len(words) + 1, np.uint32)
        np.cumsum(known.steps[words], dtype=np.uint32, out=after[1:])
        first = after[starts].astype(np.int64)
        self.of_title: Places = after[starts + titles] - first
        """How many positions of each document are its title's."""
        gaps = np.where(self.of_title > 0, GAP, 0)
        self.lengths: Places = after[ends] - first + gaps
        parts = known.parts[words]
        reach = np.zeros(len(words) + 1, np.int64)
        np.cumsum(parts, out=reach[1:])
        begins = reach[starts]
        part = np.repeat(known.first[words] - reach[:-1], parts)
        part += np.arange(len(part))
        self.form: NDArray[Any] = known.form[part]
        self.surface: NDArray[Any] = known.surface[part]
        self.document: NDArray[np.uint32] = np.repeat(
            np.arange(len(sizes), dtype=np.uint32), reach[ends] - begins
        )
        self.in_title = ranges(begins, reach[starts + titles] - begins)
        """The places of the words of titles among all."""
        before = np.repeat(first - gaps, sizes)
        before[ranges(starts, titles)] += np.repeat(gaps, titles)
        self.position: Places = np.repeat(after[:-1] - before, parts) + known.offset[part]


class _Begun:
    """Marks which documents have words that begin alike."""

    def __init__(self, known: Known, order: list[int]) -> None:
        self._size = len(order)
        rank = np.zeros(len(order), np.int64)
        rank[np.array(order, np.int64)] = np.arange(len(order))
        self._begun = [rank[numbers] for numbers in known.begun]
        """What each word begins with, by the order of texts; 0 is nothing."""
        self._marks = np.zeros(0, bool)

    def mark(self, words: NDArray[Any], documents: NDArray[np.uint32], size: int) -> None:
        """Mark the documents that have words; there are `size` documents."""
        if not len(self._marks):
            self._marks = np.zeros(self._size * size, bool)
        for begun in self._begun:
            self._marks[begun[words] * size + documents] = True

    def marked(self, size: int) -> tuple[Places, Places]:
        """Give what is marked: beginnings, and the documents of each; then nothing is any more."""
        found = np.flatnonzero(self._marks[size:]) + size
        self._marks = np.zeros(0, bool)
        return found // size, found % size
