"""More like this: the words that tell a text, and the articles that share them."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.analysis.words import form_of, words_of
from reader.search.answering.likeness import MOST, Telling, telling, written
from reader.search.answering.searcher import Searcher
from reader.search.index import Entry, Index
from reader.search.language.tree import Alike, Among, Both, Except

STORIES = {
    1: ("Ferry strike", "Dockers in Saint-Malo began a strike. The ferry to Jersey stays in the harbour."),
    2: ("Talks in Saint-Malo", "The dockers and the ferry company met. The strike goes on in the harbour."),
    3: ("Comet seen", "A comet crossed the sky over the harbour in the night. Its tail was bright."),
    4: ("Bright tail", "The tail of the comet was seen in the north, astronomers said in the night."),
    5: ("서울 지하철 파업", "서울 지하철 노동조합이 파업에 들어갔다. 지하철 운행이 줄었다."),
    6: ("지하철 파업 끝나", "서울 지하철 노동조합은 파업을 끝냈다. 운행이 정상으로 돌아왔다."),
    7: ("Rates", "The bank kept its rates as they were in the spring."),
    8: ("Prices", "In the spring the prices of bread rose, the office said."),
}


def index_of(folder: Path, texts: dict[int, tuple[str, str]], step: int = 3) -> Searcher:
    index = Index.open(folder)
    entries = [Entry("article", number, number, *text) for number, text in texts.items()]
    for at in range(0, len(entries), step):
        index.apply(entries[at : at + step], at + step)
    return index.searcher()


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return index_of(tmp_path_factory.mktemp("likeness") / "index", STORIES)


def in_two(forms: list[str]) -> list[int]:
    return [2] * len(forms)


def alike(searcher: Searcher, number: int) -> Alike:
    words = searcher.telling(*STORIES[number], indexed=True)
    return Alike(tuple((word.form, word.weight) for word in words), number)


@pytest.mark.parametrize(("number", "best"), [(1, 2), (2, 1), (3, 4), (4, 3), (5, 6), (6, 5)])
def test_the_article_of_the_same_story_comes_first(searcher: Searcher, number: int, best: int):
    found = searcher.answer(alike(searcher, number)).best_first().tolist()
    assert found[0] == best
    assert number not in found


def test_words_tell_that_others_hold_and_not_too_many(searcher: Searcher):
    forms = [word.form for word in searcher.telling(*STORIES[1], indexed=True)]
    assert {"docker", "strike", "ferri"} <= {*forms}
    assert not {"the", "in", "jersei"} & {*forms}
    assert searcher.telling(*STORIES[1], indexed=True)[0].weight == 1.0
    assert searcher.telling("", "the in", indexed=False) == []
    assert searcher.telling("", "1931 12 5", indexed=False) == []


def test_ordinary_words_tell_nothing_in_a_library_of_twenty(tmp_path: Path):
    """What stands in some of twenty articles may do so by chance: the tram tells them, "still" does not."""
    dice = random.Random(9)
    ordinary = ("still", "among", "which", "later", "earlier", "Monday", "August", "their", "took", "would")
    ordinary = (*ordinary, "about", "aussi", "zwischen", "después", "между")
    topics = ("tram", "fog", "choir", "reef", "kiln", "moth", "quay", "silo", "flute", "peat")
    texts = {
        number: (f"No {number}", f"{topics[number % 10]} {' '.join(dice.sample(ordinary, 4))}")
        for number in range(1, 21)
    }
    searcher = index_of(tmp_path / "index", texts)
    for number, (title, body) in texts.items():
        told = searcher.telling(title, body, indexed=True)
        assert [word.form for word in told] == [form_of(topics[number % 10])]
        like = Alike(tuple((word.form, word.weight) for word in told), number)
        assert searcher.answer(like).best_first().tolist() == [(number + 9) % 20 + 1]


def test_an_ordinary_word_tells_in_a_large_library_if_it_is_rare_there():
    def held_by(forms: list[str]) -> list[int]:
        return [{"zwischen": 3, "which": 9_000}[form] for form in forms]

    words = telling("", "zwischen which", held_by, 10_000, indexed=True)
    assert [word.form for word in words] == ["zwischen"]


def test_what_one_article_alone_holds_tells_a_passage_from_elsewhere(searcher: Searcher):
    assert [word.form for word in searcher.telling("", "Jersey", indexed=False)] == ["jersei"]
    assert searcher.telling("", "Jersey", indexed=True) == []


def test_titles_and_names_weigh_more():
    held = {"lander": 3, "moon": 3, "crater": 3}

    def held_by(forms: list[str]) -> list[int]:
        return [held.get(form, 0) for form in forms]

    words = telling("Moon", "A crater, a lander. Lander.", held_by, 100, indexed=True)
    assert [word.form for word in words] == ["moon", "lander", "crater"]
    words = telling("", "the Moon and the crater", held_by, 100, indexed=True)
    assert [word.form for word in words] == ["moon", "crater"]


def test_likeness_is_a_part_of_a_query_like_others(searcher: Searcher):
    like = alike(searcher, 1)
    found = {*searcher.answer(like).ids}
    assert {*searcher.answer(Both((like, Among(frozenset({2, 3, 7}))))).ids} == found & {2, 3, 7}
    assert {*searcher.answer(Except(like)).ids} == {*STORIES} - found


def test_segments_make_no_difference(tmp_path: Path):
    one = index_of(tmp_path / "one", STORIES, step=100)
    many = index_of(tmp_path / "many", STORIES, step=1)
    for number in STORIES:
        like = alike(one, number)
        assert like == alike(many, number)
        if like.words:
            first, second = one.answer(like), many.answer(like)
            assert first.ids == second.ids
            assert [*first.scores] == pytest.approx([*second.scores])


def test_a_deleted_article_is_not_found(tmp_path: Path):
    index_of(tmp_path / "index", STORIES)
    index = Index.open(tmp_path / "index")
    index.apply([Entry("article", 2, 2, "", "", gone=True)], 99)
    searcher = index.searcher()
    words = tuple((form, 1.0) for form in ("docker", "strike", "ferri"))
    assert 2 not in searcher.answer(Alike(words, 1)).ids


def test_the_other_half_of_an_article_is_found(tmp_path: Path):
    """Texts of a few hundred words each, of which some are rare: halves find each other nearly always."""
    dice = random.Random(4)
    common = [f"word{n}x" for n in range(60)]
    rare = [f"name{n}y" for n in range(900)]
    texts, halves = {}, {}
    for number in range(1, 121):
        own = dice.sample(rare, 12)
        first, second = (
            " ".join(dice.choice(own) if dice.random() < 0.15 else dice.choice(common) for _ in range(120))
            for _ in range(2)
        )
        texts[number], halves[number] = ("", first), second
    searcher = index_of(tmp_path / "index", texts, step=50)
    firsts = 0
    for number, half in halves.items():
        words = searcher.telling("", half, indexed=False)
        assert len(words) <= MOST
        asked = Alike(tuple((word.form, word.weight) for word in words))
        firsts += searcher.answer(asked).ids[0] == number
    assert firsts >= 0.95 * len(halves)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_written_words_are_of_the_text_and_told_again(text: str):
    found = telling("", text, in_two, 100, indexed=True)
    line = written(text, found)
    again = {word.form for word in words_of(line)}
    assert {word.form for word in found} <= again
    assert '"' not in line
    assert not found or written(line, telling("", line, in_two, 100, indexed=True))


def test_words_are_written_as_they_stand_and_pairs_are_joined():
    text = "The Kwang-chol lander. 김정은 방문. landers"
    forms = ("lander", "김정", "정은", "kwang", "chol", "kwangchol")
    words = [Telling(form, 1 - place / 10) for place, form in enumerate(forms)]
    assert written(text, words) == "lander 김정은 Kwang-chol"
