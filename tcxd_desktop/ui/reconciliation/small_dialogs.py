"""Short closed questions of a round: the paper that asks, the end of the round."""

from datetime import date

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.errors import RequiredProblem
from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_views import RequestInfo
from tcxd_desktop.office import reconciliation, reconciliation_requests
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import Dialog, choose
from tcxd_desktop.ui.common.fields import DateField, LabeledField, LineField, TextField
from tcxd_desktop.wording.formats import show_number

_DOUBTS = (
    "Nếu đưa vào ngay, mỗi dòng ấy nằm ở «chỉ cấp trên có», người giống nó nằm ở «chỉ ở đây có», "
    "cho đến khi được ghép ở phần Từng người."
)


class RequestDialog(Dialog):
    """Number and day of the paper; the fields become *đã đề nghị*."""

    def __init__(
        self, desk: Desk, round_id: int, verdict_ids: list[int], parent: QWidget | None = None
    ) -> None:
        """Ask for the paper that carries these fields."""
        super().__init__("Lập văn bản đề nghị đính chính", parent, width=480)
        self._desk, self._round_id, self._ids = desk, round_id, verdict_ids
        self.made: RequestInfo | None = None
        self.say(
            f"Đề nghị cấp trên sửa {show_number(len(verdict_ids))} mục. Ghi xong, các mục được "
            "đánh dấu đã đề nghị và văn bản mở ra để in."
        )
        self.number = LineField("number")
        self.number.set_placeholder("ví dụ 45-CV/ĐU")
        self.on = DateField("on", today=desk.today())
        self.on.set_value(PartialDate.of(desk.today()))
        self.body.addWidget(LabeledField("Số văn bản", self.number))
        self.body.addWidget(LabeledField("Ngày", self.on))
        self.add_buttons("Ghi và in")
        self.number.setFocus()

    def accept_ready(self) -> None:
        """Write that the upper level was asked.

        Raises:
            Problem: no number, no whole day.
        """
        day: date | None = self.on.whole()
        if day is None:
            raise RequiredProblem("on", field="on")
        self.made = reconciliation_requests.mark_requested(
            self._desk, self._round_id, self._ids, str(self.number.value() or ""), day.isoformat()
        )


class CloseDialog(Dialog):
    """Ends a round: its figures are kept as they are; what is left open needs a reason."""

    def __init__(self, desk: Desk, told: Round, left: int, parent: QWidget | None = None) -> None:
        """Ask; ``left``: how many people and lines are not decided on."""
        super().__init__("Kết thúc đợt đối chiếu", parent, width=520)
        self._desk, self._round = desk, told
        self.closed: Round | None = None
        self.say(
            f"Kết thúc «{told.name}»? Số liệu được giữ nguyên như hôm nay, không quyết định thêm "
            "được nữa. Người phụ trách có thể mở lại, với lý do."
        )
        if left:
            self.say(
                f"Còn {show_number(left)} người, dòng có mục khác chưa giải quyết: phải ghi vì sao "
                "để lại."
            )
        self.note = TextField("note", lines=2)
        self.body.addWidget(LabeledField("Lý do, ghi chú" if left else "Ghi chú", self.note))
        self.add_buttons("Kết thúc đợt")
        self.note.setFocus()

    def accept_ready(self) -> None:
        """End it.

        Raises:
            ReasonNeededProblem: differences are left open and no note says why.
        """
        self.closed = reconciliation.close_round(
            self._desk, self._round.id, str(self.note.value() or "")
        )


def ask_doubts(parent: QWidget, number: int) -> str:
    """Ask what becomes of lines in doubt: ``look`` at them, ``take`` the list in; empty: neither.

    Until they are matched each of them is two differences.
    """
    return choose(
        parent, f"Còn {show_number(number)} dòng nghi vấn chưa nói là ai.",
        [("look", "Xem từng dòng"), ("take", "Đưa vào, ghép sau"), ("", "Thôi")],
        title="Còn dòng nghi vấn", detail=_DOUBTS,
    )  # fmt: skip
