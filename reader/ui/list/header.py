"""The line over the list: how many answers, in what time, and in which order."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from reader.model.query import Found, Sort
from reader.model.wording import tr
from reader.ui.kit.keys import keep_presses
from reader.ui.kit.parts import label
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look

_PAUSE: Final = 800
"""Milliseconds without new answers after which their count is said, so that it does not talk over typing."""

_NAMES: Final = {Sort.RELEVANCE: "Best match", Sort.DATE: "Newest", Sort.SOURCE: "Source"}
_ORDERS: Final = {
    Sort.RELEVANCE: "Best match first",
    Sort.DATE: "Newest first",
    Sort.SOURCE: "By source",
}
_ICONS: Final = {
    Sort.RELEVANCE: "arrow-down-wide-narrow",
    Sort.DATE: "calendar",
    Sort.SOURCE: "newspaper",
}


class SortButton(QToolButton):
    """Shows the order; a click names all orders, and whether there are headings.

    `headings_asked` tells whether headings over the groups are wished for.
    """

    sort_asked = Signal(object)
    headings_asked = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sort = Sort.RELEVANCE
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(15, 15))
        self.setFixedHeight(28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tr("Order and headings"))
        self.choices = QMenu(self)
        self._orders = self._made_orders()
        self.choices.addSeparator()
        self._headings = self.choices.addAction(tr("Headings by day or source"))
        self._headings.setCheckable(True)
        self._headings.toggled.connect(self._redraw)
        self._headings.triggered.connect(self.headings_asked)
        self.clicked.connect(self._show_choices)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_choices)
        look.changed.connect(self._redraw)
        self._redraw()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the button."""
        return keep_presses(event) or super().event(event)

    def set_sort(self, sort: Sort, *, ranked: bool = True) -> None:
        """Show an order without asking for it; only among `ranked` answers is there a best match."""
        self._orders[Sort.RELEVANCE].setEnabled(ranked)
        self._sort = Sort.DATE if sort is Sort.RELEVANCE and not ranked else sort
        self._redraw()

    def set_headings(self, *, shown: bool) -> None:
        """Show whether there are headings."""
        self._headings.setChecked(shown)

    def _made_orders(self) -> dict[Sort, QAction]:
        group = QActionGroup(self)
        orders: dict[Sort, QAction] = {}
        for sort, words in _ORDERS.items():
            order = orders[sort] = self.choices.addAction(tr(words))
            order.setCheckable(True)
            group.addAction(order)
            order.triggered.connect(lambda _checked=False, wanted=sort: self._take(wanted))
        return orders

    def _show_choices(self) -> None:
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _take(self, sort: Sort) -> None:
        changed = sort is not self._sort
        self.set_sort(sort, ranked=self._orders[Sort.RELEVANCE].isEnabled())
        if changed:
            self.sort_asked.emit(sort)

    def _redraw(self) -> None:
        self.setFont(self._look.ui(12, 500))
        self._orders[self._sort].setChecked(True)
        for entry in (*self._orders.values(), self._headings):
            # The style sheet leaves no room for Qt's own check marks, so the icon is one.
            entry.setIcon(self._look.icon("check", "accent", 16) if entry.isChecked() else QIcon())
        self.setIcon(self._look.icon(_ICONS[self._sort], "muted", 15))
        self.setText(tr(_NAMES[self._sort]))
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
        self.sort_button.setVisible(found.total > 1 or worded)
        self.sort_button.set_sort(found.sort or found.query.sort, ranked=worded)

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
