"""One commit to the index: new documents, deletions and how far the feed was read; all of it or nothing."""

from collections.abc import Collection, Generator, Iterator
from contextlib import ExitStack, closing
from math import log
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.entry import Entry
from reader.search.looks import Look, unwatched
from reader.search.segments.draft import Draft
from reader.search.segments.inversion import Batch
from reader.search.segments.joining import Older, SegmentFiles, Source
from reader.search.segments.lists import Places
from reader.search.segments.segment import COLUMNS, Segment
from reader.search.segments.sums import checksum

if TYPE_CHECKING:
    from reader.search.segments.bundle import Bundle
    from reader.search.segments.snapshot import Snapshot

_MANY: Final = 4
"""Segments of about one size that are joined into one."""
_TOO_MANY: Final = 20
"""Segments of about one size that slow the search down too much to wait for a large commit."""
_CROWD: Final = 30
"""Segments of any size but the large ones that are not left so while more are taken in."""
_LIGHT: Final = 60
"""Documents that any commit may join: a few hundredths of a second."""
_LARGEST: Final = 20_000
"""Documents of a segment that a commit leaves as it is: that is joined when there is nothing else to do."""
_BESIDE: Final = 8
"""So many times larger than all others together a segment is left alone when the others are joined."""
_FEW: Final = 4
"""Segments that are left as they are."""
_GONE: Final = -1


class Commit:
    """Collects documents and writes them as one new segment. Holds no lock: the index does.

    `look` is called while it works; when that raises, the commit must be abandoned.
    """

    def __init__(
        self, folder: Path, before: "Snapshot", look: Look = unwatched, batch: Batch | None = None
    ) -> None:
        """`before` is what the index holds; `batch` may be given from one commit to the next.

        A batch remembers words.
        """
        from whoosh.index import TOC

        from reader.search.segments.layout import NAME, Files, new_segment

        self._folder = folder
        rmtree(folder / f"{NAME}.tmp", ignore_errors=True)  # what a killed commit of an older program left
        self._forget_contents()
        self._look = look
        self._storage = Files(folder)
        self._toc: Any = TOC.read(self._storage, NAME)
        self._new = new_segment()
        open_already = {part.segment.name: part.segment for part in before.parts}
        self._known = [open_already[each.segment_id()] for each in self._toc.segments]
        # An empty batch is not nothing: it knows words.
        self._draft = Draft(self._toc.schema.kinds, Batch() if batch is None else batch, look)

    def add(self, entry: Entry) -> None:
        """Replace an entry, or delete it when it is gone."""
        self._draft.add(entry)

    def invert(self) -> None:
        """Sort the words of what was added since; `finish` expects it to be done."""
        self._draft.invert()

    def finish(self, read_to: int, lineage: str) -> None:
        """Write everything, and with it how far the feed of which lineage was read."""
        self._delete(self._draft.replaced)
        for _ in self._written(_worn(self._toc.segments, len(self._draft)), read_to, lineage):
            pass

    def take_in(self, bundle: "Bundle", read_to: int, lineage: str) -> None:
        """Take a segment in that was written beside the index; as `finish`, of which it takes the place."""
        from reader.search.segments.bundle import bundles_folder
        from reader.search.segments.layout import written_segment

        known: list[str] = self._toc.schema.kinds
        if [*bundle.kinds[: len(known)]] != known:
            raise ValueError(bundle.kinds)
        self._toc.schema.kinds = [*bundle.kinds]
        self._delete(bundle.replaced)
        segments = [*self._toc.segments]
        if bundle.documents:
            self._new = written_segment(bundle.segment, bundle.documents)
            for name in bundle.sums:
                (bundles_folder(self._folder) / name).replace(self._folder / name)
            for document in bundle.dead:
                self._new.delete_document(document)
            segments.append(self._new)
        self._write_contents(segments, bundle.sums, read_to, lineage)

    @property
    def is_crowded(self) -> bool:
        """Tell whether there are so many segments that some should be joined, whatever it takes."""
        return bool(_crowd(self._toc.segments))

    def thin_out(self) -> None:
        """Join the many; as `finish`, of which it takes the place."""
        schema = self._toc.schema
        for _ in self._written(_crowd(self._toc.segments), schema.read_to, schema.lineage):
            pass

    def join(self) -> Iterator[None]:
        """Join segments step by step where that makes searching faster; what is not ended is not done."""
        worn = _scattered(self._toc.segments)
        if worn:
            yield from self._written(worn, self._toc.schema.read_to, self._toc.schema.lineage)

    def abandon(self) -> None:
        """Forget everything and remove the files written so far."""
        for path in self._folder.glob(f"{self._new.segment_id()}.*"):
            path.unlink(missing_ok=True)
        self._forget_contents()

    def _forget_contents(self) -> None:
        """Remove tables of contents that never came to count; Whoosh leaves those of a killed commit."""
        from reader.search.segments.layout import NAME

        for path in self._folder.glob(f"_{NAME}_*.toc.*"):
            path.unlink(missing_ok=True)

    def _delete(self, names: Collection[tuple[int, int]]) -> None:
        """Delete the documents of older segments that are replaced or gone."""
        for kind in {kind for kind, _ in names}:
            keys = np.array([key for each, key in names if each == kind], np.int64)
            for segment, known in zip(self._toc.segments, self._known, strict=True):
                self._look()
                found = np.flatnonzero(np.isin(known.keys, keys) & (known.kinds == kind))
                for document in found.tolist():
                    segment.delete_document(document)

    def _written(self, worn: set[int], read_to: int, lineage: str) -> Iterator[None]:
        """Write the new segment step by step, and in the end the table of contents."""
        with ExitStack() as older:
            segments = yield from self._joined(worn, older)
        self._write_contents(segments, {}, read_to, lineage)

    def _joined(self, worn: set[int], older: ExitStack) -> Generator[None, None, list[Any]]:
        """Write the new segment of what was added and of the `worn`; give all segments there are then."""
        toc, draft = self._toc, self._draft
        columns: dict[str, list[Places]] = {name: [] for name, _ in COLUMNS}
        sources: list[Source] = []
        size = 0
        for at in sorted(worn):
            numbers, living = _renumbered(self._known[at], toc.segments[at], size)
            size += int(living.sum())
            sources.append(older.enter_context(closing(Older(self._known[at], numbers))))
            _keep(columns, self._known[at], living)
        first = size
        size = draft.count_from(size)
        for name, parts in draft.columns().items():
            columns[name] += parts
        segments = [each for at, each in enumerate(toc.segments) if at not in worn]
        if size:
            with SegmentFiles(self._storage, self._new) as files:
                yield from files.write_words([*sources, *draft.runs], self._look)
                files.finish({name: np.concatenate(parts) for name, parts in columns.items()}, self._look)
            self._new.set_doc_count(size)
            for document in draft.dead:
                self._new.delete_document(first + document)
            segments.append(self._new)
        return segments

    def _write_contents(
        self, segments: list[Any], sums: dict[str, tuple[int, int]], read_to: int, lineage: str
    ) -> None:
        """Write the table of contents: from here on the index holds these segments."""
        from whoosh.index import clean_files

        from reader.search.segments.layout import NAME

        toc = self._toc
        toc.segments = segments
        toc.generation += 1
        toc.schema.read_to = read_to
        toc.schema.lineage = lineage
        toc.schema.sums = self._sums({**toc.schema.sums, **sums})
        toc.write(self._storage, NAME)
        self._known = []
        clean_files(self._storage, NAME, toc.generation, segments)

    def _sums(self, known: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        """Give the checksum of every file of the segments; those not `known` are read for it."""
        segments = {segment.segment_id() for segment in self._toc.segments}
        names = [name for name in self._storage.list() if name.partition(".")[0] in segments]
        return {
            name: known[name] if name in known else checksum(self._folder / name, self._look)
            for name in names
        }


def _renumbered(known: Segment, segment: Any, base: int) -> tuple[Places, NDArray[np.bool_]]:  # noqa: ANN401 - Whoosh has no types
    """Give each document of a segment its new number, or `_GONE`, and tell which of them live."""
    living = np.ones(known.size, bool)
    living[list(segment.deleted_docs())] = False
    return np.where(living, base + np.cumsum(living) - 1, _GONE), living


def _keep(columns: dict[str, list[Places]], known: Segment, living: NDArray[np.bool_]) -> None:
    for name, column in (
        ("article", known.articles),
        ("key", known.keys),
        ("kind", known.kinds),
        ("length", known.lengths),
    ):
        columns[name].append(column[living])


def _worn(segments: list[Any], new: int) -> set[int]:
    """Choose the segments to join, by place: those of one class of size when there are many of it.

    So each document is written a few times in all, however many commits there are. A commit of `new`
    documents joins no more than ten times as many, lest one note take seconds; unless there are very many.
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
        if many and (work <= max(_LIGHT, 10 * new) or (len(members) >= _TOO_MANY and work <= _LARGEST)):
            worn.update(members)
    return worn


def _crowd(segments: list[Any]) -> set[int]:
    """Choose the segments to join while many are taken in one by one: all but the large, once too many."""
    small = {at for at, segment in enumerate(segments) if segment.doc_count() <= _LARGEST}
    return small if len(small) >= _CROWD else set()


def _scattered(segments: list[Any]) -> set[int]:
    """Choose the segments to join when there is time: all, or all but one much larger than the others.

    So the index is mostly one large segment and a few small ones, and the large one is written again only
    after an eighth as much has come in, or an eighth of it has been deleted.
    """
    if not segments:
        return set()
    every = set(range(len(segments)))
    living = [segment.doc_count() for segment in segments]
    largest = max(every, key=living.__getitem__)
    if segments[largest].deleted_count() * _BESIDE > living[largest]:
        return every
    others = sum(living) - living[largest]
    if len(segments) > 1 and others * _BESIDE >= living[largest]:
        return every
    return set() if len(segments) <= _FEW else every - {largest}
