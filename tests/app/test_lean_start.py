"""The window's process stays lean: what the worker needs is not loaded in it."""

import subprocess
import sys
from pathlib import Path

from reader.library.library import Library
from reader.places import resource

LOOK = """
import sys
from pathlib import Path
from reader.app.stage import Scene, Stage
from reader.model.ids import ArticleId
with Stage(Path(sys.argv[1]), Scene()) as stage:
    stage.settle()
    stage.window.browsing.open_article(ArticleId(1))
    stage.settle()
    assert stage.window.panes.page.article() is not None
    for name in ("spacy", "thinc", "fingerprints", "normality"):
        assert name not in sys.modules, name
"""


def test_a_window_with_an_open_article_has_not_loaded_spacy(tmp_path: Path):
    folder = tmp_path / "library"
    Library.create(folder)
    library = Library.open(folder, writable=True)
    report = library.import_files([str(resource("samples"))], "samples", [])
    for _ in library.catch_up():
        pass
    assert report.batch is not None
    for _ in library.recognise_batch(report.batch):
        pass
    library.close()
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, "")
