"""Print the open article, or save it as PDF, in pieces that leave the window free."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QIODevice, QLocale, QObject, QSaveFile, Qt, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPageSize, QPdfWriter
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.jobs.desk import Desk
from reader.model.annotation import Label
from reader.model.article import Article
from reader.model.errors import ReaderError, Trouble
from reader.model.wording import tr
from reader.ui.errands.panes import Panes
from reader.ui.look.look import Look
from reader.ui.page.press.printing import printed

_PIECE: Final = 0.010
"""Seconds of work between two looks at what the user does."""
_NAME: Final = 80
"""Signs of the title that a file is named by."""
_UNNAMED: Final = '<>:"/\\|?*'
"""Signs that some system does not allow in a name of a file."""


@dataclass(slots=True)
class _Work:
    """What is being printed: the pieces to come, the device, and the file when it goes to one."""

    pieces: Iterator[bool]
    device: QPagedPaintDevice
    file: QSaveFile | None
    path: Path | None


class Printing(QObject):
    """Prints one article after the other. `ended` tells whether one was printed well."""

    ended = Signal(bool)

    def __init__(self, desk: Desk, panes: Panes, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._look = look
        self._window = window
        self._labels: tuple[Label, ...] = ()
        self._works: list[_Work] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def take_labels(self, labels: tuple[Label, ...]) -> None:
        """Take names and colours of the labels."""
        self._labels = labels

    def choose_printer(self) -> None:
        """Ask for the printer, then print the open article."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        article = self._panes.page.article()
        if article is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(article.title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)

        def take() -> None:
            ranged = printer.printRange() is QPrinter.PrintRange.PageRange
            pages = (printer.fromPage(), printer.toPage()) if ranged else (1, 0)
            self._begin(article, printer, None, None, *pages)

        dialog.accepted.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()  # its `open` is another than that of other dialogs

    def choose_file(self) -> None:
        """Ask where to, then save the open article as PDF."""
        article = self._panes.page.article()
        if article is None:
            return
        dialog = QFileDialog(self._window, tr("Save the article as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{_file_name(article.title)}.pdf")
        dialog.fileSelected.connect(lambda name: self.save(article, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, article: Article, path: Path) -> None:
        """Save an article as PDF; what is at `path` is replaced once all is written."""
        file = QSaveFile(str(path), self)
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            self._fail(path)
            return
        writer = QPdfWriter(file)
        writer.setTitle(article.title)
        writer.setCreator("Pressmark")
        metric = QLocale().measurementSystem() is QLocale.MeasurementSystem.MetricSystem
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4 if metric else QPageSize.PageSizeId.Letter))
        self._begin(article, writer, file, path, 1, 0)

    def finish(self) -> None:
        """Print at once what is still to be printed, before the window closes."""
        while self._works:
            self._go_on()

    def _begin(
        self,
        article: Article,
        device: QPagedPaintDevice,
        file: QSaveFile | None,
        path: Path | None,
        first: int,
        last: int,
    ) -> None:
        pieces = printed(device, self._look, article, self._labels, first, last)
        self._works.append(_Work(pieces, device, file, path))
        self._timer.start()

    def _go_on(self) -> None:
        """Do a piece of the oldest work."""
        if not self._works:
            self._timer.stop()
            return
        work, until = self._works[0], monotonic() + _PIECE
        for well in work.pieces:
            if not well:
                self._end(work, well=False)
                return
            if monotonic() > until:
                return
        self._end(work, well=True)

    def _end(self, work: _Work, *, well: bool) -> None:
        self._works.remove(work)
        if work.file is not None:
            if not well:
                work.file.cancelWriting()
            well = work.file.commit() and well
            work.file.deleteLater()
        if not well:
            self._fail(work.path)
        elif work.path is not None:
            self._panes.toasts.show_message(tr("Saved as {path}", path=work.path))
        self.ended.emit(well)

    def _fail(self, path: Path | None) -> None:
        if path is None:
            self._panes.toasts.show_message(
                tr("The printer took nothing: see whether it is on, and try again.")
            )
        else:
            self._desk.troubled.emit(ReaderError(Trouble.EXPORT_FAILED, path=path))


def _file_name(title: str) -> str:
    """Give a name for a file that every system allows."""
    kept = "".join(" " if sign in _UNNAMED or not sign.isprintable() else sign for sign in title)
    return " ".join(kept.split())[:_NAME].strip(" .") or tr("Article")
