"""Export: the annotations of the articles a query finds, written to a file that is whole or not there."""

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EACCES, EINVAL, EROFS
from pathlib import Path
from typing import Final
from uuid import uuid4

from reader.formats.markdown import article_notes
from reader.model.annotation import Label
from reader.model.article import Article
from reader.model.change import Progress
from reader.model.errors import NO_ROOM, ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.store import articles, imports
from reader.store.files.database import Database
from reader.store.user.tags import key_of

_TEMPORARY: Final = re.compile(r"\.pressmark-[0-9a-f]{32}")
_LEFT_BEHIND: Final = 3_600
"""Seconds after which nobody writes to a temporary file any longer."""


def export_markdown(
    db: Database, ids: Sequence[ArticleId], labels: Sequence[Label], path: Path
) -> Iterator[Progress]:
    """Write highlights, notes, tags, source and date of articles to `path`, in text order.

    Articles without annotations are left out, unless one alone is asked for. The last Progress counts
    the articles written.

    Raises:
        ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY` or `EXPORT_FAILED`; an older file then stays whole.
    """
    names = {label.number: label.name for label in labels}
    parts: list[str] = []
    for done, number in enumerate(ids, start=1):
        article = articles.article(db, number)
        if _is_annotated(db, article) or len(ids) == 1:
            parts.append(article_notes(article, names))
        if done % 100 == 0:
            yield Progress(done, len(ids), str(path))
    write_whole(path, parts)
    yield Progress(len(parts), len(ids), str(path))


def _is_annotated(db: Database, article: Article) -> bool:
    """Tell whether the user left something in an article: the tags of a whole import say nothing of it."""
    if article.highlights:
        return True
    given = imports.tags_of_imports(db, article.id) if article.tags else frozenset()
    return any(key_of(tag.name) not in given for tag in article.tags)


def write_whole(path: Path, parts: Iterable[str]) -> None:
    """Write a text file so that it is never seen half written.

    Raises:
        ReaderError: `DISK_FULL`, `FOLDER_READ_ONLY`, or `EXPORT_FAILED`, also for what is no ordinary file.
    """
    with _told(path):
        write_bytes_whole(path, "\n".join(parts).encode("utf-8", "replace"))


def write_bytes_whole(path: Path, data: bytes) -> None:
    """Write a file by a temporary one beside it. A link is followed, an existing file keeps its rights.

    Raises:
        ReaderError: as `write_whole`.
    """
    with _told(path):
        target = Path(os.path.realpath(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        rights = _rights(target)
        temporary = target.with_name(f".pressmark-{uuid4().hex}")
        try:
            with temporary.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            if rights is not None:
                temporary.chmod(rights)
            temporary.replace(target)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        _clear_leftovers(target.parent)


def _clear_leftovers(folder: Path) -> None:
    """Remove what programs that were killed in the middle of writing have left behind."""
    with suppress(OSError):
        for path in folder.glob(".pressmark-*"):
            if _TEMPORARY.fullmatch(path.name) and time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                path.unlink()


def _rights(target: Path) -> int | None:
    """Give the rights of a file that will be replaced; None when there is none yet.

    Raises:
        OSError: when it may not be replaced: a device, a folder, or a file that is protected.
    """
    try:
        facts = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(facts.st_mode):
        raise OSError(EINVAL, "not an ordinary file", str(target))
    if not facts.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(target, os.W_OK):
        raise PermissionError(EACCES, "protected", str(target))
    return stat.S_IMODE(facts.st_mode)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise ReaderError(Trouble.DISK_FULL, folder=path.parent) from error
        if isinstance(error, PermissionError) or error.errno == EROFS:
            raise ReaderError(Trouble.FOLDER_READ_ONLY, folder=path) from error
        raise ReaderError(Trouble.EXPORT_FAILED, path=path) from error
