"""The look of the window: its theme, fonts and icons, handed to every widget."""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from reader.model.errors import ReaderError, Trouble
from reader.places import resource
from reader.ui.look.motion import Motion
from reader.ui.look.page_style import PageStyle
from reader.ui.look.style_sheet import style_sheet
from reader.ui.look.themes import LIGHT, theme_for
from reader.ui.look.tokens import Theme

WINDOW_SIZE: Final = 13
"""Pixels of the window's own words, unless the user wants them larger or smaller."""

_SIZES: Final = re.compile(r"font-size: (\d+)px")

_DISPLAY_FROM: Final = 27
"""Pixels from which a serif line takes the cut drawn for headlines."""

_FONT_FILES: Final = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "SourceSerif4-Regular.ttf",
    "SourceSerif4-Italic.ttf",
    "SourceSerif4-SemiBold.ttf",
    "SourceSerif4Display-SemiBold.ttf",
)


class Look(QObject):
    """Colours, fonts and icons of the theme in force.

    `changed` is emitted after the theme changed and the style sheet was applied.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system", *, sepia: bool = False) -> None:
        """Load the fonts and take a theme, as `choose` does.

        Raises:
            ReaderError: `RESOURCE_MISSING` when a font is not there or cannot be used.
        """
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._sepia = sepia
        self.page = PageStyle()
        self.motion = Motion(self)
        self._window_size = WINDOW_SIZE
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._load_fonts()
        application.setStyle("Fusion")
        application.setFont(self.ui(13))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        self.theme: Theme = LIGHT
        self.choose(choice, sepia=sepia)

    def choose(self, choice: str, *, sepia: bool = False) -> None:
        """Take a theme: `light` or `dark`, `system` to follow the computer, `contrast` for high contrast.

        `contrast` is light or dark as the computer is; a computer that is set to high contrast gets it
        under `system` too. `sepia` gives light and dark a page in the tone of old paper.
        """
        self._choice, self._sepia = choice, sepia
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(
            choice, Qt.ColorScheme.Unknown
        )
        QGuiApplication.styleHints().setColorScheme(scheme)
        self._take(self._wanted())

    def wear(self, theme: Theme) -> None:
        """Show a theme whatever the user chose, until the next choice: for pictures."""
        self._take(theme)

    def set_sizes(self, page: PageStyle, window_size: int) -> None:
        """Set how the page is set, and how large the window's own words are, in pixels."""
        if (page, window_size) == (self.page, self._window_size):
            return
        self.page, self._window_size = page, window_size
        self._application.setFont(self.ui(WINDOW_SIZE))
        self._application.setStyleSheet(self._sheet())
        self.changed.emit()

    @property
    def choice(self) -> str:
        """The user's choice: `system`, `light`, `dark` or `contrast`."""
        return self._choice

    @property
    def sepia(self) -> bool:
        """Whether the user wants a sepia page."""
        return self._sepia

    def colour(self, token: str, alpha: float = 1.0) -> QColor:
        """Give a colour by its name."""
        colour = QColor(self.theme.colours[token])
        colour.setAlphaF(alpha)
        return colour

    def mark(self, name: str) -> QColor:
        """Give the colour a highlight is painted in: see-through, so that overlapping ones blend."""
        return self.colour(name, self.theme.mark_alpha)

    def line(self, token: str) -> QColor:
        """Give the colour of a line under a name."""
        return self.colour(token, self.theme.line_alpha)

    def ui(self, pixels: int, weight: int = 400) -> QFont:
        """Give the font of the window's own words; `pixels` are those at the usual size."""
        return _font("Inter", self._scaled(pixels), weight)

    def sans(self, pixels: int, weight: int = 400) -> QFont:
        """Give the font of the window at a size that does not grow with the window's words."""
        return _font("Inter", pixels, weight)

    def on_page(self, pixels: int, weight: int = 400, italic: bool = False) -> QFont:
        """Give the font that the user chose for the page."""
        match self.page.font:
            case "own" if self.page.family:
                font = _font(self.page.family, pixels, weight)
            case "inter":
                font = _font("Inter", pixels, weight)
            case "system-serif":
                font = _font("serif", pixels, weight)
                font.setStyleHint(QFont.StyleHint.Serif)
            case "system-sans":
                system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
                family = system.family() if system.family() != "Inter" else "sans-serif"
                font = _font(family, pixels, weight)
                font.setStyleHint(QFont.StyleHint.SansSerif)
            case _:
                return self.serif(pixels, weight, italic)
        font.setItalic(italic)
        return font

    def serif(self, pixels: int, weight: int = 400, italic: bool = False) -> QFont:
        """Give the font of the page."""
        family = "Source Serif 4 Display" if pixels >= _DISPLAY_FROM and weight >= 600 else "Source Serif 4"
        font = _font(family, pixels, weight)
        font.setItalic(italic)
        return font

    def pixmap(self, name: str, token: str = "muted", size: int = 18) -> QPixmap:
        """Give an icon as a picture of `size` pixels in the colour `token`, at the screen's own ratio."""
        ratio = max(2.0, self._application.devicePixelRatio())
        key = (name, self.theme.colours[token], size, ratio)
        known = self._pixmaps.get(key)
        if known is None:
            known = self._pixmaps[key] = _draw_icon(*key)
        return known

    def icon(self, name: str, token: str = "muted", size: int = 18) -> QIcon:
        """Give an icon for a button or menu, fainter when disabled."""
        icon = QIcon(self.pixmap(name, token, size))
        icon.addPixmap(self.pixmap(name, "scroll", size), QIcon.Mode.Disabled)
        return icon

    def _system_changed(self) -> None:
        if self._choice in ("system", "contrast"):
            self._take(self._wanted())

    def _wanted(self) -> Theme:
        hints = QGuiApplication.styleHints()
        contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        follows = self._choice in ("system", "contrast")
        dark = self._choice == "dark" or (follows and hints.colorScheme() == Qt.ColorScheme.Dark)
        high = self._choice == "contrast" or (self._choice == "system" and contrast)
        return theme_for(dark=dark, sepia=self._sepia, high_contrast=high)

    def _take(self, theme: Theme) -> None:
        before, self.theme = self.theme, theme
        sheet = self._sheet()
        if theme is before and self._application.styleSheet() == sheet:
            return
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(sheet)
        self.changed.emit()

    def _sheet(self) -> str:
        sheet = style_sheet(self.theme.colours)
        return _SIZES.sub(lambda found: f"font-size: {self._scaled(int(found[1]))}px", sheet)

    def _scaled(self, pixels: int) -> int:
        return round(pixels * self._window_size / WINDOW_SIZE)

    def _palette(self) -> QPalette:
        roles = {
            QPalette.ColorRole.Window: "panel",
            QPalette.ColorRole.Base: "page",
            QPalette.ColorRole.AlternateBase: "panel",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Button: "panel",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.Highlight: "page-selection",
            QPalette.ColorRole.HighlightedText: "text",
            QPalette.ColorRole.ToolTipBase: "card",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.PlaceholderText: "faint",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.Accent: "accent",
        }
        palette = QPalette()
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint", 0.6))
        return palette

    def _load_fonts(self) -> None:
        for name in _FONT_FILES:
            try:
                path = resource(f"fonts/{name}")
            except FileNotFoundError:
                raise ReaderError(Trouble.RESOURCE_MISSING, name=f"fonts/{name}") from None
            if QFontDatabase.addApplicationFont(str(path)) < 0:
                raise ReaderError(Trouble.RESOURCE_MISSING, name=f"fonts/{name}")


def _font(family: str, pixels: int, weight: int) -> QFont:
    return QFont(_made(family, pixels, weight))


@lru_cache(maxsize=64)
def _made(family: str, pixels: int, weight: int) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _draw_icon(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawing = resource(f"icons/{name}.svg").read_text("utf-8")
    drawing = drawing.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
