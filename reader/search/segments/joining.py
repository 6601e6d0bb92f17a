"""Joining: the words of new entries and of older segments become the files of one new segment."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from reader.search.looks import Look
from reader.search.segments.inversion import FIELDS, PLACED
from reader.search.segments.lexicon import LexiconDraft
from reader.search.segments.lists import Block, Places, pack, ranges
from reader.search.segments.segment import COLUMNS, Segment

_POSTINGS: Final = 300_000
"""Postings that are joined at once: a few hundredths of a second."""
_HEAVY: Final = 4
"""The part of them that one term must have to be joined by itself."""
_TERMS: Final = 4_000
"""Terms that are joined at once."""


class Source(Protocol):
    """Whatever has terms with postings: older segments and inverted entries.

    The blocks of a field are asked for in order, each once.
    """

    def terms(self, field: str) -> Sequence[bytes]:
        """Give the terms of a field in order."""

    def sizes(self, field: str) -> Places:
        """Give how many postings each term has at most."""

    def shared(self, field: str, first: int, last: int) -> NDArray[np.uint16]:
        """Give for some surfaces how many bytes each shares with its form, from its start."""

    def block(self, field: str, first: int, last: int) -> Block:
        """Give the postings of some terms; a term may have none left."""


class Older:
    """A segment that is joined: without its deleted documents, the others numbered anew."""

    def __init__(self, segment: Segment, numbers: Places) -> None:
        """`numbers` gives each document its new number, or -1 when it is deleted."""
        self._segment = segment
        self._file = segment.open_lists()
        self._numbers = numbers
        self._whole = bool((numbers >= 0).all())

    def close(self) -> None:
        """Give the file of postings back."""
        self._file.close()

    def terms(self, field: str) -> Sequence[bytes]:
        """Give the terms of a field in order."""
        return self._segment.lexicon(field)

    def sizes(self, field: str) -> Places:
        """Give how many postings each term has."""
        return self._segment.lexicon(field).sizes

    def shared(self, field: str, first: int, last: int) -> NDArray[np.uint16]:
        """Give for some surfaces how many bytes each shares with its form, from its start."""
        return self._segment.lexicon(field).shared[first:last]

    def block(self, field: str, first: int, last: int) -> Block:
        """Give the postings of some terms; a term may have none left."""
        block = self._segment.block(self._file, field, first, last, placed=field in PLACED)
        documents = self._numbers[block.documents]
        if self._whole:
            return block._replace(documents=documents.astype(np.uint32))
        kept = documents >= 0
        positions = block.positions[np.repeat(kept, block.counts)] if field in PLACED else block.positions
        before: Places = np.concatenate((np.zeros(1, np.int64), np.cumsum(kept, dtype=np.int64)))
        starts = before[block.starts]
        return Block(
            starts, documents[kept].astype(np.uint32), block.counts[kept], block.weights[kept], positions
        )


class Stretch(NamedTuple):
    """Terms of a field that follow one another, and their postings."""

    terms: list[bytes]
    shared: NDArray[np.uint16]
    block: Block


class SegmentFiles:
    """The files of a new segment while they are written."""

    def __init__(self, storage: Any, segment: Any) -> None:  # noqa: ANN401 - Whoosh has no types
        from whoosh.codec.whoosh3 import W3Codec

        self._storage = storage
        self._segment = segment
        self._folder = Path(storage.folder)
        self._lexicon = LexiconDraft()
        self._terms = self._folder / segment.make_filename(W3Codec.TERMS_EXT)
        self._lists = (self._folder / segment.make_filename(W3Codec.POSTS_EXT)).open("wb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lists.close()

    def write_words(self, sources: Sequence[Source], look: Look) -> Iterator[None]:
        """Write the terms and postings of all fields, in steps of at most a few tenths of a second.

        Raises:
            OSError: when they cannot be written.
        """
        for field in FIELDS:
            self._lexicon.start(field)
            for stretch in joined(field, sources, look):
                packed = pack(stretch.block, placed=field in PLACED)
                look()
                firsts = stretch.block.documents[stretch.block.starts[:-1]]
                sizes = np.diff(stretch.block.starts)
                self._lists.write(packed.data)
                self._lexicon.add(field, stretch.terms, sizes, firsts, stretch.shared, packed)
                yield

    def finish(self, columns: dict[str, Places], look: Look) -> None:
        """Write the lexicon and the columns.

        Raises:
            OSError: when they cannot be written.
        """
        from reader.search.segments.layout import PackedCodec, write_stored

        self._lists.flush()
        look()
        self._terms.write_bytes(self._lexicon.data())
        look()
        for name, kind in COLUMNS:
            path = self._folder / PackedCodec.column_filename(self._segment, name)
            path.write_bytes(columns[name].astype(kind).tobytes())
        write_stored(self._storage, self._segment, len(columns["article"]))


def joined(field: str, sources: Sequence[Source], look: Look) -> Iterator[Stretch]:
    """Give the terms of all sources in order, stretch by stretch; terms without postings are left out."""
    names = [source.terms(field) for source in sources]
    for spans in _stretches(names, [source.sizes(field) for source in sources]):
        look()
        parts = [
            Stretch(
                list(terms[first:last]), source.shared(field, first, last), source.block(field, first, last)
            )
            for source, terms, (first, last) in zip(sources, names, spans, strict=True)
            if last > first
        ]
        if not parts:
            continue
        look()
        stretch = _living(parts[0] if len(parts) == 1 else _merged(parts, placed=field in PLACED))
        if stretch.terms:
            look()
            yield stretch


def _stretches(names: list[Sequence[bytes]], sizes: list[Places]) -> Iterator[list[tuple[int, int]]]:
    """Cut the terms of all sources at the same texts, so that no piece has too many postings."""
    longest = max(range(len(names)), key=lambda number: len(names[number]))
    reach = np.cumsum(sizes[longest])
    total = int(reach[-1]) if len(reach) else 0
    step = max(1, _POSTINGS // len(names))
    by_size = np.searchsorted(reach, np.arange(step, total, step))
    heavy = np.flatnonzero(sizes[longest] >= step // _HEAVY)  # alone, they need no sorting and little memory
    borders = np.unique(np.concatenate((by_size, heavy, heavy + 1, np.arange(_TERMS, len(reach), _TERMS))))
    borders = borders[(borders > 0) & (borders < len(reach))]
    at = [0] * len(names)
    for border in borders.tolist():
        text = names[longest][border]
        ends = [bisect_left(terms, text, begin) for terms, begin in zip(names, at, strict=True)]
        yield list(zip(at, ends, strict=True))
        at = ends
    yield list(zip(at, map(len, names), strict=True))


def _merged(parts: list[Stretch], *, placed: bool) -> Stretch:
    terms = sorted({term for part in parts for term in part.terms})
    if len(terms) == 1:
        return _one_term(parts)
    rank = {term: place for place, term in enumerate(terms)}
    targets = [np.fromiter(map(rank.__getitem__, part.terms), np.int64, len(part.terms)) for part in parts]
    shared = np.zeros(len(terms), np.uint16)
    for target, part in zip(targets, parts, strict=True):
        shared[target] = part.shared
    blocks = [part.block for part in parts]
    of_posting = np.concatenate(
        [np.repeat(target, np.diff(block.starts)) for target, block in zip(targets, blocks, strict=True)]
    )
    small = of_posting.astype(np.uint16) if len(terms) < 1 << 16 else of_posting
    order = np.argsort(small, kind="stable")
    counts = np.concatenate([block.counts for block in blocks])
    positions = np.concatenate([block.positions for block in blocks])
    held = counts[order].astype(np.int64)
    if placed:
        before = np.cumsum(counts, dtype=np.int64) - counts
        positions = positions[ranges(before[order], held)]
    ends = np.cumsum(np.bincount(of_posting, minlength=len(terms)))
    block = Block(
        np.concatenate((np.zeros(1, np.int64), ends)),
        np.concatenate([block.documents for block in blocks])[order],
        counts[order],
        np.concatenate([block.weights for block in blocks])[order],
        positions,
    )
    return Stretch(terms, shared, block)


def _one_term(parts: list[Stretch]) -> Stretch:
    """Join the postings of one term: the documents of each source come after those of the one before."""
    columns = [np.concatenate([part.block[column] for part in parts]) for column in range(1, 5)]
    starts = np.array([0, len(columns[0])], np.int64)
    return Stretch(parts[0].terms, parts[0].shared, Block(starts, *columns))


def _living(stretch: Stretch) -> Stretch:
    """Leave terms without postings out."""
    sizes = np.diff(stretch.block.starts)
    if sizes.all():
        return stretch
    living = sizes > 0
    starts = np.append(stretch.block.starts[:-1][living], stretch.block.starts[-1])
    terms = [term for term, keep in zip(stretch.terms, living.tolist(), strict=True) if keep]
    return Stretch(terms, stretch.shared[living], stretch.block._replace(starts=starts))
