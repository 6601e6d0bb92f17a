"""The side bar: notes, names and facts of the open article, one at a time."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reader.model.annotation import Label
from reader.model.article import Article
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.model.mention import Family, Mention, Names
from reader.model.wording import tr
from reader.ui.kit.parts import Segments, hairline
from reader.ui.kit.speech import speak_as
from reader.ui.look.look import Look
from reader.ui.side.info import InfoPane
from reader.ui.side.names.pane import NamesPane
from reader.ui.side.notes import NotesPane

_NOTES, _NAMES, _INFO = 0, 1, 2


class SideBar(QWidget):
    """Shows what belongs to the open article, and tells what the user wants done with it.

    Highlights cross the signals as `HighlightId`, tags as tuples of names, facts as `Field`. Notes are
    told while they are written: 600 ms after the last key, at most 1 s after the first, and at once
    when the user goes elsewhere. `mention_asked` carries the mention to go to, `name_asked` the `NameRef`
    whose articles are wanted; `article_asked` an article to open; `tag_menu_asked` a tag's name and the place
    on the screen.
    """

    highlight_chosen = Signal(object)
    note_changed = Signal(object, str)
    highlight_tags_changed = Signal(object, object)
    label_asked = Signal(object, int)
    remove_asked = Signal(object)
    correction_asked = Signal(object, str)
    article_tags_changed = Signal(object)
    mention_asked = Signal(object)
    name_asked = Signal(object)
    link_asked = Signal(object)
    tag_menu_asked = Signal(str, QPoint)
    article_asked = Signal(object)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, QAccessible.Role.Grouping, tr("Side bar"))
        self._shown: ArticleId | None = None
        self._named: VersionId | None = None
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self.notes = NotesPane(look)
        self.names = NamesPane(look)
        self.info = InfoPane(look)
        segments = (tr("Notes"), tr("Entities"), tr("Info"))
        self._segments = Segments(segments, tr("What the side bar shows"))
        self._segments.set_shown(_NAMES, shown=False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notes)
        self._stack.addWidget(self.names)
        self._stack.addWidget(self.info)
        self._lay_out()
        self._connect()

    def focus_segments(self) -> None:
        """Let the keys go to what the side bar shows."""
        self._segments.focus_chosen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape lead out of the side bar, when nothing in it has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_article(self, article: Article | None) -> None:
        """Show an article, or nothing. For the same article, what is being written stays as it is."""
        shown = None if article is None else article.id
        anew = shown != self._shown
        self._shown = shown
        highlights = () if article is None else article.highlights
        self.notes.show_highlights(highlights, anew=anew)
        self.notes.set_open(opened=article is not None)
        self.info.show_article(article)
        version = None if article is None else article.version
        if version != self._named:
            self._named = version
            self.names.show_names(None)
            self._segments.rename(_NAMES, tr("Entities"))
        count = len(highlights)
        self._segments.rename(_NOTES, tr("Notes  {count}", count=f"{count:,}") if count else tr("Notes"))

    def show_names(self, names: Names | None) -> None:
        """Show what the open article names; None takes the list of entities away."""
        self.names.show_names(names)
        self._segments.set_shown(_NAMES, shown=names is not None)
        count = 0 if names is None else sum(each.family is not None for each in names.mentions)
        words = tr("Entities  {count}", count=f"{count:,}") if count else tr("Entities")
        self._segments.rename(_NAMES, words)
        if names is None and self._stack.currentIndex() == _NAMES:
            self.show_notes()

    def hide_families(self, hidden: frozenset[Family]) -> None:
        """Show the names of these families fainter: they are not seen on the page."""
        self.names.set_hidden(hidden)

    def choose_mention(self, mention: Mention | None) -> None:
        """Choose the name a mention belongs to, or none, without telling."""
        self.names.choose(mention)

    def open_names(self) -> None:
        """Show the list of entities and let the keys go to it."""
        self._segments.choose(_NAMES)
        self.names.focus_list()

    def set_labels(self, labels: tuple[Label, ...]) -> None:
        """Take names and colours of the labels."""
        self.notes.set_labels(labels)

    def set_known_tags(self, names: tuple[str, ...]) -> None:
        """Take the tags that are proposed while typing."""
        self.notes.set_known_tags(names)
        self.info.set_known_tags(names)

    def choose(self, highlight: HighlightId | None) -> None:
        """Unfold the card of a highlight, or fold all. Says nothing: `highlight_chosen` is the user's."""
        self.notes.choose(highlight)

    def open_note(self, highlight: HighlightId) -> None:
        """Unfold the card of a highlight and put the cursor into its note."""
        self.show_notes()
        self.notes.open_note(highlight)

    def open_tags(self, highlight: HighlightId) -> None:
        """Unfold the card of a highlight and put the cursor into its tags."""
        self.show_notes()
        self.notes.open_tags(highlight)

    def open_article_tags(self) -> None:
        """Put the cursor into the tags of the article."""
        self.show_info()
        self.info.write_tags()

    def forget_note(self, highlight: HighlightId) -> None:
        """Show the note of a highlight as it is told: what was written of it last is stored or refused."""
        self.notes.forget_note(highlight)

    def show_notes(self) -> None:
        """Show the notes."""
        self._segments.choose(_NOTES)

    def show_info(self) -> None:
        """Show what is known about the article."""
        self._segments.choose(_INFO)

    def flush(self) -> None:
        """Save what is unsaved at once."""
        self.notes.flush()
        self.info.flush()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)  # as high as the bar above the page
        head.addWidget(self._segments)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._segments.chosen.connect(self._stack.setCurrentIndex)
        self.notes.highlight_chosen.connect(self.highlight_chosen)
        self.notes.note_changed.connect(self.note_changed)
        self.notes.highlight_tags_changed.connect(self.highlight_tags_changed)
        self.notes.label_asked.connect(self.label_asked)
        self.notes.remove_asked.connect(self.remove_asked)
        self.notes.link_asked.connect(self.link_asked)
        self.names.mention_asked.connect(self.mention_asked)
        self.names.name_asked.connect(self.name_asked)
        self.info.correction_asked.connect(self.correction_asked)
        self.info.article_tags_changed.connect(self.article_tags_changed)
        self.info.tag_menu_asked.connect(self.tag_menu_asked)
        self.notes.tag_menu_asked.connect(self.tag_menu_asked)
        self.info.article_asked.connect(self.article_asked)
