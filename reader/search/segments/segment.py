"""One segment of the index, opened for reading: its words, and the articles its documents belong to."""

import os
from collections.abc import Iterator
from functools import cached_property
from typing import Any, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.segments.lexicon import Lexicon, read_lexicons
from reader.search.segments.lists import (
    Block,
    Places,
    PostingList,
    counts_of,
    documents_at,
    documents_of,
    unpack,
)

COLUMNS: Final = (("article", ">i8"), ("key", ">i8"), ("kind", ">u1"), ("length", ">u4"))
"""What is kept of each document: name and type, as Whoosh writes columns of numbers."""
_KEPT: Final = 3_000_000
"""Postings of lists that are kept unpacked."""


class Segment:
    """The words of some documents. Files of a segment never change; deleted documents are a list beside."""

    def __init__(self, storage: Any, segment: Any) -> None:  # noqa: ANN401 - Whoosh has no types
        """Open the files of a segment; whoever calls has compared their checksums."""
        from reader.search.segments.layout import PackedCodec, lists_of, lists_path, terms_of, terms_path

        self.name: str = segment.segment_id()
        self._lists_path = lists_path(storage, segment)
        columns = {name: _path(storage, PackedCodec.column_filename(segment, name)) for name, _ in COLUMNS}
        self._marks = {
            path: _mark(path) for path in (str(terms_path(storage, segment)), str(self._lists_path))
        }
        self._marks_of_columns = {
            path: _mark(path)
            for path in (*columns.values(), _path(storage, PackedCodec.column_filename(segment, "_stored")))
        }
        self.size: int = segment.doc_count_all()
        self._lexicons = read_lexicons(terms_of(storage, segment))
        self._lists: Any = lists_of(storage, segment)
        self._kept: dict[tuple[str, int], PostingList] = {}
        self._postings = 0
        numbers = {name: _column(columns[name], kind, self.size) for name, kind in COLUMNS}
        self.articles = numbers["article"]
        """The article of each document."""
        self.lengths = numbers["length"]
        """The number of positions of each document."""
        self.keys = numbers["key"]
        self.kinds = numbers["kind"]
        """The names of the documents: a key and the number of a kind."""

    @property
    def touched(self) -> bool:
        """Tell whether files that are read as need be were written over or taken away since."""
        return any(_mark(path) != mark for path, mark in self._marks.items())

    @property
    def as_opened(self) -> bool:
        """Tell whether all of its files are those that were opened: their checksums need no second look."""
        return not self.touched and all(_mark(path) == mark for path, mark in self._marks_of_columns.items())

    def lexicon(self, field: str) -> Lexicon:
        """Give the terms of a field."""
        return self._lexicons[field]

    def list(self, field: str, term: bytes) -> PostingList | None:
        """Give the postings of a term, deleted documents included; None when there is no such term.

        Raises:
            DamagedListError: when they are not as they were written.
        """
        place = self._lexicons[field].place(term)
        return None if place < 0 else self.list_at(field, place)

    def list_at(self, field: str, place: int) -> PostingList:
        """Give the postings of the term at a place of the lexicon; as `list`."""
        found = self._kept.get((field, place))
        if found is None:
            found = PostingList(self._lists, self._lexicons[field].entry(place))
            self._postings += len(found.documents)
            if self._postings > _KEPT:
                self._kept.clear()
                self._postings = len(found.documents)
            self._kept[field, place] = found
        return found

    def open_lists(self) -> BinaryIO:
        """Open the file that `block` reads from; whoever calls closes it."""
        return self._lists_path.open("rb")

    def block(self, file: BinaryIO, field: str, first: int, last: int, *, placed: bool) -> Block:
        """Give the postings of terms that follow one another in the lexicon; as `list`.

        Their bytes lie together: they are read, not mapped, so that a whole segment can be gone through
        without all of it staying in memory.
        """
        entries = self._lexicons[field].entries(slice(first, last))
        begin = int(entries.offsets[0])
        file.seek(begin)
        data = file.read(int(entries.offsets[-1] + entries.lengths[-1]) - begin)
        moved = entries._replace(offsets=entries.offsets - begin)
        return unpack(np.frombuffer(data, np.uint8), moved, placed=placed)

    def documents(self, field: str, places: Places) -> Iterator[Places]:
        """Give the documents of the terms at some places: of long lists one by one, of short ones together.

        A document may be there several times. As `list`.
        """
        lexicon = self._lexicons[field]
        alone, together = lexicon.by_size(places)
        for place in alone:
            yield documents_at(self._lists, lexicon.entry(place))
        for some in together:
            yield documents_of(self._bytes, lexicon.entries(some))

    def counts(self, field: str, places: Places) -> Iterator[tuple[Places, NDArray[Any], bool]]:
        """Give the same with how often the term stands in each document, and whether each is there once."""
        lexicon = self._lexicons[field]
        alone, together = lexicon.by_size(places)
        for place in alone:
            found = PostingList(self._lists, lexicon.entry(place))
            yield found.documents, found.counts, True
        for some in together:
            entries = lexicon.entries(some)
            yield documents_of(self._bytes, entries), counts_of(self._bytes, entries), False

    @cached_property
    def _bytes(self) -> NDArray[np.uint8]:
        return np.frombuffer(self._lists, np.uint8)


def _path(storage: Any, name: str) -> str:  # noqa: ANN401 - Whoosh has no types
    return os.path.join(storage.folder, name)  # noqa: PTH118 - it takes a tenth of the time of a Path


def _mark(path: str) -> object:
    """Give what tells a file from one that was written over; None when it is not there."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns


def _column(path: str, kind: str, size: int) -> Places:
    """Read a column of numbers at once.

    Raises:
        ValueError: when it has not one for each document.
    """
    numbers = np.fromfile(path, kind)
    if len(numbers) != size:
        raise ValueError(path)
    return numbers.astype(np.int64)
