"""The file of names is deleted while a library is open: all names are found again."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from newsroom import MOON
from reader.jobs.desk import Desk
from reader.library.library import Library
from reader.model.ids import ArticleId

PATIENCE = 60_000
ARTICLES = 6


def test_all_names_are_found_again(qtbot: QtBot, tmp_path: Path):
    news, folder = tmp_path / "news", tmp_path / "library"
    news.mkdir()
    for number in range(ARTICLES):
        (news / f"{number}.txt").write_text(MOON.replace("Moon", f"Moon {number}"), "utf-8")
    Library.create(folder)
    library = Library.open(folder, writable=True)
    library.import_files([str(news)], "", [])
    library.close()
    desk = Desk(folder)
    counts: list[tuple[int, int]] = []
    desk.names_counted.connect(lambda done, total: counts.append((done, total)))
    try:
        desk.catch_up()
        qtbot.waitUntil(lambda: (ARTICLES, ARTICLES) in counts, timeout=PATIENCE)
        counts.clear()
        for path in folder.glob("names.sqlite*"):
            path.unlink()
        desk.wish_names(ArticleId(1), ())
        qtbot.waitUntil(lambda: (ARTICLES, ARTICLES) in counts, timeout=PATIENCE)
        assert counts[0] < (ARTICLES, ARTICLES)
    finally:
        assert desk.close()
