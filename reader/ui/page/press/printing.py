"""Print an article: text with its highlights, numbers of notes beside it, notes at the end, page numbers."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QTextDocument,
)

from reader.model.annotation import Label
from reader.model.article import Article
from reader.model.wording import tr
from reader.ui.look.look import Look
from reader.ui.page.marks.index import Marks, colours_of, pieces_in, stretch_rects
from reader.ui.page.marks.painting import Shape, paint_badges, paint_marks, paint_number, place_badges
from reader.ui.page.paper.document import Page, build
from reader.ui.page.paper.dots import dots
from reader.ui.page.paper.lines import blocks_between, lines_of
from reader.ui.page.press.notes import notes
from reader.ui.page.press.paper_look import UNIT, PaperLook
from reader.ui.page.press.sheets import Sheet, Slip, broken

_COLUMN: Final = 397.0
"""Points of the column at most: some 78 signs in a line."""
_SIDE, _HEAD, _FOOT = 56.0, 62.0, 78.0
"""Points left free beside the text at least, above it, and below it, where the number of the page stands."""
_RULE: Final = 2.0
_DOT, _DOT_RISE = 1.2, 4.0
_SMALL: Final = 12
_EDGE: Final = 0.5
"""Pixels by which a line may reach out of its slip without being of another."""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where the column stands on a sheet, in pixels of the page from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


def printed(
    device: QPagedPaintDevice, look: Look, article: Article, labels: Sequence[Label], first: int, last: int
) -> Iterator[bool]:
    """Print an article piece by piece, each of a few milliseconds; tells at each whether all went well.

    Only the pages from `first` to `last` are printed, counted from 1; `last` is 0 for the end.
    """
    layout = device.pageLayout()
    layout.setMode(QPageLayout.Mode.FullPageMode)
    layout.setMargins(QMarginsF(0, 0, 0, 0))
    device.setPageLayout(layout)
    room = _room(layout.fullRect(QPageLayout.Unit.Point))
    press = _Press(PaperLook(look), article, labels, room)
    sheets: list[Sheet] = []
    for sheet in broken(press.documents, room.height):
        sheets.append(sheet)
        yield True
    painter = QPainter()
    if not painter.begin(device):
        yield False
        return
    with closing(_Ended(painter)):
        painter.scale(*(device.logicalDpiX() / 72 * UNIT,) * 2)
        chosen = range(max(1, first), min(last or len(sheets), len(sheets)) + 1)
        for number in chosen:
            if number != chosen.start:
                device.newPage()
            press.paint(painter, sheets[number - 1], number, len(sheets))
            yield True


class _Ended:
    """Ends a painter whatever happens: one that lives on would break what it paints on."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def close(self) -> None:
        """End it."""
        self._painter.end()


def _room(paper: QRectF) -> _Room:
    width = min(_COLUMN, paper.width() - 2 * _SIDE)
    high = paper.height() - _HEAD - _FOOT
    return _Room((paper.width() - width) / 2 / UNIT, _HEAD / UNIT, width / UNIT, high / UNIT)


class _Press:
    """The documents of an article on paper, and what is painted of them on a sheet."""

    def __init__(self, look: PaperLook, article: Article, labels: Sequence[Label], room: _Room) -> None:
        self._look = look
        self._article = article
        self._room = room
        self._page: Page = build(look, article, None)
        self._notes = notes(look, article, labels)
        self.documents: list[QTextDocument] = [self._page.document, self._notes.document]
        for document in self.documents:
            document.setDocumentMargin(0)
            document.setUseDesignMetrics(True)
            document.setTextWidth(room.width)
        self._marks = Marks(article.highlights, colours_of(labels), len(article.text))

    def paint(self, painter: QPainter, sheet: Sheet, number: int, count: int) -> None:
        """Paint a sheet, which is the page `number` of `count`."""
        room = self._room
        painter.save()
        painter.translate(room.left, room.top)
        for slip in sheet:
            painter.save()
            painter.translate(0, slip.at - slip.top)
            if slip.document == 0:
                self._paint_under(painter, slip)
            else:
                self._paint_numbers(painter, slip)
            self._paint_text(painter, slip)
            painter.restore()
        self._paint_foot(painter, number, count)
        painter.restore()

    def _paint_text(self, painter: QPainter, slip: Slip) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        left, width = self._room.left, self._room.width
        edge = QRectF(-left, slip.top, width + 2 * left, slip.bottom - slip.top)
        painter.setClipRect(edge.adjusted(0, -_EDGE, 0, _EDGE))
        context.clip = edge
        self.documents[slip.document].documentLayout().draw(painter, context)

    def _paint_under(self, painter: QPainter, slip: Slip) -> None:
        """Paint the grounds of highlights, the numbers of their notes, and the lines beside captions."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes = self._shapes(slip)
        paint_marks(painter, self._look, shapes, None, 0.0)
        paint_badges(painter, self._look, place_badges(self._look, shapes, self._room.width), None)
        document = self._page.document
        for block in blocks_between(document, slip.top, slip.bottom):
            if block.blockNumber() in self._page.captions:
                top, high = block.layout().position().y(), block.layout().boundingRect().height()
                first, last = max(top + 3, slip.top), min(top + high - 1, slip.bottom)
                mirrored = block.textDirection() == Qt.LayoutDirection.RightToLeft
                at = self._room.width - _RULE if mirrored else 0.0
                painter.fillRect(QRectF(at, first, _RULE, last - first), self._look.colour("scroll"))
            if block.blockNumber() == self._page.facts:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.colour("muted"))
                for dot in dots(block):
                    if slip.top <= dot.y() <= slip.bottom:
                        painter.drawEllipse(dot - QPointF(0, _DOT_RISE), _DOT, _DOT)

    def _paint_numbers(self, painter: QPainter, slip: Slip) -> None:
        """Paint the numbers of notes beside them, as they stand beside the text."""
        for block in blocks_between(self._notes.document, slip.top, slip.bottom):
            number, colour = self._notes.numbers.get(block.blockNumber(), (0, ""))
            line = next(iter(lines_of(self._notes.document, block)), None)
            if number and line is not None and slip.top <= line.top < slip.bottom:
                middle = (line.top + line.bottom) / 2
                paint_number(painter, self._look, number, colour, QRectF(0, middle - 10, 22, 20))

    def _shapes(self, slip: Slip) -> list[Shape]:
        found = []
        for block in blocks_between(self._page.document, slip.top, slip.bottom):
            corner = block.layout().position()
            for piece in pieces_in(block.blockNumber(), self._marks, self._page.places):
                rects = [rect.translated(corner) for rect in stretch_rects(block, piece.start, piece.end)]
                shown = tuple(rect for rect in rects if slip.top <= rect.center().y() <= slip.bottom)
                if shown:
                    head = rects[0] if piece.first and rects[0] is shown[0] else None
                    found.append(Shape(piece, shown, head))
        return found

    def _paint_foot(self, painter: QPainter, number: int, count: int) -> None:
        room, font = self._room, self._look.sans(_SMALL)
        painter.setFont(font)
        painter.setPen(self._look.colour("muted"))
        line = QRectF(0, room.height + 26 / UNIT, room.width, 20)
        words = tr("{number} of {count}", number=number, count=count)
        metrics = QFontMetricsF(font)
        free = room.width - metrics.horizontalAdvance(words) - 24
        title = metrics.elidedText(self._article.title, Qt.TextElideMode.ElideRight, free)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
