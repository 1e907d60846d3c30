"""Step 4 of a collective transfer: head-counts before and after, and what stands in the way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tcxd_desktop.domain.collective import CollectivePreview, UnitFigure
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.cards import LinkLabel, Scroll, card, text_label
from tcxd_desktop.wording.formats import show_number

_STEP = {1: "Việc gì", 2: "Tổ chức", 3: "Đảng viên"}
_ALIGN = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PreviewStep(QWidget):
    """What will be written, said before anything is."""

    step_wanted = Signal(int)
    """The step a fault is mended in."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.view = Scroll("Xem trước")
        look = theme.current()
        self.view.column.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.links: list[LinkLabel] = []

    def show_preview(self, preview: CollectivePreview, deeds: Sequence[str]) -> None:
        """Show what a plan would do; ``deeds`` is what becomes of the organisations."""
        self.view.clear()
        self.links = []
        if preview.faults:
            self.view.column.addWidget(self._faults(preview))
        else:
            frame, column = card()
            column.addLayout(
                _line("Không có gì vướng: bấm Thực hiện để ghi cả đợt.", "check", "ok")
            )
            self.view.column.addWidget(frame)
        if deeds:
            frame, column = card("Tổ chức")
            for text in deeds:
                column.addWidget(text_label(text))
            self.view.column.addWidget(frame)
        self.view.column.addWidget(figures_card(preview.figures, _total(preview)))
        if preview.warnings:
            frame, column = card("Nên xem lại")
            for text in preview.warnings:
                column.addLayout(_line(text, "triangle-alert", "warn"))
            self.view.column.addWidget(frame)
        self.view.column.addStretch(1)

    def take_focus(self) -> bool:
        """Put the keyboard on the first thing to mend; false where there is nothing."""
        if self.links:
            self.links[0].setFocus()
        return bool(self.links)

    def _faults(self, preview: CollectivePreview) -> QFrame:
        frame, column = card(f"Phải xử lý trước: {show_number(len(preview.faults))}")
        for text, step in zip(preview.faults, preview.steps, strict=True):
            link = LinkLabel(f"Sửa ở phần {_STEP[step]}", "", self._opener(step))
            self.links.append(link)
            told = QVBoxLayout()
            told.setSpacing(0)
            told.addWidget(text_label(text))
            told.addWidget(link)
            row = _line("", "circle-alert", "accent")
            row.addLayout(told, 1)
            column.addLayout(row)
        return frame

    def _opener(self, step: int) -> Callable[[], None]:
        def open_it() -> None:
            self.step_wanted.emit(step)

        return open_it


def figures_card(figures: Sequence[UnitFigure], total: UnitFigure | None = None) -> QFrame:
    """Return a framed table of head-counts before and after."""
    look = theme.current()
    frame, column = card("Đảng số")
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.px(18))
    grid.setVerticalSpacing(look.px(5))
    grid.setColumnStretch(0, 1)
    for place, title in enumerate(("Tổ chức", "Trước", "Sau", "Thêm, bớt")):
        head = theme.caption(QLabel(title))
        head.setAlignment(_ALIGN if place else Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(head, 0, place)
    lines = [*figures, *([total] if total else [])]
    for row, figure in enumerate(lines, start=1):
        name = text_label(figure.name or "(chưa có tên)")
        if figure is total:
            theme.heading(name)
        grid.addWidget(name, row, 0)
        change = figure.after - figure.before
        shown = (show_number(figure.before), show_number(figure.after), _signed(change))
        for place, text in enumerate(shown, start=1):
            label = QLabel(text)
            label.setAlignment(_ALIGN)
            if place == 3:
                theme.muted(label)
            elif figure is total:
                theme.heading(label)
            grid.addWidget(label, row, place)
    column.addLayout(grid)
    return frame


def _total(preview: CollectivePreview) -> UnitFigure:
    return UnitFigure(0, "Cả đảng bộ", preview.total_before, preview.total_after)


def _signed(number: int) -> str:
    if not number:
        return "0"
    return f"+{show_number(number)}" if number > 0 else f"−{show_number(-number)}"


def _line(text: str, icon: str, ink: str) -> QHBoxLayout:
    look = theme.current()
    row = QHBoxLayout()
    row.setSpacing(look.px(8))
    picture = QLabel()
    picture.setPixmap(icons.pixmap(icon, look.px(16), ink, picture.devicePixelRatioF()))
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    if text:
        row.addWidget(text_label(text), 1)
    return row
