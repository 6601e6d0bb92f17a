"""What a check of a library found."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Checkup:
    """How store, index and names stand: whether each could be read through, and what they count.

    `missing` and `needless` count entries the index should and should not hold; both are only known to it
    when it has read every change (`waiting` is 0). `articles` leaves the bin out, `recognised` counts
    those whose names are known. `troubles` are codes: `store`, `index`, `index-missing`, `index-behind`,
    `index-differs`, `names`.
    """

    store_sound: bool
    index_sound: bool
    names_sound: bool
    articles: int = 0
    entries: int = 0
    waiting: int = 0
    missing: int = 0
    needless: int = 0
    recognised: int = 0
    troubles: tuple[str, ...] = field(default=())

    @property
    def sound(self) -> bool:
        """Tell whether everything is as it should be; changes still to be indexed are no fault."""
        return not set(self.troubles) - {"index-behind"}
