"""The line at the very foot: what is stored, searchable and recognised; and what could not be done."""

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.model.change import Standing
from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look

_ICON: Final = 14
"""Pixels of the icon before the words."""


class StandingLine(QWidget):
    """Counts at the right; at the left, when there is any, the way to what could not be done.

    `not_read_asked` asks for the files that the last import could not read, `set_aside_asked` for what is
    left out because it stopped the program. `pause_asked` carries whether the finding of names in articles
    that are not in sight is to rest, True, or to go on.
    """

    not_read_asked = Signal()
    set_aside_asked = Signal()
    pause_asked = Signal(bool)
    index_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._not_read = push_button("", "quiet")
        self._not_read.clicked.connect(self.not_read_asked)
        self._set_aside = push_button("", "quiet")
        self._set_aside.clicked.connect(self.set_aside_asked)
        self._not_searchable = push_button("", "quiet")
        self._not_searchable.setToolTip(tr("Make them searchable now; the next change does so, too"))
        self._not_searchable.clicked.connect(self.index_asked)
        self._counts = label("", "faint")
        self._pausing = False
        self._pause = push_button(tr("Pause"), "hushed")
        self._pause.setIconSize(QSize(_ICON, _ICON))
        self._pause.clicked.connect(self._turn_pause)
        look.changed.connect(self._name_pause)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(self._not_read)
        row.addWidget(self._set_aside)
        row.addWidget(self._not_searchable)
        row.addStretch(1)
        row.addWidget(self._pause)
        row.addWidget(self._counts)
        self.show_standing(Standing())
        self.show_set_aside(0)

    def show_standing(self, standing: Standing, *, index_rests: bool = False) -> None:
        """Show what is stored, searchable and recognised; offer to go on with an index that rests."""
        words = standing_words(standing)
        if words != self._counts.text():
            self._counts.setText(words)
            self._counts.setAccessibleName(words)
        self._pause.setVisible(standing.named is not None and standing.named < standing.stored)
        self._name_pause()
        behind = max(0, standing.stored - standing.searchable) if index_rests else 0
        self._not_searchable.setText(
            tr("1 article is not searchable yet: go on")
            if behind == 1
            else tr("{count} articles are not searchable yet: go on", count=f"{behind:,}")
        )
        self._not_searchable.setVisible(behind > 0)
        count = standing.not_read
        self._not_read.setText(
            tr("1 file was not read") if count == 1 else tr("{count} files were not read", count=f"{count:,}")
        )
        self._not_read.setToolTip(tr("By the last import: show its report"))
        self._not_read.setVisible(count > 0)

    def show_set_aside(self, count: int) -> None:
        """Offer the list of what is left out, when there is any."""
        words = tr("1 thing is left out") if count == 1 else tr("{count} things are left out", count=count)
        self._set_aside.setText(words)
        self._set_aside.setToolTip(tr("It stopped the program twice: show what, and try again"))
        self._set_aside.setVisible(count > 0)

    def show_counts(self, shown: bool) -> None:
        """Show the counts, or leave them out for want of room."""
        self._counts.setVisible(shown)

    def _turn_pause(self) -> None:
        self._pausing = not self._pausing
        self._name_pause()
        self.pause_asked.emit(self._pausing)

    def _name_pause(self) -> None:
        words = tr("Go on finding names") if self._pausing else tr("Finding names: pause")
        self._pause.setText(words)
        self._pause.setIcon(self._look.icon("play" if self._pausing else "pause", "accent", _ICON))
        self._pause.setToolTip(tr("Names in the open article and those in sight are found in any case"))

    def words(self) -> str:
        """Give the counts as they are shown."""
        return self._counts.text()


def standing_words(standing: Standing) -> str:
    """Word the counts: `12,345 articles · all searchable · 8,200 with names`."""
    stored = standing.stored
    if not stored:
        return tr("No articles yet")
    parts = [tr("1 article") if stored == 1 else tr("{count} articles", count=f"{stored:,}")]
    if standing.searchable >= stored:
        parts.append(tr("searchable") if stored == 1 else tr("all searchable"))
    else:
        parts.append(tr("{count} searchable", count=f"{max(0, standing.searchable):,}"))
    if standing.named is not None:
        count = f"{standing.named:,}"
        everything = standing.named >= stored > 1
        parts.append(tr("all with names") if everything else tr("{count} with names", count=count))
    return "  ·  ".join(parts)
