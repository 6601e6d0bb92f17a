"""How the page is set: its font, size, line height and width, as the user wants them."""

from dataclasses import dataclass

from reader.settings import Settings


@dataclass(frozen=True, slots=True)
class PageStyle:
    """`size` is pixels of the running text, `leading` hundredths of it, `letters` those of a full line.

    `family` is a font of the computer, which `font` asks for by `own`; `justified` sets both edges even.
    """

    font: str = "source-serif"
    size: int = 20
    leading: int = 160
    letters: int = 68
    family: str = ""
    justified: bool = False


def page_style(settings: Settings) -> PageStyle:
    """Give the style the user chose."""
    return PageStyle(
        settings.page_font,
        settings.text_size,
        settings.line_height,
        settings.column_letters,
        settings.own_font,
        settings.justified,
    )
