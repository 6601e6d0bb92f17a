"""All shortcuts at a glance, in two columns of groups."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.kit.scroll import ScrollColumn
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet

_WIDE: Final = 940

Group = tuple[str, Sequence[tuple[str, str]]]


class ShortcutsSheet(Sheet):
    """Shows groups of what can be done and the keys that do it, such as `H` or `Ctrl+F · /`.

    `change_asked` tells that the keys are to be changed, which is offered when the sheet is `changeable`.
    """

    change_asked = Signal()

    def __init__(
        self,
        look: Look,
        groups: Sequence[Group],
        parent: QWidget | None = None,
        *,
        title: str = "",
        wide: int = _WIDE,
        changeable: bool = False,
    ) -> None:
        title = title or tr("Keyboard shortcuts")
        super().__init__(title, parent, wide=wide)
        self._look = look
        ground = QWidget()
        sides = QHBoxLayout(ground)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(44)
        for half in halves(groups):
            side = QVBoxLayout()
            side.setSpacing(22)
            for name, rows in half:
                side.addLayout(_table(name, rows))
            side.addStretch(1)
            sides.addLayout(side, 1)
        scroll = ScrollColumn()
        scroll.column.addWidget(ground)
        scroll.setMinimumHeight(min(640, ground.sizeHint().height() + 34))
        scroll.setAccessibleName(title)
        self.column.addWidget(scroll, 1)
        if changeable:
            change = push_button(tr("Change Keys…"))
            change.clicked.connect(self._ask_for_change)
            self.foot.addWidget(change)
        self.add_close()

    def _ask_for_change(self) -> None:
        self.accept()
        self.change_asked.emit()


def halves(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Part groups in two columns of about the same height, in their order."""
    heights = [len(rows) + 2 for _, rows in groups]
    whole = sum(heights)
    best = min(range(len(groups) + 1), key=lambda cut: max(sum(heights[:cut]), whole - sum(heights[:cut])))
    return list(groups[:best]), list(groups[best:])


def _table(name: str, rows: Sequence[tuple[str, str]]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(12)
    table.setVerticalSpacing(6)
    table.setColumnStretch(0, 1)
    table.addWidget(label(name.upper(), "heading"), 0, 0)
    for place, (what, keys) in enumerate(rows, 1):
        table.addWidget(label(what, "plain"), place, 0)
        row = QHBoxLayout()
        row.setSpacing(4)
        for key in filter(None, keys.split(" · ")):
            row.addWidget(label(key, "key"))
        table.addLayout(row, place, 1, Qt.AlignmentFlag.AlignRight)
    return table
