"""The window: it lays out the panes, and joins actions, panes and errands. No logic of its own."""

import gc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow

from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.article import TAG_COLOURS
from reader.model.errors import PASSING, ReaderError
from reader.model.ids import ArticleId, HighlightId, VersionId
from reader.model.query import Collections, Shelf, Sort
from reader.model.trail import Stop
from reader.model.wording import tr
from reader.settings import Settings
from reader.ui.actions.actions import Actions
from reader.ui.actions.shortcuts import Shortcuts
from reader.ui.actions.table import Menu
from reader.ui.arrangement import Arrangement, Wing
from reader.ui.collections.pane import CollectionsPane
from reader.ui.errands.announcing import Announcing
from reader.ui.errands.browsing import Browsing
from reader.ui.errands.caring import Caring
from reader.ui.errands.choosing import Choosing
from reader.ui.errands.commanding import Commanding
from reader.ui.errands.exporting import Exporting
from reader.ui.errands.filing import Filing
from reader.ui.errands.finding import Finding
from reader.ui.errands.importing import Importing, dropped_paths
from reader.ui.errands.leaving import Leaving
from reader.ui.errands.likening import Likening
from reader.ui.errands.linking import Linking
from reader.ui.errands.marking import Marking
from reader.ui.errands.moving import Moving
from reader.ui.errands.naming import Naming
from reader.ui.errands.offering import OF_A_ROW, OF_A_SEARCH, Offering
from reader.ui.errands.panes import Panes
from reader.ui.errands.printing import Printing
from reader.ui.errands.quoting import Quoting
from reader.ui.errands.retracing import Retracing
from reader.ui.errands.saving import Saving
from reader.ui.errands.standing import StandingErrand
from reader.ui.errands.tagging import Tagging
from reader.ui.errands.waiting import Waiting
from reader.ui.ground import ground, in_a_row
from reader.ui.kit.menu_key import hear_menu_key
from reader.ui.list.pane import ListPane
from reader.ui.look.look import Look
from reader.ui.page.pane import PagePane
from reader.ui.sheets.trouble import BugSheet, TroubleSheet, show_trouble
from reader.ui.sheets.welcome import WelcomePane
from reader.ui.side.bar import SideBar
from reader.ui.status.strip import StatusStrip
from reader.ui.status.toasts import Toasts

_AT_HOME: Final = 1_000
"""Milliseconds after which the window's parts are all made."""
_FRAME: Final = 40
"""Pixels a window manager may take for its frame."""


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
        self._tags: tuple[str, ...] = ()
        self.setWindowTitle(desk.folder.name)
        self.setAcceptDrops(True)
        self.panes = self._make_panes()
        self.browsing = Browsing(
            desk,
            self.panes,
            sort=Sort(settings.sort),
            mark_read_after=settings.mark_read_after,
            headings=settings.headings,
        )
        self.marking = Marking(desk, self.panes, last_label=settings.last_label)
        self.leaving = Leaving(desk, look, self)
        self.waiting = Waiting(desk, self.panes, self)
        self.naming = Naming(desk, self.panes, self.browsing, hidden=settings.hidden_families)
        self.retracing = Retracing(self.panes, self.browsing)
        self.finding = Finding(desk, self.panes, self.browsing)
        self.importing = Importing(desk, self.panes, look, self)
        self.likening = Likening(desk, self.panes, self.browsing)
        self.quoting = Quoting(desk, self.panes, self.browsing)
        self.linking = Linking(self.panes, desk.folder)
        self.exporting = Exporting(desk, self.panes, self.browsing, self)
        self.printing = Printing(desk, self.panes, look, self)
        self.caring = Caring(desk, self.panes, look, lambda: self.settings, self)
        self.saving = Saving(desk, self.panes, self.browsing, look, self)
        self.choosing = Choosing(self.panes, look, desk.folder, lambda: self.settings, self)
        self.standing = StandingErrand(desk, self.panes, look, self)
        self.moving = Moving(self.panes, look, desk.folder, lambda: self.settings, self, way_back)
        self.filing = Filing(desk, self.panes, look, self)
        self.tagging = Tagging(desk, self.panes, self.browsing, look, self)
        self.announcing = Announcing(desk, self.filing, self)
        self.actions_table = table = Actions(self, look, self._handlers(), Shortcuts(settings.keys))
        self.offering = Offering(table)
        self.commanding = Commanding(
            desk, self.panes, self.browsing, self.saving, table, look, lambda: self.settings, self
        )
        self.arrangement = Arrangement(self, self._splitter, self.panes, table)
        hear_menu_key(self)
        self._join()
        self._restore_geometry()
        self._show_theme()

    def start(self) -> None:
        """Ask for everything that is shown first."""
        self.browsing.start()
        self._open_what_was_left()
        self.saving.ask()
        self.standing.ask()
        self.importing.resume()
        self._desk.catch_up()
        self.panes.list.focus_list()
        # A whole collection of garbage takes 20 ms, more than a frame: leave out what is here to stay.
        QTimer.singleShot(_AT_HOME, self, self._settle_in)

    def _open_what_was_left(self) -> None:
        left = self.settings.left_open_in(self._desk.folder)
        if left is not None:
            stop = Stop(ArticleId(left[0]), VersionId(left[1]), left[2])
            self.browsing.return_to(stop, self.browsing.pass_over)

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
        errands = (self.browsing, self.naming, self.saving, self.finding)
        return self._desk.is_settled() and not any(each.is_about_to_ask() for each in errands)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is unsaved, then go; stay while it cannot be stored, unless the user means it."""
        self.browsing.leave()
        if self.leaving.holds_back(self.close):
            event.ignore()
            return
        self.printing.finish()
        self.arrangement.leave_focus()
        stop = self.browsing.stop()
        left = None if stop is None else (stop.article, stop.version, stop.position)
        self.settings = replace(
            self.settings.with_left_open(self._desk.folder, left),
            geometry=bytes(self.saveGeometry().toHex().data()).decode(),
            panes=self.arrangement.widths(),
            theme=self._look.choice,
            sort=str(self.browsing.usual_sort),
            headings=self.browsing.headings,
        )
        event.accept()
        gc.unfreeze()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let panes step aside when the window is narrow."""
        super().resizeEvent(event)
        self.arrangement.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Hear the buttons of the mouse that lead back and forward."""
        super().showEvent(event)
        self.retracing.take_buttons(self.windowHandle())

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
        self.moving.list_recent(self._recent, folders)

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
        self._splitter = in_a_row(panes.collections, panes.list, panes.page, panes.side, growing=panes.page)
        self.setCentralWidget(ground(self._splitter, panes.strip))
        return panes

    def _handlers(self) -> dict[str, Callable[[], None]]:
        page, articles, marking = self.panes.page, self.panes.list, self.marking
        labels = {f"label_{n}": lambda n=n: marking.highlight(n) for n in range(1, 9)}
        return {
            "import_files": self.importing.choose_files,
            "import_folder": self.importing.choose_folder,
            "imports": self.importing.show_reports,
            "export": self.exporting.choose_file,
            "save_pdf": self.printing.choose_file,
            "print": self.printing.choose_printer,
            "backups": self.caring.show,
            "new_library": self.moving.ask_for_new,
            "open_library": self.moving.choose,
            "sample_library": self.sample_asked.emit,
            "show_library": self.moving.show_folder,
            "quit": lambda: self._close(),
            "undo": self.filing.undo,
            "redo": self.filing.redo,
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
            "palette": lambda: self.commanding.toggle_palette(),
            "next_article": articles.select_next,
            "previous_article": articles.select_previous,
            "back": self.retracing.go_back,
            "forward": self.retracing.go_forward,
            "extend_next": articles.extend_next,
            "extend_previous": articles.extend_previous,
            "page_down": page.page_down,
            "page_up": page.page_up,
            "star": self.filing.star,
            "unread": self.filing.toggle_unread,
            "archive": self.filing.archive,
            "article_tags": self._open_article_tags,
            "more_like_this": self.likening.ask,
            "copy_link": self.linking.copy,
            "open_article": self._turn_to_page,
            "export_article": self.exporting.choose_file_for_chosen,
            "delete": self.filing.delete,
            "restore": self.filing.restore,
            "empty_bin": self.filing.empty_bin,
            "highlight": marking.highlight,
            "note": marking.note,
            "tags": marking.tags,
            "remove_highlight": marking.remove,
            "next_highlight": page.next_highlight,
            "previous_highlight": page.previous_highlight,
            "next_name": page.next_name,
            "previous_name": page.previous_name,
            "copy_quote": self.quoting.copy,
            "search_quote": self.quoting.search,
            "find_name": self.naming.find_chosen,
            "list_name": page.list_mention,
            "next_mention": page.next_alike,
            "previous_mention": page.previous_alike,
            "copy_name": self.naming.copy_name,
            "hide_kind": self.naming.hide_kind,
            **labels,
            "show_tag": self.tagging.show,
            "rename_tag": self.tagging.rename,
            "merge_tag": self.tagging.merge,
            **{f"tag_{colour}": partial(self.tagging.colour, colour) for colour in TAG_COLOURS},
            "delete_tag": self.tagging.delete,
            "theme_system": lambda: self._take_theme("system"),
            "theme_light": lambda: self._take_theme("light"),
            "theme_dark": lambda: self._take_theme("dark"),
            "theme_contrast": lambda: self._take_theme("contrast"),
            "sort_best": lambda: self.browsing.take_sort(Sort.RELEVANCE),
            "sort_newest": lambda: self.browsing.take_sort(Sort.DATE),
            "sort_source": lambda: self.browsing.take_sort(Sort.SOURCE),
            "headings": lambda: self.browsing.show_headings(not self.browsing.headings),
            "text_style": self.panes.page.ask_text_style,
            "collections": lambda: self.arrangement.toggle(Wing.COLLECTIONS),
            "side_bar": lambda: self.arrangement.toggle(Wing.SIDE_BAR),
            "focus_mode": lambda: self._turn_focus(),
            "next_pane": lambda: self.arrangement.step(1),
            "previous_pane": lambda: self.arrangement.step(-1),
            "shortcuts": lambda: self.commanding.show_shortcuts(),
            "search_language": lambda: self.commanding.show_search_language(),
            "preferences": lambda: self.choosing.show(),
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
        self._recent = actions.add_submenu(Menu.FILE, tr("Open Recent"), before="sample_library")
        desk.troubled.connect(self.show_trouble)
        desk.broke.connect(self.show_bug)
        self.caring.restore_asked.connect(self.restore_asked)
        self.choosing.changed.connect(self._take_settings)
        self.choosing.model_changed.connect(desk.use_names_model)
        self.standing.import_begun.connect(self.importing.follow)
        panes.strip.standing.not_read_asked.connect(self.importing.show_reports)
        panes.page.set_actions(actions.by_name)
        panes.list.set_actions(actions.by_name)
        panes.collections.set_actions(actions.by_name)
        panes.list.everything_asked.connect(lambda: self.browsing.take_shelf(Shelf.ALL))
        panes.side.notes.set_actions(actions.by_name)
        panes.list.set_row_actions(actions.named([*OF_A_ROW, "delete", "restore"]))
        panes.list.set_bulk_actions(actions.by_name)
        panes.list.chosen_changed.connect(self.offering.take_chosen)
        panes.collections.set_search_actions(actions.named(OF_A_SEARCH))
        panes.collections.search_removal_asked.connect(self.saving.remove)
        self.tagging.set_actions(actions.by_name)
        self.tagging.offer_changed.connect(self.offering.take_tag)
        self.tagging.list_asked.connect(self._show_list)
        self.saving.offer_changed.connect(self.offering.take_saving)
        self.offering.take_saving(saving=False, changing=False)
        panes.collections.files_asked.connect(self.importing.choose_files)
        panes.collections.folder_asked.connect(self.importing.choose_folder)
        panes.collections.theme_asked.connect(self._flip_theme)
        self.moving.library_asked.connect(self.library_asked)
        self.moving.new_library_asked.connect(self.new_library_asked)
        panes.list.searched.connect(self._keep_search)
        panes.list.history_cleared.connect(self._keep_searches)
        panes.list.help_asked.connect(self.commanding.show_search_language)
        panes.list.set_history(self.settings.searches)
        panes.side.left.connect(lambda: panes.page.view().setFocus())
        panes.page.article_tags_asked.connect(self._open_article_tags)
        panes.page.sidebar_asked.connect(lambda: self.arrangement.toggle(Wing.SIDE_BAR))
        panes.page.collections_asked.connect(lambda: self.arrangement.toggle(Wing.COLLECTIONS))
        self.marking.side_bar_asked.connect(self.arrangement.need_side_bar)
        self.browsing.article_opened.connect(self.arrangement.show_page)
        self.browsing.article_shown.connect(self.offering.take_article)
        self.browsing.counted.connect(self.offering.take_counts)
        self.browsing.counted.connect(self._take_counts)
        desk.changed.connect(self.offering.take_changes)
        desk.read(Library.undo_state).then(self.offering.take_changes)
        self.naming.side_bar_asked.connect(self.arrangement.need_side_bar)
        self.naming.list_asked.connect(self.arrangement.show_list)
        self.likening.list_asked.connect(self.arrangement.show_list)
        self.quoting.list_asked.connect(self._show_list)
        self.naming.hidden_changed.connect(self._keep_hidden)
        for asking in (self.commanding, panes.side):
            asking.article_asked.connect(lambda article: self.open_article(article, None))
        self.commanding.name_asked.connect(self.browsing.take_name)
        for signal in (self.commanding.list_asked, self.commanding.name_asked):
            signal.connect(lambda *_: self._show_list())
        self.commanding.chosen.connect(self._keep_choice)
        self.commanding.keys_asked.connect(lambda: self.choosing.show("keys"))
        self.naming.offer_changed.connect(self.offering.take_names)
        panes.page.hits_offered.connect(self.offering.take_hits)
        self.retracing.offer_changed.connect(self.offering.take_trail)
        panes.page.back_asked.connect(self.retracing.go_back)
        panes.page.forward_asked.connect(self.retracing.go_forward)
        panes.page.left.connect(self.arrangement.leave_focus)
        self.marking.last_label_changed.connect(self._keep_label)
        self.marking.labels_shown.connect(self.offering.take_labels)
        self.marking.labels_shown.connect(self.printing.take_labels)
        welcome = WelcomePane(self._look)
        welcome.files_asked.connect(self.importing.choose_files)
        welcome.folder_asked.connect(self.importing.choose_folder)
        welcome.sample_asked.connect(self.sample_asked)
        panes.page.set_welcome(welcome)
        self._look.changed.connect(self._show_theme)

    def _turn_focus(self) -> None:
        self.arrangement.toggle_focus()
        if self.arrangement.is_focused():
            key = self.actions_table["focus_mode"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            words = tr("Only the page: Escape leads back") if not key else ""
            self.panes.toasts.show_message(words or tr("Only the page: Escape or {key} leads back", key=key))

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

    def _turn_to_page(self) -> None:
        self.arrangement.show_page()
        self.panes.page.view().setFocus()

    def _open_article_tags(self) -> None:
        """Change the tags of the open article beside it; those of several chosen on a sheet."""
        chosen = self.panes.list.selected()
        if len(chosen) > 1:
            self.filing.tag(chosen, self._tags)
        elif self.panes.page.article() is not None:
            self.arrangement.need_side_bar()
            self.panes.side.open_article_tags()

    def _take_counts(self, collections: Collections) -> None:
        self._tags = tuple(each.tag.name for each in collections.tags)
        self.importing.set_known_tags(self._tags)

    def _keep_label(self, label: int) -> None:
        self.settings = replace(self.settings, last_label=label)

    def _keep_hidden(self, families: tuple[str, ...]) -> None:
        self.settings = replace(self.settings, hidden_families=families)

    def _take_settings(self, chosen: Settings) -> None:
        self.settings = chosen
        self.actions_table.use_shortcuts(Shortcuts(chosen.keys))
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

    def _close(self) -> None:
        self.close()

    def _keep_search(self, words: str) -> None:
        self._keep_searches(self.settings.with_search(words).searches)

    def _keep_choice(self, name: str) -> None:
        self.settings = self.settings.with_choice(name)
        self.settings_changed.emit(self.settings)

    def _show_list(self) -> None:
        self.arrangement.show_list()
        self.panes.list.focus_list()

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
