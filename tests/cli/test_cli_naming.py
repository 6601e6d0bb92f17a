"""Waiting for the names a window's worker finds, without keeping it from its work."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reader.cli import naming
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId, VersionId
from reader.model.mention import Names, Recognition


@dataclass
class FakeLibrary:
    """Ten articles; with each pause one more has its names, and the last is deleted meanwhile."""

    pauses: list[float] = field(default_factory=list)
    asked: int = 0

    def names(self, article: ArticleId) -> Names:
        self.asked += 1
        if article == 10 and self.pauses:
            raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
        state = Recognition.DONE if article <= len(self.pauses) else Recognition.WAITING
        return Names(article, VersionId(article), state, "en", ())

    def articles_of(self, batch: BatchId) -> list[ArticleId]:
        assert batch == 3
        return [ArticleId(number) for number in range(2, 11)]

    def close(self) -> None:
        pass


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    fake = FakeLibrary()
    monkeypatch.setattr(naming.Library, "open", lambda *_args, **_more: fake)
    monkeypatch.setattr(naming, "sleep", fake.pauses.append)
    return fake


def test_it_pauses_after_every_look_also_while_names_come(library: FakeLibrary):
    assert naming.await_names(Path("here"), BatchId(3)) == Progress(8, 8)  # 2 to 9: the tenth is gone
    assert len(library.pauses) == 9
    assert min(library.pauses) >= naming._PAUSE
