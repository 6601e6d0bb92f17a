"""What is typed in the palette: how it fits, and in which order offers stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.ui.palette.matching import fit, folded
from reader.ui.palette.offers import Kind, Offer, Order, Section

WORDS = (
    "Import Files…",
    "Import a Folder…",
    "New Library…",
    "Next Highlight",
    "Next Name",
    "Highlight",
    "Remove Highlight",
    "Undo Note",
    "Page On",
    "Side Bar",
)


def command(words: str, **more) -> Offer:
    return Offer(Kind.COMMAND, words, words, **more)


def best(typed: str, *recent: str, words=WORDS) -> list[str]:
    order = Order(tuple(f"command:{each}" for each in recent), tuple(map(command, words)))
    return [offer.words for _, offers in order.arranged(typed, ()) for offer in offers]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("high", ["Highlight", "Next Highlight", "Remove Highlight"]),  # a start, then words, shorter first
        ("nh", ["Next Highlight"]),  # initials
        ("nehi", ["Next Highlight"]),  # starts of words
        ("newlib", ["New Library…"]),
        ("hilight", ["Highlight", "Next Highlight", "Remove Highlight"]),  # a letter left out
        ("HIGHLIGHT", ["Highlight", "Next Highlight", "Remove Highlight"]),
        ("folder imp", ["Import a Folder…"]),  # in any order
        ("brary", ["New Library…"]),
        ("xyz", []),
        ("zz", []),
    ],
)
def test_the_best_fit_stands_first(typed: str, expected: list[str]):
    assert best(typed) == expected


def test_recently_used_offers_come_first_among_those_that_fit_alike():
    assert best("ne")[0] == "Next Name"
    assert best("ne", "Next Highlight")[0] == "Next Highlight"
    assert best("high", "Remove Highlight")[:2] == ["Highlight", "Remove Highlight"]  # a start is better


def test_without_words_the_recent_ones_lead():
    order = Order(("command:Page On", "command:gone"), tuple(map(command, WORDS)))
    (first, recent), (second, rest) = order.arranged(" ", ())
    assert (first, [offer.words for offer in recent]) == (Section.RECENT, ["Page On"])
    assert second == Section.COMMANDS
    assert len(rest) == len(WORDS) - 1


def test_what_is_not_possible_now_stands_after_what_is():
    offers = (command("Star one", possible=False), command("Star this too"))
    (_, found), *_ = Order((), offers).arranged("star", ())
    assert [offer.words for offer in found] == ["Star this too", "Star one"]
    assert "not possible now" in found[1].spoken()


def test_other_words_for_the_same_are_understood():
    offers = (command("Preferences…", also="settings options"), command("Set aside"))
    found = [offer.words for _, group in Order((), offers).arranged("sett", ()) for offer in group]
    assert found == ["Preferences…"]


def test_answers_stand_between_good_and_poor_fits():
    answers = (Offer(Kind.ARTICLE, "1", "Library of the year"), Offer(Kind.NAME, "p", "Lib Lab"))
    good = Order((), (command("Library"),)).arranged("lib", answers)
    assert [section for section, _ in good] == [Section.COMMANDS, Section.NAMES, Section.ARTICLES]
    poor = Order((), (command("Calibrate"),)).arranged("lib", answers)
    assert [section for section, _ in poor] == [Section.NAMES, Section.ARTICLES, Section.COMMANDS]


def test_the_letters_that_were_meant_are_marked():
    found = fit("nehi", "Next Highlight")
    assert found is not None
    assert "".join("Next Highlight"[place] for place in found.places) == "NeHi"


@settings(deadline=None)
@given(st.text(max_size=8), st.text(max_size=30))
def test_nothing_that_can_be_typed_breaks_it(typed: str, words: str):
    assert len(folded(words)) == len(words)
    found = fit(typed, words)
    if found is not None:
        assert all(0 <= place < len(words) for place in found.places)


def test_a_hard_case_takes_no_time():
    assert fit("a" * 40 + "b", " ".join(["aaaaaaaa"] * 40)) is None
