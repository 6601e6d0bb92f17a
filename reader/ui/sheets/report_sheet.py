"""What an import did: counts, the files that could not be read and why, and the way to take it back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.model.article import ImportReport
from reader.model.wording import joined, reason_words, tr
from reader.ui.kit.dates import full_date, local_moment
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.lines import LinesView, in_card
from reader.ui.sheets.sheet import Sheet


class ReportSheet(Sheet):
    """Shows one report. `undo_asked` carries the batch that the user wants to take back."""

    undo_asked = Signal(object)

    def __init__(self, look: Look, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__(_title(report), parent, wide=620)
        self.setModal(False)
        self._look = look
        self._report = report
        self._undo = push_button(tr("Undo this import…"))
        self._question = self._make_question()
        self._lay_out()

    def _lay_out(self) -> None:
        report, column = self._report, self.column
        column.addWidget(label(_origin_words(report), "faint", wrap=True))
        column.addWidget(label(count_words(report), "strong", wrap=True))
        if report.cancelled:
            words = tr("It was cancelled: what was imported until then is here. Import again to go on.")
            column.addWidget(label(words, "muted", wrap=True))
        if report.undone:
            self._add_kept()
        if report.problems:
            column.addSpacing(8)
            column.addWidget(label(tr("NOT READ"), "heading"))
            entries = [(each.path, reason_of(each.reason), each) for each in report.problems]
            column.addWidget(in_card(LinesView(self._look, entries, tr("Files that were not read"))), 1)
        column.addWidget(self._question)
        self._question.hide()
        self._undo.clicked.connect(self._ask)
        if report.batch is not None and not report.undone and report.added + report.updated:
            self.foot.addWidget(self._undo)
        copy = push_button(tr("Copy"))
        copy.setToolTip(tr("Copy the whole report as text"))
        copy.clicked.connect(self._copy)
        self.foot.addWidget(copy)
        self.add_close()

    def _add_kept(self) -> None:
        column, kept = self.column, self._report.kept
        if not kept:
            column.addWidget(label(tr("The import was undone; nothing of it is left."), "muted", wrap=True))
            return
        words = tr("The import was undone. These articles stayed, because you have worked on them since:")
        column.addWidget(label(words, "muted", wrap=True))
        why = tr("Has highlights, notes or tags of yours, or was changed by you")
        entries = [(title, why, article) for article, title in kept]
        column.addWidget(in_card(LinesView(self._look, entries, tr("Articles that stayed"))), 1)

    def _make_question(self) -> QWidget:
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        words = tr("Take this import back? Articles you have highlighted or changed since then stay.")
        row.addWidget(label(words, "muted", wrap=True), 1)
        keep = push_button(tr("Keep it"))
        keep.clicked.connect(self._keep)
        undo = push_button(tr("Undo the import"))
        undo.clicked.connect(self._tell)
        row.addWidget(keep)
        row.addWidget(undo)
        self._keep_button = keep
        return ground

    def _ask(self) -> None:
        self._undo.hide()
        self._question.show()
        self._keep_button.setFocus()

    def _keep(self) -> None:
        self._question.hide()
        self._undo.show()
        self._undo.setFocus()

    def _tell(self) -> None:
        self._question.hide()
        self.undo_asked.emit(self._report.batch)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report_text(self._report))


def count_words(report: ImportReport) -> str:
    """Say in one line what an import did."""
    return ", ".join(
        (
            tr("{count} added", count=f"{report.added:,}"),
            tr("{count} updated", count=f"{report.updated:,}"),
            tr("{count} unchanged", count=f"{report.unchanged:,}"),
            tr("{count} not read", count=f"{report.failed:,}"),
        )
    )


def reason_of(code: str) -> str:
    """Word the code of a problem; a code of a newer program is shown as it is."""
    try:
        return reason_words(code)
    except (ValueError, KeyError):
        return code


def report_text(report: ImportReport) -> str:
    """Write a report as text, a line for each problem."""
    lines = [_title(report), _origin_words(report), count_words(report)]
    lines += [f"{each.path}\t{reason_of(each.reason)}" for each in report.problems]
    lines += [tr("Kept: {title}", title=title) for _, title in report.kept]
    return "\n".join(line for line in lines if line)


def _title(report: ImportReport) -> str:
    if report.undone:
        return tr("Import undone")
    return tr("Import cancelled") if report.cancelled else tr("Import finished")


def _origin_words(report: ImportReport) -> str:
    when = full_date(local_moment(report.started))
    return joined("  ·  ", report.source, when)
