"""Pictures of the pages of a PDF, made when they are looked at or printed."""

from collections import OrderedDict
from typing import Any

import pypdfium2
from PySide6.QtGui import QImage

_KEPT = 24
_POINTS_PER_INCH = 72.0


class PdfPages:
    """An open PDF. One thread only."""

    def __init__(self, data: bytes) -> None:
        """Open ``data``."""
        self._document: Any = pypdfium2.PdfDocument(data)
        self._pictures: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.count = len(self._document)
        self._sizes: dict[int, tuple[float, float]] = {}

    def size(self, number: int) -> tuple[float, float]:
        """Return (width, height) of a page in points."""
        if number not in self._sizes:
            self._sizes[number] = self._document.get_page_size(number)
        return self._sizes[number]

    def picture(self, number: int, width: int) -> QImage:
        """Return a page ``width`` pixels wide; the last few are kept."""
        key = (number, width)
        if key not in self._pictures:
            self._pictures[key] = self._render(number, width / self.size(number)[0])
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(key)
        return self._pictures[key]

    def at_dpi(self, number: int, dpi: int) -> QImage:
        """Return a page for printing."""
        return self._render(number, dpi / _POINTS_PER_INCH)

    def close(self) -> None:
        """Let the document go."""
        self._pictures.clear()
        self._document.close()

    def _render(self, number: int, scale: float) -> QImage:
        page = self._document[number]
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()
        bitmap.close()
        page.close()
        return image
