"""Lines of a name and a date under the title: the date is the article's, and sentences stay text."""

import pytest

from reader.formats.plain_text import read_plain_text
from reader.model.article import Draft, Role
from reader.text.lines.agency_lines import read_agency_line

TITLE = "Danube bridge reopens"
BODY = "The old bridge over the Danube was opened again on Friday, the city said after two years of repairs."


def read(*head: str) -> Draft:
    return read_plain_text("\n\n".join([*head, BODY, BODY.replace("old", "older")]).encode(), "a.txt")


def of(draft: Draft, role: Role) -> list[str]:
    return [draft.text[block.start : block.end] for block in draft.blocks if block.role is role]


@pytest.mark.parametrize(
    ("line", "source", "published"),
    [
        ("Reuters | Monday, June 29, 1987", "Reuters", "1987-06-29"),
        ("Reuters, March 23, 1987", "Reuters", "1987-03-23"),
        ("Reuters March 23, 1987", "Reuters", "1987-03-23"),
        ("*Reuters, March 23, 1987*", "Reuters", "1987-03-23"),
        ("_Reuters_ — **23 March 1987**", "Reuters", "1987-03-23"),
        ("— AP, 7 Nov 2025", "AP", "2025-11-07"),
        ("(AFP) - 7 November 2025, 08:44", "AFP", "2025-11-07T08:44"),
        ("AFP | 08:44 | Friday, 7 November 2025", "AFP", "2025-11-07T08:44"),
        ("7 November 2025 | The Guardian", "The Guardian", "2025-11-07"),
        (
            "Friday, Nov. 7, 2025 8:44 a.m. ET · Associated Press",
            "Associated Press",
            "2025-11-07T08:44-05:00",
        ),
        ("New York Times, 2025-11-07", "New York Times", "2025-11-07"),
        ("Agence France-Presse / 7.11.2025", "Agence France-Presse", "2025-11-07"),
        ("dpa, 7. November 2025, 08:44 Uhr", "dpa", "2025-11-07T08:44"),
        ("RIA Novosti – 07 Nov. 2025, 08:44", "RIA Novosti", "2025-11-07T08:44"),
    ],
)
def test_an_agency_and_a_date_are_taken_out_of_the_body(line: str, source: str, published: str):
    draft = read(TITLE, line)
    assert (draft.title, draft.source, draft.published) == (TITLE, source, published)
    assert of(draft, Role.PARAGRAPH) == [BODY, BODY.replace("old", "older")]
    assert of(draft, Role.REMOVED) == []
    assert draft.authors == ()


@pytest.mark.parametrize("line", ["Moscow, 7 November 2025", "Ada Lovelace | 7 November 2025"])
def test_another_name_gives_no_source_and_is_kept_as_removed(line: str):
    draft = read(TITLE, line)
    assert (draft.source, draft.published) == (None, "2025-11-07")
    assert of(draft, Role.PARAGRAPH) == [BODY, BODY.replace("old", "older")]
    assert of(draft, Role.REMOVED) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By 22 January 2024 the army had left",
        "By 22 January 2024",
        "Since 22 January 2024",
        "Reuters reported on 22 January 2024",
        "Reuters said so on 22 January 2024.",
        "The army left Kyiv on 22 January 2024",
        "Windows 22 January 2024",
        "Moscow, 22 January 2024, 23 January 2024",
        "Moscow, 22 January 2024: a day to remember",
        "The war began, 22 January 2024",
        "Moscow, Kyiv, 22 January 2024",
        "Was it Reuters, 22 January 2024?",
        "One Two Three Four Five, 22 January 2024",
        "Reuters",
        "Reuters, 31 February 2024",
        "Reuters " + "| " * 30 + "22 January 2024",
    ],
)
def test_other_lines_are_no_such_lines(line: str):
    assert read_agency_line(line) is None
    assert line in read(TITLE, line).text.split("\n\n")[1:]


def test_it_may_stand_under_a_deck_and_a_byline():
    draft = read(TITLE, "Two years of repairs are over", "By Ada Lovelace", "*Reuters, March 23, 1987*")
    assert (draft.authors, draft.source, draft.published) == (("Ada Lovelace",), "Reuters", "1987-03-23")
    assert of(draft, Role.PARAGRAPH)[0] == "Two years of repairs are over"
    assert len(of(draft, Role.PARAGRAPH)) == 3


def test_a_source_that_the_file_names_holds():
    draft = read(f"Title: {TITLE}\nSource: Morning Desk", "Reuters, March 23, 1987")
    assert (draft.source, draft.published) == ("Morning Desk", "1987-03-23")
    assert of(draft, Role.REMOVED) == ["Reuters, March 23, 1987"]


def test_the_day_of_the_header_holds_and_a_conflict_is_noted():
    draft = read(f"date 1987-03-24  {TITLE}", "Reuters, March 23, 1987")
    assert (draft.source, draft.published) == ("Reuters", "1987-03-24")
    assert draft.doubts == ("date-conflict:1987-03-23",)
    assert of(draft, Role.PARAGRAPH)[0] == BODY


def test_beside_a_known_date_a_place_stays_text_and_an_agency_is_a_source():
    published = "Published: 7 Nov. 2025, 08:44"
    assert (
        of(read(TITLE, published, "Moscow, 6 November 2025"), Role.PARAGRAPH)[0] == "Moscow, 6 November 2025"
    )
    draft = read(TITLE, published, "Reuters, 6 November 2025")
    assert (draft.source, draft.published) == ("Reuters", "2025-11-07T08:44")
    assert of(draft, Role.PARAGRAPH)[0] == BODY
    assert of(draft, Role.REMOVED) == ["Reuters, 6 November 2025"]
