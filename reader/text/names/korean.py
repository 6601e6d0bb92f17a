"""Korean names in Latin letters: a surname, then two syllables with a hyphen, as agencies print them."""

import re
from collections.abc import Iterator
from typing import Final

from reader.model.span import Span

_WRITTEN: Final = """
    Ahn An Bae Baek Ban Bang Byun Cha Chae Chang Cheon Chi Cho Choe Choi Chon Chong Choo Chu Chun Chung
    Eom Gil Go Gu Ha Ham Han Heo Ho Hong Hur Hwang Hyon Hyun Im Jang Jeon Jeong Ji Jin Jo Jon Jong Joo Ju
    Jun Jung Kang Kil Kim Ko Koh Kong Koo Ku Kum Kwak Kwon Lee Lim Ma Min Moon Mun Myong Myung Na Nam No
    Noh Oh Om Pae Paek Paik Pak Pang Park Pyo Pyon Ra Rhee Ri Rim Ro Roh Ryang Ryo Ryom Ryoo Ryu Seo Seok
    Shim Shin Sim Sin So Sohn Sok Son Song Suk Sung Tae Tak Thae U Uhm Wang Won Woo Yang Yeo Yim Yo Yom
    Yoo Yoon You Yu Yun
"""
_SURNAMES: Final = frozenset(_WRITTEN.split())
_SYLLABLE: Final = (
    r"(?:ch|kk|pp|tt|ss|jj|kw|gw|hw|[bcdghjklmnprstwy])?y?"
    r"(?:eo|eu|ae|oe|ui|wa|wo|oo|ee|ou|[aeiou])(?:ng|ck|[bghklmnprt])?"
)
_NAME: Final = re.compile(
    rf"(?<![\w-])(?P<surname>[A-Z][a-z]{{0,4}}) (?=[A-Z])(?i:{_SYLLABLE}-{_SYLLABLE})(?![\w-])"
)


def korean_names(text: str, start: int, end: int) -> Iterator[Span]:
    """Find such names between two places of a text."""
    for match in _NAME.finditer(text, start, end):
        if match["surname"] in _SURNAMES:
            yield Span(match.start(), match.end())
