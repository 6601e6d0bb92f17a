"""What the user has just changed stays, whatever older answers come in late."""

from hypothesis import given
from hypothesis import strategies as st

from reader.ui.kit.awaited import Awaited


def test_news_from_elsewhere_is_shown():
    assert Awaited("a").settle("b")


def test_the_answer_to_what_was_sent_is_no_news():
    awaited = Awaited("a")
    awaited.send("ab")
    assert not awaited.stored
    assert not awaited.settle("ab")
    assert awaited.stored


def test_an_answer_asked_for_before_is_no_news():
    awaited = Awaited("a")
    awaited.send("ab")
    assert not awaited.settle("a")
    assert not awaited.stored


def test_an_answer_between_two_changes_is_no_news():
    awaited = Awaited("a")
    awaited.send("ab")
    awaited.send("abc")
    assert not awaited.settle("ab")
    assert not awaited.settle("abc")
    assert awaited.stored


def test_after_forgetting_the_old_value_is_news_again():
    awaited = Awaited("a")
    awaited.send("ab")
    awaited.forget()
    assert awaited.settle("a")


@given(st.lists(st.text(max_size=3), min_size=1, unique=True), st.data())
def test_skipped_answers_never_bring_back_an_older_value(values, data):
    """Answers may be left out, but come in order: no one of them may overwrite what the user did last."""
    awaited = Awaited("start")
    for value in values:
        awaited.send(value)
    told = data.draw(st.lists(st.sampled_from(range(len(values))), unique=True).map(sorted))
    assert not any(awaited.settle(values[place]) for place in told)
