"""Lines of the document as they lie on the page, in pixels from its top."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

from reader.ui.page.paper.setting import BASE_LINE


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line: where its first sign stands in the document, and its upper and lower edge."""

    position: int
    top: float
    bottom: float


def lay_out_to(document: QTextDocument, depth: float) -> None:
    """Have the document laid out down to a depth; Qt does the rest when it is idle."""
    document.documentLayout().hitTest(QPointF(0, depth), Qt.HitTestAccuracy.FuzzyHit)


def block_at(document: QTextDocument, depth: float) -> QTextBlock:
    """Give the block at a depth; in the room between two blocks the upper one, above all the first.

    Qt's own search for it may end anywhere in a long document when no block lies exactly there.
    """
    lay_out_to(document, depth)
    low, high = 0, document.blockCount()
    while high - low > 1:
        middle = (low + high) // 2
        layout = document.findBlockByNumber(middle).layout()
        if layout.lineCount() and layout.position().y() <= depth:  # without lines it is not laid out yet
            low = middle
        else:
            high = middle
    return document.findBlockByNumber(low)


def blocks_between(document: QTextDocument, top: float, bottom: float) -> Iterator[QTextBlock]:
    """Give the blocks of which something lies between two depths."""
    layout = document.documentLayout()
    block = block_at(document, top)
    while block.isValid():
        if layout.blockBoundingRect(block).top() > bottom:
            return
        yield block
        block = block.next()


def lines_from(document: QTextDocument, depth: float) -> Iterator[PageLine]:
    """Give the lines from the first one whose lower edge is below a depth."""
    block = block_at(document, depth)
    while block.isValid():
        for line in lines_of(document, block):
            if line.bottom > depth:
                yield line
        block = block.next()


def line_of(document: QTextDocument, position: int) -> PageLine | None:
    """Give the line in which a position of the document stands."""
    block = document.findBlock(position)
    if not block.isValid():
        return None
    found = None
    for line in lines_of(document, block):
        if line.position > position:
            break
        found = line
    return found


def lines_of(document: QTextDocument, block: QTextBlock) -> Iterator[PageLine]:
    """Give the lines of a block."""
    document.documentLayout().blockBoundingRect(block)  # has it laid out
    layout, height = block.layout(), block.blockFormat().lineHeight()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        top = layout.position().y() + base_line(line) - height * BASE_LINE
        yield PageLine(block.position() + line.textStart(), top, top + height)


def base_line(line: QTextLine) -> float:
    """Give how far below the top of its block the base line lies."""
    return line.y() + line.ascent()
