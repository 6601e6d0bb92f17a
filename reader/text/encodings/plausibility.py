"""How much a text looks like writing: the judge between old encodings that can all read the same bytes.

Scores are about 1 for text as people write it, and fall towards and below 0 for wrong readings.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from reader.text.encodings.alphabets import EAST_ASIA, LATIN, OTHER_SCRIPTS, SELDOM

_MARKS: Final = {
    **dict.fromkeys("“”‘’„‚«»‹›–—…\u00a0", 1.0),
    **dict.fromkeys("½²³×°", 0.9),
    **dict.fromkeys("•·€£§©®™´№\u200e\u200f\u200d\u200c", 0.8),
    **dict.fromkeys("¿¡ªº", 0.6),
}
_EAST_PUNCTUATION: Final = frozenset(
    "、。「」『』（）【】〈〉《》！？：；，．・ー～…“”‘’　〜—％０１２３４５６７８９＝◆■○●△▲□→※"
)
_WIDE: Final = frozenset(chr(code) for code in range(0xFF10, 0xFF5B))

_INSIDE: Final = re.compile(
    r"(?<=[^\W\d_])[½²³×°£§©®¿¡ªº¤¥¦¬¶¸¹¼¾±µ†‡‰—…›‹](?=[a-zß-ÿ])|[©®¦¶±¾¼½¹](?=[a-zß-ÿ])"
)
_FEW: Final = 10
_LATIN_RUN: Final = 5
"""Letters beyond ASCII in a row that no Latin alphabet writes."""


def candidates() -> tuple[str, ...]:
    """Name the old encodings worth trying, likelier ones first."""
    return (
        *(codec for codec, _ in EAST_ASIA),
        *(codec for codec, _ in LATIN),
        *(codec for codec, _, _ in OTHER_SCRIPTS),
    )


def plausibility(text: str, codec: str) -> float:
    """Score a text as read with `codec`, one of `candidates()`."""
    high = Counter(sign for sign in text if sign > "\x7f")
    total = sum(high.values())
    if not total:
        return 0.0
    return _score(text, codec, high) / total - SELDOM.get(codec, 0.0)


def _score(text: str, codec: str, high: "Counter[str]") -> float:
    for name, common in EAST_ASIA:
        if name == codec:
            return _east_asian(high, frozenset(common), codec) - _glued(text)
    for name, alphabets in LATIN:
        if name == codec:
            return _latin(high, alphabets) - _long_runs(text) - _case_slips(text) - _marks_inside(text)
    for name, common, rare in OTHER_SCRIPTS:
        if name == codec:
            score = _alphabetic(high, frozenset(common), frozenset(rare)) - _glued(text) - _case_slips(text)
            # An article in another alphabet has more than a sprinkling of its letters.
            few = sum(high.values()) * _FEW < len(text)
            return score - 0.3 * sum(high.values()) if few else score
    raise ValueError(codec)


def _east_asian(high: "Counter[str]", common: frozenset[str], codec: str) -> float:
    japanese = codec in ("cp932", "euc_jp")
    return sum(count * _east_asian_sign(sign, common, codec, japanese) for sign, count in high.items())


def _east_asian_sign(sign: str, common: frozenset[str], codec: str, japanese: bool) -> float:
    if sign in common:
        return 1.0
    if sign in _EAST_PUNCTUATION or sign in _WIDE:
        return 0.9
    if "\u3041" <= sign <= "\u30ff":
        return 1.1 if japanese else -0.2
    if "\uac00" <= sign <= "\ud7a3":
        return 0.7 if codec == "cp949" else -0.5
    if "\u4e00" <= sign <= "\u9fff":
        return 0.15 if codec == "cp949" else 0.4
    if "\uff61" <= sign <= "\uff9f":  # half-width kana: seldom written, often read by mistake
        return -0.6
    return -2.0 if _no_sign(sign) else -0.3


def _latin(high: "Counter[str]", alphabets: tuple[str, ...]) -> float:
    best = max(sum(high[sign] * _weight(sign) for sign in alphabet) for alphabet in alphabets)
    alphabet = max(alphabets, key=lambda letters: sum(high[sign] for sign in letters))
    others = ((sign, count) for sign, count in high.items() if sign not in alphabet)
    return best + sum(count * (-2.0 if _no_sign(sign) else _MARKS.get(sign, -0.8)) for sign, count in others)


def _weight(sign: str) -> float:
    """Capitals beyond ASCII are seldom; a wrong reading is full of them."""
    return 0.75 if sign.isupper() else 1.0


def _alphabetic(high: "Counter[str]", common: frozenset[str], rare: frozenset[str]) -> float:
    score = 0.0
    for sign, count in high.items():
        if sign in common:
            score += count
        elif sign in rare:
            score += 0.4 * count
        elif sign in _MARKS:
            score += 0.8 * _MARKS[sign] * count
        else:
            score -= (2.0 if _no_sign(sign) else 0.5) * count
    return score


def _no_sign(sign: str) -> bool:
    return "\x80" <= sign <= "\x9f" or "\ue000" <= sign <= "\uf8ff" or sign == "\ufffd"


def _glued(text: str) -> float:
    """Count letters beyond ASCII that touch ASCII letters on both sides or in a lower-case word."""
    count = 0
    before = " "
    for sign in text:
        if (sign > "\x7f") != (before > "\x7f"):
            plain, other = (before, sign) if sign > "\x7f" else (sign, before)
            # Capitals and digits stand next to other scripts ("LED조명"); small letters hardly do.
            if "a" <= plain <= "z" and other not in _MARKS and other not in _EAST_PUNCTUATION:
                count += 1
        before = sign
    return 0.6 * count


def _long_runs(text: str) -> float:
    count = run = 0
    for sign in text:
        run = run + 1 if sign > "\x7f" and sign.isalpha() else 0
        count += run >= _LATIN_RUN
    return float(count)


def _marks_inside(text: str) -> float:
    """Count signs that no word holds, with a letter on either side."""
    return float(len(_INSIDE.findall(text)))


def _case_slips(text: str) -> float:
    """Count capitals that follow a small letter inside a word, one of the two beyond ASCII."""
    return float(
        sum(
            1
            for before, sign in pairwise(text)
            if (sign > "\x7f" or before > "\x7f") and sign.isupper() and before.islower()
        )
    )
