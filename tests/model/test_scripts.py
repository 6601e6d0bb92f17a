"""What a script asks of its setting."""

import pytest

from reader.model.scripts import leaning, runs_from_right


@pytest.mark.parametrize(
    ("text", "from_right"),
    [
        ("الرياض تفوز باستضافة معرض إكسبو 2030", True),
        ("NASA: وكالة الفضاء الأمريكية تعلن", True),
        ("…שלום עולם", True),
        ("Riyadh (الرياض) wins the vote", False),
        ("月着陸機", False),
        ("2030", False),
        ("", False),
    ],
)
def test_most_letters_tell_the_direction(text: str, from_right: bool):
    assert runs_from_right(text) is from_right


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The lander, seen from above.", [("The lander, seen from above.", True)]),
        ("Посадочный модуль à Δ", [("Посадочный модуль à Δ", True)]),
        ("SLIMは高さ約2.4メートル。", [("SLIMは高さ約2.4メートル。", False)]),
        ("우주항공청 KASA", [("우주항공청 KASA", False)]),
        ("معرض إكسبو", [("معرض إكسبو", False)]),
        ("The word 月 means Moon", [("The word ", True), ("月", False), (" means Moon", True)]),
        ("", []),
    ],
)
def test_only_scripts_with_an_italic_lean(text: str, pieces: list[tuple[str, bool]]):
    assert list(leaning(text)) == pieces
