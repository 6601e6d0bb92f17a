"""Articles from plain text: as saved from web pages by readers and scripts of many kinds."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from reader.formats.article_head import read_head
from reader.formats.front_matter import Facts, read_front_matter
from reader.model.article import Block, Draft, Role
from reader.model.errors import ReaderError, Trouble
from reader.text.cleaning import Look, clean, never_mind
from reader.text.dates import DayOrder, Stamp
from reader.text.encodings.decoding import decode
from reader.text.lines.captions import Caption, mark_captions
from reader.text.lines.tails import Tail, find_tail
from reader.text.lines.wraps import blocks_of, is_wrapped, unwrap

_HEADING: Final = re.compile(r"#{1,6} (.*[^\s#])[ #]*")
_LONGEST_HEADING: Final = 300
_UNDERLINE: Final = re.compile(r"={3,}|-{3,}")


def read_plain_text(data: bytes, name: str, order: DayOrder | None = None, look: Look = never_mind) -> Draft:
    """Read an article from the bytes of a text file; `name` is the file's name, used where there is no title.

    `order` is how its source writes dates of numbers; without one they are read day first, and that is
    noted. `look` is called several times a second.

    Raises:
        ReaderError: `FILE_EMPTY` when there is nothing but white space, `FILE_BINARY` when it is no text.
    """
    return _read(data, name, order, look)[0]


def read_day_order(data: bytes, name: str) -> tuple[str | None, DayOrder | None]:
    """Give the source that a text file names, and how it writes dates of numbers where it shows that.

    Raises:
        ReaderError: as `read_plain_text`.
    """
    draft, facts = _read(data, name, None, never_mind)
    shown = {order for stamp in (facts.published, facts.updated) if (order := _shown(stamp, facts.day))}
    return draft.source, shown.pop() if len(shown) == 1 else None


def _shown(stamp: Stamp | None, day: str | None) -> DayOrder | None:
    """Tell the order of a date, which the day of the header may make clear."""
    if stamp is None or not stamp.unclear or not day or not _same_day(stamp, day):
        return stamp.order if stamp else None
    return DayOrder.DAY_FIRST if stamp.day == day else DayOrder.MONTH_FIRST


def _read(data: bytes, name: str, order: DayOrder | None, look: Look) -> tuple[Draft, Facts]:
    decoded = decode(data)
    look()
    text = clean(decoded.text, look)
    if not text or text.isspace():
        raise ReaderError(Trouble.FILE_EMPTY)
    lines = text.split("\n")
    facts, start = read_front_matter(lines, order)
    kept, start = read_head(facts, lines, start, name)
    pieces = _pieces(kept, lines[start:])
    tail = find_tail([words for _, words in pieces])
    body = pieces[: len(pieces) - tail.count]
    removed = facts.removed + [words for _, words in pieces[len(pieces) - tail.count :]]
    _take_tail(facts, tail)
    if decoded.doubtful:
        facts.doubt("encoding-guessed")
    if not facts.title:
        raise ReaderError(Trouble.FILE_EMPTY)
    published, updated = _times(facts)
    whole, blocks = _assemble(facts.title, body, removed, look)
    draft = Draft(
        title=facts.title,
        text=whole,
        blocks=blocks,
        source=facts.source,
        authors=tuple(facts.authors),
        published=published,
        updated=updated,
        language=facts.language,
        url=facts.url,
        encoding=decoded.encoding,
        doubts=tuple(facts.doubts),
    )
    return draft, facts


def _pieces(kept: Sequence[str], lines: Sequence[str]) -> list[tuple[Role, str]]:
    """Cut the body into headings and paragraphs."""
    blocks = blocks_of(lines)
    pieces = [(Role.PARAGRAPH, line) for line in kept]
    if is_wrapped(blocks):
        headings, blocks = _without_underlines(blocks)
        return pieces + [_piece(line, headings) for line in unwrap(blocks)]
    headings, blocks = _without_underlines(blocks)
    return pieces + [_piece(line, headings) for block in blocks for line in block]


def _without_underlines(blocks: Iterable[list[str]]) -> tuple[frozenset[str], list[list[str]]]:
    """Take underlined headings out of their blocks, and the lines under them away."""
    headings: set[str] = set()
    cut: list[list[str]] = []
    for block in blocks:
        if len(block) > 1 and len(block[0]) <= _LONGEST_HEADING and _UNDERLINE.fullmatch(block[1]):
            headings.add(block[0])
            cut.append(block[:1])
            block = block[2:]
        if block:
            cut.append(block)
    return frozenset(headings), cut


def _piece(line: str, headings: frozenset[str]) -> tuple[Role, str]:
    if line in headings:
        return Role.HEADING, line
    match = _HEADING.fullmatch(line) if line.startswith("#") and len(line) <= _LONGEST_HEADING else None
    return (Role.PARAGRAPH, line) if match is None else (Role.HEADING, match[1])


def _take_tail(facts: Facts, tail: Tail) -> None:
    if not facts.authors:
        facts.add_authors(tail.authors)
    facts.source = facts.source or tail.owner


def _times(facts: Facts) -> tuple[str | None, str | None]:
    """Give the times of publication and change as ISO; the header's day holds, and a conflict is noted."""
    stamp = facts.published or facts.updated
    for found, which in ((stamp, ""), (facts.updated, "updated-")):
        if found is not None and found.unclear and not (facts.day and _same_day(found, facts.day)):
            known = f"{facts.order}-by-source" if facts.order else "day-first-assumed"
            facts.doubt(which + known)
            break
    updated = facts.updated.iso if facts.updated else None
    if facts.day is None:
        return (stamp.iso if stamp else None), updated
    if stamp is None:
        return facts.day, updated
    if _same_day(stamp, facts.day):
        return stamp.iso.replace(stamp.day, facts.day), updated
    if facts.published is not None:
        facts.doubt(f"date-conflict:{facts.published.iso}")
    return facts.day, updated


def _same_day(stamp: Stamp, day: str) -> bool:
    """Tell whether a stamp is of that day; an unclear one may be read either way."""
    if stamp.day == day:
        return True
    year, month, number = stamp.day.split("-")
    return stamp.unclear and f"{year}-{number}-{month}" == day


def _assemble(
    title: str, body: Sequence[tuple[Role, str]], removed: Sequence[str], look: Look
) -> tuple[str, tuple[Block, ...]]:
    """Put the text together, with a block for each part of it."""
    parts = [title]
    blocks = [Block(Role.TITLE, 0, len(title))]

    def add(role: Role, words: str, joint: str = "\n\n") -> None:
        start = blocks[-1].end + len(joint)
        parts.extend((joint, words))
        blocks.append(Block(role, start, start + len(words)))

    for role, piece in _with_captions(body, look):
        if isinstance(piece, Caption):
            add(Role.CAPTION, piece.words)
            if piece.credit:
                add(Role.CREDIT, piece.credit, " ")
        else:
            add(role, piece)
    for words in removed:
        add(Role.REMOVED, words)
    return "".join(parts), tuple(blocks)


def _with_captions(body: Sequence[tuple[Role, str]], look: Look) -> Iterable[tuple[Role, str | Caption]]:
    """Find captions between headings; a heading is never one."""
    headings = {words for role, words in body if role is Role.HEADING}
    for piece in mark_captions([words for _, words in body], look):
        if isinstance(piece, str):
            yield (Role.HEADING if piece in headings else Role.PARAGRAPH), piece
        else:
            yield Role.CAPTION, piece
