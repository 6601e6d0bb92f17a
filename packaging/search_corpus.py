"""Makes a corpus of SIZE articles to search in: real sentences mixed anew, always the same ones.

Each article keeps the theme of one real article: half of its sentences come from articles like it. Numbers
are drawn anew and three names invented for each article, so that the vocabulary grows as that of real news
does; without that every word would be common. Of real news when a corpus lies beside the project, else of
the samples.
"""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reader.formats.plain_text import read_plain_text
from reader.model.article import Block, Draft, Origin, Role
from reader.places import resource
from reader.store import articles, imports
from reader.store.files.database import Database

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "articles.jsonl.gz"
FIRST_DAY = date(2000, 1, 1)
DAYS = 9_450
STORED = "2025-11-01T00:00:00+00:00"


class Made(NamedTuple):
    """An article of the corpus; `day` counts as `date.toordinal` does."""

    number: int
    title: str
    body: str
    day: int


class _Real(NamedTuple):
    title: str
    theme: str
    sentences: list[str]


def real_articles(path: Path) -> list[_Real]:
    """Give real articles as lists of sentences: those of a file where it lies there, else the samples."""
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found = [json.loads(line) for line in lines]
        # The few of the smaller outlets count more, so that no theme drowns the others.
        many = [(each["title"], each["outlet"] + each["outlet"][:1], each["body"]) for each in found]
    else:
        texts = [
            read_plain_text(path.read_bytes(), path.name) for path in sorted(resource("samples").iterdir())
        ]
        many = [(text.title, text.source, text.text) for text in texts]
    return [_Real(title, theme, _sentences(body)) for title, theme, body in many if _sentences(body)]


def _sentences(body: str) -> list[str]:
    return [each.strip() for each in re.split(r"(?<=[.!?])\s+|\n+", body) if 4 <= len(each.split()) <= 60]


class _Names:
    """Invents names that sound like those of the corpus, letter by letter."""

    def __init__(self, articles: list[_Real], dice: random.Random) -> None:
        self._dice = dice
        self._after: dict[str, list[str]] = {}
        words = {
            word
            for each in articles
            for line in each.sentences
            for word in re.findall(r"\b[A-Z][a-z]{3,10}\b", line)
        }
        for word in sorted(words):
            spelled = f"^^{word.lower()}$"
            for at in range(len(spelled) - 2):
                self._after.setdefault(spelled[at : at + 2], []).append(spelled[at + 2])

    def invent(self) -> str:
        """Give a name."""
        name, before = "", "^^"
        while len(name) < 13:
            letter = self._dice.choice(self._after[before])
            if letter == "$":
                break
            name, before = name + letter, before[1] + letter
        return name.capitalize()


def corpus(size: int, path: Path = CORPUS) -> Iterator[Made]:
    """Give `size` articles of 400 to 600 words."""
    dice = random.Random(7)
    articles = real_articles(path)
    names = _Names(articles, dice)
    themes: dict[str, list[str]] = {}
    for each in articles:
        themes.setdefault(each.theme, []).extend(each.sentences)
    everything = [line for each in articles for line in each.sentences]
    for number in range(size):
        kept = dice.choice(articles)
        theme = themes[kept.theme]
        wanted, words = dice.randint(400, 600), 0
        lines: list[str] = []
        while words < wanted:
            lines.append(dice.choice(theme if dice.random() < 0.5 and len(theme) > 30 else everything))
            words += len(lines[-1].split())
        at = dice.randrange(len(lines))
        lines[at] += f" {names.invent()} {names.invent()} of {names.invent()} said so."
        body = "\n\n".join(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3))
        body = re.sub(r"\b\d{2,4}\b", lambda found: _redrawn(found.group(), dice), body)
        day = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
        yield Made(number + 1, kept.title, body, day.toordinal())


def fill_library(folder: Path, made: Iterable[Made]) -> None:
    """Make a library of articles, as an import leaves it: stored, and not in the index yet."""
    Database.create(folder).close()
    db = Database.open(folder, writable=True)
    batch = imports.start_batch(db, imports.Order(), now=STORED)
    waiting = iter(made)
    while parcel := list(islice(waiting, 1_000)):
        with db.transaction():
            for each in parcel:
                text = f"{each.title}\n\n{each.body}"
                blocks = (
                    Block(Role.TITLE, 0, len(each.title)),
                    Block(Role.PARAGRAPH, len(each.title) + 2, len(text)),
                )
                draft = Draft(each.title, text, blocks, published=date.fromordinal(each.day).isoformat())
                origin = Origin("", "", str(each.number), "")
                key = str(each.number)
                articles.add_article(
                    db, draft, origin, source="News", text_key=key, batch=batch, added=STORED
                )
    imports.finish_batch(db, batch, cancelled=False, now=STORED)
    db.close()


def _redrawn(number: str, dice: random.Random) -> str:
    return str(dice.randrange(10 ** (len(number) - 1), 10 ** len(number)))
