"""What of an article a model for English is shown: by role, by language, once."""

from pathlib import Path

import pytest

from reader.formats.plain_text import read_plain_text
from reader.model.article import Block, Role
from reader.model.mention import Recognition
from reader.places import resource
from reader.text.language import Languages
from reader.text.names.plan import Plan

ENGLISH = "The ministers of the two countries met in the capital on Wednesday to talk about trade."
GERMAN = "Die Minister der beiden Länder trafen sich am Mittwoch in der Hauptstadt zu Gesprächen."
KOREAN = "두 나라의 장관들이 수요일 수도에서 만나 무역에 관해 이야기했다."
NAMES = "Kim Jong Un, Choe Son Hui, Pak Jong Chon."


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages(resource("models/lid/lid.176.ftz"))


def article(*parts: tuple[Role, str]) -> tuple[str, list[Block]]:
    text, blocks = "", []
    for role, words in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(role, len(text), len(text) + len(words)))
        text += words
    return text, blocks


def shown(text: str, plan: Plan) -> list[str]:
    return [text[piece.start : piece.end] for piece in plan.pieces()]


def test_titles_and_captions_are_shown_once_and_what_was_cut_never(languages: Languages):
    text, blocks = article(
        (Role.TITLE, "Ministers meet"),
        (Role.PARAGRAPH, "Ministers meet"),
        (Role.CAPTION, "The ministers."),
        (Role.CREDIT, "[KCNA]"),
        (Role.CAPTION, "The ministers."),
        (Role.PARAGRAPH, ENGLISH),
        (Role.HEADING, "What they said"),
        (Role.REMOVED, "Subscribe to the Daily Herald."),
    )
    reading = Plan(text, blocks, "en", languages)
    assert shown(text, reading) == ["Ministers meet", "The ministers.", f"{ENGLISH}\n\nWhat they said"]
    assert (reading.language, reading.state) == ("en", Recognition.DONE)


def test_paragraphs_of_other_languages_are_left_out(languages: Languages):
    text, blocks = article((Role.PARAGRAPH, ENGLISH), (Role.PARAGRAPH, GERMAN), (Role.PARAGRAPH, KOREAN))
    assert shown(text, Plan(text, blocks, "en", languages)) == [ENGLISH]


def test_an_article_in_another_language_says_so_and_shows_its_english_paragraphs_only(languages: Languages):
    text, blocks = article((Role.TITLE, "Treffen"), (Role.PARAGRAPH, GERMAN), (Role.PARAGRAPH, ENGLISH))
    reading = Plan(text, blocks, "de-AT", languages)
    assert shown(text, reading) == [ENGLISH]
    assert (reading.language, reading.state) == ("de", Recognition.FOREIGN)
    korean = Plan(KOREAN, [Block(Role.PARAGRAPH, 0, len(KOREAN))], "", languages)
    assert (korean.language, shown(KOREAN, korean)) == ("ko", [])


def test_a_short_line_of_names_has_the_language_of_its_article(languages: Languages):
    text, blocks = article((Role.PARAGRAPH, ENGLISH), (Role.PARAGRAPH, NAMES))
    assert shown(text, Plan(text, blocks, "en", languages)) == [text]
    assert shown(text, Plan(text, blocks, "de", languages)) == [ENGLISH]


def test_no_more_than_what_is_wanted_is_shown(languages: Languages):
    text, blocks = article((Role.PARAGRAPH, ENGLISH), (Role.PARAGRAPH, ENGLISH))
    assert shown(text, Plan(text, blocks, "en", languages, 30)) == [ENGLISH[:30].rstrip()]


@pytest.mark.parametrize("path", sorted(resource("samples").rglob("*.*")), ids=lambda path: path.name)
def test_the_plan_of_a_sample_fits_its_language(path: Path, languages: Languages):
    draft = read_plain_text(path.read_bytes(), path.name)
    reading = Plan(draft.text, draft.blocks, draft.language or "", languages)
    assert (reading.state is Recognition.DONE) == (languages.of(draft.text) == "en")
    assert bool(shown(draft.text, reading)) == (reading.state is Recognition.DONE)
