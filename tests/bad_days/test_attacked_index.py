"""The index spoilt in every file, and used by two processes at once: answers are right, or damage is told."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from committing import BULK, bulk, start_committing

from killing import kill
from reader.model.errors import ReaderError, Trouble
from reader.search.index import Entry, Index

ASKED = ("tide", '"the bay"', '"wide bay"', "wi*", "w?de", "tibe~", "note:neap", "title:low", "", "-tide")
KINDS = (
    *("_MAIN_*.toc", "*.trm", "*.pst"),
    *(f"*.{column}.col" for column in ("article", "kind", "key", "length", "_stored")),
)
PLACES = 16
"""Places of a file that are spoilt in turn, beside its start and its end."""

Harm = Callable[[bytes, int], bytes]


def cut(content: bytes, place: int) -> bytes:
    return content[:place]


def zeroed(content: bytes, place: int) -> bytes:
    return content[:place] + bytes(len(content[place : place + 16])) + content[place + 16 :]


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :]


def repeated(content: bytes, place: int) -> bytes:
    return content[:place] + content[place : place + 16] + content[place:]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index of two segments, in which an article is replaced, another gone and a title corrected."""
    folder = tmp_path / "index"
    index = Index.open(folder)
    index.apply([*first_entries()], 300, "line")
    index.apply([*later_entries()], 301, "line")
    return folder


def first_entries() -> Iterator[Entry]:
    yield Entry("article", 1, 1, "High tide", "a tide in the bay")
    yield Entry("article", 2, 2, "", "the wide bay")
    yield Entry("article", 3, 3, "", "nothing but tide")


def later_entries() -> Iterator[Entry]:
    yield Entry("highlight", 7, 1, "", "neap tables")
    yield Entry("correction", 1, 1, "Low tide", "")
    yield Entry("article", 3, 3, "", "", gone=True)


def answers(folder: Path) -> dict[str, object]:
    searcher = Index.open(folder).searcher()
    try:
        found: dict[str, object] = {words: sorted(searcher.find(words).ids) for words in ASKED}
        return found | {
            "read to": searcher.read_to,
            "line": searcher.is_of("line"),
            "entries": searcher.snapshot.documents,
        }
    finally:
        searcher.close()


@pytest.mark.parametrize("harm", [cut, zeroed, flipped, repeated])
def test_a_spoilt_file_is_told_or_answers_are_right(folder: Path, harm: Harm):
    right, dice = answers(folder), Random(3)
    assert (right['"wide bay"'], right["title:low"], right["-tide"]) == ([2], [1], [2])
    for kind in KINDS:
        told = tries = 0
        for path in folder.glob(kind):
            content = path.read_bytes()
            last = len(content) - 1
            for place in {0, last, last // 2, *(dice.randrange(len(content)) for _ in range(PLACES))}:
                spoilt = harm(content, place)
                path.write_bytes(spoilt)
                found = answers_or_trouble(folder)
                assert found in (right, Trouble.INDEX_DAMAGED), (path.name, place)
                told += found is Trouble.INDEX_DAMAGED
                tries += spoilt != content
            path.write_bytes(content)
        # Lists of postings are compared with their checksums when they are read: all were not.
        assert 0 < told == tries or (kind == "*.pst" and 0 < told < tries), kind
    assert answers(folder) == right


def answers_or_trouble(folder: Path) -> object:
    try:
        return answers(folder)
    except ReaderError as error:
        return error.code


@pytest.mark.parametrize("kind", KINDS)
def test_an_index_with_a_file_lost_is_made_again(folder: Path, kind: str):
    right = answers(folder)
    max(folder.glob(kind), key=lambda path: path.stat().st_size).unlink()
    with pytest.raises(ReaderError) as caught:
        answers(folder)
    assert caught.value.code is Trouble.INDEX_DAMAGED
    Index.set_aside(folder)
    index = Index.open(folder)
    assert index.read_to() == 0
    index.apply([*first_entries(), *later_entries()], 301, "line")
    assert answers(folder) == right


def test_what_a_full_disk_or_a_kill_left_is_taken_away(folder: Path):
    right = answers(folder)
    for name in ("MAIN_0123456789abcdef.pst", "MAIN_0123456789abcdef.trm", "_MAIN_3.toc.1764000000.5"):
        (folder / name).write_bytes(b"half a fi")
    assert answers(folder) == right
    Index.open(folder).apply([], 301, "line")
    assert answers(folder) == right
    assert not [path.name for path in folder.iterdir() if path.read_bytes() == b"half a fi"]


def order(program: "subprocess.Popen[bytes]", *orders: str) -> None:
    assert program.stdin
    program.stdin.write("".join(f"{each} 0\n" for each in orders).encode())
    program.stdin.close()


def done(program: "subprocess.Popen[bytes]") -> int:
    """Wait for a program and count the orders it followed."""
    assert program.stdout
    lines = program.stdout.read().splitlines()
    assert set(lines) == {b"done 0"}
    assert program.wait() == 0
    kill(program)
    return len(lines)


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_who_reads_while_another_process_commits_sees_whole_commits(tmp_path: Path):
    folder, rounds = tmp_path / "index", 25
    Index.open(folder).apply([*bulk(1)], 1)
    program = start_committing(folder)
    order(program, *(f"bulk {number}" for number in range(2, rounds + 1)))
    seen, searcher = set(), None
    while searcher is None or searcher.read_to < rounds:
        searcher = Index(folder).searcher(searcher)
        of_round = searcher.find(f"round{searcher.read_to}").ids
        assert sorted(of_round) == sorted(searcher.find("").ids) == list(range(1, BULK + 1))
        assert not searcher.find(f"round{searcher.read_to - 1}").ids
        seen.add(searcher.read_to)
    assert done(program) == rounds - 1
    assert len(seen) > 5


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_two_who_write_wait_for_each_other_and_lose_nothing(tmp_path: Path):
    folder = tmp_path / "index"
    Index.open(folder)
    programs = [start_committing(folder) for _ in range(2)]
    for at, program in enumerate(programs):
        order(program, *(f"another {number}" for number in range(1 + at, 41, 2)))
    assert [done(program) for program in programs] == [20, 20]
    index = Index.open(folder)
    index.check()
    assert sorted(index.searcher().find("river").ids) == list(range(1, 41))
