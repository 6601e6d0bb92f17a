"""A renamed tag in the words of a query: only the tag that is meant changes, however it is written."""

import pytest

from reader.search.language.query import parse
from reader.search.language.renaming import with_tag_renamed
from reader.search.language.tree import Fact


def renamed(words: str, name: str = "cosmos") -> str:
    return with_tag_renamed(words, lambda value: value.casefold() == "deep space", name)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ('tag:"deep space"', "tag:cosmos"),
        ('moon tag:"Deep  Space" -comet', "moon tag:cosmos -comet"),
        ('-tag:"deep space" OR title:"deep space"', '-tag:cosmos OR title:"deep space"'),
        ("TAG:“deep space”", "TAG:cosmos"),
        ('tag:(ferry OR "deep space" OR -strike) deep space', "tag:(ferry OR cosmos OR -strike) deep space"),
        ('"tag:deep space"', '"tag:deep space"'),
        ('tag:"deep space', "tag:cosmos"),
        ("tag:deep", "tag:deep"),
        ("tag:", "tag:"),
        ("", ""),
    ],
)
def test_only_the_tag_that_is_meant_changes(words: str, wanted: str):
    assert renamed(words) == wanted


@pytest.mark.parametrize(
    "name", ["to read", "none", "OR", "-x", "a*", "a(b", "x^2", "a:b", "5~", "grün", "a/b"]
)
def test_the_new_name_is_read_as_the_name_it_is(name: str):
    found = parse(renamed('tag:"deep space"', name)).tree
    assert isinstance(found, Fact)
    assert found.field == "tag"
    assert (found.value, found.growing) == (name.replace("(", " "), False)


def test_a_beginning_and_no_tag_stay():
    for words in ("tag:spa*", "tag:none"):
        assert with_tag_renamed(words, lambda value: True, "x") == words
    assert with_tag_renamed('tag:"none" tag:a', lambda value: value == "none", "x") == "tag:x tag:a"
