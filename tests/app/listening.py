"""Listens to the program as a screen reader does: run by the system's Python, which has `gi`.

    dbus-run-session -- python3 listening.py COMMAND…

It starts COMMAND, lets it open the sample library, presses real keys, and prints what was heard as JSON.
`working.py` beside it hears and presses by the same means.
No part of Pressmark is imported here: all that it knows of the window came over AT-SPI.
"""

import json
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 120
MOST = 40
UP = 150
"""Seconds that one step may take, children of a node looked at, seconds until the sample is in the window."""


class Ear:
    """Hears events and looks at the tree."""

    def __init__(self, program):
        self.program = program
        self.heard = []
        self.holder = None
        """What took the focus last."""
        self._listener = Atspi.EventListener.new(self._take)
        for kind in ("object:state-changed:focused", "object:announcement", "object:text-caret-moved"):
            self._listener.register(kind)

    def _take(self, event):
        try:
            words = event.any_data if isinstance(event.any_data, str) else ""
            source = event.source
            self.heard.append((event.type, source.get_role_name(), source.get_name(), words, event.detail1))
            if "focused" in event.type and event.detail1 == 1:
                self.holder = source
        except GLib.Error:  # what it came from is gone
            pass

    def wait(self, what, true, seconds=PATIENCE):
        """Hear on until `true` gives something."""
        loop, end = GLib.MainContext.default(), time.monotonic() + seconds
        while True:
            while loop.pending():
                loop.iteration(False)
            try:
                found = true()
            except GLib.Error:  # the tree changes while it is walked
                found = None
            if found:
                return found
            if self.program.poll() is not None:
                raise SystemExit(f"the program ended while waiting for {what}")
            if time.monotonic() > end:
                try:
                    seen = [(node["role"], node["name"]) for node in self.tree()]
                except GLib.Error as error:
                    seen = error
                raise SystemExit(f"no {what} in {seconds} s; heard {self.heard[-12:]}; seen {seen}")
            time.sleep(0.1)

    def window(self, name=""):
        """Give the window whose name begins so, else the one that opened first."""
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(place)
            if program is not None and program.get_name() == "pressmark":
                windows = (program.get_child_at_index(each) for each in range(program.get_child_count()))
                return next(
                    (each for each in windows if each is not None and each.get_name().startswith(name)), None
                )
        return None

    def nodes(self, node=None):
        """Give all that is shown, parents before children."""
        node = node or self.window()
        if node is None or not node.get_state_set().contains(Atspi.StateType.SHOWING):
            return
        yield node
        for place in range(min(MOST, node.get_child_count())):
            child = node.get_child_at_index(place)
            if child is not None:
                yield from self.nodes(child)

    def tree(self):
        """Tell role, name and description of all that is shown."""
        told = []
        for node in self.nodes():
            states = node.get_state_set()
            told.append(
                {
                    "role": node.get_role_name(),
                    "name": node.get_name(),
                    "about": node.get_description(),
                    "focusable": states.contains(Atspi.StateType.FOCUSABLE),
                    "within": [each.get_name() for each in _above(node)],
                }
            )
        return told

    def named(self, words, role=None):
        """Find a node by how its name begins."""
        for node in self.nodes():
            if node.get_name().startswith(words) and role in (None, node.get_role_name()):
                return node
        return None

    def announced(self, words):
        """Tell whether something that begins so was announced."""
        return [
            each[3] for each in self.heard if each[0] == "object:announcement" and each[3].startswith(words)
        ]

    def focused(self):
        """Give role and name of what took the focus last."""
        told = [each for each in self.heard if each[0] == "object:state-changed:focused" and each[4] == 1]
        return told[-1][1:3] if told else None


def _above(node):
    parent = node.get_parent()
    while parent is not None and parent.get_role() != Atspi.Role.APPLICATION:
        yield parent
        parent = parent.get_parent()


def press(*keys):
    subprocess.run(["xdotool", "key", "--delay", "40", *keys], check=True, timeout=PATIENCE)


def write(words):
    subprocess.run(["xdotool", "type", "--delay", "40", words], check=True, timeout=PATIENCE)


def listen(ear, told):
    """Work through the window as somebody does who does not see it."""
    ear.wait(
        "sample", lambda: ear.announced("20 articles"), UP
    )  # a walk of the tree would hold the import up
    subprocess.run(
        ["xdotool", "search", "--sync", "--onlyvisible", "--class", "pressmark", "windowfocus"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    press("slash")
    ear.wait("search field", lambda: (ear.focused() or ("", ""))[1] == "Search articles")
    told["tree"] = ear.tree()

    told["walk"] = []
    for _ in range(60):
        ear.heard.clear()
        press("Tab")
        step = ear.wait("focus after Tab", ear.focused)
        told["walk"].append(step)
        if step[1] == "Search articles":
            break

    write("bank")
    told["results"] = ear.wait("count of results", lambda: ear.announced(("1 result", "2 results")))

    press("Return")
    page = ear.wait("page", lambda: ear.named("Article: "))
    told["page"] = [page.get_role_name(), page.get_name()]
    told["text"] = Atspi.Text.get_text(page.get_text_iface(), 0, -1)


def mark(ear, told):
    """Mark a few words, write a note on them, and take it back."""
    page = ear.named("Article: ")
    text = page.get_text_iface()
    for _ in range(4):  # from pane to pane, as F6 leads
        if (ear.focused() or ("", ""))[1] == page.get_name():
            break
        ear.heard.clear()
        press("F6")
        ear.wait("focus after F6", ear.focused)
    press("Right", "ctrl+End")
    ear.heard.clear()
    press(*["shift+Left"] * 8)
    told["caret"] = ear.wait("caret", lambda: [each[4] for each in ear.heard if "caret-moved" in each[0]])[-1]
    selected = Atspi.Text.get_selection(text, 0)
    told["selected"] = [selected.start_offset, selected.end_offset]
    press("h")
    told["highlighted"] = ear.wait("word on the highlight", lambda: ear.announced("Highlighted"))
    press("n")
    ear.wait("note field", lambda: (ear.focused() or ("", ""))[1] == "Note")
    write("ask again")
    told["stored"] = ear.wait("word on the note", lambda: ear.announced("Note stored"))
    press("Escape")
    ear.wait("card", lambda: (ear.focused() or ("", ""))[1].startswith("Highlight 1 of 1"))
    card = ear.wait("list of marks", lambda: ear.named("Highlight 1 of 1: ", "list item"))
    marks = card.get_parent()
    told["card"] = [card.get_role_name(), card.get_name(), marks.get_role_name()]
    told["marks"] = marks.get_name()
    press("ctrl+z")
    told["undone"] = ear.wait("word on the undo", lambda: ear.announced("Undone: "))
    press("ctrl+shift+z")
    told["redone"] = ear.wait("word on the redo", lambda: ear.announced("Done again: "))


def run(command, work):
    """Start the program, let `work` take the ear and what is to be told, print that, and end the program."""
    Atspi.init()
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    program = subprocess.Popen(command, env=environment)
    told = {}
    try:
        work(Ear(program), told)
    finally:
        sys.stdout.write(json.dumps(told))
        program.terminate()
        program.wait(30)


def work(ear, told):
    listen(ear, told)
    mark(ear, told)
    told["tree"] += ear.tree()


def main():
    run(sys.argv[1:], work)


if __name__ == "__main__":
    main()
