"""A real window off screen that the program itself plays: for pictures and the self-check."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPixmap

from reader.app.start import application
from reader.jobs.desk import Desk
from reader.library.ownership import Ownership
from reader.model.errors import ReaderError
from reader.model.mention import Recognition
from reader.settings import Settings
from reader.ui.look.look import Look
from reader.ui.main_window import MainWindow

_TICK: Final = 20
"""Milliseconds between two looks at whether the window has come to rest."""
_CALM_TICKS: Final = 4
"""Looks in a row that must find nothing left to do: panes gather their wishes for a moment."""
PATIENCE: Final = 120_000
"""Milliseconds after which a window that does not come to rest counts as failed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """How the window is shown."""

    theme: str = "light"
    width: int = 1600
    height: int = 1000


class Stage:
    """The window on a library; a context manager that closes everything behind it."""

    def __init__(
        self, folder: Path, scene: Scene, *, reading_only: bool = False, settings: Settings | None = None
    ) -> None:
        self._application = application(off_screen=True)
        self.look = Look(self._application, scene.theme)
        self._ownership = None if reading_only else Ownership(folder)
        self.desk = Desk(folder, reading_only=reading_only)
        self._closed = False
        self.troubles: list[ReaderError] = []
        self.bugs: list[str] = []
        self.window = MainWindow(self.look, self.desk, replace(settings or Settings(), theme=scene.theme))
        self.desk.troubled.disconnect(self.window.show_trouble)
        self.desk.broke.disconnect(self.window.show_bug)
        self.desk.troubled.connect(self.troubles.append)
        self.desk.broke.connect(self.bugs.append)
        self.window.resize(scene.width, scene.height)
        self.window.start()
        self.window.show()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def settle(self) -> None:
        """Wait until everything asked for has been answered and painted.

        Raises:
            ReaderError: the trouble that came up on the way.
            RuntimeError: for a bug of ours, or when the window does not come to rest.
        """
        calm = 0

        def rests() -> bool:
            nonlocal calm
            calm = calm + 1 if self.window.is_settled() else 0
            return calm >= _CALM_TICKS

        if not self.wait_until(rests):
            raise RuntimeError("the window did not come to rest")

    def wait_until(self, holds: Callable[[], bool]) -> bool:
        """Let the window work until something holds; tell whether it does, which takes two minutes at most.

        Raises:
            ReaderError: the trouble that came up on the way.
            RuntimeError: for a bug of ours.
        """
        loop = QEventLoop()
        held = False

        def look() -> None:
            nonlocal held
            held = holds()
            if held or self.troubles or self.bugs:
                loop.quit()

        ticks = QTimer()
        ticks.timeout.connect(look)
        ticks.start(_TICK)
        QTimer.singleShot(PATIENCE, loop, loop.quit)
        loop.exec()
        ticks.stop()
        if self.troubles:
            raise self.troubles[0]
        if self.bugs:
            raise RuntimeError(self.bugs[0])
        return held

    def has_names(self) -> bool:
        """Tell whether the names of the open article have been looked for."""
        names = self.window.panes.page.names()
        return names is not None and names.state is not Recognition.WAITING

    def ask(self, words: str) -> None:
        """Look for words, as if they had been typed and Enter pressed."""
        self.window.panes.list.set_words(words)
        self.window.browsing.take_words(words, False)
        self.settle()

    def picture(self) -> QPixmap:
        """Take a picture of the window."""
        return self.window.grab()

    def close(self) -> None:
        """Close the window, finish its edits and give the library back; a second time nothing happens."""
        if self._closed:
            return
        self._closed = True
        self.window.leaving.at_any_price()  # the desk stores what it can
        self.window.close()
        self.desk.close()
        self.window.deleteLater()
        self.look.deleteLater()
        if self._ownership is not None:
            self._ownership.release()
