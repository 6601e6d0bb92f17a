"""How the text is set, chosen beside the page itself, which shows each choice at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.model.wording import tr
from reader.settings import Settings
from reader.ui.kit.choices import Choices, grid_page
from reader.ui.kit.floating import Popover
from reader.ui.look.look import Look


class TextStyle(Popover):
    """`chosen` carries the Settings after each choice."""

    chosen = Signal(object)

    def __init__(self, look: Look, settings: Settings, button: QWidget) -> None:
        super().__init__(look, button)
        self.setAccessibleName(tr("Look of the text"))
        self._choices = Choices(look, settings, self)
        self._choices.chosen.connect(self.chosen)
        ground, grid = grid_page()
        self._choices.look_of_text(grid)
        self.column.addWidget(ground)
        self._choices.show()

    def take(self, settings: Settings) -> None:
        """Show choices made elsewhere, such as by a key."""
        self._choices.take(settings)
