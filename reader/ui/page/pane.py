"""The page pane: the bar above, the text, and the small bar near what is selected."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.model.annotation import Label
from reader.model.article import Article
from reader.model.hits import Hits, Wanted
from reader.model.ids import HighlightId
from reader.model.mention import Family, Mention, Names
from reader.model.span import Span
from reader.model.wording import tr
from reader.ui.kit.parts import hairline
from reader.ui.kit.speech import speak_as
from reader.ui.look.look import Look
from reader.ui.page.bin_line import BinLine
from reader.ui.page.empty import EmptyPage
from reader.ui.page.find.bar import FindBar
from reader.ui.page.find.counter import HitCounter
from reader.ui.page.find.hit_tools import HitTools
from reader.ui.page.layers import Layers
from reader.ui.page.marking_tools import MarkingTools
from reader.ui.page.marks.index import Marks, PaintedMark, colours_of
from reader.ui.page.marks.mentions import Mentions
from reader.ui.page.marks.underlines import PaintedMention
from reader.ui.page.names.legend import Legend
from reader.ui.page.names.name_bar import NameBar
from reader.ui.page.names.page_names import PageNames
from reader.ui.page.overview.strip import Overview
from reader.ui.page.overview.ticks import Lane
from reader.ui.page.page_menu import PageMenu
from reader.ui.page.selection_bar import SelectionBar
from reader.ui.page.top_bar import TopBar
from reader.ui.page.view import ArticleView

_LEAST_WIDTH: Final = 380


class PagePane(QWidget):
    """Shows the open article, and asks for what the user wants done with it.

    Offsets are code points of the article's text. `highlight_asked` carries start, end and label (0: the
    last one used); `highlight_chosen` the highlight the user chose on the page, or None;
    `position_changed` the code point at the top of the page, `jumped` those before and after a jump to what
    was to be shown; `left` tells of Escape when nothing on the page is left to be taken away by it.
    `mention_chosen` carries the mention the user chose on the page, or None, `mention_meant` tells that a
    menu is about another one, `name_asked` carries the `NameRef` whose articles are wanted, `hidden_changed`
    the families the user wants hidden. `hits_offered` tells whether there are hits to step to,
    `wanted_changed` carries what is to be found in the article (`Wanted`), or None.
    """

    highlight_asked = Signal(int, int, int)
    highlight_chosen = Signal(object)
    note_asked = Signal(object)
    tags_asked = Signal(object)
    remove_asked = Signal(object)
    label_asked = Signal(object, int)
    note_on_selection_asked = Signal(int, int)
    tags_on_selection_asked = Signal(int, int)
    mention_chosen = Signal(object)
    mention_meant = Signal()
    name_asked = Signal(object)
    names_list_asked = Signal()
    hidden_changed = Signal(object)
    hits_offered = Signal(bool)
    wanted_changed = Signal(object)
    star_asked = Signal()
    article_tags_asked = Signal()
    delete_asked = Signal()
    restore_asked = Signal()
    sidebar_asked = Signal()
    text_style_asked = Signal(object)
    collections_asked = Signal()
    position_changed = Signal(int)
    jumped = Signal(int, int)
    back_asked = Signal()
    forward_asked = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, QAccessible.Role.Grouping, tr("Page"))
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(_LEAST_WIDTH)
        self._article: Article | None = None
        self._colours = colours_of(())
        self._head = QWidget()
        self._top = TopBar(look)
        self._view = ArticleView(look)
        self._empty = EmptyPage(look)
        self._layers = Layers(self._view, self._empty)
        self._find_bar = FindBar(look)
        self._view.escaped.connect(self._escape)  # before the tools take away what they do
        # First of the tools: it heeds Escape only where the others have nothing to take away by it.
        self._finding = HitTools(self._view, self._top.counter, self._find_bar, self)
        self._tools = MarkingTools(look, self._view, self)
        self._names = PageNames(look, self._view, self)
        self._menu = PageMenu(look, self._view, self._tools, self._names.tools, self)
        self._bin_line = BinLine(look)
        self._overview = Overview(look, self._view)
        self._bar = self._tools.bar
        self._bar.set_labels({}, self._colours)
        self._lay_out()
        self._connect()

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Take the actions that the buttons stand for, whose words and keys are their tips."""
        self._top.set_actions(actions)
        self._bar.set_actions(actions)
        self._find_bar.counter.set_actions(actions)
        self._empty.set_actions(actions)
        self._menu.set_actions(actions)

    # What is shown

    def show_article(self, article: Article) -> None:
        """Open an article where it was last left."""
        if self._article is not None and self._article.id == article.id:
            self._view.place.drop()  # a place in its old text; that in the new one is stored
        self._view.place.flush()  # while `article()` is still the one that was read
        self._article = article
        self._bar.dismiss()
        self._names.take_article(article)
        self._view.open_article(article)
        self._finding.forget()
        self._show_facts(article)
        self._layers.set_opened(True)

    def refresh(self, article: Article) -> None:
        """Take newer facts of the open article; place and selection stay. Another article is not taken."""
        shown = self._article
        if shown is None or article.id != shown.id:
            return
        if article.version != shown.version:
            self.show_article(article)
            return
        self._article = article
        self._view.change_article(article)
        self._show_facts(article)

    def clear(self) -> None:
        """Close the article."""
        self._view.place.flush()
        self._article = None
        self._bar.dismiss()
        self._names.take_article(None)
        self._view.close_article()
        self._finding.forget()
        self._top.show_nothing()
        self._find_bar.hide()
        self._bin_line.hide()
        self._layers.set_opened(False)

    def article(self) -> Article | None:
        """Give the open article."""
        return self._article

    def ask_text_style(self) -> None:
        """Ask for the choices of how the text is set, as the button does."""
        self.text_style_asked.emit(self._top.text_style)

    def set_bare(self, *, bare: bool) -> None:
        """Show the text alone, without the bar above it, the ticks beside it and the legend, or with them."""
        self._head.setVisible(not bare)
        self._overview.set_bare(bare=bare)
        self._names.set_bare(bare=bare)

    def set_crumb(self, way: str, place: str = "") -> None:
        """Say in the top bar where the article comes from, such as a search, and its place there."""
        self._top.set_crumb(way, place)

    def set_labels(self, labels: tuple[Label, ...]) -> None:
        """Take names and colours of the labels."""
        self._colours = colours_of(labels)
        self._bar.set_labels({each.number: each.name for each in labels}, self._colours)
        if self._article is not None:
            self._show_marks(self._article)

    def set_last_label(self, label: int) -> None:
        """Take the label that is used when none is named."""
        self._bar.set_last_label(label)

    def set_welcome(self, welcome: QWidget) -> None:
        """Take the widget that greets the user of an empty library."""
        self._layers.set_welcome(welcome)

    def set_welcome_shown(self, shown: bool) -> None:
        """Show the greeting while no article is open, or the usual hint."""
        self._layers.set_welcome_shown(shown)

    def shows_welcome(self) -> bool:
        """Tell whether the greeting is shown."""
        return self._layers.shows_welcome()

    # What is selected and chosen

    def selected_span(self) -> Span | None:
        """Give the selected text, widened to whole signs; None when nothing is selected."""
        return self._view.selected_span() if self._article is not None else None

    def select(self, span: Span) -> None:
        """Select a span of the text and show it."""
        self._view.select(span)

    def clear_selection(self) -> None:
        """Select nothing."""
        self._view.clear_selection()

    def choose_highlight(self, highlight: HighlightId | None, scroll: bool = False) -> None:
        """Choose a highlight, or none; one that is not known yet is chosen as soon as it is."""
        if highlight is not None:
            self._names.tools.choose(None)
        self._tools.choose(highlight, scroll=scroll)

    def chosen_highlight(self) -> HighlightId | None:
        """Give the highlight that is chosen and known."""
        return self._tools.chosen()

    def next_highlight(self) -> None:
        """Choose the next highlight in the text, after the last one the first."""
        self._names.tools.choose(None)
        self._tools.step(1)

    def previous_highlight(self) -> None:
        """Choose the highlight before, before the first one the last."""
        self._names.tools.choose(None)
        self._tools.step(-1)

    # Names

    def show_names(self, names: Names) -> None:
        """Underline what was recognised in the open article; names of another text are not taken."""
        self._names.show(names)

    def names(self) -> Names | None:
        """Give what is known of the names in the open article; None when that was not told yet."""
        return self._names.known()

    def hide_families(self, hidden: frozenset[Family]) -> None:
        """Hide the mentions of these families, and of no others."""
        self._names.hide(hidden)

    def mentions(self) -> Mentions:
        """Give the mentions of the open article, seen or hidden."""
        return self._view.mentions()

    def choose_mention(self, mention: Mention | None, scroll: bool = False) -> None:
        """Choose a mention, or none, without telling."""
        if mention is not None:
            self._leave_highlight()
        self._names.tools.choose(mention, scroll=scroll)

    def chosen_mention(self) -> Mention | None:
        """Give the mention that is chosen."""
        return self._names.chosen()

    def meant_mention(self) -> Mention | None:
        """Give the mention that something is to be done with: that of the open menu, else the chosen one."""
        return self._names.tools.meant() if self._article is not None else None

    def next_alike(self) -> None:
        """Choose the next mention of what the chosen one means."""
        self._names.tools.step_alike(1)

    def previous_alike(self) -> None:
        """Choose the mention before of what the chosen one means."""
        self._names.tools.step_alike(-1)

    def list_mention(self) -> None:
        """Ask for the chosen mention to be shown among the entities."""
        self._names.tools.list_meant()

    def hide_kind(self) -> Family | None:
        """Hide the family of the chosen mention, and give it."""
        mention = self.meant_mention()
        return None if mention is None else self._names.hide_kind(mention)

    def next_name(self) -> None:
        """Choose the next mention seen, after the last one the first, and let keys go to the page."""
        self._step_names(1)

    def previous_name(self) -> None:
        """Choose the mention before, before the first one the last, and let keys go to the page."""
        self._step_names(-1)

    def legend(self) -> Legend:
        """Give the legend below the text."""
        return self._names.legend

    def name_bar(self) -> NameBar:
        """Give the small bar near a chosen mention."""
        return self._names.tools.bar

    # Hits

    def show_hits(self, hits: Hits | None, *, first: bool = False) -> None:
        """Outline where a search found the open article; hits of another text are not taken.

        `first` chooses the first hit and scrolls to it, unless a highlight is what the user wants to see.
        """
        if hits is None or self._is_of_article(hits):
            self._finding.show_found(hits, first=first and self._view.chosen() is None)

    def hits(self) -> Hits | None:
        """Give the hits of the search."""
        return self._finding.found()

    def open_find(self) -> None:
        """Open the bar to find words in the article."""
        if self._article is not None:
            self._finding.open_find()

    def wanted(self) -> Wanted | None:
        """Give what is to be found in the article; None when nothing is."""
        return self._find_bar.wanted()

    def show_wanted(self, hits: Hits) -> None:
        """Outline what was to be found in the open article; hits of another text are not taken."""
        if self._is_of_article(hits):
            self._finding.show_wanted(hits)

    def find_bar(self) -> FindBar:
        """Give the bar in which words are typed to be found in the article."""
        return self._find_bar

    def hit_counter(self) -> HitCounter:
        """Give the widget that says which hit of how many is chosen."""
        return self._top.counter

    def next_hit(self) -> None:
        """Choose the next hit, after the last one the first."""
        self._finding.step(1)

    def previous_hit(self) -> None:
        """Choose the hit before, before the first one the last."""
        self._finding.step(-1)

    # Reading

    def page_down(self) -> None:
        """Turn a page on, by whole lines."""
        self._view.place.page_down()

    def page_up(self) -> None:
        """Turn a page back, by whole lines."""
        self._view.place.page_up()

    def position(self) -> int:
        """Give the code point at the top of the page; 0 at the very beginning."""
        return self._view.place.offset()

    def go_to(self, position: int) -> None:
        """Bring the line of a code point to the top of the page."""
        self._view.place.go_to(position)

    def save_position(self) -> None:
        """Tell the reading position now if it is still to be told, such as before the window closes."""
        self._view.place.flush()

    # What is painted

    def painted_marks(self) -> list[PaintedMark]:
        """Give the highlights on the screen, in text order, with rectangles on the view's viewport."""
        return self._view.painted_marks() if self._article is not None else []

    def painted_mentions(self) -> list[PaintedMention]:
        """Give the mentions underlined on the screen, in text order, with rectangles on the viewport."""
        return self._view.painted_mentions() if self._article is not None else []

    def view(self) -> ArticleView:
        """Give the widget that shows the text."""
        return self._view

    def overview(self) -> Overview:
        """Give the strip of ticks beside the scroll bar."""
        return self._overview

    def selection_bar(self) -> SelectionBar:
        """Give the small bar near the selection."""
        return self._bar

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout(self._head)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(0)
        above.addWidget(self._top)
        above.addWidget(hairline())
        column.addWidget(self._head)
        column.addWidget(self._bin_line)
        column.addWidget(self._layers, 1)
        column.addWidget(self._find_bar)
        column.addWidget(self._names.legend)

    def _connect(self) -> None:
        top, tools = self._top, self._tools
        top.collections_asked.connect(self.collections_asked)
        top.back_asked.connect(self.back_asked)
        top.forward_asked.connect(self.forward_asked)
        top.sidebar_asked.connect(self.sidebar_asked)
        top.star_asked.connect(self.star_asked)
        top.tags_asked.connect(self.article_tags_asked)
        top.highlight_asked.connect(tools.ask_highlight)
        top.note_asked.connect(tools.ask_note)
        top.bin_asked.connect(self._ask_bin)
        top.text_style_asked.connect(self.text_style_asked)
        self._view.place.position_changed.connect(self.position_changed)
        self._view.place.jumped.connect(self.jumped)
        tools.offer_changed.connect(self._offer_marking)
        tools.highlight_asked.connect(self.highlight_asked)
        tools.highlight_chosen.connect(self.highlight_chosen)
        tools.note_asked.connect(self.note_asked)
        tools.tags_asked.connect(self.tags_asked)
        tools.remove_asked.connect(self.remove_asked)
        tools.label_asked.connect(self.label_asked)
        tools.note_on_selection_asked.connect(self.note_on_selection_asked)
        tools.tags_on_selection_asked.connect(self.tags_on_selection_asked)
        naming = self._names.tools
        naming.meaning_changed.connect(self.mention_meant)
        self._bin_line.restore_asked.connect(self.restore_asked)
        naming.mention_chosen.connect(self.mention_chosen)
        naming.name_asked.connect(self.name_asked)
        naming.list_asked.connect(self.names_list_asked)
        self._find_bar.wanted_changed.connect(self.wanted_changed)
        self._view.removed_turned.connect(lambda: self.wanted_changed.emit(self.wanted()))
        self._finding.offer_changed.connect(self.hits_offered)
        self._finding.closed.connect(self._bar.dismiss)  # nobody has selected the hit to mark it
        self._overview.tick_asked.connect(self._go_to)
        self._names.hidden_changed.connect(self.hidden_changed)

    def _is_of_article(self, hits: Hits) -> bool:
        article = self._article
        return article is not None and (hits.article, hits.version) == (article.id, article.version)

    def _show_facts(self, article: Article) -> None:
        self._top.show_article(starred=article.starred, binned=article.binned)
        self._bin_line.show_binned(binned=article.binned)
        self._show_marks(article)
        self._tools.take_labels_of({each.id: each.label for each in article.highlights})

    def _show_marks(self, article: Article) -> None:
        self._view.set_marks(Marks(article.highlights, self._colours, len(article.text)))

    def _step_names(self, by: int) -> None:
        if self._view.mentions():
            self._leave_highlight()
            self._names.step(by)

    def _go_to(self, lane: Lane, place: int) -> None:
        """Go to what a tick of the overview stands for."""
        if lane is Lane.HITS:
            self._finding.choose(place)
        elif lane is Lane.HIGHLIGHTS:
            self._names.tools.choose(None)
            self._tools.go_to(place)
        else:
            self._leave_highlight()
            self._names.tools.go_to(place)

    def _leave_highlight(self) -> None:
        if self._view.chosen() is not None:
            self._tools.choose(None, scroll=False)
            self.highlight_chosen.emit(None)

    def _escape(self) -> None:
        view = self._view
        chosen = view.chosen() is not None or view.chosen_mention() is not None
        if self._find_bar.isHidden() and not chosen and not view.textCursor().hasSelection():
            self.left.emit()

    def _offer_marking(self) -> None:
        self._top.offer_marking(
            new=self.selected_span() is not None, known=self.chosen_highlight() is not None
        )

    def _ask_bin(self) -> None:
        if self._article is not None and self._article.binned:
            self.restore_asked.emit()
        else:
            self.delete_asked.emit()
