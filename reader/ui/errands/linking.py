"""Links to the open article or to a highlight in it, to paste elsewhere."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader.model.ids import HighlightId
from reader.model.link import Link, link_text
from reader.model.wording import tr
from reader.ui.errands.panes import Panes


class Linking(QObject):
    """Copies links. They name the library: without it, one leads to whichever is open at the time."""

    def __init__(self, panes: Panes, folder: Path) -> None:
        super().__init__(panes.page)
        self._panes = panes
        self._library = folder
        panes.side.link_asked.connect(self.copy_to)

    def copy(self) -> None:
        """Copy a link to the chosen highlight, else to the open article."""
        self.copy_to(self._panes.page.chosen_highlight())

    def copy_to(self, highlight: HighlightId | None) -> None:
        """Copy a link to a highlight of the open article, or to the article."""
        article = self._panes.page.article()
        if article is None:
            return
        QGuiApplication.clipboard().setText(link_text(Link(article.id, highlight, self._library)))
        words = tr("Link to the article copied") if highlight is None else tr("Link to the highlight copied")
        self._panes.toasts.show_message(words)
