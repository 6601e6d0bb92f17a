"""One same change of many articles: one record, undone and done again row-equal, whatever came since."""

import json
from collections.abc import Callable

import pytest

from reader.model.change import EditKind
from reader.model.errors import Trouble
from reader.model.ids import ArticleId
from reader.store import articles
from reader.store.user import edits, states, steps, tags

LATER = "2025-11-07T08:44:30.000+00:00"


@pytest.fixture
def ids(shop) -> list[ArticleId]:
    """Give enough articles for a step; some have what the others are about to get."""
    batch = shop.batch()
    made = [shop.add(shop.draft(f"Title {n}"), batch=batch, place=f"{n}.txt") for n in range(steps.MANY + 20)]
    states.set_starred(shop.db, made[:7], True)
    states.set_unread(shop.db, made[3:9], False)
    states.set_archived(shop.db, made[5:11], True)
    states.move_to_bin(shop.db, made[:4], "2024-01-01")
    states.move_to_bin(shop.db, made[4:6], "2024-02-02")
    tags.tag_articles(shop.db, made[2:12], "war")
    return made


CHANGES: dict[str, Callable] = {
    "star": lambda db, ids: states.set_starred(db, ids, True),
    "take stars away": lambda db, ids: states.set_starred(db, ids, False),
    "unread": lambda db, ids: states.set_unread(db, ids, True),
    "read": lambda db, ids: states.set_unread(db, ids, False),
    "archive": lambda db, ids: states.set_archived(db, ids, True),
    "bin": lambda db, ids: states.move_to_bin(db, ids, LATER),
    "restore": lambda db, ids: states.restore(db, ids),
    "tag": lambda db, ids: tags.tag_articles(db, ids, "war"),
    "untag": lambda db, ids: tags.untag_articles(db, ids, "War"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_step_does_what_many_rows_would_and_is_undone_and_done_again_row_equal(shop, ids, change):
    before = shop.dump()
    change(shop.db, ids)  # outside of an edit
    wanted = shop.dump()
    assert wanted != before
    for row in before["articles"]:
        columns = [each["name"] for each in shop.db.rows("SELECT name FROM pragma_table_info('articles')")]
        sql = ", ".join(f'"{name}" = ?' for name in columns)
        shop.db.run(f"UPDATE articles SET {sql} WHERE id = ?", (*row, row[columns.index("id")]))
    shop.db.run("DELETE FROM article_tags")
    tags.tag_articles(shop.db, ids[2:12], "war")
    assert shop.dump() == before

    with shop.edit(EditKind.STAR):
        change(shop.db, ids)
    assert shop.dump() == wanted
    assert not shop.db.rows("SELECT 1 FROM edit_rows")
    assert len(shop.db.rows("SELECT 1 FROM edit_steps")) in (
        1,
        2,
    )  # one for each time they were put into the bin
    for _ in range(2):
        done = edits.undo(shop.db, now=LATER)
        assert shop.dump() == before
        again = edits.redo(shop.db, now=LATER)
        assert shop.dump() == wanted
        assert done is not None
        assert again is not None
        touched = {
            ArticleId(n)
            for row in shop.db.rows("SELECT articles FROM edit_steps")
            for n in json.loads(row[0])
        }
        assert done[1].articles == again[1].articles == touched
        assert done[1].lists


def test_nothing_is_left_of_a_step_that_changes_nothing(shop, ids):
    tags.tag_articles(shop.db, ids, "war")
    with shop.edit(EditKind.ARTICLE_TAG):
        tags.tag_articles(shop.db, ids, "war")
        tags.untag_articles(shop.db, ids, "unheard of")
    with shop.edit(EditKind.UNREAD):
        states.set_unread(shop.db, ids, True)
    assert [each.mark.kind for each in edits.history(shop.db)] == [EditKind.UNREAD]


def test_what_was_brought_back_by_other_means_does_not_stop_the_undo(shop, ids):
    with shop.edit(EditKind.UNREAD):
        states.set_unread(shop.db, ids, False)
    with shop.edit(EditKind.UNREAD):
        states.set_unread(shop.db, ids, True)
    articles.mark_read(shop.db, ids[0])
    edits.undo(shop.db, now=LATER)
    assert not shop.db.rows("SELECT 1 FROM articles WHERE unread = 1")


def test_what_was_put_elsewhere_since_stops_the_undo_and_nothing_is_altered(shop, ids, trouble_of):
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, ids, LATER)
    shop.db.run("UPDATE articles SET binned = '2030-01-01' WHERE id = ?", (ids[50],))
    before = shop.dump()
    assert trouble_of(edits.undo, shop.db, now=LATER) is Trouble.UNDO_CHANGED
    assert shop.dump() == before


def test_articles_deleted_for_good_are_left_out_of_the_undo(shop, ids):
    with shop.edit(EditKind.STAR):
        states.set_starred(shop.db, ids, True)
    assert articles.purge(shop.db, ids[:6]) == 6  # those in the bin
    edits.undo(shop.db, now=LATER)
    assert shop.db.numbers("SELECT id FROM articles WHERE starred = 1").tolist() == [ids[6]]
    states.move_to_bin(shop.db, ids, LATER)
    articles.purge(shop.db, ids)
    assert edits.state(shop.db).redo is None
    assert not shop.db.rows("SELECT 1 FROM edit_steps")


def test_several_tags_given_and_taken_are_taken_back_together(shop, ids):
    before = shop.dump()
    with shop.edit(EditKind.ARTICLE_TAG):
        tags.tag_articles(shop.db, ids, "trade")
        tags.tag_articles(shop.db, ids, "weather")
        tags.untag_articles(shop.db, ids, "trade")
        tags.untag_articles(shop.db, ids, "war")
    after = shop.dump()
    edits.undo(shop.db, now=LATER)
    assert shop.dump() == before
    edits.redo(shop.db, now=LATER)
    assert shop.dump() == after


def test_the_log_goes_on_after_a_step(shop, ids):
    with shop.edit(EditKind.STAR):
        states.set_starred(shop.db, ids, True)
        before = shop.dump()
        states.set_unread(shop.db, ids[:2], False)
    edits.undo(shop.db, now=LATER)
    assert shop.dump() != before
    assert edits.state(shop.db).undo is None
