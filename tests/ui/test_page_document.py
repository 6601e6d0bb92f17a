"""What stands on the page, and how it is set."""

from dataclasses import replace

import pytest
from pages import article
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from reader.model.article import Field, Role
from reader.model.span import Span
from reader.ui.kit.languages import language_name
from reader.ui.page.paper.document import build, removed_lines
from reader.ui.page.paper.dots import dots
from reader.ui.page.paper.heading import facts_line, minutes_to_read


@pytest.fixture
def owner() -> QObject:
    return QObject()


def lines(page) -> list[str]:
    return page.document.toPlainText().split("\n")


def test_the_parts_stand_in_the_order_of_the_text(look, owner):
    page = build(look, article(), owner)
    shown = lines(page)
    assert shown[:2] == ["RIVER DESK", "Ten countries share one river"]
    assert shown[2].startswith("Friday, 7 Nov 2025, 08:44")
    assert "3 min read" in shown[2]
    assert "English" in shown[2]
    assert "version" not in shown[2]
    assert shown[3] == "A lock on the lower Danube, seen from the southern bank. [File photo]"
    assert page.captions == {3}
    assert shown[5] == "Dams and locks"
    assert "Follow us" not in "".join(shown)


def test_no_source_leaves_no_empty_line(look, owner):
    page = build(look, article(source=""), owner)
    assert lines(page)[0] == "Ten countries share one river"


def test_the_type_of_each_part(look, owner):
    page = build(look, article(), owner)
    fonts = [page.document.findBlockByNumber(number).charFormat().font() for number in range(6)]
    assert [font.pixelSize() for font in fonts] == [12, 33, 13, 15, 20, 23]
    assert fonts[1].family() == "Source Serif 4 Display"
    assert fonts[3].style() == QFont.Style.StyleItalic
    assert fonts[4].family() == "Source Serif 4"
    assert page.document.findBlockByNumber(4).blockFormat().lineHeight() == 32


def test_a_corrected_title_is_the_big_one_and_the_headline_stays_markable(look, owner):
    shown = article(title="One river", corrected=frozenset({Field.TITLE}))
    page = build(look, shown, owner)
    assert lines(page)[1:3] == ["One river", "Headline in the text: Ten countries share one river"]
    title = shown.blocks[0]
    first, last = page.places.positions(Span(title.start, title.end))
    block = page.document.findBlock(first)
    assert block.text()[first - block.position() : last - block.position()] == shown.text[: title.end]
    big = page.document.findBlockByNumber(1)
    assert page.places.between(big.position(), big.position() + big.length() - 1) is None


def test_a_title_that_was_corrected_back_is_shown_once(look, owner):
    page = build(look, article(corrected=frozenset({Field.TITLE})), owner)
    assert lines(page).count("Ten countries share one river") == 1


def test_a_text_without_a_title_block_has_the_articles_title(look, owner):
    page = build(look, article([(Role.PARAGRAPH, "Only this.")], title="Found elsewhere"), owner)
    assert lines(page)[1] == "Found elsewhere"
    assert lines(page)[-1] == "Only this."


def test_an_article_without_any_text_is_set_too(look, owner):
    page = build(look, replace(article([(Role.TITLE, "x")]), text="", blocks=()), owner)
    assert page.places.between(0, page.document.characterCount()) is None
    assert page.places.offset_at(3) == 0


def test_what_was_cut_can_be_shown_in_its_place(look, owner):
    page = build(look, article(), owner, with_removed=True)
    assert lines(page)[-2:] == ["Follow us on every channel", "All rights reserved"]
    assert removed_lines(article()) == 2
    assert (
        removed_lines(article([(Role.TITLE, "x"), (Role.REMOVED, "one\ntwo"), (Role.REMOVED, "three")])) == 3
    )


def test_line_ends_within_a_block_stay_in_it(look, owner):
    shown = article([(Role.TITLE, "x"), (Role.PARAGRAPH, "first line\nsecond line")])
    page = build(look, shown, owner)
    assert page.document.lastBlock().text() == "first line\u2028second line"


def test_words_above_the_article():
    assert facts_line(article(published="", language="zz")) == "3\u00a0min\u00a0read"
    line = facts_line(article(author="A. Writer", version_number=2, version_count=3)).replace("\u00a0", " ")
    assert line.startswith("A. Writer     Friday, 7 Nov 2025")
    assert line.endswith("version 2 of 3")
    later = facts_line(article(updated="2025-11-09T01:00")).replace("\u00a0", " ")
    assert "updated 9 Nov 2025" in later
    assert "updated" not in facts_line(article(updated="2025-11-07T09:00"))


def test_languages_and_reading_time():
    assert [language_name(code) for code in ("en", "ko", "de-AT", "", "zz")] == [
        "English",
        "Korean",
        "German",
        "",
        "",
    ]
    assert minutes_to_read("word " * 2300) == 10
    assert minutes_to_read("河" * 4490) == 10
    assert minutes_to_read("") == 1


def slants(page, number: int) -> dict[str, bool]:
    """Give each piece of a block with whether it is in italics."""
    found = {}
    pieces = page.document.findBlockByNumber(number).begin()
    while not pieces.atEnd():
        fragment = pieces.fragment()
        found[fragment.text().strip()] = fragment.charFormat().fontItalic()
        pieces += 1
    return found


def test_captions_lean_only_in_scripts_that_have_an_italic(look, owner):
    captions = ("The lander on the Moon", "SLIMは高さ約2.4メートル。", "The character 月 on a wall")
    parts = [(Role.TITLE, "Three captions"), *((Role.CAPTION, words) for words in captions)]
    page = build(look, article(parts), owner)
    assert slants(page, 3) == {"The lander on the Moon": True}
    assert slants(page, 4) == {"SLIMは高さ約2.4メートル。": False}
    assert slants(page, 5) == {"The character": True, "月": False, "on a wall": True}


def test_no_line_of_facts_begins_or_ends_with_a_dot(look, owner):
    facts = {"author": "Somebody with a Long Name", "version_number": 2, "version_count": 2}
    page = build(look, article(**facts, updated="2025-11-09T10:00"), owner)
    block = page.document.findBlockByNumber(page.facts)
    counts = set()
    for width in range(220, 900, 7):
        page.document.setTextWidth(width)
        page.document.documentLayout().blockBoundingRect(block)
        layout = block.layout()
        found = list(dots(block))
        counts.add(len(found))
        assert "·" not in block.text()
        assert len(found) == 5 - layout.lineCount() + 1
        for at in found:
            line = next(
                layout.lineAt(n)
                for n in range(layout.lineCount())
                if layout.lineAt(n).y() + layout.lineAt(n).ascent() + layout.position().y() == at.y()
            )
            words = line.naturalTextRect().translated(layout.position())
            assert words.left() + 5 < at.x() < words.right() - 5
    assert len(counts) > 2


def test_facts_of_a_title_from_right_to_left_stand_at_the_right(look, owner):
    page = build(look, article([(Role.TITLE, "الرياض تفوز"), (Role.PARAGRAPH, "فازت العاصمة")]), owner)
    for number in (0, page.facts):
        assert page.document.findBlockByNumber(number).blockFormat().alignment() & Qt.AlignmentFlag.AlignRight
