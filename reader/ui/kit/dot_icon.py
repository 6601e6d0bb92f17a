"""A dot in the colour of a tag or a label, as an icon for menus and lists."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from reader.ui.look.look import Look

_SIDE: Final = 16
_RADIUS: Final = 5.0
_SHARP: Final = 2.0
"""Pixels of the picture for one of the icon: sharp on fine screens too."""


def dot_icon(look: Look, colour: str) -> QIcon:
    """Give a dot in one of the colours of tags and labels, as the theme has it."""
    picture = QPixmap(round(_SIDE * _SHARP), round(_SIDE * _SHARP))
    picture.setDevicePixelRatio(_SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(f"{colour}-ink"))
    painter.drawEllipse(QPointF(_SIDE / 2, _SIDE / 2), _RADIUS, _RADIUS)
    painter.end()
    return QIcon(picture)
