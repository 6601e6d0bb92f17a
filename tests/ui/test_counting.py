"""Saved searches counted in the gaps of everything else, on a real library."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES, catch_up
from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.ids import SearchId
from reader.model.query import Query
from reader.model.saved_search import SavedSearch
from reader.ui.errands.counting import Counting

MANY = 50
PATIENCE = 60_000


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    (tmp_path / "rates.txt").write_text(RATES, "utf-8")
    Library.create(tmp_path / "library")
    library = Library.open(tmp_path / "library", writable=True)
    library.import_files([str(tmp_path / "moon.txt"), str(tmp_path / "rates.txt")], "news", [])
    catch_up(library)
    for number in range(MANY):
        library.save_search(f"number {number}", "lander OR rates", 0)
    library.close()
    made = Desk(tmp_path / "library")
    yield made
    assert made.close()


@pytest.fixture
def parent() -> QObject:
    return QObject()


def known(qtbot: QtBot, desk: Desk) -> tuple[SavedSearch, ...]:
    got: list[tuple[SavedSearch, ...]] = []
    desk.read(Library.saved_searches).then(got.append)
    qtbot.waitUntil(lambda: bool(got), timeout=PATIENCE)
    return got[0]


def rest(qtbot: QtBot, counting: Counting) -> None:
    qtbot.waitUntil(lambda: not counting.is_about_to_ask(), timeout=PATIENCE)


def test_each_is_counted_although_something_else_is_asked_all_the_time(qtbot, desk, parent):
    counting = Counting(desk, parent)
    counted = QSignalSpy(counting.counted)
    answered: list[object] = []
    searches = known(qtbot, desk)
    counting.take(searches)
    counting.counted.connect(lambda _: desk.latest(Library.search, Query("moon")).then(answered.append))
    rest(qtbot, counting)
    assert {counted.at(place)[0].id for place in range(counted.count())} == {each.id for each in searches}
    assert {counted.at(place)[0].articles for place in range(counted.count())} == {2}
    qtbot.waitUntil(lambda: bool(answered), timeout=PATIENCE)


def test_only_what_was_looked_at_is_counted_again_at_once(qtbot, desk, parent):
    counting = Counting(desk, parent)
    counting.take(known(qtbot, desk))
    rest(qtbot, counting)
    counted = QSignalSpy(counting.counted)
    desk.write(Library.look_at_search, SearchId(7), 99)
    qtbot.waitUntil(desk.is_settled, timeout=PATIENCE)
    counting.take(known(qtbot, desk))
    rest(qtbot, counting)
    assert [(counted.at(place)[0].id, counted.at(place)[0].new) for place in range(counted.count())] == [
        (7, 0)
    ]


def test_all_are_counted_again_after_an_edit_and_reasons_are_gathered(qtbot, desk, parent):
    counting = Counting(desk, parent)
    counting.take(known(qtbot, desk))
    rest(qtbot, counting)
    counted = QSignalSpy(counting.counted)
    for on in (True, False, True):
        desk.write(Library.set_starred, [1], on)
    qtbot.waitUntil(lambda: counted.count() > 0, timeout=PATIENCE)
    rest(qtbot, counting)
    assert MANY <= counted.count() <= 2 * MANY


def test_counting_rests_while_the_user_asks_for_something(qtbot, desk, parent):
    counting = Counting(desk, parent)
    counting.take(known(qtbot, desk))
    rest(qtbot, counting)
    qtbot.waitUntil(desk.is_settled, timeout=PATIENCE)
    counted = QSignalSpy(counting.counted)
    reworded = [replace(each, words="moon") for each in known(qtbot, desk)[:2]]
    counting.give_way()
    counting.take(reworded)
    assert (desk.is_settled(), counting.is_about_to_ask()) == (True, True)
    rest(qtbot, counting)
    assert counted.count() == 2


def test_another_day_is_a_reason_to_count_anew(qtbot, desk, parent):
    days = [date(2025, 11, 7)]
    counting = Counting(desk, parent, now=lambda: days[0])
    counting.take(known(qtbot, desk)[:3])
    rest(qtbot, counting)
    counted, changed = QSignalSpy(counting.counted), QSignalSpy(counting.day_changed)
    counting.look_at_day()
    assert (changed.count(), counting.is_about_to_ask()) == (0, False)
    days[0] = date(2025, 11, 8)
    counting.look_at_day()
    rest(qtbot, counting)
    assert (changed.count(), counted.count()) == (1, 3)


def test_one_that_is_deleted_meanwhile_is_passed_over(qtbot, desk, parent):
    counting = Counting(desk, parent)
    searches = known(qtbot, desk)
    desk.write(Library.remove_search, searches[1].id)
    qtbot.waitUntil(desk.is_settled, timeout=PATIENCE)
    counted, troubles = QSignalSpy(counting.counted), QSignalSpy(desk.troubled)
    counting.take(searches[:3])
    rest(qtbot, counting)
    assert (counted.count(), troubles.count()) == (2, 0)
