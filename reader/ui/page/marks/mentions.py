"""The mentions of an article as they are shown: which there are of each family, and which are seen."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from reader.model.mention import Family, Mention
from reader.model.span import Span


class Mentions:
    """Mentions in text order, without those that are never shown.

    Those of a hidden family are known and counted, but neither painted nor stepped to. What does not lie
    in the text, or overlaps the mention before it, is left out: it would be painted in a wrong place.
    """

    def __init__(
        self, mentions: Sequence[Mention] = (), hidden: frozenset[Family] = frozenset(), length: int = 0
    ) -> None:
        """Take the mentions of a text of `length` code points."""
        self.every = tuple(_in_order(mentions, length))
        self.counts = Counter(mention.family for mention in self.every if mention.family is not None)
        self.hidden = hidden
        self._shown = [mention for mention in self.every if mention.family not in hidden]
        self._starts = [mention.start for mention in self._shown]

    def __len__(self) -> int:
        return len(self._shown)

    def __getitem__(self, place: int) -> Mention:
        return self._shown[place]

    def with_hidden(self, hidden: frozenset[Family], length: int) -> "Mentions":
        """Give the same mentions with other families hidden."""
        return Mentions(self.every, hidden, length)

    def over(self, span: Span) -> Sequence[Mention]:
        """Give the mentions seen that share at least one code point with a span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        if first < len(self._shown) and self._shown[first].end <= span.start:
            first += 1
        return self._shown[first : bisect_left(self._starts, span.end)]

    def starting_before(self, offset: int) -> int:
        """Count the mentions seen that begin before an offset."""
        return bisect_left(self._starts, offset)

    def place_of(self, mention: Mention | None) -> int | None:
        """Give the place of a mention among those seen, from 0, or None when it is not seen."""
        if mention is None:
            return None
        place = bisect_left(self._starts, mention.start)
        return place if place < len(self._shown) and self._shown[place] == mention else None

    def of_cluster(self, mention: Mention) -> list[Mention]:
        """Give every mention of what this one means, in text order."""
        return [each for each in self.every if each.cluster == mention.cluster]


def _in_order(mentions: Sequence[Mention], length: int) -> list[Mention]:
    found: list[Mention] = []
    reach = 0
    for mention in sorted(mentions, key=lambda each: (each.start, each.end)):
        if mention.family is not None and reach <= mention.start < mention.end <= length:
            found.append(mention)
            reach = mention.end
    return found
