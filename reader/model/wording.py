"""The words of the program: `tr` for every sentence a user sees, and one table for expected troubles."""

import gettext
from functools import cache
from typing import Final

from reader.model.change import EditKind, EditMark
from reader.model.errors import ReaderError, Trouble


def tr(sentence: str, **values: object) -> str:
    """Give the sentence in the user's language, with `{name}` places filled from `values`."""
    words = _translation().gettext(sentence)
    return words.format(**values) if values else words


@cache
def _translation() -> gettext.NullTranslations:
    """Give the catalogue of the user's language, looked for on the disk only once."""
    return gettext.translation("pressmark", fallback=True)


TROUBLES: Final[dict[Trouble, tuple[str, str]]] = {
    Trouble.LIBRARY_IN_USE: (
        "The library {folder} is open in another Pressmark window.",
        "Use that window, or close it and try again.",
    ),
    Trouble.LIBRARY_MISSING: (
        "There is no library in {folder}.",
        "Choose another folder, or make a new library in an empty one.",
    ),
    Trouble.LIBRARY_EXISTS: (
        "The folder {folder} is not empty.",
        "Open the library in it, or choose an empty folder for a new one.",
    ),
    Trouble.LIBRARY_NEWER: (
        "The library {folder} was last used by a newer Pressmark (its format is {found}, ours is {known}).",
        "Update Pressmark to open it; nothing was changed.",
    ),
    Trouble.LIBRARY_FOREIGN: (
        "The file {path} is not a Pressmark library.",
        "Choose the folder of a library; the file was left as it is.",
    ),
    Trouble.LIBRARY_DAMAGED: (
        "The library file {path} is damaged.",
        "Restore the newest file of its folder “backups”; nothing was written.",
    ),
    Trouble.LIBRARY_LOCKED: (
        "Another program keeps the library file {path} locked.",
        "Close that program and try again; nothing was lost.",
    ),
    Trouble.FOLDER_READ_ONLY: (
        "Nothing can be written to {folder}.",
        "Allow writing to it, or choose another folder.",
    ),
    Trouble.DISK_FULL: (
        "There is no room left on the disk of {folder}.",
        "Make room and try again; what was stored before is safe.",
    ),
    Trouble.INDEX_DAMAGED: (
        "The search index was damaged and has been set aside.",
        "It is being made again from the library; until then only titles are searched.",
    ),
    Trouble.FILE_MISSING: ("The file is no longer there.", "Check its folder and import it again."),
    Trouble.FILE_UNREADABLE: ("The file could not be read.", "Check its permissions and import it again."),
    Trouble.FILE_EMPTY: ("The file is empty.", "There is nothing to import from it."),
    Trouble.FILE_BINARY: ("The file holds no text.", "Pressmark imports plain text for now."),
    Trouble.FILE_TOO_LARGE: ("The file is over 20 MB.", "Split it into articles and import those."),
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
        "A tag has 1 to 100 characters and no line breaks.",
    ),
    Trouble.DATE_INVALID: (
        "“{date}” is not a date.",
        "Write it as 2025-11-07, or with a time as 2025-11-07 08:44.",
    ),
    Trouble.UNDO_CHANGED: (
        "This cannot be undone: the same thing has been changed since ({what}).",
        "Change it back by hand; nothing was altered.",
    ),
    Trouble.EXPORT_FAILED: (
        "The file {path} could not be written.",
        "Choose another place and export again.",
    ),
    Trouble.RESOURCE_MISSING: (
        "A part of the program is missing: {name}.",
        "Install Pressmark again; your library is untouched.",
    ),
}
"""For each trouble: what happened, and the one next step."""


def trouble_words(error: ReaderError) -> tuple[str, str]:
    """Give the sentence and the next step of an expected trouble."""
    sentence, step = TROUBLES[error.code]
    try:
        return tr(sentence, **error.values), tr(step, **error.values)
    except KeyError:  # a value the sentence names was not given: the sentence still helps
        return tr(sentence), tr(step)


def reason_words(code: str, **values: object) -> str:
    """Give the sentence for the code of a problem, such as `file-empty` or `format-unsupported:PDF`."""
    name, _, detail = code.partition(":")
    sentence, _ = TROUBLES[Trouble(name)]
    return tr(sentence, format=detail, **values)


EDITS: Final[dict[EditKind, str]] = {
    EditKind.HIGHLIGHT: "Highlight",
    EditKind.HIGHLIGHT_LABEL: "Change of Label",
    EditKind.HIGHLIGHT_REMOVE: "Removal of Highlight",
    EditKind.HIGHLIGHT_TAG: "Tags of Highlight",
    EditKind.NOTE: "Note",
    EditKind.ARTICLE_TAG: "Tags",
    EditKind.STAR: "Star",
    EditKind.UNREAD: "Read or Unread",
    EditKind.BIN: "Move to Bin",
    EditKind.RESTORE: "Restore from Bin",
    EditKind.CORRECT: "Correction",
}


def edit_words(mark: EditMark) -> str:
    """Name an edit as the Undo menu shows it."""
    return tr(EDITS[mark.kind])
