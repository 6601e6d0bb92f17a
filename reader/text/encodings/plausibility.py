"""How much a text looks like writing: the judge between old encodings that can all read the same bytes.

Scores are about 1 for text as people write it, and fall towards and below 0 for wrong readings.
"""

import re
from collections import Counter
from itertools import pairwise
from typing import Final

from reader.text.encodings.alphabets import EAST_ASIA, LANGUAGES, LATIN, OTHER_SCRIPTS, SELDOM

_MARKS: Final = {
    **dict.fromkeys("“”‘’„‚«»‹›–—…\u00a0", 1.0),
    **dict.fromkeys("½²³×°", 0.9),
    **dict.fromkeys("•·€£§©®™´№\u200e\u200f\u200d\u200c", 0.8),
    **dict.fromkeys("¿¡ªº", 0.6),
}
_EAST_PUNCTUATION: Final = frozenset(
    "、。「」『』（）【】〈〉《》！？：；，．・ー～…“”‘’　〜—％０１２３４５６７８９＝◆■○●△▲□→※"
)
_LEVELS: Final = {
    "cp949": ("euc_kr", range(0xB0, 0xC9), range(0xCA, 0xFE)),
    "cp932": ("euc_jp", range(0xB0, 0xD0), range(0xD0, 0xF5)),
    "euc_jp": ("euc_jp", range(0xB0, 0xD0), range(0xD0, 0xF5)),
    "gb18030": ("gb2312", range(0xB0, 0xD8), range(0xD8, 0xF8)),
    "big5hkscs": ("big5", range(0xA4, 0xC7), range(0xC9, 0xFA)),
}
"""National standards sort their signs by use: first bytes of the everyday ones, and of the others."""
_WIDE: Final = frozenset(chr(code) for code in range(0xFF10, 0xFF5B))

_INSIDE: Final = re.compile(
    r"(?<=[^\W\d_])[½²³×°£§©®¿¡ªº¤¥¦¬¶¸¹¼¾±µ†‡‰—…›‹](?=[a-zß-ÿ])|[©®¦¶±¾¼½¹](?=[a-zß-ÿ])"
)
_ROUND_WORDS: Final = ".,;:!?\"'()[]“”‘’„«»…–—-"
_WORDS_COUNT: Final = 0.5
"""How much the everyday words around the letters count beside the letters."""
_THAI_SPELLING: Final = (
    # Signs above, below and after a consonant that follow none; vowels before a consonant with none there.
    (re.compile("(?<![\u0e01-\u0e4e])[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]"), 1.5),
    (re.compile("[\u0e31\u0e34-\u0e3a\u0e47](?=[\u0e30-\u0e3a\u0e45\u0e47])"), 1.5),
    (re.compile("[\u0e40-\u0e44](?![\u0e01-\u0e2e])"), 1.5),
    (re.compile("(?<=[\u0e40-\u0e44\u0e30])[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]"), 1.5),
    (re.compile("[\u0e48-\u0e4e](?=[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])"), 1.5),
    (
        re.compile(
            "[\u0e01-\u0e2f]{6,}|[\u0e03\u0e05\u0e5a\u0e5b\u0e4f\u0e3f]|[\u0e01-\u0e3a][\u0e50-\u0e59]"
        ),
        1.0,
    ),
)
_HEBREW_SPELLING: Final = (
    (re.compile("[ךםןףץ](?=[א-ת])"), 1.5),  # forms for the end of a word, within one
    (re.compile("[כמנפצ](?![א-ת'\"׳״-])"), 0.7),
)
_CAPITALS: Final = ((re.compile("(?<=[А-ЯЁІЇЄҐΑ-Ω])[А-ЯЁІЇЄҐΑ-Ω]"), 0.25),)
_BROKEN: Final = {
    "cp874": _THAI_SPELLING,
    "cp1255": _HEBREW_SPELLING,
    **dict.fromkeys(("cp1251", "koi8_u", "koi8_r", "iso8859-5", "cp866", "cp1253", "iso8859-7"), _CAPITALS),
}
"""What breaks the spelling of a script, by encoding, and how much it counts."""
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
    for name, languages in LATIN:
        if name == codec:
            return _latin(text, high, languages) - _long_runs(text) - _case_slips(text) - _marks_inside(text)
    for name, common, rare in OTHER_SCRIPTS:
        if name == codec:
            score = _alphabetic(high, frozenset(common), frozenset(rare)) - _glued(text) - _case_slips(text)
            score -= _misspelt(text, codec)
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
        return 0.7 if codec == "cp949" and _level(sign, codec) else -0.5
    if "\u4e00" <= sign <= "\u9fff":
        return 0.15 if codec == "cp949" else (-0.3, 0.65, 0.1)[_level(sign, codec)]
    if "\uff61" <= sign <= "\uff9f":  # half-width kana: seldom written, often read by mistake
        return -0.6
    return -2.0 if _no_sign(sign) else -0.3


def _level(sign: str, codec: str) -> int:
    """Tell how the standard files a sign: 1 among the everyday ones, 2 among the others, 0 as an extra."""
    standard, everyday, others = _LEVELS[codec]
    try:
        lead = sign.encode(standard)[0]
    except UnicodeEncodeError:
        return 0
    return 1 if lead in everyday else 2 if lead in others else 0


def _latin(text: str, high: "Counter[str]", languages: tuple[str, ...]) -> float:
    """Score by the language that fits best: by its letters, and by its everyday words around them."""
    words = [word.strip(_ROUND_WORDS) for word in text.lower().split()]
    plain = Counter(word for word in words if word.isascii())
    known = max(1, plain.total())
    total = high.total()
    return max(
        _letters(high, frozenset(letters))
        + _WORDS_COUNT * total * sum(plain[word] for word in everyday.split()) / known
        for letters, everyday in (LANGUAGES[name] for name in languages)
    )


def _letters(high: "Counter[str]", alphabet: frozenset[str]) -> float:
    score = 0.0
    for sign, count in high.items():
        if sign in alphabet:
            score += count * _weight(sign)
        else:
            score += count * (-2.0 if _no_sign(sign) else _MARKS.get(sign, -0.8))
    return score


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


def _misspelt(text: str, codec: str) -> float:
    """Count places that break the spelling of a script, as readings in a wrong encoding are full of."""
    count = 0.0
    for pattern, weight in _BROKEN.get(codec, ()):
        count += weight * len(pattern.findall(text))
    return count


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
