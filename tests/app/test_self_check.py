"""The self-check passes as it stands, and each step fails by its name when that part is sabotaged."""

import fcntl
import shutil
from pathlib import Path
from typing import BinaryIO

import pytest
from pytestqt.qtbot import QtBot

from reader import places
from reader.app.self_check import SelfCheck, StepFailedError
from reader.library.search.indexing import index_folder
from reader.store.user import annotations, edits

STEPS = ["library", "window", "import", "search", "names", "highlight", "undo", "export", "reopen"]


def failing_step(folder: Path, at: str, sabotage) -> str:
    check = SelfCheck(folder, lambda line: None, lambda step: sabotage() if step == at else None)
    with pytest.raises(StepFailedError) as caught:
        check.run()
    return caught.value.step


def test_every_step_gives_evidence(qtbot: QtBot, tmp_path: Path):
    told: list[str] = []
    SelfCheck(tmp_path, told.append).run()
    assert [line.split(":")[0] for line in told] == STEPS


def test_a_folder_that_cannot_be_written_fails_the_library(qtbot: QtBot, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    assert failing_step(blocked, "", lambda: None) == "library"


def test_a_missing_font_fails_the_window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    real = places.resource

    def without_fonts(name: str) -> Path:
        if name.startswith("fonts/"):
            raise FileNotFoundError(name)
        return real(name)

    monkeypatch.setattr("reader.ui.look.look.resource", without_fonts)
    assert failing_step(tmp_path, "", lambda: None) == "window"


def test_missing_samples_fail_the_import(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def remove() -> None:
        monkeypatch.setattr("reader.app.self_check.places.resource", lambda name: tmp_path / "nowhere")

    assert failing_step(tmp_path, "import", remove) == "import"


def test_a_lost_index_fails_the_search(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def lose() -> None:
        shutil.rmtree(index_folder(tmp_path / "library"))

    assert failing_step(tmp_path, "search", lose) == "search"


def test_a_highlight_that_is_not_stored_fails_the_highlight(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def forget() -> None:
        monkeypatch.setattr(annotations, "highlights", lambda db, article: ())

    assert failing_step(tmp_path, "highlight", forget) == "highlight"


def test_an_undo_that_does_nothing_fails_the_undo(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def idle() -> None:
        monkeypatch.setattr(edits, "undo", lambda db, now: None)

    assert failing_step(tmp_path, "undo", idle) == "undo"


def test_an_export_that_cannot_be_written_fails_the_export(qtbot: QtBot, tmp_path: Path):
    assert failing_step(tmp_path, "export", (tmp_path / "highlights.md").mkdir) == "export"


def test_a_library_that_loses_its_notes_fails_the_reopening(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def lose() -> None:
        (tmp_path / "library" / "library.sqlite").unlink()

    assert failing_step(tmp_path, "reopen", lose) == "reopen"


def test_an_index_that_cannot_be_written_fails_the_import_or_search(qtbot: QtBot, tmp_path: Path):
    held: list[BinaryIO] = []

    def hold() -> None:
        lock = (index_folder(tmp_path / "library") / "MAIN_WRITELOCK").open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
        held.append(lock)

    assert failing_step(tmp_path, "import", hold) == "import"
    held[0].close()
