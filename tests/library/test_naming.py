"""Articles are recognised in short steps, once, and again only where something changed."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom import catch_up, named
from reader.library.care import backing_up
from reader.library.library import Library
from reader.library.names import keeping, models, naming
from reader.library.names.models import open_languages
from reader.library.names.naming import Namer
from reader.library.names.recognising import names_of_text
from reader.model.article import Block, Role
from reader.model.aside import Task
from reader.model.backup import BackupKind
from reader.model.errors import ReaderError, Trouble
from reader.model.ids import ArticleId
from reader.model.mention import MentionType, NameRef, Recognition
from reader.model.query import Query
from reader.places import resource
from reader.recognition.names_file import FILE_NAME
from reader.text.names.spans import RawSpan

BANK = NameRef("bank central european", MentionType.ORG, "European Central Bank")


class CapitalWords:
    """A recogniser of two words: it counts the texts it is shown."""

    def __init__(self, name: str = "capital") -> None:
        self.id = name
        self.shown: list[str] = []

    def load(self) -> None:
        pass

    def annotate(self, text: str) -> list[RawSpan]:
        self.shown.append(text)
        found = [(text.find(word), word) for word in ("European Central Bank", "India")]
        return [RawSpan(at, at + len(word), "ORG") for at, word in found if at >= 0]


@pytest.fixture
def model() -> CapitalWords:
    return CapitalWords()


@pytest.fixture
def namer(filled: Library, model: CapitalWords) -> Iterator[Namer]:
    made = Namer(filled._db, recogniser=model)
    yield made
    made.close()


def run(namer: Namer, *ids: ArticleId) -> None:
    for article in ids or namer.unrecognised(100):
        for _ in namer.recognise(article):
            pass


def ids(library: Library) -> list[ArticleId]:
    return [ArticleId(number) for number in library.search(Query()).identities()]


def words(library: Library, namer: Namer, article: ArticleId) -> list[str]:
    text = library.article(article).text
    return [text[each.start : each.end] for each in namer.names(article).mentions]


def test_names_wait_then_are_there(filled: Library, namer: Namer):
    rates, moon = ids(filled)
    assert namer.names(rates).state is Recognition.WAITING
    assert namer.recognised() == (0, 2)
    assert namer.unrecognised(10) == [rates, moon]  # the newest first
    run(namer, rates)
    names = namer.names(rates)
    assert (names.state, names.language, names.version) == (
        Recognition.DONE,
        "en",
        filled.article(rates).version,
    )
    assert words(filled, namer, rates) == ["European Central Bank"]
    assert (names.mentions[0].key, names.mentions[0].name) == (BANK.key, BANK.name)
    assert namer.recognised() == (1, 2)
    assert namer.unrecognised(10) == [moon]


def test_what_is_set_aside_is_left_out(filled: Library, namer: Namer):
    rates, moon = ids(filled)
    assert namer.unrecognised(1, {rates}) == [moon]
    assert namer.unrecognised(1, {rates, moon}) == []


def test_articles_in_the_bin_do_not_count(filled: Library, namer: Namer):
    rates, moon = ids(filled)
    filled.move_to_bin([rates])
    assert namer.unrecognised(10) == [moon]
    assert namer.recognised() == (0, 1)


def test_a_second_time_nothing_is_done(filled: Library, namer: Namer, model: CapitalWords):
    run(namer)
    shown = list(model.shown)
    run(namer, *ids(filled))
    assert model.shown == shown


def test_a_change_of_rules_makes_mentions_anew_without_the_model(
    filled: Library, namer: Namer, model: CapitalWords, monkeypatch: pytest.MonkeyPatch
):
    run(namer)
    shown = list(model.shown)
    rules = naming.RULES + 1
    monkeypatch.setattr(naming, "RULES", rules)
    monkeypatch.setattr(keeping, "RULES", rules)
    monkeypatch.setattr(keeping, "repair", lambda text, piece, raw: [])
    assert len(namer.unrecognised(10)) == 2
    assert words(filled, namer, ids(filled)[0]) == ["European Central Bank"]  # the old ones, until then
    run(namer)
    assert model.shown == shown
    assert words(filled, namer, ids(filled)[0]) == []
    assert namer.unrecognised(10) == []


def test_another_model_goes_over_everything(filled: Library, namer: Namer, model: CapitalWords):
    run(namer)
    other = CapitalWords("other")
    second = Namer(filled._db, recogniser=other)
    assert len(second.unrecognised(10)) == 2
    run(second)
    assert other.shown == model.shown
    assert second.unrecognised(10) == []
    second.close()


def test_of_a_new_version_only_what_changed_is_shown_to_the_model(
    filled: Library, namer: Namer, model: CapitalWords, files: Path
):
    path = files / "rates.txt"
    path.write_text(path.read_text("utf-8") + "\nIt is " + "very " * 400 + "India.\n", "utf-8")
    filled.import_files([str(files)], "news", [])
    run(namer)
    before = len(model.shown)
    path.write_text(path.read_text("utf-8") + "\nIndia is named in one more paragraph.\n", "utf-8")
    filled.import_files([str(files)], "news", [])
    catch_up(filled)
    rates = named(filled, "rates").id
    assert namer.names(rates).state is Recognition.WAITING
    assert rates not in namer.naming(BANK)  # until it is recognised again
    assert namer.unrecognised(10) == [rates]
    run(namer)
    assert words(filled, namer, rates)[0] == "European Central Bank"
    assert namer.naming(BANK) == {rates}
    assert len(model.shown) == before + 1


def test_what_is_deleted_is_forgotten(filled: Library, namer: Namer):
    rates, moon = ids(filled)
    run(namer)
    assert namer.naming(BANK) == {rates}
    filled.move_to_bin([rates])
    filled.empty_bin()
    assert namer.naming(BANK) == frozenset()
    run(namer, rates, moon)
    assert namer._keeper._writer is not None
    assert namer._keeper._writer.recognised(rates) is None
    with pytest.raises(ReaderError):
        namer.names(rates)


def test_an_import_taken_back_takes_its_names_along(library: Library, files: Path, model: CapitalWords):
    report = library.import_files([str(files)], "news", [])
    namer = Namer(library._db, recogniser=model)
    run(namer)
    assert report.batch is not None
    library.undo_import(report.batch)
    assert namer.recognised() == (0, 0)
    assert not namer.naming(BANK)
    library.import_files([str(files)], "news", [])
    run(namer)
    assert namer.recognised() == (2, 2)
    assert namer._keeper._writer is not None
    assert len(namer._keeper._writer.numbers("SELECT article FROM recognised")) == 2
    namer.close()


def test_search_is_narrowed_to_articles_that_name_it(filled: Library, namer: Namer):
    rates, moon = ids(filled)
    assert filled.search(Query(name=BANK)).total == 0
    run(namer)
    found = filled.search(Query(name=BANK))
    assert list(found.identities()) == [rates]
    assert [row.id for row in found.rows] == [rates]
    assert list(filled.search(Query("lander", name=BANK)).identities()) == []
    assert list(filled.search(Query("cut", name=BANK)).identities()) == [rates]
    india = NameRef("india", MentionType.ORG, "India")
    assert list(filled.search(Query(name=india)).identities()) == [moon]
    assert filled.search(Query(name=replace(india, type=MentionType.PERSON))).total == 0


@pytest.mark.parametrize("kind", ["deleted", "cut", "zeroed", "flipped", "newer", "text"])
def test_a_spoilt_file_is_set_aside_and_made_again(
    filled: Library, model: CapitalWords, folder: Path, kind: str
):
    first = Namer(filled._db, recogniser=model)
    run(first)
    first.close()
    path = folder / FILE_NAME
    spoil(path, kind)
    namer = Namer(filled._db, recogniser=CapitalWords())
    for article in ids(filled):
        assert namer.names(article).state in (Recognition.WAITING, Recognition.DONE)
    run(namer, *ids(filled))
    assert namer.recognised() == (2, 2)
    assert words(filled, namer, ids(filled)[0]) == ["European Central Bank"]
    assert namer.naming(BANK) == {ids(filled)[0]}
    if kind != "deleted":
        assert (folder / "names-damaged.sqlite").exists()
    namer.close()


def spoil(path: Path, kind: str) -> None:
    data = path.read_bytes()
    if kind == "deleted":
        path.unlink()
    elif kind == "newer":
        path.write_bytes(data[:60] + (99).to_bytes(4, "big") + data[64:])
    else:
        dice = random.Random(3)
        flipped = bytearray(data)
        for _ in range(2000):
            flipped[dice.randrange(100, len(data))] ^= 0xFF
        kinds = {
            "cut": data[:5000],
            "zeroed": bytes(len(data)),
            "flipped": bytes(flipped),
            "text": b"no " * 999,
        }
        path.write_bytes(kinds[kind])


def test_readers_wait_while_the_file_is_spoilt(filled: Library, namer: Namer, folder: Path):
    run(namer)
    namer.close()
    (folder / FILE_NAME).write_bytes(b"no database " * 500)
    assert namer.names(ids(filled)[0]).state is Recognition.WAITING
    assert namer.recognised() == (0, 2)
    assert len(namer.unrecognised(10)) == 2
    assert namer.naming(BANK) == frozenset()


def test_a_file_deleted_under_an_open_session_is_made_again(filled: Library, namer: Namer, folder: Path):
    run(namer)
    for path in folder.glob(f"{FILE_NAME}*"):
        path.unlink()
    assert namer.names(ids(filled)[0]).state is Recognition.WAITING
    run(namer)
    assert namer.recognised() == (2, 2)
    assert (folder / FILE_NAME).is_file()


@pytest.mark.parametrize("closed", [True, False])
def test_on_another_line_mentions_are_made_anew_without_the_model(
    filled: Library, namer: Namer, model: CapitalWords, folder: Path, closed: bool
):
    run(namer)
    shown = list(model.shown)
    filled._db.run("UPDATE lineage SET name = 'another'")
    if closed:
        namer.close()
        assert namer.recognised() == (0, 2)
        assert namer.naming(BANK) == frozenset()
    run(namer, *ids(filled))
    assert namer.recognised() == (2, 2)
    assert namer.naming(BANK) == {ids(filled)[0]}
    assert model.shown == shown
    assert not (folder / "names-damaged.sqlite").exists()


def test_a_restore_costs_no_run_of_the_model(filled: Library, model: CapitalWords, files: Path):
    for _ in filled.backup(BackupKind.BY_HAND):
        pass
    folder, backup = filled.folder, filled.backups()[0].path
    before = Namer(filled._db, recogniser=model)
    run(before)
    (files / "later.txt").write_text("A later one\n\nIndia is named here, and not in the backup.\n", "utf-8")
    filled.import_files([str(files)], "news", [])
    catch_up(filled)
    run(before)
    before.close()
    filled.close()
    shown = list(model.shown)
    for _ in backing_up.stage(backup, folder):
        pass
    backing_up.put_in_place(folder)

    library = Library.open(folder, writable=True)
    namer = Namer(library._db, recogniser=model)
    assert namer.recognised() == (0, 2)
    run(namer)
    assert (namer.recognised(), model.shown) == ((2, 2), shown)
    assert words(library, namer, ids(library)[0]) == ["European Central Bank"]
    catch_up(library)
    assert library.search(Query("lander")).total == 1
    left = {path.name for path in folder.iterdir()}
    assert not {name for name in left if "damaged" in name or "gone" in name}
    # In the next session nothing waits, and what only the later articles had is let go.
    assert namer._keeper._writer is not None
    pieces = [len(namer._keeper._writer.numbers("SELECT 1 FROM raw"))]
    namer.close()
    run(namer, *ids(library))
    assert model.shown == shown
    assert namer._keeper._writer is not None
    pieces.append(len(namer._keeper._writer.numbers("SELECT 1 FROM raw")))
    assert pieces[0] - pieces[1] == 1
    assert not namer._keeper._writer.has_unclaimed()
    namer.close()
    library.close()


def test_stopping_half_way_loses_nothing(filled: Library, namer: Namer, model: CapitalWords):
    rates = ids(filled)[0]
    steps = namer.recognise(rates)
    while not model.shown:
        next(steps)
    steps.close()
    assert namer.names(rates).state is Recognition.WAITING
    run(namer, rates)
    assert len(model.shown) == len(set(model.shown))
    assert namer.names(rates).state is Recognition.DONE


def test_articles_under_way_at_once_do_not_disturb_each_other(filled: Library, namer: Namer, folder: Path):
    rates, moon = ids(filled)
    together(namer, rates, moon)
    assert namer.recognised() == (2, 2)
    namer.close()
    spoil(folder / FILE_NAME, "zeroed")
    namer = Namer(filled._db, recogniser=CapitalWords())
    together(namer, rates, moon)
    assert namer.recognised() == (2, 2)
    namer.close()


def test_a_file_made_again_under_an_article_begins_it_again(filled: Library, namer: Namer, folder: Path):
    rates, moon = ids(filled)
    for steps_before in range(1, 5):
        begun = namer.recognise(rates)
        for _ in range(steps_before):
            next(begun)
        namer.close()
        (folder / FILE_NAME).unlink()
        run(namer, moon)
        for _ in begun:
            pass
        assert namer.recognised() == (2, 2), steps_before
        namer.close()
        (folder / FILE_NAME).unlink()


def together(namer: Namer, *articles: ArticleId) -> None:
    """Take the steps of articles in turn."""
    under_way = [namer.recognise(article) for article in articles]
    while under_way:
        for steps in list(under_way):
            if next(steps, 0) == 0:
                under_way.remove(steps)


def test_without_a_model_all_else_works(
    filled: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
):
    monkeypatch.setattr(models, "model_folder", lambda model: tmp_path / "nowhere")
    namer = Namer(filled._db)
    rates = ids(filled)[0]
    assert namer.names(rates).state is Recognition.OFF
    assert namer.unrecognised(10) == []
    assert namer.recognised() == (0, 2)
    with pytest.raises(ReaderError) as caught:
        run(namer, rates)
    assert caught.value.code is Trouble.MODEL_MISSING
    assert not (folder / FILE_NAME).exists()
    namer.close()


def test_names_found_before_stay_when_the_model_goes(
    filled: Library, namer: Namer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    run(namer)
    monkeypatch.setattr(models, "model_folder", lambda model: tmp_path / "nowhere")
    without = Namer(filled._db)
    assert without.names(ids(filled)[0]).state is Recognition.DONE
    without.close()


def test_a_session_that_only_reads_recognises_too(filled: Library, folder: Path, model: CapitalWords):
    session = Library.open(folder, writable=False)
    namer = Namer(session._db, recogniser=model)
    run(namer)
    assert Namer(filled._db, recogniser=model).recognised() == (2, 2)
    namer.close()
    session.close()


def test_reading_writes_nothing(filled: Library, namer: Namer, folder: Path):
    run(namer)
    namer.close()
    before = {path: path.stat().st_mtime_ns for path in folder.glob(f"{FILE_NAME}")}
    reader = Namer(filled._db, recogniser=CapitalWords())
    reader.names(ids(filled)[0])
    reader.unrecognised(5)
    reader.recognised()
    reader.naming(BANK)
    reader.close()
    assert {path: path.stat().st_mtime_ns for path in folder.glob(f"{FILE_NAME}")} == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    path = tmp_path / "disk"
    path.mkdir()
    mount = shutil.which("mount")
    command = [mount, "-t", "tmpfs", "-o", "size=1m", "none", path]
    if mount is None or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk needs root and mount")
    yield path
    subprocess.run(["umount", "-l", path], check=True)


def test_a_full_disk_is_told_and_work_goes_on_after(
    filled: Library, model: CapitalWords, folder: Path, small_disk: Path
):
    rates, moon = ids(filled)
    filled.close()
    home = small_disk / "library"
    home.mkdir()
    shutil.copy(folder / "library.sqlite", home)
    session = Library.open(home, writable=False)
    namer = Namer(session._db, recogniser=model)
    run(namer, rates)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as out, suppress(OSError):
        while True:
            out.write(bytes(4096))

    def write_on() -> None:
        for _ in range(50):  # the log may have a little room of its own
            run(namer, moon, rates)
            namer._keeper._writer.forget([(rates, None), (moon, None)], namer._keeper._writer.read_to())

    with pytest.raises(ReaderError) as caught:
        write_on()
    assert caught.value.code is Trouble.DISK_FULL
    filler.unlink()
    run(namer, rates, moon)
    assert namer.recognised() == (2, 2)
    namer.close()
    session.close()


def test_the_library_recognises_with_the_bundled_model(library: Library):
    report = library.import_files([str(resource("samples"))], "samples", [])
    assert report.batch is not None
    waiting = library.unrecognised(5)
    assert len(waiting) == 5
    for _ in library.recognise(waiting[0]):
        pass
    assert library.recognised()[0] == 1
    steps = list(library.recognise_batch(report.batch))
    assert (steps[-1].done, steps[-1].total) == library.recognised()
    assert library.unrecognised(100) == []
    states = {library.names(article).state for article in ids(library)}
    assert states == {Recognition.DONE, Recognition.FOREIGN}
    for article in ids(library):
        opened, names = library.article(article), library.names(article)
        assert names.version == opened.version
        for each in names.mentions:
            said = opened.text[each.start : each.end]
            assert said.strip() == said
            assert any(block.start <= each.start and each.end <= block.end for block in opened.blocks)
        foreign = names.state is Recognition.FOREIGN
        assert foreign == (opened.language != "en")
    esa = NameRef("isro", MentionType.ORG, "ISRO")
    assert 3 <= library.search(Query(name=esa)).total < len(ids(library))


def test_an_article_set_aside_is_left_out_until_it_has_a_new_version(filled: Library, files: Path):
    article = named(filled, "Central bank")
    assert filled.names(article.id).state is Recognition.WAITING
    filled.leave_out(Task.NAMES, str(article.id), Trouble.NAMES_STOPPED)
    assert filled.names(article.id).state is Recognition.SET_ASIDE
    assert article.id not in filled.unrecognised(100)
    assert len(filled.unrecognised(100)) == 1
    (aside,) = filled.set_aside()
    assert (aside.task, aside.subject, aside.title) == (Task.NAMES, str(article.id), article.title)

    text = (files / "rates.txt").read_text("utf-8")
    (files / "rates.txt").write_text(text + "\nMore was said later on.\n", "utf-8")
    assert filled.import_files([str(files)], "news", []).updated == 1
    assert filled.names(article.id).state is Recognition.WAITING
    assert article.id in filled.unrecognised(100)
    assert filled.set_aside() == []


def test_a_file_of_any_length_is_recognised_to_its_end():
    words = "The ministers of the two countries met in the capital on Wednesday to talk about trade.\n\n"
    text = words * 12_000 + "The European Central Bank was not there."
    assert len(text) > 1_000_000
    blocks = (Block(Role.PARAGRAPH, 0, len(text)),)
    found = names_of_text(text, blocks, "en", CapitalWords(), open_languages())
    assert [(each.start, each.end) for each in found.mentions] == [
        (len(text) - 39 + 3, len(text) - len(" was not there."))
    ]
