"""Does the whole main job as a user does, with real keys and a real mouse: run by the system's Python.

    EXPORT=FILE WORDS=… OTHER_WORDS=… dbus-run-session -- python3 working.py COMMAND…

It imports 1.txt to 3.txt of the folder it runs in into the library of a first start, searches, opens one
article by keys and another by mouse, marks WORDS in that, notes, tags, marks OTHER_WORDS and takes that
back, exports to EXPORT, and closes the window. What it waits for it hears or sees over AT-SPI; what came of
the work is left for others to look up.
"""

import os
import subprocess
import sys

from gi.repository import Atspi
from listening import PATIENCE, UP, press, run, write

TITLE = "library — Pressmark"


def work(ear, told):
    import_files(ear, told)
    choose(ear, told)
    mark(ear, told)
    export(ear, told)
    leave(ear, told)


def import_files(ear, told):
    """Choose files in the dialog, name their source, and wait until they are in the list."""
    ear.wait("window", lambda: ear.named("Import Files"), UP)
    face(ear, TITLE)
    press("ctrl+o")
    face(ear, "Import files")
    first, _, last = ear.wait("files", lambda: listed(ear, "1.txt", "2.txt", "3.txt"))
    click(middle(first))
    mouse("mousemove", *middle(last), "keydown", "shift", "click", 1, "keyup", "shift")
    press("Return")
    face(ear, "Import 3 files")
    write_in(ear, "Source", "Harbour Post")
    press("Return")
    told["imported"] = ear.wait("word on the import", lambda: ear.announced("3 added"))
    face(ear, TITLE)


def choose(ear, told):
    """Search, open the first article found by keys and the second by mouse."""
    press("slash")
    ear.wait("search field", lambda: in_field(ear, "Search articles"))
    ear.heard.clear()
    write("ferry")
    told["found"] = ear.wait("count of results", lambda: ear.announced("2 results"))
    press("Down")  # into the list
    told["by_keys"] = ear.wait("article by keys", lambda: opened(ear))
    other = ear.wait("another row", lambda: another_row(ear, told["by_keys"]))
    click(middle(other))
    told["by_mouse"] = ear.wait("article by mouse", lambda: opened(ear, told["by_keys"]))


def mark(ear, told):
    """Mark one passage with all that belongs to it, and another that is taken back."""
    page = ear.wait("page", lambda: ear.named("Article: "))
    words = os.environ["WORDS"]
    told["selected"] = select(ear, page, words)
    press("h")
    ear.wait("word on the highlight", lambda: ear.announced("Highlighted"))
    press("n")
    ear.wait("note field", lambda: in_field(ear, "Note"))
    write("Ask the harbour master.")
    ear.wait("word on the note", lambda: ear.announced("Note stored"))
    press("Escape")
    ear.wait("card", lambda: (ear.focused() or ("", ""))[1].startswith("Highlight 1 of 1"))
    press("t")
    ear.wait("field for tags", lambda: in_field(ear, "Add a tag"))
    write("to check")
    press("Return")
    ear.wait("word on the tags", lambda: ear.announced("Tags stored"))
    press("Escape")
    ear.wait("card again", lambda: (ear.focused() or ("", ""))[1].startswith("Highlight 1 of 1"))
    select(ear, page, os.environ["OTHER_WORDS"])
    press("3")
    ear.wait("second card", lambda: ear.named("Highlight 1 of 2: ") or ear.named("Highlight 2 of 2: "))
    press("ctrl+z")
    told["undone"] = ear.wait("word on the undo", lambda: ear.announced("Undone: "))
    ear.wait("one card", lambda: ear.named("Highlight 1 of 1: "))


def export(ear, told):
    press("ctrl+e")
    face(ear, "Export highlights and notes")
    write_in(ear, "File name:", os.environ["EXPORT"])
    press("Return")
    told["written"] = ear.wait("word on the export", lambda: ear.announced("1 article written"))
    face(ear, TITLE)


def leave(ear, told):
    press("ctrl+q")
    told["status"] = ear.program.wait(PATIENCE)


def face(ear, title):
    """Give the keys to the window of a title, as a window manager does; none runs on this screen."""

    def faced():
        shown = asked("search", "--onlyvisible", "--class", "pressmark").split()
        found = [each for each in shown if title in asked("getwindowname", each)]
        if not found:
            return False
        asked("windowfocus", found[0])
        return asked("getwindowfocus").strip() == found[0]

    ear.wait(f"window “{title}”", faced)


def asked(*words):
    """Ask about the screen; what is not there is nothing."""
    command = ["xdotool", *words]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout


def write_in(ear, name, words):
    """Write into a field when it has the keys, and wait until it holds just that."""
    ear.wait(f"field “{name}”", lambda: in_field(ear, name))
    press("ctrl+a")
    write(words)
    ear.wait(f"words in “{name}”", lambda: Atspi.Text.get_text(ear.holder.get_text_iface(), 0, -1) == words)


def listed(ear, *names):
    """Find files in the dialog, once all of them are there."""
    dialog = ear.window("Import files")
    found = {each.get_name(): each for each in ear.nodes(dialog) if each.get_name() in names}
    return [found[name] for name in names] if len(found) == len(names) else None


def in_field(ear, name):
    return (ear.focused() or ("", ""))[1] == name


def opened(ear, before=""):
    """Give the name of the page when it shows an article other than the one before."""
    page = ear.named("Article: ")
    return page.get_name() if page is not None and page.get_name() != before else ""


def another_row(ear, shown):
    """Give the row of the list that the page does not show."""
    title = shown.removeprefix("Article: ")
    for node in ear.nodes():
        name = node.get_name()
        if node.get_role_name() == "list item" and "Harbour Post" in name and not name.startswith(title):
            return node
    return None


def middle(node):
    place = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
    return place.x + place.width // 2, place.y + place.height // 2


def click(point):
    mouse("mousemove", *point, "click", 1)


def select(ear, page, words):
    """Draw the mouse over words on the page; give what is selected then."""
    text = page.get_text_iface()
    start = Atspi.Text.get_text(text, 0, -1).index(words)
    first, last = (
        Atspi.Text.get_character_extents(text, place, Atspi.CoordType.SCREEN)
        for place in (start, start + len(words) - 1)
    )
    mouse("mousemove", first.x + 1, first.y + first.height // 2, "mousedown", 1)
    mouse("mousemove", last.x + last.width - 1, last.y + last.height // 2)
    selected = ear.wait("selection", lambda: selection(text, words))
    mouse("mouseup", 1)
    return selected


def selection(text, words):
    if Atspi.Text.get_n_selections(text) != 1:
        return ""
    ends = Atspi.Text.get_selection(text, 0)
    found = Atspi.Text.get_text(text, ends.start_offset, ends.end_offset)
    return found if found == words else ""


def mouse(*steps):
    subprocess.run(["xdotool", *map(str, steps)], check=True, timeout=PATIENCE)


if __name__ == "__main__":
    run(sys.argv[1:], work)
