"""The article as a document of Qt's: text and typography, nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from reader.model.article import Article, Block, Field, Role
from reader.model.scripts import runs_from_right
from reader.model.span import Span
from reader.model.wording import tr
from reader.ui.look.inks import Inks
from reader.ui.page.paper.cuts import Words, direction_of, in_pieces
from reader.ui.page.paper.heading import facts_line, kicker
from reader.ui.page.paper.offsets import Passage, Places
from reader.ui.page.paper.setting import Part, Setting, body_font, column_width

_BREAKING: Final = re.compile("[\n\r\u2029]")
_UNSHOWABLE: Final = re.compile("[\ufdd0\ufdd1\ufffc\ufffe\uffff\ud800-\udfff]")
_BYTE_ORDER_MARK: Final = "\ufeff"
_WORD_JOINER: Final = "\u2060"

_PARTS: Final = {
    Role.TITLE: Part.TITLE,
    Role.HEADING: Part.HEADING,
    Role.PARAGRAPH: Part.PARAGRAPH,
    Role.CAPTION: Part.CAPTION,
    Role.CREDIT: Part.CREDIT,
    Role.REMOVED: Part.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Page:
    """A document with the places of the article's text in it.

    `captions` are the numbers of the blocks that get a rule beside them, `continuing` of those that go on
    with the paragraph of the block before; `facts` is the number of the block of facts below the title.
    """

    document: QTextDocument
    places: Places
    captions: frozenset[int]
    continuing: frozenset[int]
    facts: int

    def paragraph(self, block: QTextBlock) -> tuple[int, int]:
        """Give the numbers of the first and the last block of the paragraph that a block belongs to."""
        first = last = block.blockNumber()
        while first in self.continuing:
            first -= 1
        while last + 1 in self.continuing:
            last += 1
        return first, last


def build(look: Inks, article: Article, parent: QObject | None, *, with_removed: bool = False) -> Page:
    """Set an article; `with_removed` shows also what was cut when it was imported."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    # With no width, Qt would set the whole text on endless lines at first; with any, only what is looked at.
    document.setTextWidth(column_width(look))
    document.setDefaultFont(body_font(look))
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    writer = _Writer(document, Setting(look), from_right=runs_from_right(article.title))
    for paragraph in _paragraphs(article, with_removed=with_removed):
        writer.write(paragraph)
    writer.finish()
    places = Places(article.text, writer.passages)
    return Page(document, places, frozenset(writer.captions), frozenset(writer.continuing), writer.facts)


def removed_lines(article: Article) -> int:
    """Count the lines that were cut when the article was imported."""
    cut = (article.text[each.start : each.end] for each in article.blocks if each.role is Role.REMOVED)
    return sum(words.strip().count("\n") + 1 for words in cut)


def _paragraphs(article: Article, *, with_removed: bool) -> Iterator[Sequence[Words]]:
    """Give the blocks of the document in order, each as the words in it."""
    shown = _showable(article.text)
    if article.source:
        yield (Words(Part.KICKER, kicker(article)),)
    blocks = [each for each in article.blocks if with_removed or each.role is not Role.REMOVED]
    title = next((each for each in blocks if each.role is Role.TITLE), None)
    if title is None:
        yield from _head(article, shown, None)
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block is title:
            yield from _head(article, shown, block)
        elif place < len(blocks) and _is_credited(article, block, blocks[place]):
            yield tuple(_caption(shown, block, blocks[place]))
            place += 1
        else:
            part = Part.HEADING if block.role is Role.TITLE else _PARTS[block.role]
            yield (_own(shown, part, block),)


def _head(article: Article, shown: str, title: Block | None) -> Iterator[Sequence[Words]]:
    original = "" if title is None else article.text[title.start : title.end]
    corrected = Field.TITLE in article.corrected and article.title != original
    if title is None or corrected:
        yield (Words(Part.TITLE, article.title),)
    if title is not None:
        words = _own(shown, Part.ORIGINAL if corrected else Part.TITLE, title)
        yield (Words(Part.FACTS, tr("Headline in the text:") + " "), words) if corrected else (words,)
    yield (Words(Part.FACTS, facts_line(article)),)


def _is_credited(article: Article, caption: Block, credit: Block) -> bool:
    joint = article.text[caption.end : credit.start]
    follows = caption.role is Role.CAPTION and credit.role is Role.CREDIT
    return follows and not joint.strip() and "\n" not in joint


def _caption(shown: str, caption: Block, credit: Block) -> Iterator[Words]:
    yield _own(shown, Part.CAPTION, Span(caption.start, credit.start))
    yield _own(shown, Part.CREDIT, credit)


def _own(shown: str, part: Part, of: Block | Span) -> Words:
    return Words(part, shown[of.start : of.end], Span(of.start, of.end))


def _showable(text: str) -> str:
    """Replace the signs that Qt would swallow or take for ends of blocks, each by one of the same length."""
    text = text.replace(_BYTE_ORDER_MARK, _WORD_JOINER)  # PySide swallows it at the beginning of a string
    return _UNSHOWABLE.sub("\ufffd", _BREAKING.sub("\u2028", text))


class _Writer:
    """Writes paragraphs into a document, one after the other."""

    def __init__(self, document: QTextDocument, setting: Setting, *, from_right: bool) -> None:
        self.passages: list[Passage] = []
        self.captions: set[int] = set()
        self.continuing: set[int] = set()
        self.facts = -1
        self._setting = setting
        self._from_right = from_right
        self._number = -1
        self._cursor = QTextCursor(document)
        self._cursor.beginEditBlock()

    def write(self, paragraph: Sequence[Words]) -> None:
        """Write a paragraph, in several blocks when it is very long."""
        lead = max(paragraph, key=lambda words: words.span is not None).part
        whole, signs = self._setting.block(lead), self._setting.signs(lead)
        pieces = in_pieces(paragraph)
        if len(pieces) > 1:
            whole = QTextBlockFormat(whole)
            whole.setLayoutDirection(direction_of(paragraph))
        if self._from_right and lead in (Part.KICKER, Part.FACTS):
            whole = QTextBlockFormat(whole)
            whole.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        for place, piece in enumerate(pieces):
            self._begin(_without_gap(whole, above=place > 0, below=place < len(pieces) - 1), signs)
            if lead in (Part.CAPTION, Part.CREDIT):
                self.captions.add(self._number)
            if lead is Part.FACTS:
                self.facts = self._number
            if place:
                self.continuing.add(self._number)
            self._fill(piece)

    def finish(self) -> None:
        """Have Qt take notice of what was written."""
        self._cursor.endEditBlock()

    def _begin(self, shape: QTextBlockFormat, signs: QTextCharFormat) -> None:
        self._number += 1
        if self._number:
            self._cursor.insertBlock(shape, signs)
        else:
            self._cursor.setBlockFormat(shape)
            self._cursor.setBlockCharFormat(signs)

    def _fill(self, piece: Sequence[Words]) -> None:
        cursor, number = self._cursor, self._number
        first = cursor.position()
        before = self.passages[-1].block if self.passages else None
        continues = number in self.continuing and before == number - 1
        for words in piece:
            position = cursor.position()
            for run, signs in self._setting.runs(words.part, words.shown):
                cursor.insertText(run, signs)
            if words.span is not None:
                found = Passage(words.span, number, position, position - first, continues)
                _add(self.passages, found)


def _without_gap(shape: QTextBlockFormat, *, above: bool, below: bool) -> QTextBlockFormat:
    if not above and not below:
        return shape
    made = QTextBlockFormat(shape)
    if above:
        made.setTopMargin(0)
    if below:
        made.setBottomMargin(0)
    return made


def _add(passages: list[Passage], passage: Passage) -> None:
    """Add a passage, joined to the one before when no gap is between them."""
    last = passages[-1] if passages else None
    if last is not None and last.block == passage.block and last.span.end == passage.span.start:
        passages[-1] = replace(last, span=Span(last.span.start, passage.span.end))
    else:
        passages.append(passage)
