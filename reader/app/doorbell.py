"""The doorbell of a running window: a second start rings it instead of opening the library again."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE: Final = 1000
"""Milliseconds a second start waits for the running window."""


class Doorbell(QObject):
    """Listens while a library is open in this window; `rung` asks it to come to the front."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(_name(folder))  # left by a program that was killed; we own the library
        self._server.listen(_name(folder))
        self._server.newConnection.connect(self._answer)

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _answer(self) -> None:
        caller = self._server.nextPendingConnection()
        if caller is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.rung.emit()


def ring(folder: Path) -> bool:
    """Ask the window that has the library open to come to the front; tell whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    answered = socket.waitForConnected(_PATIENCE)
    socket.abort()
    return answered


def _name(folder: Path) -> str:
    return "pressmark-" + sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:20]
