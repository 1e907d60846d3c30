"""One file dropped onto a page or a dialog."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent


class FileDrop:
    """Takes one file; named before the widget's own class, which says ``setAcceptDrops``."""

    def takes_file(self) -> bool:
        """Tell whether a file may come now."""
        return True

    def take_file(self, path: Path) -> None:
        """Do what the page does with a file."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let one file be dropped."""
        if len(event.mimeData().urls()) == 1 and self.takes_file():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file that was dropped."""
        self.take_file(Path(event.mimeData().urls()[0].toLocalFile()))
