"""Keep the counts of saved searches true, without anybody feeling it."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import date
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.change import Changes
from reader.model.errors import ReaderError
from reader.model.ids import SearchId
from reader.model.saved_search import SavedCount, SavedSearch
from reader.ui.kit.dates import today

_CALM: Final = 250
"""Milliseconds in which reasons to count are gathered."""
_REST: Final = 4
"""Counting rests for so many times what the last round took, so that an import goes on well."""
_LONGEST_REST: Final = 20_000
_FIRST: Final = 1_000
"""Milliseconds until the first round: the window is up by then, and what searching needs is slow to load."""
_AGAIN: Final = 300
"""Milliseconds until counting goes on after something else was asked for: longer than between two keys."""
_DAY_LOOK: Final = 60_000
"""Milliseconds between two looks at which day it is: a computer may sleep over midnight."""


class Counting(QObject):
    """Counts one saved search after the other, in the gaps of everything else.

    `counted` carries a `SavedCount`. `day_changed` tells that another day has begun, from which words such
    as "today" count.
    """

    counted = Signal(object)
    day_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject, *, now: Callable[[], date] = today) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = now
        self._day = now()
        self._searches: dict[SearchId, SavedSearch] = {}
        self._waiting: deque[SearchId] = deque()
        self._counts = self._again = False
        self._begun = self._took = 0.0
        self._soon = self._timer(_CALM, self._begin)
        self._later = self._timer(_AGAIN, self._go_on)
        self._clock = QTimer(self)
        self._clock.setInterval(_DAY_LOOK)
        self._clock.timeout.connect(self.look_at_day)
        self._clock.start()
        desk.changed.connect(self._take_changes)
        desk.long_ended.connect(lambda _: self.count_soon())
        desk.long_progressed.connect(lambda *_: self.count_soon())

    def take(self, searches: Sequence[SavedSearch]) -> None:
        """Count these from now on; at once those that were looked at or have other words."""
        before, self._searches = self._searches, {each.id: each for each in searches}
        changed = [each.id for each in searches if not _is_counted(each, before.get(each.id))]
        rest = [each for each in self._waiting if each in self._searches and each not in changed]
        if changed and not self._begun:
            self._soon.start(_FIRST)
            return
        self._waiting = deque([*changed, *rest])
        self._go_on()

    def count_soon(self) -> None:
        """Count all anew in a moment."""
        if not self._searches:
            return
        if self._waiting or self._counts:
            self._again = True  # those counted already may be other ones by now
        elif not self._soon.isActive():
            rest = 1000 * (self._begun + (1 + _REST) * self._took - monotonic()) if self._took else 0
            self._soon.start(round(min(max(_CALM, rest), _LONGEST_REST)))

    def give_way(self) -> None:
        """Rest for a moment: the user asks for something, and its answer is to be painted."""
        self._later.start()

    def is_about_to_ask(self) -> bool:
        """Tell whether something is still to be counted."""
        return self._soon.isActive() or self._counts or bool(self._waiting)

    def look_at_day(self) -> None:
        """Count anew when another day has begun."""
        if self._now() != self._day:
            self._day = self._now()
            self.day_changed.emit()
            self.count_soon()

    def _timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _take_changes(self, changes: Changes) -> None:
        if changes.everything or changes.lists or changes.words or changes.articles:
            self.count_soon()

    def _begin(self) -> None:
        self._waiting = deque(self._searches)
        self._begun, self._took = monotonic(), 0.0
        self._go_on()

    def _go_on(self) -> None:
        if self._counts or not self._waiting or self._later.isActive():
            return
        self._counts = True
        search, begun = self._waiting.popleft(), monotonic()
        answered: list[bool] = []

        def take(counted: SavedCount) -> None:
            answered.append(True)
            self.counted.emit(counted)

        def pass_over(_error: ReaderError) -> None:
            # It was deleted meanwhile, or the index is being made: all are counted anew when that has ended.
            answered.append(True)

        job = self._desk.idly(Library.count_search, search).then(take).or_else(pass_over)
        job.ended.connect(lambda: self._ended(search, begun, bool(answered)))

    def _ended(self, search: SearchId, begun: float, answered: bool) -> None:
        self._counts = False
        if not answered:
            if search in self._searches and search not in self._waiting:
                self._waiting.appendleft(search)
            self._later.start()
            return
        self._took += monotonic() - begun
        if self._waiting:
            self._go_on()
        elif self._again:
            self._again = False
            self.count_soon()


def _is_counted(search: SavedSearch, before: SavedSearch | None) -> bool:
    return before is not None and (before.words, before.read_to) == (search.words, search.read_to)
