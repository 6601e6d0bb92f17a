"""Every trouble and every edit has its words."""

import pytest

from reader.model.change import EditKind, EditMark
from reader.model.errors import ReaderError, Trouble
from reader.model.wording import (
    DOUBTS,
    EDITS,
    TROUBLES,
    doubt_words,
    edit_words,
    isolated,
    joined,
    note_words,
    paired,
    reason_words,
    tr,
    trouble_words,
)


def test_every_trouble_is_worded():
    assert set(TROUBLES) == set(Trouble)


def test_every_edit_is_worded():
    assert set(EDITS) == set(EditKind)
    assert edit_words(EditMark(EditKind.STAR)) == "Star"


@pytest.mark.parametrize("code", list(Trouble))
def test_words_without_values_still_help(code: Trouble):
    sentence, step = trouble_words(ReaderError(code))
    assert sentence.endswith(".")
    assert step.endswith(".")


def test_values_are_named():
    sentence, _ = trouble_words(ReaderError(Trouble.ARTICLE_MISSING, article=7))
    assert "7" in sentence


def test_what_is_not_sure_is_one_short_sentence():
    for code in DOUBTS:
        words = doubt_words(code, "7 Nov 2025")
        assert words.count(".") == 1
        assert words.endswith(".")
        assert len(words) <= 60
    assert doubt_words("date-conflict", "7 Nov 2025") == "Another line of the file says 7 Nov 2025."


def test_a_reason_may_name_its_format():
    assert reason_words("format-unsupported:PDF") == "PDF is not supported yet."


def test_a_damaged_library_names_its_backup_only_when_there_is_one():
    _, without = trouble_words(ReaderError(Trouble.LIBRARY_DAMAGED, path="a", backup=""))
    assert "There is no backup" in without
    _, step = trouble_words(ReaderError(Trouble.LIBRARY_DAMAGED, path="a", backup="backups/daily.sqlite"))
    assert "backups/daily.sqlite" in step


def test_what_could_not_be_read_in_a_search_is_worded():
    assert note_words("no-words").startswith("There is no word")
    assert "“nosuch:”" in note_words("unknown-field:nosuch")
    assert "is:gone, or: so" in note_words("bad-value:is:gone, or:  so")
    assert note_words("never-heard-of")


def test_words_from_right_to_left_do_not_turn_their_neighbours():
    assert tr("{place} of {total}", place="الرياض", total="1") == "\u2068الرياض\u2069 of 1"
    assert tr("Tag {tag}", tag="Riyadh – 2030") == "Tag Riyadh – 2030"
    assert joined("  ›  ", "الرياض", "", "1 of 1") == "\u2068الرياض\u2069  ›  1 of 1"


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("\u202eabc", "\u2068\u202eabc\u2069"),
        ("a\u2067b", "\u2068a\u2067b\u2069\u2069"),
        ("a\u2069b", "\u2068ab\u2069"),
        ("\u2068ש\u2069", "\u2068\u2068ש\u2069\u2069"),
    ],
)
def test_signs_of_direction_are_paired_within_their_words(words: str, safe: str):
    assert isolated(words) == safe


@pytest.mark.parametrize(
    ("cut", "mended"),
    [
        ("\u2068الر…1 of 1", "\u2068الر\u2069…1 of 1"),
        ("All…ياض\u2069 of 1", "All…\u2068ياض\u2069 of 1"),
        ("All articles", "All articles"),
        ("All…1 of 1", "All…1 of 1"),
    ],
)
def test_a_cut_line_keeps_its_words_apart(cut: str, mended: str):
    assert paired(cut) == mended
