"""Gathering: segments that are written side by side, by several processes, become one index."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from reader.search.looks import Look
from reader.search.troubles import troubles

if TYPE_CHECKING:
    from reader.search.segments.bundle import Bundle
    from reader.search.segments.commit import Commit


class Gathering:
    """Takes bundles in, one after the other; it is the only one that says what the index holds."""

    def __init__(
        self,
        folder: Path,
        kinds: tuple[str, ...],
        commit: "Callable[[Look], AbstractContextManager[Commit]]",
    ) -> None:
        self._folder = folder
        self._commit = commit
        self.kinds = kinds
        """Kinds of entries in the order that every bundle must number them by."""

    def take_in(self, bundle: "Bundle", read_to: int, lineage: str, look: Look) -> None:
        """Store a bundle, and with it how far the feed of a `lineage` was read; many are joined.

        Raises:
            ReaderError: as `Index.apply`.
        """
        with self._commit(look) as commit, troubles(self._folder):
            commit.take_in(bundle, read_to, lineage)
        if commit.is_crowded:
            with self._commit(look) as commit, troubles(self._folder):
                commit.thin_out()
