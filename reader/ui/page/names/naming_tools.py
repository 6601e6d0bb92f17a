"""Joins text, name bar and menu: which name is chosen, and what the user wants to know of it."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from reader.model.mention import NAMED, Mention, NameRef
from reader.model.span import Span
from reader.model.wording import joined, tr
from reader.ui.kit.families import reading_words, type_words
from reader.ui.kit.speech import announce
from reader.ui.look.look import Look
from reader.ui.page.names.name_bar import NameBar
from reader.ui.page.view import ArticleView


class NamingTools(QObject):
    """Knows the chosen mention and shows the bar near it.

    `mention_chosen` carries the mention the user chose, or None; `name_asked` a `NameRef` whose articles
    are wanted; `list_asked` says that the chosen name is to be shown among the entities; `meaning_changed`
    that something may be done with another mention than before.
    """

    mention_chosen = Signal(object)
    name_asked = Signal(object)
    list_asked = Signal()
    meaning_changed = Signal()

    def __init__(self, look: Look, view: ArticleView, pane: QWidget) -> None:
        super().__init__(pane)
        self._under_menu: Mention | None = None
        self._view = view
        self._pane = pane
        self.bar = NameBar(look, pane)
        view.press_began.connect(self.bar.dismiss)
        view.selection_settled.connect(self._take_selection)
        view.mention_clicked.connect(self._take_click)
        view.mark_clicked.connect(lambda _: self._choose(None))
        view.mention_followed.connect(self._ask)
        view.text_moved.connect(self._follow_text)
        view.escaped.connect(self._escape)
        self.bar.search_asked.connect(self._ask_chosen)
        self.bar.list_asked.connect(self._ask_list)

    def chosen(self) -> Mention | None:
        """Give the chosen mention."""
        return self._view.chosen_mention()

    def choose(self, mention: Mention | None, *, scroll: bool = False) -> None:
        """Choose a mention, or none, without telling."""
        if mention is None or mention != self.chosen():
            self.bar.dismiss()
        self._view.set_chosen_mention(mention)
        if mention is not None and scroll:
            self._view.show_span(Span(mention.start, mention.end))

    def step(self, by: int) -> None:
        """Choose the mention seen `by` places on; from the end go on at the beginning."""
        mentions, chosen = self._view.mentions(), self.chosen()
        if not mentions:
            return
        place = mentions.place_of(chosen)
        if place is not None:
            place += by
        else:
            from_here = self._view.place.offset() if chosen is None else chosen.start
            above = mentions.starting_before(from_here)
            place = above if by > 0 else above - 1
        self.go_to(place % len(mentions))

    def go_to(self, place: int) -> None:
        """Choose the mention at a place among those seen, from 0, show it and say what it is."""
        mentions = self._view.mentions()
        mention = mentions[place]
        self.bar.dismiss()
        self._view.clear_selection()
        self.choose(mention, scroll=True)
        self.mention_chosen.emit(mention)
        count = tr("{place} of {total}", place=place + 1, total=len(mentions))
        announce(self._view, ", ".join(filter(None, (_spoken(mention), count))))

    def mean(self, mention: Mention | None) -> None:
        """Take the mention that a menu is about, while it is open."""
        self._under_menu = mention
        self.meaning_changed.emit()

    def meant(self) -> Mention | None:
        """Give the mention that something is to be done with: that of the menu, else the chosen one."""
        return self._under_menu or self.chosen()

    def step_alike(self, by: int) -> None:
        """Choose the mention `by` places on of what the chosen one means, round and round."""
        mention, mentions = self.meant(), self._view.mentions()
        if mention is None:
            return
        alike = [each for each in mentions.of_cluster(mention) if mentions.place_of(each) is not None]
        if mention in alike:
            following = alike[(alike.index(mention) + by) % len(alike)]
            self.go_to(mentions.place_of(following) or 0)

    def list_meant(self) -> None:
        """Ask for the mention to be shown among the entities."""
        mention = self.meant()
        if mention is not None:
            self._list(mention)

    def _take_click(self, mention: Mention) -> None:
        self._choose(mention)
        self.bar.offer(mention, len(self._view.mentions().of_cluster(mention)))
        self._place_bar()
        announce(self._view, _spoken(mention))

    def _take_selection(self) -> None:
        if self._view.selected_span() is not None:
            self._choose(None)

    def _choose(self, mention: Mention | None) -> None:
        changed = mention != self.chosen()
        self.choose(mention)
        if changed:
            self.mention_chosen.emit(mention)

    def _ask_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._ask(chosen)

    def _ask(self, mention: Mention) -> None:
        self.bar.dismiss()
        if mention.family in NAMED:
            self.name_asked.emit(NameRef(mention.key, mention.type, mention.name))

    def _ask_list(self) -> None:
        chosen = self.chosen()
        if chosen is not None:
            self._list(chosen)

    def _list(self, mention: Mention) -> None:
        self.bar.dismiss()
        self._choose(mention)
        self.mention_chosen.emit(mention)
        self.list_asked.emit()

    def _escape(self) -> None:
        """Take the bar away, then the choice."""
        if self.bar.isVisible():
            self.bar.dismiss()
        else:
            self._choose(None)

    def _follow_text(self) -> None:
        if self.bar.is_offered():
            self._place_bar()

    def _place_bar(self) -> None:
        chosen = self.chosen()
        lines = [] if chosen is None else self._view.lines_of(Span(chosen.start, chosen.end))
        viewport = self._view.viewport()
        corner = viewport.mapTo(self._pane, QPoint(0, 0))
        moved = [line.translated(corner.toPointF()) for line in lines]
        self.bar.show_near(moved, viewport.rect().translated(corner), upwards=False)


def _spoken(mention: Mention) -> str:
    return joined(", ", mention.name, type_words(mention.type), reading_words(mention))
