"""The index as one commit left it, opened for reading; later commits do not touch it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from reader.model.errors import ReaderError, Trouble
from reader.search.looks import Look, unwatched
from reader.search.segment import Segment
from reader.search.sums import first_damage
from reader.search.troubles import troubles

if TYPE_CHECKING:
    from reader.search.layout import WordSchema

_TOC: Final = re.compile(r"_MAIN_(\d+)\.toc")
_TRIES: Final = 3
"""A commit may replace files while they are being opened; it then takes another try."""


class Snapshot:
    """The segments of one commit. Take a fresh one after a commit; close what is no longer needed."""

    def __init__(self, folder: Path, mark: object, toc: Any, segments: list[Segment]) -> None:  # noqa: ANN401 - Whoosh has no types
        schema: WordSchema = toc.schema
        self.folder = folder
        self._mark = mark
        self.segments = segments
        self.read_to = schema.read_to
        self.lineage = schema.lineage
        self.documents = sum(segment.size - len(segment.deleted) for segment in segments)
        self.bytes = sum(size for size, _ in schema.sums.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @classmethod
    def take(cls, folder: Path, *, whole: bool = False, look: Look = unwatched) -> "Snapshot":
        """Open what the index in `folder` holds now; `whole` reads every file through.

        Raises:
            ReaderError: `INDEX_DAMAGED`, `FOLDER_READ_ONLY` when it may not be read.
        """
        tries = _TRIES
        while True:
            mark = _newest(folder)
            tries -= 1
            try:
                with troubles(folder):
                    return cls(folder, mark, *_opened(folder, look, whole=whole))
            except ReaderError:
                if not tries or mark is None or _newest(folder) == mark:
                    raise

    @property
    def stale(self) -> bool:
        """Tell whether the index has changed since."""
        return _newest(self.folder) != self._mark

    def close(self) -> None:
        """Give the files back."""
        for segment in self.segments:
            segment.close()
        self.segments = []


def _opened(folder: Path, look: Look, *, whole: bool) -> tuple[Any, list[Segment]]:
    from whoosh.index import TOC

    from reader.search.layout import NAME, Files, WordSchema

    storage = Files(folder)
    toc = TOC.read(storage, NAME)
    if not isinstance(toc.schema, WordSchema):
        raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder)
    if name := first_damage(folder, toc.schema.sums, look, whole=whole):
        raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder, file=name)
    return toc, [Segment(storage, each, toc.schema) for each in toc.segments]


def _newest(folder: Path) -> object:
    """Give what tells the newest table of contents from every other, or None."""
    try:
        names = [(int(found[1]), path) for path in folder.iterdir() if (found := _TOC.fullmatch(path.name))]
        if not names:
            return None
        generation, path = max(names)
        facts = path.stat()
    except OSError:
        return None
    return generation, facts.st_ino, facts.st_mtime_ns
