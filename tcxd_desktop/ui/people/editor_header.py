"""The head of the editor: who it is, how complete, what may be done."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from tcxd_desktop.ui.common import icons, theme

_HEIGHT = 54
_NARROW_BELOW = 760
_SAVE_LONG, _SAVE_SHORT = "Lưu   Ctrl+S", "Lưu"
_GOOD = 90
_FAIR = 70


class Elided(QLabel):
    """A label that gives way: shortened with an ellipsis, the whole as its tooltip."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._whole = ""
        self.setMinimumWidth(theme.current().px(60))

    def say(self, text: str) -> None:
        """Show ``text`` as far as there is room."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for room for the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(width, super().sizeHint().height())

    def whole(self) -> str:
        """Return the text without its ellipsis."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten or lengthen."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for other room in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        super().setText(self.fontMetrics().elidedText(self._whole, mode, max(self.width(), 1)))


class EditorHeader(QWidget):
    """‹ Danh sách · name · Hồ sơ 93 % · Đã lưu nháp 09:14 · Diễn biến · In phiếu · Lưu."""

    back_wanted = Signal()
    history_wanted = Signal()
    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a person."""
        super().__init__(parent)
        look = theme.current()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.mark(self, "header")
        self.setFixedHeight(look.px(_HEIGHT))
        self.back = QPushButton(" Danh sách")
        self.back.setIcon(icons.icon("chevron-left"))
        self.back.setToolTip("Về danh sách, bản đang gõ được giữ làm nháp (Esc)")
        self.name = Elided()
        theme.page_title(self.name)
        self.complete = theme.badge("", "plain")
        self.state = Elided()
        theme.muted(self.state)
        self.state.setMinimumWidth(0)
        self.history = theme.quiet(QPushButton("Diễn biến"))
        self.history.setToolTip("Ai đã sửa gì, lúc nào, theo căn cứ nào")
        self.print = QPushButton(" In phiếu")
        self.print.setIcon(icons.icon("printer"))
        self.print.setToolTip("Lưu rồi xem trước Phiếu đảng viên")
        self.save = theme.primary(QPushButton(_SAVE_LONG))
        self.back.setAccessibleName("Danh sách")
        self.print.setAccessibleName("In phiếu")
        self.save.setAccessibleName("Lưu")
        self.save.setToolTip("Lưu hồ sơ (Ctrl+S, Ctrl+Enter)")
        self.back.clicked.connect(self._on_back)
        self.history.clicked.connect(self._on_history)
        self.print.clicked.connect(self._on_print)
        self.save.clicked.connect(self._on_save)
        self._build()

    def _build(self) -> None:
        look = theme.current()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), 0, look.px(14), 0)
        row.setSpacing(look.px(10))
        row.addWidget(self.back)
        row.addWidget(self.name)
        row.addWidget(self.complete)
        row.addSpacing(look.px(4))
        row.addStretch(1)
        for widget in (self.state, self.history, self.print, self.save):
            row.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW_BELOW)
        self.save.setText(_SAVE_SHORT if narrow else _SAVE_LONG)
        self.back.setText("" if narrow else " Danh sách")

    def changeEvent(self, event: QEvent) -> None:
        """Take the height of another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(theme.current().px(_HEIGHT))

    def show_person(self, name: str) -> None:
        """Say whose dossier it is."""
        self.name.say(name)

    def show_percent(self, percent: int) -> None:
        """Say how complete the dossier is."""
        tone = "ok" if percent >= _GOOD else "plain" if percent >= _FAIR else "warn"
        theme.set_badge(self.complete, f"Hồ sơ {percent} %", tone)

    def show_state(self, text: str) -> None:
        """Say whether the work is saved, kept as a draft, or neither."""
        self.state.say(text)

    @Slot()
    def _on_back(self) -> None:
        self.back_wanted.emit()

    @Slot()
    def _on_history(self) -> None:
        self.history_wanted.emit()

    @Slot()
    def _on_print(self) -> None:
        self.print_wanted.emit()

    @Slot()
    def _on_save(self) -> None:
        self.save_wanted.emit()
