"""How each part of the page is set: font, colour, line height and the room around it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat

from reader.model.scripts import leaning
from reader.ui.look.inks import Inks
from reader.ui.look.page_style import PageStyle

LEAST_MARGIN: Final = 58
"""Pixels left and right of the column at least; badges stand there."""

_AVERAGE_WORDS: Final = (
    "The second dam was finished twelve years later, and the two of them hold back a lake that is longer "
    "than any other on the river; ships that come up from the sea wait here for the locks to open."
)
"""What an average sign is measured on: the average that fonts state counts rare letters like common ones."""

BASE_LINE: Final = 0.8
"""Share of a line of fixed height that Qt puts above the base line."""


class Part(StrEnum):
    """A kind of words on the page; not all of them are the article's own."""

    KICKER = "kicker"
    TITLE = "title"
    ORIGINAL = "original"
    FACTS = "facts"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Type:
    """The type a part is set in; lengths are pixels."""

    size: int
    line: int
    colour: str
    above: int = 0
    below: int = 0
    weight: int = 400
    serif: bool = True
    italic: bool = False
    spacing: float = 0.0
    indent: int = 0


TYPES: Final[dict[Part, Type]] = {
    Part.KICKER: Type(12, 16, "accent", above=8, below=12, weight=600, serif=False, spacing=0.7),
    Part.TITLE: Type(33, 40, "text", below=14, weight=600, spacing=-0.3),
    Part.ORIGINAL: Type(16, 24, "caption", below=12),
    Part.FACTS: Type(13, 20, "muted", below=26, serif=False),
    Part.HEADING: Type(23, 30, "text", above=34, below=10, weight=600),
    Part.PARAGRAPH: Type(20, 32, "body", below=20),
    Part.CAPTION: Type(15, 23, "caption", above=2, below=24, italic=True, indent=18),
    Part.CREDIT: Type(11, 23, "caption", above=2, below=24, weight=500, serif=False, spacing=0.3, indent=18),
    Part.REMOVED: Type(13, 20, "caption", above=2, below=8, serif=False),
}


_EVEN: Final = frozenset({Part.PARAGRAPH, Part.REMOVED})
"""Parts that are set with both edges even when the user wants it; headlines and captions stay ragged."""


class Setting:
    """The formats of all parts in the theme in force."""

    def __init__(self, look: Inks) -> None:
        kinds = {part: _sized(kind, look.page) for part, kind in TYPES.items()}
        even = look.page.justified
        self._blocks = {
            part: _block_format(kind, even=even and part in _EVEN) for part, kind in kinds.items()
        }
        self._signs = {part: _sign_format(look, kind) for part, kind in kinds.items()}
        self._upright = {
            part: _sign_format(look, replace(kind, italic=False))
            for part, kind in kinds.items()
            if kind.italic
        }

    def block(self, part: Part) -> QTextBlockFormat:
        """Give the format of the blocks of a part."""
        return self._blocks[part]

    def signs(self, part: Part) -> QTextCharFormat:
        """Give the format of the words of a part."""
        return self._signs[part]

    def runs(self, part: Part, text: str) -> Iterator[tuple[str, QTextCharFormat]]:
        """Cut words of a part by their format: scripts that have no italic are not slanted."""
        if part not in self._upright:
            yield text, self._signs[part]
            return
        for piece, leans in leaning(text):
            yield piece, (self._signs if leans else self._upright)[part]


def body_font(look: Inks) -> QFont:
    """Give the font of the running text."""
    return look.on_page(look.page.size)


def column_width(look: Inks) -> float:
    """Give the width in pixels of the column at its widest."""
    return (
        QFontMetricsF(body_font(look)).horizontalAdvance(_AVERAGE_WORDS)
        / len(_AVERAGE_WORDS)
        * look.page.letters
    )


def _sized(kind: Type, style: PageStyle) -> Type:
    """Give a type at the size and line height that the user wants; headlines follow both."""
    usual = TYPES[Part.PARAGRAPH]
    larger = style.size / usual.size
    airier = style.leading * usual.size / usual.line / 100
    return replace(
        kind,
        size=round(kind.size * (larger if kind.serif else max(1.0, larger))),  # small print stays legible
        line=round(kind.line * larger * airier),
        above=round(kind.above * larger),
        below=round(kind.below * larger),
    )


def _block_format(kind: Type, *, even: bool) -> QTextBlockFormat:
    made = QTextBlockFormat()
    if even:
        made.setAlignment(Qt.AlignmentFlag.AlignJustify)
    made.setLineHeight(float(kind.line), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setTopMargin(kind.above)
    made.setBottomMargin(kind.below)
    made.setLeftMargin(kind.indent)
    made.setRightMargin(kind.indent)
    return made


def _sign_format(look: Inks, kind: Type) -> QTextCharFormat:
    if kind.serif:
        font = look.on_page(kind.size, kind.weight, kind.italic)
    else:
        font = look.sans(kind.size, kind.weight)
    if kind.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.spacing)
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(look.colour(kind.colour))
    return made
