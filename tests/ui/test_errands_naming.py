"""Names between the panes and the desk: what is asked, wished and dropped, and the way there and back.

The desk here is a fake that answers only when the test says so, from a library of three articles.
"""

from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from naming import mention, names
from pages import article
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QSplitter

from reader.model.article import Article, ArticleRow
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, VersionId
from reader.model.mention import Family, MentionType, NameRef, Names, Recognition
from reader.model.query import Collections, Found, Query, Shelf, Sort
from reader.ui.collections.pane import CollectionsPane
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.naming import MOST_WISHED, Naming
from reader.ui.errands.panes import Panes
from reader.ui.list.name_chip import NameChip
from reader.ui.list.pane import ListPane
from reader.ui.look.look import Look
from reader.ui.page.pane import PagePane
from reader.ui.side.bar import SideBar
from reader.ui.status.strip import StatusStrip
from reader.ui.status.toasts import Toasts

T = MentionType
GERMANY = NameRef("germany", T.GPE, "Germany")


class FakeJob:
    """A job whose answer the test gives."""

    def __init__(self, verb: str, args: tuple[Any, ...]) -> None:
        self.verb, self.args = verb, args
        self._answers: list[Callable[[Any], None]] = []
        self._told: list[Callable[[Any], None]] = []

    def then(self, answer: Callable[[Any], None]) -> "FakeJob":
        self._answers.append(answer)
        return self

    def or_else(self, told: Callable[[Any], None]) -> "FakeJob":
        self._told.append(told)
        return self

    def fail(self, error: ReaderError) -> None:
        for each in self._told:
            each(error)

    def answer(self, value: object) -> None:
        for each in self._answers:
            each(value)


class FakeDesk(QObject):
    """Keeps what was asked until it is served from `library`; `latest` drops an older ask of the verb."""

    changed = Signal(object)
    troubled = Signal(object)
    long_progressed = Signal(object, object)
    long_ended = Signal(object)
    recognised = Signal(object)
    left_out = Signal()

    def __init__(self, library: "FakeLibrary") -> None:
        super().__init__()
        self.library = library
        self.asked: list[FakeJob] = []
        self.wishes: list[tuple[ArticleId | None, tuple[ArticleId, ...]]] = []
        self.names_asked = 0
        self.recognising = True

    def read(self, verb: Callable[..., Any], *args: Any) -> FakeJob:
        job = FakeJob(verb.__name__, args)
        self.names_asked += job.verb == "names"
        self.asked.append(job)
        return job

    def latest(self, verb: Callable[..., Any], *args: Any) -> FakeJob:
        self.asked = [each for each in self.asked if each.verb != verb.__name__]
        return self.read(verb, *args)

    write = read

    def recognises(self) -> bool:
        return self.recognising

    def is_indexing(self) -> bool:
        return False

    def wish_names(self, open_article: ArticleId | None, visible: tuple[ArticleId, ...]) -> None:
        self.wishes.append((open_article, tuple(visible)))

    def serve(self, *verbs: str) -> None:
        """Answer what was asked, or only asks of these verbs."""
        for _ in range(20):
            ready = [each for each in self.asked if not verbs or each.verb in verbs]
            if not ready:
                return
            for job in ready:
                if job in self.asked:
                    self.asked.remove(job)
                    job.answer(getattr(self.library, job.verb)(*job.args))
        raise AssertionError("asks without end")


class FakeLibrary:
    """Articles by identity, with what is recognised in them."""

    def __init__(self, count: int = 3) -> None:
        self.articles = {
            ArticleId(n): article(id=ArticleId(n), version=VersionId(n), title=f"River {n}")
            for n in range(1, count + 1)
        }
        self.found: dict[ArticleId, Names] = {}
        self.naming = [ArticleId(1), ArticleId(3)]
        self.counts = (2, 3)

    def recognise(self, number: int) -> None:
        one = self.articles[ArticleId(number)]
        made = [mention(one.text, "Germany", T.GPE), mention(one.text, "Iron Gates", T.FAC)]
        self.found[one.id] = names(one, made)

    def article(self, number: ArticleId) -> Article:
        return self.articles[number]

    def names(self, number: ArticleId) -> Names:
        waiting = names(self.articles[number], (), Recognition.WAITING)
        return self.found.get(number, waiting)

    def recognised(self) -> tuple[int, int]:
        return self.counts

    def search(self, query: Query, _headings: object = None) -> Found:
        ids = self.naming if query.name is not None else list(self.articles)
        return Found(query, array("q", ids).tobytes(), len(ids), 1.0)

    def rows(self, _query: Query, ids: bytes) -> tuple[ArticleRow, ...]:
        return ()

    def collections(self) -> Collections:
        return Collections({Shelf.ALL: len(self.articles)})

    def mark_read(self, number: ArticleId) -> None:
        return None

    def save_position(self, number: ArticleId, position: int) -> None:
        return None


class Scene:
    """Panes, errands and the fake desk."""

    def __init__(self, qtbot, look: Look, library: FakeLibrary, hidden: tuple[str, ...] = ()) -> None:
        self.library = library
        self.desk = FakeDesk(library)
        self.window = QSplitter()
        qtbot.addWidget(self.window)
        self.panes = Panes(
            CollectionsPane(look),
            ListPane(look),
            PagePane(look),
            SideBar(look),
            StatusStrip(look),
            Toasts(look, self.window),
        )
        for pane in (self.panes.collections, self.panes.list, self.panes.page, self.panes.side):
            self.window.addWidget(pane)
        self.window.resize(1600, 900)
        self.window.show()
        self.browsing = Browsing(self.desk, self.panes, sort=Sort.RELEVANCE, mark_read_after=100_000)
        self.naming = Naming(self.desk, self.panes, self.browsing, hidden=hidden)
        self.browsing.start()
        self.desk.serve()

    def open(self, number: int) -> None:
        self.browsing.open_article(ArticleId(number))
        self.panes.list.select(ArticleId(number))
        self.desk.serve()

    def shown(self) -> list[str]:
        return [each.mention.name for each in self.panes.page.painted_mentions()]

    def crumb(self) -> str:
        return self.panes.page._top.crumb()


@pytest.fixture
def scene(qtbot, look) -> Scene:
    made = Scene(qtbot, look, FakeLibrary())
    made.library.recognise(1)
    return made


class TestOpenArticle:
    def test_its_names_are_asked_for_after_it_is_shown(self, scene):
        scene.browsing.open_article(ArticleId(1))
        assert scene.desk.names_asked == 0
        scene.desk.serve("article")
        assert scene.panes.page.article().id == 1
        assert scene.shown() == []
        scene.desk.serve()
        assert scene.shown() == ["Germany", "Iron Gates"]
        assert scene.panes.side.names.model().names() == 2

    def test_page_and_side_bar_count_the_same(self, scene):
        one = scene.library.articles[ArticleId(1)]
        made = scene.library.found[one.id]
        overlapping = mention(one.text, "Iron", T.ORG)
        scene.library.found[one.id] = replace(made, mentions=(*made.mentions, overlapping))
        scene.open(1)
        counted = sum(scene.panes.page.mentions().counts.values())
        assert counted == scene.panes.side.names.model().names() == 2

    def test_late_names_of_another_article_are_dropped(self, scene):
        scene.library.recognise(2)
        scene.browsing.open_article(ArticleId(1))
        scene.desk.serve("article")
        late = next(each for each in scene.desk.asked if each.verb == "names")
        scene.open(2)
        before = scene.panes.page.names()
        late.answer(scene.library.names(ArticleId(1)))
        assert scene.panes.page.names() is before
        assert scene.panes.page.names().article == 2

    def test_late_names_of_an_older_text_are_dropped(self, scene):
        scene.open(1)
        one = scene.library.articles[ArticleId(1)]
        newer = scene.library.articles[one.id] = replace(one, version=VersionId(9))
        scene.browsing._show_anew(newer)
        scene.desk.serve()
        assert scene.shown() == []
        assert scene.panes.side.names.model().names() == 0

    def test_they_are_asked_for_again_when_they_are_recognised(self, scene):
        scene.open(2)
        assert scene.panes.page.legend().state() == "Names are being looked for…"
        scene.library.recognise(2)
        scene.desk.recognised.emit(frozenset({ArticleId(3)}))
        scene.desk.serve()
        assert scene.shown() == []
        scene.desk.recognised.emit(frozenset({ArticleId(2), ArticleId(3)}))
        scene.desk.serve()
        assert scene.shown() == ["Germany", "Iron Gates"]

    def test_they_are_asked_for_again_when_what_is_left_out_has_changed(self, scene):
        one = scene.library.articles[ArticleId(2)]
        scene.library.found[one.id] = names(one, (), Recognition.SET_ASIDE)
        scene.open(2)
        assert "left out" in scene.panes.page.legend().state()
        del scene.library.found[one.id]
        scene.desk.left_out.emit()
        scene.desk.serve()
        assert scene.panes.page.legend().state() == "Names are being looked for…"

    def test_nothing_is_said_to_be_looked_for_where_nothing_is(self, scene):
        scene.desk.recognising = False
        scene.open(2)
        assert scene.panes.page.legend().state() == ""
        assert scene.panes.page.names() is None
        scene.open(1)
        assert scene.shown() == ["Germany", "Iron Gates"]

    def test_a_change_of_its_facts_asks_for_nothing(self, scene):
        scene.open(1)
        count = scene.desk.names_asked
        scene.browsing._show_anew(replace(scene.library.articles[ArticleId(1)], starred=True))
        scene.desk.serve()
        assert scene.desk.names_asked == count
        assert scene.shown() == ["Germany", "Iron Gates"]

    def test_what_is_chosen_stays_chosen_when_names_come_anew(self, scene):
        scene.open(1)
        scene.panes.page.next_name()
        one = scene.library.articles[ArticleId(1)]
        more = (*scene.library.found[one.id].mentions, mention(one.text, "Serbia", T.GPE))
        scene.library.found[one.id] = names(one, more)
        scene.desk.recognised.emit(frozenset({one.id}))
        scene.desk.serve()
        assert scene.shown() == ["Germany", "Iron Gates", "Serbia"]
        assert scene.panes.page.chosen_mention().name == "Germany"
        assert scene.panes.side.names.view().selectionModel().selectedIndexes()[0].data() == "Germany"

    def test_an_article_that_is_gone_is_no_trouble_and_another_one_is_told(self, scene):
        told = QSignalSpy(scene.desk.troubled)
        scene.browsing.open_article(ArticleId(1))
        scene.desk.serve("article")
        ask = next(each for each in scene.desk.asked if each.verb == "names")
        ask.fail(ReaderError(Trouble.ARTICLE_MISSING, article=1))
        assert told.count() == 0
        ask.fail(ReaderError(Trouble.LIBRARY_LOCKED, path="x"))
        assert told.count() == 1

    def test_a_closed_page_has_no_names(self, scene):
        scene.open(1)
        scene.browsing._gone(None)
        assert not scene.panes.page.legend().isVisible()
        assert scene.panes.side.names.model().names() == 0


class TestWishes:
    def test_an_article_is_wished_for_before_it_has_come(self, scene):
        scene.browsing.open_article(ArticleId(2))
        assert scene.desk.wishes[-1][0] == 2
        count = len(scene.desk.wishes)
        scene.desk.serve()
        assert len(scene.desk.wishes) == count

    def test_open_and_visible_articles_are_wished_for_once(self, qtbot, scene):
        qtbot.waitUntil(lambda: bool(scene.desk.wishes))
        scene.open(2)
        qtbot.waitUntil(lambda: scene.desk.wishes[-1][0] == 2)
        assert scene.desk.wishes[-1] == (2, (1, 2, 3))
        count = len(scene.desk.wishes)
        scene.panes.list.view_moved.emit()
        qtbot.waitUntil(lambda: not scene.naming.is_about_to_ask())
        assert len(scene.desk.wishes) == count

    def test_scrolling_wishes_for_what_comes_into_sight(self, qtbot, look):
        scene = Scene(qtbot, look, FakeLibrary(300))
        bar = scene.panes.list.view().verticalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() > 6000)
        for place in range(0, 6000, 500):
            bar.setValue(place)
        qtbot.waitUntil(lambda: not scene.naming.is_about_to_ask())
        last = scene.desk.wishes[-1][1]
        assert last == tuple(scene.panes.list.in_sight())
        assert last[0] > 20
        assert 0 < len(last) <= MOST_WISHED
        assert len(scene.desk.wishes) <= 4

    def test_a_new_text_of_the_open_article_is_wished_for_anew(self, qtbot, scene):
        scene.open(1)
        qtbot.waitUntil(lambda: not scene.naming.is_about_to_ask())
        count = len(scene.desk.wishes)
        newer = replace(scene.library.articles[ArticleId(1)], version=VersionId(9))
        scene.library.articles[ArticleId(1)] = newer
        scene.browsing._show_anew(newer)
        qtbot.waitUntil(lambda: len(scene.desk.wishes) > count)
        assert scene.desk.wishes[-1][0] == 1


class TestHiding:
    def test_the_users_choice_is_kept_and_told(self, qtbot, look):
        library = FakeLibrary()
        library.recognise(1)
        scene = Scene(qtbot, look, library, hidden=("place", "no such family"))
        told = QSignalSpy(scene.naming.hidden_changed)
        scene.open(1)
        assert scene.shown() == ["Iron Gates"]
        assert scene.panes.side.names.model().hidden == {Family.PLACE}
        entries = {each.family: each for each in scene.panes.page.legend().entries()}
        qtbot.mouseClick(entries[Family.FACILITY], Qt.MouseButton.LeftButton)
        assert told.at(0) == [("facility", "place")]
        assert scene.shown() == []

    def test_steps_and_search_are_offered_as_far_as_they_lead(self, qtbot, scene):
        told = QSignalSpy(scene.naming.offer_changed)

        def offered() -> tuple[bool, bool]:
            stepping, meant = told.at(told.count() - 1)
            return stepping, meant is not None

        scene.open(2)
        assert offered() == (False, False)
        scene.open(1)
        assert offered() == (True, False)
        scene.panes.page.next_name()
        assert offered() == (True, True)
        scene.panes.page.hidden_changed.emit(frozenset(Family))
        scene.panes.page.hide_families(frozenset(Family))
        scene.panes.page.hidden_changed.emit(frozenset(Family))
        assert offered()[0] is False


class TestSearch:
    def test_a_click_on_the_page_leads_to_all_articles_that_name_it(self, qtbot, scene):
        scene.open(1)
        listed = QSignalSpy(scene.naming.list_asked)
        line = scene.panes.page.painted_mentions()[0].lines[0]
        at = (line.center()).toPoint()
        at.setY(at.y() - 8)
        viewport = scene.panes.page.view().viewport()
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, at)
        assert scene.browsing.query == Query(name=GERMANY)
        scene.desk.serve()
        assert list(scene.browsing.found.identities()) == [1, 3]
        assert listed.count() == 1
        assert scene.crumb() == "Names: Germany  ›  Article 1 of 2"
        assert scene.panes.list.findChild(NameChip).isVisible()

    def test_the_list_of_entities_leads_there_too(self, qtbot, scene):
        scene.open(1)
        scene.panes.side.open_names()
        view = scene.panes.side.names.view()
        qtbot.keyClick(view, Qt.Key.Key_Down)
        assert scene.panes.page.chosen_mention().name == "Germany"
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert scene.browsing.query.name == GERMANY

    def test_answers_come_as_soon_as_all_is_searchable_though_the_index_goes_on(self, qtbot, scene):
        scene.browsing.take_words("river", False)
        scene.desk.serve()
        run = FakeJob("catch_up", ())
        scene.desk.long_progressed.emit(run, Progress(1, 2))
        assert not scene.browsing.is_about_to_ask()
        scene.desk.long_progressed.emit(run, Progress(2, 2))
        qtbot.waitUntil(lambda: any(job.verb == "search" for job in scene.desk.asked))
        scene.desk.serve()
        scene.desk.long_progressed.emit(run, Progress(2, 2))
        assert not scene.browsing.is_about_to_ask(), "once is enough"

    def test_the_chip_leads_back_to_words_place_and_article(self, qtbot, scene):
        scene.panes.list.set_words("river")
        scene.browsing.take_words("river", False)
        scene.desk.serve()
        scene.open(2)
        scene.browsing.take_name(GERMANY)
        scene.desk.serve()
        assert scene.panes.list.words() == ""
        scene.panes.list.select_first()
        scene.desk.serve()
        assert scene.panes.page.article().id == 1
        qtbot.mouseClick(scene.panes.list.findChild(NameChip), Qt.MouseButton.LeftButton)
        scene.desk.serve()
        assert scene.browsing.query == Query(words="river")
        assert scene.panes.list.words() == "river"
        assert scene.panes.list.current() == 2
        assert scene.panes.page.article().id == 2
        assert not scene.panes.list.findChild(NameChip).isVisible()

    def test_who_types_on_the_way_back_stays_where_that_leads(self, scene):
        scene.open(2)
        scene.browsing.take_name(GERMANY)
        scene.desk.serve()
        scene.panes.list.select_first()
        scene.desk.serve()
        scene.browsing.leave_name()
        scene.browsing.take_words("dam", True)
        scene.desk.serve()
        assert scene.panes.page.article().id == 1

    def test_a_name_after_a_name_leads_back_to_the_beginning(self, scene):
        scene.browsing.take_shelf(Shelf.UNREAD)
        scene.browsing.take_name(GERMANY)
        scene.browsing.take_name(NameRef("iron gates", T.FAC, "Iron Gates"))
        scene.browsing.leave_name()
        assert scene.browsing.query == Query(shelf=Shelf.UNREAD)
        scene.browsing.leave_name()
        assert scene.browsing.query == Query(shelf=Shelf.UNREAD)

    def test_words_and_order_stay_within_the_name_and_shelves_leave_it(self, scene):
        scene.browsing.take_name(GERMANY)
        scene.browsing.take_words("dams", False)
        scene.browsing.take_sort(Sort.DATE)
        assert scene.browsing.query == Query(words="dams", sort=Sort.DATE, name=GERMANY)
        scene.browsing.take_tag("river")
        assert scene.browsing.query == Query(words="dams", tag="river", sort=Sort.DATE)

    def test_it_says_how_many_articles_are_recognised(self, scene):
        scene.library.naming = []
        scene.library.counts = (120, 500)
        scene.browsing.take_name(GERMANY)
        scene.desk.serve()
        said = scene.panes.list.view().accessibleDescription()
        assert said.startswith("No article names Germany. ")
        assert "120 of 500" in said

    def test_articles_recognised_meanwhile_come_into_the_list(self, qtbot, scene):
        scene.browsing.take_name(GERMANY)
        scene.desk.serve()
        scene.library.naming = [ArticleId(1), ArticleId(2), ArticleId(3)]
        scene.desk.recognised.emit(frozenset({ArticleId(2)}))
        qtbot.waitUntil(lambda: not scene.browsing.is_about_to_ask())
        scene.desk.serve()
        assert scene.browsing.found.total == 3

    def test_the_bars_list_button_opens_the_side_bar(self, scene):
        scene.open(1)
        asked = QSignalSpy(scene.naming.side_bar_asked)
        scene.panes.page.names_list_asked.emit()
        assert asked.count() == 1
        assert scene.panes.side.names.isVisible()
