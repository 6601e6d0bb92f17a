"""Derived files that are lost or spoilt: searching goes on by titles, and the library makes them again."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import rmtree

import pytest

from killing import is_whole, user_rows
from newsroom import MOON, RATES
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.model.query import Query
from reader.model.span import Span

WORDS = ("soil", "quarter", "moon", "the", "rover OR bank", '"south pole"')


def delete(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    dice = Random(7)
    for _ in range(3):
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    path.write_bytes(bytes(content))


HARMS = (delete, cut, empty, zero, flip)


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Path:
    """A closed library of 42 articles, one with a note, in several segments of the index."""
    news = tmp_path / "news"
    news.mkdir()
    for number in range(20):
        (news / f"moon {number}.txt").write_text(MOON.replace("lander", f"lander {number}"), "utf-8")
        (news / f"rates {number}.txt").write_text(RATES.replace("bank", f"bank {number}"), "utf-8")
    for part in ("moon 1*", "moon*", "*"):
        library.import_files([str(path) for path in sorted(news.glob(part))], "news", [])
        for _ in library.catch_up():
            pass
    library.add_highlight(ArticleId(1), Span(0, 8), 1, "a note on the crater")
    for _ in library.catch_up():
        pass
    library.close()
    return library.folder


def answers(library: Library) -> dict[str, set[int]]:
    return {words: set(library.search(Query(words)).identities()) for words in (*WORDS, "crater")}


def index_files(folder: Path) -> list[str]:
    return sorted({path.suffix or path.name for path in (folder / "index").iterdir()})


@pytest.mark.parametrize("harm", HARMS, ids=lambda harm: harm.__name__)
def test_a_spoilt_file_of_the_index_is_mended_and_nothing_else_changes(
    filled: Path, harm: Callable[[Path], None]
):
    before = user_rows(filled)
    library = Library.open(filled, writable=False)
    right = answers(library)
    library.close()
    assert right["crater"] == {1}
    for suffix in index_files(filled):
        path = next(each for each in sorted((filled / "index").iterdir()) if each.name.endswith(suffix))
        if not path.stat().st_size:
            continue  # a lock holds nothing
        harm(path)
        session = Library.open(filled, writable=True)
        for words in WORDS:
            session.search(Query(words))  # right, or by titles only: never a crash
        for _ in session.repair_index():
            pass
        assert answers(session) == right, (suffix, harm.__name__)
        session.close()
    assert user_rows(filled) == before
    assert is_whole(filled)


def test_a_lost_index_is_made_again(filled: Path):
    library = Library.open(filled, writable=True)
    right = answers(library)
    library.close()
    rmtree(filled / "index")
    library = Library.open(filled, writable=True)
    assert library.search(Query("lander")).partial
    assert library.search(Query("lander")).total == 20
    for _ in library.catch_up():
        pass
    assert answers(library) == right
    library.close()


def test_a_file_in_place_of_the_index_is_put_out_of_the_way(filled: Path):
    library = Library.open(filled, writable=True)
    right = answers(library)
    library.close()
    rmtree(filled / "index")
    (filled / "index").write_text("not a folder", "utf-8")
    library = Library.open(filled, writable=True)
    assert library.search(Query("lander")).total == 20
    for _ in library.repair_index():
        pass
    assert answers(library) == right
    library.close()
