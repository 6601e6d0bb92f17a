"""Measure the real window, off screen, while its worker is as busy as it can be: part of `make bench`.

A timer of 16 ms runs in the window's thread; a gap of more than 32 ms between two of its ticks is a frame
that came more than one tick late. Meanwhile articles are imported, indexed, exported and backed up, and a
highlight is made ten times a second.
"""

import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer

from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.backup import BackupKind
from reader.model.change import Changes
from reader.model.ids import ArticleId
from reader.model.query import Query
from reader.model.span import Span

TICK = 16
LATE = 2 * TICK
PATIENCE = 600_000


class Pulse:
    """Notes the gaps between the ticks of a timer of the window's thread, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now

    def show(self, what: str) -> None:
        """Print what was noted, and begin anew."""
        late = [gap for gap in self.gaps if gap > LATE]
        line = f"{what:<44}{len(self.gaps):>8} ticks{len(late):>5} late, worst {max(self.gaps):.0f} ms"
        print(line, flush=True)
        self.gaps = []


class Pen:
    """Makes a highlight ten times a second and notes how long that takes."""

    def __init__(self, stage: Stage, article: ArticleId) -> None:
        self.round_trips: list[float] = []
        self.commits: list[float] = []
        self._desk = stage.desk
        self._article = article
        self._timer = QTimer()
        self._timer.timeout.connect(self._mark)
        self._timer.start(100)

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


def wait(milliseconds: int = PATIENCE, until: Callable[[], bool] = lambda: False) -> None:
    """Let the window live until something holds, or for some time."""
    loop = QEventLoop()
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if until() else None)
    look.start(50)
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def measure_window(library: Path, news: Path, first: Path) -> None:
    """Print how the window fares while `news` is imported into a new library; `first` is written in."""
    print(f"\nThe window at work (load {os.getloadavg()[0]:.1f} before)")
    Library.create(library)
    with Stage(library, Scene()) as stage:
        stage.window.importing.run([first], "bench", [])
        stage.settle()
        pulse = Pulse()
        wait(3_000)
        pulse.show("nothing runs")
        made = Library.open(library, writable=False)
        article = ArticleId(made.search(Query()).identities()[0])
        made.close()
        pen = Pen(stage, article)
        ended: list[object] = []
        begun = time.perf_counter()
        stage.desk.import_files([news], "bench", []).ended.connect(lambda: ended.append(1))
        wait(until=lambda: bool(ended))
        pulse.show(f"while importing ({time.perf_counter() - begun:.0f} s)")
        pen.stop()
        print(f"{'  a highlight meanwhile, asked to told':<44}{spread(pen.round_trips)}")
        print(f"{'  of that in the write lane':<44}{spread(pen.commits)}", flush=True)
        begun = time.perf_counter()
        stage.desk.long(Library.export, Query(), library / "out.md")
        stage.desk.long(Library.backup, BackupKind.BY_HAND)
        wait(until=stage.window.is_settled)
        pulse.show(f"while indexing, exporting, backing up ({time.perf_counter() - begun:.0f} s)")
        begun = time.perf_counter()
        counts: list[tuple[int, int]] = []
        stage.desk.names_counted.connect(lambda *told: counts.append(told))
        for _ in range(40):
            stage.window.panes.list.select_next()  # somebody reads on meanwhile
            wait(500)
        pulse.show("while recognising names, an article opened each ½ s")
        if len(counts) > 1:
            rate = (counts[-1][0] - counts[0][0]) / (time.perf_counter() - begun)
            print(f"{'  names meanwhile':<44}{rate:>8.1f} articles/s", flush=True)
        if stage.troubles or stage.bugs:
            raise SystemExit(f"the window had troubles: {stage.troubles} {stage.bugs}")


def spread(times: list[float]) -> str:
    """Word the median, the 95th percentile and the worst of some times."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return (
        f"median {statistics.median(ordered):.1f}, p95 {p95:.1f}, worst {ordered[-1]:.1f} ms ({len(ordered)})"
    )
