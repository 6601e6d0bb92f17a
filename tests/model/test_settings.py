"""Settings are saved and read back; what is damaged or unknown falls back to the default."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

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


def test_where_a_library_was_left(tmp_path: Path):
    path = tmp_path / "settings.json"
    chosen = Settings().with_left_open(tmp_path, (3, 7, 120))
    settings.save(chosen, path)
    kept = settings.load(path)
    assert kept.left_open_in(tmp_path) == (3, 7, 120)
    assert kept.left_open_in(tmp_path / "other") is None
    assert kept.with_left_open(tmp_path, None) == Settings()
    for number in range(30):
        kept = kept.with_left_open(tmp_path / str(number), (number, 1, 0))
    assert len(kept.left_open) == 8
    assert kept.left_open_in(tmp_path / "29") == (29, 1, 0)


@pytest.mark.parametrize("damage", [(), ("1",), ("1", "2", "x"), ("1", "2", "-3"), ("1", "2", "3", "4")])
def test_a_damaged_place_is_none(tmp_path: Path, damage: tuple[str, ...]):
    assert replace(Settings(), left_open={str(tmp_path): damage}).left_open_in(tmp_path) is None


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


@pytest.mark.parametrize(
    "content",
    [
        "",
        '{"theme": "dark", "text_si',
        "[]",
        '{"theme": "dark", "text_size": 900}',
        '{"version": 2, "theme": "dark"}',
        '{"version": 1, "theme": "dark", "voice": "low"}',
        "\udcff",
    ],
)
def test_what_cannot_all_be_read_is_kept_beside_before_it_is_written_over(tmp_path: Path, content: str):
    path = tmp_path / "settings.json"
    data = content.encode("utf-8", "surrogateescape")
    path.write_bytes(data)
    kept = settings.keep_unread(path)
    assert kept == tmp_path / "settings-kept.json"
    assert settings.keep_unread(path) == kept, "the same again needs no other copy"
    settings.save(settings.load(path), path)
    assert kept.read_bytes() == data
    assert settings.keep_unread(path) is None
    path.write_text("{", "utf-8")
    assert settings.keep_unread(path) == (kept if content == "{" else tmp_path / "settings-kept-2.json")


def test_whole_settings_are_not_kept_beside_nor_are_none(tmp_path: Path):
    path = tmp_path / "settings.json"
    assert settings.keep_unread(path) is None
    settings.save(replace(Settings(), theme="dark", searches=("one",)).with_recent(tmp_path), path)
    assert settings.keep_unread(path) is None
    path.write_text('{"version": 1, "theme": "dark"}', "utf-8")  # of an older program, which knew less
    assert settings.keep_unread(path) is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_settings_that_may_not_be_read_are_kept_themselves(tmp_path: Path):
    path = tmp_path / "settings.json"
    settings.save(replace(Settings(), theme="dark"), path)
    path.chmod(0)
    kept = settings.keep_unread(path)
    assert kept is not None
    settings.save(settings.load(path), path)
    kept.chmod(0o600)
    assert settings.load(kept).theme == "dark"
