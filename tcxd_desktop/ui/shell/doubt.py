"""Files that are not those that were left: the head looks, says why, or leaves."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from tcxd_desktop.domain.accounts import SignIn
from tcxd_desktop.domain.errors import ReasonNeededProblem
from tcxd_desktop.office import opening
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import theme
from tcxd_desktop.ui.common.dialogs import Dialog
from tcxd_desktop.ui.common.fields import LabeledField, TextField
from tcxd_desktop.wording.formats import show_number

_OLDER = (
    "Sổ truy cập từng có đến dòng {expected}, tệp này chỉ có đến dòng {found}. Có thể ai đó đã chép"
    " đè một tệp cũ, hoặc khôi phục bằng tay: những việc ghi sau dòng {found} không còn trong tệp."
)
_REPLACED = (
    "Tệp này không nối tiếp tệp của lần đóng trước (sổ truy cập ở dòng {found}). Có thể ai đó đã"
    " chép đè một tệp khác của cùng văn phòng."
)
_ALTERED = (
    "Tệp dữ liệu đã bị thay đổi trong lúc không ai đăng nhập (sổ truy cập vẫn ở dòng {found}). Chép"
    " tệp bằng tay thì không gây ra việc này."
)
_WHAT_NOW = (
    "Nếu biết rõ nguyên nhân, hãy ghi lại: việc xác nhận và lý do được ghi vào sổ truy cập, từ đó"
    " làm việc bình thường. Nếu không rõ, hãy chỉ xem, giữ nguyên tệp và báo cấp trên."
)


def told(found: SignIn) -> str:
    """Return what differs, in words."""
    if found.state == "altered":
        text = _ALTERED
    else:
        text = _OLDER if found.expected > found.found else _REPLACED
    return text.format(expected=show_number(found.expected), found=show_number(found.found))


class DoubtDialog(Dialog):
    """Asks the head; accepted means that work goes on, ``looking`` that it is only read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Tell what differs."""
        super().__init__("Tệp khác lần đóng trước", parent, width=580)
        self._desk = desk
        self.looking = False
        self.body.addWidget(theme.page_title(QLabel("Tệp dữ liệu khác lần đóng trước")))
        self.say(told(desk.sign_in))
        self.say(_WHAT_NOW)
        self.reason = TextField("reason", lines=2)
        self.body.addWidget(
            LabeledField("Lý do", self.reason, hint="ví dụ: chép từ máy cũ sang máy mới ngày …")
        )
        self.body.addStretch(1)
        self.look = self.add_button("Chỉ xem", left=True)
        self.look.clicked.connect(self._on_look)
        self.add_buttons("Xác nhận và làm việc", cancel="Thoát")
        self.reason.setFocus()

    def accept_ready(self) -> None:
        """Note the reason and let work go on.

        Raises:
            ReasonNeededProblem: none is given.
        """
        reason = str(self.reason.value() or "")
        if not reason:
            raise ReasonNeededProblem(field="reason")
        opening.acknowledge(self._desk, reason)

    @Slot()
    def _on_look(self) -> None:
        self.looking = True
        self.accept()
