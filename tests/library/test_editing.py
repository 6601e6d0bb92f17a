"""Highlights, notes, tags, states and corrections through the engine, with undo across restarts."""

from pathlib import Path

import pytest

from reader.library.library import Library
from reader.model.annotation import AnchorState
from reader.model.article import Article, Field
from reader.model.change import EditKind
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId
from reader.model.query import Query, Shelf
from reader.model.span import Span


def refused(code: Trouble):
    return pytest.raises(ReaderError, match=str(code))


class TestHighlights:
    def test_a_passage_is_kept_with_its_words_and_context(self, filled: Library, moon: Article):
        start = moon.text.index("lunar south pole")
        changes = filled.add_highlight(moon.id, Span(start, start + 16), 3, "note", ["one", "two"])
        mark = filled.article(moon.id).highlights[0]
        assert mark.id == changes.highlight
        assert (mark.start, mark.end, mark.label) == (start, start + 16, 3)
        assert mark.quote.exact == "lunar south pole"
        assert mark.quote.prefix == moon.text[start - 64 : start]
        assert (mark.note, mark.tags, mark.state) == ("note", ("one", "two"), AnchorState.EXACT)
        assert changes.articles == {moon.id}

    @pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 5), (-1, 4), (0, 10**6), (10**6, 10**6 + 1)])
    def test_spans_that_make_no_sense_are_refused(self, filled: Library, moon: Article, start: int, end: int):
        with refused(Trouble.SPAN_INVALID):
            filled.add_highlight(moon.id, Span(start, end), 1)
        assert filled.article(moon.id).highlights == ()

    def test_a_span_inside_a_grapheme_is_refused(self, library: Library, tmp_path: Path):
        path = tmp_path / "flags.txt"
        path.write_text("Flags\n\nThe family 👩\u200d👩\u200d👧 waved 🇰🇷 and e\u0323\u0301 today.\n", "utf-8")
        library.import_files([str(path)], "", [])
        article = library.article(ArticleId(library.search(Query()).identities()[0]))
        family = article.text.index("👩")
        flag = article.text.index("🇰🇷")
        for start, end in ((family, family + 1), (family + 2, family + 5), (flag, flag + 1), (0, flag + 1)):
            with refused(Trouble.SPAN_INVALID):
                library.add_highlight(article.id, Span(start, end), 1)
        library.add_highlight(article.id, Span(family, family + 5), 1)
        assert library.article(article.id).highlights[0].quote.exact == "👩\u200d👩\u200d👧"

    def test_missing_things_are_named(self, filled: Library):
        with refused(Trouble.ARTICLE_MISSING):
            filled.add_highlight(ArticleId(999), Span(0, 1), 1)
        with refused(Trouble.HIGHLIGHT_MISSING):
            filled.set_note(HighlightId(999), "x")

    def test_a_bad_label_or_tag_leaves_nothing_behind(self, filled: Library, moon: Article):
        with refused(Trouble.LABEL_INVALID):
            filled.add_highlight(moon.id, Span(0, 5), 9)
        with refused(Trouble.TAG_INVALID):
            filled.add_highlight(moon.id, Span(0, 5), 1, tags=[" "])
        assert filled.article(moon.id).highlights == ()
        assert filled.undo_state().undo.undo is None


class TestFiling:
    def test_star_unread_and_tags(self, filled: Library, moon: Article):
        filled.set_starred([moon.id], True)
        filled.mark_read(moon.id)
        filled.set_article_tags(moon.id, ["moon", "Moon", " moon "])
        article = filled.article(moon.id)
        assert (article.starred, article.unread) == (True, False)
        assert [tag.name for tag in article.tags] == ["moon"]
        counts = filled.collections()
        assert counts.shelves[Shelf.STARRED] == 1
        assert counts.shelves[Shelf.UNREAD] == 1
        assert {each.tag.name: each.articles for each in counts.tags} == {"moon": 1, "space": 1}

    def test_the_bin_keeps_until_it_is_emptied(self, filled: Library, moon: Article):
        filled.move_to_bin([moon.id])
        assert filled.search(Query()).total == 1
        assert filled.article(moon.id).binned
        filled.restore([moon.id])
        assert filled.search(Query()).total == 2
        filled.move_to_bin([moon.id])
        filled.empty_bin()
        with refused(Trouble.ARTICLE_MISSING):
            filled.article(moon.id)
        assert filled.search(Query(shelf=Shelf.BIN)).total == 0

    def test_facts_are_corrected_and_taken_back(self, filled: Library, moon: Article):
        filled.correct(moon.id, Field.PUBLISHED, "24 Aug 2023 07:15")
        filled.correct(moon.id, Field.AUTHOR, "  the   desk ")
        article = filled.article(moon.id)
        assert (article.published, article.author) == ("2023-08-24T07:15", "the desk")
        assert article.corrected == {Field.PUBLISHED, Field.AUTHOR}
        filled.correct(moon.id, Field.PUBLISHED, "")
        assert filled.article(moon.id).published == moon.published

    def test_what_is_no_date_is_refused(self, filled: Library, moon: Article):
        for text in ("31 February 2023", "soon"):
            with refused(Trouble.DATE_INVALID):
                filled.correct(moon.id, Field.PUBLISHED, text)

    def test_opening_and_scrolling_are_no_edits(self, filled: Library, moon: Article):
        filled.mark_read(moon.id)
        filled.save_position(moon.id, 40)
        assert filled.undo_state().undo.undo is None
        assert filled.article(moon.id).position == 40


class TestUndo:
    def test_everything_is_taken_back_and_done_again_also_after_a_restart(
        self, filled: Library, moon: Article, folder: Path
    ):
        states = [filled.article(moon.id)]
        made = filled.add_highlight(moon.id, Span(0, 8), 1).highlight
        assert made is not None
        for edit in (
            lambda: None,
            lambda: filled.set_label(made, 4),
            lambda: filled.set_note(made, "a note"),
            lambda: filled.set_highlight_tags(made, ["x"]),
            lambda: filled.set_article_tags(moon.id, ["y"]),
            lambda: filled.rename_tag("y", "why"),
            lambda: filled.set_tag_colour("x", "teal"),
            lambda: filled.merge_tags("x", "why"),
            lambda: filled.remove_tag("why"),
            lambda: filled.set_starred([moon.id], True),
            lambda: filled.correct(moon.id, Field.TITLE, "Another title"),
            lambda: filled.move_to_bin([moon.id]),
            lambda: filled.remove_highlight(made),
        ):
            edit()
            states.append(filled.article(moon.id))
        filled.close()
        library = Library.open(folder, writable=True)
        for state in reversed(states[:-1]):
            library.undo()
            assert library.article(moon.id) == state
        assert library.undo_state().undo.undo is None
        for state in states[1:]:
            library.redo()
            assert library.article(moon.id) == state
        assert library.undo_state().undo.redo is None
        library.close()

    def test_undo_names_what_it_takes_back(self, filled: Library, moon: Article):
        filled.set_starred([moon.id], True)
        mark = filled.undo_state().undo.undo
        assert mark is not None
        assert (mark.kind, mark.subject) == (EditKind.STAR, moon.title)
        changes = filled.undo()
        assert changes.done == mark
        assert changes.articles == {moon.id}
        assert changes.undo.redo == mark

    def test_a_new_version_does_not_stand_in_the_way(self, filled: Library, moon: Article, files: Path):
        filled.set_starred([moon.id], True)
        filled.add_highlight(moon.id, Span(0, 8), 1)
        path = files / "moon.txt"
        path.write_text(path.read_text("utf-8").replace("fourteen", "14"), "utf-8")
        filled.import_files([str(files)], "news", [])
        filled.undo()
        filled.undo()
        article = filled.article(moon.id)
        assert (article.starred, article.highlights, article.version_number) == (False, (), 2)

    def test_a_note_changed_back_leaves_no_step_that_does_nothing(self, filled: Library, moon: Article):
        made = filled.add_highlight(moon.id, Span(0, 8), 1, "kept").highlight
        assert made is not None
        for note in ("kept and", "kept and more", "kept"):
            filled.set_note(made, note)
        mark = filled.undo_state().undo.undo
        assert mark is not None
        assert mark.kind is EditKind.HIGHLIGHT

    def test_nothing_to_undo_is_no_trouble(self, library: Library):
        assert library.undo().done is None
        assert library.redo().done is None


def test_the_archive_holds_what_is_done_and_it_stays_searchable(filled: Library, moon: Article, folder: Path):
    every = [ArticleId(number) for number in filled.search(Query()).identities()]
    filled.set_archived([moon.id], True)
    assert filled.article(moon.id).archived
    assert {row.id: row.archived for row in filled.search(Query()).rows}[moon.id]
    counts = filled.collections().shelves
    assert (counts[Shelf.ALL], counts[Shelf.UNREAD], counts[Shelf.ARCHIVE]) == (2, 1, 1)
    assert list(filled.search(Query(shelf=Shelf.ARCHIVE)).identities()) == [moon.id]
    assert moon.id not in filled.search(Query(shelf=Shelf.UNREAD)).identities()
    assert moon.id in filled.search(Query("lander")).identities()
    assert list(filled.search(Query("is:archived")).identities()) == [moon.id]
    assert moon.id not in filled.search(Query("-is:archived")).identities()
    filled.undo()
    assert not filled.article(moon.id).archived
    filled.redo()
    assert filled.article(moon.id).archived
    filled.set_archived(every, True)  # several are one edit, and what is there already stays there
    assert filled.collections().shelves[Shelf.ARCHIVE] == 2
    filled.undo()
    assert filled.collections().shelves[Shelf.ARCHIVE] == 1
    filled.move_to_bin([moon.id])
    assert filled.collections().shelves[Shelf.ARCHIVE] == 0
    filled.restore([moon.id])
    filled.set_archived([moon.id], False)
    assert filled.collections().shelves[Shelf.ARCHIVE] == 0
