"""The look of paper: always light, in one size, in the font that the user reads in."""

from dataclasses import replace
from typing import Final

from PySide6.QtGui import QColor, QFont

from reader.ui.look.look import Look
from reader.ui.look.page_style import PageStyle
from reader.ui.look.themes import LIGHT

UNIT: Final = 0.55
"""Points of paper for one pixel of the page: running text of 20 pixels is 11 points high."""


class PaperLook:
    """Gives colours and fonts as `Look` does for the screen."""

    def __init__(self, look: Look) -> None:
        self._look = look
        usual = PageStyle()
        page = look.page
        self.page = replace(usual, font=page.font, family=page.family, justified=page.justified, leading=150)

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """Give a colour by its name."""
        colour = QColor(LIGHT.colours[token])
        colour.setAlphaF(alpha)
        return colour

    def mark(self, name: str) -> QColor:
        """Give the colour of a highlight: see-through, so that overlapping ones blend."""
        return self.colour(name, LIGHT.mark_alpha)

    def ui(self, pixels: int, weight: int = 400) -> QFont:
        """Give the font of small print."""
        return self._look.sans(pixels, weight)

    def sans(self, pixels: int, weight: int = 400) -> QFont:
        """Give the font of small print."""
        return self._look.sans(pixels, weight)

    def on_page(self, pixels: int, weight: int = 400, italic: bool = False) -> QFont:
        """Give the font that the user chose for the page."""
        return self._look.on_page(pixels, weight, italic)
