"""Links to articles: written, read again, and refused when they are something else."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId, HighlightId
from reader.model.link import Link, link_text, read_link

NUMBERS = st.integers(1, 2**63 - 1)
FOLDERS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).map(
    lambda name: Path("/home") / name.replace("/", "_")
)


def test_a_link_looks_as_it_is_told():
    link = Link(ArticleId(12), HighlightId(3), Path("/home/ada/my news & more"))
    assert link_text(link) == "pressmark://article/12?annotation=3&library=/home/ada/my%20news%20%26%20more"
    assert link_text(Link(ArticleId(12))) == "pressmark://article/12"


@given(NUMBERS, st.none() | NUMBERS, st.none() | FOLDERS)
def test_what_was_written_is_read(article: int, annotation: int | None, library: Path | None):
    link = Link(ArticleId(article), None if annotation is None else HighlightId(annotation), library)
    assert read_link(link_text(link)) == link


def test_a_folder_whose_name_is_no_text_is_led_to():
    link = Link(ArticleId(1), None, Path("/news/\udcff"))
    assert read_link(link_text(link)) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://article/12",
        "pressmark://article/",
        "pressmark://article/0",
        "pressmark://article/-1",
        "pressmark://article/12/13",
        "pressmark://article/twelve",
        "pressmark://article/٣",
        "pressmark://article/99999999999999999999",
        "pressmark://import/12",
        "pressmark://article/12?annotation=x",
        "pressmark://article/12?library=relative",
        "pressmark://article/12?library=/a%00b",
        "pressmark://[article/12",
        "pressmark://article/12?library=/" + "a" * 9000,
    ],
)
def test_anything_else_is_no_link(text: str):
    with pytest.raises(ReaderError) as caught:
        read_link(text)
    assert caught.value.code is Trouble.LINK_INVALID


@given(st.text())
def test_no_text_is_a_crash(text: str):
    for each in (text, f"pressmark://{text}", f"pressmark://article/{text}"):
        with suppress(ReaderError):
            assert read_link(each).article > 0
