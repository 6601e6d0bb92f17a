"""Saved searches from the command line: listed, asked, exported."""

import json
from contextlib import closing
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from newsroom import MOON, RATES, catch_up
from reader.cli import searches as _searches  # noqa: F401 (its verb joins the others)
from reader.cli.verbs import run
from reader.library.library import Library
from reader.model.query import Query
from reader.model.span import Span


class Shell:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def run(self, *arguments: object) -> tuple[int, str, str]:
        status = run(["--library", str(self.folder), *map(str, arguments)])
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err

    def json(self, *arguments: object) -> Any:
        status, out, _ = self.run(*arguments, "--json")
        assert status == 0
        return json.loads(out)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A library with two saved searches; since they were saved, one article came in."""
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    (tmp_path / "rates.txt").write_text(RATES, "utf-8")
    Library.create(tmp_path / "library")
    with closing(Library.open(tmp_path / "library", writable=True)) as library:
        library.import_files([str(tmp_path / "moon.txt")], "Desk", [])
        catch_up(library)
        for name, words in (("Everything", "lander OR rates"), ("Das Größte", 'title:"central bank"')):
            library.save_search(name, words, library.search(Query(words)).read_to)
        library.import_files([str(tmp_path / "rates.txt")], "Desk", [])
        catch_up(library)
        for row in library.search(Query()).rows:
            library.add_highlight(row.id, Span(0, 9), 1, f"a note on {row.title}")
        catch_up(library)
    return Shell(tmp_path / "library", capsys)


def test_they_are_listed_in_their_order_with_counts(shell: Shell):
    assert shell.json("searches") == [
        {"name": "Everything", "query": "lander OR rates", "articles": 2, "new": 1},
        {"name": "Das Größte", "query": 'title:"central bank"', "articles": 1, "new": 1},
    ]
    status, out, err = shell.run("searches")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split() == ["2", "1", "new", "Everything"]


def test_a_saved_search_is_asked_by_its_name(shell: Shell):
    found = shell.json("search", "--saved", "everything", "--sort", "date")
    assert [(hit["published"][:4], hit["new"]) for hit in found["hits"]] == [("2024", True), ("2023", False)]
    assert found["hits"][0].keys() - shell.json("search", "lander")["hits"][0].keys() == {"new"}
    assert shell.json("search", "--saved", "DAS GRÖSSTE")["total"] == 1
    assert "Rates Desk  new" in shell.run("search", "--saved", "everything")[1]


def test_asking_from_the_command_line_is_not_looking(shell: Shell):
    shell.json("search", "--saved", "everything")
    assert shell.json("searches")[0]["new"] == 1


def test_annotations_are_exported_by_a_saved_search(shell: Shell, tmp_path: Path):
    assert shell.run("export", "--saved", "das größte", "--to", tmp_path / "out.md")[0] == 0
    written = (tmp_path / "out.md").read_text("utf-8")
    assert "a note on Central bank" in written
    assert "a note on A lander" not in written


def test_one_of_query_and_name_is_needed(shell: Shell, tmp_path: Path):
    for wrong in (
        ["search"],
        ["search", "lander", "--saved", "everything"],
        ["export", "--to", tmp_path / "x"],
    ):
        status, _, err = shell.run(*wrong)
        assert status == 2
        assert "--saved" in err


def test_without_an_index_it_is_said_that_nothing_can_be_counted(shell: Shell):
    rmtree(shell.folder / "index")
    status, out, err = shell.run("searches", "--json")
    assert (status, [each["articles"] for each in json.loads(out)]) == (0, [None, None])
    assert "pressmark reindex" in err
    assert shell.run("searches")[1].splitlines()[0].split() == ["?", "Everything"]


def test_a_name_that_is_not_there_is_told(shell: Shell):
    status, out, err = shell.run("search", "--saved", "nowhere")
    assert (status, out) == (1, "")
    assert "There is no saved search “nowhere”." in err


def test_no_saved_search_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    Library.create(tmp_path / "library")
    shell = Shell(tmp_path / "library", capsys)
    assert shell.json("searches") == []
    assert shell.run("searches")[:2] == (0, "No search is saved in this library yet.\n")
