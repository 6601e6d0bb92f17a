"""The panes of the window, as errands know them."""

from dataclasses import dataclass

from reader.ui.collections.pane import CollectionsPane
from reader.ui.list.pane import ListPane
from reader.ui.page.pane import PagePane
from reader.ui.side.bar import SideBar
from reader.ui.status.strip import StatusStrip
from reader.ui.status.toasts import Toasts


@dataclass(frozen=True, slots=True)
class Panes:
    """Everything on the window that shows something."""

    collections: CollectionsPane
    list: ListPane
    page: PagePane
    side: SideBar
    strip: StatusStrip
    toasts: Toasts
