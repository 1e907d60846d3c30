"""Draw ``launcher/app.ico`` from ``resources/icons/app.svg``; run by hand when the icon changes.

Small pictures are kept as bitmaps, which every part of Windows reads; the large one as PNG.
"""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "resources" / "icons" / "app.svg"
TARGET = HERE / "launcher" / "app.ico"
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""What Windows asks for at 100 to 250 % scaling, and for large tiles."""
_LARGEST_BITMAP = 64


def icon(source: Path) -> bytes:
    """Return the icon file drawn from an SVG file."""
    renderer = QSvgRenderer(str(source))
    pictures = [_encoded(_drawn(renderer, size)) for size in SIZES]
    offset = 6 + 16 * len(SIZES)
    directory = struct.pack("<HHH", 0, 1, len(SIZES))
    for size, data in zip(SIZES, pictures, strict=True):
        edge = size % 256
        directory += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return directory + b"".join(pictures)


def _drawn(renderer: QSvgRenderer, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def _encoded(image: QImage) -> bytes:
    if image.width() > _LARGEST_BITMAP:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, Qt a str
        return bytes(data.data())
    size = image.width()
    head = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    pixels = [image.pixel(x, y) for y in reversed(range(size)) for x in range(size)]
    # The old one-bit mask: all zero, because the colours carry their own transparency.
    mask = bytes((size + 31) // 32 * 4 * size)
    return head + struct.pack(f"<{len(pixels)}I", *pixels) + mask


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    TARGET.write_bytes(icon(SOURCE))
