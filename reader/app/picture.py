"""A picture of the real window, with a description of what its widgets show."""

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QPoint, QRectF

from reader import places, settings
from reader.app.stage import Scene, Stage
from reader.library.exporting import write_bytes_whole, write_whole
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.mention import Recognition
from reader.ui.main_window import MainWindow


def draw(folder: Path, path: Path, scene: Scene, *, query: str = "", article: ArticleId | None = None) -> int:
    """Draw the window on the library in `folder` into `path`, and describe it in `path`.json.

    Nothing in the library changes by it, not even what counts as read; but its index is brought up to date
    and the names of the article are found first, when nobody holds the library. Gives how many changes the
    index has yet to hear of.

    Raises:
        ReaderError: when the library or the article is not there, or the picture cannot be written.
    """
    waiting = _prepare(folder, article)
    with Stage(folder, scene, reading_only=True) as stage:
        stage.settle()
        if query:
            stage.ask(query)
        if article is not None:
            stage.window.browsing.open_article(article)
            stage.window.panes.list.select(article)
            stage.settle()
        save(stage, path)
    return waiting


def _prepare(folder: Path, article: ArticleId | None) -> int:
    """Do what is still to be done for the picture, if that may be; tell how far behind the index stays."""
    with closing(Library.open(folder, writable=False)) as library:
        nameless = article is not None and library.names(article).state is Recognition.WAITING
        if not library.waiting() and not nameless:
            return 0
        model = settings.load(places.settings_file()).names_model
        # In use, read-only or out of room: the picture shows what there is.
        with (
            suppress(ReaderError),
            Ownership(folder),
            closing(Library.open(folder, writable=True, names_model=model)) as owner,
        ):
            if article is not None and nameless:
                _run(owner.recognise(article))
            _run(owner.catch_up())
        return library.waiting()


def _run(steps: Iterator[object]) -> None:
    with suppress(ReaderError):
        for _ in steps:
            pass


def save(stage: Stage, path: Path) -> None:
    """Save the picture of a stage and its description."""
    drawn = QBuffer()
    if not drawn.open(QBuffer.OpenModeFlag.WriteOnly) or not stage.picture().save(drawn, "PNG"):
        raise ReaderError(Trouble.EXPORT_FAILED, path=path)
    write_bytes_whole(path, bytes(drawn.data().data()))
    write_whole(Path(f"{path}.json"), [json.dumps(describe(stage.window), indent=1) + "\n"])


def describe(window: MainWindow) -> dict[str, Any]:
    """Say what the window shows, asking its widgets: rows, the open article, and painted marks and names.

    Rectangles are x, y, width and height in pixels of the picture.
    """
    page = window.panes.page
    article = page.article()
    corner = page.view().viewport().mapTo(window, QPoint(0, 0))
    return {
        "rows": [
            {
                "id": row.id,
                "title": row.title,
                "source": row.source,
                "published": row.published,
                "snippet": row.snippet.text,
                "tags": [tag.name for tag in row.tags],
                "notes": row.notes,
                "unread": row.unread,
                "starred": row.starred,
            }
            for row in window.panes.list.rows_shown()
        ],
        "article": None
        if article is None
        else {"id": article.id, "title": article.title, "version": article.version_number},
        "marks": [
            {
                "id": mark.highlight,
                "colour": mark.colour,
                "rects": [_place(rect, corner) for rect in mark.rects],
            }
            for mark in page.painted_marks()
        ],
        "mentions": [
            {
                "type": str(each.mention.type),
                "text": "" if article is None else article.text[each.mention.start : each.mention.end],
                "start": each.mention.start,
                "end": each.mention.end,
                "rects": [_place(line, corner) for line in each.lines],
            }
            for each in page.painted_mentions()
        ],
    }


def _place(rect: QRectF, corner: QPoint) -> list[float]:
    moved = rect.translated(corner.toPointF())
    return [round(value, 1) for value in (moved.x(), moved.y(), moved.width(), moved.height())]
