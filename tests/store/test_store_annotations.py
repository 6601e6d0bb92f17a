"""Highlights: their notes, labels and tags, and where they stand in later versions."""

import pytest

from reader.model.annotation import Anchor, AnchorState, quote_at
from reader.model.article import TAG_COLOURS
from reader.model.ids import VersionId
from reader.model.span import Span
from reader.store import articles
from reader.store.user import annotations
from reader.store.user.annotations import highlight as opened

LATER = "2025-11-07T10:00:00.000+00:00"


def test_a_highlight_comes_back_as_it_was_made(shop):
    article = shop.add(shop.draft("Emoji 👩‍🚀 first", "Then 日本語 text."))
    text = articles.article_text(shop.db, article)
    start = text.index("日")
    number = shop.mark(article, start, start + 3, note="**bold**", tags=("Asia", "language"))
    mark = opened(shop.db, number)
    assert (mark.article, mark.start, mark.end) == (article, start, start + 3)
    assert mark.quote == quote_at(text, Span(start, start + 3))
    assert mark.quote.exact == "日本語"
    assert (mark.label, mark.note, mark.tags) == (1, "**bold**", ("Asia", "language"))
    assert (mark.state, mark.created, mark.modified) == (AnchorState.EXACT, shop.now, shop.now)


def test_highlights_overlap_and_stand_in_text_order(shop):
    article = shop.add()
    marks = [shop.mark(article, start, end) for start, end in [(10, 20), (0, 30), (0, 5), (10, 20)]]
    assert [each.id for each in annotations.highlights(shop.db, article)] == [
        marks[2],
        marks[1],
        marks[0],
        marks[3],
    ]
    assert annotations.highlights(shop.db, 99) == ()


def test_changes_say_when(shop):
    number = shop.mark(shop.add(), 0, 5)
    annotations.set_label(shop.db, number, 4, now=LATER)
    assert (opened(shop.db, number).label, opened(shop.db, number).modified) == (4, LATER)
    again = "2025-12-01T00:00:00.000+00:00"
    for verb, value in ((annotations.set_label, 4), (annotations.set_note, ""), (annotations.set_tags, [])):
        verb(shop.db, number, value, now=again)
        assert opened(shop.db, number).modified == LATER, "nothing was changed"
    annotations.set_note(shop.db, number, "n", now=again)
    assert (opened(shop.db, number).note, opened(shop.db, number).modified) == ("n", again)
    annotations.set_note(shop.db, number, "", now=LATER)
    assert (opened(shop.db, number).note, opened(shop.db, number).modified) == ("", LATER)
    annotations.set_tags(shop.db, number, ["b", "A"], now=again)
    assert (opened(shop.db, number).tags, opened(shop.db, number).modified) == (("A", "b"), again)
    annotations.set_tags(shop.db, number, ["B", "c"], now=LATER)
    assert (opened(shop.db, number).tags, opened(shop.db, number).modified) == (("b", "c"), LATER)


def test_removal_takes_note_and_tags(shop):
    article = shop.add()
    kept = shop.mark(article, 0, 5, note="kept", tags=("t",))
    number = shop.mark(article, 6, 9, note="n", tags=("t",))
    annotations.remove(shop.db, number)
    assert [each.id for each in annotations.highlights(shop.db, article)] == [kept]
    assert len(shop.db.rows("SELECT 1 FROM notes")) == len(shop.db.rows("SELECT 1 FROM highlight_tags")) == 1


def test_missing(shop, trouble_of):
    for verb, *values in (
        (opened,),
        (annotations.remove,),
    ):
        assert trouble_of(verb, shop.db, 5, *values) == "highlight-missing"
    for verb, value in ((annotations.set_label, 1), (annotations.set_note, "n"), (annotations.set_tags, [])):
        assert trouble_of(verb, shop.db, 5, value, now=LATER) == "highlight-missing"
    quote = quote_at("text", Span(0, 1))
    assert (
        trouble_of(annotations.add_highlight, shop.db, 5, Span(0, 1), quote, 1, now=LATER)
        == "article-missing"
    )


def test_there_are_eight_labels(shop):
    labels = annotations.labels(shop.db)
    assert [label.number for label in labels] == list(range(1, 9))
    assert labels[0].name == "Important"
    assert [label.colour for label in labels] == list(TAG_COLOURS)
    assert len({label.name for label in labels}) == 8


# Later versions


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor(3, 8, AnchorState.MOVED),
        Anchor(3, 9, AnchorState.CHANGED, 0.8),
        Anchor(None, None, AnchorState.ORPHAN, 0.0),
    ],
)
def test_a_highlight_stands_where_it_was_placed(shop, anchor: Anchor):
    article = shop.add()
    number = shop.mark(article, 0, 5)
    version = VersionId(shop.renew(article, shop.draft("A new title")))
    annotations.place(shop.db, number, version, Anchor(0, 1, AnchorState.EXACT), now=LATER)
    annotations.place(shop.db, number, version, anchor, now=LATER)
    mark = opened(shop.db, number)
    assert (mark.start, mark.end, mark.state) == (anchor.start, anchor.end, anchor.state)
    assert mark.quote.exact == "Water"


def test_orphans_stand_last(shop):
    article = shop.add()
    first, second = shop.mark(article, 0, 5), shop.mark(article, 6, 9)
    version = VersionId(shop.renew(article, shop.draft("A new title")))
    annotations.place(shop.db, first, version, Anchor(None, None, AnchorState.ORPHAN), now=LATER)
    annotations.place(shop.db, second, version, Anchor(0, 3, AnchorState.MOVED), now=LATER)
    assert [each.id for each in annotations.highlights(shop.db, article)] == [second, first]


@pytest.mark.parametrize(
    ("paragraphs", "state"),
    [
        (("At sea level water boils at 100 °C.", "On high mountains it boils sooner."), AnchorState.EXACT),
        (
            ("New.", "At sea level water boils at 100 °C.", "On high mountains it boils sooner."),
            AnchorState.ORPHAN,
        ),
        (("At sea level it does not.",), AnchorState.ORPHAN),
    ],
)
def test_what_was_not_placed_is_found_by_its_words_or_an_orphan(shop, paragraphs, state: AnchorState):
    article = shop.add()
    text = articles.article_text(shop.db, article)
    number = shop.mark(article, text.index("level"), text.index("level") + 5)
    shop.renew(article, shop.draft("Water boils at 100 °C", *paragraphs))
    assert opened(shop.db, number).state is state


def test_what_was_not_placed_is_found_again_where_it_moved_to_but_only_once(shop):
    long = [
        f"Paragraph {number} says that water boils at 100 °C and more of the like." for number in range(4)
    ]
    article = shop.add(shop.draft("Water", *long))
    text = articles.article_text(shop.db, article)
    start = text.index("like", text.index("Paragraph 2"))
    number = shop.mark(article, start, start + 4)
    shop.renew(article, shop.draft("Water", "A new beginning.", *long))
    mark = opened(shop.db, number)
    new = articles.article_text(shop.db, article)
    assert mark.state is AnchorState.MOVED
    assert mark.start == start + len("A new beginning.\n\n")
    assert quote_at(new, Span(mark.start, mark.end)) == mark.quote
    shop.renew(article, shop.draft("Water", *long, *long))
    assert opened(shop.db, number).state is AnchorState.ORPHAN


def test_deleting_a_tag_or_a_version_never_deletes_a_highlight(shop):
    article = shop.add()
    shop.renew(article, shop.draft("Second"))
    number = shop.mark(article, 0, 5, tags=("t",))
    shop.db.run("DELETE FROM tags")
    assert opened(shop.db, number).tags == ()
    with shop.db.transaction():
        shop.db.run("UPDATE articles SET current_version = (SELECT min(id) FROM versions)")
        shop.db.run("DELETE FROM versions WHERE number = 2")
    assert opened(shop.db, number).state is AnchorState.ORPHAN
