"""One highlight of the article as a card."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from reader.model.annotation import AnchorState, Highlight
from reader.ui.kit.speech import speak_as
from reader.ui.look.look import Look
from reader.ui.side.face import CardFace, Standing

_STRIPE: Final = QRectF(7, 12, 4, 0)
_RADIUS: Final = 11


class NoteCard(QWidget):
    """A card with a stripe in the label's colour; it unfolds to hold the editor of its note.

    `pressed` and `opened` carry the highlight's identity: a click, and a double click or Enter;
    `step_asked` says that an arrow key asks for the next (1) or previous (-1) card; `menu_asked` carries
    where on the screen a menu is wanted.
    """

    pressed = Signal(object)
    opened = Signal(object)
    step_asked = Signal(object, int)
    menu_asked = Signal(object, QPoint)

    def __init__(self, look: Look, highlight: Highlight, standing: Standing, colour: str) -> None:
        super().__init__()
        self._look = look
        self._colour = colour
        self.highlight = highlight
        self.face = CardFace(look)
        speak_as(self, QAccessible.Role.ListItem)
        self._editor: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 12, 14, 11)
        self._column.setSpacing(6)
        self._column.addWidget(self.face)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.face.clicked.connect(self._press)
        self.face.opened.connect(self._open)
        self.face.stepped.connect(self._step)
        self.face.focus_moved.connect(self.update)
        look.changed.connect(self.update)
        self.show_highlight(highlight, standing, colour)

    @property
    def unfolded(self) -> bool:
        """Tell whether the card holds the editor."""
        return self._editor is not None

    def show_highlight(self, highlight: Highlight, standing: Standing, colour: str) -> None:
        """Show what is stored now, and where it stands among the others."""
        self.highlight = highlight
        self._colour = colour
        self.face.show_highlight(highlight, standing, colour)
        self.setAccessibleName(self.face.accessibleName())
        self.update()

    def unfold(self, editor: QWidget) -> None:
        """Show the editor below the quote."""
        self._editor = editor
        self._column.addWidget(editor)
        editor.show()  # a layout would show it later, and what is not shown cannot take the focus
        self.face.set_brief(brief=True)
        self.update()

    def fold(self) -> None:
        """Take the editor out; its owner lets it go."""
        if self._editor is not None:
            self._column.removeWidget(self._editor)
            self._editor.hide()
            self._editor = None
        self.face.set_brief(brief=False)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Count the edges of the card as the card."""
        if event.button() == Qt.MouseButton.LeftButton and not self.unfolded:
            self._press()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu; the editor in an unfolded card has its own."""
        self.menu_asked.emit(self.highlight.id, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its stripe."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        orphan = self.highlight.state is AnchorState.ORPHAN
        focused = self.face.hasFocus()
        token = "accent" if self.unfolded or focused else "line"
        painter.setPen(QPen(look.colour(token), 1.5 if self.unfolded else 1))
        painter.setBrush(look.colour("panel" if orphan else "card"))
        inset = 0.75 if self.unfolded else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        if self.unfolded and focused:
            painter.setPen(QPen(look.colour("accent", 0.35), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), _RADIUS - 1.5, _RADIUS - 1.5)
        stripe = QRectF(_STRIPE)
        stripe.setBottom(self.height() - _STRIPE.top())
        painter.setPen(Qt.PenStyle.NoPen)
        hovered = self.underMouse() and not self.unfolded
        stroke = f"{self._colour}-ink" if hovered else self._colour
        painter.setBrush(look.colour(stroke, 0.6 if orphan else 1.0))
        painter.drawRoundedRect(stripe, 2, 2)
        painter.end()

    def _press(self) -> None:
        self.pressed.emit(self.highlight.id)

    def _open(self) -> None:
        self.opened.emit(self.highlight.id)

    def _step(self, by: int) -> None:
        self.step_asked.emit(self.highlight.id, by)
