"""A picture and its description come from the real widgets: a change of the library shows in both."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from newsroom import MOON, RATES, catch_up, named
from reader.app.picture import draw
from reader.app.stage import Scene
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.library.search.indexing import index_folder
from reader.model.article import Field
from reader.model.mention import Recognition
from reader.model.query import Query
from reader.model.span import Span
from reader.ui.look.themes import DARK, LIGHT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = tmp_path / "news"
    news.mkdir()
    (news / "moon.txt").write_text(MOON, "utf-8")
    (news / "rates.txt").write_text(RATES, "utf-8")
    path = tmp_path / "library"
    Library.create(path)
    library = Library.open(path, writable=True)
    library.import_files([str(news)], "news", ["space"])
    catch_up(library)
    library.close()
    return path


def drawn(folder: Path, path: Path, **more: Any) -> tuple[QImage, dict[str, Any]]:
    draw(folder, path, Scene("light", 1400, 900), **more)
    return QImage(str(path)), json.loads(Path(f"{path}.json").read_text("utf-8"))


def test_a_change_of_an_article_shows_in_both(qtbot: QtBot, folder: Path, tmp_path: Path):
    library = Library.open(folder, writable=True)
    moon = named(library, "lander")
    before, said_before = drawn(folder, tmp_path / "a.png", article=moon.id)
    assert said_before["article"]["title"] == moon.title
    assert said_before["marks"] == []
    assert [row["unread"] for row in said_before["rows"]] == [True, True]

    start = moon.text.index("lunar south pole")
    library.add_highlight(moon.id, Span(start, start + 16), 2, "why here?")
    library.correct(moon.id, Field.TITLE, "Touchdown in the far south")
    library.set_starred([moon.id], True)
    library.close()
    after, said = drawn(folder, tmp_path / "b.png", article=moon.id)
    assert said["article"]["title"] == "Touchdown in the far south"
    row = next(row for row in said["rows"] if row["id"] == moon.id)
    assert (row["title"], row["starred"], row["notes"]) == ("Touchdown in the far south", True, 1)
    assert after != before

    (mark,) = said["marks"]
    x, y, width, height = mark["rects"][0]
    assert width > 40
    assert height > 10
    green = QImage(str(tmp_path / "b.png")).pixelColor(round(x + 1), round(y + height / 2))
    white = before.pixelColor(5, 5)
    assert green != white
    assert green.green() > green.red()
    assert green.green() > green.blue()


def test_drawing_changes_nothing(qtbot: QtBot, folder: Path, tmp_path: Path):
    library = Library.open(folder, writable=True)
    moon = named(library, "lander")
    drawn(folder, tmp_path / "a.png", article=moon.id)
    assert library.article(moon.id) == moon
    library.close()


def test_a_query_is_shown_with_its_words_marked(qtbot: QtBot, folder: Path, tmp_path: Path):
    _, said = drawn(folder, tmp_path / "a.png", query="fourteen")
    assert [row["title"] for row in said["rows"]] == ["A lander touches down near the Moon's south pole"]
    assert "fourteen" in said["rows"][0]["snippet"]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_themes_are_what_they_say(qtbot: QtBot, folder: Path, tmp_path: Path, theme):
    library = Library.open(folder, writable=False)
    first = library.search(Query()).rows[0].id
    library.close()
    draw(folder, tmp_path / "a.png", Scene(theme.name, 1600, 1000), article=first)
    picture = QImage(str(tmp_path / "a.png"))
    assert (picture.width(), picture.height()) == (1600, 1000)
    assert picture.pixelColor(3, 500).name().upper() == theme.colours["side"]
    assert picture.pixelColor(700, 900).name().upper() == theme.colours["page"]


def test_an_index_that_is_missing_is_made_before_the_picture(qtbot: QtBot, folder: Path, tmp_path: Path):
    shutil.rmtree(index_folder(folder))
    assert draw(folder, tmp_path / "a.png", Scene("light", 1400, 900), query="fourteen") == 0
    said = json.loads((tmp_path / "a.png.json").read_text("utf-8"))
    assert [row["title"] for row in said["rows"]] == ["A lander touches down near the Moon's south pole"]


def test_a_library_in_use_is_drawn_as_it_is(qtbot: QtBot, folder: Path, tmp_path: Path):
    shutil.rmtree(index_folder(folder))
    with Ownership(folder):
        assert draw(folder, tmp_path / "a.png", Scene("light", 1400, 900), query="fourteen") > 0
    assert not index_folder(folder).exists()
    assert json.loads((tmp_path / "a.png.json").read_text("utf-8"))["rows"] == []


def test_names_that_were_never_looked_for_are_found_first(qtbot: QtBot, folder: Path, tmp_path: Path):
    library = Library.open(folder, writable=False)
    rates = named(library, "Central bank")
    assert library.names(rates.id).state is Recognition.WAITING
    library.close()
    with Ownership(folder):
        _, said = drawn(folder, tmp_path / "a.png", article=rates.id)
    assert said["mentions"] == [], "they cannot be found while the library is in use"
    _, said = drawn(folder, tmp_path / "b.png", article=rates.id)
    assert "European Central Bank" in {each["text"] for each in said["mentions"]}
