"""Some of the pictures that `make pictures` takes are as they were when somebody last looked at them."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from newsroom import MOON, named
from reader.library.library import Library
from reader.ui.kit import dates

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "pictures.py"

FAR = 24
"""Steps of 255 in any colour by which a pixel of a small picture has to differ to count."""
FEW = 0.002
"""Part of the pixels that may differ: the time of a search and of a note are told on the screen."""


@pytest.fixture
def pictures() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("pictures", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["pictures"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    del sys.modules["pictures"]


def different(one: QImage, other: QImage) -> float:
    """Give the part of two pictures that differs."""
    if one.size() != other.size():
        return 1.0
    both = (bytes(each.convertToFormat(QImage.Format.Format_RGB32).constBits()) for each in (one, other))
    far = [abs(a - b) > FAR for a, b in zip(*both, strict=True)]
    pixels = (any(far[at : at + 3]) for at in range(0, len(far), 4))
    return sum(pixels) / (one.width() * one.height())


def test_the_window_looks_as_it_did(qtbot: QtBot, tmp_path: Path, pictures: ModuleType):
    assert {path.stem for path in pictures.KEPT.iterdir()} == set(pictures.COMPARED)
    assert sum(path.stat().st_size for path in pictures.KEPT.iterdir()) < 1_000_000
    with pictures.on_tour(tmp_path / "sample", pictures.COMPARED) as tour:
        taken = {each.name: pictures.small(each.image) for each in tour.taken}
    assert set(taken) == set(pictures.COMPARED)
    changed = {}
    for name, image in taken.items():
        part = different(image, QImage(str(pictures.KEPT / f"{name}.png")))
        if part > FEW:
            image.save(str(tmp_path / f"{name}.png"))
            changed[name] = f"{part:.2%}"
    assert not changed, (
        f"{changed}: look at {tmp_path} beside {pictures.KEPT}, and at what `make pictures` shows; "
        "if that is meant, keep it: .venv/bin/python packaging/pictures.py --keep"
    )


def test_the_tour_takes_place_on_one_day_whenever_it_is_gone_on(pictures: ModuleType, tmp_path: Path):
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    with pictures.stopped_clock():
        Library.create(tmp_path / "library")
        with closing(Library.open(tmp_path / "library", writable=True)) as library:
            library.import_files([str(tmp_path / "moon.txt")], "", [])
            begun = library.reports()[0].started
            added = named(library, "lander").added
        told = dates.short_date("2025-11-14", dates.today())
    assert begun == added == "2025-11-14T09:30:00.000+00:00"
    assert told == "Today"


def test_a_lost_highlight_or_another_colour_of_a_pane_is_seen(pictures: ModuleType):
    kept = QImage(str(pictures.KEPT / "read-sepia.png"))
    assert different(kept, kept.copy()) == 0
    for x, y, width, height, colour in ((177, 70, 66, 5, "#ffffff"), (258, 16, 62, 180, "#dddad4")):
        image = kept.copy()
        painter = QPainter(image)
        painter.fillRect(x, y, width, height, QColor(colour))
        painter.end()
        assert different(kept, image) > FEW


def test_the_index_shows_every_picture(pictures: ModuleType):
    taken = [pictures.Taken(name, "The <list>", "light", QImage()) for name in ("list-light", "list-dark")]
    page = pictures.index_of(taken)
    assert page.count("<img") == 2
    assert page.count("<h2>The &lt;list&gt;</h2>") == 1
    assert "http" not in page
