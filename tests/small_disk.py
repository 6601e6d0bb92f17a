"""Disks that are really full: a small one of its own where that may be mounted, and everywhere a limit.

The limit is the one a system can set to the size of the files a program writes. It stops SQLite, the index
and everything else just as a full disk does, in this process and in those it has started.
"""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest


class Disk(Protocol):
    """A folder whose disk can be filled."""

    path: Path

    def fill(self) -> None:
        """Leave no room."""

    def clear(self) -> None:
        """Make room again."""


class SmallDisk:
    """A disk of a few megabytes in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self) -> None:
        with (self.path / "filler").open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def clear(self) -> None:
        (self.path / "filler").unlink()


class LimitedDisk:
    """A folder to which this process and its children can be kept from writing a single byte."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fill(self) -> None:
        self._limit(0)

    def clear(self) -> None:
        self._limit(resource.getrlimit(resource.RLIMIT_FSIZE)[1])

    def _limit(self, most: int) -> None:
        for process in (os.getpid(), *_children(os.getpid())):
            _, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
            resource.prlimit(process, resource.RLIMIT_FSIZE, (most, hard))


@contextmanager
def small_disk(path: Path, megabytes: int) -> Iterator[SmallDisk | None]:
    """Mount a small disk at a folder; give None where that is not allowed."""
    path.mkdir()
    mount = shutil.which("mount")
    command = [str(mount), "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(path)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield SmallDisk(path)
    finally:
        subprocess.run(["umount", "-l", path], check=True)


KINDS = ("limit", "mounted")
"""Kinds of `disk_of`, for the parameters of a fixture: one of them is everywhere."""


@contextmanager
def disk_of(kind: str, path: Path, megabytes: int) -> Iterator[Disk]:
    """Give a disk of a kind; a test is left out where the mounted one is not allowed, never the other."""
    if kind == "limit":
        with limited_disk(path) as limited:
            yield limited
        return
    with small_disk(path, megabytes) as mounted:
        if mounted is None:
            pytest.skip("mounting needs rights; the same is tried with a limit")
        yield mounted


@contextmanager
def limited_disk(path: Path) -> Iterator[LimitedDisk]:
    """Make a folder whose disk counts as full when it is told to."""
    path.mkdir()
    disk = LimitedDisk(path)
    try:
        yield disk
    finally:
        disk.clear()


def _children(process: int) -> list[int]:
    """Name the processes that a process has started, and those they have started."""
    parents: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            parents[int(place.parent.name)] = int(place.read_text().rpartition(")")[2].split()[1])
    found, fresh = [], {process}
    while fresh := {each for each, parent in parents.items() if parent in fresh}:
        found += fresh
    return found
