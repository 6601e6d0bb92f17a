"""What a page is set in, on the screen or on paper: colours by their names, and fonts."""

from typing import Protocol

from PySide6.QtGui import QColor, QFont

from reader.ui.look.page_style import PageStyle


class Inks(Protocol):
    """Colours and fonts; sizes are pixels of the page."""

    @property
    def page(self) -> PageStyle:
        """How the page is set."""

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """Give a colour by its name."""

    def mark(self, name: str) -> QColor:
        """Give the colour of a highlight."""

    def ui(self, pixels: int, weight: int = 400) -> QFont:
        """Give the font of the window's own words."""

    def sans(self, pixels: int, weight: int = 400) -> QFont:
        """Give the font of small print."""

    def on_page(self, pixels: int, weight: int = 400, italic: bool = False) -> QFont:
        """Give the font of the page."""
