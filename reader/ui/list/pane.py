"""The pane of the list: what is asked, how many answers there are in which order, and the answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.model.article import ArticleRow
from reader.model.ids import ArticleId
from reader.model.mention import NameRef
from reader.model.query import Found, Query, Shelf, Sort
from reader.model.wording import tr
from reader.ui.kit.dates import today
from reader.ui.kit.speech import speak_as
from reader.ui.list.answers import Answers
from reader.ui.list.chosen_line import ChosenLine
from reader.ui.list.header import ListHeader
from reader.ui.list.meant import MeantLine
from reader.ui.list.notice import CLEAR, EVERYTHING, LEAVE
from reader.ui.list.question import Question
from reader.ui.list.view import ArticleView
from reader.ui.look.look import Look

_BREADTH: Final = 372
_NARROWEST: Final = 280
_HEAD: Final = 48
"""Pixels of the line over the rows."""


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
    - `values_wanted`: a source or language is being typed: the field; answer by `set_known_values`.
    - `save_asked`: the search is to be kept.
    - `help_asked`: the search language is to be explained.
    - `chosen_changed`: how many articles are chosen now.
    - `everything_asked`: all articles are to be shown.
    - `tag_menu_asked`: the menu of a tag is wanted: its name, and the place on the screen.
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
    values_wanted = Signal(str)
    save_asked = Signal()
    help_asked = Signal()
    chosen_changed = Signal(int)
    tag_menu_asked = Signal(str, QPoint)
    everything_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None, *, now: Callable[[], date] = today) -> None:
        """Build an empty list; `now` gives the day that dates are told by."""
        super().__init__(parent)
        speak_as(self, QAccessible.Role.Grouping, tr("Articles"))
        self.setProperty("kind", "list")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_NARROWEST)
        self._query: Query | None = None
        self._first_wanted = False
        self._actions: Mapping[str, QAction] = {}
        self.question = Question(look)
        self.header = ListHeader(look)
        self._chosen_line = ChosenLine(look)
        self._head = QStackedWidget()
        self._head.addWidget(self.header)
        self._head.addWidget(self._chosen_line)
        self._head.setFixedHeight(_HEAD)
        self.meant = MeantLine()
        self.answers = Answers(look, now)
        self._lay_out()
        self._connect()

    def sizeHint(self) -> QSize:
        """Give the size the pane has in a window of 1,600 × 1,000."""
        return QSize(_BREADTH, 900)

    def show_found(self, found: Found, *, select_first: bool = False) -> None:
        """Show the answers to a question.

        The chosen article stays chosen while it is among them, without being asked for again. The same
        question asked anew also keeps the place scrolled to; another question begins at the top.
        """
        anew = self._query is not None and _question(self._query) == _question(found.query)
        self._query = found.query
        self.answers.show_found(found, anew=anew)
        self.header.show_found(found)
        self.question.show_found(found)
        if not anew or found.total:
            self.show_suggestion("")
        if self._first_wanted and self.question.is_answered():
            self._first_wanted = False
            select_first = True
        if select_first and found.total:
            self.select_first()
        self.answers.settle()

    def show_rows(self, ids: bytes, rows: Sequence[ArticleRow]) -> None:
        """Show the rows that `rows_asked` asked for; those that no longer fit are dropped."""
        self.answers.model.show_rows(ids, rows)

    def refresh(self, ids: frozenset[int] | None = None) -> None:
        """Ask again for the rows of these articles (None: of all) where they are seen."""
        self.answers.model.refresh(ids)

    def show_suggestion(self, words: str) -> None:
        """Say what a search without answers may have meant; empty words say nothing."""
        self.meant.show_words(words, self.width())

    def show_recognised(self, done: int, total: int) -> None:
        """Take how many articles are recognised, of how many: a search by a name may miss the others."""
        self.question.show_recognised(done, total)
        self.answers.show_recognised(done, total)

    def show_waiting(self, waiting: int) -> None:
        """Say how much is stored but not searchable yet, as far as it matters to the question."""
        self.question.show_waiting(waiting)

    # Rows

    def top_heading(self) -> str:
        """Give the heading that lies over the top of the rows; empty when there are none."""
        return self.answers.top_heading.words()

    def in_sight(self) -> list[ArticleId]:
        """Give the articles of which something is to be seen now, from the top down."""
        return self.answers.in_sight()

    def rows_shown(self) -> list[ArticleRow]:
        """Give the rows of which something is to be seen now, as far as they have come."""
        return self.answers.rows_shown()

    def current(self) -> ArticleId | None:
        """Give the article that is chosen and current."""
        return self.answers.current()

    def selected(self) -> list[ArticleId]:
        """Give every chosen article, from the top down."""
        return self.answers.selected()

    def held(self, articles: Iterable[ArticleId]) -> Iterator[ArticleRow | None]:
        """Give the rows of articles as far as they have been looked at."""
        return self.answers.held(articles)

    def place_of(self, article: ArticleId) -> int | None:
        """Give the place of an article among the answers, from 0; None when it is not there."""
        return self.answers.model.place_of(article)

    def select(self, article: ArticleId) -> bool:
        """Choose an article without asking for it; tell whether it is among the answers."""
        return self.answers.select(article)

    def select_first(self) -> None:
        """Go to the first article, as the user would."""
        self.answers.select_first()

    def select_next(self) -> None:
        """Go to the next article, as the user would; once the chosen one left the list, to its successor."""
        self.answers.step(1)

    def select_previous(self) -> None:
        """Go to the article before, as the user would."""
        self.answers.step(-1)

    def extend_next(self) -> None:
        """Choose the next article too."""
        self.answers.view.extend(1)

    def extend_previous(self) -> None:
        """Choose the article before too."""
        self.answers.view.extend(-1)

    def leave_chosen(self) -> None:
        """Go to the article after all that are chosen, or else to the one before them, as the user would."""
        self.answers.leave_chosen()

    def focus_search(self) -> None:
        """Put the cursor into the search field, with its words selected so that typing replaces them."""
        self.question.focus()

    def focus_list(self) -> None:
        """Let the keys go to the rows."""
        self.answers.focus()

    def view(self) -> ArticleView:
        """Give the widget that shows the rows."""
        return self.answers.view

    # Words and order

    def words(self) -> str:
        """Give the words in the search field."""
        return self.question.words()

    def set_words(self, words: str) -> None:
        """Put words into the search field without telling it."""
        self.question.field.set_words(words)

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Take the tags that are proposed while typing."""
        self.question.field.proposing.set_known_tags(tags)

    def set_known_values(self, field: str, values: Sequence[str]) -> None:
        """Take the sources or languages that are proposed while typing."""
        self.question.field.proposing.set_known_values(field, values)

    def set_history(self, searches: Sequence[str]) -> None:
        """Take what was searched before, the last first."""
        self.question.field.proposing.set_history(searches)

    def show_saved_name(self, name: str, *, offered: bool) -> None:
        """Say whether what is shown can be kept as a saved search, and under which name it is already."""
        self.question.field.show_saved_name(name, offered=offered)

    def set_place(self, hint: str) -> None:
        """Say in the empty search field where is searched; an empty hint leaves it to the answers."""
        self.question.set_place(hint)

    def set_headings(self, *, shown: bool) -> None:
        """Show whether there are headings, without asking for them."""
        self.header.sort_button.set_headings(shown=shown)

    def set_sort(self, sort: Sort) -> None:
        """Show an order without asking for it."""
        self.header.sort_button.set_sort(sort)

    # Actions

    def set_bulk_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take what can be done when several articles are chosen, by the names in the table of actions."""
        self._chosen_line.set_actions(actions)

    def chosen_line(self) -> ChosenLine:
        """Give the line that is shown while several articles are chosen."""
        return self._chosen_line

    def set_row_actions(self, actions: Sequence[QAction]) -> None:
        """Set what the menu of a row offers; its row is chosen when it opens."""
        self.answers.set_row_actions(actions)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys the field shows and an empty list teaches."""
        self._actions = actions
        self.question.set_actions(actions)
        self.answers.set_actions(actions)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.question)
        column.addWidget(self._head)
        column.addWidget(self.meant)
        column.addWidget(self.answers, 1)
        self.setTabOrder(self.question.chips, self.header.sort_button)
        self.setTabOrder(self.header.sort_button, self.answers.view)

    def _connect(self) -> None:
        question, answers = self.question, self.answers
        question.words_changed.connect(self.words_changed)
        question.name_left.connect(self.name_left)
        question.searched.connect(self.searched)
        question.history_cleared.connect(self.history_cleared)
        question.values_wanted.connect(self.values_wanted)
        question.save_asked.connect(self.save_asked)
        question.help_asked.connect(self.help_asked)
        question.field.list_asked.connect(self._enter_list)
        question.field.left.connect(self.focus_list)
        self.meant.taken.connect(self._take_suggestion)
        self.header.sort_asked.connect(self._ask_sort)
        self.header.sort_button.headings_asked.connect(self.headings_asked)
        self._chosen_line.none_asked.connect(answers.choose_one)
        answers.rows_asked.connect(self.rows_asked)
        answers.article_asked.connect(self._ask_article)
        answers.view_moved.connect(self.view_moved)
        answers.chosen_changed.connect(self._show_choice)
        answers.tag_menu_asked.connect(self.tag_menu_asked)
        answers.escaped.connect(self._clear_words)
        answers.step_asked.connect(self._take_step)

    def _ask_sort(self, sort: Sort) -> None:
        """Wish for an order: words that name another one give way."""
        self.question.leave_order()
        self.sort_asked.emit(sort)

    def _ask_article(self, article: ArticleId) -> None:
        self._first_wanted = False
        self.question.remember()
        self.article_asked.emit(article)

    def _take_suggestion(self) -> None:
        if words := self.meant.words():
            self.question.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.question.ask(words)

    def _clear_words(self) -> None:
        if self.question.clear():
            self.focus_list()  # the next letter is a key, not a word

    def _take_step(self, step: str) -> None:
        """Do what the button of an empty list offers."""
        self.focus_list()  # the button is about to go
        if step == EVERYTHING:
            self.everything_asked.emit()
        elif step in (CLEAR, LEAVE):
            self._clear_words()
        elif step in self._actions:
            self._actions[step].trigger()

    def _enter_list(self, by_enter: bool) -> None:
        """Go on to the rows: to the chosen one if it is in sight, else to the first. Enter opens it.

        Enter may come before the answers to the last words; the first of those is then gone to.
        """
        answered = self.question.is_answered()
        if by_enter and self.meant.words() and answered:
            self._take_suggestion()
            return
        self.focus_list()
        if by_enter and not answered:
            self._first_wanted = True
        else:
            self.answers.enter(opening=by_enter)

    def _show_choice(self, count: int) -> None:
        several = count > 1
        if several:
            self._chosen_line.show_count(count)
        self._head.setCurrentWidget(self._chosen_line if several else self.header)
        self.chosen_changed.emit(count)


def _question(query: Query) -> tuple[str, Shelf, str | None, Sort, NameRef | None]:
    """Give what makes two queries the same question: not whether the words were finished."""
    return query.words.strip(), query.shelf, query.tag, query.sort, query.name
