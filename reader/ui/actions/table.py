"""The one table of actions: menus, tips, shortcuts, the palette and the shortcut sheet are made from it."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from reader.model.article import TAG_COLOURS


class Menu(StrEnum):
    """The menus, in their order; `&` stands before the letter that opens one with Alt."""

    FILE = "&File"
    EDIT = "&Edit"
    SEARCH = "&Search"
    ARTICLE = "&Article"
    MARK = "&Mark"
    TAG = "&Tag"
    VIEW = "&View"
    HELP = "&Help"


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action: its name in the program, its words, keys, icon and place; `gap` puts a line before it.

    `&` in the words stands before the letter that chooses it in its menu; without one, a free letter is
    found. `choice` names a set of actions of which one is in force, such as the themes; `dot` a colour that
    stands in the place of an icon.
    """

    name: str
    words: str
    menu: Menu
    keys: tuple[str, ...] = ()
    icon: str = ""
    gap: bool = False
    checkable: bool = False
    choice: str = ""
    dot: str = ""

    @property
    def also(self) -> str:
        """Other words by which somebody may look for it."""
        return _ALSO.get(self.name, "")


ACTIONS: Final = (
    ActionRow("import_files", "Import Files…", Menu.FILE, ("Ctrl+O",), "file-plus"),
    ActionRow("import_folder", "Import a Folder…", Menu.FILE, ("Ctrl+Shift+O",), "folder-plus"),
    ActionRow("imports", "Past Imports…", Menu.FILE, (), "history"),
    ActionRow("export", "Export Highlights and Notes…", Menu.FILE, ("Ctrl+E",), "file-down"),
    ActionRow("save_pdf", "Save Article as PDF…", Menu.FILE, (), "file-text"),
    ActionRow("print", "Print…", Menu.FILE, ("Ctrl+P",)),
    ActionRow("backups", "Backups…", Menu.FILE, (), "archive"),
    ActionRow("new_library", "New Library…", Menu.FILE, (), "library", gap=True),
    ActionRow("open_library", "Open Library…", Menu.FILE, (), "folder-open"),
    ActionRow("sample_library", "Open the Sample Library", Menu.FILE, (), "book-open"),
    ActionRow("show_library", "Show Where the Library Lies", Menu.FILE, (), "folder"),
    ActionRow("quit", "&Quit", Menu.FILE, ("Ctrl+Q",), "log-out", gap=True),
    ActionRow("undo", "&Undo", Menu.EDIT, ("Ctrl+Z",), "undo-2"),
    ActionRow("redo", "&Redo", Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2"),
    ActionRow("search", "Search Articles", Menu.EDIT, ("/", "Ctrl+Shift+F"), "search", gap=True),
    ActionRow("find", "Find in the Article", Menu.EDIT, ("Ctrl+F",), "file-text"),
    ActionRow("next_hit", "Next Hit on the Page", Menu.EDIT, ("F3", "Ctrl+G"), "chevron-down"),
    ActionRow(
        "previous_hit", "Previous Hit on the Page", Menu.EDIT, ("Shift+F3", "Ctrl+Shift+G"), "chevron-up"
    ),
    ActionRow("palette", "Command Palette…", Menu.EDIT, ("Ctrl+K",), "command"),
    ActionRow("preferences", "Preferences…", Menu.EDIT, ("Ctrl+,",), "settings-2", gap=True),
    ActionRow("save_search", "Save This Search…", Menu.SEARCH, ("Ctrl+D",), "bookmark"),
    ActionRow("rename_search", "Rename Saved Search", Menu.SEARCH, ("F2",), "pencil", gap=True),
    ActionRow("change_search", "Change Saved Search…", Menu.SEARCH),
    ActionRow("search_up", "Move Saved Search Up", Menu.SEARCH, ("Alt+Up",), "chevron-up"),
    ActionRow("search_down", "Move Saved Search Down", Menu.SEARCH, ("Alt+Down",), "chevron-down"),
    ActionRow("delete_search", "Delete Saved Search", Menu.SEARCH, (), "trash-2"),
    ActionRow("next_article", "Next Article", Menu.ARTICLE, ("J",), "chevron-down"),
    ActionRow("previous_article", "Previous Article", Menu.ARTICLE, ("K",), "chevron-up"),
    ActionRow("back", "Back", Menu.ARTICLE, ("Alt+Left", "Back"), "chevron-left"),
    ActionRow("forward", "Forward", Menu.ARTICLE, ("Alt+Right", "Forward"), "chevron-right"),
    ActionRow("extend_next", "Choose the Next Too", Menu.ARTICLE, ("Shift+J",)),
    ActionRow("extend_previous", "Choose the One Before Too", Menu.ARTICLE, ("Shift+K",)),
    ActionRow("page_down", "Page On", Menu.ARTICLE, ("Space",)),
    ActionRow("page_up", "Page Back", Menu.ARTICLE, ("Shift+Space",)),
    ActionRow("open_article", "Open Article", Menu.ARTICLE, (), "book-open", gap=True),
    ActionRow("star", "Star", Menu.ARTICLE, ("S",), "star"),
    ActionRow("unread", "Mark as Read or Unread", Menu.ARTICLE, ("U",), "mail"),
    ActionRow("archive", "Archive", Menu.ARTICLE, ("A",), "archive"),
    ActionRow("article_tags", "Tags of the Article…", Menu.ARTICLE, ("Shift+T",), "tag"),
    ActionRow("more_like_this", "More Like This", Menu.ARTICLE, ("M",), "list-filter"),
    ActionRow("copy_link", "Copy Link", Menu.ARTICLE, ("Ctrl+Shift+C",), "link"),
    ActionRow("export_article", "E&xport Its Highlights and Notes…", Menu.ARTICLE, (), "file-down"),
    ActionRow("delete", "Move to the Bin", Menu.ARTICLE, ("Del",), "trash-2", gap=True),
    ActionRow("restore", "Restore from the Bin", Menu.ARTICLE, (), "rotate-ccw"),
    ActionRow("empty_bin", "Empty the &Bin…", Menu.ARTICLE),
    ActionRow("highlight", "Highlight", Menu.MARK, ("H",), "highlighter"),
    ActionRow("note", "Write a Note", Menu.MARK, ("N",), "sticky-note"),
    ActionRow("tags", "Tags of the Highlight", Menu.MARK, ("T",), "tags"),
    ActionRow("remove_highlight", "Remove Highlight", Menu.MARK, ("Backspace",), "x"),
    ActionRow("copy_quote", "Copy Quote", Menu.MARK, (), "copy"),
    ActionRow("search_quote", "Search for Its Words", Menu.MARK, (), "search"),
    ActionRow("next_highlight", "Next Highlight", Menu.MARK, ("]",), gap=True),
    ActionRow("previous_highlight", "Previous Highlight", Menu.MARK, ("[",)),
    ActionRow("next_name", "Next Name", Menu.MARK, ("E",), gap=True),
    ActionRow("previous_name", "Previous Name", Menu.MARK, ("Shift+E",)),
    ActionRow("next_mention", "Next Mention of It", Menu.MARK, ("G",), "chevron-down"),
    ActionRow("previous_mention", "Previous Mention of It", Menu.MARK, ("Shift+G",), "chevron-up"),
    ActionRow("find_name", "Find All Articles That Name It", Menu.MARK, (), "search"),
    ActionRow("list_name", "Show in the List of Entities", Menu.MARK, (), "panel-right"),
    ActionRow("copy_name", "Copy Name", Menu.MARK, (), "copy"),
    ActionRow("hide_kind", "Hide Names of This Kind", Menu.MARK),
    *(
        ActionRow(f"label_{n}", f"Highlight with Label &{n}", Menu.MARK, (str(n),), gap=n == 1)
        for n in range(1, 9)
    ),
    ActionRow("show_tag", "Show Articles with the Tag", Menu.TAG, (), "newspaper"),
    ActionRow("rename_tag", "Rename Tag…", Menu.TAG, (), "pencil"),
    ActionRow("merge_tag", "Merge Tag into…", Menu.TAG, (), "tags"),
    *(
        ActionRow(f"tag_{colour}", f"Colour the Tag {colour.title()}", Menu.TAG, dot=colour, gap=not place)
        for place, colour in enumerate(TAG_COLOURS)
    ),
    ActionRow("delete_tag", "Delete Tag", Menu.TAG, (), "trash-2", gap=True),
    ActionRow("theme_system", "System Theme", Menu.VIEW, checkable=True, choice="theme"),
    ActionRow("theme_light", "Light Theme", Menu.VIEW, checkable=True, choice="theme"),
    ActionRow("theme_dark", "Dark Theme", Menu.VIEW, checkable=True, choice="theme"),
    ActionRow("theme_contrast", "High Contrast Theme", Menu.VIEW, checkable=True, choice="theme"),
    ActionRow("sort_best", "Order: Best Match First", Menu.VIEW, gap=True),
    ActionRow("sort_newest", "Order: Newest First", Menu.VIEW),
    ActionRow("sort_source", "Order: By Source", Menu.VIEW),
    ActionRow("headings", "Headings in the List", Menu.VIEW, ("Shift+H",)),
    ActionRow("text_style", "Look of the Text", Menu.VIEW, (), "a-large-small", gap=True),
    ActionRow("larger_text", "Larger Text", Menu.VIEW, ("Ctrl++", "Ctrl+=")),
    ActionRow("smaller_text", "Smaller Text", Menu.VIEW, ("Ctrl+-",)),
    ActionRow("usual_text", "Usual Text Size", Menu.VIEW, ("Ctrl+0",)),
    ActionRow("collections", "Collections", Menu.VIEW, ("F8",), gap=True, checkable=True),
    ActionRow("side_bar", "Side Bar", Menu.VIEW, ("F9",), checkable=True),
    ActionRow("focus_mode", "Focus Mode", Menu.VIEW, ("F11",), checkable=True),
    ActionRow("next_pane", "Next Pane", Menu.VIEW, ("F6",), gap=True),
    ActionRow("previous_pane", "Previous Pane", Menu.VIEW, ("Shift+F6",)),
    ActionRow("shortcuts", "Keyboard Shortcuts", Menu.HELP, ("?",)),
    ActionRow("search_language", "Search Language", Menu.HELP, (), "circle-help"),
    ActionRow("about", "About Pressmark", Menu.HELP, (), "info"),
)

_ALSO: Final = MappingProxyType(
    {
        "import_files": "add open files",
        "import_folder": "add directory",
        "imports": "history reports undo import",
        "export": "save markdown quotes",
        "save_pdf": "export print paper",
        "print": "paper pdf",
        "backups": "restore copy safety",
        "new_library": "create",
        "open_library": "switch",
        "sample_library": "demo examples",
        "show_library": "folder location files",
        "quit": "exit close",
        "search": "find look up",
        "preferences": "settings options",
        "back": "history previous read",
        "forward": "history next read",
        "page_down": "scroll forward",
        "page_up": "scroll backward",
        "archive": "done file away",
        "extend_next": "select several more down",
        "extend_previous": "select several more up",
        "star": "favourite bookmark",
        "unread": "seen new",
        "article_tags": "labels keywords",
        "copy_link": "address",
        "open_article": "read page",
        "export_article": "save markdown quotes this article",
        "delete": "trash remove",
        "restore": "recover undelete",
        "empty_bin": "trash purge",
        "highlight": "mark underline",
        "note": "annotate comment",
        "remove_highlight": "delete unmark",
        "next_name": "entity",
        "previous_name": "entity",
        "find_name": "entity",
        "next_mention": "entity same",
        "previous_mention": "entity same",
        "list_name": "entity side bar",
        "copy_name": "entity",
        "hide_kind": "entity type legend",
        "copy_quote": "clipboard text passage",
        "search_quote": "look up phrase find passage",
        "rename_tag": "label keyword name",
        "merge_tag": "join unite combine",
        "delete_tag": "remove label",
        "theme_system": "automatic follow",
        "theme_light": "day white",
        "theme_dark": "night black",
        "larger_text": "zoom in bigger font",
        "smaller_text": "zoom out font",
        "usual_text": "reset zoom font",
        "collections": "left pane shelves tags",
        "side_bar": "right pane notes",
        "focus_mode": "distraction free zen only the page",
        "shortcuts": "help keys hotkeys bindings",
        "search_language": "help syntax operators query",
        "about": "version licence",
        "sort_best": "sort rank relevance",
        "sort_newest": "sort date day time",
        "sort_source": "sort newspaper agency",
        "headings": "group by day source",
        "text_style": "font size width sepia justified",
        "theme_contrast": "accessible black white",
    }
)
