"""The expected troubles: each a code with its values. Anything else that is raised is a bug of ours."""

from enum import StrEnum
from errno import EDQUOT, EFBIG, ENOSPC
from typing import Final


class Trouble(StrEnum):
    """What may go wrong in daily use; `wording` has a sentence and a next step for each."""

    LIBRARY_IN_USE = "library-in-use"
    LIBRARY_MISSING = "library-missing"
    LIBRARY_EXISTS = "library-exists"
    LIBRARY_NEWER = "library-newer"
    LIBRARY_FOREIGN = "library-foreign"
    LIBRARY_DAMAGED = "library-damaged"
    LIBRARY_LOCKED = "library-locked"
    LIBRARY_UNREADABLE = "library-unreadable"
    FOLDER_READ_ONLY = "folder-read-only"
    FOLDER_BLOCKED = "folder-blocked"
    DISK_FULL = "disk-full"
    BACKUP_DAMAGED = "backup-damaged"
    BACKUP_MISSING = "backup-missing"
    LIBRARY_BUSY = "library-busy"
    LINK_ELSEWHERE = "link-elsewhere"
    LINK_INVALID = "link-invalid"
    WINDOW_SILENT = "window-silent"
    WINDOW_UNREACHABLE = "window-unreachable"
    REQUEST_TOO_LONG = "request-too-long"
    INDEX_DAMAGED = "index-damaged"
    NAMES_DAMAGED = "names-damaged"
    MODEL_MISSING = "model-missing"
    MODEL_DAMAGED = "model-damaged"
    FILE_MISSING = "file-missing"
    FILE_UNREADABLE = "file-unreadable"
    FILE_EMPTY = "file-empty"
    FILE_BINARY = "file-binary"
    FILE_TOO_LARGE = "file-too-large"
    FILE_STOPPED_READER = "file-stopped-reader"
    FORMAT_UNSUPPORTED = "format-unsupported"
    ARTICLE_MISSING = "article-missing"
    HIGHLIGHT_MISSING = "highlight-missing"
    BATCH_MISSING = "batch-missing"
    SPAN_INVALID = "span-invalid"
    LABEL_INVALID = "label-invalid"
    TAG_INVALID = "tag-invalid"
    TAG_MISSING = "tag-missing"
    TAG_EXISTS = "tag-exists"
    DATE_INVALID = "date-invalid"
    SEARCH_MISSING = "search-missing"
    SEARCH_EXISTS = "search-exists"
    SEARCH_NAME_INVALID = "search-name-invalid"
    SEARCH_EMPTY = "search-empty"
    UNDO_CHANGED = "undo-changed"
    EXPORT_FAILED = "export-failed"
    OUTPUT_FAILED = "output-failed"
    NAMES_STOPPED = "names-stopped"
    WORK_STOPPED = "work-stopped"
    WORKER_FAILED = "worker-failed"
    RESOURCE_MISSING = "resource-missing"


PASSING: Final = frozenset({Trouble.DISK_FULL, Trouble.LIBRARY_LOCKED, Trouble.FOLDER_READ_ONLY})
"""Troubles that pass: room is made, another program lets go."""

NO_ROOM: Final = frozenset({ENOSPC, EDQUOT, EFBIG})
"""Errors of the system that mean `DISK_FULL`: no room on the disk, in the user's share, in a file."""


class ReaderError(Exception):
    """An expected trouble: told to the user in one sentence with the next step, never as a crash.

    `values` are what the sentence names: a path, a number, a name.
    """

    def __init__(self, code: Trouble, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value}" for key, value in self.values.items())
        return f"{self.code}: {details}" if details else str(self.code)


class InterruptedWork(Exception):  # noqa: N818 (not an error: somebody asked for it)
    """Raised inside a verb that found its answer is no longer wanted; never shown."""
