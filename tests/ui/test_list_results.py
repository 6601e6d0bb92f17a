"""The answers as a model: counted in C++, fetched by the page."""

import sys
from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from reader.model.article import ArticleRow, Snippet, TagMark
from reader.model.ids import ArticleId
from reader.ui.list.results import PAGE, ResultModel, spoken

TITLE = Qt.ItemDataRole.DisplayRole
WHOLE = Qt.ItemDataRole.UserRole


def row(number: int, title: str = "") -> ArticleRow:
    return ArticleRow(
        ArticleId(number),
        title or f"Title {number}",
        "Agency",
        "2025-11-07",
        Snippet("x"),
        (),
        0,
        False,
        False,
    )


def rows(numbers) -> tuple[ArticleRow, ...]:
    return tuple(row(number) for number in numbers)


def ids(numbers) -> bytes:
    return array("q", numbers).tobytes()


class Late:
    """The order of many articles, of which only the first page was made at once."""

    def __init__(self, numbers) -> None:
        self.numbers = list(numbers)
        self.made = 0

    def __len__(self) -> int:
        return len(self.numbers)

    def ids(self) -> bytes:
        self.made += 1
        return ids(self.numbers)

    def place_of(self, article: int) -> int | None:
        return self.numbers.index(article) if article in self.numbers else None

    def head(self) -> tuple[bytes, tuple[ArticleRow, ...]]:
        return ids(self.numbers[:PAGE]), rows(self.numbers[:PAGE])


@pytest.fixture
def model(qapp):
    made = ResultModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


def wanted(qtbot, model: ResultModel, places) -> list[tuple[int, bytes]]:
    """Look at places and give what is then asked for."""
    spy = QSignalSpy(model.page_wanted)
    for place in places:
        model.row(place)
    qtbot.wait(30)
    return [tuple(spy.at(number)) for number in range(spy.count())]


def test_rows_are_counted_and_the_first_page_needs_no_asking(qtbot, model):
    assert model.show_ids(ids(range(1, 501)), rows(range(1, 201)))
    assert model.rowCount() == 500
    assert model.index(7).data(TITLE) == "Title 8"
    assert model.index(7).data(WHOLE).id == 8
    assert wanted(qtbot, model, range(200)) == []


def test_a_missing_page_is_a_light_placeholder_and_asked_for_once(qtbot, model):
    model.show_ids(ids(range(1, 501)), rows(range(1, 201)))
    assert model.index(450).data(TITLE) == ""
    assert model.index(450).data(WHOLE) is None
    assert model.index(450).data(Qt.ItemDataRole.AccessibleTextRole) == "Loading"
    assert wanted(qtbot, model, [450, 450, 499, 401]) == [(400, ids(range(401, 501)))]
    assert wanted(qtbot, model, [450]) == []


def test_an_answer_fills_its_page(qtbot, model):
    model.show_ids(ids(range(1, 501)), rows(range(1, 201)))
    model.row(250)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show_rows(ids(range(201, 401)), rows(range(201, 401)))
    assert (told.args[0].row(), told.args[1].row()) == (200, 399)
    assert model.index(250).data(TITLE) == "Title 251"
    assert wanted(qtbot, model, range(200, 400)) == []


def test_an_article_that_is_gone_is_not_asked_for_again(qtbot, model):
    model.show_ids(ids(range(1, 301)), rows(range(1, 201)))
    model.show_rows(ids(range(201, 301)), rows(range(202, 301)))
    assert model.row(200) is None
    assert wanted(qtbot, model, [200]) == []


def test_an_answer_to_other_ids_is_dropped(qtbot, model):
    model.show_ids(ids(range(1, 301)), rows(range(1, 201)))
    model.show_rows(ids(range(202, 302)), rows(range(202, 302)))
    model.show_rows(b"", ())
    assert model.row(250) is None


def test_the_same_ids_do_not_reset_but_ask_anew_for_pages_seen(qtbot, model):
    model.show_ids(ids(range(1, 401)), rows(range(1, 201)))
    model.show_rows(ids(range(201, 401)), rows(range(201, 401)))
    resets = QSignalSpy(model.modelReset)
    fresh = tuple(row(number, "New") for number in range(1, 201))
    assert not model.show_ids(ids(range(1, 401)), fresh)
    assert resets.count() == 0
    assert model.row(0).title == "New"
    assert model.row(300).title == "Title 301", "an old row is better than none"
    assert wanted(qtbot, model, [300]) == [(200, ids(range(201, 401)))]


def test_refresh_asks_again_only_for_the_pages_of_those_articles(qtbot, model):
    model.show_ids(ids(range(1, 401)), rows(range(1, 201)))
    model.show_rows(ids(range(201, 401)), rows(range(201, 401)))
    model.refresh(frozenset({250, 9999}))
    assert wanted(qtbot, model, [0, 300]) == [(200, ids(range(201, 401)))]
    model.refresh(None)
    assert [first for first, _ in wanted(qtbot, model, [0, 300])] == [200, 0]


def test_known_rows_are_shown_until_the_new_ones_come(model):
    model.show_ids(ids(range(1, 401)), rows(range(1, 201)))
    model.show_ids(ids([*range(500, 700), 7]), rows(range(500, 700)))
    assert model.row(200).title == "Title 7"


def test_only_twenty_pages_are_held(qtbot, model):
    model.show_ids(ids(range(PAGE * 30)), rows(range(PAGE)))
    for page in range(30):
        numbers = range(page * PAGE, (page + 1) * PAGE)
        model.show_rows(ids(numbers), rows(numbers))
    assert model.row(PAGE * 3) is None
    assert model.row(PAGE * 30 - 1) is not None
    assert model.row(PAGE * 12) is not None


def test_of_many_pages_scrolled_past_the_last_are_asked_for(qtbot, model):
    model.show_ids(ids(range(PAGE * 30)), rows(range(PAGE)))
    asked = wanted(qtbot, model, range(PAGE, PAGE * 30, PAGE))
    assert [first // PAGE for first, _ in asked] == [29, 28, 27]
    assert [first // PAGE for first, _ in wanted(qtbot, model, [PAGE * 5])] == [5]


def test_places_are_found_by_identity_and_never_between_two(model):
    between = int.from_bytes(ids([1, 2])[4:12], sys.byteorder)
    model.show_ids(ids([1, 2, 3, -5]), ())
    assert model.place_of(ArticleId(2)) == 1
    assert model.place_of(ArticleId(-5)) == 3
    assert model.place_of(ArticleId(between)) is None
    assert model.place_of(ArticleId(77)) is None


def test_no_answers(model):
    model.show_ids(ids(range(1, 10)), rows(range(1, 10)))
    assert model.show_ids(b"", ())
    assert model.rowCount() == 0
    assert model.row(0) is None
    assert model.identity(0) is None


def test_a_row_is_said_whole():
    read = ArticleRow(
        ArticleId(1), "A title.", "Agency", "2025-11-07T08:00", Snippet(""), (), 0, False, False
    )
    assert spoken(read) == "A title. Agency, 7 Nov 2025."
    tags = (TagMark("trade", "blue"), TagMark("grain", "green"))
    marked = ArticleRow(ArticleId(1), "", "", "", Snippet(""), tags, 4, True, True)
    assert spoken(marked) == "Untitled. Unread. Starred. 4 notes. Tags: trade, grain."


def test_the_rest_of_an_order_is_made_when_it_is_looked_at(qtbot, model):
    order = Late(range(1_000, 0, -1))
    model.show_ids(*order.head(), order)
    assert model.rowCount() == 1_000
    assert [model.row(place).id for place in range(PAGE)] == order.numbers[:PAGE]
    assert (
        model.place_of(ArticleId(999)),
        model.place_of(ArticleId(3)),
        model.place_of(ArticleId(2_000)),
    ) == (
        1,
        997,
        None,
    )
    assert order.made == 0, "what is seen first needs no more"
    assert model.index(450).data(TITLE) == ""
    assert [model.identity(place) for place in range(1_000)] == order.numbers
    assert wanted(qtbot, model, [450]) == [(400, ids(order.numbers[400:600]))]
    model.show_rows(ids(order.numbers[400:600]), rows(order.numbers[400:600]))
    assert model.row(450).id == order.numbers[450]
    assert model.places_of([5, 900]) == [100, 995]
    assert order.made == 1


def test_no_row_moves_when_the_rest_of_an_order_comes(model):
    order = Late(range(1, 1_001))
    model.show_ids(*order.head(), order)
    told = [QSignalSpy(signal) for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved)]
    before = [model.identity(place) for place in range(PAGE)]
    assert model.identity(999) == 1_000
    assert [model.identity(place) for place in range(PAGE)] == before
    assert [spy.count() for spy in told] == [0, 0, 0]


def test_another_answer_drops_an_order_that_was_never_made(model):
    order = Late(range(1, 1_001))
    model.show_ids(*order.head(), order)
    assert model.show_ids(ids([5, 6]), rows([5, 6]))
    assert (model.rowCount(), model.identity(1), model.identity(2), order.made) == (2, 6, None, 0)


@pytest.mark.parametrize("same", [True, False])
def test_answers_alike_on_the_first_page_are_told_apart_by_the_rest(model, same: bool):
    order = Late(range(1, 1_001))
    model.show_ids(*order.head(), order)
    other = Late([*range(1, 501), *(range(501, 1_001) if same else range(1_000, 500, -1))])
    resets = QSignalSpy(model.modelReset)
    assert model.show_ids(*other.head(), other) is not same
    assert resets.count() == (0 if same else 1)
    assert [model.identity(place) for place in range(1_000)] == other.numbers
