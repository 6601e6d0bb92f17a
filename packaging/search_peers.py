"""The engines that the search is measured beside, each used as a program would use it for typing."""

import importlib.util
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from search_corpus import Made

FIRST = 50


class Peer(Protocol):
    """Another engine with the same articles."""

    name: str
    wanted: str
    """Where it comes from, for whoever has it not."""
    patterns: bool
    """Whether it finds `w?ld`, `*ing` and similar words."""

    def __init__(self, folder: Path, articles: Iterator[Made]) -> None: ...

    @staticmethod
    def is_there() -> bool:
        """Tell whether it can be imported."""

    def forget(self) -> None:
        """Forget what may be remembered from one question to the next."""

    def best(self, words: str, typing: bool) -> int:
        """Find the first fifty by score."""

    def newest(self, words: str, typing: bool) -> int:
        """Find the newest fifty."""

    def count(self, words: str) -> int:
        """Count all that are found."""


class Fts5:
    """SQLite's full-text search."""

    name = "FTS5"
    wanted = "a Python whose SQLite has FTS5"
    patterns = False

    def __init__(self, folder: Path, articles: Iterator[Made]) -> None:
        path = folder / "fts.sqlite"
        path.unlink(missing_ok=True)
        self._database = sqlite3.connect(path)
        run = self._database.execute
        run("CREATE TABLE articles (id INTEGER PRIMARY KEY, day INTEGER, title TEXT, body TEXT)")
        run(
            """CREATE VIRTUAL TABLE texts USING fts5(title, body, content='articles', content_rowid='id',
                tokenize='porter unicode61', prefix='2 3')"""
        )
        for each in articles:
            run("INSERT INTO articles VALUES (?, ?, ?, ?)", (each.number, each.day, each.title, each.body))
            run(
                "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)",
                (each.number, each.title, each.body),
            )
        run("INSERT INTO texts (texts) VALUES ('optimize')")
        self._database.commit()

    @staticmethod
    def is_there() -> bool:
        return True

    def forget(self) -> None:
        pass

    def best(self, words: str, typing: bool) -> int:
        return self._ask("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 50", words, typing)

    def newest(self, words: str, typing: bool) -> int:
        return self._ask(
            """SELECT a.id FROM texts JOIN articles AS a ON a.id = texts.rowid WHERE texts MATCH ?
               ORDER BY a.day DESC LIMIT 50""",
            words,
            typing,
        )

    def count(self, words: str) -> int:
        asked = self._asked(words, False)
        found = self._database.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (asked,)).fetchone()
        return int(found[0])

    def _ask(self, sql: str, words: str, typing: bool) -> int:
        return len(self._database.execute(sql, (self._asked(words, typing),)).fetchall())

    @staticmethod
    def _asked(words: str, typing: bool) -> str:
        if words.startswith('"'):
            return words
        *whole, last = words.split()
        star = " *" if typing or last.endswith("*") else ""
        return " ".join([*(f'"{word}"' for word in whole), f'"{last.rstrip("*")}"{star}'])


class Tantivy:
    """Tantivy, by its Python package."""

    name = "tantivy"
    wanted = "pip install tantivy"
    patterns = True

    def __init__(self, folder: Path, articles: Iterator[Made]) -> None:
        import tantivy

        self._tantivy: Any = tantivy
        fields = tantivy.SchemaBuilder()
        fields.add_integer_field("id", stored=True, indexed=True, fast=True)
        fields.add_integer_field("day", stored=False, indexed=True, fast=True)
        fields.add_text_field("text", stored=False, tokenizer_name="en_stem")
        place = folder / "tantivy"
        place.mkdir(exist_ok=True)
        self._schema = fields.build()
        self._index: Any = tantivy.Index(self._schema, path=str(place), reuse=False)
        writer = self._index.writer(heap_size=200_000_000, num_threads=1)
        for each in articles:
            writer.add_document(
                tantivy.Document(id=each.number, day=each.day, text=f"{each.title}\n{each.body}")
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher: Any = self._index.searcher()

    @staticmethod
    def is_there() -> bool:
        return importlib.util.find_spec("tantivy") is not None

    def forget(self) -> None:
        pass

    def best(self, words: str, typing: bool) -> int:
        return len(self._searcher.search(self._asked(words, typing), FIRST).hits)

    def newest(self, words: str, typing: bool) -> int:
        return len(self._searcher.search(self._asked(words, typing), FIRST, order_by_field="day").hits)

    def count(self, words: str) -> int:
        return int(self._searcher.search(self._asked(words, False), 1, count=True).count)

    def _asked(self, words: str, typing: bool) -> Any:  # noqa: ANN401 - it has no types
        query = self._tantivy.Query
        must = self._tantivy.Occur.Must
        if words.startswith('"'):
            return self._index.parse_query(words, ["text"])
        if words.endswith("~"):
            return query.fuzzy_term_query(
                self._schema, "text", words[:-1], distance=2 if len(words) > 6 else 1
            )
        if set("*?") & set(words[:-1]):
            return query.regex_query(self._schema, "text", words.replace("?", ".").replace("*", ".*"))
        *whole, last = words.split()
        parts = [self._index.parse_query(word, ["text"]) for word in whole]
        if typing or last.endswith("*"):
            begun = query.regex_query(self._schema, "text", last.rstrip("*") + ".*")
            parts.append(
                query.boolean_query(
                    [
                        (self._tantivy.Occur.Should, each)
                        for each in (begun, self._index.parse_query(last.rstrip("*"), ["text"]))
                    ]
                )
            )
        else:
            parts.append(self._index.parse_query(last, ["text"]))
        return parts[0] if len(parts) == 1 else query.boolean_query([(must, each) for each in parts])


class Xapian:
    """Xapian, by Debian's python3-xapian."""

    name = "Xapian"
    wanted = "python3-xapian of Debian, with its own Python"
    patterns = False

    def __init__(self, folder: Path, articles: Iterator[Made]) -> None:
        import xapian

        self._xapian: Any = xapian
        base: Any = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE_OR_OVERWRITE)
        terms = xapian.TermGenerator()
        terms.set_stemmer(xapian.Stem("en"))
        for each in articles:
            document = xapian.Document()
            terms.set_document(document)
            terms.index_text(each.title, 3)
            terms.increase_termpos()
            terms.index_text(each.body)
            document.add_value(0, xapian.sortable_serialise(each.day))
            base.replace_document(each.number, document)
        base.commit()
        base.close()
        self._base: Any = xapian.Database(str(folder / "xapian"))
        self._parser: Any = xapian.QueryParser()
        self._parser.set_database(self._base)
        self._parser.set_stemmer(xapian.Stem("en"))
        self._parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        self._parser.set_default_op(xapian.Query.OP_AND)

    @staticmethod
    def is_there() -> bool:
        return importlib.util.find_spec("xapian") is not None

    def forget(self) -> None:
        pass

    def best(self, words: str, typing: bool) -> int:
        return len(list(self._found(words, typing).get_mset(0, FIRST)))

    def newest(self, words: str, typing: bool) -> int:
        found = self._found(words, typing)
        found.set_sort_by_value(0, True)
        return len(list(found.get_mset(0, FIRST)))

    def count(self, words: str) -> int:
        return int(
            self._found(words, False).get_mset(0, 0, self._base.get_doccount()).get_matches_estimated()
        )

    def _found(self, words: str, typing: bool) -> Any:  # noqa: ANN401 - it has no types
        parser = self._xapian.QueryParser
        flags = parser.FLAG_PHRASE | parser.FLAG_WILDCARD
        found: Any = self._xapian.Enquire(self._base)
        found.set_query(self._parser.parse_query(words, flags | parser.FLAG_PARTIAL if typing else flags))
        return found


PEERS: tuple[type[Fts5] | type[Tantivy] | type[Xapian], ...] = (Fts5, Tantivy, Xapian)
