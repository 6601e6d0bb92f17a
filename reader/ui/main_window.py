"""The window: it lays out the panes, and joins actions, panes and errands. No logic of its own."""

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter, QVBoxLayout, QWidget

from reader.jobs.desk import Desk
from reader.model.annotation import LABELS, Label
from reader.model.article import Article
from reader.model.errors import PASSING, ReaderError
from reader.model.ids import ArticleId, HighlightId
from reader.model.query import Collections, Shelf, Sort
from reader.model.wording import tr
from reader.settings import Settings
from reader.ui.actions import Actions, Menu
from reader.ui.arrangement import Arrangement, Wing
from reader.ui.collections.pane import CollectionsPane
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.caring import Caring
from reader.ui.errands.choosing import Choosing
from reader.ui.errands.exporting import Exporting
from reader.ui.errands.filing import Filing
from reader.ui.errands.finding import Finding
from reader.ui.errands.importing import Importing, dropped_paths
from reader.ui.errands.leaving import Leaving
from reader.ui.errands.linking import Linking
from reader.ui.errands.marking import Marking
from reader.ui.errands.naming import Naming
from reader.ui.errands.panes import Panes
from reader.ui.errands.saving import Saving
from reader.ui.errands.standing import StandingErrand
from reader.ui.errands.waiting import Waiting
from reader.ui.list.pane import ListPane
from reader.ui.look.look import Look
from reader.ui.page.pane import PagePane
from reader.ui.sheets.new_library_sheet import NewLibrarySheet
from reader.ui.sheets.search_language import WIDE, language_groups
from reader.ui.sheets.shortcuts_sheet import ShortcutsSheet
from reader.ui.sheets.trouble import BugSheet, TroubleSheet, show_trouble
from reader.ui.sheets.welcome import WelcomePane
from reader.ui.side.bar import SideBar
from reader.ui.status.strip import StatusStrip
from reader.ui.status.toasts import Toasts

_AT_HOME: Final = 1_000
"""Milliseconds after which the window's parts are all made."""
_FRAME: Final = 40
"""Pixels a window manager may take for its frame."""
_OF_AN_ARTICLE: Final = (
    "star",
    "unread",
    "article_tags",
    "copy_link",
    "page_down",
    "page_up",
    "highlight",
    "note",
    "tags",
    "remove_highlight",
    "next_highlight",
    "previous_highlight",
    *(f"label_{number}" for number in LABELS),
)
_OF_A_SEARCH: Final = ("rename_search", "change_search", "search_up", "search_down", "delete_search")


class MainWindow(QMainWindow):
    """One open library.

    `library_asked` carries the folder of another library to open, `new_library_asked` of one to make,
    `restore_asked` a backup and the folder of a new library, or None for this one.
    """

    library_asked = Signal(object)
    new_library_asked = Signal(object)
    restore_asked = Signal(object, object)
    sample_asked = Signal()
    settings_changed = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, desk: Desk, settings: Settings, *, way_back: Path | None = None) -> None:
        super().__init__()
        self.settings = settings
        self._look = look
        self._desk = desk
        self._way_back = way_back
        self.setWindowTitle(desk.folder.name)
        self.setAcceptDrops(True)
        self.panes = self._make_panes()
        self.browsing = Browsing(
            desk, self.panes, sort=Sort(settings.sort), mark_read_after=settings.mark_read_after
        )
        self.marking = Marking(desk, self.panes, last_label=settings.last_label)
        self.leaving = Leaving(desk, look, self)
        self.waiting = Waiting(desk, self.panes, self)
        self.naming = Naming(desk, self.panes, self.browsing, hidden=settings.hidden_families)
        self.finding = Finding(desk, self.panes, self.browsing)
        self.importing = Importing(desk, self.panes, look, self)
        self.linking = Linking(self.panes, desk.folder)
        self.exporting = Exporting(desk, self.panes, self.browsing, self)
        self.caring = Caring(desk, self.panes, look, lambda: self.settings, self)
        self.saving = Saving(desk, self.panes, self.browsing, look, self)
        self.choosing = Choosing(self.panes, look, desk.folder, lambda: self.settings, self)
        self.standing = StandingErrand(desk, self.panes, look, self)
        self.actions_table = Actions(self, look, self._handlers())
        self.filing = Filing(
            desk, self.panes, self.actions_table["undo"], self.actions_table["redo"], look, self
        )
        table = self.actions_table
        self.arrangement = Arrangement(
            self, self._splitter, self.panes, table["collections"], table["side_bar"]
        )
        self._join()
        self._restore_geometry()
        self._show_theme()

    def start(self) -> None:
        """Ask for everything that is shown first."""
        self.browsing.start()
        self.saving.ask()
        self.standing.ask()
        self.importing.resume()
        self._desk.catch_up()
        self.panes.list.focus_list()
        # A whole collection of garbage takes 20 ms, more than a frame: leave out what is here to stay.
        QTimer.singleShot(_AT_HOME, self, self._settle_in)

    def open_article(self, article: ArticleId, highlight: HighlightId | None) -> None:
        """Open an article on the page, and choose a highlight in it."""
        self.browsing.open_article(article)
        self.panes.list.select(article)
        if highlight is not None:
            self.marking.choose_when_open(article, highlight)

    def leave(self, go: Callable[[], object], stay: Callable[[], object]) -> bool:
        """Call `go` when nothing would be lost by closing the window, or the user means it; else `stay`.

        Tell whether it was called at once.
        """
        self.browsing.leave()
        if self.leaving.holds_back(go, stay):
            return False
        go()
        return True

    def is_settled(self) -> bool:
        """Tell whether everything asked for is shown, and nothing more is about to be asked."""
        errands = (self.browsing, self.naming, self.saving)
        return self._desk.is_settled() and not any(each.is_about_to_ask() for each in errands)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is unsaved, then go; stay while it cannot be stored, unless the user means it."""
        self.browsing.leave()
        if self.leaving.holds_back(self.close):
            event.ignore()
            return
        self.settings = replace(
            self.settings,
            geometry=bytes(self.saveGeometry().toHex().data()).decode(),
            panes=self.arrangement.widths(),
            theme=self._look.choice,
            sort=str(self.browsing.query.sort),
        )
        event.accept()
        gc.unfreeze()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let panes step aside when the window is narrow."""
        super().resizeEvent(event)
        self.arrangement.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if dropped_paths(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import what was dropped."""
        paths = dropped_paths(event.mimeData().urls())
        if paths:
            event.acceptProposedAction()
            self.importing.take(paths)

    def changeEvent(self, event: QEvent) -> None:
        """Save a note that is being written when the user turns to another program."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and hasattr(self, "panes"):
            self.panes.side.flush()

    def show_trouble(self, error: ReaderError) -> None:
        """Tell of an expected trouble with its next step; not again while the same is being told."""
        shown = (each for each in self.findChildren(TroubleSheet) if each.isVisible())
        if error.code not in PASSING or all(each.code is not error.code for each in shown):
            show_trouble(self, self._look, error)

    def show_bug(self, report: str) -> None:
        """Tell of a bug of ours, with a report to copy."""
        BugSheet(self._look, report, self).open()

    def show_recent(self, folders: tuple[str, ...]) -> None:
        """List libraries opened before in the File menu."""
        menu = self._recent
        menu.clear()
        for name in folders:
            if Path(name) != self._desk.folder:
                menu.addAction(name, partial(self.library_asked.emit, Path(name)))
        menu.setEnabled(not menu.isEmpty())

    def _make_panes(self) -> Panes:
        look = self._look
        panes = Panes(
            CollectionsPane(look),
            ListPane(look),
            PagePane(look),
            SideBar(look),
            StatusStrip(look),
            Toasts(look, self),
        )
        self._splitter = QSplitter()
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for place, pane in enumerate((panes.collections, panes.list, panes.page, panes.side)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(place, 1 if pane is panes.page else 0)
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._splitter, 1)
        column.addWidget(panes.strip)
        self.setCentralWidget(ground)
        return panes

    def _handlers(self) -> dict[str, Callable[[], None]]:
        page, articles, marking = self.panes.page, self.panes.list, self.marking
        labels = {f"label_{n}": lambda n=n: marking.highlight(n) for n in range(1, 9)}
        return {
            "import_files": self.importing.choose_files,
            "import_folder": self.importing.choose_folder,
            "imports": self.importing.show_reports,
            "export": self.exporting.choose_file,
            "backups": self.caring.show,
            "new_library": self._ask_for_new_library,
            "open_library": lambda: self._choose_library(tr("Open a library")),
            "sample_library": self.sample_asked.emit,
            "show_library": self._show_folder,
            "quit": self._close,
            "undo": lambda: self.filing.undo(),
            "redo": lambda: self.filing.redo(),
            "search": self._search,
            "find": self._find,
            "next_hit": page.next_hit,
            "previous_hit": page.previous_hit,
            "save_search": self.saving.save,
            "rename_search": self._rename_search,
            "change_search": self.saving.change,
            "search_up": lambda: self.saving.move(-1),
            "search_down": lambda: self.saving.move(1),
            "delete_search": self.saving.remove,
            "next_article": articles.select_next,
            "previous_article": articles.select_previous,
            "page_down": page.page_down,
            "page_up": page.page_up,
            "star": lambda: self.filing.star(),
            "unread": lambda: self.filing.toggle_unread(),
            "article_tags": self._open_article_tags,
            "copy_link": self.linking.copy,
            "delete": lambda: self.filing.delete(),
            "restore": lambda: self.filing.restore(),
            "empty_bin": lambda: self.filing.empty_bin(),
            "highlight": marking.highlight,
            "note": marking.note,
            "tags": marking.tags,
            "remove_highlight": marking.remove,
            "next_highlight": page.next_highlight,
            "previous_highlight": page.previous_highlight,
            "next_name": page.next_name,
            "previous_name": page.previous_name,
            "find_name": self.naming.find_chosen,
            **labels,
            "theme_system": lambda: self._take_theme("system"),
            "theme_light": lambda: self._take_theme("light"),
            "theme_dark": lambda: self._take_theme("dark"),
            "theme_contrast": lambda: self._take_theme("contrast"),
            "text_style": self.panes.page.ask_text_style,
            "collections": lambda: self.arrangement.toggle(Wing.COLLECTIONS),
            "side_bar": lambda: self.arrangement.toggle(Wing.SIDE_BAR),
            "next_pane": lambda: self.arrangement.step(1),
            "previous_pane": lambda: self.arrangement.step(-1),
            "shortcuts": self._show_shortcuts,
            "search_language": self._show_search_language,
            "preferences": self.choosing.show,
            "larger_text": self.choosing.larger_text,
            "smaller_text": self.choosing.smaller_text,
            "usual_text": self.choosing.usual_text,
            "about": self.choosing.show_about,
        }

    def _settle_in(self) -> None:
        gc.freeze()
        gc.enable()  # whoever started the program may have turned it off

    def _join(self) -> None:
        panes, desk, actions = self.panes, self._desk, self.actions_table
        self._recent = actions.menu(Menu.FILE).addMenu(tr("Open Recent"))
        actions.menu(Menu.FILE).insertMenu(actions["sample_library"], self._recent)
        desk.troubled.connect(self.show_trouble)
        desk.broke.connect(self.show_bug)
        self.caring.restore_asked.connect(self.restore_asked)
        self.choosing.changed.connect(self._take_settings)
        self.choosing.model_changed.connect(desk.use_names_model)
        self.standing.import_begun.connect(self.importing.follow)
        panes.strip.standing.not_read_asked.connect(self.importing.show_reports)
        panes.list.set_row_actions(
            actions.named(["star", "unread", "article_tags", "copy_link", "delete", "restore"])
        )
        panes.collections.set_search_actions(actions.named(_OF_A_SEARCH))
        panes.collections.search_removal_asked.connect(self.saving.remove)
        self.saving.offer_changed.connect(self._offer_saving)
        self._offer_saving(saving=False, changing=False)
        panes.collections.files_asked.connect(self.importing.choose_files)
        panes.collections.folder_asked.connect(self.importing.choose_folder)
        panes.collections.theme_asked.connect(self._flip_theme)
        panes.collections.back_asked.connect(self._go_back)
        if self._way_back is not None:
            panes.collections.show_way_back(tr("This is the sample library."))
        panes.list.searched.connect(self._keep_search)
        panes.list.history_cleared.connect(self._keep_searches)
        panes.list.help_asked.connect(self._show_search_language)
        panes.list.set_history(self.settings.searches)
        panes.side.left.connect(lambda: panes.page.view().setFocus())
        panes.page.article_tags_asked.connect(self._open_article_tags)
        panes.page.sidebar_asked.connect(lambda: self.arrangement.toggle(Wing.SIDE_BAR))
        panes.page.collections_asked.connect(lambda: self.arrangement.toggle(Wing.COLLECTIONS))
        self.marking.side_bar_asked.connect(self.arrangement.need_side_bar)
        self.browsing.article_opened.connect(self.arrangement.show_page)
        self.browsing.article_shown.connect(self._enable_for)
        self.browsing.counted.connect(self._take_counts)
        self._enable_for(None)
        self.naming.side_bar_asked.connect(self.arrangement.need_side_bar)
        self.naming.list_asked.connect(self.arrangement.show_list)
        self.naming.hidden_changed.connect(self._keep_hidden)
        self.naming.offer_changed.connect(self._offer_names)
        self._offer_names(stepping=False, searching=False)
        panes.page.hits_offered.connect(self._offer_hits)
        self._offer_hits(stepping=False)
        self.marking.last_label_changed.connect(self._keep_label)
        self.marking.labels_shown.connect(self._name_labels)
        welcome = WelcomePane(self._look)
        welcome.files_asked.connect(self.importing.choose_files)
        welcome.folder_asked.connect(self.importing.choose_folder)
        welcome.sample_asked.connect(self.sample_asked)
        panes.page.set_welcome(welcome)
        self._look.changed.connect(self._show_theme)

    def _offer_saving(self, saving: bool, changing: bool) -> None:
        self.actions_table["save_search"].setEnabled(saving)
        for action in self.actions_table.named(_OF_A_SEARCH):
            action.setEnabled(changing)

    def _rename_search(self) -> None:
        if self.panes.collections.isHidden():
            self.arrangement.toggle(Wing.COLLECTIONS)
        self.saving.rename()

    def _search(self) -> None:
        self.arrangement.show_list()
        self.panes.list.focus_search()

    def _find(self) -> None:
        """Find in the open article; with none open, in the library."""
        if self.panes.page.article() is None:
            self._search()
        else:
            self.arrangement.show_page()
            self.panes.page.open_find()

    def _open_article_tags(self) -> None:
        if self.panes.page.article() is not None:
            self.arrangement.need_side_bar()
            self.panes.side.open_article_tags()

    def _enable_for(self, article: Article | None) -> None:
        """Offer what can be done to the open article, and nothing else."""
        actions = self.actions_table
        for action in actions.named(_OF_AN_ARTICLE):
            action.setEnabled(article is not None)
        actions["delete"].setEnabled(article is not None and not article.binned)
        actions["restore"].setEnabled(article is not None and article.binned)
        actions["star"].setText(tr("Remove Star") if article is not None and article.starred else tr("Star"))
        unread = article is None or article.unread
        actions["unread"].setText(tr("Mark as Read") if unread else tr("Mark as Unread"))

    def _take_counts(self, collections: Collections) -> None:
        self.actions_table["empty_bin"].setEnabled(collections.shelves.get(Shelf.BIN, 0) > 0)
        self.importing.set_known_tags(tuple(each.tag.name for each in collections.tags))

    def _name_labels(self, labels: tuple[Label, ...]) -> None:
        for label in labels:
            self.actions_table[f"label_{label.number}"].setText(tr("Label: {name}", name=label.name))

    def _keep_label(self, label: int) -> None:
        self.settings = replace(self.settings, last_label=label)

    def _keep_hidden(self, families: tuple[str, ...]) -> None:
        self.settings = replace(self.settings, hidden_families=families)

    def _offer_names(self, stepping: bool, searching: bool) -> None:
        for action in self.actions_table.named(("next_name", "previous_name")):
            action.setEnabled(stepping)
        self.actions_table["find_name"].setEnabled(searching)

    def _offer_hits(self, stepping: bool) -> None:
        for action in self.actions_table.named(("next_hit", "previous_hit")):
            action.setEnabled(stepping)

    def _take_settings(self, chosen: Settings) -> None:
        self.settings = chosen
        self.browsing.set_mark_read_after(chosen.mark_read_after)
        self.settings_changed.emit(chosen)

    def _flip_theme(self) -> None:
        self._take_theme("light" if self._look.theme.dark else "dark")

    def _take_theme(self, choice: str) -> None:
        self._look.choose(choice, sepia=self.settings.sepia)
        self._show_theme()
        self._take_settings(replace(self.settings, theme=choice))

    def _show_theme(self) -> None:
        for choice in ("system", "light", "dark", "contrast"):
            self.actions_table[f"theme_{choice}"].setChecked(self._look.choice == choice)

    def _go_back(self) -> None:
        if self._way_back is not None:
            self.library_asked.emit(self._way_back)

    def _ask_for_new_library(self) -> None:
        place = Path(self.settings.libraries_folder or self._desk.folder.parent)
        sheet = NewLibrarySheet(self._look, place, self)
        sheet.accepted.connect(lambda: self.new_library_asked.emit(sheet.folder()))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _choose_library(self, title: str) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        if self.settings.libraries_folder:
            dialog.setDirectory(self.settings.libraries_folder)
        dialog.fileSelected.connect(lambda name: self.library_asked.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_folder(self) -> None:
        folder = str(self._desk.folder)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self.panes.toasts.show_message(tr("The library lies in {folder}", folder=folder))

    def _close(self) -> None:
        self.close()

    def _show_shortcuts(self) -> None:
        ShortcutsSheet(self._look, self.actions_table.shortcut_groups(), self).open()

    def _show_search_language(self) -> None:
        title = tr("Search language")
        ShortcutsSheet(self._look, language_groups(), self, title=title, wide=WIDE).open()

    def _keep_search(self, words: str) -> None:
        self._keep_searches(self.settings.with_search(words).searches)

    def _keep_searches(self, searches: tuple[str, ...] = ()) -> None:
        self.settings = replace(self.settings, searches=searches)
        self.panes.list.set_history(searches)
        self.settings_changed.emit(self.settings)

    def _restore_geometry(self) -> None:
        room = self.screen().availableSize()
        self.resize(min(1600, room.width()), min(1000, room.height() - _FRAME))
        self.setMinimumSize(520, 400)
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromHex(self.settings.geometry.encode()))
        self.arrangement.restore_widths(self.settings.panes)


def bring_to_front(window: QMainWindow) -> None:
    """Bring a window to the front, out of the task bar if need be."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
