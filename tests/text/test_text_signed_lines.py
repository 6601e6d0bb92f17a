"""Lines with a writer and a date: both are read, and no part of a date becomes a writer."""

import pytest

from reader.formats.plain_text import read_plain_text
from reader.text.lines.bylines import read_byline, split_names
from reader.text.lines.signed_lines import read_signed_line

ADA, MARY = "Ada Lovelace", "Mary Somerville"


@pytest.mark.parametrize(
    ("line", "names", "published"),
    [
        ("By Ada Lovelace | Monday, 22 January 2024, 17:45", (ADA,), "2024-01-22T17:45"),
        ("By Ada Lovelace|22 January 2024", (ADA,), "2024-01-22"),
        ("By Ada Lovelace · 22 January 2024", (ADA,), "2024-01-22"),
        ("By Ada Lovelace — Jan. 22, 2024 5:45 p.m. ET", (ADA,), "2024-01-22T17:45-05:00"),
        ("By Ada Lovelace – 2024-01-22 17:45", (ADA,), "2024-01-22T17:45"),
        ("By Ada Lovelace - January 22, 2024", (ADA,), "2024-01-22"),
        ("By Ada Lovelace/22.01.2024", (ADA,), "2024-01-22"),
        ("By Ada Lovelace | 17:45 | 22 January 2024", (ADA,), "2024-01-22T17:45"),
        ("By Ada Lovelace, Monday, 22 January 2024, 17:45", (ADA,), "2024-01-22T17:45"),
        ("By Ada Lovelace on January 22, 2024", (ADA,), "2024-01-22"),
        ("By Ada Lovelace Monday 22 January 2024", (ADA,), "2024-01-22"),
        ("22 January 2024 | By Ada Lovelace", (ADA,), "2024-01-22"),
        ("Published 22 January 2024 by Ada Lovelace", (ADA,), "2024-01-22"),
        ("By Ada Lovelace and Mary Somerville | 22 January 2024 | 5 min read", (ADA, MARY), "2024-01-22"),
        ("By Ada Lovelace | Reuters | 22 January 2024", (ADA, "Reuters"), "2024-01-22"),
        ("LONDON | By Ada Lovelace | 22 January 2024", (ADA,), "2024-01-22"),
        ("By France 24 | 22 January 2024", ("France 24",), "2024-01-22"),
        ("By Nguyen Van Ba, 22 January 2024", ("Nguyen Van Ba",), "2024-01-22"),
        ("Von Ada Lovelace • Montag, 22. Januar 2024, 17:45 Uhr", (ADA,), "2024-01-22T17:45"),
        ("Par Ada Lovelace / 22 janvier 2024 à 17h45", (ADA,), "2024-01-22T17:45"),
        ("Publié le 22 janvier 2024 par Ada Lovelace", (ADA,), "2024-01-22"),
        ("Por Ada Lovelace - 22 de enero de 2024", (ADA,), "2024-01-22"),
        ("Di Ada Lovelace, lunedì 22 gennaio 2024 ore 17:45", (ADA,), "2024-01-22T17:45"),
        ("Автор: Ада Лавлейс | 22 января 2024, 17:45", ("Ада Лавлейс",), "2024-01-22T17:45"),
        ("作者：张三 | 2024年1月22日 17:45", ("张三",), "2024-01-22T17:45"),
        ("김하늘 기자 | 입력 2024.01.22 17:45", ("김하늘",), "2024-01-22T17:45"),
        ("입력 2024.01.22. 오후 05:45 | 김하늘 기자", ("김하늘",), "2024-01-22T17:45"),
    ],
)
def test_both_are_read(line, names, published):
    signed = read_signed_line(line)
    assert signed is not None
    assert signed.names == names
    assert signed.dates.published is not None
    assert signed.dates.published.iso == published

    draft = read_plain_text(f"A bridge is opened\n{line}\n\nThe bridge stands.\n".encode(), "x.txt")
    assert draft.authors == names
    assert draft.published == published
    assert draft.text == "A bridge is opened\n\nThe bridge stands."


def test_the_time_of_a_change_is_kept_apart():
    signed = read_signed_line("By Ada Lovelace | Published 22 January 2024 | Updated 23 January 2024, 9:05")
    assert signed is not None
    assert signed.dates.published is not None
    assert signed.dates.updated is not None
    assert (signed.dates.published.iso, signed.dates.updated.iso) == ("2024-01-22", "2024-01-23T09:05")


@pytest.mark.parametrize(
    "line",
    [
        "By 22 January 2024 the army had left",
        "22 January 2024 by which time the army had left",
        "By Friday the ministry had received 22 letters on 3 January 2024",
        "By Ada Lovelace",
        "Monday, 22 January 2024, 17:45",
        "Par exemple, le 22 janvier 2024 la neige est tombée",
    ],
)
def test_sentences_and_lines_of_one_kind_are_not_signed(line):
    assert read_signed_line(line) is None


def test_a_sentence_that_begins_with_by_stays_in_the_text():
    line = "By 22 January 2024 the army had left"
    draft = read_plain_text(f"A bridge is opened\n\n{line}\n\nThe bridge stands.\n".encode(), "x.txt")
    assert line in draft.text
    assert draft.authors == ()
    assert draft.published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ada Lovelace | 17:45", (ADA,)),
        ("By Ada Lovelace, 5:45 p.m.", (ADA,)),
        ("By Ada Lovelace, Monday, 22 January 2024", (ADA,)),
        ("By Kim So and Sun Li", ("Kim So", "Sun Li")),
    ],
)
def test_no_weekday_date_or_time_is_a_writer(line, names):
    assert read_byline(line) == names


def test_dates_in_a_list_of_names_are_no_names():
    assert split_names("Ada Lovelace | Monday, 22 January 2024, 17:45 | Mary Somerville") == (ADA, MARY)
    assert split_names("Kim So, Mo") == ("Kim So", "Mo")
