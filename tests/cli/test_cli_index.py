"""The verbs about the search itself."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from newsroom import MOON, RATES
from reader.cli import index as _index  # noqa: F401 (its verbs join the others)
from reader.cli.verbs import run
from reader.library.search.indexing import index_folder
from reader.model.wording import NOTES
from reader.store.files.troubles import FILE_NAME


class Shell:
    """Asks the verbs in this process; gives the status, the document and what was complained of."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, Any, str]:
        status = run(["--library", str(self.folder), *map(str, arguments)])
        said = self._capsys.readouterr()
        return status, json.loads(said.out) if "--json" in arguments else said.out, said.err


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    news = tmp_path / "news"
    news.mkdir()
    (news / "moon.txt").write_text(MOON, "utf-8")
    (news / "rates.txt").write_text(RATES, "utf-8")
    made = Shell(tmp_path / "library", capsys)
    made("import", news, "--tag", "one", "--no-entities")
    return made


def test_a_query_is_explained(shell: Shell):
    status, told, _ = shell("explain", "lander OR bank is:unread nosuch:x", "--json")
    assert status == 0
    assert list(told) == ["query", "understood", "parts", "notes"]
    assert told["query"] == "lander OR bank is:unread nosuch:x"
    assert told["understood"] == 'lander OR (bank AND is:unread AND "nosuch x")'
    assert told["parts"] == [
        {"text": "lander", "hits": 1},
        {"text": "bank", "hits": 1},
        {"text": "is:unread", "hits": 2},
        {"text": "nosuch:x", "hits": 0},
    ]
    assert told["notes"] == ["No field “nosuch:”: searched as words."]
    status, told, complaints = shell("explain", "title:moon )")
    assert (status, "1  title:moon" in told) == (0, True)
    assert complaints.strip() == NOTES["unopened-parenthesis"]
    assert shell("explain", "", "--json")[1] == {"query": "", "understood": "", "parts": [], "notes": []}


def test_a_search_takes_the_whole_language(shell: Shell):
    for query in (
        "title:lander tag:one",
        "date:2023-08 s?uth",
        "/lunar south/ -bank",
        '"soil days"~3',
        "landre~",
    ):
        status, found, complaints = shell("search", query, "--json")
        assert (status, found["total"], complaints) == (0, 1, ""), query
    for query, total in (("-bank", 1), ('-"lunar south" -title:rates', 0), ("-tag:one", 0), ("- bank", 1)):
        assert shell("search", "--json", query)[1]["total"] == total
        assert shell("explain", query, "--json")[1]["query"] == query
    assert (
        shell("search", "--jsn")[0] == shell("explain", "--jsn")[0] == shell("search", "a", "--jsn")[0] == 2
    )
    _, found, _ = shell("search", "is:unread sort:date", "--json")
    assert [hit["published"][:4] for hit in found["hits"]] == ["2024", "2023"]
    _, found, complaints = shell("search", "landre", "--json")
    assert (found["total"], complaints) == (0, "Did you mean lander?\n")


def test_the_index_is_made_anew(shell: Shell):
    for path in index_folder(shell.folder).iterdir():
        path.write_bytes(b"\0")
    (index_folder(shell.folder) / "mine.txt").write_text("not of the index", "utf-8")
    assert shell("check", "--json")[1]["index"]["sound"] is False
    status, told, _ = shell("reindex", "--json")
    assert (status, told) == (0, {"articles": 2, "searchable": 2})
    assert shell("search", "soil", "--json")[1]["total"] == 1
    assert shell("check", "--json")[0] == 0
    assert (index_folder(shell.folder) / "mine.txt").exists()


def test_everything_is_checked(shell: Shell):
    shell("annotate", 1, "--start", 0, "--end", 3, "--note", "luna")
    status, told, _ = shell("check", "--json")
    assert status == 0
    assert told == {
        "sound": True,
        "store": {"sound": True, "articles": 2},
        "index": {"sound": True, "entries": 4, "waiting": 0, "missing": 0, "needless": 0},
        "names": {"sound": True, "recognised": 0},
        "problems": [],
    }
    status, words, _ = shell("check")
    assert (status, words.splitlines()[-1]) == (0, "Everything is sound.")


def test_a_flipped_bit_in_the_index_is_told(shell: Shell):
    largest = max(index_folder(shell.folder).glob("MAIN_*"), key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    status, told, _ = shell("check", "--json")
    assert (status, told["sound"], told["index"]["sound"]) == (1, False, False)
    assert "reindex" in told["problems"][0]
    status, _, complaints = shell("check")
    assert (status, complaints.strip()) == (1, told["problems"][0])


def test_an_index_that_does_not_hold_what_is_stored_is_told(shell: Shell):
    with sqlite3.connect(shell.folder / FILE_NAME) as library:  # as if a change had been lost
        library.execute("INSERT INTO highlights VALUES (9, 1, 1, 0, 1, 'A', '', '', 1, '', '')")
        library.execute("INSERT INTO notes VALUES (9, 1, 9, 'lost', '', '')")
        library.execute("DELETE FROM changes WHERE subject = 9")
    library.close()
    status, told, _ = shell("check", "--json")
    assert (status, told["index"]["missing"], told["index"]["needless"]) == (1, 2, 0)
    with sqlite3.connect(shell.folder / FILE_NAME) as library:
        library.execute("DELETE FROM notes")
    library.close()
    status, told, _ = shell("check", "--json")
    assert (status, told["index"]["waiting"]) == (0, 1)
    assert shell("reindex")[0] == 0
    assert shell("check", "--json")[1]["problems"] == []


def test_damaged_names_and_a_damaged_store_are_told(shell: Shell):
    (shell.folder / "names.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    status, told, _ = shell("check", "--json")
    assert (status, told["names"]["sound"]) == (1, False)
    (shell.folder / "names.sqlite").unlink()
    with sqlite3.connect(shell.folder / FILE_NAME) as library:
        library.execute("PRAGMA foreign_keys = OFF")
        library.execute("INSERT INTO article_tags VALUES (1, 999)")
    library.close()
    status, told, _ = shell("check", "--json")
    assert (status, told["store"]["sound"]) == (1, False)


def test_there_must_be_a_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    shell = Shell(tmp_path / "none", capsys)
    for verb in (["reindex"], ["check"], ["explain", "x"]):
        status, _, complaints = shell(*verb)
        assert (status, "There is no library" in complaints) == (1, True)


def test_more_like_this_is_asked_headless(shell: Shell, tmp_path: Path):
    (tmp_path / "again.txt").write_text(MOON.replace("Title: ", "Title: Again: "), "utf-8")
    shell("import", tmp_path / "again.txt", "--source", "copy", "--no-entities")
    first, *_ = (each["id"] for each in shell("search", "source:copy", "--json")[1]["hits"])
    found = shell("search", f"like:{first}", "--json")[1]
    assert [each["id"] for each in found["hits"]] == [
        each["id"] for each in shell("search", "lander -source:copy", "--json")[1]["hits"]
    ]
    told = shell("explain", f"like:{first}", "--json")[1]
    assert told["parts"] == [{"text": f"like:{first}", "hits": 1}]
    assert told["understood"].startswith(f'like:{first}"')
    status, _, complaints = shell("search", "like:99")
    assert (status, complaints.strip()) == (0, "There is no article 99: nothing can be like it.")
