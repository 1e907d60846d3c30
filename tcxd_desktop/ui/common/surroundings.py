"""What Qt says of the machine: its version, the screens, the look. Nobody's name is among it."""

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.tokens import DARK


def qt_facts() -> dict[str, str]:
    """Return the version of Qt, how it draws, and the size of every screen, by caption."""
    screens = QGuiApplication.screens()
    told = {f"Màn hình {number}": _screen(one) for number, one in enumerate(screens, 1)}
    return {
        "Qt": f"{qVersion()}, nền {QGuiApplication.platformName()}",
        **told,
    }


def look_facts() -> dict[str, str]:
    """Return the look in force: dark or light, the size of letters, the typeface."""
    look = theme.current()
    font = QApplication.font()
    return {
        "Giao diện": "tối" if look.palette is DARK else "sáng",
        "Cỡ chữ": f"{look.scale} %",
        "Phông chữ": f"{font.family()}, {font.pointSizeF():g} điểm",
    }


def _screen(screen: QScreen) -> str:
    """Return size and scaling; its name may be a serial number, so it is left out."""
    size, dots = screen.size(), screen.logicalDotsPerInch()
    ratio = screen.devicePixelRatio()
    return f"{size.width()}×{size.height()} điểm, tỷ lệ {ratio:g}, {dots:.0f} dpi"
