"""What is left out because it stopped the program twice, and the way to try it again."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from reader.model.aside import Aside, Task
from reader.model.wording import job_words, reason_words, tr
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.lines import LinesView, in_card
from reader.ui.sheets.sheet import Sheet


class AsideSheet(Sheet):
    """Lists things set aside. Accepted when the user wants them tried again."""

    def __init__(self, look: Look, asides: Sequence[Aside], parent: QWidget | None = None) -> None:
        super().__init__(tr("Left out"), parent, wide=560)
        words = tr("Each of these stopped the work in the background twice. The rest goes on without them.")
        self.column.addWidget(label(words, "muted", wrap=True))
        entries = [(_name(each), reason_words(each.reason), each) for each in asides]
        self.column.addWidget(in_card(LinesView(look, entries, tr("Left out"))), 1)
        again = push_button(tr("Try again"))
        again.clicked.connect(self.accept)
        again.setEnabled(bool(asides))
        self.foot.addWidget(again)
        self.foot.addStretch(1)
        close = push_button(tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addWidget(close)
        self.first = close


def _name(aside: Aside) -> str:
    match aside.task:
        case Task.NAMES:
            return tr("Names in: {title}", title=aside.title)
        case Task.VERB:
            return job_words(aside.subject)
        case Task.READ:
            return aside.subject
