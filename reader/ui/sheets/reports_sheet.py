"""The imports of the past, newest first; each leads to its report."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from reader.model.article import ImportReport
from reader.model.wording import tr
from reader.ui.kit.dates import full_date, local_moment
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.lines import KEY, LinesView, in_card
from reader.ui.sheets.report_sheet import count_words
from reader.ui.sheets.sheet import Sheet


class ReportsSheet(Sheet):
    """Lists imports. `report_asked` carries the batch whose report the user wants to see."""

    report_asked = Signal(object)

    def __init__(self, look: Look, reports: Sequence[ImportReport], parent: QWidget | None = None) -> None:
        super().__init__(tr("Past imports"), parent, wide=560)
        self.setModal(False)
        entries = [(_headline(each), _outcome(each), each.batch) for each in reports]
        self._list = LinesView(look, entries, tr("Past imports"))
        self._list.setSelectionMode(LinesView.SelectionMode.SingleSelection)
        if not reports:
            self.column.addWidget(label(tr("Nothing has been imported yet."), "muted", wrap=True))
            self.add_close()
            return
        self.column.addWidget(in_card(self._list), 1)
        self._list.setCurrentIndex(self._list.currentIndex())
        self._list.doubleClicked.connect(self._open)
        close = push_button(tr("Close"))
        close.clicked.connect(self.accept)
        show = push_button(tr("Show report"), "primary")
        show.setDefault(True)  # Enter in the list presses it
        show.clicked.connect(self._open_current)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(show)
        self.first = self._list

    def _open_current(self) -> None:
        self._open(self._list.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.report_asked.emit(index.data(KEY))


def _headline(report: ImportReport) -> str:
    when = full_date(local_moment(report.started))
    return tr("{source}  ·  {when}", source=report.source, when=when) if report.source else when


def _outcome(report: ImportReport) -> str:
    words = count_words(report)
    if report.undone:
        return tr("Undone  ·  {counts}", counts=words)
    return tr("Cancelled  ·  {counts}", counts=words) if report.cancelled else words
