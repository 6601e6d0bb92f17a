"""The first page in order: what is left out could not have been on it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.answering.ranking import best, in_order


@settings(max_examples=300, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.integers(0, 3_000),
    most=st.integers(1, 120),
    kinds=st.sampled_from([1, 2, 3, 40, 2_000, 2**24]),
)
def test_the_best_are_the_first_of_all_in_order(seed: int, size: int, most: int, kinds: int):
    dice = np.random.default_rng(seed)
    scores = (dice.integers(0, kinds, size) / np.float32(7)).astype(np.float32)
    if seed % 2:
        scores[: size // 2] = scores.max(initial=0)  # many equal ones, and all of them early
    assert best(scores, most).tolist() == in_order(scores)[:most].tolist()


def test_among_equals_the_last_comes_first():
    scores = np.full(5_000, 0.5, np.float32)
    scores[[7, 4_000]] = 2.0, 3.0
    assert in_order(scores)[:4].tolist() == [4_000, 7, 4_999, 4_998]
    assert best(scores, 4).tolist() == [4_000, 7, 4_999, 4_998]
