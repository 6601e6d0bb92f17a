"""Chips under the search field: the filters among its words, each of which a click takes out again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reader.model.query import Chip, Found
from reader.model.wording import tr
from reader.ui.kit.cross_chip import CrossChip
from reader.ui.kit.flow import Flow
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look


class FilterChip(CrossChip):
    """One filter. Pressed, it is taken out."""

    def __init__(self, look: Look, chip: Chip) -> None:
        super().__init__(look)
        self.chip = chip
        self.show_words(_spoken(chip))
        words = self.text() if chip.like else chip.words
        self.setToolTip(plain_tip(tr("Take “{words}” out of the search", words=words)))
        self.setAccessibleName(tr("Filter {words}. Press to take it out", words=self.text()))


class FilterChips(QWidget):
    """All filters of the question whose answers are shown. `removal_asked` carries the `Chip`."""

    removal_asked = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._flow = Flow(self, gap=6)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._chips: tuple[Chip, ...] = ()
        self._buttons: list[FilterChip] = []
        self.setAccessibleName(tr("Filters of the search"))
        self.setVisible(False)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show filters; the focus stays at its place among them."""
        if tuple(chips) == self._chips:
            return
        place = next((at for at, button in enumerate(self._buttons) if button.hasFocus()), None)
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._chips = tuple(chips)
        self._buttons = [FilterChip(self._look, chip) for chip in chips]
        self.setVisible(bool(chips))
        before: QWidget | None = None
        for button in self._buttons:
            button.clicked.connect(lambda _=False, chip=button.chip: self.removal_asked.emit(chip))
            self._flow.addWidget(button)
            button.show()  # else only after the next layout, and the focus could not go to it yet
            if before is not None:
                self.setTabOrder(before, button)
            before = button
        self.updateGeometry()
        if place is not None and self._buttons:
            self._buttons[min(place, len(self._buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def chips(self) -> tuple[Chip, ...]:
        """Give the filters shown."""
        return self._chips

    def buttons(self) -> list[FilterChip]:
        """Give the chips in their order."""
        return list(self._buttons)

    def has_focus(self) -> bool:
        """Tell whether one of the chips has the focus."""
        return any(button.hasFocus() for button in self._buttons)


def without_chip(words: str, chip: Chip) -> str:
    """Give the words of a search without one of their filters."""
    before, after = words[: chip.start].rstrip(), words[chip.end :].lstrip()
    return f"{before} {after}" if before and after else before + after


def spoken_words(found: Found) -> str:
    """Give the words of a search with titles in the place of the numbers of articles."""
    words = found.query.words
    for chip in reversed(found.chips):
        if chip.like:
            words = words[: chip.start] + _spoken(chip) + words[chip.end :]
    return words


def _spoken(chip: Chip) -> str:
    """Write a filter out as the chip shows it."""
    negated = chip.words.startswith(("-", "NOT "))
    if chip.like:
        return tr("Not like “{title}”", title=chip.like) if negated else tr("Like “{title}”", title=chip.like)
    return tr("not {words}", words=chip.words.lstrip("-")) if chip.words.startswith("-") else chip.words
