"""The look follows the light or dark of the system, unless the user chose otherwise."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QSignalSpy

from reader.ui.look import look as room
from reader.ui.look.look import Look


class System(QObject):
    """Plays the style hints of a system whose theme can be switched."""

    colorSchemeChanged = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self) -> None:
        super().__init__()
        self._own = Qt.ColorScheme.Light
        self._asked = Qt.ColorScheme.Unknown

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self._own if self._asked is Qt.ColorScheme.Unknown else self._asked

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802 - Qt's name
        self._asked = scheme

    def switch(self, scheme: Qt.ColorScheme) -> None:
        self._own = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    system = System()
    monkeypatch.setattr(room, "QGuiApplication", SimpleNamespace(styleHints=lambda: system))
    return system


def test_the_system_is_followed_at_once(qapp, system: System):
    look = Look(qapp, "system")
    assert look.theme.name == "light"
    told = QSignalSpy(look.changed)
    system.switch(Qt.ColorScheme.Dark)
    assert look.theme.name == "dark"
    assert told.count() == 1
    system.switch(Qt.ColorScheme.Light)
    assert look.theme.name == "light"


def test_a_dark_system_is_dark_from_the_start(qapp, system: System):
    system.switch(Qt.ColorScheme.Dark)
    assert Look(qapp, "system").theme.name == "dark"


def test_a_choice_of_the_user_holds(qapp, system: System):
    look = Look(qapp, "light")
    system.switch(Qt.ColorScheme.Dark)
    assert look.theme.name == "light"
    look.choose("system")
    assert look.theme.name == "dark"
