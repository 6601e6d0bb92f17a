"""Bad days on a real small disk, full or read-only: one clear trouble, nothing lost, and work goes on."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom import MOON, catch_up
from reader.library.library import Library
from reader.model.errors import ReaderError, Trouble
from reader.model.query import Query
from reader.model.span import Span


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    path = tmp_path / "disk"
    path.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "none", path], check=False).returncode
    ):
        pytest.skip("a small disk needs root and mount")
    yield path
    subprocess.run(["umount", "-l", path], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on the disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(bytes(4096))
        except OSError:
            pass
    return filler


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(120):
        text = MOON.replace("Moon", f"Moon {number}") + f"\n\nLine {number} of the day.\n" * 20
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


@pytest.mark.filterwarnings("ignore")
def test_a_full_disk_is_told_and_work_goes_on_when_there_is_room(disk: Path, news: Path, tmp_path: Path):
    Library.create(disk / "library")
    library = Library.open(disk / "library", writable=True)
    first = news / "0.txt"
    library.import_files([str(first)], "news", [])
    catch_up(library)
    article = library.article(library.search(Query()).rows[0].id)
    filler = fill(disk)
    for work in (
        lambda: library.import_files([str(news)], "news", []),
        lambda: [library.add_highlight(article.id, Span(0, 8), 1, "x" * 10_000) for _ in range(500)],
        lambda: list(library.export(Query(), disk / "out.md")),
    ):
        with pytest.raises(ReaderError) as caught:
            work()
        assert caught.value.code is Trouble.DISK_FULL
    assert not (disk / "out.md").exists()
    assert library.article(article.id).text == article.text
    filler.unlink()
    report = library.import_files([str(news)], "news", [])
    assert report.failed == 0
    catch_up(library)
    assert library.search(Query("soil")).total == library.search(Query()).total == 120
    library.close()


def test_a_full_disk_leaves_the_index_as_it_was(disk: Path, news: Path):
    Library.create(disk / "library")
    library = Library.open(disk / "library", writable=True)
    library.import_files([str(news / "0.txt")], "news", [])
    catch_up(library)
    library.import_files([str(path) for path in sorted(news.iterdir())[:40]], "news", [])
    filler = fill(disk)
    with pytest.raises(ReaderError) as caught:
        catch_up(library)
    assert caught.value.code is Trouble.DISK_FULL
    assert library.search(Query("soil")).total == 1
    filler.unlink()
    catch_up(library)
    assert library.search(Query("soil")).total == library.search(Query()).total
    library.close()


def test_a_read_only_disk_can_be_read(disk: Path, news: Path):
    Library.create(disk / "library")
    library = Library.open(disk / "library", writable=True)
    library.import_files([str(news / "0.txt")], "news", [])
    catch_up(library)
    library.close()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(ReaderError) as caught:
        Library.open(disk / "library", writable=True)
    assert caught.value.code is Trouble.FOLDER_READ_ONLY
    library = Library.open(disk / "library", writable=False)
    assert library.search(Query("soil")).total == 1
    library.close()
