"""How the sources of one import write dates of numbers: asked only when a date can be read either way."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from reader.formats.day_orders import Votes, glance, hangs_on_order
from reader.formats.sniff import Candidate, read_article
from reader.model.article import Draft
from reader.model.errors import ReaderError
from reader.store import articles
from reader.store.files import originals
from reader.store.files.database import Database
from reader.text.dates import DayOrder

_ASKED: Final = 100
"""Stored articles of a source that are looked at, the newest first."""


class DayOrders:
    """Judges by the files of the import first, and by what is stored of the source where those say nothing.

    The files are heard in the order of their names, so that the order in which they were given is all one.
    """

    def __init__(
        self, db: Database, files: Sequence[Candidate], source: str, begin: Callable[[Candidate], bool]
    ) -> None:
        """Make ready for an import whose articles get `source` when they name none.

        `begin` is told of each file before it is read, and tells whether it may be.
        """
        self._db = db
        self._begin = begin
        self._files = files
        self.guess: DayOrder | None = None
        """What the next file is best read with: most files of an import are of one source."""
        self._votes = Votes(source, self._heard())
        self._known: dict[str, DayOrder | None] = {}

    def settle(self, draft: Draft, data: bytes, name: str, source: str) -> Draft:
        """Give a draft that was read with `guess` in the order that its source writes dates in."""
        if not hangs_on_order(draft):
            return draft
        order = self.of(source)
        if order is self.guess:
            return draft
        self.guess = order
        return read_article(data, name, order)

    def of(self, source: str) -> DayOrder | None:
        """Tell how a source writes dates; None when neither its files nor its stored articles show it."""
        if source not in self._known:
            asked = self._votes
            if source and not asked.have_heard(source):
                asked = Votes(source, self._kept(source))
            self._known[source] = asked.order_of(source)
        return self._known[source]

    def _heard(self) -> Iterator[tuple[bytes, str]]:
        for file in sorted(self._files, key=lambda each: (each.place, each.root)):
            if self._begin(file):
                yield glance(file.path), file.given

    def _kept(self, source: str) -> Iterator[tuple[bytes, str]]:
        for digest, path in articles.files_of_source(self._db, source, _ASKED):
            with suppress(ReaderError):
                yield originals.fetch(self._db.folder, digest), path
