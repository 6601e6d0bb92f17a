"""Clusters: the mentions of one article that mean the same."""

from collections import Counter
from collections.abc import Sequence

from reader.model.mention import FAMILIES, Family, Mention, MentionType
from reader.text.names.keys import alias_key
from reader.text.names.spans import TypedSpan

_Place = tuple[Family | MentionType, str]
"""Family, or the type of what has none, and key: what the mentions of a cluster have in common."""


class Clusters:
    """Takes the spans of a text in, in order and apart, and makes mentions of them.

    Those of one family with one key share a cluster, numbered as they first appear, and a name: the form that
    is met most often, of several the longest.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: list[TypedSpan] = []
        self._places: list[_Place] = []
        self._forms: dict[_Place, Counter[str]] = {}

    def add(self, spans: Sequence[TypedSpan]) -> None:
        """Take the next spans in."""
        for span in spans:
            words = self._text[span.start : span.end]
            place = (FAMILIES.get(span.type, span.type), alias_key(words, span.type))
            self._spans.append(span)
            self._places.append(place)
            self._forms.setdefault(place, Counter())[words] += 1

    def mentions(self) -> tuple[Mention, ...]:
        """Give a mention for each span so far."""
        numbers = {place: number for number, place in enumerate(self._forms)}
        names = {
            place: max(forms, key=lambda form: (forms[form], len(form)))
            for place, forms in self._forms.items()
        }
        return tuple(
            Mention(span.start, span.end, span.type, numbers[place], names[place], place[1])
            for span, place in zip(self._spans, self._places, strict=True)
        )
