"""The table of actions: letters of menus, keys that are the user's own, and what is made of both."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent

from reader.settings import Settings, load, save
from reader.ui.actions.mnemonics import all_marked, letter_of, marked, plain
from reader.ui.actions.shortcuts import ROWS, Shortcuts, normal, pressed, refusal
from reader.ui.actions.table import ACTIONS, Menu
from reader.ui.kit.keys import leave_to_window

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("menu", list(Menu))
def test_every_action_has_a_letter_of_its_own_in_its_menu(menu: Menu):
    letters = [letter_of(words) for words in all_marked([row.words for row in ACTIONS if row.menu is menu])]
    assert all(letters)
    assert len(set(letters)) == len(letters)


def test_every_menu_has_a_letter_of_its_own():
    letters = [letter_of(str(menu)) for menu in Menu]
    assert all(letters)
    assert len(set(letters)) == len(letters)


def test_no_two_actions_have_a_name_or_words_or_a_key_in_common():
    for each in (
        [row.name for row in ACTIONS],
        [plain(row.words).rstrip("…").casefold() for row in ACTIONS],
        [normal(key) for row in ACTIONS for key in row.keys],
    ):
        assert [one for one, count in Counter(each).items() if count > 1] == []


def test_every_key_of_the_table_is_one_and_can_be_given():
    for row in ACTIONS:
        for key in row.keys:
            assert normal(key), key
            assert refusal(key) == "", key


@settings(deadline=None)
@given(st.lists(st.text("abc &é…R", min_size=1, max_size=9), max_size=12))
def test_letters_never_collide_and_words_stay_as_they_are(entries: list[str]):
    entries = [words.replace("&", "") for words in entries]
    made = all_marked(entries)
    assert [plain(words) for words in made] == entries
    letters = [letter for letter in map(letter_of, made) if letter]
    assert len(set(letters)) == len(letters)


def test_a_sign_that_is_meant_as_such_stays():
    assert plain(marked("R&D", frozenset())) == "R&D"
    assert letter_of(marked("R&D", frozenset())) == "r"
    assert letter_of(marked("Star", frozenset("s"), "a")) == "a"


def test_ctrl_k_in_a_field_is_left_to_the_window_where_the_system_would_delete_by_it(qapp):
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Key.Key_K, CTRL)
    event.accept()
    assert leave_to_window(event, undo=True, redo=True)
    assert not event.isAccepted()


class TestKeys:
    def test_those_of_the_table_are_in_force_at_first(self):
        usual = Shortcuts()
        assert usual.of("star") == ("S",)
        assert usual.of("redo") == ("Ctrl+Shift+Z", "Ctrl+Y")
        assert all(usual.is_usual(name) for name in ROWS)

    def test_who_has_a_key_is_told_and_loses_it_when_it_is_given_away(self):
        usual = Shortcuts()
        holder = usual.holder("s")
        assert holder is not None
        assert holder.name == "star"
        taken = usual.given("unread", ("S",))
        assert taken.of("unread") == ("S",)
        assert taken.of("star") == ()
        assert not taken.is_usual("star")
        back = taken.usual("star")
        assert (back.of("star"), back.of("unread")) == (("S",), ())

    def test_what_is_usual_again_is_not_kept_as_a_choice(self):
        changed = Shortcuts().given("star", ("Ctrl+B",))
        assert dict(changed.chosen) == {"star": ("Ctrl+B",)}
        assert dict(changed.given("star", ("S",)).chosen) == {}
        assert dict(changed.usual("star").chosen) == {}

    def test_settings_that_give_a_key_twice_or_to_nobody_do_no_harm(self):
        odd = Shortcuts({"star": ("X",), "unread": ("X", "", "nonsense+"), "gone": ("J",)})
        assert odd.of("star") == ("X",)
        assert "X" not in odd.of("unread")
        assert odd.of("next_article") == ("J",)

    @settings(deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from([row.name for row in ACTIONS]),
                st.sampled_from(["S", "J", "X", "Ctrl+B", "Ctrl+O", "/", "?", "Del", "usual"]),
            ),
            max_size=12,
        )
    )
    def test_no_key_ever_does_two_things(self, changes: list[tuple[str, str]]):
        keys = Shortcuts()
        for name, key in changes:
            keys = keys.usual(name) if key == "usual" else keys.given(name, (key,))
            held = Counter(key for row in ACTIONS for key in keys.of(row.name))
            assert max(held.values()) == 1
            assert keys.is_usual(name) if key == "usual" else keys.of(name) == (normal(key),)

    def test_they_are_kept_in_the_settings(self, tmp_path):
        path = tmp_path / "settings.json"
        chosen = {"star": ("Ctrl+B",), "unread": ()}
        save(Settings(keys=chosen, recent_choices=("command:star",)), path)
        assert load(path).keys == chosen
        assert load(path).recent_choices == ("command:star",)
        path.write_text('{"keys": {"star": "Ctrl+B", "unread": ["M", 3]}, "recent_choices": 4}')
        assert load(path).keys == {"unread": ("M",)}
        assert load(path).recent_choices == ()


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Key.Key_S, None, "S"),
        (Key.Key_S, SHIFT, "Shift+S"),
        (Key.Key_Question, SHIFT, "?"),
        (Key.Key_Space, SHIFT, "Shift+Space"),
        (Key.Key_K, CTRL | SHIFT, "Ctrl+Shift+K"),
        (Key.Key_Delete, None, "Del"),
        (Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5"),
        (Key.Key_Shift, SHIFT, ""),
        (Key.Key_Control, CTRL, ""),
    ],
)
def test_what_was_pressed_is_read_as_the_table_writes_it(key, modifiers, expected: str):
    made = QKeyCombination(modifiers or Qt.KeyboardModifier.NoModifier, key)
    assert pressed(made) == expected


@pytest.mark.parametrize("key", ["Esc", "Tab", "Return", "Down", "Shift+Up", "Ctrl+C", "Ctrl+V", "Alt+F"])
def test_keys_that_work_fields_lists_and_menus_are_refused(key: str):
    assert "Press another" in refusal(key)
