"""Go to another library, make one, or show where this one lies."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from reader.model.wording import tr
from reader.settings import Settings
from reader.ui.actions.actions import numbered
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.sheets.new_library_sheet import NewLibrarySheet


class Moving(QObject):
    """`library_asked` carries the folder of a library to open, `new_library_asked` of one to make."""

    library_asked = Signal(object)
    new_library_asked = Signal(object)

    def __init__(
        self,
        panes: Panes,
        look: Look,
        folder: Path,
        settings: Callable[[], Settings],
        window: QWidget,
        way_back: Path | None,
    ) -> None:
        """`folder` is the open library, `way_back` the one that was left for the sample."""
        super().__init__(window)
        self._panes = panes
        self._look = look
        self._folder = folder
        self._settings = settings
        self._window = window
        self._way_back = way_back
        panes.collections.back_asked.connect(self.go_back)
        if way_back is not None:
            panes.collections.show_way_back(tr("This is the sample library."))

    def go_back(self) -> None:
        """Open the library that was left for the sample."""
        if self._way_back is not None:
            self.library_asked.emit(self._way_back)

    def ask_for_new(self) -> None:
        """Ask where a new library is to be made."""
        place = Path(self._settings().libraries_folder or self._folder.parent)
        sheet = NewLibrarySheet(self._look, place, self._window)
        sheet.accepted.connect(lambda: self.new_library_asked.emit(sheet.folder()))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def choose(self) -> None:
        """Ask for the folder of a library to open."""
        dialog = QFileDialog(self._window, tr("Open a library"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        if self._settings().libraries_folder:
            dialog.setDirectory(self._settings().libraries_folder)
        dialog.fileSelected.connect(lambda name: self.library_asked.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_folder(self) -> None:
        """Show the library's folder in the system's own window of files."""
        folder = str(self._folder)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._panes.toasts.show_message(tr("The library lies in {folder}", folder=folder))

    def list_recent(self, menu: QMenu, folders: tuple[str, ...]) -> None:
        """List libraries opened before in a menu, but not the open one."""
        menu.clear()
        others = [name for name in folders if Path(name) != self._folder]
        for place, name in enumerate(others, 1):
            menu.addAction(numbered(name, place), partial(self.library_asked.emit, Path(name)))
        menu.setEnabled(bool(others))
