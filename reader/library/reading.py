"""Reading: files and folders become parcels of drafts. Nothing but kept originals is written.

It touches files only and may run anywhere; it is imported when it is first needed, because the patterns
of the plain-text formats take a tenth of a second to compile.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.formats.sniff import Candidate, candidates, problem_code, read_file
from reader.library.importing import PARCEL_ARTICLES, PARCEL_LETTERS, Arrival, Parcel
from reader.model.article import Origin, Problem
from reader.model.errors import ReaderError
from reader.store import articles, originals
from reader.store.database import Database
from reader.text.language import Languages
from reader.text.shingles import text_key


@dataclass(slots=True)
class _Tray:
    """A parcel being filled."""

    arrivals: list[Arrival] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    letters: int = 0

    def is_full(self) -> bool:
        count = len(self.arrivals) + len(self.problems) + self.unchanged
        return count >= PARCEL_ARTICLES or self.letters >= PARCEL_LETTERS

    def parcel(self, done: int, total: int, what: str) -> Parcel:
        return Parcel(tuple(self.arrivals), tuple(self.problems), self.unchanged, done, total, what)


def read_parcels(
    db: Database, paths: Sequence[str], source: str, languages: Languages, cancelled: Callable[[], bool]
) -> Iterator[Parcel]:
    """Read the files and folders named by `paths`; give them in parcels, troubles included.

    Files that hold the very bytes they held when they were last read are only counted as unchanged.
    """
    found = list(candidates([Path(path) for path in paths]))
    tray = _Tray()
    for done, candidate in enumerate(found, start=1):
        if cancelled():
            return
        _read(db, candidate, source, languages, tray)
        if tray.is_full() or done == len(found):
            yield tray.parcel(done, len(found), candidate.given)
            tray = _Tray()


def _read(db: Database, candidate: Candidate, source: str, languages: Languages, tray: _Tray) -> None:
    try:
        draft, data = read_file(candidate.path, candidate.given)
    except ReaderError as error:
        tray.problems.append(Problem(candidate.given, problem_code(error)))
        return
    digest = originals.keep(db.folder, data)
    origin = Origin(candidate.given, candidate.root, candidate.place, digest)
    if any(
        articles.file_digest(db, each, origin.root, origin.place) == digest
        for each in articles.by_origin(db, origin.root, origin.place)
    ):
        tray.unchanged += 1
        return
    if draft.language is None:
        draft = replace(draft, language=languages.of(draft.text))
    tray.arrivals.append(Arrival(draft, origin, draft.source or source, text_key(draft.text)))
    tray.letters += len(draft.text)
