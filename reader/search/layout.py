"""What the index looks like to Whoosh: its fields, and lists of postings that are read a block at a time.

The only module that imports Whoosh when it is itself imported, so others import it inside functions.
Segments, files and table of contents are Whoosh's own: stock Whoosh opens the index. The table of
contents holds a pickled `WordSchema`: its name and that of `Places` must stay.
"""

import mmap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

from whoosh.codec.whoosh3 import (  # noqa: TID253 - this module is imported inside functions only
    W3Codec,
    W3FieldWriter,
    W3LeafMatcher,
    W3PostingsWriter,
    W3Segment,
)
from whoosh.columns import NumericColumn  # noqa: TID253 - as above
from whoosh.fields import COLUMN, FieldType, Schema  # noqa: TID253 - as above
from whoosh.filedb.filestore import FileStorage  # noqa: TID253 - as above
from whoosh.filedb.structfile import StructFile  # noqa: TID253 - as above
from whoosh.formats import Existence, Positions  # noqa: TID253 - as above

from reader.search.entry import Spots, positions, spots

NAME: Final = "MAIN"
"""The name Whoosh gives to the one index of a folder."""

_BLOCK: Final = 1_024
"""Postings of a block: large blocks are read faster; a search reads whole lists anyway."""
_LEVEL: Final = 1
_WORTH_PACKING: Final = 12
"""Postings from which packing a block saves more room than it costs time."""


Posting = tuple[int, float, Spots]
"""A document, the weight of a term in it (whole numbers take less room), and where the term stands."""


class Block(NamedTuple):
    """Some postings of a term: documents in order, their weights, and where the term stands in them."""

    documents: Sequence[int]
    weights: Sequence[float]
    places: Sequence[Spots]


class Places(Positions):  # type: ignore[misc]  # Whoosh has no types
    """Postings with the positions of a word: a number where there is one, else a tuple of numbers.

    Blocks are pickled by Whoosh, and pickles of numbers are far smaller and faster than those of bytes.
    """

    def encode(self, poslist: Sequence[int]) -> Spots:
        """Pack positions, given in order."""
        return spots(poslist)

    def decode_positions(self, valuestring: Spots) -> list[int]:
        """Unpack positions."""
        return list(positions(valuestring))

    def decode_frequency(self, valuestring: Spots) -> int:
        """Count positions."""
        return len(positions(valuestring))


class Files(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """The folder of an index. Files are read through the memory map: none stays open, none is copied."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._written: list[StructFile] = []
        self._temporary: list[Files] = []

    def open_file(self, name: str, **_: object) -> StructFile:
        """Open a file for reading.

        Raises:
            OSError: when it cannot be opened.
        """
        return StructFile(mapped(Path(self.folder, name)), name=name)

    def create_file(self, name: str, **more: Any) -> StructFile:  # noqa: ANN401 - Whoosh has no types
        """Open a file for writing.

        Raises:
            OSError: when it cannot be written.
        """
        file = super().create_file(name, **more)
        self._written.append(file)
        return file

    def temp_storage(self, name: str) -> "Files":
        """Make a folder within for what a commit needs only while it runs."""
        temporary = Files(Path(self.folder, name))
        temporary.create()
        self._temporary.append(temporary)
        return temporary

    def close_written(self) -> None:
        """Close the files of a commit that failed."""
        for temporary in self._temporary:
            temporary.close_written()
        for file in self._written:
            if not file.is_closed:
                with suppress(OSError):
                    file.close()
        self._written.clear()


def mapped(path: Path) -> "mmap.mmap | BytesIO":
    """Map a file into memory for reading.

    Raises:
        OSError: when it cannot be opened.
    """
    with path.open("rb") as file:
        try:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:  # an empty file cannot be mapped
            return BytesIO()


class WordSchema(Schema):  # type: ignore[misc]  # Whoosh has no types
    """The fields, and what else one commit must hold to be whole.

    `text` has the words of title and body, `title` those of the title alone, `surfaces` the words whose
    form differs from how they are written, `initials` the first signs of words, `key` the entry's name.
    """

    def __init__(self) -> None:
        super().__init__(
            article=COLUMN(NumericColumn("q")),
            initials=FieldType(Existence(), None),
            key=FieldType(Existence(), None),
            length=COLUMN(NumericColumn("I")),
            surfaces=FieldType(Places(), None),
            text=FieldType(Places(), None),
            title=FieldType(Places(), None),
        )
        self.read_to = 0
        """The number of the last change the index has heard of."""
        self.sums: dict[str, tuple[int, int]] = {}
        """Size and CRC-32 of every file of the segments."""

    lineage = ""
    """The lineage of the library it was read from; an index of an older program knows none."""


class BlockReader(W3LeafMatcher):  # type: ignore[misc]  # Whoosh has no types
    """Reads a list of postings by whole blocks."""

    def blocks(self) -> Iterator[Block]:
        """Give the blocks from the first to the last."""
        while self.is_active():
            self._read_data()
            steps, weights, places = self._data
            if not isinstance(weights, tuple):
                weights = (1.0 if weights is None else weights,) * len(steps)
            yield Block(list(accumulate(steps)), weights, places or ())
            self._next_block()


class BlockWriter(W3PostingsWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes lists of postings as Whoosh does, but by whole blocks, and leaves short ones unpacked."""

    _ids: Sequence[int]
    _weights: Sequence[float]

    def add_block(self, documents: Sequence[int], weights: Sequence[float], places: Sequence[Spots]) -> None:
        """Add at most one block's worth of postings; only one block is held back until more comes."""
        if self._ids:
            self._write_block()
        self._ids = documents
        self._weights = weights
        self._values = places
        self._maxweight = max(weights)

    def _write_block(self, last: bool = False) -> None:
        self._compression = _LEVEL if len(self) >= _WORTH_PACKING else 0
        super()._write_block(last)

    def _mini_weights(self) -> float | Sequence[float] | None:
        first = self._weights[0]
        if any(weight != first for weight in self._weights):
            return self._weights
        return None if first == 1 else float(first)  # Whoosh tells a common weight by its being a float


class BlockFieldWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the terms of fields, each with its whole list of postings."""

    def add_term(self, term: bytes, postings: Sequence[Posting]) -> None:
        """Add a term with its postings: in order of document."""
        self.start_term(term)
        for at in range(0, len(postings), _BLOCK):
            documents, weights, places = zip(*postings[at : at + _BLOCK], strict=True)
            self._postwriter.add_block(documents, weights, places)
        self.finish_term()


class BlockCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's own format of files, read and written by blocks."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK, compression=_LEVEL)

    def field_writer(self, storage: Any, segment: Any) -> BlockFieldWriter:  # noqa: ANN401 - Whoosh has no types
        """Give a writer of the terms of a segment."""
        return BlockFieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BlockWriter:  # noqa: ANN401 - Whoosh has no types
        """Give a writer of lists of postings."""
        return BlockWriter(dbfile, blocklimit=_BLOCK, byteids=byteids, compression=_LEVEL)

    def postings_reader(
        self,
        dbfile: Any,  # noqa: ANN401 - Whoosh has no types
        terminfo: Any,  # noqa: ANN401 - as above
        format_: Any,  # noqa: ANN401 - as above
        term: tuple[str, bytes] | None = None,
        scorer: object = None,
    ) -> BlockReader:
        """Give a reader of the list of postings of a term."""
        offset, length = terminfo.extent()
        return BlockReader(dbfile, offset, length, format_, term=term, scorer=scorer)

    def new_segment(self, storage: object, indexname: str) -> W3Segment:
        """Give a new segment that names Whoosh's own codec, so that stock Whoosh can read it."""
        return W3Segment(W3Codec(), indexname)
