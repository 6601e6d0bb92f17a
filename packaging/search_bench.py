"""Measure the search alone, on a corpus of SIZE articles, beside the engines people would pick instead.

    python packaging/search_bench.py --size 100000

SQLite FTS5 comes with Python; tantivy and Xapian are measured where they can be imported (`pip install
tantivy`, Debian's python3-xapian). Milliseconds of processor time, then of wall clock, each the median and
the 95th percentile. Ours gives every article found, in order; the others the first fifty. Compare ratios
within one run, not numbers of two machines.
"""

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import search_peers
from reader.search.index import Entry, Index
from search_corpus import CORPUS, Made, corpus

TYPED = "north korea missile launch"
SAMPLE = 2_000
ROUNDS = 3


class Ours:
    """Pressmark's index, asked as the window asks it."""

    name = "Pressmark"

    def __init__(self, folder: Path) -> None:
        self._index = Index(folder)
        self._searcher = self._index.searcher()
        self._days: dict[int, int] = {}

    def forget(self) -> None:
        """Read the index anew, with nothing remembered."""
        self._searcher.close()
        self._searcher = self._index.searcher()

    def best(self, words: str, typing: bool) -> int:
        """Find and order by score; give the number of articles found."""
        return len(self._searcher.find(words, typing=typing).best_first())

    def newest(self, words: str, typing: bool) -> int:
        """Find and order by date."""
        hits = self._searcher.find(words, typing=typing)
        return len(self._listing.found_in_order(hits.articles))

    def load_days(self, days: dict[int, int]) -> None:
        """Take the days of the articles, as the store would list them."""
        from array import array

        from reader.library.search.listing import Listing

        self._listing = Listing(array("q", sorted(days, key=lambda number: (-days[number], -number))))


def made(path: Path) -> Iterator[Made]:
    """Read the corpus."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield Made(*json.loads(line))


def build(folder: Path, path: Path) -> None:
    """Build the index in a process of its own and print what it took."""
    began = time.process_time()
    for _ in made(path):
        pass
    reading = time.process_time() - began
    index = Index.open(folder)
    size = sum(1 for _ in made(path))
    wall, began = time.perf_counter(), time.process_time()
    index.apply(
        (Entry("article", each.number, each.number, each.title, each.body) for each in made(path)), size
    )
    built = time.process_time() - began - reading
    for _ in index.join():
        pass
    spent = time.process_time() - began - reading
    wall = time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = index.state()
    rates = f"with joining {size / spent:.0f}, wall {size / wall:.0f}"
    print(f"{'build':<34}{size / built:>9.0f} articles/s of CPU; {rates}", flush=True)
    print(f"{'index':<34}{facts.bytes / size / 1000:>9.2f} KB an article; peak memory {peak:.0f} MB")
    times = []
    for number in range(size + 1, size + 21):
        entry = Entry("article", number, number, f"A title {number}", "A short text of a few words. " * 80)
        began = time.process_time()
        index.apply([entry], number)
        times.append((time.process_time() - began) * 1000)
    print(f"{'one new article':<34}{statistics.median(times):>9.1f} ms; 95 % within {percentile(times):.1f}")
    index.apply([Entry("article", n, n, "", "", gone=True) for n in range(size + 1, size + 21)], size)
    for _ in index.join():
        pass


def cold(folder: Path) -> None:
    """Open the index in a fresh process and answer a first question."""
    began, wall = time.process_time(), time.perf_counter()
    found = len(Index(folder).searcher().find("minister").best_first())
    print(
        f"{'cold, to the first answer':<34}{(time.process_time() - began) * 1000:>9.0f} ms of CPU, "
        f"wall {(time.perf_counter() - wall) * 1000:.0f} ({found} found)"
    )


class Questions(NamedTuple):
    """What is asked, by kind."""

    kinds: dict[str, list[str]]
    keys: list[str]


def questions(path: Path) -> Questions:
    """Choose words by how common they are, always the same ones."""
    texts = [f"{each.title}\n{each.body}".lower() for each in islice(made(path), SAMPLE)]
    split = [re.findall(r"[a-z]+", text) for text in texts]
    documents = Counter(word for words in split for word in set(words) if len(word) > 3)
    share = {word: count / len(texts) for word, count in documents.items()}
    dice = random.Random(3)

    def some(low: float, high: float, count: int) -> list[str]:
        fitting = sorted(word for word, part in share.items() if low <= part <= high)
        return dice.sample(fitting, min(count, len(fitting)))

    common = some(0.15, 0.5, 10)
    pairs = Counter(
        pair for words in split for pair in pairwise(words) if all(share.get(w, 1) < 0.5 for w in pair)
    )
    kinds = {
        "rare word": some(0.001, 0.004, 10),
        "common word": common[:5],
        "two words": [" ".join(pair) for pair in zip(common[:5], common[5:], strict=False)],
        "phrase": [f'"{" ".join(pair)}"' for pair, _ in pairs.most_common(40)[::8]],
        "prefix": [f"{word[:4]}*" for word in some(0.05, 0.3, 3)],
    }
    keys = [TYPED[:end] for end in range(1, len(TYPED) + 1) if TYPED[end - 1] != " "]
    return Questions(kinds, keys)


def percentile(times: list[float]) -> float:
    """Give the 95th percentile."""
    return sorted(times)[min(len(times) - 1, round(0.95 * (len(times) - 1)))]


class Times(NamedTuple):
    """Milliseconds of processor and of wall clock, one of each a question."""

    cpu: list[float]
    wall: list[float]


def timed(asked: list[Callable[[], object]], forget: Callable[[], None], *, each: bool) -> Times:
    """Ask every question, the quickest of a few rounds; forget everything before each, or before a round."""
    rounds: list[list[tuple[float, float]]] = []
    for _ in range(ROUNDS):
        forget()
        took = []
        for ask in asked:
            if each:
                forget()
            began, wall = time.process_time(), time.perf_counter()
            ask()
            took.append(((time.process_time() - began) * 1000, (time.perf_counter() - wall) * 1000))
        rounds.append(took)
    return Times(
        [min(took[at][0] for took in rounds) for at in range(len(asked))],
        [min(took[at][1] for took in rounds) for at in range(len(asked))],
    )


def row(what: str, name: str, times: Times, ours: Times | None) -> None:
    """Print a line of the table; with the ratio of ours to this engine."""
    line = f"{what:<26}{name:<12}"
    for each in times:
        line += f"{statistics.median(each):>9.2f}{percentile(each):>9.2f}{statistics.mean(each):>9.2f}"
    if ours is not None:
        line += f"{statistics.mean(ours.cpu) / statistics.mean(times.cpu):>9.2f}×"
    print(line, flush=True)


def compare(folder: Path, path: Path) -> None:
    """Ask every engine the same."""
    asked = questions(path)
    days = {each.number: each.day for each in made(path)}
    ours = Ours(folder)
    ours.load_days(days)
    engines: list[Ours | search_peers.Peer] = [ours]
    for kind in search_peers.PEERS:
        if kind.is_there():
            began, wall = time.process_time(), time.perf_counter()
            engines.append(kind(folder.parent, made(path)))
            rate = len(days) / (time.process_time() - began)
            wall = len(days) / (time.perf_counter() - wall)
            print(f"{'build, ' + kind.name:<34}{rate:>9.0f} articles/s of CPU; wall {wall:.0f}", flush=True)
    print(f"\n{'':<38}{'CPU p50':>9}{'p95':>9}{'mean':>9}{'wall p50':>9}{'p95':>9}{'mean':>9}{'ours':>10}")
    for what, words in asked.kinds.items():
        _compare(what, words, engines, typing=False)
    patterns = [f"{word[:1]}?{word[2:5]}*" for word in asked.kinds["common word"][:3]]
    _compare("wildcard", patterns, engines[:1], typing=False)
    _compare("typing, by score", asked.keys, engines, typing=True)
    _compare("typing, by date", asked.keys, engines, typing=True, newest=True)
    _cross_check([each for words in asked.kinds.values() for each in words], engines)


def _compare(
    what: str,
    words: list[str],
    engines: "list[Ours | search_peers.Peer]",
    *,
    typing: bool,
    newest: bool = False,
) -> None:
    first: Times | None = None
    for engine in engines:
        ask = engine.newest if newest else engine.best
        times = timed([partial(ask, each, typing) for each in words], engine.forget, each=not typing)
        row(what, engine.name, times, first)
        first = first or times


def _cross_check(words: list[str], engines: "list[Ours | search_peers.Peer]") -> None:
    """Compare how many articles each engine finds: stems and borders of words differ a little."""
    ours = [engines[0].best(each, False) for each in words]
    for engine in engines[1:]:
        counts = [engine.count(each) for each in words]  # type: ignore[union-attr]
        close = sum(abs(a - b) <= max(2, 0.01 * a) for a, b in zip(ours, counts, strict=True))
        odd = [
            f"{each} {a}/{b}"
            for each, a, b in zip(words, ours, counts, strict=True)
            if abs(a - b) > max(2, 0.01 * a)
        ]
        print(f"counts within 1 % of {engine.name}: {close} of {len(words)}  {'; '.join(odd[:6])}")


def measure(size: int, folder: Path, real: Path = CORPUS) -> None:
    """Make the corpus, build, and print one table."""
    path = folder / "corpus.jsonl"
    if not path.exists():
        with path.open("w", encoding="utf-8") as out:
            for each in corpus(size, real):
                out.write(json.dumps(each) + "\n")
    for step in ("build", "cold"):
        command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
        subprocess.run(command, check=True)
    compare(folder / "index", path)


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where corpus and indexes are kept; else nowhere")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="real articles to mix")
    parser.add_argument("--step", choices=["build", "cold"], help="one part, in a process of its own")
    chosen = parser.parse_args()
    if chosen.step == "build":
        build(chosen.folder / "index", chosen.folder / "corpus.jsonl")
    elif chosen.step == "cold":
        cold(chosen.folder / "index")
    elif chosen.folder:
        chosen.folder.mkdir(parents=True, exist_ok=True)
        measure(chosen.size, chosen.folder, chosen.corpus)
    else:
        with tempfile.TemporaryDirectory(prefix="pressmark-search-") as name:
            measure(chosen.size, Path(name), chosen.corpus)


if __name__ == "__main__":
    main()
