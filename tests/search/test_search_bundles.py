"""Segments written beside the index and taken in: the same index as one writer makes."""

import subprocess
import sys
from collections.abc import Generator, Iterable
from pathlib import Path

import pytest

from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.search.index import Entry, Index
from reader.search.looks import unwatched
from reader.search.segments.bundle import Bundle, bundles_folder

KINDS = ("article", "highlight", "quote")
ASKED = (
    "tide",
    "tide bay",
    '"the bay"',
    "ba*",
    "b?y",
    "note:neap",
    "-tide",
    "tibe~",
    "title:high",
    "bay OR tide",
)


def ended(steps: Generator[int, None, Bundle]) -> Bundle:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def entries() -> list[Entry]:
    """Give a feed in which articles are replaced and taken away, each after it came."""
    made = [
        Entry(
            "article",
            n,
            n,
            "High tide" if n % 7 == 0 else f"Day {n}",
            f"the bay w{n % 13} " + "tide " * (n % 4),
        )
        for n in range(1, 61)
    ]
    notes = [Entry("highlight", n, n, "", "a neap tide") for n in range(3, 60, 9)]
    later = [Entry("article", n, n, "", "the wide bay again") for n in range(5, 60, 11)]
    gone = [Entry("article", n, n, "", "", gone=True) for n in (4, 20, 58)]
    return [*made[:30], *notes, *made[30:], *later, *gone, made[19]]


def gathered(folder: Path, parts: list[Iterable[Entry]]) -> Index:
    """Write each part by an index object of its own, as several processes would; the last part first."""
    index = Index.open(folder)
    with index.gathering(KINDS) as gathering:
        builders = [Index(folder) for _ in parts]
        bundles = [
            ended(each.bundled(part, gathering.kinds)) for each, part in zip(builders, parts, strict=True)
        ][::1]
        for number, bundle in enumerate(bundles, 1):
            gathering.take_in(bundle, number, "line", unwatched)
    return index


def answers(index: Index) -> dict[str, list[tuple[int, float]]]:
    searcher = index.searcher()
    try:
        found = {words: searcher.find(words) for words in ASKED}
        return {
            words: sorted(
                zip(map(int, hits.ids), (round(float(each), 4) for each in hits.scores), strict=True)
            )
            for words, hits in found.items()
        }
    finally:
        searcher.close()


def ids(found: dict[str, list[tuple[int, float]]]) -> dict[str, list[int]]:
    return {words: sorted(number for number, _ in hits) for words, hits in found.items()}


def test_what_many_write_is_what_one_writes(tmp_path: Path):
    one = Index.open(tmp_path / "one")
    one.apply(entries(), 3, "line")
    feed = entries()
    many = gathered(tmp_path / "many", [feed[:25], feed[25:70], feed[70:]])
    assert answers(many) == answers(one)
    for _ in many.join():
        pass
    assert len([*(tmp_path / "many").glob("*.trm")]) == 1
    # Words of entries that were replaced count until they are joined away.
    assert ids(answers(many)) == ids(answers(one))
    assert many.entry_names() == one.entry_names()
    assert many.state().documents == one.state().documents
    assert (many.read_to(), many.is_of("line"), many.is_of("other")) == (3, True, False)
    many.check()
    assert not bundles_folder(tmp_path / "many").exists()


def test_whoosh_itself_opens_what_was_gathered(tmp_path: Path):
    from whoosh.index import open_dir
    from whoosh.query import Phrase, Term

    feed = entries()
    gathered(tmp_path / "index", [feed[:30], feed[30:]])
    with open_dir(str(tmp_path / "index")).searcher() as searcher:
        ours = Index(tmp_path / "index").searcher()
        for query, words in (
            (Term("text", "bai"), "bay"),
            (Term("title", "tide"), "title:tide"),
            (Phrase("text", ["wide", "bai"]), '"wide bay"'),
        ):
            whooshs = {
                searcher.reader().column_reader("article")[hit.docnum]
                for hit in searcher.search(query, limit=None)
            }
            assert whooshs == set(ours.find(words).ids) != set()
        ours.close()


def test_an_index_that_is_there_is_gone_on_with(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    index.apply([Entry("correction", 1, 1, "An old title", ""), Entry("article", 2, 2, "", "the tide")], 1)
    with index.gathering(KINDS) as gathering:
        assert gathering.kinds == ("correction", *KINDS)
        steps = index.bundled(
            [Entry("article", 2, 2, "", "a bay"), Entry("quote", 9, 1, "", "tide")], gathering.kinds
        )
        gathering.take_in(ended(steps), 2, "", unwatched)
    assert index.entry_names() == {"correction:1", "article:2", "quote:9"}
    searcher = index.searcher()
    assert list(searcher.find("bay").ids) == [2]
    assert list(searcher.find("title:old").ids) == [1]


def test_many_bundles_are_joined_now_and_then(tmp_path: Path):
    feed = [Entry("article", n, n, "", f"tide w{n}") for n in range(1, 91)]
    index = gathered(tmp_path / "index", [feed[at : at + 2] for at in range(0, 90, 2)])
    assert len([*(tmp_path / "index").glob("*.trm")]) < 30
    searcher = index.searcher()
    assert sorted(searcher.find("tide").ids) == list(range(1, 91))


def test_bundles_that_only_take_away_have_no_files(tmp_path: Path):
    index = gathered(tmp_path / "index", [entries(), [Entry("article", 1, 1, "", "", gone=True)]])
    assert "article:1" not in index.entry_names()
    assert len([*(tmp_path / "index").glob("*.trm")]) == 1


def test_what_is_not_taken_in_counts_for_nothing(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    index.apply(entries(), 3)
    before, files = answers(index), sorted(path.name for path in (tmp_path / "index").iterdir())

    def cut_off() -> None:
        with index.gathering(KINDS) as gathering:
            ended(index.bundled([Entry("article", 1, 1, "", "never tide")], gathering.kinds))
            raise InterruptedWork

    with pytest.raises(InterruptedWork):
        cut_off()
    assert answers(index) == before
    assert sorted(path.name for path in (tmp_path / "index").iterdir()) == files


def test_bundles_of_other_kinds_are_refused(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    index.apply([Entry("note", 1, 1, "", "tide")], 1)
    with index.gathering(KINDS) as gathering:
        bundle = ended(index.bundled([Entry("article", 2, 2, "", "tide")], KINDS))
        with pytest.raises(ReaderError) as caught:
            gathering.take_in(bundle, 2, "", unwatched)
    assert caught.value.code is Trouble.INDEX_DAMAGED
    assert index.read_to() == 1


def test_what_a_killed_process_left_goes_with_the_next_commit(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    left = bundles_folder(tmp_path / "index")
    left.mkdir()
    (left / "MAIN_abc.pst").write_bytes(b"half of it")
    assert index.state().documents == 0
    index.apply([Entry("article", 1, 1, "", "tide")], 1)
    assert not left.exists()


_FULL = """
import resource, sys
from pathlib import Path
from reader.model.errors import ReaderError
from reader.search.index import Entry, Index
index = Index.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
texts = [Entry("article", n, n, "", f"word{n} " * 9 + "x") for n in range(3, 900)]
with index.gathering(["article"]) as gathering:
    try:
        for _ in index.bundled(texts, gathering.kinds):
            pass
    except ReaderError as error:
        print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_told(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", _FULL, str(tmp_path / "index")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "disk-full", done.stderr
    assert not bundles_folder(tmp_path / "index").exists()
