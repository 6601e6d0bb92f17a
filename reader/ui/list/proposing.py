"""The small list under the search field: what may be meant while typing, and what was searched before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.model.wording import tr
from reader.ui.kit.keys import ENTERS
from reader.ui.list.completion import SOURCE, Known, Proposal, Proposals, proposals, wanted_values
from reader.ui.look.look import Look

_ROW: Final = 30
_ROWS: Final = 8
_EDGE: Final = 5
_Index = QModelIndex | QPersistentModelIndex


class ProposalModel(QAbstractListModel):
    """The proposals as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Proposal, ...] = ()

    def show(self, rows: tuple[Proposal, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row's words, and to a screen reader also their meaning."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.shown} {row.meaning}".strip()
        return None


class ProposalDelegate(QStyledItemDelegate):
    """Paints a row: the words, and at the right what they mean."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give every row the same height."""
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row."""
        model = index.model()
        assert isinstance(model, ProposalModel)
        row, look = model.rows[index.row()], self._look
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            token = "selection" if state & QStyle.StateFlag.State_Selected else "hover"
            painter.setBrush(look.colour(token))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 6, 6)
        inner = area.adjusted(10, 0, -10, 0)
        painter.setFont(look.ui(13, 500))
        painter.setPen(look.colour("text"))
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(row.shown, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        rest = inner.adjusted(metrics.horizontalAdvance(words) + 16, 0, 0, 0)
        if row.meaning and rest.width() > _ROW:
            painter.setFont(look.ui(12))
            painter.setPen(look.colour("faint"))
            meaning = QFontMetricsF(painter.font()).elidedText(
                row.meaning, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, meaning)
        painter.restore()


class Proposing(QObject):
    """Watches a line: proposes while it is typed in, and shows what was searched before when it is empty.

    `taken` tells the words the line has after a proposal was taken, `cleared` that the history is to be
    forgotten, `values_wanted` the field whose values are to be told, as one of them is being typed.
    """

    taken = Signal(str)
    cleared = Signal()
    values_wanted = Signal(str)

    def __init__(self, look: Look, line: QLineEdit, anchor: QWidget) -> None:
        super().__init__(line)
        self._look = look
        self._line = line
        self._anchor = anchor
        self._known = Known()
        self._told: set[str] = set()
        self._history: tuple[str, ...] = ()
        self._shown = Proposals(0, 0)
        self._past = False
        self._model = ProposalModel(self)
        self.view = self._made_view()
        line.textEdited.connect(lambda _: self._propose())
        line.installEventFilter(self)
        look.changed.connect(self._dress)
        self._dress()

    def set_known_tags(self, tags: Sequence[str]) -> None:
        """Take the tags that are proposed."""
        self._known = replace(self._known, tags=tuple(tags))
        self._told.clear()  # the library may have changed

    def set_known_values(self, field: str, values: Sequence[str]) -> None:
        """Take the sources or languages that are proposed, also while one is being typed."""
        known = {"sources" if field == SOURCE else "languages": tuple(values)}
        self._known = replace(self._known, **known)
        if self._line.hasFocus() and wanted_values(self._line.text(), self._line.cursorPosition()) == field:
            self._propose()

    def set_history(self, searches: Sequence[str]) -> None:
        """Take what was searched before, the last first."""
        self._history = tuple(searches)

    def rows(self) -> tuple[Proposal, ...]:
        """Give what is proposed now; nothing while the list is hidden."""
        return self._model.rows if self.view.isVisible() else ()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead the keys of the line through the list while it is shown."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(Qt.Key(event.key()))
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Tab
            and self.view.isVisible()
        ):
            event.accept()
        return super().eventFilter(watched, event)

    def hide(self) -> None:
        """Put the list away."""
        self.view.hide()

    def _take_key(self, key: Qt.Key) -> bool:
        if not self.view.isVisible():
            if key == Qt.Key.Key_Down and not self._line.text() and self._history:
                self._show_history()
                return True
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        chosen = self.view.currentIndex().row()
        if key == Qt.Key.Key_Tab and not self._past:
            self._take(max(0, chosen))
            return True
        if key in ENTERS and chosen >= 0:
            self._take(chosen)
            return True
        if key in ENTERS:
            self.hide()
        return False

    def _step(self, by: int) -> None:
        count = self._model.rowCount()
        row = self.view.currentIndex().row() + by
        if row < 0:
            self.view.setCurrentIndex(QModelIndex())
        else:
            self.view.setCurrentIndex(self._model.index(min(row, count - 1)))

    def _propose(self) -> None:
        words, cursor = self._line.text(), self._line.cursorPosition()
        field = wanted_values(words, cursor)
        if field and field not in self._told:
            self._told.add(field)
            self.values_wanted.emit(field)
        self._past = False
        self._show(proposals(words, cursor, self._known))

    def _show_history(self) -> None:
        rows = [Proposal(words, words) for words in self._history]
        rows.append(Proposal(tr("Forget these searches"), ""))
        self._past = True
        self._show(Proposals(0, 0, tuple(rows)))
        self._step(1)

    def _show(self, shown: Proposals) -> None:
        self._shown = shown
        self._model.show(shown.rows)
        if not shown.rows:
            self.hide()
            return
        self.view.setCurrentIndex(QModelIndex())
        window = self._anchor.window()
        if self.view.parent() is not window:
            self.view.setParent(window)
        at = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 4))
        height = min(len(shown.rows), _ROWS) * _ROW + 2 * _EDGE + 2
        self.view.setGeometry(at.x(), at.y(), self._anchor.width(), height)
        self.view.show()
        self.view.raise_()

    def _take(self, row: int) -> None:
        proposal = self._model.rows[row]
        self.hide()
        if self._past and not proposal.text:
            self._history = ()
            self.cleared.emit()
            return
        self._line.setSelection(self._shown.start, self._shown.end - self._shown.start)
        if self._shown.start == self._shown.end:
            self._line.deselect()
        text = proposal.text
        if text.endswith(" ") and self._line.text()[self._shown.end : self._shown.end + 1] == " ":
            text = text[:-1]
        self._line.insert(text)
        self.taken.emit(self._line.text())
        if not self._past and text.endswith(":"):
            self._propose()

    def _made_view(self) -> QListView:
        view = QListView()
        view.setModel(self._model)
        view.setItemDelegate(ProposalDelegate(self._look, view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setMouseTracking(True)
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(tr("Proposals"))
        view.clicked.connect(lambda index: self._take(index.row()))
        view.hide()
        return view

    def _dress(self) -> None:
        card, line = (self._look.colour(token).name() for token in ("card", "line"))
        self.view.setStyleSheet(
            f"QListView {{ background: {card}; border: 1px solid {line}; border-radius: 9px;"
            f" padding: {_EDGE}px; outline: 0; }}"
        )
