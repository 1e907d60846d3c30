"""The first start: names of the office, its role and rules, the head's account, the recovery sheet.

Nothing is made before the last of the three steps is confirmed; no account and no password come
with the program.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QProgressBar,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tcxd_desktop.domain.accounts import Founding
from tcxd_desktop.domain.errors import Problem, RequiredProblem
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import opening, settings
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs, theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, LineField, commit_open_edit
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import NewPassword
from tcxd_desktop.ui.shell.recovery import RecoveryPart, ask_later
from tcxd_desktop.ui.shell.start import free_folder

Found = Callable[[Path, str, OfficeName, Founding], Desk]
ROLES = (
    ("CTTT", "Đảng ủy cấp trên trực tiếp của tổ chức cơ sở đảng",
     "Bên dưới có các đảng bộ, chi bộ cơ sở (đảng ủy xã, phường, đặc khu từ 01/7/2025)."),
    ("DBCS", "Đảng bộ cơ sở",
     "Bên dưới là các chi bộ trực thuộc, đảng bộ bộ phận; không có tổ chức cơ sở đảng nào khác."),
)  # fmt: skip
_NAMES, _RULES, _HEAD, _SHEET = range(4)
_TITLES = ("Tên cơ quan", "Vai trò và quy định", "Tài khoản trưởng ban", "Phiếu khôi phục")
_MAIN = ("Tiếp", "Tiếp", "Tạo văn phòng", "")
_UNCHECKED = "Chưa kiểm chứng với văn bản gốc: trưởng ban cho áp dụng sau, có ghi ngày."
_ACCOUNT = (
    "Chương trình không có sẵn tài khoản hay mật khẩu nào. Tài khoản đầu tiên là của trưởng ban:"
    " mở được mọi mục và thêm được người dùng khác."
)


class FirstStart(Dialog):
    """Three steps and the recovery sheet; ``desk`` holds the new office, open."""

    def __init__(self, home: Path, found: Found, parent: QWidget | None = None) -> None:
        """Ask; the office is made under ``home`` with ``found``."""
        super().__init__("Lập văn phòng mới", parent, width=620)
        self.desk: Desk | None = None
        self._home, self._found = home, found
        self._jobs = Jobs(self)
        self._jobs.failed.connect(self._on_failed)
        self._making = False
        self.part: RecoveryPart | None = None
        self._count = theme.hint(QLabel())
        self._title = theme.page_title(QLabel())
        self.steps = QStackedWidget()
        for page in (self._names(), self._rules(), self._head()):
            self.steps.addWidget(page)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Đang lập văn phòng")
        self.bar.hide()
        for widget in (self._count, self._title, self.steps, self.bar):
            self.body.addWidget(widget)
        self.back = self.add_button("Quay lại", left=True)
        self.back.clicked.connect(self._on_back)
        self.add_buttons(_MAIN[0], cancel="Thôi")
        self._turn(_NAMES)

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return self.steps.currentIndex()

    # --- pages ------------------------------------------------------------------------------------

    def _names(self) -> QWidget:
        page, column = _page("Những tên này in ở đầu giấy tờ; sau này sửa được.")
        self.name = _line("name", "Đảng ủy xã …")
        self.province = _line("province", "Đảng bộ tỉnh …")
        self.place = _line("place", "tên xã, phường, đặc khu")
        self.symbol = _line("symbol", "2–3 chữ in hoa, như NB")
        for caption, field, hint in (
            ("Tên cơ quan", self.name, ""),
            ("Đảng bộ tỉnh, thành phố", self.province, ""),
            ("Địa danh", self.place, "Đứng trước ngày tháng trên giấy tờ"),
            ("Ký hiệu tỉnh", self.symbol, "Phần chữ trong số lý lịch"),
        ):
            column.addWidget(LabeledField(caption, field, hint=hint))
        column.addStretch()
        return page

    def _rules(self) -> QWidget:
        page, column = _page("")
        self.roles = QButtonGroup(page)
        self.role_boxes = {key: _choice(column, self.roles, name, why) for key, name, why in ROLES}
        self.role_boxes["CTTT"].setChecked(True)
        column.addSpacing(theme.current().px(6))
        column.addWidget(theme.heading(QLabel("Quy định đang áp dụng")))
        self.rules = QButtonGroup(page)
        self.rule_boxes: dict[str, QRadioButton] = {}
        for found in settings.rule_sets():
            usable = found.verified and bool(found.valid_from)
            box = _choice(column, self.rules, found.name, "" if usable else _UNCHECKED)
            box.setEnabled(usable)
            self.rule_boxes[found.id] = box
        next(box for box in self.rule_boxes.values() if box.isEnabled()).setChecked(True)
        column.addStretch()
        return page

    def _head(self) -> QWidget:
        page, column = _page(_ACCOUNT)
        self.head = _line("head", "như Trần Thu Hà")
        self.password = NewPassword()
        column.addWidget(LabeledField("Họ và tên", self.head))
        column.addWidget(self.password)
        column.addStretch()
        return page

    # --- walking ----------------------------------------------------------------------------------

    @Slot()
    def _on_main(self) -> None:
        if self._making:
            return
        self.notice.clear()
        try:
            self._go_on()
        except Problem as problem:
            self.show_problem(problem)

    def _go_on(self) -> None:
        commit_open_edit()
        if self.step == _NAMES:
            self._need(self.name)
            self._turn(_RULES)
        elif self.step == _RULES:
            self._turn(_HEAD)
        elif self.step == _HEAD:
            self._make()
        elif self.part is not None and self.desk is not None and self.part.go_on():
            found = replace(self.desk.sign_in, recovery=True)
            self.desk = replace(self.desk, sign_in=found)
            self.accept()
        else:
            self._dress()

    def _make(self) -> None:
        self._need(self.head)
        office, founding = self._office(), self._founding()
        secret = self.password.checked(office.name, office.province, office.place, founding.head)
        folder = free_folder(self._home)

        def make(_progress: Progress) -> Desk:
            return self._found(folder, secret, office, founding)

        self._set_making(on=True)
        self._jobs.run(make, done=self._on_made, failed=self._on_failed, title="Đang lập…")

    def _on_made(self, desk: Desk) -> None:
        self._set_making(on=False)
        self.desk = desk
        self.password.clear()
        self.part = RecoveryPart(desk, self._jobs)
        self.steps.addWidget(self.part)
        self._turn(_SHEET)

    def _on_failed(self, problem: Problem) -> None:
        self._set_making(on=False)
        self.show_problem(problem)

    def _set_making(self, *, on: bool) -> None:
        self._making = on
        self.bar.setVisible(on)
        self.steps.setEnabled(not on)
        self._dress()

    def _office(self) -> OfficeName:
        return OfficeName(
            str(self.name.value()),
            str(self.province.value()),
            str(self.place.value()),
            str(self.symbol.value()).upper(),
        )

    def _founding(self) -> Founding:
        role = next(key for key, box in self.role_boxes.items() if box.isChecked())
        rules = next(key for key, box in self.rule_boxes.items() if box.isChecked())
        return Founding(str(self.head.value()), role, rules)

    @staticmethod
    def _need(field: LineField) -> None:
        if not field.value():
            raise RequiredProblem(field.key, field=field.key)

    def _turn(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        self._dress()
        if step == _NAMES:
            self.name.setFocus()
        elif step == _RULES:
            self.role_boxes["CTTT" if self.role_boxes["CTTT"].isChecked() else "DBCS"].setFocus()
        elif step == _HEAD:
            self.head.setFocus()
        elif self.part is not None:
            self.part.start()

    def _dress(self) -> None:
        step = self.step
        self._count.setText(f"Bước {step + 1} / {len(_TITLES)}")
        self._title.setText(_TITLES[step])
        typing = self.part is not None and self.part.typing
        self.back.setVisible(step in (_RULES, _HEAD) or typing)
        self.back.setEnabled(not self._making)
        if self.main is not None:
            self.main.setText(self.part.main if self.part is not None else _MAIN[step])
            self.main.setEnabled(not self._making)
        if self.leave is not None:
            self.leave.setText("Để sau" if step == _SHEET else "Thôi")
            self.leave.setEnabled(not self._making)

    @Slot()
    def _on_back(self) -> None:
        self.notice.clear()
        if self.part is not None:
            self.part.go_back()
            self._dress()
        elif self.step:
            self._turn(self.step - 1)

    # --- leaving ----------------------------------------------------------------------------------

    def reject(self) -> None:
        """Leave; what was made stays made, and a missing sheet is said."""
        if self._making:
            return
        if self.part is None:
            typed = any(field.text() for field in (self.name, self.head))
            if not typed or dialogs.confirm(
                self, "Bỏ việc lập văn phòng? Chưa có gì được ghi.", yes="Bỏ", no="Làm tiếp"
            ):
                super().reject()
        elif ask_later(self):
            self.accept()

    def done(self, result: int) -> None:
        """Let go of the worker and of what is secret."""
        if self.part is not None:
            self.part.forget()
        self.password.clear()
        self._jobs.close()
        super().done(result)
        if not result and self.desk is not None:
            opening.close_office(self.desk)
            self.desk = None


def _page(said: str) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().px(9))
    if said:
        label = theme.muted(QLabel(said))
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(label)
    return page, column


def _line(key: str, hint: str) -> LineField:
    field = LineField(key)
    field.set_placeholder(hint)
    return field


def _choice(column: QVBoxLayout, group: QButtonGroup, name: str, why: str) -> QRadioButton:
    box = QRadioButton(name)
    box.setAccessibleDescription(why)
    group.addButton(box)
    column.addWidget(box)
    if why:
        hint = theme.hint(QLabel(why))
        hint.setWordWrap(True)
        hint.setIndent(theme.current().px(28))
        column.addWidget(hint)
    return box
