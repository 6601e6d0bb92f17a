"""Where the article's text stands in the document: code points here, UTF-16 positions there."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.model.span import Span, Utf16Map


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text that stands in one block of the document without a gap.

    `position` is where it begins in the document, `within` where it begins in its block (UTF-16 units).
    `continues` says that it goes on with the paragraph of the passage before, which was too long for one
    block.
    """

    span: Span
    block: int
    position: int
    within: int
    continues: bool = False


class Places:
    """Converts between offsets of the article's text and positions in the document that shows it.

    Passages stand in the same order in both. What the document shows besides the article's own text,
    such as its date in words, has positions but no offsets.
    """

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self._text = text
        self._units = Utf16Map(text)
        self._passages = tuple(passages)
        self._starts = [passage.span.start for passage in passages]
        self._ends = [passage.span.end for passage in passages]
        self._positions = [passage.position for passage in passages]
        self._blocks = [passage.block for passage in passages]

    @property
    def text(self) -> str:
        """The article's own text."""
        return self._text

    def passages(self, span: Span) -> Sequence[Passage]:
        """Give the passages that share at least one code point with a span."""
        return self._passages[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def in_block(self, block: int) -> Sequence[Passage]:
        """Give the passages that stand in a block of the document."""
        return self._passages[bisect_left(self._blocks, block) : bisect_right(self._blocks, block)]

    def begins_in(self, passage: Passage, span: Span) -> bool:
        """Tell whether a passage is the first that shows any of a span."""
        place = bisect_right(self._ends, span.start)
        return place < len(self._passages) and self._passages[place] is passage

    def is_shown(self, span: Span) -> bool:
        """Tell whether the document shows any of a span."""
        return bisect_right(self._ends, span.start) < bisect_left(self._starts, span.end)

    def positions(self, span: Span) -> tuple[int, int] | None:
        """Give where a span begins and ends in the document, or None when none of it is shown."""
        head, tail = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end) - 1
        if head > tail:
            return None
        first, last = self._passages[head], self._passages[tail]
        start = self._position(first, max(span.start, first.span.start))
        return start, self._position(last, min(span.end, last.span.end))

    def units_within(self, passage: Passage, span: Span) -> tuple[int, int]:
        """Give the part of a span that a passage shows, in UTF-16 units of the passage's block."""
        move = passage.within - passage.position
        start = self._position(passage, max(span.start, passage.span.start))
        return start + move, self._position(passage, min(span.end, passage.span.end)) + move

    def between(self, first: int, last: int) -> Span | None:
        """Give the text that stands between two positions of the document, or None when there is none."""
        from_place = bisect_right(self._positions, first) - 1
        if from_place < 0 or first >= self._end(self._passages[from_place]):
            from_place += 1
        to_place = bisect_left(self._positions, last) - 1
        if from_place > to_place:
            return None
        head, tail = self._passages[from_place], self._passages[to_place]
        start = self._offset(head, max(first, head.position))
        end = self._offset(tail, min(last, self._end(tail)))
        return Span(start, end) if start < end else None

    def offset_at(self, position: int) -> int:
        """Give the offset of the text at a position, or of the first text after it; 0 when there is none."""
        if not self._passages:
            return 0
        place = max(0, bisect_right(self._positions, position) - 1)
        passage = self._passages[place]
        if position >= self._end(passage):
            if place + 1 == len(self._passages):
                return passage.span.end
            passage = self._passages[place + 1]
        return self._offset(passage, max(position, passage.position))

    def position_at(self, offset: int) -> int | None:
        """Give the position of an offset, or of the next text shown; None when there is none after it."""
        place = bisect_right(self._ends, offset)
        if place == len(self._passages):
            return None
        passage = self._passages[place]
        return self._position(passage, max(offset, passage.span.start))

    def _position(self, passage: Passage, offset: int) -> int:
        return passage.position + self._units.to_units(offset) - self._units.to_units(passage.span.start)

    def _offset(self, passage: Passage, position: int) -> int:
        units = self._units.to_units(passage.span.start) + position - passage.position
        return self._units.to_points(units)

    def _end(self, passage: Passage) -> int:
        return self._position(passage, passage.span.end)
