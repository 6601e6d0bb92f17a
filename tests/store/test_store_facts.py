"""Sets of articles by what is known of them."""

import pytest

from reader.store import facts
from reader.store.user import annotations, states, tags


def published(shop, *moments: str) -> dict[str, int]:
    return {
        moment: shop.add(shop.draft(f"At {number}", published=moment), place=f"{number}.txt")
        for number, moment in enumerate(moments)
    }


def test_days_months_and_years_count_when_all_of_them_lies_within(shop):
    days = ("2025", "2025-10", "2025-11", "2025-11-07", "2025-11-07T23:59+09:00", "2025-11-30", "2026-02", "")
    known = published(shop, *days)

    def within(first: str, last: str) -> list[str]:
        found = set(facts.published(shop.db, first, last))
        return [moment for moment, article in known.items() if article in found]

    assert within("2025-11-01", "2025-11-30") == [
        "2025-11",
        "2025-11-07",
        "2025-11-07T23:59+09:00",
        "2025-11-30",
    ]
    assert within("2025-11-07", "2025-11-07") == ["2025-11-07", "2025-11-07T23:59+09:00"]
    assert within("2025-11-02", "2025-11-30") == ["2025-11-07", "2025-11-07T23:59+09:00", "2025-11-30"]
    assert within("2025-11-01", "2025-11-29") == ["2025-11-07", "2025-11-07T23:59+09:00"]
    assert within("2026-02-01", "2026-02-28") == ["2026-02"]
    assert within("2025-01-01", "2025-12-31") == list(days[:6])
    assert within("0001-01-01", "9999-12-31") == list(days[:7])


def test_states_marks_and_tags(shop):
    one, two, three = (shop.add(place=f"{n}.txt") for n in range(3))
    states.set_unread(shop.db, [one], False)
    states.set_starred(shop.db, [two], True)
    shop.mark(two, 0, 5)
    shop.mark(three, 0, 5, note="why", tags=("Space/Moon",))
    tags.tag_articles(shop.db, [one], "space")
    assert list(facts.unread(shop.db, True)) == [two, three]
    assert list(facts.unread(shop.db, False)) == [one]
    assert list(facts.starred(shop.db)) == [two]
    assert list(facts.with_highlight(shop.db)) == [two, three]
    assert list(facts.with_note(shop.db)) == [three]
    assert list(facts.with_tag(shop.db)) == [one, three]
    assert list(facts.tagged(shop.db, "SPACE")) == [one]
    assert list(facts.tagged(shop.db, "spa", beginning=True)) == [one, three]
    assert list(facts.tagged(shop.db, "spa")) == []
    assert list(facts.every(shop.db)) == [one, two, three]


def test_languages_are_those_of_current_texts_the_most_frequent_first(shop):
    for place, language in enumerate(("ko", "en", "en", "", "de")):
        shop.add(shop.draft(language=language), place=f"{place}.txt")
    assert facts.languages(shop.db) == ["en", "de", "ko"]
    states.move_to_bin(shop.db, facts.in_language(shop.db, "en"), shop.now)
    assert facts.languages(shop.db) == ["de", "ko", "en"]


def test_sources_and_authors(shop):
    one = shop.add(shop.draft(source="Rates Desk", authors=("Ana Lund", "B. Okri")), place="1.txt")
    two = shop.add(place="2.txt")
    three = shop.add(place="3.txt")
    assert facts.sources(shop.db) == ["Almanac", "Rates Desk"]
    states.move_to_bin(shop.db, [two, three], shop.now)
    assert facts.sources(shop.db) == ["Rates Desk", "Almanac"]
    assert sorted(facts.all_sources(shop.db)) == ["Almanac", "Rates Desk"]
    assert facts.authors(shop.db) == ["Ana Lund, B. Okri"]
    assert list(facts.of_sources(shop.db, ["Rates Desk", "None such"])) == [one]
    assert list(facts.of_authors(shop.db, facts.authors(shop.db))) == [one]


@pytest.mark.parametrize(
    ("code", "beginning", "found"),
    [
        ("en", False, {"en", "en-GB"}),
        ("EN", False, {"en", "en-GB"}),
        ("e", False, set()),
        ("", False, {""}),
        ("e", True, {"en", "en-GB", "es"}),
    ],
)
def test_languages(shop, code: str, beginning: bool, found: set[str]):
    known = {
        shop.add(shop.draft(language=each or None), place=f"{each}.txt"): each
        for each in ("en", "en-GB", "es", "ko", "")
    }
    assert {known[each] for each in facts.in_language(shop.db, code, beginning=beginning)} == found


def test_when_it_was_added_and_what_it_says(shop):
    one = shop.add()
    assert list(facts.added(shop.db, "2025-11-07T08:44:00.000+00:00", "~")) == [one]
    assert list(facts.added(shop.db, "", "2025-11-07T08:44:00.000+00:00")) == []
    [(number, title, text)] = facts.title_and_text(shop.db, [one, 99])
    assert (number, title) == (one, "Water boils at 100 °C") == facts.titles(shop.db)[0]
    assert text.endswith("sooner.")


def test_the_state_changes_with_every_write_and_with_no_other(shop):
    article = shop.add()
    before = shop.db.state()
    facts.with_note(shop.db)
    assert shop.db.state() == before
    highlight = shop.mark(article, 0, 5)
    marked = shop.db.state()
    assert marked != before
    annotations.set_note(shop.db, highlight, "n", now=shop.now)
    assert shop.db.state() != marked
