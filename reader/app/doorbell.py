"""The doorbell of a running window: other programs of the user ask it for things, one line each way.

Nothing here waits: what a caller sends is taken as it comes, and what is asked goes to the desk.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from reader.library.doorway import LONGEST, address
from reader.model.errors import ReaderError

_PATIENCE: Final = 1000
"""Milliseconds a second start waits for the running window."""
_SAYS_WITHIN: Final = 10_000
"""Milliseconds a caller has to say what it wants."""
_CALLERS: Final = 32
"""Callers served at a time; more are turned away."""


class Wish(QObject):
    """What one caller asks for; it is answered once, or not at all when the caller has gone.

    `gone` tells that nobody waits for the answer any more.
    """

    gone = Signal()

    def __init__(self, verb: str, arguments: Mapping[str, Any], caller: QLocalSocket) -> None:
        super().__init__(caller)
        self.verb = verb
        self.arguments = arguments
        self._caller: QLocalSocket | None = caller
        caller.disconnected.connect(self._leave)

    def answer(self, **words: object) -> None:
        """Answer, with the exit status of a headless verb as `status`."""
        caller, self._caller = self._caller, None
        if caller is not None:
            _say(caller, words)

    def refuse(self, error: ReaderError) -> None:
        """Answer that an expected trouble came up."""
        values = {name: str(value) for name, value in error.values.items()}
        self.answer(status=1, trouble=str(error.code), values=values)

    def _leave(self) -> None:
        if self._caller is not None:
            self._caller = None
            self.gone.emit()


class Doorbell(QObject):
    """Listens while a library is open in this window.

    `rung` asks the window to come to the front; `wished` carries any other `Wish`.
    """

    rung = Signal()
    wished = Signal(object)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._callers: set[QLocalSocket] = set()
        QLocalServer.removeServer(address(folder))  # left by a program that was killed; we own the library
        self._server.listen(address(folder))
        self._server.newConnection.connect(self._admit)

    def is_listening(self) -> bool:
        """Tell whether callers can come; where no socket can be made, the window does without."""
        return self._server.isListening()

    def close(self) -> None:
        """Stop listening, and leave those who still wait without an answer."""
        self._server.close()
        for caller in list(self._callers):
            caller.abort()

    def _admit(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if len(self._callers) >= _CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.add(caller)
            _Hearing(caller, self._take)
            caller.disconnected.connect(lambda caller=caller: self._forget(caller))

    def _forget(self, caller: QLocalSocket) -> None:
        self._callers.discard(caller)
        caller.deleteLater()

    def _take(self, wish: Wish) -> None:
        if wish.verb == "show":
            wish.answer(status=0)
            self.rung.emit()
        else:
            self.wished.emit(wish)


class _Hearing(QObject):
    """Hears one caller out: one line of JSON, not too long and not too late."""

    def __init__(self, caller: QLocalSocket, take: Any) -> None:  # noqa: ANN401 - a bound method
        super().__init__(caller)
        self._caller = caller
        self._take = take
        self._line = bytearray()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._tire)
        self._late.start(_SAYS_WITHIN)
        caller.readyRead.connect(self._hear)
        self._hear()

    def _hear(self) -> None:
        if not self._late.isActive():
            return  # it has said what it wants
        self._line += bytes(self._caller.readAll().data())
        line, end, _ = self._line.partition(b"\n")
        if not end and len(line) <= LONGEST:
            return
        self._late.stop()
        wish = self._understood(bytes(line)) if len(line) <= LONGEST else None
        if wish is None:
            _say(self._caller, {"status": 2, "trouble": "window-silent", "values": {}})
        else:
            self._take(wish)

    def _tire(self) -> None:
        self._caller.abort()

    def _understood(self, line: bytes) -> Wish | None:
        try:
            said = json.loads(line)
        except (ValueError, RecursionError):
            return None
        if not isinstance(said, dict):
            return None
        verb, arguments = said.get("verb"), said.get("arguments", {})
        if not isinstance(verb, str) or not isinstance(arguments, dict):
            return None
        return Wish(verb, arguments, self._caller)


def ring(folder: Path) -> bool:
    """Ask the window that has the library open to come to the front; tell whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    answered = socket.waitForConnected(_PATIENCE)
    if answered:
        socket.write(b'{"verb": "show"}\n')
        answered = socket.waitForReadyRead(_PATIENCE)
    socket.abort()
    return answered


def _say(caller: QLocalSocket, words: Mapping[str, object]) -> None:
    caller.write(json.dumps(words).encode() + b"\n")
    caller.flush()
    caller.disconnectFromServer()  # once all of it is written
