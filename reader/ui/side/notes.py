"""The notes of the open article: a card for each highlight, in the order of the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from reader.model.annotation import Highlight, Label, in_text_order
from reader.model.ids import HighlightId
from reader.model.wording import tr
from reader.ui.kit.parts import IconLabel, label, push_button
from reader.ui.kit.scroll import ScrollColumn
from reader.ui.look.look import Look
from reader.ui.side.card import NoteCard
from reader.ui.side.face import Standing
from reader.ui.side.note_editor import NoteEditor

PAGE: Final = 50
"""Cards that are made at once; the others wait behind a button."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A card that is to be opened as soon as it is there; `part` is `note`, `tags` or empty."""

    highlight: HighlightId
    part: str


class NotesPane(ScrollColumn):
    """Shows highlights as cards; the chosen one is unfolded and edited in place."""

    highlight_chosen = Signal(object)
    note_changed = Signal(object, str)
    highlight_tags_changed = Signal(object, object)
    label_asked = Signal(object, int)
    remove_asked = Signal(object)
    link_asked = Signal(object)
    tag_menu_asked = Signal(str, QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__(list_name=tr("Highlights"))
        self._look = look
        self._labels: dict[int, Label] = {}
        self._known_tags: tuple[str, ...] = ()
        self._order: list[Highlight] = []
        self._unstored: dict[HighlightId, str] = {}
        """Notes as they were written last, until they are stored."""
        self._first, self._last = 0, 0
        self._cards: dict[HighlightId, NoteCard] = {}
        self._spare: list[NoteCard] = []
        self._chosen: HighlightId | None = None
        self._editor: NoteEditor | None = None
        self._wish: _Wish | None = None
        self._scroll_timer = QTimer(self)
        self._scroll_timer.setSingleShot(True)
        self._scroll_timer.setInterval(0)
        self._scroll_timer.timeout.connect(self._scroll_to_chosen)
        self._lay_out()

    def show_highlights(self, highlights: Sequence[Highlight], *, anew: bool) -> None:
        """Show the highlights of an article; `anew` when it is another article than before."""
        if anew:
            self._let_go_of_editor()
            self._chosen = None
            self._first, self._last = 0, PAGE
            self._wish = None
        for each in highlights:
            if self._unstored.get(each.id) == each.note:
                del self._unstored[each.id]
        self._order = [self._as_written(each) for each in in_text_order(highlights)]
        if self._chosen is not None and self._place_of(self._chosen) is None:
            self._forget_chosen()
        self._draw()
        if anew:
            self.verticalScrollBar().setValue(0)
        wish = self._wish
        if wish is not None and self._place_of(wish.highlight) is not None:
            self._wish = None
            self._open(wish.highlight, wish.part)

    def set_open(self, *, opened: bool) -> None:
        """Show cards or the empty state, or nothing while no article is open."""
        self.ground.setVisible(opened)

    def count(self) -> int:
        """Tell how many highlights there are."""
        return len(self._order)

    def set_labels(self, labels: tuple[Label, ...]) -> None:
        """Take names and colours of the labels."""
        self._labels = {each.number: each for each in labels}
        self._draw()

    def set_known_tags(self, names: tuple[str, ...]) -> None:
        """Take the tags that are proposed."""
        self._known_tags = names
        if self._editor is not None:
            self._editor.set_known_tags(names)

    def choose(self, highlight: HighlightId | None) -> None:
        """Unfold the card of a highlight, or fold all. Not yet shown: as soon as it is."""
        if highlight is None or self._place_of(highlight) is not None:
            self._wish = None
            self._choose(highlight)
        else:
            self._wish = _Wish(highlight, "")

    def chosen(self) -> HighlightId | None:
        """Give the highlight whose card is unfolded."""
        return self._chosen

    def open_note(self, highlight: HighlightId) -> None:
        """Unfold a card and put the cursor into its note."""
        self._open(highlight, "note")

    def open_tags(self, highlight: HighlightId) -> None:
        """Unfold a card and put the cursor into its tags."""
        self._open(highlight, "tags")

    def forget_note(self, highlight: HighlightId) -> None:
        """Show what is told of a note from now on: what was written last is stored or refused."""
        self._unstored.pop(highlight, None)

    def flush(self) -> None:
        """Save what is unsaved at once."""
        if self._editor is not None:
            self._editor.flush()

    def _lay_out(self) -> None:
        self._earlier = push_button("", "link")
        self._later = push_button("", "link")
        self._earlier.clicked.connect(self._show_earlier)
        self._later.clicked.connect(self._show_later)
        self._empty = _EmptyNotes(self._look)
        self.column.addWidget(self._empty)
        self.column.addWidget(self._earlier)
        self.column.addWidget(self._later)
        self.column.addStretch(1)
        self._draw()

    def _draw(self) -> None:
        """Make the cards between first and last, keep those that are there already, drop the others."""
        self._last = max(self._last, min(PAGE, len(self._order)))
        self._last = min(self._last, len(self._order))
        self._first = min(self._first, self._last)
        place = None if self._editor is None else self._place_of(self._editor.highlight)
        if place is not None:  # what is being written never slides out of the cards shown
            self._first, self._last = min(self._first, place), max(self._last, place + 1)
        shown = self._order[self._first : self._last]
        wanted = {each.id for each in shown}
        for identity in [known for known in self._cards if known not in wanted]:
            self._spare.append(self._cards.pop(identity))
        placed = sum(each.start is not None for each in self._order)
        head = 2  # the empty state and the button before the cards
        for place, highlight in enumerate(shown):
            number = 0 if highlight.start is None else self._first + place + 1
            standing = Standing(number, placed, self._label_name(highlight.label))
            card = self._cards.get(highlight.id)
            if card is None:
                card = self._cards[highlight.id] = self._make(highlight, standing)
            else:
                card.show_highlight(highlight, standing, self._colour(highlight.label))
            item = self.column.itemAt(head + place)
            if item is None or item.widget() is not card:
                self.column.removeWidget(card)
                self.column.insertWidget(head + place, card)
            if self._editor is not None and self._editor.highlight == highlight.id:
                self._editor.show_highlight(highlight, stored=highlight.id not in self._unstored)
            card.show()
        self._put_away()
        self._show_ends()

    def _show_ends(self) -> None:
        before, after = self._first, len(self._order) - self._last
        self._earlier.setText(tr("Show {count} before", count=f"{min(PAGE, before):,}"))
        self._later.setText(tr("Show {count} of {rest} more", count=min(PAGE, after), rest=f"{after:,}"))
        self._earlier.setVisible(before > 0)
        self._later.setVisible(after > 0)
        self._empty.setVisible(not self._order)

    def _make(self, highlight: Highlight, standing: Standing) -> NoteCard:
        colour = self._colour(highlight.label)
        if self._spare:
            card = self._spare.pop()
            card.face.clearFocus()
            card.show_highlight(highlight, standing, colour)
            return card
        card = NoteCard(self._look, highlight, standing, colour)
        card.pressed.connect(self._press)
        card.opened.connect(self.open_note)
        card.step_asked.connect(self._step)
        card.menu_asked.connect(self._show_menu)
        return card

    def _show_menu(self, highlight: HighlightId, place: QPoint) -> None:
        menu = QMenu(self)
        icon = self._look.icon
        menu.addAction(icon("sticky-note", size=16), tr("Note"), lambda: self.open_note(highlight))
        menu.addAction(icon("tags", size=16), tr("Tags"), lambda: self.open_tags(highlight))
        menu.addAction(icon("link", size=16), tr("Copy Link"), lambda: self.link_asked.emit(highlight))
        menu.addSeparator()
        menu.addAction(
            icon("trash-2", size=16), tr("Remove Highlight"), lambda: self.remove_asked.emit(highlight)
        )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _put_away(self) -> None:
        """Hide cards not needed now; some are kept, because making one costs more than filling one."""
        for card in self._spare:
            self.column.removeWidget(card)
            card.hide()
        for card in self._spare[PAGE:]:
            card.deleteLater()
        del self._spare[PAGE:]

    def _press(self, highlight: HighlightId) -> None:
        self._wish = None
        self._choose(highlight)
        self.highlight_chosen.emit(highlight)

    def _open(self, highlight: HighlightId, part: str) -> None:
        if self._place_of(highlight) is None:
            self._wish = _Wish(highlight, part)
            return
        fresh = self._chosen != highlight
        self._choose(highlight)
        if self._editor is not None and part == "note":
            self._editor.write()
        elif self._editor is not None and part == "tags":
            self._editor.write_tags()
        if fresh:
            self.highlight_chosen.emit(highlight)

    def _choose(self, highlight: HighlightId | None) -> None:
        if highlight == self._chosen:
            self._scroll_timer.start()
            return
        self._let_go_of_editor()
        self._chosen = highlight
        place = None if highlight is None else self._place_of(highlight)
        if highlight is None or place is None:
            return
        if not self._first <= place < self._last:
            self._first = max(0, place - PAGE // 4)
            self._last = self._first + PAGE
            self._draw()
        self._editor = self._make_editor(self._order[place])
        self._cards[highlight].unfold(self._editor)
        self._scroll_timer.start()

    def _make_editor(self, highlight: Highlight) -> NoteEditor:
        labels = tuple(self._labels[number] for number in sorted(self._labels))
        editor = NoteEditor(self._look, highlight, labels, self._known_tags)
        editor.note_changed.connect(self._keep_note)
        editor.tags_changed.connect(self.highlight_tags_changed)
        editor.label_asked.connect(self.label_asked)
        editor.remove_asked.connect(self.remove_asked)
        editor.left.connect(self._leave_editor)
        editor.tag_menu_asked.connect(self.tag_menu_asked)
        return editor

    def _keep_note(self, highlight: HighlightId, note: str) -> None:
        """Show a note as it is written, also in the folded card, and tell of it."""
        self._unstored[highlight] = note
        self._order = [self._as_written(each) for each in self._order]
        self._draw()
        self.note_changed.emit(highlight, note)

    def _as_written(self, highlight: Highlight) -> Highlight:
        note = self._unstored.get(highlight.id)
        return highlight if note is None else replace(highlight, note=note)

    def _let_go_of_editor(self) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.flush()
        card = self._cards.get(editor.highlight)
        if card is not None:
            card.fold()
        editor.deleteLater()

    def _forget_chosen(self) -> None:
        """Drop the editor of a highlight that is gone: nothing can be saved there."""
        if self._editor is not None:
            self._editor.discard()
        self._let_go_of_editor()
        self._chosen = None

    def _leave_editor(self) -> None:
        if self._chosen in self._cards:
            self._cards[self._chosen].face.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, highlight: HighlightId, by: int) -> None:
        place = self._place_of(highlight)
        if place is None or not self._first <= place + by < self._last:
            return
        card = self._cards[self._order[place + by].id]
        card.face.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(card, 0, 12)

    def _show_earlier(self) -> None:
        top = self._order[self._first].id
        self._first = max(0, self._first - PAGE)
        self._draw()
        self.column.activate()
        self.ensureWidgetVisible(self._cards[top], 0, 60)  # what was on the screen stays there

    def _show_later(self) -> None:
        self._last += PAGE
        self._draw()

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys an empty pane teaches."""
        self._empty.set_actions(actions)

    def _scroll_to_chosen(self) -> None:
        card = self._cards.get(self._chosen) if self._chosen is not None else None
        if card is not None:
            self.column.activate()
            self.ensureWidgetVisible(card, 0, 16)

    def _place_of(self, highlight: HighlightId) -> int | None:
        return next((place for place, each in enumerate(self._order) if each.id == highlight), None)

    def _colour(self, number: int) -> str:
        known = self._labels.get(number)
        return known.colour if known is not None else "grey"

    def _label_name(self, number: int) -> str:
        known = self._labels.get(number)
        return known.name if known is not None else ""


_TAUGHT: Final = ("highlight", "label_1", "label_8", "note")
"""Actions whose keys an empty pane teaches."""


class _EmptyNotes(QWidget):
    """Teaches how to make a note."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 64, 12, 0)
        column.setSpacing(10)
        icon = IconLabel(look, "highlighter", "faint", 28)
        icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(icon)
        self._title = label(tr("No highlights yet"), "strong")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._title)
        self._actions: Mapping[str, QAction] = {}
        words = self._words = label(_how(self._actions), "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(words)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys are taught."""
        self._actions = actions
        for name in _TAUGHT:
            actions[name].changed.connect(self._teach)
        self._teach()

    def _teach(self) -> None:
        self._words.setText(_how(self._actions))


def _how(actions: Mapping[str, QAction]) -> str:
    """Say how a highlight is made; by the mouse alone where one of its keys was taken away."""
    usual = dict(zip(_TAUGHT, ("h", "1", "8", "n"), strict=True))
    keys = {name: actions[name].shortcut().toString() if actions else key for name, key in usual.items()}
    if not all(keys.values()):
        return tr("Select a passage, then choose a label or a note in the bar that appears.")
    mark, first, last, note = (key.lower() if len(key) == 1 else key for key in keys.values())
    return tr(
        "Select a passage and press {mark}, or {first} to {last} for a label. {note} writes a note on it.",
        mark=mark,
        first=first,
        last=last,
        note=note,
    )
