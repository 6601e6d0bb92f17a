"""The errands given to the worker: asked again when it dies, set aside when it dies of them twice."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.jobs.job import Job
from reader.jobs.lane import Deliver, Outcome
from reader.jobs.link import Link
from reader.library.long_verbs import LONG_VERBS
from reader.library.whereabouts import Place
from reader.model.aside import Task
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.message import (
    Broke,
    Cancel,
    Done,
    Dropped,
    Failed,
    NamesCounted,
    ParcelRead,
    Pause,
    PauseNames,
    Proceed,
    RecogniseAll,
    Recognised,
    Start,
    Stepped,
    UseModel,
    WishNames,
)

_ENOUGH = 2
"""Deaths of one unit, with nothing done well of it in between, after which it is set aside."""

_STOPPED = {Task.READ: Trouble.FILE_STOPPED_READER, Task.NAMES: Trouble.NAMES_STOPPED}

SetAside = Callable[[Task, str, bytes, Trouble, Callable[[], None]], None]
"""Keeps in the library that a unit is set aside, a verb with its arguments; then calls back."""

_Unit = tuple[int, Task, str]
"""What a worker dies of: the job it was at, 0 for names, and the unit of it."""


@dataclass(slots=True)
class _Errand:
    """A long verb under way in the worker."""

    job: Job
    wish: Start
    relayed: bool
    resting: bool = False
    """A relayed one whose last parcel is being stored."""
    lost: bool = False
    """The worker died; it is to be asked again."""


class Errands(QObject):
    """Asks the worker for long verbs and hands its answers on.

    `recognised` carries the identities of articles whose names are there now, `names_counted` how many are
    recognised, of how many; `troubled` and `broke` tell what came up in work nobody asked for by a job.
    """

    recognised = Signal(object)
    names_counted = Signal(int, int)
    troubled = Signal(object)
    broke = Signal(str)

    def __init__(self, link: Link, deliver: Deliver, set_aside: SetAside, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._deliver = deliver
        self._set_aside = set_aside
        self._errands: dict[int, _Errand] = {}
        self._last = 0
        self._deaths: Counter[_Unit] = Counter()
        self._asides = 0
        """Units being set aside just now: nothing is asked again before that is stored."""
        self._seen = WishNames()
        self._all_names = self._names_paused = False
        self._model = ""
        link.started.connect(self._greet)
        link.received.connect(self._receive)
        link.died.connect(self._died)
        link.back.connect(self._ask_again)
        link.gave_up.connect(self._give_up)

    def ask(self, job: Job, verb: str, arguments: bytes, *, relayed: bool = False) -> None:
        """Ask for a long verb; a relayed one waits after each step until `proceed`."""
        self._last += 1
        number = self._last
        errand = self._errands[number] = _Errand(job, Start(number, verb, arguments), relayed)
        errand.lost = not self._link.may_start() or self._asides > 0
        job.cancel_asked.connect(lambda: self._cancel(number))
        job.paused.connect(lambda on: self._link.send(Pause(number, on)))
        if not errand.lost:
            self._link.send(errand.wish)
            if job.is_paused():
                self._link.send(Pause(number, True))
        if job.is_cancelled():
            self._cancel(number)

    def proceed(self, job: Job) -> None:
        """Give a relayed errand its next credit; one whose worker died meanwhile begins again."""
        for number, errand in self._errands.items():
            if errand.job is job:
                errand.resting = False
                if errand.lost:
                    self._ask_again()
                else:
                    self._link.send(Proceed(number))
                return

    def see(self, open_article: ArticleId | None, visible: Sequence[ArticleId]) -> None:
        """Have the names of the open article recognised at once, those of the visible ones next."""
        self._seen = WishNames(open_article, tuple(visible))
        self._link.send(self._seen)

    def use_model(self, model: str) -> None:
        """Have names recognised with a model, by this worker and by those after it."""
        self._model = model
        if self._link.is_up():
            self._greet()

    def _greet(self) -> None:
        if self._model:
            self._link.send(UseModel(self._model))

    def recognise_all(self, *, again: bool = False) -> None:
        """Have all other names recognised whenever the worker has nothing else to do.

        `again` takes in what was left out, also of the articles the user sees.
        """
        self._all_names = True
        self._link.send(RecogniseAll(again))
        if again and self._seen != WishNames():
            self._link.send(self._seen)

    def pause_names(self, on: bool) -> None:
        """Let that rest, or go on with it."""
        self._names_paused = on
        self._link.send(PauseNames(on))

    def _cancel(self, number: int) -> None:
        errand = self._errands.get(number)
        if errand is None:
            return
        if errand.lost or not self._link.is_up():
            self._end(number, Outcome.DROPPED, None)
        else:
            self._link.send(Cancel(number))

    def _receive(self, fact: object) -> None:
        match fact:
            case ParcelRead(number, data):
                if (errand := self._errands.get(number)) is not None:
                    # It begins where the last one ended: what was met on the way is in it.
                    self._forget_deaths(unit for unit in self._deaths if unit[:2] == (number, Task.READ))
                    errand.resting = True
                    self._deliver(errand.job, Outcome.PROGRESSED, data)
            case Stepped(number, progress):
                if (errand := self._errands.get(number)) is not None:
                    self._deliver(errand.job, Outcome.PROGRESSED, progress)
            case Recognised(articles):
                self._forget_deaths((0, Task.NAMES, str(each)) for each in articles)
                self.recognised.emit(frozenset(articles))
            case NamesCounted(done, total):
                self.names_counted.emit(done, total)
            case _:
                self._take_end(fact)

    def _take_end(self, fact: object) -> None:
        match fact:
            case Done(number, answer):
                if (errand := self._errands.get(number)) is not None:
                    verb = LONG_VERBS[errand.wish.verb]
                    self._end(number, Outcome.DONE, verb.unpack_answer(answer))
            case Dropped(number):
                self._end(number, Outcome.DROPPED, None)
            case Failed(0):
                self.troubled.emit(fact.error())
            case Failed(number):
                self._end(number, Outcome.FAILED, fact.error())
            case Broke(0, report):
                self.broke.emit(report)
            case Broke(number, report):
                self._end(number, Outcome.BROKEN, report)

    def _end(self, number: int, outcome: Outcome, value: object) -> None:
        errand = self._errands.pop(number, None)
        if errand is not None:
            self._forget_deaths(unit for unit in self._deaths if unit[0] == number)
            self._deliver(errand.job, outcome, value)

    def _forget_deaths(self, units: Iterable[_Unit]) -> None:
        for unit in list(units):
            self._deaths.pop(unit, None)

    def _died(self, place: Place) -> None:
        for errand in self._errands.values():
            errand.lost = True
        if not place.busy:
            return
        unit = (place.job, place.task, place.subject)
        self._deaths[unit] += 1
        if self._deaths[unit] < _ENOUGH:
            return
        del self._deaths[unit]
        self._asides += 1
        under_way = self._errands.get(place.job) if place.task is Task.VERB else None
        arguments = b"" if under_way is None else under_way.wish.arguments
        reason = _STOPPED.get(place.task, Trouble.WORK_STOPPED)
        self._set_aside(place.task, place.subject, arguments, reason, self._stored)
        if place.task is Task.VERB:
            self._end(place.job, Outcome.FAILED, ReaderError(reason))

    def _stored(self) -> None:
        self._asides -= 1
        self._ask_again()

    def _ask_again(self) -> None:
        """Ask a new worker for everything that was under way."""
        if self._asides or not self._link.may_start():
            return
        for number, errand in list(self._errands.items()):
            if errand.job.is_cancelled():
                if not errand.resting:
                    self._end(number, Outcome.DROPPED, None)
            elif errand.lost and not errand.resting:
                errand.lost = False
                self._link.send(errand.wish)
                if errand.job.is_paused():
                    self._link.send(Pause(number, True))
        if self._names_paused:
            self._link.send(PauseNames(True))
        if self._seen != WishNames():
            self._link.send(self._seen)
        if self._all_names:
            self._link.send(RecogniseAll())

    def _give_up(self) -> None:
        error = ReaderError(Trouble.WORKER_FAILED)
        if not self._errands:
            self.troubled.emit(error)
        for number in list(self._errands):
            self._end(number, Outcome.FAILED, error)
