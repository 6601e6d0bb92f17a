"""Back and forward through what was read, where each article was left, and only the page: by real keys."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hands import press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.query import Query
from reader.model.span import Span
from reader.settings import Settings
from reader.ui.errands.panes import Panes
from reader.ui.page.top_bar import TopBar

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
LEAD = "\n\n".join(f"Paragraph {n} of the long report says more than before. " * 3 for n in range(24))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three long articles; the words `green harbour` stand far down in the second."""
    tmp_path = tmp_path_factory.mktemp("kept")
    news = tmp_path / "Post"
    news.mkdir()
    for number, words in enumerate(("first", "second", "third"), 1):
        end = "The green harbour is quiet.\n\n" + LEAD if words == "second" else LEAD
        text = f"Title: The {words} report\nDate: 2024-06-0{9 - number}\n\n{LEAD}\n\n{end}\n"
        (news / f"{number}.txt").write_text(text, "utf-8")
    Library.create(tmp_path / "library")
    with closing(Library.open(tmp_path / "library", writable=True)) as library:
        library.import_files([str(news)], "Post", [])
        for article in library.unrecognised(5):
            for _ in library.recognise(article):
                pass
        for _ in library.catch_up():
            pass
        second = titled(library, "second")
        start = library.article(second).text.index("green harbour")
        library.add_highlight(second, Span(start, start + 13), 1)
    return tmp_path / "library"


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept, tmp_path / "library"))


def titled(library: Library, word: str) -> ArticleId:
    return next(row.id for row in library.search(Query()).rows if word in row.title)


@pytest.fixture
def stage(qtbot: QtBot, folder: Path) -> Iterator[Stage]:
    with Stage(folder, Scene(width=1400, height=900)) as made:
        made.settle()
        made.window.activateWindow()
        assert QTest.qWaitForWindowActive(made.window)
        yield made


def panes(stage: Stage) -> Panes:
    return stage.window.panes


def title(stage: Stage) -> str:
    article = panes(stage).page.article()
    return "" if article is None else article.title


def depth(stage: Stage) -> int:
    return panes(stage).page.view().verticalScrollBar().value()


def read_three(stage: Stage) -> list[int]:
    """Read three articles, each to another depth, and give the depths."""
    depths = []
    panes(stage).list.focus_list()
    for pages in (1, 2, 3):
        press(stage, Key.Key_J)
        for _ in range(pages):
            press(stage, Key.Key_Space)
        depths.append(depth(stage))
    assert len(set(depths)) == 3
    return depths


def test_back_and_forward_lead_to_articles_and_places(stage: Stage):
    actions = stage.window.actions_table
    assert not actions["back"].isEnabled()
    depths = read_three(stage)
    assert not actions["forward"].isEnabled()
    press(stage, Key.Key_Left, ALT)
    assert (title(stage), depth(stage)) == ("The second report", depths[1])
    press(stage, Key.Key_Space)
    press(stage, Key.Key_Left, ALT)
    assert (title(stage), depth(stage)) == ("The first report", depths[0])
    assert not actions["back"].isEnabled()
    assert panes(stage).list.current() == panes(stage).page.article().id
    press(stage, Key.Key_Right, ALT)
    assert title(stage) == "The second report"
    assert depth(stage) > depths[1]  # where it was left the second time
    press(stage, Key.Key_Right, ALT)
    assert (title(stage), depth(stage)) == ("The third report", depths[2])


def test_two_steps_at_once(stage: Stage):
    depths = read_three(stage)
    QTest.keyClick(panes(stage).page.view(), Key.Key_Left, ALT)
    QTest.keyClick(panes(stage).page.view(), Key.Key_Left, ALT)
    stage.settle()
    assert (title(stage), depth(stage)) == ("The first report", depths[0])


def test_the_buttons_of_the_mouse_and_of_the_bar(stage: Stage):
    read_three(stage)
    handle = stage.window.windowHandle()
    for place in (QPoint(300, 300), QPoint(700, 500)):  # over the list, over the page
        before = panes(stage).list.current()
        QTest.mouseClick(handle, Qt.MouseButton.BackButton, NONE, place)
        stage.settle()
        assert title(stage) == "The second report"
        QTest.mouseClick(handle, Qt.MouseButton.ForwardButton, NONE, place)
        stage.settle()
        assert title(stage) == "The third report"
        assert panes(stage).list.current() == before
    bar = panes(stage).page.findChild(TopBar)
    buttons = {each.accessibleName(): each for each in bar.children() if hasattr(each, "accessibleName")}
    back = next(each for name, each in buttons.items() if name.startswith("Back ("))
    forward = next(each for name, each in buttons.items() if name.startswith("Forward ("))
    assert (back.isEnabled(), forward.isEnabled()) == (True, False)
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    stage.settle()
    assert title(stage) == "The second report"
    assert forward.isEnabled()


def test_a_jump_within_an_article_is_a_stop(stage: Stage):
    panes(stage).list.focus_list()
    press(stage, Key.Key_J)
    press(stage, Key.Key_J)
    press(stage, Key.Key_Space)
    read = depth(stage)
    press(stage, Key.Key_BracketRight)
    jumped = depth(stage)
    assert jumped > read + 1000
    press(stage, Key.Key_Left, ALT)
    assert (title(stage), depth(stage)) == ("The second report", read)
    press(stage, Key.Key_Right, ALT)
    assert abs(depth(stage) - jumped) <= 40  # to the line
    press(stage, Key.Key_Left, ALT)
    press(stage, Key.Key_Left, ALT)
    assert title(stage) == "The first report"


def test_a_hit_opens_at_the_hit_and_the_way_back_where_it_was_left(stage: Stage):
    depths = read_three(stage)
    stage.ask("harbour")
    panes(stage).list.select_first()
    stage.settle()
    assert title(stage) == "The second report"
    hit = depth(stage)
    assert hit > depths[1] + 500
    press(stage, Key.Key_Left, ALT)
    assert (title(stage), depth(stage)) == ("The third report", depths[2])
    assert panes(stage).list.words() == "harbour"  # the list stays as it was asked
    press(stage, Key.Key_Right, ALT)
    assert title(stage) == "The second report"
    assert abs(depth(stage) - hit) <= 40
    press(stage, Key.Key_Left, ALT)
    press(stage, Key.Key_Left, ALT)
    assert (title(stage), depth(stage)) == ("The second report", depths[1])


def test_an_article_that_is_gone_is_passed_over(stage: Stage):
    read_three(stage)
    press(stage, Key.Key_Left, ALT)
    press(stage, Key.Key_Delete)
    stage.desk.write(Library.empty_bin)
    stage.settle()
    panes(stage).list.select_first()
    stage.settle()
    shown = title(stage)
    assert shown != "The second report"
    while stage.window.actions_table["back"].isEnabled():
        press(stage, Key.Key_Left, ALT)
        assert title(stage) != "The second report"
    assert title(stage) == "The first report"


def test_nothing_of_it_is_an_edit(stage: Stage):
    read_three(stage)
    press(stage, Key.Key_Left, ALT)
    assert not stage.window.actions_table["undo"].text().startswith("Undo The")
    with closing(Library.open(stage.desk.folder, writable=False)) as library:
        before = library.undo_state().undo.undo
    press(stage, Key.Key_Space)
    press(stage, Key.Key_Right, ALT)
    with closing(Library.open(stage.desk.folder, writable=False)) as library:
        assert library.undo_state().undo.undo == before


def restart(stage: Stage) -> Settings:
    stage.close()
    return stage.window.settings


def test_a_restart_shows_the_article_at_its_place(qtbot: QtBot, stage: Stage, folder: Path):
    depths = read_three(stage)
    press(stage, Key.Key_Left, ALT)
    kept = restart(stage)
    with Stage(folder, Scene(width=1400, height=900), settings=kept) as again:
        again.settle()
        assert (title(again), depth(again)) == ("The second report", depths[1])
        assert panes(again).list.current() == panes(again).page.article().id
        assert not again.window.actions_table["back"].isEnabled()
        assert again.window.browsing.found.total == 3
    elsewhere = replace(kept, left_open={"/another": kept.left_open[str(folder)]})
    with Stage(folder, Scene(), settings=elsewhere) as again:
        again.settle()
        assert title(again) == ""


def test_a_restart_without_the_article_is_quiet(stage: Stage, folder: Path):
    kept = replace(restart(stage), left_open={str(folder): ("999", "999", "5")})
    with Stage(folder, Scene(), settings=kept) as again:
        again.settle()
        assert title(again) == ""


def test_only_the_page(stage: Stage):
    read_three(stage)
    window, view = stage.window, panes(stage).page.view()
    others = (panes(stage).collections, panes(stage).list, panes(stage).side, panes(stage).strip)
    bars = (window.menuBar(), panes(stage).page.findChild(TopBar))
    shown = [each.isVisible() for each in (*others, *bars)]
    top = panes(stage).page.position()
    widths = window._splitter.sizes()
    press(stage, Key.Key_F11)
    assert window.actions_table["focus_mode"].isChecked()
    assert not any(each.isVisible() for each in (*others, *bars))
    assert view.width() == window.width()
    left, right = view.column()
    assert abs(left - (view.viewport().width() - right)) <= 1
    assert panes(stage).page.position() == top  # the line at the top stays there
    press(stage, Key.Key_J)  # keys go on working
    press(stage, Key.Key_K)
    window.resize(1500, 950)
    assert not panes(stage).list.isVisible()
    window.resize(1400, 900)
    panes(stage).page.select(Span(10, 20))
    press(stage, Key.Key_Escape)  # the bar
    press(stage, Key.Key_Escape)  # the selection
    assert not panes(stage).list.isVisible()
    press(stage, Key.Key_Escape)
    assert [each.isVisible() for each in (*others, *bars)] == shown
    assert window._splitter.sizes() == widths
    press(stage, Key.Key_F11)
    press(stage, Key.Key_Slash)  # what needs another pane brings it back
    assert panes(stage).list.isVisible()
    assert not window.actions_table["focus_mode"].isChecked()
