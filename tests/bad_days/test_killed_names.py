"""The search for names killed again and again: what was found is whole, and the rest is found afterwards."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from time import monotonic, sleep

from killing import PATIENCE, is_whole, kill, start, stored
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.mention import Recognition
from reader.model.query import Query

KILLS = 5
ARTICLES = 120


def write_news(folder: Path) -> None:
    for number in range(ARTICLES):
        text = f"Talks in Geneva, part {number}\n\n" + "".join(
            f"On day {number} of round {part} diplomats of France and Kenya met in Geneva. "
            f"The United Nations said that Kenya would pay {number + part} million dollars.\n\n"
            for part in range(6)
        )
        (folder / f"{number:03}.txt").write_text(text, "utf-8")


def find_names(folder: Path) -> None:
    """Find the names of all articles that wait: what the killed program runs."""
    library = Library.open(folder, writable=False)
    for article in library.unrecognised(ARTICLES):
        for _ in library.recognise(article):
            pass
    library.close()


def found(folder: Path) -> int:
    """Count the articles whose names are stored, as any other program may while they are looked for."""
    if not (folder / "names.sqlite").exists():
        return 0
    library = Library.open(folder, writable=False)
    done, _ = library.recognised()
    library.close()
    return done


def wait_for_more(folder: Path, program, before: int) -> None:
    deadline = monotonic() + PATIENCE
    while program.poll() is None and found(folder) <= before and monotonic() < deadline:
        sleep(0.02)


def test_the_search_for_names_killed_again_and_again(tmp_path: Path):
    dice = Random(11)
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    write_news(news)
    Library.create(folder)
    library = Library.open(folder, writable=True)
    library.import_files([str(news)], "news", [])
    library.close()
    seen = 0
    for _ in range(KILLS):
        program = start(__file__, str(folder))
        wait_for_more(folder, program, seen)
        sleep(dice.uniform(0, 0.1))
        assert kill(program)
        now = found(folder)
        assert now > seen  # what was found is not looked for again
        seen = now
    find_names(folder)
    assert is_whole(folder)
    with closing(sqlite3.connect(folder / "names.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    library = Library.open(folder, writable=False)
    assert found(folder) == stored(folder) == ARTICLES
    for number in library.search(Query()).identities():
        names = library.names(ArticleId(number))
        assert names.state is Recognition.DONE
        assert {"Geneva", "France", "Kenya"} <= {mention.name for mention in names.mentions}
    library.close()


if __name__ == "__main__":
    find_names(Path(sys.argv[1]))
