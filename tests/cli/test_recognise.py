"""Names from the shell: of files, of an import, of an article."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.model.mention import MentionType

KEYS = {"start", "end", "text", "type", "cluster", "entity", "value", "derivation", "confidence"}
NEWS = (
    "Berlin meeting\n\nPublished: 7 Nov. 2025\n\n"
    "Chancellor Angela Merkel met Barack Obama in Berlin on Friday, the European Commission said. "
    "Obama had arrived from the U.S. with a plan.\n"
)


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reader", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, **environment},
    )


def answers(*arguments: object) -> Any:
    done = run("recognise", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, "utf-8")
    return path


def test_the_names_of_files_with_their_places(news: Path, tmp_path: Path):
    second = tmp_path / "german.txt"
    second.write_text(
        "Die Minister der beiden Länder trafen sich am Mittwoch in Berlin zu Gesprächen.\n", "utf-8"
    )
    one, two = answers(news, second, "--published", "2025-11-07")
    assert set(one) == {"path", "text", "language", "mentions"}
    assert (one["path"], one["language"]) == (str(news), "en")
    assert one["text"].startswith("Berlin meeting\n\nChancellor")
    found = {}
    for each in one["mentions"]:
        assert set(each) == KEYS
        assert one["text"][each["start"] : each["end"]] == each["text"]
        assert each["type"] in set(MentionType)
        found.setdefault(each["text"], each)
    assert found["Angela Merkel"]["type"] == "PERSON"
    assert found["European Commission"]["entity"] == "commission european"
    assert (found["Friday"]["type"], found["U.S."]["entity"]) == ("DATE", "us")
    assert (two["language"], two["mentions"]) == ("de", [])


def test_raw_takes_the_text_as_it_is(tmp_path: Path):
    path = tmp_path / "raw.txt"
    text = (
        "  Title: the U.S.\r\nTitle: the U.S.\r\n\r\n\u00a0Angela  Merkel was in Paris\u2028in 1991, he said."
    )
    path.write_bytes(text.encode())
    (answer,) = answers(path, "--raw")
    assert answer["text"] == text.replace("\r\n", "\n").replace("\u2028", "\n")
    found = [(each["text"], each["type"]) for each in answer["mentions"]]
    assert ("Paris", "GPE") in found
    assert ("1991", "DATE") in found
    assert [each for each in found if each[0] == "U.S."] == [("U.S.", "GPE")] * 2


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(news: Path, tmp_path: Path):
    (tmp_path / "empty.txt").touch()
    done = run("recognise", tmp_path / "none.txt", news, tmp_path / "empty.txt", "--json")
    assert done.returncode == 1
    assert [each["path"] for each in json.loads(done.stdout)] == [str(news)]
    assert done.stderr.splitlines() == [
        f"{tmp_path / 'none.txt'}: The file is not there.",
        f"{tmp_path / 'empty.txt'}: The file is empty.",
    ]


@pytest.mark.parametrize("line", ["x" * 900_000, "ab." * 300_000, "한" * 300_000, "\u0301" * 900_000])
def test_a_line_of_nearly_a_million_signs_holds_nothing_up(tmp_path: Path, line: str):
    path = tmp_path / "long.txt"
    ends = (
        "Angela Merkel went to Paris by train with all the others.",
        "Barack Obama stayed at home with the others all week.",
    )
    path.write_text(f"{ends[0]}\n{line}\n{ends[1]}\n", "utf-8")
    (answer,) = answers(path, "--raw")
    found = {each["text"] for each in answer["mentions"]}
    assert found >= {"Angela Merkel", "Paris", "Barack Obama"}
    assert all(len(each["text"]) < 100 for each in answer["mentions"])


def test_without_json_it_is_a_list_to_read(news: Path):
    done = run("recognise", news)
    assert done.returncode == 0
    assert "PERSON      Angela Merkel" in done.stdout


def test_a_missing_model_is_one_clear_sentence(news: Path):
    done = run("recognise", news, "--model", "md")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "The model that recognises names is not there" in done.stderr
    assert "make model-md" in done.stderr


def test_wrong_use_has_its_own_status(news: Path):
    for wrong in (
        ["recognise"],
        ["recognise", news, "--published", "soon"],
        ["recognise", news, "--model", "x"],
    ):
        done = run(*wrong)
        assert (done.returncode, done.stdout) == (2, ""), wrong


def test_an_import_waits_for_names_unless_told_not_to(news: Path, tmp_path: Path):
    library = ("--library", tmp_path / "library")
    done = run(*library, "import", news, "--no-entities")
    assert (done.returncode, done.stdout) == (0, "1 added, 0 updated, 0 unchanged, 0 not read\n")
    assert json.loads(run(*library, "show", 1, "--json").stdout)["mentions"] == []
    other = tmp_path / "other.txt"
    other.write_text(NEWS.replace("Berlin", "Vienna"), "utf-8")
    done = run(*library, "import", other)
    assert done.stdout.endswith("\nnames recognised in 1 of 1 articles\n")
    mentions = json.loads(run(*library, "show", 2, "--json").stdout)["mentions"]
    assert "Angela Merkel" in {each["text"] for each in mentions}
    assert json.loads(run(*library, "show", 1, "--json").stdout)["mentions"] == []
    report = json.loads(run(*library, "import", other, "--json").stdout)
    assert set(report) == {"added", "updated", "unchanged", "failed", "problems"}


def test_an_import_without_a_model_stores_all_and_says_how_to_repair_it(news: Path, tmp_path: Path):
    program = tmp_path / "program"
    here = Path(__file__).parent.parent.parent
    shutil.copytree(here / "reader", program / "reader", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(here / "resources", program / "resources", ignore=shutil.ignore_patterns("names-en-sm"))
    command = [sys.executable, "-m", "reader", "--library", str(tmp_path / "library")]

    def there(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *arguments], cwd=program, capture_output=True, text=True, timeout=120, check=False
        )

    done = there("import", str(news))
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "1 added, 0 updated, 0 unchanged, 0 not read",
        "names recognised in 0 of 1 articles",
    ]
    assert "Everything is stored and searchable, but names are not recognised yet." in done.stderr
    assert "Install Pressmark again" in done.stderr
    found = json.loads(there("search", "Merkel", "--json").stdout)
    assert found["total"] == 1
    assert json.loads(there("show", "1", "--json").stdout)["mentions"] == []
