"""Every offset path of the page: text to document and back, over texts in every script."""

from dataclasses import replace

import regex
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import article
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from reader.model.article import Block, Role
from reader.model.graphemes import snap
from reader.model.span import Span
from reader.ui.look.look import Look
from reader.ui.page.paper.document import Page, build

PIECES = (
    *("river", " ", "Danube", "\t", "é", "e\u0301", "ﬁ", "\u00a0", "🚢", "👩\u200d🚀", "🇷🇴", "👍🏽"),
    *(
        "多瑙河",
        "\U00020bb7",
        "\U0002f81a",
        "नदी",
        "नदी\u200dयाँ",
        "نهر",
        "الدانوب",
        "נהר",
        "\u200f",
        "\u200e",
    ),
    *(
        "\u2028",
        "\x0b",
        "\x0c",
        "\ufeff",
        "\ufffe",
        "\u00ad",
        "\ufffc",
        "\ufdd0",
        "\n",
        "한강",
        "각",
        "ｶﾞ",
        "𝔇",
        "z̷̢̛",
    ),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)
ROLES = st.sampled_from(
    (Role.PARAGRAPH, Role.PARAGRAPH, Role.HEADING, Role.CAPTION, Role.CREDIT, Role.REMOVED)
)
PARTS = st.lists(st.tuples(ROLES, TEXTS), min_size=1, max_size=5)


def laid_out(look: Look, parts) -> tuple[str, tuple[Block, ...], Page]:
    made = article([(Role.TITLE, "Тitle 🚢"), *parts])
    parent = QObject()
    page = build(look, made, parent, with_removed=True)
    page.document.setParent(None)
    return made.text, made.blocks, page


def shown_between(page: Page, first: int, last: int) -> str:
    cursor = QTextCursor(page.document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def stops(text: str, block: Block) -> list[int]:
    return [sign.start() for sign in regex.finditer(r"\X", text, pos=block.start, endpos=block.end)] + [
        block.end
    ]


@settings(max_examples=120, deadline=None)
@given(parts=PARTS, data=st.data())
def test_a_span_comes_back_from_the_document(look, parts, data):
    text, blocks, page = laid_out(look, parts)
    block = data.draw(st.sampled_from([each for each in blocks if each.end > each.start]))
    start, end = sorted(data.draw(st.lists(st.sampled_from(stops(text, block)), min_size=2, max_size=2)))
    if start == end:
        return
    first, last = page.places.positions(Span(start, end))
    assert page.places.between(first, last) == Span(start, end)
    shown = shown_between(page, first, last)
    assert len(shown) == end - start
    same = [here == there for here, there in zip(shown, text[start:end], strict=True)]
    changed = {there for there, kept in zip(text[start:end], same, strict=True) if not kept}
    assert changed <= set("\ufffc\ufdd0\u00a0\ufeff\ufffe\n\u2028")  # Qt shows another sign in its place


@settings(max_examples=120, deadline=None)
@given(parts=PARTS, data=st.data())
def test_a_span_over_several_blocks_comes_back(look, parts, data):
    text, blocks, page = laid_out(look, parts)
    real = [each for each in blocks if each.end > each.start]
    head, tail = sorted(
        data.draw(st.lists(st.sampled_from(real), min_size=2, max_size=2)), key=lambda b: b.start
    )
    start = data.draw(st.sampled_from(stops(text, head)[:-1]))
    end = data.draw(st.sampled_from(stops(text, tail)[1:]))
    if start < end:
        assert page.places.between(*page.places.positions(Span(start, end))) == Span(start, end)


@settings(max_examples=120, deadline=None)
@given(parts=PARTS, data=st.data())
def test_whatever_is_selected_is_a_span_of_whole_signs(look, parts, data):
    text, _, page = laid_out(look, parts)
    length = page.document.characterCount()
    first, last = sorted(data.draw(st.lists(st.integers(0, length), min_size=2, max_size=2)))
    span = page.places.between(first, last)
    if span is None:
        return
    whole = snap(text, span)
    assert 0 <= whole.start <= span.start < span.end <= whole.end <= len(text)
    # Signs are counted within lines, as the library counts them when it checks a span.
    cuts = {0, len(text)} | {sign.end() for line in regex.finditer(r"[^\n]+|\n", text) for sign in
                             regex.finditer(r"\X", text, pos=line.start(), endpos=line.end())}  # fmt: skip
    assert whole.start in cuts
    assert whole.end in cuts


def test_the_library_takes_every_snapped_span():
    from reader.text.graphemes import check_span

    text = "a👩\u200d🚀b e\u0301 🇷🇴🇷🇸 नदीयाँ\n각 z̷̢̛"
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            span = snap(text, Span(start, end))
            if text[span.start : span.end].strip():
                check_span(text, span)


def test_a_byte_order_mark_at_the_beginning_moves_nothing(look):
    marked = replace(article(), text="\ufeffa", blocks=(Block(Role.PARAGRAPH, 0, 2),))
    parent = QObject()
    page = build(look, marked, parent)
    first, last = page.places.positions(Span(1, 2))
    assert shown_between(page, first, last) == "a"


def test_positions_beside_the_text_lead_to_the_text(look):
    text, blocks, page = laid_out(look, [(Role.PARAGRAPH, "The first."), (Role.PARAGRAPH, "The second.")])
    end = page.document.characterCount()
    assert page.places.between(0, end) == Span(0, len(text))
    title_position, _ = page.places.positions(Span(0, 1))
    assert page.places.between(0, title_position) is None  # the source stands there, it is not the article's
    assert page.places.offset_at(0) == 0
    assert page.places.offset_at(end) == len(text)
    gap = blocks[1].end  # between two blocks, the next text counts
    assert page.places.position_at(gap) == page.places.positions(Span(blocks[2].start, blocks[2].end))[0]


def test_what_is_not_shown_has_no_place(look):
    made = article([(Role.PARAGRAPH, "Shown."), (Role.REMOVED, "Cut.")])
    parent = QObject()
    page = build(look, made, parent)
    cut = made.blocks[1]
    assert page.places.positions(Span(cut.start, cut.end)) is None
    assert not page.places.is_shown(Span(cut.start, cut.end))
    assert page.places.position_at(cut.start) is None
    first, last = page.places.positions(Span(0, cut.end))
    assert page.places.between(first, last) == Span(0, made.blocks[0].end)
