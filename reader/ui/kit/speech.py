"""Says to a screen reader what has changed on the screen, and as what a widget is to be told."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE: Final = "spokenRole"


def announce(widget: QWidget, words: str) -> None:
    """Have the words said when the screen reader is next free; silent when none is there."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def speak_as(widget: QWidget, role: QAccessible.Role, name: str = "") -> None:
    """Have a widget told as what it is: Qt tells a plain one as a filler, whose name is passed over.

    Before it gets children: once a screen reader has heard of a widget, its role stays.
    """
    widget.setProperty(_ROLE, role.value)
    if name:
        widget.setAccessibleName(name)


def tell_roles() -> None:
    """Let screen readers hear the roles given by `speak_as`; once, when the application is made."""
    QAccessible.installFactory(_interface)


def _interface(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, QWidget):
        return None
    role = thing.property(_ROLE)
    return (
        None if role is None else QAccessibleWidget(thing, QAccessible.Role(role), "")
    )  # Qt knows the others
