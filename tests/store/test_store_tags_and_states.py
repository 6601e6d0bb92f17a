"""Tags and states of articles."""

import pytest

from reader.model.article import TAG_COLOURS, Field
from reader.model.change import EditKind
from reader.store import articles
from reader.store.user import annotations, edits, states, tags


def names(shop, article) -> list[str]:
    return [tag.name for tag in articles.article(shop.db, article).tags]


def test_names_that_differ_in_case_are_one_tag_as_first_spelled(shop):
    one, two = shop.add(place="1.txt"), shop.add(place="2.txt")
    tags.tag_articles(shop.db, [one, 999], "Straße")
    tags.tag_articles(shop.db, [one, two], "STRASSE")
    assert names(shop, one) == names(shop, two) == ["Straße"]
    tags.untag_articles(shop.db, [one], "strasse")
    tags.untag_articles(shop.db, [one], "unheard of")
    assert names(shop, one) == []
    assert [(each.tag.name, each.articles) for each in articles.counts(shop.db).tags] == [("Straße", 1)]


def test_an_article_gets_exactly_the_tags_named(shop, trouble_of):
    article = shop.add()
    tags.set_article_tags(shop.db, article, ["b", "a", "B"])
    assert names(shop, article) == ["a", "b"]
    tags.set_article_tags(shop.db, article, ["c", "b"])
    assert names(shop, article) == ["b", "c"]
    tags.set_article_tags(shop.db, article, [])
    assert names(shop, article) == []
    assert trouble_of(tags.set_article_tags, shop.db, 99, ["a"]) == "article-missing"


def test_new_tags_get_the_colours_in_turn_and_unused_ones_keep_theirs(shop):
    article = shop.add()
    for number in range(9):
        tags.tag_articles(shop.db, [article], f"t{number}")
    assert [tag.colour for tag in articles.article(shop.db, article).tags] == [*TAG_COLOURS, TAG_COLOURS[0]]
    tags.set_article_tags(shop.db, article, [])
    assert articles.counts(shop.db).tags == ()
    tags.tag_articles(shop.db, [article], "T3")
    [again] = articles.article(shop.db, article).tags
    assert (again.name, again.colour) == ("t3", TAG_COLOURS[3])


def test_a_tag_is_renamed_wherever_it_is_and_others_keep_theirs(shop, trouble_of):
    one, two = shop.add(place="1.txt"), shop.add(place="2.txt")
    shop.mark(two, 0, 5, tags=("war",))
    tags.set_article_tags(shop.db, one, ["war", "trade"])
    with shop.edit(EditKind.TAG_RENAME):
        tags.rename(shop.db, "WAR", "Wärs")
    assert (names(shop, one), articles.article(shop.db, two).highlights[0].tags) == (
        ["trade", "Wärs"],
        ("Wärs",),
    )
    assert trouble_of(tags.rename, shop.db, "wärs", "Trade") == "tag-exists"
    assert trouble_of(tags.rename, shop.db, "war", "peace") == "tag-missing"
    tags.rename(shop.db, "wärs", "WÄRS")  # only spelled otherwise
    assert names(shop, one) == ["trade", "WÄRS"]


def test_a_renaming_is_undone_though_its_old_name_was_used_and_left_meanwhile(shop):
    article = shop.add()
    with shop.edit(EditKind.ARTICLE_TAG):
        tags.set_article_tags(shop.db, article, ["war"])
    with shop.edit(EditKind.TAG_RENAME):
        tags.rename(shop.db, "war", "peace")
    with shop.edit(EditKind.ARTICLE_TAG):
        tags.set_article_tags(shop.db, article, ["peace", "war"])
    after = shop.dump()
    for _ in range(3):
        assert edits.undo(shop.db, now=shop.now)
    assert names(shop, article) == []
    for _ in range(3):
        assert edits.redo(shop.db, now=shop.now)
    assert shop.dump() == after


def test_a_renaming_is_undone_though_an_import_brought_a_tag_of_the_old_name(shop):
    one, two = shop.add(place="1.txt"), shop.add(place="2.txt")
    tags.set_article_tags(shop.db, one, ["war"])
    with shop.edit(EditKind.TAG_RENAME):
        tags.rename(shop.db, "war", "peace")
    tags.tag_articles(shop.db, [two], "war")
    assert edits.undo(shop.db, now=shop.now)
    assert (names(shop, one), names(shop, two)) == (["war"], ["war"])


def test_two_tags_become_one_and_a_tag_is_deleted_without_what_bears_it(shop, trouble_of):
    one, two = shop.add(place="1.txt"), shop.add(place="2.txt")
    tags.set_article_tags(shop.db, one, ["war", "battle"])
    tags.set_article_tags(shop.db, two, ["battle"])
    mark = shop.mark(two, 0, 5, tags=("battle",))
    before = shop.dump()
    with shop.edit(EditKind.TAG_MERGE):
        tags.merge(shop.db, "battle", "war")
    assert (names(shop, one), names(shop, two)) == (["war"], ["war"])
    assert annotations.highlight(shop.db, mark).tags == ("war",)
    with shop.edit(EditKind.TAG_REMOVE):
        tags.remove(shop.db, "war")
    assert (names(shop, one), names(shop, two), articles.counts(shop.db).tags) == ([], [], ())
    assert annotations.highlight(shop.db, mark).tags == ()
    assert trouble_of(tags.remove, shop.db, "war") == "tag-missing"
    assert trouble_of(tags.merge, shop.db, "war", "battle") == "tag-missing"
    assert edits.undo(shop.db, now=shop.now)
    assert edits.undo(shop.db, now=shop.now)
    assert shop.dump() == before


def test_a_colour_is_an_edit_too(shop, trouble_of):
    article = shop.add()
    tags.set_article_tags(shop.db, article, ["war"])
    with shop.edit(EditKind.TAG_COLOUR):
        tags.set_colour(shop.db, "War", "teal")
    assert articles.article(shop.db, article).tags[0].colour == "teal"
    done = edits.undo(shop.db, now=shop.now)
    assert done
    assert done[1].everything
    assert articles.article(shop.db, article).tags[0].colour == TAG_COLOURS[0]
    assert trouble_of(tags.set_colour, shop.db, "peace", "teal") == "tag-missing"


def test_states(shop):
    one, two = shop.add(place="1.txt"), shop.add(place="2.txt")
    states.set_starred(shop.db, [one], True)
    states.set_unread(shop.db, [one, 999], False)
    states.move_to_bin(shop.db, [one], shop.now)
    opened = articles.article(shop.db, one)
    assert (opened.starred, opened.unread, opened.binned) == (True, False, True)
    other = articles.article(shop.db, two)
    assert (other.starred, other.unread, other.binned) == (False, True, False)
    states.move_to_bin(shop.db, [one], "2030-01-01")
    assert list(shop.db.rows("SELECT binned FROM articles WHERE binned > ''")[0]) == [shop.now]
    states.set_starred(shop.db, [one], False)
    states.set_unread(shop.db, [one], True)
    states.restore(shop.db, [one, two])
    opened = articles.article(shop.db, one)
    assert (opened.starred, opened.unread, opened.binned) == (False, True, False)


@pytest.mark.parametrize("field", list(Field))
def test_facts_are_corrected_and_taken_back(shop, field: Field):
    draft = shop.draft("Title", authors=("A",), published="2025-01-01", source="Source")
    article = shop.add(draft)
    imported = getattr(articles.article(shop.db, article), field)
    for value in ("2024-12-31", "2024-12-30"):
        states.correct(shop.db, article, field, value)
        opened = articles.article(shop.db, article)
        assert getattr(opened, field) == value
        assert opened.corrected == {field}
    for back in ("", imported):
        states.correct(shop.db, article, field, "2024-12-31")
        states.correct(shop.db, article, field, back)
        opened = articles.article(shop.db, article)
        assert getattr(opened, field) == imported
        assert opened.corrected == frozenset()


def test_correcting_a_missing_article(shop, trouble_of):
    with shop.edit(EditKind.CORRECT):
        assert trouble_of(states.correct, shop.db, 99, Field.TITLE, "x") == "article-missing"
