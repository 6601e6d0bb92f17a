"""What of a text a model is shown: by role, by language, once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reader.model.article import Block, Role
from reader.model.mention import Recognition
from reader.model.span import Span
from reader.text.language import Languages
from reader.text.names.pieces import cut

LONGEST: Final = 1_000_000
"""Code points of an article that are looked at; a book's worth, and some minutes of work."""

_KNOWN_LANGUAGE: Final = "en"
_OWN_LANGUAGE: Final = 40
"""Letters a paragraph has at least to be of another language than its article: names alone look foreign."""
_SHOWN: Final = frozenset({Role.TITLE, Role.HEADING, Role.PARAGRAPH, Role.CAPTION})


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text is to be recognised: its language, what of it a model may see, and in which pieces."""

    language: str
    pieces: tuple[Span, ...]

    @property
    def state(self) -> Recognition:
        """What the article's state is once the pieces are done."""
        return Recognition.DONE if self.language in ("", _KNOWN_LANGUAGE) else Recognition.FOREIGN


def plan(text: str, blocks: Iterable[Block], language: str, languages: Languages) -> Reading:
    """Decide what of a text a model for English is shown.

    Titles, headings, paragraphs and captions, each once; not credits and not what was cut from the article.
    A paragraph of another language is left out; one that is too short to tell is of the article's language.
    """
    own = language.replace("_", "-").split("-")[0].lower() or languages.of(text) or ""
    seen: set[str] = set()
    shown: list[Span] = []
    for block in blocks:
        if block.role not in _SHOWN or block.start >= LONGEST:
            continue
        words = text[block.start : block.end]
        if words in seen:
            continue
        if block.role in (Role.TITLE, Role.CAPTION):
            seen.add(words)
        shown += [
            line
            for line in _lines(text, Span(block.start, min(block.end, LONGEST)))
            if _language_of(text[line.start : line.end], own, languages) in ("", _KNOWN_LANGUAGE)
        ]
    return Reading(own, tuple(cut(text, shown)))


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _language_of(words: str, otherwise: str, languages: Languages) -> str:
    found = languages.of(words)
    if found is None or (found != otherwise and _is_short(words)):
        return otherwise
    return found


def _is_short(words: str) -> bool:
    """Tell whether there are too few Latin letters to tell their language; other scripts need fewer."""
    letters = [sign for sign in words if sign.isalpha()]
    return len(letters) < _OWN_LANGUAGE and 2 * sum(map(str.isascii, letters)) > len(letters)
