"""Writing to `names.sqlite`: one session at a time, the one that recognises."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, ChangeNumber, VersionId
from reader.model.mention import FAMILIES, NAMED, Mention, Recognition
from reader.recognition.names_file import FILE_NAME, NamesFile, make_or_open
from reader.recognition.packing import pack_spans, unpack_spans
from reader.recognition.troubles import troubles
from reader.text.names.spans import RawSpan

_WAIT: Final = 0.02
"""Seconds that are waited at once."""
_UNCLAIMED: Final = 0
"""Stands for an article in `pieces`; the library gives no article this number."""


def piece_hash(text: str) -> bytes:
    """Give the hash that raw spans of a piece of text are kept by."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


class NamesWriter(NamesFile):
    """The one writing connection to the file."""

    def __init__(self, folder: Path, lineage: str) -> None:
        """Open the file of a library, or make it for that lineage.

        Raises:
            ReaderError: `NAMES_DAMAGED`, `DISK_FULL`, `FOLDER_READ_ONLY`, `LIBRARY_LOCKED`.
        """
        super().__init__(make_or_open(folder, lineage), folder / FILE_NAME)

    def check(self) -> Iterator[None]:
        """Read the whole file through, which may take a second; it is done aside, and this is one to wait by.

        Raises:
            ReaderError: `NAMES_DAMAGED`.
        """
        with troubles(self.path):
            address = f"{self.path.absolute().as_uri()}?mode=ro"
            aside = sqlite3.connect(address, uri=True, check_same_thread=False)
        with closing(aside), ThreadPoolExecutor(1, "names-check") as pool:
            found = pool.submit(_faults, aside)
            try:
                while not wait([found], _WAIT).done:
                    yield
            finally:
                aside.interrupt()
            with troubles(self.path):
                if found.result():
                    raise ReaderError(Trouble.NAMES_DAMAGED, folder=self.path.parent, path=self.path)

    def is_empty(self) -> bool:
        """Tell whether nothing was recognised yet."""
        return not self.numbers("SELECT count(*) FROM (SELECT 1 FROM recognised LIMIT 1)")[0]

    def forget(self, current: Iterable[tuple[ArticleId, VersionId | None]], read_to: ChangeNumber) -> None:
        """Drop what is known of articles in other versions than these, None for none, as of a change."""
        with self._transaction():
            for article, version in current:
                known = self.numbers("SELECT version FROM recognised WHERE article = ?", (article,))
                if version is None or (known and known[0] != version):
                    self._drop_mentions(article)
                if version is None:
                    self._keep_pieces(article, ())
            self._run("UPDATE progress SET read_to = ?", read_to)

    def begin_line(self, lineage: str, read_to: ChangeNumber) -> None:
        """Follow another line of history from a change on: mentions go, what models found in pieces stays.

        Articles may be others under the same numbers, so the pieces wait for whatever article has them, until
        `release_unclaimed`.
        """
        with self._transaction():
            self._run("DELETE FROM recognised")
            self._run("DELETE FROM named")
            self._run("DELETE FROM aliases")
            self._run("DELETE FROM pieces")
            self._run("INSERT INTO pieces SELECT DISTINCT ?, hash FROM raw", _UNCLAIMED)
            self._run("UPDATE progress SET lineage = ?, read_to = ?", lineage, read_to)

    def has_unclaimed(self) -> bool:
        """Tell whether pieces of another line of history may still wait for articles."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM pieces WHERE article = ? LIMIT 1)"
        return bool(self.numbers(sql, (_UNCLAIMED,))[0])

    def release_unclaimed(self) -> None:
        """Drop what was found in pieces of another line of history that no article has."""
        with self._transaction():
            self._run("DELETE FROM pieces WHERE article = ?", _UNCLAIMED)
            self._run("DELETE FROM raw WHERE hash NOT IN (SELECT hash FROM pieces)")

    def raw(self, piece: bytes, model: str) -> list[RawSpan] | None:
        """Give what a model found in a piece, None when it has not been over it."""
        with troubles(self.path):
            row = self.connection.execute(
                "SELECT spans FROM raw WHERE hash = ? AND model = ?", (piece, model)
            ).fetchone()
            return None if row is None else unpack_spans(row[0])

    def keep_raw(self, article: ArticleId, piece: bytes, model: str, spans: Sequence[RawSpan]) -> None:
        """Keep what a model found in a piece of an article; what older makes of that model found goes.

        What models of other names found stays, so that going back to one costs nothing.
        """
        of_its_name = f"{model.split()[0]} "
        with self._transaction():
            self._run(
                "DELETE FROM raw WHERE hash = ? AND model <> ? AND substr(model || ' ', 1, ?) = ?",
                *(piece, model, len(of_its_name), of_its_name),
            )
            self._run("INSERT OR REPLACE INTO raw VALUES (?, ?, ?)", piece, model, pack_spans(spans))
            self._run("INSERT OR IGNORE INTO pieces VALUES (?, ?)", article, piece)

    def store(
        self,
        article: ArticleId,
        version: VersionId,
        *,
        model: str,
        rules: int,
        language: str,
        state: Recognition,
        mentions: Sequence[Mention],
        packed: bytes,
        pieces: Iterable[bytes],
    ) -> None:
        """Put the mentions of a version, made of these pieces, in the place of those of its article.

        `packed` are the mentions as `pack_mentions` writes them: for very many, that is a step of its own.
        """
        named = Counter(
            (family, each.key) for each in mentions if (family := FAMILIES.get(each.type)) in NAMED
        )
        with self._transaction():
            self._drop_mentions(article)
            self._run(
                "INSERT INTO recognised VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(article, version, model, rules, language, state, packed),
            )
            for (family, key), count in named.items():
                self._run("INSERT OR IGNORE INTO aliases (family, key) VALUES (?, ?)", family, key)
                self._run(
                    """INSERT INTO named SELECT id, ?, ? FROM aliases WHERE family = ? AND key = ?""",
                    *(article, count, family, key),
                )
            self._keep_pieces(article, pieces)

    def _drop_mentions(self, article: ArticleId) -> None:
        aliases = self.numbers("SELECT alias FROM named WHERE article = ?", (article,))
        self._run("DELETE FROM named WHERE article = ?", article)
        self._run("DELETE FROM recognised WHERE article = ?", article)
        for alias in aliases:
            self._run(
                "DELETE FROM aliases WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM named WHERE alias = ?1)",
                alias,
            )

    def _keep_pieces(self, article: ArticleId, pieces: Iterable[bytes]) -> None:
        """Let an article have exactly these pieces; spans of those that none has any more go."""
        wanted = set(pieces)
        with troubles(self.path):
            rows = self.connection.execute("SELECT hash FROM pieces WHERE article = ?", (article,)).fetchall()
        had = {piece for (piece,) in rows}
        for piece in wanted - had:
            self._run("INSERT INTO pieces VALUES (?, ?)", article, piece)
        for piece in had - wanted:
            self._run("DELETE FROM pieces WHERE article = ? AND hash = ?", article, piece)
            self._run(
                "DELETE FROM raw WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM pieces WHERE hash = ?1)", piece
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):  # a full disk has SQLite roll back by itself
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
            raise

    def _run(self, sql: str, *parameters: object) -> None:
        with troubles(self.path):
            self.connection.execute(sql, parameters)


def _faults(connection: sqlite3.Connection) -> bool:
    """Tell whether tables and indexes do not hold the same, or a page makes no sense."""
    found: list[tuple[str]] = connection.execute("PRAGMA integrity_check(1)").fetchall()
    return found != [("ok",)]
