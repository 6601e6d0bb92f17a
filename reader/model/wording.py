"""The words of the program: `tr` for every sentence a user sees, and one table for expected troubles."""

import gettext
import re
from functools import cache
from typing import Final

from reader.model.change import EditKind, EditMark
from reader.model.errors import ReaderError, Trouble

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_TURNS: Final = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Signs that run from right to left, or that change the direction of what follows them."""


def tr(sentence: str, **values: object) -> str:
    """Give the sentence in the user's language, with `{name}` places filled from `values`, isolated."""
    words = _translation().gettext(sentence)
    if not values:
        return words
    return words.format(**{name: _apart(value) for name, value in values.items()})


def isolated(words: str) -> str:
    """Make words of an article or of the user safe to stand in a line with others.

    Words that run from right to left get invisible signs around them that keep them from turning their
    neighbours; the same signs within them are paired. Other words stay as they are.
    """
    if words.isascii() or not _TURNS.search(words):
        return words
    depth, inner = 0, []
    for sign in words:
        if sign == _END_ISOLATE:
            if not depth:
                continue  # it would end our own
            depth -= 1
        elif sign in "\u2066\u2067\u2068":
            depth += 1
        inner.append(sign)
    return f"{_ISOLATE}{''.join(inner)}{_END_ISOLATE * (depth + 1)}"


def joined(separator: str, *parts: str) -> str:
    """Put pieces that are not empty into one line, each of them isolated."""
    return separator.join(isolated(part) for part in parts if part)


def paired(cut: str, ellipsis: str = "…") -> str:
    """Mend a line whose middle gave way to an ellipsis: isolates end where their words were cut."""
    head, mark, tail = cut.partition(ellipsis)
    if not mark:
        return cut
    opened = head.count(_ISOLATE) - head.count(_END_ISOLATE)
    closed = tail.count(_END_ISOLATE) - tail.count(_ISOLATE)
    return f"{head}{_END_ISOLATE * max(0, opened)}{mark}{_ISOLATE * max(0, closed)}{tail}"


def _apart(value: object) -> object:
    """Isolate what is put into a sentence; numbers keep their own ways of being written."""
    if isinstance(value, int | float):
        return value
    return isolated(str(value))


@cache
def _translation() -> gettext.NullTranslations:
    """Give the catalogue of the user's language, looked for on the disk only once."""
    return gettext.translation("pressmark", fallback=True)


TROUBLES: Final[dict[Trouble, tuple[str, str]]] = {
    Trouble.LIBRARY_IN_USE: (
        "The library {folder} is open in another Pressmark.",
        "Go on there, or wait until it is done or closed, and try again.",
    ),
    Trouble.LIBRARY_MISSING: (
        "There is no library in {folder}.",
        "Choose another folder, or make a new library in an empty one.",
    ),
    Trouble.LIBRARY_EXISTS: (
        "The folder {folder} is not empty: no new library can be made in it.",
        "Choose an empty folder, or open the library that lies in this one.",
    ),
    Trouble.LIBRARY_NEWER: (
        "The library {folder} was last used by a newer Pressmark (its format is {found}, ours is {known}).",
        "Update Pressmark to open it; nothing was changed.",
    ),
    Trouble.LIBRARY_FOREIGN: (
        "{path} is not the file of a Pressmark library.",
        "Choose the folder of a library; nothing was changed in this one.",
    ),
    Trouble.LIBRARY_DAMAGED: (
        "The library file {path} is damaged.",
        "There is no backup: put a copy of your own in its place, or make a new library elsewhere.",
    ),
    Trouble.LIBRARY_LOCKED: (
        "Another program keeps the library file {path} locked.",
        "Close that program and try again; what was stored before is safe.",
    ),
    Trouble.LIBRARY_UNREADABLE: (
        "The library in {folder} may not be read.",
        "Allow opening its folder and reading its files, or choose another library.",
    ),
    Trouble.FOLDER_READ_ONLY: (
        "Nothing can be written to {folder}.",
        "Allow writing to it, or choose another place.",
    ),
    Trouble.FOLDER_BLOCKED: (
        "{folder} should be a folder, but a file of that name is in its place.",
        "Move the file elsewhere and try again; it was left as it is.",
    ),
    Trouble.DISK_FULL: (
        "There is no room left on the disk of {folder}.",
        "Make room and try again; what was stored before is safe.",
    ),
    Trouble.BACKUP_DAMAGED: (
        "The backup {path} is damaged.",
        "Choose another backup; your library is as it was.",
    ),
    Trouble.BACKUP_MISSING: (
        "There is no backup {path}.",
        "“pressmark backups” lists those there are.",
    ),
    Trouble.LIBRARY_BUSY: (
        "Another Pressmark command is working on the library {folder}.",
        "Try again when it has finished.",
    ),
    Trouble.LINK_ELSEWHERE: (
        "The link leads to the library {folder}, which you have not opened before.",
        "If you trust it, open that library first, then the link.",
    ),
    Trouble.LINK_INVALID: (
        "“{link}” is not a link to an article.",
        "A link looks like pressmark://article/12?annotation=3.",
    ),
    Trouble.WINDOW_UNREACHABLE: (
        "The library {folder} is open in a window, which commands cannot reach on this system.",
        "Close the window and try again.",
    ),
    Trouble.REQUEST_TOO_LONG: (
        "That is too much for the open window at once.",
        "Name a folder instead of its files, or close the window.",
    ),
    Trouble.WINDOW_SILENT: (
        "The window that has the library {folder} open gave no answer.",
        "Look at the window, or close it and try again.",
    ),
    Trouble.INDEX_DAMAGED: (
        "The search index cannot be used.",
        "An import, or opening the window, makes it again; until then only titles are searched.",
    ),
    Trouble.FILE_MISSING: ("The file is not there.", "Check its name and its folder, and import it again."),
    Trouble.FILE_UNREADABLE: (
        "The file could not be read.",
        "Check that it is a file and that you may read it, and import it again.",
    ),
    Trouble.NAMES_DAMAGED: (
        "The names found in articles were damaged and have been set aside.",
        "They are being found again; nothing else was lost.",
    ),
    Trouble.MODEL_MISSING: (
        "The model that recognises names is not there ({folder}).",
        "Install Pressmark again, or “make model-md” for the larger model; all else works without names.",
    ),
    Trouble.MODEL_DAMAGED: (
        "The model that recognises names is damaged ({folder}).",
        "Install Pressmark again, or “make model-md” for the larger model; all else works without names.",
    ),
    Trouble.FILE_EMPTY: ("The file is empty.", "There is nothing to import from it."),
    Trouble.FILE_BINARY: ("The file holds no text.", "Pressmark imports plain text for now."),
    Trouble.FILE_TOO_LARGE: ("The file is over 20 MB.", "Split it into articles and import those."),
    Trouble.FILE_STOPPED_READER: (
        "Reading the file stopped the program twice, so it is left out.",
        "Change the file, such as by saving it anew as plain text, and import it again.",
    ),
    Trouble.FORMAT_UNSUPPORTED: (
        "{format} is not supported yet.",
        "Save the article as plain text and import that.",
    ),
    Trouble.ARTICLE_MISSING: (
        "There is no article {article} in this library.",
        "It may have been deleted; search for it again.",
    ),
    Trouble.HIGHLIGHT_MISSING: (
        "The highlight is no longer there.",
        "It may have been removed or undone; open the article again.",
    ),
    Trouble.BATCH_MISSING: ("There is no import {batch} in this library.", "Open the list of imports again."),
    Trouble.SPAN_INVALID: (
        "The passage {start}–{end} cannot be marked in a text of {length} characters.",
        "Choose a start before the end, inside the text and between whole characters.",
    ),
    Trouble.LABEL_INVALID: ("There is no label {label}.", "Labels are numbered from 1 to 8."),
    Trouble.TAG_INVALID: (
        "“{tag}” cannot be a tag.",
        "A tag has 1 to 100 characters, at least one that can be seen, and no control characters.",
    ),
    Trouble.TAG_MISSING: (
        "Nothing bears the tag “{tag}”.",
        "It may have been renamed or deleted; look at the list of tags.",
    ),
    Trouble.TAG_EXISTS: (
        "There is a tag “{tag}” already.",
        "Merge the two, or choose another name.",
    ),
    Trouble.DATE_INVALID: (
        "“{date}” is not a date.",
        "Write it as 2025-11-07, or with a time as 2025-11-07 08:44.",
    ),
    Trouble.SEARCH_MISSING: (
        "There is no saved search “{name}”.",
        "“pressmark searches” lists those there are.",
    ),
    Trouble.SEARCH_EXISTS: (
        "There is a saved search “{name}” already.",
        "Give this one another name.",
    ),
    Trouble.SEARCH_NAME_INVALID: (
        "“{name}” cannot name a search.",
        "A name has 1 to 100 characters, at least one that can be seen, and no control characters.",
    ),
    Trouble.SEARCH_EMPTY: (
        "There is nothing to search for in this.",
        "Type words or filters first.",
    ),
    Trouble.UNDO_CHANGED: (
        "This cannot be undone: the same thing has been changed since ({what}).",
        "Change it back by hand; nothing was altered.",
    ),
    Trouble.EXPORT_FAILED: (
        "The file {path} could not be written.",
        "Choose another place and try again.",
    ),
    Trouble.OUTPUT_FAILED: (
        "The answer could not be written to standard output.",
        "Open it again, or make room where it leads, and ask once more; what is stored is safe.",
    ),
    Trouble.NAMES_STOPPED: (
        "Finding the names in this article stopped the program twice, so they are not shown.",
        "Everything else works with it.",
    ),
    Trouble.WORK_STOPPED: (
        "This stopped the work in the background twice, so it is left out.",
        "Everything else goes on. “Left out”, at the foot of the window, has a way to try it again.",
    ),
    Trouble.WORKER_FAILED: (
        "The part of Pressmark that imports, indexes and exports stopped and did not come back.",
        "Restart Pressmark to go on with it; what was stored is safe.",
    ),
    Trouble.RESOURCE_MISSING: (
        "A part of the program is missing: {name}.",
        "Install Pressmark again; your library is untouched.",
    ),
}
"""For each trouble: what happened, and the one next step."""

_BETTER_STEPS: Final[dict[tuple[Trouble, str], str]] = {
    (Trouble.LIBRARY_DAMAGED, "backup"): (
        "Restore its backup {backup}: the window offers it, and so does “pressmark restore latest”."
    ),
}
"""Steps that only a known value makes possible: trouble and name of the value."""


_HELD_UP: Final[dict[Trouble, str]] = {
    Trouble.DISK_FULL: (
        "There is no room left on the disk of {folder}: make room, and what waits is stored by itself."
    ),
    Trouble.LIBRARY_LOCKED: (
        "Another program keeps the library file {path} locked: close it, and what waits is stored by itself."
    ),
    Trouble.FOLDER_READ_ONLY: (
        "Nothing can be written to {folder}: allow it, and what waits is stored by itself."
    ),
}
"""For each trouble that passes: what keeps something from being stored, and what to do about it."""


def held_up_words(error: ReaderError) -> str:
    """Give the sentence for what keeps something from being stored, for a trouble that passes."""
    sentence = _HELD_UP[error.code]
    try:
        return tr(sentence, **error.values)
    except KeyError:  # a value the sentence names was not given: the sentence still helps
        return tr(sentence)


def trouble_words(error: ReaderError) -> tuple[str, str]:
    """Give the sentence and the next step of an expected trouble."""
    sentence, step = TROUBLES[error.code]
    for (code, name), better in _BETTER_STEPS.items():
        if code is error.code and error.values.get(name):
            step = better
    try:
        return tr(sentence, **error.values), tr(step, **error.values)
    except KeyError:  # a value the sentence names was not given: the sentence still helps
        return tr(sentence), tr(step)


def reason_words(code: str, **values: object) -> str:
    """Give the sentence for the code of a problem, such as `file-empty` or `format-unsupported:PDF`."""
    name, _, detail = code.partition(":")
    sentence, _ = TROUBLES[Trouble(name)]
    return tr(sentence, format=detail, **values)


NOTES: Final[dict[str, str]] = {
    "no-words": "There is no word in this to look for: a word has letters or digits.",
    "unclosed-quote": "The quotation mark is not closed: searched up to the end.",
    "unclosed-parenthesis": "A parenthesis is not closed: searched as if it ended with the words.",
    "lone-operator": "AND, OR or NOT stands without a word beside it and was left out.",
    "unopened-parenthesis": "A parenthesis closes that was never opened: it was left out.",
    "lone-star": "A * stands alone: put the beginning of a word before it.",
    "star-inside": "In scripts without blanks a * or ? inside was read as a blank.",
    "unknown-field": "No field “{detail}:”: searched as words.",
    "lone-field": "Nothing right behind “{detail}:”: searched as a word.",
    "bad-value": "“{detail}” is not known: searched as words.",
    "bad-pattern": "Not a regular expression: its words were searched.",
    "pattern-wrong": "Not a regular expression: {detail}.",
    "pattern-long": "This regular expression is too long: 500 signs are the most.",
    "pattern-large": "The numbers in braces are too large for a regular expression.",
    "find-stopped": "Out of time: there may be more hits than are outlined.",
    "too-many-patterns": "Too many regular expressions: the last were searched as words.",
    "pattern-in-field": "No regular expression behind a field: its words were searched.",
    "pattern-stopped": "Out of time: only the newest {detail} articles were looked through.",
    "like-missing": "There is no article {detail}: nothing can be like it.",
    "like-nothing": "No word tells this text from the others: nothing can be found by its likeness.",
    "near-words": "NEAR stands between words and phrases: searched without it.",
    "near-far": "Words near each other may be {detail} words apart at most: searched so.",
    "many-words-wrong": "~ stands behind a single word: searched without it.",
    "too-deep": "There are too many parentheses within each other: the inner ones were left out.",
    "too-many-words": "There are too many words: only the first ones were searched.",
}
"""For each code of what could not be read in the words of a search: what was done instead."""

_NOTE_UNKNOWN: Final = "Not all of the words could be read: searched with the rest."


def note_words(note: str) -> str:
    """Give the sentence for a code of what could not be read in the words of a search.

    What it is about may stand behind the code and a colon.
    """
    code, _, detail = note.partition(":")
    return tr(NOTES.get(code, _NOTE_UNKNOWN), detail=" ".join(detail.split()))


DOUBTS: Final[dict[str, str]] = {
    "day-first-assumed": "Read as day/month; the file does not say.",
    "day-first-by-source": "Read as day/month, as others of its source.",
    "month-first-by-source": "Read as month/day, as others of its source.",
    "date-conflict": "Another line of the file says {detail}.",
    "title-from-name": "Made from the file’s name or first words.",
    "encoding-guessed": "Guessed: some letters may be wrong.",
}
"""For each code of what a reader was not sure of: one sentence beside the fact it is about."""


def doubt_words(code: str, detail: str = "") -> str:
    """Give the sentence for what a reader was not sure of; `detail` is worded by whoever asks."""
    return tr(DOUBTS[code], detail=detail)


EDITS: Final[dict[EditKind, str]] = {
    EditKind.HIGHLIGHT: "Highlight",
    EditKind.HIGHLIGHT_LABEL: "Change of Label",
    EditKind.HIGHLIGHT_REMOVE: "Removal of Highlight",
    EditKind.HIGHLIGHT_TAG: "Tags of Highlight",
    EditKind.NOTE: "Note",
    EditKind.ARTICLE_TAG: "Tags",
    EditKind.TAG_RENAME: "Renaming of Tag",
    EditKind.TAG_MERGE: "Merging of Tags",
    EditKind.TAG_COLOUR: "Colour of Tag",
    EditKind.TAG_REMOVE: "Deletion of Tag",
    EditKind.STAR: "Star",
    EditKind.UNREAD: "Read or Unread",
    EditKind.ARCHIVE: "Archive",
    EditKind.BIN: "Move to Bin",
    EditKind.RESTORE: "Restore from Bin",
    EditKind.CORRECT: "Correction",
    EditKind.SEARCH: "Saving of Search",
    EditKind.SEARCH_CHANGE: "Change of Saved Search",
    EditKind.SEARCH_MOVE: "Order of Saved Searches",
    EditKind.SEARCH_REMOVE: "Deletion of Saved Search",
}


def edit_words(mark: EditMark) -> str:
    """Name an edit as the Undo menu shows it."""
    return tr(EDITS[mark.kind])


def job_words(name: str) -> str:
    """Name a long job by its verb."""
    return {
        "import_files": tr("Importing"),
        "read_parcels": tr("Importing"),
        "catch_up": tr("Making articles searchable"),
        "repair_index": tr("Making articles searchable"),
        "rebuild_index": tr("Making articles searchable"),
        "export": tr("Exporting"),
        "backup": tr("Backing up"),
    }.get(name, name)
