"""Labels, buttons, hairlines and chips in the one look."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from reader.model.article import TagMark
from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.look.look import Look


def label(text: str, kind: str, *, wrap: bool = False) -> QLabel:
    """Make a label of plain text; `kind` names its style."""
    made = QLabel(text)
    made.setProperty("kind", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


class KeyLabel(QLabel):
    """A key as it is pressed; it follows an action whose keys may change."""

    def __init__(self, key: str = "") -> None:
        super().__init__(key)
        self._action: QAction | None = None
        self.setProperty("kind", "key")
        self.setTextFormat(Qt.TextFormat.PlainText)

    def follow(self, action: QAction) -> None:
        """Show the key of an action, also when it changes; an action without one hides the label."""
        self._action = action
        action.changed.connect(self._show_key)
        self._show_key()

    def _show_key(self) -> None:
        if self._action is not None:
            self.setText(self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        self.setVisible(bool(self.text()))


def hairline() -> QFrame:
    """Make a horizontal line of one pixel."""
    line = QFrame()
    line.setProperty("kind", "hairline")
    line.setFixedHeight(1)
    return line


class PressedButton(QPushButton):
    """A button with words that Space and Enter press, whatever the window uses them for."""

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter for the button."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter; Qt does so in dialogs only, and there for the default button."""
        if event.key() in ENTERS:
            self.click()
        else:
            super().keyPressEvent(event)


def push_button(text: str, kind: str = "") -> QPushButton:
    """Make a button with words; `kind` is `primary`, `link` or empty."""
    button = PressedButton(text)
    button.setAutoDefault(False)
    if kind:
        button.setProperty("kind", kind)
    return button


class IconButton(QToolButton):
    """A button that shows an icon; its tip is its accessible name."""

    def __init__(self, look: Look, icon: str, tip: str, *, size: int = 18, side: int = 34) -> None:
        super().__init__()
        self._look = look
        self._icon_name = icon
        self._icon_token = "muted"
        self._icon_size = size
        self.setIconSize(QSize(size, size))
        self.setFixedSize(side, side)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._action: QAction | None = None
        self._lack = ""
        self.set_tip(tip)
        look.changed.connect(self._redraw)
        self._redraw()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the button, from the window's shortcuts."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter; Qt does so in dialogs only, and there for the default button."""
        if event.key() in ENTERS:
            self.click()
        else:
            super().keyPressEvent(event)

    def set_tip(self, tip: str) -> None:
        """Say what the button does, to the eye and to a screen reader."""
        self._words = tip
        self._show_tip()

    def follow(self, action: QAction) -> None:
        """Take the words and keys of an action for a tip, also when they change."""
        if self._action is not None:
            self._action.changed.disconnect(self._show_tip)
        self._action = action
        action.changed.connect(self._show_tip)
        self._show_tip()

    def enabled_by(self, action: QAction) -> None:
        """Be enabled whenever an action is."""
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())

    def show_lack(self, lack: str) -> None:
        """Say in the tip what is lacking for the button to work; empty when nothing is."""
        self._lack = lack
        self._show_tip()

    def _show_tip(self) -> None:
        tip = self._words
        if self._action is not None:
            tip = self._action.iconText().rstrip("…")  # without the sign for a menu's letter
            if keys := self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText):
                tip = f"{tip} ({keys})"
        self._say(f"{tip}: {self._lack}" if self._lack else tip)

    def _say(self, tip: str) -> None:
        self.setToolTip(tip)
        self.setAccessibleName(tip)

    def show_icon(self, icon: str, token: str = "muted") -> None:
        """Show another icon, in the colour `token`."""
        self._icon_name, self._icon_token = icon, token
        self._redraw()

    def _redraw(self) -> None:
        self.setIcon(self._look.icon(self._icon_name, self._icon_token, self._icon_size))


class IconLabel(QLabel):
    """An icon that is only looked at."""

    def __init__(self, look: Look, icon: str, token: str = "muted", size: int = 16) -> None:
        super().__init__()
        self._look, self._icon_name, self._token, self._size = look, icon, token, size
        look.changed.connect(self._redraw)
        self._redraw()

    def _redraw(self) -> None:
        self.setPixmap(self._look.pixmap(self._icon_name, self._token, self._size))


class Segments(QFrame):
    """A row of words of which one is chosen. `chosen` tells its place, from 0."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], accessible_name: str) -> None:
        super().__init__()
        self.setProperty("kind", "segments")
        self.setAccessibleName(accessible_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 3, 3, 3)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        for place, name in enumerate(names):
            button = PressedButton(name)
            button.setCheckable(True)
            button.setAutoExclusive(True)  # told as one of several; the group has the same effect
            button.setProperty("kind", "segment")
            button.setChecked(place == 0)
            self._group.addButton(button, place)
            row.addWidget(button, 1)
        self._group.idClicked.connect(self.chosen)

    def choose(self, place: int) -> None:
        """Choose a segment, as a click would."""
        self._group.button(place).setChecked(True)
        self.chosen.emit(place)

    def set_shown(self, place: int, *, shown: bool) -> None:
        """Show or hide a segment."""
        self._group.button(place).setVisible(shown)

    def show_chosen(self, place: int) -> None:
        """Show a segment as chosen, without telling."""
        self._group.button(place).setChecked(True)

    def focus_chosen(self) -> None:
        """Let the keys go to the chosen segment."""
        self._group.button(self._group.checkedId()).setFocus(Qt.FocusReason.TabFocusReason)

    def rename(self, place: int, name: str) -> None:
        """Change the words of a segment."""
        self._group.button(place).setText(name)


_ARROW = 14


class DropDown(QComboBox):
    """A field that shows one of many values, and all of them when it is pressed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setMaxVisibleItems(16)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that choose a value, letters too, from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            words = event.text()
            if words and words.isprintable():
                event.accept()
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow too: the style sheet leaves it out."""
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - _ARROW) // 2
        painter.drawPixmap(self.width() - _ARROW - 9, top, self._look.pixmap("chevron-down", "muted", _ARROW))
        painter.end()


TAG_HEIGHT = 20
_TAG_FONT = 11


def tag_width(look: Look, name: str) -> float:
    """Give the width in pixels of a tag's pill."""
    return QFontMetricsF(look.ui(_TAG_FONT, 500)).horizontalAdvance(name) + 25


def paint_tag(painter: QPainter, look: Look, at: QPointF, tag: TagMark, shown: str) -> float:
    """Draw a tag's pill with the words `shown` at `at`; give its width in pixels."""
    width = tag_width(look, shown)
    pill = QRectF(at.x(), at.y(), width, TAG_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("chip"))
    painter.drawRoundedRect(pill, TAG_HEIGHT / 2, TAG_HEIGHT / 2)
    painter.setBrush(look.colour(f"{tag.colour}-ink"))
    painter.drawEllipse(QPointF(pill.left() + 10, pill.center().y()), 2.8, 2.8)
    painter.setFont(look.ui(_TAG_FONT, 500))
    painter.setPen(look.colour("chip-text"))
    painter.drawText(pill.adjusted(17, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)
    return width
