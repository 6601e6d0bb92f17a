"""The list of entities in the side bar, with real keys and clicks."""

from dataclasses import replace

import pytest
from naming import mention, names
from pages import article
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from reader.model.ids import VersionId
from reader.model.mention import Family, Mention, MentionType, NameRef, Recognition
from reader.ui.side.bar import SideBar
from reader.ui.side.names.entries import NameEntry, NameModel
from reader.ui.side.names.entry_delegate import search_place

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
T = MentionType
RIVER = article()


def of_the_river() -> list[Mention]:
    text = RIVER.text
    return [
        mention(text, "Danube", T.LOC, cluster=1, name="Danube River"),
        mention(text, "Danube", T.LOC, cluster=1, name="Danube River", place=1),
        mention(text, "Germany", T.GPE),
        mention(text, "ten", T.CARDINAL),
        mention(text, "Iron Gates", T.FAC),
        mention(text, "Serbia", T.GPE),
        mention(text, "Romania", T.GPE),
        mention(text, "nineteen", T.QUANTITY, value="19"),
    ]


@pytest.fixture
def bar(qtbot, look) -> SideBar:
    made = SideBar(look)
    qtbot.addWidget(made)
    made.resize(312, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_article(RIVER)
    made.show_names(names(RIVER, of_the_river()))
    made.open_names()
    return made


def lines(bar: SideBar) -> list[tuple[str, int]]:
    model = bar.names.model()
    entries = [model.entry(row) for row in range(model.rowCount())]
    return [(f"# {each.name}" if each.heading else each.name, each.count) for each in entries]


def row_of(bar: SideBar, name: str) -> int:
    model = bar.names.model()
    return next(row for row in range(model.rowCount()) if model.entry(row).name == name)


def line_at(bar: SideBar, name: str) -> QPoint:
    view = bar.names.view()
    rect = view.visualRect(view.model().index(row_of(bar, name), 0))
    return QPoint(rect.left() + 40, rect.center().y())


def tabs(bar: SideBar) -> list[str]:
    return [
        each.text() for each in bar.findChildren(QPushButton) if each.isCheckable() and not each.isHidden()
    ]


def chosen(bar: SideBar) -> str:
    rows = bar.names.view().selectionModel().selectedIndexes()
    return rows[0].data() if rows else ""


def test_each_name_stands_once_under_its_family(bar):
    assert lines(bar) == [
        ("# Places", 5),
        ("Danube River", 2),
        ("Germany", 1),
        ("Romania", 1),
        ("Serbia", 1),
        ("# Facilities", 1),
        ("Iron Gates", 1),
        ("# Quantities", 1),
        ("nineteen", 1),
    ]
    assert tabs(bar) == ["Notes", "Entities  7", "Info"]


def test_the_model_holds_what_qt_asks_of_one(qtbot):
    model = NameModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_mentions(of_the_river())
    model.narrow("dan")
    model.narrow("")
    model.show_mentions([])


def test_a_screen_reader_hears_name_type_and_count(bar):
    index = bar.names.model().index(1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Danube River, Place, 2 mentions"
    assert bar.names.view().accessibleName() == "Entities"


def test_a_click_goes_to_the_first_mention_and_on(qtbot, bar):
    asked = QSignalSpy(bar.mention_asked)
    viewport = bar.names.view().viewport()
    at = line_at(bar, "Danube River")
    for _ in range(3):
        qtbot.mouseClick(viewport, LEFT, pos=at)
    first, second = of_the_river()[:2]
    assert [asked.at(n)[0] for n in range(asked.count())] == [first, second, first]


def test_arrow_keys_walk_the_names_and_step_over_families(qtbot, bar):
    asked = QSignalSpy(bar.mention_asked)
    view = bar.names.view()
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    told = [asked.at(n)[0].name for n in range(asked.count())]
    assert told == ["Danube River", "Germany", "Romania", "Serbia", "Iron Gates"]
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert chosen(bar) == "Serbia"


def test_ctrl_enter_and_the_button_find_all_articles(qtbot, bar):
    asked = QSignalSpy(bar.name_asked)
    went = QSignalSpy(bar.mention_asked)
    view = bar.names.view()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return, CTRL)
    button = search_place(view.visualRect(view.model().index(row_of(bar, "Iron Gates"), 0)))
    qtbot.mouseClick(view.viewport(), LEFT, pos=button.center())
    wanted = [NameRef("danube river", T.LOC, "Danube River"), NameRef("iron gates", T.FAC, "Iron Gates")]
    assert [asked.at(n)[0] for n in range(asked.count())] == wanted
    assert went.count() == 1


def test_a_double_click_finds_all_articles(qtbot, bar):
    asked = QSignalSpy(bar.name_asked)
    at, viewport = line_at(bar, "Germany"), bar.names.view().viewport()
    qtbot.mouseClick(viewport, LEFT, pos=at)
    qtbot.mouseDClick(viewport, LEFT, pos=at)
    assert asked.at(0) == [NameRef("germany", T.GPE, "Germany")]


def test_a_quantity_is_not_searched(qtbot, bar):
    asked = QSignalSpy(bar.name_asked)
    view = bar.names.view()
    line = view.visualRect(view.model().index(row_of(bar, "nineteen"), 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=search_place(line).center())
    qtbot.keyClick(view, Qt.Key.Key_Return, CTRL)
    assert chosen(bar) == "nineteen"
    assert asked.count() == 0


def test_the_menu_offers_search_and_copy(qtbot, bar):
    asked = QSignalSpy(bar.name_asked)
    view, at = bar.names.view(), line_at(bar, "Germany")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {each.text(): each for each in menu.actions()}
    offered["Copy"].trigger()
    offered["Find All Articles That Name It"].trigger()
    menu.close()
    assert QApplication.clipboard().text() == "Germany"
    assert asked.at(0) == [NameRef("germany", T.GPE, "Germany")]


def test_what_is_chosen_on_the_page_is_chosen_here_quietly(bar):
    asked = QSignalSpy(bar.mention_asked)
    bar.choose_mention(of_the_river()[4])
    assert chosen(bar) == "Iron Gates"
    bar.choose_mention(None)
    assert chosen(bar) == ""
    assert asked.count() == 0


def test_few_names_need_no_field(bar):
    assert not bar.names.filter().isVisible()


def test_many_names_are_narrowed_down(qtbot, bar):
    many = [
        Mention(n * 3, n * 3 + 2, T.PERSON if n % 2 else T.ORG, n, f"Name {n}", f"name {n}")
        for n in range(40)
    ]
    bar.show_names(names(RIVER, many))
    field = bar.names.filter()
    assert field.isVisible()
    field.setFocus()
    qtbot.keyClicks(field, "NAME 3")
    assert lines(bar) == [
        ("# People", 6),
        *((f"Name {n}", 1) for n in (3, 31, 33, 35, 37, 39)),
        ("# Organisations", 5),
        *((f"Name {n}", 1) for n in (30, 32, 34, 36, 38)),
    ]
    bar.show_names(names(RIVER, many[:36]))
    assert ("Name 39", 1) not in lines(bar)
    assert field.text() == "NAME 3"
    asked = QSignalSpy(bar.mention_asked)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert bar.names.view().hasFocus()
    assert asked.at(0)[0].name == "Name 3"
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    left = QSignalSpy(bar.left)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert left.count() == 1


def test_letters_are_left_to_the_window_and_escape_leads_out(qtbot, bar):
    left = QSignalSpy(bar.left)
    qtbot.keyClick(bar.names.view(), Qt.Key.Key_S)
    assert chosen(bar) == ""
    qtbot.keyClick(bar.names.view(), Qt.Key.Key_Escape)
    assert left.count() == 1


def test_hidden_families_are_fainter(bar, look):
    view = bar.names.view()

    def bar_of_places() -> int:
        rect = view.visualRect(view.model().index(1, 0))
        ground = view.viewport().grab().toImage()  # see-through where nothing is painted
        return ground.pixelColor(rect.left() + 20, rect.top() + 4).alpha()

    before = bar_of_places()
    bar.hide_families(frozenset({Family.PLACE}))
    assert 0 < bar_of_places() < before


def test_the_tab_is_there_only_when_names_are_spoken_of(bar):
    bar.show_names(None)
    assert tabs(bar) == ["Notes", "Info"]
    assert bar.notes.isVisible()
    bar.show_names(names(RIVER, (), Recognition.WAITING))
    assert tabs(bar) == ["Notes", "Entities", "Info"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Recognition.WAITING, "Names are being looked for…"),
        (Recognition.FOREIGN, "Names are not recognised in English"),
        (Recognition.DONE, "Nothing is named in this article."),
    ],
)
def test_it_says_why_the_list_is_empty(bar, state, words):
    bar.show_names(names(RIVER, (), state))
    assert bar.names.state() == words
    assert lines(bar) == []


def test_another_text_drops_the_names_of_the_one_before(bar):
    bar.show_article(replace(RIVER, version=VersionId(2)))
    assert lines(bar) == []
    assert tabs(bar) == ["Notes", "Entities", "Info"]


def test_the_longest_bar_is_the_most_named():
    entries = NameModel()
    entries.show_mentions(of_the_river())
    shares = [each.share for row in range(9) if not (each := entries.entry(row)).heading]
    assert shares == [1.0, 0.5, 0.5, 0.5, 0.5, 0.5]
    assert isinstance(entries.entry(0), NameEntry)
