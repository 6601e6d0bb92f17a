"""Check a library: read store, index and names through, and compare what they hold."""

from collections.abc import Callable
from dataclasses import replace

from reader.library.search.indexing import index_folder, waiting
from reader.model.checkup import Checkup
from reader.model.errors import ReaderError, Trouble
from reader.recognition.names_file import FILE_NAME, NamesFile
from reader.search.index import Index
from reader.store import articles, changes
from reader.store.files.database import Database
from reader.store.lineage import lineage


def check(db: Database, look: Callable[[], None], recognised: Callable[[], tuple[int, int]]) -> Checkup:
    """Read everything through; nothing is changed. `recognised` counts the articles whose names are known."""
    with db.snapshot():
        sound = db.is_sound()
        found = Checkup(sound, index_sound=False, names_sound=True, articles=articles.stored(db))
        troubles = [] if sound else ["store"]
        found, told = _with_index(db, found, look)
        troubles += told
    names_sound = _are_names_sound(db)
    if not names_sound:
        troubles.append("names")
    return replace(found, names_sound=names_sound, recognised=recognised()[0], troubles=tuple(troubles))


def _with_index(db: Database, found: Checkup, look: Callable[[], None]) -> tuple[Checkup, list[str]]:
    folder = index_folder(db.folder)
    if not Index.is_made(folder):
        count = waiting(db, 0)
        return replace(found, waiting=count, index_sound=not count), ["index-missing"] if count else []
    try:
        index = Index(folder)
        index.check(look)
        state, names = index.state(), index.entry_names()
        if state.read_to > changes.latest(db) or not index.is_of(lineage(db)):
            raise ReaderError(Trouble.INDEX_DAMAGED, folder=folder)
    except ReaderError as error:
        if error.code is not Trouble.INDEX_DAMAGED:
            raise
        return found, ["index"]
    left = waiting(db, state.read_to)
    found = replace(found, index_sound=True, entries=state.documents, waiting=left)
    if left:
        return found, ["index-behind"]
    wanted = changes.indexed_names(db)
    found = replace(found, missing=len(wanted - names), needless=len(names - wanted))
    return found, ["index-differs"] if wanted != names or len(names) != state.documents else []


def _are_names_sound(db: Database) -> bool:
    """Tell whether the names can be read through; that there are none yet is no fault."""
    if not (db.folder / FILE_NAME).exists():
        return True
    file = NamesFile.to_read(db.folder)
    if file is None:
        return False
    try:
        return file.is_sound()
    except ReaderError:
        return False
    finally:
        file.close()
