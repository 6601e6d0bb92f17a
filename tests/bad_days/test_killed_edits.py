"""Edits in a program that is killed: what was acknowledged is there, nothing else is."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from itertools import takewhile
from pathlib import Path
from shutil import copytree

import pytest

from killing import is_whole, kill, start, user_rows
from newsroom import MOON, RATES
from reader.library.library import Library
from reader.model.article import Field
from reader.model.ids import ArticleId, HighlightId
from reader.model.query import Query, Shelf
from reader.model.span import Span

KILLS = 30
EDITS = 200

_TAGS = ("war", "trade", "weather", "äöü", "🌙")


def edit_at_random(library: Library, dice: random.Random) -> None:
    """Make one edit of any kind; the same dice on the same library make the same one."""
    everything = sorted([*ids(library, Shelf.ALL), *ids(library, Shelf.BIN)])
    article = dice.choice(everything)
    marked = sorted(each.id for number in everything for each in library.article(number).highlights)
    tags = dice.sample(_TAGS, dice.randint(0, 3))
    note = dice.choice(["", "a 😀 note", "x" * 2000])
    start = dice.randint(0, 40)
    span = Span(start, start + dice.randint(2, 30))
    on = dice.random() < 0.5
    choices: list[Callable[[], object]] = [
        partial(library.add_highlight, article, span, dice.randint(1, 8), note, tags),
        partial(library.set_article_tags, article, tags),
        partial(library.set_starred, everything, on),
        partial(library.set_unread, [article], on),
        partial(library.move_to_bin if on else library.restore, [article]),
        partial(library.correct, article, dice.choice([Field.TITLE, Field.AUTHOR]), dice.choice(["", "A B"])),
        library.undo,
        library.redo,
    ]
    if marked:
        one = dice.choice(marked)
        choices += [
            partial(library.set_label, one, dice.randint(1, 8)),
            partial(library.set_note, one, note),
            partial(library.set_highlight_tags, one, tags),
            partial(library.remove_highlight, HighlightId(one)),
        ]
    dice.choice(choices)()


def ids(library: Library, shelf: Shelf) -> list[ArticleId]:
    return [ArticleId(number) for number in library.search(Query(shelf=shelf)).identities()]


def edit_and_tell(folder: Path, seed: int) -> None:
    """Make edits, and tell of each on standard output once it is made: what the killed program runs."""
    library = Library.open(folder, writable=True)
    dice = random.Random(seed)
    for number in range(1, EDITS + 1):
        edit_at_random(library, dice)
        sys.stdout.write(json.dumps(number) + "\n")
        sys.stdout.flush()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of two articles, to be copied."""
    folder = tmp_path_factory.mktemp("fresh")
    (folder / "moon.txt").write_text(MOON, "utf-8")
    (folder / "rates.txt").write_text(RATES, "utf-8")
    Library.create(folder / "library")
    library = Library.open(folder / "library", writable=True)
    library.import_files([str(folder / "moon.txt"), str(folder / "rates.txt")], "news", [])
    library.close()
    return folder / "library"


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_program_has_made_the_edits_it_told_of(fresh: Path, tmp_path: Path, seed: int):
    folder = copytree(fresh, tmp_path / "library")
    last = random.Random(seed).randint(1, EDITS - 1)
    program = start(__file__, str(folder), str(seed), stdout=subprocess.PIPE)
    assert program.stdout is not None
    lines = list(takewhile(lambda line: json.loads(line) < last, program.stdout))
    program.kill()
    lines += program.stdout.readlines()  # told before the kill, but not read yet
    kill(program)
    assert is_whole(folder)
    told = len(lines) + 1
    made, one_more = states_after(fresh, tmp_path / "again", seed, told)
    assert user_rows(folder) in (made, one_more)


def states_after(fresh: Path, folder: Path, seed: int, told: int) -> list[dict[str, list[str]]]:
    """Give the rows after the edits told of, and after the next: it may have been made and not told of."""
    copytree(fresh, folder)
    library = Library.open(folder, writable=True)
    dice = random.Random(seed)
    states = []
    for number in range(1, told + 2):
        edit_at_random(library, dice)
        if number >= told:
            states.append(user_rows(folder))
    library.close()
    return states


if __name__ == "__main__":
    edit_and_tell(Path(sys.argv[1]), int(sys.argv[2]))
