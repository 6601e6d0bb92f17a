"""What one word, beginning or phrase finds in the segments of the index, and how well.

A word scores as by the BM25F of Whoosh, with the same two numbers, but for its rarity: of N articles that
live and n that hold it, it is log(1 + (N - n + ½) / (n + ½)), and not log(N / (n + 1)) + 1 of all documents:
a word that nearly every article holds puts nothing before anything else. The documents of an article add up.

What stands for several words is scored otherwise. A phrase, words near each other, a pattern or a misspelled
word counts as one word that stands where it fits (of alternatives the most frequent one tells how often);
Whoosh adds up the words of a phrase, and gives every pattern the same. A beginning adds the same for each
article, less than most whole words, to the score of the word itself.
"""

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
from reader.search.answering.unions import holding_any, most_often
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


class _Scored:
    """A segment with what scoring needs of it: the number of each document's article, and its norm."""

    def __init__(self, part: Part, articles: Places, average: float) -> None:
        """`articles` are those of the whole snapshot."""
        self.part = part
        self.segment = part.segment
        own = part.segment.articles
        first = int(np.searchsorted(articles, own[0])) if len(own) else 0
        in_turn = slice(first, first + len(own))
        self._in_turn = in_turn if np.array_equal(own, articles[in_turn]) else None
        """Where its articles stand among all, if they are all that stand there, in the same order."""
        self._living: Mask | None = None
        if part.deleted:
            self._living = np.ones(len(own), bool)
            self._living[list(part.deleted)] = False
        self._numbers, self.alone = np.zeros(0, np.int64), True
        """Else the number of each; and whether no two documents belong to one article."""
        if self._in_turn is None:
            self._numbers = np.searchsorted(articles, own)
            numbers = self._numbers if self._living is None else self._numbers[self._living]
            self.alone = bool((np.bincount(numbers) <= 1).all())
        self._base = np.float32(_K1 * (1 - _B))
        self._slope = np.float32(_K1 * _B / average)

    def living(self, documents: Places, weights: NDArray[Any]) -> tuple[Places, NDArray[Any]]:
        """Give those of some documents that are not deleted, with their weights."""
        if self._living is None:
            return documents, weights
        kept = np.flatnonzero(self._living[documents])
        return documents.take(kept), weights.take(kept)

    def numbers(self, documents: Places) -> Places:
        """Give the numbers of the articles of some documents."""
        if self._in_turn is None:
            return self._numbers.take(documents)
        return documents + self._in_turn.start if self._in_turn.start else documents

    def mark(self, documents: Mask, articles: Mask) -> None:
        """Mark the articles of the documents that are marked and not deleted."""
        if self._living is not None:
            documents = documents & self._living
        if self._in_turn is not None:
            articles[self._in_turn] |= documents
        else:
            articles[self._numbers[np.flatnonzero(documents)]] = True

    def norms(self, documents: Places) -> Scores:
        """Give BM25's allowance for the length of each of some documents."""
        norms = self.segment.lengths.take(documents).astype(np.float32)
        norms *= self._slope
        norms += self._base
        return norms


class _Held:
    """The documents of a segment that hold a word, and its weight in each."""

    def __init__(self, scored: _Scored, documents: Places, weights: NDArray[Any]) -> None:
        self._scored = scored
        self._documents, self._weights = scored.living(documents, weights)
        self.numbers = scored.numbers(self._documents)
        """The numbers of their articles."""
        self.is_alone = scored.alone
        """Whether each of these is there once."""

    def add(self, scores: Scores, wanted: Mask | None, factor: float) -> None:
        """Add BM25 of each document to the score of its article, if that is wanted; None wants all."""
        numbers, documents, weights = self.numbers, self._documents, self._weights
        if wanted is not None:
            chosen = np.flatnonzero(wanted[numbers])
            numbers, documents, weights = numbers.take(chosen), documents.take(chosen), weights.take(chosen)
        weighty = weights.astype(np.float32)
        norms = self._scored.norms(documents)
        norms += weighty
        weighty *= np.float32((_K1 + 1) * factor)
        weighty /= norms
        if self._scored.alone:
            scores[numbers] += weighty
        else:
            scores += np.bincount(numbers, weighty, len(scores))


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
            held.add(scores, None if wanted is self.found else wanted, factor * self._rarity)

    def count(self, sums: Scores, weight: np.float32) -> None:
        """Add a weight to the sum of each article that holds the word."""
        if len(self._lists) == 1 and self._lists[0].is_alone:
            sums[self._lists[0].numbers] += weight
        else:
            sums += self.found * weight


class _Begun(Answer):
    """The articles that hold a word, or one that begins so."""

    def __init__(self, whole: Answer, begun: Mask) -> None:
        super().__init__(whole.found | begun)
        self._whole = whole
        self._begun = begun

    def add(self, scores: Scores, wanted: Mask, factor: float = 1.0) -> None:
        """Add what a beginning is worth, and the scores of the whole word."""
        scores += (self._begun & wanted) * np.float32(_BEGINNING * factor)
        self._whole.add(scores, self._whole.found if wanted is self.found else wanted, factor)


class _Alike(Answer):
    """The articles that share enough of some words, each of which counts as often as it weighs."""

    def __init__(self, found: Mask, words: Sequence[tuple[Answer, float]]) -> None:
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
        answer: Answer
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

    def _worded(self, lists: list[_Held]) -> _Worded:
        return _Worded(lists, len(self.articles))

    def _term(self, form: str, patience: Patience) -> _Worded:
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
            scored.mark(_begun(scored.segment, start, patience), begun)
        return _Begun(whole, begun)

    def _similar(self, word: Wildcard | Fuzzy, patience: Patience) -> Answer:
        """Find similar words as if they were one: as often as the most frequent one stands in a document."""
        lists = []
        for scored in self._segments:
            words = fitting(word, scored.segment, patience)
            lists.append(_Held(scored, *most_often(scored.segment, words, patience)))
        return self._worded(lists)

    def _alike(self, words: Sequence[tuple[str, float]], but: int, patience: Patience) -> Answer:
        """Find what shares enough of some words."""
        answers = [(self._term(form, patience), weight) for form, weight in words]
        shared = np.zeros(len(self.articles), np.float32)
        for word, weight in answers:
            word.count(shared, np.float32(weight))
        enough = sum(weight for _, weight in words) * _ENOUGH_SHARED
        return _Alike((shared >= enough) & (self.articles != but), answers)

    def held_by(self, forms: Sequence[str]) -> list[int]:
        """Count the documents that hold each of some forms, deleted ones included."""
        held = np.zeros(len(forms), np.int64)
        terms = [form.encode() for form in forms]
        for each in self._segments:
            lexicon = each.segment.lexicon("text")
            places = lexicon.places(terms)
            known = np.flatnonzero(places >= 0)
            held[known] += lexicon.sizes[places[known]]
        return held.tolist()

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


def _begun(segment: Segment, start: str, patience: Patience) -> Mask:
    """Mark the documents of a segment that hold a word with a beginning."""
    if len(start) == 1 or (len(start) <= INITIALS and not is_paired(start[0])):
        marked = np.zeros(segment.size, bool)
        found = segment.list("initials", start.encode())
        if found is not None:
            marked[found.documents] = True
        return marked
    return holding_any(segment, beginning(segment, start), patience)
