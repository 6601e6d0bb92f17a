"""The hits of the article on the page, in text order."""

from array import array
from bisect import bisect_left, bisect_right

from reader.model.hits import Hits
from reader.model.span import Span


class HitList:
    """Spans by their place, from 0; there may be thousands, so they are made one by one."""

    def __init__(self, hits: Hits | None = None) -> None:
        self.hits = hits
        """What they were made of."""
        self.starts, self._ends = array("I"), array("I")
        if hits is not None:
            self.starts.frombytes(hits.starts)
            self._ends.frombytes(hits.ends)

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, place: int) -> Span:
        return Span(self.starts[place], self._ends[place])

    def over(self, span: Span) -> range:
        """Give the places of the hits that share at least one code point with a span."""
        return range(bisect_right(self._ends, span.start), bisect_left(self.starts, span.end))

    def starting_before(self, offset: int) -> int:
        """Count the hits that begin before an offset."""
        return bisect_left(self.starts, offset)
