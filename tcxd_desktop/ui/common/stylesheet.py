"""The one style sheet of the application, written from the tokens."""

import re
from dataclasses import asdict

from tcxd_desktop.ui.common.tokens import DARK, Palette

_PIXELS = re.compile(r"(\d+(?:\.\d+)?)(px|pt)\b")
_LEAST = re.compile(r"min-height: (\d+)px")
_FIXED = re.compile(r"border(?:-[a-z]+)?:[^;]*|outline:[^;]*")

LETTERS = 18
"""Height of a line of text at 100 %: by so much a box of text grows when its letters double."""
_HOLDS_TEXT = 17
"""What is lower than this is a bar or a mark."""


def style_sheet(palette: Palette, scale: int) -> str:
    """Return the style sheet at a text size; hairlines and rings keep their width."""
    shade = "dark" if palette == DARK else "light"
    text = _SHEET
    for name, value in asdict(palette).items():
        text = text.replace(f"@{name};", f"{value};").replace(f"@{name} ", f"{value} ")
    text = text.replace("@shade", shade)
    return "\n".join(_scaled(line, scale) for line in text.splitlines())


def _scaled(line: str, scale: int) -> str:
    if scale == 100 or (_FIXED.search(line) and "border-radius" not in line):
        return line
    if (least := _LEAST.search(line)) and int(least[1]) >= _HOLDS_TEXT:
        high = round(int(least[1]) + LETTERS * (scale - 100) / 100)
        return line.replace(least[0], f"min-height: {high}px")
    return _PIXELS.sub(lambda found: f"{float(found[1]) * scale / 100:g}{found[2]}", line)


_SHEET = """
* { outline: none; }
QAbstractScrollArea::corner { background: @surface; border: none; }
QToolTip {
    background: @surface;
    color: @text;
    border: 1px solid @line;
    padding: 4px 6px;
}
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 13.5pt; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="hint"] { color: @muted; font-size: 9pt; }
QLabel[role="caption"] { color: @muted; font-size: 9pt; }
QLabel[role="group"] { color: @muted; font-size: 8.5pt; font-weight: 600; }
QLabel[role="message"] { font-size: 9pt; }
QLabel[role="message"][tone="bad"] { color: @accent; }
QLabel[role="message"][tone="warn"] { color: @warn; }
QLabel[role="message"][tone="ok"] { color: @ok; }
QLabel[role="message"][tone="plain"] { color: @muted; }
QLabel[role="key"] {
    background: @surface;
    color: @muted;
    border: 1px solid @line;
    border-radius: 4px;
    padding: 0px 5px;
    font-size: 8.5pt;
}
QLabel[role="badge"] {
    border-radius: 4px;
    padding: 1px 6px;
    font-size: 9pt;
}
QLabel[role="badge"][tone="ok"] { background: @ok_soft; color: @ok; }
QLabel[role="badge"][tone="warn"] { background: @warn_soft; color: @warn; }
QLabel[role="badge"][tone="bad"] { background: @accent_soft; color: @accent; }
QLabel[role="badge"][tone="plain"] { background: @soft_line; color: @muted; }

QFrame[role="rule"] {
    background: @line;
    border: none;
}
QFrame[role="card"] {
    background: @surface;
    border: 1px solid @line;
    border-radius: 8px;
}
QWidget[role="panel"] { background: @surface; }
QWidget[role="header"] {
    background: @surface;
    border: none;
    border-bottom: 1px solid @line;
}
QWidget[role="footer"] {
    background: @surface;
    border: none;
    border-top: 1px solid @line;
}
QWidget[role="side"] {
    background: @surface;
    border: none;
    border-right: 1px solid @line;
}
QWidget[role="aside"] {
    background: @surface;
    border: none;
    border-left: 1px solid @line;
}
QLabel[role="said"][tone="warn"] { color: @warn; }
QLabel[role="said"][tone="muted"] { color: @muted; }
QLabel[role="link"] {
    border: 2px solid transparent;
    border-radius: 4px;
}
QLabel[role="link"]:focus { border: 2px solid @accent; }
QLabel[role="photo"] {
    background: @surface;
    color: @faint;
    border: 1px solid @field_line;
    border-radius: 6px;
}
QFrame[role="notice"] {
    background: @surface;
    border: 1px solid @line;
    border-radius: 6px;
}
QFrame[role="notice"][tone="bad"] {
    background: @accent_soft;
    border: 1px solid @accent;
}
QFrame[role="notice"][tone="warn"] {
    background: @warn_soft;
    border: 1px solid @warn;
}
QFrame[role="notice"][tone="ok"] {
    background: @ok_soft;
    border: 1px solid @ok;
}
QFrame[role="floating"] {
    background: @surface;
    border: 1px solid @field_line;
    border-radius: 6px;
}

QPushButton, QToolButton[role="button"] {
    background: @surface;
    color: @text;
    border: 1px solid @field_line;
    border-radius: 6px;
    padding: 0px 12px;
    min-height: 28px;
    icon-size: 16px;
}
QPushButton:hover, QToolButton[role="button"]:hover { background: @hover; }
QPushButton:pressed, QToolButton[role="button"]:pressed { background: @soft_line; }
QPushButton:disabled, QToolButton[role="button"]:disabled {
    color: @faint;
    background: @bg;
}
QPushButton:focus, QToolButton[role="button"]:focus {
    border: 2px solid @accent;
    padding: 0px 11px;
    min-height: 26px;
}
QPushButton[role="primary"] {
    background: @accent_fill;
    color: @on_accent;
    border: 1px solid @accent_fill;
    font-weight: 600;
}
QPushButton[role="primary"]:hover { background: @accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid @text; }
QPushButton[role="primary"]:disabled {
    background: @soft_line;
    color: @muted;
    border: 1px solid @line;
}
QPushButton[role="quiet"], QToolButton[role="quiet"] {
    background: transparent;
    border: 1px solid transparent;
    border-radius: 6px;
    padding: 0px 8px;
    min-height: 26px;
    icon-size: 16px;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: @soft_line; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {
    border: 2px solid @accent;
    padding: 0px 7px;
    min-height: 24px;
}
QPushButton[role="link"] {
    background: transparent;
    color: @accent;
    border: 1px solid transparent;
    padding: 0px 2px;
    min-height: 20px;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:disabled { color: @muted; text-decoration: none; }
QPushButton[role="link"]:focus {
    border: 2px solid @accent;
    padding: 0px 1px;
    min-height: 18px;
}
QPushButton[role="chip"] {
    background: @surface;
    border: 1px solid @field_line;
    border-radius: 10px;
    padding: 0px 9px;
    min-height: 19px;
    font-size: 9pt;
}
QPushButton[role="chip"]:checked {
    background: @selection;
    border: 1px solid @accent;
}
QPushButton[role="chip"][tone="ok"]:checked {
    background: @ok_soft;
    color: @ok;
    border: 1px solid @ok;
}
QPushButton[role="chip"][tone="bad"]:checked {
    background: @accent_soft;
    color: @accent;
    border: 1px solid @accent;
}
QPushButton[role="chip"][tone="plain"]:checked {
    background: @soft_line;
    color: @text;
    border: 1px solid @muted;
}
QPushButton[role="chip"]:focus {
    border: 2px solid @accent;
    padding: 0px 8px;
    min-height: 17px;
}
QPushButton[role="told"] {
    background: transparent;
    border: 1px solid transparent;
    border-radius: 4px;
    padding: 0px 5px;
    min-height: 19px;
}
QPushButton[role="told"][tone="strong"] { font-weight: 600; }
QPushButton[role="told"][tone="warn"] { background: @warn_soft; color: @warn; }
QPushButton[role="told"][tone="bad"] { background: @accent_soft; color: @accent; }
QPushButton[role="told"]:hover { text-decoration: underline; }
QPushButton[role="told"]:focus {
    border: 2px solid @accent;
    padding: 0px 4px;
    min-height: 17px;
}
QPushButton[role="corner"] {
    background: @surface;
    color: @muted;
    border: none;
    border-right: 1px solid @line;
    border-bottom: 1px solid @line;
    border-radius: 0px;
    padding: 0px 14px;
    text-align: left;
    font-size: 8.2pt;
    font-weight: 600;
}
QPushButton[role="corner"]:hover { color: @text; }
QPushButton::menu-indicator {
    image: url(icons:mark-down-@shade.svg);
    subcontrol-position: right center;
    right: 6px;
    width: 12px;
    height: 12px;
}
QPushButton[menu="true"] { padding-right: 24px; }
QToolButton::menu-indicator { image: none; }
QToolButton[role="arrow"] {
    background: transparent;
    border: none;
    padding: 0px;
    icon-size: 16px;
}

QAbstractScrollArea { background: @surface; border: none; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
    background: @surface;
    color: @text;
    border: 1px solid @field_line;
    border-radius: 6px;
    padding: 0px 8px;
    selection-background-color: @marked;
    selection-color: @text;
}
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: @faint; }
QLineEdit, QComboBox, QSpinBox { min-height: 28px; }
QLineEdit[role="search"] { padding-left: 28px; padding-right: 66px; }
QLineEdit[role="search"]:focus { padding-left: 27px; padding-right: 65px; }
QLineEdit[role="choice"] { padding-right: 24px; }
QLineEdit[role="choice"]:focus { padding-right: 23px; }
QPlainTextEdit, QTextEdit { padding: 3px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid @accent;
    padding: 0px 7px;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { min-height: 26px; }
QTextEdit[role="reading"] { border: 2px solid transparent; padding: 0px; }
QTextEdit[role="reading"]:focus { border: 2px solid @accent; padding: 0px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 2px 4px; }
QLineEdit:read-only, QPlainTextEdit[readOnly="true"], QLineEdit:disabled, QComboBox:disabled {
    background: @bg;
    color: @muted;
    border: 1px solid @line;
}
QLineEdit:read-only:focus, QPlainTextEdit[readOnly="true"]:focus { border: 2px solid @muted; }
QLineEdit[state="bad"], QPlainTextEdit[state="bad"] {
    border: 1px solid @accent;
    background: @accent_soft;
}
QLineEdit[state="bad"]:focus, QPlainTextEdit[state="bad"]:focus { border: 2px solid @accent; }
QLineEdit[role="cell"] {
    border: 2px solid @accent;
    border-radius: 0px;
    padding: 0px 5px;
    min-height: 20px;
}
QLineEdit[role="search"] { background: @bg; }
QComboBox::drop-down {
    border: none;
    width: 24px;
}
QComboBox::down-arrow {
    image: url(icons:mark-down-@shade.svg);
    width: 12px;
    height: 12px;
}
QComboBox QAbstractItemView {
    background: @surface;
    border: 1px solid @field_line;
    selection-background-color: @selection;
    selection-color: @text;
    padding: 3px;
}
QComboBox QAbstractItemView::item { min-height: 26px; }
QSpinBox QLineEdit {
    background: transparent;
    border: none;
    padding: 0px 2px;
    min-height: 20px;
}
QSpinBox::up-button, QSpinBox::down-button {
    border: none;
    background: transparent;
    width: 18px;
}
QSpinBox::up-arrow { image: url(icons:mark-up-@shade.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow { image: url(icons:mark-down-@shade.svg); width: 10px; height: 10px; }

QCheckBox, QRadioButton {
    background: transparent;
    spacing: 7px;
    border: 2px solid transparent;
    border-radius: 5px;
    padding: 2px 4px;
}
QCheckBox:focus, QRadioButton:focus { border: 2px solid @accent; }
QCheckBox:disabled, QRadioButton:disabled { color: @faint; }
QCheckBox::indicator, QTreeView::indicator, QTableView::indicator, QListView::indicator {
    width: 15px;
    height: 15px;
    border: 1px solid @muted;
    border-radius: 4px;
    background: @surface;
}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked,
QListView::indicator:checked {
    background: @accent_fill;
    border: 1px solid @accent_fill;
    image: url(icons:mark-check.svg);
}
QCheckBox::indicator:disabled, QTreeView::indicator:disabled {
    border: 1px solid @line;
    background: @bg;
}
QRadioButton::indicator {
    width: 14px;
    height: 14px;
    border: 1px solid @muted;
    border-radius: 7.5px;
    background: @surface;
}
QRadioButton::indicator:checked {
    image: url(icons:mark-dot-@shade.svg);
    border: 1px solid @accent;
}

QMenu {
    background: @surface;
    border: 1px solid @field_line;
    padding: 4px;
}
QMenu::item {
    padding: 5px 26px 5px 28px;
    border-radius: 4px;
}
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::icon { left: 8px; }
QMenu::separator {
    height: 1px;
    background: @line;
    margin: 4px 8px;
}
QMenu::indicator {
    width: 14px;
    height: 14px;
    left: 8px;
}
QMenu::indicator:checked { image: url(icons:mark-tick-@shade.svg); }

QScrollArea[role="plain"], QScrollArea[role="plain"] > QWidget > QWidget[role="plain"] {
    background: transparent;
}
QTableView, QTreeView, QListView {
    background: @surface;
    border: none;
    selection-background-color: @selection;
    selection-color: @text;
}
QTableView[role="boxed"], QListView[role="boxed"], QTreeView[role="boxed"] {
    border: 1px solid @line;
    border-radius: 6px;
}
QListView[role="boxed"]::item { padding: 2px 8px; }
QListView[role="boxed"]::item:hover { background: @hover; }
QListView[role="boxed"]::item:selected { background: @selection; color: @text; }
QTableView[role="boxed"]:focus, QListView[role="boxed"]:focus, QTreeView[role="boxed"]:focus {
    border: 1px solid @accent;
}
QHeaderView { background: @surface; border: none; }
QHeaderView::section {
    background: @surface;
    color: @muted;
    border: none;
    border-bottom: 1px solid @line;
    padding: 0px 8px;
    min-height: 30px;
    font-size: 9pt;
    font-weight: 600;
}
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow { image: url(icons:mark-up-@shade.svg); width: 10px; height: 10px; }
QHeaderView::down-arrow { image: url(icons:mark-down-@shade.svg); width: 10px; height: 10px; }
QTableCornerButton::section { background: @surface; border: none; }
QListView[role="choices"] {
    background: @surface;
    border: 1px solid @field_line;
    border-radius: 6px;
    padding: 3px;
}
QListView[role="choices"]::item {
    padding: 3px 7px;
    border-radius: 4px;
    min-height: 20px;
}
QListView[role="choices"]::item:hover { background: @hover; }
QListView[role="choices"]::item:selected { background: @selection; color: @text; }
QListView[role="sections"] { background: @surface; padding: 8px; }
QListView[role="topics"] { background: @surface; padding: 6px; }
QListView[role="topics"]::item { padding: 0px 8px; border-radius: 5px; }
QListView[role="topics"]::item:hover { background: @hover; }
QListView[role="topics"]::item:selected { background: @selection; color: @text; }

QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent;
    color: @muted;
    border: none;
    border-bottom: 2px solid transparent;
    padding: 6px 2px 6px 2px;
    margin-right: 9px;
}
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:selected:focus { background: @accent_soft; }

QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollBar:vertical {
    background: transparent;
    width: 11px;
    margin: 0px;
}
QScrollBar:horizontal {
    background: transparent;
    height: 11px;
    margin: 0px;
}
QScrollBar::handle {
    background: @field_line;
    border-radius: 3px;
    margin: 2px;
}
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar {
    background: @soft_line;
    border: none;
    border-radius: 3px;
    max-height: 6px;
    min-height: 6px;
}
QProgressBar::chunk { background: @accent_fill; border-radius: 3px; }
QProgressBar[tone="ok"]::chunk { background: @ok; }
QProgressBar[tone="warn"]::chunk { background: @warn; }

QPushButton[role="nav"] {
    background: transparent;
    color: @text;
    border: 2px solid transparent;
    border-radius: 6px;
    text-align: left;
    padding: 0px 8px;
    min-height: 28px;
}
QPushButton[role="nav"]:hover { background: @hover; }
QPushButton[role="nav"]:disabled { background: transparent; color: @faint; }
QPushButton[role="nav"]:checked { background: @accent_soft; color: @accent; font-weight: 600; }
QPushButton[role="nav"]:focus { border: 2px solid @accent; padding: 0px 8px; min-height: 28px; }
QLabel[role="count"] {
    background: @accent_fill;
    color: @on_accent;
    border-radius: 6px;
    padding: 0px 6px;
    font-size: 8.5pt;
    font-weight: 600;
}
"""
