"""The start of the window: only what its first look needs is loaded; garbage is collected after it."""

import subprocess
import sys
from pathlib import Path

from reader.library.library import Library

START = """
import gc, sys
from PySide6.QtCore import QTimer
from reader import __main__ as front_door
from reader.app import program
seen = []
def look(window):
    seen.append(gc.isenabled())
    for name in sys.argv[2:]:
        assert name not in sys.modules, name
    QTimer.singleShot(2_500, window.close)
class Watched(program.Program):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.opened.connect(look)
program.Program = Watched
status = front_door.run(["--library", sys.argv[1]])
assert seen == [False], seen
assert gc.isenabled()
sys.exit(status)
"""

LATER = (
    "numpy",
    "spacy",
    "reader.formats.sniff",
    "reader.formats.plain_text",
    "reader.library.parts",
    "reader.library.imports.reading",
    "reader.library.names.recognising",
    "reader.ui.sheets.about_sheet",
    "reader.ui.sheets.preferences_sheet",
)


def test_a_window_comes_up_without_what_is_needed_later(tmp_path: Path):
    folder = tmp_path / "library"
    Library.create(folder)
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder), *LATER],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
