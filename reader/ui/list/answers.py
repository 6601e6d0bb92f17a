"""The answers: their rows, which of them are chosen, and what is said when there are none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from reader.model.article import ArticleRow
from reader.model.ids import ArticleId
from reader.model.query import Found
from reader.model.wording import tr
from reader.ui.kit.dot_icon import dot_icon
from reader.ui.list.heading import TopHeading, headings_of
from reader.ui.list.notice import EmptyList, lesson
from reader.ui.list.results import ResultModel
from reader.ui.list.row_delegate import RowDelegate
from reader.ui.list.view import ArticleView, stretches_of
from reader.ui.look.look import Look

_STRETCHES_KEPT: Final = 1_000
"""Stretches of chosen rows that are found again when the answers change; Qt is slow with more."""


class Answers(QWidget):
    """Shows rows, and lets the user walk through them and choose.

    `article_asked` tells the article the user went to, `chosen_changed` how many are chosen now,
    `rows_asked`, `view_moved` and `tag_menu_asked` are those of the pane; `escaped`
    tells of Escape in the rows, `step_asked` of the button of an empty list.
    """

    rows_asked = Signal(int, object)
    article_asked = Signal(object)
    view_moved = Signal()
    chosen_changed = Signal(int)
    escaped = Signal()
    tag_menu_asked = Signal(str, QPoint)
    step_asked = Signal(str)

    def __init__(self, look: Look, now: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._now = now
        self._row_actions: Sequence[QAction] = ()
        self._found: Found | None = None
        self._recognised = (0, 0)
        self._actions: Mapping[str, QAction] = {}
        self._last_row = 0
        self.model = ResultModel(self)
        self.view = ArticleView(look, self)
        self.view.setModel(self.model)
        self.delegate = RowDelegate(look, now, self)
        self.view.setItemDelegate(self.delegate)
        self.top_heading = TopHeading(self.view, look, self.model.heading, self.model.heading_of)
        self.empty = EmptyList(look)
        self.empty.setVisible(False)
        self.empty.step_asked.connect(self.step_asked)
        self.menu = QMenu(self)
        area = QGridLayout(self)
        area.setContentsMargins(0, 0, 0, 0)
        area.addWidget(self.view, 0, 0)
        area.addWidget(self.empty, 0, 0)
        self.empty.raise_()
        self.setFocusProxy(self.view)
        self._connect()
        look.changed.connect(self.view.viewport().update)

    def show_found(self, found: Found, *, anew: bool) -> None:
        """Show answers. What is chosen stays so while it is among them, without being asked for again.

        The same question asked `anew` also keeps the place scrolled to; another question begins at the top.
        """
        chosen = frozenset(self.selected())
        current = self.current()
        seen = self._first_in_view()
        self._found = found
        self.model.set_headings(headings_of(found, self._now()))
        if self.model.show_ids(found.ids, found.rows, found.order):
            self._choose_again(current, chosen)
            self._scroll_back(seen if anew else None)
        elif not anew:
            self.view.scrollToTop()
        if not anew and self.current() is None:
            self._last_row = 0
        self._teach()

    def settle(self) -> None:
        """Have what lies over the rows placed, and tell that others may be in sight."""
        self.top_heading.place()
        self.view_moved.emit()

    def show_recognised(self, done: int, total: int) -> None:
        """Take how many articles are recognised, of how many."""
        self._recognised = (done, total)
        self._teach()

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions whose keys an empty list teaches."""
        self._actions = actions

    def set_row_actions(self, actions: Sequence[QAction]) -> None:
        """Set what the menu of a row offers."""
        self._row_actions = actions

    def in_sight(self) -> list[ArticleId]:
        """Give the articles of which something is to be seen now, from the top down."""
        found = (self.model.identity(row) for row in self.view.rows_in_view())
        return [identity for identity in found if identity is not None]

    def current(self) -> ArticleId | None:
        """Give the article that is chosen and current."""
        row = self.view.current_row()
        return None if row is None else self.model.identity(row)

    def selected(self) -> list[ArticleId]:
        """Give every chosen article, from the top down."""
        identities = (self.model.identity(row) for row in self.view.chosen_rows())
        return [identity for identity in identities if identity is not None]

    def held(self, articles: Iterable[ArticleId]) -> Iterator[ArticleRow | None]:
        """Give the rows of articles as far as they have been looked at."""
        return map(self.model.held, articles)

    def rows_shown(self) -> list[ArticleRow]:
        """Give the rows of which something is to be seen now, as far as they have come."""
        rows = (self.model.row(place) for place in self.view.rows_in_view())
        return [row for row in rows if row is not None]

    def select(self, article: ArticleId) -> bool:
        """Choose an article without asking for it; tell whether it is among the answers."""
        place = self.model.place_of(article)
        if place is None:
            return False
        self.view.go_to(place, quietly=True)
        self.view.scrollTo(self.model.index(place))
        self._last_row = place
        return True

    def select_first(self) -> None:
        """Go to the first article, as the user would."""
        self._go(0)

    def step(self, by: int) -> None:
        """Go to the article `by` places on; once the chosen one left the list, its successor is the next."""
        row = self.view.current_row()
        if row is None:
            row = self._last_row - (1 if by > 0 else 0)
        self._go(row + by)

    def leave_chosen(self) -> None:
        """Go to the article after all that are chosen, or else to the one before them, as the user would."""
        rows = self.view.chosen_rows()
        if rows:
            self._go(rows[-1] + 1 if rows[-1] + 1 < self.model.rowCount() else rows[0] - 1)

    def enter(self, *, opening: bool) -> None:
        """Go on to the chosen row if it is in sight, else to the first; `opening` asks for it anyway."""
        row = self.view.current_row()
        if row is None or row not in self.view.rows_in_view():
            self.select_first()
        elif opening:
            self._ask_article(row)

    def choose_one(self) -> None:
        """Choose nothing but the current article."""
        self.view.choose_one()
        self.focus()

    def focus(self) -> None:
        """Let the keys go to the rows."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.model.page_wanted.connect(self.rows_asked)
        self.view.row_chosen.connect(self._ask_article)
        self.view.choice_changed.connect(self.chosen_changed)
        self.view.escaped.connect(self.escaped)
        self.view.verticalScrollBar().valueChanged.connect(self.view_moved)
        self.view.customContextMenuRequested.connect(self._show_menu)

    def _ask_article(self, row: int) -> None:
        identity = self.model.identity(row)
        if identity is not None:
            self._last_row = row
            self.article_asked.emit(identity)

    def _go(self, row: int) -> None:
        count = self.model.rowCount()
        if count:
            self.view.go_to(min(max(row, 0), count - 1), quietly=False)

    def _choose_again(self, current: ArticleId | None, chosen: frozenset[ArticleId]) -> None:
        places = [] if len(chosen) <= 1 else self.model.places_of(chosen)
        place = None if current is None else self.model.place_of(current)
        if place is not None:
            self._last_row = place
        if place is not None and len(places) <= 1:
            self.view.choose_rows(place, [place])
        elif places and len(list(stretches_of(places))) <= _STRETCHES_KEPT:
            self.view.choose_rows(place, places)
        self.chosen_changed.emit(self.view.chosen_count())

    def _first_in_view(self) -> tuple[ArticleId, int] | None:
        """Give the uppermost article and how far its row is scrolled past the top, in pixels."""
        rows = self.view.rows_in_view()
        if not rows or self.view.verticalScrollBar().value() == 0:
            return None
        identity = self.model.identity(rows[0])
        top = self.view.visualRect(self.model.index(rows[0])).top()
        return None if identity is None else (identity, -top)

    def _scroll_back(self, seen: tuple[ArticleId, int] | None) -> None:
        place = None if seen is None else self.model.place_of(seen[0])
        if seen is None or place is None:
            self.view.scrollToTop()
            return
        self.view.scrollTo(self.model.index(place), ArticleView.ScrollHint.PositionAtTop)
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + seen[1])

    def _teach(self) -> None:
        """Say why there are no rows, and what is the next step."""
        found = self._found
        if found is None:
            return
        if not found.total:
            chips = found.chips
            likened = [chip.words for chip in chips if chip.like] == [found.query.words.strip()]
            taught = lesson(found.query, self._recognised, filtered=bool(chips), likened=likened)
            if action := self._actions.get(taught.action):
                taught = replace(taught, key=action.shortcut().toString().lower())
            self.empty.teach(taught)
        self.empty.setVisible(not found.total)
        self.view.setAccessibleDescription("" if found.total else self.empty.words())

    def _show_menu(self, at: QPoint) -> None:
        """Show the menu of a tag when the pointer is on one, else that of its row."""
        index = self.view.indexAt(at)
        if not index.isValid():
            return
        row, place = self.model.row(index.row()), self.view.viewport().mapToGlobal(at)
        headed = bool(self.model.heading(index.row()))
        option = self.view.option_of(index)
        tag = "" if row is None else self.delegate.tag_at(row, option, QPointF(at), headed=headed)
        if tag:
            self.tag_menu_asked.emit(tag, place)
        elif self._row_actions:
            self._fill_menu(row, place)
            self.menu.popup(place)

    def _fill_menu(self, row: ArticleRow | None, place: QPoint) -> None:
        """Offer what can be done to the row, and the menus of its tags."""
        self.menu.clear()
        self.menu.addActions(list(self._row_actions))
        tags = () if row is None else row.tags
        if tags:
            self.menu.addSeparator()
        for tag in tags:
            words = tr("Tag “{tag}”…", tag=tag.name).replace("&", "&&")
            opened = self.menu.addAction(dot_icon(self._look, tag.colour), words)
            opened.triggered.connect(partial(self.tag_menu_asked.emit, tag.name, place))
