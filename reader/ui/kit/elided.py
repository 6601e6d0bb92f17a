"""A line of text that is cut in the middle when it does not fit, such as a path."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QFontMetrics,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.model.wording import tr
from reader.ui.kit.speech import speak_as
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look


class ElidedLine(QWidget):
    """Shows one line; the whole is in its tip, and is copied by its menu or Ctrl+C."""

    def __init__(self, look: Look, *, token: str = "text", pixels: int = 13) -> None:
        super().__init__()
        speak_as(self, QAccessible.Role.StaticText)
        self._look = look
        self._token = token
        self._pixels = pixels
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        copy = QAction(tr("Copy"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        look.changed.connect(self.update)

    def show_text(self, text: str, name: str = "") -> None:
        """Show a text; `name` says to a screen reader what it is."""
        self._text = text
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(f"{name}: {text}" if name else text)
        self.update()

    def text(self) -> str:
        """Give the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """Give the height of a line in pixels."""
        return QSize(80, QFontMetrics(self._look.ui(self._pixels)).height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the text with its middle left out."""
        painter = QPainter(self)
        font = self._look.ui(self._pixels)
        painter.setFont(font)
        painter.setPen(self._look.colour(self._token))
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.colour("accent"), 1))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
