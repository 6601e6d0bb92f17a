"""What of a text a model is shown: by role, by language, once."""

from collections.abc import Iterable, Iterator
from typing import Final

from reader.model.article import Block, Role
from reader.model.mention import Recognition
from reader.model.span import Span
from reader.text.language import Languages
from reader.text.names.pieces import cut

_KNOWN_LANGUAGE: Final = "en"
_OWN_LANGUAGE: Final = 40
"""Letters a paragraph has at least to be of another language than its article: names alone look foreign."""
_SHOWN: Final = frozenset({Role.TITLE, Role.HEADING, Role.PARAGRAPH, Role.CAPTION})


class Plan:
    """How an article is recognised: its language, and the pieces of it that a model for English is shown.

    Titles, headings, paragraphs and captions, each once; not credits and not what was cut from the article.
    A paragraph of another language is left out; one that is too short to tell is of the article's language.
    """

    def __init__(
        self,
        text: str,
        blocks: Iterable[Block],
        language: str,
        languages: Languages,
        longest: int | None = None,
    ) -> None:
        """Plan for a text whose file calls its `language` so, or not at all.

        Only its first `longest` code points are looked at, all of them by default.
        """
        self.language: Final = language.replace("_", "-").split("-")[0].lower() or languages.of(text) or ""
        self._text = text
        self._blocks = blocks
        self._languages = languages
        self._end = len(text) if longest is None else min(longest, len(text))

    @property
    def state(self) -> Recognition:
        """What the article's state is once the pieces are done."""
        return Recognition.DONE if self.language in ("", _KNOWN_LANGUAGE) else Recognition.FOREIGN

    def pieces(self) -> Iterator[Span]:
        """Give the pieces in text order; the next one is looked for when it is asked for."""
        return cut(self._text, self._shown())

    def _shown(self) -> Iterator[Span]:
        seen: set[str] = set()
        for block in self._blocks:
            words = self._text[block.start : block.end]
            if block.role not in _SHOWN or block.start >= self._end or words in seen:
                continue
            if block.role in (Role.TITLE, Role.CAPTION):
                seen.add(words)
            for line in _lines(self._text, Span(block.start, min(block.end, self._end))):
                found = _language_of(self._text[line.start : line.end], self.language, self._languages)
                if found in ("", _KNOWN_LANGUAGE):
                    yield line


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
