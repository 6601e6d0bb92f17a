"""The headless verbs as a script calls them: another process, JSON on standard output."""

import json
import shutil
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
    return Shell(tmp_path / "library")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "moon.txt").write_text(MOON, "utf-8")
    (folder / "rates.txt").write_text(RATES, "utf-8")
    return folder


def test_the_main_job_from_the_shell(shell: Shell, files: Path, tmp_path: Path):
    (files / "empty.txt").write_text("", "utf-8")
    report = shell.json("import", files, "--source", "Desk", "--tag", "one", "--tag", "two")
    assert {key: report[key] for key in ("added", "updated", "unchanged", "failed")} == {
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "failed": 1,
    }
    assert report["problems"] == [{"path": str(files / "empty.txt"), "reason": "The file is empty."}]

    found = shell.json("search", "lander pole")
    assert found["total"] == 1
    hit = found["hits"][0]
    assert set(hit) == {"id", "title", "source", "published", "snippet", "score"}
    assert (hit["source"], hit["published"]) == ("Desk", "2023-08-23T18:40")
    assert found["ms"] > 0

    article = shell.json("show", hit["id"])
    text = article["text"]
    assert [text[b["start"] : b["end"]] for b in article["blocks"] if b["role"] == "credit"] == [
        "[File photo]"
    ]
    assert article["tags"] == ["one", "two"]
    assert article["origin"] == str(files / "moon.txt")
    assert article["annotations"] == []
    (day,) = [each for each in article["mentions"] if each["text"] == "fourteen days"]
    assert set(day) == {
        *("start", "end", "text", "type", "cluster"),
        *("entity", "value", "derivation", "confidence"),
    }
    assert (day["type"], text[day["start"] : day["end"]]) == ("DATE", "fourteen days")

    start = text.index("fourteen")
    made = shell.json(
        "annotate",
        hit["id"],
        "--start",
        start,
        "--end",
        start + 13,
        "--label",
        4,
        "--note",
        "long",
        "--tag",
        "t",
    )
    assert (made["quote"], made["label"], made["note"], made["tags"]) == ("fourteen days", 4, "long", ["t"])
    assert shell.json("show", hit["id"])["annotations"] == [made]

    several = shell.json("show", hit["id"], hit["id"])
    assert [each["id"] for each in several] == [hit["id"], hit["id"]]

    path = tmp_path / "out.md"
    assert shell.run("export", "lander", "--format", "markdown", "--to", path).returncode == 0
    assert "> fourteen days" in path.read_text("utf-8")


def test_limits_cut_the_hits_and_not_the_total(shell: Shell, files: Path):
    shell.json("import", files)
    found = shell.json("search", "", "--limit", 1, "--sort", "date")
    assert found["total"] == 2
    assert [hit["published"] for hit in found["hits"]] == ["2024-06-06"]
    assert shell.json("search", "", "--limit", 0)["hits"] == []


def test_wrong_use_and_failure_have_their_own_status(shell: Shell, files: Path):
    for wrong in (
        ["nonsense"],
        ["show"],
        ["show", "one"],
        ["annotate", "1"],
        ["search", "x", "--sort", "size"],
    ):
        done = shell.run(*wrong)
        assert (done.returncode, done.stdout) == (2, ""), wrong
        assert done.stderr
    done = shell.run("search", "x", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no library in" in done.stderr
    shell.json("import", files)
    done = shell.run("show", "99", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no article 99" in done.stderr
    done = shell.run("annotate", "1", "--start", "9", "--end", "3")
    assert done.returncode == 1
    assert "cannot be marked" in done.stderr


def test_a_file_that_is_not_there_is_listed_and_the_verb_fails(shell: Shell, files: Path):
    done = shell.run("import", files / "moon.txt", files / "nowhere.txt", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["added"] == 1


def test_the_file_named_is_the_one_that_was_asked_for(shell: Shell, files: Path):
    (files / "broken.txt").symlink_to("gone.txt")
    done = shell.run("import", files, files / "nowhere.txt", "--json")
    assert done.returncode == 1
    assert "nowhere.txt" in done.stderr
    assert "broken.txt" not in done.stderr
    assert len(json.loads(done.stdout)["problems"]) == 2


def test_a_library_in_use_is_one_clear_line(shell: Shell, files: Path):
    shell.json("import", files)
    with Ownership(shell.folder):
        done = shell.run("import", files)
        assert done.returncode == 1
        assert "Another Pressmark command is working" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert shell.json("search", "lander")["total"] == 1


def test_a_newer_library_is_refused_and_left_alone(shell: Shell, files: Path):
    shell.json("import", files)
    script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version = 9999')"
    subprocess.run([sys.executable, "-c", script, str(shell.folder / "library.sqlite")], check=True)
    done = shell.run("search", "lander", "--json")
    assert done.returncode == 1
    assert "newer Pressmark" in done.stderr


def test_headless_verbs_do_without_qt(shell: Shell, files: Path):
    shell.json("import", files)
    script = (
        "import sys, runpy; sys.argv = sys.argv[1:]\n"
        "try: runpy.run_module('reader', run_name='__main__')\n"
        "except SystemExit: print(sorted(name for name in sys.modules if name.startswith('PySide6')))"
    )
    command = [sys.executable, "-c", script, "x", "--library", str(shell.folder), "search", "lander"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize("number", ["0", "-1", str(2**63 - 1), str(2**63), str(10**30)])
def test_an_article_that_cannot_be_there_is_named(shell: Shell, files: Path, number: str):
    shell.json("import", files)
    for verb in (["show"], ["annotate", "--start", "0", "--end", "5"]):
        done = shell.run(*verb, "--", number)
        assert done.returncode == 1
        assert f"There is no article {number}" in done.stderr


def test_a_file_where_the_library_should_be_is_told(shell: Shell, files: Path):
    shell.folder.write_text("in the way", "utf-8")
    assert shell.run("search", "x").returncode == 2
    shell.folder = shell.folder / "deeper"
    done = shell.run("import", files)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_count_that_is_less_than_the_whole_says_so(shell: Shell, files: Path):
    shell.json("import", files)
    assert shell.run("search", "soil", "--json").stderr == ""
    shutil.rmtree(shell.folder / "index")
    done = shell.run("search", "soil", "--json")
    assert json.loads(done.stdout)["total"] == 0
    assert "only titles were searched" in done.stderr
    listed = shell.run("search", "", "--json")
    assert json.loads(listed.stdout)["total"] > 0
    assert listed.stderr == ""  # everything is listed whatever the index lacks


def test_an_annotation_that_is_stored_is_answered_also_when_the_index_fails(shell: Shell, files: Path):
    shell.json("import", files)
    shutil.rmtree(shell.folder / "index")
    (shell.folder / "index").write_text("in the way", "utf-8")
    done = shell.run("annotate", 1, "--start", 0, "--end", 3, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["quote"]
    assert len(done.stderr.strip().splitlines()) <= 1


def test_an_empty_path_is_wrong_use(shell: Shell):
    assert shell.run("import", "").returncode == 2
