"""What tests of widgets share: the light look."""

import pytest
from PySide6.QtWidgets import QApplication

from reader.ui.look.look import Look


@pytest.fixture(scope="module")
def look(qapp: QApplication) -> Look:
    """Give the light look, as each test finds it; a test may choose another."""
    return Look(qapp, "light")
