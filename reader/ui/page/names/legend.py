"""The legend below the text: each family of names with its colour and count; a click hides or shows it."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reader.model.mention import Family
from reader.model.wording import tr
from reader.ui.kit.families import family_words, ink, mentions_words
from reader.ui.kit.flow import Flow
from reader.ui.kit.keys import ENTERS, keep_presses
from reader.ui.kit.parts import hairline, label
from reader.ui.look.look import Look
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.read_share import ReadShare

_HEIGHT: Final = 24
_DEPTH: Final = 52
"""Pixels of the legend with its margins, also while it has nothing to say: the text above must not jump."""
_BETWEEN: Final = 2
_PAD, _DOT, _GAP = 6, 9, 5
"""Pixels at both ends of an entry, of its dot, and between dot, word and count."""


class Brevity(IntEnum):
    """How much an entry says; whatever it leaves out is in its tip."""

    WHOLE = 0
    WORD = 1
    COUNT = 2


_WAYS: Final = (
    (Brevity.WHOLE, False),
    (Brevity.WORD, False),
    (Brevity.WORD, True),
    (Brevity.COUNT, False),
    (Brevity.COUNT, True),
)
"""How much the entries say, and whether what stands beside them is brief: the first that fits in a line."""


class LegendEntry(QAbstractButton):
    """A family: pressed it is seen on the page. Space and Enter press it."""

    def __init__(self, look: Look, family: Family) -> None:
        super().__init__()
        self._look = look
        self._count = ""
        self._told: tuple[int, bool] | None = None
        self._brevity = Brevity.WHOLE
        self.family = family
        self.setCheckable(True)
        self.setText(family_words(family))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self._measure)
        self._measure()

    def show_count(self, count: int, *, shown: bool) -> None:
        """Say how many mentions there are, and whether they are seen."""
        if (count, shown) == self._told and shown == self.isChecked():
            return
        self._told = count, shown
        self._count = f"{count:,}"
        self._measure()
        self.setChecked(shown)
        state = tr("shown") if shown else tr("hidden")
        self.setAccessibleName(f"{self.text()}, {mentions_words(count)}, {state}")
        offer = tr("Click to hide them.") if shown else tr("Click to show them.")
        self.setToolTip(f"{self.text()}: {mentions_words(count)}. {offer}")
        self.updateGeometry()
        self.update()

    def be_brief(self, brevity: Brevity) -> None:
        """Say no more than there is room for."""
        if brevity is not self._brevity:
            self._brevity = brevity
            self.updateGeometry()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter, which press the entry."""
        return keep_presses(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too."""
        if event.key() in ENTERS:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Give the room of what the entry says."""
        return QSize(self.width_of(self._brevity), _HEIGHT)

    def width_of(self, brevity: Brevity) -> int:
        """Give the pixels that an entry would take."""
        return self._widths[brevity]

    def _measure(self) -> None:
        """Measure what may be said, once: an entry is asked for its width many times while it is laid out."""
        metrics = QFontMetricsF(self._look.ui(12))
        word, count = map(metrics.horizontalAdvance, (self.text(), self._count))
        around = _DOT + _GAP + 2 * _PAD + 1
        self._widths = {
            Brevity.WHOLE: round(word + count + 5) + around,
            Brevity.WORD: round(word) + around,
            Brevity.COUNT: round(count) + around,
        }
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a full dot for what is seen and a ring for what is hidden."""
        look, painter, shown = self._look, QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plate = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 1) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(look.colour("hover"))
            painter.drawRoundedRect(plate, 7, 7)
        colour = look.colour(ink(self.family))
        painter.setPen(QPen(colour, 1.3))
        painter.setBrush(colour if shown else Qt.BrushStyle.NoBrush)
        radius = _DOT / 2 - 0.65
        painter.drawEllipse(QPointF(_PAD + _DOT / 2, plate.center().y()), radius, radius)
        font = look.ui(12)
        font.setStrikeOut(not shown)
        painter.setFont(font)
        painter.setPen(look.colour("muted" if shown else "faint"))
        words = plate.adjusted(_PAD + _DOT + _GAP - 0.5, 0, 0, 0)
        if self._brevity is not Brevity.COUNT:
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(look.ui(12))
        count = plate.adjusted(0, 0, -_PAD, 0)
        if self._brevity is not Brevity.WORD:
            painter.drawText(count, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)
        painter.end()


class Legend(QWidget):
    """Says which families the article names, and beside them how much of it was read.

    `family_toggled` carries one, and whether it is to be seen.
    """

    family_toggled = Signal(object, bool)

    def __init__(self, look: Look, share: ReadShare) -> None:
        super().__init__()
        self._share = share
        self.setAccessibleName(tr("Names on the page"))
        self._entries = {family: LegendEntry(look, family) for family in Family}
        self._state = label("", "faint", wrap=True)
        self._state.setContentsMargins(_PAD, 3, _PAD, 3)
        self._row = QWidget()
        flow = Flow(self._row, gap=_BETWEEN)
        for family, entry in self._entries.items():
            entry.clicked.connect(lambda shown, family=family: self.family_toggled.emit(family, shown))
            flow.addWidget(entry)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self._row)
        said.addWidget(self._state)
        ground = self._ground = QHBoxLayout()
        ground.setContentsMargins(14, 4, 14, 5)
        ground.setSpacing(10)
        ground.addLayout(said, 1)
        ground.addWidget(share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(ground)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(_DEPTH)
        self.show_mentions(Mentions(), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for in one line."""
        super().resizeEvent(event)
        self._fit()

    def show_mentions(self, mentions: Mentions, state: str) -> None:
        """Show the families that are named, or say why there are none; with neither, keep the room."""
        for family, entry in self._entries.items():
            count = mentions.counts[family]
            entry.show_count(count, shown=family not in mentions.hidden)
            entry.setVisible(bool(count))
        self._row.setVisible(bool(mentions.counts))
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self._fit()

    def _fit(self) -> None:
        margins = self._ground.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._ground.spacing()
        entries = self.entries()
        for brevity, brief in _WAYS:
            needed = sum(entry.width_of(brevity) + _BETWEEN for entry in entries)
            if needed + self._share.width_of(brief=brief) <= room:
                break
        self._share.be_brief(brief=brief)
        for entry in entries:
            entry.be_brief(brevity)

    def entries(self) -> list[LegendEntry]:
        """Give the families that are named here, in their order."""
        return [entry for entry in self._entries.values() if not entry.isHidden()]

    def state(self) -> str:
        """Give what is said of the recognition."""
        return self._state.text()
