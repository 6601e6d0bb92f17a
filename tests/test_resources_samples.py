"""The sample articles: each is read as it is meant to be, and together they show what the import can do."""

import datetime
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from newsroom import catch_up
from reader.formats.plain_text import read_plain_text
from reader.library.library import Library
from reader.model.annotation import AnchorState
from reader.model.article import Article, Role
from reader.model.ids import ArticleId
from reader.model.query import Query
from reader.model.span import Span

SAMPLES = Path(__file__).parent.parent / "resources" / "samples"
SOURCE = "Pressmark sample"
DESK = ("Pressmark Sample Desk",)
EARLY, LATE = "2024-01-01-noto-earthquake-1.txt", "2024-01-01-noto-earthquake-2.txt"
READ_MORE = "More from the sample library: the launch of July 14, the landing of Aug. 23"


@dataclass(frozen=True)
class Expected:
    """What the import makes of one file; `blocks` counts paragraphs, headings and captions with a credit."""

    title: str
    published: str
    blocks: tuple[int, int, int]
    language: str = "en"
    updated: str | None = None
    authors: tuple[str, ...] = ()
    encoding: str = "utf-8"
    removed: tuple[str, ...] = ()


EXPECTED = {
    "2023-07-14-chandrayaan-3-launch.txt": Expected(
        "India launches Chandrayaan-3 toward the south of the Moon", "2023-07-14T15:20", (7, 0, 1)
    ),
    "2023-08-06-chandrayaan-3-lunar-orbit.txt": Expected(
        "Chandrayaan-3 enters orbit around the Moon",
        "2023-08-06T22:10",
        (6, 0, 0),
        updated="2023-08-06T22:50",
        authors=DESK,
        removed=(READ_MORE, "© 2023 Pressmark sample."),
    ),
    "2023-08-11-luna-25-launch.txt": Expected(
        "Russia launches Luna-25, its first mission to the Moon since 1976",
        "2023-08-11T11:05+03:00",
        (7, 0, 1),
    ),
    "2023-08-20-womens-world-cup-final.txt": Expected(
        "Spain beat England 1-0 to win the Women's World Cup", "2023-08-20T23:15", (6, 0, 1)
    ),
    "2023-08-21-luna-25-lost.txt": Expected(
        "Luna-25 crashes into the Moon, days before its planned landing", "2023-08-21T16:40", (6, 0, 1)
    ),
    "2023-08-23-chandrayaan-3-landing.txt": Expected(
        "Chandrayaan-3 lands near the Moon's south pole, a first", "2023-08-23T19:05", (9, 0, 1)
    ),
    "2023-08-30-schwefel-am-suedpol.txt": Expected(
        "Mondrover Pragyan weist Schwefel nahe dem Südpol nach", "2023-08-30T09:30", (6, 0, 0), "de"
    ),
    "2023-09-04-vikram-hops.md": Expected(
        "Vikram hops on the Moon, then falls asleep", "2023-09-04T20:30+05:30", (6, 2, 0), authors=DESK
    ),
    "2023-11-28-riyadh-expo-2030.txt": Expected(
        "الرياض تفوز باستضافة معرض إكسبو 2030 من الجولة الأولى", "2023-11-28T19:30", (6, 0, 0), "ar"
    ),
    "2023-12-13-cop28-fossil-fuels.txt": Expected(
        "Climate conference calls for a move away from fossil fuels",
        "2023-12-13T15:40+04:00",
        (6, 0, 0),
        authors=DESK,
        removed=("-30-",),
    ),
    EARLY: Expected(
        "Strong earthquake hits Japan's Noto Peninsula, coast told to flee",
        "2024-01-01T18:20+09:00",
        (6, 0, 0),
    ),
    LATE: Expected(
        "Tsunami warnings lifted after strong earthquake on Japan's Noto Peninsula",
        "2024-01-01T18:20+09:00",
        (6, 0, 0),
        updated="2024-01-02T10:45+09:00",
    ),
    "2024-01-22-malaria-vaccine-cameroon.txt": Expected(
        "Cameroon begins routine vaccination against malaria",
        "2024-01-22T17:45",
        (7, 0, 0),
        authors=DESK,
        removed=("Contact: desk@pressmark.example", "© Pressmark sample, 2024"),
    ),
    "2024-01-25-slim-pinpoint-landing.txt": Expected(
        "月着陸機「SLIM」、目標から約55メートルに着陸 JAXA発表", "2024-01-25T18:30", (7, 0, 1), "ja"
    ),
    "2024-03-13-eu-ai-act.md": Expected(
        "European Parliament passes the AI Act", "2024-03-13T13:40+01:00", (6, 2, 0)
    ),
    "2024-03-28-bankman-fried-sentenced.txt": Expected(
        "Bankman-Fried sentenced to 25 years for the FTX fraud", "2024-03-28T16:40-04:00", (6, 0, 1)
    ),
    "2024-05-27-kasa-opens.txt": Expected(
        "우주항공청, 경남 사천에서 문 열어", "2024-05-27T11:20", (6, 0, 0), "ko"
    ),
    "2024-06-03-sheinbaum-presidenta.txt": Expected(
        "Claudia Sheinbaum será la primera mujer en gobernar México",
        "2024-06-03T08:30",
        (6, 0, 0),
        "es",
        encoding="cp1252",
        removed=("Leer también: más noticias en la biblioteca de muestra", "© 2024 Pressmark sample."),
    ),
    "2024-06-06-ecb-cuts-rates.txt": Expected(
        "ECB cuts its key rates for the first time since 2019", "2024-06-06T14:45", (7, 0, 0)
    ),
    "2024-09-10-unicode-16.txt": Expected(
        "Unicode 16.0 adds 5,185 characters, and a face with bags under its eyes",
        "2024-09-10T18:00",
        (7, 0, 0),
    ),
    "2024-12-08-notre-dame-reopens.md": Expected(
        "Notre-Dame de Paris reopens five years after the fire", "2024-12-08T20:15", (7, 2, 0)
    ),
}
EACH = pytest.mark.parametrize("name", EXPECTED)


def raw(name: str) -> str:
    """Give the signs of a file, read strictly in the encoding it should have."""
    return (SAMPLES / name).read_bytes().decode(EXPECTED[name].encoding)


def words(text: str) -> float:
    """Count the words of a text; two Japanese signs count as one."""
    japanese = len(re.findall("[\u3041-\u30ff\u4e00-\u9fff]", text))
    return len(re.sub("[\u3041-\u30ff\u4e00-\u9fff]+", " ", text).split()) + japanese / 2


def all_of(library: Library) -> list[Article]:
    return [library.article(ArticleId(number)) for number in library.search(Query()).identities()]


@pytest.fixture
def library(tmp_path: Path):
    Library.create(tmp_path / "library")
    session = Library.open(tmp_path / "library", writable=True)
    yield session
    session.close()


def test_no_file_is_missing_or_left_over():
    assert sorted(path.name for path in SAMPLES.iterdir()) == sorted(EXPECTED)


@EACH
def test_sample_is_a_short_article(name: str):
    text = raw(name)
    assert re.match(r"202\d-\d\d-\d\d-[a-z0-9-]+\.(?:txt|md)$", name)
    assert 120 <= words(text) <= 420
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text


@EACH
def test_sample_reads_as_it_is_meant_to(name: str):
    expected = EXPECTED[name]
    draft = read_plain_text((SAMPLES / name).read_bytes(), name)
    assert draft.doubts == ()
    assert (draft.title, draft.published) == (expected.title, expected.published)
    assert name.startswith(expected.published[:10])
    assert (draft.updated, draft.authors) == (expected.updated, expected.authors)
    assert draft.encoding == expected.encoding
    assert draft.source in (None, SOURCE)  # without one, the import gives it
    roles = Counter(block.role for block in draft.blocks)
    assert (roles[Role.PARAGRAPH], roles[Role.HEADING], roles[Role.CAPTION]) == expected.blocks
    assert roles[Role.CREDIT] == roles[Role.CAPTION]
    removed = [draft.text[block.start : block.end] for block in draft.blocks if block.role is Role.REMOVED]
    assert tuple(removed) == expected.removed


@EACH
def test_no_boilerplate_is_left_in_the_text(name: str):
    draft = read_plain_text((SAMPLES / name).read_bytes(), name)
    strange = re.compile(
        r"Pressmark|https?:|[@©]|^(?:By|Published|Updated|Source|Date)\b[^.]*$|Read more|More from|Leer "
        r"también|^-30-$|[\[(]Photo|^#|^[=-]{3}",
        re.M,
    )
    for block in draft.blocks:
        if block.role not in (Role.REMOVED, Role.CREDIT):
            assert not strange.search(draft.text[block.start : block.end])


def test_the_import_makes_twenty_articles_and_a_second_version_of_one(library: Library):
    report = library.import_files([str(SAMPLES)], SOURCE, [])
    assert (report.added, report.updated, report.unchanged, report.failed) == (20, 1, 0, 0)
    articles = all_of(library)
    assert {article.source for article in articles} == {SOURCE}
    languages = {Path(article.origin).name: article.language for article in articles}
    assert languages == {name: each.language for name, each in EXPECTED.items() if name != EARLY}
    versions = {article.title: article.version_count for article in articles if article.version_count > 1}
    assert versions == {EXPECTED[LATE].title: 2}
    again = library.import_files([str(SAMPLES)], SOURCE, [])
    assert (again.added, again.updated, again.unchanged, again.failed) == (0, 0, 21, 0)


def test_a_mark_on_the_first_version_follows_into_the_second(library: Library):
    library.import_files([str(SAMPLES / EARLY)], SOURCE, [])
    (early,) = all_of(library)
    start = early.text.index("it rose by 0.8 metres")
    library.add_highlight(early.id, Span(start, start + 21), 2)
    library.import_files([str(SAMPLES / LATE)], SOURCE, [])
    (late,) = all_of(library)
    assert (late.version_number, late.title) == (2, EXPECTED[LATE].title)
    (mark,) = late.highlights
    assert mark.state is AnchorState.MOVED
    assert late.text[mark.start : mark.end] == "it rose by 0.8 metres"


def test_every_sample_is_found_by_a_word_of_its_title(library: Library):
    library.import_files([str(SAMPLES)], SOURCE, [])
    catch_up(library)
    for article in all_of(library):
        word = max(re.findall(r"\w+", article.title), key=len)
        assert article.id in library.search(Query(word)).identities(), word


def test_the_samples_are_in_six_languages_most_of_them_english():
    count = Counter(each.language for each in EXPECTED.values())
    assert set(count) == {"en", "de", "es", "ar", "ja", "ko"}
    assert count["en"] >= 14


@pytest.mark.parametrize(
    ("layout", "pattern", "least"),
    [
        ("header line", r"\A date \d{4}-\d\d-\d\d  \S", 3),
        ("title again", r"\A date \d{4}-\d\d-\d\d  (.+)\n\1\n", 3),
        ("title again without the site", r"\A(.+) \| .+\n\1\n", 1),
        ("lines of one no-break space", r"\n\u00a0\n", 3),
        ("block of a title", r"\ATitle: ", 2),
        ("block of a headline, with an address", r"\AHeadline: (?:.+\n)*URL: ", 2),
        ("front matter", r"\A---\ntitle: ", 2),
        ("Markdown", r"\A# .+\n(?s:.+)^## ", 2),
        ("underlined title", r"\A.+\n={5,}\n", 1),
        ("title first", r"\A[^\s#:|-]+ [^\n:|]+\n\n\S", 3),
        ("line a paragraph", r"\A(?:.+\n)+\Z", 1),
        ("lines broken to a width", r"\n\n(?:.{55,72}\n){3,}", 1),
        (
            "date between title and byline",
            r"\ABy |\n(?:By .+\n\w+day, |Published: .+\nUpdated: .+\n\nBy )",
            2,
        ),
        ("dateline", r"^[A-Z ]{6,}(?:, Aug\. 11)? -- ", 2),
        ("caption with a credit", r"[\[(［](?:Photo: |写真：|File photo|Pressmark sample)", 6),
        ("footer", r"^(?:More from|Leer también|©|-30-|Contact)", 4),
    ],
)
def test_the_layouts_of_the_import_are_shown(layout: str, pattern: str, least: int):
    assert sum(bool(re.search(pattern, raw(name), re.M)) for name in EXPECTED) >= least, layout


def test_dates_are_written_in_more_than_ten_ways():
    together = "\n".join(map(raw, EXPECTED))
    for date in (
        "Published: 14 July 2023, 15:20",
        "Published: August 11, 2023, 11:05 MSK",
        "\n20/08/2023 23:15\n",
        "Date: 2023-08-21 16:40",
        "Published: 23 Aug. 2023, 19:05",
        "Stand: 30.08.2023, 09:30 Uhr",
        "date: 2023-09-04T20:30:00+05:30",
        "تاريخ النشر: 28 نوفمبر 2023، 19:30",
        "Published: January 1, 2024, 6:20 p.m. JST",
        "\nMonday, 22 January 2024, 17:45\n",
        "公開日時：2024年1月25日 18時30分",
        "Date: Thu, 28 Mar 2024 16:40:00 -0400",
        "입력 2024.05.27. 오전 11:20",
        "Publicado el 3 de junio de 2024, 08:30",
        "Published: Sep 10, 2024 - 18:00",
    ):
        assert date in together, date


def test_one_sample_holds_emoji_and_rare_characters():
    text = raw("2024-09-10-unicode-16.txt")
    assert sum(ord(sign) > 0xFFFF for sign in text) >= 10
    for sign in ("\u200d", "x\u0302", "𠮷", "👩\u200d🚀", "🇮🇳", "👋🏽", "العربية", "עברית"):
        assert sign in text, sign


def test_one_story_runs_over_weeks():
    parts = [name for name in EXPECTED if name < "2023-10" and "Chandrayaan-3" in raw(name)]
    days = [datetime.date.fromisoformat(name[:10]) for name in parts]
    assert len(parts) == 7
    assert days[-1] - days[0] > datetime.timedelta(weeks=7)
    assert sum("Luna-25" in raw(name) for name in parts) >= 3


def test_captions_printed_twice_have_a_credit():
    lines = [line for name in EXPECTED for line in raw(name).splitlines() if line.strip()]
    pairs = [pair for pair in pairwise(lines) if len(pair[0]) > 60]
    twice = [(before, line) for before, line in pairs if line.startswith(before)]
    assert len({line for _, line in twice}) == 3
    assert all(re.search(r"\[(File photo|Pressmark sample)\]$", line) for _, line in twice)
