"""Likeness: the words that tell a text from all the others, by which texts like it are found.

A word tells the more, the more often the text holds it and the fewer others do: tf·idf, as Salton and Buckley
weigh words ("Term-weighting approaches in automatic text retrieval", Information Processing & Management 24,
1988). The best of them are a question whose words weigh as much as they tell, as in relevance feedback; what
holds too little of their weight is not like the text. `packaging/like_bench.py` measures it.

Few texts hold an ordinary word by chance as seldom as a rare name: such a word counts as if it had been
looked for in some more texts, of which many hold it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import log
from typing import Final, NamedTuple

from reader.search.analysis.words import Word, is_paired, words_of
from reader.search.answering.ordinary import ordinary_forms
from reader.search.entry import TITLE_WEIGHT

MOST: Final = 20
"""Words that a text is told by: with twice as many, half an article finds the other hardly better."""
_COMMON: Final = 0.3
"""Share of the articles that a word may stand in: what more of them hold tells nothing."""
_BEFOREHAND: Final = 100
_EXPECTED: Final = 0.5
"""Texts in which ordinary words count as looked for beforehand, and the share of them that hold one."""
_NAMED: Final = 1.5
"""How much a word that is never written small weighs: names lead to articles of the same topic."""


class Telling(NamedTuple):
    """A word that tells a text: its form in the index, and what it weighs beside the best one, at most 1."""

    form: str
    weight: float


def telling(
    title: str, body: str, held_by: Callable[[list[str]], Sequence[int]], documents: int, *, indexed: bool
) -> list[Telling]:
    """Give the words that tell a text from the others, the best first; none when nothing does.

    `held_by` says how many of the `documents` of the index hold each of some forms; the text is one of them
    when it is `indexed`. A word of the title weighs as in the index; what no other text holds finds nothing.
    """
    often: Counter[str] = Counter()
    written_small: set[str] = set()
    for word in _words(title):
        often[word.form] += TITLE_WEIGHT
    for word in _words(body):
        often[word.form] += 1
        if not body[word.start].isupper():
            written_small.add(word.form)
    least = 2 if indexed else 1
    worth: dict[str, float] = {}
    for (form, times), held in zip(often.items(), held_by([*often]), strict=True):
        if least <= held < documents and (rarity := _rarity(form, held, documents)):
            worth[form] = times * (1.0 if form in written_small else _NAMED) * rarity
    best = sorted(worth, key=lambda form: (-worth[form], form))[:MOST]
    return [Telling(form, worth[form] / worth[best[0]]) for form in best]


def _rarity(form: str, held: float, documents: float) -> float:
    """Tell how rare a form is that so many documents hold; 0 when it is too common to tell anything."""
    if form in ordinary_forms():
        held, documents = held + _EXPECTED * _BEFOREHAND, documents + _BEFOREHAND
    return log(documents / held) if held <= max(2, int(documents * _COMMON)) else 0.0


def written(text: str, words: Sequence[Telling]) -> str:
    """Give telling words as the text writes them, the best first: a text that they tell again."""
    weights = {word.form: word.weight for word in words}
    met: dict[str, Word] = {}
    for word in _words(text):
        if word.form in weights:
            met.setdefault(word.form, word)
    spans = sorted((word.start, word.end, -weights[word.form]) for word in met.values())
    joined = spans[:1]
    for _, (start, end, weight) in pairwise(spans):
        if start < joined[-1][1]:  # pairs of signs, and words with a hyphen
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), min(weight, joined[-1][2]))
        else:
            joined.append((start, end, weight))
    joined.sort(key=lambda span: (span[2], span[0]))
    return " ".join(" ".join(text[start:end].split()) for start, end, _ in joined)


def _words(text: str) -> list[Word]:
    """Give the words of a text that may tell it: no numbers, nor what ends a run of pairs of signs."""
    return [
        word
        for word in words_of(text)
        if not word.form.isdigit() and (len(word.form) > 1 or not is_paired(word.form))
    ]
