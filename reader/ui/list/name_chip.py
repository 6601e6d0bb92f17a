"""The chip over the list that says which name the articles shown have in common; its cross leads back."""

from PySide6.QtCore import Signal

from reader.model.mention import FAMILIES, NameRef
from reader.model.wording import tr
from reader.ui.kit.cross_chip import CrossChip
from reader.ui.kit.families import ink, type_words
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look


class NameChip(CrossChip):
    """Shows a name that is searched for. Pressed, it leads back."""

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setVisible(False)
        self.clicked.connect(self.left)

    def show_name(self, name: NameRef | None) -> None:
        """Show a name, or hide the chip."""
        self.setVisible(name is not None)
        if name is not None:
            self.show_words(tr("Names: {name}", name=name.name), ink(FAMILIES.get(name.type)))
            self.setToolTip(plain_tip(tr("Back to where you were: {name}", name=name.name)))
            spoken = tr("Articles that name {name}, {kind}. Press to go back to where you were")
            self.setAccessibleName(spoken.format(name=name.name, kind=type_words(name.type)))
