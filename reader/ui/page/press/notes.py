"""What follows the text on paper: the notes by the numbers of their highlights, the labels, the address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from reader.model.annotation import Highlight, Label, in_text_order
from reader.model.article import Article
from reader.model.wording import joined, tr
from reader.ui.look.inks import Inks
from reader.ui.page.marks.index import colours_of

_QUOTED: Final = 160
"""Signs of a highlight that are quoted above its note."""
_INDENT: Final = 30


@dataclass(frozen=True, slots=True)
class _Words:
    """A block of words in its type; `number` and `mark` stand beside it. Lengths are pixels."""

    words: str
    size: int
    line: int
    colour: str
    above: int = 0
    indent: int = 0
    number: int = 0
    mark: str = ""
    weight: int = 400
    serif: bool = True
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """A document of notes; `numbers` are those that stand beside a block, by its number, with a colour."""

    document: QTextDocument
    numbers: Mapping[int, tuple[int, str]]


def notes(look: Inks, article: Article, labels: Sequence[Label]) -> Notes:
    """Set the notes of an article, and its address; without both the document is empty."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    cursor = QTextCursor(document)
    listed = [
        (number, each)
        for number, each in enumerate(in_text_order(article.highlights), start=1)
        if each.note.strip()
    ]
    names, colours = {label.number: label.name for label in labels}, colours_of(labels)
    blocks: list[_Words] = []
    if listed:
        blocks.append(_Words(tr("Notes"), 23, 30, "text", weight=600))
    for number, each in listed:
        note = list(_note(each, names.get(each.label, "")))
        blocks.append(replace(note[0], number=number, mark=colours.get(each.label, "grey"), above=16))
        blocks += note[1:]
    if article.url:
        blocks.append(_Words(article.url, 12, 18, "muted", above=28 if listed else 0, serif=False))
    for place, words in enumerate(blocks):
        if place:
            cursor.insertBlock()
        cursor.setBlockFormat(_shape(words))
        signs = _signs(look, words)
        cursor.setBlockCharFormat(signs)
        cursor.insertText(words.words, signs)
    numbers = {place: (words.number, words.mark) for place, words in enumerate(blocks) if words.number}
    return Notes(document, numbers)


def _note(highlight: Highlight, label: str) -> Iterator[_Words]:
    quote = " ".join(highlight.quote.exact.split())
    quote = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rstrip()}…"
    gone = "" if highlight.start is not None else tr("no longer in the text")
    head = joined(" · ", label, gone, ", ".join(highlight.tags))
    if head:
        yield _Words(head, 12, 20, "muted", indent=_INDENT, serif=False)
    if quote:
        yield _Words(tr("“{words}”", words=quote), 15, 23, "caption", indent=_INDENT, italic=True)
    for line in highlight.note.strip().splitlines():
        yield _Words(line, 17, 26, "body", indent=_INDENT)


def _shape(words: _Words) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(float(words.line), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setTopMargin(words.above)
    made.setLeftMargin(words.indent)
    return made


def _signs(look: Inks, words: _Words) -> QTextCharFormat:
    made = QTextCharFormat()
    face = look.on_page(words.size, words.weight, words.italic) if words.serif else None
    made.setFont(face or look.sans(words.size, words.weight))
    made.setForeground(look.colour(words.colour))
    return made
