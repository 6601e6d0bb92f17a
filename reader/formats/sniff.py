"""Which files can be imported, and what is in them: walking folders and reading one file."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reader.formats.plain_text import read_plain_text
from reader.model.article import Draft
from reader.model.errors import ReaderError, Trouble
from reader.text.cleaning import Look, never_mind
from reader.text.dates import DayOrder
from reader.text.encodings.decoding import decode

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of the largest file that is read."""

_TEXT: Final = frozenset((".txt", ".text", ".md"))
_UNSUPPORTED: Final = {
    ".pdf": "PDF", ".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".mht": "MHTML", ".mhtml": "MHTML",
    ".doc": "Word", ".docx": "Word", ".odt": "OpenDocument", ".rtf": "RTF", ".epub": "EPUB", ".eml": "E-mail",
    ".mbox": "E-mail", ".msg": "E-mail", ".warc": "WARC", ".wacz": "WACZ", ".webarchive": "Web archive",
    ".pages": "Pages", ".djvu": "DjVu", ".mobi": "Mobipocket", ".azw3": "Kindle",
}  # fmt: skip
"""Endings of article formats that cannot be read yet, and how they are called."""
_SIGNATURES: Final = ((b"%PDF-", "PDF"), (b"{\\rtf", "RTF"))
_GLANCE: Final = 4_096


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to import.

    `given` is the path as given to import, joined with the place inside a given folder. `root` is the
    import root made absolute (the folder given, or the folder of a file given), `place` the path within
    it, with slashes.
    """

    path: Path
    given: str
    root: str
    place: str


def candidates(paths: Iterable[Path]) -> Iterator[Candidate]:
    """Find the files to import, each once: those given, and in given folders all that may hold an article.

    Folders are walked in the order of their names; hidden files and folders are skipped. Files of article
    formats that are not supported yet, missing files and closed folders are given too: `read_file` then
    says what is the matter with them.
    """
    seen: set[str] = set()
    for given in paths:
        # Unlike Path.is_dir, this is False for what may not be looked at: `read_file` then names the reason.
        folder = os.path.isdir(given)  # noqa: PTH112
        found = _inside(given) if folder else iter((_single(given),))
        for candidate in found:
            key = os.path.realpath(candidate.path)
            if key not in seen:
                seen.add(key)
                yield candidate


def read_file(
    path: Path, name: str, order: DayOrder | None = None, look: Look = never_mind
) -> tuple[Draft, bytes]:
    """Read an article from a file; also give the file's bytes. `name` is the name to take a title from.

    `order` is how its source writes dates of numbers, where that is known. `look` is called several times a
    second.

    Raises:
        ReaderError: `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_EMPTY`, `FILE_BINARY`, `FILE_TOO_LARGE`, or
            `FORMAT_UNSUPPORTED` with `format`.
    """
    data = read_bytes(path)
    unsupported = _signature(data) or _UNSUPPORTED.get(path.suffix.lower())
    if unsupported is not None:
        raise ReaderError(Trouble.FORMAT_UNSUPPORTED, format=unsupported, path=str(path))
    return read_article(data, name, order, look), data


def read_article(data: bytes, name: str, order: DayOrder | None = None, look: Look = never_mind) -> Draft:
    """Read an article from the bytes of a file, as `read_file` does.

    Raises:
        ReaderError: `FILE_EMPTY` or `FILE_BINARY`.
    """
    # A name may hold bytes that are no text; what is made of it, such as a title, must be.
    return read_plain_text(data, os.fsencode(name).decode("utf-8", "replace"), order, look)


def problem_code(error: ReaderError) -> str:
    """Give the code of a problem as a report keeps it, such as `file-empty` or `format-unsupported:PDF`."""
    kind = error.values.get("format")
    return f"{error.code}:{kind}" if error.code is Trouble.FORMAT_UNSUPPORTED and kind else str(error.code)


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a regular file.

    Raises:
        ReaderError: `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_TOO_LARGE`.
    """
    try:
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode) or not stat.S_ISREG(facts.st_mode):
            raise ReaderError(Trouble.FILE_UNREADABLE, path=str(path))
        if facts.st_size > LARGEST:
            raise ReaderError(Trouble.FILE_TOO_LARGE, path=str(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReaderError(Trouble.FILE_MISSING, path=str(path)) from error
    except OSError as error:
        raise ReaderError(Trouble.FILE_UNREADABLE, path=str(path)) from error


def _signature(data: bytes) -> str | None:
    return next((name for sign, name in _SIGNATURES if data.startswith(sign)), None)


def _single(given: Path) -> Candidate:
    absolute = Path(os.path.abspath(given))  # noqa: PTH100 (resolve() would follow links and change the name)
    return Candidate(given, str(given), os.path.realpath(absolute.parent), absolute.name)


def _inside(folder: Path) -> Iterator[Candidate]:
    root = os.path.realpath(folder)
    walked: set[tuple[int, int]] = set()
    closed: list[Path] = []

    def note(error: OSError) -> None:
        closed.append(Path(error.filename))

    def candidate(path: Path, place: Path) -> Candidate:
        return Candidate(path, str(path), root, place.as_posix())

    def place_of(here: Path) -> Path:
        """Give the place of a folder in the root; one reached through a link by where it lies, if inside."""
        real = Path(os.path.realpath(here))
        return real.relative_to(root) if real.is_relative_to(root) else here.relative_to(folder)

    for here, folders, files in os.walk(folder, followlinks=True, onerror=note):
        try:
            facts = os.stat(here)  # noqa: PTH116
        except OSError as error:  # it went away meanwhile
            note(error)
            folders.clear()
            continue
        if (facts.st_dev, facts.st_ino) in walked:  # a link that leads back
            folders.clear()
            continue
        walked.add((facts.st_dev, facts.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        lies = place_of(Path(here))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and _wanted(path):
                yield candidate(path, lies / name)
    for path in closed:
        yield candidate(path, place_of(path))


def _wanted(path: Path) -> bool:
    """Tell whether a file in a folder is to be imported, or listed as a format that is not supported."""
    ending = path.suffix.lower()
    if ending in _TEXT or ending in _UNSUPPORTED:
        return True
    return not ending and not _is_special(path) and _holds_text(path)


def _is_special(path: Path) -> bool:
    """Tell whether a path is no regular file; one that cannot be looked at is for `read_file` to name."""
    try:
        return not stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _holds_text(path: Path) -> bool:
    """Look at the first bytes of a file; one that cannot be opened is for `read_file` to name."""
    try:
        with path.open("rb") as file:
            start = file.read(_GLANCE)
    except OSError:
        return True
    if not start or _signature(start):
        return False
    try:
        decode(start)
    except ReaderError:
        return False
    return True
