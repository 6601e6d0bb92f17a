"""What the index looks like to Whoosh: its fields, its codec, and its files.

The only module that imports Whoosh when it is itself imported, so others import it inside functions.
Table of contents, lock, segments, columns and deletions are Whoosh's own; terms and postings go through a
codec, which is Whoosh's own way to change how they are written. Whoosh finds it by its name in the table of
contents, so stock Whoosh opens the index. The names of the classes pickled there must stay: `WordSchema`,
`Places`, `PackedCodec`.
"""

import mmap
import zlib
from array import array
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from whoosh.codec.base import FieldCursor, TermsReader  # noqa: TID253 - this module is imported inside functions only
from whoosh.codec.whoosh3 import STORED_COLUMN, W3Codec, W3Segment  # noqa: TID253 - as above
from whoosh.columns import NumericColumn  # noqa: TID253 - as above
from whoosh.fields import COLUMN, FieldType, Schema  # noqa: TID253 - as above
from whoosh.filedb.filestore import FileStorage  # noqa: TID253 - as above
from whoosh.filedb.structfile import StructFile  # noqa: TID253 - as above
from whoosh.formats import Existence, Positions  # noqa: TID253 - as above
from whoosh.matching import ListMatcher  # noqa: TID253 - as above
from whoosh.reading import TermInfo, TermNotFound  # noqa: TID253 - as above

from reader.search.segments.lexicon import Lexicon, read_lexicons
from reader.search.segments.lists import PostingList

NAME: Final = "MAIN"
"""The name Whoosh gives to the one index of a folder."""
_CONTENTS: Final = ".toc"
_SEAL: Final = 8
"""Bytes of the checksum behind a table of contents, with the mark before it."""
FORMAT: Final = 2
"""The number of the layout; an index of another one is made again."""


class Places(Positions):  # type: ignore[misc]  # Whoosh has no types
    """Postings with the positions of a word: as Whoosh sees them, four bytes each."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """Pack positions, given in order."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Unpack positions."""
        return array("I", valuestring).tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """Count positions."""
        return len(valuestring) // array("I").itemsize


class Files(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """The folder of an index. Files are read through the memory map: none stays open, none is copied.

    The table of contents, which holds the checksums of all other files, gets one of its own behind what
    Whoosh writes and reads; a damaged one is not unpickled.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))

    def open_file(self, name: str, **_: object) -> StructFile:
        """Open a file for reading.

        Raises:
            OSError: when it cannot be opened.
            ValueError: when it is a table of contents that is not as it was written.
        """
        file = mapped(Path(self.folder, name))
        if name.endswith(_CONTENTS):
            whole = file.read()
            end = max(0, len(whole) - _SEAL)
            if whole[end:] != _seal(whole[:end]):
                raise ValueError(name)
            file.seek(0)
        return StructFile(file, name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename a file; a table of contents is whole now, and gets its checksum.

        Raises:
            OSError: when it cannot be renamed.
        """
        if newname.endswith(_CONTENTS):
            path = Path(self.folder, oldname)
            seal = _seal(path.read_bytes())
            with path.open("ab") as file:
                file.write(seal)
        super().rename_file(oldname, newname, safe)


def _seal(content: bytes) -> bytes:
    """Give what stands behind a table of contents: a mark and its CRC-32."""
    return b"PmCk" + zlib.crc32(content).to_bytes(4, "little")


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
    form differs from how they are written, `initials` the first one and two signs of words. `kind` and
    `key` are the entry's name: the kind by its place in `kinds`.
    """

    def __init__(self) -> None:
        super().__init__(
            article=COLUMN(NumericColumn("q")),
            initials=FieldType(Existence(), None),
            key=COLUMN(NumericColumn("q")),
            kind=COLUMN(NumericColumn("B")),
            length=COLUMN(NumericColumn("I")),
            surfaces=FieldType(Places(), None),
            text=FieldType(Places(), None),
            title=FieldType(Places(), None),
        )
        self.format = FORMAT
        self.read_to = 0
        """The number of the last change the index has heard of."""
        self.sums: dict[str, tuple[int, int]] = {}
        """Size and CRC-32 of every file of the segments."""
        self.kinds: list[str] = []

    format = 0
    """What an index of an older program has instead."""
    lineage = ""
    """The lineage of the library it was read from; an index of an older program knows none."""


class PackedCodec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's own codec, but for terms and postings: those are read from a lexicon and packed lists."""

    def terms_reader(self, storage: Any, segment: Any) -> "PackedTerms":  # noqa: ANN401 - Whoosh has no types
        """Give a reader of the terms of a segment."""
        return PackedTerms(read_lexicons(terms_of(storage, segment)), lists_of(storage, segment))


def terms_of(storage: Any, segment: Any) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Give the bytes of a segment's lexicon."""
    return mapped(terms_path(storage, segment))


def lists_of(storage: Any, segment: Any) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Give the bytes of a segment's postings."""
    return mapped(lists_path(storage, segment))


def terms_path(storage: Any, segment: Any) -> Path:  # noqa: ANN401 - Whoosh has no types
    """Give the file of a segment's lexicon."""
    return Path(storage.folder, segment.make_filename(W3Codec.TERMS_EXT))


def lists_path(storage: Any, segment: Any) -> Path:  # noqa: ANN401 - Whoosh has no types
    """Give the file of a segment's postings."""
    return Path(storage.folder, segment.make_filename(W3Codec.POSTS_EXT))


def new_segment() -> W3Segment:
    """Give a new segment that names its codec."""
    return W3Segment(PackedCodec(), NAME)


def written_segment(name: str, documents: int) -> W3Segment:
    """Give a segment whose files are written already; its name is what comes before the first dot."""
    segment = new_segment()
    segment.segid = name.removeprefix(f"{NAME}_")
    segment.set_doc_count(documents)
    return segment


def write_stored(storage: Files, segment: W3Segment, size: int) -> None:
    """Write the column of stored fields that Whoosh expects: there are none.

    Raises:
        OSError: when it cannot be written.
    """
    file = storage.create_file(W3Codec.column_filename(segment, "_stored"))
    try:
        STORED_COLUMN.writer(file).finish(size)
    finally:
        file.close()


class PackedTerms(TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The terms of a segment as Whoosh asks for them."""

    def __init__(self, lexicons: dict[str, Lexicon], lists: Any) -> None:  # noqa: ANN401 - a map of a file
        self._lexicons = lexicons
        self._lists = lists

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        field, text = term
        return field in self._lexicons and self._lexicons[field].place(text) >= 0

    def cursor(self, fieldname: str, fieldobj: Any) -> "TermCursor":  # noqa: ANN401 - as above
        """Give a cursor over the terms of a field."""
        return TermCursor(self, self._lexicons[fieldname], fieldname, fieldobj)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Give every field and term in order."""
        return ((field, text) for field in sorted(self._lexicons) for text in self._lexicons[field])

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Give the fields and terms from a term on."""
        for field in sorted(self._lexicons):
            if field >= fieldname:
                lexicon = self._lexicons[field]
                first = lexicon.beginning(prefix).start if field == fieldname else 0
                for place in range(first, len(lexicon)):
                    yield field, lexicon[place]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Give every field and term with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Give the fields and terms from a term on with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Tell what is known of a term.

        Raises:
            TermNotFound: when there is no such term.
        """
        found = self._list(fieldname, text)
        return TermInfo(
            weight=float(found.weights.sum()),
            df=len(found.documents),
            minlength=1,
            maxlength=1,
            maxweight=float(found.weights.max()),
            minid=int(found.documents[0]),
            maxid=int(found.documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Give the weight of a term in all documents together."""
        return self.term_info(fieldname, text).weight() if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Count the documents that have a term."""
        return len(self._list(fieldname, text).documents) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: object = None) -> ListMatcher:  # noqa: ANN401 - as above
        """Give the postings of a term one by one."""
        found = self._list(fieldname, text)
        values: list[bytes] | None = None
        if isinstance(format_, Places):
            places = found.positions().tolist()
            values, at = [], 0
            for count in found.counts.tolist():
                values.append(format_.encode(places[at : at + count]))
                at += count
        documents, weights = found.documents.tolist(), found.weights.astype(float).tolist()
        info = self.term_info(fieldname, text)
        return ListMatcher(
            documents, weights, values, format_, scorer=scorer, term=(fieldname, text), terminfo=info
        )

    def indexed_field_names(self) -> list[str]:
        """Give the names of the fields."""
        return sorted(self._lexicons)

    def _list(self, field: str, text: bytes) -> PostingList:
        place = self._lexicons[field].place(text) if field in self._lexicons else -1
        if place < 0:
            raise TermNotFound(f"No term {field}:{text!r}")
        return PostingList(self._lists, self._lexicons[field].entry(place))


class TermCursor(FieldCursor):  # type: ignore[misc]  # Whoosh has no types
    """Walks over the terms of a field, for Whoosh's search of similar words."""

    def __init__(self, terms: PackedTerms, lexicon: Lexicon, field: str, kind: Any) -> None:  # noqa: ANN401 - as above
        self._terms = terms
        self._lexicon = lexicon
        self._field = field
        self._kind = kind
        self._at = 0

    def first(self) -> str | None:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """Go to the first term that is not before a text."""
        wanted = string if isinstance(string, bytes) else string.encode()
        self._at = self._lexicon.beginning(wanted).start
        return self.text()

    def next(self) -> str | None:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """Give the term, or None behind the last one."""
        return self._kind.from_bytes(self._lexicon[self._at]) if self.is_valid() else None

    def term_info(self) -> TermInfo:
        """Tell what is known of the term."""
        return self._terms.term_info(self._field, self._lexicon[self._at])

    def is_valid(self) -> bool:
        """Tell whether it stands on a term."""
        return self._at < len(self._lexicon)
