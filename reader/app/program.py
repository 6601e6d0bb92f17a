"""The running program: it opens libraries in windows and closes them in the right order."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from reader import places, settings
from reader.app.doorbell import Doorbell, ring
from reader.app.reception import Reception
from reader.app.restoring import Restoring, offer_backups
from reader.jobs.desk import Desk
from reader.library.care import backing_up
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.model.backup import Backup
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId
from reader.model.link import Link
from reader.model.wording import tr
from reader.ui.look.look import Look
from reader.ui.main_window import MainWindow, bring_to_front
from reader.ui.sheets.trouble import BugSheet, TroubleSheet, show_trouble


class OpenLibrary(QObject):
    """A library this program owns, with its desk and, once it has been opened, its window."""

    def __init__(self, folder: Path, names_model: str, parent: QObject) -> None:
        """Take the library.

        Raises:
            ReaderError: `LIBRARY_MISSING`, `LIBRARY_IN_USE` or `FOLDER_READ_ONLY`.
        """
        super().__init__(parent)
        if not Library.exists(folder):
            raise ReaderError(Trouble.LIBRARY_MISSING, folder=folder)
        self.folder = folder
        self._ownership = Ownership(folder)
        self._doorbell = Doorbell(folder, self)
        self._doorbell.rung.connect(self._come_forward)
        self.desk = Desk(folder, names_model=names_model, parent=self)
        self._reception = Reception(self.desk, self)
        self._reception.article_asked.connect(self.open_article)
        self._doorbell.wished.connect(self._reception.take)
        self.window: MainWindow | None = None
        self._article: tuple[ArticleId, HighlightId | None] | None = None

    def close(self) -> None:
        """Finish the edits asked for, then give the library back."""
        self._doorbell.close()
        self.desk.close()
        self._ownership.release()

    def open_article(self, article: ArticleId, highlight: HighlightId | None) -> None:
        """Open an article, and choose a highlight in it; before the window is up, as soon as it is."""
        self._article = (article, highlight)
        if self.window is not None:
            self.show_article()

    def show_article(self) -> None:
        """Show in the window what was asked for, and bring it to the front."""
        wanted, self._article = self._article, None
        if self.window is not None and wanted is not None:
            self.window.open_article(*wanted)
            bring_to_front(self.window)

    def _come_forward(self) -> None:
        if self.window is not None:
            bring_to_front(self.window)


class Program(QObject):
    """Holds the one open library and the user's settings. `opened` carries a window that has come up."""

    opened = Signal(object)

    def __init__(
        self,
        application: QApplication,
        look: Look,
        chosen: settings.Settings,
        kept_settings: Path | None = None,
    ) -> None:
        """Begin with the user's choices; `kept_settings` is the copy of a file that could not all be read."""
        super().__init__(application)
        self._kept_settings = kept_settings
        self._application = application
        self._look = look
        self._settings = chosen
        self._current: OpenLibrary | None = None
        self._status = 0
        self._link: Link | None = None
        self._restoring = Restoring(look, self)
        self._restoring.ready_to_leave.connect(self._leave_for_restore)
        self._restoring.restored.connect(self.open_library)
        self._restoring.failed.connect(self._restore_failed)
        self._restoring.stopped.connect(self._restore_stopped)
        self._restoring.broke.connect(self._restore_broke)

    def run(self, folder: Path | None, *, sample: bool, link: Link | None = None) -> int:
        """Open the library named, else the one used last, else the default one; give the exit status."""
        self._link = link
        QTimer.singleShot(0, lambda: self.open_first(folder, sample=sample))
        status = self._application.exec()
        return self._status or status

    def open_library(self, folder: Path, *, way_back: Path | None = None, samples: bool = False) -> None:
        """Open a library in a window, in place of the present one."""
        try:
            fresh = OpenLibrary(folder, self._settings.names_model, self)
        except ReaderError as error:
            self._refuse(folder, error)
            return
        fresh.desk.opening.or_else(lambda error: self._could_not_open(fresh, error))
        fresh.desk.opening.then(lambda _: self._opened(fresh, way_back, samples))

    def make_library(self, folder: Path, *, way_back: Path | None = None, samples: bool = False) -> None:
        """Make a library and open it."""
        try:
            Library.create(folder)
        except ReaderError as error:
            self._refuse(folder, error)
            return
        self.open_library(folder, way_back=way_back, samples=samples)

    def open_sample(self) -> None:
        """Open the library of sample articles, made when it is not there yet."""
        folder = places.sample_library()
        back = self._current.folder if self._current is not None else places.default_library()
        way_back = back if back != folder else None
        if Library.exists(folder):
            self.open_library(folder, way_back=way_back)
        else:
            self.make_library(folder, way_back=way_back, samples=True)

    def open_first(self, folder: Path | None, *, sample: bool) -> None:
        """Open the library of this start: the samples, the one named, the one used last, or a new one."""
        if sample:
            self.open_sample()
            return
        if folder is None:
            known = [Path(name) for name in self._settings.recent]
            folder = next((each for each in known if Library.exists(each)), places.default_library())
        if Library.exists(folder):
            self.open_library(folder)
        else:
            self.make_library(folder)

    def _opened(self, fresh: OpenLibrary, way_back: Path | None, samples: bool) -> None:
        def stay() -> None:
            fresh.close()
            self._restoring.end()

        self._leave_first(lambda: self._show(fresh, way_back, samples), stay)

    def _show(self, fresh: OpenLibrary, way_back: Path | None, samples: bool) -> None:
        self.leave()
        self._current = fresh
        if way_back is None and fresh.folder == places.sample_library():
            way_back = places.default_library()
        if fresh.folder != places.sample_library():
            self._settings = self._settings.with_recent(fresh.folder)
        window = fresh.window = MainWindow(self._look, fresh.desk, self._settings, way_back=way_back)
        window.show_recent(self._settings.recent)
        window.library_asked.connect(self._open_or_make)
        window.new_library_asked.connect(self.make_library)
        window.sample_asked.connect(self.open_sample)
        window.restore_asked.connect(self.restore)
        window.settings_changed.connect(self._keep_settings)
        window.closed.connect(self._window_closed)
        window.start()
        window.show()
        link, self._link = self._link, None
        if link is not None:
            fresh.open_article(link.article, link.annotation)
        fresh.show_article()
        if samples:
            window.importing.run([places.resource("samples")], "Pressmark sample", [])
        window.caring.watch()
        self._application.setQuitOnLastWindowClosed(True)
        if self._restoring.end():
            window.panes.toasts.show_message(tr("The library is restored from the backup."))
        if self._kept_settings is not None:
            window.panes.toasts.show_message(_kept_words(self._kept_settings))
            self._kept_settings = None
        self._save_settings()
        self.opened.emit(window)

    def restore(self, backup: Backup, fresh: Path | None, folder: Path | None = None) -> None:
        """Bring a backup back, into the library of `folder` (the present one), or a new one in `fresh`."""
        target = fresh or folder or (self._current.folder if self._current is not None else None)
        if target is not None:
            self._restoring.begin(backup, target, new=fresh is not None)

    def _leave_for_restore(self, folder: Path) -> None:
        def go() -> None:
            self.leave()
            self._restoring.go_on(folder)

        if self._current is not None and self._current.folder == folder:
            if not self._leave_first(go, lambda: self._restoring.give_up(folder)):
                self._restoring.step_aside()
        else:
            self._restoring.go_on(folder)

    def _restore_failed(self, error: ReaderError, folder: Path) -> None:
        """Say what came up; a library that had been closed for the restore is opened again, as it was."""
        if self._current is None and Library.exists(folder):
            self.open_library(folder)
        self._tell(error)

    def _restore_stopped(self) -> None:
        if self._current is None:
            self._application.quit()

    def _restore_broke(self, report: str) -> None:
        if self._current is not None and self._current.window is not None:
            self._current.window.show_bug(report)
        else:
            BugSheet(self._look, report).open()

    def _open_or_make(self, folder: Path) -> None:
        if Library.exists(folder) or folder != places.default_library():
            self.open_library(folder)
        else:
            self.make_library(folder)

    def _leave_first(self, go: Callable[[], None], stay: Callable[[], None]) -> bool:
        """Call `go` when nothing would be lost by leaving the present library, or the user means it.

        Tell whether it was called at once.
        """
        window = self._current.window if self._current is not None else None
        if window is not None:
            return window.leave(go, stay)
        go()
        return True

    def leave(self) -> None:
        """Close the present library at once, without ending the program."""
        old, self._current = self._current, None
        if old is None:
            return
        if old.window is not None:
            old.window.closed.disconnect(self._window_closed)
            old.window.leaving.at_any_price()
            old.window.close()
            self._keep_choices(old.window)
            self._save_settings()
        old.close()
        if old.window is not None:
            old.window.deleteLater()  # after the last answers, which are on their way to it

    def _window_closed(self) -> None:
        current, self._current = self._current, None
        if current is not None and current.window is not None:
            self._keep_choices(current.window)
            current.close()
        self._save_settings()
        self._application.quit()

    def _keep_settings(self, chosen: settings.Settings) -> None:
        self._settings = replace(chosen, recent=self._settings.recent)
        self._save_settings()

    def _keep_choices(self, window: MainWindow) -> None:
        self._settings = replace(window.settings, recent=self._settings.recent)

    def _save_settings(self) -> None:
        settings.save(self._settings, places.settings_file())

    def _could_not_open(self, fresh: OpenLibrary, error: ReaderError) -> None:
        fresh.close()
        self._refuse(fresh.folder, error)

    def _refuse(self, folder: Path, error: ReaderError) -> None:
        """Say why a library did not open: in the present window, or before leaving when there is none."""
        if error.code is Trouble.LIBRARY_IN_USE and ring(folder):
            if self._current is None:
                self._application.quit()
            return
        self._restoring.end()
        self._tell(error, folder)

    def _tell(self, error: ReaderError, folder: Path | None = None) -> None:
        """Show a trouble; for a damaged library in `folder` with the way to its backups."""
        window = self._current.window if self._current is not None else None
        elsewhere = None if folder is None else self._settings.backups_of(folder)
        damaged = folder is not None and error.code is Trouble.LIBRARY_DAMAGED
        saved = damaged and folder is not None and bool(backing_up.backups_of(folder, elsewhere))
        sheet = show_trouble(window, self._look, error, tr("Restore a backup…") if saved else "")
        leaving = window is None
        if leaving:
            self._status = 1
            sheet.finished.connect(self._application.quit)
        if saved and folder is not None:
            sheet.offer_taken.connect(lambda: self._offer_backups(folder, elsewhere, sheet))

    def _offer_backups(self, folder: Path, elsewhere: Path | None, trouble: TroubleSheet) -> None:
        def take(backup: Backup, fresh: Path | None) -> None:
            if self._current is None:
                trouble.finished.disconnect(self._application.quit)
                self._status = 0
            trouble.close()
            self.restore(backup, fresh, folder)

        offer_backups(self._look, folder, elsewhere, take, trouble)


def _kept_words(copy: Path) -> str:
    home = Path.home()
    shown = Path("~") / copy.relative_to(home) if copy.is_relative_to(home) else copy
    return tr("Not all preferences could be read: they are kept as they were in {path}", path=shown)
