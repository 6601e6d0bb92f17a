"""Asks before something that cannot be undone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet


class QuestionSheet(Sheet):
    """One question with a way out, which is what Enter and Esc choose. Accepted when the user means it."""

    def __init__(self, look: Look, title: str, question: str, answer: str, parent: QWidget) -> None:
        super().__init__(title, parent, wide=440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column.addWidget(label(question, "muted", wrap=True))
        self.setAccessibleDescription(question)
        self.foot.addStretch(1)
        do = push_button(answer)
        do.clicked.connect(self.accept)
        self.foot.addWidget(do)
        keep = push_button(tr("Cancel"), "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.reject)
        self.foot.addWidget(keep)
        self.first = keep
