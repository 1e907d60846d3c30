"""Before an office is open: choose one, or make one."""

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton

from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog, choose_folder
from tcxd_desktop.ui.shell.late import SignedIn, late, office

_FIRST = (
    "Trên máy này chưa có văn phòng nào. Lập văn phòng mới mất vài phút, cần máy in để in phiếu"
    " khôi phục. Văn phòng mẫu chỉ có người hư cấu, dùng để tập."
)
_SEVERAL = (
    "Chọn văn phòng có trên máy này, mở thư mục khác, hoặc lập mới. Văn phòng mẫu chỉ có người hư"
    " cấu, dùng để tập."
)


class StartDialog(Dialog):
    """Lists the offices this machine knows; ``folder``, ``desk`` or ``demo`` is the choice."""

    def __init__(self, offices: list[Path], home: Path) -> None:
        """Offer ``offices``; a new one is made under ``home``."""
        super().__init__("Sổ công tác Đảng", None, width=520)
        self.folder: Path | None = None
        self.desk: SignedIn | None = None
        self.demo = False
        self._home = home
        self._paths = offices
        title = "Mở sổ của văn phòng" if offices else "Bắt đầu"
        self.body.addWidget(theme.page_title(QLabel(title)))
        self.say(_SEVERAL if offices else _FIRST, quiet=True)
        self.list = theme.mark(QListWidget(), "boxed")
        self.list.setAccessibleName("Văn phòng trên máy này")
        self.list.addItems([f"{path.name}   {path}" for path in offices])
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(offices))
        self.list.itemActivated.connect(self._on_activated)
        self.body.addWidget(self.list)
        self.new = self._way("Lập văn phòng mới…", self._on_new)
        self._way("Mở thư mục khác…", self._on_other)
        self._way("Khôi phục từ bản sao lưu…", self._on_back)
        self._way("Mở văn phòng mẫu", self._on_demo)
        main = self.add_buttons("Mở", cancel="Thoát")
        main.setVisible(bool(offices))
        main.setEnabled(bool(offices))
        (self.list if offices else self.new).setFocus()

    def _way(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(slot)
        self.body.addWidget(button)
        return button

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
    def _on_back(self) -> None:
        brought = late("rescue").brought_here(self._home)
        if brought is not None:
            self.folder = brought
            self.accept()

    @Slot()
    def _on_new(self) -> None:
        found = office("founding").found_office
        dialog = late("first_start").FirstStart(self._home, found, self)
        if dialog.exec() and dialog.desk is not None:
            self.desk = dialog.desk
            self.accept()

    @Slot()
    def _on_demo(self) -> None:
        self.demo = True
        self.accept()


def free_folder(home: Path, stem: str = "van-phong") -> Path:
    """Return a folder under ``home`` that is not there yet."""
    number = 1
    while (home / f"{stem}-{number}").exists():
        number += 1
    return home / f"{stem}-{number}"
