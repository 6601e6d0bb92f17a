"""The text of an article with its marks painted under it, in a column of readable width."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from reader.model.ids import HighlightId
from reader.model.mention import Mention
from reader.model.span import Span
from reader.ui.look.look import Look
from reader.ui.page.marks.hits import HitList
from reader.ui.page.marks.index import Geometry, Mark, Marks, PaintedMark, Piece, pieces_in, stretch_rects
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.marks.outlines import Outline, Outlines, moved, paint_outlines
from reader.ui.page.marks.painting import Badge, Shape, paint_badges, paint_marks, place_badges
from reader.ui.page.marks.underlines import (
    PaintedMention,
    Underline,
    Underlines,
    paint_choice,
    paint_underlines,
)
from reader.ui.page.paper.document import Page
from reader.ui.page.paper.dots import dots
from reader.ui.page.paper.lines import block_at, blocks_between
from reader.ui.page.paper.setting import LEAST_MARGIN, column_width

HEAD_ROOM: Final = 26
FOOT_ROOM: Final = 104
"""Pixels above and below the text; below it stands the line about what was cut."""

_RULE: Final = 2.0
_DOT, _DOT_RISE = 1.2, 4.0
"""Radius of the dots between facts, and how far they stand above the base line."""


class MarkedText(QTextBrowser):
    """Shows a page and paints marks, hits and the lines under names. The document is never changed by them.

    `marks_changed` tells that any of these are others now, `hit_chosen` that another hit is the chosen one.
    """

    marks_changed = Signal()
    hit_chosen = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.page: Page | None = None
        self._marks = Marks()
        self._pieces: dict[int, tuple[Piece, ...]] = {}
        self._geometry = Geometry()
        self._underlines = Underlines(self._geometry)
        self._outlines = Outlines(self._geometry)
        self._dots: tuple[QPointF, ...] | None = None
        self._chosen: HighlightId | None = None
        self._chosen_mention: Mention | None = None
        self._column_width = column_width(look)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # nothing behind is painted

    def set_page(self, page: Page) -> None:
        """Show another page; the marks stay, for it may be the same text."""
        old = self.page
        self.page = page
        self._column_width = column_width(self.look)
        self._pieces.clear()
        self._forget_places()
        self._set_column(page.document, self.viewport().width())
        self.setDocument(page.document)
        if old is not None:
            old.document.deleteLater()

    def set_marks(self, marks: Marks) -> None:
        """Paint these marks."""
        self._marks = marks
        self._pieces.clear()
        self.viewport().update()
        self.marks_changed.emit()

    def marks(self) -> Marks:
        """Give the marks of the article, shown or not."""
        return self._marks

    def mark(self, highlight: HighlightId | None) -> Mark | None:
        """Give the mark of a highlight."""
        place = self._marks.place_of(highlight)
        return None if place is None else self._marks[place]

    def set_chosen(self, highlight: HighlightId | None) -> None:
        """Paint an outline around a highlight."""
        self._chosen = highlight
        self.viewport().update()

    def chosen(self) -> HighlightId | None:
        """Give the highlight with the outline."""
        return self._chosen

    def set_mentions(self, mentions: Mentions) -> None:
        """Underline these mentions."""
        self._underlines.show(mentions)
        self.viewport().update()
        self.marks_changed.emit()

    def mentions(self) -> Mentions:
        """Give the mentions of the article, shown or not."""
        return self._underlines.mentions

    def set_chosen_mention(self, mention: Mention | None) -> None:
        """Paint an outline around a mention."""
        self._chosen_mention = mention
        self.viewport().update()

    def chosen_mention(self) -> Mention | None:
        """Give the mention with the outline."""
        return self._chosen_mention

    def set_hits(self, hits: HitList) -> None:
        """Outline these hits; none of them is chosen."""
        changing = len(hits) > 0 or len(self._outlines.hits) > 0
        self._outlines.show(hits)
        if changing:
            self.viewport().update()
            self.marks_changed.emit()

    def hits(self) -> HitList:
        """Give the hits that are outlined, on the screen or not."""
        return self._outlines.hits

    def set_chosen_hit(self, place: int | None) -> None:
        """Paint the outline of a hit, by its place from 0, stronger than the others."""
        self._outlines.chosen = place
        self.viewport().update()
        self.hit_chosen.emit()

    def chosen_hit(self) -> int | None:
        """Give the place of the hit with the stronger outline."""
        return self._outlines.chosen

    def column(self) -> tuple[float, float]:
        """Give the left and right edge of the column on the viewport, in pixels."""
        margin = self._margin(self.viewport().width())
        return margin, self.viewport().width() - margin

    def shapes(self) -> list[Shape]:
        """Give the pieces of marks that are on the screen, in the order in which they are painted."""
        if self.page is None or not self._marks:
            return []
        scrolled = float(self.verticalScrollBar().value())
        screen = QRectF(self.viewport().rect())
        found = []
        for block in blocks_between(self.document(), scrolled, scrolled + screen.height()):
            corner = block.layout().position() - QPointF(0, scrolled)
            for piece in self._pieces_in(self.page, block.blockNumber()):
                rects = self._geometry.rects(block, piece.start, piece.end)
                moved = [rect.translated(corner) for rect in rects]
                shown = tuple(rect for rect in moved if rect.intersects(screen))
                if shown:
                    head = moved[0] if piece.first and moved[0] is shown[0] else None
                    found.append(Shape(piece, shown, head))
        return found

    def underlines(self) -> list[Underline]:
        """Give the mentions that are on the screen, block by block."""
        if self.page is None or not self._underlines.mentions:
            return []
        scrolled = float(self.verticalScrollBar().value())
        screen = QRectF(self.viewport().rect())
        found = []
        for block in blocks_between(self.document(), scrolled, scrolled + screen.height()):
            corner = block.layout().position() - QPointF(0, scrolled)
            for underline in self._underlines.in_block(block, self.page.places):
                moved = underline.moved(corner, screen)
                if moved is not None:
                    found.append(moved)
        return found

    def outlines(self) -> list[Outline]:
        """Give the hits that are on the screen, block by block."""
        if self.page is None or not self._outlines.hits:
            return []
        scrolled = float(self.verticalScrollBar().value())
        screen = QRectF(self.viewport().rect())
        found = []
        for block in blocks_between(self.document(), scrolled, scrolled + screen.height()):
            corner = block.layout().position() - QPointF(0, scrolled)
            for outline in self._outlines.in_block(block, self.page.places):
                shown = moved(outline, corner, screen)
                if shown is not None:
                    found.append(shown)
        return found

    def painted_mentions(self) -> list[PaintedMention]:
        """Give what is underlined now, one entry a mention, in text order."""
        found: dict[int, PaintedMention] = {}
        for underline in self.underlines():
            mention = underline.mention
            before = found[mention.start].lines if mention.start in found else ()
            found[mention.start] = PaintedMention(mention, before + underline.lines)
        return [found[start] for start in sorted(found)]

    def mention_at(self, point: QPointF) -> Mention | None:
        """Give the mention under a point of the viewport."""
        if self.page is None or not self._underlines.mentions:
            return None
        scrolled = QPointF(0, self.verticalScrollBar().value())
        block = block_at(self.document(), point.y() + scrolled.y())
        if not block.isValid():
            return None
        within = point + scrolled - block.layout().position()
        underlines = self._underlines.in_block(block, self.page.places)
        return next(
            (each.mention for each in underlines if any(rect.contains(within) for rect in each.words)), None
        )

    def badges(self, shapes: Sequence[Shape]) -> list[Badge]:
        """Give the badges of marks on the screen."""
        return place_badges(self.look, shapes, self.column()[1])

    def painted_marks(self) -> list[PaintedMark]:
        """Give what is painted now, one entry a highlight, in text order."""
        found: dict[HighlightId, PaintedMark] = {}
        for shape in sorted(self.shapes(), key=lambda each: each.piece.mark.number):
            mark = shape.piece.mark
            before = found[mark.highlight].rects if mark.highlight in found else ()
            found[mark.highlight] = PaintedMark(mark.highlight, before + shape.rects, mark.colour)
        return list(found.values())

    def marks_at(self, point: QPointF) -> list[HighlightId]:
        """Give the highlights under a point of the viewport, the shortest first; also by their badges."""
        shapes = self.shapes()
        for badge in self.badges(shapes):
            if badge.rect.contains(point):
                return [badge.mark.highlight]
        hit = {shape.piece.mark for shape in shapes if any(rect.contains(point) for rect in shape.rects)}
        return [mark.highlight for mark in sorted(hit, key=lambda each: (len(each.span), -each.number))]

    def lines_of(self, span: Span) -> list[QRectF]:
        """Give the rectangles of a span of the text that are on the viewport, from the top down."""
        if self.page is None:
            return []
        scrolled = float(self.verticalScrollBar().value())
        screen = QRectF(self.viewport().rect())
        places, found = self.page.places, []
        for block in blocks_between(self.document(), scrolled, scrolled + screen.height()):
            corner = block.layout().position() - QPointF(0, scrolled)
            for passage in places.in_block(block.blockNumber()):
                if passage.span.overlaps(span):
                    units = places.units_within(passage, span)
                    found += [rect.translated(corner) for rect in stretch_rects(block, *units)]
        return [rect for rect in found if rect.intersects(screen)]

    def is_on_badge(self, point: QPointF) -> bool:
        """Tell whether a badge is under a point of the viewport."""
        return any(badge.rect.contains(point) for badge in self.badges(self.shapes()))

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Load nothing, whatever a text may name."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre the column."""
        self._forget_places()
        if self.page is not None:
            self._set_column(self.page.document, event.size().width())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, marks, the outlines of hits, the lines under names, and the text over them."""
        shapes = self.shapes()
        badges = self.badges(shapes)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.look.colour("page"))
        self._paint_rules(painter)
        self._paint_dots(painter)
        paint_marks(painter, self.look, shapes, self._chosen, self.column()[0])
        paint_outlines(painter, self.look, self.outlines(), self._outlines.chosen)
        paint_underlines(painter, self.look, self.underlines())
        if self._chosen_mention is not None:
            span = Span(self._chosen_mention.start, self._chosen_mention.end)
            paint_choice(painter, self.look, self._chosen_mention, self.lines_of(span))
        paint_badges(painter, self.look, badges, self._chosen)
        painter.end()
        super().paintEvent(event)

    def _pieces_in(self, page: Page, block: int) -> tuple[Piece, ...]:
        known = self._pieces.get(block)
        if known is None:
            known = self._pieces[block] = pieces_in(block, self._marks, page.places)
        return known

    def _forget_places(self) -> None:
        self._geometry.forget()
        self._underlines.forget()
        self._outlines.forget()
        self._dots = None

    def _paint_rules(self, painter: QPainter) -> None:
        if self.page is None or not self.page.captions:
            return
        scrolled = float(self.verticalScrollBar().value())
        left, right = self.column()
        for block in blocks_between(self.document(), scrolled, scrolled + self.viewport().height()):
            if block.blockNumber() in self.page.captions:
                layout, number = block.layout(), block.blockNumber()
                top = layout.position().y() - scrolled
                bottom = top + layout.boundingRect().height()
                top += 0 if number in self.page.continuing else 3
                bottom -= 0 if number + 1 in self.page.continuing else 1
                mirrored = block.textDirection() == Qt.LayoutDirection.RightToLeft
                at = right - _RULE if mirrored else left
                painter.fillRect(QRectF(at, top, _RULE, bottom - top), self.look.colour("scroll"))

    def _paint_dots(self, painter: QPainter) -> None:
        if self.page is None:
            return
        facts = self.document().findBlockByNumber(self.page.facts)
        scrolled = float(self.verticalScrollBar().value())
        if (
            not facts.isValid()
            or self.document().documentLayout().blockBoundingRect(facts).bottom() < scrolled
        ):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.look.colour("muted"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._dots is None:
            self._dots = tuple(dots(facts))
        for at in self._dots:
            painter.drawEllipse(at - QPointF(0, _DOT_RISE + scrolled), _DOT, _DOT)

    def _set_column(self, document: QTextDocument, width: int) -> None:
        margin = self._margin(width)
        frame = document.rootFrame().frameFormat()
        if abs(frame.leftMargin() - margin) < 0.5 and frame.bottomMargin() == FOOT_ROOM:
            return
        frame.setLeftMargin(margin)
        frame.setRightMargin(margin)
        frame.setTopMargin(HEAD_ROOM)
        frame.setBottomMargin(FOOT_ROOM)
        document.rootFrame().setFrameFormat(frame)

    def _margin(self, width: int) -> float:
        return max(float(LEAST_MARGIN), (width - self._column_width) / 2)
