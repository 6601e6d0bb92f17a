"""What one word, beginning or phrase finds in the segments of the index, and how well."""

from collections.abc import Sequence
from functools import cached_property
from math import log
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reader.search.analysis.words import is_paired
from reader.search.answering.answers import Answer, Mask, Scores
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
_FEW: Final = 4
"""The part of the documents up to which norms are reckoned one by one."""
_TOGETHER: Final = 256
"""Lists of a beginning that are read between two looks at whether the answer is still wanted."""


class _Scored:
    """A segment with what scoring needs of it: the number of each document's article, and its norm."""

    def __init__(self, part: Part, articles: Places, average: float) -> None:
        """`articles` are those of the whole snapshot."""
        self.part = part
        self.segment = part.segment
        own = part.segment.articles
        alike = len(own) == len(articles) and bool((own == articles).all())
        self._numbers: Places | None = None if alike else np.searchsorted(articles, own)
        self._living: Mask | None = None
        if part.deleted:
            self._living = np.ones(len(own), bool)
            self._living[list(part.deleted)] = False
        self.alone = alike or bool((np.bincount(self.numbers(np.arange(len(own)))) <= 1).all())
        """Whether no two documents belong to one article."""
        self._base = np.float32(_K1 * (1 - _B))
        self._slope = np.float32(_K1 * _B / average)

    def living(self, documents: Places, weights: NDArray[Any]) -> tuple[Places, NDArray[Any]]:
        """Give those of some documents that are not deleted, with their weights."""
        if self._living is None:
            return documents, weights
        kept = self._living[documents]
        return documents[kept], weights[kept]

    def numbers(self, documents: Places) -> Places:
        """Give the numbers of the articles of the documents that are not deleted."""
        if self._living is not None:
            documents = documents[self._living[documents]]
        return documents if self._numbers is None else self._numbers[documents]

    def norms(self, documents: Places) -> Scores:
        """Give BM25's allowance for the length of each of some documents."""
        if len(documents) * _FEW < self.segment.size:
            return self._base + self._slope * self.segment.lengths[documents].astype(np.float32)
        return self._norms[documents]

    @cached_property
    def _norms(self) -> Scores:
        return self._base + self._slope * self.segment.lengths.astype(np.float32)


class _Held:
    """The documents of a segment that hold a word, and its weight in each."""

    def __init__(self, scored: _Scored, documents: Places, weights: NDArray[Any]) -> None:
        self._scored = scored
        self._documents, self._weights = scored.living(documents, weights)
        self.numbers = scored.numbers(self._documents)
        """The numbers of their articles."""

    def add(self, scores: Scores, wanted: Mask, factor: float) -> None:
        """Add BM25 of each document to the score of its article, if that is wanted."""
        numbers, documents, weights = self.numbers, self._documents, self._weights
        chosen = np.flatnonzero(wanted[numbers])
        if len(chosen) < len(numbers):
            numbers, documents, weights = numbers[chosen], documents[chosen], weights[chosen]
        weighty = weights.astype(np.float32)
        worth = weighty * np.float32((_K1 + 1) * factor) / (weighty + self._scored.norms(documents))
        if self._scored.alone:
            scores[numbers] += worth
        else:
            scores += np.bincount(numbers, worth, len(scores))


class _Worded(Answer):
    """The articles that hold a word; the fewer they are, the more it is worth."""

    def __init__(self, lists: list[_Held], size: int) -> None:
        """`size` is the number of all articles."""
        found = np.zeros(size, bool)
        for held in lists:
            found[held.numbers] = True
        super().__init__(found)
        self._lists = lists
        count = int(np.count_nonzero(found))
        self._rarity = log(1 + (size - count + 0.5) / (count + 0.5))

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add BM25 of every document."""
        for held in self._lists:
            held.add(scores, wanted, factor * self._rarity)


class _Begun(Answer):
    """The articles that hold a word, or one that begins so."""

    def __init__(self, whole: Answer, begun: Mask) -> None:
        super().__init__(whole.found | begun)
        self._whole = whole
        self._begun = begun

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add what a beginning is worth, and the scores of the whole word."""
        scores += (self._begun & wanted) * np.float32(_BEGINNING * factor)
        self._whole.add(scores, wanted, factor)


class _Alike(Answer):
    """The articles that share enough of some words, each of which counts as often as it weighs."""

    def __init__(self, found: Mask, words: list[tuple[Answer, float]]) -> None:
        super().__init__(found)
        self._words = words

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add the scores of all words."""
        alike = wanted & self.found
        for word, weight in self._words:
            word.add(scores, alike, factor * weight)


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
        return answer

    def _worded(self, lists: list[_Held]) -> Answer:
        return _Worded(lists, len(self.articles))

    def _term(self, form: str, patience: Patience) -> Answer:
        lists = []
        for scored in self._segments:
            patience.ask()
            found = scored.segment.list("text", form.encode())
            if found is not None:
                lists.append(_Held(scored, found.documents, found.weights))
        return self._worded(lists)

    def _beginning(self, start: str, form: str, patience: Patience) -> Answer:
        whole = self._term(form, patience) if form else self._worded([])
        begun = np.zeros(len(self.articles), bool)
        for scored in self._segments:
            patience.ask()
            begun[scored.numbers(_beginning_documents(scored.segment, start, patience))] = True
        return _Begun(whole, begun)

    def _similar(self, word: Wildcard | Fuzzy, patience: Patience) -> Answer:
        """Find similar words as if they were one: as often as the most frequent one stands in a document."""
        lists = []
        for scored in self._segments:
            often = np.zeros(scored.segment.size, np.uint32)
            for field, places in fitting(word, scored.segment, patience):
                for at in range(0, len(places), _TOGETHER):
                    patience.ask()
                    scored.segment.count_up(field, places[at : at + _TOGETHER], often)
            documents = np.flatnonzero(often)
            lists.append(_Held(scored, documents, often[documents]))
        return self._worded(lists)

    def _alike(self, words: Sequence[tuple[str, float]], but: int, patience: Patience) -> Answer:
        """Find what shares enough of some words."""
        answers = [(self._term(form, patience), weight) for form, weight in words]
        shared = np.zeros(len(self.articles), np.float32)
        for word, weight in answers:
            shared += word.found * np.float32(weight)
        enough = sum(weight for _, weight in words) * _ENOUGH_SHARED
        return _Alike((shared >= enough) & (self.articles != but), answers)

    def held_by(self, form: str) -> int:
        """Count the documents that hold a form, deleted ones included."""
        lexicons = [each.segment.lexicon("text") for each in self._segments]
        places = [(lexicon, lexicon.place(form.encode())) for lexicon in lexicons]
        return sum(int(lexicon.sizes[place]) for lexicon, place in places if place >= 0)

    def _standing(self, leaf: Leaf, patience: Patience) -> Answer:
        lists = []
        for scored in self._segments:
            patience.ask()
            lists.append(_Held(scored, *standing(leaf, scored.part, self._corrected, patience)))
        return self._worded(lists)

    @cached_property
    def _corrected(self) -> Places:
        """Articles whose title is another one than that of their text."""
        return corrected_articles([scored.part for scored in self._segments])


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
