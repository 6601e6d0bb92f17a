"""The ground of the window: the panes in a row that the user divides, and the strip below them."""

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget


def in_a_row(*panes: QWidget, growing: QWidget) -> QSplitter:
    """Put panes side by side; what the window gains in width goes to the `growing` one."""
    splitter = QSplitter()
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for place, pane in enumerate(panes):
        splitter.addWidget(pane)
        splitter.setStretchFactor(place, 1 if pane is growing else 0)
    for pane in reversed(panes):
        pane.lower()  # a splitter has each told before those left of it
    return splitter


def ground(panes: QWidget, strip: QWidget) -> QWidget:
    """Lay the panes above the strip."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(panes, 1)
    column.addWidget(strip)
    return whole
