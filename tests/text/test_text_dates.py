import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.dates import find_stamp, find_stamps, parse_stamp
from reader.text.lines.date_lines import read_date_line


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("07 Nov. 2025, 08:44", "2025-11-07T08:44"),
        ("Nov 7, 2025 - 08:44", "2025-11-07T08:44"),
        ("November 7, 2025 8:44 a.m. ET", "2025-11-07T08:44-05:00"),
        ("July 7, 2025 8:44 p.m. ET", "2025-07-07T20:44-04:00"),
        ("2025-11-07 08:44", "2025-11-07T08:44"),
        ("2025.11.07 08:44", "2025-11-07T08:44"),
        ("입력 2025.11.07. 오전 08:44", "2025-11-07T08:44"),
        ("입력 2025. 11. 7. 오후 3:05", "2025-11-07T15:05"),
        ("2025년 11월 7일 오후 12:30", "2025-11-07T12:30"),
        ("2025年11月7日 8時44分", "2025-11-07T08:44"),
        ("２０２５年１１月７日 21時", "2025-11-07T21:00"),
        ("Stand: 07.11.2025, 08:44 Uhr", "2025-11-07T08:44"),
        ("07/11/2025 08:44", "2025-11-07T08:44"),
        ("Fri, 07 Nov 2025 08:44:00 +0900", "2025-11-07T08:44+09:00"),
        ("2025-11-07T08:44:00Z", "2025-11-07T08:44+00:00"),
        ("2025-11-07T08:44:12.5-03:30", "2025-11-07T08:44-03:30"),
        ("7 de noviembre de 2025 a las 08:44", "2025-11-07T08:44"),
        ("7 novembre 2025 à 20h30", "2025-11-07T20:30"),
        ("Fredag 7. november 2025 kl. 08.44", "2025-11-07T08:44"),
        ("7 ноября 2025 г., 08:44 МСК", "2025-11-07T08:44+03:00"),
        ("7 Kasım 2025 08:44", "2025-11-07T08:44"),
        ("7 listopada 2025", "2025-11-07"),
        ("7 Νοεμβρίου 2025", "2025-11-07"),
        ("7 tháng 11, 2025", "2025-11-07"),
        ("19:30 GMT+3, 07.11.25", "2025-11-07T19:30+03:00"),
        ("Nov 7, 2025 9:12 PM KST", "2025-11-07T21:12+09:00"),
        ("12:00 a.m., 7 Nov 2025", "2025-11-07T00:00"),
        ("Nov 7, 2025 10:00 CST", "2025-11-07T10:00"),  # China or Chicago: no zone rather than a wrong one
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_printed_dates(line, iso):
    stamp = find_stamp(line)
    assert stamp is not None
    assert stamp.iso == iso


@pytest.mark.parametrize(
    "line",
    [
        "31 February 2025",
        "2025-02-31",
        "29 February 2025",
        "32.13.2025",
        "2025-13-01",
        "1 2025",
        "Version 1.2.3",
        "",
    ],
)
def test_no_day_is_invented(line):
    assert find_stamp(line) is None


def test_day_first_is_assumed_and_flagged():
    assert find_stamp("07/11/2025").unclear
    assert not find_stamp("13/11/2025").unclear
    month_first = find_stamp("11/13/2025")
    assert (month_first.day, month_first.unclear) == ("2025-11-13", False)
    assert not find_stamp("07.11.2025").unclear


def test_several_dates_of_a_line():
    line = "Published Nov 7, 2025 8 a.m. EDT | Updated Nov 8, 2025 at 9:12 PM KST"
    assert [stamp.iso for stamp in find_stamps(line)] == ["2025-11-07T08:00-05:00", "2025-11-08T21:12+09:00"]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2025-11-07", "2025-11-07"),
        (" 7 Nov 2025  08:44 ", "2025-11-07T08:44"),
        ("2025-11-07 08:44", "2025-11-07T08:44"),
        ("2025-11-07T08:44+09:00", "2025-11-07T08:44+09:00"),
        ("November 7, 2025", "2025-11-07"),
        ("yesterday", None),
        ("2025-11-07 25:99", None),
        ("2025-11-07 nonsense", None),
        ("2025-02-30", None),
        ("", None),
    ],
)
def test_typed_dates(typed, iso):
    assert parse_stamp(typed) == iso


@settings(max_examples=200, deadline=None)
@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 1, 1)), st.times())
def test_every_day_and_minute_comes_back(date, clock):
    moment = datetime.datetime.combine(date, clock)
    day, minute = moment.date().isoformat(), moment.strftime("%H:%M")
    for line in (
        moment.strftime("%d %B %Y, %H:%M"),
        moment.strftime("%b %d, %Y - %I:%M %p"),
        moment.strftime("%d.%m.%Y, %H:%M Uhr"),
        moment.strftime("%Y-%m-%dT%H:%M:%S"),
    ):
        stamp = find_stamp(line)
        assert (stamp.day, stamp.time) == (day, minute), line


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.-/: NovapmT年月日년월일", max_size=40))
def test_whatever_is_found_is_a_day(line):
    for stamp in find_stamps(line):
        datetime.datetime.fromisoformat(stamp.iso)


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Published: 07 Nov. 2025, 08:44", "2025-11-07T08:44", None),
        ("Published : Nov 7, 2025 - 08:44", "2025-11-07T08:44", None),
        ("Updated: 2025-11-07 08:44", None, "2025-11-07T08:44"),
        ("Posted Nov 7, 2025 | Updated Nov 8, 2025 10:00", "2025-11-07", "2025-11-08T10:00"),
        ("입력 2025.11.07. 오전 08:44 수정 2025.11.07. 오후 01:02", "2025-11-07T08:44", "2025-11-07T13:02"),
        ("公開日：2025年11月7日 8時44分", "2025-11-07T08:44", None),
        ("发布时间：2025-11-07 08:44", "2025-11-07T08:44", None),
        ("2025-11-07", "2025-11-07", None),
        ("Friday, November 7, 2025", "2025-11-07", None),
        ("Опубликовано: 7 ноября 2025, 08:44", "2025-11-07T08:44", None),
    ],
)
def test_date_lines(line, published, updated):
    dates = read_date_line(line)
    assert dates is not None
    assert (dates.published and dates.published.iso) == published
    assert (dates.updated and dates.updated.iso) == updated


@pytest.mark.parametrize(
    "line",
    [
        "SEOUL, Nov. 7, 2025",
        "The treaty was signed on 7 November 2025 in Geneva.",
        "On 7 November 2025 the council published its report.",
        "Published works of the year",
        "Published on 7 November 2025, the report of the council names nine reasons for the delay.",
        "No dates here",
    ],
)
def test_other_lines(line):
    assert read_date_line(line) is None


def test_a_long_line_is_no_trouble():
    assert find_stamp("1 " * 500_000) is None
    assert read_date_line("2025-11-07 " * 100_000) is None
