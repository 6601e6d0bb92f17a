"""Measure "more like this": does half an article find its other half, and an article others of its topics?

    python packaging/like_bench.py

On real articles beside the project (as `search_corpus.py` says), beside Whoosh's own `more_like` over a stock
index of the same texts, in the same run: as it comes, with 5 words, and with as many as ours. `first` and
`rank` are the share of other halves found first and the mean of 1/rank among the first ten; `topic` is the
share of the first ten articles that have a topic in common with the one asked about, among topics of 3 to 80
articles. Milliseconds are processor time a question, in the middle.
"""

import argparse
import gzip
import json
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reader.search.answering.likeness import MOST
from reader.search.index import Entry, Index
from reader.search.language.tree import Alike
from search_corpus import CORPUS

Texts = Sequence[tuple[str, str]]
Ask = Callable[[str, str, int], list[int]]
"""From title, body and the number of the article left out (0 for none) to the first ten others."""

HALVES = 600
TOPICS = 500
SHOWN = 10
TOPIC_SIZES = range(3, 81)


def halved(body: str) -> tuple[str, str]:
    """Cut a body in two, between sentences where there are some."""
    lines = re.split(r"(?<=[.!?])\s+", body)
    if len(lines) < 2:
        lines = body.split()
    middle, length, first = len(body) / 2, 0, 0
    while first < len(lines) - 1 and length < middle:
        length += len(lines[first]) + 1
        first += 1
    return " ".join(lines[:first]), " ".join(lines[first:])


def ours(texts: Texts, folder: Path) -> Ask:
    """Put texts into Pressmark's index, numbered from 1."""
    index = Index.open(folder)
    entries = (Entry("article", number, number, *text) for number, text in enumerate(texts, 1))
    index.apply(entries, len(texts))
    for _ in index.join():
        pass
    searcher = index.searcher()

    def ask(title: str, body: str, but: int) -> list[int]:
        words = tuple((word.form, word.weight) for word in searcher.telling(title, body, indexed=but > 0))
        return searcher.answer(Alike(words, but)).best_first()[:SHOWN].tolist() if words else []

    return ask


def stock(texts: Texts, folder: Path, **terms: int) -> Ask:
    """Put texts into a stock index of Whoosh, numbered from 1; the document before them is empty."""
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import TEXT, Schema
    from whoosh.index import create_in

    folder.mkdir()
    index: Any = create_in(str(folder), Schema(text=TEXT(analyzer=StemmingAnalyzer())))
    writer = index.writer(limitmb=256)
    for title, body in (("", ""), *texts):
        writer.add_document(text=f"{title}\n{body}")
    writer.commit()
    searcher = index.searcher()

    def ask(title: str, body: str, but: int) -> list[int]:
        found = searcher.more_like(but, "text", text=f"{title}\n{body}", top=SHOWN, **terms)
        return [hit.docnum for hit in found]

    return ask


def middle(ask: Ask, questions: Sequence[tuple[str, str, int]]) -> tuple[list[list[int]], float]:
    """Ask all questions; give the answers, and milliseconds of processor time a question."""
    answers, spent = [], []
    for question in questions:
        begun = time.process_time()
        answers.append(ask(*question))
        spent.append((time.process_time() - begun) * 1000)
    return answers, statistics.median(spent)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    with gzip.open(parser.parse_args().corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    dice = random.Random(5)
    halves = [halved(each["body"]) for each in articles]
    long = [number for number, (_, second) in enumerate(halves) if len(second.split()) >= 30]
    asked = dice.sample(long, min(HALVES, len(long)))
    sizes = Counter(tag for each in articles for tag in each["tags"])
    topics = [{tag for tag in each["tags"] if sizes[tag] in TOPIC_SIZES} for each in articles]
    tagged = [number for number, each in enumerate(topics) if each]
    about = dice.sample(tagged, min(TOPICS, len(tagged)))
    first_halves = [(each["title"], first) for each, (first, _) in zip(articles, halves, strict=True)]
    wholes = [(each["title"], each["body"]) for each in articles]
    print(f"{len(articles)} articles, {len(asked)} halves, {len(about)} articles with topics")
    print(f"{'':26}{'first':>8}{'rank':>8}{'topic':>8}{'ms':>8}")
    with tempfile.TemporaryDirectory() as name:
        engines: dict[str, Callable[[Texts, Path], Ask]] = {
            "Pressmark": ours,
            "Whoosh more_like": stock,
            f"Whoosh, {MOST} words": lambda texts, folder: stock(texts, folder, numterms=MOST),
        }
        for place, (engine, build) in enumerate(engines.items()):
            ask = build(first_halves, Path(name, f"halves{place}"))
            answers, _ = middle(ask, [("", halves[number][1], 0) for number in asked])
            ranks = [
                1 / (found.index(number + 1) + 1) if number + 1 in found else 0.0
                for number, found in zip(asked, answers, strict=True)
            ]
            ask = build(wholes, Path(name, f"wholes{place}"))
            answers, spent = middle(ask, [(*wholes[number], number + 1) for number in about])
            shared = [
                sum(bool(topics[other - 1] & topics[number]) for other in found) / SHOWN
                for number, found in zip(about, answers, strict=True)
            ]
            figures = (ranks.count(1.0) / len(ranks), statistics.fmean(ranks), statistics.fmean(shared))
            print(f"{engine:26}" + "".join(f"{each:>8.3f}" for each in figures) + f"{spent:>8.1f}")


if __name__ == "__main__":
    main()
