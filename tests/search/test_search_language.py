"""The whole query language: how it is read, and that everything can be."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model.query import Sort
from reader.search.analysis.distance import Neighbourhood, distance
from reader.search.language.patterns import OutOfTimeError, Scan, found_in
from reader.search.language.query import Piece, parse
from reader.search.language.tree import (
    Beginning,
    Boosted,
    Both,
    Either,
    Except,
    Fact,
    Fuzzy,
    Like,
    Near,
    Phrase,
    Place,
    Regex,
    Said,
    Term,
    Wildcard,
    Within,
    positive_leaves,
)
from reader.search.language.understood import understood

A, B, C = Term("aa"), Term("bb"), Term("cc")
TITLE, NOTE = Place.TITLE, Place.NOTE


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("w?ld", Wildcard("w?ld")),
        ("W?ld*", Wildcard("w?ld*")),
        ("*burg", Wildcard("*burg")),
        ("Kraków-w?ld", Phrase(((0, Term("krakow")), (1, Wildcard("w?ld"))))),
        ("really?", Term("realli")),
        ("typo~", Fuzzy("typo", "typo", 1)),
        ("launching~", Fuzzy("launching", "launch", 2)),
        ("launching~1", Fuzzy("launching", "launch", 1)),
        ("launching~9", Fuzzy("launching", "launch", 2)),
        ("aa^3", Boosted(A, 3.0)),
        ("aa^0.5 bb", Both((Boosted(A, 0.5), B))),
        ('"aa bb"^2', Boosted(Phrase(((0, A), (1, B))), 2.0)),
        ("(aa OR bb)^2", Boosted(Either((A, B)), 2.0)),
        ("typo~^2", Boosted(Fuzzy("typo", "typo", 1), 2.0)),
        ('"aa bb"~5', Near(((A,), (B,)), 5)),
        ('"aa bb cc"~0', Near(((A,), (B,), (C,)), 2)),
        ('"aa bb"~', Near(((A,), (B,)), 10)),
        ('"aa bb"~5^2', Boosted(Near(((A,), (B,)), 5), 2.0)),
        ("aa NEAR/5 bb", Near(((A,), (B,)), 5)),
        ("aa NEAR bb", Near(((A,), (B,)), 10)),
        ("aa NEAR/2 bb NEAR/4 cc", Near(((A,), (B,), (C,)), 4)),
        ("(aa OR cc) NEAR/3 w?ld", Near(((A, C), (Wildcard("w?ld"),)), 3)),
        ('"aa bb" NEAR/3 cc', Near(((Phrase(((0, A), (1, B))),), (C,)), 3)),
        ("aa NEAR/100 bb", Near(((A,), (B,)), 100)),
        ("/a+ b/", Regex("a+ b")),
        ("-/a b/ aa", Both((Except(Regex("a b")), A))),
        (r"/a\/b/", Regex(r"a\/b")),
        ("/usr/lib aa", Both((Phrase(((0, Term("usr")), (1, Term("lib")))), A))),
        ("aa and/or", Both((A, Phrase(((0, Term("and")), (1, Term("or"))))))),
        ("title:aa", Within(TITLE, A)),
        ("Title:aa bb", Both((Within(TITLE, A), B))),
        ('title:"aa bb"', Within(TITLE, Phrase(((0, A), (1, B))))),
        ('title:"aa bb"~4', Within(TITLE, Near(((A,), (B,)), 4))),
        ("title:(aa OR bb)", Either((Within(TITLE, A), Within(TITLE, B)))),
        ("title:(aa NEAR/3 bb)", Within(TITLE, Near(((A,), (B,)), 3))),
        ("title:w?ld^2", Boosted(Within(TITLE, Wildcard("w?ld")), 2.0)),
        ("title:aa-bb", Either((Within(TITLE, Phrase(((0, A), (1, B)))), Within(TITLE, Term("aabb"))))),
        ("note:aa*", Within(NOTE, Beginning("aa", "aa"))),
        ("source:aa", Said("source", A)),
        ('author:"aa bb"', Said("author", Phrase(((0, A), (1, B))))),
        ("-author:(aa bb)", Except(Both((Said("author", A), Said("author", B))))),
        ("tag:to-read", Fact("tag", "to-read")),
        ('tag:"to read"', Fact("tag", "to read")),
        ("tag:spa*", Fact("tag", "spa", True)),
        ("tag:none", Fact("tag", "")),
        ('tag:"none"', Fact("tag", "none")),
        ("tag:(a OR b)", Either((Fact("tag", "a"), Fact("tag", "b")))),
        ("lang:EN", Fact("lang", "EN")),
        ("is:Unread", Fact("is", "unread")),
        ("is:read -is:starred", Both((Fact("is", "read"), Except(Fact("is", "starred"))))),
        ("has:note OR has:tag", Either((Fact("has", "note"), Fact("has", "tag")))),
        ("date:2025-10/2025-11", Fact("date", "2025-10/2025-11")),
        ("date:last week aa", Both((Fact("date", "last week"), A))),
        ('date:"last week" aa', Both((Fact("date", "last week"), A))),
        ("date:>2025-10", Fact("after", "2025-10")),
        ("before:2025 after:3m", Both((Fact("before", "2025"), Fact("after", "3m")))),
        ("added:today", Fact("added", "today")),
        ("like:12", Like(12)),
        ("like:12 aa", Both((Like(12), A))),
        ("-like:12", Except(Like(12))),
        ("like:(1 OR 2)", Either((Like(1), Like(2)))),
        ('like:"Aa  bb"', Like(0, "Aa bb")),
        ('like:"12"', Like(0, "12")),
        ("like:aa", Like(0, "aa")),
        ('like:12"Aa bb" cc', Both((Like(12, "Aa bb"), C))),
        ('like:12 "aa"', Both((Like(12), A))),
        ("like:99999999999999999999", Like(0, "99999999999999999999")),
        ("date:2025-10/today", Fact("date", "2025-10/today")),
        ("date:today/2025-10", Fact("date", "today/2025-10")),
        ("date:2025-10/7d", Fact("date", "2025-10/7d")),
        ("aa sort:date", A),
        ("http://aa", Phrase(((0, Term("http")), (1, A)))),
        ("12:30", Phrase(((0, Term("12")), (1, Term("30"))))),
        ("title：aa", Within(TITLE, A)),
    ],
)  # fmt: skip
def test_trees(text: str, tree: object):
    parsed = parse(text)
    assert (parsed.tree, parsed.notes) == (tree, ())


@pytest.mark.parametrize(
    ("text", "notes", "tree"),
    [
        ("nosuch:aa", ("unknown-field:nosuch",), Phrase(((0, Term("nosuch")), (1, A)))),
        ('nosuch:"aa bb"', ("unknown-field:nosuch",), Both((Term("nosuch"), Phrase(((0, A), (1, B)))))),
        ("entity:ECB", ("unknown-field:entity",), Phrase(((0, Term("entiti")), (1, Term("ecb"))))),
        ("title: aa", ("lone-field:title",), Both((Term("titl"), A))),
        ("is:gone", ("bad-value:is:gone",), Phrase(((0, Term("is")), (1, Term("gone"))))),
        ("date:soon", ("bad-value:date:soon",), Phrase(((0, Term("date")), (1, Term("soon"))))),
        ("date:2025-13-01", ("bad-value:date:2025-13-01",), None),
        ("date:2025-11/2025-10", ("bad-value:date:2025-11/2025-10",), None),
        ("date:7d/3m", ("bad-value:date:7d/3m",), None),
        ("sort:size", ("bad-value:sort:size",), None),
        ("like:?!", ("bad-value:like:?!",), Term("like")),
        ('like:12"aa', ("unclosed-quote",), Like(12, "aa")),
        ('tag:""', ("bad-value:tag:",), Term("tag")),
        ("/(aa/", ("bad-pattern",), A),
        ("title:/aa/", ("pattern-in-field",), Within(TITLE, A)),
        ("title:(/aa/)", ("pattern-in-field",), Within(TITLE, A)),
        ("/a/ /b/ /c/ /d/ /e/", ("too-many-patterns",), None),
        ("aa NEAR -bb", ("near-words",), Both((A, Except(B)))),
        ("aa NEAR tag:b", ("near-words",), Both((A, Fact("tag", "b")))),
        ("aa NEAR", ("lone-operator",), A),
        ("aa NEAR/101 bb", ("near-far:100",), Near(((A,), (B,)), 100)),
        ("aa NEAR/999999999 bb", ("near-far:100",), Near(((A,), (B,)), 100)),
        ('"aa bb"~12345', ("near-far:100",), Near(((A,), (B,)), 100)),
        ('"aa"~12345', (), A),
        ("NEAR/3 aa", (), None),
        ("aa-bb~", ("many-words-wrong",), None),
        ("김*은", ("star-inside",), None),
    ],
)
def test_what_cannot_be_read_is_searched_as_words_and_noted(text: str, notes: tuple[str, ...], tree: object):
    parsed = parse(text)
    if notes:
        assert parsed.notes == notes
    assert parsed.tree == tree if tree is not None else parsed.tree is not None


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("aa title:", A),
        ("title:", None),
        ("aa is:unr", A),
        ("aa date:20", A),
        ("aa date:2025", Both((A, Fact("date", "2025")))),
        ("aa date:last", A),
        ("aa date:last we", A),
        ("aa tag:spa", Both((A, Fact("tag", "spa")))),
        ("aa source:al", Both((A, Said("source", Beginning("al", "al"))))),
        ("aa title:la", Both((A, Within(TITLE, Beginning("la", "la"))))),
        ("aa sort:da", A),
        ('aa tag:"to re', Both((A, Fact("tag", "to re")))),
        ("aa NEAR/", None),
        ("aa bb^", None),
    ],
)
def test_while_typing_an_unfinished_field_narrows_nothing_and_is_not_noted(text: str, tree: object):
    parsed = parse(text, typing=True)
    assert parsed.notes == ()
    if tree is not None or text == "title:":
        grown = {
            Fact("tag", "spa"): Fact("tag", "spa", True),
            Fact("tag", "to re"): Fact("tag", "to re", True),
        }
        expected = tree
        if isinstance(tree, Both):
            expected = Both(
                tuple(grown.get(part, part) if isinstance(part, Fact) else part for part in tree.parts)
            )
        assert parsed.tree == expected


def test_pieces_know_their_place_and_which_filters_stand_alone():
    text = "aa title:bb -tag:x (tag:y OR has:note) (cc OR is:read) sort:date"
    parsed = parse(text)
    assert parsed.sort is Sort.DATE
    shown = [(text[each.start : each.end], each.filter, each.top) for each in parsed.pieces]
    assert shown == [
        ("aa", False, False),
        ("title:bb", False, False),
        ("-tag:x", True, True),
        ("(tag:y OR has:note)", True, True),
        ("cc", False, False),
        ("is:read", True, False),
        ("sort:date", True, True),
    ]
    assert parsed.pieces[2] == Piece(12, 18, Except(Fact("tag", "x")), filter=True, top=True)
    assert [each.top for each in parse("tag:a OR tag:b").pieces] == [False, False]
    assert [each.top for each in parse("tag:a OR sort:date").pieces] == [False, True]
    assert [each.top for each in parse("tag:a date:last week").pieces] == [True, True]
    text = '"aa bb"~5 cc NEAR/3 dd'
    spans = [text[each.start : each.end] for each in parse(text).pieces]
    assert spans == ['"aa bb"~5', "cc NEAR/3 dd"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", ""),
        ("Launches aa", "launch AND aa"),
        ("aa (bb OR -title:cc)^2", "aa AND (bb OR NOT title:cc)^2"),
        ('"aa bb" w?ld typo~ aa* /x y/', '"aa bb" AND w?ld AND typo~1 AND aa* AND /x y/'),
        ('tag:none tag:"to read" source:aa', 'tag:none AND tag:"to read" AND source:aa'),
        ("date:last week", 'date:"last week"'),
        ('tag:none OR tag:"none"', 'tag:none OR tag:"none"'),
        ('-like:12 like:"aa 12" like:7"aa"', 'NOT like:12 AND like:"aa 12" AND like:7"aa"'),
        ("(aa OR bb) NEAR/4 cc", "((aa OR bb) NEAR/4 cc)"),
    ],
)  # fmt: skip
def test_what_was_understood_is_written_out(text: str, line: str):
    assert understood(parse(text).tree) == line


def test_what_is_understood_means_the_same_again():
    dice = random.Random(4)
    for _ in range(500):
        tree = parse(_query(dice)).tree
        again = parse(understood(tree))
        assert (understood(again.tree), again.notes) == (understood(tree), ())


WORDS = ("aa", "bb", "Kwang-chol", "15,000", "김정은", "w?ld", "aa*", "typo~", "aa^2", '"aa bb"', '"aa bb"~4')
FIELDED = (
    "title:aa",
    'note:"aa b"',
    "source:b*",
    "author:(aa OR bb)",
    "tag:none",
    'tag:"a b"',
    "lang:en",
    "is:read",
    "like:12",
    'like:12"aa Kwang-chol"',
    'like:"aa bb"',
)
DAYS = (
    "date:2025-10/2025-11",
    "before:7d",
    "after:last week",
    "added:today",
    "sort:date",
    "has:note",
    "/a.b/",
)
SIGNS = (
    *"()\"-:^~/*?\\ \n\t.,'’“”|+[]{}=!#",
    "OR",
    " NOT ",
    "AND",
    "NEAR/3",
    "\x00",
    "\ud800",
    "e\u0301",
    "👩‍👩‍👧",
)


def _query(dice: random.Random, depth: int = 0) -> str:
    kind = dice.randrange(9 if depth < 3 else 3)
    match kind:
        case 0 | 1:
            return dice.choice(("aa", "bb", "w?ld", "aa*", '"aa bb"', "typo~", "title:aa", "note:bb"))
        case 2:
            return dice.choice(FIELDED + DAYS[:4] + ("has:note",))
        case 3:
            return f"({_query(dice, depth + 1)} OR {_query(dice, depth + 1)})"
        case 4:
            return f"-{dice.choice(('aa', '(aa bb)', 'tag:x', 'is:read'))}"
        case 5:
            return f"aa NEAR/{dice.randrange(1, 9)} {dice.choice(('bb', 'w?ld'))}"
        case _:
            return f"{_query(dice, depth + 1)} {_query(dice, depth + 1)}"


def test_ten_thousand_random_and_mutated_queries_are_read():
    dice = random.Random(2)
    for number in range(10_000):
        text = (
            " ".join(dice.choices(WORDS + FIELDED + DAYS, k=dice.randrange(1, 7)))
            if number % 2
            else _query(dice)
        )
        for _ in range(dice.randrange(6)):
            at = dice.randrange(len(text) + 1)
            text = dice.choice(
                (
                    text[:at] + dice.choice(SIGNS) + text[at:],
                    text[:at] + text[at + dice.randrange(1, 4) :],
                    text[at:] + text[:at],
                )
            )
        for typing in (False, True):
            parsed = parse(text, typing)
            understood(parsed.tree)
            positive_leaves(parsed.tree)
            ends = [(piece.start, piece.end) for piece in parsed.pieces]
            assert all(0 <= start < end <= len(text) for start, end in ends), text
            assert all(one[1] <= other[0] for one, other in pairwise(ends)), text


@given(st.text(max_size=60), st.booleans())
def test_no_text_raises_whatever_it_holds(text: str, typing: bool):
    parsed = parse(text, typing)
    assert understood(parsed.tree) is not None


@pytest.mark.parametrize("text", ["title:" * 20_000, "a NEAR " * 20_000, "/a/ " * 20_000, "title:(" * 20_000])
def test_huge_queries_are_read(text: str):
    parse(text)


def _edits(one: str, other: str) -> int:
    """Count by hand, the slow way: letters missing, too many, changed, and neighbours swapped once."""
    if not one or not other:
        return len(one) + len(other)
    if one[0] == other[0]:
        return _edits(one[1:], other[1:])
    ways = [_edits(one[1:], other), _edits(one, other[1:]), _edits(one[1:], other[1:])]
    if one[:2] == other[1::-1] and len(one) > 1:
        ways.append(_edits(one[2:], other[2:]))
    return 1 + min(ways)


def test_distances_are_those_counted_by_hand():
    dice = random.Random(9)
    near = 0
    for _ in range(2_000):
        one, other = ("".join(dice.choices("abc", k=dice.randrange(6))) for _ in range(2))
        expected = _edits(one, other)
        for most in (1, 2):
            assert distance(one, other, most) == (expected if expected <= most else None), (one, other)
            assert Neighbourhood(one, most).distance(other) == distance(one, other, most)
        near += expected <= 2
    assert near > 300


def test_a_pattern_that_takes_too_long_is_given_up():
    hard, text = r"(\w+\s?)+\d$", "word " * 5_000 + "!"
    with pytest.raises(OutOfTimeError):
        Scan(hard, 0.05).fits(text)
    assert [*found_in(hard, text)] == []
    clock = iter([0.0, 5.0])
    with pytest.raises(OutOfTimeError):
        Scan("a", 1.0, lambda: next(clock)).fits("a")


def test_patterns_find_passages_whatever_their_capitals():
    assert Scan("lunar.south", 5).fits("The Lunar\nSOUTH") is False
    assert Scan(r"lunar\ssouth", 5).fits("The Lunar\nSOUTH") is True
    assert [(span.start, span.end) for span in found_in("b+", "aBbab")] == [(1, 3), (4, 5)]
