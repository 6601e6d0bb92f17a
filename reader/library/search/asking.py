"""From a query as read to the articles that answer it: facts from the store, words from the index."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, Final

from reader.library.search.facts import Facts
from reader.library.search.likeness import Likeness
from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.search.inside import Inside
from reader.search.known import Known
from reader.search.language.patterns import OutOfTimeError, Scan
from reader.search.language.tree import (
    Among,
    Boosted,
    Both,
    Either,
    Except,
    Fact,
    Like,
    Regex,
    Said,
    Tree,
    leaves,
    with_likes,
)
from reader.store import facts
from reader.store.files.database import Database

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from reader.search.answering.searcher import Hits, Searcher

PATIENCE: Final = 2.0
"""Seconds that the regular expressions of one query may take."""
_AT_ONCE: Final = 10
"""Texts read at once: they may be long."""
_TITLES: Final = 500
"""Titles between two looks at whether the answer is still wanted."""


@dataclass(slots=True)
class Asked:
    """The articles of a query.

    `ids` are those of a query that needs no words, the newest first. Else the index was asked, and `hits`
    says which articles it gave and how well they answer, but for those `unsearched`. `searched`: how many a
    pattern looked through before its time was up. `notes` are codes of what could not be looked for.
    """

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    hits: "Hits | None" = None
    unsearched: Known = field(default_factory=Known)
    searched: int | None = None
    notes: tuple[str, ...] = ()


class Asking:
    """One query being answered. `listed` are the articles it is asked of, the newest first."""

    def __init__(
        self,
        db: Database,
        known: Facts,
        likeness: Likeness,
        searcher: "Callable[[], Searcher]",
        cancelled: Callable[[], bool],
        listed: Sequence[int],
        seconds: float = PATIENCE,
    ) -> None:
        self._db = db
        self._facts = known
        self._likeness = likeness
        self._searcher = searcher
        self._cancelled = cancelled
        self._listed = listed
        self._seconds = seconds
        self._unsearched: array[int] = array("q")
        self._searched: int | None = None
        self._notes: dict[str, None] = {}

    def ask(self, tree: Tree | None) -> Asked:
        """Answer a tree.

        Raises:
            ReaderError: when the index is needed and cannot be used.
            InterruptedWork: when the answer is no longer wanted.
        """
        worded = None if tree is None else with_likes(tree, self._alike)
        resolved = None if worded is None else self._resolved(worded, self._listed, self._found)
        if resolved is None or not _is_worded(resolved):
            ids = array("q", self._listed) if resolved is None else _articles(resolved, self._listed)
            return self._noted(Asked(self._looked_at(ids)))
        hits = self._searcher().answer(resolved, cancelled=self._cancelled)
        if hits.cancelled:
            raise InterruptedWork
        return Asked(
            hits=hits,
            unsearched=Known(self._unsearched),
            searched=self._searched,
            notes=tuple(self._notes),
        )

    def ask_titles(self, tree: Tree) -> Asked:
        """Answer a tree by titles and facts alone, without the index.

        Raises:
            InterruptedWork: when the answer is no longer wanted.
        """
        unlike = with_likes(tree, lambda _: Among(frozenset()))  # nobody knows which of its words tell
        resolved = self._resolved(unlike, self._listed, lambda _: Known(self._listed))
        found = set()
        for place, (number, title) in enumerate(facts.titles(self._db)):
            if not place % _TITLES and self._cancelled():
                raise InterruptedWork

            def known(leaf: Tree, number: int = number) -> bool:
                return isinstance(leaf, Among) and number in leaf.ids

            if Inside(title).holds(resolved, known):
                found.add(number)
        ids = array("q", (number for number in self._listed if number in found))
        return self._noted(Asked(self._looked_at(ids)))

    def _noted(self, asked: Asked) -> Asked:
        return replace(asked, searched=self._searched, notes=tuple(self._notes))

    def _looked_at(self, ids: "array[int]") -> "array[int]":
        if not self._unsearched:
            return ids
        return narrowed(ids, Known(self._unsearched), among=False)

    def _found(self, tree: Tree) -> Known:
        """Give the articles of a tree that is resolved."""
        if not _is_worded(tree):
            return Known(_articles(tree, self._listed))
        hits = self._searcher().answer(tree, cancelled=self._cancelled)
        if hits.cancelled:
            raise InterruptedWork
        return Known(array("q", hits.articles.tobytes()))

    def _resolved(self, tree: Tree, within: Sequence[int], found: Callable[[Tree], Known]) -> Tree:
        """Put articles in the place of what the store answers; patterns look only where the rest fits."""
        match tree:
            case Fact() | Said():
                return Among(self._facts.ids(tree))
            case Regex(pattern):
                return Among(self._fitting(pattern, within))
            case Both(parts):
                return self._all(parts, within, found)
            case Either(parts):
                return Either(tuple(self._resolved(part, within, found) for part in parts))
            case Except(part):
                return Except(self._resolved(part, within, found))
            case Boosted(part, factor):
                return Boosted(self._resolved(part, within, found), factor)
            case _:
                return tree

    def _all(self, parts: Sequence[Tree], within: Sequence[int], found: Callable[[Tree], Known]) -> Tree:
        quick = [part for part in parts if not _has_pattern(part)]
        slow = [part for part in parts if _has_pattern(part)]
        done = [self._resolved(part, within, found) for part in quick]
        for part in slow:
            if done:
                within = narrowed(within, found(Both(tuple(done))))
            done.append(self._resolved(part, within, found))
        return Both(tuple(done))

    def _alike(self, like: Like) -> Tree:
        """Put words in the place of what articles are to be like; without any, none is."""
        try:
            alike = self._likeness.alike(like, self._searcher())
        except ReaderError as error:
            if error.code is not Trouble.ARTICLE_MISSING:
                raise
            self._notes[f"like-missing:{like.article}"] = None
            return Among(frozenset())
        if alike.words:
            return alike
        self._notes["like-nothing"] = None
        return Among(frozenset())

    def _fitting(self, pattern: str, within: Sequence[int]) -> frozenset[int]:
        """Give the articles whose title or text fits a pattern, the newest first until time is up."""
        begun = monotonic()
        scan, fitting = Scan(pattern, self._seconds), set()
        for at in range(0, len(within), _AT_ONCE):
            if self._cancelled():
                raise InterruptedWork
            some = within[at : at + _AT_ONCE]
            try:
                for number, title, text in facts.title_and_text(self._db, some):
                    if scan.fits(title) or scan.fits(text):
                        fitting.add(number)
            except OutOfTimeError:
                self._unsearched.extend(within[at:])
                self._searched = at if self._searched is None else min(self._searched, at)
                fitting.difference_update(some)
                break
        self._seconds -= monotonic() - begun  # what is left for the other patterns
        return frozenset(fitting)


def narrowed(ids: "Sequence[int] | NDArray[np.int64]", known: Known, *, among: bool = True) -> "array[int]":
    """Give those of some articles that are among others, or are not, in their order."""
    import numpy as np

    numbers = np.array(ids, np.int64)
    kept = np.isin(numbers, known.places(), assume_unique=True, invert=not among)
    return array("q", numbers[kept].tobytes())


def _is_worded(tree: Tree) -> bool:
    """Tell whether the index is needed for an answer."""
    return any(not isinstance(leaf, Among) for leaf in leaves(tree))


def _has_pattern(tree: Tree) -> bool:
    return any(isinstance(leaf, Regex) for leaf in leaves(tree))


def _articles(tree: Tree, listed: Sequence[int]) -> "array[int]":
    """Give those of the listed articles that answer a tree of known articles alone, in their order."""
    import numpy as np

    if not len(listed):
        return array("q")
    numbers = np.array(listed, np.int64)
    found = array("q")
    found.frombytes(numbers[_marked(tree, int(numbers.max()) + 1)[numbers]].tobytes())
    return found


def _marked(tree: Tree, size: int) -> "NDArray[np.bool_]":
    """Mark the articles of a tree of known articles alone, by their identities, up to some of them."""
    import numpy as np

    match tree:
        case Among(ids):
            marked = np.zeros(size, bool)
            known = ids.places() if isinstance(ids, Known) else np.fromiter(ids, np.int64, len(ids))
            marked[known[known < size]] = True
            return marked
        case Both(parts):
            marked = np.ones(size, bool)
            for part in parts:
                marked &= _marked(part, size)
            return marked
        case Either(parts):
            marked = np.zeros(size, bool)
            for part in parts:
                marked |= _marked(part, size)
            return marked
        case Except(part):
            return ~_marked(part, size)
        case Boosted(part):
            return _marked(part, size)
    raise TypeError(tree)
