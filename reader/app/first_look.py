"""The first look: a short walk through the real window off screen, ending in a picture."""

import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from reader import places
from reader.app.picture import save
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.span import Span


class _Passage(NamedTuple):
    """Words of the article that comes first, and what is done to them."""

    words: str
    label: int
    note: str
    tag: str


_QUERY: Final = "moon landing"
_TAG: Final = "moon"
_PASSAGES: Final = (
    _Passage(
        "landed softly in the far south of the Moon",
        1,
        "Not at the pole: the site is some 600 km away from it, as the next paragraph says.",
        "check headlines",
    ),
    _Passage(
        "the fourth country to land softly on the Moon",
        3,
        "Four days after Luna-25 was lost. Japan becomes the fifth in January 2024.",
        "firsts",
    ),
)


def walk(path: Path, scene: Scene) -> None:
    """Import the samples, search, open an article, highlight two passages with notes; save the picture."""
    with tempfile.TemporaryDirectory(prefix="pressmark-") as name:
        folder = Path(name) / "sample"
        Library.create(folder)
        with Stage(folder, scene) as stage:
            window, panes = stage.window, stage.window.panes
            window.importing.run([places.resource("samples")], "Pressmark sample", [])
            stage.settle()
            panes.toasts.dismiss()
            stage.ask(_QUERY)
            for number in window.browsing.found.identities():
                stage.desk.write(Library.set_article_tags, ArticleId(number), (_TAG,))
            stage.settle()
            panes.list.select_first()
            stage.settle()
            for passage in _PASSAGES:
                _mark(stage, passage)
            panes.page.choose_highlight(None)
            stage.wait_until(stage.has_names)
            stage.settle()
            save(stage, path)


def _mark(stage: Stage, passage: _Passage) -> None:
    """Highlight a passage of the open article as a user would, with its note and its tag."""
    window, panes = stage.window, stage.window.panes
    article = panes.page.article()
    if article is None:
        raise RuntimeError("no article is open")
    known = {each.id for each in article.highlights}
    start = article.text.index(passage.words)
    panes.page.select(Span(start, start + len(passage.words)))
    window.marking.highlight(passage.label)
    stage.settle()
    (mark,) = {each.highlight for each in panes.page.painted_marks()} - known
    panes.side.note_changed.emit(mark, passage.note)
    panes.side.highlight_tags_changed.emit(mark, (passage.tag,))
    stage.settle()
