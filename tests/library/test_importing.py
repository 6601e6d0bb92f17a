"""Import: the same file twice changes nothing, a changed one is a version, troubles are listed."""

from pathlib import Path

import pytest

from newsroom import MOON, RATES, catch_up, named
from reader.library.library import Library
from reader.model.annotation import AnchorState
from reader.model.article import Field, Role
from reader.model.aside import Task
from reader.model.errors import InterruptedWork, ReaderError, Trouble
from reader.model.query import Query, Shelf
from reader.model.span import Span


def count(library: Library) -> int:
    return library.search(Query()).total


def test_a_folder_becomes_articles(filled: Library, files: Path):
    assert count(filled) == 2
    moon = named(filled, "lander")
    assert moon.source == "news"
    assert moon.published == "2023-08-23T18:40"
    assert [tag.name for tag in moon.tags] == ["space"]
    assert Path(moon.origin) == files / "moon.txt"
    assert [block.role for block in moon.blocks] == [
        Role.TITLE,
        Role.CAPTION,
        Role.CREDIT,
        Role.PARAGRAPH,
        Role.PARAGRAPH,
    ]
    assert named(filled, "rates").source == "Rates Desk"


def test_language_is_told(moon):
    assert moon.language == "en"


def test_the_same_files_again_change_nothing(filled: Library, files: Path):
    report = filled.import_files([str(files)], "other", ["other"])
    assert (report.added, report.updated, report.unchanged, report.failed) == (0, 0, 2, 0)
    assert named(filled, "lander").source == "news"
    assert count(filled) == 2


def test_touched_bytes_with_the_same_words_change_nothing(filled: Library, files: Path):
    (files / "moon.txt").write_text(MOON.replace("\n", "\r\n"), "utf-8", newline="")
    report = filled.import_files([str(files)], "news", [])
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_two_files_with_one_text_settle_with_all_that_is_known(
    library: Library, tmp_path: Path, names: tuple[str, str]
):
    full, bare = (tmp_path / name for name in names)
    words = "The harvest is in.\n\nIt was a good one, the farmers said on Friday.\n"
    full.write_text(f"Harvest ends\nPublished: 07 Nov. 2025, 08:44\nBy JOHN SMITH\n\n{words}", "utf-8")
    bare.write_text(f"Harvest ends\n\n{words}", "utf-8")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    library.import_files(paths, "news", [])
    for _ in range(2):
        report = library.import_files(paths, "news", [])
        assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
        harvest = named(library, "Harvest")
        assert (harvest.published, harvest.author) == ("2025-11-07T08:44", "JOHN SMITH")


def test_without_a_source_only_a_copy_of_the_file_is_the_same_article(library: Library, tmp_path: Path):
    paths = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    text = "La récolte est finie\n\nElle a été bonne, ont dit les fermiers vendredi, à la fête du village.\n"
    paths[0].write_text(text, "utf-8")
    paths[1].write_text(text, "utf-16")  # may be from another paper
    paths[2].write_bytes(paths[0].read_bytes())
    report = library.import_files([str(path) for path in paths], "", [])
    assert (report.added, report.updated, report.unchanged) == (2, 0, 1)
    again = library.import_files([str(path) for path in paths], "", [])
    assert (again.added, again.updated, again.unchanged) == (0, 0, 3)
    with_source = library.import_files([str(paths[0]), str(paths[1])], "Gazette", [])
    assert (with_source.added, with_source.unchanged) == (0, 2)  # the files are known


DAILY = "Cattle prices\nPublished: {day} Nov. 2025\n\nNo sales were held at the market today.\n"


@pytest.mark.parametrize("together", [True, False])
def test_one_text_printed_on_two_days_is_two_articles(library: Library, tmp_path: Path, together: bool):
    paths = []
    for day in ("06", "07", "08"):
        paths.append(str(tmp_path / f"{day}.txt"))
        Path(paths[-1]).write_text(DAILY.format(day=day), "utf-8")
    for asked in [paths] if together else [[path] for path in paths]:
        library.import_files(asked, "news", [])
    assert [row.published for row in library.search(Query()).rows] == [
        "2025-11-08",
        "2025-11-07",
        "2025-11-06",
    ]
    for asked in (paths, paths[::-1], [str(tmp_path)]):
        report = library.import_files(asked, "news", [])
        assert (report.added, report.updated, report.unchanged) == (0, 0, 3)


def test_a_copy_finds_the_article_of_its_day(library: Library, tmp_path: Path):
    for day in ("06", "07"):
        (tmp_path / f"{day}.txt").write_text(DAILY.format(day=day), "utf-8")
    library.import_files([str(tmp_path)], "news", [])
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "same.txt").write_text(DAILY.format(day="07"), "utf-8")
    (copies / "later.txt").write_text(DAILY.format(day="07").replace("2025", "2025, 08:44"), "utf-8")
    (copies / "bare.txt").write_text("Cattle prices\n\nNo sales were held at the market today.\n", "utf-8")
    report = library.import_files([str(copies)], "news", [])
    assert (report.added, report.updated, report.unchanged) == (0, 0, 3)
    assert library.import_files([str(copies)], "mirror", []).added == 1


def test_an_undated_article_takes_the_first_day_that_comes(library: Library, tmp_path: Path):
    bare = tmp_path / "bare.txt"
    bare.write_text("Cattle prices\n\nNo sales were held at the market today.\n", "utf-8")
    library.import_files([str(bare)], "news", [])
    for day, added in (("06", 0), ("07", 1)):
        (tmp_path / f"{day}.txt").write_text(DAILY.format(day=day), "utf-8")
        assert library.import_files([str(tmp_path / f"{day}.txt")], "news", []).added == added
    assert library.import_files([str(tmp_path)], "news", []).unchanged == 3


def test_a_corrected_day_and_the_day_of_the_file_are_both_known(library: Library, tmp_path: Path):
    (tmp_path / "06.txt").write_text(DAILY.format(day="06"), "utf-8")
    library.import_files([str(tmp_path)], "news", [])
    library.correct(named(library, "Cattle").id, Field.PUBLISHED, "2025-11-07")
    for day in ("06", "07"):
        copy = tmp_path / f"copy-{day}.txt"
        copy.write_text(DAILY.format(day=day) + "\n", "utf-8")
        assert library.import_files([str(copy)], "news", []).unchanged == 1


def test_two_files_of_one_address_settle_too(library: Library, tmp_path: Path):
    for name, words in (("a", "The harvest is in."), ("b", "Rain falls on the hills again.")):
        text = f"Title: Harvest\nURL: https://example.org/1\n\n{words}\n"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert library.import_files(paths, "news", []).updated == 1
    assert library.import_files(paths, "news", []).unchanged == 2
    assert library.import_files(paths, "news", []).unchanged == 2


def test_a_changed_file_is_a_new_version(filled: Library, files: Path):
    (files / "moon.txt").write_text(MOON.replace("fourteen", "14 Earth"), "utf-8")
    report = filled.import_files([str(files)], "news", [])
    assert (report.added, report.updated, report.unchanged) == (0, 1, 1)
    moon = named(filled, "lander")
    assert (moon.version_number, moon.version_count) == (2, 2)
    assert "14 Earth days" in moon.text


def test_a_file_that_goes_back_to_its_old_words_is_a_version_too(filled: Library, files: Path):
    for text in (MOON.replace("fourteen", "14 Earth"), MOON):
        (files / "moon.txt").write_text(text, "utf-8")
        filled.import_files([str(files)], "news", [])
    moon = named(filled, "lander")
    assert moon.version_number == 3
    assert "fourteen" in moon.text


def test_a_file_with_other_words_is_another_article(filled: Library, files: Path):
    (files / "moon.txt").write_text(
        RATES.replace("European Central Bank", "bank").replace("rates", "fees"), "utf-8"
    )
    filled.import_files([str(files)], "news", [])
    assert count(filled) == 3


def test_the_same_text_from_another_source_is_an_article_of_its_own(filled: Library, tmp_path: Path):
    copy = tmp_path / "mirror"
    copy.mkdir()
    (copy / "same.txt").write_text(MOON, "utf-8")
    report = filled.import_files([str(copy)], "mirror", [])
    assert report.added == 1
    report = filled.import_files([str(copy / "same.txt")], "news", [])
    assert report.unchanged == 1


@pytest.mark.parametrize(
    ("changed", "read_on"),
    [
        (MOON.replace("India's", "On Wednesday, as was expected, India's"), "The rover is to study"),
        (
            MOON.replace("The rover is to study the soil for", "It will look at the ground during"),
            "It will look",
        ),
    ],
)
def test_a_new_version_is_read_on_where_the_old_one_was_left(
    filled: Library, files: Path, changed: str, read_on: str
):
    moon = named(filled, "lander")
    filled.save_position(moon.id, moon.text.index("The rover is to study"))
    (files / "moon.txt").write_text(changed, "utf-8")
    report = filled.import_files([str(files)], "news", [])
    assert report is not None
    newer = named(filled, "lander")
    assert newer.version != moon.version
    assert abs(newer.position - newer.text.index(read_on)) <= 40
    assert filled.undo_state().undo.undo is None


def test_a_new_version_keeps_corrections_and_carries_highlights(filled: Library, files: Path):
    moon = named(filled, "lander")
    filled.correct(moon.id, Field.SOURCE, "Space Desk")
    start = moon.text.index("lunar south pole")
    filled.add_highlight(moon.id, Span(start, start + 16), 2, "why here?")
    gone = moon.text.index("fourteen days")
    filled.add_highlight(moon.id, Span(gone, gone + 13), 1)
    changed = MOON.replace("fourteen days", "two weeks").replace("India's", "On Wednesday India's")
    (files / "moon.txt").write_text(changed, "utf-8")
    filled.import_files([str(files)], "news", [])
    moon = named(filled, "lander")
    assert moon.source == "Space Desk"
    kept, lost = moon.highlights
    assert (kept.state, kept.note) == (AnchorState.MOVED, "why here?")
    assert kept.start is not None
    assert moon.text[kept.start : kept.end] == "lunar south pole"
    assert (lost.state, lost.start, lost.quote.exact) == (AnchorState.ORPHAN, None, "fourteen days")


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(library: Library, files: Path):
    (files / "empty.txt").write_bytes(b"")
    (files / "blank.txt").write_bytes(b" \n\n")
    (files / "picture.txt").write_bytes(bytes(range(256)) * 20)
    (files / "paper.pdf").write_bytes(b"%PDF-1.7")
    report = library.import_files([str(files), str(files / "nowhere.txt")], "news", [])
    assert report.added == 2
    assert {(Path(each.path).name, each.reason) for each in report.problems} == {
        ("empty.txt", "file-empty"),
        ("blank.txt", "file-empty"),
        ("picture.txt", "file-binary"),
        ("paper.pdf", "format-unsupported:PDF"),
        ("nowhere.txt", "file-missing"),
    }
    assert report.failed == 5
    assert library.reports()[0] == report


def test_a_strange_file_name_is_no_trouble(library: Library, files: Path):
    (files / "odd\n🚀\udcff.txt").write_text(MOON, "utf-8")
    report = library.import_files([str(files)], "news", [])
    assert report.failed == 0


def test_an_import_is_taken_back_but_not_what_was_annotated(filled: Library):
    moon = named(filled, "lander")
    filled.add_highlight(moon.id, Span(0, 8), 1)
    batch = filled.reports()[0].batch
    assert batch is not None
    filled.undo_import(batch)
    catch_up(filled)
    report = filled.report(batch)
    assert report.undone
    assert [title for _, title in report.kept] == [moon.title]
    assert count(filled) == 1
    assert filled.search(Query("rates")).total == 0


def test_a_bad_tag_is_refused_before_anything_is_read(library: Library, files: Path):
    with pytest.raises(ReaderError) as caught:
        library.import_files([str(files)], "", ["   "])
    assert caught.value.code is Trouble.TAG_INVALID
    assert count(library) == 0


def test_a_binned_article_stays_binned_when_its_file_comes_again(filled: Library, files: Path):
    moon = named(filled, "lander")
    filled.move_to_bin([moon.id])
    report = filled.import_files([str(files)], "news", [])
    assert report.unchanged == 2
    assert filled.search(Query(shelf=Shelf.BIN)).total == 1


def test_a_file_name_that_is_no_text_stops_nothing(library: Library, files: Path):
    (files / "aa\udcff.txt").write_text("\n\n" + "Words without a title follow here. " * 8, "utf-8")
    report = library.import_files([str(files)], "news", [])
    assert (report.added, report.failed) == (3, 0)


def test_a_file_is_the_same_by_itself_with_its_folder_and_through_a_link(library: Library, files: Path):
    link = files.parent / "link"
    link.symlink_to(files)
    library.import_files([str(files.parent)], "news", [])
    for number, way in enumerate((files / "moon.txt", files, link, link / "moon.txt")):
        (files / "moon.txt").write_text(MOON.replace("fourteen", f"{number + 10}"), "utf-8")
        report = library.import_files([str(way)], "news", [])
        assert (report.added, report.updated) == (0, 1), way
    assert named(library, "lander").version_number == 5


def test_names_that_cannot_be_looked_at_are_listed(library: Library, files: Path):
    report = library.import_files([str(files), "x" * 300], "news", [])
    assert (report.added, report.failed) == (2, 1)


def test_one_large_file_is_called_off_in_its_middle(folder: Path, tmp_path: Path):
    large = tmp_path / "large.txt"
    paragraph = "Words and more words about the harvest of the year. " * 8
    large.write_text("A long report\n\n" + f"{paragraph}\n\n" * 5_000, "utf-8")
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 8  # after the looks before the file is opened

    library = Library.open(folder, writable=True, cancelled=cancelled)
    batch = library.start_import([str(large)], "news", [])
    with pytest.raises(InterruptedWork):
        list(library.read_parcels(batch))
    assert not list((folder / "originals").glob("*/*"))  # it had not come to its end
    library.close()


class CountingWatch:
    """Counts looks, and raises something at one of them."""

    def __init__(self, at: int, raises: type[BaseException]) -> None:
        self.looks = 0
        self._at, self._raises = at, raises

    def look(self) -> None:
        self.looks += 1
        if self.looks == self._at:
            raise self._raises

    def begin(self, task: Task, subject: str) -> None:
        pass


def test_an_import_broken_off_by_hand_is_closed_as_cancelled(folder: Path, library: Library, files: Path):
    library.close()
    breaking = Library.open(folder, writable=True, watch=CountingWatch(4, KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        breaking.import_files([str(files)], "news", [])
    (report,) = breaking.reports()
    assert report.cancelled
    assert breaking.unfinished_imports() == []
    breaking.close()


def test_a_file_changed_while_its_import_was_cut_off_is_read_again(
    folder: Path, library: Library, files: Path
):
    batch = library.start_import([str(files)], "news", [])
    for parcel in library.read_parcels(batch):
        library.store_parcel(batch, parcel)
    assert library.report(batch).added == 2  # and then the power failed
    text = (files / "rates.txt").read_text("utf-8")
    (files / "rates.txt").write_text(text + "\nMore was said later on.\n", "utf-8")
    report = library.import_files([str(files)], "news", [])
    assert report.batch == batch
    assert (report.added, report.updated, report.unchanged) == (2, 1, 0)
