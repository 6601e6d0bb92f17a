"""Saved searches as rows: names, order, and what is new to them."""

import pytest

from reader.model.change import EditKind, EditMark
from reader.model.errors import Trouble
from reader.store import changes
from reader.store.files.database import Database
from reader.store.user import edits, saved_searches

LATER = "2025-11-07T09:00:00.000+00:00"


def names(db: Database) -> list[str]:
    return [each.name for each in saved_searches.saved_searches(db)]


@pytest.fixture
def three(db: Database) -> Database:
    for name in ("moon", "rates", "storms"):
        with edits.edit(db, EditMark(EditKind.SEARCH, name), now=LATER):
            saved_searches.add(db, name, f"{name} OR more")
    return db


def test_they_stand_in_the_order_they_were_made_until_they_are_moved(three: Database):
    assert names(three) == ["moon", "rates", "storms"]
    storms = saved_searches.named(three, "STORMS")
    assert (storms.words, storms.read_to) == ("storms OR more", 0)
    for place, order in ((0, "storms moon rates"), (1, "moon storms rates"), (9, "moon rates storms")):
        saved_searches.move(three, storms.id, place)
        assert names(three) == order.split()


def test_two_cannot_have_one_name_whatever_its_capitals(three: Database, trouble_of):
    moon = saved_searches.named(three, "moon")
    assert trouble_of(saved_searches.add, three, "Moon", "x") == Trouble.SEARCH_EXISTS
    assert trouble_of(saved_searches.change, three, moon.id, "RATES", "x") == Trouble.SEARCH_EXISTS
    saved_searches.change(three, moon.id, "MOON", "x")
    assert names(three) == ["MOON", "rates", "storms"]


def test_what_is_not_there_is_said(db: Database, trouble_of):
    assert trouble_of(saved_searches.named, db, "moon") == Trouble.SEARCH_MISSING
    assert trouble_of(saved_searches.move, db, 1, 0) == Trouble.SEARCH_MISSING
    assert trouble_of(saved_searches.change, db, 1, "a", "b") == Trouble.SEARCH_MISSING
    assert trouble_of(saved_searches.remove, db, 1) == Trouble.SEARCH_MISSING


def test_looking_is_no_edit_and_outlives_deleting_and_undo(three: Database):
    before = len(edits.history(three))
    rates = saved_searches.named(three, "rates")
    assert saved_searches.look_at(three, rates.id, 7)
    assert not saved_searches.look_at(three, rates.id, 5)
    assert len(edits.history(three)) == before
    with edits.edit(three, EditMark(EditKind.SEARCH_REMOVE), now=LATER):
        saved_searches.remove(three, rates.id)
    assert names(three) == ["moon", "storms"]
    done = edits.undo(three, now=LATER)
    assert done is not None
    assert (done[1].searches, done[1].articles, done[1].lists) == (True, frozenset(), False)
    assert saved_searches.saved_search(three, rates.id).read_to == 7
    assert names(three) == ["moon", "rates", "storms"]


def test_undo_of_a_new_one_does_not_mind_that_it_was_looked_at(three: Database):
    saved_searches.look_at(three, saved_searches.named(three, "storms").id, 9)
    edits.undo(three, now=LATER)
    assert names(three) == ["moon", "rates"]
    edits.redo(three, now=LATER)
    assert saved_searches.named(three, "storms").read_to == 9


def test_new_articles_and_new_texts_are_news_and_what_the_user_does_is_not(shop):
    old, other = shop.add(place="1.txt"), shop.add(place="2.txt")
    seen = changes.latest(shop.db)
    shop.mark(old, 0, 5, note="a note", tags=("t",))
    shop.star(other)
    assert changes.new_among(shop.db, [old, other], seen) == set()
    shop.renew(other, shop.draft("Another text"))
    third = shop.add(place="3.txt")
    assert changes.new_among(shop.db, [old, other, third], seen) == {other, third}
    numbers, articles = changes.new_articles(shop.db, seen)
    assert (list(articles), sorted(numbers)) == ([other, third], list(numbers))
    shop.db.close()
