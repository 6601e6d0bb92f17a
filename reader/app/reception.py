"""What a window does for other programs: it carries their wishes to its desk and answers as a verb would."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from reader.app.doorbell import Wish
from reader.jobs.desk import Desk
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.answers import annotation_answer, import_answer
from reader.model.article import Article, ImportReport
from reader.model.change import Changes
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId
from reader.model.span import Span

_TRIES: Final = 2
"""Runs of the index that may end without bringing it up to date, before that is called a failure."""


class Reception(QObject):
    """Serves one open library. `article_asked` carries an article, and a highlight in it or None.

    Every number and word that comes from outside is checked before it reaches the desk.
    """

    article_asked = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._verbs: dict[str, Callable[[Wish, Mapping[str, Any]], None]] = {
            "import": self._import,
            "annotate": self._annotate,
            "open": self._open,
            "reindex": self._reindex,
        }

    def take(self, wish: Wish) -> None:
        """Do what a caller wishes; one that makes no sense is refused."""
        verb = self._verbs.get(wish.verb)
        try:
            if verb is None:
                raise TypeError(wish.verb)
            verb(wish, wish.arguments)
        except (TypeError, KeyError, ValueError):
            wish.refuse(ReaderError(Trouble.WINDOW_SILENT, folder=self._desk.folder))

    def _import(self, wish: Wish, asked: Mapping[str, Any]) -> None:
        paths, source, tags = _words(asked["paths"]), _word(asked["source"]), _words(asked["tags"])
        job = self._desk.import_files([Path(path) for path in paths], source, tags)
        wish.gone.connect(job.cancel)
        self._await(job, wish, lambda report: self._imported(wish, report))

    def _imported(self, wish: Wish, report: ImportReport) -> None:
        answer = import_answer(report)
        _Searchable(self._desk, self).then(
            lambda searchable: wish.answer(
                status=0 if searchable and not report.cancelled else 1,
                answer=answer,
                batch=report.batch,
                searchable=searchable,
                cancelled=report.cancelled,
            )
        )

    def _annotate(self, wish: Wish, asked: Mapping[str, Any]) -> None:
        article = ArticleId(_number(asked["article"]))
        span = Span(_number(asked["start"]), _number(asked["end"]))
        label, note, tags = _number(asked["label"]), _word(asked["note"]), _words(asked["tags"])
        job = self._desk.attempt(Library.add_highlight, article, span, label, note, tags)
        self._await(job, wish, lambda changes: self._annotated(wish, article, changes))

    def _annotated(self, wish: Wish, article: ArticleId, changes: Changes) -> None:
        def answer(shown: Article) -> None:
            made = next((each for each in shown.highlights if each.id == changes.highlight), None)
            if made is None:  # undone in the window before it could be told
                wish.refuse(ReaderError(Trouble.HIGHLIGHT_MISSING))
            else:
                wish.answer(status=0, answer=annotation_answer(made))

        self._await(self._desk.read(Library.article, article), wish, answer)

    def _open(self, wish: Wish, asked: Mapping[str, Any]) -> None:
        article, annotation = ArticleId(_number(asked["article"])), asked.get("annotation")
        highlight = None if annotation is None else HighlightId(_number(annotation))

        def answer(shown: Article) -> None:
            if highlight is not None and all(each.id != highlight for each in shown.highlights):
                wish.refuse(ReaderError(Trouble.HIGHLIGHT_MISSING))
                return
            self.article_asked.emit(article, highlight)
            wish.answer(status=0, answer={"article": article, "annotation": highlight})

        self._await(self._desk.read(Library.article, article), wish, answer)

    def _reindex(self, wish: Wish, _asked: Mapping[str, Any]) -> None:
        def ended(job: Job) -> None:
            if job.name != "rebuild_index":
                return
            self._desk.long_ended.disconnect(ended)
            _Searchable(self._desk, self).then(
                lambda searchable: wish.answer(status=0 if searchable else 1, searchable=searchable)
            )

        self._desk.long_ended.connect(ended)
        self._desk.rebuild_index()

    def _await(self, job: Job, wish: Wish, then: Callable[[Any], None]) -> None:
        """Go on with the answer of a job; whatever else becomes of the job, the caller is told."""
        silent = ReaderError(Trouble.WINDOW_SILENT, folder=self._desk.folder)
        done: list[object] = []
        job.then(done.append).then(then).or_else(wish.refuse)
        job.ended.connect(lambda: None if done else wish.refuse(silent))


class _Searchable(QObject):
    """Waits until the index has caught up; calls once, telling whether it has."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._least: int | None = None
        self._idle_runs = 0
        self._call: Callable[[bool], None] = lambda _: None

    def then(self, call: Callable[[bool], None]) -> None:
        """Begin to wait, and call in the end."""
        self._call = call
        self._desk.long_ended.connect(self._run_ended)
        self._look()

    def _look(self) -> None:
        self._desk.read(Library.waiting).then(self._take).or_else(lambda _: self._end(searchable=False))

    def _run_ended(self, job: Job) -> None:
        if job.name in ("catch_up", "repair_index"):
            self._idle_runs += not self._desk.is_importing()  # which brings more all the time
            if job.is_cancelled():  # by the user: not begun again for whoever waits
                self._idle_runs = _TRIES
            self._look()

    def _take(self, waiting: int) -> None:
        if not waiting:
            self._end(searchable=True)
            return
        if self._least is None or waiting < self._least:
            self._least, self._idle_runs = waiting, 0
        if self._idle_runs >= _TRIES:
            self._end(searchable=False)
        else:
            self._desk.catch_up()
            if not self._desk.is_indexing():  # it has given up until the next start
                self._end(searchable=False)

    def _end(self, *, searchable: bool) -> None:
        call, self._call = self._call, lambda _: None
        call(searchable)
        self.deleteLater()


def _number(value: object) -> int:
    if type(value) is not int or not -(2**63) <= value < 2**63:
        raise TypeError(value)
    return value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _words(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError(value)
    return [_word(each) for each in value]
