"""The one cooperative thread of the worker: it serves the queue step by step and looks up all the time."""

import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, Protocol

import msgspec

from reader.library.library import Library
from reader.library.long_verbs import LONG_VERBS, LongVerb, Urgency
from reader.library.watch import Watch
from reader.library.whereabouts import Place
from reader.model.aside import Task as Kind
from reader.model.change import Progress
from reader.model.errors import InterruptedWork, ReaderError
from reader.model.ids import ArticleId
from reader.model.message import (
    Broke,
    Cancel,
    Done,
    Dropped,
    Failed,
    Leave,
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
    Wish,
    WishNames,
    pack,
)
from reader.worker.naming import Naming, Recognising
from reader.worker.post import Post
from reader.worker.queue import Queue, Task

_OFTEN: Final = 0.1
"""Seconds between two tellings of the same kind."""
_BEAT: Final = 0.25
"""Seconds between two signs of life."""
_TIDY: Final = 5.0
"""Seconds between two tidyings."""
_COUNTED: Final = 2.0
"""Seconds between two counts of the recognised articles."""


class _NoNamesError(Exception):
    """The library knows no names."""


class Notes(Protocol):
    """Where the worker notes what it is at."""

    def note(self, place: Place) -> None:
        """Note it."""


class Worker:
    """Serves wishes until told to leave. It is the `Watch` of its own library.

    `open_library` opens the session at the first wish: the window's writer must have opened it before.
    `tidy` is called between two steps now and then.
    """

    def __init__(
        self,
        open_library: Callable[[Watch], Library],
        post: Post,
        notes: Notes,
        tidy: Callable[[], None] = lambda: None,
    ) -> None:
        self._open_library = open_library
        self._tidy = tidy
        self._tidied = time.monotonic()
        self._post = post
        self._notes = notes
        self._library: Library | None = None
        self._model = ""
        """The names model the window wants, once it has said so."""
        self._queue = Queue()
        self._naming = Naming(self._recogniser, self._begin_names, self._names_done)
        self._queue.put(self._naming)
        self._task: Task | None = None
        self._in_names = False
        self._leaving = False
        self._place = Place()
        self._noted = 0.0
        self._told: dict[int, float] = {}
        self._held: dict[int, Progress] = {}
        self._fresh: list[ArticleId] = []
        self._fresh_told = self._counted = 0.0
        self._uncounted = False

    def run(self) -> None:
        """Serve until the window wants no more, or is gone."""
        try:
            while not self._is_over():
                if time.monotonic() - self._tidied >= _TIDY:
                    self._tidy()
                    self._tidied = time.monotonic()
                work = self._queue.next()
                if work is None:
                    self._rest()
                elif isinstance(work, Task):
                    self._serve(work)
                else:
                    self._name()
        finally:
            self._close()

    def look(self) -> None:
        """Take wishes in, and serve the open article's names in between.

        Raises:
            InterruptedWork: when the task at work was cancelled, or everything is.
        """
        if self._is_over():
            raise InterruptedWork
        task = self._task
        if task is not None and task.cancelled and not self._in_names:
            raise InterruptedWork
        self._beat()
        if not self._in_names:
            self._tell_fresh()
        if task is not None and not self._in_names and self._naming.is_urgent():
            place = self._place
            while self._naming.is_urgent() and not self._is_over():
                self._name()
            self._go(place)

    def begin(self, task: Kind, subject: str) -> None:
        """Note the unit that is begun."""
        job = 0 if task is Kind.NAMES or self._task is None else self._task.job
        self._go(Place(job=job, task=task, subject=subject))

    def _rest(self) -> None:
        if self._fresh:
            self._fresh_told = 0.0
            self._tell_fresh()
        if self._uncounted:
            self._counted = 0.0
            self._count()
            if self._naming.is_ready():
                return
        self._notes.note(replace(self._place, busy=False))
        self._heed(self._post.take(self._naming.patience()))

    def _is_over(self) -> bool:
        """Take the waiting wishes in; tell whether to stop."""
        while (wish := self._post.take()) is not None:
            self._heed(wish)
        return self._leaving or self._post.gone

    def _heed(self, wish: Wish | None) -> None:
        match wish:
            case Start():
                self._start(wish)
            case Cancel(job):
                self._on_task(job, lambda task: setattr(task, "cancelled", True))
            case Proceed(job):
                self._on_task(job, lambda task: setattr(task, "waiting", False))
            case Pause(job, on):
                self._on_task(job, lambda task: setattr(task, "paused", on))
            case WishNames(article, visible):
                self._naming.wish(article, visible)
            case RecogniseAll(again):
                self._naming.recognise_all(again=again)
            case UseModel(model):
                self._use_model(model)
            case PauseNames(on):
                self._naming.paused = on
            case Leave():
                self._leaving = True

    def _on_task(self, job: int, do: Callable[[Task], None]) -> None:
        task = self._queue.task(job)
        if task is not None:
            do(task)

    def _start(self, wish: Start) -> None:
        try:
            verb = LONG_VERBS[wish.verb]
            arguments = verb.unpack(wish.arguments)
        except (KeyError, ValueError, msgspec.ValidationError):
            self._post.tell(Broke(wish.job, traceback.format_exc()))
            return
        self._queue.put(
            Task(wish.job, wish.verb, verb.urgency, lambda: self._begun(verb, arguments), verb.relayed)
        )

    def _begun(self, verb: LongVerb, arguments: list[Any]) -> Iterator[Any]:
        return verb.call(self._session(), *arguments)

    def _serve(self, task: Task) -> None:
        """Do one step of a task."""
        self._task = task
        self._go(Place(job=task.job, subject=task.verb))
        try:
            if task.cancelled:
                raise InterruptedWork
            if task.steps is None:
                task.steps = task.begin()
            self._tell_step(task, next(task.steps))
        except StopIteration as end:
            self._flush(task.job)
            self._end(task, Done(task.job, pack(end.value)))
        except InterruptedWork:
            self._end(task, Dropped(task.job))
        except ReaderError as error:
            self._end(task, Failed.of(task.job, error))
        except Exception:  # noqa: BLE001 (the worker must outlive every bug; it is reported)
            self._end(task, Broke(task.job, traceback.format_exc()))
        finally:
            self._task = None

    def _tell_step(self, task: Task, step: object) -> None:
        if task.relayed:
            task.waiting = True
            self._post.tell(ParcelRead(task.job, pack(step)))
        elif isinstance(step, Progress):
            self._held[task.job] = step
            if time.monotonic() - self._told.get(task.job, 0.0) >= _OFTEN:
                self._flush(task.job)

    def _flush(self, job: int) -> None:
        step = self._held.pop(job, None)
        if step is not None:
            self._told[job] = time.monotonic()
            self._post.tell(Stepped(job, step))

    def _end(self, task: Task, fact: Done | Dropped | Failed | Broke) -> None:
        self._queue.remove(task)
        self._held.pop(task.job, None)
        self._told.pop(task.job, None)
        _stop(task)
        self._post.tell(fact)

    # Names

    def _name(self) -> None:
        """Do one step of names; their troubles never reach the task they go between the steps of."""
        self._in_names = True
        try:
            if self._naming.urgency is not Urgency.NAMES:
                self._fresh_told = 0.0  # the user is looking at it
            self._naming.step()
            self._tell_fresh()
            self._count()
        except InterruptedWork:
            pass
        except _NoNamesError:
            self._naming.off = True
        except ReaderError as error:
            if self._naming.take_trouble(error):
                self._post.tell(Failed.of(0, error))
        except Exception:  # noqa: BLE001 (as above)
            self._post.tell(Broke(0, traceback.format_exc()))
            article = self._naming.present()
            if article is not None:
                self._naming.leave_out(article)
            else:
                self._naming.off = True
        finally:
            self._in_names = False

    def _begin_names(self, article: ArticleId) -> None:
        self.begin(Kind.NAMES, str(article))

    def _names_done(self, article: ArticleId) -> None:
        self._fresh.append(article)
        self._uncounted = True

    def _tell_fresh(self) -> None:
        moment = time.monotonic()
        if self._fresh and moment - self._fresh_told >= _OFTEN:
            self._post.tell(Recognised(tuple(self._fresh)))
            self._fresh.clear()
            self._fresh_told = moment

    def _count(self) -> None:
        """Tell how many are recognised, when that has changed."""
        if self._uncounted and time.monotonic() - self._counted >= _COUNTED:
            self._uncounted = False
            done, total = self._recogniser().recognised()
            self._post.tell(NamesCounted(done, total))
            self._naming.take_count(done)
            self._counted = time.monotonic()

    def _recogniser(self) -> Recognising:
        library = self._session()
        if not isinstance(library, Recognising):
            raise _NoNamesError
        return library

    def _use_model(self, model: str) -> None:
        self._model = model
        if self._library is not None:
            self._library.use_names_model(model)
            self._naming.start_anew()

    # Where it is

    def _session(self) -> Library:
        if self._library is None:
            self._library = self._open_library(self)
            if self._model:
                self._library.use_names_model(self._model)
        return self._library

    def _go(self, place: Place) -> None:
        self._place = replace(place, beat=self._place.beat + 1, busy=True)
        self._noted = time.monotonic()
        self._notes.note(self._place)

    def _beat(self) -> None:
        if time.monotonic() - self._noted >= _BEAT:
            self._go(self._place)

    def _close(self) -> None:
        for task in self._queue.tasks():
            _stop(task)
        if self._library is not None:
            self._library.close()


def _stop(task: Task) -> None:
    """Let what a task had begun clean up."""
    if isinstance(task.steps, Generator):
        with suppress(Exception):
            task.steps.close()
