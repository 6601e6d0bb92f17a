"""The index meets a full disk while a library is open: it is told once, and goes on when there is room."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom import MOON
from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.errors import ReaderError, Trouble
from reader.model.query import Query

PATIENCE = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A library on a disk of eight megabytes, with an article that is not searchable yet."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=8m", "none", str(disk)]
    if mount is None or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk needs root and mount")
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    Library.create(disk / "library")
    library = Library.open(disk / "library", writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    library.close()
    yield disk / "library"
    subprocess.run(["umount", "-l", disk], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; give the file that takes it."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def test_it_goes_on_by_itself_when_there_is_room(qtbot: QtBot, folder: Path):
    desk = Desk(folder)
    desk._indexing._later.setInterval(100)
    troubles: list[ReaderError] = []
    runs: list[object] = []
    desk.troubled.connect(troubles.append)
    desk.long_ended.connect(runs.append)
    try:
        with qtbot.waitSignal(desk.opening.ended, timeout=PATIENCE):
            pass
        filler = fill(folder.parent)
        desk.catch_up()
        qtbot.waitUntil(lambda: len(runs) >= 3, timeout=PATIENCE)
        assert [each.code for each in troubles] == [Trouble.DISK_FULL]
        filler.unlink()
        found: list[int] = []

        def look() -> bool:
            desk.read(Library.search, Query("lander")).then(lambda answer: found.append(answer.total))
            return 1 in found

        qtbot.waitUntil(look, timeout=PATIENCE)
        assert len(troubles) == 1
    finally:
        assert desk.close()
