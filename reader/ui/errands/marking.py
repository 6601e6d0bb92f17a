"""Highlight passages, write notes, set tags and labels."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.annotation import AnchorState, Highlight, Label, quote_at
from reader.model.change import Changes
from reader.model.errors import ReaderError
from reader.model.ids import ArticleId, HighlightId
from reader.model.span import Span
from reader.model.wording import tr
from reader.ui.errands.panes import Panes

_PROVISIONAL = HighlightId(-1)
"""Identity of a highlight that is painted before the store has answered."""

Answer = Callable[[HighlightId], None]


class Marking(QObject):
    """Carries the wishes of page and side bar about highlights to the desk."""

    side_bar_asked = Signal()
    last_label_changed = Signal(int)
    labels_shown = Signal(object)

    def __init__(self, desk: Desk, panes: Panes, *, last_label: int) -> None:
        super().__init__(panes.page)
        self._desk = desk
        self._panes = panes
        self._last_label = last_label
        self._notes: dict[HighlightId, Job] = {}
        """The last writing of each note that is not stored yet."""
        panes.page.set_last_label(last_label)
        desk.read(Library.labels).then(self._show_labels)
        self._connect()

    def highlight(self, label: int = 0) -> None:
        """Mark the selected passage; without one, give the chosen highlight that label. 0: the last label."""
        span = self._panes.page.selected_span()
        chosen = self._panes.page.chosen_highlight()
        if span is not None:
            self._add(span.start, span.end, label)
        elif chosen is not None and label:
            self.set_label(chosen, label)
        else:
            self._teach()

    def note(self) -> None:
        """Open the note of the chosen highlight, or mark the selection and open its note."""
        if not self._with_highlight(self._open_note):
            self._teach()

    def tags(self) -> None:
        """Open the tags of the chosen highlight or of the selection; else those of the article."""
        if not self._with_highlight(self._open_tags) and self._panes.page.article() is not None:
            self.side_bar_asked.emit()
            self._panes.side.open_article_tags()

    def choose_when_open(self, article: ArticleId, highlight: HighlightId) -> None:
        """Choose a highlight once its article, which was just asked for, is on the page: reads keep order."""

        def choose(_labels: object) -> None:
            shown = self._panes.page.article()
            if shown is not None and shown.id == article:
                self._panes.page.choose_highlight(highlight, scroll=True)
                self._panes.side.choose(highlight)

        self._desk.read(Library.labels).then(choose)

    def remove(self) -> None:
        """Take the chosen highlight away."""
        chosen = self._panes.page.chosen_highlight()
        if chosen is not None:
            self._desk.write(Library.remove_highlight, chosen)

    def set_label(self, highlight: HighlightId, label: int) -> None:
        """Give a highlight another label, and keep that as the last one used."""
        self._keep_label(label)
        self._desk.write(Library.set_label, highlight, label)

    def _connect(self) -> None:
        page, side, desk = self._panes.page, self._panes.side, self._desk
        page.highlight_asked.connect(self._add)
        page.highlight_chosen.connect(side.choose)
        page.note_asked.connect(self._open_note)
        page.tags_asked.connect(self._open_tags)
        page.label_asked.connect(self.set_label)
        page.remove_asked.connect(lambda highlight: desk.write(Library.remove_highlight, highlight))
        page.note_on_selection_asked.connect(
            lambda start, end: self._add(start, end, 0, then=self._open_note)
        )
        page.tags_on_selection_asked.connect(
            lambda start, end: self._add(start, end, 0, then=self._open_tags)
        )
        side.highlight_chosen.connect(lambda highlight: page.choose_highlight(highlight, scroll=True))
        side.note_changed.connect(self._store_note)
        side.highlight_tags_changed.connect(
            lambda highlight, names: desk.write(Library.set_highlight_tags, highlight, names)
        )
        side.label_asked.connect(self.set_label)
        side.remove_asked.connect(lambda highlight: desk.write(Library.remove_highlight, highlight))

    def _store_note(self, highlight: HighlightId, note: str) -> None:
        job = self._notes[highlight] = self._desk.overwrite(Library.set_note, highlight, note)

        def settle() -> None:
            if self._notes.get(highlight) is job:
                del self._notes[highlight]
                self._panes.side.forget_note(highlight)

        job.ended.connect(settle)

    def _teach(self) -> None:
        """Say what is missing: a key that does nothing leaves one typing commands."""
        self._panes.toasts.show_message(tr("Select a passage first."))

    def _with_highlight(self, act: Answer) -> bool:
        span = self._panes.page.selected_span()
        if span is not None:
            self._add(span.start, span.end, 0, then=act)
            return True
        chosen = self._panes.page.chosen_highlight()
        if chosen is not None:
            act(chosen)
            return True
        return False

    def _add(self, start: int, end: int, label: int, *, then: Answer | None = None) -> None:
        article = self._panes.page.article()
        if article is None:
            return
        label = label or self._last_label
        self._keep_label(label)
        self._paint_at_once(start, end, label)

        def made(changes: Changes) -> None:
            if changes.highlight is None:
                return
            self._panes.page.choose_highlight(changes.highlight)
            self._panes.side.choose(changes.highlight)
            if then is not None:
                self._when_shown(changes.highlight, then)

        job = self._desk.write(Library.add_highlight, article.id, Span(start, end), label)
        job.then(made)
        job.failed.connect(lambda error: self._take_back(article.id, error))

    def _paint_at_once(self, start: int, end: int, label: int) -> None:
        """Show the mark before it is stored: the eye waits for nothing, the answer follows."""
        article = self._panes.page.article()
        if article is None or not 0 <= start < end <= len(article.text):
            return
        mark = Highlight(
            _PROVISIONAL,
            article.id,
            start,
            end,
            quote_at(article.text, Span(start, end)),
            label,
            "",
            (),
            AnchorState.EXACT,
            "",
            "",
        )
        self._panes.page.refresh(replace(article, highlights=(*article.highlights, mark)))
        self._panes.page.clear_selection()

    def _take_back(self, article: ArticleId, _error: ReaderError) -> None:
        self._desk.read(Library.article, article).then(self._panes.page.refresh)

    def _when_shown(self, highlight: HighlightId, act: Answer) -> None:
        """Act on a new highlight once the side bar knows it: reads are served in order."""
        self._desk.read(Library.labels).then(lambda _: act(highlight))

    def _open_note(self, highlight: HighlightId) -> None:
        self.side_bar_asked.emit()
        self._panes.side.open_note(highlight)

    def _open_tags(self, highlight: HighlightId) -> None:
        self.side_bar_asked.emit()
        self._panes.side.open_tags(highlight)

    def _keep_label(self, label: int) -> None:
        if label != self._last_label:
            self._last_label = label
            self._panes.page.set_last_label(label)
            self.last_label_changed.emit(label)

    def _show_labels(self, labels: tuple[Label, ...]) -> None:
        self._panes.page.set_labels(labels)
        self._panes.side.set_labels(labels)
        self.labels_shown.emit(labels)
