"""Groups of answers: in the order of their sources, and where each begins."""

import random
from array import array
from itertools import groupby
from pathlib import Path

import numpy as np

from reader.library.library import Library
from reader.library.search.grouping import day_of
from reader.library.search.groups import Groups
from reader.model.article import Field
from reader.model.ids import ArticleId
from reader.model.query import Query, Sort


def test_it_answers_as_sorting_does():
    dice = random.Random(5)
    for _ in range(50):
        group = {number: dice.randrange(4) for number in dice.sample(range(1, 60), dice.randrange(40))}
        groups = Groups(array("q", group), array("q", group.values()), without=4)
        ids = dice.sample(range(1, 90), dice.randrange(60))
        for given in (array("q", ids), np.array(ids, np.int64)):
            assert groups.in_order(given).tolist() == sorted(ids, key=lambda number: group.get(number, 4))
            begins, place = [], 0
            for number, members in groupby(ids, key=lambda number: group.get(number, 4)):
                begins.append((place, number))
                place += len(list(members))
            assert groups.begins(given) == begins


def test_headings_name_sources_and_days_and_follow_a_correction(library: Library, tmp_path: Path):
    facts = (
        ("Éclair", "2025-11-05T08:44"),
        ("almanac", "2025-11-04"),
        ("Zeitung", "2025-11-05T07:00"),
        ("Almanac", "2024-02-01"),
    )
    for n in range(len(facts)):
        (tmp_path / f"{n}.txt").write_text(
            f"Title {n}\n\nParagraph {n} says something of its own.\n", "utf-8"
        )
    library.import_files([str(tmp_path / f"{n}.txt") for n in range(len(facts))], "", [])
    for number in library.search(Query()).identities():
        source, published = facts[int(library.article(ArticleId(number)).title[-1])]
        library.correct(ArticleId(number), Field.SOURCE, source)
        library.correct(ArticleId(number), Field.PUBLISHED, published)
    by_source = library.search(Query(sort=Sort.SOURCE), headings=True)
    assert by_source.headings == ((0, "Almanac"), (1, "almanac"), (2, "Zeitung"), (3, "Éclair"))
    by_day = library.search(Query(sort=Sort.DATE), headings=True)
    assert by_day.headings == ((0, "2025-11-05"), (2, "2025-11-04"), (3, "2024-02-01"))
    library.correct(ArticleId(by_source.identities()[3]), Field.SOURCE, "Aaa")
    after = library.search(Query(sort=Sort.SOURCE), headings=True)
    assert after.headings == ((0, "Aaa"), (1, "Almanac"), (2, "almanac"), (3, "Zeitung"))


def test_a_day_is_told_as_far_as_it_is_known():
    assert [day_of(number) for number in (20251105, 202511, 2025, 0)] == ["2025-11-05", "2025-11", "2025", ""]
