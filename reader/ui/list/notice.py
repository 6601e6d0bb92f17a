"""What the list says when there is nothing in it, and when the words could not be read as they stand."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.model import wording
from reader.model.query import Found, Query, Shelf
from reader.model.wording import tr
from reader.ui.kit.parts import label, push_button
from reader.ui.look.look import Look

_WORDS_SHOWN: Final = 48
_QUOTES: Final = frozenset('"“”')
_ICON: Final = 30

_NOTES: Final = 3
"""Of what could not be read, so much is told: more would push the answers down."""
_PARTIAL: Final = "The index is being made; only titles were searched."

_WAITING_TOLD: Final = 20
"""Fewer articles than these are searchable before a line about them could be read."""

_SHELVES: Final = {
    Shelf.ALL: ("newspaper", "No articles here", "Drop files on the window to import them.", ""),
    Shelf.UNREAD: ("check", "All read", "New articles appear here when they are imported.", ""),
    Shelf.STARRED: ("star", "No stars yet", "stars the open article.", "s"),
    Shelf.ANNOTATED: ("highlighter", "Nothing marked yet", "marks the passage you selected.", "h"),
    Shelf.ARCHIVE: ("archive", "Nothing archived yet", "archives the open article.", "a"),
    Shelf.BIN: ("trash-2", "The bin is empty", "Deleted articles wait here until it is emptied.", ""),
}
_TAGLESS: Final = ("tag", "No article has this tag", "tags the open article.", "t")

_KEYS: Final = MappingProxyType({"s": "star", "h": "highlight", "t": "tags", "a": "archive"})
"""The actions whose usual keys are taught."""

_SHELF_NAMES: Final = {
    Shelf.ALL: "All articles",
    Shelf.UNREAD: "Unread",
    Shelf.STARRED: "Starred",
    Shelf.ANNOTATED: "Annotated",
    Shelf.ARCHIVE: "Archive",
    Shelf.BIN: "Bin",
}


CLEAR: Final = "clear"
"""Take the words of the search away."""
LEAVE: Final = "leave"
"""Go back from the articles that name something."""
EVERYTHING: Final = "everything"
"""Show all articles."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an empty list teaches: an icon, what is so, and the next step with its key, if it has one.

    `offer` are the words of a button, and `does` what it does: the name of an action, or one of `CLEAR`,
    `LEAVE` and `EVERYTHING`.
    """

    icon: str
    sentence: str
    step: str
    key: str = ""
    offer: str = ""
    does: str = ""

    @property
    def action(self) -> str:
        """The action that the key does; its keys may have been changed."""
        return _KEYS.get(self.key, "")


def lesson(
    query: Query, recognised: tuple[int, int] = (0, 0), *, filtered: bool = False, likened: bool = False
) -> Lesson:
    """Give what to say when a query has no answers; `recognised` are articles, of how many, with names.

    `filtered`: there are filters among the words. `likened`: they ask only for what is like something.
    """
    words = " ".join(query.words.split())
    if query.name is not None and not words:
        step = unrecognised_words(*recognised)
        sentence = tr("No article names {name}", name=query.name.name)
        if step:
            return Lesson("search", sentence, step, offer=tr("Go Back"), does=LEAVE)
        return _way_back(sentence, LEAVE)
    if likened:
        return _way_back(tr("No other article is like it"), CLEAR)
    if query.look is not None:
        sentence = tr("Nothing fits this saved search now")
        step = tr("What is imported later and fits it appears here.")
        return Lesson("bookmark", sentence, step, offer=tr("Change the Search…"), does="change_search")
    if words:
        return _nothing_found(query, words, filtered=filtered)
    icon, sentence, step, key = _TAGLESS if query.tag is not None else _SHELVES[query.shelf]
    if query.tag is None and query.shelf is Shelf.ALL:
        return Lesson(icon, tr(sentence), tr(step), key, tr("Import Files…"), "import_files")
    return Lesson(icon, tr(sentence), tr(step), key, tr("Show All Articles"), EVERYTHING)


def _nothing_found(query: Query, words: str, *, filtered: bool) -> Lesson:
    """Say that there are no answers to these words, and where was looked for them."""
    words = shortened(words)
    shelf = tr(_SHELF_NAMES[query.shelf]) if query.shelf is not Shelf.ALL else ""
    if not _QUOTES.intersection(words):
        words = f"“{words}”"
    sentence = tr("Nothing holds {words}", words=words)
    if filtered:
        sentence = tr("Nothing fits {words}", words=words)
    elif query.name is not None:
        sentence = tr("Nothing that names {name} holds {words}", name=query.name.name, words=words)
    elif query.tag or shelf:
        sentence = tr("Nothing in {place} holds {words}", place=query.tag or shelf, words=words)
    clearing = tr("clears the search.")
    return Lesson("search", sentence, clearing, tr("Esc"), tr("Clear the Search"), CLEAR)


def _way_back(sentence: str, does: str) -> Lesson:
    return Lesson("search", sentence, tr("leads back to where you were."), tr("Esc"), tr("Go Back"), does)


def shortened(words: str) -> str:
    """Give the words of a search, cut when they are too long to be said in a line."""
    words = " ".join(words.split())
    return words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1].rstrip() + "…"


def unrecognised_words(done: int, total: int) -> str:
    """Say that articles are still to be recognised; empty when all are."""
    if done >= total:
        return ""
    counts = {"done": f"{done:,}", "total": f"{total:,}"}
    return tr("Not all articles are recognised yet: {done} of {total} so far.", **counts)


def note_words(found: Found, waiting: int = 0, recognised: tuple[int, int] = (0, 0)) -> str:
    """Give the quiet line under the field: what could not be read, and what the count cannot hold yet.

    `waiting` counts the articles and notes that are stored but not in the index, `recognised` the
    articles whose names are known, of how many.
    """
    worded = bool(found.query.words.strip())
    said = [*dict.fromkeys(map(wording.note_words, found.notes))][:_NOTES]
    if found.partial:
        said.append(tr(_PARTIAL))
    elif waiting >= _WAITING_TOLD and worded:
        said.append(tr("{count} articles are not searchable yet.", count=f"{waiting:,}"))
    if found.query.name is not None and (found.total or worded):  # an empty list says so itself
        said.append(unrecognised_words(*recognised))
    return " ".join(part for part in said if part)


def place_words(found: Found) -> str:
    """Give the field's hint for the shelf or tag that is searched."""
    query = found.query
    if query.name is not None:
        return tr("Search in what names {name}", name=query.name.name)
    if query.tag is not None:
        return tr("Search in {place}", place=query.tag)
    if query.shelf is not Shelf.ALL:
        return tr("Search in {place}", place=tr(_SHELF_NAMES[query.shelf]))
    if query.words.strip() or not found.total:
        return tr("Search all articles")
    if found.total == 1:
        return tr("Search 1 article")
    return tr("Search {count} articles", count=f"{found.total:,}")


class EmptyList(QWidget):
    """Lies over the empty list, which keeps the focus. `step_asked` carries what the button does."""

    step_asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lesson = lesson(Query())
        self._icon = QLabel()
        self._sentence = label("", "strong", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._key = label("", "key")
        self._step = label("", "muted", wrap=True)
        self._step.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = push_button("")
        self.button.clicked.connect(lambda: self.step_asked.emit(self._lesson.does))
        step = QHBoxLayout()
        step.setSpacing(7)
        step.addStretch(1)
        step.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        step.addWidget(self._step, 0, Qt.AlignmentFlag.AlignVCenter)
        step.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(34, 0, 34, 0)
        column.setSpacing(0)
        column.addStretch(3)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(self._sentence)
        column.addSpacing(7)
        column.addLayout(step)
        column.addSpacing(16)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(5)
        look.changed.connect(self._redraw)

    def teach(self, taught: Lesson) -> None:
        """Show a lesson."""
        self._lesson = taught
        self._sentence.setText(taught.sentence)
        self._step.setText(taught.step)
        self._step.setWordWrap(not taught.key)
        self._key.setText(taught.key)
        self._key.setVisible(bool(taught.key))
        self.button.setText(taught.offer)
        self.button.setVisible(bool(taught.offer))
        self._redraw()

    def words(self) -> str:
        """Give the lesson as a screen reader says it."""
        step = f"{self._lesson.key} {self._lesson.step}".strip()
        return f"{self._lesson.sentence}. {step}"

    def _redraw(self) -> None:
        self._icon.setPixmap(self._look.pixmap(self._lesson.icon, "faint", _ICON))
