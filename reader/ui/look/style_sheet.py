"""The one style sheet, filled with the colours of a theme.

Widgets name themselves by the property `kind`; only the scaffolding of panes uses object names.
"""

from typing import Final

_SHEET: Final = """
* { outline: 0; }
QMainWindow, QDialog { background: @panel; }
QSplitter::handle { background: @line; }
QWidget[kind="side"] { background: @side; }
QWidget[kind="list"] { background: @list; }
QWidget[kind="page"] { background: @page; }
QWidget[kind="panel"] { background: @panel; }
QWidget > QListView { background: transparent; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QTextBrowser { background: @page; border: 0; selection-background-color: @page-selection;
  selection-color: @text; }

QLabel { color: @text; background: transparent; }
QLabel[kind="brand"] { font-family: "Source Serif 4"; font-size: 20px; font-weight: 600; }
QLabel[kind="title"] { font-family: "Source Serif 4"; font-size: 22px; font-weight: 600; }
QLabel[kind="strong"] { font-size: 13px; font-weight: 600; }
QLabel[kind="muted"] { color: @muted; font-size: 13px; }
QLabel[kind="faint"] { color: @faint; font-size: 12px; }
QLabel[kind="heading"] { color: @faint; font-size: 11px; font-weight: 600; letter-spacing: 0.5px; }
QLabel[kind="quote"] { font-family: "Source Serif 4"; font-size: 15px; color: @body; }
QLabel[kind="note"] { font-size: 13px; color: @muted; }
QLabel[kind="danger"] { font-size: 13px; color: @danger; }
QLabel[kind="key"] { color: @muted; background: @chip; border-radius: 5px; padding: 1px 7px;
  font-size: 11px; }
QLabel[kind="chip"] { color: @chip-text; background: @chip; border-radius: 9px; padding: 2px 9px;
  font-size: 11px; font-weight: 500; }

QFrame[kind="hairline"] { background: @line; border: 0; }
QFrame[kind="card"] { background: @card; border: 1px solid @line; border-radius: 11px; }
QFrame[kind="card"][current="true"] { border: 1px solid @accent; }
QFrame[kind="field"] { background: @card; border: 1px solid @line; border-radius: 9px; }
QFrame[kind="field"][focus="true"] { border: 1px solid @accent; }
QFrame[kind="segments"] { background: @chip; border-radius: 9px; }
QFrame[kind="toast"] { background: @text; border-radius: 10px; }
QFrame[kind="toast"] QLabel { color: @page; font-size: 13px; }
QFrame[kind="toast"] QPushButton { color: @page; background: transparent; border: 0; font-weight: 600;
  padding: 4px 8px; }
QFrame[kind="toast"] QPushButton:focus { border: 1px solid @page; border-radius: 6px; }

QLineEdit { background: @card; color: @text; border: 1px solid @line; border-radius: 8px;
  padding: 6px 9px; font-size: 13px; selection-background-color: @page-selection; selection-color: @text; }
QLineEdit:focus { border: 1px solid @accent; }
QLineEdit[kind="bare"] { background: transparent; border: 0; padding: 0; }
QPlainTextEdit, QTextEdit[kind="note"] { background: @card; color: @text; border: 1px solid @line;
  border-radius: 8px; padding: 4px 6px; font-size: 13px; selection-background-color: @page-selection;
  selection-color: @text; }
QPlainTextEdit[kind="licence"] { font-size: 11px; }
QPlainTextEdit:focus, QTextEdit[kind="note"]:focus { border: 1px solid @accent; }

QPushButton { background: @card; color: @text; border: 1px solid @line; border-radius: 8px;
  padding: 7px 14px; font-size: 13px; font-weight: 500; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @faint; background: @panel; }
QPushButton[kind="primary"] { background: @accent; color: @on-accent; border: 1px solid @accent; }
QPushButton[kind="primary"]:hover { background: @accent-hover; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; padding: 6px 13px; }
QPushButton[kind="segment"] { border: 1px solid transparent; border-radius: 7px; padding: 5px 8px;
  color: @muted; font-size: 12px; font-weight: 500; background: transparent; }
QPushButton[kind="segment"]:checked { background: @raised; color: @text; border: 1px solid @line; }
QPushButton[kind="segment"]:focus { border: 1px solid @accent; }
QPushButton[kind="choice"] { border: 1px solid transparent; border-radius: 7px; padding: 5px 6px;
  color: @muted; font-size: 12px; font-weight: 500; background: transparent; }
QPushButton[kind="choice"]:hover { background: @hover; }
QPushButton[kind="choice"]:checked { background: @selection; color: @text; }
QPushButton[kind="choice"]:focus { border: 1px solid @accent; }
QPushButton[kind="link"] { border: 1px solid transparent; background: transparent; color: @accent;
  padding: 2px 4px; font-size: 13px; font-weight: 500; text-align: left; }
QPushButton[kind="link"]:focus { border: 1px solid @accent; border-radius: 6px; }
QPushButton[kind="inline"] { border: 1px solid transparent; background: transparent; color: @accent;
  padding: 0 3px; margin-left: -4px; font-size: 13px; text-align: left; }
QPushButton[kind="inline"]:focus { border: 1px solid @accent; border-radius: 5px; }
QPushButton[kind="step"] { padding: 4px 0; min-width: 30px; max-width: 30px; font-size: 15px; }
QPushButton[kind="quiet"] { border: 1px solid transparent; background: transparent; color: @match;
  padding: 1px 5px; font-size: 12px; font-weight: 500; }
QPushButton[kind="hushed"] { border: 1px solid transparent; background: transparent; color: @accent;
  padding: 1px 5px; font-size: 12px; font-weight: 500; }
QPushButton[kind="hushed"]:hover,
QPushButton[kind="quiet"]:hover { background: @hover; border-radius: 6px; }
QPushButton[kind="hushed"]:focus,
QPushButton[kind="quiet"]:focus { border: 1px solid @accent; border-radius: 6px; }
QComboBox { background: @card; color: @text; border: 1px solid @line; border-radius: 8px;
  padding: 6px 9px; font-size: 13px; }
QComboBox:hover { background: @hover; }
QComboBox:focus { border: 1px solid @accent; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox QAbstractItemView { background: @card; color: @text; border: 1px solid @line; padding: 4px;
  font-size: 13px; selection-background-color: @selection; selection-color: @text; outline: 0; }
QToolButton { border: 1px solid transparent; border-radius: 8px; background: transparent; color: @muted; }
QToolButton:hover, QToolButton:checked { background: @hover; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton::menu-indicator { image: none; width: 0; }

QMenuBar { background: @side; color: @text; border-bottom: 1px solid @line; padding: 1px 8px;
  font-size: 13px; }
QMenuBar::item { padding: 4px 9px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: @selection; }
QMenu { background: @card; color: @text; border: 1px solid @line; border-radius: 8px; padding: 5px;
  font-size: 13px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }

QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px 7px; font-size: 12px; }
QProgressBar { background: @chip; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }
QScrollBar::handle { background: @scroll; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def style_sheet(colours: dict[str, str]) -> str:
    """Give the style sheet in the colours of a theme."""
    sheet = _SHEET
    for token in sorted(colours, key=len, reverse=True):  # `@page-selection` before `@page`
        sheet = sheet.replace(f"@{token}", colours[token])
    return sheet
