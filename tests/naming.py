"""Names for the tests of the window: mentions on words of a text, as the engine would give them."""

from collections.abc import Sequence

from reader.model.article import Article
from reader.model.mention import Mention, MentionType, Names, Recognition


def mention(
    text: str, words: str, kind: MentionType, *, cluster: int = 0, name: str = "", place: int = 0, **more: str
) -> Mention:
    """Make a mention on one of the places of some words, counted from 0."""
    start = -1
    for _ in range(place + 1):
        start = text.index(words, start + 1)
    name = name or words
    return Mention(start, start + len(words), kind, cluster or start + 1, name, name.casefold(), **more)


def names(
    article: Article,
    mentions: Sequence[Mention] = (),
    state: Recognition = Recognition.DONE,
    language: str = "en",
) -> Names:
    """Make the answer about an article."""
    return Names(article.id, article.version, state, language, tuple(mentions))
