"""The worker's names: open article first, then those in sight, the others while nothing else is to do."""

import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, Protocol, runtime_checkable

from reader.library.long_verbs import Urgency
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.mention import Names, Recognition

_TAKEN: Final = 200
"""Articles of the backlog that are looked up at a time."""
_RESTS: Final = (2.0, 5.0, 15.0, 60.0, 300.0)
"""Seconds to wait after each trouble in a row."""
_BETWEEN_LOOKS: Final = 1.0
"""Seconds between two looks at whether a full disk has room again."""
_ENOUGH_ROOM: Final = 1 << 20
"""Bytes that must have become free on a full disk for another try."""


@runtime_checkable
class Recognising(Protocol):
    """The verbs of a library that names need. Steps of `recognise` take at most a twentieth of a second."""

    def names(self, article: ArticleId) -> Names:
        """Tell what was recognised in an article."""

    def recognise(self, article: ArticleId) -> Iterator[None]:
        """Recognise the names of an article, step by step; what is done already is not done again."""

    def unrecognised(self, limit: int, set_aside: Collection[ArticleId] = ()) -> Sequence[ArticleId]:
        """Give articles whose names are not recognised yet, at most `limit`, without those set aside."""

    def recognised(self) -> tuple[int, int]:
        """Count the articles that are recognised, and all."""

    def read_name_changes(self) -> Iterator[None]:
        """Drop the names of texts that changed or were deleted, step by step."""

    def room(self) -> int:
        """Give the bytes that are free where the library lies."""


class Naming:
    """Work of the queue that never ends. An article begun is gone on with, also when others came between.

    After a trouble it rests for a while, longer each time, and tries again: at once when the user opens an
    article, or when a full disk has room. `clock` gives seconds.
    """

    def __init__(
        self,
        library: Callable[[], Recognising],
        begin: Callable[[ArticleId], None],
        done: Callable[[ArticleId], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._library = library
        self._begin = begin
        self._done = done
        self._open: ArticleId | None = None
        self._visible: deque[ArticleId] = deque()
        self._backlog: deque[ArticleId] = deque()
        self._more = self._everything = False
        """The library may have more for the backlog; everything in it is to be recognised."""
        self._changes: Iterator[None] | None = None
        """Reading of changes under way, once the backlog is empty."""
        self._reached = 0
        """Articles that were recognised when nothing more was to be done."""
        self._begun: dict[ArticleId, Iterator[None]] = {}
        self._left_out: set[ArticleId] = set()
        self._passed: set[ArticleId] = set()
        """Articles of the backlog that need no more, whatever the library says."""
        self._clock = clock
        self._troubles: dict[ArticleId | None, Trouble] = {}
        """What came up and is not over yet; under None what came up before an article was begun."""
        self._failures = 0
        """Troubles in a row."""
        self._rests_until = self._looks_at = 0.0
        self._room_before: int | None = None
        self.paused = False
        self.off = False

    @property
    def urgency(self) -> Urgency:
        """How urgent the next article is."""
        if self._open is not None:
            return Urgency.OPEN_NAMES
        return Urgency.VISIBLE_NAMES if self._visible else Urgency.NAMES

    def is_ready(self) -> bool:
        """Tell whether there is an article to go on with."""
        return self._is_wanted() and not self._rests()

    def is_urgent(self) -> bool:
        """Tell whether the open article waits."""
        return not self.off and self._open is not None and not self._rests()

    def patience(self) -> float | None:
        """Give the seconds after which to look whether it is ready; None when only a wish makes it so."""
        if not self._rests() or not self._is_wanted():
            return None
        end = self._rests_until if self._room_before is None else min(self._rests_until, self._looks_at)
        return max(0.0, end - self._clock())

    def wish(self, open_article: ArticleId | None, visible: Sequence[ArticleId]) -> None:
        """Take the articles the user sees, in place of those seen before."""
        if open_article is not None:
            self._rests_until = 0.0
        self._open = None if open_article in self._left_out else open_article
        self._visible = deque(each for each in visible if each not in self._left_out)

    def recognise_all(self, *, again: bool = False) -> None:
        """Take everything else the library holds, too; what was left out only `again`."""
        self._more = self._everything = True
        self._passed.clear()
        if again:
            self._left_out.clear()
            self._rests_until = 0.0

    def take_count(self, recognised: int) -> None:
        """Take everything again when fewer are recognised than there were: the file of names was lost."""
        if self._everything and recognised < self._reached and not self._has_backlog():
            self.recognise_all()

    def start_anew(self) -> None:
        """Begin again with what is under way: another model is used from now on."""
        self._begun.clear()
        self._backlog.clear()
        self._troubles.clear()
        self._rests_until = 0.0
        self.recognise_all()

    def take_trouble(self, error: ReaderError) -> bool:
        """Rest for a while after a trouble; tell whether it is a new one, to be told to the user.

        It is over when the article it came up with is done, or gone.
        """
        article = self.present()
        is_new = error.code not in self._troubles.values()
        self._troubles[article] = error.code
        if article is not None:
            self._begun.pop(article, None)
            if self._backlog and self._backlog[0] == article:
                self._backlog.rotate(-1)  # another one may fare better
        rest = _RESTS[min(self._failures, len(_RESTS) - 1)]
        self._failures += 1
        self._rests_until = self._clock() + rest
        self._looks_at = self._clock() + _BETWEEN_LOOKS
        self._room_before = self._room() if error.code is Trouble.DISK_FULL else None
        return is_new

    def leave_out(self, article: ArticleId) -> None:
        """Do no more of an article."""
        self._left_out.add(article)
        self._end(article)

    def step(self) -> None:
        """Do one step of the most urgent article."""
        article = self._next()
        if article is None:
            self._read_changes()
            return
        try:
            self._step(article)
        except ReaderError as error:
            if error.code is not Trouble.ARTICLE_MISSING:
                raise
            self._end(article)  # deleted since it was wished for

    def _read_changes(self) -> None:
        """Forget the names of what was deleted, also when nothing comes whose recognition would do so."""
        steps, self._changes = self._changes, None
        if steps is not None and next(steps, self) is not self:
            self._changes = steps

    def _step(self, article: ArticleId) -> None:
        steps = self._begun.get(article)
        if steps is None:
            if not self._is_to_do(article):
                (self._forget if self._is_seen(article) else self._end)(article)
                return
            steps = self._begun[article] = self._library().recognise(article)
        self._begin(article)
        try:
            next(steps)
        except StopIteration:
            self._end(article)
            self._failures = 0
            self._troubles.pop(None, None)
            self._done(article)

    def _is_to_do(self, article: ArticleId) -> bool:
        """Tell whether an article the user sees waits; the backlog also holds those to be done anew."""
        state = self._library().names(article).state
        if state is Recognition.SET_ASIDE:
            return False
        return state is Recognition.WAITING or not self._is_seen(article)

    def _is_seen(self, article: ArticleId) -> bool:
        return article == self._open or article in self._visible

    def present(self) -> ArticleId | None:
        """Give the article whose step would be next, as far as that is known."""
        if self._open is not None:
            return self._open
        return next(iter((*self._visible, *self._backlog)), None)

    def _is_wanted(self) -> bool:
        if self.off:
            return False
        return self._open is not None or bool(self._visible) or (not self.paused and self._has_backlog())

    def _rests(self) -> bool:
        now = self._clock()
        if now >= self._rests_until:
            return False
        if self._room_before is not None and now >= self._looks_at:
            self._looks_at = now + _BETWEEN_LOOKS
            if self._room() >= self._room_before + _ENOUGH_ROOM:
                self._rests_until = 0.0
                return False
        return True

    def _room(self) -> int:
        try:
            return self._library().room()
        except ReaderError:  # it cannot even be opened
            return 0

    def _has_backlog(self) -> bool:
        return bool(self._backlog) or self._more or self._changes is not None

    def _next(self) -> ArticleId | None:
        if self._open is not None:
            return self._open
        if self._visible:
            return self._visible[0]
        if not self._backlog and self._more:
            passed = self._left_out | self._passed
            found = self._library().unrecognised(_TAKEN, passed)
            self._backlog = deque(each for each in found if each not in passed)
            self._more = bool(self._backlog)
            if not self._more:
                self._reached, _ = self._library().recognised()
                self._changes = self._library().read_name_changes()
        return self._backlog[0] if self._backlog else None

    def _end(self, article: ArticleId) -> None:
        """Do no more of an article, unless it is wished for again."""
        self._passed.add(article)
        self._troubles.pop(article, None)
        self._forget(article)

    def _forget(self, article: ArticleId) -> None:
        self._begun.pop(article, None)
        if self._open == article:
            self._open = None
        for waiting in (self._visible, self._backlog):
            while article in waiting:
                waiting.remove(article)
