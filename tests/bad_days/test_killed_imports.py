"""Imports killed again and again: what was reported is stored, and all of it becomes searchable."""

import random
import subprocess
from pathlib import Path
from time import monotonic, sleep

import pytest

from killing import PATIENCE, is_whole, kill, reported, searchable, start, stored
from newsroom import catch_up
from reader.library.library import Library

KILLS = 30
IN_COMMITS = 10
"""Kills that must have hit the index while it was being written."""

FILES = 60
"""Articles that each import finds anew."""


def write_news(folder: Path, number: int) -> None:
    """Add the articles of one more day to a folder."""
    for each in range(number * FILES, (number + 1) * FILES):
        words = " ".join(f"w{each * 7 % 997 + step}" for step in range(300))
        text = f"Report {each} of the river\n\nThe river rose. {words}\n"
        (folder / f"{each}.txt").write_text(text, "utf-8")


def start_import(folder: Path, news: Path) -> "subprocess.Popen[bytes]":
    return start("-m", "reader", "--library", str(folder), "import", str(news), "--no-entities")


def unfinished_segments(library: Path) -> set[str]:
    """Name the segments in the index that its table of contents does not know: a commit is under way."""
    index = library / "index"
    if not index.exists():
        return set()
    names = {path.name.split(".")[0] for path in index.iterdir() if path.name.startswith("MAIN_")}
    contents = [path.read_bytes() for path in index.glob("_MAIN_*.toc")]
    return {name for name in names - {"MAIN_WRITELOCK"} if not any(_id_of(name) in each for each in contents)}


def _id_of(name: str) -> bytes:
    return name.removeprefix("MAIN_").encode()


def wait_for_commit(library: Path, program) -> None:
    deadline = monotonic() + PATIENCE
    while program.poll() is None and not unfinished_segments(library) and monotonic() < deadline:
        sleep(0.001)


@pytest.mark.filterwarnings("ignore")
def test_an_import_killed_thirty_times_loses_nothing_it_reported(tmp_path: Path):
    dice = random.Random(20251107)
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    kills = in_commits = number = 0
    while kills < KILLS or in_commits < IN_COMMITS:
        write_news(news, number)
        number += 1
        assert number < 3 * KILLS
        program = start(
            "-m", "reader", "--library", str(folder), "import", str(news), "--no-entities", "--json"
        )
        if number % 2:
            wait_for_commit(folder, program)
            sleep(dice.uniform(0, 0.03))
        else:
            sleep(dice.uniform(0.2, 1.2))
        kills += kill(program)
        in_commits += bool(unfinished_segments(folder))
        if (folder / "library.sqlite").exists():
            assert is_whole(folder)
            assert stored(folder) == reported(folder)
    last = start_import(folder, news)
    assert last.wait(PATIENCE) == 0
    kill(last)
    library = Library.open(folder, writable=False)
    assert stored(folder) == reported(folder) == number * FILES == searchable(library, "river")
    library.close()


def test_an_index_killed_in_a_commit_catches_up_by_itself(tmp_path: Path):
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    write_news(news, 0)
    program = start_import(folder, news)
    wait_for_commit(folder, program)
    assert kill(program)
    library = Library.open(folder, writable=True)
    assert stored(folder) == reported(folder) == FILES
    catch_up(library)
    assert searchable(library, "river") == FILES
    library.close()
