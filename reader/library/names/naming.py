"""Names: articles are recognised one at a time, and what was found is read back and searched by."""

from array import array
from collections.abc import Collection, Iterator
from typing import Final

from reader.library.names.keeping import Keeper
from reader.library.names.models import ChosenModel
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId
from reader.model.mention import NameCount, NameRef, Names, Recognition
from reader.recognition.known_names import KnownNames
from reader.recognition.names_file import NamesFile
from reader.recognition.recogniser import Recogniser
from reader.store import changes, current
from reader.store.files.database import Database
from reader.store.lineage import lineage
from reader.text.names.keys import typed_key
from reader.text.names.rules import RULES

_OF_THE_LIBRARY: Final = frozenset(
    {Trouble.ARTICLE_MISSING, Trouble.LIBRARY_DAMAGED, Trouble.LIBRARY_MISSING}
)


class Namer:
    """The names of one session: it reads, and only `recognise` writes, and loads the model.

    `model` is one of `models.MODELS`, see `use`; a `recogniser` takes its place.
    """

    def __init__(self, db: Database, model: str = "sm", recogniser: Recogniser | None = None) -> None:
        self._db = db
        self._model = ChosenModel(model, recogniser)
        self._keeper = Keeper(db, self._model, self.recognised)
        self._file: NamesFile | None = None
        self._known = KnownNames()

    def use(self, model: str) -> None:
        """Use another of `MODELS` from now on, the small one where that is not there.

        What other models found counts as not recognised, but can be read until it is made anew.
        """
        self._model.use(model)

    def close(self) -> None:
        """Give the file back."""
        self._keeper.close()
        if self._file is not None:
            self._file.close()
        self._file = None

    def names(self, article: ArticleId) -> Names:
        """Give what was recognised in the current version of an article.

        Raises:
            ReaderError: `ARTICLE_MISSING`.
        """
        version, language = current.version(self._db, article)
        try:
            found = self._read().recognised(article)
            if found is not None and found.version == version:
                return Names(article, version, found.state, found.language, found.mentions())
        except ReaderError as error:
            _pass_over(error)
        return Names(
            article, version, Recognition.WAITING if self._model.is_readable() else Recognition.OFF, language
        )

    def naming(self, name: NameRef) -> frozenset[int]:
        """Give the articles that name it, as far as they are recognised."""
        try:
            file = self._read()
            found, read_to = file.naming(name), file.read_to()
            if read_to == changes.latest(self._db):
                return frozenset(found)
            return frozenset(found).difference(current.changed_since(self._db, read_to, found))
        except ReaderError as error:
            _pass_over(error)
            return frozenset()

    def names_like(self, typed: str, most: int) -> list[NameCount]:
        """Give names whose words begin as typed, those that most articles name first."""
        try:
            found = self._known.find(self._read(), typed_key(typed), most)
        except ReaderError as error:
            _pass_over(error)
            return []
        return [NameCount(name, articles) for name, articles in found]

    def unrecognised(self, limit: int, set_aside: Collection[ArticleId] = ()) -> list[ArticleId]:
        """Give articles that are still to be recognised, the newest published first; none without a model."""
        if not self._model.is_readable():
            return []
        waiting = current.all_versions(self._db).difference(self._versions())
        if not waiting:
            return []
        found = current.newest_first(self._db, waiting, limit + len(set_aside))
        return [article for article in found if article not in set_aside][:limit]

    def has_model(self) -> bool:
        """Tell whether there is a model to recognise with."""
        return self._model.is_there()

    def recognised(self) -> tuple[int, int]:
        """Count the articles that are recognised, and all outside the bin."""
        all_versions = current.all_versions(self._db)
        return len(all_versions.intersection(self._versions())), len(all_versions)

    def recognise(self, article: ArticleId) -> Iterator[None]:
        """Recognise an article in short steps, the last of which commits.

        Nothing is done where that is done already, or the article is no longer there. Several articles may be
        under way at once, their steps taken in any order.

        The first call of a session also checks the file and loads the model, which takes a second or two. A
        damaged file is set aside and made again.

        Raises:
            ReaderError: `MODEL_MISSING`, `MODEL_DAMAGED`, `DISK_FULL`, `FOLDER_READ_ONLY`, `LIBRARY_LOCKED`.
        """
        return self._keeper.recognise(article)

    def read_changes(self) -> Iterator[None]:
        """Drop the names of texts that changed or were deleted, in short steps; where none are, do nothing.

        Raises:
            ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, `LIBRARY_LOCKED`.
        """
        try:
            is_read = self._read().read_to() == changes.latest(self._db)
        except ReaderError as error:
            _pass_over(error)
            return
        if not is_read:
            yield from self._keeper.read_changes()

    def recognise_batch(self, batch: BatchId) -> Iterator[Progress]:
        """Recognise the articles of an import, one after another."""
        ids = current.of_batch(self._db, batch)
        for done, article in enumerate(ids):
            yield Progress(done, len(ids))
            for _ in self.recognise(article):
                pass
        yield Progress(len(ids), len(ids))

    def _read(self) -> NamesFile:
        """Give the file to read from.

        Raises:
            ReaderError: `NAMES_DAMAGED` when there is none that can be read.
        """
        if (written := self._keeper.file()) is not None:
            return written
        if self._file is not None and self._file.is_replaced():
            self._file.close()
            self._file = None
        if self._file is None:
            self._file = NamesFile.to_read(self._db.folder)
        if self._file is None or not self._file.is_of(lineage(self._db)):
            raise ReaderError(Trouble.NAMES_DAMAGED, folder=self._db.folder)
        return self._file

    def _versions(self) -> "array[int]":
        """Give the versions that were recognised by the present model and rules."""
        try:
            return self._read().versions(self._model.recogniser().id, RULES)
        except ReaderError as error:
            _pass_over(error)
            return array("q")


def _pass_over(error: ReaderError) -> None:
    """Let readers go on without the file or the model; a trouble with the library itself is told."""
    if error.code in _OF_THE_LIBRARY:
        raise error
