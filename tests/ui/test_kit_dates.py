"""Days and times in words."""

from datetime import date

import pytest

from reader.ui.kit.dates import full_date, long_date, short_date

NOW = date(2025, 11, 7)


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2025-11-07T08:44", "08:44"),
        ("2025-11-07T08:44:30+09:00", "08:44"),
        ("2025-11-07", "Today"),
        ("2025-11-06T23:59", "Yesterday"),
        ("2025-11-05", "5 Nov"),
        ("2024-11-05", "5 Nov 2024"),
        ("2026-01-01", "1 Jan 2026"),
        ("2025-11", "Nov 2025"),
        ("2025", "2025"),
        ("", ""),
        ("2025-13-40", "2025-13-40"),
        ("some day soon", "some day soon"),
    ],
)
def test_a_list_shows_days_as_short_as_they_are_plain(published: str, shown: str):
    assert short_date(published, NOW) == shown


def test_yesterday_holds_over_the_turn_of_the_year():
    assert short_date("2024-12-31", date(2025, 1, 1)) == "Yesterday"


def test_the_long_form_leaves_the_hour_out():
    assert long_date("2025-11-07T08:44") == "7 Nov 2025"


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2025-11-07T08:44+09:00", "Friday, 7 Nov 2025, 08:44 (+09:00)"),
        ("2025-11-07T08:44:12Z", "Friday, 7 Nov 2025, 08:44 (UTC)"),
        ("2025-11-07T08:44:12.250-05:00", "Friday, 7 Nov 2025, 08:44 (-05:00)"),
        ("2025-11-07T08:44", "Friday, 7 Nov 2025, 08:44"),
        ("2025-11-07", "Friday, 7 Nov 2025"),
        ("2025-11", "Nov 2025"),
    ],
)
def test_the_full_form_tells_all_that_is_known(published: str, shown: str):
    assert full_date(published) == shown
