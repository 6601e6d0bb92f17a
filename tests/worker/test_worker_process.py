"""The worker as a process: it never outlives its window, and leaves when told."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import workers
from newsroom import MOON
from reader.jobs.link import worker_command
from reader.library.library import Library
from reader.library.long_verbs import LONG_VERBS
from reader.library.whereabouts import last_place
from reader.model.article import ImportReport
from reader.model.message import Cancel, Done, Dropped, Fact, Frames, Leave, Start, Stepped, fact_of, framed
from reader.model.query import Query

PATIENCE = 30.0
FEW_SECONDS = 8.0

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from reader.jobs.desk import Desk
application = QCoreApplication([])
desk = Desk(Path(sys.argv[1]), worker=sys.argv[3:])
job = desk.import_files([Path(sys.argv[2])], "news", ["t"])
desk.long_progressed.connect(lambda job, step: print(desk.worker_process(), step.done, flush=True))
job.ended.connect(lambda: print(0, 0, flush=True))
desk.broke.connect(lambda report: print(report, file=sys.stderr, flush=True))
QTimer.singleShot(60_000, application.quit)
application.exec()
"""
"""A window without widgets that is killed in the middle."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    path.mkdir()
    for number in range(300):
        (path / f"{number:04}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    return path


@pytest.fixture
def started() -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Start processes, and leave none behind."""
    made: list[subprocess.Popen[bytes]] = []

    def start(command: list[str]) -> "subprocess.Popen[bytes]":
        made.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        return made[-1]

    yield start
    for process in made:
        process.kill()
        process.wait(PATIENCE)
        process.stdin.close()
        process.stdout.close()


class Talk:
    """Speaks with a worker through its pipes."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self.frames = Frames()

    def say(self, *wishes: object) -> None:
        for wish in wishes:
            self.process.stdin.write(framed(wish))
        self.process.stdin.flush()

    def hear(self) -> list[Fact]:
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "the worker says nothing"
        piece = os.read(self.process.stdout.fileno(), 1 << 16)
        return [fact_of(message) for message in self.frames.feed(piece)]

    def hear_until(self, kind: type | tuple[type, ...]) -> list[Fact]:
        heard: list[Fact] = []
        while not any(isinstance(fact, kind) for fact in heard):
            facts = self.hear()
            assert facts or self.process.poll() is None
            heard += facts
        return heard


def line_of(process: "subprocess.Popen[bytes]") -> bytes:
    """Give the next line a process prints, within reason."""
    ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
    assert ready, "it prints nothing"
    return process.stdout.readline()


def is_gone(process: int) -> bool:
    """Tell whether a process has ended, also while nobody has asked how."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except FileNotFoundError:
        return True


def wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.02)
    return holds()


def fill(folder: Path, news: Path) -> ImportReport:
    library = Library.open(folder, writable=True)
    report = library.import_files([str(news)], "news", [])
    library.close()
    return report


def test_a_killed_window_takes_its_worker_along_and_loses_nothing(folder: Path, news: Path, started):
    window = started(
        [sys.executable, "-c", WINDOW, str(folder), str(news), *workers.command("is_slow", folder)]
    )
    worker, done = map(int, line_of(window).split())
    assert 0 < done < 300
    assert not is_gone(worker)
    os.kill(window.pid, signal.SIGKILL)
    window.wait(PATIENCE)
    assert wait_until(lambda: is_gone(worker), FEW_SECONDS)

    library = Library.open(folder, writable=True)
    (batch,) = library.unfinished_imports()
    stored = library.search(Query()).total
    assert stored == library.report(batch).added > 0
    # The same import from the command line goes on, and every file is counted once.
    report = library.import_files([str(news)], "news", ["t"])
    assert report.batch == batch
    assert (report.added, report.updated, report.unchanged, report.failed) == (300, 0, 0, 0)
    assert library.unfinished_imports() == []
    library.close()


def test_a_worker_deaf_in_one_long_step_dies_with_its_window(folder: Path, started):
    process = started(workers.command("never_looks", folder))
    talk = Talk(process)
    talk.say(Start(1, "catch_up", LONG_VERBS["catch_up"].pack((), {})))
    assert wait_until((folder / "deaf").exists, PATIENCE)
    process.stdin.close()  # as when the window is gone
    process.wait(FEW_SECONDS)


def test_a_worker_leaves_when_told_also_in_the_middle(folder: Path, news: Path, started):
    fill(folder, news)
    process = started(worker_command(folder))
    talk = Talk(process)
    talk.say(Start(1, "catch_up", LONG_VERBS["catch_up"].pack((), {})))
    assert wait_until(lambda: last_place(folder).subject == "catch_up", PATIENCE)
    talk.say(Leave())
    assert process.wait(FEW_SECONDS) == 0
    library = Library.open(folder, writable=True)
    for _ in library.catch_up():
        pass
    assert library.search(Query("soil")).total == 300
    library.close()


def test_a_cancel_is_heeded_in_the_middle_of_a_commit_and_leaves_the_index_whole(
    folder: Path, news: Path, started
):
    fill(folder, news)
    process = started(worker_command(folder))
    talk = Talk(process)
    talk.say(Start(1, "catch_up", LONG_VERBS["catch_up"].pack((), {})))
    index = folder / "index"
    assert wait_until(lambda: any(index.glob("MAIN_*.trm")), PATIENCE)  # terms are being written
    talk.say(Cancel(1))
    heard = talk.hear_until((Dropped, Done))
    if isinstance(heard[-1], Dropped) and not any(isinstance(fact, Stepped) for fact in heard):
        assert not any(index.glob("MAIN_*.trm")), "nothing of it is left"
    talk.say(Start(2, "repair_index", LONG_VERBS["repair_index"].pack((), {})))
    assert Done(2) in talk.hear_until(Done)
    assert not any(folder.glob("index-damaged*"))
    library = Library.open(folder, writable=False)
    assert library.search(Query("soil")).total == 300
    library.close()


def test_the_wheels_command_needs_no_folder_to_work_in(folder: Path, tmp_path: Path, started):
    (tmp_path / "reader").mkdir()
    (tmp_path / "reader" / "__init__.py").write_text("raise SystemExit('the wrong program')")
    process = subprocess.Popen(
        worker_command(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path
    )
    talk = Talk(process)
    talk.say(Start(1, "catch_up", LONG_VERBS["catch_up"].pack((), {})))
    assert Done(1) in talk.hear_until(Done)
    talk.say(Leave())
    assert process.wait(FEW_SECONDS) == 0
    process.stdin.close()
    process.stdout.close()


def test_a_frozen_program_is_its_own_worker(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command(folder) == [sys.executable, "--library", str(folder), "--worker"]
