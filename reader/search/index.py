"""The index of a library: it takes entries in, remembers how far it has read, and gives a searcher."""

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from time import sleep
from typing import TYPE_CHECKING, Any, Final

from reader.model.errors import ReaderError, Trouble
from reader.search.entry import Entry
from reader.search.looks import Look, unwatched
from reader.search.segments.snapshot import Snapshot
from reader.search.troubles import troubles

if TYPE_CHECKING:
    from reader.search.answering.searcher import Searcher
    from reader.search.gathering import Gathering
    from reader.search.segments.bundle import Bundle
    from reader.search.segments.commit import Commit
    from reader.search.segments.inversion import Batch

__all__ = ["Entry", "Index", "IndexState"]

_LOCK: Final = "MAIN_WRITELOCK"
_TRIES: Final = 20
_PAUSE: Final = 0.05
"""Seconds between two tries to get the lock: a second in all."""
_BATCH: Final = 10_000
"""Entries collected in memory at most; a larger feed is committed in parts."""
_SIGNS: Final = 40_000_000
"""Code points collected in memory at most."""
_OWN_FILE: Final = re.compile(r"_?MAIN[_.]")


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the index holds: entries, the number of the last change it heard of, and its size in bytes."""

    documents: int
    read_to: int
    bytes: int


class Index:
    """The index in one folder. It may be deleted at any time and is made again from the store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._batch: Batch | None = None
        """What the last call of `apply` left for the next: it knows the words met so far."""
        self._known: Snapshot | None = None
        """What it held when last looked at: of files that are still the same, no checksum is made again."""

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open the index of a folder; a folder without one gets an empty one.

        Raises:
            ReaderError: `INDEX_DAMAGED`, `FOLDER_READ_ONLY`, `DISK_FULL`, or `LIBRARY_IN_USE` when
                another process is making it.
        """
        index = cls(folder)
        index.make()
        return index

    def make(self) -> None:
        """Make an empty index where there is none; one that is there must not be damaged.

        Raises:
            ReaderError: as `open`.
        """
        with troubles(self._folder):
            made = self._folder.is_dir() and any(_is_part(path) for path in self._folder.iterdir())
        if not made:
            self._create()
        self._snapshot()

    @staticmethod
    def is_made(folder: Path) -> bool:
        """Tell whether a folder holds an index, whole or not; a reader must not make one."""
        return any(folder.glob("_MAIN_*.toc"))

    @staticmethod
    def set_aside(folder: Path) -> None:
        """Rename a damaged index away, so that `open` makes a new one; only the last such folder is kept.

        A file that stands where the index should be is moved in the same way, and never deleted.

        Raises:
            ReaderError: `FOLDER_READ_ONLY`.
        """
        aside = folder.with_name(f"{folder.name}-damaged")
        with troubles(folder):
            number = 1
            while aside.is_symlink() or (aside.exists() and not aside.is_dir()):
                number += 1
                aside = folder.with_name(f"{folder.name}-damaged-{number}")
            if folder.exists() or folder.is_symlink():
                rmtree(aside, ignore_errors=True)
                folder.replace(aside)

    def discard(self) -> None:
        """Delete an index, such as to make it anew; what is no part of one stays.

        Raises:
            ReaderError: `FOLDER_READ_ONLY`; `LIBRARY_IN_USE` when another process writes.
        """
        self.close()
        if not self._folder.is_dir():
            return
        with self._lock(), troubles(self._folder):
            for path in [*self._folder.iterdir()]:
                if _is_part(path):
                    if path.is_dir():
                        rmtree(path)
                    else:
                        path.unlink()

    def entry_names(self) -> set[str]:
        """Name every entry the index holds, as kind and key: "article:12".

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        snapshot = self._snapshot()
        with troubles(self._folder):
            return {name for part in snapshot.parts for name in part.entry_names()}

    def apply(self, texts: Iterable[Entry], upto: int, lineage: str = "", look: Look = unwatched) -> None:
        """Take entries in and remember that the feed of a `lineage` was read up to change `upto`.

        Each entry replaces the one of the same name. Entries and `upto` are stored by one commit; more
        than 10,000 are stored in parts, the last of which holds `upto`. What `texts` or `look` raises is
        passed on and nothing of its part is stored.

        Raises:
            ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, `INDEX_DAMAGED`; `LIBRARY_IN_USE` when another
                process writes.
        """
        from reader.search.segments.inversion import Batch

        feed = iter(texts)
        batch, self._batch = Batch() if self._batch is None else self._batch, None
        with self._writing():
            read_to = self.read_to()
            while self._apply_part(feed, batch, read_to, upto, lineage, look):
                pass
        self._batch = batch

    def bundled(
        self, texts: Iterable[Entry], kinds: Sequence[str], look: Look = unwatched
    ) -> "Generator[int, None, Bundle]":
        """Write entries beside the index, to be taken in by whoever gathers; several may do so at once.

        Each step gives how many entries were read so far. `kinds` are those of the gathering. What `texts`
        or `look` raises is passed on.

        Raises:
            ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`.
        """
        from reader.search.segments.draft import bundled
        from reader.search.segments.inversion import Batch

        batch, self._batch = Batch() if self._batch is None else self._batch, None
        bundle = yield from bundled(self._folder, texts, kinds, batch, look)
        self._batch = batch
        return bundle

    @contextmanager
    def gathering(self, kinds: Iterable[str]) -> "Iterator[Gathering]":
        """Take in what is written beside the index, of some kinds; nobody else writes to it meanwhile.

        Raises:
            ReaderError: as `apply`.
        """
        from reader.search.gathering import Gathering
        from reader.search.segments.bundle import bundles_folder

        with self._writing():
            folder = bundles_folder(self._folder)
            known = self._snapshot().kinds
            with troubles(self._folder):
                folder.mkdir()
            try:
                yield Gathering(self._folder, tuple(dict.fromkeys([*known, *kinds])), self._commit)
            finally:
                rmtree(folder, ignore_errors=True)

    def join(self, look: Look = unwatched) -> Generator[None, None, None]:
        """Join small segments into larger ones, step by step, when there is nothing else to do.

        Each step takes at most a few tenths of a second; nobody else can write in between. Closed before
        its end, or when `look` raises, it leaves the index as it was.

        Raises:
            ReaderError: as `apply`.
        """
        self._batch = None  # joining needs the memory
        with self._writing(), self._commit(look) as commit, troubles(self._folder):
            yield from commit.join()

    def read_to(self) -> int:
        """Give the number of the last change the index has heard of.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        return self._snapshot().read_to

    def is_of(self, lineage: str) -> bool:
        """Tell whether it was read from this lineage of the library; one that has read nothing fits any.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        return self._snapshot().is_of(lineage)

    def state(self) -> IndexState:
        """Tell what the index holds.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        snapshot = self._snapshot()
        return IndexState(snapshot.documents, snapshot.read_to, snapshot.bytes)

    def check(self, look: Look = unwatched) -> None:
        """Read every file through and compare it with its checksum; what `look` raises is passed on.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        Snapshot.check(self._folder, look)

    def searcher(self, before: "Searcher | None" = None) -> "Searcher":
        """Give a reader of what the index holds now; it takes over what that of `before` has read.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        from reader.search.answering.searcher import Searcher

        snapshot = Snapshot.take(self._folder, before.snapshot if before else None)
        with troubles(self._folder):
            return Searcher(snapshot)

    def close(self) -> None:
        """Give the index back: files that were kept open are closed, and words forgotten."""
        self.forget_words()
        self._known = None

    def forget_words(self) -> None:
        """Give the memory back that words met so far take, once there is no more to take in."""
        self._batch = None

    def _snapshot(self) -> Snapshot:
        """Give what it holds now; nobody may close it."""
        known, self._known = self._known, None
        if known is None or known.is_behind or not known.is_as_opened:
            known = Snapshot.take(self._folder, known)
        self._known = known
        return known

    def _create(self) -> None:
        with troubles(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock(), troubles(self._folder):
            from whoosh.index import TOC

            from reader.search.segments.layout import NAME, Files, WordSchema

            if not any(self._folder.glob("_MAIN_*.toc")):
                TOC.create(Files(self._folder), WordSchema(), NAME)

    def _apply_part(
        self, feed: Iterator[Entry], batch: "Batch", before: int, upto: int, lineage: str, look: Look
    ) -> bool:
        """Commit the next part of the feed; tell whether there may be more."""
        count = signs = 0
        with self._commit(look, batch) as commit:
            for entry in feed:
                look()
                commit.add(entry)
                count += 1
                signs += len(entry.body)
                if count >= _BATCH or signs >= _SIGNS:
                    break
            more = count >= _BATCH or signs >= _SIGNS
            commit.invert()
            with troubles(self._folder):
                commit.finish(before if more else upto, lineage)
        return more

    @contextmanager
    def _commit(self, look: Look, batch: "Batch | None" = None) -> "Iterator[Commit]":
        """Give a commit to work on; one that fails leaves nothing behind."""
        from reader.search.segments.commit import Commit

        with troubles(self._folder):
            commit = Commit(self._folder, self._snapshot(), look, batch)
        try:
            yield commit
        except BaseException:
            with suppress(OSError):
                commit.abandon()
            raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the lock; bundles that a killed process left are deleted."""
        from reader.search.segments.bundle import bundles_folder

        with self._lock():
            rmtree(bundles_folder(self._folder), ignore_errors=True)
            yield

    @contextmanager
    def _lock(self) -> Iterator[None]:
        from reader.search.segments.layout import Files

        with troubles(self._folder):
            lock: Any = Files(self._folder).lock(_LOCK)
            tries = _TRIES
            while not lock.acquire():
                tries -= 1
                if not tries:
                    raise ReaderError(Trouble.LIBRARY_IN_USE, folder=self._folder.parent)
                sleep(_PAUSE)
        try:
            yield
        finally:
            lock.release()


def _is_part(path: Path) -> bool:
    """Tell whether a file is part of an index; its lock stays, whatever becomes of the rest."""
    return path.name != _LOCK and _OWN_FILE.match(path.name) is not None
