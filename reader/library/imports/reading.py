"""Reading: files and folders become parcels of drafts. Nothing but kept originals is written.

It touches files only and may run anywhere; it is imported when it is first needed, because the patterns
of the plain-text formats take a tenth of a second to compile.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from reader.formats.sniff import Candidate, candidates, problem_code, read_file
from reader.library.imports.day_orders import DayOrders
from reader.library.watch import Watch
from reader.model.article import Origin, Problem
from reader.model.aside import Task
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import BatchId
from reader.model.parcel import Arrival, Parcel
from reader.store import articles, asides, imports
from reader.store.files import originals
from reader.store.files.database import Database
from reader.text.language import Languages
from reader.text.shingles import text_key

PARCEL_ARTICLES: Final = 100
PARCEL_LETTERS: Final = 256 * 1024


@dataclass(slots=True)
class _Tray:
    """A parcel being filled."""

    arrivals: list[Arrival] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    letters: int = 0

    def is_full(self) -> bool:
        return len(self.files) >= PARCEL_ARTICLES or self.letters >= PARCEL_LETTERS

    def parcel(self, done: int, total: int, what: str) -> Parcel:
        return Parcel(
            tuple(self.arrivals),
            tuple(self.problems),
            self.unchanged,
            done,
            total,
            what,
            tuple(self.files),
        )


def read_parcels(db: Database, batch: BatchId, languages: Languages, watch: Watch) -> Iterator[Parcel]:
    """Read the files and folders of an import that it has not dealt with yet; troubles come in the parcels.

    Files that hold the very bytes they held when they were last read are only counted as unchanged.
    """
    reader = _Reader(db, batch, languages, watch)
    found: list[Candidate] = []
    for candidate in candidates([Path(path) for path in reader.order.places()]):
        watch.look()
        found.append(candidate)
    reader.orders = DayOrders(db, found, reader.order.source, reader.begin)
    handled = imports.files(db, batch)
    left = [each for each in found if not _is_handled(each, handled)]
    before = len(found) - len(left)
    tray = _Tray()
    for done, candidate in enumerate(left, start=1):
        watch.look()
        reader.read(candidate, tray)
        if tray.is_full() or done == len(left):
            yield tray.parcel(before + done, len(found), candidate.given)
            tray = _Tray()


def mark_of(name: str) -> str:
    """Give the state of a file by its name in `Parcel.files`: it tells whether the file has changed."""
    with suppress(OSError):
        facts = Path(name).stat()
        return f"{facts.st_size}:{facts.st_mtime_ns}"
    return ""


def _is_handled(candidate: Candidate, handled: Mapping[str, str]) -> bool:
    name = _name(candidate)
    return name in handled and handled[name] == mark_of(name)


class _Reader:
    """Reads the files of one import."""

    def __init__(self, db: Database, batch: BatchId, languages: Languages, watch: Watch) -> None:
        self.order = imports.order_of(db, batch)
        self._db = db
        self._languages = languages
        self._watch = watch
        self._aside = asides.marks(db, Task.READ)
        self.orders = DayOrders(db, (), self.order.source, self.begin)

    def begin(self, candidate: Candidate) -> bool:
        """Note that a file is about to be read; not so one that stopped the program twice."""
        self._watch.look()
        name = _name(candidate)
        if self._aside.get(name) == mark_of(name):
            return False
        self._watch.begin(Task.READ, name)
        return True

    def read(self, candidate: Candidate, tray: _Tray) -> None:
        """Read a file into the tray."""
        name = _name(candidate)
        tray.files.append((name, mark_of(name)))
        if not self.begin(candidate):
            tray.problems.append(Problem(candidate.given, Trouble.FILE_STOPPED_READER))
            return
        try:
            draft, data = read_file(candidate.path, candidate.given, self.orders.guess, self._watch.look)
        except ReaderError as error:
            tray.problems.append(Problem(candidate.given, problem_code(error)))
            return
        self._watch.look()
        digest = originals.keep(self._db.folder, data)
        origin = Origin(candidate.given, candidate.root, candidate.place, digest)
        if any(
            articles.file_digest(self._db, each, origin.root, origin.place) == digest
            for each in articles.by_origin(self._db, origin.root, origin.place)
        ):
            tray.unchanged += 1
            return
        source = draft.source or self.order.source
        draft = self.orders.settle(draft, data, candidate.given, source)
        self._watch.begin(Task.READ, name)  # others may have been looked into meanwhile
        if draft.language is None:
            draft = replace(draft, language=self._languages.of(draft.text))
        tray.arrivals.append(Arrival(draft, origin, source, text_key(draft.text, self._watch.look)))
        tray.letters += len(draft.text)


def _name(candidate: Candidate) -> str:
    """Name a file so that it can be stored, whatever bytes its name holds."""
    return os.fsencode(f"{candidate.root}/{candidate.place}").decode("utf-8", "backslashreplace")
