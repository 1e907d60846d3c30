"""What is worth a look, said once and shortly: it forbids nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Slot

from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.wording.formats import show_number


class HintBar(Notice):
    """The first remark, and all of them at a wish; what was closed stays closed."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self._hints: tuple[str, ...] = ()
        self.acted.connect(self._on_all)

    def show_hints(self, hints: Sequence[str]) -> None:
        """Show sentences; the same ones again change nothing."""
        if tuple(hints) == self._hints:
            return
        self._hints = tuple(hints)
        if not hints:
            self.clear()
            return
        more = len(hints) - 1
        action = f"Còn {show_number(more)} lưu ý khác" if more else ""
        self.say(hints[0], action=action)

    @Slot()
    def _on_all(self) -> None:
        self.say("\n".join(self._hints))
