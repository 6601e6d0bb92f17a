"""Backups: made every day and when asked for, listed, and brought back."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.care.backing_up import backup_folders
from reader.library.library import Library
from reader.model.backup import Backup, BackupKind, Keep
from reader.model.errors import ReaderError
from reader.model.wording import tr, trouble_words
from reader.settings import Settings
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.sheets.backups_sheet import BackupsSheet, moment_words
from reader.ui.sheets.question_sheet import QuestionSheet

_FIRST_LOOK: Final = 5_000
_NEXT_LOOK: Final = 3_600_000
"""Milliseconds from the start of the window, and then between two looks, at whether a backup is due."""


class Caring(QObject):
    """Carries the wishes about backups to the desk.

    `restore_asked` carries a backup and the folder of a new library, or None for this one: bringing one
    back is for whoever opens libraries.
    """

    restore_asked = Signal(object, object)

    def __init__(
        self, desk: Desk, panes: Panes, look: Look, settings: Callable[[], Settings], window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._look = look
        self._settings = settings
        self._window = window
        self._sheet: BackupsSheet | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.back_up_when_due)

    def watch(self) -> None:
        """Begin to look now and then whether the daily backup is due."""
        self._timer.start(_NEXT_LOOK)
        QTimer.singleShot(_FIRST_LOOK, self, self.back_up_when_due)

    def back_up_when_due(self) -> None:
        """Back up when the last backup is over a day old, something has changed, and the user wants that."""
        if self._settings().backups_daily:
            self._desk.read(Library.backup_is_due, self._elsewhere()).then(self._back_up_if)

    def back_up(self) -> None:
        """Back up now."""
        job = self._run(BackupKind.BY_HAND)
        job.then(self._tell).ended.connect(self._refresh)

    def show(self) -> None:
        """List the backups."""
        self._desk.read(Library.backups, self._elsewhere()).then(self._list)

    def _elsewhere(self) -> Path | None:
        return self._settings().backups_of(self._desk.folder)

    def _run(self, kind: BackupKind) -> Job:
        keep = Keep(daily=self._settings().backups_kept)
        job = self._desk.long(Library.backup, kind, self._elsewhere(), keep)
        job.progressed.connect(lambda step: self._desk.long_progressed.emit(job, step))
        job.ended.connect(lambda: self._desk.long_ended.emit(job))
        return job

    def _back_up_if(self, due: bool) -> None:
        if due:
            self._run(BackupKind.DAILY).or_else(self._tell_quietly)

    def _tell(self, path: Path) -> None:
        self._panes.toasts.show_message(tr("Backed up: {name}", name=path.name))

    def _tell_quietly(self, error: ReaderError) -> None:
        """Nobody asked for it just now: no sheet over what the user is doing."""
        words = tr("The daily backup could not be made. {why}", why=trouble_words(error)[0])
        self._panes.toasts.show_message(words)

    def _list(self, backups: list[Backup]) -> None:
        if self._sheet is not None:
            self._sheet.show_backups(backups)
            return
        folder = backup_folders(self._desk.folder, self._elsewhere())[0]
        sheet = self._sheet = BackupsSheet(self._look, backups, folder, self._window)
        sheet.backup_asked.connect(self.back_up)
        sheet.restore_asked.connect(self._ask)
        sheet.restore_as_new_asked.connect(self._choose_folder)
        sheet.finished.connect(self._forget)
        sheet.open()

    def _refresh(self) -> None:
        if self._sheet is not None:
            self.show()

    def _forget(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
        self._sheet = None

    def _ask(self, backup: Backup) -> None:
        sheet = restore_question(self._look, backup, self._sheet or self._window)
        sheet.accepted.connect(lambda: self._restore(backup, None))
        sheet.open()

    def _choose_folder(self, backup: Backup) -> None:
        choose_new_folder(self._sheet or self._window, lambda folder: self._restore(backup, folder))

    def _restore(self, backup: Backup, folder: Path | None) -> None:
        if self._sheet is not None:
            self._sheet.accept()
        self.restore_asked.emit(backup, folder)


def restore_question(look: Look, backup: Backup, parent: QWidget) -> QuestionSheet:
    """Ask before the library becomes what it was."""
    return QuestionSheet(
        look,
        tr("Restore this backup?"),
        tr(
            "The library becomes what it was on {moment}. What it is now is kept among the backups, "
            "and can be restored in the same way.",
            moment=moment_words(backup),
        ),
        tr("Restore"),
        parent,
    )


def choose_new_folder(parent: QWidget, take: Callable[[Path], None]) -> None:
    """Let the user choose an empty folder for a restored library."""
    dialog = QFileDialog(parent, tr("Restore into a new library: choose an empty folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
