"""Whether a text holds what a query looks for, without an index: for names, titles and marks."""

from collections.abc import Callable

from reader.search.analysis.distance import Neighbourhood
from reader.search.analysis.nearness import fits, nearest
from reader.search.analysis.words import Part, Word, words_of
from reader.search.language.tree import (
    Beginning,
    Boosted,
    Both,
    Either,
    Except,
    Fuzzy,
    Near,
    Phrase,
    Single,
    Term,
    Tree,
    Wildcard,
    Within,
)

Test = Callable[[Part | Word], bool]


def test_of(word: Single) -> Test:
    """Give the test whether a word of a text is one that is looked for."""
    match word:
        case Term(form):
            return lambda found: found.form == form
        case Beginning(start, form):
            return lambda found: (
                found.surface.startswith(start) or found.form.startswith(start) or found.form == form
            )
        case Wildcard(pattern):
            fitting = fits(pattern)
            return lambda found: fitting(found.surface) or fitting(found.form)
        case Fuzzy(surface, form, most):
            around = Neighbourhood(surface, most)
            return lambda found: (
                found.form == form
                or around.distance(found.surface) is not None
                or around.distance(found.form) is not None
            )


class Inside:
    """The words of one text, asked for what they hold."""

    def __init__(self, text: str) -> None:
        self._words = words_of(text)

    def holds(self, tree: Tree, outside: Callable[[Tree], bool] = lambda _: False) -> bool:
        """Tell whether the text answers a tree; `outside` answers for what no text says."""
        match tree:
            case Both(parts):
                return all(self.holds(part, outside) for part in parts)
            case Either(parts):
                return any(self.holds(part, outside) for part in parts)
            case Except(part):
                return not self.holds(part, outside)
            case Boosted(part):
                return self.holds(part, outside)
            case Within(_, leaf):
                return bool(self._spans(leaf))
            case Term() | Beginning() | Wildcard() | Fuzzy() | Phrase() | Near():
                return bool(self._spans(tree))
            case _:
                return outside(tree)

    def _spans(self, leaf: Single | Phrase | Near) -> list[tuple[int, int]]:
        match leaf:
            case Phrase(words):
                placed = [self._positions(word) for _, word in words]
                starts = {position - words[0][0] for position in placed[0]}
                for (step, _), found in zip(words, placed, strict=True):
                    starts &= {position - step for position in found}
                return [(start, start + words[-1][0]) for start in sorted(starts)]
            case Near(members, distance):
                spans = [
                    sorted({span for choice in member for span in self._spans(choice)}) for member in members
                ]
                return nearest(spans, distance)
            case _:
                return [(position, position) for position in sorted(self._positions(leaf))]

    def _positions(self, word: Single) -> set[int]:
        test = test_of(word)
        return {found.position for found in self._words if test(found)}
