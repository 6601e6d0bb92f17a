"""The tag field: adding, completing, removing, refusing; by keys and by mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from reader.model.article import TagMark
from reader.ui.kit.pills import TagToken
from reader.ui.kit.tag_editor import TagEditor
from reader.ui.look.look import Look

BLUE, RED = TagMark("trade", "blue"), TagMark("harvest", "orange")


@pytest.fixture(scope="module", params=["light", "dark"])
def look(qapp, request) -> Look:
    return Look(qapp, request.param)


@pytest.fixture
def ground(qtbot, look) -> QWidget:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.addWidget(TagEditor(look))
    column.addWidget(QLineEdit())
    column.addStretch(1)
    ground.resize(280, 300)
    qtbot.addWidget(ground)
    with qtbot.waitActive(ground):
        ground.show()
    return ground


@pytest.fixture
def editor(ground) -> TagEditor:
    return ground.findChild(TagEditor)


@pytest.fixture
def line(editor) -> QLineEdit:
    line = editor.findChild(QLineEdit)
    line.setFocus()
    return line


def told(spy: QSignalSpy) -> list[tuple[str, ...]]:
    return [spy.at(place)[0] for place in range(spy.count())]


def shown(editor: TagEditor) -> list[str]:
    return [token.tag.name for token in editor.findChildren(TagToken) if token.isVisible()]


def popup_of(editor: TagEditor) -> QListView:
    return editor._popup


def test_enter_and_comma_add(qtbot, editor, line):
    spy = QSignalSpy(editor.tags_changed)
    qtbot.keyClicks(line, "trade")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClicks(line, " river   levels ,")
    assert told(spy) == [("trade",), ("trade", "river levels")]
    assert shown(editor) == ["trade", "river levels"]
    assert line.text() == ""


def test_setting_tags_tells_nothing(editor):
    spy = QSignalSpy(editor.tags_changed)
    editor.set_tags((BLUE, RED))
    assert editor.tags() == ("trade", "harvest")
    assert spy.count() == 0


def test_the_same_tag_is_not_added_twice(qtbot, editor, line):
    editor.set_tags((BLUE,))
    spy = QSignalSpy(editor.tags_changed)
    qtbot.keyClicks(line, "TRADE")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert spy.count() == 0
    assert line.text() == ""


def test_a_known_tag_keeps_its_spelling(qtbot, editor, line):
    editor.set_known(("Trade",))
    qtbot.keyClicks(line, "trade")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert editor.tags() == ("Trade",)


def test_backspace_in_the_empty_line_removes_the_last(qtbot, editor, line):
    editor.set_tags((BLUE, RED))
    qtbot.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert editor.tags() == ("trade", "harvest")
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert editor.tags() == ("trade",)
    assert shown(editor) == ["trade"]


def test_a_click_on_the_cross_removes_that_tag(qtbot, editor):
    editor.set_tags((BLUE, RED))
    spy = QSignalSpy(editor.tags_changed)
    token = next(each for each in editor.findChildren(TagToken) if each.tag == BLUE)
    qtbot.mouseClick(token, Qt.MouseButton.LeftButton, pos=QPoint(token.width() - 12, 11))
    assert told(spy) == [("harvest",)]


def test_a_token_is_reached_and_removed_by_keys(qtbot, editor, line):
    editor.set_tags((BLUE, RED))
    qtbot.keyClick(line, Qt.Key.Key_Backtab)
    token = editor.window().focusWidget()
    assert isinstance(token, TagToken)
    assert token.tag == RED
    qtbot.keyClick(token, Qt.Key.Key_Delete)
    assert editor.tags() == ("trade",)
    assert line.hasFocus()


def test_what_cannot_be_a_tag_is_refused_in_one_line(qtbot, editor, line):
    spy = QSignalSpy(editor.tags_changed)
    line.setText("x" * 101)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert spy.count() == 0
    assert line.text() == "x" * 101
    assert editor._trouble.isVisible()
    assert "cannot be a tag" in editor._trouble.text()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert not editor._trouble.isVisible()


def test_completion_contains_and_ignores_case(qtbot, editor, line):
    editor.set_known(("river levels", "Grain", "trade"))
    qtbot.keyClicks(line, "LEV")
    popup = popup_of(editor)
    assert popup.isVisible()
    assert [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())] == ["river levels"]
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert editor.tags() == ("river levels",)
    assert line.text() == ""
    assert not popup.isVisible()


def test_enter_without_a_choice_adds_what_was_typed(qtbot, editor, line):
    editor.set_known(("river levels",))
    qtbot.keyClicks(line, "riv")
    qtbot.keyClick(popup_of(editor), Qt.Key.Key_Return)
    assert editor.tags() == ("riv",)
    assert not popup_of(editor).isVisible()


def test_tags_already_there_are_not_proposed(qtbot, editor, line):
    editor.set_known(("trade", "trade route"))
    editor.set_tags((BLUE,))
    qtbot.keyClicks(line, "trade")
    model = popup_of(editor).model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["trade route"]


def test_escape_empties_the_line_then_finishes(qtbot, editor, line):
    spy = QSignalSpy(editor.finished)
    qtbot.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (line.text(), spy.count()) == ("", 0)
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert spy.count() == 1


def test_going_elsewhere_adds_what_was_typed_and_finishes(qtbot, ground, editor, line):
    spy = QSignalSpy(editor.finished)
    qtbot.keyClicks(line, "trade")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert editor.tags() == ("trade",)
    assert spy.count() == 1


def test_what_is_being_typed_stays_when_tags_are_told(qtbot, editor, line):
    qtbot.keyClicks(line, "riv")
    editor.set_tags((BLUE,))
    assert line.text() == "riv"
    assert line.hasFocus()


def test_many_tags_take_several_lines_within_the_field(qtbot, editor):
    low = editor.height()
    editor.set_tags(tuple(TagMark(f"a longer tag {number}", "green") for number in range(8)))
    qtbot.waitUntil(lambda: editor.height() > low + 60)
    for token in editor.findChildren(TagToken):
        if token.isVisible():
            assert editor.rect().contains(token.geometry().translated(token.parentWidget().pos()))


def test_a_tag_wider_than_the_field_is_cut_to_it(qtbot, editor):
    editor.set_tags((TagMark("w" * 100, "green"),))
    token = next(each for each in editor.findChildren(TagToken) if each.isVisible())
    assert token.width() <= 230


def test_the_dot_has_the_colour_of_the_tag(qtbot, look, editor):
    editor.set_tags((BLUE,))
    token = next(each for each in editor.findChildren(TagToken) if each.isVisible())
    image = token.grab().toImage()
    seen = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width() // 4)}
    assert look.colour("blue-ink").name() in seen


def test_undo_is_left_to_the_window_when_nothing_was_typed(qtbot, ground, editor, line):
    undo = QAction("Undo", ground)
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    ground.addAction(undo)
    spy = QSignalSpy(undo.triggered)
    qtbot.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (line.text(), spy.count()) == ("", 0)
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert spy.count() == 1
