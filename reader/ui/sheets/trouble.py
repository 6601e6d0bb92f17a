"""Tells of troubles: expected ones with the next step, bugs of ours with a report to copy."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reader.model.errors import ReaderError
from reader.model.wording import tr, trouble_words
from reader.ui.kit.parts import IconLabel, label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet


class TroubleSheet(Sheet):
    """One sentence that says what happened, and one that says what to do next."""

    offer_taken = Signal()

    def __init__(
        self, look: Look, error: ReaderError, parent: QWidget | None = None, offer: str = ""
    ) -> None:
        """Word a trouble; `offer` is the button of a way out, which `offer_taken` tells of."""
        super().__init__(tr("Pressmark"), parent, wide=460)
        self.code = error.code
        sentence, step = trouble_words(error)
        self.heading.hide()
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel(look, "triangle-alert", "match", 26), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        what = label(sentence, "strong", wrap=True)
        what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(what)
        words.addWidget(label(step, "muted", wrap=True))
        row.addLayout(words, 1)
        self.column.addLayout(row)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(step)
        if offer:
            way_out = push_button(offer)
            way_out.clicked.connect(self.offer_taken)
            self.foot.addWidget(way_out)
        self.add_close(tr("OK"))


class BugSheet(Sheet):
    """Says that something went wrong that should not have, and shows the report to copy."""

    def __init__(self, look: Look, report: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("That should not have happened"), parent, wide=620)
        self._report = report
        words = tr(
            "Pressmark met a mistake of its own. What you have stored is safe, and you can go on. "
            "The report below helps to mend it; it stays on this computer unless you send it."
        )
        self.column.addWidget(label(words, "muted", wrap=True))
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(tr("Report"))
        shown.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        shown.setMinimumHeight(200)
        self.column.addWidget(shown, 1)
        self._copy = push_button(tr("Copy report"))
        self._copy.clicked.connect(self._copy_report)
        self.foot.addWidget(self._copy)
        self.add_close(tr("Go on"))

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText(tr("Copied"))


def show_trouble(parent: QWidget | None, look: Look, error: ReaderError, offer: str = "") -> TroubleSheet:
    """Open the sheet for an expected trouble; it goes when it is closed. `offer` is a way out, if any."""
    sheet = TroubleSheet(look, error, parent, offer)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
    return sheet
