"""Articles in the layouts that readers save them in."""

import re
import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.plain_text import read_day_order, read_plain_text
from reader.model.article import Role
from reader.model.errors import ReaderError, Trouble
from reader.text.dates import DayOrder

TITLE = "Danube bridge reopens after repairs"
BODY = [
    "The old bridge over the Danube was opened again on Friday after two years of repairs, the city said.",
    "About 20,000 people cross the river there every day. The work cost less than planned.",
    "“We are glad to have it back,” a spokesperson for the city said.",
    "The next bridge upstream will be repaired from 2027.",
]
CAPTION = "Pedestrians cross the bridge on the morning of its opening. [KCNA]"
NBSP = "\u00a0 \n"


def read(text, name="story.txt"):
    return read_plain_text(text.encode("utf-8") if isinstance(text, str) else text, name)


def of(draft, *roles):
    return [draft.text[block.start : block.end] for block in draft.blocks if block.role in roles]


def check_blocks(draft):
    """Blocks are sorted, disjoint, not blank, and leave out nothing but white space; the title is first."""
    end = 0
    for block in draft.blocks:
        assert end <= block.start < block.end <= len(draft.text)
        assert not draft.text[end : block.start].strip()
        words = draft.text[block.start : block.end]
        assert words == words.strip() != ""
        end = block.end
    assert end == len(draft.text)
    assert draft.blocks[0].role is Role.TITLE
    assert draft.text[: draft.blocks[0].end] == draft.title
    for before, block in zip(draft.blocks, draft.blocks[1:], strict=False):
        if block.role is Role.CREDIT:
            assert before.role is Role.CAPTION
            assert draft.text[before.end : block.start] == " "
        else:
            assert draft.text[before.end : block.start] == "\n\n"


def header(day="2025-11-07", title=TITLE):
    return f" date {day}  {title}\n{title}\n\n"


LAYOUTS = {
    "header, two captions": header()
    + f"Published: 07 Nov. 2025, 08:44\n{CAPTION}\n\n{CAPTION}\n\n"
    + "".join(f"{NBSP}{words}\n" for words in BODY),
    "header, one caption": header()
    + f"Published: 07 Nov. 2025, 08:44\n{CAPTION}\n\n"
    + "\n".join(f"{NBSP}{words}\n" for words in BODY),
    "header, no caption": header()
    + "Updated: 2025-11-07 08:44\n"
    + "".join(f"{NBSP}{words}\n" for words in BODY),
    "zero width": "\ufeff"
    + header().replace("bridge", "bri\u200bdge")
    + "Published: 7 November 2025, 08:44\n"
    + "\u00a0\u00a0\n".join(f"\u00a0\n{words}\n" for words in BODY),
    "one line one paragraph": "\n".join([TITLE, "Updated: 2025-11-07 08:44", *BODY]),
    "byline": "\n\n".join([TITLE, "By Ada Lovelace, Mary Somerville\nStand: 07.11.2025, 08:44 Uhr", *BODY]),
    "key and value": f"Title: {TITLE}\nDate: 2025-11-07 08:44\nSource: The River Paper\nURL: https://paper.example/1\n"
    "Author: Ada Lovelace; Mary Somerville\n\n" + "\n\n".join(BODY),
    "front matter": f'---\ntitle: "{TITLE}"\ndate: 2025-11-07T08:44\nsource: The River Paper\ntags: [a, b]\n'
    f"---\n\n# {TITLE}\n\n" + "\n\n".join(BODY),
    "wrapped": TITLE
    + "\n"
    + "=" * len(TITLE)
    + "\n\n2025-11-07 08:44\n\n"
    + "\n\n".join(textwrap.fill(words, 60) for words in BODY),
    "footer": header()
    + "Published : Nov 7, 2025 - 08:44\n\n"
    + "\n\n".join(BODY)
    + "\n\nBY ADA LOVELACE [desk@paper.example]\n\nFollow us on social media\nSubscribe to our newsletter\n"
    "ⓒ The River Paper. All rights reserved.\n",
    "Korean date": "\n\n".join([TITLE, "입력 2025.11.07. 오전 08:44", *BODY]),
    "Japanese date": "\n\n".join([TITLE, "2025年11月7日 8時44分", *BODY]),
    "Windows line ends": ("\n\n".join([TITLE, "November 7, 2025 8:44 a.m.", *BODY])).replace("\n", "\r\n"),
    "site after the title": "\n\n".join([TITLE + " - The River Paper", TITLE, "07/11/2025 08:44", *BODY]),
    "line under the title": "\n\n".join([TITLE, "By Ada Lovelace", "Published: 7 Nov 2025 08:44", *BODY]),
}


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_layouts(layout, codec):
    draft = read(LAYOUTS[layout].encode(codec))
    check_blocks(draft)
    assert draft.title == TITLE
    assert draft.published == "2025-11-07T08:44"
    assert of(draft, Role.PARAGRAPH) == BODY


@pytest.mark.parametrize("layout", ["header, two captions", "header, one caption"])
def test_a_caption_is_stored_once_with_its_credit(layout):
    draft = read(LAYOUTS[layout])
    assert of(draft, Role.CAPTION) == ["Pedestrians cross the bridge on the morning of its opening."]
    assert of(draft, Role.CREDIT) == ["[KCNA]"]
    assert draft.text.count("[KCNA]") == 1
    assert draft.text.count(TITLE) == 1


def test_names_and_addresses():
    draft = read(LAYOUTS["key and value"])
    assert draft.authors == ("Ada Lovelace", "Mary Somerville")
    assert draft.source == "The River Paper"
    assert draft.url == "https://paper.example/1"
    assert read(LAYOUTS["byline"]).authors == ("Ada Lovelace", "Mary Somerville")


def test_what_stands_below_is_kept_as_removed():
    draft = read(LAYOUTS["footer"])
    assert of(draft, Role.REMOVED) == [
        "BY ADA LOVELACE [desk@paper.example]",
        "Follow us on social media",
        "Subscribe to our newsletter",
        "ⓒ The River Paper. All rights reserved.",
    ]
    assert draft.authors == ("ADA LOVELACE",)
    assert draft.source == "The River Paper"


def test_a_second_caption_further_down():
    body = [BODY[0], "File: The bridge before the repairs. (Photo: EPA)", *BODY[1:]]
    draft = read(header() + "Published: 07 Nov. 2025, 08:44\n\n" + "\n\n".join(body))
    assert [block.role for block in draft.blocks][:5] == [
        Role.TITLE, Role.PARAGRAPH, Role.CAPTION, Role.CREDIT, Role.PARAGRAPH,
    ]  # fmt: skip
    assert of(draft, Role.PARAGRAPH) == BODY


def test_headings():
    draft = read(
        f"# {TITLE}\n\n{BODY[0]}\n\n## Two years of work ##\n\n{BODY[1]}\n\n"
        f"The cost\n--------\n\n{BODY[2]}\n\n#tag is no heading"
    )
    assert of(draft, Role.HEADING) == ["Two years of work", "The cost"]
    assert of(draft, Role.PARAGRAPH) == [*BODY[:3], "#tag is no heading"]


def test_published_and_updated():
    draft = read(
        f"{TITLE}\nPublished Nov 7, 2025 8:44 a.m. KST | Updated Nov 8, 2025 9:00 p.m. KST\n\n"
        + "\n\n".join(BODY)
    )
    assert draft.published == "2025-11-07T08:44+09:00"
    assert draft.updated == "2025-11-08T21:00+09:00"


def test_the_header_day_holds_and_the_conflict_is_noted():
    draft = read(header() + "Published: 09 Nov. 2025, 08:44\n\n" + "\n\n".join(BODY))
    assert draft.published == "2025-11-07"
    assert draft.doubts == ("date-conflict:2025-11-09T08:44",)


def test_a_later_update_is_no_conflict():
    draft = read(header() + "Updated: 09 Nov. 2025, 08:44\n\n" + "\n\n".join(BODY))
    assert (draft.published, draft.updated, draft.doubts) == ("2025-11-07", "2025-11-09T08:44", ())


def test_day_first_is_noted_unless_the_header_decides():
    assert read(f"{TITLE}\n07/11/2025\n\n{BODY[0]}").doubts == ("day-first-assumed",)
    changed = read(f"{TITLE}\nPublished: 6 Nov 2025\nUpdated: 07/11/2025\n\n{BODY[0]}")
    assert changed.doubts == ("updated-day-first-assumed",)
    sure = read(header("2025-07-11") + f"07/11/2025 10:00\n\n{BODY[0]}")
    assert (sure.published, sure.doubts) == ("2025-07-11T10:00", ())


@pytest.mark.parametrize(
    ("order", "day", "doubts"),
    [
        (None, "2025-11-07T08:44-05:00", ("day-first-assumed",)),
        (DayOrder.DAY_FIRST, "2025-11-07T08:44-05:00", ("day-first-by-source",)),
        # The clock of New York is another one in July.
        (DayOrder.MONTH_FIRST, "2025-07-11T08:44-04:00", ("month-first-by-source",)),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "A bridge is opened\n07/11/2025 08:44 ET\n\nIt stands.",
        "A bridge is opened\nBy Ada Lovelace | 07/11/2025 08:44 ET\n\nIt stands.",
        "Title: A bridge is opened\nDate: 07/11/2025 08:44 ET\n\nIt stands.",
        "---\ntitle: A bridge is opened\ndate: 07/11/2025 08:44 ET\n---\nIt stands.",
    ],
)
def test_a_date_of_numbers_is_read_as_its_source_writes_them(text, order, day, doubts):
    draft = read_plain_text(text.encode(), "x.txt", order)
    assert (draft.published, draft.doubts) == (day, doubts)


def test_the_day_of_the_header_holds_whatever_the_source_does():
    text = " date 2025-11-07  A bridge is opened\nPublished: 07/11/2025 08:44\n\nIt stands."
    for order in (None, *DayOrder):
        draft = read_plain_text(text.encode(), "x.txt", order)
        assert (draft.published, draft.doubts) == ("2025-11-07T08:44", ())


@pytest.mark.parametrize(
    ("text", "source", "order"),
    [
        ("A bridge\n12/25/2024\n\nIt stands.", None, DayOrder.MONTH_FIRST),
        ("A bridge\n25/12/2024\n\nIt stands.", None, DayOrder.DAY_FIRST),
        ("Title: A bridge\nSource: US Paper\nDate: 12-25-2024\n\nIt.", "US Paper", DayOrder.MONTH_FIRST),
        ("A bridge\nPublished: 11/07/2025\nUpdated: 11/13/2025\n\nIt stands.", None, DayOrder.MONTH_FIRST),
        (" date 2025-11-07  A bridge\nPublished: 11/07/2025\n\nIt stands.", None, DayOrder.MONTH_FIRST),
        (" date 2025-11-07  A bridge\nPublished: 07/11/2025\n\nIt stands.", None, DayOrder.DAY_FIRST),
        ("A bridge\nPublished: 12/25/2024\nUpdated: 25/12/2024\n\nIt stands.", None, None),
        ("A bridge\n11/07/2025\n\nIt stands.", None, None),
        ("A bridge\n25.12.2024\n\nIt stands.", None, None),
        ("A bridge\n25 December 2024\n\nIt stands.", None, None),
    ],
)
def test_files_show_how_their_source_writes_dates(text, source, order):
    assert read_day_order(text.encode(), "x.txt") == (source, order)


def test_a_dateline_stays_in_the_text():
    draft = read(f"{TITLE}\n\nSEOUL, Nov. 7 (Yonhap) -- {BODY[0]}\n\n{BODY[1]}")
    assert of(draft, Role.PARAGRAPH)[0].startswith("SEOUL, Nov. 7 (Yonhap) --")
    assert draft.published is None


def test_a_date_that_begins_the_body_stays_there():
    draft = read(header() + "Published: 07 Nov. 2025, 08:44\n\nDecember 25, 2004\n\n" + "\n\n".join(BODY))
    assert of(draft, Role.PARAGRAPH) == ["December 25, 2004", *BODY]


def test_authors_as_a_list_in_front_matter():
    draft = read(
        f"---\ntitle: 'It''s open'\nauthors:\n- Ada Lovelace\n- Mary Somerville\nlang: en\n---\n{BODY[0]}\n"
    )
    assert (draft.title, draft.authors, draft.language) == (
        "It's open",
        ("Ada Lovelace", "Mary Somerville"),
        "en",
    )
    assert of(draft, Role.PARAGRAPH) == [BODY[0]]


@pytest.mark.parametrize(
    "line", ["By Ada Lovelace, ada@paper.example", "Ada Lovelace 기자 ada@paper.example"]
)
def test_a_byline_with_an_address(line):
    draft = read(f"{TITLE}\n\n{line}\n\n" + "\n\n".join(BODY))
    assert draft.authors == ("Ada Lovelace",)
    assert of(draft, Role.PARAGRAPH) == BODY


def test_a_date_above_the_title():
    draft = read(f"Published: 7 Nov 2025, 08:44\n{TITLE}\n\n" + "\n\n".join(BODY))
    assert (draft.title, draft.published) == (TITLE, "2025-11-07T08:44")


def test_an_address_has_to_be_one():
    assert read(f"Title: {TITLE}\nURL: none given\nLang: en-GB\n\n{BODY[0]}").url is None
    assert read(f"Title: {TITLE}\nURL: none given\nLang: en-GB\n\n{BODY[0]}").language == "en"


def test_a_rule_that_opens_no_front_matter():
    draft = read(f"---\n\n{TITLE}\n\n{BODY[0]}\n\n---\n\n{BODY[1]}")
    assert draft.title == TITLE
    assert BODY[0] in of(draft, Role.PARAGRAPH)


@pytest.mark.parametrize(
    "text", [TITLE, f"\n\n  {TITLE}\n\n", f" date 2025-11-07  {TITLE}\n", f"Title: {TITLE}\n"]
)
def test_a_title_alone(text):
    draft = read(text)
    check_blocks(draft)
    assert (draft.title, draft.text, len(draft.blocks)) == (TITLE, TITLE, 1)


def test_without_a_title_the_name_gives_it():
    long = "The river rose again. " * 30
    draft = read(long, "flood_report-2025.txt")
    assert draft.title == "flood report 2025"
    assert of(draft, Role.PARAGRAPH) == [long.strip()]
    assert draft.doubts == ("title-from-name",)
    nameless = read(long, "0007.txt")
    assert nameless.title.startswith("The river rose again.")
    assert len(nameless.title) < 90


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", "\u200b\ufeff\u00a0\n".encode(), b"\xef\xbb\xbf", b"---\n", b"===\n---\n"]
)
def test_nothing_to_read(data):
    try:
        draft = read(data)
    except ReaderError as error:
        assert error.code is Trouble.FILE_EMPTY  # noqa: PT017
    else:
        assert data.strip(b"=-\n") == b""
        check_blocks(draft)


def test_a_line_of_a_megabyte_is_read_in_linear_time():
    started = time.perf_counter()
    for sign in ("word ", "(", "[", "1 ", "/ ", "a@", "=", "# ", "By A, ", "長", "é"):
        line = "x " + sign * (1_000_000 // len(sign))
        check_blocks(read(line))
        check_blocks(read(f"{TITLE}\n\n{line}\n\nEnd"))
    assert time.perf_counter() - started < 15


def test_many_short_lines_are_read_in_linear_time():
    started = time.perf_counter()
    draft = read(
        TITLE
        + "\n\n"
        + "A line of the list. [KCNA]\n" * 100_000
        + "\n".join(f"Line {n}" for n in range(100_000))
    )
    check_blocks(draft)
    assert time.perf_counter() - started < 15


KNOWN_LINES = [
    *(TITLE, CAPTION, "", "\u00a0", "---", "====", "# Heading", "## More ##", "Published: 7 Nov 2025, 08:44"),
    *("By Ada Lovelace", "2025-11-07", "Title: A", "Source: B", "Follow us", "[KCNA]", "(AFP)", "- item"),
    *("© The Paper. All rights reserved.", "BY A [a@b.example]", " date 2025-11-07  T"),
    *("Words that end in a hyphen-", "and go on / AFP"),
]
LINES = st.one_of(st.sampled_from(KNOWN_LINES), st.text(max_size=30))


@settings(max_examples=250, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_blocks_of_any_text_are_in_order(lines):
    try:
        draft = read("\n".join(lines).encode("utf-8", "surrogatepass"))
    except ReaderError as error:
        assert error.code in (Trouble.FILE_EMPTY, Trouble.FILE_BINARY)  # noqa: PT017
    else:
        check_blocks(draft)
        assert not re.search("[\ud800-\udfff\x00]", draft.text)


def test_reading_what_was_read_gives_the_same_body():
    first = read(LAYOUTS["header, two captions"])
    again = read(first.text)
    assert of(again, Role.PARAGRAPH, Role.CAPTION) == of(first, Role.PARAGRAPH, Role.CAPTION)


def test_a_text_of_equal_lines_is_stored_whole():
    draft = read_plain_text(b"One line that is said again and again.\n" * 20_000, "lines.txt")
    assert draft.title == "One line that is said again and again."
    assert draft.text.count("again and again") == 20_001  # the title, and every line


def test_a_title_printed_again_is_stored_once():
    draft = read_plain_text(
        b"A title of some length\nA title of some length\n\nThe text.\n\nMore.\n", "a.txt"
    )
    assert draft.text == "A title of some length\n\nThe text.\n\nMore."
