"""Files nobody would make on purpose: each is read or listed with its reason, and the rest goes on."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from killing import PATIENCE, kill, start
from newsroom import MOON, catch_up
from reader.formats import sniff
from reader.library.library import Library
from reader.model.article import ImportReport
from reader.model.errors import Trouble
from reader.model.ids import ArticleId
from reader.model.query import Query

MEGABYTE = 1_000_000


def write(folder: Path, name: str | bytes, content: bytes) -> None:
    with open(os.path.join(os.fsencode(folder), os.fsencode(name)), "wb") as out:  # noqa: PTH118, PTH123 (bytes)
        out.write(content)


def import_news(library: Library, *paths: Path) -> ImportReport:
    report = library.import_files([str(path) for path in paths], "news", [])
    catch_up(library)
    return report


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with one good article, which must come in whatever else lies there."""
    folder = tmp_path / "odd"
    folder.mkdir()
    write(folder, "moon.txt", MOON.encode())
    return folder


def reasons(report: ImportReport) -> dict[str, str]:
    return {Path(each.path).name: each.reason for each in report.problems}


def texts(library: Library) -> dict[str, str]:
    """Give the texts by title."""
    shown = [library.article(ArticleId(number)) for number in library.search(Query()).identities()]
    return {article.title: article.text for article in shown}


def test_twenty_megabytes_are_read_and_more_is_listed(library: Library, news: Path):
    sentence = "The flood reached the mill. "
    head = "Flood at the mill\n\n"
    size = sniff.LARGEST
    whole = (head + sentence * (size // len(sentence) + 1)).encode()
    write(news, "whole.txt", whole[:size])
    write(news, "more.txt", whole[: size + 1])
    report = import_news(library, news)
    assert report.added == 2
    assert reasons(report) == {"more.txt": Trouble.FILE_TOO_LARGE}
    assert len(texts(library)["Flood at the mill"]) >= size - 100
    assert library.search(Query("mill")).total == 1


@pytest.mark.parametrize("letters", ["word ", "unbroken", "字", "🌀", "e\u0301"])
def test_one_line_of_a_megabyte(library: Library, news: Path, letters: str):
    line = letters * (MEGABYTE // len(letters.encode()))
    write(news, "long.txt", f"A long line\n\n{line}\n\nThe end of the line came at last.\n".encode())
    assert import_news(library, news).added == 2
    assert library.search(Query("last")).total == 1
    assert len(texts(library)["A long line"]) > 240_000


def test_a_title_of_a_megabyte(library: Library, news: Path):
    write(news, "title.txt", b"t" * MEGABYTE + b"\n\nA short text about a dam.\n")
    assert import_news(library, news).added == 2
    assert library.search(Query("dam")).total == 1


def test_nul_bytes_make_a_file_binary(library: Library, news: Path):
    write(news, "nul.txt", b"A title\n\nSome text\x00 with\x00 zeros \x00\x00 in it.\n")
    write(news, "zeros.txt", bytes(4096))
    report = import_news(library, news)
    assert report.added == 1
    assert reasons(report) == {"nul.txt": Trouble.FILE_BINARY, "zeros.txt": Trouble.FILE_BINARY}


@pytest.mark.parametrize(
    "content",
    [
        b"Half a sign\n\nA lone surrogate \xed\xa0\x80 stands here, in a bay.\n",
        "Half a sign\n\nA lone surrogate \ud800 stands here, in a bay.\n".encode("utf-16", "surrogatepass"),
    ],
    ids=["utf-8", "utf-16"],
)
def test_lone_surrogates_never_reach_the_library(library: Library, news: Path, content: bytes):
    write(news, "half.txt", content)
    report = import_news(library, news)
    assert report.added + report.failed == 2
    for text in texts(library).values():
        text.encode("utf-8")
    if report.added == 2:
        assert library.search(Query("bay")).total == 1


def test_names_with_line_breaks_emoji_and_bytes_that_are_no_text(library: Library, news: Path):
    names = [
        "line\nbreak 🌀.txt",
        " spaces .txt",
        "-rf.txt",
        "'quotes\".txt",
        "\u202eright to left.txt",
        "\u00e9.txt",
        "e\u0301.txt",
    ]
    for number, name in enumerate(names):
        write(news, name, f"Report {number} on the canal\n\nThe canal was closed.\n".encode())
    write(news, b"no \xff utf-8.txt", b"Report 9 on the canal\n\nThe canal was opened.\n")
    report = import_news(library, news)
    assert (report.added, report.failed) == (len(names) + 2, 0)
    assert library.search(Query("canal")).total == len(names) + 1
    assert import_news(library, news).unchanged == len(names) + 2


def test_a_loop_of_links_is_walked_once(library: Library, news: Path):
    deep = news / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "up").symlink_to(news, target_is_directory=True)
    (news / "self").symlink_to(news / "self")
    (deep / "rates.txt").write_text("Rates fall\n\nThe bank lowered its rates.\n", "utf-8")
    report = import_news(library, news)
    assert report.added == 2
    assert set(reasons(report)) <= {"self"}


def test_ten_thousand_empty_files_are_listed(library: Library, news: Path):
    for number in range(10_000):
        write(news, f"{number}.txt", b"")
    report = import_news(library, news)
    assert (report.added, report.failed) == (1, 10_000)
    assert {each.reason for each in report.problems} == {Trouble.FILE_EMPTY}


def test_files_that_vanish_during_an_import_are_listed(library: Library, news: Path):
    for number in range(300):
        write(news, f"{number:03}.txt", f"Report {number} on the canal\n\nThe canal was closed.\n".encode())
    batch = library.start_import([str(news)], "news", [])
    parcels = library.read_parcels(batch)
    library.store_parcel(batch, next(parcels))
    vanished = sorted(news.iterdir())[-20:]
    for path in vanished:
        path.unlink()
    for parcel in parcels:
        library.store_parcel(batch, parcel)
    report = library.finish_import(batch, cancelled=False)
    assert report.added == 301 - report.failed
    assert set(reasons(report)) == {path.name for path in vanished}
    assert {each.reason for each in report.problems} == {Trouble.FILE_MISSING}


def test_a_pipe_holds_nothing_up(library: Library, news: Path):
    os.mkfifo(news / "pipe.txt")
    assert import_news(library, news).added == 1


def test_the_verb_says_what_it_could_not_read(tmp_path: Path, news: Path):
    write(news, "line\nbreak 🌀.txt", b"")
    verb = ["-m", "reader", "--library", str(tmp_path / "new"), "import", str(news), "--json"]
    program = start(*verb, stdout=subprocess.PIPE)
    output, errors = program.communicate(timeout=PATIENCE)
    kill(program)
    answer = json.loads(output)
    assert (answer["added"], answer["failed"]) == (1, 1)
    assert answer["problems"][0]["path"].endswith("line\nbreak 🌀.txt")
    assert b"Traceback" not in errors
