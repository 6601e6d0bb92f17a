"""The list of articles that name something: its chip, the way back, and why it may be empty."""

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy

from reader.model.mention import MentionType, NameRef
from reader.model.query import Found, Query
from reader.ui.list.name_chip import NameChip
from reader.ui.list.notice import lesson, note_words, place_words
from reader.ui.list.pane import ListPane

LEFT = Qt.MouseButton.LeftButton
NAME = NameRef("viktor goremykin", MentionType.PERSON, "Viktor Goremykin")


@pytest.fixture
def pane(qtbot, look) -> ListPane:
    made = ListPane(look)
    qtbot.addWidget(made)
    made.resize(372, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def found(*ids: int, words: str = "", name: NameRef | None = NAME) -> Found:
    return Found(Query(words=words, name=name), array("q", ids).tobytes(), len(ids), 1.0)


def chip(pane: ListPane) -> NameChip:
    return pane.findChild(NameChip)


def test_the_chip_says_the_name(pane):
    pane.show_found(found(1, 2))
    assert chip(pane).isVisible()
    assert chip(pane).text() == "Names: Viktor Goremykin"
    assert "Person" in chip(pane).accessibleName()
    pane.show_found(found(1, 2, name=None))
    assert not chip(pane).isVisible()


def test_its_cross_leads_back(qtbot, pane):
    pane.show_found(found(1, 2))
    left = QSignalSpy(pane.name_left)
    qtbot.mouseClick(chip(pane), LEFT)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        qtbot.keyClick(chip(pane), key)
    assert left.count() == 5


def test_escape_clears_the_words_first_and_then_leads_back(qtbot, pane):
    pane.set_words("talks")
    pane.show_found(found(1, 2, words="talks"))
    left, cleared = QSignalSpy(pane.name_left), QSignalSpy(pane.words_changed)
    qtbot.keyClick(pane.view(), Qt.Key.Key_Escape)
    assert (cleared.at(0), left.count()) == (["", False], 0)
    qtbot.keyClick(pane.view(), Qt.Key.Key_Escape)
    assert left.count() == 1


def test_without_a_name_escape_leads_nowhere(qtbot, pane):
    pane.show_found(found(1, 2, name=None))
    left = QSignalSpy(pane.name_left)
    qtbot.keyClick(pane.view(), Qt.Key.Key_Escape)
    assert left.count() == 0


def test_a_name_in_angle_brackets_is_no_page_in_the_tip(pane):
    pane.show_found(found(1, name=NameRef("x", MentionType.ORG, "<img src=x>")))
    assert "&lt;img" in chip(pane).toolTip()


def test_an_empty_list_says_why(pane):
    said = lesson(Query(name=NAME), (120, 500))
    assert said.sentence == "No article names Viktor Goremykin"
    assert said.step == "Not all articles are recognised yet: 120 of 500 so far."
    said = lesson(Query(name=NAME), (500, 500))
    assert (said.step, said.key) == ("leads back to where you were.", "Esc")
    said = lesson(Query(words="talks", name=NAME), (500, 500))
    assert said.sentence == "Nothing that names Viktor Goremykin holds “talks”"


def test_a_list_that_may_lack_some_says_so(pane):
    assert note_words(found(1), 0, (120, 500)) == "Not all articles are recognised yet: 120 of 500 so far."
    assert note_words(found(1), 0, (500, 500)) == ""
    assert note_words(found(), 0, (120, 500)) == ""  # the empty list says it
    assert note_words(found(1, name=None), 0, (120, 500)) == ""


def test_counts_that_come_later_are_said(pane):
    pane.show_found(found())
    pane.show_recognised(3, 20)
    assert "3 of 20" in pane.view().accessibleDescription()
    pane.show_recognised(20, 20)
    assert "Not all" not in pane.view().accessibleDescription()


def test_the_field_says_where_is_searched():
    assert place_words(found(1)) == "Search in what names Viktor Goremykin"


def test_articles_in_sight_are_told(qtbot, pane):
    moved = QSignalSpy(pane.view_moved)
    pane.show_found(found(*range(1, 200)))
    assert moved.count() >= 1
    seen = pane.in_sight()
    assert seen[0] == 1
    assert 3 <= len(seen) <= 12
    count = moved.count()
    pane.view().verticalScrollBar().setValue(3000)
    assert moved.count() > count
    assert pane.in_sight()[0] > 10
