"""Mentions: the names, dates and amounts an article's text holds, and what is known about them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reader.model.ids import ArticleId, VersionId


class MentionType(StrEnum):
    """What a mention names, in the terms of the labelled sets of the field (OntoNotes)."""

    PERSON = "PERSON"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    NORP = "NORP"
    FAC = "FAC"
    EVENT = "EVENT"
    WORK_OF_ART = "WORK_OF_ART"
    PRODUCT = "PRODUCT"
    LAW = "LAW"
    DATE = "DATE"
    TIME = "TIME"
    MONEY = "MONEY"
    QUANTITY = "QUANTITY"
    PERCENT = "PERCENT"
    CARDINAL = "CARDINAL"
    ORDINAL = "ORDINAL"


class Family(StrEnum):
    """The types as a reader sees them: each has one colour, one line in the legend and one group in lists."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    FACILITY = "facility"
    WORK = "work"
    DATE = "date"
    MONEY = "money"
    QUANTITY = "quantity"


FAMILIES: Final[dict[MentionType, Family]] = {
    MentionType.PERSON: Family.PERSON,
    MentionType.ORG: Family.ORGANISATION,
    MentionType.GPE: Family.PLACE,
    MentionType.LOC: Family.PLACE,
    MentionType.NORP: Family.GROUP,
    MentionType.FAC: Family.FACILITY,
    MentionType.EVENT: Family.EVENT,
    MentionType.WORK_OF_ART: Family.WORK,
    MentionType.PRODUCT: Family.WORK,
    MentionType.LAW: Family.WORK,
    MentionType.DATE: Family.DATE,
    MentionType.TIME: Family.DATE,
    MentionType.MONEY: Family.MONEY,
    MentionType.QUANTITY: Family.QUANTITY,
    MentionType.PERCENT: Family.QUANTITY,
}
"""The family of each type that is shown; bare numbers and ordinals are not."""

NAMED: Final = frozenset(
    {
        Family.PERSON,
        Family.ORGANISATION,
        Family.PLACE,
        Family.GROUP,
        Family.EVENT,
        Family.FACILITY,
        Family.WORK,
    }
)
"""Families whose mentions are names, which other articles may name too."""


class Confidence(StrEnum):
    """How much speaks for a mention and its type: the model gives no probability worth showing."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article's text (code points) that names something.

    Mentions of one article never overlap and stand in text order. Those with one `cluster` mean the same;
    `name` is the fullest form of the cluster, and `key` with `type` is its alias: equal in every article
    that names it so. `value` is what a date or an amount comes to, `derivation` one sentence that says how.
    """

    start: int
    end: int
    type: MentionType
    cluster: int
    name: str
    key: str
    value: str = ""
    derivation: str = ""
    confidence: Confidence = Confidence.MEDIUM

    @property
    def family(self) -> Family | None:
        """The family it is shown with, or None when it is not shown."""
        return FAMILIES.get(self.type)


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name as articles are searched by it: its alias key and type, and how it is shown."""

    key: str
    type: MentionType
    name: str


@dataclass(frozen=True, slots=True)
class NameCount:
    """A name and how many articles name it."""

    name: NameRef
    articles: int


class Recognition(StrEnum):
    """How far the recognition of an article has come."""

    WAITING = "waiting"
    """Its turn has not come yet."""
    DONE = "done"
    FOREIGN = "foreign"
    """Done, but names are not recognised in its language."""
    OFF = "off"
    """There is no model."""
    SET_ASIDE = "set-aside"
    """It stopped the recognition twice and is left out."""


@dataclass(frozen=True, slots=True)
class Names:
    """What was recognised in the current version of an article; `language` is an ISO code or empty."""

    article: ArticleId
    version: VersionId
    state: Recognition
    language: str = ""
    mentions: tuple[Mention, ...] = ()
