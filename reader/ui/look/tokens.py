"""The names of colours: every colour on the screen is one of them, and how clear one is on another."""

from dataclasses import dataclass
from typing import Final

MARK_COLOURS: Final = ("yellow", "green", "blue", "pink", "orange", "purple", "teal", "grey")
"""Colours of labels and tags. `yellow` is the background of a mark, `yellow-ink` its dot or stripe."""

NAME_INK: Final = "name-"
"""What stands before a family of names in the name of its colour, such as `name-person`."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A full set of colours.

    `mark_alpha` is how much of the page a highlight covers, `line_alpha` the line under a name.
    """

    name: str
    dark: bool
    mark_alpha: float
    line_alpha: float
    colours: dict[str, str]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two `#RRGGBB` colours, by WCAG 2 (1 to 21)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def blend(over: str, under: str, alpha: float) -> str:
    """Give the colour seen where `over`, `alpha` opaque, lies on `under`."""
    parts = [
        round(top * alpha + bottom * (1 - alpha))
        for top, bottom in zip(_channels(over), _channels(under), strict=True)
    ]
    return "#" + "".join(f"{part:02X}" for part in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
