"""The families of names in words and colours, and what is said of their recognition."""

from typing import Final

from reader.model.mention import Family, Mention, MentionType, Names, Recognition
from reader.model.wording import joined, tr
from reader.ui.kit.languages import language_name
from reader.ui.look.tokens import NAME_INK

_FAMILIES: Final = {
    Family.PERSON: "People",
    Family.ORGANISATION: "Organisations",
    Family.PLACE: "Places",
    Family.GROUP: "Groups",
    Family.EVENT: "Events",
    Family.FACILITY: "Facilities",
    Family.WORK: "Works",
    Family.DATE: "Dates",
    Family.MONEY: "Money",
    Family.QUANTITY: "Quantities",
}
_TYPES: Final = {
    MentionType.PERSON: "Person",
    MentionType.ORG: "Organisation",
    MentionType.GPE: "Place",
    MentionType.LOC: "Place",
    MentionType.NORP: "Nationality or group",
    MentionType.FAC: "Facility",
    MentionType.EVENT: "Event",
    MentionType.WORK_OF_ART: "Work",
    MentionType.PRODUCT: "Product",
    MentionType.LAW: "Law",
    MentionType.DATE: "Date",
    MentionType.TIME: "Time",
    MentionType.MONEY: "Money",
    MentionType.QUANTITY: "Quantity",
    MentionType.PERCENT: "Percentage",
    MentionType.CARDINAL: "Number",
    MentionType.ORDINAL: "Rank",
}


def family_words(family: Family) -> str:
    """Name a family, in the plural."""
    return tr(_FAMILIES[family])


def type_words(kind: MentionType) -> str:
    """Name what a mention names."""
    return tr(_TYPES[kind])


def ink(family: Family | None) -> str:
    """Give the name of a family's colour."""
    return f"{NAME_INK}{family or Family.WORK}"


def mentions_words(count: int) -> str:
    """Say how often something is named."""
    return tr("1 mention") if count == 1 else tr("{count} mentions", count=f"{count:,}")


def reading_words(mention: Mention) -> str:
    """Say what a date or an amount comes to and why; empty for what needs no reading."""
    if mention.value in mention.derivation:
        return mention.derivation
    value = "" if mention.value.casefold() == mention.name.casefold() else mention.value
    return joined(" · ", value, mention.derivation)


def state_words(names: Names) -> str:
    """Say why no names are shown, or no longer; empty when they are all there."""
    if names.state is Recognition.WAITING:
        return tr("Names are being looked for…")
    if names.state is Recognition.OFF:
        return tr("The names model is missing: install Pressmark again to see names")
    if names.state is Recognition.SET_ASIDE:
        return tr("Names of this article were left out: it stopped the recognition twice")
    if names.state is Recognition.FOREIGN:
        language = language_name(names.language)
        if not language:
            return tr("Names are not recognised: the language of this article is not known")
        return tr("Names are not recognised in {language}", language=language)
    return ""
