"""The line for the paper a decision rests on; those used last are offered below it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from tcxd_desktop.domain.facts import Value
from tcxd_desktop.domain.text import fold
from tcxd_desktop.ui.common.choices import ChoiceField
from tcxd_desktop.ui.common.reading import Choice, Choices

USUAL = (
    "Thẻ căn cước đã đối chiếu",
    "Giấy khai sinh trong hồ sơ",
    "Lý lịch đảng viên (1-HSĐV) bản giấy",
    "Quyết định kết nạp trong hồ sơ",
    "Quyết định công nhận chính thức trong hồ sơ",
    "Phiếu kiểm tra có chữ ký của đảng viên",
    "Thẻ đảng viên",
)
"""What such decisions mostly rest on; offered after those of the round."""


class BasisChoices(Choices):
    """Papers named before, then the usual ones; any other text is taken."""

    id = "basis"
    free = True
    nothing = ""

    def __init__(self, recent: Sequence[str] = ()) -> None:
        """Offer ``recent`` first."""
        self.texts = tuple(dict.fromkeys((*recent, *USUAL)))

    def matches(self, typed: str) -> list[Choice]:
        """Return those that have every typed word."""
        words = fold(typed).split()
        return [
            Choice(text, text) for text in self.texts if all(word in fold(text) for word in words)
        ]

    def find(self, typed: str) -> Choice | None:
        """Take the text as it was typed."""
        return None

    def label(self, value: Value) -> str:
        """Return the text itself."""
        return str(value or "")


class BasisField(ChoiceField):
    """Căn cứ: free text, with the last ones below it. Enter says that it is written."""

    entered = Signal()

    def __init__(self, name: str = "Căn cứ") -> None:
        """Make an empty field."""
        super().__init__("basis", choices=BasisChoices(), name=name)
        self.set_placeholder("giấy tờ làm căn cứ; ↓ chọn căn cứ đã dùng, Ctrl+D như lần trước")
        self._last = ""
        self.repeat_wanted.connect(self._on_repeat)

    def offer(self, recent: Sequence[str]) -> None:
        """Offer the papers used last, without touching what is typed."""
        self._choices = BasisChoices(recent)
        self._last = recent[0] if recent else ""

    @Slot()
    def _on_repeat(self) -> None:
        """Take the basis of the decision before."""
        if self._last and not self.edit.isReadOnly():
            self.close_list()
            self.set_text(self._last)
            self.commit()

    def _on_enter(self, event: QKeyEvent) -> bool:
        """Take Enter as the end of the line: it does what the text was asked for."""
        if event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        ):  # fmt: skip
            return super()._on_enter(event)
        self.commit()
        self.entered.emit()
        return True
