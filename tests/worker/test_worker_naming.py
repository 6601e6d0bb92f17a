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

    def names(self, article: ArticleId) -> Names:
        if article in self.gone:
            raise ReaderError(self.trouble, article=article)
        state = Recognition.WAITING if article in self.waiting else Recognition.DONE
        return Names(article, VersionId(1), state)

    def recognise(self, article: ArticleId) -> Iterator[None]:
        yield
        if article in self.gone:
            raise ReaderError(self.trouble, article=article)
        yield
        self.waiting.remove(article)

    def unrecognised(self, limit: int, set_aside: Collection[ArticleId] = ()) -> list[ArticleId]:
        return [each for each in self.waiting if each not in self.gone and each not in set_aside][:limit]

    def recognised(self) -> tuple[int, int]:
        return 0, len(self.waiting)


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
