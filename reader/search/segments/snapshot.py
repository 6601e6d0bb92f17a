"""The index as one commit left it, opened for reading; later commits do not touch it."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self, TypeVar

from reader.model.errors import ReaderError, Trouble
from reader.search.looks import Look, unwatched
from reader.search.segments.sums import first_damage
from reader.search.troubles import troubles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reader.search.segments.layout import WordSchema
    from reader.search.segments.segment import Segment

T = TypeVar("T")

_TOC: Final = re.compile(r"_MAIN_(\d+)\.toc")
_TRIES: Final = 10
"""A commit may replace files while they are being opened; it then takes another try."""


class Part(NamedTuple):
    """A segment, which of its documents are deleted, and what the numbers of kinds stand for."""

    segment: "Segment"
    deleted: frozenset[int]
    kinds: tuple[str, ...]

    def entry_names(self) -> list[str]:
        """Name every document that lives, as kind and key."""
        names = zip(self.segment.kinds.tolist(), self.segment.keys.tolist(), strict=True)
        return [
            f"{self.kinds[kind]}:{key}"
            for document, (kind, key) in enumerate(names)
            if document not in self.deleted
        ]

    def named(self, kind: str) -> "NDArray[np.bool_]":
        """Tell of each document whether it is of a kind."""
        named: NDArray[np.bool_] = self.segment.kinds == (
            self.kinds.index(kind) if kind in self.kinds else -1
        )
        return named


class Snapshot:
    """The segments of one commit. Take a fresh one after a commit; close what is no longer needed."""

    def __init__(self, folder: Path, mark: object, toc: Any, parts: list[Part]) -> None:  # noqa: ANN401 - Whoosh has no types
        schema: WordSchema = toc.schema
        self.folder = folder
        self._mark = mark
        self.parts = parts
        self.read_to = schema.read_to
        self.lineage = schema.lineage
        self.kinds = tuple(schema.kinds)
        """What the numbers of kinds stand for."""
        self.documents = sum(part.segment.size - len(part.deleted) for part in parts)
        self.bytes = sum(size for size, _ in schema.sums.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def take(cls, folder: Path, before: "Snapshot | None" = None) -> "Snapshot":
        """Open what the index in `folder` holds now; segments that were open `before` stay so.

        Raises:
            ReaderError: `INDEX_DAMAGED`, `FOLDER_READ_ONLY` when it may not be read.
        """
        open_already = before.as_opened() if before else {}
        return _between_commits(folder, lambda mark: cls(folder, mark, *_opened(folder, open_already)))

    @staticmethod
    def check(folder: Path, look: Look = unwatched) -> None:
        """Read every file through and compare it with its checksum; what `look` raises is passed on.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        _between_commits(
            folder, lambda _: _require_whole(folder, _contents(folder).schema.sums, look, whole=True)
        )

    @property
    def stale(self) -> bool:
        """Tell whether the index has changed since, or files that are open were written over."""
        return self.is_behind or any(part.segment.touched for part in self.parts)

    @property
    def is_behind(self) -> bool:
        """Tell whether there is a newer table of contents, or none any more."""
        return _newest(self.folder) != self._mark

    @property
    def is_as_opened(self) -> bool:
        """Tell whether every file of its segments is the one that was opened."""
        return len(self.as_opened()) == len(self.parts)

    def is_of(self, lineage: str) -> bool:
        """Tell whether it was read from this lineage of the library; one that has read nothing fits any."""
        return (not self.read_to and not self.documents) or self.lineage == lineage

    def as_opened(self) -> "dict[str, Segment]":
        """Give the segments, by name, whose files are those that were opened: nobody ever changes them."""
        return {part.segment.name: part.segment for part in self.parts if part.segment.as_opened}

    def close(self) -> None:
        """Give the files back, once nothing reads them any more."""
        self.parts = []


def _between_commits(folder: Path, read: Callable[[object], T]) -> T:
    """Read the index, anew when a commit came in between; `read` is given what tells the newest contents."""
    tries = _TRIES
    while True:
        mark = _newest(folder)
        tries -= 1
        try:
            with troubles(folder):
                return read(mark)
        except ReaderError:
            if not tries or mark is None or _newest(folder) == mark:
                raise


def _contents(folder: Path) -> Any:  # noqa: ANN401 - Whoosh has no types
    """Read the table of contents; one of another layout is no use."""
    from whoosh.index import TOC

    from reader.search.segments.layout import FORMAT, NAME, Files, WordSchema

    toc = TOC.read(Files(folder), NAME)
    if not isinstance(toc.schema, WordSchema) or toc.schema.format != FORMAT:
        raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder)
    return toc


def _require_whole(folder: Path, sums: "dict[str, tuple[int, int]]", look: Look, *, whole: bool) -> None:
    if name := first_damage(folder, sums, look, whole=whole):
        raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder, file=name)


def _opened(folder: Path, open_already: "dict[str, Segment]") -> tuple[Any, list[Part]]:
    from reader.search.segments.layout import Files
    from reader.search.segments.segment import Segment

    storage = Files(folder)
    toc = _contents(folder)
    unread = {
        name: facts for name, facts in toc.schema.sums.items() if name.partition(".")[0] not in open_already
    }
    _require_whole(folder, unread, unwatched, whole=False)
    parts = []
    for each in toc.segments:
        segment = open_already.get(each.segment_id()) or Segment(storage, each)
        parts.append(Part(segment, frozenset(each.deleted_docs()), tuple(toc.schema.kinds)))
    return toc, parts


def _newest(folder: Path) -> object:
    """Give what tells the newest table of contents from every other, or None."""
    try:
        names = [(int(found[1]), name) for name in os.listdir(folder) if (found := _TOC.fullmatch(name))]  # noqa: PTH208 - it makes no Path of each
        if not names:
            return None
        generation, name = max(names)
        facts = (folder / name).stat()
    except OSError:
        return None
    return generation, facts.st_ino, facts.st_mtime_ns
