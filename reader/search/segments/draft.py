"""A draft: entries collected in memory, to become the documents of a new segment."""

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from reader.search.entry import Entry
from reader.search.looks import Look
from reader.search.segments.bundle import Bundle, bundles_folder
from reader.search.segments.inversion import Batch, Run
from reader.search.segments.joining import SegmentFiles
from reader.search.segments.lists import Places
from reader.search.segments.sums import checksum
from reader.search.troubles import troubles

_STEP: Final = 300
"""Entries from one step to the next while a bundle is written."""


class Draft:
    """Takes entries in and inverts them; `kinds` grows when an entry of a new kind comes."""

    def __init__(self, kinds: list[str], batch: Batch, look: Look) -> None:
        self.kinds = kinds
        """What the numbers of kinds stand for."""
        self._batch = batch
        self._look = look
        self._lengths: list[Places] = []
        self._articles: list[int] = []
        self._names: list[tuple[int, int]] = []
        self._numbers: dict[bytes, int] = {}
        self.runs: list[Run] = []
        """What is inverted, in the order it came."""
        self.replaced: set[tuple[int, int]] = set()
        """The names, as number of a kind and key, that older segments must no longer have."""
        self.dead: list[int] = []
        """The documents that a later entry of the same name has replaced."""

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, entry: Entry) -> None:
        """Replace an entry, or delete it when it is gone."""
        name = self._kind(entry.kind), entry.key
        self.replaced.add(name)
        if (earlier := self._numbers.pop(entry.name(), None)) is not None:
            self.dead.append(earlier)
        if not entry.gone:
            self._numbers[entry.name()] = len(self._articles)
            self._batch.add(entry, self._look)
            self._articles.append(entry.article)
            self._names.append(name)
            if self._batch.is_full:
                self.invert()

    def invert(self) -> None:
        """Sort the words of what was added since; whoever writes `runs` expects it to be done."""
        if len(self._batch):
            run = self._batch.invert(self._look)
            self.runs.append(run)
            self._lengths.append(run.lengths)

    def count_from(self, first: int) -> int:
        """Count the documents from `first` on; give the number behind the last."""
        for run in self.runs:
            run.base = first
            first += run.documents
        return first

    def columns(self) -> dict[str, list[Places]]:
        """Give what is kept of each document, by column, in pieces."""
        names = np.array(self._names, np.int64).reshape(-1, 2)
        return {
            "article": [np.array(self._articles, np.int64)],
            "kind": [names[:, 0]],
            "key": [names[:, 1]],
            "length": self._lengths,
        }

    def _kind(self, kind: str) -> int:
        if kind not in self.kinds:
            self.kinds.append(kind)
        return self.kinds.index(kind)


def bundled(
    index: Path, entries: Iterable[Entry], kinds: Sequence[str], batch: Batch, look: Look
) -> Generator[int, None, Bundle]:
    """Write entries as a bundle, step by step; each step gives how many were read so far.

    `kinds` must be the same in all bundles of an index that are written at once. `batch` may be given from
    one to the next: it remembers words. What `look` raises is passed on; files that were begun stay.

    Raises:
        ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`.
    """
    from reader.search.segments.layout import Files, new_segment

    folder = bundles_folder(index)
    draft = Draft([*kinds], batch, look)
    for count, entry in enumerate(entries, 1):
        look()
        draft.add(entry)
        if not count % _STEP:
            yield count
    draft.invert()
    segment = new_segment()
    size = draft.count_from(0)
    with troubles(index):
        if size:
            with SegmentFiles(Files(folder), segment) as files:
                for _ in files.write_words(draft.runs, look):
                    pass
                columns = {name: np.concatenate(parts) for name, parts in draft.columns().items()}
                files.finish(columns, look)
        paths = sorted(folder.glob(f"{segment.segment_id()}.*"))
        sums = {path.name: checksum(path, look) for path in paths}
    names = tuple(draft.replaced)
    return Bundle(segment.segment_id(), size, tuple(draft.dead), names, tuple(draft.kinds), sums)
