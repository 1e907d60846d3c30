"""One person who signs in: name, role, scope; for a new one also password and sealed items."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.errors import RequiredProblem, SealedProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.units import UnitNode
from tcxd_desktop.office import accounts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.fields import FlagField, LabeledField, LineField
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.password import NewPassword
from tcxd_desktop.ui.safety.account_rules import ROLES
from tcxd_desktop.ui.safety.scope_picker import ScopePicker
from tcxd_desktop.ui.safety.work import Work, WorkDialog
from tcxd_desktop.wording.people import ROLE
from tcxd_desktop.wording.problems import sentence

_SEALED = "Mở được ngăn niêm phong (mục 26, 27, 28 và đặc điểm lịch sử)"
_FIRST = "Trao mật khẩu này tận tay; người ấy nên tự đổi ngay ở lần đăng nhập đầu."
_LATER = "Có hiệu lực từ lần đăng nhập sau của người ấy."


class AccountDialog(WorkDialog):
    """Adds somebody, or changes name, role and scope of ``account``."""

    doing = "Đang ghi người dùng…"

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        nodes: Sequence[UnitNode],
        parent: QWidget | None = None,
        *,
        account: Account | None = None,
    ) -> None:
        """Ask; the boxes show ``account`` where there is one."""
        title = "Thêm người dùng" if account is None else "Sửa người dùng"
        super().__init__(title, jobs, parent, width=880 if account is None else 640)
        self._desk, self._account = desk, account
        held = account or Account(0, "", Role.CLERK)
        self.name = LineField("name")
        self.name.set_value(held.name)
        self.name.set_placeholder("họ và tên, như Phạm Văn Thành")
        self.scope = ScopePicker(nodes, held.units)
        self.password = NewPassword()
        self.sealed = FlagField("sealed", text=_SEALED)
        self._build(held)
        self.add_buttons("Thêm người dùng" if account is None else "Lưu")
        self.name.setFocus()

    @property
    def role(self) -> Role:
        """The role that is chosen."""
        return next(role for role, radio in self.roles.items() if radio.isChecked())

    def work(self) -> Work:
        """Return what writes the account.

        Raises:
            Problem: no name, no organisation, or a password that would be guessed.
        """
        name, role = str(self.name.value()), self.role
        if not name:
            raise RequiredProblem("account", field="name")
        if role is Role.CLERK and self.scope.nothing():
            raise RequiredProblem("unit_id")
        units = self.scope.chosen() if role is Role.CLERK else ()
        desk, account = self._desk, self._account
        if account is not None:
            changed = replace(account, name=name, role=role, units=units)
            return lambda _progress: accounts.change(desk, changed)
        secret, sealed = self.password.checked(name), bool(self.sealed.value())

        def add(_progress: Progress) -> Account:
            return accounts.add(desk, name, role, secret, sealed=sealed, units=units)

        return add

    def done(self, result: int) -> None:
        """Forget the password."""
        self.password.clear()
        super().done(result)

    def _build(self, held: Account) -> None:
        look = theme.current()
        row = QHBoxLayout()
        row.setSpacing(look.px(22))
        who, where = _column(row, 5), _column(row, 5)
        who.addWidget(LabeledField("Họ và tên", self.name))
        who.addWidget(theme.heading(QLabel("Vai trò")))
        self._build_roles(who, held.role)
        self.scope_title = theme.heading(QLabel("Phạm vi"))
        where.addWidget(self.scope_title)
        where.addWidget(self.scope, 1)
        if self._account is None:
            secret = _column(row, 6)
            secret.addWidget(theme.heading(QLabel("Mật khẩu đầu tiên")))
            secret.addWidget(self.password)
            secret.addWidget(_quiet(_FIRST))
            secret.addSpacing(look.px(6))
            secret.addWidget(self._sealed_box())
            secret.addStretch(1)
        else:
            who.addWidget(_quiet(_LATER))
        who.addStretch(1)
        where.addStretch()
        self.body.addLayout(row, 1)
        self._show_scope()

    def _build_roles(self, column: QVBoxLayout, held: Role) -> None:
        self.roles: dict[Role, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for role, said in ROLES.items():
            radio = QRadioButton(ROLE[role])
            radio.setAccessibleDescription(said)
            radio.setChecked(role is held)
            radio.toggled.connect(self._show_scope)
            self._group.addButton(radio)
            self.roles[role] = radio
            column.addWidget(radio)
            hint = _quiet(said)
            hint.setIndent(theme.current().px(28))
            column.addWidget(hint)

    def _sealed_box(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(3))
        self.sealed.box.setText("Giao ngăn niêm phong")
        column.addWidget(self.sealed)
        holds = self._desk.actor.sealed
        self.sealed.set_read_only(on=not holds)
        said = f"{_SEALED}." if holds else sentence(SealedProblem("ngăn niêm phong"))
        column.addWidget(_quiet(said))
        return holder

    @Slot()
    def _show_scope(self) -> None:
        clerk = self.role is Role.CLERK
        self.scope.setVisible(clerk)
        self.scope_title.setText("Phạm vi" if clerk else "Phạm vi: cả văn phòng")


def _column(row: QHBoxLayout, share: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.current().px(8))
    row.addLayout(column, share)
    return column


def _quiet(text: str) -> QLabel:
    label = theme.hint(QLabel(text))
    label.setWordWrap(True)
    return label
