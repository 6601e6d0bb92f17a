"""Waiting for names that the worker of a window finds."""

from collections import deque
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from reader.library.library import Library
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, BatchId
from reader.model.mention import Recognition

_PAUSE: Final = 0.2
"""Seconds between two looks."""
_FEW: Final = 200
"""Articles that are looked at each time; of very many, it is a part of them."""
_PARTS: Final = 10
_IDLE: Final = 4
"""How many times longer than a look the pause after it is at least: the window's worker needs the time."""
_STILL: Final = 30.0
"""Seconds without any article coming to its end after which nobody works on them."""


def await_names(folder: Path, batch: BatchId) -> Progress:
    """Wait for the names of what came with an import, while they come; tell how far that got.

    Articles that are deleted meanwhile are waited for no longer and not counted.
    """
    library = Library.open(folder, writable=False)
    try:
        fresh = library.articles_of(batch)
        waiting = deque(fresh)
        patience = monotonic() + _STILL
        while waiting and monotonic() < patience:
            begun = monotonic()
            looked = [waiting.popleft() for _ in range(max(min(_FEW, len(waiting)), len(waiting) // _PARTS))]
            left = [each for each in looked if _state(library, each) is Recognition.WAITING]
            waiting.extend(left)
            if len(left) < len(looked):
                patience = monotonic() + _STILL
            if waiting:
                sleep(max(_PAUSE, _IDLE * (monotonic() - begun)))
        ends = [state for each in fresh if (state := _state(library, each)) is not None]
    finally:
        library.close()
    return Progress(sum(each in (Recognition.DONE, Recognition.FOREIGN) for each in ends), len(ends))


def _state(library: Library, article: ArticleId) -> Recognition | None:
    """Tell how far the names of an article are, None when it is no longer there."""
    try:
        return library.names(article).state
    except ReaderError as error:
        if error.code is not Trouble.ARTICLE_MISSING:
            raise
        return None
