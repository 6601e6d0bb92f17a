"""Names: articles are recognised one at a time, and what was found is read back and searched by."""

from array import array
from collections.abc import Collection, Generator, Iterator
from pathlib import Path
from typing import Final

from reader import places
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId
from reader.model.mention import NameRef, Names, Recognition
from reader.recognition import names_file
from reader.recognition.names_file import NamesFile
from reader.recognition.names_model import NamesModel
from reader.recognition.names_writer import NamesWriter, piece_hash
from reader.recognition.packing import pack_mentions
from reader.recognition.recogniser import Recogniser
from reader.store import changes, current
from reader.store.changes import ChangeKind
from reader.store.files.database import Database
from reader.store.lineage import lineage
from reader.text.language import Languages
from reader.text.names.bounds import repair
from reader.text.names.clusters import Clusters
from reader.text.names.plan import Plan
from reader.text.names.rules import RULES

MODELS: Final = ("sm", "md")
"""The names models: the small one comes with the program, the larger one is fetched."""

_OF_THE_LIBRARY: Final = frozenset(
    {Trouble.ARTICLE_MISSING, Trouble.LIBRARY_DAMAGED, Trouble.LIBRARY_MISSING}
)
_STEP: Final = 500
"""Changes read at once."""
_FEW: Final = 100
"""Articles that a model goes over in seconds."""


def model_folder(model: str) -> Path:
    """Give the folder of a names model, whether it is there or not."""
    if model == "md":
        return places.models_folder() / "names-en-md"
    try:
        return places.resource("models/names-en-sm")
    except FileNotFoundError:
        return places.models_folder() / "names-en-sm"


def open_languages() -> Languages:
    """Give what tells the languages of texts."""
    return Languages(places.resource("models/lid/lid.176.ftz"))


def _present(model: str) -> str:
    return model if model_folder(model).is_dir() else MODELS[0]


class _NewFileError(Exception):
    """The file that was written to is no longer the one."""


class Namer:
    """The names of one session: it reads, and only `recognise` writes, and loads the model.

    `model` is one of `MODELS`, see `use`; a `recogniser` takes its place.
    """

    def __init__(self, db: Database, model: str = "sm", recogniser: Recogniser | None = None) -> None:
        self._db = db
        self._model = _present(model)
        self._recogniser = recogniser
        self._languages: Languages | None = None
        self._file: NamesFile | None = None
        self._writer: NamesWriter | None = None

    def use(self, model: str) -> None:
        """Use another of `MODELS` from now on, the small one where that is not there.

        What other models found counts as not recognised, but can be read until it is made anew.
        """
        self._model = _present(model)
        self._recogniser = None

    def close(self) -> None:
        """Give the file back."""
        for opened in (self._file, self._writer):
            if opened is not None:
                opened.close()
        self._file = self._writer = None

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
            article, version, Recognition.WAITING if self._has_model() else Recognition.OFF, language
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

    def unrecognised(self, limit: int, set_aside: Collection[ArticleId] = ()) -> list[ArticleId]:
        """Give articles that are still to be recognised, the newest published first; none without a model."""
        if not self._has_model():
            return []
        waiting = current.all_versions(self._db).difference(self._versions())
        if not waiting:
            return []
        found = current.newest_first(self._db, waiting, limit + len(set_aside))
        return [article for article in found if article not in set_aside][:limit]

    def has_model(self) -> bool:
        """Tell whether there is a model to recognise with."""
        return self._recogniser is not None or model_folder(self._model).is_dir()

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
        mended = False
        while True:
            try:
                yield from self._recognise(article)
            except _NewFileError:
                continue
            except ReaderError as error:
                if error.code is Trouble.ARTICLE_MISSING:
                    return
                if error.code is Trouble.MODEL_DAMAGED and isinstance(self._recogniser, NamesModel):
                    self._recogniser = None  # it is read anew the next time: it may have been put right
                if error.code is not Trouble.NAMES_DAMAGED or mended:
                    raise
                mended = True
                self.close()
                names_file.set_aside(self._db.folder)
            else:
                return

    def recognise_batch(self, batch: BatchId) -> Iterator[Progress]:
        """Recognise the articles of an import, one after another."""
        ids = current.of_batch(self._db, batch)
        for done, article in enumerate(ids):
            yield Progress(done, len(ids))
            for _ in self.recognise(article):
                pass
        yield Progress(len(ids), len(ids))

    def _recognise(self, article: ArticleId) -> Iterator[None]:
        model = self._the_model()
        writer = yield from self._open_to_write()
        yield from self._read_changes(writer)
        wanted = current.text(self._db, article)
        known = writer.recognised(article)
        if known is not None and (known.version, known.model, known.rules) == (
            wanted.version,
            model.id,
            RULES,
        ):
            known.mentions()  # a damaged one shows here
            return
        self._languages = self._languages or open_languages()
        plan = Plan(wanted.text, wanted.blocks, wanted.language, self._languages)
        clusters = Clusters(wanted.text)
        hashes = []
        loaded = False
        for piece in plan.pieces():
            words = wanted.text[piece.start : piece.end]
            hashes.append(piece_hash(words))
            raw = writer.raw(hashes[-1], model.id)
            if raw is None:
                if not loaded:
                    model.load()
                    loaded = True
                    yield from self._pause(writer)
                raw = list(model.annotate(words))
                writer.keep_raw(article, hashes[-1], model.id, raw)
            clusters.add(repair(wanted.text, piece, raw))
            yield from self._pause(writer)
        mentions = clusters.mentions()
        yield
        packed = pack_mentions(mentions)
        yield from self._pause(writer)
        writer.store(
            article,
            wanted.version,
            model=model.id,
            rules=RULES,
            language=plan.language,
            state=plan.state,
            mentions=mentions,
            packed=packed,
            pieces=hashes,
        )

    def _open_to_write(self) -> Generator[None, None, NamesWriter]:
        if self._writer is not None and self._writer.is_replaced():
            self._writer.close()
            self._writer = None
        if self._writer is None:
            writer = NamesWriter(self._db.folder, lineage(self._db))
            try:
                yield from writer.check()
                if self._writer is None:  # else another article's steps opened it meanwhile
                    self._writer = writer
                    self._release_unclaimed(writer)
            finally:
                if self._writer is not writer:
                    writer.close()
        return self._writer

    def _release_unclaimed(self, writer: NamesWriter) -> None:
        """Let go of what is kept from before a restore, once next to no article can still have use for it."""
        if writer.has_unclaimed() and writer.is_of(lineage(self._db)):
            done, every = self.recognised()
            if every - done < _FEW:
                writer.release_unclaimed()

    def _pause(self, writer: NamesWriter) -> Iterator[None]:
        """End a step; begin again when another article's steps found the file damaged and made a new one."""
        yield
        if self._writer is not writer:
            raise _NewFileError

    def _read_changes(self, writer: NamesWriter) -> Iterator[None]:
        """Drop what is known of texts that changed or were deleted since the last look."""
        latest = changes.latest(self._db)
        read_to = writer.read_to()
        line = lineage(self._db)
        # Of another library, or of what this one was before a backup of it was restored.
        if read_to > latest or not writer.is_of(line):
            writer.begin_line(line, latest)  # the model need not go over the same words again
            return
        if read_to < latest and writer.is_empty():
            writer.forget((), latest)
            return
        while batch := changes.since(self._db, read_to, _STEP):
            read_to = batch[-1].number
            ids = [each.article for each in batch if each.kind is ChangeKind.ARTICLE]
            versions = current.versions(self._db, ids)
            writer.forget([(article, versions.get(article)) for article in ids], read_to)
            yield from self._pause(writer)

    def _read(self) -> NamesFile:
        """Give the file to read from.

        Raises:
            ReaderError: `NAMES_DAMAGED` when there is none that can be read.
        """
        if self._writer is not None and not self._writer.is_replaced():
            return self._writer
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
            return self._read().versions(self._the_model().id, RULES)
        except ReaderError as error:
            _pass_over(error)
            return array("q")

    def _has_model(self) -> bool:
        try:
            self._the_model()
        except ReaderError:
            return False
        return True

    def _the_model(self) -> Recogniser:
        if self._recogniser is None:
            self._recogniser = NamesModel(model_folder(self._model))
        return self._recogniser


def _pass_over(error: ReaderError) -> None:
    """Let readers go on without the file or the model; a trouble with the library itself is told."""
    if error.code in _OF_THE_LIBRARY:
        raise error
