"""Controls for the user's choices: each shows one field of the settings and changes it at once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from reader.model.wording import tr
from reader.settings import RANGES, Settings
from reader.ui.kit.parts import DropDown, Segments, label
from reader.ui.kit.stepper import Stepper
from reader.ui.look.look import Look

_OWN: Final = "own"
_BELOW_HINT: Final = 10
"""Pixels."""


class Choices(QObject):
    """Rows of controls over one Settings; `chosen` carries it anew after each choice."""

    chosen = Signal(object)

    def __init__(self, look: Look, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._settings = settings
        self._shows: list[Callable[[], None]] = []

    def settings(self) -> Settings:
        """Give the choices as they are now."""
        return self._settings

    def take(self, settings: Settings) -> None:
        """Show choices made elsewhere, such as by a key; nothing is told."""
        self._settings = settings
        self.show()

    def show(self) -> None:
        """Have every control show its field."""
        for show in self._shows:
            show()

    def change(self, fields: dict[str, Any]) -> None:
        """Choose values for fields; nothing is told when they are chosen already."""
        changed = replace(self._settings, **fields)
        if changed != self._settings:
            self.take(changed)
            self.chosen.emit(changed)

    def on_show(self, show: Callable[[], None]) -> None:
        """Have `show` called whenever the settings are shown anew."""
        self._shows.append(show)

    def segments(
        self,
        grid: QGridLayout,
        name: str,
        field: str,
        choices: Sequence[tuple[Any, str]],
        about: str | Callable[[], str] = "",
    ) -> None:
        """Add a row of words of which one is chosen; `choices` are values with their words.

        A line about it that depends on other settings is made anew when those are shown.
        """
        row = Segments([words for _, words in choices], name)
        values = [value for value, _ in choices]
        row.chosen.connect(lambda place: self.change({field: values[place]}))
        self.on_show(lambda: row.show_chosen(_nearest(values, getattr(self._settings, field))))
        hint = add_row(grid, name, row, about if isinstance(about, str) else about())
        if hint is not None and not isinstance(about, str):
            self.on_show(lambda: hint.setText(about()))

    def steps(self, grid: QGridLayout, name: str, field: str, words: Callable[[int], str]) -> None:
        """Add a row with a number that is made smaller and larger."""
        stepper = Stepper(RANGES[field], name, words)
        stepper.stepped.connect(lambda value: self.change({field: value}))
        self.on_show(lambda: stepper.show_value(getattr(self._settings, field)))
        add_row(grid, name, stepper)

    def page_font(self, grid: QGridLayout) -> None:
        """Add a row with the fonts of the page: ours, the system's usual ones, and all of the computer."""
        name = tr("Page font")
        box = DropDown(self._look)
        box.setAccessibleName(name)
        for font, words in (
            ("source-serif", tr("Source Serif")),
            ("inter", tr("Inter")),
            ("system-serif", tr("Serif of the system")),
            ("system-sans", tr("Sans of the system")),
        ):
            box.addItem(words, (font, ""))
        box.insertSeparator(box.count())
        for family in QFontDatabase.families():
            if not QFontDatabase.isPrivateFamily(family):
                box.addItem(family, (_OWN, family))
        box.activated.connect(lambda place: self._take_font(*box.itemData(place)))
        self.on_show(lambda: box.setCurrentIndex(self._font_place(box)))
        add_row(grid, name, box)

    def look_of_text(self, grid: QGridLayout) -> None:
        """Add the rows that say how the page is set."""
        self.page_font(grid)
        self.steps(grid, tr("Text size"), "text_size", in_pixels)
        self.steps(grid, tr("Line height"), "line_height", lambda value: f"{value / 100:.2f}")
        self.steps(
            grid, tr("Column width"), "column_letters", lambda value: tr("{count} letters", count=value)
        )
        self.segments(grid, tr("Edges"), "justified", ((False, tr("Ragged")), (True, tr("Justified"))))
        self.segments(grid, tr("Page"), "sepia", ((False, tr("Plain")), (True, tr("Sepia"))))

    def _take_font(self, font: str, family: str) -> None:
        self.change({"page_font": font, "own_font": family})

    def _font_place(self, box: QComboBox) -> int:
        wanted = (self._settings.page_font, self._settings.own_font)
        places = (place for place in range(box.count()) if box.itemData(place) == wanted)
        return next(places, 0)


def in_pixels(value: int) -> str:
    """Give a number of pixels in words."""
    return tr("{count} pixels", count=value)


def _in_letters(value: int) -> str:
    return tr("{count} letters", count=value)


def grid_page() -> tuple[QWidget, QGridLayout]:
    """Make a ground with a grid of two columns: names and controls."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 116)
    grid.setColumnStretch(1, 1)
    return page, grid


def add_row(grid: QGridLayout, name: str, control: QWidget, about: str = "") -> QLabel | None:
    """Add a control with its name before it and, below, a line about it; give that."""
    at = grid.rowCount()
    words = label(name, "plain")
    words.setBuddy(control)
    grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(control, at, 1)
    hint = None
    if about:
        hint = label(about, "faint", wrap=True)
        hint.setContentsMargins(0, 0, 0, _BELOW_HINT)  # it belongs to the row above, not to the next
        grid.addWidget(hint, at + 1, 1)
    grid.setRowMinimumHeight(at, 36)
    return hint


def _nearest(values: Sequence[Any], value: object) -> int:
    """Give the place of a value; of a number between two choices the nearer one."""
    if value in values:
        return values.index(value)
    if isinstance(value, int):
        return min(range(len(values)), key=lambda place: abs(int(values[place]) - value))
    return 0
