"""The user's choices: asked on a sheet or by a key, applied at once, and told to whoever keeps them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.library.care.backing_up import backup_folders
from reader.library.names.models import model_folder
from reader.model.wording import tr
from reader.settings import RANGES, Settings
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.look.page_style import page_style

if TYPE_CHECKING:
    from reader.ui.page.text_style import TextStyle
    from reader.ui.sheets.preferences_sheet import PreferencesSheet

# The sheets are imported when they are asked for: the window starts without them.

_STEP: Final = 1


class Choosing(QObject):
    """`changed` carries the Settings after a choice; `model_changed` another names model."""

    changed = Signal(object)
    model_changed = Signal(str)

    def __init__(
        self, panes: Panes, look: Look, folder: Path, settings: Callable[[], Settings], window: QWidget
    ) -> None:
        super().__init__(window)
        self._panes = panes
        self._look = look
        self._folder = folder
        self._settings = settings
        self._window = window
        self._sheet: PreferencesSheet | None = None
        self._text_style: TextStyle | None = None
        look.set_sizes(page_style(settings()), settings().window_size)
        look.motion.choose(settings().motion)
        panes.page.text_style_asked.connect(self._show_text_style)

    def show(self, part: str = "look") -> None:
        """Open the sheet of preferences, at one of its parts."""
        from reader.ui.sheets.preferences_sheet import PreferencesSheet, Surroundings

        settings = self._settings()
        around = Surroundings(
            self._folder,
            self._folder.parent,
            backup_folders(self._folder)[0],
            model_folder("md").is_dir() or settings.names_model == "md",
        )
        sheet = self._sheet = PreferencesSheet(self._look, settings, around, self._window)
        sheet.open_part(part)
        sheet.chosen.connect(self._take)
        sheet.finished.connect(lambda _: self._leave(settings.names_model))
        sheet.open()

    def _show_text_style(self, button: QWidget) -> None:
        """Offer how the text is set, below a button beside the page."""
        from reader.ui.page.text_style import TextStyle

        popover = self._text_style = TextStyle(self._look, self._settings(), button)
        popover.chosen.connect(self._take)
        popover.destroyed.connect(self._forget_text_style)
        popover.open()

    def _forget_text_style(self) -> None:
        self._text_style = None

    def show_about(self) -> None:
        """Say what the program is and what it is made of."""
        from reader.library.parts import parts
        from reader.ui.sheets.about_sheet import AboutSheet

        sheet = AboutSheet(self._look, parts(), self._window)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def larger_text(self) -> None:
        """Set the page a little larger."""
        self._set_text(self._settings().text_size + _STEP)

    def smaller_text(self) -> None:
        """Set the page a little smaller."""
        self._set_text(self._settings().text_size - _STEP)

    def usual_text(self) -> None:
        """Set the page at the usual size."""
        self._set_text(Settings().text_size)

    def _set_text(self, size: int) -> None:
        if size in RANGES["text_size"] and size != self._settings().text_size:
            self._take(replace(self._settings(), text_size=size))
            self._panes.toasts.show_message(tr("Text size: {count} pixels", count=size))
            if self._sheet is not None:
                self._sheet.take(self._settings())
            if self._text_style is not None:
                self._text_style.take(self._settings())

    def _take(self, chosen: Settings) -> None:
        """Apply a choice at once."""
        self._look.set_sizes(page_style(chosen), chosen.window_size)
        self._look.motion.choose(chosen.motion)
        if (chosen.theme, chosen.sepia) != (self._look.choice, self._look.sepia):
            self._look.choose(chosen.theme, sepia=chosen.sepia)
        self.changed.emit(chosen)

    def _leave(self, model_before: str) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.deleteLater()
        if self._settings().names_model != model_before:
            self.model_changed.emit(self._settings().names_model)
