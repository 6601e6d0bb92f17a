"""The running program is read over AT-SPI, as a screen reader reads it, and worked with keys alone."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LISTENING = Path(__file__).with_name("listening.py")
SYSTEM_PYTHON = "/usr/bin/python3"
TOOLS = ("Xvfb", "xvfb-run", "xdotool", "dbus-run-session", SYSTEM_PYTHON)


def lacking() -> str:
    """Say what this computer lacks to listen, or nothing."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not missing:
        code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        if subprocess.run([SYSTEM_PYTHON, "-W", "ignore", "-c", code], capture_output=True).returncode:
            missing = ["python3-gi with Atspi"]
    return ", ".join(missing)


def hear(home: Path) -> dict:
    """Let the program be listened to, on a screen and a bus of its own."""
    lack = lacking()
    if lack and os.geteuid() == 0 and os.environ.get("SYSTEM") != "no":
        pytest.fail(f"`make test` as root installs what is lacking here, and could not: {lack}")
    if lack:
        pytest.skip(f"cannot listen as a screen reader does without {lack}: see packaging/system.sh")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "dbus-run-session", "--", SYSTEM_PYTHON]
    command += ["-W", "ignore", str(LISTENING), sys.executable, "-m", "reader", "--sample"]
    environment = {**os.environ, "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(home)}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
        environment.pop(name, None)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=290)
    assert done.returncode == 0, done.stderr[-6000:]
    return json.loads(done.stdout[done.stdout.index("{") :])


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is how Linux lets a window be read")
def test_the_window_is_read_and_worked_by_ear(own_folders: Path):
    told = hear(own_folders)
    seen = {(node["role"], node["name"]) for node in told["tree"]}

    panes = [
        name for role, name in ((node["role"], node["name"]) for node in told["tree"]) if role == "panel"
    ]
    named = ["Collections", "Articles", "Page", "Side bar"]
    assert [name for name in panes if name in named][:4] == named  # from left to right
    assert ("list", "Articles") in seen
    assert ("list", "Collections") in seen
    assert ("text", "Search articles") in seen
    assert ("radio button", "Info") in seen
    assert ("menu item", "Article") in seen
    row = next(name for role, name in seen if role == "list item" and name.startswith("Notre-Dame"))
    assert row.endswith("Pressmark sample, 8 Dec 2024. Unread.")  # title, source, date, state
    unnamed = [node for node in told["tree"] if node["focusable"] and not node["name"]]
    assert unnamed == []

    walk = [tuple(step) for step in told["walk"]]
    assert walk[-1] == ("text", "Search articles")  # once around the window
    assert len(set(walk)) == len(walk)
    assert len(walk) > 8

    assert told["results"]
    assert told["page"][1].startswith("Article: ")
    assert "bank" in told["text"].lower()
    assert told["caret"] > 0
    start, end = told["selected"]
    assert end - start == 8
    marked = told["text"][start:end]

    assert told["highlighted"]
    assert told["stored"]
    role, name, within = told["card"]
    assert (role, within) == ("list item", "list")
    assert name == f"Highlight 1 of 1: “{' '.join(marked.split())}”, note: ask again"
    assert told["marks"] == "Highlights"
    assert "Undone: Note" in told["undone"]
    assert "Done again: Note" in told["redone"]
