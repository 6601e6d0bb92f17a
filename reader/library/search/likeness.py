"""Likeness: what an article or a passage of it is told by, so that others like it can be looked for."""

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from reader.model.article import Role
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.search.language.tree import Alike, Like
from reader.store import articles
from reader.store.files.database import Database

if TYPE_CHECKING:
    from reader.search.answering.searcher import Searcher

_KEPT: Final = 8
"""Texts whose words are kept, for the pages of a list that follow."""
_BODY: Final = frozenset({Role.HEADING, Role.PARAGRAPH, Role.CAPTION})


class Likeness:
    """Gives the words of texts; those of the last ones are kept until library or index change."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._kept: OrderedDict[Like, Alike] = OrderedDict()
        self._of: tuple[object, ...] = ()

    def alike(self, like: Like, searcher: "Searcher") -> Alike:
        """Give what is asked of the index for a likeness: no words when the text has none that tell.

        Raises:
            ReaderError: `ARTICLE_MISSING`, `INDEX_DAMAGED`.
        """
        of = (self._db.state(), searcher)
        if of != self._of:
            self._kept.clear()
            self._of = of
        found = self._kept.get(like)
        if found is None:
            title, body = self._text(like)
            words = searcher.telling(title, body, indexed=like.article > 0)
            found = Alike(tuple((word.form, word.weight) for word in words), like.article)
            self._kept[like] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def worded(self, like: Like, searcher: "Searcher") -> Like:
        """Give a likeness with the words it is looked for by, as the text writes them; as `alike`.

        One with no words comes back as it is.
        """
        from reader.search.answering.likeness import Telling, written

        words = [Telling(*word) for word in self.alike(like, searcher).words]
        return Like(like.article, written("\n".join(self._text(like)), words)) if words else like

    def _text(self, like: Like) -> tuple[str, str]:
        """Give the title and the body of what others are to be like; a passage has no title."""
        if like.passage:
            return "", like.passage
        article = ArticleId(like.article)
        title = articles.title(self._db, article)
        found = articles.texts(self._db, [article])
        if article not in found:
            raise ReaderError(Trouble.ARTICLE_MISSING, article=article)
        text, blocks = found[article]
        return title, "\n".join(text[block.start : block.end] for block in blocks if block.role in _BODY)
