"""Answers: which articles the words of a query find, best first."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from reader.model.errors import InterruptedWork
from reader.search.answering import answers
from reader.search.answering.answers import Answer, Laid, Mask, Scores, Shared, Weighed
from reader.search.answering.likeness import Telling, telling
from reader.search.answering.patience import Patience
from reader.search.answering.postings import Postings
from reader.search.answering.ranking import best, in_order
from reader.search.answering.spelling import Speller
from reader.search.known import Known
from reader.search.language.query import parse
from reader.search.language.tree import (
    Alike,
    Among,
    Boosted,
    Both,
    Either,
    Except,
    Leaf,
    Outside,
    Tree,
    leaves,
)
from reader.search.segments.lists import Places, once
from reader.search.segments.snapshot import Snapshot
from reader.search.troubles import troubles

_KEPT: Final = 24
"""Answers of single words that are kept: typing repeats all words but the last."""


_MANY: Final = 8
"""The part of the articles from which on those found need not be picked out before the best are."""


def never() -> bool:
    """Tell that nobody has cancelled."""
    return False


class Hits:
    """The articles found; which they are is known, and their scores and order are told once asked for.

    `note` is the code of what could not be read in the words, or empty (`query.Parsed`). When
    `cancelled`, nothing else counts.
    """

    def __init__(
        self,
        among: Places | None = None,
        answer: Answer | None = None,
        note: str = "",
        *,
        cancelled: bool = False,
    ) -> None:
        self.among: Places = np.zeros(0, np.int64) if among is None else among
        """The articles that were asked, the lowest number first."""
        self._answer = Answer(np.zeros(len(self.among), bool)) if answer is None else answer
        self.found: Mask = self._answer.found
        """Whether each of them is found."""
        self.note = note
        self.cancelled = cancelled

    def __len__(self) -> int:
        return self._count

    def within(self, listed: Mask) -> "Hits":
        """Give those hits that are listed: the mask tells of each article that was asked whether it is."""
        return Hits(self.among, Shared([self._answer, Answer(listed)]), self.note, cancelled=self.cancelled)

    def first(self, most: int) -> Places:
        """Give the best `most` articles, best first, the newest first among equals."""
        if len(self) * _MANY > len(self.found):  # what is not found has no score: it needs not be sorted out
            places = best(self._all_scores, most)
            if len(places) and self._all_scores[places[-1]] > 0:
                return self.among[places]
        return self.among[self._places[best(self._worth, most)]]

    def best_first(self) -> Places:
        """Give all articles found, best first, the newest first among equals."""
        return self.articles[self._order]

    def place_of(self, article: int) -> int | None:
        """Give the place of an article among `best_first`, from 0; None when it was not found."""
        at = int(np.searchsorted(self.articles, article))
        if at == len(self) or self.articles[at] != article:
            return None
        score = self._worth[at]
        return int(np.count_nonzero(self._worth > score) + np.count_nonzero(self._worth[at + 1 :] == score))

    def scores_of(self, articles: Sequence[int]) -> list[float]:
        """Give the scores of some articles, 0 for those that were not found."""
        asked = np.array(articles, np.int64)
        at = np.searchsorted(self.among, asked).clip(max=max(0, len(self.among) - 1))
        known = self.among[at] == asked if len(self.among) else np.zeros(len(asked), bool)
        wanted = np.zeros(len(self.among), bool)
        wanted[at[known]] = True
        scores = self._scores(wanted & self.found)
        return [float(scores[place]) if there else 0.0 for place, there in zip(at, known, strict=True)]

    @cached_property
    def articles(self) -> Places:
        """The articles found, the lowest number first."""
        return self.among[self._places]

    @cached_property
    def ids(self) -> "array[int]":
        """The articles found, best first; the newest first among equals."""
        return array("q", self.best_first().tobytes())

    @cached_property
    def scores(self) -> "array[float]":
        """The scores, in the order of `ids`."""
        return array("d", self._worth[self._order].astype(np.float64).tobytes())

    def _scores(self, wanted: Mask) -> Scores:
        scores = np.zeros(len(self.among), np.float32)
        self._answer.add(scores, wanted)
        return scores

    @cached_property
    def _count(self) -> int:
        return int(np.count_nonzero(self.found))

    @cached_property
    def _places(self) -> Places:
        return np.flatnonzero(self.found)

    @cached_property
    def _all_scores(self) -> Scores:
        return self._scores(self.found)

    @cached_property
    def _worth(self) -> Scores:
        return self._all_scores[self._places]

    @cached_property
    def _order(self) -> Places:
        return in_order(self._worth)


class Searcher:
    """Answers queries over the index as one commit left it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._postings = Postings(snapshot.parts)
        self._kept: OrderedDict[Leaf | Alike, Answer] = OrderedDict()
        self._ordered: OrderedDict[frozenset[int], Places] = OrderedDict()

    @property
    def stale(self) -> bool:
        """Tell whether there is a newer commit: close this searcher then and ask for another."""
        return self.snapshot.stale

    @property
    def read_to(self) -> int:
        """The number of the last change that this searcher knows of."""
        return self.snapshot.read_to

    def is_of(self, lineage: str) -> bool:
        """Tell whether the index was read from this lineage of the library; as `Index.is_of`."""
        return self.snapshot.is_of(lineage)

    def close(self) -> None:
        """Give the files of the index back."""
        self.snapshot.close()
        self._postings = Postings([])
        self._kept.clear()

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
        hits.note = parsed.notes[0] if parsed.notes else ""
        return hits

    def answer(self, tree: Tree | None, *, cancelled: Callable[[], bool] = never) -> Hits:
        """Find the articles that answer a tree, in which what only the store knows is `Among`.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        articles = self._postings.articles
        for each in leaves(tree):
            if isinstance(each, Among):  # the store may know articles that have no words, or lie in the bin
                known = self.identities(each)
                articles = articles if _holds(articles, known) else once(np.concatenate((articles, known)))
        evaluation = _Evaluation(self, articles, Patience(cancelled))
        try:
            with troubles(self.snapshot.folder):
                answer = evaluation.answer(tree)
        except InterruptedWork:
            return Hits(cancelled=True)
        return Hits(articles, answer)

    def known_word(self, surface: str, *, cancelled: Callable[[], bool] = never) -> str:
        """Give the word of the index that a misspelled one most likely means; empty when there is none.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
            InterruptedWork: when the answer is no longer wanted.
        """
        with troubles(self.snapshot.folder):
            segments = [part.segment for part in self.snapshot.parts]
            return Speller(segments, Patience(cancelled)).known_word(surface)

    def telling(self, title: str, body: str, *, indexed: bool) -> list[Telling]:
        """Give the words that tell a text from those of the index, the best first; it may be `indexed` too.

        Raises:
            ReaderError: `INDEX_DAMAGED`.
        """
        with troubles(self.snapshot.folder):
            return telling(title, body, self._postings.held_by, self._postings.documents, indexed=indexed)

    def indexed(self) -> Places:
        """Give the articles that have words in the index, in order."""
        return self._postings.articles

    def leaf(self, leaf: Leaf | Alike, patience: Patience) -> Answer:
        """Look a leaf up, unless it was among the last ones; for each article that has words, in order."""
        found = self._kept.get(leaf)
        if found is None:
            found = self._kept[leaf] = self._postings.find(leaf, patience)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(leaf)
        return found

    def identities(self, among: Among) -> Places:
        """Give known articles in order. A set is put in order once."""
        if isinstance(among.ids, Known):
            return among.ids.places()
        ids = among.ids if isinstance(among.ids, frozenset) else frozenset(among.ids)
        found = self._ordered.get(ids)
        if found is None:
            found = np.sort(np.fromiter(ids, np.int64, len(ids)))
            self._ordered[ids] = found
            if len(self._ordered) > _KEPT:
                self._ordered.popitem(last=False)
        return found


def _holds(articles: Places, some: Places) -> bool:
    """Tell whether all of some articles are among the others; both in order."""
    if len(some) > len(articles):
        return False
    at = np.searchsorted(articles, some)
    return bool((at < len(articles)).all() and (articles[at] == some).all())


class _Evaluation:
    """One walk through the tree of a query; `articles` are all that it may find, in order."""

    def __init__(self, searcher: Searcher, articles: Places, patience: Patience) -> None:
        self._searcher = searcher
        self._articles = articles
        self._patience = patience
        indexed = searcher.indexed()
        # Where the articles with words stand among all.
        self._places = None if len(indexed) == len(articles) else np.searchsorted(articles, indexed)

    def answer(self, tree: Tree | None) -> Answer:
        """Give the articles that answer the tree."""
        match tree:
            case None:
                return self._indexed()
            case Both(parts):
                return self._both(parts)
            case Either(parts):
                return answers.Either([self.answer(part) for part in parts])
            case Except(part):
                return Shared([self._indexed()], [self.answer(part)])
            case Among():
                found = np.zeros(len(self._articles), bool)
                found[np.searchsorted(self._articles, self._searcher.identities(tree))] = True
                return Answer(found)
            case Boosted(part, factor):
                return Weighed(self.answer(part), factor)
            case _ if isinstance(tree, Outside):
                raise TypeError(tree)
            case _:
                return self._spread(self._searcher.leaf(tree, self._patience))

    def _indexed(self) -> Answer:
        return self._spread(Answer(np.ones(len(self._searcher.indexed()), bool)))

    def _spread(self, answer: Answer) -> Answer:
        """Lay an answer about the articles with words over all articles."""
        return answer if self._places is None else Laid(answer, self._places, len(self._articles))

    def _both(self, parts: tuple[Tree, ...]) -> Answer:
        wanted = [self.answer(part) for part in parts if not isinstance(part, Except)]
        unwanted = [self.answer(part.part) for part in parts if isinstance(part, Except)]
        return Shared(wanted or [self._indexed()], unwanted)
