"""Mentions that mean the same share a cluster, a key and a name."""

import pytest

from reader.model.mention import Mention, MentionType
from reader.text.names.clusters import Clusters
from reader.text.names.keys import alias_key
from reader.text.names.spans import TypedSpan


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Viktor Goremykin", "GOREMYKIN, Viktor"),
        ("Café de Flore", "Cafe de Flore"),
        ("Siemens AG", "Siemens Aktiengesellschaft"),
        ("Москва", "Moskva"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str):
    assert alias_key(one, MentionType.ORG) == alias_key(other, MentionType.ORG) != ""


def test_other_names_have_other_keys():
    names = ["Kim Jong Un", "Kim Jong Il", "North Korea", "South Korea", "北京", "東京", "🎉", "X"]
    assert len({alias_key(name, MentionType.PERSON) for name in names}) == len(names)


def test_dates_and_amounts_are_their_words():
    assert alias_key("Nov. 5,\u00a02025", MentionType.DATE) == "nov. 5, 2025"
    assert alias_key("5 November", MentionType.DATE) != alias_key("November 5", MentionType.DATE)
    assert len(alias_key("x" * 10_000, MentionType.ORG)) <= 300


def cluster(text: str, found: list[TypedSpan]) -> tuple[Mention, ...]:
    clusters = Clusters(text)
    for each in found:
        clusters.add([each])
    return clusters.mentions()


def spans(text: str, *found: tuple[str, MentionType]) -> list[TypedSpan]:
    made, start = [], 0
    for words, kind in found:
        start = text.index(words, start)
        made.append(TypedSpan(start, start + len(words), kind))
        start += len(words)
    return made


def test_clusters_follow_family_and_key_and_bear_the_commonest_form():
    text = "US, the U.S. and the U.S.: US Georgia, georgia; the US in Georgia"
    place, land, group = MentionType.GPE, MentionType.LOC, MentionType.NORP
    found = cluster(
        text,
        spans(
            text,
            ("US", place),
            ("U.S.", land),
            ("U.S.", place),
            ("US", group),
            ("Georgia", place),
            ("georgia", place),
            ("US", place),
            ("Georgia", MentionType.PERSON),
        ),
    )
    assert [each.cluster for each in found] == [0, 0, 0, 1, 2, 2, 0, 3]
    assert [each.name for each in found[:3]] == ["U.S."] * 3  # as often as "US", and fuller
    assert [each.name for each in found[3:6]] == ["US", "Georgia", "Georgia"]
    assert {each.key for each in found[:4]} == {"us"}
    assert [each.type for each in found[:2]] == [place, land]


def test_nothing_becomes_nothing():
    assert cluster("", []) == ()
