"""What the desktop is set to and Qt does not tell: asked of the portal that Linux desktops have for it."""

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusPendingCallWatcher

# QtDBus is imported once the window is up: it starts without.

_PORTAL: Final = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
_LESS_MOTION: Final = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): False,
}
"""Settings of the portal, and the value that means less motion; older desktops know the second only."""


class Desktop(QObject):
    """`less_motion` tells, at first and after each change, whether the user wants less motion everywhere."""

    less_motion = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._told: dict[tuple[str, str], bool] = {}

    def ask(self) -> None:
        """Ask when the program has nothing more urgent; where there is no portal, nothing is ever told."""
        if sys.platform == "linux":
            QTimer.singleShot(0, self, self._ask)

    def _ask(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        change = SLOT("_take_change(QString,QString,QDBusVariant)")
        bus.connect(*_PORTAL, "SettingChanged", self, change)  # type: ignore[call-overload]  # it says bytes
        for setting in _LESS_MOTION:
            self._read(bus, setting)

    def _read(self, bus: "QDBusConnection", setting: tuple[str, str]) -> None:
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher

        question = QDBusMessage.createMethodCall(*_PORTAL, "Read")
        question.setArguments(list(setting))
        waiting = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        waiting.finished.connect(lambda _: self._take_answer(setting, waiting))

    def _take_answer(self, setting: tuple[str, str], waiting: "QDBusPendingCallWatcher") -> None:
        if not waiting.isError():  # a desktop need not know each of them
            self._take(setting, waiting.reply().arguments()[0])
        waiting.deleteLater()

    @Slot("QString", "QString", "QDBusVariant")
    def _take_change(self, room: str, name: str, value: object) -> None:
        self._take((room, name), value)

    def _take(self, setting: tuple[str, str], value: object) -> None:
        while hasattr(value, "variant"):  # one within another
            value = value.variant()
        if setting in _LESS_MOTION:
            self._told[setting] = value == _LESS_MOTION[setting]
            self.less_motion.emit(any(self._told.values()))
