"""Porter's stems, with the examples of his paper."""

import pytest

from reader.search.analysis.stems import stem

PAPER = """caresses caress ponies poni ties ti caress caress cats cat feed feed agreed agre plastered plaster
bled bled motoring motor sing sing conflated conflat troubled troubl sized size hopping hop tanned tan
falling fall hissing hiss fizzed fizz failing fail filing file happy happi sky sky relational relat
conditional condit rational ration valenci valenc digitizer digit radically radic differently differ
vileness vile analogously analog vietnamization vietnam predication predic operator oper feudalism feudal
decisiveness decis hopefulness hope callousness callous formality formal sensitivity sensit
sensibility sensibl triplicate triplic formative form formalize formal electrical electr goodness good
revival reviv allowance allow inference infer airliner airlin gyroscopic gyroscop adjustable adjust
defensible defens irritant irrit replacement replac adjustment adjust dependent depend adoption adopt
communism commun activate activ effective effect bowdlerize bowdler probate probat rate rate cease ceas
controll control roll roll generalizations gener oscillators oscil"""


@pytest.mark.parametrize(
    ("word", "expected"), list(zip(PAPER.split()[::2], PAPER.split()[1::2], strict=True))
)
def test_stem(word: str, expected: str):
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["", "a", "is", "by", "yy", "eee", "sss", "ing", "ed", "y" * 300])
def test_odd_words_have_stems_too(word: str):
    assert word.startswith(stem(word)[:1])
