"""The feed that the index lives on."""

from datetime import date

from reader.model.article import Block, Draft, Field, Role
from reader.model.change import EditKind
from reader.store import articles, changes, imports
from reader.store.changes import Change, ChangeKind, IndexText
from reader.store.user import annotations, edits, states, tags


def feed(shop, number: int = 0) -> list[tuple[ChangeKind, int]]:
    return [(each.kind, each.key) for each in changes.since(shop.db, number, 1000)]


def test_articles_are_told_with_title_and_body(shop):
    text = "Title\n\nBody one.\n\nCaption Credit\n\nTail"
    spans = [(Role.TITLE, "Title"), (Role.PARAGRAPH, "Body one."), (Role.CAPTION, "Caption")]
    spans += [(Role.CREDIT, "Credit"), (Role.REMOVED, "Tail")]
    blocks = tuple(Block(role, text.index(words), text.index(words) + len(words)) for role, words in spans)
    assert changes.latest(shop.db) == 0
    article = shop.add(Draft("Title", text, blocks, published="2025-11-07T08:44"))
    feed = changes.since(shop.db, 0, 10)
    assert feed == [Change(changes.latest(shop.db), ChangeKind.ARTICLE, article, article)]
    assert changes.texts(shop.db, feed) == [
        IndexText(
            ChangeKind.ARTICLE,
            article,
            article,
            "Title",
            "Body one.\nCaption\nCredit",
            date(2025, 11, 7).toordinal(),
            gone=False,
        )
    ]


def test_only_what_the_index_holds_is_told(shop):
    article = shop.add()
    highlight = shop.mark(article, 0, 5, tags=("t",))
    number = changes.latest(shop.db)
    shop.star(article)
    tags.tag_articles(shop.db, [article], "t")
    articles.mark_read(shop.db, article)
    articles.save_position(shop.db, article, 3)
    annotations.set_label(shop.db, highlight, 3, now=shop.now)
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [article], shop.now)
    with shop.edit(EditKind.CORRECT):
        states.correct(shop.db, article, Field.AUTHOR, "A")
    assert feed(shop, number) == []


def test_the_last_change_of_a_thing_stands_for_all(shop):
    one, two = shop.add(place="1.txt"), shop.add(place="2.txt")
    highlight = shop.mark(one, 0, 5, note="a")
    number = changes.latest(shop.db)
    shop.note(highlight, "b")
    shop.renew(one, shop.draft("New"))
    shop.note(highlight, "c")
    assert feed(shop) == [
        (ChangeKind.ARTICLE, two),
        (ChangeKind.ARTICLE, one),
        (ChangeKind.HIGHLIGHT, highlight),
    ]
    assert len(feed(shop, number)) == 2
    assert [each.key for each in changes.since(shop.db, 0, 2)] == [two, one]
    [note] = [text for text in changes.texts(shop.db, changes.since(shop.db, 0, 9)) if text.body == "c"]
    assert (note.kind, note.key, note.article) == (ChangeKind.HIGHLIGHT, highlight, one)


def test_what_is_gone_is_told_as_gone(shop):
    article = shop.add()
    highlight = shop.mark(article, 0, 5, note="a")
    with shop.edit(EditKind.CORRECT):
        states.correct(shop.db, article, Field.TITLE, "Mine")
    number = changes.latest(shop.db)
    shop.note(highlight, "")
    [change] = changes.since(shop.db, number, 9)
    note, quote = changes.texts(shop.db, [change])
    assert note == IndexText(ChangeKind.HIGHLIGHT, highlight, article, gone=True)
    assert (quote.kind, quote.key, quote.gone) == (ChangeKind.QUOTE, highlight, False)
    edits.undo(shop.db, now=shop.now)
    assert changes.texts(shop.db, changes.since(shop.db, number, 9))[0].body == "a"
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [article], shop.now)
    number = changes.latest(shop.db)
    articles.purge(shop.db, [article])
    told = changes.texts(shop.db, changes.since(shop.db, number, 9))
    assert {(each.kind, each.key, each.article, each.gone) for each in told} == {
        (ChangeKind.ARTICLE, article, article, True),
        (ChangeKind.HIGHLIGHT, highlight, article, True),
        (ChangeKind.QUOTE, highlight, article, True),
        (ChangeKind.CORRECTION, article, article, True),
    }


def test_a_highlight_is_told_with_its_quote_and_again_when_it_is_removed(shop):
    article = shop.add()
    number = changes.latest(shop.db)
    highlight = shop.mark(article, 0, 5)
    note, quote = changes.texts(shop.db, changes.since(shop.db, number, 9))
    assert note.gone
    assert quote == IndexText(
        ChangeKind.QUOTE, highlight, article, body=quote.body, published_day=quote.published_day
    )
    assert len(quote.body) == 5
    number = changes.latest(shop.db)
    edits.undo(shop.db, now=shop.now)
    told = changes.texts(shop.db, changes.since(shop.db, number, 9))
    assert [(each.kind, each.gone) for each in told] == [
        (ChangeKind.HIGHLIGHT, True),
        (ChangeKind.QUOTE, True),
    ]
    assert f"quote:{highlight}" not in changes.indexed_names(shop.db)


def test_a_corrected_title_is_told_until_the_file_says_the_same(shop):
    article = shop.add(shop.draft("Old"))
    number = changes.latest(shop.db)
    with shop.edit(EditKind.CORRECT):
        states.correct(shop.db, article, Field.TITLE, "Better")
    [change] = changes.since(shop.db, number, 9)
    assert changes.texts(shop.db, [change]) == [
        IndexText(ChangeKind.CORRECTION, article, article, title="Better")
    ]
    number = changes.latest(shop.db)
    shop.renew(article, shop.draft("Better"))
    told = changes.texts(shop.db, changes.since(shop.db, number, 9))
    assert [(each.kind, each.gone) for each in told] == [
        (ChangeKind.ARTICLE, False),
        (ChangeKind.CORRECTION, True),
    ]
    number = changes.latest(shop.db)
    edits.undo(shop.db, now=shop.now)
    [text] = changes.texts(shop.db, changes.since(shop.db, number, 9))
    assert (text.kind, text.gone) == (ChangeKind.CORRECTION, True)


def test_taking_a_batch_back_is_told(shop):
    old = shop.add(place="old.txt")
    batch = shop.batch()
    new = shop.add(batch=batch, place="new.txt")
    shop.renew(old, shop.draft("Renewed"), batch=batch)
    number = changes.latest(shop.db)
    imports.undo_batch(shop.db, batch, now=shop.now)
    told = {each.key: each for each in changes.texts(shop.db, changes.since(shop.db, number, 9))}
    assert told[new].gone
    assert told[old].title == "Water boils at 100 °C"


def test_numbers_never_go_back(shop):
    article = shop.add()
    shop.mark(article, 0, 5, note="n")
    numbers = [changes.latest(shop.db)]
    for verb in (edits.undo, edits.redo, edits.undo):
        verb(shop.db, now=shop.now)
        numbers.append(changes.latest(shop.db))
    assert numbers == sorted(set(numbers))


def test_undated_articles_have_day_0(shop):
    shop.add(shop.draft(published="2025-11"))
    [text] = changes.texts(shop.db, changes.since(shop.db, 0, 9))
    assert text.published_day == 0
