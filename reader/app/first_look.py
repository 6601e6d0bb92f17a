"""The first look: a short walk through the real window off screen, ending in a picture."""

import tempfile
from pathlib import Path
from typing import Final

from reader import places
from reader.app.picture import save
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.article import Role
from reader.model.ids import ArticleId
from reader.model.span import Span

_WORD: Final = "Chandrayaan"
_NOTE: Final = "Compare with the agency's own account of the landing."


def walk(path: Path, scene: Scene) -> None:
    """Import the samples, search, open an article, highlight a passage with a note; save the picture."""
    with tempfile.TemporaryDirectory(prefix="pressmark-") as name:
        folder = Path(name) / "sample"
        Library.create(folder)
        with Stage(folder, scene) as stage:
            window, panes = stage.window, stage.window.panes
            window.importing.run([places.resource("samples")], "Pressmark sample", [])
            stage.settle()
            panes.toasts.dismiss()
            stage.ask(_WORD)
            for number in window.browsing.found.identities():
                stage.desk.write(Library.set_article_tags, ArticleId(number), ("moon",))
            stage.settle()
            panes.list.select_first()
            stage.settle()
            article = panes.page.article()
            if article is not None:
                starts = [block.start for block in article.blocks if block.role is Role.PARAGRAPH]
                for start, (label, note) in zip(starts, ((1, _NOTE), (3, "")), strict=False):
                    panes.page.select(_clause(article.text, start))
                    window.marking.highlight(label)
                    stage.settle()
                    mark = panes.page.painted_marks()[-1].highlight
                    panes.side.note_changed.emit(mark, note)
                    panes.side.highlight_tags_changed.emit(mark, ("landing",))
                    stage.settle()
                panes.page.choose_highlight(None)
            stage.wait_until(stage.has_names)
            stage.settle()
            save(stage, path)


def _clause(text: str, start: int) -> Span:
    """Give the clause that begins at `start`."""
    end = min((place for sign in ",." if (place := text.find(sign, start + 40)) > 0), default=len(text))
    return Span(start, end)
