"""What one word, beginning or phrase finds in the segments of the index, and how well."""

from collections.abc import Sequence
from functools import cached_property
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reader.search.analysis.words import is_paired
from reader.search.answering.answers import Answer, Scores
from reader.search.answering.fitting import beginning, fitting
from reader.search.answering.patience import Patience
from reader.search.answering.standing import corrected_articles, standing
from reader.search.language.tree import Alike, Beginning, Fuzzy, Leaf, Term, Wildcard
from reader.search.segments.inversion import INITIALS
from reader.search.segments.lists import Places, once
from reader.search.segments.segment import Segment
from reader.search.segments.snapshot import Part

_K1: Final = 1.2
_B: Final = 0.75
"""The two numbers of BM25, as everybody sets them."""
_ENOUGH_SHARED: Final = 0.2
"""Share of the weight of a text's telling words that an article like it holds.

Of the other halves of articles 90 in 100 do, and of all articles mostly fewer than 4 in 100.
"""
_BEGINNING: Final = 0.5
"""Score of a word that only begins as asked: below that of most whole words."""
_TOGETHER: Final = 256
"""Lists of a beginning that are read between two looks at whether the answer is still wanted."""


class _Scored:
    """A segment with what scoring needs of it: the number of each document's article, and its norm."""

    def __init__(self, part: Part, articles: Places, average: float) -> None:
        """`articles` are those of the whole snapshot; deleted documents get the number behind them."""
        self.part = part
        self.segment = part.segment
        own = part.segment.articles
        alike = len(own) == len(articles) and bool((own == articles).all())
        self.numbers: Places = np.arange(len(own)) if alike else np.searchsorted(articles, own)
        self.numbers[list(part.deleted)] = len(articles)
        self._size = len(articles) + 1
        living = np.bincount(self.numbers, minlength=self._size)[:-1]
        self._alone = bool((living <= 1).all())
        self._average = average

    @cached_property
    def norms(self) -> Scores:
        """BM25's allowance for the length of each document."""
        return (_K1 * (1 - _B) + _K1 * _B / self._average * self.segment.lengths).astype(np.float32)

    def add(
        self, documents: Places, weights: NDArray[np.float32], answer: Answer, factor: float = 1.0
    ) -> None:
        """Add the scores of documents that have a word with the given weights, so many times."""
        numbers = self.numbers[documents]
        scores = weights * np.float32((_K1 + 1) * factor) / (weights + self.norms[documents])
        answer.found[numbers] = True
        if self._alone:
            answer.scores[numbers] += scores
        else:
            answer.scores[:] += np.bincount(numbers, scores, self._size)


class Postings:
    """All segments of one commit, asked leaf by leaf."""

    def __init__(self, parts: Sequence[Part]) -> None:
        living = [_living(part) for part in parts]
        self.articles: Places = _in_order(np.concatenate(living)) if living else np.zeros(0, np.int64)
        """Every article that has words in the index, in order."""
        self.documents = documents = sum(part.segment.size for part in parts)
        """How many documents there are, deleted ones included."""
        length = sum(int(part.segment.lengths.sum()) for part in parts)
        average = length / documents if documents else 1.0
        self._segments = [_Scored(part, self.articles, average or 1.0) for part in parts]

    def find(self, leaf: Leaf | Alike, patience: Patience) -> Answer:
        """Give the articles that answer a leaf of a query.

        Raises:
            InterruptedWork: when the answer is no longer wanted.
            DamagedListError: when a list is not as it was written.
        """
        match leaf:
            case Term(form):
                answer = self._term(form, patience)
            case Beginning(start, form):
                answer = self._beginning(start, form, patience)
            case Alike(words, but):
                answer = self._alike(words, but, patience)
            case Wildcard() | Fuzzy():
                answer = self._similar(leaf, patience)
            case _:
                answer = self._standing(leaf, patience)
        return Answer(answer.found[:-1], answer.scores[:-1])

    def _nothing(self) -> Answer:
        size = len(self.articles) + 1
        return Answer(np.zeros(size, bool), np.zeros(size, np.float32))

    def _term(self, form: str, patience: Patience) -> Answer:
        answer = self._nothing()
        for scored in self._segments:
            patience.ask()
            found = scored.segment.list("text", form.encode())
            if found is not None:
                scored.add(found.documents, found.weights.astype(np.float32), answer)
        return self._rare_first(answer)

    def _beginning(self, start: str, form: str, patience: Patience) -> Answer:
        answer = self._term(form, patience) if form else self._nothing()
        begun = np.zeros(len(answer.found), bool)
        for scored in self._segments:
            patience.ask()
            begun[scored.numbers[_beginning_documents(scored.segment, start, patience)]] = True
        begun[-1] = False
        answer.scores[begun] += np.float32(_BEGINNING)
        return Answer(answer.found | begun, answer.scores)

    def _similar(self, word: Wildcard | Fuzzy, patience: Patience) -> Answer:
        """Find similar words as if they were one: as often as the most frequent one stands in a document."""
        answer = self._nothing()
        for scored in self._segments:
            often = np.zeros(scored.segment.size, np.float32)
            for field, places in fitting(word, scored.segment, patience):
                for at in range(0, len(places), _TOGETHER):
                    patience.ask()
                    scored.segment.count_up(field, places[at : at + _TOGETHER], often)
            documents = np.flatnonzero(often)
            scored.add(documents, often[documents], answer)
        return self._rare_first(answer)

    def _alike(self, words: Sequence[tuple[str, float]], but: int, patience: Patience) -> Answer:
        """Find what shares enough of some words: each scores as often as it weighs."""
        answer = self._nothing()
        shared = np.zeros(len(answer.found), np.float32)
        for form, weight in words:
            patience.ask()
            lists = [(each, each.segment.list("text", form.encode())) for each in self._segments]
            held = [(each, found) for each, found in lists if found is not None]
            having = np.zeros(len(answer.found), bool)
            for scored, found in held:
                having[scored.numbers[found.documents]] = True
            shared[having] += np.float32(weight)
            factor = weight * self._rarity(int(np.count_nonzero(having[:-1])))
            for scored, found in held:
                scored.add(found.documents, found.weights.astype(np.float32), answer, factor)
        enough = sum(weight for _, weight in words) * _ENOUGH_SHARED
        alike = shared >= enough
        alike[:-1] &= self.articles != but
        alike[-1] = False
        return Answer(alike, answer.scores * alike)

    def held_by(self, form: str) -> int:
        """Count the documents that hold a form, deleted ones included."""
        lexicons = [each.segment.lexicon("text") for each in self._segments]
        places = [(lexicon, lexicon.place(form.encode())) for lexicon in lexicons]
        return sum(int(lexicon.sizes[place]) for lexicon, place in places if place >= 0)

    def _standing(self, leaf: Leaf, patience: Patience) -> Answer:
        answer = self._nothing()
        for scored in self._segments:
            patience.ask()
            documents, counts = standing(leaf, scored.part, self._corrected, patience)
            if len(documents):
                scored.add(documents, counts.astype(np.float32), answer)
        return self._rare_first(answer)

    @cached_property
    def _corrected(self) -> Places:
        """Articles whose title is another one than that of their text."""
        return corrected_articles([scored.part for scored in self._segments])

    def _rare_first(self, answer: Answer) -> Answer:
        """Weigh the scores of a leaf by how few articles have it."""
        answer.found[-1] = False
        answer.scores[-1] = 0
        found = int(np.count_nonzero(answer.found))
        return Answer(answer.found, answer.scores * np.float32(self._rarity(found)))

    def _rarity(self, found: int) -> float:
        return log(1 + (len(self.articles) - found + 0.5) / (found + 0.5))


def _in_order(articles: Places) -> Places:
    """Give every article once, in order; of one large segment they mostly are."""
    return articles if bool((articles[1:] > articles[:-1]).all()) else once(articles)


def _living(part: Part) -> Places:
    if not part.deleted:
        return part.segment.articles
    living = np.ones(part.segment.size, bool)
    living[list(part.deleted)] = False
    return part.segment.articles[living]


def _beginning_documents(segment: Segment, start: str, patience: Patience) -> Places:
    if len(start) == 1 or (len(start) <= INITIALS and not is_paired(start[0])):
        found = segment.list("initials", start.encode())
        return found.documents if found else np.zeros(0, np.int64)
    marked = np.zeros(segment.size, bool)
    for field, places in beginning(segment, start):
        for at in range(0, len(places), _TOGETHER):
            patience.ask()
            segment.mark(field, places[at : at + _TOGETHER], marked)
    return np.flatnonzero(marked)
