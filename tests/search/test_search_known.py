"""Articles known by their identities: in order, whatever order they came in."""

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


def test_what_is_in_order_already_is_not_copied():
    numbers = array("q", range(0, 9_000, 3))
    assert Known(numbers).places().base is not None
    mixed = array("q", Random(1).sample(range(9_000), 500))
    assert list(Known(mixed)) == sorted(mixed)
    assert mixed.tolist() != sorted(mixed), "what was given stays as it is"
