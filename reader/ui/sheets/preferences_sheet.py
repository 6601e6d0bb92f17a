"""The user's choices: each is applied at once, and seen on the page behind the sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from reader.model.wording import tr
from reader.settings import RANGES, Settings
from reader.ui.kit.elided import ElidedLine
from reader.ui.kit.parts import Segments, label, push_button
from reader.ui.kit.stepper import Stepper
from reader.ui.look.look import Look
from reader.ui.sheets.sheet import Sheet

_READ_AFTER: Final = (-1, 0, 2_000, 10_000)
_KEPT_BACKUPS: Final = (3, 7, 14, 30)
_FIELDS: Final = (
    "theme",
    "page_font",
    "text_size",
    "line_height",
    "column_letters",
    "window_size",
    "mark_read_after",
    "names_model",
    "libraries_folder",
    "backups_daily",
    "backups_kept",
    "backups_folder",
)
"""What the sheet chooses."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the sheet tells beside the choices: where things lie, and whether the larger model is there."""

    library: Path
    libraries: Path
    """Where new libraries are proposed when nothing is chosen."""
    backups: Path
    """Where the backups lie when nothing is chosen."""
    larger_model: bool


class PreferencesSheet(Sheet):
    """`chosen` carries the Settings after each choice."""

    chosen = Signal(object)

    def __init__(
        self, look: Look, settings: Settings, around: Surroundings, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Preferences"), parent, wide=600)
        self._look = look
        self._settings = settings
        self._around = around
        self._shows: list[Callable[[], None]] = []
        names = (tr("Look"), tr("Reading"), tr("Folders"), tr("Backups"))
        self._parts = Segments(names, tr("Parts of the preferences"))
        self._stack = QStackedWidget()
        for page in (self._look_page(), self._reading_page(), self._folders_page(), self._backups_page()):
            self._stack.addWidget(page)
        self._parts.chosen.connect(self._stack.setCurrentIndex)
        self.column.addWidget(self._parts)
        self.column.addSpacing(10)
        self.column.addWidget(self._stack, 1)
        usual = push_button(tr("As it was at first"))
        usual.setToolTip(tr("Set everything on this sheet as it was at the first start"))
        usual.clicked.connect(self._reset)
        self.foot.addWidget(usual)
        self.add_close()
        self._show()

    def settings(self) -> Settings:
        """Give the choices as they are now."""
        return self._settings

    def take(self, settings: Settings) -> None:
        """Show choices made elsewhere, such as by a key."""
        self._settings = settings
        self._show()

    def _look_page(self) -> QWidget:
        page, grid = _page()
        themes = (("system", tr("System")), ("light", tr("Light")), ("dark", tr("Dark")))
        self._choice(grid, tr("Theme"), "theme", themes)
        fonts = (
            ("source-serif", tr("Source Serif")),
            ("inter", tr("Inter")),
            ("system-serif", tr("Serif")),
            ("system-sans", tr("Sans")),
        )
        self._choice(grid, tr("Page font"), "page_font", fonts, tr("The last two are the system's own."))
        self._steps(grid, tr("Text size"), "text_size", _pixels)
        self._steps(grid, tr("Line height"), "line_height", lambda value: f"{value / 100:.2f}")
        self._steps(grid, tr("Column width"), "column_letters", _letters)
        self._steps(grid, tr("Window's words"), "window_size", _pixels)
        _fill(grid)
        return page

    def _reading_page(self) -> QWidget:
        page, grid = _page()
        after = tuple(zip(_READ_AFTER, (tr("Never"), tr("At once"), tr("2 s"), tr("10 s")), strict=True))
        about = tr("After so long on the page an article counts as read. U does it by hand.")
        self._choice(grid, tr("Mark as read"), "mark_read_after", after, about)
        models = [("sm", tr("Small"))]
        if self._around.larger_model:
            models.append(("md", tr("Medium")))
            hint = tr("The medium one finds more and takes longer. After a change names are found anew.")
        else:
            hint = tr("A medium model finds more: fetch it by “make model-md”, then choose it here.")
        self._choice(grid, tr("Names model"), "names_model", models, hint)
        _fill(grid)
        return page

    def _folders_page(self) -> QWidget:
        page, grid = _page()
        here = ElidedLine(self._look, token="muted")
        here.show_text(str(self._around.library), tr("This library lies in"))
        _row(grid, tr("This library"), here)
        self._folder(grid, tr("New libraries"), "libraries_folder", self._around.libraries)
        _fill(grid)
        return page

    def _backups_page(self) -> QWidget:
        page, grid = _page()
        daily = ((True, tr("On")), (False, tr("Off")))
        about = tr("Once a day, when something has changed, while Pressmark runs.")
        self._choice(grid, tr("Daily backup"), "backups_daily", daily, about)
        kept = tuple((count, str(count)) for count in _KEPT_BACKUPS)
        more = tr("Beside them stay one of each of 4 weeks and 12 months, and those you make by hand.")
        self._choice(grid, tr("Days kept"), "backups_kept", kept, more)
        self._folder(grid, tr("Folder"), "backups_folder", self._around.backups)
        _fill(grid)
        return page

    def _choice(
        self,
        grid: QGridLayout,
        name: str,
        field: str,
        choices: Sequence[tuple[Any, str]],
        about: str = "",
    ) -> None:
        segments = Segments([words for _, words in choices], name)
        values = [value for value, _ in choices]
        segments.chosen.connect(lambda place: self._take(field, values[place]))

        def show() -> None:
            segments.show_chosen(_nearest(values, getattr(self._settings, field)))

        self._shows.append(show)
        _row(grid, name, segments, about)

    def _steps(self, grid: QGridLayout, name: str, field: str, words: Callable[[int], str]) -> None:
        stepper = Stepper(RANGES[field], name, words)
        stepper.stepped.connect(lambda value: self._take(field, value))
        self._shows.append(lambda: stepper.show_value(getattr(self._settings, field)))
        _row(grid, name, stepper)

    def _folder(self, grid: QGridLayout, name: str, field: str, usual: Path) -> None:
        shown = ElidedLine(self._look, token="muted")
        change = push_button(tr("Change…"))
        change.setAccessibleName(tr("Change the folder: {name}", name=name))
        back = push_button(tr("Usual"))
        back.setAccessibleName(tr("Use the usual folder: {name}", name=name))
        change.clicked.connect(lambda: self._choose_folder(name, field))
        back.clicked.connect(lambda: self._take(field, ""))
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(shown, 1)
        row.addWidget(change)
        row.addWidget(back)

        def show() -> None:
            folder = getattr(self._settings, field)
            shown.show_text(folder or str(usual), name)
            back.setEnabled(bool(folder))

        self._shows.append(show)
        _row(grid, name, ground)

    def _choose_folder(self, name: str, field: str) -> None:
        dialog = QFileDialog(self, name)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self._take(field, folder))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, field: str, value: object) -> None:
        if getattr(self._settings, field) != value:
            changed: dict[str, Any] = {field: value}
            self._settings = replace(self._settings, **changed)
            self._show()
            self.chosen.emit(self._settings)

    def _reset(self) -> None:
        usual = Settings()
        self._settings = replace(self._settings, **{name: getattr(usual, name) for name in _FIELDS})
        self._show()
        self.chosen.emit(self._settings)

    def _show(self) -> None:
        for show in self._shows:
            show()


def _pixels(value: int) -> str:
    return tr("{count} pixels", count=value)


def _letters(value: int) -> str:
    return tr("{count} letters", count=value)


def _page() -> tuple[QWidget, QGridLayout]:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 116)
    grid.setColumnStretch(1, 1)
    return page, grid


def _row(grid: QGridLayout, name: str, control: QWidget, about: str = "") -> None:
    at = grid.rowCount()
    words = label(name, "plain")
    words.setBuddy(control)
    grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignVCenter)
    grid.addWidget(control, at, 1)
    if about:
        grid.addWidget(label(about, "faint", wrap=True), at + 1, 1)
    grid.setRowMinimumHeight(at, 36)


def _fill(grid: QGridLayout) -> None:
    grid.setRowStretch(grid.rowCount(), 1)


def _nearest(values: Sequence[Any], value: object) -> int:
    """Give the place of a value; of a number between two choices the nearer one."""
    if value in values:
        return values.index(value)
    if isinstance(value, int):
        return min(range(len(values)), key=lambda place: abs(int(values[place]) - value))
    return 0
