"""The tab Gói ký số: packs from who may issue them, looked at before they are taken."""

from decimal import Decimal
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import files, packs, updates
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.packs import PackPreview
from tcxd_desktop.ui.common import allowed, dialogs, theme
from tcxd_desktop.ui.common.beginning import begin_at
from tcxd_desktop.ui.common.cards import facts
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.fields import LabeledField, LineField, NumberField
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.rules.parts import button
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.packets import PACK_KIND

FILES = f"Gói cập nhật (*{packs.PACK_ENDING})"
_SAID = (
    "Gói mang quy định, mẫu biểu từ nơi được tin: chương trình kiểm chữ ký trước khi đọc, cho xem"
    " rồi mới nhận. Không cần mạng: gói đi bằng USB."
)
_NONE = "Chưa nhận gói nào."


class Taken(Protocol):
    """Gói đã nhận, as the office tells it."""

    @property
    def id(self) -> str:
        """Name of the pack."""

    @property
    def kind(self) -> str:
        """What it brings."""

    @property
    def version(self) -> int:
        """Which version."""

    @property
    def issuer(self) -> str:
        """Who signed it."""

    @property
    def fingerprint(self) -> str:
        """Of the key it was signed with."""

    @property
    def on(self) -> str:
        """ISO day it was taken."""


COLUMNS: tuple[Column[Taken], ...] = (
    Column("on", "Ngày nhận", lambda one: show_date(one.on), sort=lambda one: one.on, width=96),
    Column("id", "Gói", lambda one: one.id, width=190),
    Column("version", "Bản", lambda one: str(one.version), sort=lambda one: one.version,
           align="right", width=50),
    Column("kind", "Nội dung", lambda one: PACK_KIND.get(one.kind, one.kind), width=120),
    Column("issuer", "Nơi ký", lambda one: one.issuer, width=220),
    Column("fingerprint", "Vân tay khóa", lambda one: one.fingerprint, width=280, muted=True),
)  # fmt: skip


class TakeDialog(Dialog):
    """Xem trước gói rồi nhận."""

    def __init__(
        self, desk: Desk, data: bytes, name: str, found: PackPreview, parent: QWidget
    ) -> None:
        """Show what a pack brings; its signature was found good."""
        super().__init__("Nhận gói", parent, width=600)
        self._desk, self._data, self._name = desk, data, name
        self.taken = 0
        self.say("Chữ ký đúng, nơi ký được tin. Nhận gói thì mọi mục được ghi, hoặc không mục nào.")
        before = f"bản {found.taken_version}" if found.taken_version else "chưa nhận bản nào"
        self.body.addLayout(
            facts(
                [
                    ("Gói", f"{found.id}, bản {found.version}"),
                    ("Nội dung", PACK_KIND.get(found.kind, found.kind)),
                    ("Số mục", show_number(found.rows)),
                    ("Nơi ký", found.issuer),
                    ("Vân tay khóa", found.fingerprint),
                    ("Ngày ký", show_date(found.issued_on)),
                    ("Trước đây", before),
                ]
            )
        )
        self.say("Đọc vân tay với nơi gửi trước khi nhận. Điều văn phòng tự sửa vẫn giữ nguyên.",
                 quiet=True)  # fmt: skip
        self.add_buttons("Nhận gói")

    def accept_ready(self) -> None:
        """Take it."""
        self.taken = packs.take(self._desk, self._data, self._name)


class IssueDialog(Dialog):
    """Làm gói từ những quy tắc văn phòng tự ghi."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        """Ask for name and version."""
        super().__init__("Làm gói quy định", parent, width=560)
        self._desk = desk
        self.data = b""
        self.say("Gói gồm mọi quy tắc văn phòng này tự ghi, ký bằng khóa của cơ quan.")
        self.say("Nơi nhận phải đã đối chiếu thẻ cơ quan này và cho phép nhận gói.", quiet=True)
        self.id = LineField("id")
        self.id.set_placeholder("ví dụ QD-DONGHAI")
        self.version = NumberField("version")
        self.version.set_value(Decimal(1))
        self.body.addWidget(LabeledField("Tên gói (chữ không dấu, số, gạch nối)", self.id))
        self.body.addWidget(LabeledField("Bản số", self.version))
        self.add_buttons("Làm gói")
        self.id.setFocus()

    def accept_ready(self) -> None:
        """Make it."""
        value = self.version.value()
        number = int(value) if isinstance(value, Decimal) else 0
        self.data = packs.issue_rules(self._desk, str(self.id.value()), number)


class PacksPart(QWidget):
    """Các gói đã nhận."""

    def __init__(self, desk: Desk, notice: Notice) -> None:
        """Build the list; ``read`` fills it."""
        super().__init__()
        self._desk, self._notice = desk, notice
        look = theme.current()
        self.open = theme.primary(button("Mở gói…", self.take, tip="Ctrl+O"))
        self.make = button("Làm gói…", self.issue, tip="Gói các quy tắc văn phòng tự ghi, có ký")
        for tool in (self.open, self.make):
            allowed.allow(tool, desk, Permission.RULES)
        said = theme.muted(QLabel(_SAID))
        said.setWordWrap(True)
        top = QHBoxLayout()
        top.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        top.setSpacing(look.px(12))
        top.addWidget(said, 1)
        top.addWidget(self.make, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        self.table: Table[Taken] = Table(
            COLUMNS, identity=lambda one: one.id, name="Gói đã nhận", key="rules.packs"
        )
        self.stack = ListOrWords(self.table, _NONE)
        self.empty = self.stack.empty
        ruled(self, top, main=self.stack)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Open), self, self.take)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        begin_at(self, self.open)

    def read(self) -> None:
        """Read what was taken."""
        found = packs.taken(self._desk)
        self.table.show_records(found)
        self.stack.show_list(on=bool(found))

    @Slot()
    def issue(self) -> None:
        """Make a pack of the rules the office wrote itself, and save it."""
        if not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        self._notice.clear()
        dialog = IssueDialog(self._desk, self)
        if not dialog.exec():
            return
        name = f"{dialog.id.value()}-{dialog.version.text()}{packs.PACK_ENDING}"
        path = dialogs.save_file(self, "Lưu gói", name, FILES)
        if path is None:
            return
        try:
            files.write_file(path, dialog.data)
        except Problem as problem:
            self._notice.show_problem(problem)
        else:
            self._notice.say(f"Đã lưu gói {path.name}.", "ok")

    @Slot()
    def take(self) -> None:
        """Let the user choose a pack, look at it, take it."""
        if not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        self._notice.clear()
        path = dialogs.open_file(self, "Mở gói", FILES)
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Show what a pack brings, and take it at the user's word."""
        if not allowed.told(self._notice, self._desk, Permission.RULES):
            return
        self._notice.clear()
        try:
            data = updates.read_pack(path)
            found = packs.preview(self._desk, data, path.name)
        except Problem as problem:
            self._notice.show_problem(problem)
            return
        dialog = TakeDialog(self._desk, data, path.name, found, self)
        if dialog.exec():
            self.read()
            self._notice.say(_taken(found.kind, dialog.taken), "ok")


def _taken(kind: str, count: int) -> str:
    said = f"Đã nhận gói, {show_number(count)} mục mới."
    if kind == "templates":
        return f"{said} Vào trang Mẫu chấm điểm để chọn mẫu đưa vào dùng."
    return said
