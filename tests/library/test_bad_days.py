"""Bad days on a real small disk, full or read-only: one clear trouble, nothing lost, and work goes on."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_disk import KINDS, Disk, SmallDisk, disk_of, small_disk

from newsroom import MOON, catch_up
from reader.library.library import Library
from reader.model.errors import ReaderError, Trouble
from reader.model.query import Query
from reader.model.span import Span


@pytest.fixture(params=KINDS)
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    with disk_of(request.param, tmp_path / "disk", 4) as made:
        yield made


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 4) as mounted:
        if mounted is None:
            pytest.skip("mounting needs rights")
        yield mounted


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(120):
        text = MOON.replace("Moon", f"Moon {number}") + f"\n\nLine {number} of the day.\n" * 20
        (folder / f"{number}.txt").write_text(text, "utf-8")
    return folder


@pytest.mark.filterwarnings("ignore")
def test_a_full_disk_is_told_and_work_goes_on_when_there_is_room(full: Disk, news: Path, tmp_path: Path):
    Library.create(full.path / "library")
    library = Library.open(full.path / "library", writable=True)
    first = news / "0.txt"
    library.import_files([str(first)], "news", [])
    catch_up(library)
    article = library.article(library.search(Query()).rows[0].id)
    full.fill()
    for work in (
        lambda: library.import_files([str(news)], "news", []),
        lambda: [library.add_highlight(article.id, Span(0, 8), 1, "x" * 10_000) for _ in range(500)],
        lambda: list(library.export(Query(), full.path / "out.md")),
    ):
        with pytest.raises(ReaderError) as caught:
            work()
        assert caught.value.code is Trouble.DISK_FULL
    assert not (full.path / "out.md").exists()
    assert library.article(article.id).text == article.text
    full.clear()
    report = library.import_files([str(news)], "news", [])
    assert report.failed == 0
    catch_up(library)
    assert library.search(Query("soil")).total == library.search(Query()).total == 120
    library.close()


def test_a_full_disk_leaves_the_index_as_it_was(full: Disk, news: Path):
    Library.create(full.path / "library")
    library = Library.open(full.path / "library", writable=True)
    library.import_files([str(news / "0.txt")], "news", [])
    catch_up(library)
    library.import_files([str(path) for path in sorted(news.iterdir())[:40]], "news", [])
    full.fill()
    with pytest.raises(ReaderError) as caught:
        catch_up(library)
    assert caught.value.code is Trouble.DISK_FULL
    assert library.search(Query("soil")).total == 1
    full.clear()
    catch_up(library)
    assert library.search(Query("soil")).total == library.search(Query()).total
    library.close()


def test_a_read_only_disk_can_be_read(disk: SmallDisk, news: Path):
    Library.create(disk.path / "library")
    library = Library.open(disk.path / "library", writable=True)
    library.import_files([str(news / "0.txt")], "news", [])
    catch_up(library)
    library.close()
    subprocess.run(["mount", "-o", "remount,ro", disk.path], check=True)
    with pytest.raises(ReaderError) as caught:
        Library.open(disk.path / "library", writable=True)
    assert caught.value.code is Trouble.FOLDER_READ_ONLY
    library = Library.open(disk.path / "library", writable=False)
    assert library.search(Query("soil")).total == 1
    library.close()
