"""Text whose lines were broken to a width: putting its paragraphs together again."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_WIDEST: Final = 100
_NARROWEST: Final = 40
_TOLERANCE: Final = 2
_SHARE: Final = 0.9
_FEWEST_BREAKS: Final = 3
_LIST_SIGN: Final = re.compile(r"(?:[-*•–—▲■□◆]|\d{1,2}[.)])\s")
_CJK: Final = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]")
_PAIRING: Final = "und oder bzw and or nor et ou y o e og eller och en of i a lub nebo ve veya"


def blocks_of(lines: Sequence[str]) -> list[list[str]]:
    """Cut lines into blocks at the empty ones."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks if blocks[-1] else blocks[:-1]


def is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Tell whether the blocks' lines were broken to a width.

    They were when nearly every line is as long as it can be: the next line's first word did not fit.
    """
    widest = max((len(line) for block in blocks for line in block), default=0)
    breaks = [(line, after) for block in blocks for line, after in pairwise(block)]
    if not breaks or not _NARROWEST <= widest <= _WIDEST:
        return False
    # Where lines of one block are all there is, they may as well be paragraphs of a script without spaces.
    word = _first_word if len(blocks) > 1 else _first_piece
    full = sum(len(line) + 1 + word(after) > widest - _TOLERANCE for line, after in breaks)
    if full < _SHARE * len(breaks):
        wide = max(_width(line) for block in blocks for line in block)
        full = sum(_width(line) + _first_sign(after) > wide - _TOLERANCE for line, after in breaks)
    if full < _SHARE * len(breaks):
        return False
    return len(breaks) >= _FEWEST_BREAKS or all(after[0].islower() for _, after in breaks)


def unwrap(blocks: Sequence[Sequence[str]]) -> list[str]:
    """Join the lines of each block; list items stay on lines of their own."""
    longest = max(len(line) for block in blocks for line in block)
    widest = max(_width(line) for block in blocks for line in block)
    hyphens = _Hyphens(blocks)
    paragraphs: list[str] = []
    for block in blocks:
        parts = [block[0]]
        for line, after in pairwise(block):
            if _LIST_SIGN.match(after) and _LIST_SIGN.match(block[0]):
                paragraphs.append("".join(parts))
                parts = [after]
                continue
            full = len(line) >= longest - 1 or _width(line) >= widest - _TOLERANCE
            parts[-1], joint = hyphens.join(parts[-1], after) or (parts[-1], _joint(line, after, full=full))
            parts.extend((joint, after))
        paragraphs.append("".join(parts))
    return paragraphs


def _joint(line: str, after: str, *, full: bool) -> str:
    """Give what stands between two lines: nothing where a script without spaces was cut at the width."""
    if _CJK.match(line[-1]) and _CJK.match(after[0]):
        return "" if full else " "
    if (_CJK.match(line[-1]) or _CJK.match(after[0])) and full:
        return ""
    return " "


class _Hyphens:
    """Decides what a hyphen at the end of a line was, by the words of the whole text."""

    def __init__(self, blocks: Sequence[Sequence[str]]) -> None:
        self._words = {
            word.casefold()
            for block in blocks
            for line in block
            for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
        }

    def join(self, line: str, after: str) -> tuple[str, str] | None:
        """Give the line as it goes on and what joins it to the next; None when no hyphen was cut."""
        match = re.search(r"([^\W\d_]+)-$", line[-60:])
        first = re.match(r"[^\W\d_]+", after)
        if match is None or first is None or not after[0].islower():
            return (line, "") if match is not None and first is not None and after[0].isupper() else None
        if first[0].casefold() in _PAIRING.split():
            return None  # "Vor- und Nachteile"
        whole = (match[1] + first[0]).casefold()
        return (line[:-1], "") if whole in self._words else (line, "")


def _first_word(line: str) -> int:
    end = line.find(" ")
    return len(line) if end < 0 else end


def _first_piece(line: str) -> int:
    return 1 if _CJK.match(line) else _first_word(line)


def _first_sign(line: str) -> int:
    return _width(line[0]) if _CJK.match(line) else _width(line[: _first_word(line)]) + 1


def _width(line: str) -> int:
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)
