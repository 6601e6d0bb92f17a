"""Undo and redo: row-equal, by columns, over restarts, in spite of what happens beside them."""

import random
from collections.abc import Callable

import pytest

from reader.model.annotation import Anchor, AnchorState
from reader.model.article import TAG_COLOURS, Field
from reader.model.change import EditKind, EditMark, UndoState
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.store import articles
from reader.store.files.database import Database
from reader.store.user import annotations, edits, images, saved_searches, states, tags

LATER = "2025-11-07T08:44:30.000+00:00"
MUCH_LATER = "2025-11-07T08:46:00.000+00:00"


def random_edit(shop, dice: random.Random, ids: list[ArticleId], moment: str) -> None:
    """Make one edit of any kind; some of them change nothing."""
    marked = [HighlightId(number) for number in shop.db.numbers("SELECT id FROM highlights")]
    some = dice.sample(ids, dice.randint(1, 4))
    names = dice.sample(["war", "War", "trade", "weather", "äöü", "ÄÖÜ"], dice.randint(0, 3))
    start = dice.randint(0, 30)
    on_articles: list[tuple[EditKind, Callable[[], object]]] = [
        (EditKind.STAR, lambda: states.set_starred(shop.db, some, dice.random() < 0.6)),
        (EditKind.UNREAD, lambda: states.set_unread(shop.db, some, dice.random() < 0.5)),
        (EditKind.BIN, lambda: states.move_to_bin(shop.db, some, moment)),
        (EditKind.RESTORE, lambda: states.restore(shop.db, some)),
        (EditKind.ARTICLE_TAG, lambda: tags.set_article_tags(shop.db, some[0], names)),
        (EditKind.ARTICLE_TAG, lambda: tags.tag_articles(shop.db, some, "War")),
        (EditKind.ARTICLE_TAG, lambda: tags.untag_articles(shop.db, some, "trade")),
        (
            EditKind.CORRECT,
            lambda: states.correct(shop.db, some[0], dice.choice(list(Field)), dice.choice("abc ")),
        ),
    ]
    if not marked or dice.random() < 0.25:
        shop.mark(
            some[0],
            start,
            start + dice.randint(1, 30),
            note=dice.choice(["", "a 😀 note", "x\x00y"]),
            tags=tuple(names),
            now=moment,
        )
        return
    one = dice.choice(marked)
    on_highlights: list[tuple[EditKind, Callable[[], object]]] = [
        (
            EditKind.HIGHLIGHT_LABEL,
            lambda: annotations.set_label(shop.db, one, dice.randint(1, 8), now=moment),
        ),
        (
            EditKind.NOTE,
            lambda: annotations.set_note(shop.db, one, dice.choice(["", "b", "c" * 99]), now=moment),
        ),
        (EditKind.HIGHLIGHT_TAG, lambda: annotations.set_tags(shop.db, one, names, now=moment)),
        (EditKind.HIGHLIGHT_REMOVE, lambda: annotations.remove(shop.db, one)),
    ]
    kind, change = dice.choice(on_articles + on_highlights + on_searches(shop, dice) + on_tags(shop, dice))
    with edits.edit(shop.db, EditMark(kind, "any"), now=moment):
        change()


def on_searches(shop, dice: random.Random) -> list[tuple[EditKind, Callable[[], object]]]:
    """Give what may be done to saved searches; looking at one in between is no edit."""
    known = saved_searches.saved_searches(shop.db)
    name, words = f"search {dice.random()}", dice.choice(["moon", '"a b" OR c', "tag:x"])
    if not known:
        return [(EditKind.SEARCH, lambda: saved_searches.add(shop.db, name, words))]
    one = dice.choice(known).id
    saved_searches.look_at(shop.db, one, dice.randint(0, 99))
    return [
        (EditKind.SEARCH, lambda: saved_searches.add(shop.db, name, words)),
        (EditKind.SEARCH_CHANGE, lambda: saved_searches.change(shop.db, one, name, words)),
        (EditKind.SEARCH_MOVE, lambda: saved_searches.move(shop.db, one, dice.randint(0, 9))),
        (EditKind.SEARCH_REMOVE, lambda: saved_searches.remove(shop.db, one)),
    ]


def on_tags(shop, dice: random.Random) -> list[tuple[EditKind, Callable[[], object]]]:
    """Give what may be done to a tag that is in use, wherever it is."""
    used = [name for name, _, _ in shop.dump()["tags in use"]]
    if not used:
        return []
    one, other = dice.choice(used), dice.choice(used)
    free = [name for name in ("war", "trade", "weather", "äöü", "Nimbus") if tags.key_of(name) not in used]
    colour = dice.choice(TAG_COLOURS)
    return [
        (EditKind.TAG_RENAME, lambda: tags.rename(shop.db, one, dice.choice([*free, one.upper()]))),
        (EditKind.TAG_MERGE, lambda: tags.merge(shop.db, one, other)),
        (EditKind.TAG_COLOUR, lambda: tags.set_colour(shop.db, one, colour)),
        (EditKind.TAG_REMOVE, lambda: tags.remove(shop.db, one)),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_300_random_edits_are_undone_and_redone_row_equal(shop, seed: int):
    dice = random.Random(seed)
    ids = [shop.add(place=f"{number}.txt") for number in range(8)]
    states_of_library = [shop.dump()]
    counts_of_edits = [0]
    for number in range(300):
        random_edit(shop, dice, ids, f"2025-11-{1 + number // 24:02}T{number % 24:02}:00:00.000+00:00")
        made = len(edits.history(shop.db, 1000))
        if made > counts_of_edits[-1]:
            states_of_library.append(shop.dump())
            counts_of_edits.append(made)
        else:
            assert shop.dump() == states_of_library[-1], "an edit without an entry changed something"
    assert len(states_of_library) > 200
    for wanted in reversed(states_of_library[:-1]):
        assert edits.undo(shop.db, now=MUCH_LATER) is not None
        assert shop.dump() == wanted
    assert edits.undo(shop.db, now=MUCH_LATER) is None
    for wanted in states_of_library[1:]:
        assert edits.redo(shop.db, now=MUCH_LATER) is not None
        assert shop.dump() == wanted
    assert edits.redo(shop.db, now=MUCH_LATER) is None
    assert not shop.db.rows("PRAGMA foreign_key_check")
    counted = shop.db.rows(
        """SELECT id FROM articles AS a
           WHERE marks <> (SELECT count(*) FROM highlights WHERE article_id = a.id)"""
    )
    assert not counted


def test_edits_can_be_undone_after_a_restart(shop):
    article = shop.add()
    before = shop.dump()
    highlight = shop.mark(article, 0, 5, note="boils", tags=("physics",))
    after = shop.dump()
    shop.db.close()
    shop.db = Database.open(shop.db.folder, writable=True)
    assert edits.state(shop.db) == UndoState(undo=EditMark(EditKind.HIGHLIGHT, "Water"))
    done = edits.undo(shop.db, now=LATER)
    assert done == (
        EditMark(EditKind.HIGHLIGHT, "Water"),
        edits.Touched(frozenset({article}), lists=True, words=True),
    )
    assert shop.dump() == before
    assert edits.state(shop.db) == UndoState(redo=EditMark(EditKind.HIGHLIGHT, "Water"))
    shop.db.close()
    shop.db = Database.open(shop.db.folder, writable=True)
    edits.redo(shop.db, now=LATER)
    assert shop.dump() == after
    assert annotations.highlight(shop.db, highlight).tags == ("physics",)
    shop.db.close()


def test_a_new_edit_ends_what_could_be_redone_and_the_history_keeps_it(shop):
    article = shop.add()
    shop.star(article)
    edits.undo(shop.db, now=LATER)
    shop.mark(article, 0, 5)
    assert edits.redo(shop.db, now=LATER) is None
    assert edits.state(shop.db).redo is None
    assert [(each.mark.kind, each.standing) for each in edits.history(shop.db)] == [
        (EditKind.HIGHLIGHT, "done"),
        (EditKind.STAR, "past"),
    ]
    edits.undo(shop.db, now=LATER)
    assert edits.undo(shop.db, now=LATER) is None


def test_an_edit_that_changes_nothing_leaves_no_entry_and_keeps_redo(shop):
    article = shop.add()
    shop.star(article)
    edits.undo(shop.db, now=LATER)
    shop.star(article, on=False)
    with shop.edit(EditKind.STAR):
        states.set_starred(shop.db, [article], True)
        states.set_starred(shop.db, [article], False)
    assert len(edits.history(shop.db)) == 1
    assert edits.redo(shop.db, now=LATER) is not None


def test_an_edit_that_fails_leaves_nothing(shop):
    article = shop.add()
    before = shop.dump()

    def failing() -> None:
        with shop.edit(EditKind.STAR):
            states.set_starred(shop.db, [article], True)
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError):
        failing()
    assert shop.dump() == before
    assert edits.history(shop.db) == []
    shop.star(article)
    assert len(edits.history(shop.db)) == 1


def test_importing_reading_and_scrolling_are_no_edits(shop):
    article = shop.add()
    shop.renew(article, shop.draft("New title"))
    articles.mark_read(shop.db, article)
    articles.save_position(shop.db, article, 12)
    tags.tag_articles(shop.db, [article], "from the batch")
    assert edits.history(shop.db) == []
    assert not shop.db.rows("SELECT 1 FROM edit_rows")


# Only the columns an edit changed count


def test_a_star_is_undone_though_the_article_was_read_and_renewed_since(shop):
    article = shop.add()
    shop.star(article)
    articles.mark_read(shop.db, article)
    articles.save_position(shop.db, article, 9)
    shop.renew(article, shop.draft("A new title"))
    edits.undo(shop.db, now=LATER)
    opened = articles.article(shop.db, article)
    assert (opened.starred, opened.unread, opened.position, opened.title) == (False, False, 9, "A new title")


def test_marking_as_unread_is_undone_though_the_article_was_read_since(shop):
    article = shop.add()
    articles.mark_read(shop.db, article)
    with shop.edit(EditKind.UNREAD):
        states.set_unread(shop.db, [article], True)
    articles.mark_read(shop.db, article)
    assert edits.undo(shop.db, now=LATER) is not None
    assert not articles.article(shop.db, article).unread
    assert edits.undo(shop.db, now=LATER) is None


def test_what_was_changed_since_is_said_and_nothing_is_altered(shop, trouble_of):
    article = shop.add()
    highlight = shop.mark(article, 0, 5)
    with shop.edit(EditKind.HIGHLIGHT_LABEL):
        annotations.set_label(shop.db, highlight, 2, now=LATER)
        states.set_starred(shop.db, [article], True)
    shop.db.run("UPDATE highlights SET label = 3")
    before = shop.dump()
    state = edits.state(shop.db)
    assert trouble_of(edits.undo, shop.db, now=LATER) == "undo-changed"
    assert (shop.dump(), edits.state(shop.db)) == (before, state)
    shop.db.run("UPDATE highlights SET label = 2")
    assert edits.undo(shop.db, now=LATER) is not None


def test_what_hangs_on_a_highlight_and_was_changed_since_is_not_swept_away_with_it(shop, trouble_of):
    shop.mark(shop.add(), 0, 5, note="n")
    shop.db.run("UPDATE notes SET body = 'changed by other means'")
    before = shop.dump()
    assert trouble_of(edits.undo, shop.db, now=LATER) == "undo-changed"
    assert shop.dump() == before


def test_a_deleted_row_is_said_too(shop, trouble_of):
    article = shop.add()
    highlight = shop.mark(article, 0, 5)
    with shop.edit(EditKind.HIGHLIGHT_LABEL):
        annotations.set_label(shop.db, highlight, 2, now=LATER)
    shop.db.run("DELETE FROM highlights")
    assert trouble_of(edits.undo, shop.db, now=LATER) == "undo-changed"


def test_a_correction_is_undone_to_what_the_file_says_now(shop):
    article = shop.add()
    with shop.edit(EditKind.CORRECT):
        states.correct(shop.db, article, Field.TITLE, "My title")
    shop.renew(article, shop.draft("The file's new title"))
    assert articles.title(shop.db, article) == "My title"
    done = edits.undo(shop.db, now=LATER)
    assert done is not None
    assert done[1].words
    assert articles.title(shop.db, article) == "The file's new title"
    edits.redo(shop.db, now=LATER)
    assert articles.title(shop.db, article) == "My title"


# Highlights and what hangs on them


def test_a_removal_is_undone_with_the_place_in_a_version_that_came_before_it(shop):
    article = shop.add()
    highlight = shop.mark(article, 0, 5, note="n", tags=("t",))
    version = shop.renew(article, shop.draft("Indeed water boils"))
    anchor = Anchor(7, 12, AnchorState.CHANGED, 0.9)
    annotations.place(shop.db, highlight, VersionId(version), anchor, now=LATER)
    before, known = shop.dump(), annotations.highlight(shop.db, highlight)
    with shop.edit(EditKind.HIGHLIGHT_REMOVE):
        annotations.remove(shop.db, highlight)
    assert articles.article(shop.db, article).highlights == ()
    edits.undo(shop.db, now=LATER)
    assert shop.dump() == before
    assert annotations.highlight(shop.db, highlight) == known
    assert (known.start, known.end, known.state) == (7, 12, AnchorState.CHANGED)


def test_a_new_tag_stays_when_its_first_use_is_undone_and_others_keep_it(shop):
    first, second = shop.add(place="1.txt"), shop.add(place="2.txt")
    with shop.edit(EditKind.ARTICLE_TAG):
        tags.set_article_tags(shop.db, first, ["trade"])
    tags.tag_articles(shop.db, [second], "trade")
    edits.undo(shop.db, now=LATER)
    assert articles.article(shop.db, first).tags == ()
    assert [tag.name for tag in articles.article(shop.db, second).tags] == ["trade"]


def test_a_highlights_number_is_never_given_again(shop):
    article = shop.add()
    first = shop.mark(article, 0, 5)
    edits.undo(shop.db, now=LATER)
    assert shop.mark(article, 0, 5) > first


# Notes fold


def test_saves_of_one_note_are_one_edit(shop):
    highlight = shop.mark(shop.add(), 0, 5)
    before = shop.dump()
    for note in ("w", "wa", "water"):
        shop.note(highlight, note)
    shop.note(highlight, "water boils", now=LATER)
    assert [each.mark.kind for each in edits.history(shop.db)] == [EditKind.NOTE, EditKind.HIGHLIGHT]
    edits.undo(shop.db, now=LATER)
    assert shop.dump() == before
    edits.redo(shop.db, now=LATER)
    assert annotations.highlight(shop.db, highlight).note == "water boils"


def test_a_note_typed_and_emptied_at_once_leaves_no_edit(shop):
    highlight = shop.mark(shop.add(), 0, 5)
    before = shop.dump()
    shop.note(highlight, "w")
    shop.note(highlight, "", now=LATER)
    assert shop.dump() == before
    assert not shop.db.rows("SELECT 1 FROM edit_rows WHERE edit_id NOT IN (SELECT id FROM edits)")
    assert [each.mark.kind for each in edits.history(shop.db)] == [EditKind.HIGHLIGHT]


@pytest.mark.parametrize("between", ["pause", "another highlight", "another edit", "undone edit"])
def test_saves_apart_from_each_other_do_not_fold(shop, between: str):
    article = shop.add()
    highlight, other = shop.mark(article, 0, 5), shop.mark(article, 6, 9)
    shop.note(highlight, "first")
    if between == "another highlight":
        shop.note(other, "other")
    if between == "another edit":
        shop.star(article)
    if between == "undone edit":
        shop.star(article)
        edits.undo(shop.db, now=LATER)
    shop.note(highlight, "second", now=MUCH_LATER if between == "pause" else LATER)
    edits.undo(shop.db, now=MUCH_LATER)
    assert annotations.highlight(shop.db, highlight).note == "first"


def test_an_edit_that_did_more_than_write_a_note_does_not_fold(shop):
    article = shop.add()
    highlight, other = shop.mark(article, 0, 5), shop.mark(article, 6, 9)
    for each in (highlight, other):
        with shop.edit(EditKind.NOTE):
            annotations.set_note(shop.db, each, "n", now=LATER)
            annotations.set_tags(shop.db, each, ["t"], now=LATER)
    edits.undo(shop.db, now=LATER)
    assert annotations.highlight(shop.db, highlight).note == "n"
    assert annotations.highlight(shop.db, other).note == ""


# Every table that is logged is logged whole


def test_the_images_name_every_column_the_user_can_change(shop):
    derived = {
        "articles": {
            "current_version",
            "batch_id",
            "added",
            "title",
            "source",
            "author",
            "published",
            "position",
            "marks",
        }
    }
    for table, place in images.PLACES.items():
        columns = {row["name"] for row in shop.db.rows(f"PRAGMA table_info({table})")}
        assert set(place.names()) == columns - derived.get(table, set()), table


def test_a_bulk_edit_is_one_edit(shop):
    batch = shop.batch()
    with shop.db.transaction():
        ids = [shop.add(batch=batch, place=f"{number}.txt") for number in range(500)]
    shop.star(*ids)
    done = edits.undo(shop.db, now=LATER)
    assert done is not None
    assert done[1].articles == frozenset(ids)
    assert not shop.db.rows("SELECT 1 FROM articles WHERE starred = 1")


def test_a_bulk_edit_is_undone_where_some_of_it_was_undone_by_other_means(shop):
    ids = [shop.add(place=f"{number}.txt") for number in range(5)]
    for article in ids[:4]:
        articles.mark_read(shop.db, article)
    with shop.edit(EditKind.UNREAD):
        states.set_unread(shop.db, ids, True)
    articles.mark_read(shop.db, ids[0])
    articles.mark_read(shop.db, ids[4])  # was unread before the edit, so the edit did not touch it
    edits.undo(shop.db, now=LATER)
    assert not any(articles.article(shop.db, article).unread for article in ids)


def test_a_bulk_edit_of_which_one_row_was_changed_since_is_not_undone_at_all(shop, trouble_of):
    ids = [shop.add(place=f"{number}.txt") for number in range(5)]
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, ids, shop.now)
    shop.db.run("UPDATE articles SET binned = ? WHERE id = ?", (LATER, ids[2]))
    before = shop.dump()
    assert trouble_of(edits.undo, shop.db, now=LATER) == "undo-changed"
    assert shop.dump() == before
