"""Which keys do what: those of the table, or the user's own. No key ever does two things."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from reader.model.wording import tr
from reader.ui.actions.table import ACTIONS, ActionRow, Menu

Keys = tuple[str, ...]
"""Keys in the form that every system reads alike, such as `Ctrl+K`."""

ROWS: Final = MappingProxyType({row.name: row for row in ACTIONS})

_MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
    | {Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_unknown}
)
_MOVING: Final = frozenset(
    {"Esc", "Tab", "Return", "Enter", "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown"}
    | {f"Shift+{key}" for key in ("Tab", "Backtab", "Left", "Right", "Up", "Down", "Home", "End")}
    | {"Backtab", "Menu", "Shift+F10", "Ctrl+Return", "Ctrl+Tab", "Ctrl+Shift+Tab"}
)
"""Keys by which lists, fields, sheets and the page itself are worked."""
_EDITING: Final = frozenset({"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"})
"""Keys that mean the same in every field."""

FIXED: Final = (
    ("Go through a list, scroll the page", "Up · Down"),
    ("Open what is chosen", "Enter"),
    ("Choose several articles", "Shift+Up · Shift+Down"),
    ("Choose all articles of the list", "Ctrl+A"),
    ("Move the caret on the page", "Left · Right"),
    ("Select words on the page", "Shift+Right · Shift+Left"),
    ("Copy what is selected", "Ctrl+C"),
    ("All articles that name the chosen entity", "Ctrl+Enter"),
    ("Correct a fact of the article", "Enter"),
    ("Clear, leave or close", "Esc"),
    ("Next or previous control", "Tab · Shift+Tab"),
    ("Open a menu", "Alt"),
    ("Menu of what is chosen", "Menu · Shift+F10"),
)
"""Keys that belong to what has the focus, and cannot be changed."""


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """The keys of every action; `chosen` holds those that the user changed, by the action's name."""

    chosen: Mapping[str, Keys] = field(default_factory=dict)

    def of(self, name: str) -> Keys:
        """Give the keys of an action, the most usual first."""
        if name in self.chosen and name in ROWS:
            before = self._chosen_before(name)
            return tuple(key for key in map(normal, self.chosen[name]) if key and key not in before)
        elsewhere = {normal(key) for other, keys in self.chosen.items() if other in ROWS for key in keys}
        return tuple(key for key in map(normal, ROWS[name].keys) if key not in elsewhere)

    def holder(self, key: str) -> ActionRow | None:
        """Give the action that a key does."""
        wanted = normal(key)
        return next((row for row in ACTIONS if wanted in self.of(row.name)), None)

    def given(self, name: str, keys: Keys) -> "Shortcuts":
        """Give an action these keys and no others; whoever had them loses them."""
        wanted = tuple(dict.fromkeys(filter(None, map(normal, keys))))
        chosen = dict(self.chosen)
        for key in wanted:
            holder = self.holder(key)
            if holder is not None and holder.name != name:
                chosen[holder.name] = tuple(other for other in self.of(holder.name) if other != key)
        chosen[name] = wanted
        return Shortcuts(_differing(chosen))

    def usual(self, name: str) -> "Shortcuts":
        """Give an action the keys of the table again; who has got one of them meanwhile loses it."""
        given = self.given(name, ROWS[name].keys)
        return Shortcuts({other: keys for other, keys in given.chosen.items() if other != name})

    def is_usual(self, name: str) -> bool:
        """Tell whether an action has the keys of the table."""
        return self.of(name) == tuple(map(normal, ROWS[name].keys))

    def _chosen_before(self, name: str) -> set[str]:
        """Give what actions higher up in the table were given, for settings that give a key twice."""
        taken: set[str] = set()
        for row in ACTIONS:
            if row.name == name:
                break
            taken.update(map(normal, self.chosen.get(row.name, ())))
        return taken


def normal(key: str) -> str:
    """Give a key in the one form it is compared in; empty when it is none."""
    made = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    return made.toString(QKeySequence.SequenceFormat.PortableText) if made.count() == 1 else ""


def shown(key: str) -> str:
    """Give a key as this system writes it."""
    return QKeySequence(key, QKeySequence.SequenceFormat.PortableText).toString(
        QKeySequence.SequenceFormat.NativeText
    )


def pressed(combination: QKeyCombination) -> str:
    """Give the key that was pressed; empty while only Shift, Ctrl and their like are held."""
    if combination.key() in _MODIFIERS:
        return ""
    modifiers = combination.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sign = combination.key()
    letter = Qt.Key.Key_A <= sign <= Qt.Key.Key_Z
    if modifiers & Qt.KeyboardModifier.ShiftModifier and not letter and 0x20 < sign.value < 0x7F:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier  # the sign itself says it: `?`, not `Shift+?`
    return QKeySequence(QKeyCombination(modifiers, sign)).toString(QKeySequence.SequenceFormat.PortableText)


def refusal(key: str) -> str:
    """Say why a key cannot be given to an action; empty when it can."""
    if normal(key) in {normal(each) for each in _MOVING}:
        return tr("{key} moves through lists, fields and sheets. Press another.", key=shown(key))
    if normal(key) in _EDITING:
        return tr("{key} copies, pastes or selects in every field. Press another.", key=shown(key))
    for menu in Menu:
        words = tr(str(menu))
        letter = words[words.index("&") + 1 : words.index("&") + 2]
        if normal(key) == normal(f"Alt+{letter}"):
            title = words.replace("&", "")
            return tr("{key} opens the menu “{menu}”. Press another.", key=shown(key), menu=title)
    return ""


def _differing(chosen: Mapping[str, Keys]) -> dict[str, Keys]:
    """Leave out what is as in the table anyway."""
    return {name: keys for name, keys in chosen.items() if keys != tuple(map(normal, ROWS[name].keys))}
