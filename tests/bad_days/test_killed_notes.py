"""A note is being typed when the program is killed: at most the last second of it is lost."""

import subprocess
import sys
from itertools import cycle, islice
from pathlib import Path
from random import Random
from string import ascii_lowercase
from time import monotonic

import pytest

from killing import is_whole, kill, start
from newsroom import MOON
from reader.library.library import Library
from reader.model.ids import ArticleId, HighlightId
from reader.model.span import Span

KILLS = 4
PACE = 40
"""Milliseconds between two keys."""

LOST = 1.0
"""Seconds of typing that may be lost."""

SLACK = 0.5
"""Seconds a busy machine may take to save and to tell."""


def typed(count: int) -> str:
    """Give what has been typed after so many keys."""
    return "".join(islice(cycle(ascii_lowercase + " "), count))


def type_and_tell(folder: Path) -> None:
    """Type into a note in a real window without end: what the killed program runs."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from reader.app.stage import Scene, Stage

    stage = Stage(folder, Scene())
    stage.settle()
    stage.window.browsing.open_article(ArticleId(1))
    stage.settle()
    stage.window.panes.side.open_note(HighlightId(1))
    count = 0

    def press() -> None:
        nonlocal count
        count += 1
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, typed(count)[-1])
        sys.stdout.write(f"{count}\n")
        sys.stdout.flush()

    keys = QTimer()
    keys.timeout.connect(press)
    keys.start(PACE)
    QApplication.exec()


@pytest.mark.parametrize("seed", range(KILLS))
def test_at_most_the_last_second_of_a_note_is_lost(tmp_path: Path, seed: int):
    folder = tmp_path / "library"
    Library.create(folder)
    library = Library.open(folder, writable=True)
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    library.import_files([str(tmp_path / "moon.txt")], "news", [])
    library.add_highlight(ArticleId(1), Span(0, 8), 1)
    library.close()
    program = start(__file__, str(folder), stdout=subprocess.PIPE)
    assert program.stdout is not None
    keys: list[tuple[float, int]] = []
    stop = Random(seed).uniform(2.5, 5)
    for line in program.stdout:
        keys.append((monotonic(), int(line)))
        if keys[-1][0] - keys[0][0] >= stop:
            break
    killed = monotonic()
    assert kill(program)
    assert is_whole(folder)
    safe = max((count for moment, count in keys if moment <= killed - LOST - SLACK), default=0)
    library = Library.open(folder, writable=False)
    (highlight,) = library.article(ArticleId(1)).highlights
    library.close()
    assert highlight.note.startswith(typed(safe).rstrip())
    assert typed(keys[-1][1] + 100).startswith(highlight.note)


if __name__ == "__main__":
    type_and_tell(Path(sys.argv[1]))
