"""The article as a document of Qt's: text and typography, nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor, QTextDocument, QTextOption

from reader.model.article import Article, Block, Field, Role
from reader.model.span import Span
from reader.model.wording import tr
from reader.ui.look.look import Look
from reader.ui.page.paper.heading import facts_line, kicker
from reader.ui.page.paper.offsets import Passage, Places
from reader.ui.page.paper.setting import Part, Setting, body_font

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
class Words:
    """Words set in one type; `span` says where they stand in the article's text, if they are its own."""

    part: Part
    shown: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A document with the places of the article's text in it.

    `captions` are the numbers of the blocks that get a rule beside them.
    """

    document: QTextDocument
    places: Places
    captions: frozenset[int]


def build(look: Look, article: Article, parent: QObject, *, with_removed: bool = False) -> Page:
    """Set an article; `with_removed` shows also what was cut when it was imported."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(body_font(look))
    option = document.defaultTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    paragraphs = tuple(_paragraphs(article, with_removed=with_removed))
    passages = _write(document, Setting(look), paragraphs)
    captions = (
        place for place, words in enumerate(paragraphs) if words[0].part in (Part.CAPTION, Part.CREDIT)
    )
    return Page(document, Places(article.text, passages), frozenset(captions))


def removed_lines(article: Article) -> int:
    """Count the lines that were cut when the article was imported."""
    cut = (article.text[each.start : each.end] for each in article.blocks if each.role is Role.REMOVED)
    return sum(words.strip().count("\n") + 1 for words in cut)


def _paragraphs(article: Article, *, with_removed: bool) -> Iterator[Sequence[Words]]:
    """Give the blocks of the document in order, each as the words in it."""
    if article.source:
        yield (Words(Part.KICKER, kicker(article)),)
    blocks = [each for each in article.blocks if with_removed or each.role is not Role.REMOVED]
    title = next((each for each in blocks if each.role is Role.TITLE), None)
    if title is None:
        yield from _head(article, None)
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if block is title:
            yield from _head(article, block)
        elif place < len(blocks) and _is_credited(article, block, blocks[place]):
            yield tuple(_caption(article, block, blocks[place]))
            place += 1
        else:
            part = Part.HEADING if block.role is Role.TITLE else _PARTS[block.role]
            yield (_own(article, part, block.start, block.end),)


def _head(article: Article, title: Block | None) -> Iterator[Sequence[Words]]:
    original = "" if title is None else article.text[title.start : title.end]
    corrected = Field.TITLE in article.corrected and article.title != original
    if title is None or corrected:
        yield (Words(Part.TITLE, article.title),)
    if title is not None:
        words = _own(article, Part.ORIGINAL if corrected else Part.TITLE, title.start, title.end)
        yield (Words(Part.FACTS, tr("Headline in the text:") + " "), words) if corrected else (words,)
    yield (Words(Part.FACTS, facts_line(article)),)


def _is_credited(article: Article, caption: Block, credit: Block) -> bool:
    joint = article.text[caption.end : credit.start]
    follows = caption.role is Role.CAPTION and credit.role is Role.CREDIT
    return follows and not joint.strip() and "\n" not in joint


def _caption(article: Article, caption: Block, credit: Block) -> Iterator[Words]:
    yield _own(article, Part.CAPTION, caption.start, credit.start)
    yield _own(article, Part.CREDIT, credit.start, credit.end)


def _own(article: Article, part: Part, start: int, end: int) -> Words:
    return Words(part, _showable(article.text[start:end]), Span(start, end))


def _showable(text: str) -> str:
    """Replace the signs that Qt would swallow or take for ends of blocks, each by one of the same length."""
    text = text.replace(_BYTE_ORDER_MARK, _WORD_JOINER)  # PySide swallows it at the beginning of a string
    return _UNSHOWABLE.sub("\ufffd", _BREAKING.sub("\u2028", text))


def _write(document: QTextDocument, setting: Setting, paragraphs: Sequence[Sequence[Words]]) -> list[Passage]:
    passages: list[Passage] = []
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for number, paragraph in enumerate(paragraphs):
        lead = max(paragraph, key=lambda words: words.span is not None).part
        if number:
            cursor.insertBlock(setting.block(lead), setting.signs(lead))
        else:
            cursor.setBlockFormat(setting.block(lead))
            cursor.setBlockCharFormat(setting.signs(lead))
        first = cursor.position()
        for words in paragraph:
            position = cursor.position()
            cursor.insertText(words.shown, setting.signs(words.part))
            if words.span is not None:
                _add(passages, Passage(words.span, number, position, position - first))
    cursor.endEditBlock()
    return passages


def _add(passages: list[Passage], passage: Passage) -> None:
    """Add a passage, joined to the one before when no gap is between them."""
    last = passages[-1] if passages else None
    if last is not None and last.block == passage.block and last.span.end == passage.span.start:
        passages[-1] = Passage(
            Span(last.span.start, passage.span.end), last.block, last.position, last.within
        )
    else:
        passages.append(passage)
