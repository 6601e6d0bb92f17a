"""Which article's names come next, and articles that are gone before their turn."""

from collections.abc import Collection, Iterator

import pytest

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, VersionId
from reader.model.mention import Names, Recognition
from reader.worker.naming import Naming


class FakeLibrary:
    """Articles that are recognised in two steps each."""

    def __init__(self, *ids: int) -> None:
        self.waiting = [ArticleId(n) for n in ids]
        self.gone: set[int] = set()
        self.trouble = Trouble.ARTICLE_MISSING
        self.free = 0
        self.tries = 0

    def names(self, article: ArticleId) -> Names:
        if article in self.gone:
            raise ReaderError(self.trouble, article=article)
        state = Recognition.WAITING if article in self.waiting else Recognition.DONE
        return Names(article, VersionId(1), state)

    def recognise(self, article: ArticleId) -> Iterator[None]:
        self.tries += 1
        yield
        if article in self.gone:
            raise ReaderError(self.trouble, article=article)
        yield
        self.waiting.remove(article)

    def unrecognised(self, limit: int, set_aside: Collection[ArticleId] = ()) -> list[ArticleId]:
        deleted = self.gone if self.trouble is Trouble.ARTICLE_MISSING else set()
        return [each for each in self.waiting if each not in deleted and each not in set_aside][:limit]

    def recognised(self) -> tuple[int, int]:
        return 0, len(self.waiting)

    def read_name_changes(self) -> Iterator[None]:
        self.read = 0
        for _ in range(3):
            self.read += 1
            yield
        self.waiting = [each for each in self.waiting if each not in self.gone]

    def room(self) -> int:
        return self.free


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Rest:
    """Naming over a library whose first article meets a trouble, with a clock of its own."""

    def __init__(self, trouble: Trouble, *ids: int) -> None:
        self.library = FakeLibrary(*ids)
        self.library.gone.add(1)
        self.library.trouble = trouble
        self.clock = Clock()
        self.done: list[int] = []
        self.told: list[Trouble] = []
        self.naming = Naming(lambda: self.library, lambda article: None, self.done.append, self.clock)

    def work(self) -> None:
        """Do what can be done now, as the worker does."""
        for _ in range(100):
            if not self.naming.is_ready():
                return
            try:
                self.naming.step()
            except ReaderError as error:
                if self.naming.take_trouble(error):
                    self.told.append(error.code)
        raise AssertionError("names without end")

    def mend(self) -> None:
        self.library.gone.clear()


def worked_off(naming: Naming, done: list[int]) -> list[int]:
    for _ in range(100):
        if not naming.is_ready():
            return done
        naming.step()
    raise AssertionError("names without end")


def test_the_open_article_comes_first_then_those_in_sight_then_the_others():
    library, done = FakeLibrary(1, 2, 3, 4), []
    naming = Naming(lambda: library, lambda article: None, done.append)
    naming.recognise_all()
    naming.wish(ArticleId(3), (ArticleId(2), ArticleId(3)))
    assert worked_off(naming, done) == [3, 2, 1, 4]


@pytest.mark.parametrize("steps", [0, 1])
def test_an_article_that_is_gone_is_passed_by(steps: int):
    library, done = FakeLibrary(1, 2), []
    naming = Naming(lambda: library, lambda article: None, done.append)
    naming.wish(ArticleId(1), (ArticleId(2),))
    for _ in range(steps):
        naming.step()
    library.gone.add(1)
    assert worked_off(naming, done) == [2]


def test_any_other_trouble_is_told():
    library = FakeLibrary(1)
    library.gone.add(1)
    library.trouble = Trouble.DISK_FULL
    naming = Naming(lambda: library, lambda article: None, lambda article: None)
    naming.wish(ArticleId(1), ())
    with pytest.raises(ReaderError):
        naming.step()


@pytest.mark.parametrize("trouble", [Trouble.DISK_FULL, Trouble.LIBRARY_LOCKED, Trouble.NAMES_DAMAGED])
def test_after_a_trouble_it_tries_again_by_itself_and_says_it_once(trouble: Trouble):
    rest = Rest(trouble, 1)
    rest.naming.wish(ArticleId(1), ())
    waits: list[float] = []
    for _ in range(4):
        rest.work()
        assert not rest.naming.is_urgent()
        waits.append(rest.naming._rests_until - rest.clock.now)
        assert 0 < rest.naming.patience() <= waits[-1]
        rest.clock.now += waits[-1]
    assert waits == sorted(set(waits)), "longer each time"
    rest.mend()
    rest.work()
    assert (rest.done, rest.told) == ([1], [trouble])
    assert rest.naming.patience() is None
    rest.library.gone.add(2)
    rest.library.waiting.append(ArticleId(2))
    rest.naming.wish(ArticleId(2), ())
    rest.work()
    assert rest.told == [trouble, trouble], "the first one was over"


def test_an_article_the_user_opens_is_tried_at_once():
    rest = Rest(Trouble.LIBRARY_LOCKED, 1, 2)
    rest.naming.wish(None, (ArticleId(1),))
    rest.work()
    rest.mend()
    rest.naming.wish(None, (ArticleId(1), ArticleId(2)))
    rest.work()
    assert rest.done == [], "scrolling is no reason"
    rest.naming.wish(ArticleId(2), (ArticleId(1),))
    rest.work()
    assert rest.done == [2, 1]


def test_room_on_a_full_disk_is_seen_within_a_second():
    rest = Rest(Trouble.DISK_FULL, 1)
    rest.naming.recognise_all()
    for _ in range(5):
        rest.work()
        rest.clock.now = rest.naming._rests_until
    rest.work()
    rest.mend()
    assert rest.naming.patience() <= 1.0
    rest.clock.now += rest.naming.patience()
    rest.work()
    assert rest.done == []
    rest.library.free += 100 << 20
    rest.clock.now += rest.naming.patience()
    rest.work()
    assert (rest.done, rest.told) == ([1], [Trouble.DISK_FULL])


def test_an_article_that_cannot_be_read_does_not_stop_the_others():
    rest = Rest(Trouble.LIBRARY_DAMAGED, 1, 2, 3)
    rest.naming.recognise_all()
    for _ in range(6):
        rest.work()
        rest.clock.now += 1_000
    assert rest.done == [2, 3]
    assert rest.told == [Trouble.LIBRARY_DAMAGED]


def test_a_damaged_model_is_said_once_and_used_when_it_was_put_right():
    rest = Rest(Trouble.MODEL_DAMAGED, 1)
    rest.naming.recognise_all()
    for _ in range(20):
        rest.work()
        rest.clock.now += 1_000
    assert rest.told == [Trouble.MODEL_DAMAGED]
    rest.mend()
    rest.work()
    assert rest.done == [1]


def test_what_was_left_out_is_taken_again_only_when_asked():
    library, done = FakeLibrary(1, 2), []
    naming = Naming(lambda: library, lambda article: None, done.append)
    naming.leave_out(ArticleId(1))
    naming.recognise_all()
    assert worked_off(naming, done) == [2]
    naming.recognise_all()
    assert worked_off(naming, done) == [2]
    naming.recognise_all(again=True)
    assert worked_off(naming, done) == [2, 1]


def test_another_model_begins_what_is_under_way_anew():
    library, done = FakeLibrary(1), []
    naming = Naming(lambda: library, lambda article: None, done.append)
    naming.recognise_all()
    naming.step()
    assert library.tries == 1
    naming.start_anew()
    assert worked_off(naming, done) == [1]
    assert library.tries == 2


def test_changes_are_read_once_nothing_is_left_to_recognise():
    library, done = FakeLibrary(1, 2), []
    naming = Naming(lambda: library, lambda article: None, done.append)
    naming.recognise_all()
    library.gone.add(2)
    assert worked_off(naming, done) == [1]
    assert (library.read, library.waiting) == (3, [])
    library.gone.add(1)
    naming.recognise_all()
    library.read = 0
    assert worked_off(naming, done) == [1]
    assert library.read == 3


def test_an_opened_article_goes_before_the_rest_of_the_changes():
    library, done = FakeLibrary(), []
    naming = Naming(lambda: library, lambda article: None, done.append)
    naming.recognise_all()
    naming.step()
    naming.step()
    library.waiting.append(ArticleId(5))
    naming.wish(ArticleId(5), ())
    for _ in range(3):
        naming.step()
    assert (done, library.read) == ([5], 2)
    assert worked_off(naming, done) == [5]
    assert library.read == 3
