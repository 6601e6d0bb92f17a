"""Lists of postings: whatever is packed comes back as it was, and no damage goes unnoticed."""

import weakref

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search.segments.lexicon import LexiconDraft
from reader.search.segments.lists import (
    Block,
    DamagedListError,
    Entries,
    PostingList,
    documents_of,
    pack,
    unpack,
)

Posting = tuple[int, int, list[int]]

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

_spots = st.lists(st.integers(0, 2**31), min_size=1, max_size=5, unique=True).map(sorted)
_few = st.lists(st.integers(0, 700), min_size=1, max_size=3, unique=True).map(sorted)
_postings = st.dictionaries(
    st.one_of(st.integers(0, 300), st.integers(0, 2**31)),
    st.tuples(st.integers(0, 70_000), st.one_of(_few, _spots)),
    min_size=1,
    max_size=12,
).map(lambda found: [(document, *found[document]) for document in sorted(found)])


def block_of(lists: list[list[Posting]]) -> Block:
    every = [posting for postings in lists for posting in postings]
    counts = np.array([len(places) for _, _, places in every], np.uint32)
    return Block(
        np.concatenate(([0], np.cumsum([len(postings) for postings in lists]))),
        np.array([document for document, _, _ in every], np.uint32),
        counts,
        counts + np.array([more for _, more, _ in every], np.uint32),
        np.array([place for _, _, places in every for place in places], np.uint32),
    )


def entries_of(block: Block, *, placed: bool) -> tuple[bytes, Entries]:
    packed = pack(block, placed=placed)
    offsets = np.cumsum(packed.lengths) - packed.lengths
    firsts = block.documents[block.starts[:-1]]
    sizes = np.diff(block.starts)
    return packed.data.tobytes(), Entries(
        offsets, packed.lengths, sizes, firsts, packed.shapes, packed.heads, packed.tails
    )


def single(data: bytes, entries: Entries, place: int) -> PostingList:
    return PostingList(data, tuple(int(column[place]) for column in entries))


@unhurried
@given(st.lists(_postings, min_size=1, max_size=6))
def test_what_is_packed_comes_back(lists: list[list[Posting]]):
    block = block_of(lists)
    data, entries = entries_of(block, placed=True)
    again = unpack(np.frombuffer(data, np.uint8), entries, placed=True)
    for one, other in zip(block, again, strict=True):
        assert one.tolist() == other.tolist()
    assert documents_of(np.frombuffer(data, np.uint8), entries).tolist() == block.documents.tolist()
    for place, postings in enumerate(lists):
        found = single(data, entries, place)
        assert found.documents.tolist() == [document for document, _, _ in postings]
        assert found.counts.tolist() == [len(places) for _, _, places in postings]
        assert found.weights.tolist() == [len(places) + more for _, more, places in postings]
        assert found.positions().tolist() == [each for _, _, places in postings for each in places]
        for step in (1, 2, 20):
            chosen = np.arange(len(postings)) % step == 0
            wanted = [document << 32 | each for document, _, places in postings[::step] for each in places]
            assert found.places(chosen).view(np.uint64).tolist() == wanted
        assert found.places().tolist() == found.places(np.ones(len(postings), bool)).tolist()


@unhurried
@given(st.lists(_postings, min_size=1, max_size=4))
def test_lists_without_positions_come_back(lists: list[list[Posting]]):
    block = block_of(lists)
    block = block._replace(positions=block.positions[:0])
    data, entries = entries_of(block, placed=False)
    again = unpack(np.frombuffer(data, np.uint8), entries, placed=False)
    for one, other in zip(block, again, strict=True):
        assert one.tolist() == other.tolist()


@unhurried
@given(st.lists(_postings, min_size=2, max_size=5), st.booleans())
def test_a_list_is_packed_alone_as_among_others(lists: list[list[Posting]], placed: bool):
    together = pack(block_of(lists), placed=placed)
    alone = [pack(block_of([postings]), placed=placed) for postings in lists]
    for column, all_ in enumerate(together):
        assert np.concatenate([each[column] for each in alone]).tolist() == all_.tolist()


def test_every_count_and_position_is_kept_however_large():
    places = list(range(0, 300_000, 3))
    block = block_of([[(5, 0, places), (900_000, 7, [4_000_000_000])]])
    data, entries = entries_of(block, placed=True)
    found = single(data, entries, 0)
    assert (found.counts.tolist(), found.weights.tolist()) == ([100_000, 1], [100_000, 8])
    assert found.positions().tolist() == [*places, 4_000_000_000]


def test_a_common_word_takes_few_bytes():
    block = block_of([[(document, 0, [document % 500]) for document in range(0, 40_000, 4)]])
    data, _ = entries_of(block, placed=True)
    assert len(data) < 3.01 * len(block.documents)


@unhurried
@given(_postings, _postings, st.data())
def test_any_changed_byte_is_noticed(one: list[Posting], other: list[Posting], choice: st.DataObject):
    data, entries = entries_of(block_of([one, other]), placed=True)
    at = choice.draw(st.integers(0, len(data) - 1))
    spoilt = bytearray(data)
    spoilt[at] ^= choice.draw(st.integers(1, 255))
    with pytest.raises(DamagedListError):
        unpack(np.frombuffer(bytes(spoilt), np.uint8), entries, placed=True)
    ends = np.cumsum(entries.lengths)
    with pytest.raises(DamagedListError):
        single(bytes(spoilt), entries, int(np.searchsorted(ends, at, side="right"))).positions()


def test_the_lexicon_of_a_new_segment_keeps_no_postings_in_memory():
    block = block_of([[(document, 0, [1, 2]) for document in range(1_000)]])
    packed = pack(block, placed=True)
    data = weakref.ref(packed.data)
    draft = LexiconDraft()
    draft.start("text")
    draft.add("text", [b"word"], np.diff(block.starts), block.documents[:1], np.zeros(1, np.uint16), packed)
    del packed
    assert data() is None
