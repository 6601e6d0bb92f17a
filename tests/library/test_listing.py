"""Listings: answers of the search laid over the articles of a shelf."""

import random
from array import array

import numpy as np

from reader.library.search.listing import Listing, NewestFirst


def in_order(listing: Listing, found: np.ndarray) -> list[int]:
    return NewestFirst(listing, found).whole().tolist()


def test_what_is_found_comes_in_the_order_of_the_listing():
    listing = Listing(array("q", [7, 2, 9, 4]))
    found = np.array([2, 3, 7, 9, 100], np.int64)
    assert in_order(listing, found) == [7, 2, 9]
    assert listing.holds(found).tolist() == [True, False, True, True, False]


def test_an_empty_listing_holds_nothing():
    listing = Listing(array("q"))
    assert in_order(listing, np.array([0, 1, 2], np.int64)) == []
    assert listing.holds(np.array([0, 1, 2], np.int64)).tolist() == [False] * 3
    assert in_order(Listing(array("q", [1])), np.zeros(0, np.int64)) == []


def test_it_answers_as_sets_do():
    dice = random.Random(2)
    for _ in range(50):
        listed = dice.sample(range(1, 60), dice.randrange(40))
        found = sorted(dice.sample(range(1, 90), dice.randrange(40)))
        listing = Listing(array("q", listed))
        assert in_order(listing, np.array(found, np.int64)) == [n for n in listed if n in found]
        assert listing.holds(np.array(found, np.int64)).tolist() == [n in listed for n in found]
