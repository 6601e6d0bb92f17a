"""The first look shows the program at work: several hits, and an article with passages marked."""

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from reader.app.first_look import walk
from reader.app.stage import Scene


def test_the_first_look_shows_hits_marks_and_names_of_the_first_of_them(qtbot: QtBot, tmp_path: Path):
    walk(tmp_path / "look.png", Scene("light", 1600, 1000))
    said = json.loads((tmp_path / "look.png.json").read_text("utf-8"))
    assert said["article"]["id"] == said["rows"][0]["id"]
    assert "lands" in said["article"]["title"]
    assert len(said["rows"]) >= 4
    assert said["rows"][0]["notes"] == 2
    assert len({mark["id"] for mark in said["marks"]}) == 2
    assert len({mark["colour"] for mark in said["marks"]}) == 2
    assert len(said["mentions"]) > 5
