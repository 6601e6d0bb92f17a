"""A screen that nobody sees, for tests of the running program, and the system's Python that works on it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
TOOLS = ("Xvfb", "xvfb-run", "xdotool", "dbus-run-session", SYSTEM_PYTHON)
SCREEN = "-screen 0 1600x1000x24 -r"
"""No key repeats itself: on a busy computer, it may be long until one that was pressed is let go."""
OF_A_DESKTOP = (
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "AT_SPI_BUS_ADDRESS",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_CURRENT_DESKTOP",
    "QT_QPA_PLATFORMTHEME",
)
"""What would lead to the desktop of whoever runs the tests."""


def lacking() -> str:
    """Say what this computer lacks to listen, or nothing."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if not missing:
        code = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        if subprocess.run([SYSTEM_PYTHON, "-W", "ignore", "-c", code], capture_output=True).returncode:
            missing = ["python3-gi with Atspi"]
    return ", ".join(missing)


def told_by(
    script: Path,
    home: Path,
    *arguments: str,
    folder: Path | None = None,
    wishes: dict[str, str] | None = None,
) -> dict:
    """Let a script work in the program, on a screen and a bus of its own, and give what it tells.

    `arguments` are the program's, which starts in `folder`; the script finds each of the `wishes` in its
    environment.
    """
    lack = lacking()
    if lack and os.geteuid() == 0 and os.environ.get("SYSTEM") != "no":
        pytest.fail(f"`make test` as root installs what is lacking here, and could not: {lack}")
    if lack:
        pytest.skip(f"nobody can work in a window without {lack}: see packaging/system.sh")
    command = ["xvfb-run", "-a", "-s", SCREEN, "dbus-run-session", "--", SYSTEM_PYTHON]
    command += ["-W", "ignore", str(script), sys.executable, "-m", "reader", *arguments]
    environment = {**os.environ, "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(home), **(wishes or {})}
    for name in OF_A_DESKTOP:
        environment.pop(name, None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=290)
    assert done.returncode == 0, done.stderr[-6000:]
    return json.loads(done.stdout[done.stdout.index("{") :])
