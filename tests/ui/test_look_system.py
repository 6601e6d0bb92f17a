"""The look follows the light or dark of the system, unless the user chose otherwise."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QListView

from reader.ui.look import look as room
from reader.ui.look.look import Look
from reader.ui.look.tokens import contrast


class System(QObject):
    """Plays the style hints of a system whose theme can be switched."""

    colorSchemeChanged = Signal(object)  # noqa: N815 - Qt's name
    contrastPreferenceChanged = Signal(object)  # noqa: N815 - Qt's name

    def __init__(self) -> None:
        super().__init__()
        self._contrast = Qt.ContrastPreference.NoPreference
        self._own = Qt.ColorScheme.Light
        self._asked = Qt.ColorScheme.Unknown

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802 - Qt's name
        return self._own if self._asked is Qt.ColorScheme.Unknown else self._asked

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802 - Qt's name
        self._asked = scheme

    def accessibility(self) -> "System":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802 - Qt's name
        return self._contrast

    def want_contrast(self, preference: Qt.ContrastPreference) -> None:
        self._contrast = preference
        self.contrastPreferenceChanged.emit(preference)

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


def test_high_contrast_of_the_system_is_followed_at_once_unless_the_user_chose(qapp, system: System):
    look = Look(qapp, "system", sepia=True)
    assert look.theme.name == "sepia"
    system.want_contrast(Qt.ContrastPreference.HighContrast)
    assert look.theme.name == "contrast"
    system.switch(Qt.ColorScheme.Dark)
    assert look.theme.name == "contrast-dark"
    look.choose("light", sepia=True)
    assert look.theme.name == "sepia"


def test_high_contrast_when_chosen_is_light_or_dark_as_the_system_is(qapp, system: System):
    look = Look(qapp, "contrast")
    assert look.theme.name == "contrast"
    system.switch(Qt.ColorScheme.Dark)
    assert look.theme.name == "contrast-dark"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_list_that_completes_a_file_s_name_has_a_ground(qapp, qtbot, theme):
    Look(qapp, theme)
    popup = QListView()  # as Qt makes it: a window of its own
    popup.setModel(QStringListModel(["moon.txt"], popup))
    qtbot.addWidget(popup)
    popup.resize(200, 80)
    picture = QImage(200, 80, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    popup.render(picture, QPoint(0, 0))
    ground, ink = picture.pixelColor(150, 60), popup.palette().text().color()
    assert ground.alpha() == 255
    assert contrast(ground.name(), ink.name()) > 7
