"""The way through what was read: places in articles, in the order in which the reader came to them."""

from dataclasses import dataclass, replace
from typing import Final, Self

from reader.model.ids import ArticleId, VersionId

MOST_STOPS: Final = 200
"""Stops that are remembered; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in an article: `position` is a code point of the text of `version`."""

    article: ArticleId
    version: VersionId
    position: int


@dataclass(frozen=True, slots=True)
class Trail:
    """The stops of the reader, the oldest first; `here` is the place of the present one, -1 for none."""

    stops: tuple[Stop, ...] = ()
    here: int = -1

    def present(self) -> Stop | None:
        """Give the stop where the reader is."""
        return self.stops[self.here] if self.here >= 0 else None

    def ahead(self, by: int) -> Stop | None:
        """Give the stop `by` places on, or back when it is negative; None when there is none."""
        place = self.here + by
        return self.stops[place] if self.here >= 0 and 0 <= place < len(self.stops) else None

    def stepped(self, by: int) -> Self:
        """Go to the stop `by` places on, if it is there."""
        return self if self.ahead(by) is None else replace(self, here=self.here + by)

    def gone_to(self, stop: Stop) -> Self:
        """Come to a new stop; those that were gone back from are forgotten."""
        stops = (*self.stops[: self.here + 1], stop)[-MOST_STOPS:]
        return replace(self, stops=stops, here=len(stops) - 1)

    def moved_to(self, stop: Stop) -> Self:
        """Keep where the reader is now, in place of where the present stop began."""
        if self.here < 0:
            return self.gone_to(stop)
        return replace(self, stops=(*self.stops[: self.here], stop, *self.stops[self.here + 1 :]))

    def without(self, article: ArticleId) -> Self:
        """Leave out an article that is no longer there; the reader stays at the stop that is left before."""
        stops = tuple(stop for stop in self.stops if stop.article != article)
        before = sum(stop.article != article for stop in self.stops[: self.here + 1])
        return replace(self, stops=stops, here=max(before - 1, min(0, len(stops) - 1)))
