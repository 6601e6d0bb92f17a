"""Where the words of a leaf stand in a segment: phrases, nearness, and what must be in a title or note."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from reader.search.analysis.nearness import Span, nearest
from reader.search.analysis.words import form_of
from reader.search.answering.answers import Mask
from reader.search.answering.fitting import fitting
from reader.search.answering.patience import Patience
from reader.search.answering.places import BITS, counted, neighbours, shared
from reader.search.language.tree import Leaf, Near, Phrase, Place, Single, Within
from reader.search.segments.lists import Places, PostingList, once
from reader.search.segments.snapshot import Part

_CORRECTION: Final = "correction"
_NOTE: Final = "highlight"
_POSITION: Final = (1 << BITS) - 1
_WORK: Final = 50
"""Postings that arrays go through while others go through one."""


class _List(NamedTuple):
    """The postings of a word; with `title`, only where that one stands too."""

    postings: PostingList
    title: PostingList | None = None


def corrected_articles(parts: Iterable[Part]) -> Places:
    """Give the articles whose title was corrected: that of their text no longer counts."""
    found = [np.zeros(0, np.int64)]
    for part in parts:
        corrections = part.named(_CORRECTION)
        corrections[list(part.deleted)] = False
        found.append(part.segment.articles[corrections])
    return once(np.concatenate(found))


def standing(leaf: Leaf, part: Part, corrected: Places, patience: Patience) -> tuple[Places, Places]:
    """Give the documents of a segment in which a leaf stands, and how often; deleted ones included.

    `corrected` are articles with a corrected title.

    Raises:
        InterruptedWork: when the answer is no longer wanted.
    """
    place = leaf.place if isinstance(leaf, Within) else None
    inner = leaf.leaf if isinstance(leaf, Within) else leaf
    look_up = _Standing(part, patience, place, corrected)
    return look_up.near(inner) if isinstance(inner, Near) else look_up.counted(inner)


class _Standing:
    """One look-up in one segment, everywhere or in one place."""

    def __init__(self, part: Part, patience: Patience, place: Place | None, corrected: Places) -> None:
        self._part = part
        self._segment = part.segment
        self._patience = patience
        self._place = place
        self._corrected = corrected
        self._known: dict[Single, list[_List]] = {}

    def counted(self, leaf: Single | Phrase) -> tuple[Places, Places]:
        """Give the documents of a word or phrase, and how often it stands in each."""
        places = self._places(leaf, self._allowed())
        return counted(places >> BITS)

    def near(self, near: Near) -> tuple[Places, Places]:
        """Give the documents that have the members near each other, and how often."""
        among = self._allowed()
        for choices in near.members:
            among = among & self._holding_any(choices)
        members: list[Places] = []
        for choices in sorted(near.members, key=self._weight):  # the rarest leaves few documents to others
            among = self._having(members[-1]) if members else among
            members.append(self._starts(choices, among))
        longest = max(_length(choice) for choices in near.members for choice in choices)
        likely = neighbours(members, near.distance + longest)
        if longest:
            return self._counted_one_by_one(near, once(likely >> BITS))
        # Where one position belongs to two members, each still needs one of its own: that is tried out.
        twice = [shared(one, other) >> BITS for one, other in combinations(members, 2)]
        tried = once(np.concatenate(twice))
        documents, counts = counted(np.sort(likely >> BITS))
        clear = ~np.isin(documents, tried)
        more, often = self._counted_one_by_one(near, documents[~clear])
        return np.concatenate((documents[clear], more)), np.concatenate((counts[clear], often))

    def _counted_one_by_one(self, near: Near, documents: Places) -> tuple[Places, Places]:
        """Look at every stretch of some documents."""
        among = np.zeros(self._segment.size, bool)
        among[documents] = True
        members = [self._spans(choices, among) for choices in near.members]
        counts: dict[int, int] = {}
        for document in documents.tolist():
            each = [sorted(set(member[document])) for member in members]
            self._patience.spend(sum(map(len, each)) * 4)
            if found := nearest(each, near.distance):
                counts[document] = len(found)
        return np.array([*counts], np.int64), np.array([*counts.values()], np.int64)

    def _allowed(self) -> Mask:
        """Tell which documents count at all: no others than notes, or no titles but those that count."""
        if self._place is Place.NOTE:
            return self._part.named(_NOTE)
        if self._place is None or not len(self._corrected):
            return np.ones(self._segment.size, bool)
        return self._part.named(_CORRECTION) | ~np.isin(self._segment.articles, self._corrected)

    def _weight(self, choices: Sequence[Single | Phrase]) -> int:
        """Tell how many postings must be read to find what is rarest in each choice."""
        return sum(min(map(self._size, _words(choice))) for choice in choices)

    def _size(self, word: Single) -> int:
        return sum(len(each.postings.documents) for each in self._lists(word))

    def _starts(self, choices: Sequence[Single | Phrase], among: Mask) -> Places:
        """Give where any of the choices stands or begins, in order."""
        found = [self._places(choice, among) for choice in choices]
        return found[0] if len(found) == 1 else once(np.concatenate(found))

    def _having(self, places: Places) -> Mask:
        having = np.zeros(self._segment.size, bool)
        having[places >> BITS] = True
        return having

    def _spans(self, choices: Sequence[Single | Phrase], among: Mask) -> dict[int, list[Span]]:
        spans: dict[int, list[Span]] = {}
        for choice in choices:
            length = _length(choice)
            places = self._places(choice, among)
            self._patience.spend(len(places))
            positions = (places & _POSITION).tolist()
            for document, start in zip((places >> BITS).tolist(), positions, strict=True):
                spans.setdefault(document, []).append((start, start + length))
        return spans

    def _holding_any(self, choices: Sequence[Single | Phrase]) -> Mask:
        marked = np.zeros(self._segment.size, bool)
        for choice in choices:
            marked |= np.logical_and.reduce([self._holding(word) for word in _words(choice)])
        return marked

    def _holding(self, word: Single) -> Mask:
        marked = np.zeros(self._segment.size, bool)
        for each in self._lists(word):
            marked[each.postings.documents] = True
        return marked

    def _places(self, leaf: Single | Phrase, among: Mask) -> Places:
        """Give where a word stands or a phrase begins, in order, in the documents of `among`."""
        if not isinstance(leaf, Phrase):
            return self._shifted(self._lists(leaf), 0, among)
        reach = max(step for step, _ in leaf.words)
        members = [(reach - step, self._lists(word)) for step, word in leaf.words]
        members.sort(key=lambda member: sum(len(each.postings.documents) for each in member[1]))
        for _, word in leaf.words:
            among = among & self._holding(word)
        starts: Places | None = None
        for turn, (shift, lists) in enumerate(members):  # the rarest word first
            if starts is not None and turn > 1:  # from the first two on, few documents are left to the others
                among = self._having(starts)
            places = self._shifted(lists, shift, among)
            starts = places if starts is None else shared(starts, places)
        return starts - reach if starts is not None else np.zeros(0, np.int64)

    def _shifted(self, lists: list[_List], shift: int, among: Mask) -> Places:
        """Give the places of any of the lists, moved on by so many positions."""
        found = [self._read(each, among) for each in lists]
        if not found:
            return np.zeros(0, np.int64)
        places = found[0] if len(found) == 1 else once(np.concatenate(found))
        if shift:
            places += shift
        return places

    def _read(self, each: _List, among: Mask) -> Places:
        self._patience.spend(len(each.postings.documents) // _WORK)
        places = each.postings.places(among[each.postings.documents])
        if each.title is None:
            return places
        return shared(places, each.title.places(among[each.title.documents]))

    def _lists(self, word: Single) -> list[_List]:
        """Give the postings of all that fits a word; in a title, only where a form stands in it."""
        known = self._known.get(word)
        if known is None:
            known = []
            for field, places in fitting(word, self._segment, self._patience):
                for place in places.tolist():
                    self._patience.spend(20)
                    known += self._list(field, place)
            self._known[word] = known
        return known

    def _list(self, field: str, place: int) -> list[_List]:
        segment = self._segment
        if self._place is not Place.TITLE:
            return [_List(segment.list_at(field, place))]
        term = segment.lexicon(field)[place]
        title = segment.list("title", term if field == "text" else form_of(term.decode()).encode())
        if title is None:
            return []
        return [_List(title)] if field == "text" else [_List(segment.list_at(field, place), title)]


def _words(choice: Single | Phrase) -> list[Single]:
    return [word for _, word in choice.words] if isinstance(choice, Phrase) else [choice]


def _length(choice: Single | Phrase) -> int:
    """Give the positions from the first word to the last."""
    return choice.words[-1][0] if isinstance(choice, Phrase) else 0
