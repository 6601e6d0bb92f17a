"""The index meets a full disk while a library is open: it is told once, and goes on when there is room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from small_disk import KINDS, Disk, disk_of

from newsroom import MOON
from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.errors import ReaderError, Trouble
from reader.model.query import Query

PATIENCE = 60_000


@pytest.fixture(params=KINDS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with disk_of(request.param, tmp_path / "disk", 8) as made:
        yield made


@pytest.fixture
def folder(disk: Disk, tmp_path: Path) -> Path:
    """A library with an article that is not searchable yet."""
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    Library.create(disk.path / "library")
    library = Library.open(disk.path / "library", writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    library.close()
    return disk.path / "library"


def test_it_goes_on_by_itself_when_there_is_room(qtbot: QtBot, disk: Disk, folder: Path):
    desk = Desk(folder)
    desk._indexing._later.setInterval(100)
    troubles: list[ReaderError] = []
    runs: list[object] = []
    desk.troubled.connect(troubles.append)
    desk.long_ended.connect(runs.append)
    try:
        with qtbot.waitSignal(desk.opening.ended, timeout=PATIENCE):
            pass
        desk.pause_names(True)  # they would tell of it, too
        disk.fill()
        desk.catch_up()
        qtbot.waitUntil(lambda: len(runs) >= 3, timeout=PATIENCE)
        assert [each.code for each in troubles] == [Trouble.DISK_FULL]
        disk.clear()
        found: list[int] = []

        def look() -> bool:
            desk.read(Library.search, Query("lander")).then(lambda answer: found.append(answer.total))
            return 1 in found

        qtbot.waitUntil(look, timeout=PATIENCE)
        assert len(troubles) == 1
    finally:
        assert desk.close()
