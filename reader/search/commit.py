"""One commit to the index: new documents, deletions and how far the feed was read; all of it or nothing."""

from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from math import log
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Final

from reader.search.entry import TITLE_WEIGHT, Entry, Places, spots
from reader.search.looks import Look, unwatched
from reader.search.segment import Segment
from reader.search.sums import checksum

if TYPE_CHECKING:
    from reader.search.layout import Posting

_MANY: Final = 6
"""Segments of about one size that are joined into one."""
_TOO_MANY: Final = 20
"""Segments of about one size that slow the search down too much to wait for a large commit."""
_LIGHT: Final = 60
"""Documents that any commit may join: a few hundredths of a second."""
_LARGEST: Final = 20_000
"""Documents of a segment that is left as it is: joining it would hold up the work for too long."""
_GONE: Final = -1
_BETWEEN_LOOKS: Final = 64
"""Terms or documents written between two looks: a few milliseconds."""


class Commit:
    """Collects documents and writes them as one new segment. Holds no lock: the index does.

    `look` is called while it works; when that raises, the commit must be abandoned.
    """

    def __init__(self, folder: Path, look: Look = unwatched) -> None:
        from whoosh.index import TOC

        from reader.search.layout import NAME, BlockCodec, Files

        rmtree(folder / f"{NAME}.tmp", ignore_errors=True)  # what a killed commit left
        self._folder = folder
        self._look = look
        self._storage = Files(folder)
        self._toc: Any = TOC.read(self._storage, NAME)
        self._codec = BlockCodec()
        self._new = self._codec.new_segment(self._storage, NAME)
        self._documents: Any = self._codec.per_document_writer(self._storage, self._new)
        self._fields: dict[str, defaultdict[str, list[Posting]]] = {
            name: defaultdict(list) for name, kind in self._toc.schema.items() if kind.indexed
        }
        self._known = [Segment(self._storage, each, self._toc.schema) for each in self._toc.segments]
        self._numbers: dict[bytes, int] = {}
        self._size = 0

    def add(self, entry: Entry, places: Places) -> None:
        """Replace an entry, or delete it when it is gone."""
        name = entry.name()
        for segment, known in zip(self._toc.segments, self._known, strict=True):
            for document in known.documents("key", name):
                segment.delete_document(document)
        if (earlier := self._numbers.pop(name, None)) is not None:
            self._new.delete_document(earlier)
        if not entry.gone:
            self._numbers[name] = self._size
            self._collect(entry, places)
            self._document(entry.article, places.length)

    def finish(self, read_to: int, lineage: str) -> None:
        """Write everything, and with it how far the feed of which lineage was read."""
        from whoosh.index import clean_files

        from reader.search.layout import NAME

        worn = _worn(self._toc.segments, self._size)
        joined = [known for at, known in enumerate(self._known) if at in worn]
        maps = [self._copied(known) for known in joined]
        segments = [each for at, each in enumerate(self._toc.segments) if at not in worn]
        self._documents.close()
        if self._size:
            self._write(joined, maps)
            self._new.set_doc_count(self._size)
            segments.append(self._new)
        self.close()
        toc = self._toc
        toc.segments = segments
        toc.generation += 1
        toc.schema.read_to = read_to
        toc.schema.lineage = lineage
        toc.schema.sums = self._sums()
        toc.write(self._storage, NAME)
        clean_files(self._storage, NAME, toc.generation, segments)
        rmtree(self._folder / f"{NAME}.tmp", ignore_errors=True)

    def abandon(self) -> None:
        """Forget everything and remove the files written so far."""
        from reader.search.layout import NAME

        self.close()
        self._storage.close_written()
        for path in self._folder.glob(f"{self._new.segment_id()}.*"):
            path.unlink(missing_ok=True)
        for path in self._folder.glob(f"_{NAME}_*.toc.*"):
            path.unlink(missing_ok=True)
        rmtree(self._folder / f"{NAME}.tmp", ignore_errors=True)

    def close(self) -> None:
        """Give the files of the older segments back."""
        for known in self._known:
            known.close()
        self._known = []

    def _document(self, article: int, length: int) -> None:
        from whoosh.columns import NumericColumn

        self._documents.start_doc(self._size)
        self._documents.add_column_value("article", NumericColumn("q"), article)
        self._documents.add_column_value("length", NumericColumn("I"), length)
        self._documents.finish_doc()
        self._size += 1

    def _collect(self, entry: Entry, places: Places) -> None:
        fields, document = self._fields, self._size
        fields["key"][entry.name().decode()].append((document, 1, 0))
        for sign in places.initials():
            fields["initials"][sign].append((document, 1, 0))
        terms = fields["text"]
        more = places.title
        for form, positions in places.text.items():
            weight = len(positions) + ((TITLE_WEIGHT - 1) * len(more[form]) if form in more else 0)
            terms[form].append((document, weight, spots(positions)))
        for name, words in (("surfaces", places.surfaces), ("title", places.title)):
            terms = fields[name]
            for word, positions in words.items():
                terms[word].append((document, len(positions), spots(positions)))

    def _copied(self, known: Segment) -> list[int]:
        """Copy the living documents of a segment; give for each old number the new one, or `_GONE`."""
        numbers: list[int] = []
        deleted = set(self._toc.segments[self._known.index(known)].deleted_docs())
        for document, (article, length) in enumerate(zip(known.articles, known.lengths, strict=True)):
            if not document % _BETWEEN_LOOKS:
                self._look()
            if document in deleted:
                numbers.append(_GONE)
            else:
                numbers.append(self._size)
                self._document(article, length)
        return numbers

    def _write(self, joined: list[Segment], maps: list[list[int]]) -> None:
        """Write the postings of the new documents and of the joined segments, term by term."""
        writer = self._codec.field_writer(self._storage, self._new)
        streams = [self._own()]
        streams += [_numbered(number, segment) for number, segment in enumerate(joined)]
        in_order = merge(*streams, key=lambda each: each[:2])
        for field, terms in groupby(in_order, key=lambda each: each[0]):
            writer.start_field(field, self._toc.schema[field])
            for place, (term, sources) in enumerate(groupby(terms, key=lambda each: each[1])):
                if not place % _BETWEEN_LOOKS:
                    self._look()
                numbers = [number for _, _, number in sources]
                if postings := self._gathered(field, term, numbers, joined, maps):
                    writer.add_term(term, postings)
            writer.finish_field()
        writer.close()

    def _own(self) -> Iterator[tuple[str, bytes, int]]:
        for field in sorted(self._fields):
            for term in sorted(self._fields[field]):
                yield field, term.encode(), _GONE

    def _gathered(
        self, field: str, term: bytes, numbers: list[int], joined: list[Segment], maps: list[list[int]]
    ) -> "list[Posting]":
        """Give the living postings of a term: of the new documents first, then of the joined segments."""
        postings: list[Posting] = []
        for number in numbers:
            if number == _GONE:
                postings += self._fields[field][term.decode()]
                continue
            new = maps[number]
            for block in joined[number].blocks(field, term):
                documents = map(new.__getitem__, block.documents)
                places = block.places or (0,) * len(block.documents)
                moved = zip(documents, block.weights, places, strict=True)
                postings += [each for each in moved if each[0] != _GONE]
        return postings

    def _sums(self) -> dict[str, tuple[int, int]]:
        old = self._toc.schema.sums
        sums: dict[str, tuple[int, int]] = {}
        for segment in self._toc.segments:
            for name in segment.list_files(self._storage):
                sums[name] = old[name] if name in old else checksum(self._folder / name, self._look)
        return sums


def _numbered(number: int, segment: Segment) -> Iterator[tuple[str, bytes, int]]:
    for field, term in segment.terms():
        yield field, term, number


def _worn(segments: list[Any], new: int) -> set[int]:
    """Choose the segments to join, by place: those of one class of size when there are many of it.

    So each document is written a few times in all, however many commits there are. A commit of `new`
    documents joins no more than ten times as many, lest one note take seconds; unless it must be.
    Segments that have only deleted documents are dropped with them.
    """
    classes: dict[int, list[int]] = {}
    worn: set[int] = set()
    for at, segment in enumerate(segments):
        living = segment.doc_count()
        if living == 0:
            worn.add(at)
        elif living <= _LARGEST:
            classes.setdefault(int(log(living, _MANY)), []).append(at)
    work = 0
    for size in sorted(classes):
        members = classes[size]
        work += sum(segments[at].doc_count() for at in members)
        many = len(members) + bool(worn) >= _MANY
        if many and (work <= max(_LIGHT, 10 * new) or len(members) >= _TOO_MANY):
            worn.update(members)
    return worn
