"""The running program is read over AT-SPI, as a screen reader reads it, and worked with keys alone."""

import sys
from pathlib import Path

import pytest
from hidden_screen import told_by

LISTENING = Path(__file__).with_name("listening.py")


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is how Linux lets a window be read")
def test_the_window_is_read_and_worked_by_ear(own_folders: Path):
    told = told_by(LISTENING, own_folders, "--sample")
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
