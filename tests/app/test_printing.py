"""The open article on paper: saved as PDF and printed from the real window, and looked at page by page."""

import re
import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from newsroom import RATES
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.article import Article
from reader.model.errors import Trouble
from reader.model.query import Query
from reader.model.span import Span
from reader.ui.page.paper.lines import lines_of
from reader.ui.page.press.notes import notes
from reader.ui.page.press.paper_look import PaperLook
from reader.ui.page.press.sheets import GAP, broken

LONG = "\n\n".join(f"Paragraph {n} of the long report says more. " * 12 for n in range(40))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one long article with two highlights, the second with a note."""
    tmp_path = tmp_path_factory.mktemp("kept")
    folder, news = tmp_path / "library", tmp_path / "Post"
    Library.create(folder)
    news.mkdir()
    (news / "1.txt").write_text(RATES.replace("\n\n", f"\n\n{LONG}\n\n", 1), "utf-8")
    with closing(Library.open(folder, writable=True)) as library:
        library.import_files([str(news)], "Post", [])
        for article in library.unrecognised(5):
            for _ in library.recognise(article):
                pass
        for _ in library.catch_up():
            pass
        (number,) = library.search(Query()).identities()
        text = library.article(number).text
        for place, words in enumerate(("Paragraph 3 of", "European Central Bank")):
            start = text.index(words)
            library.add_highlight(number, Span(start, start + len(words)), place + 1)
        library.set_note(library.article(number).highlights[1].id, "Compare with the year before.")
    return folder


@pytest.fixture
def stage(qtbot: QtBot, kept: Path, tmp_path: Path) -> Iterator[Stage]:
    with Stage(Path(shutil.copytree(kept, tmp_path / "library")), Scene("dark")) as made:
        made.settle()
        made.window.activateWindow()
        assert QTest.qWaitForWindowActive(made.window)
        made.window.panes.list.select_first()
        made.settle()
        yield made


def article(stage: Stage) -> Article:
    shown = stage.window.panes.page.article()
    assert shown is not None
    return shown


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def colours(pdf: bytes) -> set[tuple[int, ...]]:
    """Give the colours with which areas are filled, as three numbers from 0 to 255."""
    found = set()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            drawn = zlib.decompress(stream)
        except zlib.error:
            continue
        for parts in re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) scn", drawn):
            found.add(tuple(round(float(each) * 255) for each in parts))
    return found


def test_save_as_pdf_by_the_menu(stage: Stage, tmp_path: Path, qtbot: QtBot):
    stage.window.actions_table["save_pdf"].trigger()
    (dialog,) = stage.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("Central bank lowers its rates.pdf")
    path = tmp_path / "out.pdf"
    with qtbot.waitSignal(stage.window.printing.ended, timeout=60_000) as ended:
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert ended.args == [True]
    assert str(path) in stage.window.panes.toasts.message()
    written = path.read_bytes()
    assert pages(written) >= 5
    inks = colours(written)
    paper = PaperLook(stage.window._look)
    wanted = [paper.colour(token).getRgb()[:3] for token in ("yellow", "green", "text", "muted")]
    assert all(each in inks for each in wanted)  # light, though the window is dark


def test_print_by_the_key(stage: Stage, tmp_path: Path, qtbot: QtBot):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = stage.window.findChildren(QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    printer.setPrintRange(printer.PrintRange.PageRange)
    with qtbot.waitSignal(stage.window.printing.ended, timeout=60_000) as ended:
        dialog.accepted.emit(printer)
    dialog.close()
    assert ended.args == [True]
    assert pages((tmp_path / "printed.pdf").read_bytes()) == 2


def test_a_place_that_cannot_be_written(stage: Stage, tmp_path: Path):
    stage.window.printing.save(article(stage), tmp_path / "nowhere" / "out.pdf")
    assert [each.code for each in stage.troubles] == [Trouble.EXPORT_FAILED]
    stage.troubles.clear()


def test_closing_the_window_finishes_it(stage: Stage, tmp_path: Path):
    path = tmp_path / "out.pdf"
    stage.window.printing.save(article(stage), path)
    assert not path.exists()
    stage.close()
    assert pages(path.read_bytes()) >= 5


def test_notes_stand_under_their_numbers(stage: Stage):
    look = PaperLook(stage.window._look)
    shown = replace(article(stage), url="https://post.example/rates")
    made = notes(look, shown, ())
    lines = made.document.toPlainText().splitlines()
    assert lines == [
        "Notes",
        "“European Central Bank”",
        "Compare with the year before.",
        "https://post.example/rates",
    ]
    assert made.numbers == {1: (2, "green")}
    assert not notes(look, replace(shown, url="", highlights=()), ()).document.toPlainText()


def text_of(words: Sequence[tuple[str, int]]) -> QTextDocument:
    """Set paragraphs of (words, weight)."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setTextWidth(300)
    cursor = QTextCursor(document)
    for place, (each, weight) in enumerate(words):
        if place:
            cursor.insertBlock()
        shape = cursor.blockFormat()
        shape.setLineHeight(20.0, shape.LineHeightTypes.FixedHeight.value)
        signs = cursor.charFormat()
        signs.setFontWeight(weight)
        cursor.setBlockFormat(shape)
        cursor.setBlockCharFormat(signs)
        cursor.insertText(each, signs)
    return document


@pytest.mark.parametrize("high", [100, 140, 210, 333, 1000])
def test_sheets_break_between_lines_and_keep_headlines(qapp: QApplication, high: int):
    paragraphs = [
        (f"Heading {n}", 700) if n % 3 == 0 else (f"Words of {n} go on and on. " * (n % 7 + 1), 400)
        for n in range(30)
    ]
    document, after = text_of(paragraphs), text_of([("Notes", 700), ("One note.", 400)])
    sheets = list(broken([document, after], float(high)))
    assert all(slip.at + slip.bottom - slip.top <= high + 0.01 for sheet in sheets for slip in sheet)
    slips = [slip for sheet in sheets for slip in sheet]
    seen = []
    block = document.begin()
    while block.isValid():
        lines = list(lines_of(document, block))
        on = [
            next(
                place for place, slip in enumerate(slips) if slip.document == 0 and slip.bottom >= line.bottom
            )
            for line in lines
        ]
        assert all(slips[place].top <= line.top for place, line in zip(on, lines, strict=True))
        if block.charFormat().fontWeight() == 700 and block.next().isValid():
            first = next(iter(lines_of(document, block.next())))
            assert slips[on[-1]].bottom >= first.bottom  # the headline goes with what follows
        counts = [on.count(place) for place in dict.fromkeys(on)]
        assert min(counts[0], counts[-1]) >= min(2, len(lines))  # no line of a paragraph stands alone
        seen += on
        block = block.next()
    assert seen == sorted(seen)  # each line once, in order
    last = sheets[-1]
    if len(last) == 2:
        assert last[1].at == pytest.approx(last[0].bottom - last[0].top + GAP)
    assert sum(slip.document == 1 for slip in slips) == 1
    assert QRectF(0, 0, 1, high).contains(QRectF(0, last[-1].at, 1, last[-1].bottom - last[-1].top))


def test_nothing_to_print_makes_no_sheet(qapp: QApplication):
    assert list(broken([], 100.0)) == []
