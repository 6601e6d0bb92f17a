from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model.annotation import AnchorState, quote_at
from reader.model.span import Span
from reader.text.anchoring import carry_over, find_quote

TEXT = (
    "The Danube rises in the Black Forest.\n\nIt flows through ten countries, more than any other river.\n\n"
    "Four capitals lie on its banks. The delta is a nature reserve."
)


def span_of(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def test_the_same_text_keeps_every_place():
    spans = [span_of(TEXT, words) for words in ("Danube", "ten countries", "nature reserve.")]
    anchors = carry_over(TEXT, TEXT, spans)
    assert [(a.start, a.end, a.state) for a in anchors] == [
        (s.start, s.end, AnchorState.EXACT) for s in spans
    ]


def test_words_that_moved_are_followed():
    new = "A correction was made below.\n\n" + TEXT.replace("Four capitals", "As many as four capitals")
    (anchor,) = carry_over(TEXT, new, [span_of(TEXT, "ten countries")])
    assert anchor.state is AnchorState.MOVED
    assert new[anchor.start : anchor.end] == "ten countries"


def test_words_that_went_are_an_orphan():
    (anchor,) = carry_over(TEXT, TEXT.replace("ten countries", "10 states"), [span_of(TEXT, "ten countries")])
    assert (anchor.start, anchor.end, anchor.state) == (None, None, AnchorState.ORPHAN)


def test_the_copy_with_the_same_context_is_taken():
    old = "He said no to the plan. Later she said no to the money."
    new = "Today he said no to the plan. Much later she said no to the money."
    second = Span(old.rindex("said no"), old.rindex("said no") + 7)
    (anchor,) = carry_over(old, new, [second])
    assert anchor.start == new.rindex("said no")


def test_a_twin_is_not_taken_for_a_passage_that_went():
    old = "The mayor said it was late. Rain fell.\n\nThe clerk said it was late. Snow fell."
    new = "All was changed here.\n\nThe clerk said it was late. Snow fell."
    (anchor,) = carry_over(old, new, [span_of(old, "said it was late")])
    assert anchor.state is AnchorState.ORPHAN


def test_equal_copies_are_not_guessed_between():
    assert find_quote("one two one two one two", "two", "", "").state is AnchorState.ORPHAN


def test_a_quote_alone():
    quote = quote_at(TEXT, span_of(TEXT, "ten countries"))
    anchor = find_quote(TEXT, quote.exact, quote.prefix, quote.suffix)
    assert TEXT[anchor.start : anchor.end] == "ten countries"
    assert find_quote(TEXT, "", "", "").state is AnchorState.ORPHAN


def test_no_grapheme_is_cut():
    assert find_quote("cafe\u0301 here", "cafe", "", "").state is AnchorState.ORPHAN
    assert find_quote("the 👩\u200d🚀 flew", "👩", "", "").state is AnchorState.ORPHAN


@settings(max_examples=150, deadline=None)
@given(
    st.text("ab é\u0301👩🚀\u200d한字\n", max_size=40),
    st.text("ab é\u0301👩🚀\u200d한字\n", max_size=40),
    st.data(),
)
def test_an_anchor_holds_the_same_words(old, new, data):
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    (anchor,) = carry_over(old, new, [Span(start, end)])
    if anchor.start is not None:
        assert new[anchor.start : anchor.end] == old[start:end]
        assert anchor.state in (AnchorState.EXACT, AnchorState.MOVED)
        assert (anchor.state is AnchorState.EXACT) == (anchor.start == start)
    if old == new:
        assert anchor.start == start or anchor.state is AnchorState.ORPHAN
