"""Answers: which articles the words of a query find, best first."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from reader.model.errors import InterruptedWork
from reader.search.patience import Patience
from reader.search.postings import Postings, Scores
from reader.search.query import parse
from reader.search.snapshot import Snapshot
from reader.search.spelling import Speller
from reader.search.tree import Among, Boosted, Both, Either, Except, Leaf, Outside, Tree
from reader.search.troubles import troubles


def never() -> bool:
    """Tell that nobody has cancelled."""
    return False


@dataclass(frozen=True, slots=True)
class Hits:
    """The articles found, best first, and their scores; the newest first among equals.

    `note` is the code of what could not be read in the words, or empty (`query.Parsed`). When
    `cancelled`, nothing else counts.
    """

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    scores: "array[float]" = field(default_factory=lambda: array("d"))
    note: str = ""
    cancelled: bool = False


class Searcher:
    """Answers queries over the index as one commit left it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._postings = Postings(snapshot.segments)
        self._kept: dict[Leaf, Scores] = {}

    @property
    def stale(self) -> bool:
        """Tell whether there is a newer commit: close this searcher then and ask for another."""
        return self._snapshot.stale

    @property
    def read_to(self) -> int:
        """The number of the last change that this searcher knows of."""
        return self._snapshot.read_to

    def close(self) -> None:
        """Give the files of the index back."""
        self._snapshot.close()

    def find(self, words: str, *, typing: bool = False, cancelled: Callable[[], bool] = never) -> Hits:
        """Find the articles that have the words, in their text, their corrected title or their notes.

        While `typing`, the last word also matches as a beginning. `cancelled` is asked every few
        milliseconds. An empty query finds everything, one of signs without a word nothing.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        parsed = parse(words, typing)
        if "no-words" in parsed.notes:
            return Hits(note="no-words")
        hits = self.answer(parsed.tree, cancelled=cancelled)
        return replace(hits, note=parsed.notes[0]) if parsed.notes else hits

    def answer(self, tree: Tree | None, *, cancelled: Callable[[], bool] = never) -> Hits:
        """Find the articles that answer a tree, in which what only the store knows is `Among`.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        evaluation = _Evaluation(self._postings, self._kept, Patience(cancelled))
        try:
            with troubles(self._snapshot.folder):
                scores = evaluation.scores(tree)
        except InterruptedWork:
            return Hits(cancelled=True)
        self._kept = evaluation.used
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))
        ids = array("q", (article for article, _ in ranked))
        return Hits(ids, array("d", (score for _, score in ranked)))

    def known_word(self, surface: str, *, cancelled: Callable[[], bool] = never) -> str:
        """Give the word of the index that a misspelled one most likely means; empty when there is none.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
            InterruptedWork: when the answer is no longer wanted.
        """
        with troubles(self._snapshot.folder):
            return Speller(self._snapshot.segments, Patience(cancelled)).known_word(surface)


class _Evaluation:
    """One walk through the tree of a query. Leaves of the query before are not looked up again."""

    def __init__(self, postings: Postings, known: Mapping[Leaf, Scores], patience: Patience) -> None:
        self._postings = postings
        self._known = known
        self._patience = patience
        self.used: dict[Leaf, Scores] = {}

    def scores(self, tree: Tree | None) -> Scores:
        """Give the articles that answer the tree."""
        match tree:
            case None:
                return dict.fromkeys(self._postings.articles, 0.0)
            case Both(parts):
                return self._both(parts)
            case Either(parts):
                return _sum([self.scores(part) for part in parts])
            case Except(part):
                unwanted = self.scores(part)
                return dict.fromkeys(self._postings.articles - unwanted.keys(), 0.0)
            case Among(ids):
                return dict.fromkeys(ids, 0.0)
            case Boosted(part, factor):
                return {article: score * factor for article, score in self.scores(part).items()}
            case _ if isinstance(tree, Outside):
                raise TypeError(tree)
            case _:
                return self._leaf(tree)

    def _both(self, parts: tuple[Tree, ...]) -> Scores:
        wanted = sorted((self.scores(part) for part in parts if not isinstance(part, Except)), key=len)
        found = wanted[0] if wanted else dict.fromkeys(self._postings.articles, 0.0)
        for more in wanted[1:]:
            found = {article: score + more[article] for article, score in found.items() if article in more}
        for part in parts:
            if isinstance(part, Except):
                unwanted = self.scores(part.part)
                found = {article: score for article, score in found.items() if article not in unwanted}
        return found

    def _leaf(self, leaf: Leaf) -> Scores:
        found = self.used.get(leaf)
        if found is None:
            found = self._known.get(leaf)
        if found is None:
            found = self._postings.find(leaf, self._patience)
        self.used[leaf] = found
        return found


def _sum(parts: list[Scores]) -> Scores:
    total = dict(parts[0])
    for part in parts[1:]:
        for article, score in part.items():
            total[article] = total.get(article, 0.0) + score
    return total
