"""The files that travel with the program are whole, licensed and of use."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from reader.places import resource

RESOURCES = Path(__file__).parent.parent / "resources"
ICONS = sorted((RESOURCES / "icons").glob("*.svg"))
LINE_ICONS = [path for path in ICONS if path.stem != "pressmark"]
FONTS = sorted((RESOURCES / "fonts").glob("*.ttf"))
SAMPLES = sorted((RESOURCES / "samples").iterdir())
NOTES = (RESOURCES / "README.md").read_text("utf-8")


def drawn(svg: str) -> QImage:
    """Draw an icon on nothing, 24 by 24."""
    picture = QImage(24, 24, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    return picture


def colours(picture: QImage) -> set[str]:
    """Give the colours of all pixels that are not see-through."""
    points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    found = (picture.pixelColor(x, y) for x, y in points)
    return {colour.name() for colour in found if colour.alpha() > 200}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icon_can_be_drawn(path: Path, qapp):
    assert QSvgRenderer(str(path)).isValid()
    assert colours(drawn(path.read_text("utf-8")))


@pytest.mark.parametrize("path", LINE_ICONS, ids=lambda path: path.stem)
def test_line_icon_takes_the_colour_of_the_theme(path: Path, qapp):
    svg = path.read_text("utf-8")
    assert "currentColor" in svg
    assert colours(drawn(svg.replace("currentColor", "#00ff00"))) == {"#00ff00"}


def test_the_filled_star_covers_more_than_the_star(qapp):
    def covered(name: str) -> int:
        picture = drawn(resource(f"icons/{name}.svg").read_text("utf-8"))
        return sum(picture.pixelColor(x, y).alpha() > 200 for x in range(24) for y in range(24))

    assert covered("star-filled") > 1.5 * covered("star")


def test_the_mark_of_the_program_needs_no_font():
    svg = resource("icons/pressmark.svg").read_text("utf-8")
    assert "<text" not in svg
    assert "href" not in svg


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_font_loads_under_its_family(path: Path, qapp):
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    expected = "Inter" if path.stem.startswith("Inter") else "Source Serif 4"
    assert families
    assert all(family.startswith(expected) for family in families)


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("fonts/LICENSE-Inter-OFL.txt", "SIL OPEN FONT LICENSE"),
        ("fonts/LICENSE-SourceSerif4-OFL.txt", "SIL OPEN FONT LICENSE"),
        ("icons/LICENSE-Lucide.txt", "ISC License"),
        ("models/lid/LICENCE.txt", "CC BY-SA 3.0"),
        ("models/names-en-sm/LICENCE.txt", "Permission is hereby granted, free of charge"),
    ],
)
def test_licences_lie_beside_what_they_cover(licence: str, words: str):
    assert words in resource(licence).read_text("utf-8")
    assert f"`{licence}`" in NOTES


def test_every_folder_and_every_sample_is_accounted_for():
    held = [path.name for path in RESOURCES.iterdir() if path.is_dir() and any(path.iterdir())]
    assert [name for name in held if f"| `{name}` |" not in NOTES] == []
    assert [path.name for path in SAMPLES if f"`{path.name}`" not in NOTES] == []


def test_every_large_file_has_its_reason():
    large = [path.relative_to(RESOURCES) for path in RESOURCES.rglob("*") if path.stat().st_size > 2_000_000]
    assert [
        path.as_posix() for path in large if f"`{path.as_posix()}` is the one file over 2 MB" not in NOTES
    ] == []
