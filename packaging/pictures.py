"""Take pictures of each step of the main job, and of every pane in every theme, for people to look at.

    make pictures

The real window is drawn off screen, on a library of the sample articles, into build/pictures with an
index.html. A test takes some of the pictures again and compares them with the kept ones, which are smaller:

    .venv/bin/python packaging/pictures.py --keep

draws those anew, after somebody has looked at the pictures.
"""

import argparse
import html
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from reader import places
from reader.app.stage import Scene, Stage
from reader.library import clock
from reader.library.library import Library
from reader.library.search import facts
from reader.model.change import Standing
from reader.model.ids import ArticleId
from reader.model.query import Query, Sort
from reader.model.span import Span
from reader.model.wording import tr
from reader.ui.kit import dates
from reader.ui.kit.floating import Popover
from reader.ui.look.themes import THEMES
from reader.ui.status.standing_line import standing_words

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "pictures"
KEPT = ROOT / "tests" / "app" / "pictures"
SMALL = QSize(320, 200)
"""Pixels of a kept picture: some thirty kilobytes each."""

BOTH = ("light", "dark")
EVERY = tuple(theme.name for theme in THEMES)
COMPARED = (
    "empty-light",
    "search-light",
    "read-dark",
    "read-sepia",
    "read-contrast",
    "palette-dark",
    "preferences-light",
    "nothing-found-light",
    "two-panes-light",
    "one-pane-dark",
)
"""The pictures that a test takes again."""

QUERY = "moon landing"
PASSAGE = "landed softly in the far south of the Moon"
OTHER = "the fourth country to land softly on the Moon"
NOTE = "Not at the pole: the site is some 600 km away from it, as the next paragraph says."
MOMENT = datetime(2025, 11, 14, 9, 30, tzinfo=UTC)
"""When the tour takes place, whenever it is gone on: the window tells days and times."""
SHADOW = 14
"""Pixels of shade around a sheet."""


class Taken(NamedTuple):
    """A picture: its name, what it shows, and the theme it is in."""

    name: str
    words: str
    theme: str
    image: QImage


class Tour:
    """Goes through the main job on a stage, and takes the pictures that are wanted; all of them for None."""

    def __init__(self, stage: Stage, wanted: Collection[str] | None = None) -> None:
        self.taken: list[Taken] = []
        self._stage = stage
        self._window = stage.window
        self._panes = stage.window.panes
        self._wanted = wanted

    def go(self) -> None:
        """Walk from the empty library to the export."""
        for part in (
            self._fill,
            self._look_for,
            self._read,
            self._write,
            self._ask,
            self._arrange,
            self._end,
        ):
            part()

    def _fill(self) -> None:
        self._take("empty", "A new library, with nothing in it yet")
        samples = [places.resource("samples")]
        self._window.importing.take(samples)
        self._sheet("import", "What is to be imported: its source and tags")
        self._window.importing.run(samples, "Pressmark sample", [])
        self._stage.settle()
        self._take("imported", "The import has ended: the list, and what was read")
        self._panes.toasts.dismiss()
        self._take("list", "The list, with nothing open")
        if self._wants("headings"):
            self._window.browsing.take_sort(Sort.DATE)
            self._window.browsing.show_headings(True)
            self._take("headings", "The list in the order of time, with a heading over each day")
            self._window.browsing.show_headings(False)
            self._window.browsing.take_sort(Sort.RELEVANCE)
            self._stage.settle()

    def _look_for(self) -> None:
        if self._wants("nothing-found"):
            self._stage.ask("moon lannding")
            self._take("nothing-found", "Nothing found: why, and the nearest spelling")
        self._stage.ask(QUERY)
        for number in self._window.browsing.found.identities():
            self._stage.desk.write(Library.set_article_tags, ArticleId(number), ("moon",))
        self._stage.settle()
        self._panes.toasts.dismiss()
        self._take("search", "Articles found, with the matched words")

    def _read(self) -> None:
        self._panes.list.select_first()
        self._stage.settle()
        self._stage.wait_until(self._stage.has_names)
        self._stage.settle()
        self._take("open", "An article without a note yet")
        self._select(PASSAGE)
        self._take("select", "A passage is chosen: the bar of labels")

    def _write(self) -> None:
        self._window.marking.highlight(1)
        self._stage.settle()
        self._window.marking.note()
        self._stage.settle()
        self._type(NOTE)
        self._panes.side.flush()
        self._stage.settle()
        self._take("note", "A note is written beside its highlight")
        self._window.marking.tags()
        self._stage.settle()
        self._type("check headlines")
        self._take("tag", "A tag is given to the highlight")
        self._press(Qt.Key.Key_Return)
        self._select(OTHER)
        self._window.marking.highlight(3)
        self._stage.settle()
        self._panes.page.choose_highlight(None)
        self._panes.page.clear_selection()
        self._panes.list.focus_list()
        self._stage.settle()
        self._take("read", "Reading: highlights, notes and names", EVERY)
        self._in_every_pane()
        self._panes.side.open_names()
        self._take("names", "Who, what and where the article names")
        self._panes.side.show_info()
        self._take("info", "What is known about the article")
        self._panes.side.show_notes()
        self._do("find")
        self._type("moon")
        self._take("find", "Find in the article")
        self._press(Qt.Key.Key_Escape)
        self._stage.settle()

    def _in_every_pane(self) -> None:
        panes = self._panes
        for name, pane in (
            ("collections", panes.collections),
            ("articles", panes.list),
            ("page", panes.page),
            ("side-bar", panes.side),
        ):
            self._take(f"pane-{name}", f"The pane by itself: {name.replace('-', ' ')}", EVERY, pane)

    def _ask(self) -> None:
        """Open every sheet, one after the other."""
        if self._wants("palette"):
            self._do("palette")
            QTest.keyClicks(self._window.commanding.palette.line, "moo")
            self._take("palette", "The palette: commands, places, names and articles")
            self._window.commanding.palette.close_quietly()
        for name, words in (
            ("preferences", "Preferences"),
            ("shortcuts", "The keys"),
            ("search_language", "The language of searches"),
            ("text_style", "The look of the text, tried at once"),
            ("imports", "Past imports"),
            ("backups", "Backups"),
            ("new_library", "A new library"),
            ("save_search", "A search is kept"),
            ("about", "About the program"),
        ):
            if self._wants(name.replace("_", "-")):
                self._do(name)
                self._sheet(name.replace("_", "-"), words)

    def _arrange(self) -> None:
        if self._wants("chosen"):
            self._panes.list.focus_list()
            self._panes.list.extend_next()
            self._panes.list.extend_next()
            self._take("chosen", "Several articles are chosen")
            self._panes.list.select_first()
            self._stage.settle()
        if self._wants("focus"):
            self._do("focus_mode")
            self._panes.toasts.dismiss()
            self._take("focus", "Nothing but the page")
            self._do("focus_mode")
        for name, words, width in (
            ("two-panes", "A narrow window: list and page", 1040),
            ("one-pane", "A very narrow window: the page", 720),
        ):
            if self._wants(name):
                self._window.resize(width, 1000)
                self._take(name, words)
        if self._wants("one-list"):
            self._window.arrangement.show_list()
            self._take("one-list", "A very narrow window: the list")
        self._window.resize(1600, 1000)
        self._stage.settle()

    def _end(self) -> None:
        if self._wants("exported"):
            with tempfile.TemporaryDirectory(prefix="pressmark-") as name:
                self._window.exporting.run(Query(), Path(name) / "highlights.md")
                self._stage.settle()
            self._panes.toasts.show_message("2 articles written to highlights.md")
            self._take("exported", "Highlights and notes were exported")
        if self._wants("undone"):
            self._window.filing.delete()
            self._stage.settle()
            self._take("deleted", "An article was moved to the bin, and can be taken back")
            self._window.filing.undo()
            self._stage.settle()
            self._take("undone", "The last step was taken back")

    def _wants(self, step: str) -> bool:
        return self._wanted is None or any(name.startswith(step) for name in self._wanted)

    def _do(self, action: str) -> None:
        self._window.actions_table[action].trigger()
        self._stage.settle()

    def _type(self, words: str) -> None:
        QTest.keyClicks(self._window.focusWidget(), words)
        self._stage.settle()

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._window.focusWidget(), key)
        self._stage.settle()

    def _select(self, words: str) -> None:
        article = self._panes.page.article()
        if article is None:
            raise RuntimeError("no article is open")
        start = article.text.index(words)
        self._panes.page.select(Span(start, start + len(words)))
        self._stage.settle()

    def _sheet(self, step: str, words: str) -> None:
        """Take what lies over the window, and close it."""
        self._take(step, words)
        for over in (*_over(self._window), *self._window.findChildren(Popover)):
            over.leave() if isinstance(over, Popover) else over.close()
        self._window.activateWindow()
        self._stage.settle()

    def _take(self, step: str, words: str, themes: Sequence[str] = BOTH, pane: QWidget | None = None) -> None:
        # What goes on behind the window is told at its foot, and moves what stands above.
        self._stage.wait_until(self._rests)
        self._stage.settle()
        for theme in THEMES:
            name = f"{step}-{theme.name}"
            if theme.name in themes and (self._wanted is None or name in self._wanted):
                self._stage.look.wear(theme)
                self._stage.settle()
                self.taken.append(Taken(name, words, theme.name, _grabbed(pane or self._window).toImage()))
        self._stage.look.wear(THEMES[0])
        self._stage.settle()

    def _rests(self) -> bool:
        told = self._panes.strip.standing.words()
        return not self._stage.desk.is_indexing() and (
            told == standing_words(Standing()) or told.endswith(tr("all with names"))
        )


def _over(window: QWidget) -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not window]


def _grabbed(widget: QWidget) -> QPixmap:
    """Take a picture of a widget; of a window also what lies over it.

    Sheets stand in its middle, as a window manager puts them: there is none off screen.
    """
    picture = widget.grab()
    if not widget.isWindow():
        return picture
    painter = QPainter(picture)
    for over in _over(widget):
        place = QRect(over.pos() - widget.pos(), over.size())
        if isinstance(over, QDialog):
            place.moveCenter(widget.rect().center())
            for spread in range(1, SHADOW):
                painter.fillRect(place.adjusted(-spread, -spread, spread, spread), QColor(0, 0, 0, 8))
        painter.drawPixmap(place.topLeft(), over.grab())
    painter.end()
    return picture


class Stopped(datetime):
    """A clock that stands at `MOMENT`."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        """Give the moment; without a time zone, as the clock on the wall shows it."""
        return MOMENT.astimezone(tz) if tz is not None else MOMENT.astimezone().replace(tzinfo=None)


@contextmanager
def stopped_clock() -> Iterator[None]:
    """Let the library and the window read a clock that stands, in Greenwich."""
    with ExitStack() as back:
        back.callback(time.tzset)
        back.enter_context(patch.dict(os.environ, TZ="UTC"))
        time.tzset()
        for room in (clock, facts, dates):  # wherever the program reads what it shows
            back.enter_context(patch.object(room, "datetime", Stopped))
        yield


def _stage_on(folder: Path) -> Stage:
    Library.create(folder)
    return Stage(folder, Scene())


@contextmanager
def on_tour(folder: Path, wanted: Collection[str] | None = None) -> Iterator[Tour]:
    """Give a tour through a new library in `folder`, already gone."""
    with stopped_clock(), _stage_on(folder) as stage:
        QApplication.setCursorFlashTime(0)
        stage.window.activateWindow()
        tour = Tour(stage, wanted)
        stage.settle()
        tour.go()
        yield tour


def small(image: QImage) -> QImage:
    """Give a picture as it is kept: each of its pixels is the mean of a field."""
    shrunk = image.scaled(
        SMALL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return shrunk.convertToFormat(QImage.Format.Format_RGB888)


def index_of(taken: Sequence[Taken]) -> str:
    """Give a page that shows pictures, those of one step side by side."""
    steps: dict[str, list[Taken]] = {}
    for each in taken:
        steps.setdefault(each.words, []).append(each)
    shown = "\n".join(
        f"<h2>{html.escape(words)}</h2><div>"
        + "".join(
            f'<figure><a href="{each.name}.png"><img src="{each.name}.png" alt="{html.escape(words)}"></a>'
            f"<figcaption>{each.theme}</figcaption></figure>"
            for each in pictures
        )
        + "</div>"
        for words, pictures in steps.items()
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pressmark in pictures</title>'
        "<style>body{font:15px sans-serif;margin:32px;background:#eee;color:#222}"
        "div{display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{max-width:640px;max-height:480px;"
        "box-shadow:0 1px 6px #0005}</style><h1>Pressmark in pictures</h1>\n" + shown + "</html>\n"
    )


def main() -> None:
    """Take every picture, or those that are kept."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--keep", action="store_true", help="draw the kept pictures anew")
    chosen = parser.parse_args()
    to = KEPT if chosen.keep else BUILD
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    with (
        tempfile.TemporaryDirectory(prefix="pressmark-") as name,
        on_tour(Path(name) / "sample", COMPARED if chosen.keep else None) as tour,
    ):
        for each in tour.taken:
            image = small(each.image) if chosen.keep else each.image
            if not image.save(str(to / f"{each.name}.png")):
                raise SystemExit(f"{to} cannot be written to")
        if not chosen.keep:
            (to / "index.html").write_text(index_of(tour.taken), "utf-8")
        print(f"{len(tour.taken)} pictures written to {to}")


if __name__ == "__main__":
    main()
