"""An index that was read from another line of the library's history is found out and made again."""

from pathlib import Path

from newsroom import MOON, catch_up
from reader.library.library import Library
from reader.library.search.indexing import index_folder
from reader.model.query import Query
from reader.search.index import Index
from reader.store import lineage
from reader.store.files.database import Database
from reader.store.files.troubles import FILE_NAME


def test_an_index_of_another_lineage_is_not_used_and_made_again(filled: Library, tmp_path: Path):
    """Both lines have the same change numbers; only the lineage tells them apart."""
    folder = filled.folder
    filled.close()
    present = folder / FILE_NAME
    earlier = present.read_bytes()
    other = tmp_path / "later"
    other.mkdir()
    (other / "comet.txt").write_text("A comet passes\n\nThe comet passes the Earth at speed.\n", "utf-8")
    library = Library.open(folder, writable=True)
    library.import_files([str(other)], "later", [])
    catch_up(library)
    assert library.search(Query("comet")).total == 1
    library.close()

    present.write_bytes(earlier)
    db = Database.open(folder, writable=True)
    before = lineage.lineage(db)
    assert lineage.branch(db) != before
    db.close()
    (other / "comet.txt").write_text(MOON.replace("lander", "probe"), "utf-8")
    library = Library.open(folder, writable=True)
    library.import_files([str(other)], "later", [])
    found = library.search(Query("comet"))
    assert found.partial
    assert library.waiting() > 0
    catch_up(library)
    assert library.search(Query("comet")).total == 0
    assert library.search(Query("probe")).total == 1
    assert library.search(Query("lander")).total == 1
    assert library.waiting() == 0
    assert Index.open(index_folder(folder)).is_of(library.lineage())
    assert not list(folder.glob("*index-*"))  # it was whole: nothing is set aside
    library.close()
