"""The strip of running jobs, and the short messages."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.model.change import Standing
from reader.ui.kit.elided import ElidedLine
from reader.ui.look.look import Look
from reader.ui.status.job_row import JobRow
from reader.ui.status.strip import StatusStrip
from reader.ui.status.toasts import STAYS, Toasts


@pytest.fixture(scope="module", params=["light", "dark"])
def look(qapp, request) -> Look:
    return Look(qapp, request.param)


@pytest.fixture
def ground(qtbot) -> QWidget:
    ground = QWidget()
    QVBoxLayout(ground).addStretch(1)
    ground.resize(900, 600)
    qtbot.addWidget(ground)
    with qtbot.waitActive(ground):
        ground.show()
    return ground


@pytest.fixture
def strip(look, ground) -> StatusStrip:
    strip = StatusStrip(look)
    ground.layout().addWidget(strip)
    return strip


@pytest.fixture
def toasts(look, ground) -> Toasts:
    return Toasts(look, ground)


def seen(strip: StatusStrip) -> list[str]:
    rows = [each for each in strip.findChildren(JobRow) if each.isVisible()]
    return [row.findChild(QProgressBar).accessibleName() for row in rows]


class TestStrip:
    def test_what_runs_stands_in_the_line_of_the_counts_and_moves_nothing(self, qtbot, strip):
        depth = strip.sizeHint().height()
        assert strip.jobs() == ()
        strip.show_job(1, "Importing", 0, 0, "")
        strip.show_job(2, "Exporting", 0, 0, "")
        strip.show_job(3, "Backing up", 0, 0, "")
        assert strip.jobs() == (1, 2, 3)
        assert seen(strip) == ["Importing"]
        assert strip.sizeHint().height() == depth
        strip.end_job(1)
        assert seen(strip) == ["Exporting"]
        assert strip.sizeHint().height() == depth
        strip.end_job(2)
        strip.end_job(3)
        assert strip.jobs() == ()
        assert strip.sizeHint().height() == depth
        strip.end_job(3)  # ended twice is no trouble

    def test_all_that_runs_is_shown_when_it_is_wanted(self, qtbot, strip):
        for number, name in enumerate(("Importing", "Exporting", "Backing up")):
            strip.show_job(number, name, 0, 0, "")
        more = next(each for each in strip.findChildren(QPushButton) if each.text() == "2 more")
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
        assert sorted(seen(strip)) == ["Backing up", "Exporting", "Importing"]
        strip.end_job(0)
        assert more.text() == "1 more"
        qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
        assert seen(strip) == ["Exporting"]
        strip.end_job(1)
        assert more.isHidden()

    def test_counts_give_way_to_a_job_in_a_narrow_window(self, qtbot, ground, strip):
        strip.standing.show_standing(Standing(12, 12))
        counts = next(each for each in strip.findChildren(QLabel) if each.text() == strip.standing.words())
        ground.resize(720, 600)
        qtbot.waitUntil(lambda: strip.width() == ground.contentsRect().width() or strip.width() < 760)
        assert counts.isVisible()
        strip.show_job(1, "Importing", 1204, 10000, "a/b.txt")
        assert not counts.isVisible()
        strip.end_job(1)
        assert counts.isVisible()

    def test_says_how_far_a_job_is(self, strip):
        strip.show_job(1, "Importing", 1204, 10000, "a/b.txt")
        shown = [each.text() for each in strip.findChildren(QLabel)]
        assert "Importing" in shown
        assert "1,204 of 10,000" in shown
        bar = strip.findChild(QProgressBar)
        assert bar.value() / bar.maximum() == pytest.approx(0.12)
        assert strip.findChild(ElidedLine).text() == "a/b.txt"

    def test_is_busy_while_the_end_is_not_known(self, strip):
        strip.show_job(1, "Importing", 12, 0, "")
        bar = strip.findChild(QProgressBar)
        assert (bar.minimum(), bar.maximum()) == (0, 0)
        strip.show_job(1, "Importing", 20, 40, "")
        assert strip.jobs() == (1,)
        assert bar.value() / bar.maximum() == pytest.approx(0.5)

    def test_more_done_than_thought_is_a_full_bar(self, strip):
        strip.show_job(1, "Importing", 50, 40, "")
        bar = strip.findChild(QProgressBar)
        assert bar.value() == bar.maximum()

    def test_cancel_names_its_job_and_is_pressed_once(self, qtbot, strip):
        strip.show_job(1, "Importing", 0, 0, "")
        strip.show_job(7, "Exporting", 0, 0, "")
        spy = QSignalSpy(strip.cancel_asked)
        cancel = next(
            each for each in strip.findChildren(QPushButton) if each.accessibleName() == "Cancel: Exporting"
        )
        cancel.setFocus()
        qtbot.keyClick(cancel, Qt.Key.Key_Return)
        qtbot.keyClick(cancel, Qt.Key.Key_Return)
        assert [spy.at(place)[0] for place in range(spy.count())] == [7]
        assert not cancel.isEnabled()

    def test_a_job_that_may_rest_is_paused_and_goes_on_by_keyboard(self, qtbot, strip):
        strip.show_job(3, "Importing", 5, 0, "", pausable=True)
        strip.show_job(4, "Backing up", 5, 10, "")
        spy = QSignalSpy(strip.pause_asked)
        (pause,) = [each for each in strip.findChildren(QToolButton) if not each.isHidden()]
        assert pause.accessibleName() == "Pause: Importing"
        pause.setFocus()
        qtbot.keyClick(pause, Qt.Key.Key_Return)
        assert pause.accessibleName() == "Go on: Importing"
        bar = strip.findChild(QProgressBar)
        assert bar.maximum() > 0, "nothing moves while it rests"
        strip.show_job(3, "Importing", 7, 10, "", pausable=True)
        assert "Paused · 7 of 10" in [each.text() for each in strip.findChildren(QLabel)]
        qtbot.keyClick(pause, Qt.Key.Key_Space)
        assert "7 of 10" in [each.text() for each in strip.findChildren(QLabel)]
        assert [tuple(spy.at(place)) for place in range(spy.count())] == [(3, True), (3, False)]


class TestToasts:
    def test_a_message_stands_at_the_foot_in_the_middle(self, ground, toasts):
        toasts.show_message("Moved to the bin", "Undo", "undo")
        assert toasts.isVisible()
        assert abs(toasts.geometry().center().x() - ground.width() // 2) <= 1
        assert 0 < ground.height() - toasts.geometry().bottom() < 40
        ground.resize(700, 500)
        assert abs(toasts.geometry().center().x() - 350) <= 1

    def test_the_action_tells_its_key_and_the_message_goes(self, qtbot, toasts):
        spy = QSignalSpy(toasts.action_asked)
        toasts.show_message("Moved to the bin", "Undo", "undo")
        qtbot.mouseClick(toasts.findChild(QPushButton), Qt.MouseButton.LeftButton)
        assert [spy.at(place)[0] for place in range(spy.count())] == ["undo"]
        assert not toasts.isVisible()

    def test_a_newer_message_takes_the_place(self, toasts):
        toasts.show_message("Moved to the bin", "Undo", "undo")
        toasts.show_message("Written")
        assert toasts.message() == "Written"
        assert not toasts.findChild(QPushButton).isVisible()

    def test_it_goes_by_itself(self, qtbot, toasts):
        toasts.show_message("Written")
        assert toasts._stay.isActive()
        assert toasts._stay.interval() == STAYS
        toasts._stay.start(1)
        qtbot.waitUntil(lambda: not toasts.isVisible(), timeout=5000)

    def test_it_stays_while_it_is_pointed_at(self, toasts):
        toasts.show_message("Written")
        here = QPointF(5, 5)
        QApplication.sendEvent(toasts, QEnterEvent(here, here, here))
        assert not toasts._stay.isActive()
        QApplication.sendEvent(toasts, QEvent(QEvent.Type.Leave))
        assert toasts._stay.isActive()

    def test_it_stays_while_its_button_has_the_focus(self, qtbot, toasts):
        toasts.show_message("Moved to the bin", "Undo", "undo")
        button = toasts.findChild(QPushButton)
        button.setFocus()
        assert not toasts._stay.isActive()
        button.clearFocus()
        assert toasts._stay.isActive()
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Escape)
        assert not toasts.isVisible()

    def test_it_goes_without_moving(self, qtbot, toasts):
        toasts.show_message("First")
        toasts._end()
        assert not toasts.isVisible()  # whoever asked the system for less motion gets none here
        assert toasts.graphicsEffect() is None
        toasts.show_message("Second")
        assert toasts.message() == "Second"

    def test_a_long_message_stays_inside_the_window(self, ground, toasts):
        toasts.show_message("word " * 100)
        assert ground.rect().contains(toasts.geometry())
        assert not [each for each in toasts.findChildren(QLabel) if each.width() > toasts.width()]
