"""Spans of text, counted in code points; and the map to the UTF-16 units that Qt counts in."""

from bisect import bisect_left
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text from `start` up to, not including, `end`, in code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Utf16Map:
    """Converts offsets of one text between code points and UTF-16 units.

    The map is the identity for a text without signs beyond the basic plane, and is built only when
    such signs are there.
    """

    def __init__(self, text: str) -> None:
        # Most texts have none: writing one out tells so in a tenth of the time of looking at each sign.
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
            self._astral = [i for i, sign in enumerate(text) if sign > "\uffff"]
            self._astral_units = [i + k for k, i in enumerate(self._astral)]
        else:
            self._astral = []
            self._astral_units = []

    def to_units(self, offset: int) -> int:
        """Give the UTF-16 offset of a code point offset."""
        return offset + bisect_left(self._astral, offset)

    def to_points(self, units: int) -> int:
        """Give the code point offset of a UTF-16 offset; inside a surrogate pair, that of its sign."""
        before = bisect_left(self._astral_units, units)
        if before and units == self._astral_units[before - 1] + 1:
            return self._astral[before - 1]
        return units - before
