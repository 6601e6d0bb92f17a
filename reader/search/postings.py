"""What one word, beginning or phrase finds in the segments of the index, and how well."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from math import log
from typing import Final

from reader.search.entry import positions
from reader.search.patience import Patience
from reader.search.segment import Segment
from reader.search.standing import corrected_articles, standing
from reader.search.tree import Beginning, Leaf, Phrase, Single, Term
from reader.search.words import form_of

Scores = dict[int, float]
"""Articles and how well they answer."""

_K1: Final = 1.2
_B: Final = 0.75
"""The two numbers of BM25, as everybody sets them."""
_BEGINNING: Final = 0.5
"""Score of a word that only begins as asked: below that of most whole words."""


class _Scored:
    """A segment with what scoring needs of it."""

    def __init__(self, segment: Segment, average: float) -> None:
        self.segment = segment
        self._average = average

    @cached_property
    def norms(self) -> list[float]:
        """BM25's allowance for the length of each document."""
        base, slope = _K1 * (1 - _B), _K1 * _B / self._average
        return [base + slope * length for length in self.segment.lengths]

    def add(self, documents: Iterable[int], weights: Iterable[float], scores: Scores) -> None:
        """Add the scores of documents that have a word with the given weights."""
        articles, norms, deleted = self.segment.articles, self.norms, self.segment.deleted
        for document, weight in zip(documents, weights, strict=True):
            if deleted and document in deleted:
                continue
            article = articles[document]
            score = weight * (_K1 + 1) / (weight + norms[document])
            scores[article] = scores[article] + score if article in scores else score


class Postings:
    """All segments of one commit, asked leaf by leaf."""

    def __init__(self, segments: list[Segment]) -> None:
        documents = sum(segment.size for segment in segments)
        average = sum(sum(segment.lengths) for segment in segments) / documents if documents else 1.0
        self._segments = [_Scored(segment, average or 1.0) for segment in segments]

    @cached_property
    def articles(self) -> frozenset[int]:
        """Every article that has words in the index."""
        found: set[int] = set()
        for scored in self._segments:
            found |= _articles(scored.segment, set(range(scored.segment.size)))
        return frozenset(found)

    def find(self, leaf: Leaf, patience: Patience) -> Scores:
        """Give the articles that answer a leaf of a query.

        Raises:
            InterruptedWork: when the answer is no longer wanted.
        """
        match leaf:
            case Term(form):
                return self._term(form, patience)
            case Beginning(start, form):
                return self._beginning(start, form, patience)
            case Phrase(words) if all(isinstance(word, Term | Beginning) for _, word in words):
                return self._phrase(words, patience)
            case _:
                return self._standing(leaf, patience)

    def _term(self, form: str, patience: Patience) -> Scores:
        scores: Scores = {}
        for scored in self._segments:
            for block in scored.segment.blocks("text", form.encode()):
                patience.spend(len(block.documents))
                scored.add(block.documents, block.weights, scores)
        return self._rare_first(scores)

    def _beginning(self, start: str, form: str, patience: Patience) -> Scores:
        scores = self._term(form, patience) if form else {}
        for scored in self._segments:
            documents = _beginning_documents(scored.segment, start, patience)
            for article in _articles(scored.segment, documents):
                scores[article] = scores.get(article, 0.0) + _BEGINNING
        return scores

    def _phrase(self, words: tuple[tuple[int, Single], ...], patience: Patience) -> Scores:
        scores: Scores = {}
        for scored in self._segments:
            counts = _phrase_counts(scored.segment, words, patience)
            scored.add(counts.keys(), counts.values(), scores)
        return self._rare_first(scores)

    def _standing(self, leaf: Leaf, patience: Patience) -> Scores:
        scores: Scores = {}
        for scored in self._segments:
            spans = standing(leaf, scored.segment, self._corrected, patience)
            scored.add(spans.keys(), map(len, spans.values()), scores)
        return self._rare_first(scores)

    @cached_property
    def _corrected(self) -> frozenset[int]:
        """Articles whose title is another one than that of their text."""
        return corrected_articles([scored.segment for scored in self._segments])

    def _rare_first(self, scores: Scores) -> Scores:
        """Weigh the scores of a leaf by how few articles have it."""
        found = len(scores)
        rarity = log(1 + (len(self.articles) - found + 0.5) / (found + 0.5))
        return {article: score * rarity for article, score in scores.items()}


def _articles(segment: Segment, documents: set[int]) -> set[int]:
    return {segment.articles[document] for document in documents - segment.deleted}


def _beginning_documents(segment: Segment, start: str, patience: Patience) -> set[int]:
    if len(start) == 1:
        patience.spend(segment.size // 8)
        return set(segment.documents("initials", start.encode()))
    documents: set[int] = set()
    for field, text in _beginning_terms(segment, start, patience, documents):
        for block in segment.blocks(field, text):
            patience.spend(len(block.documents) // 8)
            documents.update(block.documents)
        if len(documents) == segment.size:
            break
    return documents


def _beginning_terms(
    segment: Segment, start: str, patience: Patience, documents: set[int] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Give the terms with a beginning; those of one or two documents go to `documents` instead, if given."""
    prefix = start.encode()
    for field in ("text", "surfaces"):
        for term in segment.beginning(field, prefix):
            patience.spend(20)
            # A surface whose form begins alike is found by its form.
            if field == "surfaces" and form_of(term.text.decode()).startswith(start):
                continue
            if documents is not None and term.documents <= 2:
                documents.update((term.first, term.last))
            else:
                yield field, term.text


def _phrase_counts(
    segment: Segment, words: tuple[tuple[int, Single], ...], patience: Patience
) -> dict[int, int]:
    """Count for each document how often the words follow one another."""
    found: dict[int, set[int]] | None = None
    for step, word in words:
        places = _places(segment, word, patience, found)
        starts: dict[int, set[int]] = {}
        for document, found_at in places.items():
            patience.spend(2)
            moved = {position - step for position in found_at}
            if found is not None:
                moved &= found[document]
            if moved:
                starts[document] = moved
        found = starts
        if not found:
            break
    return {document: len(starts) for document, starts in (found or {}).items()}


def _places(
    segment: Segment, word: Single, patience: Patience, among: dict[int, set[int]] | None
) -> dict[int, list[int]]:
    """Give the positions of a word by document, only for documents in `among` if given."""
    if isinstance(word, Term):
        terms = [("text", word.form.encode())]
    else:
        assert isinstance(word, Beginning)
        terms = [*_beginning_terms(segment, word.start, patience)]
        if word.form and not word.form.startswith(word.start):
            terms.append(("text", word.form.encode()))
    places: dict[int, list[int]] = {}
    for field, text in terms:
        for block in segment.blocks(field, text):
            patience.spend(len(block.documents))
            for document, spots in zip(block.documents, block.places, strict=True):
                if among is None or document in among:
                    places.setdefault(document, []).extend(positions(spots))
    return places
