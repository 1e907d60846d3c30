"""Draw ``welcome.bmp``, the picture of the first and last page of the setup; run by hand."""

import sys
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent.parent / "resources"
WIDTH, HEIGHT = 164, 314
"""What the page has room for, at 100 %."""
_PAPER, _RED = "#F6F4F1", "#A61B1B"


def picture() -> QImage:
    """Return the picture: the icon on calm paper, a red edge at the foot."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(_PAPER))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(RESOURCES / "icons" / "app.svg")).render(painter, QRectF(42, 84, 80, 80))
    font = QFont("Noto Sans", 15)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(_RED))
    painter.drawText(QRectF(0, 178, WIDTH, 30), Qt.AlignmentFlag.AlignCenter, "TCXD")
    painter.fillRect(0, HEIGHT - 6, WIDTH, 6, QColor(_RED))
    painter.end()
    return image.convertToFormat(
        QImage.Format.Format_Indexed8, Qt.ImageConversionFlag.ThresholdDither
    )


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    picture().save(str(HERE / "welcome.bmp"))
