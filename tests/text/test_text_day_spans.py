"""Stretches of days by their names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.day_spans import day_span

TODAY = date(2026, 3, 31)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2025-11-07", "2025-11-07", "2025-11-07"),
        ("20251107", "2025-11-07", "2025-11-07"),
        ("2025-11", "2025-11-01", "2025-11-30"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-10/2025-11", "2025-10-01", "2025-11-30"),
        ("2025-10..2025-11-03", "2025-10-01", "2025-11-03"),
        ("2025-10/", "2025-10-01", "9999-12-31"),
        ("/2025-10", "0001-01-01", "2025-10-31"),
        ("today", "2026-03-31", "2026-03-31"),
        ("Yesterday", "2026-03-30", "2026-03-30"),
        ("this week", "2026-03-30", "2026-04-05"),
        ("last  week", "2026-03-23", "2026-03-29"),
        ("last-month", "2026-02-01", "2026-02-28"),
        ("this_month", "2026-03-01", "2026-03-31"),
        ("last year", "2025-01-01", "2025-12-31"),
        ("7d", "2026-03-24", "2026-03-31"),
        ("2w", "2026-03-17", "2026-03-31"),
        ("1m", "2026-02-28", "2026-03-31"),
        ("3m", "2025-12-31", "2026-03-31"),
        ("1y", "2025-03-31", "2026-03-31"),
        ("3m/1m", "2025-12-31", "2026-02-28"),
        ("yesterday/today", "2026-03-30", "2026-03-31"),
    ],
)
def test_spans(words: str, first: str, last: str):
    span = day_span(words, TODAY)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


def test_the_month_before_january_is_december():
    span = day_span("last month", date(2026, 1, 15))
    assert span is not None
    assert (span.first, span.last) == (date(2025, 12, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "/",
        "..",
        "202",
        "2025-13",
        "2025-02-30",
        "0000",
        "soon",
        "7",
        "d",
        "9999y",
        "2025/2024",
        "a/b",
        "1/2/3",
        "last",
        "week",
        "2025-1-1-1",
    ],
)
def test_what_names_no_days(words: str):
    assert day_span(words, TODAY) is None


@given(st.text(alphabet="0123456789-/.dwmy lastweekodyhir", max_size=24), st.dates())
def test_no_words_raise_and_spans_are_in_order(words: str, today: date):
    span = day_span(words, today)
    assert span is None or span.first <= span.last
