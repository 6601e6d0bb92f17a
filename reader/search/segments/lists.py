"""Lists of postings packed into bytes: which documents have a term, how often, how weighty and where.

The list of a term is one stretch of bytes: the steps from each document to the next, how often the term
stands in each, its weight in each, and its positions. Every part takes one, two or four bytes a number, as
its largest needs; counts that are all one and weights that equal the counts are left out.
"""

import zlib
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]
Places = NDArray[np.int64]
"""Places in an array or in a file."""
Bytes = NDArray[np.uint8]

_TO_JOIN: Final = 1_000
"""Lists whose bytes are joined one by one: of more, numpy reads them in less time."""
_WIDTHS: Final = (1, 2, 4)
_WIDER: Final = (255, 65_535)
_TYPES: Final[dict[int, str]] = {1: "u1", 2: "<u2", 4: "<u4"}
_WIDTH_OF_STEPS: Final = np.array([1, 2, 4, 4], np.int64)
_WIDTH_OF: Final = (0, 1, 2, 4)
_WIDTH_OF_COUNTS: Final = np.array(_WIDTH_OF, np.int64)
_WIDTH_OF_POSITIONS: Final = np.array([2, 4], np.int64)


class Block(NamedTuple):
    """Postings of terms that follow one another in the order of the lexicon.

    Those of term `n` stand from `starts[n]` up to `starts[n + 1]`; `positions` holds as many numbers for
    each posting as `counts` says, or nothing at all.
    """

    starts: Places
    documents: Numbers
    counts: Numbers
    weights: Numbers
    positions: Numbers


class Packed(NamedTuple):
    """Packed lists: their bytes, and for each term its length, its shape and two checksums."""

    data: Bytes
    lengths: Places
    shapes: NDArray[np.uint8]
    heads: Numbers
    tails: Numbers


class Entries(NamedTuple):
    """What the lexicon knows of some lists: needed to unpack them."""

    offsets: Places
    lengths: Places
    sizes: Places
    firsts: Numbers
    shapes: NDArray[np.uint8]
    heads: Numbers
    tails: Numbers


class DamagedListError(Exception):
    """The bytes of a list are not as they were written."""


def pack(block: Block, *, placed: bool) -> Packed:
    """Pack the lists of a block, each term's after that of the one before it."""
    if len(block.starts) == 2:
        return _packed_one(block, placed=placed)
    begins = block.starts[:-1]
    sizes = np.diff(block.starts)
    steps = np.diff(block.documents, prepend=np.uint32(0))
    steps[begins] = 0
    step_code = _code(np.maximum.reduceat(steps, begins))
    most = np.maximum.reduceat(block.counts, begins)
    count_code = np.where(most > 1, _code(most) + 1, 0)
    differ = np.logical_or.reduceat(block.weights != block.counts, begins)
    weight_code = np.where(differ, _code(np.maximum.reduceat(block.weights, begins)) + 1, 0)
    held = np.add.reduceat(block.counts, begins, dtype=np.int64) if placed else np.zeros(len(sizes), np.int64)
    place_starts = np.cumsum(held) - held
    place_code = (
        (np.maximum.reduceat(block.positions, place_starts) > _WIDER[1]).astype(np.int64)
        if placed
        else np.zeros(len(sizes), np.int64)
    )
    shapes = (step_code | count_code << 2 | weight_code << 4 | place_code << 6).astype(np.uint8)
    widths = _WIDTH_OF_STEPS[step_code], _WIDTH_OF_COUNTS[count_code], _WIDTH_OF_COUNTS[weight_code]
    ends = np.cumsum(
        [
            (sizes - 1) * widths[0],
            sizes * widths[1],
            sizes * widths[2],
            held * _WIDTH_OF_POSITIONS[place_code],
        ],
        axis=0,
    )
    lengths = ends[3]
    offsets = np.cumsum(lengths) - lengths
    data = np.zeros(int(lengths.sum()), np.uint8)
    later = np.ones(len(steps), bool)
    later[begins] = False
    _put(data, offsets, sizes - 1, widths[0], steps[later])
    _put(data, offsets + ends[0], sizes, widths[1], block.counts)
    _put(data, offsets + ends[1], sizes, widths[2], block.weights)
    if placed:
        _put(data, offsets + ends[2], held, _WIDTH_OF_POSITIONS[place_code], block.positions)
    heads = np.array(_sums(data, offsets, offsets + ends[2]), np.uint32)
    tails = np.array(_sums(data, offsets + ends[2], offsets + lengths), np.uint32)
    return Packed(data, lengths, shapes, heads, tails)


def _packed_one(block: Block, *, placed: bool) -> Packed:
    """As `pack`, of one list: a few pieces, one after the other."""
    steps = np.diff(block.documents)
    widths = [_WIDTHS[int(_code(steps.max(initial=0)))], 0, 0, 0]
    if (most := block.counts.max()) > 1:
        widths[1] = _WIDTHS[int(_code(most))]
    if (block.weights != block.counts).any():
        widths[2] = _WIDTHS[int(_code(block.weights.max()))]
    if placed:
        widths[3] = 4 if block.positions.max() > _WIDER[1] else 2
    pieces = [
        part.astype(_TYPES[width]).view(np.uint8) if width else np.zeros(0, np.uint8)
        for part, width in zip((steps, block.counts, block.weights, block.positions), widths, strict=True)
    ]
    data = np.concatenate(pieces)
    end = len(data) - len(pieces[3])
    codes = [_WIDTHS.index(widths[0]), *(_WIDTH_OF.index(width) for width in widths[1:3]), widths[3] >> 2]
    shape = codes[0] | codes[1] << 2 | codes[2] << 4 | codes[3] << 6
    return Packed(
        data,
        np.array([len(data)], np.int64),
        np.array([shape], np.uint8),
        np.array([zlib.crc32(data[:end].data)], np.uint32),
        np.array([zlib.crc32(data[end:].data)], np.uint32),
    )


def unpack(data: Bytes, entries: Entries, *, placed: bool) -> Block:
    """Unpack many lists at once.

    Raises:
        DamagedListError: when a checksum does not fit.
    """
    if len(entries.sizes) == 1:
        return _unpacked_one(data, entries, placed=placed)
    shapes = entries.shapes.astype(np.int64)
    ends = _ends(entries)
    bodies = entries.offsets + ends[2]
    if placed and _sums(data, bodies, entries.offsets + entries.lengths) != entries.tails.tolist():
        raise DamagedListError
    documents, counts = documents_of(data, entries).astype(np.uint32), counts_of(data, entries)
    sizes = entries.sizes
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
    begins = starts[:-1]
    width = _WIDTH_OF_COUNTS[shapes >> 4 & 3]
    weights = np.where(
        np.repeat(width > 0, sizes), _got(data, entries.offsets + ends[1], sizes, width, 0), counts
    )
    positions = np.zeros(0, np.uint32)
    if placed:
        held = np.add.reduceat(counts, begins, dtype=np.int64)
        positions = _got(data, bodies, held, _WIDTH_OF_POSITIONS[shapes >> 6 & 1], 0)
    return Block(starts, documents, counts, weights, positions)


def _unpacked_one(data: Bytes, entries: Entries, *, placed: bool) -> Block:
    """As `unpack`, of one list."""
    found = PostingList(data, tuple(int(each[0]) for each in entries))  # type: ignore[arg-type]
    positions = found.positions().astype(np.uint32) if placed else np.zeros(0, np.uint32)
    return Block(
        np.array([0, len(found.documents)], np.int64),
        found.documents.astype(np.uint32),
        found.counts.astype(np.uint32),
        found.weights.astype(np.uint32),
        positions,
    )


def documents_of(data: Bytes, entries: Entries) -> Places:
    """Unpack the documents of many lists at once, one list after the other.

    Raises:
        DamagedListError: when a checksum does not fit.
    """
    ends = _ends(entries)
    if _sums(data, entries.offsets, entries.offsets + ends[2]) != entries.heads.tolist():
        raise DamagedListError
    sizes = entries.sizes
    total = int(sizes.sum())
    if total == len(sizes):
        return entries.firsts.astype(np.int64)
    begins = np.cumsum(sizes) - sizes
    widths = _WIDTH_OF_STEPS[entries.shapes & 3]
    if len(sizes) <= _TO_JOIN and (widths == widths[0]).all():
        steps = _joined(data, entries.offsets, (sizes - 1) * widths[0], int(widths[0]))
    else:
        steps = np.zeros(total, np.uint32)
        later = np.ones(total, bool)
        later[begins] = False
        steps[np.flatnonzero(later)] = _got(data, entries.offsets, sizes - 1, widths, 0)
    climbed: Places = np.cumsum(steps, dtype=np.int64)
    climbed += np.repeat(entries.firsts.astype(np.int64) - climbed[begins], sizes)
    return climbed


def counts_of(data: Bytes, entries: Entries) -> Numbers:
    """Unpack the counts of many lists at once, as `documents_of`, which compares the checksums."""
    widths = _WIDTH_OF_COUNTS[entries.shapes.astype(np.int64) >> 2 & 3]
    return _got(data, entries.offsets + _ends(entries)[0], entries.sizes, widths, 1)


def documents_at(data: Any, entry: tuple[int, int, int, int, int, int, int]) -> Places:  # noqa: ANN401 - a map of a file
    """Unpack the documents of one list; as `PostingList`."""
    offset, _, size, first, shape, head, _ = entry
    step, count, weight = _WIDTHS[shape & 3], shape >> 2 & 3, shape >> 4 & 3
    end = offset + (size - 1) * step + size * (_WIDTH_OF[count] + _WIDTH_OF[weight])
    if zlib.crc32(memoryview(data)[offset:end]) != head:
        raise DamagedListError
    documents: Places = np.empty(size, np.int64)
    documents[0] = first
    if size > 1:
        np.cumsum(np.frombuffer(data, _TYPES[step], size - 1, offset), out=documents[1:])
        documents[1:] += first
    return documents


def _ends(entries: Entries) -> Places:
    """Give where, from the start of each list, its steps, counts and weights end."""
    sizes, shapes = entries.sizes, entries.shapes.astype(np.int64)
    widths = _WIDTH_OF_STEPS[shapes & 3], _WIDTH_OF_COUNTS[shapes >> 2 & 3], _WIDTH_OF_COUNTS[shapes >> 4 & 3]
    ends: Places = np.cumsum([(sizes - 1) * widths[0], sizes * widths[1], sizes * widths[2]], axis=0)
    return ends


class PostingList:
    """The list of one term, read as a few arrays; positions only when they are asked for."""

    __slots__ = ("_checked", "_data", "_end", "_tail", "_wide", "counts", "documents", "weights")

    def __init__(self, data: Any, entry: tuple[int, int, int, int, int, int, int]) -> None:  # noqa: ANN401 - a map of a file
        """`entry` is what `Entries` holds, for one list.

        Raises:
            DamagedListError: when the checksum does not fit.
        """
        offset, length, size, _, shape, _, self._tail = entry
        step, count, weight = _WIDTHS[shape & 3], shape >> 2 & 3, shape >> 4 & 3
        steps_end = offset + (size - 1) * step
        counts_end = steps_end + size * _WIDTH_OF[count]
        head_end = counts_end + size * _WIDTH_OF[weight]
        self._data = memoryview(data)[head_end : offset + length]
        self.documents = documents_at(data, entry)
        self.counts: NDArray[Any] = (
            np.frombuffer(data, _TYPES[_WIDTHS[count - 1]], size, steps_end)
            if count
            else np.ones(size, np.uint8)
        )
        self.weights: NDArray[Any] = (
            np.frombuffer(data, _TYPES[_WIDTHS[weight - 1]], size, counts_end) if weight else self.counts
        )
        self._wide = bool(shape >> 6 & 1)
        self._checked = False

    def positions(self) -> NDArray[Any]:
        """Give the positions of all documents, one after the other.

        Raises:
            DamagedListError: when the checksum does not fit.
        """
        if not self._checked:
            if zlib.crc32(self._data) != self._tail:
                raise DamagedListError
            self._checked = True
        return np.frombuffer(self._data, "<u4" if self._wide else "<u2")

    def places(self, chosen: NDArray[np.bool_] | None = None) -> Places:
        """Give every place of the term in the chosen postings, in order: the document, then the position.

        Both make one number, the position its lower 32 bits.
        """
        documents, counts, positions = self.documents, self.counts, self.positions()
        if chosen is not None and not chosen.all():
            some = np.flatnonzero(chosen)  # to pick by number takes a fifth of the time that signs take
            ends = np.cumsum(counts, dtype=np.int64).take(some)
            documents, counts = documents.take(some), counts.take(some).astype(np.int64)
            positions = positions.take(ranges(ends - counts, counts))
        places: Places = np.repeat(documents << 32, counts)
        places |= positions
        return places


def ranges(starts: Places, lengths: Places) -> Places:
    """Give the numbers of each range, one range after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(int(lengths.sum()))


def once(numbers: Places) -> Places:
    """Give each number once, in order. By sorting: numpy's own way takes a hundred times as long."""
    ordered = np.sort(numbers, kind="stable")
    new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]


def _code(largest: NDArray[Any]) -> Places:
    """Give which width the largest number needs."""
    return (largest > _WIDER[0]).astype(np.int64) + (largest > _WIDER[1])


def _put(data: Bytes, offsets: Places, sizes: Places, widths: Places, values: Numbers) -> None:
    """Write for each list its numbers at its offset, in its width."""
    if len(sizes) == 1 and widths[0]:
        packed = values.astype(_TYPES[int(widths[0])]).view(np.uint8)
        data[int(offsets[0]) : int(offsets[0]) + len(packed)] = packed
        return
    for width in _WIDTHS:
        chosen = widths == width
        if not chosen.any():
            continue
        numbers = values if chosen.all() else values[np.repeat(chosen, sizes)]
        at = _spread(offsets[chosen], sizes[chosen], width)
        if width == 1:
            data[at] = numbers
        else:
            split = numbers.astype(_TYPES[width]).view(np.uint8).reshape(-1, width)
            for place in range(width):
                data[at + place] = split[:, place]


def _got(data: Bytes, offsets: Places, sizes: Places, widths: Places, missing: int) -> Numbers:
    """Read for each list its numbers; `missing` where they were left out."""
    if len(sizes) == 1 and widths[0]:
        kind = _TYPES[int(widths[0])]
        return np.frombuffer(data, kind, int(sizes[0]), int(offsets[0])).astype(np.uint32)
    values = np.full(int(sizes.sum()), missing, np.uint32)
    for width in _WIDTHS:
        chosen = widths == width
        if not chosen.any():
            continue
        at = _spread(offsets[chosen], sizes[chosen], width)
        numbers = data[at].astype(np.uint32)
        for place in range(1, width):
            numbers |= data[at + place].astype(np.uint32) << np.uint32(8 * place)
        if chosen.all():
            return numbers
        values[np.flatnonzero(np.repeat(chosen, sizes))] = numbers
    return values


def _joined(data: Bytes, offsets: Places, lengths: Places, width: int) -> NDArray[Any]:
    """Read numbers of one width out of some stretches, and a nought before each stretch."""
    view, nought = data.data, bytes(width)
    stretches = zip(offsets.tolist(), (offsets + lengths).tolist(), strict=True)
    pieces = [piece for begin, end in stretches for piece in (nought, view[begin:end])]
    return np.frombuffer(b"".join(pieces), _TYPES[width])


def _spread(offsets: Places, sizes: Places, width: int) -> Places:
    before = np.cumsum(sizes) - sizes
    return np.repeat(offsets - before * width, sizes) + np.arange(int(sizes.sum())) * width


def _sums(data: Bytes, begins: Places, ends: Places) -> list[int]:
    """Give a checksum of each stretch."""
    crc, view = zlib.crc32, data.data
    return [crc(view[begin:end]) for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
