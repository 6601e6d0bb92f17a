"""The ticks of the overview: one for each highlight, hit and name, in three lanes side by side."""

from array import array
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from reader.ui.kit.families import ink
from reader.ui.look.look import Look
from reader.ui.page.marks.hits import HitList
from reader.ui.page.marks.index import Marks
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.paper.depths import Depths


class Lane(IntEnum):
    """What a tick stands for, in the order of the lanes from the left."""

    NAMES = 0
    HIGHLIGHTS = 1
    HITS = 2


LANE: Final = {Lane.NAMES: (0.0, 3.0), Lane.HIGHLIGHTS: (4.0, 4.0), Lane.HITS: (9.0, 5.0)}
"""Left edge and width of each lane, in pixels."""
WIDTH: Final = 14
_THIN, _THICK = 1.5, 3.0
"""Pixels that a tick of a name is high, and one of the others at least."""
NAME_ALPHA: Final = 0.7
_NOWHERE: Final = -1.0


class Ticks:
    """Where the ticks lie, in pixels from the top of the overview, in text order; -1 where one has no place.

    What is not laid out yet has none. They keep what they were measured of: the page may show other marks
    for a moment before it is measured anew.
    """

    def __init__(self, marks: Marks, hits: HitList, mentions: Mentions) -> None:
        self.marks, self.of_hits, self.mentions = marks, hits, mentions
        self.names: array[float] = array("f")
        self.highlights: array[float] = array("f")
        self.ends: array[float] = array("f")
        """Lower edges of highlights, which may be long."""
        self.hits: array[float] = array("f")

    def lane(self, lane: Lane) -> "array[float]":
        """Give the ticks of a lane."""
        return {Lane.NAMES: self.names, Lane.HIGHLIGHTS: self.highlights, Lane.HITS: self.hits}[lane]

    def near(self, lane: Lane, y: float, reach: float) -> int | None:
        """Give the place of the tick of a lane that is nearest to a height, and no farther than `reach`."""
        ys = self.lane(lane)
        if lane is Lane.HIGHLIGHTS:
            within = [n for n, top in enumerate(ys) if 0 <= top <= y <= self.ends[n]]
            if within:
                return within[-1]
        found = [(abs(top - y), place) for place, top in enumerate(ys) if top >= 0 and abs(top - y) <= reach]
        return min(found)[1] if found else None


def measured(depths: Depths, scale: float, marks: Marks, hits: HitList, mentions: Mentions) -> Ticks:
    """Measure the ticks of an overview that is smaller than the page by `scale`."""

    def y(offset: int) -> float:
        depth = depths.of(offset)
        return _NOWHERE if depth is None else depth * scale

    made = Ticks(marks, hits, mentions)
    made.names.extend(y(mentions[place].start) for place in range(len(mentions)))
    made.hits.extend(y(offset) for offset in hits.starts)
    for span in marks.spans:
        top, end = y(span.start), y(span.end - 1)
        made.highlights.append(top)
        made.ends.append(max(end, top + _THICK))
    return made


def paint_ticks(painter: QPainter, look: Look, ticks: Ticks) -> None:
    """Paint the ticks; of several that fall on the same pixels one is enough."""
    painter.setPen(Qt.PenStyle.NoPen)
    left, wide = LANE[Lane.NAMES]
    seen: set[tuple[int, object]] = set()
    for place, y in enumerate(ticks.names):
        family = ticks.mentions[place].family
        if y >= 0 and (row := (round(y), family)) not in seen:
            seen.add(row)
            painter.fillRect(QRectF(left, y, wide, _THIN), look.colour(ink(family), NAME_ALPHA))
    left, wide = LANE[Lane.HIGHLIGHTS]
    for place, y in enumerate(ticks.highlights):
        if y >= 0:
            colour = look.colour(f"{ticks.marks[place].colour}-ink")
            painter.fillRect(QRectF(left, y, wide, ticks.ends[place] - y), colour)
    rows = sorted({round(y) for y in ticks.hits if y >= 0})
    left, wide = LANE[Lane.HITS]
    for y in rows:
        painter.fillRect(QRectF(left, y, wide, _THICK - 1), look.colour("match"))


def paint_chosen(painter: QPainter, look: Look, ticks: Ticks, chosen: int | None) -> None:
    """Paint the tick of the chosen hit over the others: longer, in the colour of text."""
    if chosen is not None and chosen < len(ticks.hits) and ticks.hits[chosen] >= 0:
        left, wide = LANE[Lane.HITS]
        tick = QRectF(left - 1, ticks.hits[chosen] - 1, wide + 1, _THICK + 1)
        painter.fillRect(tick, look.colour("text"))
