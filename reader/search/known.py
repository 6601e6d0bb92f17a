"""Known articles: identities as numbers in order, so that a million of them take milliseconds."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Known:
    """A set of identities that never changes; each is only itself, whatever it holds."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        given = numbers if isinstance(numbers, array) else array("q", numbers)
        self._numbers = _in_order(given)

    def without(self, others: "Known") -> "Known":
        """Give those that are not among others."""
        import numpy as np

        kept = np.setdiff1d(self.places(), others.places(), assume_unique=True)
        return Known(array("q", kept.tobytes()))

    def __contains__(self, number: int) -> bool:
        at = bisect_left(self._numbers, number)
        return at < len(self._numbers) and self._numbers[at] == number

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def places(self) -> "NDArray[np.int64]":
        """Give them as an array, in order, each once."""
        import numpy as np

        return np.frombuffer(self._numbers, np.int64)


def _in_order(numbers: "array[int]") -> "array[int]":
    """Give numbers in order, each once; numpy does it without an object for each."""
    import numpy as np

    held = np.frombuffer(numbers, np.int64)
    if (held[1:] > held[:-1]).all():
        return numbers
    ordered = np.sort(held, kind="stable")  # which merges what is in order already
    new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return array("q", ordered[new].tobytes())
