"""Export: notes in text order, whole files or none."""

import os
from pathlib import Path

import pytest

from reader.library.exporting import write_whole
from reader.library.library import Library
from reader.model.article import Article
from reader.model.errors import ReaderError, Trouble
from reader.model.query import Query
from reader.model.span import Span


def export(library: Library, words: str, path: Path) -> str:
    for _ in library.export(Query(words), path):
        pass
    return path.read_text("utf-8")


def test_highlights_come_in_text_order_with_their_facts(filled: Library, moon: Article, tmp_path: Path):
    late = moon.text.index("fourteen")
    early = moon.text.index("agency")
    filled.add_highlight(moon.id, Span(late, late + 8), 2, "later *on*", ["length"])
    filled.add_highlight(moon.id, Span(early, early + 6), 1)
    text = export(filled, "lander", tmp_path / "deep" / "notes.md")
    assert text.startswith(f"# {moon.title}\n")
    for part in (
        "- Source: news",
        "- Published: 2023-08-23T18:40",
        "- Tags: space",
        "later *on*",
        "tags: length",
    ):
        assert part in text
    assert text.index("> agency ^h2") < text.index("> fourteen ^h1")


def test_articles_without_annotations_are_left_out(filled: Library, moon: Article, tmp_path: Path):
    rates = filled.search(Query("rates")).rows[0].id
    assert export(filled, "", tmp_path / "all.md") == ""  # both got a tag with the whole import
    filled.add_highlight(moon.id, Span(0, 8), 1)
    assert export(filled, "", tmp_path / "all.md").startswith(f"# {moon.title}\n")
    filled.set_article_tags(rates, ["space", "Money"])
    assert "- Tags: Money, space" in export(filled, "", tmp_path / "all.md")
    filled.set_article_tags(rates, [])
    assert export(filled, "", tmp_path / "all.md").count("\n# ") == 0


def test_what_looks_like_markup_is_shown_as_it_is(library: Library, tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_text("Stars *and* <b>tags</b>\n\nPlain words of the body.\n", "utf-8")
    library.import_files([str(path)], "", ["t"])
    assert r"# Stars \*and\* \<b\>tags\</b\>" in export(library, "", tmp_path / "a.md")


def test_an_older_file_stays_whole_when_writing_fails(tmp_path: Path):
    path = tmp_path / "kept.md"
    path.write_text("old", "utf-8")

    def broken():
        yield "new"
        raise OSError(28, "No space left on device")

    with pytest.raises(ReaderError) as caught:
        write_whole(path, broken())
    assert caught.value.code is Trouble.DISK_FULL
    assert path.read_text("utf-8") == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["kept.md"]


def test_a_place_that_is_no_folder_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(ReaderError) as caught:
        write_whole(tmp_path / "file" / "a.md", ["x"])
    assert caught.value.code is Trouble.EXPORT_FAILED


def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ReaderError) as caught:
        write_whole(pipe, ["x"])
    assert caught.value.code is Trouble.EXPORT_FAILED
    assert pipe.is_fifo()


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path):
    target = tmp_path / "private.md"
    target.write_text("old", "utf-8")
    target.chmod(0o600)
    (tmp_path / "link.md").symlink_to(target)
    write_whole(tmp_path / "link.md", ["new"])
    assert (tmp_path / "link.md").is_symlink()
    assert target.read_text("utf-8") == "new"
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_protected_file_is_left_alone(tmp_path: Path):
    path = tmp_path / "kept.md"
    path.write_text("old", "utf-8")
    path.chmod(0o444)
    with pytest.raises(ReaderError) as caught:
        write_whole(path, ["new"])
    assert caught.value.code is Trouble.FOLDER_READ_ONLY
    assert path.read_text("utf-8") == "old"
