"""One segment of the index, opened for reading: its words, and the articles its documents belong to."""

import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from reader.search.layout import Block, WordSchema


class Term(NamedTuple):
    """A term of a field: its text, how many documents have it, and the first and last of these."""

    text: bytes
    documents: int
    first: int
    last: int


class Segment:
    """The words of some documents. Files of a segment never change; deleted documents are a list beside."""

    def __init__(self, storage: Any, segment: Any, schema: "WordSchema") -> None:  # noqa: ANN401 - Whoosh has no types
        from reader.search.layout import BlockCodec

        codec = BlockCodec()
        self._schema = schema
        self._terms = codec.terms_reader(storage, segment)
        self.deleted = frozenset(segment.deleted_docs())
        self.size: int = segment.doc_count_all()
        self.articles = _column(storage, codec.column_filename(segment, "article"), "q", self.size)
        """The article of each document."""
        self.lengths = _column(storage, codec.column_filename(segment, "length"), "I", self.size)
        """The number of positions of each document."""

    def close(self) -> None:
        """Give the files back."""
        self._terms.close()

    def blocks(self, field: str, term: bytes) -> "Iterator[Block]":
        """Give the postings of a term, deleted documents included; nothing when there is no such term."""
        from whoosh.reading import TermNotFound

        try:
            reader = self._terms.matcher(field, term, self._schema[field].format)
        except TermNotFound:
            return
        yield from reader.blocks()

    def documents(self, field: str, term: bytes) -> list[int]:
        """Give the documents of a term, deleted ones included."""
        return [document for block in self.blocks(field, term) for document in block.documents]

    def beginning(self, field: str, prefix: bytes) -> Iterator[Term]:
        """Give the terms of a field that begin with `prefix`, in order."""
        for (name, text), info in self._terms.items_from(field, prefix):
            if name != field or not text.startswith(prefix):
                return
            yield Term(text, info.doc_frequency(), info.min_id(), info.max_id())

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Give every field and term, in the order of the index."""
        yield from self._terms.terms()


def _column(storage: Any, name: str, code: str, size: int) -> "array[int]":  # noqa: ANN401 - Whoosh has no types
    """Read a column of numbers at once. Whoosh leaves out zeros at its end."""
    numbers: array[int] = array(code)
    if storage.file_exists(name):
        numbers.frombytes(Path(storage.folder, name).read_bytes())
    if sys.byteorder == "little":
        numbers.byteswap()
    numbers.extend([0] * (size - len(numbers)))
    return numbers
