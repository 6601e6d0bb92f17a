"""The line over the list: how many answers, in what time, and in which order."""

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from reader.model.query import Found, Sort
from reader.model.wording import tr
from reader.ui.kit.keys import keep_presses
from reader.ui.kit.parts import label
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look

_PAUSE: Final = 800
"""Milliseconds without new answers after which their count is said, so that it does not talk over typing."""

_NAMES: Final = {Sort.RELEVANCE: "Best match", Sort.DATE: "Newest"}
_ICONS: Final = {Sort.RELEVANCE: "arrow-down-wide-narrow", Sort.DATE: "calendar"}
_TIPS: Final = {
    Sort.RELEVANCE: "Best match first. Click for the newest first.",
    Sort.DATE: "Newest first. Click for the best match first.",
}


class SortButton(QToolButton):
    """Shows the order; a click takes the other one, a held or right click names both."""

    sort_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sort = Sort.RELEVANCE
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(15, 15))
        self.setFixedHeight(28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._choices = self._made_choices()
        self.clicked.connect(self._take_other)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_choices)
        look.changed.connect(self._redraw)
        self._redraw()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the button."""
        return keep_presses(event) or super().event(event)

    def set_sort(self, sort: Sort) -> None:
        """Show an order without asking for it."""
        self._sort = sort
        self._redraw()

    def _made_choices(self) -> dict[Sort, QAction]:
        menu, group = QMenu(self), QActionGroup(self)
        choices: dict[Sort, QAction] = {}
        for sort, words in ((Sort.RELEVANCE, tr("Best match first")), (Sort.DATE, tr("Newest first"))):
            choice = choices[sort] = menu.addAction(words)
            choice.setCheckable(True)
            group.addAction(choice)
            choice.triggered.connect(lambda _checked=False, wanted=sort: self._take(wanted))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        return choices

    def _show_choices(self, at: QPoint) -> None:
        self.menu().popup(self.mapToGlobal(at))

    def _take_other(self) -> None:
        self._take(Sort.DATE if self._sort is Sort.RELEVANCE else Sort.RELEVANCE)

    def _take(self, sort: Sort) -> None:
        changed = sort is not self._sort
        self.set_sort(sort)
        if changed:
            self.sort_asked.emit(sort)

    def _redraw(self) -> None:
        self.setFont(self._look.ui(12, 500))
        self._choices[self._sort].setChecked(True)
        self.setIcon(self._look.icon(_ICONS[self._sort], "muted", 15))
        self.setText(tr(_NAMES[self._sort]))
        self.setToolTip(tr(_TIPS[self._sort]))
        self.setAccessibleName(tr("Order: {order}", order=tr(_NAMES[self._sort])))


class ListHeader(QWidget):
    """Says how many answers there are. `sort_asked` tells the order wished for."""

    sort_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = label("", "strong")
        self._count.setAccessibleName(tr("Number of articles"))
        self._time = label("", "faint")
        self._time.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.sort_button = SortButton(look)
        self.sort_button.setVisible(False)
        self.sort_button.sort_asked.connect(self.sort_asked)
        self.setMinimumHeight(48)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._say)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 14, 6)
        row.setSpacing(7)
        row.addWidget(self._count)
        row.addWidget(self._time, 1)
        row.addWidget(self.sort_button)

    def show_found(self, found: Found) -> None:
        """Show the count and, for words, the time; the order matters only where words rank."""
        worded = bool(found.query.words.strip())
        count = count_words(found.total, worded)
        if count != self._count.text():
            self._count.setText(count)
            self._count.setAccessibleName(count)
            self._pause.start()
        self._time.setText(time_words(found.ms) if worded else "")
        self.sort_button.setVisible(worded)
        self.sort_button.set_sort(found.sort or found.query.sort)

    def texts(self) -> tuple[str, str]:
        """Give the words shown for the count and for the time."""
        return self._count.text(), self._time.text()

    def _say(self) -> None:
        announce(self, self._count.text())


def count_words(total: int, worded: bool) -> str:
    """Say how many answers there are; `worded`: to words, not merely on a shelf."""
    if worded:
        if not total:
            return tr("No results")
        return tr("1 result") if total == 1 else tr("{count} results", count=f"{total:,}")
    if not total:
        return tr("No articles")
    return tr("1 article") if total == 1 else tr("{count} articles", count=f"{total:,}")


def time_words(milliseconds: float) -> str:
    """Say how long the engine took."""
    if milliseconds >= 1000:
        return tr("in {seconds} s", seconds=f"{milliseconds / 1000:.1f}")
    return tr("in {milliseconds} ms", milliseconds=f"{max(1, round(milliseconds))}")
