"""Articles: stored whole, found again, listed in order, renewed, deleted for good."""

import sqlite3
from time import thread_time

import pytest

from reader.model.article import Block, Field, Role, Twin
from reader.model.change import EditKind
from reader.model.query import Shelf
from reader.store import articles
from reader.store.files import originals
from reader.store.user import annotations, edits, states, tags
from reader.store.versions import OPENING, opening, pack, unpack


def test_an_article_comes_back_as_it_was_stored(shop):
    draft = shop.draft(
        "Ärger 😀 ‏مرحبا",
        "One 日本語 paragraph.",
        "Two\x00 with a\u00a0space.",
        source="Gazette",
        authors=("A. Writer", "B. Writer"),
        published="2025-11-07T08:44+01:00",
        updated="2025-11-08",
        language="de",
        url="https://example.org/a",
        encoding="windows-1252",
    )
    batch = shop.batch("x")
    article = shop.add(draft, batch=batch)
    tags.tag_articles(shop.db, [article], "x")
    highlight = shop.mark(article, 0, 5, note="n")
    stored = articles.article(shop.db, article)
    assert stored.text == draft.text
    assert stored.blocks == draft.blocks
    assert (stored.title, stored.source, stored.author) == (draft.title, "Gazette", "A. Writer, B. Writer")
    assert (stored.published, stored.updated) == ("2025-11-07T08:44+01:00", "2025-11-08")
    assert (stored.language, stored.url, stored.encoding) == ("de", "https://example.org/a", "windows-1252")
    assert (stored.origin, stored.added) == ("news/a.txt", shop.now)
    assert (stored.version_number, stored.version_count) == (1, 1)
    assert (stored.unread, stored.starred, stored.binned, stored.position) == (True, False, False, 0)
    assert [tag.name for tag in stored.tags] == ["x"]
    assert [each.id for each in stored.highlights] == [highlight]
    assert articles.article_text(shop.db, article) == draft.text
    assert articles.texts(shop.db, [article]) == {article: (draft.text, draft.blocks)}


def test_missing_articles(shop, trouble_of):
    for verb in (articles.article, articles.article_text, articles.title, articles.current_digest):
        assert trouble_of(verb, shop.db, 77) == "article-missing"
    assert articles.texts(shop.db, [77]) == {}
    assert articles.rows(shop.db, [77]) == []


@pytest.mark.parametrize("column", ["text", "blocks", "title", "digest"])
def test_a_version_never_changes(shop, column: str):
    shop.add()
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        shop.db.run(f"UPDATE versions SET {column} = 'x'")


@pytest.mark.parametrize("statement", ["UPDATE judgements SET name = 'x'", "DELETE FROM judgements"])
def test_judgements_are_append_only(shop, statement: str):
    shop.db.insert(
        """INSERT INTO judgements (scope, verdict, version_id, name, made)
           VALUES ('article', 'no-entity', 1, 'May', '')"""
    )
    with pytest.raises(sqlite3.IntegrityError, match="judgement"):
        shop.db.run(statement)


def test_a_new_version_changes_the_facts_the_user_did_not_correct(shop):
    article = shop.add(shop.draft("Old", published="2025-01-01"))
    with shop.edit(EditKind.CORRECT):
        states.correct(shop.db, article, Field.SOURCE, "My source")
    before = articles.current_digest(shop.db, article)
    shop.renew(article, shop.draft("New", published="2025-02-02", source="Other", authors=("C",)))
    stored = articles.article(shop.db, article)
    assert (stored.title, stored.source, stored.author, stored.published) == (
        "New",
        "My source",
        "C",
        "2025-02-02",
    )
    assert stored.corrected == {Field.SOURCE}
    assert (stored.version_number, stored.version_count) == (2, 2)
    assert stored.text.startswith("New\n\n")
    assert articles.current_digest(shop.db, article) != before


def test_a_file_is_known_by_the_bytes_it_last_gave(shop):
    article = shop.add(shop.draft("One"), place="1.txt")
    first = articles.current_digest(shop.db, article)
    shop.renew(article, shop.draft("Two"), place="2.txt")
    assert articles.file_digest(shop.db, article, "/news", "1.txt") == first
    assert articles.file_digest(shop.db, article, "/news", "2.txt") == articles.current_digest(
        shop.db, article
    )
    assert articles.file_digest(shop.db, article, "/news", "3.txt") == ""


def test_articles_are_found_by_address_file_and_text(shop, trouble_of):
    one = shop.add(shop.draft("One", url="https://example.org/1"), place="1.txt")
    two = shop.add(shop.draft("Two"), place="2.txt")
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [one], shop.now)
    assert articles.by_url(shop.db, "https://example.org/1") == [one]
    assert articles.by_url(shop.db, "") == []
    assert articles.by_origin(shop.db, "/news", "1.txt") == [one]
    assert articles.by_origin(shop.db, "/other", "1.txt") == []
    key = shop.db.rows("SELECT text_key FROM versions WHERE article_id = ?", (two,))[0][0]
    assert articles.by_text(shop.db, key, "Almanac") == two
    assert articles.by_text(shop.db, key, "Gazette") is None
    with shop.edit(EditKind.CORRECT):
        states.correct(shop.db, two, Field.SOURCE, "Gazette")
    assert articles.by_text(shop.db, key, "Almanac") == two
    assert articles.by_text(shop.db, key, "Gazette") == two
    shop.renew(two, shop.draft("Two, anew"))
    assert articles.by_text(shop.db, key, "Gazette") is None
    assert trouble_of(shop.renew, 99, shop.draft()) == "article-missing"


def test_what_other_papers_printed_is_named_the_first_printed_first(shop):
    one = shop.add(shop.draft("One", source="Almanac", published="2025-11-08"), place="1.txt")
    two = shop.add(shop.draft("One", source="Gazette", published="2025-11-07"), place="2.txt")
    three = shop.add(shop.draft("One", source="Herald", published="2025-11-09"), place="3.txt")
    other = shop.add(shop.draft("Two"), place="4.txt")
    found = articles.article(shop.db, one).also_in
    assert found == (Twin(two, "Gazette", "2025-11-07"), Twin(three, "Herald", "2025-11-09"))
    assert [twin.id for twin in articles.article(shop.db, three).also_in] == [two, one]
    assert articles.article(shop.db, other).also_in == ()
    shop.renew(two, shop.draft("One, corrected"))
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [three], shop.now)
    assert articles.article(shop.db, one).also_in == ()


@pytest.fixture
def shelves(shop):
    dates = ["2025-11-07", "", "2025-11-07T09:00", "2024-02-29", "2025-11-07"]
    ids = [shop.add(shop.draft(f"No. {n}", published=date), place=f"{n}.txt") for n, date in enumerate(dates)]
    shop.star(ids[1], ids[3])
    articles.mark_read(shop.db, ids[0])
    shop.mark(ids[2], 0, 2)
    shop.mark(ids[2], 0, 3, note="counted once")
    tags.tag_articles(shop.db, [ids[0], ids[3], ids[4]], "War")
    tags.tag_articles(shop.db, [ids[4]], "trade")
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [ids[4]], shop.now)
    return ids


@pytest.mark.parametrize(
    ("shelf", "tag", "wanted"),
    [
        (Shelf.ALL, None, [2, 0, 3, 1]),
        (Shelf.UNREAD, None, [2, 3, 1]),
        (Shelf.STARRED, None, [3, 1]),
        (Shelf.ANNOTATED, None, [2]),
        (Shelf.BIN, None, [4]),
        (Shelf.ALL, "wAR", [0, 3]),
        (Shelf.UNREAD, "War", [3]),
        (Shelf.BIN, "War", [4]),
        (Shelf.ALL, "unheard of", []),
    ],
)
def test_shelves_are_listed_newest_first(shop, shelves, shelf: Shelf, tag: str | None, wanted: list[int]):
    assert list(articles.listed(shop.db, shelf=shelf, tag=tag)) == [shelves[number] for number in wanted]


def test_of_one_time_the_last_imported_comes_first(shop):
    ids = [shop.add(shop.draft(published="2025-11-07"), place=f"{n}.txt") for n in range(3)]
    assert list(articles.listed(shop.db, shelf=Shelf.ALL, tag=None)) == ids[::-1]


@pytest.mark.parametrize("shelf", list(Shelf))
def test_shelves_are_read_from_an_index_alone(shop, shelf: Shelf):
    for sql in (articles._LISTED[shelf], articles._COUNTED[shelf]):
        [search, *_] = [row["detail"] for row in shop.db.rows(f"EXPLAIN QUERY PLAN {sql}")]
        assert "USING COVERING INDEX" in search


def test_counts(shop, shelves):
    counted = articles.counts(shop.db)
    assert counted.shelves == {
        Shelf.ALL: 4,
        Shelf.UNREAD: 3,
        Shelf.STARRED: 2,
        Shelf.ANNOTATED: 1,
        Shelf.ARCHIVE: 0,
        Shelf.BIN: 1,
    }
    # the only article tagged "trade" lies in the bin
    assert [(each.tag.name, each.articles) for each in counted.tags] == [("War", 2)]
    assert counted.waiting == 0
    for shelf, number in counted.shelves.items():
        assert len(articles.listed(shop.db, shelf=shelf, tag=None)) == number


def test_an_article_counts_for_the_tags_of_its_highlights(shop, shelves):
    one, two, *_ = (shop.mark(shelves[2], place, place + 2) for place in range(3))
    annotations.set_tags(shop.db, one, ["War", "quote"], now=shop.now)
    annotations.set_tags(shop.db, two, ["War"], now=shop.now)  # a second highlight: the article counts once
    annotations.set_tags(shop.db, shop.mark(shelves[0], 0, 2), ["war"], now=shop.now)  # has the tag itself
    annotations.set_tags(shop.db, shop.mark(shelves[4], 0, 2), ["quote", "binned"], now=shop.now)

    counted = articles.counts(shop.db).tags
    assert [(each.tag.name, each.articles) for each in counted] == [("quote", 1), ("War", 3)]
    for each in counted:
        assert len(articles.listed(shop.db, shelf=Shelf.ALL, tag=each.tag.name)) == each.articles
    listed = articles.listed(shop.db, shelf=Shelf.ALL, tag="War")
    assert list(listed) == [shelves[2], shelves[0], shelves[3]]
    assert list(articles.listed(shop.db, shelf=Shelf.BIN, tag="quote")) == [shelves[4]]

    annotations.remove(shop.db, one)
    assert [(each.tag.name, each.articles) for each in articles.counts(shop.db).tags] == [("War", 3)]


def test_rows_come_in_the_order_asked_for(shop, shelves):
    asked = [shelves[3], 1234, shelves[2], shelves[4]]
    found = articles.rows(shop.db, asked)
    assert [row.id for row in found] == [shelves[3], shelves[2], shelves[4]]
    assert [row.notes for row in found] == [0, 2, 0]
    assert [row.starred for row in found] == [True, False, False]
    assert [[tag.name for tag in row.tags] for row in found] == [["War"], [], ["trade", "War"]]
    assert found[0].title == "No. 3"
    assert found[0].snippet.text == "At sea level water boils at 100 °C. On high mountains it boils sooner."
    assert found[0].snippet.marks == ()


def test_reading_is_noted_within_the_text(shop):
    article = shop.add()
    articles.mark_read(shop.db, article)
    articles.save_position(shop.db, article, 10_000)
    stored = articles.article(shop.db, article)
    assert not stored.unread
    assert stored.position == len(stored.text)


def test_only_the_bin_is_emptied_and_nothing_is_left(shop):
    kept = shop.add(place="1.txt")
    shared = shop.add(place="2.txt")  # the same bytes as the kept one
    alone = shop.add(shop.draft("Alone"), place="3.txt")
    digest = articles.current_digest(shop.db, alone)
    shop.mark(alone, 0, 3, note="n", tags=("t",))
    shop.star(kept, alone)
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [shared, alone], shop.now)
    assert articles.purge(shop.db, [kept, shared, alone]) == 2
    assert list(articles.listed(shop.db, shelf=Shelf.BIN, tag=None)) == []
    assert articles.article(shop.db, kept).starred
    assert originals.fetch(shop.db.folder, articles.current_digest(shop.db, kept))
    assert not originals.path_of(shop.db.folder, digest).exists()
    for table in ("highlights", "notes", "highlight_tags"):
        assert not shop.db.rows(f"SELECT 1 FROM {table}"), table
    assert not shop.db.rows("PRAGMA foreign_key_check")


def test_after_emptying_the_bin_what_is_left_can_still_be_undone(shop):
    kept, gone = shop.add(place="1.txt"), shop.add(place="2.txt")
    shop.star(kept, gone)
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, [gone], shop.now)
    articles.purge(shop.db, [gone])
    done = edits.undo(shop.db, now=shop.now)
    assert done is not None
    assert done[0].kind is EditKind.STAR
    assert not articles.article(shop.db, kept).starred
    assert edits.undo(shop.db, now=shop.now) is None


# Blocks and openings


def test_blocks_are_packed_and_unpacked():
    blocks = tuple(Block(role, number * 10, number * 10 + 9) for number, role in enumerate(Role))
    assert unpack(pack(blocks)) == blocks


@pytest.mark.parametrize(
    "paragraph",
    ["word " * 200, "日本" * 300, "👨‍👩‍👧" * 90, "e\u0301" * 300, "x" * 5000, "a\u00a0b  c\n" * 90],
)
def test_an_opening_is_short_whole_and_from_the_text(shop, paragraph: str):
    draft = shop.draft("Title", paragraph)
    words = opening(draft.text, draft.blocks)
    assert OPENING // 2 < len(words) <= OPENING + 1
    assert words.endswith("…")
    folded = " ".join(paragraph.split())
    assert folded.startswith(words[:-1])
    rest = folded[len(words) - 1 :]
    assert not rest.startswith(("\u0301", "\u200d"))


def test_an_opening_passes_over_title_caption_and_what_was_cut():
    text = "Title Caption Body Tail"
    blocks = (
        Block(Role.TITLE, 0, 5),
        Block(Role.CAPTION, 6, 13),
        Block(Role.PARAGRAPH, 14, 18),
        Block(Role.REMOVED, 19, 23),
    )
    assert opening(text, blocks) == "Body"
    assert opening(text, blocks[:2]) == "Caption"
    assert opening(text, ()) == ""


@pytest.mark.slow
def test_large_libraries_stay_quick(shop):
    """Guards against a lost index, not against a busy machine: a tenth of the articles, ample time."""
    batch = shop.batch()
    with shop.db.transaction():
        ids = [
            shop.add(shop.draft(f"No. {n}", published=f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}"), batch=batch)
            for n in range(10_000)
        ]
        tags.tag_articles(shop.db, ids[::3], "third")

    def milliseconds(verb, *arguments, **more) -> float:
        begun = thread_time()
        verb(*arguments, **more)
        return (thread_time() - begun) * 1000

    assert milliseconds(articles.listed, shop.db, shelf=Shelf.ALL, tag=None) < 60
    assert milliseconds(articles.counts, shop.db) < 60
    assert milliseconds(articles.rows, shop.db, ids[:200]) < 60
    assert milliseconds(shop.star, ids[7]) < 100
    with shop.edit(EditKind.BIN):
        states.move_to_bin(shop.db, ids[:1000], shop.now)
    assert milliseconds(articles.purge, shop.db, ids[:1000]) < 3000
