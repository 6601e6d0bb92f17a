"""Reports of imports: what they say, what can be copied, and the way back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from reader.model.article import ImportReport, Problem
from reader.model.ids import ArticleId, BatchId
from reader.ui.look.look import Look
from reader.ui.sheets.lines import LinesView
from reader.ui.sheets.report_sheet import ReportSheet, count_words, reason_of, report_text
from reader.ui.sheets.reports_sheet import ReportsSheet

REPORT = ImportReport(
    batch=BatchId(3),
    source="Sample",
    started="2025-11-08T08:00:00Z",
    added=1200,
    updated=1,
    unchanged=3,
    failed=2,
    problems=(Problem("a/empty.txt", "file-empty"), Problem("a/map.pdf", "format-unsupported:PDF")),
)


@pytest.fixture(scope="module", params=["light", "dark"])
def look(qapp, request) -> Look:
    return Look(qapp, request.param)


@pytest.fixture
def opened(qtbot, look):
    def show(sheet: QWidget) -> QWidget:
        qtbot.addWidget(sheet)
        with qtbot.waitActive(sheet):
            sheet.open()
        return sheet

    return show


def words(sheet: QWidget) -> list[str]:
    return [each.text() for each in sheet.findChildren(QLabel) if each.isVisible()]


def buttons(sheet: QWidget) -> dict[str, QPushButton]:
    return {each.text(): each for each in sheet.findChildren(QPushButton) if each.isVisible()}


def rows(model: QAbstractItemModel) -> list[str]:
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def test_counts_are_said_in_one_line(look, opened):
    sheet = opened(ReportSheet(look, REPORT))
    assert "1,200 added, 1 updated, 3 unchanged, 2 not read" in words(sheet)


def test_each_file_not_read_has_its_reason(look, opened):
    sheet = opened(ReportSheet(look, REPORT))
    view = sheet.findChild(LinesView)
    QAbstractItemModelTester(view.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(view.model()) == [
        "a/empty.txt: The file is empty.",
        "a/map.pdf: PDF is not supported yet.",
    ]


def test_the_report_is_not_modal_and_blocks_nothing(look, opened):
    sheet = ReportSheet(look, REPORT)
    assert not sheet.isModal()
    sheet.show()
    assert not sheet.isModal()
    opened(sheet)


def test_chosen_lines_are_copied(qtbot, qapp, look, opened):
    sheet = opened(ReportSheet(look, REPORT))
    view = sheet.findChild(LinesView)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text().splitlines() == [
        "a/empty.txt\tThe file is empty.",
        "a/map.pdf\tPDF is not supported yet.",
    ]


def test_the_whole_report_is_copied(qtbot, qapp, look, opened):
    sheet = opened(ReportSheet(look, REPORT))
    qtbot.mouseClick(buttons(sheet)["Copy"], Qt.MouseButton.LeftButton)
    text = qapp.clipboard().text()
    assert text == report_text(REPORT)
    assert "1,200 added" in text
    assert "a/empty.txt\tThe file is empty." in text


def test_undo_asks_before_it_is_told(qtbot, look, opened):
    sheet = opened(ReportSheet(look, REPORT))
    spy = QSignalSpy(sheet.undo_asked)
    buttons(sheet)["Undo this import…"].click()
    assert spy.count() == 0
    assert "Undo this import…" not in buttons(sheet)
    buttons(sheet)["Keep it"].click()
    assert spy.count() == 0
    buttons(sheet)["Undo this import…"].click()
    qtbot.keyClick(buttons(sheet)["Undo the import"], Qt.Key.Key_Return)
    assert [spy.at(place)[0] for place in range(spy.count())] == [3]


@pytest.mark.parametrize(
    "report",
    [replace(REPORT, undone=True), replace(REPORT, batch=None), replace(REPORT, added=0, updated=0)],
    ids=["undone", "no batch", "nothing came in"],
)
def test_what_cannot_be_undone_offers_no_undo(look, opened, report):
    assert "Undo this import…" not in buttons(opened(ReportSheet(look, report)))


def test_an_undone_import_lists_what_stayed(look, opened):
    kept = ((ArticleId(7), "The Danube"), (ArticleId(8), "<b>The Rhine</b>"))
    sheet = opened(ReportSheet(look, replace(REPORT, undone=True, problems=(), kept=kept)))
    listed = rows(sheet.findChild(LinesView).model())
    assert [line.split(":")[0] for line in listed] == ["The Danube", "<b>The Rhine</b>"]
    assert "Import undone" in words(sheet)


def test_an_undone_import_may_have_left_nothing(look, opened):
    sheet = opened(ReportSheet(look, replace(REPORT, undone=True, problems=())))
    assert sheet.findChild(LinesView) is None
    assert any("nothing of it is left" in line for line in words(sheet))


def test_a_cancelled_import_says_so(look, opened):
    assert "Import cancelled" in words(opened(ReportSheet(look, replace(REPORT, cancelled=True))))


def test_ten_thousand_problems_are_shown(look, opened):
    problems = tuple(Problem(f"{number}.txt", "file-empty") for number in range(10_000))
    sheet = opened(ReportSheet(look, replace(REPORT, problems=problems, failed=10_000)))
    assert sheet.findChild(LinesView).model().rowCount() == 10_000
    assert sheet.height() < 700


def test_a_reason_of_a_newer_program_is_shown_as_it_is():
    assert reason_of("made-of-cheese") == "made-of-cheese"
    assert reason_of("file-empty") == "The file is empty."


def test_past_imports_lead_to_their_reports(qtbot, look, opened):
    older = replace(REPORT, batch=BatchId(2), undone=True)
    sheet = opened(ReportsSheet(look, [REPORT, older]))
    spy = QSignalSpy(sheet.report_asked)
    view = sheet.findChild(LinesView)
    assert view.hasFocus()
    assert "Undone" in rows(view.model())[1]
    buttons(sheet)["Show report"].click()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [spy.at(place)[0] for place in range(spy.count())] == [3, 2]


def test_enter_on_a_past_import_does_not_close_the_list(qtbot, look, opened):
    sheet = opened(ReportsSheet(look, [REPORT]))
    qtbot.keyClick(sheet.findChild(LinesView), Qt.Key.Key_Return)
    assert sheet.isVisible()


def test_no_imports_yet(look, opened):
    sheet = opened(ReportsSheet(look, []))
    assert "Nothing has been imported yet." in words(sheet)
    assert "Show report" not in buttons(sheet)


def test_counts_without_anything():
    assert count_words(ImportReport()) == "0 added, 0 updated, 0 unchanged, 0 not read"
