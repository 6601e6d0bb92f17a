"""Search through the whole engine: words from the index, facts from the store."""

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from newsroom import RATES, catch_up, named
from reader.library.library import Library
from reader.library.search.indexing import index_folder
from reader.model.article import Article, Field, Role
from reader.model.query import Query, Shelf, Sort
from reader.model.span import Span
from reader.search.index import Index


def titles(library: Library, words: str, **more: object) -> list[str]:
    return [row.title for row in library.search(Query(words, **more)).rows]


def test_words_are_found_in_title_and_body(filled: Library):
    assert len(titles(filled, "lander")) == 1
    assert len(titles(filled, "quarter")) == 1
    assert titles(filled, "quarter lander") == []


def test_captions_are_found_too(filled: Library):
    assert len(titles(filled, "descent")) == 1


def test_while_typing_the_last_word_is_a_beginning(filled: Library):
    assert titles(filled, "chandra") == []
    assert len(titles(filled, "chandra", typing=True)) == 1


def test_a_snippet_shows_the_words(filled: Library):
    row = filled.search(Query("fourteen")).rows[0]
    mark = row.snippet.marks[0]
    assert row.snippet.text[mark.start : mark.end] == "fourteen"


def test_the_empty_query_lists_everything_newest_first(filled: Library):
    assert [row.published[:4] for row in filled.search(Query()).rows] == ["2024", "2023"]


def test_order_by_date_and_by_relevance(filled: Library):
    by_date = filled.search(Query("first", sort=Sort.DATE))
    assert [row.published[:4] for row in by_date.rows] == ["2024", "2023"]
    assert {row.score > 0 for row in filled.search(Query("first")).rows} == {True}


def test_shelves_and_tags_narrow_a_search(filled: Library, moon: Article):
    assert len(titles(filled, "first", shelf=Shelf.UNREAD)) == 2
    assert titles(filled, "first", shelf=Shelf.STARRED) == []
    filled.set_starred([moon.id], True)
    assert titles(filled, "first", shelf=Shelf.STARRED) == [moon.title]
    filled.set_article_tags(moon.id, ["moon"])
    assert titles(filled, "first", tag="moon") == [moon.title]
    filled.move_to_bin([moon.id])
    assert len(titles(filled, "first")) == 1
    assert titles(filled, "first", shelf=Shelf.BIN) == [moon.title]


def test_notes_and_corrected_titles_are_searchable_after_the_index_caught_up(filled: Library, moon: Article):
    changes = filled.add_highlight(moon.id, Span(0, 8), 1, note="compare with Luna")
    filled.correct(moon.id, Field.TITLE, "Touchdown at last")
    assert filled.collections().waiting > 0
    catch_up(filled)
    assert filled.collections().waiting == 0
    assert titles(filled, "luna") == ["Touchdown at last"]
    assert titles(filled, "luna soil") == ["Touchdown at last"]
    assert titles(filled, "touchdown") == ["Touchdown at last"]
    filled.remove_highlight(changes.highlight)
    catch_up(filled)
    assert titles(filled, "luna") == []


def test_a_lost_index_is_made_again_and_titles_are_searched_meanwhile(filled: Library, folder: Path):
    filled.close()
    for path in index_folder(folder).iterdir():
        path.write_bytes(b"\0" * 10)
    library = Library.open(folder, writable=True)
    found = library.search(Query("lander"))
    assert (found.total, found.partial) == (1, True)
    catch_up(library)
    found = library.search(Query("soil"))
    assert (found.total, found.partial) == (1, False)
    library.close()


def test_counts_are_honest(library: Library, tmp_path: Path):
    """Compare counts with a count by hand over the stored texts, for 200 random questions."""
    dice = random.Random(7)
    words = [
        f"{head}{tail}"
        for head in ("ba", "ko", "mi", "su", "te")
        for tail in ("lar", "nov", "rik", "zen", "dup")
    ]
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        body = "\n\n".join(" ".join(dice.choices(words, k=12)) + "." for _ in range(3))
        (folder / f"{number}.txt").write_text(f"Report {number} {dice.choice(words)}\n\n{body}\n", "utf-8")
    library.import_files([str(folder)], "many", [])
    catch_up(library)
    texts = []
    for number in library.search(Query()).identities():
        article = library.article(number)
        shown = [article.text[b.start : b.end] for b in article.blocks if b.role is not Role.REMOVED]
        words_shown = [word.strip(".").lower() for part in shown for word in part.split()]
        title = len(article.title.split())  # a phrase does not run from the title into the body
        texts.append([*words_shown[:title], "", *words_shown[title:]])
    for _ in range(200):
        one, other = dice.sample(words, 2)
        for asked, holds in questions(one, other).items():
            assert library.search(Query(asked)).total == sum(holds(text) for text in texts), asked


def questions(one: str, other: str) -> dict[str, Callable[[list[str]], bool]]:
    """Give questions, each with a check by hand of whether a text answers it."""
    return {
        one: lambda text: one in text,
        f"{one} {other}": lambda text: one in text and other in text,
        f"{one} OR {other}": lambda text: one in text or other in text,
        f"{one} -{other}": lambda text: one in text and other not in text,
        f'"{one} {other}"': lambda text: (one, other) in pairwise(text),
        f"{one[:3]}*": lambda text: any(word.startswith(one[:3]) for word in text),
    }


def test_damage_inside_the_index_is_found_and_mended_by_the_next_session(
    library: Library, files: Path, folder: Path
):
    library.import_files([str(files)], "news", [])
    catch_up(library)
    library.close()
    for path in index_folder(folder).glob("*.pst"):
        path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))
    again = Library.open(folder, writable=True)
    catch_up(again)
    found = again.search(Query("soil"))
    assert (found.total, found.partial) == (1, False)
    again.close()


def test_a_reader_makes_no_index(library: Library, files: Path, folder: Path):
    library.import_files([str(files)], "news", [])
    index_folder(folder).mkdir()
    looker = Library.open(folder, writable=False)
    assert looker.search(Query("lander")).partial
    looker.close()
    assert list(index_folder(folder).iterdir()) == []


def test_a_snippet_shows_the_body_and_a_caption_only_for_its_own_words(library: Library, files: Path):
    (files / "slim.txt").write_text(
        "月着陸機が着陸\n\nPublished: 25 Jan. 2024, 18:30\n\n"
        "宇宙から見た月面の様子。 [写真：Sample Agency]\n\n宇宙から見た月面の様子。 [写真：Sample Agency]\n\n"
        "宇宙航空研究開発機構は月面に着陸した小型実証機の結果を発表した。\n\n次の段落もここにあります。\n",
        "utf-8",
    )
    library.import_files([str(files)], "", [])
    catch_up(library)
    made = library.article(library.search(Query("宇宙")).rows[0].id)
    assert [block.role for block in made.blocks][1:3] == [Role.CAPTION, Role.CREDIT]
    (row,) = library.search(Query("宇宙")).rows
    assert row.snippet.text.startswith("宇宙航空研究開発機構")
    assert "Sample" not in row.snippet.text
    (row,) = library.search(Query("様子")).rows
    assert row.snippet.text == "宇宙から見た月面の様子。"


def comets(library: Library, folder: Path, count: int, first: int = 0) -> None:
    """Import articles about comets, one after the other made searchable: each in a segment of its own."""
    folder.mkdir(exist_ok=True)
    for number in range(first, first + count):
        text = f"Comet number {number} passes\n\nComet {number} passes by the Earth in plain sight.\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
        library.import_files([str(folder / f"{number}.txt")], "comets", [])


def test_what_is_new_is_found_before_the_index_is_read_through(
    filled: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    filled.close()
    library = Library.open(folder, writable=True)
    comets(library, tmp_path / "news", 1)
    found: list[int] = []
    check = Index.check

    def noting(index: Index, look: Callable[[], None]) -> None:
        found.append(library.search(Query("comet")).total)
        check(index, look)

    monkeypatch.setattr(Index, "check", noting)
    catch_up(library)
    catch_up(library)
    assert found == [1]  # and once a session
    library.close()


def test_damage_that_no_search_meets_is_found_and_mended_when_there_is_time(filled: Library, folder: Path):
    filled.close()
    path = max(index_folder(folder).glob("*.pst"), key=lambda each: each.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(bytes(content))
    library = Library.open(folder, writable=True)
    catch_up(library)
    Index.open(index_folder(folder)).check()
    assert (folder / "index-damaged").is_dir()
    assert library.search(Query("lander")).total == 1
    library.close()


def test_an_index_of_an_older_layout_is_made_again(filled: Library, folder: Path):
    from whoosh.index import TOC

    from reader.search.segments.layout import NAME, Files

    storage = Files(index_folder(folder))
    toc = TOC.read(storage, NAME)
    del toc.schema.format  # as an older program wrote it
    toc.generation += 1
    toc.write(storage, NAME)
    assert filled.search(Query("lander")).partial
    catch_up(filled)
    found = filled.search(Query("lander"))
    assert (found.total, found.partial) == (1, False)


def test_what_comes_in_while_segments_are_joined_need_not_wait_for_it(filled: Library, tmp_path: Path):
    for number in range(3):
        comets(filled, tmp_path / "news", 1, number)
        steps = filled.catch_up()
        next(steps)  # the commit; not the joining
        steps.close()
    names = {path.name for path in index_folder(filled.folder).glob("*.trm")}
    assert len(names) >= 4
    steps = filled.catch_up()
    next(steps)  # the joining has begun
    assert {path.name for path in index_folder(filled.folder).glob("*.trm")} >= names
    comets(filled, tmp_path / "news", 1, 9)
    next(steps)
    assert filled.search(Query('"number 9"')).total == 1
    for _ in steps:
        pass
    assert filled.search(Query("comet")).total == 4
    assert len(list(index_folder(filled.folder).glob("*.trm"))) == 1


def test_the_words_of_a_highlight_are_found_when_a_later_version_has_lost_them(filled: Library, files: Path):
    rates = named(filled, "rates")
    start = rates.text.index("without a change")
    filled.add_highlight(rates.id, Span(start, start + len("without a change")), 1)
    (files / "rates.txt").write_text(RATES.replace("without a change", "of waiting"), "utf-8")
    filled.import_files([str(files)], "news", [])
    catch_up(filled)
    assert "without a change" not in filled.article(rates.id).text
    assert [row.id for row in filled.search(Query('"without a change"')).rows] == [rates.id]
    assert filled.search(Query("note:change")).total == 0
    filled.undo()
    catch_up(filled)
    assert filled.search(Query('"without a change"')).total == 0
