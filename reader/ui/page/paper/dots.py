"""The dots between the facts below a title: painted, so that none hangs at the end of a line."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextLine

from reader.ui.page.paper.heading import GAP


def dots(block: QTextBlock) -> Iterator[QPointF]:
    """Give where dots stand in the block of facts: on the base line, in pixels of the document."""
    text, layout = block.text(), block.layout()
    start = text.find(GAP)
    while start >= 0:
        end = start + len(GAP)
        line, after = layout.lineForTextPosition(start), layout.lineForTextPosition(end)
        if line.isValid() and after.isValid() and line.lineNumber() == after.lineNumber():
            middle = (_across(line, start) + _across(line, end)) / 2
            yield layout.position() + QPointF(middle, line.y() + line.ascent())
        start = text.find(GAP, end)


def _across(line: QTextLine, position: int) -> float:
    return cast(tuple[float, int], line.cursorToX(position))[0]  # the stubs do not know what it gives
