"""Killed while an export or a backup is half written: no half file bears its name, and it is asked again."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

import workers
from killing import PATIENCE
from newsroom import MOON
from reader.app.stage import Scene, Stage
from reader.library.care.backing_up import backups_of
from reader.library.library import Library
from reader.model.errors import Trouble
from reader.model.query import Query
from reader.model.span import Span
from reader.ui.sheets.aside_sheet import AsideSheet

OLD = "of last week"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    folder = tmp_path / "library"
    Library.create(folder)
    library = Library.open(folder, writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    (moon,) = library.search(Query()).identities()
    library.add_highlight(moon, Span(0, 5), 1, "noted")
    library.close()
    return folder


@pytest.fixture
def export(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    path = tmp_path / "notes" / "notes.md"
    path.write_text(OLD, "utf-8")
    return path


def heal(folder: Path) -> None:
    (folder / "healed").touch()


def age(folder: Path) -> None:
    """Let what lies in a folder have been there for two days."""
    for path in folder.iterdir():
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - 2 * 86_400))


def verb(folder: Path, *arguments: str) -> int:
    command = [*workers.command("verb_that_dies_of_files", folder), *arguments]
    return subprocess.run(command, stdout=subprocess.DEVNULL, timeout=PATIENCE, check=False).returncode


def test_a_headless_export(folder: Path, export: Path):
    ask = ("export", "", "--to", str(export))
    assert verb(folder, *ask) < 0
    assert export.read_text("utf-8") == OLD
    heal(folder)
    age(export.parent)
    assert verb(folder, *ask) == 0
    assert "noted" in export.read_text("utf-8")
    assert [each.name for each in export.parent.iterdir()] == ["notes.md"], "nothing stays of the killed one"


def test_a_headless_backup(folder: Path):
    assert verb(folder, "backup") < 0
    assert backups_of(folder) == []
    heal(folder)
    age(folder / "backups")
    assert verb(folder, "backup") == 0
    (made,) = backups_of(folder)
    assert (made.articles, made.highlights, made.damaged) == (1, 1, False)
    assert list((folder / "backups").iterdir()) == [made.path]


@pytest.fixture
def stage(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr("reader.jobs.desk.worker_command", lambda at: workers.command("dies_of_files", at))
    with Stage(folder, Scene()) as made:
        made.settle()
        yield made


def left_out(stage: Stage) -> QPushButton:
    return next(
        each for each in stage.window.panes.strip.findChildren(QPushButton) if "left out" in each.text()
    )


def try_again(qtbot: QtBot, stage: Stage) -> None:
    qtbot.waitUntil(lambda: left_out(stage).isVisible(), timeout=1000 * PATIENCE)
    left_out(stage).click()
    qtbot.waitUntil(lambda: stage.window.findChild(AsideSheet) is not None, timeout=1000 * PATIENCE)
    sheet = stage.window.findChild(AsideSheet)
    next(each for each in sheet.findChildren(QPushButton) if each.text() == "Try again").click()


def test_an_export_of_the_window(qtbot: QtBot, stage: Stage, folder: Path, export: Path):
    stage.window.exporting.run(Query(), export)
    qtbot.waitUntil(lambda: bool(stage.troubles), timeout=1000 * PATIENCE)
    assert [each.code for each in stage.troubles] == [Trouble.WORK_STOPPED]
    assert export.read_text("utf-8") == OLD
    heal(folder)
    try_again(qtbot, stage)
    qtbot.waitUntil(lambda: "noted" in export.read_text("utf-8"), timeout=1000 * PATIENCE)
    qtbot.waitUntil(lambda: not left_out(stage).isVisible(), timeout=1000 * PATIENCE)


def test_a_backup_of_the_window(qtbot: QtBot, stage: Stage, folder: Path):
    stage.window.caring.back_up()
    qtbot.waitUntil(lambda: bool(stage.troubles), timeout=1000 * PATIENCE)
    assert [each.code for each in stage.troubles] == [Trouble.WORK_STOPPED]
    assert backups_of(folder) == []
    heal(folder)
    try_again(qtbot, stage)
    qtbot.waitUntil(lambda: len(backups_of(folder)) == 1, timeout=1000 * PATIENCE)
    qtbot.waitUntil(lambda: not left_out(stage).isVisible(), timeout=1000 * PATIENCE)
    assert not backups_of(folder)[0].damaged


def test_an_export_whose_worker_was_killed_once_is_done(
    qtbot: QtBot, stage: Stage, folder: Path, export: Path
):
    number = stage.desk.worker_process()
    stage.window.exporting.run(Query(), export)
    qtbot.waitUntil(lambda: stage.desk.worker_process() != number, timeout=1000 * PATIENCE)
    heal(folder)
    qtbot.waitUntil(lambda: "noted" in export.read_text("utf-8"), timeout=1000 * PATIENCE)
    assert stage.troubles == []
