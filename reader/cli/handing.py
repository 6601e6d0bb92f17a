"""Writing verbs while a window owns the library: they are handed over to it."""

from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from reader.library import doorway
from reader.library.ownership import Ownership
from reader.model.errors import ReaderError, Trouble

PATIENCE: Final = 5.0
"""Seconds to wait for a program that owns the library and has no window."""

_PAUSE: Final = 0.1


def own_or_ask(folder: Path, verb: str, arguments: doorway.Words) -> Ownership | doorway.Words:
    """Take the library, or have the window that has it open carry the verb out; give its answer then.

    Raises:
        ReaderError: `LIBRARY_BUSY` when neither is possible after some patience; what the window met with.
    """
    patience = monotonic() + PATIENCE
    while True:
        try:
            return Ownership(folder)
        except ReaderError as error:
            if error.code is not Trouble.LIBRARY_IN_USE:
                raise
        answer = doorway.ask(folder, verb, arguments)
        if answer is not None:
            return _checked(answer, folder)
        if monotonic() > patience:
            raise ReaderError(Trouble.LIBRARY_BUSY, folder=folder)
        sleep(_PAUSE)


def _checked(answer: doorway.Words, folder: Path) -> doorway.Words:
    code = answer.get("trouble")
    if code is None:
        return answer
    values: dict[str, Any] = answer.get("values") or {}
    try:
        trouble = Trouble(code)
    except ValueError:  # a window of a newer program
        raise ReaderError(Trouble.WINDOW_SILENT, folder=folder) from None
    raise ReaderError(trouble, **values)
