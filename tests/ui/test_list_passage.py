"""Passages: cut to their lines, with bold words in their places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextCharFormat

from reader.model.span import Span
from reader.ui.list.passage import Passage
from reader.ui.look.look import Look

LONG = "The comet was last seen from Earth in 1986 and is expected to come back in the middle of 2061, " * 3


@pytest.fixture(scope="module")
def font(qapp) -> QFont:
    return Look(qapp, "light").ui(13)


def bold() -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontWeight(600)
    return style


def test_what_fits_stays_whole(font):
    passage = Passage("A short title", font, 300, pitch=18)
    assert (passage.text(), passage.cut, passage.depth) == ("A short title", False, 18)


def test_what_does_not_fit_ends_in_an_ellipsis_on_the_last_line(font):
    passage = Passage(LONG, font, 300, pitch=18)
    assert passage.cut
    assert passage.depth == 36
    assert passage.text().endswith("…")
    assert LONG.startswith(passage.text()[:-1])


def test_the_last_line_is_used_to_its_end(font):
    passage = Passage(LONG, font, 300, pitch=18)
    last = passage._layout.lineAt(1)
    assert 300 - 20 < last.naturalTextWidth() <= 300


def test_no_words_take_no_room(font):
    assert Passage("", font, 300, pitch=18).depth == 0


def test_a_mark_stands_on_its_word_behind_signs_beyond_the_basic_plane(font):
    text = "🛰🛰 orbit of the probe"
    start = text.index("orbit")
    passage = Passage(text, font, 300, pitch=18, marks=[Span(start, start + 5)], marked=bold())
    (drawn,) = passage._layout.formats()
    units = passage.text().encode("utf-16-le")
    assert units[2 * drawn.start : 2 * (drawn.start + drawn.length)].decode("utf-16-le") == "orbit"


def test_bold_words_are_counted_when_cutting(font):
    marks = [Span(0, len(LONG))]
    heavy = QTextCharFormat()
    heavy.setFont(QFont(font))
    heavy.setFontPointSize(20)
    wide = Passage(LONG, font, 300, pitch=18, marks=marks, marked=heavy)
    assert len(wide.text()) < len(Passage(LONG, font, 300, pitch=18).text())
    assert wide._layout.lineAt(1).naturalTextWidth() <= 300


SIGNS = "ab z,.-é한중文🛰👨‍👩‍👧‍👦e\u0301\u0644\u0633\u202b\u05d0𠀀\u00ad"


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from(SIGNS), max_size=300), st.integers(20, 340))
def test_nothing_breaks_it_and_nothing_is_wider_than_its_room(font, text, width):
    half = len(text) // 2
    passage = Passage(text, font, width, pitch=18, marks=[Span(half // 2, half)], marked=bold())
    assert passage._layout.lineCount() <= 2
    for number in range(passage._layout.lineCount()):
        line = passage._layout.lineAt(number)
        assert width < 200 or line.naturalTextWidth() <= width + 1  # no list is narrower
    assert passage.text() == text or passage.text().endswith("…")
    passage.text().encode("utf-8")


def test_text_from_right_to_left_begins_at_the_right_edge(font):
    passage = Passage("الرياض تفوز", font, 300, pitch=18)
    line = passage._layout.lineAt(0)
    assert line.naturalTextRect().right() == pytest.approx(300, abs=1)
    assert line.cursorToX(0)[0] == pytest.approx(300, abs=1)


def test_a_cut_text_from_right_to_left_that_begins_in_latin_ends_at_the_left(font):
    passage = Passage("NASA: " + "وكالة الفضاء الأمريكية تعلن " * 9, font, 300, pitch=18)
    last = passage._layout.lineAt(1)
    assert passage.text().endswith("…")
    assert last.cursorToX(len(passage.text()))[0] < 30


def weight_of(passage: Passage, ink: str, ground: str) -> float:
    """Give how much of the ground is covered by ink, in pixels."""
    drawn = QImage(320, 50, QImage.Format.Format_RGB32)
    drawn.fill(QColor(ground))
    painter = QPainter(drawn)
    painter.setPen(QColor(ink))
    passage.paint(painter, QPointF(5, 5))
    painter.end()
    bare, full = QColor(ground).green(), QColor(ink).green()
    shades = (drawn.pixelColor(x, y).green() for x in range(320) for y in range(50))
    return sum((shade - bare) / (full - bare) for shade in shades)


@pytest.mark.parametrize(
    "text", ["宇宙航空研究開発機構は25日", "한국의 우주 정책을 맡을 KASA", "فازت العاصمة", "The Moon"]
)
def test_bright_words_are_as_heavy_as_dark_ones(font, text):
    passage = Passage(text, font, 300, pitch=18)
    bright = weight_of(passage, "#ffffff", "#000000")
    assert bright == pytest.approx(weight_of(passage, "#000000", "#ffffff"), rel=0.12)
