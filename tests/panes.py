"""Panes that stand by themselves, for tests of the page."""

from pytestqt.qtbot import QtBot

from reader.ui.look.look import Look
from reader.ui.page.pane import PagePane


def open_pane(qtbot: QtBot, look: Look, height: int, *, active: bool = False) -> PagePane:
    """Show a page of its own in the light look, `height` pixels high; an active one has the keys."""
    look.choose("light")
    made = PagePane(look)
    qtbot.addWidget(made)
    made.resize(690, height)
    made.show()
    if active:
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
    return made
