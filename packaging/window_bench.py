"""Measure the real window, off screen, while its worker is as busy as it can be: part of `make bench`.

A timer of 16 ms runs in the window's thread; a gap of more than 32 ms between two of its ticks is a frame
that came more than one tick late. Meanwhile articles are imported, indexed, exported and backed up, names
are found, an article is opened each half second and a highlight is made five times a second; for the second
half of the articles somebody also types into the search field: from the key to the painted list. Typing goes
on when all is searchable and nothing else runs. Then articles that nobody has seen are opened while the names
of all others are found: from the click to painted names.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from reader.app.stage import Scene, Stage
from reader.jobs.job import Job
from reader.library.library import Library
from reader.model.backup import BackupKind
from reader.model.change import Changes, Standing
from reader.model.ids import ArticleId
from reader.model.mention import Recognition
from reader.model.query import Query, Sort
from reader.model.span import Span
from reader.ui.list.search_field import SearchField

OPENED_EACH = 500
EDITED_EACH = 200
TYPED_EACH = 150
TYPED = "north korea missile launch"
TYPING = 20_000
PAINTED = 50.0
"""Milliseconds from a key to the painted list that 95 of 100 keys may take."""
TICK = 16
LATE = 2 * TICK
CLICKS = 70
WARM = 5
"""Clicks that are not counted: the model may still be loading."""
PATIENCE = 600_000


class Pulse:
    """Notes the gaps between the ticks of a timer of the window's thread, in milliseconds.

    Beside each gap it notes how long the thread was at work in it: in what is left, others had the processor.
    """

    def __init__(self) -> None:
        self.gaps: list[tuple[float, float]] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append(((now - self._last) * 1000, (worked - self._worked) * 1000))
        self._last, self._worked = now, worked

    def show(self, what: str) -> None:
        """Print what was noted, and begin anew."""
        late = sum(gap > LATE for gap, _ in self.gaps)
        worst, worked = max(self.gaps)[0], max(worked for _, worked in self.gaps)
        line = f"{what:<56}{len(self.gaps):>8} ticks{late:>5} late, worst {worst:.0f} ms"
        print(f"{line}, longest at work {worked:.0f} ms", flush=True)
        self.begin()

    def begin(self) -> None:
        """Forget what was noted."""
        self.gaps = []


class Pen:
    """Makes a highlight five times a second and notes how long that takes."""

    def __init__(self, stage: Stage, article: ArticleId) -> None:
        self.round_trips: list[float] = []
        self.commits: list[float] = []
        self._desk = stage.desk
        self._article = article
        self._timer = QTimer()
        self._timer.timeout.connect(self._mark)
        self._timer.start(EDITED_EACH)

    def stop(self) -> None:
        """Put the pen down."""
        self._timer.stop()

    def _mark(self) -> None:
        begun = time.perf_counter()
        job = self._desk.write(self._timed, self._article)
        job.then(lambda _: self.round_trips.append((time.perf_counter() - begun) * 1000))

    def _timed(self, library: Library, article: ArticleId) -> Changes:
        begun = time.perf_counter()
        changes = library.add_highlight(article, Span(0, 4), 1 + len(self.commits) % 8)
        self.commits.append((time.perf_counter() - begun) * 1000)
        return changes


def mood() -> str:
    """Tell how quick the machine is just now: a fixed piece of work, in ms of wall clock and of CPU."""
    begun, worked = time.perf_counter(), time.thread_time()
    sum(range(1_000_000))
    sum(number for number in range(1_000_000))
    wall, cpu = (time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000
    return f"a fixed loop takes {wall:.0f} ms, {cpu:.0f} of CPU"


def wait(milliseconds: int = PATIENCE, until: Callable[[], bool] = lambda: False) -> None:
    """Let the window live until something holds, or for some time."""
    loop = QEventLoop()
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if until() else None)
    look.start(50)
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


class Clicks(QObject):
    """Opens articles that nobody has seen, and notes the milliseconds until their names are painted."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.times: list[float] = []
        self._panes = stage.window.panes
        self._browsing = stage.window.browsing
        self._wanted: ArticleId | None = None
        self._begun = 0.0
        self._panes.page.view().viewport().installEventFilter(self)

    def click(self, article: ArticleId) -> None:
        """Open an article, and wait until its names are painted."""
        self._wanted, self._begun = article, time.perf_counter()
        self._browsing.open_article(article)
        self._panes.list.select(article)
        wait(until=lambda: self._wanted is None)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt names it)
        """Note a painting that has the names; it is done when the loop comes round again."""
        if event.type() is QEvent.Type.Paint and self._wanted is not None:
            names = self._panes.page.names()
            known = names is not None and names.state is not Recognition.WAITING
            if known and names is not None and names.article == self._wanted:
                self._wanted = None
                QTimer.singleShot(0, lambda: self.times.append((time.perf_counter() - self._begun) * 1000))
        return False


class Typist(QObject):
    """Types the same words over and over, and notes the milliseconds until the list of answers is painted.

    A key that is pressed before the answer to the one before is painted counts with that one: from the first
    that waits to the answer to the last.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.times: list[float] = []
        self._line = stage.window.panes.list.findChild(SearchField).line
        self._begun = 0.0
        self._shown = False
        self._typed = ""
        stage.window.browsing.found_shown.connect(self._show)
        stage.window.panes.list.view().viewport().installEventFilter(self)
        self._timer = QTimer()
        self._timer.timeout.connect(self._press)

    def start(self) -> None:
        """Begin to type."""
        self.times = []
        self._timer.start(TYPED_EACH)

    def stop(self) -> None:
        """Leave the field empty."""
        self._timer.stop()
        self._line.clear()
        self._typed = ""
        wait(500)

    def _press(self) -> None:
        if self._typed == TYPED:
            self._line.clear()
            self._typed = ""
            return
        sign = TYPED[len(self._typed)]
        self._typed += sign
        self._begun = self._begun or time.perf_counter()
        self._shown = False
        QTest.keyClick(self._line, Qt.Key.Key_Space if sign == " " else Qt.Key(ord(sign.upper())))

    def _show(self) -> None:
        self._shown = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt names it)
        """Note a painting of the newest answer; it is done when the loop comes round again."""
        if event.type() is QEvent.Type.Paint and self._shown and self._begun:
            begun, self._begun = self._begun, 0.0
            QTimer.singleShot(0, lambda: self.times.append((time.perf_counter() - begun) * 1000))
        return False


def show_typing(what: str, times: list[float]) -> None:
    """Print how long keys took, and whether that is as quick as it should be."""
    kept = percentile(times) <= PAINTED
    bar = f"bar: p95 within {PAINTED:.0f} ms, {'met' if kept else 'missed'}"
    print(f"{what:<56}{spread(times)}, {bar}", flush=True)


def measure_window(library: Path, news: Path, short: Path, first: Path) -> None:
    """Print how the window fares while `news` is imported into a new library; `first` is written in.

    Articles in `short` are those that are clicked on.
    """
    print(f"\nThe window at work (load {os.getloadavg()[0]:.1f} before, {mood()})")
    Library.create(library)
    with Stage(library, Scene()) as stage:
        stage.window.importing.run([first], "bench", [])
        stage.settle()
        (article,) = oldest_first(library)
        stage.desk.pause_names(True)
        stage.window.importing.run([short], "bench", [])
        stage.settle()
        pulse = Pulse()
        wait(3_000)
        pulse.show("nothing runs")
        ids = [each for each in oldest_first(library) if each != article]
        typist = Typist(stage)
        everything_at_once(stage, pulse, typist, news, library, article)
        pulse.begin()
        typist.start()
        wait(TYPING)
        pulse.show("typing, nothing else runs")
        typist.stop()
        show_typing("  from a key to the painted list", typist.times)
        stage.desk.pause_names(False)
        counts: list[tuple[int, int]] = []
        stage.desk.names_counted.connect(lambda *told: counts.append(told))
        begun = time.perf_counter()
        wait(until=lambda: len(counts) > 1)
        clicks = Clicks(stage)
        for each in unseen(library, ids):
            clicks.click(each)
            wait(250)
            if len(clicks.times) == WARM + CLICKS:
                break
        pulse.show("while recognising names, articles clicked on")
        rate = (counts[-1][0] - counts[0][0]) / (time.perf_counter() - begun)
        print(f"{'  names, from a click to painted':<56}{spread(clicks.times[WARM:])}")
        print(f"{'  names meanwhile':<56}{rate:>8.1f} articles/s", flush=True)
        print(f"  {mood()}")
        if stage.troubles or stage.bugs:
            raise SystemExit(f"the window had troubles: {stage.troubles} {stage.bugs}")


def everything_at_once(
    stage: Stage, pulse: Pulse, typist: Typist, news: Path, library: Path, article: ArticleId
) -> None:
    """Import, index, export, back up, read and write at the same time; for the second half somebody types."""
    folders = sorted(news.iterdir())
    half = max(1, len(folders) // 2)
    pen = Pen(stage, article)
    reader = QTimer()
    reader.timeout.connect(stage.window.panes.list.select_next)
    reader.start(OPENED_EACH)
    stage.desk.pause_names(False)
    pulse.begin()
    told = bring_in(stage, folders[:half], library)
    pulse.show(f"everything at once ({told})")
    typist.start()
    told = bring_in(stage, folders[half:] or folders, library)
    pulse.show(f"and somebody types ({told})")
    typist.stop()
    reader.stop()
    pen.stop()
    show_typing("  from a key to the painted list meanwhile", typist.times)
    print(f"{'  a highlight meanwhile, asked to told':<56}{spread(pen.round_trips)}")
    print(f"{'  of that in the write lane':<56}{spread(pen.commits)}", flush=True)
    stage.desk.pause_names(True)
    wait(until=stage.window.is_settled)


def bring_in(stage: Stage, folders: list[Path], library: Path) -> str:
    """Import folders, export and back up, until all articles are searchable; tell how long it took."""
    stored: list[float] = []
    begun = time.perf_counter()
    run = stage.desk.import_files(folders, "bench", [])
    run.ended.connect(lambda: stored.append(time.perf_counter() - begun))
    files = [
        stage.desk.long(Library.export, Query(), library / "out.md"),
        stage.desk.long(Library.backup, BackupKind.BY_HAND),
    ]
    written: list[Job] = []
    for job in files:
        job.ended.connect(partial(written.append, job))
    wait(until=lambda: bool(stored))
    standing: list[Standing] = []

    def is_searchable() -> bool:
        stage.desk.latest(Library.standing).then(standing.append)
        return bool(standing) and standing[-1].searchable == standing[-1].stored

    wait(until=is_searchable)
    searchable = time.perf_counter() - begun
    wait(until=lambda: len(written) == len(files))
    return f"stored {stored[0]:.0f} s, all searchable {searchable:.0f} s"


def oldest_first(library: Path) -> list[ArticleId]:
    """Give the articles of a library, those last that the backlog begins with."""
    opened = Library.open(library, writable=False)
    try:
        return [ArticleId(each) for each in reversed(opened.search(Query(sort=Sort.DATE)).identities())]
    finally:
        opened.close()


def unseen(library: Path, ids: list[ArticleId]) -> Iterator[ArticleId]:
    """Give those of the articles whose names nobody has looked for, each when its turn comes."""
    opened = Library.open(library, writable=False)
    try:
        for each in ids:
            if opened.names(each).state is Recognition.WAITING:
                yield each
    finally:
        opened.close()


def percentile(times: list[float]) -> float:
    """Give the 95th percentile."""
    return sorted(times)[min(len(times) - 1, round(0.95 * (len(times) - 1)))]


def spread(times: list[float]) -> str:
    """Word the median, the 95th percentile and the worst of some times."""
    middle, most = statistics.median(times), max(times)
    return f"median {middle:.1f}, p95 {percentile(times):.1f}, worst {most:.1f} ms ({len(times)})"
