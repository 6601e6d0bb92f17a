"""How sources write dates of numbers, judged by files that show it: 25/12/2024 or 12/25/2024."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from reader.formats.plain_text import read_day_order
from reader.model.article import Draft
from reader.model.errors import ReaderError
from reader.text.dates import DayOrder

_HEAD: Final = 4_096
"""Bytes within which the dates of an article stand."""
_LARGEST: Final = 64 * 1_024
"""Bytes of a file that are read: the source of a longer one stands near the top, if anywhere."""
_NUMBERS: Final = re.compile(rb"\d\d?\s?([-/])\s?\d\d?\s?\1\s?\d{4}")
_WIDE: Final = b"\x00"
_ENOUGH: Final = 20
"""Files of a source that are heard; more of them say nothing new."""
_MAJORITY: Final = 0.75


class Votes:
    """What the files of each source show. It takes them one by one, and no more than it needs."""

    def __init__(self, source: str, files: Iterable[tuple[bytes, str]]) -> None:
        """Hear `files`: their bytes, which may be empty, and names; `source` is of those that name none."""
        self._source = source
        self._files: Iterator[tuple[bytes, str]] = iter(files)
        self._votes: dict[str, Counter[DayOrder]] = {}

    def order_of(self, source: str) -> DayOrder | None:
        """Tell how a source writes dates; None when nothing shows it, or no clear majority."""
        if not self.have_heard(source):
            return None
        votes = self._of(source)
        order, count = votes.most_common(1)[0]
        return order if count >= _MAJORITY * votes.total() else None

    def have_heard(self, source: str) -> bool:
        """Tell whether any file of a source shows how it writes dates."""
        wanted = self._of(source)
        while wanted.total() < _ENOUGH:
            file = next(self._files, None)
            if file is None:
                break
            self._hear(*file)
        return bool(wanted)

    def _hear(self, data: bytes, name: str) -> None:
        if not may_show(data):
            return
        try:
            source, order = read_day_order(data, name)
        except ReaderError:
            return
        votes = self._of(source or self._source)
        if order is not None and votes.total() < _ENOUGH:
            votes[order] += 1

    def _of(self, source: str) -> "Counter[DayOrder]":
        return self._votes.setdefault(" ".join(source.split()).casefold(), Counter())


def hangs_on_order(draft: Draft) -> bool:
    """Tell whether a date of a draft can be read either way."""
    return any(order in doubt for doubt in draft.doubts for order in DayOrder)


def glance(path: Path) -> bytes:
    """Give the first bytes of a file that may show how it writes dates; none of any other file."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return b""
        with path.open("rb") as file:
            head = file.read(_HEAD)
            if not may_show(head):
                return b""
            return head + file.read(_LARGEST - len(head))
    except OSError:
        return b""


def may_show(data: bytes) -> bool:
    """Tell whether there is a date of numbers near the top, in whatever encoding."""
    head = data[:_HEAD]
    return _NUMBERS.search(head.replace(_WIDE, b"")) is not None
