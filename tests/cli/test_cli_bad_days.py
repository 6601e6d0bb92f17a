"""Bad days of the headless verbs: one clear line on standard error, the right status, never a traceback."""

import io
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

import reader.__main__  # noqa: F401 (brings the verbs of the window)
from newsroom import MOON, RATES
from reader.cli.output import Outlet, one_line
from reader.cli.verbs import run
from reader.library.library import Library
from reader.model.errors import ReaderError, Trouble
from reader.store.files.schema import APPLICATION_ID

NOBODY = 65534


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "moon.txt").write_text(MOON, "utf-8")
    (folder / "rates.txt").write_text(RATES, "utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, news: Path) -> Path:
    folder = tmp_path / "library"
    assert run(["--library", str(folder), "import", str(news)]) == 0
    return folder


def failed(capsys: pytest.CaptureFixture[str], arguments: Sequence[object], status: int = 1) -> str:
    """Run a verb that must fail; give the one line it says."""
    capsys.readouterr()
    assert run([str(each) for each in arguments]) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    if status == 1:
        assert len(said.err.splitlines()) == 1, said.err
    return said.err


def verbs(library: Path, tmp_path: Path) -> list[list[object]]:
    start = ["--library", library]
    return [
        [*start, "import", tmp_path / "news"],
        [*start, "search", "moon", "--json"],
        [*start, "search", "", "--json"],
        [*start, "show", "1"],
        [*start, "annotate", "1", "--start", "0", "--end", "3"],
        [*start, "export", "moon", "--to", tmp_path / "out.md"],
        [*start, "picture", tmp_path / "out.png"],
    ]


def statements(library: Path, *each: str) -> None:
    with closing(sqlite3.connect(library / "library.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in each:
            connection.execute(statement)


@pytest.mark.parametrize("number", range(7))
def test_a_library_without_its_tables_is_told_by_every_verb(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str], number: int
):
    library = tmp_path / "library"
    library.mkdir()
    statements(library, f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1")
    statements(library, "PRAGMA journal_mode = WAL")
    before = (library / "library.sqlite").read_bytes()
    assert "is damaged" in failed(capsys, verbs(library, tmp_path)[number])
    assert (library / "library.sqlite").read_bytes() == before


@pytest.mark.parametrize("lost", ["TABLE articles", "TABLE edits", "TABLE labels"])
def test_a_library_that_lost_a_table_is_told(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lost: str
):
    statements(library, f"DROP {lost}")
    for verb in verbs(library, tmp_path):
        said = failed(capsys, verb)
        assert "is damaged" in said
        assert "There is no backup" in said


def test_a_library_that_lost_a_trigger_is_told(library: Path, capsys: pytest.CaptureFixture[str]):
    with closing(sqlite3.connect(library / "library.sqlite")) as connection:
        name = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchone()[0]
    statements(library, f"DROP TRIGGER {name}")
    assert "is damaged" in failed(capsys, ["--library", library, "search", "moon"])


def test_the_newest_backup_of_a_damaged_library_is_named(library: Path, capsys: pytest.CaptureFixture[str]):
    for name in ("daily-20250102T000000.000000Z", "before-2-20250101T000000.000000Z"):
        (library / "backups" / f"{name}.sqlite").write_bytes(b"a copy")
    statements(library, "DROP TABLE articles")
    said = failed(capsys, ["--library", library, "search", "moon"])
    assert "daily-20250102T000000.000000Z.sqlite" in said
    assert "There is no backup" not in said


def test_a_table_lost_while_the_library_is_open_is_told(library: Path):
    session = Library.open(library, writable=False)
    statements(library, "DROP TABLE article_tags")
    with pytest.raises(ReaderError) as caught:
        session.collections()
    assert caught.value.code is Trouble.LIBRARY_DAMAGED
    session.close()


def test_a_pipe_in_place_of_the_library_file_does_not_stop_the_verb(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]
):
    library = tmp_path / "library"
    library.mkdir()
    os.mkfifo(library / "library.sqlite")
    assert "is not the file of a Pressmark library" in failed(capsys, ["--library", library, "search", "x"])


# Standard output


def shell(library: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run `command` in a shell, where `$P` is the program on the library."""
    program = f"{sys.executable} -m reader --library {library}"
    return subprocess.run(
        ["bash", "-c", f"P='{program}'; {command}"], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    "command",
    [
        "$P search '' --json >&-",
        "$P search moon >&-",
        "$P show 1 >&-",
        "$P annotate 1 --start 0 --end 3 --json >&-",
        "$P import --json /nowhere >&-",
    ],
)
def test_a_closed_output_fails_in_one_line(library: Path, command: str):
    done = shell(library, command)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 1, done.stderr
    assert "could not be written to standard output" in lines[0]


@pytest.mark.parametrize(
    "command", ["$P search ''", "$P search '' --json", "$P show 1 1 1 1", "$P show 1 --json", "$P --help"]
)
def test_a_pipe_that_nobody_reads_any_longer_ends_quietly(library: Path, command: str):
    done = shell(library, f"{command} | (exec 0<&-; sleep 0.1); echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == ("141\n", "")
    done = shell(library, f"{command} | head -c 1 >/dev/null; exit 0")
    assert done.stderr == ""


def test_an_annotation_whose_answer_is_lost_is_stored_and_searchable(library: Path):
    shell(library, "$P annotate 1 --start 0 --end 3 --note zebra --json >&-")
    done = shell(library, "$P search zebra --json")
    assert '"total": 1' in done.stdout
    assert done.stderr == ""


def test_closed_input_output_and_error_leave_the_library_whole(library: Path, news: Path):
    done = shell(library, f"$P import {news} <&- >&- 2>&-; echo $?")
    assert done.stdout.strip() == "1"
    assert shell(library, "$P search '' --json").returncode == 0


def test_a_full_disk_behind_the_output_is_told(library: Path, tmp_path: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=4k", "none", disk], check=False).returncode
    ):
        pytest.skip("a small disk needs root and mount")
    try:
        (disk / "filler").write_bytes(b"x")
        done = shell(library, f"$P show 1 1 1 1 1 1 1 1 --json > {disk}/out")
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "could not be written to standard output" in done.stderr
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


class FullStream(io.StringIO):
    """A stream that takes a few signs and then has no room."""

    def write(self, text: str) -> int:
        if self.tell() + len(text) > 10:
            raise OSError(28, "No space left on device")
        return super().write(text)


def test_an_outlet_tells_of_a_full_stream():
    outlet = Outlet(FullStream())
    outlet.write("short")
    with pytest.raises(ReaderError) as caught:
        outlet.write("much longer than that")
    assert caught.value.code is Trouble.OUTPUT_FAILED
    with pytest.raises(ReaderError):
        Outlet(None).write("x")


def test_a_narrow_output_gets_escapes_and_no_traceback(library: Path):
    done = shell(library, "export PYTHONIOENCODING=ascii; $P show 1 && $P annotate 1 --start 0 --end 3")
    assert done.returncode == 0
    assert "\\u201c" in done.stdout


# Files in the way, folders one may not enter


@pytest.mark.parametrize("name", ["originals", "backups", "index"])
def test_a_file_in_the_place_of_a_folder_is_told_or_moved(
    library: Path, news: Path, capsys: pytest.CaptureFixture[str], name: str
):
    shutil.rmtree(library / name)
    (library / name).write_text("mine", "utf-8")
    (news / "new.txt").write_text("A new thing\n\nIt is a pangolin of some kind.\n", "utf-8")
    arguments = ["--library", str(library), "import", str(news / "new.txt")]
    if name == "originals":
        assert "should be a folder, but a file" in failed(capsys, arguments)
        assert (library / name).read_text("utf-8") == "mine"
        (library / name).unlink()
    assert run(arguments) == 0
    kept = library / ("index-damaged" if name == "index" else name)
    assert name == "originals" or kept.read_text("utf-8") == "mine"
    assert shell(library, "$P search pangolin --json").stdout.count('"id"') == 1


def test_a_file_moved_from_the_place_of_the_index_is_never_lost(
    library: Path, news: Path, capsys: pytest.CaptureFixture[str]
):
    for words in ("first", "second"):
        shutil.rmtree(library / "index")
        (library / "index").write_text(words, "utf-8")
        assert run(["--library", str(library), "import", str(news)]) == 0
    kept = {path.read_text("utf-8") for path in library.glob("index-damaged*") if path.is_file()}
    assert kept == {"first", "second"}


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Be a user who may not enter what is closed; root may enter everything."""
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(NOBODY)
    except OSError:
        pytest.skip("root that cannot be anyone else may enter every folder")
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_library_one_may_not_enter_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], as_nobody: None
):
    closed = tmp_path / "closed"
    if os.geteuid() != NOBODY:
        closed.mkdir(0o000)
    for verb in verbs(closed / "library", tmp_path):
        said = failed(capsys, verb)
        assert "may not be read" in said


def test_a_library_below_a_file_names_the_file(
    tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]
):
    said = failed(capsys, ["--library", news / "moon.txt" / "deeper" / "library", "import", news])
    assert f"{news / 'moon.txt'} should be a folder" in said


def test_a_folder_the_system_keeps_for_itself_is_told(news: Path, capsys: pytest.CaptureFixture[str]):
    if not Path("/proc/self").exists():
        pytest.skip("there is no such folder")
    said = failed(capsys, ["--library", "/proc/pressmark-test/library", "import", news])
    assert "Nothing can be written to" in said


def test_a_folder_with_the_name_of_the_lock_is_named(
    library: Path, news: Path, capsys: pytest.CaptureFixture[str]
):
    (library / "owner.lock").unlink(missing_ok=True)
    (library / "owner.lock").mkdir()
    assert str(library / "owner.lock") in failed(capsys, ["--library", library, "import", news])


def test_a_current_folder_that_is_gone_is_told(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "no longer there" in failed(capsys, ["--library", "library", "search", "moon"])


def test_no_place_for_temporary_files_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def none(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.TemporaryDirectory", none)
    assert "Set TMPDIR" in failed(capsys, ["selfcheck"])


def test_odd_files_are_listed_and_the_rest_is_read(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    odd = tmp_path / "odd"
    odd.mkdir()
    os.mkfifo(odd / "pipe.txt")
    (odd / "loop.txt").symlink_to("loop.txt")
    (odd / "dangling.txt").symlink_to("nowhere")
    (odd / "around").symlink_to(odd)
    with socket.socket(socket.AF_UNIX) as listener:
        before = Path.cwd()
        os.chdir(odd)  # the path of a socket may be too long otherwise
        listener.bind("socket.txt")
        os.chdir(before)
    with (odd / "sparse.txt").open("wb") as sparse:
        sparse.truncate(30 * 1024 * 1024)
    with (odd / "hollow.txt").open("wb") as sparse:
        sparse.truncate(5 * 1024 * 1024)
    for name in ("line\nbreak.txt", "😀.txt", os.fsdecode(b"bad\xff.txt")):
        (odd / name).write_text(f"A title for {name!r}\n\nThe body of it.\n", "utf-8")
    for number in range(300):
        (odd / f"empty-{number}.txt").touch()
    capsys.readouterr()
    assert run(["--library", str(library), "import", str(odd), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["failed"]) == (3, 306)
    reasons = {Path(problem["path"]).name: problem["reason"] for problem in report["problems"]}
    assert (
        reasons["pipe.txt"] == reasons["loop.txt"] == reasons["socket.txt"] == "The file could not be read."
    )
    assert reasons["dangling.txt"] == "The file is not there."
    assert reasons["sparse.txt"] == "The file is over 20 MB."
    assert reasons["hollow.txt"] == "The file holds no text."


def test_a_file_that_was_named_and_cannot_be_had_is_a_failure(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    os.mkfifo(tmp_path / "pipe.txt")
    capsys.readouterr()
    assert run(["--library", str(library), "import", str(tmp_path / "pipe.txt")]) == 1
    assert capsys.readouterr().err.splitlines() == [f"{tmp_path / 'pipe.txt'}: The file could not be read."]


def test_the_verbs_of_care_tell_of_bad_days(
    library: Path, tmp_path: Path, news: Path, capsys: pytest.CaptureFixture[str]
):
    nowhere = tmp_path / "nowhere"
    assert "There is no library in" in failed(capsys, ["--library", nowhere, "backups"])
    assert "There is no library in" in failed(capsys, ["--library", nowhere, "backup"])
    assert not nowhere.exists()
    assert "There is no backup" in failed(capsys, ["--library", library, "restore", "n" * 300])
    assert run(["--library", str(library), "backup"]) == 0
    made = next(path for path in (library / "backups").iterdir() if path.suffix == ".zip")
    below = news / "moon.txt" / "library"
    said = failed(capsys, ["--library", below, "restore", made])
    assert f"{news / 'moon.txt'} should be a folder" in said
    shutil.rmtree(library / "backups")
    (library / "backups").write_text("mine", "utf-8")
    assert "should be a folder" in failed(capsys, ["--library", library, "backup"])
    assert (library / "backups").read_text("utf-8") == "mine"


# Wrong use


@pytest.mark.parametrize(
    "arguments",
    [
        ["--library", "", "search", "x"],
        ["--library", "", "import", "x"],
        ["--library", "a", "--sample", "search", "x"],
        ["export", "x", "--to", ""],
        ["picture", ""],
        ["import", ""],
        ["import", "a\0b"],
        ["import", "a\ud800b"],
        ["restore", ""],
        ["restore", "x", "--to", ""],
        ["--library", "a\0b", "search", "x"],
        ["export", "x", "--to", "a\0b"],
        ["search", "x", "--limit", "-1"],
        ["search", "x", "--limit", "many"],
        ["search", "x", "--sort", "size"],
        ["annotate", "1", "--start", "0", "--end", "1", "--label", "9"],
        ["show", "1.5"],
        ["show", "9" * 5000],
        ["picture", "out.png", "--size", "1x1"],
        ["picture", "out.png", "--theme", "pink"],
    ],
)
def test_wrong_use_has_its_own_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
):
    monkeypatch.chdir(tmp_path)
    failed(capsys, arguments, 2)
    assert not list(tmp_path.iterdir())


def test_signs_without_a_word_find_nothing_and_say_so(library: Path, capsys: pytest.CaptureFixture[str]):
    for words in ("...", "!!!", '"..."', "(", "- -", "NOT", "*", "😀"):
        capsys.readouterr()
        assert run(["--library", str(library), "search", "--json", "--", words]) == 0
        said = capsys.readouterr()
        assert '"total": 0' in said.out, words
        assert "There is no word in this" in said.err, words
    assert run(["--library", str(library), "search", "", "--json"]) == 0
    assert '"total": 2' in capsys.readouterr().out


def test_a_name_with_line_breaks_is_told_in_one_line():
    assert one_line("a\nb\x1b[31m\u2028c") == "a\\nb\\x1b[31m\\u2028c"
