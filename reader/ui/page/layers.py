"""What the pane of the page shows: the text, or while none is open a hint or the greeting."""

from PySide6.QtWidgets import QStackedWidget, QWidget


class Layers(QStackedWidget):
    """Shows one of three: the text, the hint how to go on, the greeting of an empty library."""

    def __init__(self, text: QWidget, hint: QWidget) -> None:
        super().__init__()
        self._text = text
        self._hint = hint
        self._welcome: QWidget | None = None
        self._opened = False
        self._greets = False
        self.addWidget(text)
        self.addWidget(hint)
        self._settle()

    def set_welcome(self, welcome: QWidget) -> None:
        """Take the widget that greets the user of an empty library."""
        self._welcome = welcome
        self.addWidget(welcome)
        self._settle()

    def set_welcome_shown(self, shown: bool) -> None:
        """Show the greeting while no article is open, or the hint."""
        self._greets = shown
        self._settle()

    def set_opened(self, opened: bool) -> None:
        """Show the text of an article, or what is shown without one."""
        self._opened = opened
        self._settle()

    def shows_welcome(self) -> bool:
        """Tell whether the greeting is shown."""
        return self._welcome is not None and self.currentWidget() is self._welcome

    def _settle(self) -> None:
        if self._opened:
            self.setCurrentWidget(self._text)
        elif self._welcome is not None and self._greets:
            self.setCurrentWidget(self._welcome)
        else:
            self.setCurrentWidget(self._hint)
