"""A program that commits to an index, and kills itself before the change of a file that it was told.

It reads one order a line, `kind round change`, and answers "killed" or "done" and its status. Changes are
counted from 1; at 0 it lives.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from killing import start
from reader.model.errors import ReaderError, Trouble
from reader.search.index import Entry, Index
from reader.search.looks import unwatched
from reader.search.segments import commit, layout  # noqa: F401 - loaded once, before it forks
from reader.search.segments.bundle import Bundle

BULK: Final = 60
"""Articles that a bulk commit replaces, all at once."""
_CHANGES: Final = frozenset({"os.rename", "os.remove"})


def start_committing(folder: Path) -> "subprocess.Popen[bytes]":
    """Start this program."""
    return start(__file__, str(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def bulk(number: int) -> Iterator[Entry]:
    """Give every article with the word of a round, in its title or in its body."""
    for key in range(1, BULK + 1):
        words = " ".join(f"w{(key * 31 + step) % 700}" for step in range(20))
        title, body = (f"round{number}", words) if key % 2 else ("", f"round{number} {words}")
        yield Entry("article", key, key, title, body)


def single(number: int) -> Entry:
    """Give the one article that a small commit replaces."""
    return Entry("article", 1_000, 1_000, "", f"single{number} river")


def work(folder: Path, kind: str, number: int) -> None:
    """Do what an order says."""
    index = Index(folder)
    if kind == "another":
        _in_turn(index, Entry("article", number, number, "", "river"), number)
    elif kind == "bulk":
        index.apply(bulk(number), number)
    elif kind == "gathered":
        _gathered(index, number)
    elif kind == "single":
        index.apply([single(number)], number)
    else:
        for _ in index.join():
            pass


def _gathered(index: Index, number: int) -> None:
    """Replace every article of a round by two bundles, written beside the index and then taken in."""
    entries = [*bulk(number)]
    with index.gathering(["article"]) as gathering:
        bundles = [_bundle(index, part) for part in (entries[::2], entries[1::2])]
        for half, bundle in enumerate(bundles):
            gathering.take_in(bundle, 2 * number + half, "", unwatched)


def _bundle(index: Index, entries: list[Entry]) -> Bundle:
    steps = index.bundled(entries, ["article"])
    try:
        while True:
            next(steps)
    except StopIteration as end:
        bundle: Bundle = end.value
        return bundle


def _in_turn(index: Index, entry: Entry, number: int) -> None:
    """Commit an entry, however long another writer takes."""
    while True:
        try:
            index.apply([entry], number)
        except ReaderError as error:
            if error.code is not Trouble.LIBRARY_IN_USE:
                raise
        else:
            return


def _kill_at(operation: int, folder: str) -> None:
    """Kill this process before it changes the files of a folder for the n-th time."""
    left = operation

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        written = event == "open" and int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR)
        if (written or event in _CHANGES) and str(arguments[0]).startswith(folder):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)


def main(folder: Path) -> None:
    """Follow orders until there are none."""
    for line in sys.stdin:
        kind, number, operation = line.split()
        child = os.fork()
        if not child:
            _kill_at(int(operation), str(folder))
            work(folder, kind, int(number))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else f"done {status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
