"""How deep on the page each place of the text lies, about: for an overview, without laying anything out."""

from bisect import bisect_right

from PySide6.QtGui import QTextDocument

from reader.ui.page.paper.offsets import Places


class Depths:
    """Depths of what is laid out by now, in pixels from the top; within a block by the share of its text."""

    def __init__(self, document: QTextDocument, places: Places) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._tops: list[float] = []
        self._slopes: list[float] = []
        block = document.begin()
        while block.isValid():
            layout = block.layout()
            if layout.lineCount():  # without lines it is not laid out yet
                top, deep = layout.position().y(), layout.boundingRect().height()
                for passage in places.in_block(block.blockNumber()):
                    slope = deep / max(1, block.length() - 1)
                    self._starts.append(passage.span.start)
                    self._ends.append(passage.span.end)
                    self._tops.append(top + passage.within * slope)
                    self._slopes.append(slope)
            block = block.next()

    def of(self, offset: int) -> float | None:
        """Give the depth of an offset of the text; None where that is not laid out yet, or not shown."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0 or offset >= self._ends[place]:
            return None
        return self._tops[place] + (offset - self._starts[place]) * self._slopes[place]
