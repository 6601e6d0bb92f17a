"""How many letters two words differ by."""


def distance(one: str, other: str, most: int) -> int | None:
    """Give how many letters are missing, too many, other ones, or swapped with a neighbour.

    None when there are more than `most`.
    """
    if abs(len(one) - len(other)) > most:
        return None
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for place, sign in enumerate(other, start=1):
            cost = min(row[-1] + 1, before[place] + 1, before[place - 1] + (letter != sign))
            if (
                at > 1
                and place > 1
                and letter == other[place - 2]
                and one[at - 2] == sign
                and earlier[place - 2] + 1 < cost
            ):
                cost = earlier[place - 2] + 1
            row.append(cost)
        if min(row) > most and min(before) > most:
            return None
    return row[-1] if row[-1] <= most else None


class Neighbourhood:
    """The words that differ from one by few letters; most others are ruled out by their letters alone."""

    def __init__(self, word: str, most: int) -> None:
        self._word = word
        self._most = most
        self._kinds = frozenset(word)

    def distance(self, other: str) -> int | None:
        """Give the distance of a word, None when it is farther than wanted."""
        if abs(len(other) - len(self._word)) > self._most:
            return None
        if (
            len(self._kinds.difference(other)) > self._most
            or len(frozenset(other) - self._kinds) > self._most
        ):
            return None
        return distance(self._word, other, self._most)
