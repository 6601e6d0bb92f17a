"""Which hit of how many is seen, with the buttons that lead to the others."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from reader.model.wording import tr
from reader.ui.kit.parts import IconButton, label
from reader.ui.look.look import Look

_SIDE: Final = 28
_USUAL: Final = 62
"""Pixels that a count of three figures takes."""


class HitCounter(QWidget):
    """Says "Hit 3 of 17". `stepped` carries 1 for the next hit and -1 for the one before."""

    stepped = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = label("", "muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._previous = IconButton(look, "chevron-up", tr("Previous Hit on the Page"), size=16, side=_SIDE)
        self._next = IconButton(look, "chevron-down", tr("Next Hit on the Page"), size=16, side=_SIDE)
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._count)
        row.addSpacing(4)
        row.addWidget(self._previous)
        row.addWidget(self._next)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions that the buttons stand for, whose words and keys are their tips."""
        self._previous.follow(actions["previous_hit"])
        self._next.follow(actions["next_hit"])

    def show_place(self, place: int | None, total: int, *, more: bool) -> None:
        """Say which hit is chosen, from 0, of how many; `more` says that there are more than those."""
        words = count_words(place, total, more=more)
        self._count.setText(words if place is None else tr("Hit {count}", count=words))
        self.setAccessibleName(tr("Hits on the page: {count}", count=words))
        self._previous.setEnabled(total > 0)
        self._next.setEnabled(total > 0)

    def keep_room(self) -> None:
        """Take the same room whatever is said, also while hidden."""
        self._count.setMinimumWidth(_USUAL)
        self._count.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def buttons(self) -> tuple[QToolButton, QToolButton]:
        """Give the buttons that lead to the next hit and to the one before."""
        return self._next, self._previous

    def words(self) -> str:
        """Give what is said."""
        return self._count.text()


def count_words(place: int | None, total: int, *, more: bool) -> str:
    """Say which hit of how many it is, or only how many there are."""
    count = f"{total:,}+" if more else f"{total:,}"
    if place is not None:
        return tr("{place} of {total}", place=f"{place + 1:,}", total=count)
    if not total:
        return tr("No hits")
    return tr("1 hit") if total == 1 else tr("{count} hits", count=count)
