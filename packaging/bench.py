"""Measure Pressmark on a library of SIZE articles, search beside other engines in the same run.

    make bench SIZE=10000

The articles are mixed by sentence from real news when a corpus lies at ../shared/corpus/articles.jsonl.gz,
else from the samples; the mixing is deterministic. Times are milliseconds of wall clock unless said
otherwise: compare ratios within one run, not numbers of two machines.
"""

import argparse
import gzip
import json
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import rmtree

from reading_bench import measure_reading

from reader.formats.plain_text import read_plain_text
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.query import Query, Sort
from reader.model.span import Span
from reader.places import resource
from search_bench import measure as measure_index
from window_bench import measure_window

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "articles.jsonl.gz"
BACKLOG = 200
SHORT = 40
CLICKED = 320
TYPED = "north korea missile launch"


def sentences(corpus: Path) -> list[list[str]]:
    """Give real articles as lists of sentences."""
    if corpus.is_file():
        with gzip.open(corpus, "rt", encoding="utf-8") as lines:
            bodies = [json.loads(line)["body"] for line in lines]
    else:
        bodies = [
            read_plain_text(path.read_bytes(), path.name).text
            for path in sorted(resource("samples").iterdir())
        ]
    split = [re.split(r"(?<=[.!?])\s+", body) for body in bodies]
    return [[each.strip() for each in part if len(each.strip()) > 20] for part in split if len(part) > 3]


def write_articles(folder: Path, size: int, corpus: Path, least: int = 450) -> None:
    """Write `size` plain-text articles of at least so many words in the layout of a news agency."""
    dice = random.Random(2025 - 450 + least)
    stock = sentences(corpus)
    for number in range(size):
        topic, other = dice.choice(stock), dice.choice(stock)
        words = 0
        parts: list[str] = []
        while words < least:
            sentence = dice.choice(
                topic if dice.random() < 0.5 else other if dice.random() < 0.5 else dice.choice(stock)
            )
            sentence = re.sub(r"\d+", lambda _: str(dice.randint(1, 9999)), sentence)
            parts.append(sentence)
            words += sentence.count(" ") + 1
        title = " ".join(parts[0].split()[:9]) + f" {number}"
        day = f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        body = "\n\u00a0 \n".join(" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3))
        text = f" date {day}  {title}\n{title}\n\nPublished: {day}, 08:44\n\n{body}\n"
        path = folder / f"{number // 1000:03}"
        path.mkdir(exist_ok=True)
        (path / f"{number:06}.txt").write_text(text, "utf-8")


def timed(do: Callable[[], object]) -> float:
    """Give the milliseconds `do` takes."""
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def show(what: str, times: list[float], beside: list[float] | None = None) -> None:
    """Print median and 95th percentile, and the ratio to a peer."""
    line = f"{what:<44}{statistics.median(times):>10.1f}{percentile(times):>10.1f}"
    if beside:
        line += f"{statistics.median(beside):>12.1f}{statistics.mean(times) / statistics.mean(beside):>8.2f}×"
    print(line, flush=True)


def percentile(times: list[float]) -> float:
    """Give the 95th percentile."""
    return sorted(times)[min(len(times) - 1, round(0.95 * (len(times) - 1)))]


def peer(library: Library, path: Path) -> sqlite3.Connection:
    """Index the same texts with SQLite FTS5, as a program would use it for typing."""
    fts = sqlite3.connect(path)
    fts.execute(
        "CREATE VIRTUAL TABLE texts USING fts5(title, body, prefix='2 3', tokenize='porter unicode61')"
    )
    numbers = library.search(Query()).identities()

    def rows() -> Iterator[tuple[int, str, str]]:
        for number in numbers:
            article = library.article(ArticleId(number))
            yield number, article.title, article.text

    fts.executemany("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", rows())
    fts.commit()
    return fts


def fts_search(fts: sqlite3.Connection, words: str) -> int:
    """Ask the peer for the best 50 and the count."""
    asked = " ".join(f'"{word}"' for word in words.split()[:-1]) + f' "{words.split()[-1]}"*'
    fts.execute("SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 50", (asked,)).fetchall()
    return int(fts.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (asked,)).fetchone()[0])


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--only-window", action="store_true", help="measure nothing but the window at work")
    parser.add_argument("--only-search", action="store_true", help="measure nothing but the search")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="real articles to mix")
    chosen = parser.parse_args()
    size, corpus = chosen.size, chosen.corpus
    with tempfile.TemporaryDirectory(prefix="pressmark-bench-") as name:
        folder = Path(name)
        if not chosen.only_window:
            (folder / "search").mkdir()
            measure_index(size, folder / "search", corpus)
            if chosen.only_search:
                return
            rmtree(folder / "search")
        (folder / "news").mkdir()
        write_articles(folder / "news", size, corpus)
        if chosen.only_window:
            at_work(folder, corpus)
            return
        Library.create(folder / "library")
        library = Library.open(folder / "library", writable=True)
        measure_import(library, folder / "news", size)
        print(f"\n{'':<44}{'median':>10}{'p95':>10}{'FTS5':>12}{'ratio':>9}")
        measure_search(library, peer(library, folder / "peer.sqlite"))
        measure_edits(library)
        (folder / "short").mkdir()
        write_articles(folder / "short", SHORT, corpus, 280)
        measure_names(library, folder / "short")
        library.close()
        measure_start(folder / "library")
        measure_reading(folder / "library")
        at_work(folder, corpus)


def at_work(folder: Path, corpus: Path) -> None:
    """Measure the window while the same articles are brought into another library by its worker."""
    first = folder / "first.txt"
    first.write_text("The article that is written in\n\nIt holds still.\n", "utf-8")
    clicked = folder / "clicked"
    clicked.mkdir()
    write_articles(clicked, CLICKED, corpus, 280)
    measure_window(folder / "at-work", folder / "news", clicked, first)


def measure_import(library: Library, news: Path, size: int) -> None:
    """Read and store everything, index it, then import the same again."""
    for what, do in (
        ("read, clean and store", lambda: library.import_files([str(news)], "bench", [])),
        ("index", lambda: [None for _ in library.catch_up()]),
        ("import the same again", lambda: library.import_files([str(news)], "bench", [])),
    ):
        seconds = timed(do) / 1000
        print(f"{what:<44}{seconds:>10.1f} s{size / seconds:>10.0f} articles/s", flush=True)


def measure_search(library: Library, fts: sqlite3.Connection) -> None:
    """Type a query letter by letter, by relevance and by date, and ask whole ones."""
    keys = [TYPED[: end + 1] for end in range(1, len(TYPED)) if TYPED[end] != " "]
    peers = [timed(partial(fts_search, fts, key)) for key in keys]
    for sort in Sort:
        asked = [Query(key, sort=sort, typing=True) for key in keys]
        show(f"typing a key, by {sort}", [timed(partial(library.search, query)) for query in asked], peers)
    for words in ("minister", "oil prices", '"last week"', "everything"):
        query = Query("" if words == "everything" else words)
        show(f"search: {words}", [timed(partial(library.search, query)) for _ in range(5)])


def measure_edits(library: Library) -> None:
    """Open articles, highlight in them and undo."""
    numbers = [ArticleId(number) for number in library.search(Query()).identities()[:200]]
    show("open an article", [timed(partial(library.article, number)) for number in numbers])
    show(
        "highlight",
        [timed(partial(library.add_highlight, number, Span(0, 4), 1)) for number in numbers],
    )
    show("undo", [timed(library.undo) for _ in numbers])
    show("count shelves and tags", [timed(library.collections) for _ in range(10)])


def measure_names(library: Library, short: Path) -> None:
    """Load the model, recognise a backlog, then articles of 300 words that nobody has seen before."""

    def recognise(article: ArticleId) -> list[float]:
        begun = time.perf_counter()
        steps = []
        for _ in library.recognise(article):
            now = time.perf_counter()
            steps.append((now - begun) * 1000)
            begun = now
        return [*steps, (time.perf_counter() - begun) * 1000]

    waiting = library.unrecognised(BACKLOG + 3)
    show("load the names model, first article", [sum(recognise(waiting.pop()))])
    recognise(waiting.pop())
    steps = [step for article in waiting for step in recognise(article)]
    words = sum(library.article(article).text.count(" ") + 1 for article in waiting)
    rate = len(waiting) / sum(steps) * 1000
    print(
        f"{'recognise a backlog':<44}{rate:>10.1f} articles/s of {words / len(waiting):.0f} words", flush=True
    )
    show("between two looks while recognising", steps)
    before = set(library.search(Query()).identities())
    library.import_files([str(short)], "bench", [])
    fresh = [ArticleId(each) for each in library.search(Query()).identities() if each not in before]
    show(
        "names of an article of 300 words, unseen",
        [timed(partial(recognise, each)) + timed(partial(library.names, each)) for each in fresh],
    )
    show("names of an article, seen", [timed(partial(library.names, article)) for article in fresh])


def measure_start(library: Path) -> None:
    """Start the program anew and draw its window."""
    command = [sys.executable, "-m", "reader", "--library", str(library), "picture", str(library / "x.png")]
    show(
        "process start to a picture of the window",
        [timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3)],
    )


if __name__ == "__main__":
    main()
