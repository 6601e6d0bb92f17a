"""The self-check: the main job, done once in a hidden window, with evidence for every step."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from reader import places
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.article import Article
from reader.model.errors import ReaderError
from reader.model.ids import ArticleId
from reader.model.query import Query
from reader.model.span import Span
from reader.model.wording import trouble_words
from reader.ui.kit.families import state_words

T = TypeVar("T")

_NOTE: Final = "A note of the self-check."


class StepFailedError(Exception):
    """A step did not do what it should: its name and why."""

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(f"{step}: {reason}")
        self.step = step


class SelfCheck:
    """Walks through the main job on a library of its own below `folder`.

    `tell` gets a line of evidence for each step done; `before` is called with a step's name before it.
    """

    def __init__(
        self, folder: Path, tell: Callable[[str], None], before: Callable[[str], None] = lambda step: None
    ) -> None:
        self.folder = folder
        self.library = folder / "library"
        self._tell = tell
        self._before = before
        self._quote = ""

    def run(self) -> None:
        """Do every step.

        Raises:
            StepFailedError: at the first step that fails.
        """
        self._step("library", self._make_library)
        stage = self._step("window", self._open_window)
        try:
            self._step("import", lambda: self._import(stage))
            self._step("search", lambda: self._search(stage))
            self._step("names", lambda: self._names(stage))
            self._step("highlight", lambda: self._highlight(stage))
            self._step("undo", lambda: self._undo(stage))
            self._step("export", lambda: self._export(stage))
        finally:
            stage.close()
        self._step("reopen", self._reopen)

    def _step(self, name: str, do: Callable[[], T]) -> T:
        self._before(name)
        try:
            return do()
        except StepFailedError:
            raise
        except ReaderError as error:
            raise StepFailedError(name, " ".join(trouble_words(error))) from error
        except Exception as error:
            raise StepFailedError(name, f"{type(error).__name__}: {error}") from error

    def _make_library(self) -> None:
        Library.create(self.library)
        self._tell("library: an empty one was made")

    def _open_window(self) -> Stage:
        stage = Stage(self.library, Scene())
        stage.settle()
        family = stage.window.fontInfo().family()
        _demand("window", family == "Inter", f"the font is {family}")
        self._tell(f"window: {stage.window.width()} × {stage.window.height()} pixels in {family}")
        return stage

    def _import(self, stage: Stage) -> None:
        stage.window.importing.run([places.resource("samples")], "Pressmark sample", ["sample"])
        stage.settle()
        rows = stage.window.panes.list.rows_shown()
        _demand("import", len(rows) >= 3, f"the list shows {len(rows)} articles")
        self._tell(f"import: the list shows {len(rows)} rows, the first is “{rows[0].title}”")

    def _search(self, stage: Stage) -> None:
        articles = stage.window.panes.list
        word = max(articles.rows_shown()[0].title.split(), key=len).strip(".,:;")
        ended: list[str] = []
        stage.desk.long_ended.connect(lambda job: ended.append(job.name))
        stage.ask(word)
        # The window mends a lost index by itself; here that counts as a failure all the same.
        _demand("search", "repair_index" not in ended, "the index did not answer and had to be repaired")
        answers = [row for row in articles.rows_shown() if row.snippet.marks or word in row.title]
        _demand("search", bool(answers), f"nothing was found for “{word}”")
        _demand(
            "search",
            not stage.window.browsing.found.partial,
            "the index did not answer, only titles were searched",
        )
        self._tell(f"search: “{word}” found “{answers[0].title}”")
        articles.select_first()
        stage.settle()

    def _names(self, stage: Stage) -> None:
        _demand("names", stage.wait_until(stage.has_names), "the article was not recognised")
        page, table = stage.window.panes.page, stage.window.actions_table
        painted = page.painted_mentions()
        state = "" if (known := page.names()) is None else state_words(known)
        _demand("names", bool(painted) and all(each.lines for each in painted), state or "none is underlined")
        article = self._open(stage)
        for _ in page.mentions().every:
            table["next_name"].trigger()
            if table["find_name"].isEnabled():
                break
        chosen = page.chosen_mention()
        _demand("names", chosen is not None, "none was chosen")
        table["find_name"].trigger()
        stage.settle()
        found = stage.window.browsing.found
        _demand("names", article.id in found.identities(), "the article is not among those that name it")
        name = found.query.name.name if found.query.name is not None else ""
        stage.window.browsing.leave_name()
        stage.settle()
        page.choose_mention(None)
        count = len(painted)
        self._tell(f"names: {count} are underlined on the screen; {found.total} article(s) name “{name}”")

    def _highlight(self, stage: Stage) -> None:
        article = self._open(stage)
        block = max(article.blocks, key=lambda each: each.end - each.start)
        words = article.text[block.start : block.end]
        span = Span(block.start, block.start + words.index(" ", 20))
        self._quote = article.text[span.start : span.end]
        page = stage.window.panes.page
        page.select(span)
        stage.window.actions_table["highlight"].trigger()
        stage.settle()
        marks = page.painted_marks()
        _demand("highlight", len(marks) == 1 and bool(marks[0].rects), f"{len(marks)} marks are painted")
        stage.window.panes.side.note_changed.emit(marks[0].highlight, _NOTE)
        stage.settle()
        notes = [mark.note for mark in self._open(stage).highlights]
        _demand("highlight", notes == [_NOTE], f"the notes are {notes}")
        self._tell(f"highlight: “{self._quote}” is painted at {len(marks[0].rects)} place(s), with its note")

    def _undo(self, stage: Stage) -> None:
        undo, redo = stage.window.actions_table["undo"], stage.window.actions_table["redo"]
        for action, left in ((undo, 1), (undo, 0), (redo, 1), (redo, 1)):
            action.trigger()
            stage.settle()
            found = len(stage.window.panes.page.painted_marks())
            _demand("undo", found == left, f"{found} marks are painted where {left} should be")
        notes = [mark.note for mark in self._open(stage).highlights]
        _demand("undo", notes == [_NOTE], f"after redoing, the notes are {notes}")
        self._tell("undo: note and highlight were taken back and done again")

    def _export(self, stage: Stage) -> None:
        path = self.folder / "highlights.md"
        stage.window.exporting.run(Query(), path)
        stage.settle()
        written = path.read_text("utf-8")
        _demand("export", _NOTE in written, "the note is not in the file")
        self._tell(f"export: {path.name} has {len(written)} characters and holds the note")

    def _reopen(self) -> None:
        with Stage(self.library, Scene(theme="dark")) as stage:
            stage.settle()
            library = Library.open(self.library, writable=False)
            try:
                annotated = next(
                    article
                    for number in library.search(Query()).identities()
                    if (article := library.article(ArticleId(number))).highlights
                )
            finally:
                library.close()
            stage.window.browsing.open_article(annotated.id)
            stage.settle()
            mark = self._open(stage).highlights[0]
            _demand("reopen", mark.quote.exact == self._quote, f"the quote is “{mark.quote.exact}”")
            _demand("reopen", mark.note == _NOTE, f"the note is “{mark.note}”")
        self._tell("reopen: the highlight and its note are still there")

    def _open(self, stage: Stage) -> Article:
        article = stage.window.panes.page.article()
        if article is None:
            raise RuntimeError("no article is open")
        return article


def _demand(step: str, holds: bool, otherwise: str) -> None:
    if not holds:
        raise StepFailedError(step, otherwise)
