"""Sends the pages of a PDF to a printer, one at a time, without holding up the screens."""

from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from tcxd_desktop.ui.common.pdf import PdfPages

JOB_NAME = "TCXD"
"""Name in the print queue and the system's log: never a person's name."""
DUPLEX = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}
_DPI = 300
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What the user asked of the printer."""

    printer: str
    copies: int = 1
    duplex: str = "one"
    first: int = 0
    last: int = -1
    """First and last page, counted from 0; -1 is the end."""


def printer_names() -> list[str]:
    """Return the printers of this machine, the usual one first."""
    names = [str(name) for name in QPrinterInfo.availablePrinterNames()]
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: (name != usual, name))


def make_printer(choice: PrintChoice) -> QPrinter:
    """Return the printer, set as chosen, with a neutral job name."""
    printer = QPrinter(
        QPrinterInfo.printerInfo(choice.printer), QPrinter.PrinterMode.HighResolution
    )
    printer.setDocName(JOB_NAME)
    printer.setCreator(JOB_NAME)
    printer.setResolution(_DPI)
    printer.setCopyCount(choice.copies)
    printer.setCollateCopies(True)
    printer.setDuplex(DUPLEX[choice.duplex])
    return printer


class PrintRun(QObject):
    """Prints pages between two turns of the event loop; can be stopped between two pages."""

    moved = Signal(int, int)
    """(pages sent, pages in all)."""
    finished = Signal(bool)
    """True when every page was sent."""

    def __init__(
        self, pages: PdfPages, printer: QPrinter, choice: PrintChoice, parent: QObject
    ) -> None:
        """Prepare; ``start`` begins."""
        super().__init__(parent)
        self._pages = pages
        self._printer = printer
        last = pages.count - 1 if choice.last < 0 else min(choice.last, pages.count - 1)
        self._numbers = list(range(choice.first, last + 1))
        self._sent = 0
        self._painter = QPainter()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def start(self) -> bool:
        """Begin; false when the printer refuses."""
        if not self._numbers:
            return False
        self._lay_out(self._numbers[0])
        if not self._painter.begin(self._printer):
            return False
        self._timer.start()
        return True

    def stop(self) -> None:
        """Give up what was not sent yet."""
        if self._timer.isActive():
            self._timer.stop()
            self._printer.abort()
            self._painter.end()
            self.finished.emit(False)  # noqa: FBT003

    @Slot()
    def _step(self) -> None:
        number = self._numbers[self._sent]
        if self._sent:
            self._lay_out(number)
            self._printer.newPage()
        paper = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(paper, self._pages.at_dpi(number, _DPI))
        self._sent += 1
        self.moved.emit(self._sent, len(self._numbers))
        if self._sent == len(self._numbers):
            self._timer.stop()
            self._painter.end()
            self.finished.emit(True)  # noqa: FBT003

    def _lay_out(self, number: int) -> None:
        width, height = self._pages.size(number)
        wide = width > height
        short, long = sorted((width * _MM_PER_POINT, height * _MM_PER_POINT))
        size = QPageSize(
            QSizeF(short, long),
            QPageSize.Unit.Millimeter,
            "",
            QPageSize.SizeMatchPolicy.FuzzyMatch,
        )
        side = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        layout = QPageLayout(size, side, QMarginsF(0, 0, 0, 0))
        layout.setMode(QPageLayout.Mode.FullPageMode)
        self._printer.setPageLayout(layout)
        self._printer.setFullPage(True)
