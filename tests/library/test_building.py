"""The index of a large library, built by two processes: the same as by one, whoever is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from killing import PATIENCE, kill, start
from reader.library.library import Library
from reader.library.search import building, indexing, second_builder
from reader.library.search.second_builder import SecondBuilder, Stretch, builder_command
from reader.model.errors import InterruptedWork
from reader.model.query import Query
from reader.search.index import Index

ARTICLES = 90
ASKED = ("tide", "tide bay", '"wide bay"', "ba*", "title:day", "w7")


@pytest.fixture
def many(tmp_path: Path, folder: Path) -> Path:
    """A library in which nothing is indexed yet."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(ARTICLES):
        text = (
            f"Title: Day {number}\nSource: Bay\n\nThe tide came in w{number % 13}.\n\n"
            + f"A wide bay {number}. " * 9
        )
        (news / f"{number:03}.txt").write_text(text, "utf-8")
    session = Library.open(folder, writable=True)
    session.import_files([str(news)], "news", [])
    session.close()
    return folder


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few articles are as many as it takes, and each stretch has ten."""
    monkeypatch.setattr(indexing, "_FOR_TWO", 20)
    monkeypatch.setattr(building, "_MOST", 10)
    monkeypatch.setattr(building, "_LEAST", 10)
    monkeypatch.setattr(second_builder, "is_worth_it", lambda: True)


def answers(folder: Path) -> dict[str, list[int]]:
    session = Library.open(folder, writable=False)
    try:
        found = {words: session.search(Query(words)) for words in ASKED}
        assert not any(each.partial for each in found.values())
        assert session.check().sound
        return {words: [*map(int, each.identities())] for words, each in found.items()}
    finally:
        session.close()


def rebuilt(folder: Path) -> list[int]:
    """Make the index anew; give how far each step said it had come."""
    session = Library.open(folder, writable=True)
    try:
        return [step.done for step in session.rebuild_index()]
    finally:
        session.close()


@pytest.fixture
def by_one(many: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """What an index finds that one process has built."""
    with monkeypatch.context() as alone:
        alone.setattr(second_builder, "is_worth_it", lambda: False)
        rebuilt(many)
    found = answers(many)
    assert len(found["tide"]) == ARTICLES
    return found


class Noted(SecondBuilder):
    """Notes what it is given and what it has written; `do` is called when it is given something.

    While it is `awaited`, the first builder waits for each stretch: so few articles are soon done by one.
    """

    made: "ClassVar[list[Noted]]"
    awaited = True
    do: Callable[["Noted"], None] = staticmethod(lambda _: None)

    def __init__(self, command: list[str]) -> None:
        super().__init__(command)
        self.given: list[Stretch] = []
        self.written = 0
        self.made.append(self)

    def give(self, stretch: Stretch) -> None:
        self.given.append(stretch)
        super().give(stretch)
        self.do(self)

    def take(self, patience: float = 0.0):
        bundle = super().take(PATIENCE if self.awaited else patience)
        self.written += bundle is not None
        return bundle


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Noted]]:
    here = type("Here", (Noted,), {"made": []})
    monkeypatch.setattr(building, "SecondBuilder", here)
    yield here
    for each in here.made:
        assert is_over(each.process_id())


def is_over(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_two_build_what_one_builds(many: Path, by_one: dict[str, list[int]], second: type[Noted]):
    steps = rebuilt(many)
    (builder,) = second.made
    assert builder.written >= 1
    assert builder.written == len(builder.given)
    assert steps == sorted(steps)
    assert steps[-1] == ARTICLES
    assert answers(many) == by_one


def test_a_second_builder_killed_at_its_work_changes_nothing(
    many: Path, by_one: dict[str, list[int]], second: type[Noted]
):
    def after_the_first(builder: Noted) -> None:
        if len(builder.given) == 2:
            os.kill(builder.process_id(), signal.SIGKILL)

    second.do = staticmethod(after_the_first)
    rebuilt(many)
    (builder,) = second.made
    assert (len(builder.given), builder.written) == (2, 1)
    assert answers(many) == by_one


def test_a_second_builder_that_hangs_is_ended(
    many: Path, by_one: dict[str, list[int]], second: type[Noted], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(building, "_STILL", 0.2)
    second.do = staticmethod(lambda builder: os.kill(builder.process_id(), signal.SIGSTOP))
    second.awaited = False
    rebuilt(many)
    assert second.made[0].written == 0
    assert answers(many) == by_one


@pytest.mark.parametrize("command", [["/no/such/program"], [sys.executable, "-c", "print('no message')"]])
def test_without_a_second_builder_one_builds_it_all(
    many: Path, by_one: dict[str, list[int]], monkeypatch: pytest.MonkeyPatch, command: list[str]
):
    monkeypatch.setattr(building, "builder_command", lambda _: command)
    rebuilt(many)
    assert answers(many) == by_one


def test_a_small_feed_and_a_single_processor_need_no_second_one(many: Path, monkeypatch: pytest.MonkeyPatch):
    def refused(_command: list[str]) -> SecondBuilder:
        raise AssertionError

    monkeypatch.setattr(building, "SecondBuilder", refused)
    monkeypatch.setattr(second_builder, "is_worth_it", lambda: False)
    assert rebuilt(many)[-1] == ARTICLES
    monkeypatch.setattr(second_builder, "is_worth_it", lambda: True)
    monkeypatch.setattr(indexing, "_FOR_TWO", ARTICLES)
    assert rebuilt(many)[-1] == ARTICLES


def test_a_build_that_is_called_off_ends_the_second_builder(many: Path, second: type[Noted]):
    session = Library.open(many, writable=True)
    steps = session.rebuild_index()
    for step in steps:
        if step.done >= 30:
            break
    steps.close()
    session.close()
    assert is_over(second.made[0].process_id())
    index = Index(indexing.index_folder(many))
    assert 0 <= index.state().documents < ARTICLES
    index.check()
    rebuilt(many)
    assert len(answers(many)["tide"]) == ARTICLES


def test_a_look_that_raises_ends_it_too(many: Path, second: type[Noted]):
    session = Library.open(many, writable=True)
    looks = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        if looks == 60:
            raise InterruptedWork

    with pytest.raises(InterruptedWork):
        for _ in indexing.rebuild(session._db, session._index, look):
            pass
    session.close()
    assert second.made


_BUILD = """
import sys
from pathlib import Path
from reader.library.library import Library
from reader.library.search import building, indexing, second_builder
indexing._FOR_TWO, building._MOST, building._LEAST = 20, 10, 10
second_builder.is_worth_it = lambda: True
started = building.SecondBuilder
def noted(command):
    second = started(command)
    print(second.process_id(), flush=True)
    take = second.take
    second.take = lambda patience=0.0: take(30)
    return second
building.SecondBuilder = noted
library = Library.open(Path(sys.argv[1]), writable=True)
for step in library.rebuild_index():
    print(step.done, flush=True)
"""


@pytest.mark.parametrize("done", [0, 60])
def test_the_first_builder_killed_takes_the_second_along(many: Path, by_one: dict[str, list[int]], done: int):
    program = start("-c", _BUILD, str(many), stdout=subprocess.PIPE)
    assert program.stdout
    second = int(program.stdout.readline())
    while int(program.stdout.readline() or ARTICLES) < done:
        pass
    kill(program)
    until = time.monotonic() + PATIENCE
    while not is_over(second) and time.monotonic() < until:
        time.sleep(0.01)
    assert is_over(second)
    index = Index(indexing.index_folder(many))
    index.check()
    assert index.state().documents <= ARTICLES
    session = Library.open(many, writable=True)
    for _ in session.catch_up():
        pass
    session.close()
    assert answers(many) == by_one


def test_the_second_builder_ends_with_its_orders(many: Path):
    program = subprocess.Popen(builder_command(many), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert program.communicate(b"", timeout=PATIENCE)[0] == b""
    assert program.returncode in (0, 1)
