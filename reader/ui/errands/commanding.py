"""Open the palette, look up what is typed in it, and do what is chosen; show the keys of everything."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.ids import ArticleId, SearchId
from reader.model.mention import FAMILIES, NameCount, NameRef
from reader.model.query import Collections, Found, Shelf
from reader.model.wording import joined, tr
from reader.settings import Settings
from reader.ui.actions.actions import Actions
from reader.ui.actions.shortcuts import shown
from reader.ui.actions.table import ACTIONS
from reader.ui.collections.entries import SEARCH_ICON, entries
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.panes import Panes
from reader.ui.errands.saving import Saving
from reader.ui.kit.dates import short_date, today
from reader.ui.kit.families import ink, type_words
from reader.ui.look.look import Look
from reader.ui.palette.offers import Kind, Offer, Order, Source
from reader.ui.palette.palette import Palette
from reader.ui.sheets.search_language import WIDE, language_groups
from reader.ui.sheets.shortcuts_sheet import ShortcutsSheet

_NAMES_FROM: Final = 2
"""Letters from which names are looked up."""
_BETWEEN: Final = " · "


class Commanding(QObject):
    """Carries out what is chosen in the palette.

    `article_asked` carries the identity of an article to open, `name_asked` a NameRef, `list_asked` tells
    that the list is wanted, `chosen` the name of what was chosen, to be remembered; `keys_asked` that the
    keys are to be changed.
    """

    article_asked = Signal(object)
    name_asked = Signal(object)
    list_asked = Signal()
    chosen = Signal(str)
    keys_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        browsing: Browsing,
        saving: Saving,
        actions: Actions,
        look: Look,
        settings: Callable[[], Settings],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._panes = panes
        self._browsing = browsing
        self._saving = saving
        self._actions = actions
        self._look = look
        self._settings = settings
        self._window = window
        self._collections = Collections()
        self._sources: list[Source] = [self._commands, self._places, self._searches]
        self._names: tuple[Offer, ...] = ()
        self._articles: tuple[Offer, ...] = ()
        self._pending = 0
        self._palette: Palette | None = None
        browsing.counted.connect(self._take_counts)

    def add_source(self, source: Source) -> None:
        """Offer more that is at hand."""
        self._sources.append(source)

    def toggle_palette(self) -> None:
        """Open the palette, or close it."""
        palette = self.palette
        if palette.is_open():
            palette.close_quietly()
            return
        self._names = self._articles = ()
        at_hand = tuple(offer for source in self._sources for offer in source())
        palette.open(Order(self._settings().recent_choices, at_hand))
        self._desk.latest(Library.names_like, "").or_else(lambda _: None)  # reads them while nobody waits

    @property
    def palette(self) -> Palette:
        """The palette, made when it is first asked for."""
        if self._palette is None:
            self._palette = Palette(self._look, self._window)
            self._palette.typed.connect(self._look_up)
            self._palette.chosen.connect(self._carry_out)
            self._palette.refused.connect(self._refuse)
        return self._palette

    def show_shortcuts(self) -> None:
        """Show every action with its keys."""
        sheet = ShortcutsSheet(self._look, self._actions.groups(), self._window, changeable=True)
        sheet.change_asked.connect(self.keys_asked)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def show_search_language(self) -> None:
        """Show what can be typed in the search field."""
        title = tr("Search language")
        sheet = ShortcutsSheet(self._look, language_groups(), self._window, title=title, wide=WIDE)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    # What is at hand

    def _commands(self) -> Sequence[Offer]:
        actions = self._actions
        return [
            Offer(
                Kind.COMMAND,
                row.name,
                actions.words(row.name),
                keys=tuple(map(shown, actions.shortcuts.of(row.name)))[:1],
                mark=row.icon or "command",
                lasting=actions.lasting_words(row.name),
                also=tr(row.also),
                possible=actions[row.name].isEnabled(),
            )
            for row in ACTIONS
            if row.name != "palette"
        ]

    def _places(self) -> Sequence[Offer]:
        offers = []
        for entry in entries(self._collections, binned=True, looked_at=Shelf.ARCHIVE):
            if entry.tag is not None:
                detail = self._counted(entry.count, tr("Tag"))
                offers.append(Offer(Kind.TAG, entry.tag, entry.name, detail, mark=entry.mark))
            elif entry.shelf is not None:
                detail = self._counted(entry.count)
                offers.append(Offer(Kind.SHELF, entry.shelf, entry.name, detail, mark=entry.mark))
        return offers

    def _searches(self) -> Sequence[Offer]:
        return [
            Offer(Kind.SEARCH, str(each.id), each.name, tr("Saved search"), mark=SEARCH_ICON, also=each.words)
            for each in self._saving.searches()
        ]

    def _counted(self, count: int | None, what: str = "") -> str:
        if count is None:
            return what
        words = tr("1 article") if count == 1 else tr("{count} articles", count=f"{count:,}")
        return joined(_BETWEEN, what, words)

    def _take_counts(self, collections: Collections) -> None:
        self._collections = collections

    # What is looked up

    def _look_up(self, typed: str) -> None:
        """Ask for articles and names; the answers to what was typed before stay until then."""
        self._pending = 0
        words = typed.strip()
        if not words:
            self._names = self._articles = ()
            return
        self._pending = 1
        self._desk.latest(Library.glance, words).then(
            lambda found: self._take_articles(typed, found)
        ).or_else(lambda _: self._take_articles(typed, None))
        if len(words) < _NAMES_FROM:
            self._names = ()
            return
        self._pending = 2
        self._desk.latest(Library.names_like, words).then(
            lambda found: self._take_names(typed, found)
        ).or_else(lambda _: self._take_names(typed, []))

    def _take_articles(self, typed: str, found: Found | None) -> None:
        if typed != self.palette.words():
            return
        rows = found.rows if found is not None else ()
        offers = [
            Offer(
                Kind.ARTICLE,
                str(row.id),
                row.title,
                joined(_BETWEEN, row.source, short_date(row.published, today())),
                mark="file-text",
                value=row.id,
            )
            for row in rows
        ]
        if found is not None and found.total:
            everything = tr("Show all articles with “{words}”", words=typed.strip())
            counted = self._counted(found.total)
            offers.append(Offer(Kind.WORDS, "all", everything, counted, mark="search", value=typed.strip()))
        self._articles = tuple(offers)
        self._show(typed)

    def _take_names(self, typed: str, found: list[NameCount]) -> None:
        if typed != self.palette.words():
            return
        self._names = tuple(
            Offer(
                Kind.NAME,
                f"{each.name.type}:{each.name.key}",
                each.name.name,
                joined(_BETWEEN, type_words(each.name.type), self._counted(each.articles)),
                mark=ink(FAMILIES[each.name.type]),
                value=each.name,
            )
            for each in found
        )
        self._show(typed)

    def _show(self, typed: str) -> None:
        self._pending -= 1
        self.palette.show_answers(typed, (*self._names, *self._articles), whole=self._pending <= 0)

    # What is chosen

    def _carry_out(self, offer: Offer) -> None:
        if offer.kind in (Kind.COMMAND, Kind.SHELF, Kind.SEARCH, Kind.TAG):
            self.chosen.emit(offer.name)
        match offer.kind:
            case Kind.COMMAND:
                self._actions[offer.key].trigger()
            case Kind.SHELF:
                self._browsing.take_shelf(Shelf(offer.key))
                self.list_asked.emit()
            case Kind.TAG:
                self._browsing.take_tag(offer.key)
                self.list_asked.emit()
            case Kind.SEARCH if offer.value is None:
                self._saving.show(SearchId(int(offer.key)))
                self.list_asked.emit()
            case Kind.NAME if isinstance(offer.value, NameRef):
                self.name_asked.emit(offer.value)
            case Kind.ARTICLE:
                self.article_asked.emit(ArticleId(int(offer.key)))
            case Kind.WORDS:
                self._browsing.search_all(str(offer.value))
                self.list_asked.emit()
            case _:
                if callable(offer.value):
                    offer.value()

    def _refuse(self, offer: Offer) -> None:
        self._panes.toasts.show_message(tr("Not possible now: {command}", command=offer.words))
