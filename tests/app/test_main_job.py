"""The whole main job in the running program, with real keys and a real mouse, looked up from outside."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hidden_screen import told_by

WORKING = Path(__file__).with_name("working.py")
NEWS = {
    "1.txt": (
        "Title: Ferry crews vote to strike\nDate: 2025-03-03\n\n"
        "Crews of the island ferry voted on Monday to stop work for two days. The harbour office expects "
        "that nine of ten crossings will be cancelled.\n\nTalks go on until Friday.\n"
    ),
    "2.txt": (
        "Title: Island waits for its ferry\nDate: 2025-03-05\n\n"
        "For the second day no ferry left the harbour. Shops on the island had sold out of bread by noon, "
        "and the mail was brought by a fishing boat.\n\nThe crews want to be paid for nights at sea.\n"
    ),
    "3.txt": (
        "Title: New crane in the port\nDate: 2025-03-06\n\n"
        "The port has put a new crane to work on its south quay.\n"
    ),
}
WORDS = "Shops on the island had sold out of bread by noon"
OTHER_WORDS = "For the second day"


def ask(*words: str) -> object:
    """Ask the library from the command line."""
    command = [sys.executable, "-m", "reader", *words, "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    return json.loads(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="the screen that nobody sees is one of X11")
def test_a_user_does_the_whole_main_job(own_folders: Path, tmp_path: Path):
    news, written = tmp_path / "news", tmp_path / "written.md"
    news.mkdir()
    for name, text in NEWS.items():
        (news / name).write_text(text, "utf-8")
    wishes = {"EXPORT": str(written), "WORDS": WORDS, "OTHER_WORDS": OTHER_WORDS}

    told = told_by(WORKING, own_folders, folder=news, wishes=wishes)

    opened = {told["by_keys"], told["by_mouse"]}
    assert opened == {"Article: Ferry crews vote to strike", "Article: Island waits for its ferry"}
    assert told["selected"] == WORDS
    assert told["undone"] == ["Undone: Highlight"]
    assert told["status"] == 0

    hits = ask("search", "")["hits"]
    assert {each["title"] for each in hits} == {
        "Ferry crews vote to strike",
        "Island waits for its ferry",
        "New crane in the port",
    }
    assert {each["source"] for each in hits} == {"Harbour Post"}
    shown = [ask("show", str(each["id"])) for each in hits]
    marked = [(article, each) for article in shown for each in article["annotations"]]
    assert len(marked) == 1  # the other one was taken back
    article, made = marked[0]
    assert f"Article: {article['title']}" == told["by_mouse"]
    assert made["quote"] == WORDS == article["text"][made["start"] : made["end"]]
    assert (made["label"], made["note"], made["tags"]) == (1, "Ask the harbour master.", ["to check"])

    text = written.read_text("utf-8")
    assert WORDS in text
    assert "Ask the harbour master." in text
    assert "to check" in text
    assert OTHER_WORDS not in text
