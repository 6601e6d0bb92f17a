import os
import sys
from pathlib import Path

import pytest

from reader.formats.sniff import LARGEST, candidates, problem_code, read_file
from reader.model.errors import ReaderError, Trouble

TEXT = "A title\n\nThe first paragraph of a short article.\n"


def places(paths):
    return [candidate.place for candidate in candidates(paths)]


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "news"
    for name in (
        "b.txt",
        "a.md",
        "c.text",
        "noending",
        "sub/deep/d.TXT",
        ".hidden.txt",
        ".git/e.txt",
        "x.csv",
        "x.py",
        "y.pdf",
        "z.HTML",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    (root / "binary").write_bytes(bytes(range(256)) * 20)
    (root / "void").write_bytes(b"")
    return root


def test_a_folder_is_walked_in_order(folder):
    assert places([folder]) == ["a.md", "b.txt", "c.text", "noending", "y.pdf", "z.HTML", "sub/deep/d.TXT"]


def test_paths_are_told_in_three_ways(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    deep = list(candidates([Path("news")]))[-1]
    assert deep.given == str(Path("news/sub/deep/d.TXT"))
    assert deep.root == str(folder)
    assert deep.place == "sub/deep/d.TXT"
    single = next(candidates([Path("news/sub/../b.txt")]))
    assert (single.given, single.root, single.place) == (str(Path("news/sub/../b.txt")), str(folder), "b.txt")


def test_a_file_is_given_once(folder):
    assert places([folder / "b.txt", folder, folder / "b.txt"]).count("b.txt") == 1


def test_a_named_file_of_any_ending_is_tried(folder):
    assert places([folder / "x.csv", folder / "missing.txt"]) == ["x.csv", "missing.txt"]
    draft, data = read_file(folder / "x.csv", "x.csv")
    assert draft.title == "A title"
    assert data == TEXT.encode()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_circle_end(folder):
    (folder / "sub" / "back").symlink_to(folder, target_is_directory=True)
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    assert places([folder]).count("a.md") == 1
    with pytest.raises(ReaderError) as caught:
        read_file(folder / "loop.txt", "loop.txt")
    assert caught.value.code is Trouble.FILE_UNREADABLE


def trouble(path):
    with pytest.raises(ReaderError) as caught:
        read_file(path, path.name)
    return problem_code(caught.value)


def test_troubles(tmp_path):
    cases = {
        "empty.txt": (b"", "file-empty"),
        "blank.txt": (b" \n\xc2\xa0\n", "file-empty"),
        "binary.txt": (bytes(range(256)) * 20, "file-binary"),
        "paper.pdf": (b"words", "format-unsupported:PDF"),
        "named.txt": (b"%PDF-1.7\n", "format-unsupported:PDF"),
        "page.html": (b"<p>words</p>", "format-unsupported:HTML"),
        "letter.eml": (b"Subject: x\n\nwords", "format-unsupported:E-mail"),
    }
    for name, (data, code) in cases.items():
        path = tmp_path / name
        path.write_bytes(data)
        assert trouble(path) == code, name
    assert trouble(tmp_path / "missing.txt") == "file-missing"
    assert trouble(tmp_path) == "file-unreadable"


def test_size_is_asked_before_reading(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)  # no bytes are written: reading them would say "binary"
    assert trouble(path) == "file-too-large"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything is readable to root")
def test_a_closed_file_is_unreadable(tmp_path):
    path = tmp_path / "closed.txt"
    path.write_text(TEXT)
    path.chmod(0)
    assert trouble(path) == "file-unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes there")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert trouble(tmp_path / "pipe.txt") == "file-unreadable"
