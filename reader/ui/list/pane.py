"""The pane of the list: field, count, rows, and what is said when there are none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from reader.model.article import ArticleRow
from reader.model.ids import ArticleId
from reader.model.mention import NameRef
from reader.model.query import Chip, Found, Query, Shelf, Sort
from reader.model.wording import tr
from reader.ui.kit.dates import today
from reader.ui.kit.parts import label, push_button
from reader.ui.kit.speech import announce, speak_as
from reader.ui.kit.tips import plain_tip
from reader.ui.list.chosen_line import ChosenLine
from reader.ui.list.filter_chips import FilterChips, without_chip
from reader.ui.list.header import ListHeader
from reader.ui.list.heading import TopHeading, headings_of
from reader.ui.list.name_chip import NameChip
from reader.ui.list.notice import EmptyList, lesson, note_words, place_words, shortened
from reader.ui.list.results import ResultModel
from reader.ui.list.row_delegate import RowDelegate
from reader.ui.list.search_field import SearchField
from reader.ui.list.view import ArticleView, stretches_of
from reader.ui.look.look import Look

_BREADTH: Final = 372
_NARROWEST: Final = 280
_HEAD: Final = 48
"""Pixels of the line over the rows."""
_MEANT_REST: Final = 100
"""Pixels of the pane that are not for the words of what was meant: its edges and the key."""
_STRETCHES_KEPT: Final = 1_000
"""Stretches of chosen rows that are found again when the answers change; Qt is slow with more."""


class ListPane(QWidget):
    """Shows the answers to a question, and lets the user word it, walk through them and choose.

    - `words_changed`: the words, at every key, and whether they may still be being typed.
    - `rows_asked`: rows to fetch: the place of the first and the identities (64-bit integers in bytes);
      answer by `show_rows` with the same bytes.
    - `article_asked`: the identity of the article the user went to.
    - `sort_asked`: the `Sort` wished for; `headings_asked`: whether headings over days or sources are.
    - `name_left`: the user leaves the articles that name something, and wants back to where they were.
    - `view_moved`: other rows may be in sight now.
    - `searched`: words whose answers the user went on to; `history_cleared`: none are to be remembered.
    - `sources_wanted`: a source is being typed; answer by `set_known_sources`.
    - `save_asked`: the search is to be kept.
    - `help_asked`: the search language is to be explained.
    - `chosen_changed`: how many articles are chosen now.
    """

    words_changed = Signal(str, bool)
    rows_asked = Signal(int, object)
    article_asked = Signal(object)
    sort_asked = Signal(object)
    headings_asked = Signal(bool)
    name_left = Signal()
    view_moved = Signal()
    searched = Signal(str)
    history_cleared = Signal()
    sources_wanted = Signal()
    save_asked = Signal()
    help_asked = Signal()
    chosen_changed = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None, *, now: Callable[[], date] = today) -> None:
        """Build an empty list; `now` gives the day that dates are told by."""
        super().__init__(parent)
        speak_as(self, QAccessible.Role.Grouping, tr("Articles"))
        self.setProperty("kind", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self._found: Found | None = None
        self._named_place = ""
        self._actions: Mapping[str, QAction] = {}
        self._waiting = 0
        self._last_row = 0
        self._first_wanted = False
        self._model = ResultModel(self)
        self._view = ArticleView(self)
        self._view.setModel(self._model)
        self._delegate = RowDelegate(look, now, self)
        self._view.setItemDelegate(self._delegate)
        self._field = SearchField(look)
        self._now = now
        self._top_heading = TopHeading(self._view, look, self._model.heading, self._model.heading_of)
        self._header = ListHeader(look)
        self._chosen_line = ChosenLine(look)
        self._head = QStackedWidget()
        self._head.addWidget(self._header)
        self._head.addWidget(self._chosen_line)
        self._head.setFixedHeight(_HEAD)
        self._note = label("", "faint", wrap=True)
        self._note.setContentsMargins(22, 7, 22, 0)
        self._note.setVisible(False)
        self._chips = FilterChips(look)
        self._meant = push_button("", "link")
        self._meant.setMinimumWidth(1)  # long words give way, and do not widen the pane
        self._meant.setVisible(False)
        self._meant_key = label(tr("Enter"), "key")
        self._meant_key.setVisible(False)
        self._suggestion = ""
        self._chip = NameChip(look)
        self._chip_row = QWidget()
        self._chip_row.setVisible(False)
        self._recognised = (0, 0)
        self._empty = EmptyList(look)
        self._empty.setVisible(False)
        self._menu = QMenu(self)
        self._lay_out()
        self._connect()
        look.changed.connect(self._view.viewport().update)

    def sizeHint(self) -> QSize:
        """Give the size the pane has in a window of 1,600 × 1,000."""
        return QSize(_BREADTH, 900)

    def show_found(self, found: Found, *, select_first: bool = False) -> None:
        """Show the answers to a question.

        The chosen article stays chosen while it is among them, without being asked for again. The same
        question asked anew also keeps the place scrolled to; another question begins at the top.
        """
        anew = self._found is not None and _question(self._found.query) == _question(found.query)
        chosen = frozenset(self.selected())
        current = self.current()
        seen = self._first_in_view()
        self._found = found
        self._model.set_headings(headings_of(found, self._now()))
        if self._model.show_ids(found.ids, found.rows):
            self._choose_again(current, chosen)
            self._scroll_back(seen if anew else None)
        elif not anew:
            self._view.scrollToTop()
        if not anew and self.current() is None:
            self._last_row = 0
        self._show_words_about(found)
        if not anew or found.total:
            self.show_suggestion("")
        if self._first_wanted and found.query.words == self.words():
            self._first_wanted = False
            select_first = True
        if select_first and found.total:
            self.select_first()
        self._top_heading.place()
        self.view_moved.emit()

    def top_heading(self) -> str:
        """Give the heading that lies over the top of the rows; empty when there are none."""
        return self._top_heading.words()

    def show_rows(self, ids: bytes, rows: Sequence[ArticleRow]) -> None:
        """Show the rows that `rows_asked` asked for; those that no longer fit are dropped."""
        self._model.show_rows(ids, rows)

    def refresh(self, ids: frozenset[int] | None = None) -> None:
        """Ask again for the rows of these articles (None: of all) where they are seen."""
        self._model.refresh(ids)

    def show_recognised(self, done: int, total: int) -> None:
        """Take how many articles are recognised, of how many: a search by a name may miss the others."""
        self._recognised = (done, total)
        if self._found is not None:
            self._say_what_is_there(self._found)

    def in_sight(self) -> list[ArticleId]:
        """Give the articles of which something is to be seen now, from the top down."""
        found = (self._model.identity(row) for row in self._view.rows_in_view())
        return [identity for identity in found if identity is not None]

    def current(self) -> ArticleId | None:
        """Give the article that is chosen and current."""
        row = self._view.current_row()
        return None if row is None else self._model.identity(row)

    def selected(self) -> list[ArticleId]:
        """Give every chosen article, from the top down."""
        identities = (self._model.identity(row) for row in self._view.chosen_rows())
        return [identity for identity in identities if identity is not None]

    def held(self, articles: Iterable[ArticleId]) -> Iterator[ArticleRow | None]:
        """Give the rows of articles as far as they have been looked at."""
        return map(self._model.held, articles)

    def place_of(self, article: ArticleId) -> int | None:
        """Give the place of an article among the answers, from 0; None when it is not there."""
        return self._model.place_of(article)

    def select(self, article: ArticleId) -> bool:
        """Choose an article without asking for it; tell whether it is among the answers."""
        place = self._model.place_of(article)
        if place is None:
            return False
        self._view.go_to(place, quietly=True)
        self._view.scrollTo(self._model.index(place))
        self._last_row = place
        return True

    def select_first(self) -> None:
        """Go to the first article, as the user would."""
        self._go(0)

    def select_next(self) -> None:
        """Go to the next article, as the user would; once the chosen one left the list, to its successor."""
        row = self._view.current_row()
        self._go(self._last_row if row is None else row + 1)

    def select_previous(self) -> None:
        """Go to the article before, as the user would."""
        row = self._view.current_row()
        self._go((self._last_row if row is None else row) - 1)

    def extend_next(self) -> None:
        """Choose the next article too."""
        self._view.extend(1)

    def extend_previous(self) -> None:
        """Choose the article before too."""
        self._view.extend(-1)

    def leave_chosen(self) -> None:
        """Go to the article after all that are chosen, or else to the one before them, as the user would."""
        rows = self._view.chosen_rows()
        if rows:
            self._go(rows[-1] + 1 if rows[-1] + 1 < self._model.rowCount() else rows[0] - 1)

    def focus_search(self) -> None:
        """Put the cursor into the search field, with its words selected so that typing replaces them."""
        self._field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.line.selectAll()

    def focus_list(self) -> None:
        """Let the keys go to the rows."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_suggestion(self, words: str) -> None:
        """Say what a search without answers may have meant; empty words say nothing."""
        self._suggestion = words
        meant = tr("Did you mean {words}?", words=shortened(words)) if words else ""
        room = self.width() - _MEANT_REST
        self._meant.setText(self._meant.fontMetrics().elidedText(meant, Qt.TextElideMode.ElideRight, room))
        self._meant.setAccessibleName(meant)
        self._meant.setToolTip(plain_tip(words) if words else "")
        self._meant.setVisible(bool(words))
        self._meant_key.setVisible(bool(words))
        if words:
            announce(self, meant)

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Take the tags that are proposed while typing."""
        self._field.proposing.set_known_tags(tags)

    def set_known_sources(self, sources: Sequence[str]) -> None:
        """Take the sources that are proposed while typing."""
        self._field.proposing.set_known_sources(sources)

    def set_history(self, searches: Sequence[str]) -> None:
        """Take what was searched before, the last first."""
        self._field.proposing.set_history(searches)

    def words(self) -> str:
        """Give the words in the search field."""
        return self._field.words()

    def set_words(self, words: str) -> None:
        """Put words into the search field without telling it."""
        self._field.set_words(words)

    def show_saved_name(self, name: str, *, offered: bool) -> None:
        """Say whether what is shown can be kept as a saved search, and under which name it is already."""
        self._field.show_saved_name(name, offered=offered)

    def set_headings(self, *, shown: bool) -> None:
        """Show whether there are headings, without asking for them."""
        self._header.sort_button.set_headings(shown=shown)

    def set_sort(self, sort: Sort) -> None:
        """Show an order without asking for it."""
        self._header.sort_button.set_sort(sort)

    def set_place(self, hint: str) -> None:
        """Say in the empty search field where is searched; an empty hint leaves it to the answers."""
        self._named_place = hint
        self._show_place()

    def show_waiting(self, waiting: int) -> None:
        """Say how much is stored but not searchable yet, as far as it matters to the question."""
        self._waiting = waiting
        if self._found is not None:
            self._show_note(self._found)

    def set_bulk_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take what can be done when several articles are chosen, by the names in the table of actions."""
        self._chosen_line.set_actions(actions)

    def chosen_line(self) -> ChosenLine:
        """Give the line that is shown while several articles are chosen."""
        return self._chosen_line

    def set_row_actions(self, actions: Sequence[QAction]) -> None:
        """Set what the menu of a row offers; its row is chosen when it opens."""
        self._menu.clear()
        self._menu.addActions(list(actions))

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys the field shows and an empty list teaches."""
        self._actions = actions
        self._field.follow(actions["search"])

    def rows_shown(self) -> list[ArticleRow]:
        """Give the rows of which something is to be seen now, as far as they have come."""
        rows = (self._model.row(place) for place in self._view.rows_in_view())
        return [row for row in rows if row is not None]

    def view(self) -> ArticleView:
        """Give the widget that shows the rows."""
        return self._view

    def _lay_out(self) -> None:
        field = QVBoxLayout()
        field.setContentsMargins(14, 14, 14, 0)
        field.addWidget(self._field)
        area = QGridLayout()
        area.setContentsMargins(0, 0, 0, 0)
        area.addWidget(self._view, 0, 0)
        area.addWidget(self._empty, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        chip = QHBoxLayout(self._chip_row)
        chip.setContentsMargins(16, 10, 16, 0)
        chip.addWidget(self._chip)
        chip.addStretch(1)
        chips = QVBoxLayout()
        chips.setContentsMargins(16, 0, 16, 0)
        chips.addWidget(self._chips)
        self._chips.setContentsMargins(0, 10, 0, 0)
        meant = QHBoxLayout()
        meant.setContentsMargins(17, 0, 14, 0)
        meant.addWidget(self._meant)
        meant.addWidget(self._meant_key, 0, Qt.AlignmentFlag.AlignVCenter)
        meant.addStretch(1)
        column.addLayout(field)
        column.addWidget(self._chip_row)
        column.addLayout(chips)
        column.addWidget(self._note)
        column.addWidget(self._head)
        column.addLayout(meant)
        column.addLayout(area, 1)
        self._empty.raise_()
        self.setTabOrder(self._field.line, self._chip)
        self.setTabOrder(self._chip, self._chips)
        self.setTabOrder(self._chips, self._header.sort_button)
        self.setTabOrder(self._header.sort_button, self._view)

    def _connect(self) -> None:
        self._field.words_changed.connect(self.words_changed)
        self._field.list_asked.connect(self._enter_list)
        self._field.left.connect(self.focus_list)
        self._field.save_asked.connect(self.save_asked)
        self._field.help_asked.connect(self.help_asked)
        self._field.proposing.cleared.connect(self.history_cleared)
        self._field.proposing.sources_wanted.connect(self.sources_wanted)
        self._chips.removal_asked.connect(self._remove_chip)
        self._meant.clicked.connect(self._take_suggestion)
        self._header.sort_asked.connect(self._ask_sort)
        self._header.sort_button.headings_asked.connect(self.headings_asked)
        self._model.page_wanted.connect(self.rows_asked)
        self._view.row_chosen.connect(self._ask_article)
        self._view.choice_changed.connect(self._show_choice)
        self._chosen_line.none_asked.connect(self._choose_one)
        self._view.escaped.connect(self._clear_words)
        self._chip.left.connect(self.name_left)
        self._view.verticalScrollBar().valueChanged.connect(self.view_moved)
        self._view.customContextMenuRequested.connect(self._show_menu)

    def _remove_chip(self, chip: Chip) -> None:
        """Take a filter out of the words; the focus goes on to the next one, or else to the field."""
        query = self._found.query if self._found is not None else Query()
        if query.words != self.words():
            return  # its place is no longer known: the answers are about to come
        last = len(self._chips.chips()) == 1
        if last and self._chips.has_focus():
            self._field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask_words(without_chip(query.words, chip))

    def _ask_words(self, words: str) -> None:
        self._field.set_words(words)
        self.words_changed.emit(words, False)

    def _ask_sort(self, sort: Sort) -> None:
        """Wish for an order: words that name another one give way."""
        words = self.words()
        if self._found is not None and self._found.query.words == words:
            named = [chip for chip in self._found.chips if chip.words.lower().startswith("sort:")]
            for chip in reversed(named):
                words = without_chip(words, chip)
        if words != self.words():
            self._field.set_words(words)
            self.words_changed.emit(words, False)
        self.sort_asked.emit(sort)

    def _take_suggestion(self) -> None:
        if self._suggestion:
            self._field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._ask_words(self._suggestion)

    def _remember(self) -> None:
        """Tell that the user goes on with the answers to the words."""
        found, words = self._found, self.words()
        if words.strip() and found is not None and found.total and found.query.words == words:
            self.searched.emit(words.strip())

    def _clear_words(self) -> None:
        if self.words():
            self._field.clear_words()
            self.focus_list()  # the next letter is a key, not a word
        elif self._chip.isVisible():
            self.name_left.emit()

    def _ask_article(self, row: int) -> None:
        identity = self._model.identity(row)
        if identity is not None:
            self._last_row = row
            self._first_wanted = False
            self._remember()
            self.article_asked.emit(identity)

    def _go(self, row: int) -> None:
        count = self._model.rowCount()
        if count:
            self._view.go_to(min(max(row, 0), count - 1), quietly=False)

    def _enter_list(self, by_enter: bool) -> None:
        """Go on to the rows: to the chosen one if it is in sight, else to the first. Enter opens it.

        Enter may come before the answers to the last words; the first of those is then gone to.
        """
        query = self._found.query if self._found is not None else None
        if by_enter and self._suggestion and query is not None and query.words == self.words():
            self._take_suggestion()
            return
        self.focus_list()
        if by_enter and (query is None or query.words != self.words()):
            self._first_wanted = True
            return
        row = self._view.current_row()
        if row is None or row not in self._view.rows_in_view():
            self.select_first()
        elif by_enter:
            self._ask_article(row)

    def _choose_again(self, current: ArticleId | None, chosen: frozenset[ArticleId]) -> None:
        places = [] if len(chosen) <= 1 else self._model.places_of(chosen)
        place = None if current is None else self._model.place_of(current)
        if place is not None:
            self._last_row = place
        if place is not None and len(places) <= 1:
            self._view.choose_rows(place, [place])
        elif places and len(list(stretches_of(places))) <= _STRETCHES_KEPT:
            self._view.choose_rows(place, places)
        self._show_choice(self._view.chosen_count())

    def _show_choice(self, count: int) -> None:
        several = count > 1
        if several:
            self._chosen_line.show_count(count)
        self._head.setCurrentWidget(self._chosen_line if several else self._header)
        self.chosen_changed.emit(count)

    def _choose_one(self) -> None:
        self._view.choose_one()
        self.focus_list()

    def _first_in_view(self) -> tuple[ArticleId, int] | None:
        """Give the uppermost article and how far its row is scrolled past the top, in pixels."""
        rows = self._view.rows_in_view()
        if not rows or self._view.verticalScrollBar().value() == 0:
            return None
        identity = self._model.identity(rows[0])
        top = self._view.visualRect(self._model.index(rows[0])).top()
        return None if identity is None else (identity, -top)

    def _scroll_back(self, seen: tuple[ArticleId, int] | None) -> None:
        place = None if seen is None else self._model.place_of(seen[0])
        if seen is None or place is None:
            self._view.scrollToTop()
            return
        self._view.scrollTo(self._model.index(place), ArticleView.ScrollHint.PositionAtTop)
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + seen[1])

    def _show_words_about(self, found: Found) -> None:
        self._header.show_found(found)
        self._chips.show_chips(found.chips)
        self._chip.show_name(found.query.name)
        self._chip_row.setVisible(found.query.name is not None)
        self._say_what_is_there(found)

    def _say_what_is_there(self, found: Found) -> None:
        self._show_note(found)
        self._show_place()
        if not found.total:
            chips = found.chips
            likened = [chip.words for chip in chips if chip.like] == [found.query.words.strip()]
            taught = lesson(found.query, self._recognised, filtered=bool(chips), likened=likened)
            if action := self._actions.get(taught.action):
                taught = replace(taught, key=action.shortcut().toString().lower())
            self._empty.teach(taught)
        self._empty.setVisible(not found.total)
        self._view.setAccessibleDescription("" if found.total else self._empty.words())

    def _show_note(self, found: Found) -> None:
        note = note_words(found, self._waiting, self._recognised)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _show_place(self) -> None:
        hint = self._named_place or (place_words(self._found) if self._found is not None else "")
        self._field.line.setPlaceholderText(hint)

    def _show_menu(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if index.isValid() and self._menu.actions():
            self._menu.popup(self._view.viewport().mapToGlobal(at))


def _question(query: Query) -> tuple[str, Shelf, str | None, Sort, NameRef | None]:
    """Give what makes two queries the same question: not whether the words were finished."""
    return query.words.strip(), query.shelf, query.tag, query.sort, query.name
