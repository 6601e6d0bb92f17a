"""The text of the open article: reading, selecting and choosing marks with mouse and keys."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from reader.model.article import Article
from reader.model.graphemes import snap
from reader.model.ids import HighlightId
from reader.model.mention import Mention
from reader.model.span import Span
from reader.model.wording import joined, tr
from reader.ui.kit.families import reading_words, type_words
from reader.ui.kit.keys import ENTERS
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look
from reader.ui.page.caret import WAKING_KEYS, Caret
from reader.ui.page.cut_line import CutLine
from reader.ui.page.marked_text import FOOT_ROOM, MarkedText
from reader.ui.page.marks.hits import HitList
from reader.ui.page.marks.index import Marks
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.paper.document import build, removed_lines
from reader.ui.page.paper.offsets import Places
from reader.ui.page.reading_place import ReadingPlace

_TIP_SIGNS: Final = 400


class ArticleView(MarkedText):
    """Shows one article.

    `press_began` tells of the mouse button going down on the text, `selection_settled` of a finished
    selection, or that there is none any more. `mark_clicked` carries the highlight under a click, or
    None, `mention_clicked` the mention. `mention_followed` carries one whose articles are wanted: by
    Ctrl and a click, or by Enter on the chosen one. `text_moved` tells that the text lies elsewhere,
    `removed_turned` that what was cut is shown now, or hidden.
    """

    press_began = Signal()
    selection_settled = Signal()
    mark_clicked = Signal(object)
    mention_clicked = Signal(object)
    mention_followed = Signal(object)
    text_moved = Signal()
    removed_turned = Signal()
    escaped = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._article: Article | None = None
        self._with_removed = False
        self._pressed = False
        self._building = False
        self._cut = CutLine(look, self.viewport())
        self._cut.hide()
        self._cut.clicked.connect(self._turn_removed)
        self.place = ReadingPlace(self)
        self._caret = Caret(self, self.place)
        self.setAcceptDrops(False)  # files that are dropped here are for the window
        self.selectionChanged.connect(self._selection_changed)
        self.verticalScrollBar().valueChanged.connect(self._text_moved)
        look.changed.connect(self.rebuild)

    def open_article(self, article: Article) -> None:
        """Show an article from where it was last left."""
        self.place.flush()
        self._article = article
        self._with_removed = False
        self._unmark()
        self._set_document()
        self.place.begin(self.places(), article.position)
        self._caret.sleep()
        self.setAccessibleName(tr("Article: {title}", title=article.title))
        self.selection_settled.emit()

    def change_article(self, article: Article) -> None:
        """Take newer facts of the same text; it is set anew only when words on the page changed."""
        before, self._article = self._article, article
        if before is None or _words_on_page(before) != _words_on_page(article):
            self.setAccessibleName(tr("Article: {title}", title=article.title))
            self.rebuild()

    def close_article(self) -> None:
        """Show nothing."""
        self.place.end()
        self._article = None
        self._unmark()
        self.clear_selection()
        self._cut.show_lines(0, shown=False)
        self._cut.hide()

    def rebuild(self) -> None:
        """Set the article anew, such as in other colours, and keep place, selection and marks."""
        if self._article is None:
            return
        span = self.selected_span()
        self._set_document()
        self.place.change_document(self.places())
        if span is not None:
            self._select(span)
        self._text_moved()

    def show_removed(self, *, shown: bool) -> None:
        """Show or hide what was cut when the article was imported."""
        if shown != self._with_removed:
            self._with_removed = shown
            self.rebuild()
            self.removed_turned.emit()

    def shows_removed(self) -> bool:
        """Tell whether what was cut is shown."""
        return self._with_removed

    def selected_span(self) -> Span | None:
        """Give the selected text in code points, widened to whole signs; None when there is none."""
        cursor = self.textCursor()
        if self.page is None or not cursor.hasSelection():
            return None
        span = self.page.places.between(cursor.selectionStart(), cursor.selectionEnd())
        if span is None or not self.page.places.text[span.start : span.end].strip():
            return None
        return snap(self.page.places.text, span)

    def select(self, span: Span) -> None:
        """Select a span of the text and show it."""
        self._unfold_for(span)
        self._select(span)
        self._show(span)

    def clear_selection(self) -> None:
        """Select nothing, and stay where the reader is."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self._caret.put(cursor)

    def show_span(self, span: Span, *, kept: bool = False) -> None:
        """Scroll to a span of the text, unless it is seen already.

        `kept` keeps what is stored of where the reader was.
        """
        self._unfold_for(span)
        self._show(span, kept=kept)

    def show_mark(self, highlight: HighlightId) -> None:
        """Scroll to a highlight, unless it is seen already."""
        mark = self.mark(highlight)
        if mark is not None:
            self.show_span(mark.span)

    def text_of(self, span: Span) -> str:
        """Give the article's own text of a span as it is copied, with a blank line between blocks."""
        text, places = self.places().text, self.places()
        words: list[str] = []
        for each in places.passages(span):
            if words and not each.continues:
                words.append("\n\n")
            words.append(text[max(span.start, each.span.start) : min(span.end, each.span.end)])
        return "".join(words)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text, and only the article's own where any of it is selected."""
        span = self.selected_span()
        data = QMimeData()
        if span is not None:
            data.setText(self.text_of(span))
        else:
            data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def places(self) -> Places:
        """Give where the text stands in the document."""
        return Places("", ()) if self.page is None else self.page.places

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, follow a name, or move the caret once it was woken by Left, Right, Shift or Tab."""
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Escape:
            self._caret.sleep()
            self.escaped.emit()
        elif key in ENTERS and self.chosen_mention() is not None:
            self.mention_followed.emit(self.chosen_mention())
        elif self._caret.is_moved_by(key, shifted=shifted):
            self._caret.wake()
            super().keyPressEvent(event)
            if key in WAKING_KEYS and self._stands_before_cut():
                super().keyPressEvent(event)  # on both sides of a cut is the same place of the text
        elif self._caret.takes(key):
            self._caret.scroll(key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is when it came by key."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._caret.wake()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select; by a third click a paragraph."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press()
        super().mousePressEvent(event)
        if self.textCursor().hasSelection():
            self._complete_paragraph()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press()
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish a selection, or choose the mark or name that was clicked; Ctrl follows a name."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = False
        if not self.textCursor().hasSelection():
            mention = self.mention_at(event.position())
            if mention is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.mention_followed.emit(mention)
            else:
                self._click(event.position())
        self.selection_settled.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at badges and names with the hand."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            in_margin = event.position().x() > self.column()[1]
            point = event.position()
            pressed = self.is_on_badge(point) if in_margin else self.mention_at(point) is not None
            shape = Qt.CursorShape.PointingHandCursor if pressed else Qt.CursorShape.IBeamCursor
            if in_margin and not pressed:
                shape = Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; Qt's own zoom by Ctrl would only break the column."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is selected or under the pointer."""
        point = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self._place_by_keys()
        elif not self.textCursor().hasSelection():
            self._click(QPointF(point), anew=False)
        self.menu_asked.emit(self.viewport().mapToGlobal(point))

    def _place_by_keys(self) -> QPoint:
        """Give where the menu stands when a key asks for it: by what is chosen, else by the caret.

        Nothing is chosen: then it is about what stands at the caret, if that is awake.
        """
        mark, mention = self.mark(self.chosen()), self.chosen_mention()
        caret = self.cursorRect()
        if mark is None and mention is None and not self.textCursor().hasSelection():
            if self._caret.is_awake():
                self._click(QPointF(caret.center()), anew=False)
            mark, mention = self.mark(self.chosen()), self.chosen_mention()
        span = mark.span if mark is not None else None
        if mention is not None:
            span = Span(mention.start, mention.end)
        lines = [] if span is None else self.lines_of(span)
        seen = [each for each in lines if self.viewport().rect().contains(each.center().toPoint())]
        if seen:
            # Within the words: a menu asks what is under its corner.
            return (seen[-1].bottomLeft() + QPointF(2, -2)).toPoint()
        return caret.bottomLeft()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell the name and the note under the pointer in a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = QPointF(event.pos())
            words = "\n".join(filter(None, (self._name_at(point), self._note_at(point))))
            QToolTip.showText(event.globalPos(), plain_tip(words), self.viewport())
            return True
        return super().viewportEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up where the reader left; Qt would scroll to the caret."""
        with self.place.held():
            super().showEvent(event)
        if self._article is not None:
            self.place.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the top where it is."""
        with self.place.held():
            super().resizeEvent(event)
        if self._article is not None:
            self.place.restore()
        self._text_moved()

    def _set_document(self) -> None:
        if self._article is None:
            return
        self._building = True
        with self.place.held():
            self.set_page(build(self.look, self._article, self, with_removed=self._with_removed))
        self._building = False
        self._caret.take_document()
        self._cut.show_lines(removed_lines(self._article), shown=self._with_removed)
        self.document().documentLayout().documentSizeChanged.connect(self._text_moved)

    def _select(self, span: Span) -> None:
        positions = self.places().positions(span)
        if positions is not None:
            cursor = self.textCursor()
            cursor.setPosition(positions[0])
            cursor.setPosition(positions[1], QTextCursor.MoveMode.KeepAnchor)
            self._caret.put(cursor)

    def _show(self, span: Span, *, kept: bool = False) -> None:
        positions = self.places().positions(span)
        if positions is not None:
            self.place.show(*positions, kept=kept)

    def _unfold_for(self, span: Span) -> None:
        if self._article is not None and not self.places().is_shown(span):
            self.show_removed(shown=True)

    def _press(self) -> None:
        self._pressed = True
        self._caret.sleep()
        self.press_began.emit()

    def _stands_before_cut(self) -> bool:
        cursor = self.textCursor()
        place, number = cursor.position(), cursor.blockNumber()
        cut = self.page is not None and cursor.atBlockEnd() and number + 1 in self.page.continuing
        return cut and self.places().offset_at(place) == self.places().offset_at(place + 1)

    def _complete_paragraph(self) -> None:
        """Select all of a paragraph of which a third click selected one block."""
        cursor = self.textCursor()
        block = self.document().findBlock(cursor.selectionStart())
        ends = block.position() + block.length()  # Qt selects its end too, when another block follows
        at_whole = cursor.selectionStart() == block.position() and ends - cursor.selectionEnd() in (0, 1)
        if self.page is None or not at_whole:
            return
        first, last = (self.document().findBlockByNumber(each) for each in self.page.paragraph(block))
        if first != last:
            cursor.setPosition(first.position())
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            self._caret.put(cursor)

    def _click(self, point: QPointF, *, anew: bool = True) -> None:
        """Choose the mark or name under a point; of several, another one each time when `anew`."""
        found = self._choices_at(point)
        chosen = self.chosen_mention() or self.chosen()
        place = 0
        if chosen in found:
            place = found.index(chosen) + (1 if anew else 0)
        pick = found[place % len(found)] if found else None
        if isinstance(pick, Mention):
            self.mention_clicked.emit(pick)
        else:
            self.mark_clicked.emit(pick)

    def _choices_at(self, point: QPointF) -> list[HighlightId | Mention]:
        """Give the marks and the name under a point, the shortest first: the longer are hit elsewhere too."""
        found: list[HighlightId | Mention] = list(self.marks_at(point))
        mention = self.mention_at(point)
        if mention is not None:
            marks = (self.mark(each) for each in found if not isinstance(each, Mention))
            no_longer = [mark for mark in marks if mark and len(mark.span) <= mention.end - mention.start]
            found.insert(len(no_longer), mention)
        return found

    def _unmark(self) -> None:
        self.set_marks(Marks())
        self.set_chosen(None)
        self.set_mentions(Mentions())
        self.set_chosen_mention(None)
        self.set_hits(HitList())

    def _selection_changed(self) -> None:
        if not self._pressed and not self._building:
            self.selection_settled.emit()

    def _turn_removed(self) -> None:
        self.show_removed(shown=not self._with_removed)

    def _text_moved(self) -> None:
        self._place_cut_line()
        self.text_moved.emit()

    def _place_cut_line(self) -> None:
        """Keep the line about what was cut below the text; out of sight, it is out of the way of Tab."""
        if not self._cut.count():
            self._cut.hide()
            return
        depth = self.document().documentLayout().documentSize().height()
        top = round(depth - FOOT_ROOM + 16) - self.verticalScrollBar().value()
        self._cut.move(round(self.column()[0]) - CutLine.PAD, top)
        self._cut.setVisible(-self._cut.height() < top < self.viewport().height())

    def _name_at(self, point: QPointF) -> str:
        mention = self.mention_at(point)
        if mention is None:
            return ""
        head = joined(" · ", mention.name, type_words(mention.type))
        return "\n".join(filter(None, (head, reading_words(mention))))

    def _note_at(self, point: QPointF) -> str:
        if self._article is None:
            return ""
        under = self.marks_at(point)[:1]
        notes = (each.note for each in self._article.highlights if each.id in under)
        note = next(notes, "").strip()
        return note if len(note) <= _TIP_SIGNS else f"{note[:_TIP_SIGNS]}…"


def _words_on_page(article: Article) -> tuple[object, ...]:
    """Give everything that the page shows in words and that may change within one version of the text."""
    facts = (article.source, article.author, article.published, article.updated, article.language)
    return (article.title, article.corrected, facts, article.version_number, article.version_count)
