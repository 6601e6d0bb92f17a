"""How a query is read."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.language.cursor import MOST_WORDS
from reader.search.language.query import parse
from reader.search.language.tree import Beginning, Both, Either, Except, Phrase, Term, positive_leaves

A, B, C = Term("aa"), Term("bb"), Term("cc")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("aa", A),
        ("aa bb", Both((A, B))),
        ("aa AND bb", Both((A, B))),
        ("aa OR bb cc", Either((A, Both((B, C))))),
        ("(aa OR bb) cc", Both((Either((A, B)), C))),
        ("aa -bb", Both((A, Except(B)))),
        ("aa NOT bb", Both((A, Except(B)))),
        ("NOT NOT aa", A),
        ("-(aa bb)", Except(Both((A, B)))),
        ('-"aa bb"', Except(Phrase(((0, A), (1, B))))),
        ('"aa bb"', Phrase(((0, A), (1, B)))),
        ("“aa bb”", Phrase(((0, A), (1, B)))),
        ('"aa"', A),
        ("aa*", Beginning("aa", "aa")),
        ("Launches*", Beginning("launches", "launch")),
        ("aa-bb", Either((Phrase(((0, A), (1, B))), Term("aabb")))),
        ("김정은", Phrase(((0, Term("김정")), (1, Term("정은"))))),
        ("김", Beginning("김")),
        ("aa - bb", Both((A, B))),
        ("or not", Both((Term("or"), Term("not")))),
        ("aa aa", A),
    ],
)
def test_trees(text: str, tree: object):
    parsed = parse(text, False)
    assert (parsed.tree, parsed.notes) == (tree, ())


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("aa b", Both((A, Beginning("b", "b")))),
        ("aa ", A),
        ('"aa"', A),
        ('"aa b', Phrase(((0, A), (1, Beginning("b", "b"))))),
        ("aa-b", Either((Phrase(((0, A), (1, Beginning("b", "b")))), Beginning("aab", "aab")))),
        ("launches", Beginning("launches", "launch")),
        ("15,0", Either((Phrase(((0, Term("15")), (1, Beginning("0", "0")))), Beginning("150")))),
        ("aa -b", Both((A, Except(Beginning("b", "b"))))),
        ("aa OR", A),
        ("aa (bb", Both((A, Beginning("bb", "bb")))),
        ("aa -", A),
    ],
)
def test_while_typing_the_end_is_unfinished_and_not_noted(text: str, tree: object):
    parsed = parse(text, True)
    assert (parsed.tree, parsed.notes) == (tree, ())


@pytest.mark.parametrize(
    ("text", "note", "tree"),
    [
        ('"aa bb', "unclosed-quote", Phrase(((0, A), (1, B)))),
        ("(aa bb", "unclosed-parenthesis", Both((A, B))),
        ("aa) bb", "unopened-parenthesis", Both((A, B))),
        ("OR aa", "lone-operator", A),
        ("aa OR", "lone-operator", A),
        ("aa AND", "lone-operator", A),
        ("aa NOT", "lone-operator", A),
        ("aa *", "lone-star", A),
        ("김*은", "star-inside", None),
        ("?!", "no-words", None),
        ("OR", "no-words", None),
        ("(" * 500 + "aa", "too-deep", A),
        (" ".join(f"w{n}" for n in range(500)), "too-many-words", None),
    ],
)
def test_what_cannot_be_read_is_noted(text: str, note: str, tree: object):
    parsed = parse(text, False)
    assert note in parsed.notes
    if tree is not None:
        assert parsed.tree == tree
    assert len(positive_leaves(parsed.tree)) <= MOST_WORDS


def test_where_there_is_no_word_only_that_is_noted():
    for text in ("OR", '"', "( -", ") *"):
        assert parse(text, False).notes == ("no-words",)
    assert parse("/[/", False).notes == ("no-words", "bad-pattern")


def test_leaves_that_must_not_be_there_are_not_positive():
    assert positive_leaves(parse("aa -bb (cc OR NOT aa)", False).tree) == [A, C]


def test_no_text_raises():
    dice = random.Random(11)
    pieces = [
        "aa",
        "b-c",
        "OR",
        "AND",
        "NOT",
        "-",
        "(",
        ")",
        '"',
        "*",
        " ",
        "’",
        "김정은",
        "é",
        "1,0",
        "\x00",
        "\ud800",
    ]
    for _ in range(10_000):
        text = "".join(dice.choices(pieces, k=dice.randrange(12)))
        for typing in (False, True):
            parse(text, typing)


@given(st.text(max_size=40), st.booleans())
def test_no_text_raises_whatever_it_holds(text: str, typing: bool):
    assert positive_leaves(parse(text, typing).tree) is not None


@pytest.mark.parametrize(
    "text", ["(" * 20_000, "NOT " * 20_000, "-" * 20_000, '"' * 20_001, "a OR " * 20_000]
)
def test_huge_queries_are_read(text: str):
    parse(text, False)
