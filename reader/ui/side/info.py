"""What is known about the open article, and its tags."""

from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.model.article import Article, Field, Role
from reader.model.wording import tr
from reader.ui.kit.awaited import Awaited
from reader.ui.kit.dates import full_date, local_moment, long_date
from reader.ui.kit.elided import ElidedLine
from reader.ui.kit.languages import language_name
from reader.ui.kit.parts import label
from reader.ui.kit.scroll import ScrollColumn
from reader.ui.kit.tag_editor import TagEditor
from reader.ui.kit.tips import plain_tip
from reader.ui.look.look import Look
from reader.ui.side.doubts import DoubtedLine, doubts_about
from reader.ui.side.fact import EditableFact
from reader.ui.side.twin_list import TwinList

_NAMES_WIDE: Final = 78
_BODY: Final = (Role.HEADING, Role.PARAGRAPH)
_DOUBTED: Final = {
    Field.TITLE: ("title-from-name",),
    Field.PUBLISHED: ("day-first-assumed", "day-first-by-source", "month-first-by-source", "date-conflict"),
}
"""What may not be sure about a fact."""
_DOUBTED_ENCODING: Final = ("encoding-guessed",)


class InfoPane(ScrollColumn):
    """Facts as a table. The first four are corrected in place."""

    correction_asked = Signal(object, str)
    article_tags_changed = Signal(object)
    tag_menu_asked = Signal(str, QPoint)
    article_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._article: Article | None = None
        self._awaited_tags: Awaited[frozenset[str]] = Awaited(frozenset())
        self._facts = {
            Field.TITLE: EditableFact(look, tr("Title")),
            Field.SOURCE: EditableFact(look, tr("Source")),
            Field.AUTHOR: EditableFact(look, tr("Author")),
            Field.PUBLISHED: EditableFact(look, tr("Published")),
        }
        self._tags = TagEditor(look)
        self._tags.setAccessibleName(tr("Tags of the article"))
        self._language = label("", "value", wrap=True)
        self._url = _read_only_line(tr("Address"))
        self._file = ElidedLine(look)
        self._added = label("", "value", wrap=True)
        self._encoding = DoubtedLine()
        self._version = label("", "value", wrap=True)
        self._twins = TwinList()
        self._words = label("", "value")
        self._signs = label("", "value")
        self._names: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()

    def show_article(self, article: Article | None) -> None:
        """Show an article; a fact or tag that is being edited stays as it is."""
        before, self._article = self._article, article
        self.ground.setVisible(article is not None)
        if article is None:
            return
        names = frozenset(mark.name for mark in article.tags)
        if before is None or before.id != article.id:
            self._awaited_tags = Awaited(names)
            self._tags.set_tags(article.tags)
            for fact in self._facts.values():
                fact.close_line()
        elif self._awaited_tags.settle(names) or self._awaited_tags.stored:
            self._tags.set_tags(article.tags)  # also when only the colour of a new tag is news
        self._show_facts(article)
        same = before is not None and (before.id, before.version) == (article.id, article.version)
        if not same:
            self._show_length(article)

    def set_known_tags(self, names: tuple[str, ...]) -> None:
        """Take the tags that are proposed."""
        self._tags.set_known(names)

    def write_tags(self) -> None:
        """Put the cursor into the tags."""
        self._tags.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Take what is told next as the truth: an undo may follow."""
        self._awaited_tags.forget()

    def _connect(self) -> None:
        for field, fact in self._facts.items():
            fact.corrected.connect(lambda value, field=field: self.correction_asked.emit(field, value))
        self._tags.tags_changed.connect(self._send_tags)
        self._tags.finished.connect(self._leave_tags)
        self._tags.menu_asked.connect(self.tag_menu_asked)
        self._twins.article_asked.connect(self.article_asked)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self._card(tr("ARTICLE"), list(self._named_facts())))
        column.addWidget(self._tag_card())
        rows: list[tuple[str, QWidget]] = [
            (tr("Language"), self._language),
            (tr("Address"), self._url),
            (tr("File"), self._file),
            (tr("Added"), self._added),
            (tr("Encoding"), self._encoding),
            (tr("Version"), self._version),
            (tr("Also in"), self._twins),
            (tr("Words"), self._words),
            (tr("Characters"), self._signs),
        ]
        column.addWidget(self._card(tr("TEXT"), rows))
        column.addStretch(1)
        self.ground.hide()

    def _named_facts(self) -> list[tuple[str, QWidget]]:
        names = (tr("Title"), tr("Source"), tr("Author"), tr("Published"))
        return list(zip(names, self._facts.values(), strict=True))

    def _card(self, title: str, rows: list[tuple[str, QWidget]]) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(14, 11, 12, 12)
        editable = isinstance(rows[0][1], EditableFact)
        grid.setHorizontalSpacing(4 if editable else 8)  # a fact has 4 pixels of its own
        grid.setVerticalSpacing(1 if editable else 9)
        grid.setColumnMinimumWidth(0, _NAMES_WIDE)
        grid.setColumnStretch(1, 1)
        heading = label(title, "heading")
        heading.setContentsMargins(0, 0, 0, 4 if editable else 0)
        grid.addWidget(heading, 0, 0, 1, 2)
        for place, (name, value) in enumerate(rows, 1):
            words = label(name, "faint")
            words.setContentsMargins(0, 5 if editable else 1, 0, 0)
            self._names[value] = words
            grid.addWidget(words, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)
        return card

    def _tag_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 11, 14, 13)
        column.setSpacing(8)
        column.addWidget(label(tr("TAGS"), "heading"))
        column.addWidget(self._tags)
        return card

    def _show_facts(self, article: Article) -> None:
        values = {
            Field.TITLE: (article.title, article.title, ""),
            Field.SOURCE: (article.source, article.source, ""),
            Field.AUTHOR: (article.author, article.author, ""),
            Field.PUBLISHED: (
                article.published.replace("T", " "),
                full_date(article.published),
                article.published,
            ),
        }
        for field, (value, shown, tip) in values.items():
            corrected = field in article.corrected
            doubt = "" if corrected else doubts_about(article.doubts, _DOUBTED.get(field, ()))
            self._facts[field].show_value(value, shown, corrected=corrected, tip=tip, doubt=doubt)
        self._language.setText(language_name(article.language) or article.language or tr("Unknown"))
        self._url.setText(article.url)
        self._url.setCursorPosition(0)
        self._url.setToolTip(plain_tip(article.url))
        self._url.setVisible(bool(article.url))
        self._names[self._url].setVisible(bool(article.url))
        self._file.show_text(article.origin, tr("File"))
        added = local_moment(article.added)
        self._added.setText(", ".join(part for part in (long_date(added), added[11:]) if part))
        self._added.setToolTip(article.added)
        self._encoding.show_words(article.encoding.upper(), doubts_about(article.doubts, _DOUBTED_ENCODING))
        count, number = article.version_count, article.version_number
        self._version.setText(tr("{number} of {count}", number=number, count=count))
        several = count > 1
        self._version.setVisible(several)
        self._names[self._version].setVisible(several)
        self._twins.show_twins(article.also_in)
        self._twins.setVisible(bool(article.also_in))
        self._names[self._twins].setVisible(bool(article.also_in))

    def _show_length(self, article: Article) -> None:
        body = [article.text[block.start : block.end] for block in article.blocks if block.role in _BODY]
        words, signs = sum(len(part.split()) for part in body), sum(map(len, body))
        self._words.setText(f"{words:,}")
        self._signs.setText(f"{signs:,}")

    def _send_tags(self, names: tuple[str, ...]) -> None:
        self._awaited_tags.send(frozenset(names))
        self.article_tags_changed.emit(names)

    def _leave_tags(self) -> None:
        if self._tags.isAncestorOf(self.focusWidget() or self):
            self._facts[Field.TITLE].setFocus(Qt.FocusReason.OtherFocusReason)


def _read_only_line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setProperty("kind", "bare")
    line.setReadOnly(True)
    line.setTextMargins(-2, 0, 0, 0)  # Qt keeps two pixels that the rows around do not have
    line.setAccessibleName(name)
    return line
