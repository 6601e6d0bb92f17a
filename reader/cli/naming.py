"""Waiting for names that the worker of a window finds."""

from collections.abc import Collection
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from reader.library.library import Library
from reader.model.change import Progress
from reader.model.ids import ArticleId
from reader.model.mention import Recognition
from reader.model.query import Query

_PAUSE: Final = 0.2
"""Seconds between two looks."""
_STILL: Final = 30.0
"""Seconds without any article coming to its end after which nobody works on them."""


def articles_of(folder: Path) -> frozenset[int]:
    """Give the articles that a library holds."""
    library = Library.open(folder, writable=False)
    try:
        return frozenset(library.search(Query()).identities())
    finally:
        library.close()


def await_names(folder: Path, known: Collection[int]) -> Progress:
    """Wait for the names of all articles but the known ones, while they come; tell how far that got."""
    fresh = articles_of(folder).difference(known)
    waiting = fresh
    library = Library.open(folder, writable=False)
    try:
        patience = monotonic() + _STILL
        while waiting and monotonic() < patience:
            left = frozenset(
                each for each in waiting if library.names(ArticleId(each)).state is Recognition.WAITING
            )
            if left != waiting:
                waiting, patience = left, monotonic() + _STILL
            else:
                sleep(_PAUSE)
        ends = [library.names(ArticleId(each)).state for each in fresh]
    finally:
        library.close()
    return Progress(sum(each in (Recognition.DONE, Recognition.FOREIGN) for each in ends), len(fresh))
