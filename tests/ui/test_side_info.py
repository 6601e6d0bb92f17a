"""The facts of an article: shown, worded, corrected in place; and its tags."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.model.article import Article, Block, Field, Role, TagMark, Twin
from reader.model.ids import ArticleId, VersionId
from reader.model.wording import DOUBTS, doubt_words
from reader.ui.kit.elided import ElidedLine
from reader.ui.kit.pills import TagToken
from reader.ui.kit.tag_editor import TagEditor
from reader.ui.side.bar import SideBar
from reader.ui.side.fact import EditableFact
from reader.ui.side.twin_list import TwinList

TITLE = "The Danube passes through ten countries"
BODY = "It rises in the Black Forest.\nIt flows into the Black Sea."
ARTICLE = Article(
    id=ArticleId(1),
    version=VersionId(1),
    version_number=2,
    version_count=3,
    title=TITLE,
    source="Sample",
    author="",
    published="2025-11-07T08:44+09:00",
    updated="",
    language="en",
    url="https://example.org/danube",
    origin="news/2025/november/the-danube-passes-through-ten-countries.txt",
    encoding="windows-1252",
    added="2025-11-08T08:00:00Z",
    text=f"{TITLE}\n\n{BODY}",
    blocks=(
        Block(Role.TITLE, 0, len(TITLE)),
        Block(Role.PARAGRAPH, len(TITLE) + 2, len(TITLE) + 31),
        Block(Role.PARAGRAPH, len(TITLE) + 32, len(TITLE) + 2 + len(BODY)),
    ),
    corrected=frozenset({Field.SOURCE}),
    tags=(TagMark("rivers", "blue"),),
    highlights=(),
    unread=False,
    starred=False,
    binned=False,
    position=0,
)


@pytest.fixture
def ground(qtbot, look) -> QWidget:
    ground = QWidget()
    column = QVBoxLayout(ground)
    column.addWidget(SideBar(look), 1)
    column.addWidget(QLineEdit())
    ground.resize(312, 900)
    qtbot.addWidget(ground)
    with qtbot.waitActive(ground):
        ground.show()
    return ground


@pytest.fixture
def bar(ground) -> SideBar:
    bar = ground.findChild(SideBar)
    bar.show_info()
    bar.show_article(ARTICLE)
    return bar


def fact(bar: SideBar, field: Field) -> EditableFact:
    return bar.info._facts[field]


def line(bar: SideBar, field: Field) -> QLineEdit:
    return fact(bar, field).findChild(QLineEdit)


def words(bar: SideBar) -> list[str]:
    return [each.text() for each in bar.info.findChildren(QLabel) if each.isVisible()]


def told(spy: QSignalSpy) -> list[tuple[object, ...]]:
    return [tuple(spy.at(place)) for place in range(spy.count())]


def test_facts_are_worded(bar):
    shown = words(bar)
    assert "English" in shown
    assert "WINDOWS-1252" in shown
    assert "2 of 3" in shown
    face = fact(bar, Field.PUBLISHED)._face
    assert face.accessibleName() == "Published: Friday, 7 Nov 2025, 08:44 (+09:00)"
    assert "2025-11-07T08:44+09:00" in face.toolTip()


def test_long_facts_have_room_for_all_lines(qtbot, bar):
    bar.show_article(replace(ARTICLE, title="A river that passes through many countries " * 4))
    face = fact(bar, Field.TITLE)._face
    qtbot.waitUntil(lambda: face.height() == face.heightForWidth(face.width()))
    assert face.height() > 80


def test_other_papers_that_printed_it_are_one_key_away(qtbot, bar):
    assert "Also in" not in words(bar)
    twins = tuple(Twin(ArticleId(n), f"Paper {n}", "2025-11-07") for n in range(2, 10))
    bar.show_article(replace(ARTICLE, also_in=twins))
    buttons = [each for each in bar.info.findChild(TwinList).findChildren(QPushButton) if each.isVisible()]
    said = [each.accessibleName() for each in buttons]
    assert said == [f"Also in Paper {n}, 7 Nov 2025: open" for n in range(2, 8)]
    assert all(each.text().startswith("Paper") for each in buttons)
    assert "and 2 more" in words(bar)
    spy = QSignalSpy(bar.article_asked)
    buttons[1].setFocus()
    qtbot.keyClick(buttons[1], Qt.Key.Key_Space)
    assert told(spy) == [(3,)]
    bar.show_article(ARTICLE)
    assert "Also in" not in words(bar)


def test_words_and_characters_are_those_of_the_body(bar):
    shown = words(bar)
    assert shown[shown.index("Words") + 1] == "12"
    assert shown[shown.index("Characters") + 1] == str(len(BODY) - 1)


def test_the_path_is_whole_in_its_tip_and_when_copied(qtbot, qapp, bar):
    path = bar.info.findChild(ElidedLine)
    assert ARTICLE.origin in path.toolTip()
    path.setFocus()
    qtbot.keyClick(path, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert qapp.clipboard().text() == ARTICLE.origin


def test_the_address_can_be_selected_and_not_changed(qtbot, bar):
    address = bar.info._url
    assert address.text() == "https://example.org/danube"
    address.setFocus()
    qtbot.keyClicks(address, "x")
    address.selectAll()
    assert address.selectedText() == "https://example.org/danube"


def test_what_is_not_known_is_not_shown(bar):
    bar.show_article(replace(ARTICLE, url="", version_count=1, version_number=1, language=""))
    shown = words(bar)
    assert "Address" not in shown
    assert "Version" not in shown
    assert "Unknown" in shown


def test_only_what_was_corrected_says_so(bar):
    assert "Corrected by you" in fact(bar, Field.SOURCE)._face.toolTip()
    assert "Corrected by you" not in fact(bar, Field.TITLE)._face.toolTip()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pencil_of_a_correction_is_seen(request, look, bar, theme):
    request.addfinalizer(lambda: look.choose("light"))
    look.choose(theme)
    accent = look.colour("accent")

    def has_accent(field: Field) -> bool:
        image = fact(bar, field).grab().toImage()
        right = range(image.width() - 20, image.width())
        return any(
            abs(image.pixelColor(x, y).red() - accent.red()) < 40
            and abs(image.pixelColor(x, y).blue() - accent.blue()) < 40
            for x in right
            for y in range(image.height())
        )

    assert has_accent(Field.SOURCE)
    assert not has_accent(Field.AUTHOR)


@pytest.mark.parametrize("field", list(Field))
def test_each_fact_is_corrected_by_keys(qtbot, bar, field):
    spy = QSignalSpy(bar.correction_asked)
    fact(bar, field).setFocus()
    qtbot.keyClick(fact(bar, field)._face, Qt.Key.Key_Return)
    edit = line(bar, field)
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "  New   words ")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert told(spy) == [(field, "New words")]
    assert not edit.isVisible()
    assert fact(bar, field)._face.hasFocus()


def test_a_click_opens_the_stored_value(qtbot, bar):
    qtbot.mouseClick(fact(bar, Field.PUBLISHED)._face, Qt.MouseButton.LeftButton)
    assert line(bar, Field.PUBLISHED).text() == "2025-11-07 08:44+09:00"


def test_escape_corrects_nothing(qtbot, bar):
    spy = QSignalSpy(bar.correction_asked)
    fact(bar, Field.TITLE).edit()
    qtbot.keyClicks(line(bar, Field.TITLE), "New")
    qtbot.keyClick(line(bar, Field.TITLE), Qt.Key.Key_Escape)
    assert spy.count() == 0
    assert not line(bar, Field.TITLE).isVisible()


def test_enter_on_the_same_value_corrects_nothing(qtbot, bar):
    spy = QSignalSpy(bar.correction_asked)
    fact(bar, Field.TITLE).edit()
    qtbot.keyClick(line(bar, Field.TITLE), Qt.Key.Key_Return)
    assert spy.count() == 0


def test_going_elsewhere_keeps_what_was_typed_once(qtbot, ground, bar):
    spy = QSignalSpy(bar.correction_asked)
    fact(bar, Field.AUTHOR).edit()
    qtbot.keyClicks(line(bar, Field.AUTHOR), "Desk")
    ground.findChildren(QLineEdit)[-1].setFocus()
    assert told(spy) == [(Field.AUTHOR, "Desk")]
    assert ground.findChildren(QLineEdit)[-1].hasFocus()


def test_an_answer_leaves_an_open_line_alone(qtbot, bar):
    fact(bar, Field.AUTHOR).edit()
    qtbot.keyClicks(line(bar, Field.AUTHOR), "De")
    bar.show_article(replace(ARTICLE, starred=True))
    assert line(bar, Field.AUTHOR).text() == "De"
    assert line(bar, Field.AUTHOR).hasFocus()


def test_another_article_closes_an_open_line_without_keeping_it(qtbot, bar):
    spy = QSignalSpy(bar.correction_asked)
    fact(bar, Field.AUTHOR).edit()
    qtbot.keyClicks(line(bar, Field.AUTHOR), "De")
    bar.show_article(replace(ARTICLE, id=ArticleId(2), title="Another"))
    assert not line(bar, Field.AUTHOR).isVisible()
    assert spy.count() == 0
    assert fact(bar, Field.TITLE)._face.accessibleName() == "Title: Another"


def test_article_tags_are_opened_and_told(qtbot, bar):
    bar.show_notes()
    spy = QSignalSpy(bar.article_tags_changed)
    bar.open_article_tags()
    edit = bar.info.findChild(TagEditor).findChild(QLineEdit)
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "maps,")
    assert told(spy) == [(("rivers", "maps"),)]
    bar.show_article(ARTICLE)  # asked for before the tag was stored
    names = [token.tag.name for token in bar.findChildren(TagToken) if token.isVisible()]
    assert names == ["rivers", "maps"]
    bar.flush()
    bar.show_article(ARTICLE)  # undone
    names = [token.tag.name for token in bar.findChildren(TagToken) if token.isVisible()]
    assert names == ["rivers"]


def test_a_new_tag_gets_the_colour_that_is_told_back(qtbot, bar):
    bar.open_article_tags()
    qtbot.keyClicks(bar.info.findChild(TagEditor).findChild(QLineEdit), "maps,")
    bar.show_article(replace(ARTICLE, tags=(TagMark("maps", "teal"), *ARTICLE.tags)))
    marks = [token.tag for token in bar.findChildren(TagToken) if token.isVisible()]
    assert marks == [TagMark("maps", "teal"), TagMark("rivers", "blue")]


def test_known_tags_are_proposed(qtbot, bar):
    bar.set_known_tags(("rivers", "river levels"))
    bar.open_article_tags()
    editor = bar.info.findChild(TagEditor)
    qtbot.keyClicks(editor.findChild(QLineEdit), "riv")
    model = editor._popup.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["river levels"]


def test_nothing_is_shown_without_an_article(bar):
    bar.show_article(None)
    assert words(bar) == []


def test_text_of_an_article_is_never_taken_for_a_page(bar):
    bar.show_article(replace(ARTICLE, title="<b>bold</b>", origin="<img src=x>.txt", language="<i>x"))
    assert "<b>" in fact(bar, Field.TITLE)._face.accessibleName()
    assert "&lt;img" in bar.info.findChild(ElidedLine).toolTip()
    assert all(
        label.textFormat() == Qt.TextFormat.PlainText
        for label in bar.info.findChildren(QLabel)
        if label.text()
    )


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("ko", "Korean"), ("de", "German"), ("", "Unknown"), ("xx", "xx")]
)
def test_languages_have_names(bar, code, name):
    bar.show_article(replace(ARTICLE, language=code))
    assert name in words(bar)


def doubts_shown(bar: SideBar) -> list[str]:
    """Give the sentences of doubt that can be seen, from the top."""
    found = [
        each
        for each in bar.findChildren(QLabel)
        if each.text() in {doubt_words(code, "Thursday, 6 Nov 2025") for code in DOUBTS}
        and each.isVisibleTo(bar)
    ]
    found.sort(key=lambda each: each.mapTo(bar, each.rect().topLeft()).y())
    return [each.text() for each in found]


def test_what_was_not_sure_stands_under_its_fact(bar):
    bar.show_article(replace(ARTICLE, doubts=("day-first-assumed", "title-from-name", "encoding-guessed")))
    assert doubts_shown(bar) == [
        "Made from the file’s name or first words.",
        "Read as day/month; the file does not say.",
        "Guessed: some letters may be wrong.",
    ]
    published = fact(bar, Field.PUBLISHED)
    label = next(each for each in published.findChildren(QLabel) if each.text().startswith("Read as"))
    assert label.isVisibleTo(bar)
    assert "Read as day/month" in published.focusProxy().accessibleDescription()


def test_a_conflict_names_the_other_date(bar):
    bar.show_article(replace(ARTICLE, doubts=("date-conflict:2025-11-06",)))
    assert doubts_shown(bar) == ["Another line of the file says Thursday, 6 Nov 2025."]


def test_a_fact_that_was_corrected_is_no_longer_in_doubt(bar):
    doubted = replace(ARTICLE, doubts=("day-first-assumed", "title-from-name"))
    bar.show_article(doubted)
    bar.show_article(replace(doubted, corrected=frozenset({Field.PUBLISHED})))
    assert doubts_shown(bar) == ["Made from the file’s name or first words."]
    bar.show_article(replace(doubted, id=ArticleId(2), doubts=()))
    assert doubts_shown(bar) == []


def test_a_doubt_about_what_is_not_shown_is_kept_back(bar):
    bar.show_article(replace(ARTICLE, doubts=("updated-day-first-assumed", "a-code-of-a-later-version:x")))
    assert doubts_shown(bar) == []
