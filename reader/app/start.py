"""Start of the screen: the application, its look, and what happens to errors nobody foresaw."""

import os
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from reader import __version__, places, settings
from reader.app.desktop import Desktop
from reader.app.program import Program
from reader.model.link import Link
from reader.ui.kit.speech import tell_roles
from reader.ui.look.look import Look


def application(*, off_screen: bool = False) -> QApplication:
    """Give the application of this process; `off_screen` draws without a display."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if off_screen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = QApplication(["pressmark"])
    tell_roles()
    made.setApplicationName("pressmark")
    made.setApplicationDisplayName("Pressmark")
    made.setApplicationVersion(__version__)
    made.setDesktopFileName("pressmark")
    made.setWindowIcon(QIcon(str(places.resource("icons/pressmark.svg"))))
    return made


def open_window(folder: Path | None, *, sample: bool, link: Link | None = None) -> int:
    """Run the window until it is closed, with the article a link leads to; give the exit status."""
    running = application()
    file = places.settings_file()
    chosen, kept = settings.load(file), settings.keep_unread(file)
    look = Look(running, chosen.theme, sepia=chosen.sepia)
    program = Program(running, look, chosen, kept)
    desktop = Desktop(running)
    desktop.less_motion.connect(lambda less: look.motion.follow(less=less))
    desktop.ask()
    sys.excepthook = _report_to_screen
    return program.run(folder, sample=sample, link=link)


def _report_to_screen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Show a bug of ours to the user, with a report to copy, and go on."""
    report = "".join(traceback.format_exception(kind, error, trace))
    sys.stderr.write(report)
    window = QApplication.activeWindow() if QCoreApplication.instance() is not None else None
    if window is not None and hasattr(window, "show_bug"):
        window.show_bug(report)
