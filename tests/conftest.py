"""What every test gets: no display, folders of its own, and nothing left running behind it."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the folders of this computer's user out of the tests."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def impatient_index(monkeypatch: pytest.MonkeyPatch):
    """Do not wait for further edits that may share a turn of the index."""
    monkeypatch.setattr("reader.jobs.indexing._SHARED", 0.02)


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Fail a test that leaves a thread behind."""
    before = set(threading.enumerate())
    yield
    left = [each for each in threading.enumerate() if each not in before and each.is_alive()]
    for each in left:
        each.join(5)
    assert not [each.name for each in left if each.is_alive() and not each.name.startswith("Dummy")]
