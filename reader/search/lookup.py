"""Looking through one text for words as they are typed, or for a regular expression."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Final

from reader.model.graphemes import snap
from reader.model.hits import Wanted
from reader.model.span import Span
from reader.search.analysis.spellings import spellings, whole_words
from reader.search.answering.patience import Patience
from reader.search.language.patterns import OutOfTimeError, compiled, unreadable

_SECONDS, _PATIENT = 0.5, 5.0
"""That one look may take for a pattern, as far as its engine keeps to it, and for plain words."""
_WORK: Final = 40
"""What one hit counts as with `Patience`."""


class UnreadableError(Exception):
    """What was typed is no regular expression; carries the code of a note, and what it is about."""


class Lookup:
    """What is wanted, made ready; it may look through several texts.

    Raises:
        UnreadableError: when it cannot be read as the regular expression it is meant to be.
    """

    def __init__(self, wanted: Wanted, cancelled: Callable[[], bool]) -> None:
        self._wanted = wanted
        self._patience = Patience(cancelled)
        note = unreadable(wanted.words) if wanted.pattern else ""
        if note:
            raise UnreadableError(note)

    def spans(self, text: str, clock: Callable[[], float] = monotonic) -> Iterator[Span]:
        """Give the passages of a text, in order and apart, none empty and none cutting a grapheme.

        Raises:
            OutOfTimeError: when there may be more of them, but the time is used up.
            InterruptedWork: when they are no longer wanted.
        """
        wanted, plain = self._wanted, text.isascii()
        pattern = wanted.words if wanted.pattern else spellings(wanted.words, ascii_only=plain)
        if not pattern:
            return
        if wanted.whole:
            pattern = whole_words(pattern)
        seconds = _SECONDS if wanted.pattern else _PATIENT
        end, reach = clock() + seconds, 0
        try:
            # Other threads go on meanwhile: the window is never held up, whatever was typed.
            for found in compiled(pattern, wanted.cased).finditer(text, timeout=seconds, concurrent=True):
                self._patience.spend(_WORK)
                if found.end() > found.start():
                    span = Span(found.start(), found.end())
                    if not (text[span.start].isascii() and text[span.end : span.end + 1].isascii()):
                        span = snap(text, span)
                    if span.start >= reach:
                        yield span
                        reach = span.end
                if clock() > end:
                    raise OutOfTimeError
        except TimeoutError:
            raise OutOfTimeError from None
