"""The names model that the user chose reaches the worker, and takes effect while the library is open."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader import places, settings
from reader.__main__ import run
from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.library.names.models import model_folder
from reader.recognition.names_file import FILE_NAME
from reader.settings import Settings

PATIENCE = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    path.mkdir()
    (path / "moon.txt").write_text(MOON, "utf-8")
    (path / "rates.txt").write_text(RATES, "utf-8")
    return path


@pytest.fixture
def larger_model(own_folders: Path) -> str:
    """Put a double of the larger model in its place: the small one under another name."""
    double = model_folder("md")
    shutil.copytree(model_folder("sm"), double)
    papers = json.loads((double / "model.json").read_text("utf-8"))
    papers["name"] = "double-of-md"
    (double / "model.json").write_text(json.dumps(papers), "utf-8")
    return "double-of-md"


@pytest.fixture
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.jobs.desk._CALM", 50)


@contextmanager
def opened(folder: Path, model: str) -> Iterator[Desk]:
    desk = Desk(folder, names_model=model)
    try:
        yield desk
    finally:
        assert desk.close()


def makers(folder: Path, table: str) -> list[str]:
    """Name the models that made what is kept, each as often as it did."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        return sorted(model.split()[0] for (model,) in file.execute(f"SELECT model FROM {table}"))


def wait_for(qtbot: QtBot, desk: Desk, folder: Path, model: str) -> None:
    def all_made() -> bool:
        return (folder / FILE_NAME).exists() and makers(folder, "recognised") == [model] * 2

    qtbot.waitUntil(all_made, timeout=PATIENCE)
    counted: list[tuple[int, int]] = []
    desk.read(Library.recognised).then(counted.append)
    qtbot.waitUntil(lambda: bool(counted), timeout=PATIENCE)
    assert counted == [(2, 2)], "who reads counts what this model found"


def test_the_worker_uses_the_chosen_model_and_another_one_at_once(
    qtbot: QtBot, folder: Path, files: Path, larger_model: str, calm: None
):
    with opened(folder, "md") as desk:
        desk.import_files([files], "news", [])
        wait_for(qtbot, desk, folder, larger_model)
        worker = desk.worker_process()
        desk.use_names_model("sm")
        wait_for(qtbot, desk, folder, "names-en-sm")
        assert desk.worker_process() == worker
        raw = makers(folder, "raw")
        assert set(raw) == {larger_model, "names-en-sm"}
        assert raw.count(larger_model) == raw.count("names-en-sm"), "what each model found is kept"


def test_what_another_model_found_is_made_anew_in_the_background(
    qtbot: QtBot, folder: Path, files: Path, larger_model: str, calm: None
):
    with opened(folder, "sm") as desk:
        desk.import_files([files], "news", [])
        wait_for(qtbot, desk, folder, "names-en-sm")
    with opened(folder, "md") as desk:
        desk.catch_up()
        wait_for(qtbot, desk, folder, larger_model)


def test_a_model_that_is_not_there_gives_way_to_the_small_one(
    qtbot: QtBot, folder: Path, files: Path, calm: None
):
    with opened(folder, "md") as desk:
        desk.import_files([files], "news", [])
        wait_for(qtbot, desk, folder, "names-en-sm")


def test_an_import_without_a_window_uses_the_chosen_model(folder: Path, files: Path, larger_model: str):
    settings.save(Settings(names_model="md"), places.settings_file())
    assert run(["--library", str(folder), "import", str(files)]) == 0
    assert makers(folder, "recognised") == [larger_model] * 2
