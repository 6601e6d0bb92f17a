"""The search language at a glance: what to type for what."""

from typing import Final

from reader.model.query_fields import EXAMPLES, FIELDS
from reader.model.wording import tr

_BETWEEN: Final = " · "
_WORDS: Final = (
    ("all of these words", "comet tail"),
    ("one or the other", "comet OR meteor"),
    ("without a word", "-comet"),
    ("taken together", "(comet OR meteor) tail"),
    ("words in this order", '"lunar south pole"'),
    ("within 5 words", '"pole lander"~5 · pole NEAR/5 lander'),
    ("words that begin so", "land*"),
    ("one sign open", "w?ld"),
    ("misspelled", "lnader~"),
    ("counts three times", "comet^3"),
    ("regular expression", "/c[ao]met/"),
)
_DAYS: Final = (
    ("a day, a month, a year", "2025-10-03 · 2025-10 · 2025"),
    ("from one to another", "2025-10/2025-11"),
    ("since that long ago", "7d · 2w · 3m · 1y"),
    ("by name", "today · yesterday · last week"),
)


WIDE: Final = 960
"""Pixels of the sheet that shows the language."""


def language_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give groups of what can be asked for, each with how it is written."""
    fields = [(tr(row.meaning), _BETWEEN.join(EXAMPLES[name])) for name, row in FIELDS.items()]
    return [
        (tr("Words"), [(tr(what), how) for what, how in _WORDS]),
        (tr("Days"), [(tr(what), how) for what, how in _DAYS]),
        (tr("Fields"), fields),
    ]
