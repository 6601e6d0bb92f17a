"""Backups from the shell: made, listed and brought back, in place and as a new library."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from newsroom import MOON, RATES
from reader.library.ownership import Ownership


class Shell:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "reader", "--library", str(self.folder), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60
        )

    def json(self, *arguments: object) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    (tmp_path / "rates.txt").write_text(RATES, "utf-8")
    made = Shell(tmp_path / "library")
    made.json("import", tmp_path / "moon.txt")
    return made


def test_a_backup_is_made_listed_and_restored_from_the_shell(shell: Shell, tmp_path: Path):
    made = shell.json("backup")
    assert (made["kind"], made["articles"], made["damaged"]) == ("by-hand", 1, False)
    assert shell.json("backups") == [made]
    shell.json("import", tmp_path / "rates.txt")
    assert shell.json("search", "")["total"] == 2

    answer = shell.json("restore", "latest")
    assert (answer["articles"], answer["originals_missing"]) == (1, 0)
    assert shell.json("search", "lander")["total"] == 1
    assert shell.json("search", "bank")["total"] == 0

    shell.json("restore", Path(answer["kept"]).name)
    assert shell.json("search", "bank")["total"] == 1

    fresh = Shell(tmp_path / "fresh")
    shell.json("restore", made["path"], "--to", fresh.folder)
    assert fresh.json("search", "")["total"] == 1
    assert shell.json("search", "")["total"] == 2


def test_a_restore_that_cannot_be_is_told_in_one_line(shell: Shell):
    shell.json("backup")
    for arguments, words in ((("restore", "none.zip"), "no backup none.zip"), (("restore", "latest"), "")):
        with Ownership(shell.folder):
            done = shell.run(*arguments)
        assert done.returncode == 1
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
