"""Every action of the table, done by its key, or from its menu by its letter, changes what it is about."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.article import TAG_COLOURS, Article
from reader.model.query import Query, Shelf, Sort
from reader.model.span import Span
from reader.ui.actions.mnemonics import letter_of
from reader.ui.actions.table import ACTIONS, Menu
from reader.ui.page.find.counter import HitCounter
from reader.ui.page.text_style import TextStyle

LONG = "\n\n".join(f"Paragraph {n} of the long report says more. " * 6 for n in range(40))


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    folder, news = tmp_path / "library", tmp_path / "Post"
    Library.create(folder)
    news.mkdir()
    twice = f"{RATES}\nThe European Central Bank said so.\n"
    (news / "1.txt").write_text(twice.replace("\n\n", f"\n\n{LONG}\n\n", 1), "utf-8")
    (news / "2.txt").write_text(MOON, "utf-8")
    with closing(Library.open(folder, writable=True)) as library:
        library.import_files([str(news)], "Post", ["economy"])
        for article in library.unrecognised(5):
            for _ in library.recognise(article):
                pass
        for _ in library.catch_up():
            pass
        (first, second) = library.search(Query()).identities()
        for start in (0, 20):
            library.add_highlight(first, Span(start, start + 8), 8)
        library.save_search("One", "first", 0)
        library.save_search("Two", "europe", 0)
        library.tag_articles([second], ["space"])
        library.set_starred([second], True)  # something to undo
    with Stage(folder, Scene()) as made:
        made.settle()
        made.window.activateWindow()
        yield made


def article(stage: Stage) -> Article:
    shown = stage.window.panes.page.article()
    assert shown is not None
    return shown


# What is seen of an action's work


def dialogs(stage: Stage) -> object:
    return [type(each).__name__ for each in stage.window.findChildren(QDialog) if each.isVisible()]


def focus(stage: Stage) -> object:
    return QApplication.focusWidget()


def opened(stage: Stage) -> object:
    shown = stage.window.panes.page.article()
    return None if shown is None else shown.id


def scrolled(stage: Stage) -> object:
    return stage.window.panes.page.view().verticalScrollBar().value()


def searches(stage: Stage) -> object:
    return [each.name for each in stage.window.saving.searches()]


def marks(stage: Stage) -> object:
    return [(each.id, each.label) for each in article(stage).highlights]


def theme(stage: Stage) -> object:
    return stage.window._look.choice


def text_size(stage: Stage) -> object:
    return stage.window.settings.text_size


def of_library(stage: Stage) -> object:
    return stage.window.panes.toasts.message()


SEEN: dict[str, Callable[[Stage], object]] = {
    **dict.fromkeys(("import_files", "import_folder", "imports", "export", "backups"), dialogs),
    **dict.fromkeys(("save_pdf", "print", "export_article"), dialogs),
    **dict.fromkeys(("new_library", "open_library", "preferences", "save_search", "change_search"), dialogs),
    **dict.fromkeys(("empty_bin", "shortcuts", "search_language", "about"), dialogs),
    "sample_library": lambda stage: stage.asked_for_sample,
    "show_library": of_library,
    "quit": lambda stage: stage.window.isVisible(),
    **dict.fromkeys(("undo", "redo"), lambda stage: len(stage.of_shelf(Shelf.STARRED))),
    **dict.fromkeys(
        ("search", "find", "next_pane", "previous_pane", "article_tags", "note", "tags", "open_article"),
        focus,
    ),
    **dict.fromkeys(
        ("next_hit", "previous_hit"), lambda stage: stage.window.findChild(HitCounter).accessibleName()
    ),
    "palette": lambda stage: stage.window.commanding.palette.is_open(),
    "rename_search": focus,
    **dict.fromkeys(("search_up", "search_down", "delete_search"), searches),
    **dict.fromkeys(("next_article", "previous_article", "back", "forward"), opened),
    **dict.fromkeys(
        ("extend_next", "extend_previous"), lambda stage: len(stage.window.panes.list.selected())
    ),
    **dict.fromkeys(("page_down", "page_up"), scrolled),
    "star": lambda stage: article(stage).starred,
    "unread": lambda stage: article(stage).unread,
    "archive": lambda stage: len(stage.of_shelf(Shelf.ARCHIVE)),
    "more_like_this": lambda stage: stage.window.panes.list.words(),
    "copy_link": lambda stage: QApplication.clipboard().text(),
    **dict.fromkeys(("delete", "restore"), lambda stage: len(stage.of_shelf(Shelf.BIN))),
    **dict.fromkeys(("highlight", "remove_highlight"), marks),
    **dict.fromkeys((f"label_{number}" for number in range(1, 9)), marks),
    **dict.fromkeys(
        ("next_highlight", "previous_highlight"), lambda stage: stage.window.panes.page.chosen_highlight()
    ),
    **dict.fromkeys(("next_name", "previous_name"), lambda stage: stage.window.panes.page.chosen_mention()),
    "find_name": lambda stage: stage.window.browsing.query.name,
    **dict.fromkeys(
        ("next_mention", "previous_mention"), lambda stage: stage.window.panes.page.chosen_mention()
    ),
    "list_name": lambda stage: stage.window.panes.side.names.isVisible(),
    **dict.fromkeys(("copy_name", "copy_quote"), lambda stage: QApplication.clipboard().text()),
    "hide_kind": lambda stage: stage.window.settings.hidden_families,
    "search_quote": lambda stage: stage.window.panes.list.words(),
    "show_tag": lambda stage: stage.window.browsing.query,
    **dict.fromkeys(("rename_tag", "merge_tag"), dialogs),
    **dict.fromkeys((f"tag_{colour}" for colour in TAG_COLOURS), lambda stage: article(stage).tags),
    "delete_tag": lambda stage: [each.tag.name for each in stage.window.tagging._tags],
    **dict.fromkeys(("theme_system", "theme_light", "theme_dark", "theme_contrast"), theme),
    **dict.fromkeys(
        ("sort_best", "sort_newest", "sort_source"), lambda stage: stage.window.browsing.query.sort
    ),
    "headings": lambda stage: stage.window.panes.list.top_heading(),
    "text_style": lambda stage: [each.isVisible() for each in stage.window.findChildren(TextStyle)],
    **dict.fromkeys(("larger_text", "smaller_text", "usual_text"), text_size),
    "collections": lambda stage: stage.window.panes.collections.isVisible(),
    "side_bar": lambda stage: stage.window.panes.side.isVisible(),
    "focus_mode": lambda stage: stage.window.panes.list.isVisible(),
}


# What is done first


def look_at_search(stage: Stage) -> None:
    stage.window.saving.show(stage.window.saving.searches()[-1].id)


def choose_mark(stage: Stage) -> None:
    stage.window.panes.page.choose_highlight(article(stage).highlights[0].id)


def choose_repeated(stage: Stage) -> None:
    """Choose a name that is found more than once in the article."""
    page = stage.window.panes.page
    mentions = page.mentions()
    page.choose_mention(next(each for each in mentions if len(mentions.of_cluster(each)) > 1))
    stage.window.naming._tell_offer()


def select(stage: Stage) -> None:
    stage.window.panes.page.select(Span(40, 52))


def step_back(stage: Stage) -> None:
    stage.window.panes.list.select_next()
    stage.settle()
    stage.window.retracing.go_back()


def look_at_tag(stage: Stage) -> None:
    stage.window.tagging._mean(None)
    stage.window.browsing.take_tag("economy")
    stage.settle()
    stage.window.browsing.take_words("first", False)


def colour_otherwise(colour: str, stage: Stage) -> None:
    look_at_tag(stage)
    stage.settle()
    stage.window.panes.list.select_first()
    stage.window.tagging.colour("teal" if colour != "teal" else "grey")


FIRST: dict[str, Callable[[Stage], None]] = {
    **dict.fromkeys(("next_hit", "previous_hit"), lambda stage: stage.ask("first")),
    "save_search": lambda stage: stage.ask("anew"),
    **dict.fromkeys(("rename_search", "change_search", "search_up", "delete_search"), look_at_search),
    "search_down": lambda stage: stage.window.saving.show(stage.window.saving.searches()[0].id),
    "previous_article": lambda stage: stage.window.panes.list.select_next(),
    "back": lambda stage: stage.window.panes.list.select_next(),
    "forward": step_back,
    "extend_previous": lambda stage: stage.window.panes.list.select_next(),
    "page_up": lambda stage: stage.window.panes.page.page_down(),
    "restore": lambda stage: stage.window.filing.delete(),
    "empty_bin": lambda stage: stage.window.filing.delete(),
    **dict.fromkeys(("note", "tags", "remove_highlight"), choose_mark),
    "highlight": select,
    **dict.fromkeys((f"label_{number}" for number in range(1, 9)), select),
    **dict.fromkeys(
        ("find_name", "list_name", "copy_name", "hide_kind"),
        lambda stage: stage.window.panes.page.next_name(),
    ),
    **dict.fromkeys(("next_mention", "previous_mention"), choose_repeated),
    **dict.fromkeys(("copy_quote", "search_quote"), choose_mark),
    "show_tag": lambda stage: stage.window.tagging._mean("space"),
    **dict.fromkeys(("rename_tag", "delete_tag", "merge_tag"), look_at_tag),
    **{f"tag_{colour}": partial(colour_otherwise, colour) for colour in TAG_COLOURS},
    "sort_best": lambda stage: stage.window.browsing.take_sort(Sort.DATE),
    "sort_newest": lambda stage: stage.window.browsing.take_sort(Sort.RELEVANCE),
    "theme_system": lambda stage: stage.window.actions_table["theme_dark"].trigger(),
    "theme_light": lambda stage: stage.window.actions_table["theme_dark"].trigger(),
    "usual_text": lambda stage: stage.window.choosing.larger_text(),
}


def do(stage: Stage, name: str) -> None:
    """Do an action as a user would: by its key, or else in its menu by its letter."""
    actions, row = stage.window.actions_table, next(each for each in ACTIONS if each.name == name)
    assert actions[name].isEnabled(), name
    keys = actions.shortcuts.of(name)
    if keys:
        QTest.keySequence(QApplication.focusWidget() or stage.window, QKeySequence(keys[0]))
        return
    menu = actions.menu(row.menu)
    menu.popup(QPoint(0, 0))
    QTest.keyClick(menu, letter_of(actions[name].text()))


def test_every_action_is_tried():
    assert set(SEEN) == {row.name for row in ACTIONS}


@pytest.mark.parametrize("menu", list(Menu))
def test_each_does_what_it_says(stage: Stage, menu: Menu):
    window = stage.window
    stage.asked_for_sample = 0

    def of_shelf(shelf: Shelf) -> list[int]:
        with closing(Library.open(stage.desk.folder, writable=False)) as library:
            return list(library.search(Query(shelf=shelf)).identities())

    def count_sample() -> None:
        stage.asked_for_sample += 1

    stage.of_shelf = of_shelf
    window.sample_asked.connect(count_sample)
    done: list[str] = []
    window.actions_table.triggered.connect(done.append)
    for row in ACTIONS:
        if row.menu is not menu:
            continue
        begin(stage)
        if row.name in FIRST:
            FIRST[row.name](stage)
            stage.settle()
        before = SEEN[row.name](stage)
        done.clear()
        do(stage, row.name)
        stage.settle()
        assert done == [row.name]
        assert SEEN[row.name](stage) != before, row.name
        end(stage)


def begin(stage: Stage) -> None:
    """Show the first article of all, with the focus in the list."""
    window = stage.window
    if window.isVisible():
        window.activateWindow()
        assert QTest.qWaitForWindowActive(window)
    window.browsing.search_all("")
    stage.settle()
    window.panes.list.select_first()
    window.panes.page.choose_highlight(None)
    window.panes.list.focus_list()
    stage.settle()


def end(stage: Stage) -> None:
    """Close what an action opened."""
    stage.window.commanding.palette.close_quietly()
    stage.window.arrangement.leave_focus()
    for each in QApplication.topLevelWidgets():
        if each is not stage.window and each.isVisible():
            with suppress(RuntimeError):
                each.close()
    stage.settle()
