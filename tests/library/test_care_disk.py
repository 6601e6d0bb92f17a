"""Backups and restores on a real small disk, full or read-only: one trouble, nothing lost, nothing left."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_disk import KINDS, Disk, disk_of, small_disk

from newsroom import MOON
from reader.library.care import backing_up
from reader.library.library import Library
from reader.model.backup import BackupKind, Keep
from reader.model.errors import ReaderError, Trouble


@pytest.fixture(params=KINDS)
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with disk_of(request.param, tmp_path / "disk", 64) as made:
        yield made


@pytest.fixture
def large(library: Library, tmp_path: Path) -> Library:
    """A library of some megabytes, on a disk with room."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(60):
        words = "".join(f"Line {number * line} of the day.\n" for line in range(2_000))
        (news / f"{number}.txt").write_text(f"{MOON}\n\n{words}", "utf-8")
    library.import_files([str(news)], "news", [])
    return library


def trouble(steps) -> Trouble:
    with pytest.raises(ReaderError) as caught:
        for _ in steps:
            pass
    return caught.value.code


def test_a_full_disk_leaves_no_part_of_a_backup_and_the_next_one_succeeds(large: Library, disk: Disk):
    elsewhere = disk.path / "backups"
    small = elsewhere / "daily-20200101T000000.000000Z.zip"
    elsewhere.mkdir()
    small.write_bytes(b"older")
    disk.fill()
    assert trouble(large.backup(BackupKind.DAILY, elsewhere)) is Trouble.DISK_FULL
    assert [path.name for path in elsewhere.iterdir()] == [small.name]
    disk.clear()
    for _ in large.backup(BackupKind.DAILY, elsewhere):
        pass
    assert not large.backups(elsewhere)[0].damaged


def test_a_full_disk_at_a_restore_leaves_the_library_as_it_was(large: Library, disk: Disk):
    for _ in large.backup(BackupKind.BY_HAND):
        pass
    [backup] = large.backups()
    home, fresh = disk.path / "library", disk.path / "fresh"
    Library.create(home)
    before = (home / "library.sqlite").read_bytes()
    disk.fill()
    assert trouble(backing_up.stage(backup.path, home)) is Trouble.DISK_FULL
    assert trouble(backing_up.restore_as_new(backup.path, fresh)) is Trouble.DISK_FULL
    assert (home / "library.sqlite").read_bytes() == before
    names = sorted(path.name for path in home.iterdir())
    assert names == ["backups", "library.sqlite", "originals"]
    assert not fresh.exists() or list(fresh.iterdir()) == []


def test_a_read_only_disk_is_told(large: Library, tmp_path: Path):
    with small_disk(tmp_path / "disk", 4) as mounted:
        if mounted is None:
            pytest.skip("mounting needs rights")
        subprocess.run(["mount", "-o", "remount,ro", mounted.path], check=True)
        steps = backing_up.backup(large.folder, BackupKind.DAILY, mounted.path / "backups", Keep())
        assert trouble(steps) is Trouble.FOLDER_READ_ONLY
