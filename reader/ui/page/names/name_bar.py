"""The small bar near a chosen name: what it is, how often it is named, and the way to other articles."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reader.model.mention import NAMED, Mention
from reader.model.wording import tr
from reader.ui.kit.families import ink, mentions_words, reading_words, type_words
from reader.ui.kit.floating import SHADOW
from reader.ui.kit.parts import IconButton, label
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look
from reader.ui.page.floating_bar import FloatingBar

_WIDEST: Final = 300
_READING_LINES: Final = 3


class FamilyDot(QWidget):
    """A dot in the colour of a family."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._token = ink(None)
        self.setFixedSize(12, 20)

    def show_token(self, token: str) -> None:
        """Take the colour."""
        self._token = token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour(self._token))
        painter.drawEllipse(self.rect().toRectF().center(), 4.5, 4.5)
        painter.end()


class NameBar(FloatingBar):
    """Says what a name means here. `search_asked`: find all articles that name it; `list_asked`: list it."""

    search_asked = Signal()
    list_asked = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setAccessibleName(tr("Name tools"))
        self._offered = False
        self._dot = FamilyDot(look)
        self._name = label("", "strong")
        self._facts = label("", "faint")
        self._reading = label("", "note", wrap=True)
        for part in (self._name, self._facts):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._list = self._button("panel-right", tr("Show in the list of entities"))
        self._list.clicked.connect(self.list_asked)
        self._search = self._button("search", "")
        self._search.show_icon("search", "accent")
        self._search.clicked.connect(self.search_asked)
        self._lay_out()

    def offer(self, mention: Mention, count: int) -> None:
        """Offer what can be done with a mention of something that is named `count` times."""
        self._offered = True
        self._dot.show_token(ink(mention.family))
        self._write(self._name, mention.name)
        facts = f"{type_words(mention.type)} · {mentions_words(count)}"
        self._write(self._facts, facts)
        reading = reading_words(mention)
        self._reading.setText(reading)
        self._reading.setVisible(bool(reading))
        self._reading.setFixedWidth(self._reading_width(reading))
        self._search.setVisible(mention.family in NAMED)
        self._search.set_tip(tr("Find all articles that name it (Enter)"))

    def dismiss(self) -> None:
        """Offer nothing any longer."""
        self._offered = False
        self.hide()

    def is_offered(self) -> bool:
        """Tell whether the bar has something to offer, even while there is no room to show it."""
        return self._offered

    def can_search(self) -> bool:
        """Tell whether the way to other articles is offered."""
        return self._offered and not self._search.isHidden()

    def _write(self, part: QLabel, words: str) -> None:
        part.ensurePolished()
        metrics = QFontMetrics(part.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        part.setText(shown)
        part.setToolTip(plain_tip(words) if shown != words else "")
        part.setFixedSize(metrics.horizontalAdvance(shown) + 2, metrics.height() + 2)

    def _reading_width(self, words: str) -> int:
        self._reading.ensurePolished()
        return min(_WIDEST, QFontMetrics(self._reading.font()).horizontalAdvance(words) + 2)

    def _button(self, icon: str, tip: str) -> IconButton:
        button = IconButton(self._look, icon, tip, size=16, side=32)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        words.addWidget(self._reading)
        row = QHBoxLayout(self)
        row.setContentsMargins(SHADOW + 12, SHADOW + 8, SHADOW + 8, SHADOW + 8)
        row.setSpacing(6)
        row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words)
        row.addSpacing(6)
        row.addWidget(self._list, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._search, 0, Qt.AlignmentFlag.AlignTop)
