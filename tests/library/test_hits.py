"""Hits in one article: what a search found it by, and where on its page."""

from array import array
from pathlib import Path

import pytest

from newsroom import MOON, catch_up
from reader.library.library import Library
from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.model.hits import MOST_HITS, Hits, Wanted
from reader.model.ids import ArticleId
from reader.model.query import Query


@pytest.fixture
def library(tmp_path: Path):
    Library.create(tmp_path / "library")
    opened = Library.open(tmp_path / "library", writable=True)
    yield opened
    opened.close()


def bring(library: Library, tmp_path: Path, text: str):
    path = tmp_path / "one.txt"
    path.write_text(text, "utf-8")
    library.import_files([str(path)], "Desk", [])
    catch_up(library)
    (row,) = library.search(Query()).rows
    return library.article(row.id)


def spans(hits: Hits) -> list[tuple[int, int]]:
    starts, ends = array("I"), array("I")
    starts.frombytes(hits.starts)
    ends.frombytes(hits.ends)
    return list(zip(starts, ends, strict=True))


def found(library: Library, article, words: str, *, typing: bool = False) -> list[str]:
    hits = library.search_hits(article.id, Query(words, typing=typing))
    assert (hits.article, hits.version) == (article.id, article.version)
    return [article.text[start:end] for start, end in spans(hits)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("lander", ["lander", "lander"]),
        ("land*", ["lander", "lander", "landing"]),
        ("l?nar", ["lunar", "lunar"]),
        ('"south pole"', ["south", "pole", "south", "pole"]),
        ("rover NEAR/2 soil", []),
        ("rover NEAR/5 soil", ["rover", "soil"]),
        ("lunr~", ["lunar", "lunar"]),
        (r"/four\w+/", ["fourteen"]),
        ("title:lander", ["lander"]),
        ("note:lander", []),
        ("lander -soil", ["lander", "lander"]),
        ("lang:en", []),
        ("", []),
    ],
)
def test_a_search_is_found_on_the_page(library, tmp_path, words, expected):
    assert found(library, bring(library, tmp_path, MOON), words) == expected


def test_while_typing_beginnings_are_hits(library, tmp_path):
    article = bring(library, tmp_path, MOON)
    assert found(library, article, "lan", typing=True) == ["lander", "lander", "landing"]
    assert found(library, article, "lan") == []


def test_signs_of_every_kind_count_as_one(library, tmp_path):
    text = (
        "Cafes\n\n🛰️🛰️ The cafe\u0301 of 서울에서 and 北京市 opened 👩‍👩‍👧 "
        "cafe today, as before, in the east.\n"
    )
    article = bring(library, tmp_path, text)
    assert found(library, article, "café") == ["Cafes", "caf\u00e9", "cafe"]
    assert found(library, article, "北京") == ["北京"]
    assert found(library, article, "서울") == ["서울"]


def test_what_was_cut_holds_no_hits(library, tmp_path):
    article = bring(library, tmp_path, f"{MOON}\nFollow us on every lunar channel\nAll rights reserved\n")
    removed = [article.text[each.start : each.end] for each in article.blocks if each.role == "removed"]
    assert any("lunar channel" in words for words in removed)
    assert found(library, article, "lunar") == ["lunar", "lunar"]
    assert found(library, article, "channel") == []


def test_thousands_of_hits_are_all_told(library, tmp_path):
    body = "\n\n".join("The dam holds, said the keeper of the dam to the town. " * 20 for _ in range(300))
    article = bring(library, tmp_path, f"The dams\n\n{body}\n")
    hits = library.search_hits(article.id, Query("dam"))
    assert len(spans(hits)) == 12_001
    assert not hits.cut


def test_more_hits_than_anybody_steps_through_are_said_to_be_more(library, tmp_path):
    article = bring(library, tmp_path, MOON)
    from reader.model.span import Span

    hits = Hits.of(article, [Span(n, n + 1) for n in range(MOST_HITS + 1)])
    assert (len(spans(hits)), hits.cut) == (MOST_HITS, True)


def test_a_pattern_that_never_ends_is_given_up(library, tmp_path):
    article = bring(library, tmp_path, f"The dam\n\nThe keeper wrote {'a' * 5_000} and went home again.\n")
    assert found(library, article, "/(a+)+b/") == []


def test_what_makes_an_article_like_another_is_found_in_it(library, tmp_path):
    for name, text in (
        ("bread", "Bread\n\nPrices of bread rose in spring.\n"),
        ("moon", MOON),
        ("two", "Two landers\n\nA lander sent its rover over the soil.\n"),
    ):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    library.import_files([str(tmp_path / f"{name}.txt") for name in ("bread", "moon", "two")], "Desk", [])
    catch_up(library)
    (moon,) = (library.article(row.id) for row in library.search(Query("fourteen")).rows)
    (two,) = (library.article(row.id) for row in library.search(Query("title:two")).rows)
    assert {"landers", "lander", "rover", "soil"} <= set(found(library, two, f"like:{moon.id}"))
    assert found(library, two, f'like:{moon.id}"lunar soil"') == ["soil"]
    assert found(library, moon, f"soil like:{moon.id}") == ["soil"]
    assert found(library, two, f"sent -like:{moon.id}") == ["sent"]


def test_an_article_that_is_gone_is_said_so(library):
    with pytest.raises(ReaderError) as caught:
        library.search_hits(ArticleId(7), Query("x"))
    assert caught.value.code is Trouble.ARTICLE_MISSING


def looked_for(library: Library, article, words: str, *, removed: bool = False, **how: bool) -> list[str]:
    hits = library.find_hits(article.id, Wanted(words, **how), removed)
    return [article.text[start:end] for start, end in spans(hits)]


def test_what_is_wanted_is_found_as_typed(library, tmp_path):
    article = bring(library, tmp_path, MOON)
    assert looked_for(library, article, "land") == ["land", "land", "land"]
    assert looked_for(library, article, "Land", cased=True) == []
    assert looked_for(library, article, "land", whole=True) == []
    assert looked_for(library, article, r"f\w+n days", pattern=True) == ["fourteen days"]


def test_what_was_cut_is_looked_through_only_while_it_is_shown(library, tmp_path):
    article = bring(library, tmp_path, f"{MOON}\nFollow us on every lunar channel\nAll rights reserved\n")
    assert looked_for(library, article, "channel") == []
    assert looked_for(library, article, "channel", removed=True) == ["channel"]


def test_what_comes_in_the_way_is_a_note(library, tmp_path):
    article = bring(library, tmp_path, f"The dam\n\nThe keeper wrote {'a' * 5_000} and went home again.\n")
    assert library.find_hits(article.id, Wanted("(", pattern=True), False).note.startswith("pattern-wrong:")
    stopped = library.find_hits(article.id, Wanted("keeper|(a+)+b", pattern=True), False)
    assert (stopped.note, stopped.cut) == ("find-stopped", True)
    assert [article.text[start:end] for start, end in spans(stopped)] == ["keeper"]


def test_what_is_no_longer_wanted_is_not_gone_on_with(library, tmp_path):
    article = bring(library, tmp_path, f"The dams\n\n{'The dam holds. ' * 2_000}\n")
    hasty = Library.open(library.folder, writable=False, cancelled=lambda: True)
    try:
        for ask in (
            lambda: hasty.search_hits(article.id, Query("dam")),
            lambda: hasty.find_hits(article.id, Wanted("dam"), False),
        ):
            with pytest.raises(InterruptedWork):
                ask()
    finally:
        hasty.close()
