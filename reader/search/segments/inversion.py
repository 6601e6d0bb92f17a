"""Inversion: entries come in as words in order, and go out as terms, each with its postings.

One sort does it: a number of 64 bits holds the rank of a word's term, the document and the position.
"""

from array import array
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.analysis.words import chunks_of, is_paired
from reader.search.entry import GAP, TITLE_WEIGHT, Entry
from reader.search.looks import Look
from reader.search.segments.lists import Block, Places, ranges
from reader.search.segments.vocabulary import Chunks, Vocabulary

FIELDS: Final = ("initials", "surfaces", "text", "title")
PLACED: Final = frozenset({"surfaces", "text", "title"})
"""Fields whose postings have positions."""
INITIALS: Final = 2
"""First signs of words that have postings of their own: beginnings so short have thousands of terms."""
_ENOUGH: Final = 200_000
"""Words that are inverted at once: no step takes more than a few hundredths of a second."""
_MANY: Final = 20_000
"""Entries that are inverted at once."""


class Run:
    """Inverted entries in memory; `base` is the number that their first document has among others."""

    def __init__(self, fields: "dict[str, Field]", documents: int) -> None:
        for field in fields.values():
            field.block = Block(field.block.starts, *map(_narrow, field.block[1:]))
        self._fields = fields
        self.documents = documents
        self.base = 0

    def terms(self, field: str) -> list[bytes]:
        """Give the terms of a field in order."""
        return self._fields[field].terms

    def sizes(self, field: str) -> Places:
        """Give how many postings each term has."""
        return np.diff(self._fields[field].block.starts)

    def shared(self, field: str, first: int, last: int) -> NDArray[np.uint16]:
        """Give for some surfaces how many bytes each shares with its form, from its start."""
        return self._fields[field].shared[first:last]

    def block(self, field: str, first: int, last: int) -> Block:
        """Give the postings of some terms."""
        whole = self._fields[field]
        starts = whole.block.starts[first : last + 1]
        a, b = int(starts[0]), int(starts[-1])
        placed = slice(int(whole.places[a]), int(whole.places[b])) if field in PLACED else slice(0)
        documents, counts, weights = (
            column[a:b].astype(np.uint32)
            for column in (whole.block.documents, whole.block.counts, whole.block.weights)
        )
        documents += np.uint32(self.base)
        return Block(starts - a, documents, counts, weights, whole.block.positions[placed].astype(np.uint32))


@dataclass(slots=True)
class Field:
    """The terms of a field with their postings; `places` says where the positions of each begin."""

    terms: list[bytes]
    block: Block
    places: Places
    shared: NDArray[np.uint16]


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
        return len(self._words) >= _ENOUGH or len(self._all) >= _MANY

    def add(self, entry: Entry, look: Look) -> None:
        """Take an entry in as the next document."""
        titles = self.vocabulary.number(_chunks(entry.title), self._words, look)
        bodies = self.vocabulary.number(_chunks(entry.body), self._words, look)
        self._titles.append(titles)
        self._all.append(titles + bodies)

    def invert(self, look: Look) -> tuple[Run, Places]:
        """Give what was taken in, inverted, and the length of each document; then it is empty."""
        chunks = self.vocabulary.arrays()
        words = np.frombuffer(self._words, np.uint32).astype(np.int64)
        titles, sizes = np.array(self._titles, np.int64), np.array(self._all, np.int64)
        look()
        places = _Places(chunks, words, titles, sizes)
        look()
        terms = self.vocabulary.terms
        text = _inverted(places.form, places, terms, look)
        title = _inverted(places.form, places.only(places.in_title), terms, look)
        _weigh(text, title)
        apart = places.form != places.surface
        surfaces = _inverted(places.surface, places.only(apart), terms, look)
        shared = map(self.vocabulary.shared.__getitem__, surfaces.terms)
        surfaces.shared = np.fromiter(shared, np.uint16, len(surfaces.terms))
        look()
        fields = {"text": text, "title": title, "surfaces": surfaces, "initials": _initials(text, surfaces)}
        look()
        run = Run(fields, len(sizes))
        self._clear()
        if self.vocabulary.is_full:
            self.vocabulary = Vocabulary()
        return run, places.lengths


def _chunks(text: str) -> Any:  # noqa: ANN401 - an iterator of texts
    return chunks_of(text.lower() if text.isascii() else text)


class _Places:
    """Where each word of the entries stands: its document, its position, and whether in the title."""

    def __init__(self, chunks: Chunks, words: Places, titles: Places, sizes: Places) -> None:
        ends = np.cumsum(sizes)
        starts = ends - sizes
        document = np.repeat(np.arange(len(sizes)), sizes)
        steps = chunks.steps[words]
        after = np.concatenate((np.zeros(1, np.int64), np.cumsum(steps)))
        in_title = np.arange(len(words)) - starts[document] < titles[document]
        of_title = after[starts + titles] - after[starts]
        gaps = np.where(of_title > 0, GAP, 0)
        position = after[:-1] - after[starts][document] + np.where(in_title, 0, gaps[document])
        self.lengths: Places = after[ends] - after[starts] + gaps
        parts = chunks.parts[words]
        part = ranges(chunks.first[words], parts)
        self.form = chunks.form[part]
        self.surface = chunks.surface[part]
        self.document = np.repeat(document, parts)
        self.position = np.repeat(position, parts) + chunks.offset[part]
        self.in_title = np.repeat(in_title, parts)
        self.chosen: NDArray[np.bool_] | None = None

    def only(self, chosen: NDArray[np.bool_]) -> "_Places":
        """Give some of them."""
        less = object.__new__(_Places)
        less.document, less.position = self.document[chosen], self.position[chosen]
        less.chosen = chosen
        return less


def _inverted(words: Places, places: _Places, names: list[bytes], look: Look) -> Field:
    if places.chosen is not None:
        words = words[places.chosen]
    if not len(words):
        none = np.zeros(0, np.uint32)
        return Field([], Block(np.zeros(1, np.int64), none, none, none, none), np.zeros(1, np.int64), _none())
    used = np.flatnonzero(np.bincount(words, minlength=len(names)))
    ordered = sorted(used.tolist(), key=names.__getitem__)
    rank = np.zeros(len(names), np.uint64)
    rank[np.array(ordered, np.int64)] = np.arange(len(ordered))
    look()
    of_document = np.uint64(max(1, int(places.document.max()).bit_length()))
    of_position = np.uint64(max(1, int(places.position.max()).bit_length()))
    keys = rank[words] << of_document
    keys |= places.document.astype(np.uint64)
    keys <<= of_position
    keys |= places.position.astype(np.uint64)
    look()
    keys.sort()
    look()
    keys = keys[_new(keys)]
    positions = (keys & np.uint64((1 << int(of_position)) - 1)).astype(np.uint32)
    keys >>= of_position
    begins = np.flatnonzero(_new(keys))
    counts = np.diff(np.append(begins, len(keys))).astype(np.uint32)
    look()
    keys = keys[begins]
    documents = (keys & np.uint64((1 << int(of_document)) - 1)).astype(np.uint32)
    starts = np.append(np.flatnonzero(_new(keys >> of_document)), len(keys))
    block = Block(starts, documents, counts, counts, positions)
    terms = [names[number] for number in ordered]
    return Field(terms, block, np.append(begins, len(positions)), np.zeros(len(terms), np.uint16))


def _narrow(numbers: NDArray[Any]) -> NDArray[Any]:
    """Give numbers in as few bytes as they need: many runs wait in memory to be written."""
    return numbers.astype(np.min_scalar_type(int(numbers.max()))) if len(numbers) else numbers


def _none() -> NDArray[np.uint16]:
    return np.zeros(0, np.uint16)


def _new(keys: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which of the sorted keys differ from the one before."""
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return new


def _weigh(text: Field, title: Field) -> None:
    """Let words of the title weigh more in the text."""
    if not title.terms:
        return
    rank = {term: at for at, term in enumerate(text.terms)}
    terms = np.fromiter(map(rank.__getitem__, title.terms), np.int64, len(title.terms))
    in_title = np.repeat(terms, np.diff(title.block.starts)) << 32 | title.block.documents
    in_text = np.repeat(np.arange(len(text.terms)), np.diff(text.block.starts)) << 32 | text.block.documents
    weights = text.block.counts.copy()
    weights[np.searchsorted(in_text, in_title)] += title.block.counts * np.uint32(TITLE_WEIGHT - 1)
    text.block = text.block._replace(weights=weights)


def _initials(*fields: Field) -> Field:
    """Give the first signs of words, each with the documents that have such a word."""
    names: dict[str, int] = {}
    begun = [_Begun(names, signs) for signs in range(1, INITIALS + 1)]
    keys: list[Places] = []
    for field in fields:
        sizes = np.diff(field.block.starts)
        documents = field.block.documents.astype(np.int64)
        heads = [term.decode()[:INITIALS] for term in field.terms]
        for known in begun:
            numbers = np.fromiter(map(known.__getitem__, heads), np.int64, len(heads))
            kept = np.repeat(numbers >= 0, sizes)
            keys.append((np.repeat(numbers, sizes) << 32 | documents)[kept])
    ordered = sorted((name.encode(), number) for name, number in names.items())
    rank = np.zeros(len(ordered), np.int64)
    rank[np.fromiter((number for _, number in ordered), np.int64, len(ordered))] = np.arange(len(ordered))
    whole: Places = np.concatenate(keys)
    whole = rank[whole >> 32] << 32 | (whole & 0xFFFFFFFF)
    whole.sort()
    whole = whole[_new(whole)]
    starts = np.append(np.flatnonzero(_new(whole >> 32)), len(whole))
    if not len(whole):
        starts = np.zeros(1, np.int64)
    ones = np.ones(len(whole), np.uint32)
    block = Block(starts, (whole & 0xFFFFFFFF).astype(np.uint32), ones, ones, ones[:0])
    terms = [name for name, _ in ordered]
    return Field(terms, block, starts[:0], np.zeros(len(terms), np.uint16))


class _Begun(dict[str, int]):
    """The number of so many first signs of a word, by its first signs; -1 where they are not kept."""

    def __init__(self, names: dict[str, int], signs: int) -> None:
        super().__init__()
        self._names = names
        self._signs = signs

    def __missing__(self, head: str) -> int:
        name = head[: self._signs]
        kept = len(name) == self._signs and not (self._signs > 1 and is_paired(name[0]))
        number = self[head] = self._names.setdefault(name, len(self._names)) if kept else -1
        return number
