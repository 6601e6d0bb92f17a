"""Names are kept: articles are recognised step by step, and what was found is written to `names.sqlite`."""

from collections.abc import Callable, Generator, Iterator
from typing import Final

from reader.library.names.models import ChosenModel, open_languages
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.recognition import names_file
from reader.recognition.names_writer import NamesWriter, piece_hash
from reader.recognition.packing import pack_mentions
from reader.store import changes, current
from reader.store.changes import ChangeKind
from reader.store.files.database import Database
from reader.store.lineage import lineage
from reader.text.language import Languages
from reader.text.names.bounds import repair
from reader.text.names.clusters import Clusters
from reader.text.names.plan import Plan
from reader.text.names.rules import RULES

_STEP: Final = 500
"""Changes read at once."""
LONGEST: Final = 1_000_000
"""Code points of an article that are looked at; a book's worth, and some minutes of work."""
_FEW: Final = 100
"""Articles that a model goes over in seconds."""


class _NewFileError(Exception):
    """The file that was written to is no longer the one."""


class Keeper:
    """The one that writes. `counted` tells how many articles are recognised, and of how many."""

    def __init__(self, db: Database, model: ChosenModel, counted: Callable[[], tuple[int, int]]) -> None:
        self._db = db
        self._model = model
        self._counted = counted
        self._languages: Languages | None = None
        self._writer: NamesWriter | None = None

    def close(self) -> None:
        """Give the file back."""
        if self._writer is not None:
            self._writer.close()
        self._writer = None

    def file(self) -> NamesWriter | None:
        """Give the file that is written to; None before anything was, or when another lies in its place."""
        return None if self._writer is None or self._writer.is_replaced() else self._writer

    def recognise(self, article: ArticleId) -> Iterator[None]:
        """Recognise an article in short steps, the last of which commits; see `Namer.recognise`."""
        try:
            yield from self._mending(lambda: self._recognise(article))
        except ReaderError as error:
            if error.code is Trouble.MODEL_DAMAGED:
                self._model.read_anew()
            if error.code is not Trouble.ARTICLE_MISSING:
                raise

    def read_changes(self) -> Iterator[None]:
        """Drop what is known of texts that changed or were deleted since the last look, in short steps.

        Raises:
            ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, `LIBRARY_LOCKED`.
        """

        def read() -> Iterator[None]:
            writer = yield from self._open()
            yield from self._read_changes(writer)

        yield from self._mending(read)

    def _mending(self, work: Callable[[], Iterator[None]]) -> Iterator[None]:
        """Do work on the file; once, a damaged one is set aside and made again."""
        mended = False
        while True:
            try:
                yield from work()
            except _NewFileError:
                continue
            except ReaderError as error:
                if error.code is not Trouble.NAMES_DAMAGED or mended:
                    raise
                mended = True
                self.close()
                names_file.set_aside(self._db.folder)
            else:
                return

    def _recognise(self, article: ArticleId) -> Iterator[None]:
        model = self._model.recogniser()
        writer = yield from self._open()
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
        plan = Plan(wanted.text, wanted.blocks, wanted.language, self._languages, LONGEST)
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

    def _open(self) -> Generator[None, None, NamesWriter]:
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
            done, every = self._counted()
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
