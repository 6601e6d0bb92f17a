"""Measure the search alone, on a corpus of SIZE articles, beside the engines people would pick instead.

    python packaging/search_bench.py --size 100000

SQLite FTS5 comes with Python; tantivy and Xapian are measured where they can be imported (`pip install
tantivy`, Debian's python3-xapian). Milliseconds of processor time, then of wall clock, each the median and
the 95th percentile. Ours gives the first two hundred in order, as the window shows them, and the number of
all; the others the first fifty. Compare ratios
within one run, not numbers of two machines. Each bar says what is meant to be reached at 100,000 articles,
and whether it is; "as built" is our index before it was joined.
"""

import argparse
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import search_peers
from reader.library.search.listing import Listing, NewestFirst
from reader.library.search.orders import BestFirst, Ordered
from reader.library.search.searching import PAGE
from reader.search.index import Entry, Index
from search_corpus import CORPUS, Made, corpus, fill_library

TYPED = "north korea missile launch"
SAMPLE = 2_000
ROUNDS = 3

BARS = {
    "common word": {"p50": 3.0},
    "two words": {"p50": 3.0},
    "phrase": {"p50": 5.0},
    "prefix": {"p50": 3.0},
    "wildcard": {"p50": 4.0},
    "typing, by score": {"mean": 4.5, "p95": 20.0},
    "typing, by date": {"mean": 2.5, "p95": 20.0},
}
"""Milliseconds of processor time, by what is asked."""
RATIOS = {"FTS5": 0.08, "Xapian": 0.35, "tantivy": 1.3}
"""Our time beside that of each peer while typing by score, mean by mean."""
AS_BUILT = 2.0
"""Times as long as the joined index the one as built may take."""


class Ours:
    """Pressmark's index, asked as the window asks it."""

    patterns = True

    def __init__(self, folder: Path, name: str = "Pressmark") -> None:
        self.name = name
        self._index = Index(folder)
        self._searcher = self._index.searcher()
        self._days: dict[int, int] = {}

    def forget(self) -> None:
        """Read the index anew, with nothing remembered."""
        self._searcher.close()
        self._searcher = self._index.searcher()

    def best(self, words: str, typing: bool) -> int:
        """Find, and order the first page by score; give the number of articles found."""
        return _first_page(BestFirst(self._searcher.find(words, typing=typing)))

    def newest(self, words: str, typing: bool) -> int:
        """Find, and order the first page by date."""
        return _first_page(NewestFirst(self._listing, self._searcher.find(words, typing=typing).articles))

    def load_days(self, days: dict[int, int]) -> None:
        """Take the days of the articles, as the store would list them."""
        self._listing = Listing(array("q", sorted(days, key=lambda number: (-days[number], -number))))


def _first_page(order: Ordered) -> int:
    order.first(PAGE)
    return len(order)


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
    copytree(folder, folder.with_name("as-built"))
    segments = len([*folder.glob("*.trm")])
    for _ in index.join():
        pass
    spent = time.process_time() - began - reading
    wall = time.perf_counter() - wall
    peak = peak_memory()
    facts = index.state()
    rates = f"wall {size / wall:.0f}; {size / built:.0f} before {segments} segments were joined"
    print(
        f"{'build':<34}{size / spent:>9.0f} articles/s of CPU; {rates}; {bar(900, size / spent, least=True)}"
    )
    print(f"{'  peak memory':<34}{peak:>9.0f} MB; {bar(500, peak)}")
    print(
        f"{'index':<34}{facts.bytes / size / 1000:>9.2f} KB an article; {bar(3.2, facts.bytes / size / 1000)}"
    )
    times = []
    for number in range(size + 1, size + 21):
        entry = Entry("article", number, number, f"A title {number}", "A short text of a few words. " * 80)
        began = time.process_time()
        index.apply([entry], number)
        times.append((time.process_time() - began) * 1000)
    middle = statistics.median(times)
    print(f"{'one new article':<34}{middle:>9.1f} ms; 95 % within {percentile(times):.1f}; {bar(20, middle)}")
    index.apply([Entry("article", n, n, "", "", gone=True) for n in range(size + 1, size + 21)], size)
    for _ in index.join():
        pass


def fixed_loop() -> float:
    """Give the seconds of a loop that is always the same: how fast the machine is just now."""
    began = time.process_time()
    sum(range(20_000_000))
    return time.process_time() - began


def peak_memory(whose: int = resource.RUSAGE_SELF) -> float:
    """Give the most memory a process had so far, in MB; of children the largest one's."""
    return resource.getrusage(whose).ru_maxrss / 1024


def two_builders(folder: Path) -> None:
    """Make the index of a library anew as the program does, with two processes, and print what it took."""
    from reader.library.library import Library

    os.nice(10)  # as the worker
    library = Library.open(folder, writable=True)
    loops, size = [fixed_loop()], library.standing().stored
    began = time.perf_counter()
    found = peak = 0.0
    for step in library.rebuild_index():
        if step.done >= size and not found:
            found, peak = time.perf_counter() - began, peak_memory()
    joined = time.perf_counter() - began
    loops.append(fixed_loop())
    library.close()
    print(
        f"{'two builders, from a library':<34}{size / found:>9.0f} articles/s of wall, all found; "
        f"{size / joined:.0f} joined, too; {bar(1_800, size / found, least=True)} "
        f"(a fixed loop took {loops[0]:.2f} s before and {loops[1]:.2f} s after)"
    )
    second = peak_memory(resource.RUSAGE_CHILDREN)
    most = max(peak + second, peak_memory())
    print(
        f"{'  peak memory':<34}{most:>9.0f} MB: {peak:.0f} and {second:.0f} at once, {peak_memory():.0f} "
        f"to join; {bar(500, most)}"
    )


def cold(folder: Path) -> None:
    """Open the index in a fresh process and answer a first question: by itself, then with its libraries.

    What the program is made of takes its time once a start, whatever the library; numpy is most of it.
    """
    whole, began_all = time.process_time(), time.perf_counter()
    import reader.search.answering.searcher  # numpy
    import reader.search.segments.layout  # noqa: F401 (Whoosh)

    began, wall = time.process_time(), time.perf_counter()
    found = len(Index(folder).searcher().find("minister").best_first())
    spent, wall = (time.process_time() - began) * 1000, (time.perf_counter() - wall) * 1000
    whole, began_all = (time.process_time() - whole) * 1000, (time.perf_counter() - began_all) * 1000
    print(
        f"{'cold, to the first answer':<34}{spent:>9.0f} ms of CPU, wall {wall:.0f}; {bar(150, wall)} "
        f"({found} found); with loading numpy and Whoosh before it {whole:.0f}, wall {began_all:.0f}"
    )


class Questions(NamedTuple):
    """What is asked, by kind."""

    kinds: dict[str, list[str]]
    patterns: dict[str, list[str]]
    near: dict[str, list[str]]
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
    often = [word for word, _ in Counter(word for words in split for word in words).most_common(4)]
    kinds = {
        "rare word": some(0.001, 0.004, 10),
        "common word": common[:5],
        "two words": [" ".join(pair) for pair in zip(common[:5], common[5:], strict=False)],
        "phrase": [f'"{" ".join(pair)}"' for pair, _ in pairs.most_common(40)[::8]],
        "prefix": [f"{word[:4]}*" for word in some(0.05, 0.3, 3)],
        "phrase of commonest words": [f'"{" ".join(pair)}"' for pair in pairwise(often)],
    }
    patterns = {
        "wildcard": [f"{word[:1]}?{word[2:5]}*" for word in common[:3]],
        "wildcard, open at the front": ["*ing", "*ment", f"*{common[0][2:5]}*"],
        "similar": [f"{word[:2]}{word[3:]}~" for word in common[:5]],
    }
    near = {
        "near": [" NEAR/5 ".join(pair) for pair in zip(common[:5], common[5:], strict=False)],
        "near, of commonest words": [" NEAR/5 ".join(pair) for pair in pairwise(often)],
    }
    keys = [TYPED[:end] for end in range(1, len(TYPED) + 1) if TYPED[end - 1] != " "]
    return Questions(kinds, patterns, near, keys)


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


def bar(limit: float, value: float, *, least: bool = False) -> str:
    """Word a bar, and whether a value keeps to it: at most so much, or at least."""
    met = value >= limit if least else value <= limit
    return f"bar {'at least' if least else 'at most'} {limit:g}: {'met' if met else 'MISSED'}"


def row(what: str, name: str, times: Times, ours: Times | None) -> None:
    """Print a line of the table, with the bar; of a peer, with the ratio of ours to it."""
    line = f"{what:<28}{name:<11}"
    for each in times:
        line += f"{statistics.median(each):>9.2f}{percentile(each):>9.2f}{statistics.mean(each):>9.2f}"
    bars = []
    if ours is None:
        figures = {"p50": statistics.median, "p95": percentile, "mean": statistics.mean}
        line += " " * 10
        bars = [f"{name} {bar(most, figures[name](times.cpu))}" for name, most in BARS.get(what, {}).items()]
    elif name == "as built":
        ratio = statistics.mean(times.cpu) / statistics.mean(ours.cpu)
        line += f"{ratio:>8.2f}× "
        bars = [f"of the joined one {bar(AS_BUILT, ratio)}"]
    else:
        ratio = statistics.mean(ours.cpu) / statistics.mean(times.cpu)
        line += f"{ratio:>8.2f}× "
        bars = [f"of 100,000 articles {bar(RATIOS[name], ratio)}"] if what == "typing, by score" else []
    print(f"{line}  {', '.join(bars)}".rstrip(), flush=True)


def compare(folder: Path, path: Path) -> None:
    """Ask every engine the same."""
    asked = questions(path)
    days = {each.number: each.day for each in made(path)}
    ours, built = Ours(folder), Ours(folder.with_name("as-built"), "as built")
    ours.load_days(days)
    built.load_days(days)
    engines: list[Ours | search_peers.Peer] = [ours, built]
    for kind in search_peers.PEERS:
        if not kind.is_there():
            print(f"{'build, ' + kind.name:<34}{'is not here:':>22} {kind.wanted}")
            continue
        began, wall = time.process_time(), time.perf_counter()
        engines.append(kind(folder.parent, made(path)))
        rate = len(days) / (time.process_time() - began)
        wall = len(days) / (time.perf_counter() - wall)
        print(f"{'build, ' + kind.name:<34}{rate:>9.0f} articles/s of CPU; wall {wall:.0f}", flush=True)
    heads = f"{'CPU p50':>9}{'p95':>9}{'mean':>9}{'wall p50':>9}{'p95':>9}{'mean':>9}"
    print(f"\n{'':<39}{heads}{'ours':>9}   (load {os.getloadavg()[0]:.1f})")
    for what, words in asked.kinds.items():
        _compare(what, words, engines, typing=False)
    for what, words in asked.patterns.items():
        _compare(what, words, [each for each in engines if each.patterns], typing=False)
    for what, words in asked.near.items():
        _compare(what, words, [ours, built], typing=False)
    _compare("typing, by score", asked.keys, engines, typing=True)
    _compare("typing, by date", asked.keys, engines, typing=True, newest=True)
    _cross_check([each for words in asked.kinds.values() for each in words], [ours, *engines[2:]])


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
    print(
        f"The search: {size} articles mixed of {'real news' if real.is_file() else 'the samples'}", flush=True
    )
    if not path.exists():
        with path.open("w", encoding="utf-8") as out:
            for each in corpus(size, real):
                out.write(json.dumps(each) + "\n")
    fill_library(folder / "library", made(path))
    for step in ("build", "two", "cold"):
        command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
        subprocess.run(command, check=True)
    compare(folder / "index", path)


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where corpus and indexes are kept; else nowhere")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="real articles to mix")
    parser.add_argument("--step", choices=["build", "two", "cold"], help="one part, in a process of its own")
    chosen = parser.parse_args()
    if chosen.step == "build":
        build(chosen.folder / "index", chosen.folder / "corpus.jsonl")
    elif chosen.step == "two":
        two_builders(chosen.folder / "library")
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
