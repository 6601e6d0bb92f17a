"""Standard output and error of the headless verbs: what is said arrives, or the verb fails in one line."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final, TextIO, cast
from unicodedata import category

import click

from reader.model.errors import ReaderError, Trouble

_FIRST_FILE: Final = 3
"""The first descriptor that does not belong to standard input, output or error."""

_ENOUGH_READ: Final = 128 + 13
"""The status of a program that ends by SIGPIPE, as a shell tells it."""


class Outlet(io.TextIOBase):
    """Standard output that tells at once, as an expected trouble, when what is written does not arrive."""

    def __init__(self, stream: TextIO | None) -> None:
        """Write to `stream`; None stands for a standard output that is closed."""
        super().__init__()
        self._stream = stream
        if isinstance(stream, io.TextIOWrapper):
            # Titles and names may hold signs that a terminal's encoding lacks.
            stream.reconfigure(errors="backslashreplace")

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a property there, too
        """The encoding of what is written."""
        return getattr(self._stream, "encoding", None) or "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        """What becomes of signs that the encoding lacks."""
        return getattr(self._stream, "errors", None) or "backslashreplace"

    def writable(self) -> bool:
        """Tell that this is written to, not read."""
        return True

    def isatty(self) -> bool:
        """Tell whether somebody sits at the other end."""
        return self._stream is not None and self._stream.isatty()

    def write(self, text: str) -> int:
        """Write, and see that it arrives.

        Raises:
            ReaderError: `OUTPUT_FAILED` when the output is closed or full.
            click.exceptions.Exit: when whoever read it has had enough, such as `head`.
        """
        if not isinstance(text, str):  # click tries to find out whether bytes are taken
            raise TypeError(text)
        if not text:
            return 0
        if self._stream is None:
            raise ReaderError(Trouble.OUTPUT_FAILED)
        try:
            self._stream.write(text)
            self._stream.flush()
        except BrokenPipeError:
            self._give_up()
            raise click.exceptions.Exit(_ENOUGH_READ) from None
        except (OSError, ValueError) as error:  # ValueError: closed by somebody within the program
            self._give_up()
            raise ReaderError(Trouble.OUTPUT_FAILED) from error
        return len(text)

    def _give_up(self) -> None:
        """Lead what the stream still holds to nowhere, or Python complains of it when the program ends."""
        assert self._stream is not None
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
            self._stream.flush()


@contextmanager
def checked_output() -> Iterator[None]:
    """Let everything printed within fail as `OUTPUT_FAILED` when it does not arrive."""
    _keep_low_descriptors()
    before = sys.stdout
    sys.stdout = cast(TextIO, Outlet(before))
    try:
        yield
    finally:
        sys.stdout = before


def complain(text: str) -> None:
    """Print one line on standard error; an error that cannot be told does not hide the exit status."""
    with suppress(OSError, ValueError):
        click.echo(one_line(text), err=True)


def one_line(text: str) -> str:
    """Give a text with line breaks and other control characters written out, as a name may hold them."""
    return "".join(repr(sign)[1:-1] if category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text)


def _keep_low_descriptors() -> None:
    """Fill closed standard descriptors, lest a file of the library get the number errors are written to."""
    with suppress(OSError):
        opened = os.open(os.devnull, os.O_RDWR)
        while opened < _FIRST_FILE:
            opened = os.open(os.devnull, os.O_RDWR)
        os.close(opened)
