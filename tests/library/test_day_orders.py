"""Dates of numbers: day and month stand as in the other files of the source, else the day is taken first."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from newsroom import named
from reader.formats import day_orders
from reader.library.library import Library
from reader.model.article import Article, Field


def write(folder: Path, files: Mapping[str, str], source: str = "US Paper") -> Path:
    """Write an article for each name and date."""
    folder.mkdir(exist_ok=True)
    for name, date in files.items():
        head = f"Source: {source}\n" if source else ""
        text = f"Title: Story {name}\n{head}Date: {date}\n\nThe words of {name} are its own {name}.\n"
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def story(library: Library, name: str) -> Article:
    return named(library, f"Story {name}")


def published(library: Library, name: str) -> str:
    return story(library, name).published


US = {"a": "12/25/2024", "b": "11/07/2025", "c": "06/30/2025"}


@pytest.mark.parametrize("names", ["abc", "cba", "bac"])
def test_the_other_files_of_a_source_decide(library: Library, tmp_path: Path, names: str):
    folder = write(tmp_path / "us", US)
    library.import_files([str(folder / f"{name}.txt") for name in names], "", [])
    assert [published(library, name) for name in "abc"] == ["2024-12-25", "2025-11-07", "2025-06-30"]
    assert story(library, "b").doubts == ("month-first-by-source",)
    assert story(library, "a").doubts == ()


def test_one_source_says_nothing_about_another(library: Library, tmp_path: Path):
    write(tmp_path / "both", US)
    write(tmp_path / "both", {"d": "25/12/2024", "e": "11/07/2025"}, "UK Paper")
    write(tmp_path / "both", {"f": "11/07/2025"}, "Third Paper")
    write(tmp_path / "both", {"g": "12/30/2024", "h": "11/07/2025"}, "")
    library.import_files([str(tmp_path / "both")], "Folder Paper", [])
    assert [published(library, name) for name in "befh"] == [
        "2025-11-07",
        "2025-07-11",
        "2025-07-11",
        "2025-11-07",
    ]
    assert story(library, "e").doubts == ("day-first-by-source",)
    assert story(library, "f").doubts == ("day-first-assumed",)


def test_files_without_a_source_are_of_that_of_the_import(library: Library, tmp_path: Path):
    write(tmp_path / "us", {"a": "12/25/2024"}, "us  PAPER")
    write(tmp_path / "us", {"b": "11/07/2025"}, "")
    library.import_files([str(tmp_path / "us")], "US Paper", [])
    assert published(library, "b") == "2025-11-07"


@pytest.mark.parametrize(
    ("dates", "day", "doubt"),
    [
        (("12/25/2024", "12/26/2024", "12/27/2024", "28/12/2024"), "2025-11-07", "month-first-by-source"),
        (("12/25/2024", "12/26/2024", "28/12/2024"), "2025-07-11", "day-first-assumed"),
        (("12/25/2024", "28/12/2024"), "2025-07-11", "day-first-assumed"),
        (("01/02/2025", "2024-12-25", "25.12.2024"), "2025-07-11", "day-first-assumed"),
        ((), "2025-07-11", "day-first-assumed"),
    ],
)
def test_only_a_clear_majority_decides(
    library: Library, tmp_path: Path, dates: Sequence[str], day: str, doubt: str
):
    files = {f"other{number}": date for number, date in enumerate(dates)}
    write(tmp_path / "us", {"x": "11/07/2025", **files})
    library.import_files([str(tmp_path / "us")], "", [])
    assert (published(library, "x"), story(library, "x").doubts) == (day, (doubt,))


def test_what_is_stored_of_a_source_decides_when_the_import_says_nothing(library: Library, tmp_path: Path):
    library.import_files([str(write(tmp_path / "old", {"a": "12/25/2024"}))], "", [])
    library.correct(story(library, "a").id, Field.PUBLISHED, "2020-01-01")
    write(tmp_path / "new", {"b": "11/07/2025"})
    write(tmp_path / "new", {"z": "13/07/2025"}, "Other Paper")
    library.import_files([str(tmp_path / "new")], "", [])
    assert published(library, "b") == "2025-11-07"
    later = write(tmp_path / "later", {"c": "25/12/2025", "d": "11/07/2025"})
    library.import_files([str(later)], "", [])
    assert published(library, "d") == "2025-07-11"  # its own import is nearer


def test_a_kept_original_that_is_gone_is_no_trouble(library: Library, tmp_path: Path):
    library.import_files([str(write(tmp_path / "old", {"a": "12/25/2024"}))], "", [])
    for kept in (library.folder / "originals").glob("*/*"):
        kept.unlink()
    report = library.import_files([str(write(tmp_path / "new", {"b": "11/07/2025"}))], "", [])
    assert (report.added, report.failed) == (1, 0)
    assert published(library, "b") == "2025-07-11"


def test_the_same_files_again_change_nothing_whatever_is_known_by_then(library: Library, tmp_path: Path):
    first = write(tmp_path / "first", {"b": "11/07/2025"})
    library.import_files([str(first)], "", [])
    assert published(library, "b") == "2025-07-11"
    write(first, US)
    report = library.import_files([str(first)], "", [])
    assert (report.added, report.updated, report.unchanged) == (2, 0, 1)
    copy = write(tmp_path / "copy", US)
    report = library.import_files([str(copy)], "", [])
    assert (report.added, report.updated, report.unchanged) == (0, 0, 3)
    assert published(library, "b") == "2025-07-11"


def test_usual_imports_look_into_no_file_twice(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("reader.library.imports.day_orders.glance", _refuse)
    folder = write(tmp_path / "us", {"a": "12/25/2024", "b": "7 November 2025", "c": "07.11.2025"})
    assert library.import_files([str(folder)], "", []).added == 3


def _refuse(path: Path) -> bytes:
    raise AssertionError(path)


def test_one_look_serves_all_files_of_an_import(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    seen: list[str] = []

    def glance(path: Path) -> bytes:
        seen.append(path.name)
        return day_orders.glance(path)

    monkeypatch.setattr("reader.library.imports.day_orders.glance", glance)
    files = {f"{number:02}": "11/07/2025" if number % 2 else "12/25/2024" for number in range(60)}
    library.import_files([str(write(tmp_path / "us", files))], "", [])
    assert len(seen) == len(set(seen)) < 45
    assert published(library, "59") == "2025-11-07"


def test_odd_files_beside_are_no_trouble(library: Library, tmp_path: Path):
    folder = write(tmp_path / "us", US)
    (folder / "0.txt").write_bytes(b"")
    (folder / "1.txt").write_bytes(bytes(range(256)) + b"12/25/2024")
    (folder / "2.txt").symlink_to(folder / "nowhere")
    (folder / "3.pdf").write_bytes(b"%PDF-1.7 25/12/2024")
    (folder / "wide.txt").write_text("Story wide\nPublished: 11/08/2025\n\nIt stands.\n", "utf-16")
    os.mkfifo(folder / "4.txt")
    report = library.import_files([str(folder), str(tmp_path / "nowhere.txt")], "US Paper", [])
    assert report.added == 4
    assert published(library, "b") == "2025-11-07"
    assert published(library, "wide") == "2025-11-08"
