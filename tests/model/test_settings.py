"""Settings are saved and read back; what is damaged or unknown falls back to the default."""

from dataclasses import replace
from pathlib import Path

from reader import settings
from reader.settings import Settings


def test_round_trip(tmp_path: Path):
    path = tmp_path / "deep" / "settings.json"
    chosen = replace(Settings(), theme="dark", last_label=3).with_recent(tmp_path)
    settings.save(chosen, path)
    assert settings.load(path) == chosen


def test_a_damaged_file_gives_the_default(tmp_path: Path):
    path = tmp_path / "settings.json"
    for damage in ("", "{", "[]", "[" * 100_000, '{"theme": 7, "unknown": 1, "recent": [1, "a"]}'):
        path.write_text(damage, "utf-8")
        assert settings.load(path).theme == "system"


def test_a_library_is_recent_once():
    chosen = Settings().with_recent(Path("a")).with_recent(Path("b")).with_recent(Path("a"))
    assert chosen.recent == ("a", "b")


def test_saving_where_nothing_can_be_written_is_no_crash(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("x", "utf-8")
    settings.save(Settings(), blocked / "settings.json")
    assert blocked.read_text("utf-8") == "x"


def test_searches_are_remembered_once_the_last_first_and_not_for_ever():
    kept = Settings().with_search("one").with_search(" two  words ").with_search("one").with_search(" ")
    assert kept.searches == ("one", "two words")
    assert kept.with_search("x" * 201).searches == kept.searches
    for number in range(40):
        kept = kept.with_search(str(number))
    assert (len(kept.searches), kept.searches[0]) == (30, "39")
