"""Names by the starts of their words, over all articles, while somebody types."""

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from reader.model.ids import ArticleId
from reader.model.mention import MentionType, NameRef
from reader.recognition.names_file import NamesFile
from reader.recognition.troubles import troubles

_AT_ONCE: Final = 50_000
"""Names read in one statement."""
_LOOKED_AT: Final = 200
"""Names that fit of which the best are chosen: those that were met first are the most usual ones."""


class KnownNames:
    """The keys of all names of a file, in memory; what has been added since is read at the next question."""

    def __init__(self) -> None:
        self._file: NamesFile | None = None
        self._keys = self._last = ""
        self._starts: array[int] = array("q")
        self._ids: array[int] = array("q")

    def find(self, file: NamesFile, typed: str, most: int) -> list[tuple[NameRef, int]]:
        """Give the names whose words begin as typed, with the articles that name each, most first.

        `typed` is made as keys are: lower case, without accents, in any order.

        Raises:
            ReaderError: see `NamesFile`.
        """
        self._read_on(file)
        tokens = sorted(typed.split(), key=len, reverse=True)
        if not tokens:
            return []
        fitting = list(self._fitting(tokens))
        counted = _counts(file, fitting)
        fitting = sorted((each for each in fitting if each in counted), key=lambda each: -counted[each])
        found = []
        for alias in fitting[: 2 * most]:
            name = _name(file, alias)
            if name is not None:
                found.append((name, counted[alias]))
        return found[:most]

    def _read_on(self, file: NamesFile) -> None:
        last = self._ids[-1] if self._ids else 0
        with troubles(file.path):
            newest, known = file.connection.execute(
                "SELECT coalesce(max(id), 0), (SELECT key FROM aliases WHERE id = ?) FROM aliases", (last,)
            ).fetchone()
            # Another file, or names went from it, and another may have the number of one that did.
            if file is not self._file or newest < last or (known or self._last) != self._last:
                self._file, self._keys = file, ""
                self._starts, self._ids, last = array("q"), array("q"), 0
            while newest > last:
                rows = file.connection.execute(
                    "SELECT id, key FROM aliases WHERE id > ? ORDER BY id LIMIT ?", (last, _AT_ONCE)
                ).fetchall()
                if not rows:
                    return
                self._add(rows)
                last, self._last = rows[-1]

    def _add(self, rows: list[tuple[int, str]]) -> None:
        place = len(self._keys)
        pieces = []
        for number, key in rows:
            self._starts.append(place)
            self._ids.append(number)
            pieces.append(f" {key}\n")
            place += len(key) + 2
        self._keys += "".join(pieces)

    def _fitting(self, tokens: list[str]) -> Iterator[int]:
        """Give the names of which each token begins a word; the longest token leads."""
        first, rest = f" {tokens[0]}", [f" {token}" for token in tokens[1:]]
        found, at = 0, self._keys.find(first)
        while at >= 0 and found < _LOOKED_AT:
            end = self._keys.index("\n", at)
            line = bisect_right(self._starts, at) - 1
            if all(self._keys.find(token, self._starts[line], end) >= 0 for token in rest):
                found += 1
                yield self._ids[line]
            at = self._keys.find(first, end)


def _counts(file: NamesFile, aliases: Iterable[int]) -> dict[int, int]:
    """Count the articles that name each."""
    with troubles(file.path):
        return dict(
            file.connection.execute(
                """SELECT alias, count(*) FROM named
                   WHERE alias IN (SELECT value FROM json_each(?)) GROUP BY alias""",
                (json.dumps(list(aliases)),),
            )
        )


def _name(file: NamesFile, alias: int) -> NameRef | None:
    """Give a name as the newest article that names it writes it."""
    with troubles(file.path):
        row = file.connection.execute(
            """SELECT family, key, (SELECT max(article) FROM named WHERE alias = aliases.id)
               FROM aliases WHERE id = ?""",
            (alias,),
        ).fetchone()
    if row is None or row[2] is None:
        return None
    family, key, article = row
    known = file.recognised(ArticleId(article))
    for each in known.mentions() if known is not None else ():
        if each.key == key and each.family == family:
            return NameRef(key, MentionType(each.type), each.name)
    return None
