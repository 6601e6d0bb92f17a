"""The named colours of each theme. Every colour on the screen is one of these names."""

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


LIGHT: Final = Theme(
    name="light",
    dark=False,
    mark_alpha=0.78,
    line_alpha=0.85,
    colours={
        "side": "#F2F0EB",
        "list": "#FAF9F6",
        "page": "#FFFFFF",
        "panel": "#F7F5F1",
        "card": "#FFFFFF",
        "text": "#24211D",
        "body": "#2A2723",
        "caption": "#57524A",
        "muted": "#635D55",
        "faint": "#6B655C",
        "line": "#E6E2DA",
        "hover": "#EFECE6",
        "selection": "#E4E9F7",
        "page-selection": "#CFDAF7",
        "accent": "#3557C4",
        "accent-hover": "#2A49AE",
        "on-accent": "#FFFFFF",
        "chip": "#EDEAE3",
        "chip-text": "#57524A",
        "match": "#A94E08",
        "scroll": "#D8D3C9",
        "danger": "#B3261E",
        "shadow": "#000000",
        "yellow": "#FFE58A",
        "green": "#C4EBC6",
        "blue": "#CBE0FB",
        "pink": "#FBCFDC",
        "orange": "#FFD5AE",
        "purple": "#E3D5FA",
        "teal": "#BFEAE6",
        "grey": "#DFDCD6",
        "yellow-ink": "#B98900",
        "green-ink": "#16885A",
        "blue-ink": "#2F6BDE",
        "pink-ink": "#C43D6B",
        "orange-ink": "#C2660C",
        "purple-ink": "#8B4FD0",
        "teal-ink": "#0C8583",
        "grey-ink": "#77726A",
        "name-person": "#3B74E0",
        "name-organisation": "#C2660C",
        "name-place": "#16885A",
        "name-group": "#0A8299",
        "name-event": "#C43D6B",
        "name-facility": "#6C7F12",
        "name-work": "#7B766E",
        "name-date": "#8B4FD0",
        "name-money": "#A47A00",
        "name-quantity": "#56698F",
    },
)

DARK: Final = Theme(
    name="dark",
    dark=True,
    mark_alpha=0.72,
    line_alpha=0.8,
    colours={
        "side": "#141518",
        "list": "#191A1E",
        "page": "#1E1F24",
        "panel": "#191A1E",
        "card": "#23252B",
        "text": "#ECE9E3",
        "body": "#D9D5CD",
        "caption": "#CBC7BF",
        "muted": "#ADA8A0",
        "faint": "#A39E97",
        "line": "#2B2D33",
        "hover": "#22242A",
        "selection": "#2A3250",
        "page-selection": "#37457A",
        "accent": "#8FA8FF",
        "accent-hover": "#A8BCFF",
        "on-accent": "#12131A",
        "chip": "#2A2C33",
        "chip-text": "#B9B4AC",
        "match": "#F2B36B",
        "scroll": "#3A3D45",
        "danger": "#FF8A80",
        "shadow": "#000000",
        "yellow": "#7D6312",
        "green": "#2C6440",
        "blue": "#2B4C7E",
        "pink": "#7C3550",
        "orange": "#7E4619",
        "purple": "#573C86",
        "teal": "#1C5C5D",
        "grey": "#4C4E56",
        "yellow-ink": "#E3BF4C",
        "green-ink": "#5FC79A",
        "blue-ink": "#7FA7FF",
        "pink-ink": "#F08CAF",
        "orange-ink": "#E9A55B",
        "purple-ink": "#BF97F2",
        "teal-ink": "#57C7C4",
        "grey-ink": "#A3A19B",
        "name-person": "#7FA7FF",
        "name-organisation": "#E9A55B",
        "name-place": "#5FC79A",
        "name-group": "#56C5DB",
        "name-event": "#F08CAF",
        "name-facility": "#B5C25A",
        "name-work": "#A3A19B",
        "name-date": "#BF97F2",
        "name-money": "#E3BF4C",
        "name-quantity": "#9DB2D6",
    },
)


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
