"""Preferences: each choice is applied at once, kept, and reached by keys; damaged ones fall back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QPushButton, QWidget

from newsroom import MOON
from reader import places, settings
from reader.app.program import Program
from reader.app.stage import Scene, Stage
from reader.library.library import Library
from reader.model.ids import ArticleId
from reader.settings import RANGES, Settings
from reader.ui.kit.parts import Segments
from reader.ui.kit.stepper import Stepper
from reader.ui.look.look import Look
from reader.ui.look.motion import ProgressBar
from reader.ui.main_window import MainWindow
from reader.ui.sheets import preferences_sheet
from reader.ui.sheets.about_sheet import AboutSheet
from reader.ui.sheets.keys_page import KeysPage
from reader.ui.sheets.new_library_sheet import NewLibrarySheet
from reader.ui.sheets.preferences_sheet import PreferencesSheet, Surroundings

PATIENCE = 20_000


@pytest.fixture
def stage(qapp, tmp_path: Path):
    folder = tmp_path / "library"
    Library.create(folder)
    (tmp_path / "moon.txt").write_text(MOON, "utf-8")
    library = Library.open(folder, writable=True)
    library.import_files([str(tmp_path / "moon.txt")], "", [])
    library.close()
    with Stage(folder, Scene()) as stage:
        stage.settle()
        stage.window.open_article(ArticleId(1), None)
        stage.settle()
        yield stage


@pytest.fixture
def sheet(stage: Stage) -> PreferencesSheet:
    stage.window.actions_table["preferences"].trigger()
    found = stage.window.findChild(PreferencesSheet)
    assert found is not None
    return found


def segments(sheet: QWidget, name: str) -> Segments:
    return next(each for each in sheet.findChildren(Segments) if each.accessibleName() == name)


def choose(sheet: QWidget, name: str, words: str) -> None:
    row = segments(sheet, name)
    next(each for each in row.findChildren(QPushButton) if each.text() == words).click()


def choose_font(sheet: QWidget, words: str) -> None:
    box = next(each for each in sheet.findChildren(QComboBox) if each.accessibleName() == "Page font")
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def stepper(sheet: QWidget, name: str) -> Stepper:
    return next(each for each in sheet.findChildren(Stepper) if each.accessibleName() == name)


def more(sheet: QWidget, name: str) -> None:
    row = stepper(sheet, name)
    next(each for each in row.findChildren(QPushButton) if each.text() == "+").click()


def body_font(stage: Stage):
    view = stage.window.panes.page.view()
    block = view.document().begin()
    while "India" not in block.text():
        block = block.next()
    return block.begin().fragment().charFormat().font(), block.blockFormat().lineHeight()


def column(stage: Stage) -> float:
    left, right = stage.window.panes.page.view().column()
    return right - left


def test_fonts_sizes_and_width_change_the_page_at_once(stage: Stage, sheet: PreferencesSheet):
    font, line = body_font(stage)
    assert (font.family(), font.pixelSize(), line) == ("Source Serif 4", 20, 32)
    width = column(stage)
    choose_font(sheet, "Inter")
    assert body_font(stage)[0].family() == "Inter"
    choose_font(sheet, "Serif of the system")
    assert body_font(stage)[0].family() == "serif"
    choose_font(sheet, "Source Serif")
    more(sheet, "Text size")
    font, line = body_font(stage)
    assert (font.pixelSize(), line) == (21, 34)
    more(sheet, "Line height")
    assert body_font(stage)[1] > line
    stage.window.resize(2400, 900)
    wide = column(stage)
    more(sheet, "Column width")
    assert column(stage) > wide >= width
    chosen = stage.window.settings
    assert (chosen.text_size, chosen.line_height, chosen.column_letters) == (21, 165, 70)


def test_the_theme_and_the_windows_words_change_at_once(stage: Stage, sheet: PreferencesSheet):
    choose(sheet, "Theme", "Dark")
    assert stage.window._look.theme.dark
    assert stage.window.actions_table["theme_dark"].isChecked()
    label = stage.window.panes.strip.standing.findChildren(QWidget)[-1]
    before = label.fontMetrics().height()
    for _ in range(2):
        more(sheet, "Words of the window")
    label.ensurePolished()
    assert label.fontMetrics().height() > before
    assert stage.window._look.ui(13).pixelSize() == 15
    choose(sheet, "Theme", "Light")
    assert not stage.window._look.theme.dark


@pytest.mark.parametrize(("words", "milliseconds"), [("Never", -1), ("At once", 0), ("10 s", 10_000)])
def test_when_an_article_counts_as_read_is_the_users_choice(
    stage: Stage, sheet: PreferencesSheet, qtbot, words: str, milliseconds: int
):
    choose(sheet, "Mark as read", words)
    assert stage.window.settings.mark_read_after == milliseconds
    stage.desk.write(Library.set_unread, [ArticleId(1)], True)
    stage.settle()
    stage.window.panes.page.clear()
    stage.window.open_article(ArticleId(1), None)
    stage.settle()
    article = stage.window.panes.page.article
    if words == "At once":
        qtbot.waitUntil(lambda: not article().unread, timeout=PATIENCE)
    else:
        qtbot.wait(100)
        assert article().unread
    timer = stage.window.browsing._read_timer
    assert timer.isActive() == (words == "10 s")


def test_less_motion_stills_cursors_and_bars_at_once(stage: Stage, sheet: PreferencesSheet):
    strip = stage.window.panes.strip
    strip.show_job(7, "Backup", 0, 0, "")
    bar = next(each for each in strip.findChildren(ProgressBar) if each.accessibleName() == "Backup")
    hints = QGuiApplication.styleHints()
    usual = hints.cursorFlashTime()
    assert usual > 0
    assert bar.maximum() == 0  # to and fro

    choose(sheet, "Motion", "Less")
    assert stage.window.settings.motion == "less"
    assert hints.cursorFlashTime() == 0
    assert bar.maximum() > 0

    stage.look.motion.follow(less=True)
    choose(sheet, "Motion", "Full")  # also where the computer is set to less
    assert (hints.cursorFlashTime(), bar.maximum()) == (usual, 0)
    choose(sheet, "Motion", "System")
    assert (hints.cursorFlashTime(), bar.maximum() > 0) == (0, True)
    stage.look.motion.follow(less=False)
    assert (hints.cursorFlashTime(), bar.maximum()) == (usual, 0)
    strip.show_job(7, "Backup", 1, 2, "")
    stage.look.motion.follow(less=True)
    assert bar.value() * 2 == bar.maximum()  # what is known stays
    stage.look.motion.follow(less=False)
    strip.end_job(7)


def test_the_text_grows_and_shrinks_by_keys_within_bounds(stage: Stage, sheet: PreferencesSheet):
    actions = stage.window.actions_table
    assert {"Ctrl++", "Ctrl+="} == {each.toString() for each in actions["larger_text"].shortcuts()}
    assert actions["smaller_text"].shortcut().toString() == "Ctrl+-"
    assert actions["usual_text"].shortcut().toString() == "Ctrl+0"
    actions["larger_text"].trigger()
    assert body_font(stage)[0].pixelSize() == 21
    assert stepper(sheet, "Text size").value() == 21
    for _ in range(40):
        actions["smaller_text"].trigger()
    assert body_font(stage)[0].pixelSize() == RANGES["text_size"][0]
    actions["usual_text"].trigger()
    assert body_font(stage)[0].pixelSize() == 20


def test_a_selection_stays_when_the_text_grows(stage: Stage):
    page = stage.window.panes.page
    span = stage.window.panes.page.article().text.index("India's")
    from reader.model.span import Span

    page.select(Span(span, span + 20))
    stage.window.actions_table["larger_text"].trigger()
    assert page.selected_span() == Span(span, span + 20)


def test_every_control_has_a_name_and_can_be_reached_by_tab(sheet: PreferencesSheet):
    controls = sheet.findChildren(QAbstractButton)
    assert len(controls) > 30
    for each in controls:
        assert each.accessibleName() or each.text(), each
        assert each.focusPolicy() & Qt.FocusPolicy.TabFocus, each.text()


def test_steps_are_made_by_arrow_keys_and_end_at_the_ends(qtbot):
    row = Stepper(range(1, 4), "Size", str)
    qtbot.addWidget(row)
    row.show_value(1)
    row.show()
    told: list[int] = []
    row.stepped.connect(told.append)
    less, plus = row.findChildren(QPushButton)
    assert not less.isEnabled()
    plus.setFocus()
    for _ in range(5):
        QTest.keyClick(plus, Qt.Key.Key_Up)
    assert told == [2, 3]
    assert not plus.isEnabled()
    QTest.keyClick(less, Qt.Key.Key_Left)
    assert row.value() == 2


def test_the_larger_model_is_offered_only_where_it_is(qapp, qtbot, tmp_path: Path):
    look = Look(qapp, "light")
    for there in (False, True):
        around = Surroundings(tmp_path, tmp_path, tmp_path, there)
        sheet = PreferencesSheet(look, Settings(), around)
        qtbot.addWidget(sheet)
        rows = [each for each in sheet.findChildren(Segments) if each.accessibleName() == "Names model"]
        assert bool(rows) == there, "there is nothing to choose"
        if there:
            assert [each.text() for each in rows[0].findChildren(QPushButton)] == ["Small", "Medium"]
    told: list[Settings] = []
    sheet.chosen.connect(told.append)
    choose(sheet, "Names model", "Medium")
    choose(sheet, "Daily backup", "Off")
    choose(sheet, "Days kept", "30")
    assert (told[-1].names_model, told[-1].backups_daily, told[-1].backups_kept) == ("md", False, 30)
    next(each for each in sheet.findChildren(QPushButton) if each.text() == "As it was at first").click()
    assert told[-1] == Settings()


def test_choices_are_saved_at_once_and_taken_up_at_the_next_start(qapp, qtbot, tmp_path: Path):
    program = Program(qapp, Look(qapp, "light"), Settings())
    with qtbot.waitSignal(program.opened, timeout=PATIENCE) as waited:
        program.open_first(None, sample=False)
    window = waited.args[0]
    window.actions_table["larger_text"].trigger()
    assert settings.load(places.settings_file()).text_size == 21
    qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    program.leave()
    look = Look(qapp, "light")
    program = Program(qapp, look, settings.load(places.settings_file()))
    with qtbot.waitSignal(program.opened, timeout=PATIENCE) as waited:
        program.open_first(None, sample=False)
    assert look.page.size == 21
    qtbot.waitUntil(program._current.window.is_settled, timeout=PATIENCE)
    program.leave()


def test_every_choice_of_the_sheet_holds_at_the_next_start(qapp, qtbot, tmp_path: Path):
    def begin() -> MainWindow:
        chosen = settings.load(places.settings_file())
        program = Program(qapp, Look(qapp, chosen.theme, sepia=chosen.sepia), chosen)
        with qtbot.waitSignal(program.opened, timeout=PATIENCE) as waited:
            program.open_first(None, sample=False)
        qtbot.waitUntil(waited.args[0].is_settled, timeout=PATIENCE)
        begun.append(program)
        return waited.args[0]

    begun: list[Program] = []
    window = begin()
    window.actions_table["preferences"].trigger()
    sheet = window.findChild(PreferencesSheet)
    choose(sheet, "Theme", "Dark")
    choose(sheet, "Motion", "Less")
    for name in ("Text size", "Line height", "Column width", "Words of the window"):
        more(sheet, name)
    choose(sheet, "Edges", "Justified")
    choose(sheet, "Page", "Sepia")
    choose(sheet, "Mark as read", "10 s")
    choose(sheet, "Daily backup", "Off")
    choose(sheet, "Days kept", "30")
    keys = sheet.findChild(KeysPage)
    keys.choose("star")
    keys.none.click()
    folders = {field: str(tmp_path / field) for field in ("libraries_folder", "backups_folder")}
    sheet._choices.change({"page_font": "inter", **folders})
    at_once = window.settings
    sheet.close()
    qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    begun[-1].leave()

    window = begin()
    kept = window.settings
    assert kept == replace(at_once, geometry=kept.geometry, panes=kept.panes, recent=kept.recent)
    usual = Settings()
    fields = {field for field in preferences_sheet._FIELDS if getattr(kept, field) != getattr(usual, field)}
    assert fields >= set(preferences_sheet._FIELDS) - {"own_font", "names_model"}
    look = window._look
    assert look.theme.dark
    assert (look.page.size, look.ui(13).pixelSize()) == (21, 14)
    assert window.browsing._read_after == 10_000
    window.caring.back_up()
    folder = kept.backups_of(window._desk.folder)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.zip"))) == 1, timeout=PATIENCE)
    qtbot.waitUntil(window.is_settled, timeout=PATIENCE)
    window.actions_table["new_library"].trigger()
    proposed = window.findChild(NewLibrarySheet).folder()
    assert proposed.parent == tmp_path / "libraries_folder"
    begun[-1].leave()


def test_choices_that_cannot_be_read_are_kept_and_that_is_said_once(qapp, qtbot, tmp_path: Path):
    file = places.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('{"version": 2, "theme": "dark", "voice": "low"}', "utf-8")
    kept = settings.keep_unread(file)
    program = Program(qapp, Look(qapp, "dark"), settings.load(file), kept)
    said: list[str] = []
    for _ in range(2):
        with qtbot.waitSignal(program.opened, timeout=PATIENCE) as waited:
            program.open_first(None, sample=False)
        said.append(waited.args[0].panes.toasts.message())
        qtbot.waitUntil(waited.args[0].is_settled, timeout=PATIENCE)
        program.leave()
    assert "Not all preferences could be read" in said[0]
    assert kept.name in said[0]
    assert kept.name not in said[1]
    assert kept.read_text("utf-8") == '{"version": 2, "theme": "dark", "voice": "low"}'
    assert settings.load(file).theme == "dark"


def test_damaged_choices_fall_back_one_by_one(tmp_path: Path):
    path = tmp_path / "settings.json"
    bad = {
        "theme": "purple",
        "page_font": "comic",
        "text_size": 4000,
        "line_height": -1,
        "column_letters": "wide",
        "window_size": True,
        "names_model": "xl",
        "backups_kept": 0,
        "mark_read_after": -5,
        "last_label": 99,
        "sort": "date",
    }
    path.write_text(json.dumps(bad), "utf-8")
    assert settings.load(path) == Settings(sort="date")


def test_about_shows_the_licences_to_read_and_to_copy(stage: Stage):
    stage.window.actions_table["about"].trigger()
    sheet = stage.window.findChild(AboutSheet)
    assert "MIT License" in sheet.text()
    buttons = {each.text(): each for each in sheet.findChildren(QPushButton)}
    buttons["Copy this licence"].click()
    assert QGuiApplication.clipboard().text() == sheet.text()
    sheet._list.setCurrentIndex(sheet._list.model().index(1, 0))
    assert "SIL OPEN FONT LICENSE" in sheet.text().upper()
    buttons["Copy all"].click()
    whole = QGuiApplication.clipboard().text()
    assert "PySide6" in whole
    assert "Whoosh" in whole
    sheet.close()
