import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.cleaning import clean, fold


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one\r\ntwo\rthree\u2028four\u0085five\ufdd0six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("Ms.\u00a0\u200bSmith", "Ms. Smith"),
        (" \u00a0 \na\u3000b\t c\u202f", "\na b c"),
        ("co\u00adop\u200ber\u2060ate\ufeff\x00\x07", "cooperate"),
        ("e\u0301 and e\u200b\u0301", "é and é"),
        ("a\ud800b", "ab"),
        (
            "می\u200cخواهم \u200fعربي\u200e \u061cx \u2067y\u2069",
            "می\u200cخواهم \u200fعربي\u200e \u061cx \u2067y\u2069",
        ),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("“quotes” – dashes — ‘stay’…", "“quotes” – dashes — ‘stay’…"),
        ("a\ufffcb\uffff", "ab"),
    ],
)
def test_cleaning(before, after):
    assert clean(before) == after


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text):
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


def test_lines_are_kept_one_for_one():
    assert clean("a\n\u00a0\n\n b ").split("\n") == ["a", "", "", "b"]


def test_fold_keeps_letters_and_digits():
    assert fold("“Ｔhe ÉTÉ, 2025!”") == "theété2025"
