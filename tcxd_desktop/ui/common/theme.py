"""The look: colours, type and sizes in one place, and the words widgets are marked with.

A widget never carries a style sheet of its own. It is marked (``primary(button)``) and the one
style sheet of the application says how marked widgets look, light or dark, at any text size.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from tcxd_desktop import places
from tcxd_desktop.ui.common.stylesheet import LETTERS, style_sheet
from tcxd_desktop.ui.common.tokens import DARK, LIGHT, Palette

SCALES = (100, 125, 150)
_BODY_POINTS = 10.0
_AIR = 14
"""Up to this a size is a gap, a margin, a padding."""
_DESIGNED_FOR = 720
"""Height of the smallest screen, without its task bar."""
_DARK = "tcxdDark"
_SCALE = "tcxdScale"


@dataclass(frozen=True, slots=True)
class Theme:
    """The look in force: colours and the text size in percent."""

    palette: Palette
    scale: int

    def px(self, size: float) -> int:
        """Return a size of the 100 % design at the text size in force.

        What is smaller than a letter is the air between things: it grows by a third as much, or
        large text on a small screen would leave room for little else.
        """
        return round(size * (1 + (self.scale - 100) / (300 if size <= _AIR else 100)))

    def line(self, size: float, lines: float = 1) -> int:
        """Return a height of the 100 % design that holds ``lines`` of text.

        The letters grow, the air around them stays: on a small screen large text would else leave
        room for three rows of a table.
        """
        return round(size + lines * LETTERS * (self.scale - 100) / 100)

    def tall(self, size: float) -> int:
        """Return a height of the 100 % design of what scrolls; it stays where the screen is low."""
        return round(min(size * self.scale / 100, size * max(_screen_height() / _DESIGNED_FOR, 1)))

    def color(self, token: str) -> QColor:
        """Return the colour of a token, such as ``accent_soft``; the caller may change it."""
        return QColor(_color(getattr(self.palette, token)))

    def tone(self, tone: str) -> tuple[QColor, QColor]:
        """Return (ink, soft ground) of a state: ``ok``, ``warn``, ``bad``, anything else plain."""
        ink, soft = _TONES.get(tone, _TONES["plain"])
        return self.color(ink), self.color(soft)


_TONES = {
    "ok": ("ok", "ok_soft"),
    "warn": ("warn", "warn_soft"),
    "bad": ("accent", "accent_soft"),
    "plain": ("muted", "soft_line"),
}


def _screen_height() -> int:
    return QApplication.primaryScreen().availableSize().height()


@lru_cache(maxsize=256)
def _color(text: str) -> QColor:
    return QColor(text)


def apply(app: QApplication, *, dark: bool, scale: int = 100) -> None:
    """Give the whole application the look; may be called again while it runs."""
    theme = Theme(DARK if dark else LIGHT, scale)
    app.setProperty(_DARK, dark)
    app.setProperty(_SCALE, scale)
    QDir.setSearchPaths("icons", [str(places.resources() / "icons")])
    app.setStyle("Fusion")
    app.setWindowIcon(QIcon(str(places.resources() / "icons" / "app.svg")))
    font = body_font(app, scale)
    app.setFont(font)
    app.setPalette(_qt_palette(theme.palette))
    app.setStyleSheet(style_sheet(theme.palette, scale))
    if places.is_windows():
        # The sheet has brought back what Windows sets for lists and menus: its font, its size.
        app.setFont(font)


def current() -> Theme:
    """Return the look in force."""
    app = QApplication.instance()
    dark = bool(app.property(_DARK)) if app is not None else False
    scale = app.property(_SCALE) if app is not None else None
    return Theme(DARK if dark else LIGHT, int(scale or 100))


def body_font(app: QApplication, scale: int) -> QFont:
    """Return the font of the interface: Segoe UI on Windows, the shipped Noto Sans elsewhere."""
    font = QFont(_family(app))
    font.setPointSizeF(_BODY_POINTS * scale / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font


def _family(app: QApplication) -> str:
    if places.is_windows() and "Segoe UI" in QFontDatabase.families():
        return "Segoe UI"
    known = app.property("tcxdFamily")
    if isinstance(known, str):
        return known
    family = ""
    for face in ("NotoSans-SemiBold.ttf", "NotoSans-Regular.ttf"):
        number = QFontDatabase.addApplicationFont(str(places.resources() / "fonts" / face))
        family = next(iter(QFontDatabase.applicationFontFamilies(number)), family)
    app.setProperty("tcxdFamily", family)
    return family


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.bg,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.bg,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.BrightText: palette.on_accent,
        QPalette.ColorRole.Highlight: palette.marked,
        QPalette.ColorRole.HighlightedText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.faint,
        QPalette.ColorRole.ToolTipBase: palette.surface,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.LinkVisited: palette.accent,
        QPalette.ColorRole.Accent: palette.accent_fill,
        QPalette.ColorRole.Light: palette.surface,
        QPalette.ColorRole.Midlight: palette.soft_line,
        QPalette.ColorRole.Mid: palette.line,
        QPalette.ColorRole.Dark: palette.field_line,
        QPalette.ColorRole.Shadow: palette.field_line,
    }
    found = QPalette()
    for role, value in roles.items():
        found.setColor(role, QColor(value))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        found.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.faint))
    return found


W = TypeVar("W", bound=QWidget)
Button = TypeVar("Button", QPushButton, QToolButton)


def mark(widget: W, role: str) -> W:
    """Give a widget the look of ``role``; returns the widget."""
    return set_mark(widget, "role", role)


def set_mark(widget: W, name: str, value: object) -> W:
    """Set a property the style sheet looks at, and show it at once."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            style = widget.style()
            style.unpolish(widget)
            style.polish(widget)
            widget.update()
    return widget


def primary(button: QPushButton) -> QPushButton:
    """Mark the one main action of a page."""
    return mark(button, "primary")


def quiet(button: Button) -> Button:
    """Mark a button without a border: secondary, inside a line of text or a tool row."""
    return mark(button, "quiet")


def chip(button: QPushButton) -> QPushButton:
    """Mark a small round filter; it can be checked."""
    button.setCheckable(True)
    return mark(button, "chip")


def page_title(label: QLabel) -> QLabel:
    """Mark the title of a page."""
    return mark(label, "title")


def heading(label: QLabel) -> QLabel:
    """Mark the title of a section or a card."""
    return mark(label, "heading")


def muted(label: QLabel) -> QLabel:
    """Mark text of the second rank."""
    return mark(label, "muted")


def hint(label: QLabel) -> QLabel:
    """Mark small explaining text."""
    return mark(label, "hint")


def caption(label: QLabel) -> QLabel:
    """Mark the name above a field."""
    return mark(label, "caption")


def card(frame: QFrame) -> QFrame:
    """Mark a framed block on a panel."""
    return mark(frame, "card")


def panel(widget: W) -> W:
    """Mark a plain surface (white in the light look) beside the page."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return mark(widget, "panel")


def badge(text: str, tone: str = "plain") -> QLabel:
    """Return a small label that shows a state by soft colour and word."""
    label = QLabel(text)
    set_badge(label, text, tone)
    return label


def set_badge(label: QLabel, text: str, tone: str) -> None:
    """Change what a badge says. Tones: ``ok``, ``warn``, ``bad``, ``plain``."""
    label.setText(text)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    set_mark(label, "tone", tone)
    mark(label, "badge")


def rule() -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame()
    line.setFixedHeight(1)
    return mark(line, "rule")
