"""Backups and restores on a real small disk, full or read-only: one trouble, nothing lost, nothing left."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import MOON
from reader.library.care import backing_up
from reader.library.library import Library
from reader.model.backup import BackupKind, Keep
from reader.model.errors import ReaderError, Trouble


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    path = tmp_path / "disk"
    path.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", "size=4m", "none", str(path)]
    if mount is None or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk needs root and mount")
    yield path
    subprocess.run(["umount", "-l", path], check=True)


@pytest.fixture
def large(library: Library, tmp_path: Path) -> Library:
    """A library that does not fit the disk."""
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


def test_a_full_disk_leaves_no_part_of_a_backup_and_the_next_one_succeeds(large: Library, disk: Path):
    elsewhere = disk / "backups"
    small = elsewhere / "daily-20200101T000000.000000Z.zip"
    elsewhere.mkdir()
    small.write_bytes(b"older")
    assert trouble(large.backup(BackupKind.DAILY, elsewhere)) is Trouble.DISK_FULL
    assert [path.name for path in elsewhere.iterdir()] == [small.name]
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
    for _ in large.backup(BackupKind.DAILY, elsewhere):
        pass
    assert not large.backups(elsewhere)[0].damaged


def test_a_full_disk_at_a_restore_leaves_the_library_as_it_was(large: Library, disk: Path, tmp_path: Path):
    for _ in large.backup(BackupKind.BY_HAND):
        pass
    [backup] = large.backups()
    Library.create(disk / "library")
    before = (disk / "library" / "library.sqlite").read_bytes()
    assert trouble(backing_up.stage(backup.path, disk / "library")) is Trouble.DISK_FULL
    assert trouble(backing_up.restore_as_new(backup.path, disk / "fresh")) is Trouble.DISK_FULL
    assert (disk / "library" / "library.sqlite").read_bytes() == before
    names = sorted(path.name for path in (disk / "library").iterdir())
    assert names == ["backups", "library.sqlite", "originals"]
    assert list((disk / "fresh").iterdir()) == []


def test_a_read_only_disk_is_told(large: Library, disk: Path):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    steps = backing_up.backup(large.folder, BackupKind.DAILY, disk / "backups", Keep())
    assert trouble(steps) is Trouble.FOLDER_READ_ONLY
