"""A note is saved soon after the last key, and never later than a second after the first."""

from time import monotonic

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy

from reader.ui.side.saving import LIMIT, REST, NoteSaving


@pytest.fixture
def saving(qapp) -> NoteSaving:
    return NoteSaving("old")


def test_nothing_is_saved_without_a_change(saving):
    spy = QSignalSpy(saving.save_asked)
    saving.touch("old")
    saving.save()
    saving.flush()
    assert spy.count() == 0


def test_saves_when_the_keys_rest(qtbot, saving):
    begun = monotonic()
    with qtbot.waitSignal(saving.save_asked, timeout=5000) as blocker:
        saving.touch("new")
    assert blocker.args == ["new"]
    assert monotonic() - begun >= REST / 1000 - 0.05


def test_saves_within_the_limit_while_keys_go_on(qtbot, saving):
    typed: list[str] = []
    keys = QTimer(saving)
    keys.setInterval(50)
    keys.timeout.connect(lambda: (typed.append("x"), saving.touch("".join(typed))))
    begun = monotonic()
    with qtbot.waitSignal(saving.save_asked, timeout=10000):
        keys.start()
    keys.stop()
    took = monotonic() - begun
    assert took >= LIMIT / 1000 - 0.05
    assert len(typed) > 3  # it did not wait for the keys to rest


def test_typing_back_to_what_is_saved_saves_nothing(qtbot, saving):
    spy = QSignalSpy(saving.save_asked)
    saving.touch("older")
    saving.touch("old")
    assert not saving.unsaved
    qtbot.wait(REST + LIMIT // 4)
    assert spy.count() == 0


def test_flush_saves_at_once_and_once(saving):
    spy = QSignalSpy(saving.save_asked)
    saving.touch("new")
    saving.flush()
    saving.flush()
    assert [spy.at(place)[0] for place in range(spy.count())] == ["new"]


def test_discard_saves_nothing(saving):
    spy = QSignalSpy(saving.save_asked)
    saving.touch("new")
    saving.discard()
    saving.flush()
    assert spy.count() == 0


class TestTextToldBack:
    def test_own_text_is_no_news_and_counts_as_stored(self, saving):
        spy = QSignalSpy(saving.stored)
        saving.touch("new")
        saving.save()
        assert spy.count() == 0
        assert not saving.settle("new")
        assert spy.count() == 1

    def test_text_typed_since_wins(self, saving):
        stored = QSignalSpy(saving.stored)
        saving.touch("new")
        saving.save()
        saving.touch("newer")
        assert not saving.settle("new")
        assert not saving.settle("from elsewhere")
        assert stored.count() == 0

    def test_old_text_on_its_way_does_not_come_back(self, saving):
        saving.touch("new")
        saving.save()
        assert not saving.settle("old")

    def test_old_text_comes_back_after_an_undo(self, saving):
        saving.touch("new")
        saving.flush()
        assert saving.settle("old")
        assert not saving.unsaved

    def test_text_from_elsewhere_is_shown(self, saving):
        assert saving.settle("from elsewhere")
        assert not saving.settle("from elsewhere")
