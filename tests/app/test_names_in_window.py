"""Names in the real window with the real model: they come by themselves, are walked, and lead to others."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader.app.picture import draw
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.mention import Family, MentionType, Recognition
from reader.ui.list.name_chip import NameChip

LEFT = Qt.MouseButton.LeftButton

BERLIN = (
    "Title: Angela Merkel speaks in Berlin\nDate: 2019-06-06\nSource: Desk\n\n"
    "Angela Merkel spoke in Berlin on Thursday about the future of Germany.\n\n"
    "She met Emmanuel Macron there, who had come from Paris by train.\n"
)
PARIS = (
    "Title: A visit to Paris\nDate: 2019-06-08\nSource: Desk\n\n"
    "Angela Merkel travelled to Paris and was received by the mayor of the city in the town hall.\n"
)
KOREAN = (
    "Title: 서울의 강\nDate: 2019-06-09\nSource: Desk\n\n"
    "한강은 서울을 가로질러 흐르는 큰 강이며 많은 다리가 놓여 있다. 시민들은 강변에서 산책과 운동을 즐긴다.\n"
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    path.mkdir()
    for name, words in (("berlin", BERLIN), ("paris", PARIS), ("korean", KOREAN)):
        (path / f"{name}.txt").write_text(words, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Library.create(tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def stage(qtbot: QtBot, folder: Path, news: Path) -> Iterator[Stage]:
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        made.window.importing.run([news], "news", [])
        made.settle()
        yield made


def open_titled(stage: Stage, word: str) -> None:
    row = next(row for row in stage.window.panes.list.rows_shown() if word in row.title)
    stage.window.panes.list.select(row.id)
    stage.window.browsing.open_article(row.id)
    stage.settle()
    assert stage.wait_until(stage.has_names)
    stage.settle()


def texts(stage: Stage) -> list[str]:
    page = stage.window.panes.page
    text = page.article().text
    return [text[each.mention.start : each.mention.end] for each in page.painted_mentions()]


def test_names_come_by_themselves_and_are_walked_with_e(stage: Stage):
    open_titled(stage, "Berlin")
    assert {"Angela Merkel", "Berlin", "Emmanuel Macron", "Paris"} <= set(texts(stage))
    page = stage.window.panes.page
    assert page.mentions().counts[Family.PERSON] >= 2
    stage.window.panes.list.focus_list()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E)
    assert page.chosen_mention() == page.mentions()[0]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert page.chosen_mention() == page.mentions()[len(page.mentions()) - 1]


def test_one_click_leads_to_all_articles_that_name_it_and_back(stage: Stage):
    open_titled(stage, "Berlin")
    window = stage.window
    page = window.panes.page
    assert stage.wait_until(lambda: _all_recognised(stage))
    merkel = next(each for each in page.painted_mentions() if each.mention.name == "Angela Merkel")
    at = merkel.lines[0].center().toPoint() - QPoint(0, 8)
    QTest.mouseClick(page.view().viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)
    button = next(
        each for each in page.name_bar().children() if getattr(each, "toolTip", str)().startswith("Find all")
    )
    QTest.mouseClick(button, LEFT)
    stage.settle()
    titles = {row.title for row in window.panes.list.rows_shown()}
    assert titles == {"Angela Merkel speaks in Berlin", "A visit to Paris"}
    QTest.mouseClick(window.panes.list.findChild(NameChip), LEFT)
    stage.settle()
    assert window.browsing.query.name is None
    assert window.browsing.found.total == 3


def test_an_article_in_another_language_says_so(stage: Stage):
    open_titled(stage, "서울")
    assert stage.window.panes.page.names().state is Recognition.FOREIGN
    assert stage.window.panes.page.legend().state() == "Names are not recognised in Korean"
    assert not stage.window.actions_table["next_name"].isEnabled()


def test_hidden_families_are_kept_in_the_settings(stage: Stage):
    open_titled(stage, "Berlin")
    window = stage.window
    entries = {each.family: each for each in window.panes.page.legend().entries()}
    QTest.mouseClick(entries[Family.PERSON], LEFT)
    assert window.settings.hidden_families == ("person",)
    assert "Angela Merkel" not in texts(stage)


def test_the_picture_tells_the_underlined_names(stage: Stage, folder: Path, tmp_path: Path):
    open_titled(stage, "Berlin")
    article = stage.window.panes.page.article()
    stage.close()
    draw(folder, tmp_path / "a.png", Scene("dark", 1400, 900), article=article.id)
    said = json.loads((tmp_path / "a.png.json").read_text("utf-8"))["mentions"]
    found = next(each for each in said if each["text"] == "Emmanuel Macron")
    assert found["type"] == MentionType.PERSON
    assert article.text[found["start"] : found["end"]] == "Emmanuel Macron"
    ((_left, _top, width, height),) = found["rects"]
    assert width > 60
    assert 1 < height < 3


def _all_recognised(stage: Stage) -> bool:
    library = Library.open(stage.desk.folder, writable=False)
    try:
        done, total = library.recognised()
    finally:
        library.close()
    return done == total


def test_names_follow_the_version_that_is_shown(stage: Stage, news: Path):
    open_titled(stage, "Berlin")
    assert "Emmanuel Macron" in texts(stage)
    page = stage.window.panes.page
    first = page.article().version
    changed = BERLIN.replace("Emmanuel Macron there, who", "Barack Obama there, who").replace(
        "Paris", "Chicago"
    )
    (news / "berlin.txt").write_text(changed, "utf-8")
    report = []
    stage.window.importing.run([news], "news", []).then(report.append)
    assert stage.wait_until(lambda: page.article().version != first and "Barack Obama" in texts(stage))
    assert "Chicago" in texts(stage)
    assert not {"Emmanuel Macron", "Paris"} & set(texts(stage))

    stage.settle()
    stage.desk.write(Library.undo_import, report[0].batch)
    assert stage.wait_until(lambda: page.article().version == first and "Emmanuel Macron" in texts(stage))
    assert not {"Barack Obama", "Chicago"} & set(texts(stage))
    stage.settle()
