"""Folders of a library that may not be entered: told as a trouble, by every user but root."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.model.errors import ReaderError, Trouble
from reader.store.files import originals

NOBODY = 65534


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """Give a folder of a library whose originals may not be entered, as a user who is not root."""
    folder = tmp_path / "library"
    originals.keep(folder, b"kept")
    (folder / originals.FOLDER_NAME).chmod(0o000)
    is_root = os.geteuid() == 0
    if is_root:
        try:
            os.seteuid(NOBODY)
        except OSError:
            pytest.skip("root that cannot be anyone else may enter every folder")
    yield folder
    if is_root:
        os.seteuid(0)
    (folder / originals.FOLDER_NAME).chmod(0o700)


@pytest.mark.parametrize("data", [b"kept", b"new"])
def test_originals_one_may_not_enter_are_told(closed: Path, data: bytes):
    with pytest.raises(ReaderError) as caught:
        originals.keep(closed, data)
    assert caught.value.code is Trouble.FOLDER_READ_ONLY
    assert caught.value.values["folder"] == closed / originals.FOLDER_NAME


def test_an_original_in_a_folder_one_may_not_enter_is_unreadable(closed: Path):
    with pytest.raises(ReaderError) as caught:
        originals.fetch(closed, "0" * 64)
    assert caught.value.code is Trouble.FILE_UNREADABLE
