"""Keys: what two spellings of one name have in common."""

from collections.abc import Callable
from functools import cache
from typing import Final
from unicodedata import combining, normalize

from reader.model.mention import FAMILIES, NAMED, MentionType

_LONGEST: Final = 300
"""Code points of a name that its key is made of."""


def alias_key(name: str, kind: MentionType) -> str:
    """Give the key of a name: without order, case, accents, script and the forms of companies.

    Dates, amounts and numbers are no names: theirs is their words in lower case.
    """
    name = name[:_LONGEST]
    words = " ".join(name.casefold().split())
    if FAMILIES.get(kind) not in NAMED:
        return words
    return _fingerprint()(name) or words


def typed_key(typed: str) -> str:
    """Give what is being typed as keys are made, though its last word may lack letters."""
    plain = "".join(sign for sign in normalize("NFKD", typed[:_LONGEST]) if not combining(sign)).casefold()
    if plain.isascii():  # without the tables, which take a while to read
        return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())
    return alias_key(typed, MentionType.PERSON)


@cache
def _fingerprint() -> Callable[[str], str | None]:
    import warnings

    import fingerprints  # its tables take a while to read

    # ICU would give other keys on machines that have it; all of ours have none.
    warnings.filterwarnings("ignore", message="Install 'pyicu'")
    generate: Callable[[str], str | None] = fingerprints.generate
    return generate
