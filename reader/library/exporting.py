"""Export: the annotations of the articles a query finds, written to a file that is whole or not there."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path

from reader.formats.markdown import article_notes
from reader.model.annotation import Label
from reader.model.article import Article
from reader.model.change import Progress
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.store import articles
from reader.store.database import Database


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
        if is_annotated(article) or len(ids) == 1:
            parts.append(article_notes(article, names))
        if done % 100 == 0:
            yield Progress(done, len(ids), str(path))
    write_whole(path, parts)
    yield Progress(len(parts), len(ids), str(path))


def is_annotated(article: Article) -> bool:
    """Tell whether the user left something in an article that an export should carry."""
    return bool(article.highlights or article.tags)


def write_whole(path: Path, parts: Iterable[str]) -> None:
    """Write a text file by a temporary one beside it, so that it is never seen half written."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".pressmark-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write("\n".join(parts))
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        if error.errno in (ENOSPC, EDQUOT):
            raise ReaderError(Trouble.DISK_FULL, folder=path.parent) from error
        if isinstance(error, PermissionError):
            raise ReaderError(Trouble.FOLDER_READ_ONLY, folder=path.parent) from error
        raise ReaderError(Trouble.EXPORT_FAILED, path=path) from error
