"""A layout that sets widgets side by side and goes on in the next line, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Places widgets in lines, each at its own size hint; the last one may take the rest of its line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, last_fills: bool = False) -> None:
        super().__init__(parent)
        self._gap = gap
        self._last_fills = last_fills
        self._least_last = 0
        self._items: list[QLayoutItem] = []

    def set_least_last(self, pixels: int) -> None:
        """Say how much must be free in a line for the last widget to share it, when it takes the rest."""
        self._least_last = pixels
        self.invalidate()

    def insert_before_last(self, widget: QWidget) -> None:
        """Add a widget in front of the last one."""
        self.addWidget(widget)
        self._items.insert(len(self._items) - 2, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take a new item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Tell how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Give an item, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or give None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for no more room than the widgets need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrower layout is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels of all lines at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Move the widgets to their places."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Give the size the layout is content with."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Give the size of the largest widget."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        shown = [item for item in self._items if not item.isEmpty()]
        left, top = area.left(), area.top()
        line: list[tuple[QLayoutItem, QRect]] = []
        deep = 0
        for item in shown:
            fills = self._last_fills and item is shown[-1]
            size = item.sizeHint()
            wide = self._least_last if fills else min(size.width(), area.width())
            if line and left + wide > area.right() + 1:
                top += _settle(line, deep, move=move) + self._gap
                left, deep, line = area.left(), 0, []
            if fills:
                wide = area.right() + 1 - left
            line.append((item, QRect(QPoint(left, top), QSize(wide, size.height()))))
            left += wide + self._gap
            deep = max(deep, size.height())
        top += _settle(line, deep, move=move)
        return top - rect.top() + margins.bottom()


def _settle(line: list[tuple[QLayoutItem, QRect]], deep: int, *, move: bool) -> int:
    """Centre the items of a line in its height, and give that height."""
    if move:
        for item, place in line:
            item.setGeometry(place.translated(0, (deep - place.height()) // 2))
    return deep
