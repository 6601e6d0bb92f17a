"""What is done to a tag wherever it is: renamed, merged into another, coloured, deleted. One edit each."""

from collections.abc import Callable

from reader.library.clock import now
from reader.model.annotation import clean_tag
from reader.model.change import Changes, EditKind, EditMark
from reader.search.language.renaming import with_tag_renamed
from reader.store.files.database import Database
from reader.store.user import edits, saved_searches, tags


def rename(db: Database, name: str, new: str) -> Changes:
    """Give a tag another name, or spell it otherwise, also in the saved searches.

    Raises:
        ReaderError: `TAG_MISSING`; `TAG_EXISTS` when something bears another tag of that name already;
            `TAG_INVALID`.
    """
    cleaned = clean_tag(new)

    def change() -> None:
        tags.rename(db, name, cleaned)
        _rename_in_searches(db, name, cleaned)

    return _done(db, EditKind.TAG_RENAME, name, change, searches=True)


def merge(db: Database, name: str, into: str) -> Changes:
    """Give everything that bears a tag another one in its place, also the saved searches.

    Raises:
        ReaderError: `TAG_MISSING`, for either.
    """

    def change() -> None:
        tags.merge(db, name, into)
        _rename_in_searches(db, name, tags.used_tag(db, into)[1].name)

    return _done(db, EditKind.TAG_MERGE, name, change, searches=True)


def set_colour(db: Database, name: str, colour: str) -> Changes:
    """Give a tag one of `TAG_COLOURS`.

    Raises:
        ReaderError: `TAG_MISSING`.
    """
    return _done(db, EditKind.TAG_COLOUR, name, lambda: tags.set_colour(db, name, colour))


def remove(db: Database, name: str) -> Changes:
    """Take a tag from everything that bears it; articles and highlights stay.

    Raises:
        ReaderError: `TAG_MISSING`.
    """
    return _done(db, EditKind.TAG_REMOVE, name, lambda: tags.remove(db, name))


def _rename_in_searches(db: Database, name: str, new: str) -> None:
    meant = tags.key_of(name)
    for each in saved_searches.saved_searches(db):
        words = with_tag_renamed(each.words, lambda value: tags.key_of(value) == meant, new)
        saved_searches.change(db, each.id, each.name, words)


def _done(
    db: Database, kind: EditKind, name: str, change: Callable[[], None], *, searches: bool = False
) -> Changes:
    mark = EditMark(kind, tags.used_tag(db, name)[1].name)
    with edits.edit(db, mark, now=now()):
        change()
    return Changes(everything=True, lists=True, searches=searches, undo=edits.state(db), done=mark)
