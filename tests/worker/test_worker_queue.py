"""The worker in this process, with a post of paper: what goes first, looks, pauses, cancels, names."""

from collections import deque
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.library.library import Library
from reader.library.long_verbs import LONG_VERBS, LongVerb, Urgency
from reader.library.watch import Watch
from reader.library.whereabouts import Place
from reader.model.aside import Task as Kind
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, VersionId
from reader.model.mention import Names, Recognition
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
    WishNames,
    pack,
)
from reader.model.query import Query
from reader.worker import worker as worker_room
from reader.worker.worker import Worker

OPEN, SEEN, OTHER = ArticleId(1), ArticleId(2), ArticleId(3)


class PaperPost:
    """Wishes are laid in before; when they run out, the worker is told to leave."""

    def __init__(self) -> None:
        self.gone = False
        self.wishes: deque[object] = deque()
        self.told: list[Any] = []

    def take(self, patience: float | None = 0.0) -> Any:
        if self.wishes:
            return self.wishes.popleft()
        return Leave() if patience is None else None

    def tell(self, fact: object) -> None:
        self.told.append(fact)


class Notebook:
    def __init__(self) -> None:
        self.places: list[Place] = []

    def note(self, place: Place) -> None:
        self.places.append(place)


class Shelf:
    """A library with long verbs that write down what they do; three articles wait for their names."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.diary: list[str] = []
        self.within: Callable[[int], None] = lambda step: None
        """Called in each step of an indexing, before its look."""
        self.waiting = [OPEN, SEEN, OTHER]
        self.breaks: set[ArticleId] = set()
        self.closed = False

    def read(self, name: str) -> Iterator[str]:
        for step in range(3):
            self.diary.append(f"{name} {step}")
            yield name

    def index(self, steps: int) -> Iterator[Progress]:
        try:
            for step in range(steps):
                self.within(step)
                self.watch.look()
                self.diary.append(f"index {step}")
                yield Progress(step + 1, steps)
        finally:
            self.diary.append("index ends")

    def trouble(self) -> Iterator[Progress]:
        yield Progress(0, 1)
        raise ReaderError(Trouble.DISK_FULL, folder=Path("/somewhere"))

    def bug(self) -> Iterator[Progress]:
        yield Progress(0, 1)
        raise ZeroDivisionError

    def names(self, article: ArticleId) -> Names:
        state = Recognition.WAITING if article in self.waiting else Recognition.DONE
        return Names(article, VersionId(1), state)

    def recognise(self, article: ArticleId) -> Iterator[None]:
        for step in range(2):
            self.watch.look()
            if article in self.breaks:
                raise ZeroDivisionError
            self.diary.append(f"names of {article}: {step}")
            yield
        self.waiting.remove(article)

    def unrecognised(self, limit: int, set_aside: Collection[ArticleId] = ()) -> list[ArticleId]:
        return [each for each in self.waiting if each not in set_aside][:limit]

    def recognised(self) -> tuple[int, int]:
        return 3 - len(self.waiting), 3

    def read_name_changes(self) -> Iterator[None]:
        return iter(())

    def room(self) -> int:
        return 0

    def use_names_model(self, model: str) -> None:
        self.diary.append(f"model {model}")

    def close(self) -> None:
        self.closed = True


VERBS = (
    LongVerb(Shelf.read, Urgency.READING, relayed=True),
    LongVerb(Shelf.index, Urgency.INDEXING),
    LongVerb(Shelf.trouble, Urgency.FILES),
    LongVerb(Shelf.bug, Urgency.FILES),
)


class Office:
    def __init__(self) -> None:
        self.post = PaperPost()
        self.notes = Notebook()
        self.worker = Worker(self.open, self.post, self.notes)
        self.shelf = Shelf(self.worker)

    def open(self, watch: Watch) -> Any:
        assert watch is self.worker
        return self.shelf

    def ask(self, *wishes: object) -> list[Any]:
        self.post.wishes.extend(wishes)
        self.worker.run()
        return self.post.told


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(worker_room, "LONG_VERBS", {verb.name: verb for verb in VERBS})
    return Office()


def start(job: int, verb: str, *arguments: object) -> Start:
    return Start(job, verb, pack(list(arguments)))


def test_reading_goes_before_indexing_and_waits_for_each_credit(office: Office):
    told = office.ask(start(1, "index", 2), start(2, "read", "a"))
    assert office.shelf.diary == ["a 0", "index 0", "index 1", "index ends"]
    assert [type(fact) for fact in told] == [ParcelRead, Stepped, Stepped, Done]
    assert office.shelf.closed


def test_a_credit_lets_the_next_parcel_go_before_the_rest(office: Office):
    office.shelf.within = lambda step: office.post.wishes.append(Proceed(2)) if step < 3 else None
    told = office.ask(start(1, "index", 4), start(2, "read", "a"))
    assert office.shelf.diary[:6] == ["a 0", "index 0", "a 1", "index 1", "a 2", "index 2"]
    assert {fact.job for fact in told if isinstance(fact, Done)} == {1, 2}


def test_a_cancel_is_heeded_within_a_step_and_the_verb_cleans_up(office: Office):
    office.shelf.within = lambda step: office.post.wishes.append(Cancel(1)) if step == 1 else None
    told = office.ask(start(1, "index", 9))
    assert office.shelf.diary == ["index 0", "index ends"]
    assert told[-1] == Dropped(1)


def test_a_cancel_of_a_waiting_or_paused_job_ends_it(office: Office):
    told = office.ask(start(2, "read", "a"), Pause(2, True), Cancel(2))
    assert told == [Dropped(2)]


def test_a_paused_job_rests_while_others_go_on(office: Office):
    told = office.ask(start(1, "index", 2), Pause(1, True), start(2, "index", 1))
    assert office.shelf.diary == ["index 0", "index ends"]
    assert told[-1] == Done(2)
    office.post.told.clear()


def test_a_paused_job_goes_on_when_told(office: Office):
    told = office.ask(start(1, "index", 1), Pause(1, True), Pause(1, False))
    assert told[-1] == Done(1)


def test_the_last_progress_of_a_job_is_always_told(office: Office):
    told = office.ask(start(1, "index", 50))
    steps = [fact.progress.done for fact in told if isinstance(fact, Stepped)]
    assert steps[-1] == 50
    assert len(steps) < 25, "ten a second at most"
    assert told[-1] == Done(1)


def test_troubles_and_bugs_end_their_job_only(office: Office):
    told = office.ask(start(1, "trouble"), start(2, "bug"), start(3, "nothing"), start(4, "index", "x"))
    ends = {fact.job: fact for fact in told if not isinstance(fact, Stepped)}
    assert ends[1] == Failed(1, Trouble.DISK_FULL, {"folder": "/somewhere"})
    assert isinstance(ends[2], Broke)
    assert "ZeroDivisionError" in ends[2].report
    assert isinstance(ends[3], Broke)
    assert isinstance(ends[4], Broke)
    assert "ValidationError" in ends[4].report


def test_a_window_that_is_gone_stops_a_verb_within_its_step(office: Office):
    def leave(step: int) -> None:
        office.post.gone = step == 1

    office.shelf.within = leave
    office.ask(start(1, "index", 9))
    assert office.shelf.diary == ["index 0", "index ends"]
    assert office.shelf.closed


def test_the_open_article_is_served_within_a_step_of_other_work(office: Office):
    office.shelf.within = lambda step: office.post.wishes.append(WishNames(OPEN)) if step == 1 else None
    told = office.ask(start(1, "index", 2))
    assert office.shelf.diary == [
        "index 0",
        f"names of {OPEN}: 0",
        f"names of {OPEN}: 1",
        "index 1",
        "index ends",
    ]
    assert told.index(Recognised((OPEN,))) < told.index(Done(1))
    units = [(place.task, place.subject) for place in office.notes.places]
    after = units[len(units) - units[::-1].index((Kind.NAMES, str(OPEN))) :]
    assert after[0] == (Kind.VERB, "index"), "what it goes back to is noted again"


def test_what_the_user_waits_for_is_told_at_once_however_much_else_is_to_do(office: Office):
    """The names of one article after another, each told before the next step of other work."""
    told_at: list[int] = []

    def wish(step: int) -> None:
        told_at.append(sum(isinstance(fact, Recognised) for fact in office.post.told))
        if step < 3:
            office.post.wishes.append(WishNames((OPEN, SEEN, OTHER)[step]))

    office.shelf.within = wish
    office.ask(start(1, "index", 4))
    assert told_at == [0, 1, 2, 3]


def test_names_go_by_open_then_visible_then_after_all_else(office: Office):
    office.ask(RecogniseAll(), start(1, "index", 1), WishNames(OPEN, (SEEN,)))
    assert [line for line in office.shelf.diary if not line.endswith("ends")] == [
        f"names of {OPEN}: 0",
        f"names of {OPEN}: 1",
        f"names of {SEEN}: 0",
        f"names of {SEEN}: 1",
        "index 0",
        f"names of {OTHER}: 0",
        f"names of {OTHER}: 1",
    ]


def test_a_pause_holds_the_backlog_but_not_what_is_seen(office: Office):
    told = office.ask(RecogniseAll(), PauseNames(True), WishNames(OPEN))
    assert told == [Recognised((OPEN,)), NamesCounted(1, 3)]
    assert office.shelf.waiting == [SEEN, OTHER]


def test_what_is_recognised_already_is_not_told_again(office: Office):
    office.shelf.waiting = []
    assert office.ask(WishNames(OPEN, (SEEN,)), RecogniseAll()) == []


def test_an_article_that_breaks_is_reported_and_left_out(office: Office):
    office.shelf.breaks = {OPEN}
    told = office.ask(RecogniseAll())
    assert [fact.job for fact in told if isinstance(fact, Broke)] == [0]
    assert office.shelf.waiting == [OPEN]


def test_a_break_within_other_work_does_not_end_that(office: Office):
    office.shelf.breaks = {OPEN}
    office.shelf.within = lambda step: office.post.wishes.append(WishNames(OPEN)) if step == 0 else None
    told = office.ask(start(1, "index", 2))
    assert told[-1] == Done(1)
    assert "index 1" in office.shelf.diary


def test_arguments_cross_as_they_are():
    verb = LONG_VERBS["export"]
    path = Path("/odd \udcff name.md")
    data = verb.pack((Query("rain"), path, (3, 4)), {})
    assert verb.unpack(data) == [Query("rain"), path, (3, 4)]
    assert {"read_parcels", "catch_up", "repair_index"} <= LONG_VERBS.keys()
    assert all(hasattr(Library, name) for name in LONG_VERBS)


def test_a_library_that_never_says_done_is_asked_for_each_article_once(office: Office):
    office.shelf.recognise = lambda article: iter([office.shelf.diary.append(str(article))])
    office.ask(RecogniseAll())
    assert office.shelf.diary == [str(article) for article in (OPEN, SEEN, OTHER)]


def test_articles_set_aside_are_passed_by(office: Office):
    office.shelf.names = lambda article: Names(article, VersionId(1), Recognition.SET_ASIDE)
    assert office.ask(RecogniseAll(), WishNames(OPEN, (SEEN,))) == []
    assert office.shelf.diary == []


def test_it_tidies_between_steps_and_never_within_one(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker_room, "_TIDY", 0.0)
    within: list[bool] = []
    office.worker = Worker(office.open, office.post, office.notes, lambda: office.shelf.diary.append("tidy"))
    office.shelf.watch = office.worker
    office.shelf.within = lambda _: within.append(office.shelf.diary[-1] == "tidy")
    office.ask(start(1, "index", 3))
    assert within == [True, True, True]
    assert office.shelf.diary.count("tidy") >= 4


def test_the_model_it_is_greeted_with_is_used_from_the_first_article_on(office: Office):
    office.ask(UseModel("md"), WishNames(OPEN))
    assert office.shelf.diary[0] == "model md"
    assert office.shelf.diary[1] == f"names of {OPEN}: 0"


def test_another_model_is_taken_up_on_the_way(office: Office):
    office.shelf.within = lambda step: office.post.wishes.append(UseModel("md")) if step == 1 else None
    office.ask(UseModel("sm"), start(1, "index", 3))
    models = [line for line in office.shelf.diary if line.startswith("model")]
    assert models == ["model sm", "model md"]
