"""What an empty library shows in place of a page: how to begin."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.kit.parts import IconLabel, label
from reader.ui.look.look import Look

_WIDE: Final = 420
_BUTTON: Final = 66


class WelcomePane(QWidget):
    """Offers to import files, to import a folder, or to look around in the sample library."""

    files_asked = Signal()
    folder_asked = Signal()
    sample_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Welcome"))
        frame = QHBoxLayout(self)
        frame.setContentsMargins(24, 24, 24, 24)
        self._middle = QWidget()
        self._middle.setMaximumWidth(_WIDE)  # narrower in a narrow pane
        frame.addWidget(self._middle)
        self._lay_out(look)

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(IconLabel(look, "pressmark", "accent", 44), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        column.addWidget(_centred(tr("Welcome to Pressmark"), "title"))
        column.addSpacing(6)
        sentence = tr("Bring in articles to search, read and mark them.\nNothing leaves this computer.")
        column.addWidget(_centred(sentence, "muted"))
        column.addSpacing(22)
        for icon, name, about, wish in self._offers():
            offer = WelcomeOffer(look, icon, name, about)
            offer.clicked.connect(wish)
            column.addWidget(offer)
            column.addSpacing(10)
        column.addSpacing(8)
        column.addWidget(_centred(tr("Or drop files and folders anywhere on this window."), "faint"))
        column.addStretch(3)

    def _offers(self) -> list[tuple[str, str, str, SignalInstance]]:
        return [
            ("file-plus", tr("Import files…"), tr("Plain text: .txt, .text and .md"), self.files_asked),
            ("folder-plus", tr("Import a folder…"), tr("With everything in it"), self.folder_asked),
            ("book-open", tr("Open the sample library"), tr("To look around first"), self.sample_asked),
        ]


class WelcomeOffer(QAbstractButton):
    """A large quiet button: an icon, what it does, and a line about it."""

    def __init__(self, look: Look, icon: str, words: str, about: str) -> None:
        super().__init__()
        self._look, self._icon_name, self._about = look, icon, about
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Give the size in pixels."""
        return QSize(_WIDE, _BUTTON)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too."""
        if event.key() in ENTERS:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the icon and the two lines."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.underMouse() or self.isDown()
        focused = self.hasFocus()
        painter.setPen(QPen(look.colour("accent" if focused else "line"), 1.5 if focused else 1))
        painter.setBrush(look.colour("hover" if lively else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 11, 11)
        middle = self.height() / 2
        painter.drawPixmap(QPointF(20, middle - 11), look.pixmap(self._icon_name, "accent", 22))
        painter.setFont(look.ui(14, 600))
        painter.setPen(look.colour("text"))
        left = 60.0
        area = QRectF(left, middle - 21, self.width() - left - 16, 20)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(look.ui(12))
        painter.setPen(look.colour("muted"))
        painter.drawText(area.translated(0, 21), Qt.AlignmentFlag.AlignVCenter, self._about)
        painter.end()


def _centred(words: str, kind: str) -> QLabel:
    made = label(words, kind, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
