"""Building the index for many articles: by two processes, each of which writes stretches of the feed."""

import ctypes
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from itertools import pairwise
from typing import Final

from reader.library.search.second_builder import SecondBuilder, Stretch, builder_command
from reader.search.gathering import Gathering
from reader.search.index import Entry, Index
from reader.search.looks import Look
from reader.search.segments.bundle import Bundle
from reader.store import changes
from reader.store.changes import ChangeKind, IndexText
from reader.store.files.database import Database
from reader.store.lineage import lineage

_MOST: Final = 4_000
_LEAST: Final = 2_000
"""Changes of a stretch: many make few segments, few take little memory and let both end together."""
_SHARE: Final = 3
"""The part of what is left that a stretch takes, towards the end."""
_AT_ONCE: Final = 250
"""Changes whose texts are read at once."""
_MMAP_THRESHOLD: Final = -3
"""M_MMAP_THRESHOLD of mallopt."""
_LARGE: Final = 1 << 18
"""Bytes of memory that is asked of the system by itself."""
_PATIENCE: Final = 0.02
"""Seconds between two looks while waiting for the second builder."""
_STILL: Final = 60.0
"""Seconds after which a second builder for which everything waits counts as hung."""


def give_memory_back() -> None:
    """Have large arrays go back to the system once they are freed, where its C library can do so.

    By itself it soon puts them among small objects, which keep their place: a builder then takes half as much
    again.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


def entries(db: Database, after: int, upto: int) -> Iterator[Entry]:
    """Give what the index is to hold of the things that changed between two numbers."""
    batch = changes.between(db, after, upto)
    for start in range(0, len(batch), _AT_ONCE):
        for text in changes.texts(db, batch[start : start + _AT_ONCE]):
            yield entry(text)


def entry(text: IndexText) -> Entry:
    """Give a text of the store as the index takes it in."""
    return Entry(text.kind, text.key, text.article, text.title, text.body, text.gone)


def build(db: Database, index: Index, look: Look) -> Iterator[int]:
    """Bring the index up to date with the help of a second process; each step gives the changes done.

    What is stored is always the feed up to some change, as if one process had read it. The second builder
    may die at any moment: then this one does the rest. `look` is called often; what it raises ends the work.
    """
    numbers = changes.numbers_since(db, read_to := index.read_to())
    with (
        index.gathering(ChangeKind) as gathering,
        closing(SecondBuilder(builder_command(db.folder))) as second,
    ):
        site = _Site(stretches(read_to, numbers, gathering.kinds), second, look)
        yield from site.work(db, index, gathering)


def stretches(read_to: int, numbers: Sequence[int], kinds: tuple[str, ...]) -> list[Stretch]:
    """Cut a feed into stretches; those at the end are smaller."""
    cuts = [0]
    while (left := len(numbers) - cuts[-1]) > 0:
        cuts.append(cuts[-1] + min(left, max(_LEAST, min(_MOST, left // _SHARE))))
    ends = [read_to, *(numbers[cut - 1] for cut in cuts[1:])]
    return [
        Stretch(after, upto, last - first, kinds)
        for (after, upto), (first, last) in zip(pairwise(ends), pairwise(cuts), strict=True)
    ]


class _Site:
    """Which stretches wait, what the second builder is at, and what is written but not yet taken in."""

    def __init__(self, all_: list[Stretch], second: SecondBuilder, look: Look) -> None:
        self._all = all_
        self._second = second
        self._look_up = look
        self._waiting = deque(range(len(all_)))
        self._theirs: int | None = None
        """The stretch that the second builder is at."""
        self._written: dict[int, Bundle] = {}

    def work(self, db: Database, index: Index, gathering: Gathering) -> Iterator[int]:
        """Build every stretch and take them in, in their order; each step gives the changes done."""
        line = lineage(db)
        done = 0
        for number, stretch in enumerate(self._all):
            while number not in self._written:
                for count in self._step(db, index):
                    yield done + self._ahead() + count
            gathering.take_in(self._written.pop(number), stretch.upto, line, self._look)
            done += stretch.changes
            yield done + self._ahead()

    def _ahead(self) -> int:
        """Count the changes that are written but not taken in."""
        return sum(self._all[each].changes for each in self._written)

    def _step(self, db: Database, index: Index) -> Iterator[int]:
        """Build the next stretch; when none is left, wait for the second builder."""
        if not self._waiting:
            self._wait()
            return
        number = self._waiting.popleft()
        stretch = self._all[number]
        steps = index.bundled(entries(db, stretch.after, stretch.upto), stretch.kinds, self._look)
        self._written[number] = yield from steps

    def _look(self) -> None:
        self._look_up()
        self._tend(0.0)

    def _tend(self, patience: float) -> None:
        """Take from the second builder what it has written, and give it the next stretch."""
        if self._theirs is not None and (bundle := self._second.take(patience)) is not None:
            self._written[self._theirs] = bundle
            self._theirs = None
        if self._theirs is None and self._waiting and not self._second.gone:
            self._theirs = self._waiting.popleft()
            self._second.give(self._all[self._theirs])
        if self._second.gone:
            self._take_back()

    def _take_back(self) -> None:
        if self._theirs is not None:
            self._waiting.appendleft(self._theirs)
            self._theirs = None

    def _wait(self) -> None:
        """Wait for what the second builder is at; one that hangs is ended."""
        until = time.monotonic() + _STILL
        while self._theirs is not None:
            self._look_up()
            self._tend(_PATIENCE)
            if time.monotonic() > until:
                self._second.close()
