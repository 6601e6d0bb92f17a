"""Two real programs: a window off screen, and headless verbs that hand their wishes to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newsroom import MOON, RATES
from reader import places, settings
from reader.library import doorway
from reader.library.library import Library
from reader.library.ownership import Ownership
from reader.library.search.indexing import index_folder
from reader.model.errors import ReaderError, Trouble
from reader.model.wording import reason_words
from reader.settings import Settings

PATIENCE = 60.0

WINDOW = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from reader import settings
from reader.app import program as program_room
from reader.app.start import application
from reader.app.program import Program
from reader.settings import Settings
from reader.ui import main_window
from reader.ui.look.look import Look

running = application(off_screen=True)
program = Program(running, Look(running, "light"), Settings())
told = sys.argv[2]
fronts = []
program_room.bring_to_front = lambda window: fronts.append(1)

def tell():
    current = program._current
    window = current.window if current else None
    article = window.panes.page.article() if window else None
    state = {
        "up": bool(window) and window.isVisible(),
        "article": article.id if article else None,
        "highlight": window.panes.page.chosen_highlight() if window else None,
        "highlights": len(article.highlights) if article else None,
        "listed": window.browsing.found.total if window else None,
        "fronts": len(fronts),
    }
    Path(told + ".part").write_text(json.dumps(state))
    Path(told + ".part").replace(told)

timer = QTimer()
timer.timeout.connect(tell)
timer.start(30)
sys.exit(program.run(Path(sys.argv[1]), sample=False))
"""


class Window:
    """A real window in a process of its own; it writes down what it shows."""

    def __init__(self, folder: Path, told: Path) -> None:
        self._told = told
        self._process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(folder), str(told)], start_new_session=True
        )

    def shows(self, **wanted: object) -> dict[str, Any]:
        """Wait until the window shows what is wanted."""
        end = time.monotonic() + PATIENCE
        state: dict[str, Any] = {}
        while time.monotonic() < end:
            if self._told.exists():
                state = json.loads(self._told.read_text("utf-8"))
                if wanted.items() <= state.items():
                    return state
            assert self._process.poll() is None, "the window has ended"
            time.sleep(0.03)
        raise AssertionError(f"wanted {wanted}, found {state}")

    def pause(self) -> None:
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(PATIENCE)


def started(folder: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "reader", "--library", str(folder), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(folder: Path, *arguments: object) -> tuple[int, str, str]:
    verb = started(folder, *arguments)
    out, err = verb.communicate(timeout=PATIENCE)
    return verb.returncode, out, err


def answer(folder: Path, *arguments: object) -> Any:
    status, out, err = run(folder, *arguments, "--json")
    assert status == 0, err
    return json.loads(out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "moon.txt").write_text(MOON, "utf-8")
    folder = tmp_path / "library"
    assert answer(folder, "import", tmp_path / "news")["added"] == 1
    return folder


@pytest.fixture
def window(folder: Path, tmp_path: Path) -> Iterator[Window]:
    made = Window(folder, tmp_path / "told.json")
    try:
        made.shows(up=True)
        yield made
    finally:
        made.kill()


def test_an_import_is_done_by_the_window_and_printed_by_the_verb(
    folder: Path, window: Window, tmp_path: Path
):
    news = tmp_path / "news"
    (news / "rates.txt").write_text(RATES, "utf-8")
    (news / "empty.txt").write_text("", "utf-8")
    report = answer(folder, "import", news, "--tag", "money")
    assert report == {
        "added": 1,
        "updated": 0,
        "unchanged": 1,
        "failed": 1,
        "problems": [{"path": str(news / "empty.txt"), "reason": "The file is empty."}],
    }
    window.shows(listed=2)
    found = answer(folder, "search", "bank")  # searchable when the verb returns
    assert found["total"] == 1
    shown = answer(folder, "show", found["hits"][0]["id"])
    assert shown["tags"] == ["money"]
    assert "European Central Bank" in [each["text"] for each in shown["mentions"]]  # it waited for names, too


def test_an_import_that_brings_new_versions_waits_for_their_names(
    folder: Path, window: Window, tmp_path: Path
):
    text = MOON + "\n\nAngela Merkel told reporters in Berlin that she had watched the landing at home."
    (tmp_path / "news" / "moon.txt").write_text(text, "utf-8")
    assert answer(folder, "import", tmp_path / "news")["updated"] == 1
    shown = answer(folder, "show", 1)
    assert "Angela Merkel" in [each["text"] for each in shown["mentions"]]


def test_a_path_is_meant_and_told_as_the_verb_was_given_it(folder: Path, window: Window, tmp_path: Path):
    (tmp_path / "news" / "empty.txt").write_text("", "utf-8")
    command = [
        sys.executable,
        "-m",
        "reader",
        "--library",
        str(folder),
        "import",
        "news",
        "none.txt",
        "--json",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 1
    paths = {each["path"] for each in json.loads(done.stdout)["problems"]}
    assert paths == {str(Path("news", "empty.txt")), "none.txt"}
    assert done.stderr.splitlines() == [f"Error: none.txt: {reason_words(Trouble.FILE_MISSING)}"]


def test_an_annotation_is_made_by_the_window_and_can_be_undone_there(folder: Path, window: Window):
    made = answer(folder, "annotate", 1, "--start", 0, "--end", 8, "--label", 3, "--note", "n", "--tag", "t")
    assert (made["label"], made["note"], made["tags"], made["quote"]) == (3, "n", ["t"], "A lander")
    assert [each["id"] for each in answer(folder, "show", 1)["annotations"]] == [made["id"]]


def test_a_wish_that_fails_is_told_as_by_the_verb_itself(folder: Path, window: Window):
    handed = run(folder, "annotate", 1, "--start", 5, "--end", 2)
    missing = run(folder, "annotate", 99, "--start", 0, "--end", 2)
    window.kill()
    assert handed == run(folder, "annotate", 1, "--start", 5, "--end", 2)
    assert missing == run(folder, "annotate", 99, "--start", 0, "--end", 2)
    assert handed[0] == missing[0] == 1


def test_a_link_brings_the_window_to_the_article_and_the_highlight(folder: Path, window: Window):
    made = answer(folder, "annotate", 1, "--start", 0, "--end", 8)
    fronts = window.shows(up=True)["fronts"]
    assert run(folder, "open", f"pressmark://article/1?annotation={made['id']}") == (0, "", "")
    shown = window.shows(article=1, highlight=made["id"], fronts=fronts + 1)
    assert shown["highlights"] == 1
    for link, words in (
        ("pressmark://article/99", "no article 99"),
        ("pressmark://article/1?annotation=99", "highlight is no longer there"),
        ("http://article/1", "not a link"),
    ):
        status, _, err = run(folder, "open", link)
        assert status == 1
        assert words in err
        assert len(err.splitlines()) == 1


def test_a_second_start_brings_the_window_to_the_front(folder: Path, window: Window):
    second = Window(folder, folder.parent / "second.json")
    try:
        assert second._process.wait(PATIENCE) == 0
    finally:
        second.kill()
    window.shows(fronts=1)


def test_a_link_opens_a_window_when_there_is_none(folder: Path):
    verb = started(folder, "open", "pressmark://article/1")
    try:
        end = time.monotonic() + PATIENCE
        while doorway.ask(folder, "open", {"article": 1, "annotation": None}) is None:
            assert time.monotonic() < end
            assert verb.poll() is None
            time.sleep(0.05)
        assert run(folder, "open", "pressmark://article/1")[0] == 0
        with pytest.raises(ReaderError):
            Ownership(folder)
    finally:
        verb.kill()
        verb.communicate(timeout=PATIENCE)


def test_a_link_that_names_no_library_leads_to_the_window_that_is_open(
    folder: Path, window: Window, tmp_path: Path
):
    Library.create(tmp_path / "closed")
    last_used = Settings().with_recent(folder).with_recent(tmp_path / "closed")
    settings.save(last_used, places.settings_file())
    command = [sys.executable, "-m", "reader", "open", "pressmark://article/1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (0, "")
    window.shows(article=1)


def test_a_link_to_a_library_never_opened_is_not_followed(folder: Path):
    command = [sys.executable, "-m", "reader", "open", f"pressmark://article/1?library={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 1
    assert "have not opened before" in done.stderr


def test_reading_verbs_need_nobody(folder: Path, window: Window):
    window.pause()
    try:
        assert answer(folder, "search", "lander")["total"] == 1
        assert answer(folder, "show", 1)["id"] == 1
        assert run(folder, "export", "", "--to", folder.parent / "out.md")[0] == 0
        assert answer(folder, "backup")["articles"] == 1
    finally:
        window.go_on()


def test_a_window_that_goes_away_is_told_in_one_line(folder: Path, window: Window, tmp_path: Path):
    window.pause()
    verb = started(folder, "annotate", 1, "--start", 0, "--end", 8)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and verb.poll() is None and not _waits(verb):
        time.sleep(0.05)
    window.kill()
    _, err = verb.communicate(timeout=PATIENCE)
    assert verb.returncode == 1
    assert "gave no answer" in err
    assert len(err.splitlines()) == 1


def _waits(verb: subprocess.Popen[str]) -> bool:
    """Tell whether a verb has a socket open: it waits for its answer."""
    fds = Path(f"/proc/{verb.pid}/fd")
    try:
        return any(str(each.readlink()).startswith("socket:") for each in fds.iterdir())
    except OSError:
        return False


def test_a_library_that_another_verb_works_on_is_waited_for(folder: Path):
    owned = Ownership(folder)
    verb = started(folder, "annotate", 1, "--start", 0, "--end", 8)
    time.sleep(1.5)
    assert verb.poll() is None
    owned.release()
    assert verb.wait(PATIENCE) == 0
    verb.communicate(timeout=PATIENCE)
    with Ownership(folder):
        status, _, err = run(folder, "annotate", 1, "--start", 0, "--end", 8)
    assert status == 1
    assert "Another Pressmark command is working" in err
    assert len(err.splitlines()) == 1
    library = Library.open(folder, writable=False)
    assert len(library.article(1).highlights) == 1
    library.close()


def test_a_stranger_on_the_socket_is_no_trouble(folder: Path, window: Window):
    """Half lines, wrong words, too many words, and callers that say nothing."""
    silent = _caller(folder)
    for line in (
        b"\n",
        b"nonsense\n",
        b"[1]\n",
        b'{"verb": 7}\n',
        b'{"verb": "format"}\n',
        b"[" * 100_000 + b"\n",
    ):
        with _caller(folder) as caller:
            caller.sendall(line)
            assert json.loads(caller.makefile("rb").readline())["status"] != 0
    for arguments in ({}, {"article": "1"}, {"article": True}, {"article": 2**70, "annotation": None}):
        with pytest.raises(ReaderError):
            _refused(doorway.ask(folder, "open", arguments))
    with _caller(folder) as caller:
        try:
            caller.sendall(b"x" * (doorway.LONGEST + 1000))
            assert json.loads(caller.makefile("rb").readline())["status"] == 2
        except (BrokenPipeError, ConnectionResetError):
            pass
    assert answer(folder, "annotate", 1, "--start", 0, "--end", 8)["label"] == 1
    silent.close()
    window.shows(up=True)


def test_only_the_user_may_knock(folder: Path, window: Window):
    facts = Path(doorway.address(folder)).stat()
    assert facts.st_mode & 0o077 == 0
    assert facts.st_uid == os.getuid()


def _caller(folder: Path) -> socket.socket:
    caller = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    caller.settimeout(PATIENCE)
    caller.connect(doorway.address(folder))
    return caller


def _refused(words: dict[str, Any] | None) -> None:
    assert words is not None
    if words.get("trouble"):
        raise ReaderError(words["trouble"])


def test_an_index_is_made_anew_by_the_window(folder: Path, window: Window):
    window.shows(listed=1)
    before = {path.name for path in index_folder(folder).glob("MAIN_*.trm")}
    assert answer(folder, "reindex") == {"articles": 1, "searchable": 1}
    after = {path.name for path in index_folder(folder).glob("MAIN_*.trm")}
    assert after
    assert not after & before
    assert answer(folder, "search", "lander")["total"] == 1
    assert answer(folder, "check")["index"]["sound"]
