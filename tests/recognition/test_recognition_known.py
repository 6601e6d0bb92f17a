"""Names found by the starts of their words while somebody types."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.model.mention import FAMILIES, Mention, MentionType
from reader.recognition.known_names import KnownNames
from reader.recognition.names_file import FILE_NAME, NamesFile
from reader.recognition.packing import pack_mentions
from reader.recognition.shape import lay_out
from reader.text.names.keys import alias_key, typed_key

NAMED = (
    (1, "Angela Merkel", MentionType.PERSON),
    (1, "European Central Bank", MentionType.ORG),
    (2, "European Central Bank", MentionType.ORG),
    (2, "Central African Republic", MentionType.GPE),
    (3, "São Paulo", MentionType.GPE),
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[NamesFile]:
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as connection:
        lay_out(connection, "line")
        made = NamesFile(connection, tmp_path / FILE_NAME)
        for article in (1, 2, 3):
            store(made, article)
        yield made


def store(file: NamesFile, article: int) -> None:
    mentions, start = [], 0
    for where, name, kind in NAMED:
        if where == article:
            mentions.append(Mention(start, start + len(name), kind, start, name, alias_key(name, kind)))
            start += len(name) + 1
    run = file.connection.execute
    row = (article, article, "m", 1, "en", "done", pack_mentions(mentions))
    run("INSERT INTO recognised VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    for each in mentions:
        run("INSERT OR IGNORE INTO aliases (family, key) VALUES (?, ?)", (FAMILIES[each.type], each.key))
        run("INSERT INTO named SELECT id, ?, 1 FROM aliases WHERE key = ?", (article, each.key))


def found(known: KnownNames, file: NamesFile, typed: str) -> list[tuple[str, int]]:
    return [(name.name, count) for name, count in known.find(file, typed_key(typed), 5)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("merk", [("Angela Merkel", 1)]),
        ("ANGELA M", [("Angela Merkel", 1)]),
        ("central", [("European Central Bank", 2), ("Central African Republic", 1)]),  # the most named first
        ("bank eur", [("European Central Bank", 2)]),  # in any order
        ("sao", [("São Paulo", 1)]),
        ("são p", [("São Paulo", 1)]),
        ("erkel", []),  # not the midst of a word
        ("central bonk", []),
        ("", []),
        ("%_'\n", []),
    ],
)
def test_every_typed_word_begins_a_word_of_the_name(file: NamesFile, typed: str, expected):
    assert found(KnownNames(), file, typed) == expected


def test_names_that_come_and_go_are_known_at_the_next_question(file: NamesFile):
    known = KnownNames()
    assert found(known, file, "geneva") == []
    run = file.connection.execute
    place = Mention(0, 6, MentionType.GPE, 0, "Geneva", "geneva")
    run("INSERT INTO recognised VALUES (9, 9, 'm', 1, 'en', 'done', ?)", (pack_mentions([place]),))
    run("INSERT INTO aliases (family, key) VALUES ('place', 'geneva')")
    run("INSERT INTO named SELECT id, 9, 1 FROM aliases WHERE key = 'geneva'")
    assert found(known, file, "geneva") == [("Geneva", 1)]
    run("DELETE FROM named WHERE article = 9")
    assert found(known, file, "geneva") == []
    run("DELETE FROM aliases WHERE key = 'geneva'")
    # It takes the number of the one that went.
    run("INSERT INTO aliases (family, key) VALUES ('place', 'bern')")
    run("INSERT INTO named SELECT id, 9, 1 FROM aliases WHERE key = 'bern'")
    bern = pack_mentions([Mention(0, 4, MentionType.GPE, 0, "Bern", "bern")])
    run("UPDATE recognised SET mentions = ? WHERE article = 9", (bern,))
    assert found(known, file, "geneva") == []
    assert found(known, file, "bern") == [("Bern", 1)]
