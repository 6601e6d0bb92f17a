"""Less motion is followed where the desktop's portal tells of it, at first and when it changes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PORTAL = '''
import sys
from gi.repository import Gio, GLib

WHERE = "/org/freedesktop/portal/desktop"
ROOM = "org.freedesktop.portal.Settings"
XML = f"""<node><interface name="{ROOM}">
<method name="Read">
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/></method>
<method name="Set">
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="in"/></method>
<signal name="SettingChanged"><arg type="s"/><arg type="s"/><arg type="v"/></signal></interface></node>"""
held = {("org.freedesktop.appearance", "reduced-motion"): GLib.Variant("u", 1)}


def take(bus, sender, path, room, method, given, call):
    setting = given.unpack()[:2]
    if method == "Set":
        held[setting] = given.get_child_value(2).get_variant()
        call.return_value(None)
        bus.emit_signal(None, WHERE, ROOM, "SettingChanged", given)
    elif setting in held:
        call.return_value(GLib.Variant("(v)", (GLib.Variant("v", held[setting]),)))
    else:
        call.return_dbus_error("org.freedesktop.portal.Error.NotFound", "not known")


bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.register_object(WHERE, Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], take, None, None)
NAME = "org.freedesktop.portal.Desktop"
Gio.bus_own_name_on_connection(bus, NAME, 0, lambda *_: print("up", flush=True), None)
GLib.MainLoop().run()
'''
PROGRAM = """
import subprocess, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reader.app.desktop import Desktop
from reader.ui.look.look import Look

command = ["/usr/bin/python3", "-W", "ignore", sys.argv[1]]
portal = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
assert portal.stdout.readline() == "up\\n"
application = QApplication([])
look = Look(application)
desktop = Desktop(application)
desktop.less_motion.connect(lambda less: look.motion.follow(less=less))
setter = None


def told():
    global setter
    print(look.motion.reduced, application.cursorFlashTime() == 0, flush=True)
    if not look.motion.reduced:
        application.quit()
        return
    command = "gdbus call --session --dest org.freedesktop.portal.Desktop"
    command += " --object-path /org/freedesktop/portal/desktop"
    command += " --method org.freedesktop.portal.Settings.Set org.freedesktop.appearance reduced-motion"
    setter = subprocess.Popen([*command.split(), "<uint32 0>"], stdout=subprocess.DEVNULL)


look.motion.changed.connect(told)
desktop.ask()
QTimer.singleShot(60000, application.quit)
application.exec()
portal.kill()
portal.wait()
setter.wait()
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="portals are how Linux desktops tell what they are set to"
)
def test_less_motion_is_followed_as_the_desktop_tells_of_it(tmp_path: Path):
    lack = [each for each in ("dbus-run-session", "gdbus", "/usr/bin/python3") if shutil.which(each) is None]
    if lack:
        pytest.skip(f"no portal can be played without {lack}: see packaging/system.sh")
    (tmp_path / "portal.py").write_text(PORTAL, "utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, "utf-8")
    command = [
        "dbus-run-session",
        "--",
        sys.executable,
        str(tmp_path / "program.py"),
        str(tmp_path / "portal.py"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines() == ["True True", "False False"], done.stderr[-3000:]
