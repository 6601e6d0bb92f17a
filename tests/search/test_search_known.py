"""Articles known by their identities: in order, whatever order they came in."""

import tracemalloc
from array import array
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reader.search.known import Known


@given(st.lists(st.integers(0, 60)), st.integers(-2, 62))
def test_it_is_a_set_in_order(numbers: list[int], asked: int):
    for given_as in (numbers, array("q", numbers), frozenset(numbers), iter(numbers)):
        known = Known(given_as)
        assert list(known) == known.places().tolist() == sorted(set(numbers))
        assert len(known) == len(set(numbers))
        assert (asked in known) == (asked in numbers)


@given(st.lists(st.integers(0, 60)), st.lists(st.integers(0, 60)))
def test_some_are_taken_from_others(numbers: list[int], others: list[int]):
    assert list(Known(numbers).without(Known(others))) == sorted({*numbers} - {*others})


def test_a_million_in_any_order_take_no_object_each():
    mixed = array("q", range(1_000_000, 0, -1))
    tracemalloc.start()
    known = Known(mixed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (len(known), known.places()[0]) == (1_000_000, 1)
    assert peak < 60_000_000, "a set of so many numbers alone takes more"


def test_what_is_in_order_already_is_not_copied():
    numbers = array("q", range(0, 9_000, 3))
    assert Known(numbers).places().base is not None
    mixed = array("q", Random(1).sample(range(9_000), 500))
    assert list(Known(mixed)) == sorted(mixed)
    assert mixed.tolist() != sorted(mixed), "what was given stays as it is"
