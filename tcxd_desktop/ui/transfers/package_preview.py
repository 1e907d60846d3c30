"""A package that was opened: whose dossiers, what each becomes here; nothing is written yet."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.packages import OpenedPackage
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.beside import Beside
from tcxd_desktop.ui.common.cards import Scroll, card, text_label
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers import package_state as state
from tcxd_desktop.ui.transfers.package_state import TAKE, TONES, Packed, Take
from tcxd_desktop.wording.formats import show_date, show_number

COLUMNS: tuple[Column[Packed], ...] = (
    Column("name", "Họ và tên", lambda row: row.packed.dossier.birth_name, width=168),
    Column("take", "Nhận thành", lambda row: TAKE[row.take], tone=lambda row: TONES[row.take],
           width=152),
    Column("birth", "Ngày sinh", lambda row: show_date(row.packed.dossier.birth_date),
           sort=lambda row: str(row.packed.dossier.birth_date or ""), width=96),
    Column("home", "Sinh hoạt ở nơi gửi", lambda row: ", ".join(row.packed.home[:1]), width=160),
    Column("here", "Ở đây", lambda row: row.here, width=110, muted=True),
    Column("fills", "Bổ sung", lambda row: _count(row.fills), align="right", width=66,
           sort=lambda row: len(row.fills)),
    Column("differs", "Khác", lambda row: _count(row.differs), align="right", width=60,
           sort=lambda row: len(row.differs)),
)  # fmt: skip


class PackagePreview(QWidget):
    """The dossiers of a package, each with what it becomes; the keyboard chooses too."""

    take_wanted = Signal(object)
    """list[TakeAs]: take these in."""
    left = Signal()
    """Leave the package alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a package."""
        super().__init__(parent)
        self.package: OpenedPackage | None = None
        self._build()
        self._connect()

    @property
    def rows(self) -> list[Packed]:
        """Every dossier, as it stands in the list."""
        return self.table.rows.records()

    def show_package(self, opened: OpenedPackage, rows: Sequence[Packed]) -> None:
        """Show a package."""
        self.package = opened
        self.title.setText(
            f"Gói số {opened.seq} của {opened.sender}, lập ngày {show_date(opened.made_on)}: "
            f"{show_number(len(opened.people))} hồ sơ"
        )
        self.table.show_records(rows)
        known = any(row.here for row in rows)
        for place, column in enumerate(COLUMNS):
            if column.key in {"here", "fills", "differs"}:
                self.table.setColumnHidden(place, not known)
        self.table.select_first()
        self._show_whole()
        self.table.setFocus()

    def choose(self, take: Take) -> None:
        """Decide what the selected dossiers become, those of them that can."""
        ids = {row.index for row in self.table.selected_records()}
        self.table.show_records(
            [
                replace(row, take=take) if row.index in ids and take in row.may else row
                for row in sorted(self.rows, key=lambda row: row.index)
            ]
        )
        self._show_whole()

    @Slot()
    def take(self) -> None:
        """Ask for what is chosen to be taken in."""
        if self.take_button.isEnabled():
            rows = sorted(self.rows, key=lambda row: row.index)
            self.take_wanted.emit(state.chosen(rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the package alone; Ctrl+Enter takes it."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.take()
        else:
            super().keyPressEvent(event)

    # --- showing ----------------------------------------------------------------------------------

    def _show_whole(self) -> None:
        rows = self.rows
        why = state.why_not(rows)
        self.take_button.setEnabled(not why)
        self.take_button.setText(state.main_text(rows))
        self.take_button.setToolTip(why or "Ctrl+Enter")
        self.why.setText(why)
        self.why.setVisible(bool(why))
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        row = self.table.current_record()
        self.side.setEnabled(row is not None)
        if row is None:
            return
        self.name.setText(row.packed.dossier.birth_name)
        self.what.setText(state.brought(row))
        self.stands.setText(state.stands(row))
        for take, radio in self.takes.items():
            radio.setVisible(take in row.may)
        self._group.setExclusive(False)
        for take, radio in self.takes.items():
            radio.setChecked(row.take is take)
        self._group.setExclusive(True)
        self.details.clear()
        self._add("Bổ sung vào chỗ trống ở đây", state.fields_text(row.fills))
        self._add("Khác ở đây (giữ như ở đây)", state.fields_text(row.differs))
        self._add("Quá trình ở nơi gửi (chỉ để xem)", "\n".join(row.packed.history))
        self.details.column.addStretch(1)

    def _add(self, title: str, text: str) -> None:
        if text:
            frame, inside = card(title)
            inside.addWidget(text_label(text))
            self.details.column.addWidget(frame)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.title = text_label("", role="heading")
        self.why = text_label("", role="hint")
        self.table: Table[Packed] = Table(
            COLUMNS, identity=lambda row: row.index, name="Hồ sơ trong gói"
        )
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(look.px(14), look.px(12), look.px(14), look.px(10))
        above.setSpacing(look.px(4))
        above.addWidget(self.title)
        above.addWidget(self.why)
        column.addLayout(above)
        column.addWidget(theme.rule())
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())
        self.side = self._side()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Beside(left, self.side))

    def _foot(self) -> QHBoxLayout:
        look = theme.current()
        self.leave_button = QPushButton("Thôi, không nhận")
        self.leave_button.setToolTip("Chưa ghi gì (Esc)")
        self.take_button = theme.primary(QPushButton("Nhận"))
        foot = QHBoxLayout()
        foot.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(10))
        foot.setSpacing(look.px(8))
        foot.addStretch(1)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.take_button)
        return foot

    def _side(self) -> QWidget:
        look = theme.current()
        side = theme.panel(QWidget())
        side.setAccessibleName("Hồ sơ đang chọn")
        self.name = text_label("", role="title")
        self.what = text_label("", role="muted")
        self.stands = text_label("")
        self.takes: dict[Take, QRadioButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(side)
        column.setContentsMargins(look.px(14), look.px(12), look.px(12), look.px(12))
        column.setSpacing(look.px(5))
        for label in (self.name, self.what, self.stands):
            column.addWidget(label)
        column.addWidget(theme.heading(QLabel("Nhận thành")))
        for take in (Take.FILL, Take.NEW, Take.SKIP):
            radio = QRadioButton(TAKE[take][:1].upper() + TAKE[take][1:])
            radio.clicked.connect(partial(self.choose, take))
            self._group.addButton(radio)
            self.takes[take] = radio
            column.addWidget(radio)
        self.details = Scroll("Hồ sơ đang chọn")
        column.addWidget(self.details, 1)
        return side

    def _connect(self) -> None:
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)
        self.table.menu_wanted.connect(self._on_menu)
        self.take_button.clicked.connect(self.take)
        self.leave_button.clicked.connect(self.left)

    @Slot(object)
    def _on_opened(self, row: Packed) -> None:
        """Go to the next choice there is for a dossier."""
        may = row.may
        self.choose(may[(may.index(row.take) + 1) % len(may)] if row.take in may else may[0])

    @Slot(object, QPoint)
    def _on_menu(self, row: Packed, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for take in row.may:
            menu.addAction(TAKE[take].capitalize(), partial(self.choose, take))
        menu.popup(place)


def _count(fields: Sequence[str]) -> str:
    return f"{len(fields)} mục" if fields else ""
