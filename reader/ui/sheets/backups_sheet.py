"""The backups of the library: what there is, one more now, and bringing one back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reader.model.backup import Backup, BackupKind
from reader.model.wording import tr
from reader.ui.kit.dates import full_date, local_moment
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look
from reader.ui.sheets.lines import KEY, LinesView, in_card
from reader.ui.sheets.sheet import Sheet


class BackupsSheet(Sheet):
    """Lists backups, the newest first.

    `backup_asked` asks for one more; `restore_asked` and `restore_as_new_asked` carry the one to bring
    back, into this library or into a new one.
    """

    backup_asked = Signal()
    restore_asked = Signal(object)
    restore_as_new_asked = Signal(object)

    def __init__(
        self,
        look: Look,
        backups: Sequence[Backup],
        folder: Path,
        parent: QWidget | None = None,
        *,
        can_back_up: bool = True,
    ) -> None:
        super().__init__(tr("Backups"), parent, wide=620)
        self._look = look
        about = tr(
            "Copies of everything but the files as they came, which never change and stay with the library."
        )
        self.column.addWidget(label(about, "muted", wrap=True))
        self._where = label(str(folder), "faint", wrap=True)
        self.column.addWidget(self._where)
        self.column.addSpacing(6)
        self._list = LinesView(look, [], tr("Backups"))
        self._list.setSelectionMode(LinesView.SelectionMode.SingleSelection)
        self._list.doubleClicked.connect(self._restore)
        self._card = in_card(self._list)
        self._none = label(tr("There is no backup yet."), "muted")
        self.column.addWidget(self._none)
        self.column.addWidget(self._card, 1)
        self._restore_button = push_button(tr("Restore…"))
        self._restore_button.setToolTip(tr("Make this library what it was; what it is now is kept"))
        self._restore_button.clicked.connect(self._restore)
        self._new_button = push_button(tr("Restore into a new library…"))
        self._new_button.clicked.connect(self._restore_as_new)
        self._now = push_button(tr("Back up now"), "primary")
        self._now.setDefault(True)
        self._now.clicked.connect(self._back_up)
        self._now.setVisible(can_back_up)
        self._lay_out_foot()
        self._list.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.show_backups(backups)
        self.first = self._list if backups else self._now

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these backups; the newest is chosen."""
        self._list.show_entries([(_headline(each), _contents(each), each) for each in backups])
        self._none.setVisible(not backups)
        self._card.setVisible(bool(backups))
        self._now.setEnabled(True)
        if backups:
            self._list.setCurrentIndex(self._list.model().index(0, 0))
        self._offer()

    def chosen(self) -> Backup | None:
        """Give the backup that is chosen."""
        index = self._list.currentIndex()
        backup = index.data(KEY) if index.isValid() else None
        return backup if isinstance(backup, Backup) else None

    def _lay_out_foot(self) -> None:
        row: QHBoxLayout = self.foot
        row.addWidget(self._restore_button)
        row.addWidget(self._new_button)
        row.addStretch(1)
        close = push_button(tr("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        row.addWidget(self._now)

    def _offer(self) -> None:
        chosen = self.chosen()
        whole = chosen is not None and not chosen.damaged
        self._restore_button.setEnabled(whole)
        self._new_button.setEnabled(whole)

    def _back_up(self) -> None:
        self._now.setEnabled(False)
        self.backup_asked.emit()

    def _restore(self) -> None:
        chosen = self.chosen()
        if chosen is not None and not chosen.damaged:
            self.restore_asked.emit(chosen)

    def _restore_as_new(self) -> None:
        chosen = self.chosen()
        if chosen is not None and not chosen.damaged:
            self.restore_as_new_asked.emit(chosen)


def moment_words(backup: Backup) -> str:
    """Say when a backup was made, in the time of this place."""
    return full_date(local_moment(backup.made))


def _headline(backup: Backup) -> str:
    kinds = {
        BackupKind.DAILY: tr("Daily"),
        BackupKind.BY_HAND: tr("By hand"),
        BackupKind.BEFORE_RESTORE: tr("Before a restore"),
        BackupKind.BEFORE_UPGRADE: tr("Before an update of Pressmark"),
    }
    return f"{moment_words(backup)}  ·  {kinds[backup.kind]}"


def _contents(backup: Backup) -> str:
    if backup.damaged:
        return tr("Damaged: it cannot be restored")
    count = backup.articles
    articles = tr("1 article") if count == 1 else tr("{count} articles", count=f"{count:,}")
    count = backup.highlights
    highlights = tr("1 highlight") if count == 1 else tr("{count} highlights", count=f"{count:,}")
    return f"{articles}, {highlights}  ·  {_size_words(backup.size)}"


def _size_words(size: int) -> str:
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
