"""The way from one program to the window that has a library open: one line asked, one line answered.

Both lines are JSON. What is asked names a verb and its arguments; the answer has `status`, the exit status
of a headless verb, with `answer`, what the verb would have printed, or `trouble` and its `values`. The
window listens on a socket in the folder for temporary files, which only the same user may open.
"""

import json
import os
import socket
import stat
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from reader.model.errors import ReaderError, Trouble

Words = dict[str, Any]

LONGEST: Final = 1 << 20
"""Bytes of a line that is asked at most."""

_LONGEST_ANSWER: Final = 1 << 26
_REACHED_WITHIN: Final = 2.0
_PIECE: Final = 1 << 16


def is_supported() -> bool:
    """Tell whether this computer has the kind of socket that the window listens on."""
    return hasattr(socket, "AF_UNIX") and sys.platform != "win32"


def address(folder: Path) -> str:
    """Give the address at which the window of a library listens: a path; on Windows the name of a pipe."""
    mark = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:20]
    if not is_supported():
        return f"pressmark-{mark}"
    return str(Path(tempfile.gettempdir()) / f"pressmark-{os.getuid()}-{mark}")


def ask(folder: Path, verb: str, arguments: Words) -> Words | None:
    """Have the window of a library do something, and wait until it has; None when no window listens.

    Raises:
        ReaderError: `WINDOW_UNREACHABLE` where programs cannot speak to the window, `WINDOW_SILENT` when
            the window went away without an answer, `REQUEST_TOO_LONG`.
    """
    if not is_supported():
        raise ReaderError(Trouble.WINDOW_UNREACHABLE, folder=folder)
    line = json.dumps({"verb": verb, "arguments": arguments}).encode() + b"\n"
    if len(line) > LONGEST:
        raise ReaderError(Trouble.REQUEST_TOO_LONG)
    door = Path(address(folder))
    if not _is_ours(door):
        return None
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(_REACHED_WITHIN)
        try:
            caller.connect(str(door))
        except OSError:
            return None
        try:
            caller.sendall(line)
            caller.settimeout(None)  # an import may take an hour; a window that ends closes the socket
            return _read(caller)
        except (OSError, ValueError) as error:
            raise ReaderError(Trouble.WINDOW_SILENT, folder=folder) from error


def is_answered(folder: Path) -> bool:
    """Tell whether a window has the library open that programs can speak to."""
    door = Path(address(folder))
    if not is_supported() or not _is_ours(door):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(_REACHED_WITHIN)
        return caller.connect_ex(str(door)) == 0


def _is_ours(door: Path) -> bool:
    """Tell whether a socket is there that this user made: in a common folder it might be anybody's."""
    try:
        facts = door.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(facts.st_mode) and facts.st_uid == os.getuid()


def _read(caller: socket.socket) -> Words:
    line = bytearray()
    while not line.endswith(b"\n"):
        piece = caller.recv(_PIECE)
        if not piece or len(line) > _LONGEST_ANSWER:
            raise ValueError("no whole answer")
        line += piece
    answer = json.loads(line)
    if not isinstance(answer, dict):
        raise ValueError("not an answer")
    return answer
