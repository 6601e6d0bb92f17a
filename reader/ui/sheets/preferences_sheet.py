"""The user's choices: each is applied at once, and seen on the page behind the sheet."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from reader.model.wording import tr
from reader.settings import Settings
from reader.ui.actions.shortcuts import Shortcuts, shown
from reader.ui.kit.choices import Choices, add_row, grid_page, in_pixels
from reader.ui.kit.elided import ElidedLine
from reader.ui.kit.parts import Segments, label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.keys_page import KeysPage
from reader.ui.sheets.sheet import Sheet

_READ_AFTER: Final = (-1, 0, 2_000, 10_000)
_KEPT_BACKUPS: Final = (3, 7, 14, 30)
PARTS: Final = ("look", "reading", "keys", "folders", "backups")
"""The parts of the sheet, in their order."""
_FIELDS: Final = (
    "keys",
    "theme",
    "sepia",
    "page_font",
    "own_font",
    "text_size",
    "line_height",
    "column_letters",
    "justified",
    "window_size",
    "motion",
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
        self._around = around
        self._choices = Choices(look, settings, self)
        self._choices.chosen.connect(self.chosen)
        names = (tr("Look"), tr("Reading"), tr("Keys"), tr("Folders"), tr("Backups"))
        self._parts = Segments(names, tr("Parts of the preferences"))
        self._stack = QStackedWidget()
        for page in (
            self._look_page(),
            self._reading_page(),
            self._keys_page(),
            self._folders_page(),
            self._backups_page(),
        ):
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
        self._choices.show()

    def open_part(self, part: str) -> None:
        """Turn to one of `PARTS`."""
        self._parts.choose(PARTS.index(part))

    def settings(self) -> Settings:
        """Give the choices as they are now."""
        return self._choices.settings()

    def take(self, settings: Settings) -> None:
        """Show choices made elsewhere, such as by a key."""
        self._choices.take(settings)

    def _look_page(self) -> QWidget:
        page, grid = grid_page()
        themes = (
            ("system", tr("System")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
            ("contrast", tr("High contrast")),
        )
        self._choices.segments(grid, tr("Theme"), "theme", themes)
        self._choices.look_of_text(grid)
        self._choices.steps(grid, tr("Words of the window"), "window_size", in_pixels)
        motion = (("system", tr("System")), ("full", tr("Full")), ("less", tr("Less")))
        about = tr("With less, cursors do not blink, and nothing fades or goes to and fro.")
        self._choices.segments(grid, tr("Motion"), "motion", motion, about)
        _fill(grid)
        return page

    def _reading_page(self) -> QWidget:
        page, grid = grid_page()
        after = tuple(zip(_READ_AFTER, (tr("Never"), tr("At once"), tr("2 s"), tr("10 s")), strict=True))
        self._choices.segments(grid, tr("Mark as read"), "mark_read_after", after, self._about_reading)
        if self._around.larger_model:
            models = (("sm", tr("Small")), ("md", tr("Medium")))
            hint = tr("The medium one finds more and takes longer. After a change names are found anew.")
            self._choices.segments(grid, tr("Names model"), "names_model", models, hint)
        else:
            hint = tr("A medium model finds more: fetch it by “make model-md”, then choose it here.")
            add_row(grid, tr("Names model"), label(tr("Small"), "muted"), hint)
        _fill(grid)
        return page

    def _about_reading(self) -> str:
        """Say what marks an article as read, with the key that does it now."""
        keys = Shortcuts(self._choices.settings().keys).of("unread")
        about = tr("After so long on the page an article counts as read.")
        return tr("{about} {key} does it by hand.", about=about, key=shown(keys[0])) if keys else about

    def _keys_page(self) -> QWidget:
        page = KeysPage(self._look)
        page.chosen.connect(lambda keys: self._choices.change({"keys": keys}))
        self._choices.on_show(lambda: page.show_keys(self._choices.settings().keys))
        return page

    def _folders_page(self) -> QWidget:
        page, grid = grid_page()
        here = ElidedLine(self._look, token="muted")
        here.show_text(str(self._around.library), tr("This library lies in"))
        add_row(grid, tr("This library"), here)
        self._folder(grid, tr("New libraries"), "libraries_folder", self._around.libraries)
        _fill(grid)
        return page

    def _backups_page(self) -> QWidget:
        page, grid = grid_page()
        daily = ((True, tr("On")), (False, tr("Off")))
        about = tr("Once a day, when something has changed, while Pressmark runs.")
        self._choices.segments(grid, tr("Daily backup"), "backups_daily", daily, about)
        kept = tuple((count, str(count)) for count in _KEPT_BACKUPS)
        more = tr("Beside them stay one of each of 4 weeks and 12 months, and those you make by hand.")
        self._choices.segments(grid, tr("Days kept"), "backups_kept", kept, more)
        self._folder(grid, tr("Folder"), "backups_folder", self._around.backups)
        _fill(grid)
        return page

    def _folder(self, grid: QGridLayout, name: str, field: str, usual: Path) -> None:
        shown = ElidedLine(self._look, token="muted")
        change = push_button(tr("Change…"))
        change.setAccessibleName(tr("Change the folder: {name}", name=name))
        back = push_button(tr("Usual"))
        back.setAccessibleName(tr("Use the usual folder: {name}", name=name))
        change.clicked.connect(lambda: self._choose_folder(name, field))
        back.clicked.connect(lambda: self._choices.change({field: ""}))
        ground = QWidget()
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(shown, 1)
        row.addWidget(change)
        row.addWidget(back)

        def show() -> None:
            folder = getattr(self.settings(), field)
            shown.show_text(folder or str(usual), name)
            back.setEnabled(bool(folder))

        self._choices.on_show(show)
        add_row(grid, name, ground)

    def _choose_folder(self, name: str, field: str) -> None:
        dialog = QFileDialog(self, name)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self._choices.change({field: folder}))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _reset(self) -> None:
        usual = Settings()
        self._choices.change({name: getattr(usual, name) for name in _FIELDS})


def _fill(grid: QGridLayout) -> None:
    grid.setRowStretch(grid.rowCount(), 1)
