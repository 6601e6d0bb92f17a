"""Bring a backup back while the program runs: stage it, close the library, exchange it, open it again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.jobs.repair import Repair
from reader.library.care import backing_up
from reader.library.ownership import Ownership
from reader.model.backup import Backup
from reader.model.change import Progress
from reader.model.errors import ReaderError
from reader.ui.errands.caring import choose_new_folder, restore_question
from reader.ui.look.look import Look
from reader.ui.sheets.backups_sheet import BackupsSheet
from reader.ui.sheets.restore_sheet import RestoreSheet


class Restoring(QObject):
    """One restore at a time.

    `ready_to_leave` asks for the library of a folder to be closed; then `go_on` is to be called, or
    `give_up` when the user would rather stay. `restored` carries the folder
    to open; `failed` the trouble and the folder, whose library is as it was. `stopped` tells that the user
    thought better of it, and `broke` carries the report of a bug of ours.
    """

    ready_to_leave = Signal(object)
    restored = Signal(object)
    failed = Signal(object, object)
    stopped = Signal()
    broke = Signal(str)

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._repair: Repair | None = None
        self._sheet: RestoreSheet | None = None

    def begin(self, backup: Backup, folder: Path, *, new: bool) -> None:
        """Restore a backup into the library of a folder, or into a `new` one there."""
        if self._sheet is not None:
            return
        if new:
            repair = Repair(lambda: backing_up.restore_as_new(backup.path, folder), self)
        else:
            repair = Repair(lambda: backing_up.stage(backup.path, folder), self)
        self._repair = repair
        sheet = self._sheet = RestoreSheet(self._look)
        sheet.cancel_asked.connect(repair.job.cancel)
        repair.job.progressed.connect(self._show)
        repair.job.failed.connect(lambda error: self._fail(error, folder))
        repair.job.done.connect(lambda _missing: self._staged(folder, new=new))
        repair.broke.connect(self._break)
        repair.job.ended.connect(self._ended)
        sheet.show()

    def step_aside(self) -> None:
        """Let the user answer something before it goes on."""
        if self._sheet is not None:
            self._sheet.hide()

    def go_on(self, folder: Path) -> None:
        """Put what is staged in the place of the library in a folder, which is closed."""
        if self._sheet is not None:
            self._sheet.show()
        try:
            with Ownership(folder):
                backing_up.put_in_place(folder)
        except ReaderError as error:
            self._fail(error, folder)
            return
        self.restored.emit(folder)

    def give_up(self, folder: Path) -> None:
        """Leave the library in a folder as it is, after all."""
        backing_up.discard(folder)
        self.end()

    def end(self) -> bool:
        """Take the sheet away: the library is open again. Tell whether there was one."""
        sheet, self._sheet = self._sheet, None
        if sheet is not None:
            sheet.close()
        return sheet is not None

    def close(self) -> None:
        """Stop what is under way."""
        if self._repair is not None:
            self._repair.close()
        self.end()

    def _show(self, step: Progress) -> None:
        if self._sheet is not None:
            self._sheet.show_progress(step.done, step.total)

    def _staged(self, folder: Path, *, new: bool) -> None:
        self._repair = None
        if self._sheet is not None:
            self._sheet.show_opening()
        if new:
            self.restored.emit(folder)
        else:
            self.ready_to_leave.emit(folder)

    def _fail(self, error: ReaderError, folder: Path) -> None:
        self._repair = None
        self.end()
        self.failed.emit(error, folder)

    def _break(self, report: str) -> None:
        self._repair = None
        self.end()
        self.broke.emit(report)

    def _ended(self) -> None:
        if self._repair is not None:  # neither done nor failed: it was stopped
            self._repair = None
            self.end()
            self.stopped.emit()


def offer_backups(
    look: Look,
    folder: Path,
    elsewhere: Path | None,
    take: Callable[[Backup, Path | None], None],
    parent: QWidget | None,
) -> BackupsSheet:
    """Offer the backups of a library that does not open."""
    where = backing_up.backup_folders(folder, elsewhere)[0]
    sheet = BackupsSheet(look, backing_up.backups_of(folder, elsewhere), where, parent, can_back_up=False)

    def answer(backup: Backup, fresh: Path | None) -> None:
        sheet.accept()
        take(backup, fresh)

    def restore(backup: Backup) -> None:
        question = restore_question(look, backup, sheet)
        question.accepted.connect(lambda: answer(backup, None))
        question.open()

    def restore_as_new(backup: Backup) -> None:
        choose_new_folder(sheet, lambda fresh: answer(backup, fresh))

    sheet.restore_asked.connect(restore)
    sheet.restore_as_new_asked.connect(restore_as_new)
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()
    return sheet
