"""Orders and headings of the list in the real window, by keys; and remembered."""

from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.query import Query
from reader.model.query_fields import Sort

STORIES = (("Ferry", "harbour Post", "2025-11-03"), ("Tower", "City News", "2025-11-04")) * 2 + (
    ("Quay", "", "2025-11-03"),
    ("Mill", "City News", ""),
)


def made(folder: Path, news: Path) -> Path:
    Library.create(folder)
    news.mkdir()
    for number, (name, source, day) in enumerate(STORIES):
        facts = "".join(f"{key}: {value}\n" for key, value in (("Source", source), ("Date", day)) if value)
        text = f"Title: {name} {number}\n{facts}\nThe {name} of number {number} stands.\n"
        (news / f"{number}.txt").write_text(text, "utf-8")
    with closing(Library.open(folder, writable=True)) as library:
        library.import_files([str(news)], "", [])
        for _ in library.catch_up():
            pass
    return folder


def test_answers_come_by_source_and_tell_where_groups_begin(tmp_path: Path):
    with closing(Library.open(made(tmp_path / "l", tmp_path / "n"), writable=False)) as library:
        by_day = library.search(Query(), headings=True)
        assert by_day.headings == ((0, "2025-11-04"), (2, "2025-11-03"), (5, ""))
        assert library.search(Query()).headings == ()
        by_source = library.search(Query(sort=Sort.SOURCE), headings=True)
        assert by_source.headings == ((0, "City News"), (3, "harbour Post"), (5, ""))
        assert [row.source for row in by_source.rows] == ["City News"] * 3 + ["harbour Post"] * 2 + [""]
        assert by_source.rows[2].published == ""  # the newest first, also within a source
        words = library.search(Query("ferry sort:source"), headings=True)
        assert (words.total, words.headings) == (2, ((0, "harbour Post"),))
        assert library.search(Query("number"), headings=True).headings == ()  # the best match first


def test_headings_come_and_go_by_a_key_and_are_remembered(qtbot: QtBot, tmp_path: Path):
    with Stage(made(tmp_path / "l", tmp_path / "n"), Scene()) as stage:
        stage.settle()
        articles = stage.window.panes.list
        articles.focus_list()
        assert articles.top_heading() == ""
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
        stage.settle()
        assert articles.top_heading() == "Tuesday, 4 Nov 2025"
        stage.window.actions_table["sort_source"].trigger()
        stage.settle()
        assert articles.top_heading() == "City News"
        stage.window.close()
        assert (stage.window.settings.headings, stage.window.settings.sort) == (True, "source")
