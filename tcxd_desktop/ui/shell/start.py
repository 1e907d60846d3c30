"""Before an office is open: choose one, or make one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from tcxd_desktop.domain.errors import RequiredProblem, WeakPasswordProblem
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog, choose_folder

MIN_PASSWORD = 8
Create = Callable[[Path, str, OfficeName], Desk]


class StartDialog(Dialog):
    """Lists the offices this machine knows; ``folder`` or ``desk`` holds the choice."""

    def __init__(self, offices: list[Path], home: Path, create: Create) -> None:
        """Offer ``offices``; a new one is made under ``home`` with ``create``."""
        super().__init__("Sổ công tác Đảng", None, width=520)
        self.folder: Path | None = None
        self.desk: Desk | None = None
        self.demo = False
        self._home, self._create = home, create
        self._paths = offices
        self.body.addWidget(theme.page_title(QLabel("Mở sổ của văn phòng")))
        self.say(
            "Chọn văn phòng có trên máy này, mở thư mục khác, hoặc tạo mới. Văn phòng mẫu chỉ có"
            " người hư cấu, dùng để tập.",
            quiet=True,
        )
        self.list = theme.mark(QListWidget(), "boxed")
        self.list.setAccessibleName("Văn phòng trên máy này")
        self.list.addItems([f"{path.name}   {path}" for path in offices])
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(offices))
        self.list.itemActivated.connect(self._on_activated)
        self.body.addWidget(self.list)
        for text, slot in (
            ("Mở thư mục khác…", self._on_other),
            ("Tạo văn phòng mới…", self._on_new),
            ("Mở văn phòng mẫu", self._on_demo),
        ):
            button = QPushButton(text)
            button.clicked.connect(slot)
            self.body.addWidget(button)
        self.add_buttons("Mở", cancel="Thoát")

    def accept_ready(self) -> None:
        """Take the chosen office.

        Raises:
            RequiredProblem: none is chosen.
        """
        row = self.list.currentRow()
        if self.folder is None and self.desk is None and not self.demo:
            if not 0 <= row < len(self._paths):
                raise RequiredProblem("office")
            self.folder = self._paths[row]

    @Slot()
    def _on_activated(self) -> None:
        self._on_main()

    @Slot()
    def _on_other(self) -> None:
        chosen = choose_folder(self, "Chọn thư mục dữ liệu của văn phòng")
        if chosen:
            self.folder = Path(chosen)
            self.accept()

    @Slot()
    def _on_new(self) -> None:
        dialog = NewOfficeDialog(self._home, self._create, self)
        if dialog.exec() and dialog.desk is not None:
            self.desk = dialog.desk
            self.accept()

    @Slot()
    def _on_demo(self) -> None:
        self.demo = True
        self.accept()


class NewOfficeDialog(Dialog):
    """Names an office and its password; ``desk`` holds the new one, open."""

    def __init__(self, home: Path, create: Create, parent: QWidget | None = None) -> None:
        """Ask; the office is made under ``home``."""
        super().__init__("Tạo văn phòng mới", parent, width=520)
        self.desk: Desk | None = None
        self._home, self._create = home, create
        self.say("Những tên này in ở đầu giấy tờ; sau này sửa được.", quiet=True)
        form = QFormLayout()
        self.name = self._line(form, "Tên cơ quan", "Đảng ủy xã …")
        self.province = self._line(form, "Đảng bộ tỉnh", "Đảng bộ tỉnh …")
        self.place = self._line(form, "Địa danh", "tên xã, phường, đặc khu")
        self.symbol = self._line(form, "Ký hiệu tỉnh", "2–3 chữ in hoa trong số lý lịch")
        self.password = self._line(form, "Mật khẩu", f"ít nhất {MIN_PASSWORD} ký tự")
        self.again = self._line(form, "Gõ lại mật khẩu", "")
        for box in (self.password, self.again):
            box.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addLayout(form)
        self.add_buttons("Tạo văn phòng", cancel="Thôi")

    @staticmethod
    def _line(form: QFormLayout, caption: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setAccessibleName(caption)
        form.addRow(caption, line)
        return line

    def accept_ready(self) -> None:
        """Make the office.

        Raises:
            Problem: what is missing, or why it could not be made.
        """
        name = clean_line(self.name.text())
        if not name:
            raise RequiredProblem("office", field="name")
        secret = self.password.text()
        if len(secret) < MIN_PASSWORD or secret != self.again.text():
            raise WeakPasswordProblem(MIN_PASSWORD, field="password")
        office = OfficeName(
            name,
            clean_line(self.province.text()),
            clean_line(self.place.text()),
            clean_line(self.symbol.text()).upper(),
        )
        self.desk = self._create(self._free_folder(), secret, office)

    def _free_folder(self) -> Path:
        number = 1
        while (self._home / f"van-phong-{number}").exists():
            number += 1
        return self._home / f"van-phong-{number}"
