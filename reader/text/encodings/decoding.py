"""From the bytes of a file to its text: which encoding it was written in, by trial and by likeness."""

import codecs
import re
from dataclasses import dataclass
from typing import Final
from unicodedata import category

from reader.model.errors import ReaderError, Trouble
from reader.text.encodings.plausibility import candidates, plausibility


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was read with.

    `doubtful` says that the choice was close, or that some bytes could not be read and are now U+FFFD.
    """

    text: str
    encoding: str
    doubtful: bool = False


_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its first two bytes are the same
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b")) + b"\x7f"
_SAMPLE: Final = 3_000
"""Bytes that old encodings are judged by, taken from lines that hold signs beyond ASCII."""
_CLOSE: Final = 0.03
"""Difference of scores that decides nothing."""
_UNSURE: Final = 0.3
"""The same for a single sign beyond ASCII; with more of them, chance counts less."""
_SECOND: Final = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# The first bytes of two, three and four byte signs, as cp1252 shows them, each with all that must follow.
_MOJIBAKE: Final = re.compile(f"[Â-ß]{_SECOND}|[à-ï]{_SECOND}{{2}}|[ð-ó]{_SECOND}{{3}}")


def decode(data: bytes) -> Decoded:
    """Read the bytes of a text file; UTF-8 that was once read as another encoding is repaired.

    Raises:
        ReaderError: `FILE_EMPTY` when there is nothing, `FILE_BINARY` when the bytes are no text.
    """
    if not data:
        raise ReaderError(Trouble.FILE_EMPTY)
    decoded = _by_mark(data) or _by_escape(data) or _by_utf8(data) or _by_zeros(data)
    if decoded is None:
        _refuse_binary(data)
        decoded = _by_torn_utf8(data) or _by_likeness(data)
    repaired = _repair(decoded.text)
    return decoded if repaired is decoded.text else Decoded(repaired, decoded.encoding, decoded.doubtful)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data.decode(encoding, "replace")
            return Decoded(text, encoding, doubtful="\ufffd" in text)
    return None


def _by_utf8(data: bytes) -> Decoded | None:
    if b"\x00" in data:
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    _refuse_binary(data)
    return Decoded(text, "utf-8")


def _by_escape(data: bytes) -> Decoded | None:
    if b"\x1b$" not in data:
        return None
    try:
        return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
    except UnicodeDecodeError:
        return None


def _by_zeros(data: bytes) -> Decoded | None:
    """Read UTF-16 without a mark: read in the wrong order, it has hardly a space or line end."""
    if b"\x00" not in data or len(data) % 2:
        return None
    counted: list[tuple[int, str, str]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        counted.append((text.count(" ") + text.count("\n") + text.count("\u3002"), encoding, text))
    counted.sort(reverse=True)
    if not counted or not counted[0][0] or (len(counted) > 1 and counted[1][0] * 4 > counted[0][0]):
        return None
    _, encoding, text = counted[0]
    start = text[:5_000]
    strange = sum(category(sign) in ("Cc", "Cn", "Co") and sign not in "\t\r\n" for sign in start)
    return Decoded(text, encoding) if strange * 100 <= len(start) else None


def _refuse_binary(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls * 100 > len(data) or b"\x00\x00" in data:
        raise ReaderError(Trouble.FILE_BINARY)


def _by_torn_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 with a few spoilt bytes, as a cut or a joined file has."""
    text = data.decode("utf-8", "replace")
    spoilt = text.count("\ufffd")
    whole = (len(data) - len(text)) // 2  # a lower bound: signs of UTF-8 take up to four bytes
    return Decoded(text, "utf-8", doubtful=True) if not spoilt or whole > 20 * spoilt else None


def _by_likeness(data: bytes) -> Decoded:
    sample = _sample(data)
    scored: list[tuple[float, str]] = []
    for codec in candidates():
        try:
            text = codecs.getincrementaldecoder(codec)("strict").decode(sample)
        except UnicodeDecodeError:
            continue
        scored.append((plausibility(text, codec), codec))
    scored.sort(key=lambda pair: -pair[0])  # stable: of equals the likelier stays first
    for place, (score, codec) in enumerate(scored):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        signs = sum(sign > "\x7f" for sign in text[:_SAMPLE])
        unclear = _CLOSE + _UNSURE / max(1, signs)
        rivals = [name for value, name in scored[place + 1 :] if value > score - unclear]
        close = any(_reads_otherwise(data, name, text) for name in rivals)
        return Decoded(text, codec, doubtful=close or score < 0.5)
    return Decoded(data.decode("cp1252", "replace"), "cp1252", doubtful=True)


def _reads_otherwise(data: bytes, codec: str, text: str) -> bool:
    return data.decode(codec, "replace") != text


def _sample(data: bytes) -> bytes:
    """Take whole lines with signs beyond ASCII, from the front, up to `_SAMPLE` bytes."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size >= _SAMPLE:
                break
    return b"".join(lines)[:_SAMPLE]


def _repair(text: str) -> str:
    if text.isascii() or not _MOJIBAKE.search(text):
        return text
    import ftfy

    return ftfy.fix_encoding(text)
