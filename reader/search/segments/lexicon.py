"""The lexicon of a segment: every term of every field, and where its list of postings lies.

It is read where it lies in the file, without loading it: a term is looked up by halving, a beginning by
two look-ups.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Final, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from reader.search.segments.lists import Entries, Numbers, Packed, Places

_MAGIC: Final = b"PmLx"
_AFTER_ALL: Final = b"\xff"
"""A byte that no UTF-8 holds: behind every text that begins alike."""
_FIRST_OF_MANY: Final = 128
"""Bytes from which on several make one sign."""
_SELDOM: Final = 50
"""The part of all bytes up to which those of longer signs are looked up one by one."""
_OFTEN: Final = 200
"""Terms looked up from which on those are kept that halve the way: that takes as long as so many."""
_KEY: Final = 8
"""First bytes of a term that are compared as one number."""
_POST: Final = 256
"""Terms from one post of the fence to the next."""
_LONG: Final = 400
"""Postings of a list that is better read by itself than together with others."""
_FEW: Final = 8
"""Lists that are better read one by one, as short as they may be."""
_ARRAYS: Final = (
    ("offsets", "<u8", 1),
    ("texts", "<u4", 1),
    ("sizes", "<u4", 0),
    ("firsts", "<u4", 0),
    ("heads", "<u4", 0),
    ("tails", "<u4", 0),
    ("shared", "<u2", 0),
    ("shapes", "u1", 0),
)
"""Name, type and, beyond the number of terms, length of each array of a field."""


class Letters:
    """The letters of words that follow one another: their bytes, and of each word what they tell at once."""

    def __init__(self, text: NDArray[np.uint8], borders: Places) -> None:
        self.text = text
        """The bytes of all words, one after the other."""
        self.starts = borders[:-1]
        self.lengths = np.diff(borders)

    @cached_property
    def lasts(self) -> NDArray[np.uint8]:
        """The last byte of each word."""
        return self.text[self.starts + self.lengths - 1]

    @cached_property
    def kinds(self) -> Numbers:
        """The kinds of letters of each word; as `kinds_of_letters`."""
        return kinds_of_letters(self.text, self.starts)

    @cached_property
    def plain(self) -> NDArray[np.bool_]:
        """Whether each letter of a word is one byte."""
        plain = np.ones(len(self.starts), bool)
        others = np.flatnonzero(self.text >= _FIRST_OF_MANY)
        if len(others) * _SELDOM > len(self.text):
            return np.bitwise_or.reduceat(self.text, self.starts) < _FIRST_OF_MANY
        plain[np.searchsorted(self.starts, others, "right") - 1] = False
        return plain


@cache
def _bits() -> Numbers:
    """Give the bit of each byte: small and large letters share it."""
    bits: Numbers = np.uint32(1) << (np.arange(256, dtype=np.uint32) & np.uint32(31))
    return bits


def kinds_of_letters(text: NDArray[np.uint8], starts: Places) -> Numbers:
    """Tell for each word which kinds of letters it holds, one bit a kind; some kinds share one."""
    if not len(starts):
        return starts.astype(np.uint32)
    found: Numbers = np.bitwise_or.reduceat(_bits()[text], starts)
    return found


class Lexicon(Sequence[bytes]):
    """The terms of one field in order, and what is known of the list of each."""

    def __init__(self, arrays: dict[str, NDArray[Any]], data: Any, at: int) -> None:  # noqa: ANN401 - a map of a file
        self._data = data
        self._at = at
        self._letters: Letters | None = None
        self._looked_up = 0
        self._texts = arrays["texts"]
        self._borders = self._texts.astype(np.uint32, copy=False).data
        """As `_texts`: it gives single numbers in a fifth of the time."""
        self.offsets = arrays["offsets"]
        self.sizes = arrays["sizes"]
        """How many documents have the term."""
        self.shared = arrays["shared"]
        """How many bytes a surface has in common with its form, from its start."""
        self._firsts = arrays["firsts"]
        self._shapes = arrays["shapes"]
        self._heads = arrays["heads"]
        self._tails = arrays["tails"]

    def __len__(self) -> int:
        return len(self.sizes)

    @overload
    def __getitem__(self, place: int) -> bytes: ...

    @overload
    def __getitem__(self, place: slice) -> list[bytes]: ...

    def __getitem__(self, place: int | slice) -> bytes | list[bytes]:
        if isinstance(place, slice):
            first, last, _ = place.indices(len(self))
            borders = self._texts[first : last + 1].tolist()
            base = borders[0] if borders else 0
            whole = self._data[self._at + base : self._at + (borders[-1] if borders else 0)]
            return [whole[a - base : b - base] for a, b in pairwise(borders)]
        at, borders = self._at, self._borders
        found: bytes = self._data[at + borders[place] : at + borders[place + 1]]
        return found

    def letters(self, words: range) -> Letters:
        """Give the letters of some words; those of all are kept."""
        if len(words) < len(self):
            return self._letters_of(words)
        if self._letters is None:
            self._letters = self._letters_of(words)
        return self._letters

    def _letters_of(self, words: range) -> Letters:
        borders = self._texts[words.start : words.stop + 1].astype(np.int64)
        begin = int(borders[0])
        text = np.frombuffer(self._data, np.uint8, int(borders[-1]) - begin, self._at + begin)
        return Letters(text, borders - begin)

    def place(self, term: bytes) -> int:
        """Give the place of a term, or -1."""
        at = self._first_from(term, 0)
        return at if at < len(self) and self[at] == term else -1

    def places(self, terms: Sequence[bytes]) -> Places:
        """Give the places of many terms, -1 for those that are not there: all are looked up together.

        By their first bytes as numbers; what those leave open is looked up by itself.
        """
        wanted = np.array(
            [int.from_bytes(term[:_KEY].ljust(_KEY, b"\0"), "big") for term in terms], np.uint64
        )
        first, last = np.zeros(len(terms), np.int64), np.full(len(terms), len(self), np.int64)
        while (open_ := first < last).any():
            middle = (first + last) >> 1
            before = open_ & (self._keys(np.minimum(middle, len(self) - 1)) < wanted)
            first = np.where(before, middle + 1, first)
            last = np.where(open_ & ~before, middle, last)
        found = [
            bisect_left(self, term, at) if len(term) > _KEY else at
            for term, at in zip(terms, first.tolist(), strict=True)
        ]
        known = [at < len(self) and self[at] == term for term, at in zip(terms, found, strict=True)]
        return np.where(known, np.array(found, np.int64), -1)

    def _keys(self, places: Places) -> NDArray[np.uint64]:
        """Give the first bytes of some terms as numbers in their order."""
        starts = self._texts[places].astype(np.int64)
        lengths = self._texts[places + 1] - starts
        reach = np.arange(_KEY)
        text = np.frombuffer(self._data, np.uint8, int(self._texts[-1]), self._at)
        letters = text.take(starts[:, None] + reach, mode="clip")
        letters[reach >= lengths[:, None]] = 0
        keys: NDArray[np.uint64] = letters.view(">u8")[:, 0].astype(np.uint64)
        return keys

    def beginning(self, start: bytes) -> range:
        """Give the places of the terms that begin like `start`."""
        first = self._first_from(start, 0)
        return range(first, self._first_from(start + _AFTER_ALL, first))

    @cached_property
    def _fence(self) -> list[bytes]:
        """Every so many a term, to halve the way to any other one."""
        return [self[place] for place in range(0, len(self), _POST)]

    def _first_from(self, term: bytes, least: int) -> int:
        """Give the first place, not before `least`, whose term does not come before a text."""
        self._looked_up += 1
        if self._looked_up < _OFTEN:
            return bisect_left(self, term, least)
        post = bisect_left(self._fence, term, least // _POST)
        first = max(least, (post - 1) * _POST)
        return bisect_left(self, term, first, max(first, min(len(self), post * _POST)))

    def entry(self, place: int) -> tuple[int, int, int, int, int, int, int]:
        """Give what is known of the list at a place: as `Entries` holds it."""
        offset = int(self.offsets[place])
        return (
            offset,
            int(self.offsets[place + 1]) - offset,
            int(self.sizes[place]),
            int(self._firsts[place]),
            int(self._shapes[place]),
            int(self._heads[place]),
            int(self._tails[place]),
        )

    def by_size(self, places: Places) -> tuple[list[int], list[Places]]:
        """Split some places: those of lists that are better read alone, and the rest by their width."""
        long = self.sizes[places] >= _LONG
        alone, short = places[long].tolist(), places[~long]
        together = []
        widths = self._shapes[short] & 3
        for width in range(3):
            some = short[np.flatnonzero(widths == width)] if len(short) else short
            if len(some) > _FEW:
                together.append(some)
            else:
                alone += some.tolist()
        return alone, together

    def entries(self, places: "Places | slice") -> Entries:
        """Give what is known of the lists at some places."""
        offsets = self.offsets[:-1][places].astype(np.int64)
        return Entries(
            offsets,
            self.offsets[1:][places].astype(np.int64) - offsets,
            self.sizes[places].astype(np.int64),
            self._firsts[places],
            self._shapes[places],
            self._heads[places],
            self._tails[places],
        )


class _Part(NamedTuple):
    """Some terms of a field, with their packed lists."""

    terms: list[bytes]
    sizes: Places
    firsts: Numbers
    shared: NDArray[np.uint16]
    packed: Packed


class LexiconDraft:
    """Collects the terms of the fields of a new segment, in order, and gives the bytes of the file."""

    def __init__(self) -> None:
        self._fields: dict[str, tuple[int, list[_Part]]] = {}
        self._at = 0

    def start(self, field: str) -> None:
        """Begin with a field."""
        self._fields[field] = (self._at, [])

    def add(
        self,
        field: str,
        terms: list[bytes],
        sizes: Places,
        firsts: Numbers,
        shared: NDArray[np.uint16],
        packed: Packed,
    ) -> None:
        """Add the next terms of a field; their lists are written next, each after the one before it."""
        # Nothing of the bytes: a part of them, even an empty one, would keep all of them in memory.
        kept = packed._replace(data=np.zeros(0, np.uint8))
        self._fields[field][1].append(_Part(terms, sizes, firsts, shared, kept))
        self._at += len(packed.data)

    def data(self) -> bytes:
        """Give the file: the fields' arrays after a table that says where each begins."""
        pieces: list[bytes] = []
        table: dict[str, tuple[int, int]] = {}
        at = 0
        for field, (begin, parts) in self._fields.items():
            terms = [term for part in parts for term in part.terms]
            table[field] = (at, len(terms))
            for piece in _pieces(begin, terms, parts):
                pieces += [piece, bytes(-len(piece) % 8)]
                at += len(piece) + -len(piece) % 8
        head = json.dumps(table).encode()
        head += b" " * (-(len(head) + 8) % 8)
        return b"".join([_MAGIC, len(head).to_bytes(4, "little"), head, *pieces])


def _pieces(begin: int, terms: list[bytes], parts: list[_Part]) -> list[bytes]:
    def joined(arrays: list[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)

    lengths = joined([part.packed.lengths for part in parts])
    values: dict[str, NDArray[Any]] = {
        "offsets": np.concatenate(([begin], begin + np.cumsum(lengths))),
        "texts": np.concatenate(([0], np.cumsum(np.fromiter(map(len, terms), np.int64, len(terms))))),
        "sizes": joined([part.sizes for part in parts]),
        "firsts": joined([part.firsts for part in parts]),
        "heads": joined([part.packed.heads for part in parts]),
        "tails": joined([part.packed.tails for part in parts]),
        "shared": joined([part.shared for part in parts]),
        "shapes": joined([part.packed.shapes for part in parts]),
    }
    return [*(values[name].astype(kind).tobytes() for name, kind, _ in _ARRAYS), b"".join(terms)]


def read_lexicons(data: Any) -> dict[str, Lexicon]:  # noqa: ANN401 - a map of a file
    """Read the lexicons of the fields out of a file.

    Raises:
        ValueError: when it is no such file.
    """
    if data[:4] != _MAGIC:
        raise ValueError("no lexicon")
    size = int.from_bytes(data[4:8], "little")
    table: dict[str, tuple[int, int]] = json.loads(data[8 : 8 + size])
    found: dict[str, Lexicon] = {}
    for field, (begin, terms) in table.items():
        at = 8 + size + begin
        arrays: dict[str, NDArray[Any]] = {}
        for name, kind, more in _ARRAYS:
            arrays[name] = np.frombuffer(data, kind, terms + more, at)
            at += arrays[name].nbytes + -arrays[name].nbytes % 8
        found[field] = Lexicon(arrays, data, at)
    return found
