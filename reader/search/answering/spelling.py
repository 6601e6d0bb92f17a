"""Did you mean: the word of the index that a misspelled one stands for, near by its letters and common."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

import numpy as np

from reader.search.analysis.words import form_of, is_paired
from reader.search.answering.alike import near
from reader.search.answering.patience import Patience
from reader.search.segments.lists import Places
from reader.search.segments.segment import Segment

_SHORT: Final = 5
_SHORTEST: Final = 3
_STEP: Final = 30
"""How many times as common a word must be to be believed one wrong letter more."""
_TRIED: Final = 8


class Speller:
    """Knows the words of some segments."""

    def __init__(self, segments: Iterable[Segment], patience: Patience) -> None:
        self._segments = list(segments)
        self._patience = patience

    def known_word(self, surface: str) -> str:
        """Give the most likely word for a folded one; empty when none is near.

        Raises:
            InterruptedWork: when the answer is no longer wanted.
        """
        if len(surface) < _SHORTEST or is_paired(surface[0]) or surface.isdigit():
            return ""
        most = 1 if len(surface) <= _SHORT else 2
        worth: Counter[tuple[str, str]] = Counter()
        for segment in self._segments:
            for field in ("text", "surfaces"):
                lexicon = segment.lexicon(field)
                places, distances = near(lexicon, surface, most, self._patience)
                for place, distance in zip(places.tolist(), distances.tolist(), strict=True):
                    if distance:
                        word = lexicon[place].decode()
                        worth[field, word] += int(lexicon.sizes[place]) / _STEP**distance
        ranked = sorted(worth, key=lambda key: (-worth[key], key[1], key[0]))
        for field, word in ranked[:_TRIED]:
            if field == "surfaces" or self._is_written(word):
                return word
        return ""

    def _is_written(self, form: str) -> bool:
        """Tell whether a form stands somewhere as a word, and is not only the stem of others."""
        for segment in self._segments:
            forms = self._places(segment, "text", form.encode())
            lexicon = segment.lexicon("surfaces")
            for place in lexicon.beginning(form[:-1].encode()):
                if len(forms) and form_of(lexicon[place].decode()) == form:
                    forms = np.setdiff1d(forms, self._places(segment, "surfaces", lexicon[place]))
            if len(forms):
                return True
        return False

    def _places(self, segment: Segment, field: str, term: bytes) -> Places:
        self._patience.ask()
        found = segment.list(field, term)
        if found is None:
            return np.zeros(0, np.int64)
        return found.places()
