"""Joins text, small bar and menu: what is selected or chosen, and what the user wants done with it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRectF, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.model.ids import HighlightId
from reader.model.span import Span
from reader.ui.look.look import Look
from reader.ui.page.selection_bar import SelectionBar
from reader.ui.page.view import ArticleView


class MarkingTools(QObject):
    """Knows the chosen highlight and shows the bar where it is of use.

    The signals are those of the pane. `offer_changed` tells that what can be marked or noted may be
    something else now.
    """

    highlight_asked = Signal(int, int, int)
    highlight_chosen = Signal(object)
    note_asked = Signal(object)
    tags_asked = Signal(object)
    remove_asked = Signal(object)
    label_asked = Signal(object, int)
    note_on_selection_asked = Signal(int, int)
    tags_on_selection_asked = Signal(int, int)
    offer_changed = Signal()

    def __init__(self, look: Look, view: ArticleView, pane: QWidget) -> None:
        super().__init__(pane)
        self._view = view
        self._pane = pane
        self._labels: dict[HighlightId, int] = {}
        self._taken: Span | None = None
        """The selection that the bar was offered for last, though it may have been dismissed since."""
        self.bar = SelectionBar(look, pane)
        self._connect()

    def take_labels_of(self, labels: dict[HighlightId, int]) -> None:
        """Take the label of each highlight, and show the bar as they have it."""
        self._labels = labels
        if self.bar.is_offered() and self.bar.changes_highlight():
            chosen = self.chosen()
            if chosen is None:
                self.bar.dismiss()
            else:
                self.bar.offer_change(labels.get(chosen, 0))
        self.offer_changed.emit()

    def chosen(self) -> HighlightId | None:
        """Give the highlight that is chosen and known."""
        mark = self._view.mark(self._view.chosen())
        return None if mark is None else mark.highlight

    def choose(self, highlight: HighlightId | None, *, scroll: bool) -> None:
        """Choose a highlight, or none; one that is not known yet is chosen as soon as it is."""
        if self.bar.changes_highlight() and highlight != self._view.chosen():
            self.bar.dismiss()
        self._view.set_chosen(highlight)
        if highlight is not None and scroll:
            self._view.show_mark(highlight)
        self.offer_changed.emit()

    def step(self, by: int) -> None:
        """Choose the highlight `by` places on; from the end go on at the beginning."""
        marks = self._view.marks()
        if not marks:
            return
        place = marks.place_of(self._view.chosen())
        if place is not None:
            place += by
        else:
            above = marks.starting_before(self._view.place.offset())
            place = above if by > 0 else above - 1
        self.go_to(place % len(marks))

    def go_to(self, place: int) -> None:
        """Choose the highlight at a place among those that have a mark, from 0, and show it."""
        self.bar.dismiss()
        self._choose(self._view.marks()[place].highlight, scroll=True)

    def ask_highlight(self) -> None:
        """Ask to mark the selection with the label used last."""
        self._with_selection(lambda span: self.highlight_asked.emit(span.start, span.end, 0))

    def ask_note(self) -> None:
        """Ask for a note on the selection or on the chosen highlight."""
        self._ask(self.note_on_selection_asked, self.note_asked)

    def ask_tags(self) -> None:
        """Ask for tags on the selection or on the chosen highlight."""
        self._ask(self.tags_on_selection_asked, self.tags_asked)

    def _connect(self) -> None:
        view, bar = self._view, self.bar
        view.press_began.connect(self._take_press)
        view.selection_settled.connect(self._take_selection)
        view.mark_clicked.connect(self._take_click)
        view.mention_clicked.connect(lambda _: self._take_click(None))
        view.text_moved.connect(self._follow_text)
        view.escaped.connect(self._escape)
        bar.label_asked.connect(self._take_label)
        bar.note_asked.connect(self.ask_note)
        bar.tags_asked.connect(self.ask_tags)
        bar.copy_asked.connect(self._copy)
        bar.remove_asked.connect(self._ask_removal)

    def _take_press(self) -> None:
        self._taken = None
        self.bar.dismiss()

    def _take_selection(self) -> None:
        span = self._view.selected_span()
        again, self._taken = span is not None and span == self._taken, span
        if again:
            pass  # the text was set anew: what was offered stays, what was dismissed does not come back
        elif span is not None:
            if self._view.chosen() is not None:
                self._choose(None, scroll=False)
            self.bar.offer_new()
            self._place_bar()
        elif not self.bar.changes_highlight():
            self.bar.dismiss()
        self.offer_changed.emit()

    def _take_click(self, highlight: HighlightId | None) -> None:
        if highlight is not None or self._view.chosen() is not None:
            self._choose(highlight, scroll=False)
        if highlight is not None:
            self.bar.offer_change(self._labels.get(highlight, 0))
            self._place_bar()

    def _choose(self, highlight: HighlightId | None, *, scroll: bool) -> None:
        self.choose(highlight, scroll=scroll)
        self.highlight_chosen.emit(highlight)

    def _take_label(self, label: int) -> None:
        chosen = self.chosen()
        if self.bar.changes_highlight() and chosen is not None:
            self.label_asked.emit(chosen, label)
        else:
            self._with_selection(lambda span: self.highlight_asked.emit(span.start, span.end, label))

    def _ask(self, on_selection: SignalInstance, on_highlight: SignalInstance) -> None:
        span, chosen = self._view.selected_span(), self.chosen()
        if span is not None:
            on_selection.emit(span.start, span.end)
        elif chosen is not None:
            on_highlight.emit(chosen)

    def _ask_removal(self) -> None:
        chosen = self.chosen()
        self.bar.dismiss()
        if chosen is not None:
            self.remove_asked.emit(chosen)

    def _copy(self) -> None:
        span = self._view.selected_span()
        mark = self._view.mark(self._view.chosen())
        if span is None and mark is not None:
            span = mark.span
        if span is not None:
            QGuiApplication.clipboard().setText(self._view.text_of(span))

    def _escape(self) -> None:
        """Take away, one after the other: the bar, the selection, the choice."""
        if self.bar.isVisible():
            self.bar.dismiss()
        elif self._view.textCursor().hasSelection():
            self._view.clear_selection()
        elif self._view.chosen() is not None:
            self._choose(None, scroll=False)

    def _follow_text(self) -> None:
        if self.bar.is_offered():
            self._place_bar()

    def _place_bar(self) -> None:
        lines, upwards = self._lines_worked_on()
        viewport = self._view.viewport()
        corner = viewport.mapTo(self._pane, QPoint(0, 0))
        moved = [line.translated(corner.toPointF()) for line in lines]
        self.bar.show_near(moved, viewport.rect().translated(corner), upwards=upwards)

    def _lines_worked_on(self) -> tuple[list[QRectF], bool]:
        """Give the lines the bar is about, and whether it would better stand above them."""
        if self.bar.changes_highlight():
            mark = self._view.mark(self._view.chosen())
            return ([] if mark is None else self._view.lines_of(mark.span)), False
        span, cursor = self._view.selected_span(), self._view.textCursor()
        lines = [] if span is None else self._view.lines_of(span)
        return lines, cursor.position() < cursor.anchor()

    def _with_selection(self, act: Callable[[Span], None]) -> None:
        span = self._view.selected_span()
        if span is not None:
            act(span)
