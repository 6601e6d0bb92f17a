"""A fact of the article that is corrected in place."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reader.model.wording import tr
from reader.ui.kit.keys import ENTERS, keep_presses, leave_to_window
from reader.ui.kit.parts import label
from reader.ui.kit.written import Written
from reader.ui.look.look import Look

_LINE: Final = 18
_PADDING: Final = 4
_MARK: Final = 14
_ROOM_FOR_MARK: Final = 22


class EditableFact(QWidget):
    """Shows a value; a click or Enter turns it into a line to edit. `corrected` carries the new value."""

    corrected = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._value = ""
        self._face = FactFace(look, name)
        self._line = _FactLine()
        self._line.setAccessibleName(name)
        self._line.hide()
        self._doubt = label("", "faint", wrap=True)
        self._doubt.setContentsMargins(_PADDING, 0, _ROOM_FOR_MARK, 4)
        self._doubt.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._face)
        column.addWidget(self._line)
        column.addWidget(self._doubt)
        self._face.clicked.connect(self.edit)
        self._line.kept.connect(self._keep)
        self._line.escaped.connect(self._leave)
        self._line.left.connect(self._keep_in_passing)
        self.setFocusProxy(self._face)

    def show_value(self, value: str, shown: str, *, corrected: bool, tip: str = "", doubt: str = "") -> None:
        """Show a value; `shown` is how it is worded. A line that is being edited stays as it is.

        `doubt` says under it what is not sure about it.
        """
        self._value = value
        self._face.show_words(shown, corrected=corrected, tip=tip, doubt=doubt)
        self._doubt.setText(doubt)
        self._doubt.setVisible(bool(doubt))

    def close_line(self) -> None:
        """Close the line without keeping what is in it."""
        self._face.show()
        self._line.blockSignals(True)  # hiding takes the focus away, which would keep it
        self._line.hide()
        self._line.blockSignals(False)

    @property
    def editing(self) -> bool:
        """Tell whether the line is open."""
        return self._line.isVisibleTo(self)

    def edit(self) -> None:
        """Open the line."""
        self._line.setText(self._value)
        self._face.hide()
        self._line.show()
        self._line.selectAll()
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._keep_in_passing()
        self._face.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_in_passing(self) -> None:
        if self.editing:
            value = " ".join(self._line.text().split())
            self.close_line()
            if value != self._value:
                self.corrected.emit(value)

    def _leave(self) -> None:
        self.close_line()
        self._face.setFocus(Qt.FocusReason.OtherFocusReason)


class FactFace(QAbstractButton):
    """The words of a fact, with a pencil when it was corrected or may be."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self._corrected = False
        self._empty = False
        self._shown = ""
        self._words = Written("", look.ui(13), _LINE, 6)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._take_look)

    def _take_look(self) -> None:
        self._words = Written(self._shown or tr("Add…"), self._look.ui(13), _LINE, 6)
        self.updateGeometry()
        self.update()

    def show_words(self, words: str, *, corrected: bool, tip: str, doubt: str) -> None:
        """Show the worded value."""
        self._corrected, self._empty = corrected, not words
        self._shown = words
        self._words = Written(words or tr("Add…"), self._look.ui(13), _LINE, 6)
        about = tr("Corrected by you. Empty it to take back what the file says.") if corrected else ""
        self.setToolTip("\n".join(part for part in (tip, about) if part) or tr("Click to correct"))
        self.setAccessibleName(tr("{name}: {value}", name=self._name, value=words or tr("unknown")))
        self.setAccessibleDescription(" ".join(filter(None, (doubt, about or tr("Press Enter to correct")))))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give a least size; the height follows the width."""
        return QSize(160, _LINE + 2 * _PADDING)

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrower fact is a higher one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height in pixels at a width."""
        return round(self._words.height_at(width - _ROOM_FOR_MARK - _PADDING)) + 2 * _PADDING

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the value, and the pencil at its end."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.underMouse() or self.hasFocus()
        if lively:
            painter.setBrush(look.colour("hover"))
            ring = QPen(look.colour("accent"), 1) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
            painter.setPen(ring)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        width = self.width() - _ROOM_FOR_MARK - _PADDING
        colour = look.colour("faint" if self._empty else "text")
        self._words.draw(painter, QPointF(_PADDING, _PADDING), width, colour)
        if self._corrected or lively:
            token = "accent" if self._corrected else "faint"
            at = QPointF(self.width() - _MARK - 4, _PADDING + (_LINE - _MARK) / 2)
            painter.drawPixmap(at, look.pixmap("pencil", token, _MARK))
        painter.end()


class _FactLine(QLineEdit):
    """The line: Enter keeps, Esc leaves, and going elsewhere keeps too, for nothing typed may be lost."""

    kept = Signal()
    escaped = Signal()
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Leave to the window what is not for this line."""
        undo, redo = self.isUndoAvailable(), self.isRedoAvailable()
        return leave_to_window(event, undo=undo, redo=redo) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, leave on Esc."""
        if event.key() in ENTERS:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell when the user goes elsewhere."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing:
            self.left.emit()
