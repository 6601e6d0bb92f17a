"""The index: what it remembers, replaces and deletes, and what it does on bad days."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.search.index import Entry, Index
from reader.search.looks import Look, unwatched
from reader.search.segments import sums
from reader.search.segments.vocabulary import Vocabulary


def article(number: int, body: str, title: str = "") -> Entry:
    return Entry("article", number, number, title, body)


def found(folder: Path, words: str) -> list[int]:
    searcher = Index.open(folder).searcher()
    try:
        return sorted(searcher.find(words).ids)
    finally:
        searcher.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    index = Index.open(folder)
    index.apply([article(1, "The tide rises in the harbour."), article(2, "A comet passes.", "Harbour")], 5)
    index.apply([Entry("highlight", 7, 1, "", "compare with neap tables")], 6)
    index.close()
    return folder


def test_a_new_index_is_empty(tmp_path: Path):
    index = Index.open(tmp_path / "new")
    state = index.state()
    assert (state.documents, state.read_to) == (0, 0)
    assert list(index.searcher().find("tide").ids) == []
    assert list(index.searcher().find("").ids) == []


def test_entries_are_found_and_counted(folder: Path):
    assert found(folder, "harbour") == [1, 2]
    assert found(folder, "neap") == [1]
    state = Index.open(folder).state()
    assert (state.documents, state.read_to) == (3, 6)
    assert 0 < state.bytes < 100_000


def test_words_of_a_text_and_of_its_note_count_as_one_article(folder: Path):
    assert found(folder, "tide neap") == [1]
    assert found(folder, "comet neap") == []
    assert found(folder, "harbour -neap") == [2]


def test_a_replaced_or_deleted_entry_does_not_come_back(folder: Path):
    index = Index.open(folder)
    index.apply([article(1, "An eclipse begins.")], 7)
    index.apply([Entry("article", 2, 2, "", "", gone=True)], 8)
    index.apply([Entry("highlight", 7, 1, "", "ask about spring tables")], 9)
    for round_ in range(40):  # enough commits to join segments several times
        index.apply([article(100 + round_, f"filler number{round_}")], 10 + round_)
        assert found(folder, "tide") == []
        assert found(folder, "comet") == []
        assert found(folder, "neap") == []
        assert found(folder, "eclipse spring") == [1]
        assert found(folder, "-filler") == [1]
    assert found(folder, "filler") == list(range(100, 140))
    assert len(list(folder.glob("*.pst"))) < 20


def test_of_two_entries_of_one_name_the_later_counts(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    gone = Entry("article", 2, 2, "", "", gone=True)
    index.apply([article(1, "early"), article(2, "brief"), article(1, "late"), gone], 3)
    assert found(tmp_path / "index", "early") == []
    assert found(tmp_path / "index", "late") == [1]
    assert found(tmp_path / "index", "brief") == []
    assert index.state().documents == 1


def test_the_place_in_the_feed_is_remembered_even_without_entries(folder: Path):
    Index.open(folder).apply([], 99)
    assert Index.open(folder).read_to() == 99
    assert found(folder, "tide") == [1]


def test_a_large_feed_is_stored_whole(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    index.apply((article(number, f"short w{number}") for number in range(1, 2_101)), 2_100)
    assert index.state().documents == 2_100
    assert index.read_to() == 2_100
    assert len(found(tmp_path / "index", "short")) == 2_100
    index.check()


def test_a_feed_that_breaks_off_stores_nothing(folder: Path):
    def feed() -> Iterator[Entry]:
        yield article(3, "unfinished")
        raise InterruptedWork

    files = sorted(path.name for path in folder.iterdir())
    with pytest.raises(InterruptedWork):
        Index.open(folder).apply(feed(), 50)
    assert found(folder, "unfinished") == []
    assert Index.open(folder).read_to() == 6
    assert sorted(path.name for path in folder.iterdir()) == files
    Index.open(folder).apply([article(3, "finished")], 50)
    assert found(folder, "finished") == [3]


def test_words_are_analysed_once_in_many_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    analysed: list[str] = []
    learn = Vocabulary.learn

    def noted(self: Vocabulary, piece: str) -> int:
        analysed.append(piece)
        return learn(self, piece)

    monkeypatch.setattr(Vocabulary, "learn", noted)
    index = Index.open(tmp_path / "index")
    index.apply([article(1, "the tide rises")], 1)
    index.apply([article(2, "the tide falls")], 2)
    assert analysed == ["the", "tide", "rises", "falls"]

    def broken() -> Iterator[Entry]:
        yield article(3, "the tide turns")
        raise InterruptedWork

    with pytest.raises(InterruptedWork):
        index.apply(broken(), 3)
    index.apply([article(4, "the tide")], 4)
    assert found(tmp_path / "index", "tide") == [1, 2, 4]
    assert found(tmp_path / "index", "turns") == []


def test_a_searcher_keeps_its_commit_and_knows_when_it_is_stale(folder: Path):
    index = Index.open(folder)
    searcher = index.searcher()
    assert not searcher.stale
    assert list(searcher.find("comet").ids) == [2]
    index.apply([Entry("article", 2, 2, "", "", gone=True)], 7)
    assert searcher.stale
    assert searcher.read_to == 6
    assert list(searcher.find("comet").ids) == [2]
    searcher.close()
    assert found(folder, "comet") == []


@pytest.mark.parametrize("harm", ["zeroed", "cut"])
@pytest.mark.parametrize("suffix", [".trm", ".pst"])
def test_a_file_written_over_while_it_is_open_is_noticed(folder: Path, suffix: str, harm: str):
    searcher = Index.open(folder).searcher()
    assert list(searcher.find("comet").ids) == [2]
    path = max(folder.glob(f"*{suffix}"), key=lambda each: each.stat().st_size)
    size = path.stat().st_size
    with path.open("r+b") as file:  # the file stays the same one, as what has it mapped would see
        file.truncate(size // 2 if harm == "cut" else 0)
        file.truncate(size // 2 if harm == "cut" else size)
    assert searcher.stale
    with pytest.raises(ReaderError) as caught:
        Index.open(folder).searcher(searcher).find('"the tide rises" OR "a comet passes"')
    assert caught.value.code is Trouble.INDEX_DAMAGED


def test_an_index_made_anew_makes_a_searcher_stale(folder: Path):
    searcher = Index.open(folder).searcher()
    Index.set_aside(folder)
    assert searcher.stale
    Index.open(folder).apply([article(1, "x")], 1)
    Index.open(folder).apply([article(2, "x")], 2)
    assert searcher.stale
    searcher.close()


def test_only_one_damaged_index_is_kept(folder: Path):
    Index.set_aside(folder)
    Index.open(folder).close()
    Index.set_aside(folder)
    Index.set_aside(folder)
    assert [path.name for path in folder.parent.iterdir()] == ["index-damaged"]


def table(folder: Path) -> Path:
    return next(folder.glob("_MAIN_*.toc"))


def zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x55
    path.write_bytes(bytes(content))


def garbage(path: Path) -> None:
    path.write_bytes(b"\x80\x04garbage" * 40)


@pytest.mark.parametrize("harm", [zeroed, cut, garbage, Path.unlink])
@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "*.trm", "*.pst", "*.article.col", "*.length.col"])
def test_damage_is_told_and_the_index_can_be_made_again(folder: Path, harm, pattern: str):
    harm(max(folder.glob(pattern), key=lambda path: path.stat().st_size))
    with pytest.raises(ReaderError) as caught:
        Index.open(folder).searcher().find("harbour")
    assert caught.value.code is Trouble.INDEX_DAMAGED
    Index.set_aside(folder)
    index = Index.open(folder)
    assert index.read_to() == 0
    index.apply([article(1, "harbour")], 6)
    assert found(folder, "harbour") == [1]


@pytest.mark.parametrize("pattern", ["*.trm", "*.pst", "*.article.col"])
def test_a_flipped_bit_is_found_by_a_check(folder: Path, pattern: str):
    index = Index.open(folder)
    flipped(max(folder.glob(pattern), key=lambda path: path.stat().st_size))
    with pytest.raises(ReaderError) as caught:
        index.check()
    assert caught.value.code is Trouble.INDEX_DAMAGED


def test_damage_met_while_writing_is_told(folder: Path):
    index = Index.open(folder)
    cut(max(folder.glob("*.trm"), key=lambda path: path.stat().st_size))
    with pytest.raises(ReaderError) as caught:
        index.apply([article(1, "x")], 7)
    assert caught.value.code is Trouble.INDEX_DAMAGED


def stealthily_flipped(path: Path) -> None:
    facts = path.stat()
    with path.open("r+b") as file:  # the same file, as large and as old as before
        first = file.read(1)[0]
        file.seek(0)
        file.write(bytes([first ^ 1]))
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@pytest.mark.skipif(
    sys.platform == "win32", reason="it keeps the time of the last change of a file only once"
)
@pytest.mark.parametrize("harm", [stealthily_flipped, zeroed, cut, Path.unlink])
@pytest.mark.parametrize("pattern", ["_MAIN_*.toc", "*.trm", "*.length.col", "*._stored.col"])
def test_damage_between_two_commits_of_one_index_is_told(folder: Path, harm, pattern: str):
    index = Index.open(folder)
    index.apply([article(3, "flotsam")], 7)
    index.apply([article(4, "jetsam")], 8)
    harm(min(folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns))
    with pytest.raises(ReaderError) as caught:
        index.apply([article(5, "x")], 9)
    assert caught.value.code is Trouble.INDEX_DAMAGED


def test_commits_of_another_process_are_seen(folder: Path):
    index = Index.open(folder)
    index.apply([article(3, "flotsam")], 7)
    Index.open(folder).apply([article(3, "jetsam"), article(4, "jetsam")], 8)
    assert index.state().documents == 5
    index.apply([article(2, "flotsam")], 9)
    assert (found(folder, "jetsam"), found(folder, "flotsam")) == ([3, 4], [2])
    index.check()


def test_what_an_index_has_verified_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    summed = sums.checksum

    def noted(path: Path, look: Look = unwatched) -> tuple[int, int]:
        read.append(path.name.partition(".")[0])
        return summed(path, look)

    index = Index.open(folder)
    before = {path.name.partition(".")[0] for path in folder.glob("*.trm")}
    monkeypatch.setattr(sums, "checksum", noted)
    index.apply([article(3, "flotsam")], 7)
    index.apply([article(4, "jetsam")], 8)
    assert read
    assert not before & set(read)


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_is_told_and_leaves_nothing_behind(folder: Path):
    files = sorted(path.name for path in folder.iterdir())
    done = run(
        """
        import resource, sys
        from pathlib import Path
        from reader.model.errors import ReaderError
        from reader.search.index import Entry, Index
        index = Index.open(Path(sys.argv[1]))
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            index.apply([Entry("article", n, n, "", f"word{n} " * 9 + "x") for n in range(3, 900)], 99)
        except ReaderError as error:
            print(error.code)
        """,
        str(folder),
    )
    assert done.stdout.strip() == "disk-full", done.stderr
    assert sorted(path.name for path in folder.iterdir()) == files
    assert Index.open(folder).read_to() == 6
    assert found(folder, "harbour") == [1, 2]


@pytest.mark.parametrize("step", ["write_words", "finish", "write"])
def test_a_kill_during_a_commit_leaves_the_old_state(folder: Path, step: str):
    owner = "TOC" if step == "write" else "SegmentFiles"
    done = run(
        f"""
        import os, sys
        from pathlib import Path
        from whoosh.index import TOC
        from reader.search.index import Entry, Index
        from reader.search.segments.joining import SegmentFiles
        index = Index.open(Path(sys.argv[1]))
        {owner}.{step} = lambda *_: os._exit(9)
        index.apply([Entry("article", 3, 3, "", "killed")], 99)
        """,
        str(folder),
    )
    assert done.returncode == 9, done.stderr
    assert Index.open(folder).read_to() == 6
    assert found(folder, "killed") == []
    Index.open(folder).apply([article(3, "alive")], 7)
    assert found(folder, "alive") == [3]
    live = {path.name.split(".")[0] for path in folder.glob("MAIN_*.*")}
    assert len(live) <= 3  # what the killed commit left is cleaned up
    assert not (folder / "MAIN.tmp").exists()


def test_two_may_read_but_only_one_writes(folder: Path):
    one, other = Index.open(folder), Index.open(folder)
    assert one.read_to() == other.read_to()

    def feed() -> Iterator[Entry]:
        with pytest.raises(ReaderError) as caught:
            other.apply([article(4, "second")], 8)
        assert caught.value.code is Trouble.LIBRARY_IN_USE
        yield article(3, "first")

    one.apply(feed(), 7)
    assert found(folder, "first") == [3]
    other.apply([article(4, "second")], 8)
    assert found(folder, "first OR second") == [3, 4]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_protected_folder_is_told(folder: Path):
    folder.chmod(0o500)
    try:
        with pytest.raises(ReaderError) as caught:
            Index.open(folder).apply([article(3, "x")], 7)
    finally:
        folder.chmod(0o700)
    assert caught.value.code is Trouble.FOLDER_READ_ONLY


def test_whoosh_itself_can_open_the_index(folder: Path):
    from whoosh.index import open_dir
    from whoosh.query import And, Phrase, Term

    with open_dir(str(folder)).searcher() as searcher:
        assert searcher.doc_count() == 3
        assert len(searcher.search(And([Term("text", "tide"), Term("text", "rise")]), limit=None)) == 1
        assert len(searcher.search(Phrase("text", ["tide", "rise"]), limit=None)) == 1
        assert len(searcher.search(Phrase("text", ["rise", "tide"]), limit=None)) == 0


def test_whoosh_is_not_loaded_before_it_is_needed():
    done = run("import sys, reader.search.index, reader.search.marks; print('whoosh' in sys.modules)")
    assert done.stdout.strip() == "False", done.stderr


def test_a_look_that_raises_anywhere_leaves_the_index_as_it_was(tmp_path: Path):
    """Interrupted at every look of a commit that joins segments, the index is whole and what it was."""
    folder = tmp_path / "index"
    index = Index.open(folder)
    for number in range(4):
        index.apply([article(number, "rain and sun")], number + 1)
    before, files = index.state(), sorted(path.name for path in folder.iterdir())
    looks = at = 0

    def look() -> None:
        nonlocal looks
        looks += 1
        if looks == at:
            raise InterruptedWork

    while index.read_to() != 50:
        looks, at = 0, at + 1
        with suppress(InterruptedWork):
            index.apply([article(100, "rain again")], 50, look=look)
            continue
        assert index.state() == before
        assert sorted(path.name for path in folder.iterdir()) == files
        assert found(folder, "rain") == [0, 1, 2, 3]
        index.check()
    assert at > 5, "it looks up more than a few times"
    assert found(folder, "rain") == [0, 1, 2, 3, 100]
    assert len(list(folder.glob("*.trm"))) == 1, "segments were joined"
    index.check()


def found_or_told(folder: Path, words: str) -> list[int] | Trouble:
    try:
        return found(folder, words)
    except ReaderError as error:
        return error.code


def test_no_flipped_byte_gives_a_wrong_answer_in_silence(tmp_path: Path):
    """Every byte of the postings and the lexicon in turn: each answer is right, or the damage is told."""
    folder = tmp_path / "index"
    Index.open(folder).apply([article(1, "a tide in the bay", "High tide"), article(2, "the wide bay")], 1)
    asked = ("tide", "bay", '"the bay"', '"wide bay"', "wi*", "t*", "the wide")
    right = {words: found(folder, words) for words in asked}
    assert right['"wide bay"'] == [2]
    told = 0
    for pattern in ("*.pst", "*.trm"):
        (path,) = folder.glob(pattern)
        content = path.read_bytes()
        for at in range(0, len(content), 1 if pattern == "*.pst" else 7):
            path.write_bytes(content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :])
            answers = {words: found_or_told(folder, words) for words in asked}
            told += list(answers.values()).count(Trouble.INDEX_DAMAGED)
            assert {words: right[words] for words in asked} | {
                words: answer for words, answer in answers.items() if answer is not Trouble.INDEX_DAMAGED
            } == right, (pattern, at)
        path.write_bytes(content)
    assert told > 100


def test_long_texts_are_found_to_their_last_word(tmp_path: Path):
    index = Index.open(tmp_path / "index")
    index.apply([article(1, "tide " * 70_000 + "a wide bay"), article(2, "wide " * 300 + "of a bay")], 1)
    assert found(tmp_path / "index", '"a wide bay"') == [1]
    assert found(tmp_path / "index", '"tide a wide"') == [1]
    assert found(tmp_path / "index", '"wide bay"') == [1]
    searcher = index.searcher()
    (part,) = searcher.snapshot.parts
    tides = part.segment.list("text", b"tide")
    assert tides is not None
    assert tides.counts.tolist() == [70_000]
    assert part.segment.lengths.tolist() == [70_003, 303]


def test_an_index_of_an_older_layout_is_told_as_damaged(folder: Path):
    from whoosh.index import TOC

    from reader.search.segments.layout import NAME, Files

    storage = Files(folder)
    toc = TOC.read(storage, NAME)
    del toc.schema.format  # as an older program wrote it
    toc.generation += 1
    toc.write(storage, NAME)
    with pytest.raises(ReaderError) as caught:
        Index.open(folder)
    assert caught.value.code is Trouble.INDEX_DAMAGED


def test_a_searcher_takes_over_what_the_one_before_has_open(folder: Path):
    index = Index.open(folder)
    before = index.searcher()
    index.apply([Entry("article", 2, 2, "", "", gone=True), article(3, "a new comet")], 7)
    after = index.searcher(before)
    known = {part.segment.name: part.segment for part in before.snapshot.parts}
    shared = [part.segment for part in after.snapshot.parts if known.get(part.segment.name) is part.segment]
    assert len(shared) == len(known)
    before.close()
    assert list(after.find("comet").ids) == [3]
    assert sorted(after.find("harbour").ids) == [1]


def test_numpy_is_not_loaded_before_it_is_needed():
    done = run("import sys, reader.library.library, reader.search.marks; print('numpy' in sys.modules)")
    assert done.stdout.strip() == "False", done.stderr
