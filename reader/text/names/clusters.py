"""Clusters: the mentions of one article that mean the same."""

from collections import Counter
from collections.abc import Sequence

from reader.model.mention import FAMILIES, Family, Mention, MentionType
from reader.text.names.keys import alias_key
from reader.text.names.spans import TypedSpan


def cluster(text: str, spans: Sequence[TypedSpan]) -> tuple[Mention, ...]:
    """Make mentions of spans that are in order and apart.

    Those of one family with one key share a cluster, numbered as they first appear, and a name: the form that
    is met most often, of several the longest.
    """
    places: list[tuple[Family | MentionType, str]] = []
    forms: dict[tuple[Family | MentionType, str], Counter[str]] = {}
    for span in spans:
        words = text[span.start : span.end]
        place = (FAMILIES.get(span.type, span.type), alias_key(words, span.type))
        places.append(place)
        forms.setdefault(place, Counter())[words] += 1
    numbers = {place: number for number, place in enumerate(forms)}
    names = {
        place: max(counted, key=lambda form: (counted[form], len(form))) for place, counted in forms.items()
    }
    return tuple(
        Mention(span.start, span.end, span.type, numbers[place], names[place], place[1])
        for span, place in zip(spans, places, strict=True)
    )
