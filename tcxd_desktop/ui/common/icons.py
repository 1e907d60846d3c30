"""The outline icons of ``resources/icons``, drawn in the colour the look asks for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton

from tcxd_desktop import places
from tcxd_desktop.ui.common import theme

_STROKE = 'stroke-width="2"'
_CALMER = 'stroke-width="1.75"'


def icon(name: str, ink: str = "text", *, checked: str = "accent") -> QIcon:
    """Return an icon by its file name, such as ``users``.

    It follows light and dark by itself: the colour is looked up when it is drawn.

    Args:
        name: file in ``resources/icons`` without its ending.
        ink: colour token of the look.
        checked: colour token while its button is checked.
    """
    return QIcon(_Engine(name, ink, checked))


def pixmap(name: str, size: int, ink: str = "text", ratio: float = 1.0) -> QPixmap:
    """Return a picture of an icon, ``size`` points high."""
    return _drawn(name, theme.current().color(ink).name(), round(size * ratio), ratio)


def put(button: QPushButton, name: str, ink: str = "text") -> QPushButton:
    """Put an icon before the words of a button, with room between them; returns the button."""
    button.setIcon(icon(name, ink))
    button.setAccessibleName(button.text())
    button.setText(f" {button.text()}")
    return button


class _Engine(QIconEngine):
    """Draws one icon in the colours of the look in force."""

    def __init__(self, name: str, ink: str, checked: str) -> None:
        super().__init__()
        self._name, self._ink, self._checked = name, ink, checked

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._ink, self._checked)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        picture = self.scaledPixmap(QSize(side, side), mode, state, ratio)
        place = QPoint(
            rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2
        )
        painter.drawPixmap(QRect(place, QSize(side, side)), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: N802 - Qt's name
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        ink = self._checked if state == QIcon.State.On else self._ink
        if mode == QIcon.Mode.Disabled:
            ink = "faint"
        color = theme.current().color(ink).name()
        return _drawn(self._name, color, round(min(size.width(), size.height()) * scale), scale)


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, side: int, ratio: float) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    text = (places.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace(_STROKE, _CALMER)
