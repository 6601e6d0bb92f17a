"""Where a text is cut for a model: pieces of whole paragraphs, none of which takes long."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reader.model.span import Span

MOST_TOKENS: Final = 200
"""Words and other signs of a piece: about 150 words of news, 10 to 30 ms of the small model."""

LONGEST_PIECE: Final = 2_400
"""Code points of a piece."""

LONGEST_RUN: Final = 200
"""Code points without a space that a model is shown; what is longer is no writing that names anything."""

_RUN: Final = re.compile(r"\S+")
_TOKEN: Final = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*")
_ABBREVIATION: Final = re.compile(r"(?:\w\.)+|[A-Z]\w{0,3}\.")


def cut(text: str, paragraphs: Iterable[Span]) -> Iterator[Span]:
    """Give the pieces of the paragraphs (in text order): the same for the same text, today and next year.

    Neighbouring paragraphs share a piece when they fit and nothing else stands between them. A long
    paragraph is cut after a sentence, else between words.
    """
    open_piece: Span | None = None
    tokens = 0
    for part, count in _parts(text, paragraphs):
        if open_piece is not None and not (
            tokens + count <= MOST_TOKENS
            and part.end - open_piece.start <= LONGEST_PIECE
            and not text[open_piece.end : part.start].strip()
        ):
            yield open_piece
            open_piece = None
        if open_piece is None:
            open_piece, tokens = part, count
        else:
            open_piece, tokens = Span(open_piece.start, part.end), tokens + count
    if open_piece is not None:
        yield open_piece


def _parts(text: str, paragraphs: Iterable[Span]) -> Iterator[tuple[Span, int]]:
    """Give each paragraph with its count of tokens, in several parts where it is too long for a piece."""
    for paragraph in paragraphs:
        part: list[tuple[int, int, int]] = []
        size = 0
        for start, end, count in _words(text, paragraph):
            while part and (size + count > MOST_TOKENS or end - part[0][0] > LONGEST_PIECE):
                kept = _last_sentence(text, part)
                yield _joined(part[:kept])
                part = part[kept:]
                size = sum(each for _, _, each in part)
            part.append((start, end, count))
            size += count
        if part:
            yield _joined(part)


def _joined(part: list[tuple[int, int, int]]) -> tuple[Span, int]:
    return Span(part[0][0], part[-1][1]), sum(count for _, _, count in part)


def _words(text: str, paragraph: Span) -> Iterator[tuple[int, int, int]]:
    for run in _RUN.finditer(text, paragraph.start, paragraph.end):
        if run.end() - run.start() <= LONGEST_RUN:
            yield run.start(), run.end(), len(_TOKEN.findall(text, run.start(), run.end()))


def _last_sentence(text: str, part: list[tuple[int, int, int]]) -> int:
    """Tell how many of the words to keep: up to the last sentence end of the second half, else all."""
    for number in range(len(part) - 1, len(part) // 2, -1):
        word = text[part[number - 1][0] : part[number - 1][1]]
        end = _SENTENCE_END.search(word)
        if end is not None and end.end() == len(word) and not _ABBREVIATION.fullmatch(word):
            return number
    return len(part)
