"""Every text can be read on every ground it stands on."""

import pytest

from reader.model.mention import Family
from reader.ui.look.style_sheet import style_sheet
from reader.ui.look.themes import LIGHT, THEMES, theme_for
from reader.ui.look.tokens import MARK_COLOURS, NAME_INK, Theme, blend, contrast
from reader.ui.page.paper.setting import TYPES, Part

GROUNDS = ("side", "list", "page", "panel", "card", "hover", "selection")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
class TestTheme:
    def test_words_are_clear_on_every_ground(self, theme: Theme):
        for ground in GROUNDS:
            assert contrast(theme.colours["text"], theme.colours[ground]) >= 7, ground

    def test_small_grey_words_are_readable_on_every_ground(self, theme: Theme):
        for ground in GROUNDS:
            for token in ("muted", "faint", "match"):
                assert contrast(theme.colours[token], theme.colours[ground]) >= 4.5, (token, ground)

    def test_the_articles_words_are_clear_on_every_mark(self, theme: Theme):
        for part in set(Part) - {Part.KICKER, Part.FACTS}:  # those two are no words of the article
            ink = theme.colours[TYPES[part].colour]
            assert contrast(ink, theme.colours["page"]) >= 7, part
            for name in MARK_COLOURS:
                seen = blend(theme.colours[name], theme.colours["page"], theme.mark_alpha)
                assert contrast(ink, seen) >= 4.5, (part, name)

    def test_marks_are_seen_on_the_page(self, theme: Theme):
        for name in MARK_COLOURS:
            seen = blend(theme.colours[name], theme.colours["page"], theme.mark_alpha)
            assert contrast(seen, theme.colours["page"]) >= 1.15, name
            assert contrast(theme.colours[f"{name}-ink"], theme.colours["card"]) >= 2.9, name

    def test_lines_under_names_are_seen_on_page_and_marks(self, theme: Theme):
        page = theme.colours["page"]
        for family in Family:
            ink = theme.colours[f"{NAME_INK}{family}"]
            assert contrast(blend(ink, page, theme.line_alpha), page) >= 3, family
            assert contrast(ink, theme.colours["panel"]) >= 3, family
            for name in MARK_COLOURS:
                ground = blend(theme.colours[name], page, theme.mark_alpha)
                assert contrast(blend(ink, ground, theme.line_alpha), ground) >= 2.4, (family, name)

    def test_buttons_are_readable(self, theme: Theme):
        assert contrast(theme.colours["on-accent"], theme.colours["accent"]) >= 4.5
        assert contrast(theme.colours["chip-text"], theme.colours["chip"]) >= 4.5
        assert contrast(theme.colours["text"], theme.colours["raised"]) >= 7
        assert contrast(theme.colours["danger"], theme.colours["card"]) >= 4.5

    def test_style_sheet_names_only_known_colours(self, theme: Theme):
        assert "@" not in style_sheet(theme.colours)


def test_themes_name_the_same_colours():
    assert all(theme.colours.keys() == LIGHT.colours.keys() for theme in THEMES)


def test_each_wish_has_a_theme_of_its_own():
    wishes = [
        {"dark": dark, "sepia": sepia, "high_contrast": False} for dark in (0, 1) for sepia in (0, 1)
    ] + [{"dark": dark, "sepia": False, "high_contrast": True} for dark in (0, 1)]
    assert {theme_for(**wish).name for wish in wishes} == {theme.name for theme in THEMES}


@pytest.mark.parametrize("dark", [False, True])
def test_high_contrast_is_higher_than_usual(dark: bool):
    usual = theme_for(dark=dark, sepia=False, high_contrast=False).colours
    high = theme_for(dark=dark, sepia=True, high_contrast=True).colours
    for token in ("text", "body", "caption", "muted", "faint", "accent", "match"):
        assert contrast(high[token], high["page"]) >= 7, token
        assert contrast(high[token], high["page"]) > contrast(usual[token], usual["page"]), token
    assert contrast(high["line"], high["page"]) >= 3


def test_contrast_of_black_and_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
