"""Gói hồ sơ: whole dossiers to offices that know us and from them, with receipts both ways."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.packages import OpenedPackage, PackageLine, TakeAs, TakenPackage, Way
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import (
    files,
    known_offices,
    package_matching,
    package_receipts,
    packages,
    people,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.allowed import allow, told
from tcxd_desktop.ui.common.changes import Changes
from tcxd_desktop.ui.common.file_drop import FileDrop
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.listing import ListOrWords
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.ui.transfers import package_state as state
from tcxd_desktop.ui.transfers.over_page import OverPage
from tcxd_desktop.ui.transfers.package_make_dialog import FILES, MakeDialog
from tcxd_desktop.ui.transfers.package_preview import PackagePreview
from tcxd_desktop.wording.formats import show_date, show_number

RECEIPTS = f"Biên nhận gói (*{package_receipts.RECEIPT_ENDING})"
_HOW = (
    "Gói mang trọn hồ sơ (cả ảnh), mã hóa cho đúng một cơ quan, có chữ ký nơi gửi. Gửi bằng USB "
    "hoặc cách nào cũng được; nơi nhận gửi lại biên nhận."
)
_NOTHING = "Chưa gửi, chưa nhận gói nào."
_NO_CARDS = (
    "Chưa có cơ quan nào đã đối chiếu thẻ, nên chưa lập gói được: gói chỉ đi giữa hai cơ quan đã "
    "đối chiếu thẻ của nhau."
)
COLUMNS: tuple[Column[PackageLine], ...] = (
    Column("on", "Ngày", lambda one: show_date(one.on), sort=lambda one: (one.on, one.seq),
           width=96),
    Column("way", "Chiều", lambda one: f"gói {one.way.value}",
           tone=lambda one: "plain" if one.way is Way.OUT else "ok", width=90),
    Column("seq", "Số gói", lambda one: str(one.seq), sort=lambda one: one.seq, align="right",
           width=70),
    Column("office", "Cơ quan", lambda one: one.office, width=300),
    Column("answered", "Biên nhận", state.receipt_text, tone=state.receipt_tone, width=170),
)  # fmt: skip
Shown = tuple[OpenedPackage, list[state.Packed]]


class PackagesPage(FileDrop, OverPage):
    """Packages that went out and came in; one that is being looked at lies over the list."""

    subjects = frozenset({"package", "card"})

    tool_wanted = Signal(str)
    """Another page over the board: ``cards``."""
    person_wanted = Signal(int)

    def __init__(
        self, desk: Desk, jobs: Jobs, changes: Changes, parent: QWidget | None = None
    ) -> None:
        """Build the page; ``open`` fills it."""
        super().__init__("Gói hồ sơ", desk, jobs, changes, parent)
        self._receipt: tuple[bytes, str] = (b"", "")
        self._act = ""
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    def open(self) -> None:
        """Show the list; a package that was only looked at is put away."""
        self._close_package()
        super().open()

    def reload(self) -> None:
        """Read the list again."""
        super().reload()
        found = package_receipts.lines(self._desk)
        self.table.show_records(found)
        if found and self.table.current_record() is None:
            self.table.select_first()
        self.list.show_list(on=bool(found))
        self._on_current()

    # --- out --------------------------------------------------------------------------------------

    @Slot()
    def make(self) -> None:
        """Make a package for another office."""
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        self.notice.clear()
        offices = [known for known in known_offices.listed(self._desk) if known.trusted]
        if not offices:
            self._offer("cards", _NO_CARDS, "warn", "Mở Thẻ cơ quan")
            return
        dialog = MakeDialog(self._desk, self._jobs, offices, self)
        if not dialog.exec() or dialog.made is None:
            return
        made = dialog.made
        sealed = "" if made.sealed else " Mục 26–28 không đi theo: chuyển bằng hồ sơ giấy."
        self.reload()
        self.notice.say(
            f"Đã lập gói số {made.seq}, {show_number(made.people)} hồ sơ, lưu ở {dialog.saved}."
            f"{sealed} Chờ biên nhận của nơi nhận.",
            "ok",
        )

    @Slot()
    def take_receipt(self) -> None:
        """Take a receipt, so that the package counts as arrived."""
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        path = dialogs.open_file(self, "Chọn biên nhận của nơi nhận", RECEIPTS)
        if path is not None:
            self.read_receipt(path)

    def read_receipt(self, path: Path) -> None:
        """Mark the package a receipt is for."""
        self.notice.clear()
        try:
            data = files.read_file(path)
            line = package_receipts.take_receipt(self._desk, data, path.name)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.reload()
        self.table.select(_key(line))
        day = show_date(line.answered)
        self.notice.say(f"{line.office} đã nhận gói số {line.seq} ngày {day}.", "ok")

    # --- in ---------------------------------------------------------------------------------------

    @Slot()
    def choose(self) -> None:
        """Let the user choose a package to look at."""
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        path = dialogs.open_file(self, "Chọn gói hồ sơ", FILES)
        if path is not None:
            self.read_package(path)

    def read_package(self, path: Path) -> None:
        """Open a package and show what it holds; nothing is written."""
        self.notice.clear()
        desk = self._desk
        try:
            data = files.read_file(path)
        except Problem as problem:
            self.notice.show_problem(problem)
            return

        def work(progress: Progress) -> Shown:
            return _opened(desk, data, path.name, progress)

        self._jobs.run(
            work, done=self._show_package, failed=self.notice.show_problem, title="Đang mở gói…"
        )

    @Slot(object)
    def take(self, choices: list[TakeAs]) -> None:
        """Take dossiers of the package that is shown in, and offer the receipt."""
        package = self.preview.package
        if package is None or not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        self.notice.clear()
        desk = self._desk

        def work(_progress: Progress) -> TakenPackage:
            return packages.take(desk, package, choices)

        self._jobs.run(
            work, done=self._on_taken, failed=self.notice.show_problem, title="Đang nhận hồ sơ…"
        )

    @Slot()
    def receipt_again(self) -> None:
        """Make the receipt of a package taken before once more."""
        line = self.table.current_record()
        if line is None or line.way is not Way.IN:
            return
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        try:
            self._receipt = package_receipts.again(self._desk, line.uuid)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.save_receipt()

    @Slot()
    def save_receipt(self) -> None:
        """Save the receipt for the sender."""
        data, name = self._receipt
        path = dialogs.save_file(self, "Lưu biên nhận cho nơi gửi", name, RECEIPTS)
        if path is None:
            return
        try:
            files.write_file(path, data)
        except Problem as problem:
            self.notice.show_problem(problem)
            return
        self.notice.say(f"Đã lưu {path.name}. Gửi tệp này cho cơ quan đã gửi gói.", "ok")

    def take_file(self, path: Path) -> None:
        """Read the package or the receipt that was dropped."""
        if not told(self.notice, self._desk, Permission.TRANSFERS):
            return
        if path.suffix.lower() == package_receipts.RECEIPT_ENDING:
            self.read_receipt(path)
        else:
            self.read_package(path)

    @Slot()
    def leave(self) -> None:
        """Put a package away that is looked at, else go back."""
        if self.stack.currentIndex() == 1:
            self._close_package()
            self.table.setFocus()
        else:
            super().leave()

    # --- showing ----------------------------------------------------------------------------------

    def _show_package(self, found: Shown) -> None:
        self.preview.show_package(*found)
        self.stack.setCurrentIndex(1)
        self._show_buttons(on=False)
        self.preview.table.setFocus()

    def _close_package(self) -> None:
        self.preview.package = None
        self.stack.setCurrentIndex(0)
        self._show_buttons(on=True)

    def _show_buttons(self, *, on: bool) -> None:
        for button in (self.receipt_button, self.take_button, self.make_button):
            button.setVisible(on)

    def _on_taken(self, taken: TakenPackage) -> None:
        self._close_package()
        self.reload()
        self.table.setFocus()
        self._receipt = (taken.receipt, taken.receipt_name)
        count = show_number(len(taken.person_ids))
        self._offer(
            "receipt",
            f"Đã nhận {count} hồ sơ. Hồ sơ mới chưa thuộc chi bộ nào: ca chuyển đến sẽ ghi. "
            "Hãy lưu biên nhận gửi lại nơi gửi.",
            "ok",
            "Lưu biên nhận…",
        )

    def _offer(self, act: str, text: str, tone: str, action: str) -> None:
        self._act = act
        self.notice.say(text, tone, action=action)

    @Slot()
    def _on_act(self) -> None:
        if self._act == "receipt":
            self.save_receipt()
        else:
            self.notice.clear()
            self.tool_wanted.emit(self._act)

    @Slot()
    def _on_current(self) -> None:
        line = self.table.current_record()
        came = line is not None and line.way is Way.IN
        self.again_button.setEnabled(came)
        self.again_button.setVisible(came)

    # --- building ---------------------------------------------------------------------------------

    def _build(self) -> None:
        look = theme.current()
        self.receipt_button = QPushButton("Nhận biên nhận…")
        self.receipt_button.setToolTip("Biên nhận của gói đã gửi đi (Ctrl+B)")
        self.take_button = QPushButton("Mở gói nhận được…")
        self.take_button.setToolTip("Ctrl+O")
        self.make_button = theme.primary(QPushButton("Lập gói gửi đi…"))
        self.make_button.setToolTip("Ctrl+N")
        self.again_button = QPushButton("Lưu lại biên nhận…")
        self.again_button.setToolTip("Lập lại biên nhận của gói đến đang chọn")
        for button in (self.receipt_button, self.take_button, self.make_button, self.again_button):
            allow(button, self._desk, Permission.TRANSFERS)
        self.head.place(self.receipt_button, self.take_button, self.make_button)
        self.table: Table[PackageLine] = Table(
            COLUMNS, identity=_key, name="Gói hồ sơ đi, đến", key="packages"
        )
        self.entry = self.table
        self.list = ListOrWords(self.table, _NOTHING)
        self.empty = self.list.empty
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        above.setSpacing(look.px(12))
        how = theme.muted(QLabel(_HOW))
        how.setWordWrap(True)
        above.addWidget(how, 1)
        above.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(above)
        column.addWidget(theme.rule())
        column.addWidget(self.list, 1)
        self.preview = PackagePreview()
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.preview)
        self.column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.make_button.clicked.connect(self.make)
        self.take_button.clicked.connect(self.choose)
        self.receipt_button.clicked.connect(self.take_receipt)
        self.again_button.clicked.connect(self.receipt_again)
        self.preview.take_wanted.connect(self.take)
        self.preview.left.connect(self.leave)
        self.notice.acted.connect(self._on_act)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.receipt_again)
        self.table.menu_wanted.connect(self._on_menu)
        self.add_keys(("Ctrl+N", self.make), ("Ctrl+O", self.choose), ("Ctrl+B", self.take_receipt))

    @Slot(object, QPoint)
    def _on_menu(self, line: PackageLine, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        again = menu.addAction("Lưu lại biên nhận…", self.receipt_again)
        again.setEnabled(line.way is Way.IN)
        menu.addAction("Chép\tCtrl+C", self.table.copy)
        menu.popup(place)


def _key(line: PackageLine) -> tuple[str, Way]:
    return line.uuid, line.way


def _opened(desk: Desk, data: bytes, name: str, progress: Progress) -> Shown:
    """Open a package and hold each dossier against what is here."""
    opened = packages.open_package(desk, data, name, progress)
    matches = package_matching.matches(desk, opened)
    ids = tuple(one.person_id for one in matches if one.person_id is not None)
    lines = people.lines(desk, PeopleQuery(ids=ids, leavings=())) if ids else []
    names = {line.id: f"{line.name} ({line.unit})" if line.unit else line.name for line in lines}
    compared = {
        index: packages.compared(desk, opened, index, one.person_id)
        for index, one in enumerate(matches)
        if one.person_id is not None
    }
    return opened, state.packed(opened, matches, names, compared)
