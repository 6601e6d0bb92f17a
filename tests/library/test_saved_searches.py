"""Saved searches through the whole engine: counts that follow the library, and what is new."""

from datetime import date
from pathlib import Path
from shutil import rmtree

import pytest

from newsroom import RATES, catch_up
from reader.library.library import Library
from reader.library.search.searching import Finder
from reader.model.change import EditKind
from reader.model.errors import ReaderError, Trouble
from reader.model.query import Query, Shelf, all_words
from reader.model.saved_search import Look, SavedSearch, proposed_name
from reader.store.files.database import Database


def save(library: Library, words: str, name: str = "") -> SavedSearch:
    made = library.save_search(name or words, words, library.search(Query(words)).read_to)
    assert made.search is not None
    return library.saved_search(name or words)


def count(library: Library, search: SavedSearch) -> tuple[int, int]:
    counted = library.count_search(search.id)
    return counted.articles, counted.new


def bring(library: Library, files: Path, name: str, text: str) -> None:
    (files / name).write_text(text, "utf-8")
    library.import_files([str(files / name)], "news", [])


def test_a_new_one_has_its_count_and_nothing_new(filled: Library):
    assert count(filled, save(filled, "lander OR rates")) == (2, 0)
    assert count(filled, save(filled, "nowhereatall")) == (0, 0)
    assert count(filled, save(filled, "tag:space")) == (2, 0)


def test_what_comes_in_is_new_until_it_was_looked_at(filled: Library, files: Path):
    search, other = save(filled, "rates"), save(filled, "lander")
    bring(filled, files, "more.txt", RATES.replace("lowers", "raises").replace("2024-06-06", "2025-06-06"))
    assert count(filled, search) == (1, 0)  # stored, not searchable yet
    catch_up(filled)
    assert count(filled, search) == (2, 1)
    assert count(filled, other) == (1, 0)
    found = filled.search(Query(search.words))
    assert filled.look_at_search(search.id, found.read_to).searches
    assert count(filled, search) == (2, 0)


def test_what_was_stored_but_not_shown_is_new_afterwards(filled: Library, files: Path):
    search = save(filled, "rates")
    bring(filled, files, "more.txt", RATES.replace("lowers", "raises").replace("2024-06-06", "2025-06-06"))
    filled.look_at_search(search.id, filled.search(Query("rates")).read_to)  # the index is behind
    catch_up(filled)
    assert count(filled, search) == (2, 1)


def test_a_new_text_is_new_and_edits_of_the_user_are_not(filled: Library, files: Path):
    search = save(filled, "lander OR tag:war")
    rates = next(row.id for row in filled.search(Query("rates")).rows)
    filled.set_article_tags(rates, ["war"])
    catch_up(filled)
    assert count(filled, search) == (2, 0)
    moon = files / "moon.txt"
    moon.write_text(moon.read_text("utf-8") + "\nThe lander fell asleep.\n", "utf-8")
    filled.import_files([str(files)], "news", [])
    catch_up(filled)
    assert count(filled, search) == (2, 1)


def test_rows_say_whether_they_are_new(filled: Library, files: Path):
    search = save(filled, "rates OR lander")
    bring(filled, files, "more.txt", RATES.replace("lowers", "raises").replace("2024-06-06", "2025-06-06"))
    catch_up(filled)
    query = Query(search.words, look=Look(search.id, search.read_to))
    assert {row.title: row.new for row in filled.search(query).rows} == {
        "Central bank raises its rates": True,
        "Central bank lowers its rates": False,
        "A lander touches down near the Moon's south pole": False,
    }
    assert not any(row.new for row in filled.search(Query(search.words)).rows)


def test_the_bin_is_left_out_and_what_comes_back_is_no_news(filled: Library):
    search = save(filled, "rates")
    ids = [row.id for row in filled.search(Query("rates")).rows]
    filled.move_to_bin(ids)
    assert count(filled, search) == (0, 0)
    filled.restore(ids)
    assert count(filled, search) == (1, 0)


def test_without_an_index_words_are_not_counted_and_nothing_counts_as_looked_at(filled: Library):
    search, unread = save(filled, "rates"), save(filled, "is:unread")
    rmtree(filled.folder / "index")
    with pytest.raises(ReaderError) as refused:
        filled.count_search(search.id)
    assert refused.value.code is Trouble.INDEX_DAMAGED
    assert count(filled, unread) == (2, 0)  # which needs no words
    found = filled.search(Query("rates"))
    assert (found.partial, found.read_to) == (True, 0)
    assert not filled.look_at_search(search.id, found.read_to).searches


def test_relative_days_are_counted_from_the_day_it_is(filled: Library):
    days = [date(2024, 6, 6)]
    db = Database.open(filled.folder, writable=False)
    finder = Finder(db, lambda: False, today=lambda: days[0])
    search = SavedSearch(save(filled, "date:today").id, "today", "date:today")
    assert finder.count(search).articles == 1
    days[0] = date(2024, 6, 7)
    assert finder.count(search).articles == 0
    finder.close()
    db.close()


def test_every_change_is_one_edit_that_can_be_undone(filled: Library):
    moon, rates = save(filled, "lander", "moon"), save(filled, "rates")
    before = filled.saved_searches()
    for changes, kind in (
        (filled.change_search(moon.id, "The Moon", "lander OR moon"), EditKind.SEARCH_CHANGE),
        (filled.move_search(rates.id, 0), EditKind.SEARCH_MOVE),
        (filled.remove_search(moon.id), EditKind.SEARCH_REMOVE),
    ):
        assert changes.done is not None
        assert (changes.done.kind, changes.searches, changes.undo.undo) == (kind, True, changes.done)
    assert [each.name for each in filled.saved_searches()] == ["rates"]
    for _ in range(3):
        assert filled.undo().searches
    assert filled.saved_searches() == before


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("", "lander", Trouble.SEARCH_NAME_INVALID),
        ("a\x07b", "lander", Trouble.SEARCH_NAME_INVALID),
        ("x" * 101, "lander", Trouble.SEARCH_NAME_INVALID),
        ("moon", "  ", Trouble.SEARCH_EMPTY),
        ("TAKEN", "lander", Trouble.SEARCH_EXISTS),
    ],
)
def test_what_cannot_be_saved_is_refused(filled: Library, name: str, words: str, code: Trouble):
    save(filled, "rates", "taken")
    before = filled.undo_state()
    with pytest.raises(ReaderError) as refused:
        filled.save_search(name, words, 0)
    assert refused.value.code is code
    assert filled.undo_state() == before
    assert len(filled.saved_searches()) == 1


def test_a_backup_brings_them_back_with_what_was_looked_at(filled: Library, files: Path, tmp_path: Path):
    from reader.library.care import backing_up
    from reader.model.backup import BackupKind

    search = save(filled, "rates")
    steps = filled.backup(BackupKind.BY_HAND)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            path = end.value
            break
    for _ in backing_up.restore_as_new(path, tmp_path / "again"):
        pass
    again = Library.open(tmp_path / "again", writable=True)
    catch_up(again)
    assert again.saved_searches() == (search,)
    assert count(again, search) == (1, 0)
    again.close()


def test_where_is_searched_becomes_part_of_the_words():
    assert all_words(Query("moon")) == "moon"
    assert all_words(Query(" moon OR rates ", Shelf.UNREAD)) == "is:unread -is:archived (moon OR rates)"
    assert all_words(Query("", Shelf.STARRED)) == "is:starred"
    assert all_words(Query("moon", tag="deep space")) == 'tag:"deep space" moon'
    assert all_words(Query("moon", Shelf.ANNOTATED)) == "(has:highlight OR has:note) moon"
    assert all_words(Query("moon", Shelf.BIN)) == ""


def test_those_words_find_the_same(filled: Library):
    ids = [row.id for row in filled.search(Query("rates")).rows]
    filled.set_starred(ids, on=True)
    filled.set_article_tags(ids[0], ["deep space", "war"])
    for query in (
        Query("lander OR rates", Shelf.STARRED),
        Query("", Shelf.UNREAD),
        Query("bank", tag="deep space"),
        Query("lander OR rates", tag="war"),
    ):
        assert filled.search(Query(all_words(query))).ids == filled.search(query).ids


def test_a_name_is_proposed_from_the_words():
    assert proposed_name(" dprk  AND russia ", ()) == "dprk AND russia"
    assert proposed_name("moon", {"moon", "moon 2"}) == "moon 3"
    assert len(proposed_name("word " * 30, ())) <= 40


def test_a_search_follows_its_tag_through_renaming_and_merging_and_back_in_one_step(filled: Library):
    every = [row.id for row in filled.search(Query()).rows]
    filled.tag_articles(every[:1], ["port"])
    search, other = save(filled, "tag:space"), save(filled, "lander OR tag:port", "both")

    assert filled.rename_tag("space", "deep space").searches
    assert filled.saved_search("tag:space").words == 'tag:"deep space"'
    assert filled.saved_search("both").words == other.words
    assert count(filled, search) == (2, 0)

    assert filled.merge_tags("port", "Deep Space").searches
    assert filled.saved_search("both").words == 'lander OR tag:"deep space"'
    undone = filled.undo()
    assert undone.searches
    assert filled.saved_search("both").words == other.words
    filled.undo()
    assert filled.saved_search("tag:space").words == "tag:space"
    assert count(filled, search) == (2, 0)
    filled.redo()
    assert filled.saved_search("tag:space").words == 'tag:"deep space"'
