"""Days nobody planned: random actions and restarts never crash, and undo leads all the way back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from killing import is_whole, user_rows
from newsroom import MOON, RATES, catch_up
from reader.library.library import Library
from reader.model.article import Field
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId, HighlightId
from reader.model.query import Found, Query, Shelf, Sort
from reader.model.saved_search import SavedSearch
from reader.model.span import Span

RUNS = 100
ACTIONS = 24
"""Actions of one run at most; the restarts and what must hold afterwards come on top."""

STORM = (
    "Title: Storm crosses the coast 🌀\nDate: 2024-09-10\nSource: Weather Desk\n\n"
    "The storm crossed the coast at night. مرحبا بالعالم, said the radio.\n\nCafe\u0301s stayed closed.\n"
)

questions = st.sampled_from(
    ["", "moon", "the", "rates OR storm", '"south pole"', "café", "-the", "🌀", "((", "*"]
)
tags = st.lists(st.sampled_from(["war", "War", "trade", "äöü", "🌙"]), max_size=3)
search_names = st.sampled_from(["moon", "rates", "Storms 🌀", "CAFÉ"])
notes = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@contextmanager
def told(*expected: Trouble) -> Iterator[None]:
    """Let expected troubles through; the user is told of those, and nothing is done."""
    try:
        yield
    except ReaderError as error:
        if error.code not in expected:
            raise


class Day(RuleBasedStateMachine):
    """One library; every rule is something a user does to it."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(mkdtemp(prefix="pressmark-day-"))
        self.folder, self.news = self.place / "library", self.place / "news"
        self.news.mkdir()
        for name, text in (("moon", MOON), ("rates", RATES), ("storm", STORM)):
            (self.news / f"{name}.txt").write_text(text, "utf-8")
        Library.create(self.folder)
        self.library = Library.open(self.folder, writable=True)
        self.library.import_files([str(self.news)], "news", ["first"])
        self.beginning = user_rows(self.folder)
        self.read: set[int] = set()
        self.editions = 0

    def teardown(self) -> None:
        try:
            self.restart()
            while self.library.undo_state().undo.undo is not None:
                self.library.undo()
            assert is_whole(self.folder)
            assert self.left(user_rows(self.folder)) == self.left(self.beginning)
            self.everything_is_searchable()
        finally:
            self.library.close()
            rmtree(self.place)

    def left(self, rows: dict[str, list[str]]) -> dict[str, list[object]]:
        """Give the rows of the articles of the beginning that are still there; reading them is no edit."""
        first = {json.loads(row)[0] for row in self.beginning["articles"]} & set(self.ids(everything=True))
        found: dict[str, list[object]] = {table: list(rows[table]) for table in rows if table != "articles"}
        found["articles"] = [
            [number, None if number in self.read else unread, *rest]
            for number, unread, *rest in map(json.loads, rows["articles"])
            if number in first
        ]
        found["article_tags"] = [row for row in rows["article_tags"] if json.loads(row)[0] in first]
        # The row of a tag, once made, is no part of an edit; it is seen where something bears the tag.
        borne = {json.loads(row)[1] for row in (*found["article_tags"], *rows["highlight_tags"])}
        found["tags"] = [row for row in rows["tags"] if json.loads(row)[0] in borne]
        return found

    def ids(self, *, everything: bool = False) -> list[ArticleId]:
        shelves = [Shelf.ALL, Shelf.BIN] if everything else [Shelf.ALL]
        numbers = [each for shelf in shelves for each in self.library.search(Query(shelf=shelf)).identities()]
        return [ArticleId(number) for number in sorted(numbers)]

    def one(self, data: st.DataObject) -> ArticleId:
        return data.draw(st.sampled_from(self.ids(everything=True)))

    def some(self, data: st.DataObject) -> list[ArticleId]:
        return data.draw(
            st.lists(st.sampled_from(self.ids(everything=True)), min_size=1, max_size=3, unique=True)
        )

    def a_highlight(self, data: st.DataObject) -> HighlightId:
        return data.draw(st.sampled_from(self.highlights()))

    def highlights(self) -> list[HighlightId]:
        return [
            each.id
            for number in self.ids(everything=True)
            for each in self.library.article(number).highlights
        ]

    def has_articles(self) -> bool:
        return bool(self.ids(everything=True))

    def has_highlights(self) -> bool:
        return bool(self.highlights())

    def everything_is_searchable(self) -> None:
        catch_up(self.library)
        assert self.library.waiting() == 0
        for number in self.ids():
            title = self.library.article(number).title
            word = max((each for each in title.split() if each.isalnum()), key=len)
            assert number in self.library.search(Query(word)).identities()

    # What is done to passages

    @precondition(has_articles)
    @rule(data=st.data(), label=st.integers(1, 8), note=notes, names=tags)
    def highlight(self, data: st.DataObject, label: int, note: str, names: list[str]) -> None:
        article = self.one(data)
        length = len(self.library.article(article).text)
        start = data.draw(st.integers(0, length - 1))
        span = Span(start, data.draw(st.integers(start + 1, length)))
        with told(Trouble.SPAN_INVALID):
            made = self.library.add_highlight(article, span, label, note, names)
            assert made.highlight in self.highlights()

    @precondition(has_highlights)
    @rule(data=st.data(), label=st.integers(1, 8))
    def change_label(self, data: st.DataObject, label: int) -> None:
        self.library.set_label(self.a_highlight(data), label)

    @precondition(has_highlights)
    @rule(data=st.data(), note=notes)
    def write_note(self, data: st.DataObject, note: str) -> None:
        self.library.set_note(self.a_highlight(data), note)

    @precondition(has_highlights)
    @rule(data=st.data(), names=tags)
    def tag_highlight(self, data: st.DataObject, names: list[str]) -> None:
        self.library.set_highlight_tags(self.a_highlight(data), names)

    @precondition(has_highlights)
    @rule(data=st.data())
    def remove_highlight(self, data: st.DataObject) -> None:
        self.library.remove_highlight(self.a_highlight(data))

    # What is done to articles

    @precondition(has_articles)
    @rule(data=st.data(), names=tags)
    def tag_article(self, data: st.DataObject, names: list[str]) -> None:
        self.library.set_article_tags(self.one(data), names)

    @precondition(has_articles)
    @rule(data=st.data(), on=st.booleans())
    def star(self, data: st.DataObject, on: bool) -> None:
        self.library.set_starred(self.some(data), on)

    @precondition(has_articles)
    @rule(data=st.data(), on=st.booleans())
    def mark_unread(self, data: st.DataObject, on: bool) -> None:
        self.library.set_unread(self.some(data), on)

    @precondition(has_articles)
    @rule(data=st.data())
    def move_to_bin(self, data: st.DataObject) -> None:
        self.library.move_to_bin(self.some(data))

    @precondition(has_articles)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        self.library.restore(self.some(data))

    @rule()
    def empty_bin(self) -> None:
        self.library.empty_bin()

    @precondition(has_articles)
    @rule(
        data=st.data(), field=st.sampled_from(Field), value=st.sampled_from(["", "A new value", "2024-02-29"])
    )
    def correct(self, data: st.DataObject, field: Field, value: str) -> None:
        with told(*[Trouble.DATE_INVALID] if field is Field.PUBLISHED else []):
            self.library.correct(self.one(data), field, value)

    # What is done to saved searches

    def has_searches(self) -> bool:
        return bool(self.library.saved_searches())

    def a_search(self, data: st.DataObject) -> SavedSearch:
        return data.draw(st.sampled_from(self.library.saved_searches()))

    @rule(name=search_names, words=questions)
    def save_search(self, name: str, words: str) -> None:
        with told(Trouble.SEARCH_EXISTS, Trouble.SEARCH_EMPTY):
            made = self.library.save_search(name, words, self.library.search(Query(words)).read_to)
            assert made.search == self.library.saved_search(name.upper()).id

    @precondition(has_searches)
    @rule(data=st.data(), name=search_names, words=questions)
    def change_search(self, data: st.DataObject, name: str, words: str) -> None:
        with told(Trouble.SEARCH_EXISTS, Trouble.SEARCH_EMPTY):
            self.library.change_search(self.a_search(data).id, name, words)

    @precondition(has_searches)
    @rule(data=st.data(), place=st.integers(-1, 5))
    def move_search(self, data: st.DataObject, place: int) -> None:
        search = self.a_search(data)
        self.library.move_search(search.id, place)
        order = [each.id for each in self.library.saved_searches()]
        assert order.index(search.id) == min(max(0, place), len(order) - 1)

    @precondition(has_searches)
    @rule(data=st.data())
    def remove_search(self, data: st.DataObject) -> None:
        self.library.remove_search(self.a_search(data).id)

    @precondition(has_searches)
    @rule(data=st.data())
    def look_at_search(self, data: st.DataObject) -> None:
        search = self.a_search(data)
        found = self.library.search(Query(search.words))
        self.library.look_at_search(search.id, found.read_to)
        with told(Trouble.INDEX_DAMAGED):
            self.counts_as_found(search, found)

    def counts_as_found(self, search: SavedSearch, found: Found) -> None:
        counted = self.library.count_search(search.id)
        assert counted.articles == found.total
        assert counted.new == 0 or found.read_to < search.read_to or not found.read_to

    # What is no edit

    @precondition(has_articles)
    @rule(data=st.data())
    def read_article(self, data: st.DataObject) -> None:
        article = self.one(data)
        self.read.add(article)
        self.library.mark_read(article)
        self.library.save_position(article, data.draw(st.integers(0, 200)))

    @rule(question=questions, shelf=st.sampled_from(Shelf), sort=st.sampled_from(Sort), typing=st.booleans())
    def search(self, question: str, shelf: Shelf, sort: Sort, typing: bool) -> None:
        found = self.library.search(Query(question, shelf, None, sort, typing))
        assert found.total == len(found.identities()) >= len(found.rows)

    @rule(question=questions)
    def export(self, question: str) -> None:
        for _ in self.library.export(Query(question), self.place / "out.md"):
            pass

    @rule()
    def make_searchable(self) -> None:
        catch_up(self.library)

    @rule()
    def count(self) -> None:
        assert self.library.collections().shelves[Shelf.ALL] == len(self.ids())

    @rule()
    def lose_the_index(self) -> None:
        self.restart()
        rmtree(self.folder / "index", ignore_errors=True)

    # What comes in

    @rule()
    def import_again(self) -> None:
        self.library.import_files([str(self.news)], "news", [])

    @rule()
    def import_another(self) -> None:
        self.editions += 1
        path = self.news / f"more {self.editions}.txt"
        path.write_text(f"Report number {self.editions}\n\nThe river rose {self.editions} metres.\n", "utf-8")
        assert self.library.import_files([str(path)], "news", ["later"]).added == 1

    @rule(name=st.sampled_from(["moon", "rates", "storm"]))
    def import_a_new_version(self, name: str) -> None:
        self.editions += 1
        path = self.news / f"{name}.txt"
        path.write_text(
            path.read_text("utf-8") + f"\n\nThe text was changed {self.editions} times.\n", "utf-8"
        )
        self.library.import_files([str(self.news)], "news", [])

    @rule(data=st.data())
    def take_an_import_back(self, data: st.DataObject) -> None:
        report = data.draw(st.sampled_from(self.library.reports()))
        assert report.batch is not None
        annotated = {
            number for number in self.ids(everything=True) if self.library.article(number).highlights
        }
        self.library.undo_import(BatchId(report.batch))
        assert annotated <= set(self.ids(everything=True))

    # Time

    @rule()
    def undo(self) -> None:
        self.library.undo()

    @rule()
    def redo(self) -> None:
        self.library.redo()

    @rule()
    def restart(self) -> None:
        before = user_rows(self.folder), self.library.undo_state()
        self.library.close()
        self.library = Library.open(self.folder, writable=True)
        assert (user_rows(self.folder), self.library.undo_state()) == before

    @invariant()
    def every_highlight_stands_somewhere(self) -> None:
        for number in self.ids(everything=True):
            article = self.library.article(number)
            for each in article.highlights:
                placed = each.start is not None and each.end is not None
                assert placed != (each.state == "orphan")
                assert not placed or 0 <= each.start < each.end <= len(article.text)  # type: ignore[operator]


TestDay = Day.TestCase
TestDay.settings = settings(
    max_examples=RUNS,
    stateful_step_count=ACTIONS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
