"""Answers: which articles have a word, and how well they answer, as one number for each article."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Scores = NDArray[np.float32]


class Answer(NamedTuple):
    """For each article of a snapshot whether it is found, and its score: 0 when it is not."""

    found: Mask
    scores: Scores


def everything(size: int) -> Answer:
    """Give an answer that finds everything, nothing better than the rest."""
    return Answer(np.ones(size, bool), np.zeros(size, np.float32))


def both(one: Answer, other: Answer) -> Answer:
    """Give what two answers share."""
    found = one.found & other.found
    return Answer(found, (one.scores + other.scores) * found)


def either(one: Answer, other: Answer) -> Answer:
    """Give what is in at least one of two answers."""
    return Answer(one.found | other.found, one.scores + other.scores)


def without(one: Answer, other: Answer) -> Answer:
    """Give what is in one answer and not in another."""
    found = one.found & ~other.found
    return Answer(found, one.scores * found)


def in_order(scores: Scores) -> NDArray[np.int64]:
    """Give the places of the scores, the highest first; among equals the later place first.

    A score of 32 bits, which sorts like a whole number as it is not negative, and its place make one number.
    """
    keys = scores.astype(np.float32).view(np.uint32).astype(np.uint64) << np.uint64(32)
    keys |= np.arange(len(scores), dtype=np.uint64)
    keys.sort()
    return (keys[::-1] & np.uint64(0xFFFFFFFF)).astype(np.int64)
