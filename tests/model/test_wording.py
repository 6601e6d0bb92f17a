"""Every trouble and every edit has its words."""

import pytest

from reader.model.change import EditKind, EditMark
from reader.model.errors import ReaderError, Trouble
from reader.model.wording import EDITS, TROUBLES, edit_words, reason_words, trouble_words


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


def test_a_reason_may_name_its_format():
    assert reason_words("format-unsupported:PDF") == "PDF is not supported yet."
