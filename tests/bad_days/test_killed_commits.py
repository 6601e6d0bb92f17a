"""Commits to the index killed at every operation on its files: it is as before, or as after, and goes on."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from committing import BULK, bulk, single, start_committing

from killing import kill
from reader.search.index import Index
from reader.search.segments.snapshot import Snapshot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")

TRIES = 30
"""Kills of each kind of commit, at least."""


class Committer:
    """The program that commits; an order is answered with whether it was killed."""

    def __init__(self, folder: Path) -> None:
        self.program = start_committing(folder)

    def __call__(self, kind: str, number: int, operation: int) -> bool:
        assert self.program.stdin
        assert self.program.stdout
        self.program.stdin.write(f"{kind} {number} {operation}\n".encode())
        self.program.stdin.flush()
        answer = self.program.stdout.readline().split()
        assert answer in ([b"killed"], [b"done", b"0"])
        return answer[0] == b"killed"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def commit(folder: Path) -> Iterator[Committer]:
    committer = Committer(folder)
    yield committer
    kill(committer.program)


def held(folder: Path) -> tuple[int, dict[str, int], int]:
    """Give how far the index has read, how many articles are of which round, and how many there are."""
    index = Index.open(folder)
    index.check()
    searcher = index.searcher()
    try:
        terms = {term.decode() for part in searcher.snapshot.parts for term in part.segment.lexicon("text")}
        rounds = {
            term: len(searcher.find(term).ids) for term in terms if term.startswith(("round", "single"))
        }
        return index.read_to(), {word: n for word, n in rounds.items() if n}, len(searcher.find("").ids)
    finally:
        searcher.close()


def at_every_operation(commit: Committer, folder: Path, kind: str) -> Iterator[tuple[int, bool]]:
    """Do a commit again and again, killed one operation later each time; give each round and its outcome."""
    number, operation = 1, 0
    kills = 0
    killed = True
    while killed or kills < TRIES:
        number += 1
        operation = operation + 1 if killed else 1
        killed = commit(kind, number, operation)
        kills += killed
        yield number, killed


@pytest.mark.parametrize("kind", ["bulk", "single"])
def test_a_commit_killed_anywhere_is_done_wholly_or_not_at_all(folder: Path, commit: Committer, kind: str):
    index = Index.open(folder)
    index.apply([*bulk(1), single(1)], 1)
    read_to = 1
    outcomes = set()
    for number, killed in at_every_operation(commit, folder, kind):
        now, rounds, articles = held(folder)
        assert now in ({read_to, number} if killed else {number})
        outcomes.add((killed, now == number))
        read_to = now
        many, one = (read_to, 1) if kind == "bulk" else (1, read_to)
        assert rounds == {f"round{many}": BULK, f"single{one}": 1}
        assert articles == BULK + 1
    assert outcomes == {(True, False), (True, True), (False, True)}, "killed before, after and not at all"
    assert leftovers(folder) == set()


def test_bundles_taken_in_are_in_wholly_or_not_at_all(folder: Path, commit: Committer):
    Index.open(folder).apply([*bulk(1)], 3)
    halves, before = {0: 1, 1: 1}, 3
    outcomes = set()
    for number, killed in at_every_operation(commit, folder, "gathered"):
        now, rounds, articles = held(folder)
        assert now in ({before, 2 * number, 2 * number + 1} if killed else {2 * number + 1})
        if now != before:
            halves[0] = number
            halves[1] = number if now % 2 else halves[1]
        outcomes.add((killed, now - 2 * number if now != before else None))
        before = now
        expected: Counter[str] = Counter()
        for each in halves.values():
            expected[f"round{each}"] += BULK // 2
        assert rounds == expected
        assert articles == BULK
    assert outcomes == {(True, None), (True, 0), (True, 1), (False, 1)}, "killed before, between, after, not"
    assert leftovers(folder) == set()


def test_a_joining_killed_anywhere_changes_no_answer(folder: Path, commit: Committer):
    index = Index.open(folder)
    before, kills, operation, killed = None, 0, 0, True
    while killed or kills < TRIES:
        if segments(folder) <= 1:
            index.discard()
            for number in range(5):
                Index.open(folder).apply([*bulk(number)][number * 10 : number * 10 + 10], number + 1)
            before = held(folder)
        operation = operation + 1 if killed else 1
        killed = commit("join", 0, operation)
        kills += killed
        assert held(folder) == before
    assert segments(folder) == 1
    assert leftovers(folder) == set()


def segments(folder: Path) -> int:
    with Snapshot.take(folder) as snapshot:
        return len(snapshot.parts)


def leftovers(folder: Path) -> set[str]:
    """Name the files that the table of contents does not know: the next commit has taken them away."""
    (contents,) = folder.glob("_MAIN_*")
    known = contents.read_bytes()
    names = {path.name for path in folder.iterdir()} - {contents.name, "MAIN_WRITELOCK"}
    return {name for name in names if name.split(".")[0].removeprefix("MAIN_").encode() not in known}
