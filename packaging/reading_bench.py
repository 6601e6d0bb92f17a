"""Measure how quick the real window is to a reader, off screen at 1600 × 1000: part of `make bench`.

A frame lasts from the turn of the wheel to the end of the painting that it brings; an opened article from the
click to the painted page. Each figure stands beside its bar, and beside the milliseconds that the window's
thread itself was at work, for a machine with other work makes wall clocks late. A fixed loop tells how fast
the machine is at that moment.

    python packaging/reading_bench.py LIBRARY

measures a library alone; it should hold 100,000 articles. Some are opened, and count as read.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.annotation import AnchorState, Highlight, quote_at
from reader.model.article import Article, Block, Role
from reader.model.ids import ArticleId, HighlightId
from reader.model.mention import Mention, MentionType, Names, Recognition
from reader.model.span import Span

FRAME, OPENED, LONG_SHOWN, START = 16.0, 50.0, 100.0, 1_000.0
MOST_MEGABYTES, GROWTH = 350.0, 0.05
OPENINGS = 10_000
TURNS = 300
TIMES = 40
WORDS = (
    "the of harbour minister said on Tuesday that grain prices had risen again in spite of talks".split()  # noqa: SIM905
)


class Paintings(QObject):
    """Counts how often a view was painted."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__()
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt names it)
        """Count a painting."""
        self.count += event.type() is QEvent.Type.Paint
        return False


Figure = tuple[float, float]
"""Milliseconds of wall clock, and of the window's thread at work."""


def timed(do: Callable[[], object]) -> Figure:
    """Do something, paint what it changed, and give how long that took."""
    begun, worked = time.perf_counter(), time.thread_time()
    do()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
    return (time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000


def loop() -> float:
    """Give the milliseconds of a fixed loop: how fast the machine is just now."""
    begun = time.perf_counter()
    sum(range(3_000_000))
    return (time.perf_counter() - begun) * 1000


def percentile(times: list[float]) -> float:
    """Give the 95th percentile."""
    return sorted(times)[min(len(times) - 1, round(0.95 * (len(times) - 1)))]


def show(what: str, figures: list[Figure], bar: float) -> None:
    """Print the 95th percentile beside its bar."""
    wall, worked = (percentile([each[which] for each in figures]) for which in (0, 1))
    kept = "met" if wall <= bar else "met by the thread alone" if worked <= bar else "missed"
    print(f"{what:<56}p95 {wall:>7.1f} ms, at work {worked:>6.1f}; bar {bar:.0f} ms, {kept}", flush=True)


def made_article(words: int, marks: int) -> tuple[Article, Names]:
    """Give an article of so many words that is in no library, with highlights and names, half of each."""
    dice = random.Random(words)
    title = "Grain prices rise in spite of talks"
    blocks, text, count = [Block(Role.TITLE, 0, len(title))], title, 0
    while count < words:
        paragraph = " ".join(dice.choice(WORDS) for _ in range(min(80, words - count))) + "."
        text += "\n\n"
        blocks.append(Block(Role.PARAGRAPH, len(text), len(text) + len(paragraph)))
        text, count = text + paragraph, count + 80
    starts = sorted(dice.sample(range(len(title) + 2, len(text) - 200), marks))
    highlights = tuple(
        _highlight(text, HighlightId(number + 1), Span(start, start + dice.randint(20, 160)))
        for number, start in enumerate(starts[::2])
    )
    mentions, free = [], 0
    for start in starts[1::2]:
        if start >= free:
            free = start + 12
            mentions.append(Mention(start, free, MentionType.PERSON, len(mentions), "Someone", f"k{start}"))
    article = Article(
        *(ArticleId(10**9), 1, 1, 1, title, "Bench", "", "2025-11-07", "", "en", "", "", "utf-8", ""),  # type: ignore[arg-type]
        text=text,
        blocks=tuple(blocks),
        corrected=frozenset(),
        tags=(),
        highlights=highlights,
        unread=False,
        starred=False,
        binned=False,
        position=0,
    )
    return article, Names(article.id, article.version, Recognition.DONE, "en", tuple(mentions))


def _highlight(text: str, number: HighlightId, span: Span) -> Highlight:
    return Highlight(
        *(number, ArticleId(10**9), span.start, span.end, quote_at(text, span), number % 8 + 1, "", ()),
        state=AnchorState.EXACT,
        created="",
        modified="",
    )


def turn(view: QAbstractScrollArea, notches: int) -> None:
    """Turn the wheel over the middle of a view."""
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        *(
            middle,
            QPointF(view.viewport().mapToGlobal(middle.toPoint())),
            QPoint(),
            QPoint(0, -120 * notches),
        ),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(view.viewport(), event)


def frames(stage: Stage, view: QAbstractScrollArea, *, jump: bool) -> list[Figure]:
    """Turn the wheel again and again; `jump` now and then goes somewhere else before."""
    dice, bar, paintings, found = random.Random(7), view.verticalScrollBar(), Paintings(view), []
    for number in range(TURNS):
        if jump and number % 20 == 0:
            bar.setValue(dice.randint(0, max(0, bar.maximum() - 9_000)))
            stage.settle()
        before = paintings.count
        figure = timed(lambda: turn(view, 1))
        if paintings.count > before:
            found.append(figure)
    if len(found) < TURNS / 2:
        raise SystemExit(f"only {len(found)} of {TURNS} turns of the wheel were painted")
    return found


def measure_page(stage: Stage) -> None:
    """Scroll a long page, add highlights to it, and show a very long one."""
    page = stage.window.panes.page
    article, names = made_article(10_000, 500)
    page.show_article(article)
    page.show_names(names)
    stage.settle()
    show("frame: a page of 10,000 words, 500 marks", frames(stage, page.view(), jump=False), FRAME)
    page.view().verticalScrollBar().setValue(0)
    stage.settle()
    added = []
    for number in range(TIMES):
        span = Span(60 + 9 * number, 68 + 9 * number)
        more = (*article.highlights, _highlight(article.text, HighlightId(10_000 + number), span))
        article = replace(article, highlights=more)
        added.append(timed(lambda: page.refresh(article)))  # noqa: B023 (called at once)
    show("a highlight more on it, painted", added, FRAME)
    article, names = made_article(100_000, 5_000)

    def shown() -> None:
        page.show_article(article)
        page.show_names(names)

    times = []
    for _ in range(5):
        page.clear()
        stage.settle()
        times.append(timed(shown))
        stage.settle()
    show("100,000 words with 5,000 spans, shown", times, LONG_SHOWN)
    page.clear()


@contextmanager
def own_library() -> Iterator[Path]:
    """Give a library of articles of 1,000 words."""
    with tempfile.TemporaryDirectory(prefix="pressmark-bench-") as name:
        news, folder = Path(name) / "news", Path(name) / "library"
        news.mkdir()
        for number in range(TIMES):
            text = made_article(1_000 + number, 2)[0].text
            (news / f"{number}.txt").write_text(text.replace("Grain", f"{number} Grain", 1), "utf-8")
        Library.create(folder)
        library = Library.open(folder, writable=True)
        library.import_files([str(news)], "Bench", [])
        for _ in library.catch_up():
            pass
        library.close()
        yield folder


def measure_openings() -> None:
    """Open articles of 1,000 words, from the wish to the painted page."""
    with own_library() as folder, Stage(folder, Scene()) as stage:
        stage.desk.pause_names(True)
        stage.settle()
        found = [ArticleId(number) for number in stage.window.browsing.found.identities()]
        show("open an article of 1,000 words", [opened(stage, each) for each in found], OPENED)


def opened(stage: Stage, article: ArticleId) -> Figure:
    """Open an article, and wait until it is painted."""
    page = stage.window.panes.page
    paintings = Paintings(page.view())
    begun, worked = time.perf_counter(), time.thread_time()
    stage.window.browsing.open_article(article)
    ended: list[Figure] = []

    def painted() -> bool:
        shown = page.article()
        return shown is not None and shown.id == article and paintings.count > 0

    while not painted():
        QCoreApplication.sendPostedEvents()
        QApplication.processEvents()  # noqa: TID251 (nobody uses this window)
    ended.append(((time.perf_counter() - begun) * 1000, (time.thread_time() - worked) * 1000))
    stage.settle()
    return ended[0]


def probe_start(library: Path, since: float) -> None:
    """Print the milliseconds from `since`, when this process was begun, to the painted list."""
    with Stage(library, Scene()) as stage:
        pane = stage.window.panes.list
        paintings = Paintings(pane.view())
        while not pane.rows_shown():
            QApplication.processEvents()  # noqa: TID251 (nobody uses this window)
        paintings.count = 0
        while not paintings.count:
            QApplication.processEvents()  # noqa: TID251
        print((time.time() - since) * 1000)


def probe_memory(library: Path) -> None:
    """Open thousands of articles, and print the megabytes of this process after half of them and all."""
    with Stage(library, Scene()) as stage:
        stage.desk.pause_names(True)
        stage.settle()
        found = stage.window.browsing.found.identities()
        for number in range(OPENINGS):
            opened_quickly(stage, ArticleId(found[number % len(found)]))
            if number + 1 in (OPENINGS // 2, OPENINGS):
                print(resident(), flush=True)


def opened_quickly(stage: Stage, article: ArticleId) -> None:
    """Open an article, and wait until the page has it."""
    page = stage.window.panes.page
    stage.window.browsing.open_article(article)
    while (shown := page.article()) is None or shown.id != article:
        QApplication.processEvents()  # noqa: TID251 (nobody uses this window)


def resident() -> float:
    """Give the megabytes of this process that lie in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def probed(what: str, library: Path, *more: str) -> list[float]:
    """Run a probe in a process of its own."""
    command = [sys.executable, __file__, str(library), "--probe", what, *more]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return [float(line) for line in done.stdout.split()]


def measure_reading(library: Path) -> None:
    """Print every figure for a library."""
    print(f"\nReading (load {os.getloadavg()[0]:.1f}, fixed loop {loop():.0f} ms)", flush=True)
    with Stage(library, Scene()) as stage:
        stage.desk.pause_names(True)
        stage.settle()
        total = stage.window.browsing.found.total
        show(
            f"frame: the list of {total:,} rows",
            frames(stage, stage.window.panes.list.view(), jump=True),
            FRAME,
        )
        measure_page(stage)
    measure_openings()
    probed("start", library, "--since", str(time.time()))  # warm
    starts = [probed("start", library, "--since", str(time.time()))[0] for _ in range(5)]
    show(f"process start to the painted list of {total:,}", [(each, each) for each in starts], START)
    half, whole = probed("memory", library)
    kept = "met" if whole <= MOST_MEGABYTES and whole <= half * (1 + GROWTH) else "missed"
    print(
        f"{f'memory after {OPENINGS:,} openings':<56}{whole:.0f} MB, {whole / half - 1:+.1%} "
        f"in the second half; bar {MOST_MEGABYTES:.0f} MB and {GROWTH:+.0%}, {kept}; "
        f"fixed loop {loop():.0f} ms",
        flush=True,
    )


def main() -> None:
    """Measure a library, or be one of the processes that are measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("library", type=Path)
    parser.add_argument("--probe", choices=("start", "memory"))
    parser.add_argument("--since", type=float, default=0.0)
    chosen = parser.parse_args()
    if chosen.probe == "start":
        probe_start(chosen.library, chosen.since)
    elif chosen.probe == "memory":
        probe_memory(chosen.library)
    else:
        measure_reading(chosen.library)


if __name__ == "__main__":
    main()
