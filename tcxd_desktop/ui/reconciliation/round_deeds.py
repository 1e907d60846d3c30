"""What a round's page writes: decisions, whose a line is, papers that asked, the round itself."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import LockedFactProblem
from tcxd_desktop.domain.reconciliation import Decided, Round, Verdict
from tcxd_desktop.domain.reconciliation_views import (
    FieldRecon,
    PersonRecon,
    RequestInfo,
    Ruling,
    StrayRecon,
)
from tcxd_desktop.office import (
    reconciliation,
    reconciliation_deciding,
    reconciliation_requests,
    reconciliation_sources,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import ask_decision, ask_text, confirm
from tcxd_desktop.ui.reconciliation.round_dialog import RoundDialog
from tcxd_desktop.ui.reconciliation.small_dialogs import CloseDialog, RequestDialog
from tcxd_desktop.wording.formats import show_number

_UNDO = "Bỏ quyết định"
_WHY_UNDO = "Vì sao bỏ quyết định này? Hồ sơ đã sửa theo nó trở lại như trước."
_MENDED = (
    "Chỉ ghi khi đã thấy hoặc được báo là hệ thống cấp trên ghi đúng. Đưa danh sách mới của cấp "
    "trên vào đợt thì mục nào khớp tự được ghi như vậy."
)
_UNMATCH = (
    "Dòng ấy trở về «chỉ cấp trên có» để ghép lại với đúng người. Những gì đã sửa trong hồ sơ "
    "theo nó không tự trở lại: bỏ từng quyết định ấy trước."
)


class Deeds:
    """Every write raises its Problem; whoever calls shows it beside what was asked."""

    def __init__(self, desk: Desk, parent: QWidget, used: Callable[[str], None]) -> None:
        """Ask further questions over ``parent``; ``used`` hears of each basis that served."""
        self._desk, self._parent, self._used_basis = desk, parent, used

    # --- people -----------------------------------------------------------------------------------

    def decide(
        self, round_id: int, person: PersonRecon, ruling: Ruling, row: FieldRecon
    ) -> PersonRecon | None:
        """Write a decision; a fixed fact asks for the paper first. ``None``: the user left.

        Raises:
            Problem: it cannot be decided so.
        """
        writes = ruling.decided in (Decided.TAKE, Decided.OTHER)
        if row.locked and writes:
            return self._correct(round_id, person, ruling, row)
        try:
            made = reconciliation_deciding.decide(self._desk, round_id, person.person_id, ruling)
        except LockedFactProblem:
            return self._correct(round_id, person, ruling, row)
        self._used(ruling)
        return made

    def _correct(
        self, round_id: int, person: PersonRecon, ruling: Ruling, row: FieldRecon
    ) -> PersonRecon | None:
        value = ruling.value or row.theirs.get(ruling.source, "")
        answer = ask_decision(
            self._parent,
            "Đính chính",
            f"{row.label} đã cố định từ khi kết nạp: «{row.ours}» thành «{value}». Chỉ đính chính "
            "khi có căn cứ và được cấp có thẩm quyền đồng ý.",
            today=self._desk.today(),
            main="Đính chính",
        )
        if answer is None:
            return None
        made = reconciliation_deciding.correct(
            self._desk, round_id, person.person_id, ruling, answer[0]
        )
        self._used(ruling)
        return made

    def _used(self, ruling: Ruling) -> None:
        if ruling.decided is not Decided.PASSED:
            self._used_basis(ruling.basis)

    def undo(self, round_id: int, verdict: Verdict) -> bool:
        """Take a decision back, with the reason; false: the user left.

        Raises:
            Problem: it cannot be taken back.
        """
        reason = ask_text(
            self._parent, _UNDO, _WHY_UNDO,
            main=_UNDO,
        )  # fmt: skip
        if reason is None:
            return False
        reconciliation_deciding.undo_decision(self._desk, round_id, verdict.id, reason)
        return True

    # --- lines nobody fits ------------------------------------------------------------------------

    def decide_stray(self, round_id: int, shown: StrayRecon, decided: Decided, basis: str) -> None:
        """Decide on a line of the central list nobody here fits.

        Raises:
            Problem: it cannot be decided so.
        """
        entry = shown.entry.id
        reconciliation_deciding.decide_stray(self._desk, round_id, entry, decided, basis)
        if decided is not Decided.PASSED:
            self._used_basis(basis)

    def match(self, round_id: int, shown: StrayRecon, person_id: int) -> PersonRecon:
        """Say whom a line is about.

        Raises:
            Problem: another line is about this member already.
        """
        entry = shown.entry.id
        return reconciliation_sources.match_stray(self._desk, round_id, entry, person_id)

    def unmatch(self, round_id: int, person: PersonRecon) -> bool:
        """Say that the line taken for a member is not about him; false: the user left.

        Raises:
            Problem: no line is, or the round is over.
        """
        if not confirm(
            self._parent, f"Dòng của cấp trên đang đặt cạnh {person.name} là của người khác?",
            yes="Tách dòng này ra", title="Tách dòng cấp trên", detail=_UNMATCH,
        ):  # fmt: skip
            return False
        reconciliation_sources.unmatch(self._desk, round_id, person.person_id)
        return True

    # --- papers that ask --------------------------------------------------------------------------

    def request(self, round_id: int, ids: Sequence[int]) -> RequestInfo | None:
        """Ask for number and day, and write that the upper level was asked."""
        dialog = RequestDialog(self._desk, round_id, list(ids), self._parent)
        return dialog.made if dialog.exec() else None

    def mend(self, round_id: int, ids: Sequence[int]) -> bool:
        """Write that the upper level has mended some fields; false: the user left.

        Raises:
            Problem: one was not asked for.
        """
        if not confirm(
            self._parent, f"Ghi rằng cấp trên đã sửa {show_number(len(ids))} mục?",
            yes="Ghi đã sửa", title="Cấp trên đã sửa", detail=_MENDED,
        ):  # fmt: skip
            return False
        reconciliation_requests.mark_mended(self._desk, round_id, ids)
        return True

    def undo_request(self, told: RequestInfo) -> bool:
        """Take a paper back, with the reason; false: the user left.

        Raises:
            Problem: the round is over.
        """
        reason = ask_text(
            self._parent, "Bỏ văn bản đề nghị",
            f"Vì sao bỏ văn bản {told.number}? Các mục trở lại chờ đề nghị.", main="Bỏ văn bản",
        )  # fmt: skip
        if reason is None:
            return False
        reconciliation_requests.undo_request(self._desk, told.id, reason)
        return True

    # --- the round --------------------------------------------------------------------------------

    def edit(self, told: Round) -> bool:
        """Mend name, scope and fields of a round; false: the user left."""
        return bool(RoundDialog(self._desk, told, self._parent).exec())

    def close(self, told: Round, left: int) -> Round | None:
        """End a round; ``None``: the user left."""
        dialog = CloseDialog(self._desk, told, left, self._parent)
        return dialog.closed if dialog.exec() else None

    def reopen(self, told: Round) -> bool:
        """Let a closed round run again; false: the user left.

        Raises:
            Problem: it may not.
        """
        reason = ask_text(
            self._parent, "Mở lại đợt", f"Vì sao mở lại «{told.name}»? Số liệu đã giữ bị bỏ.",
            main="Mở lại đợt",
        )  # fmt: skip
        if reason is None:
            return False
        reconciliation.reopen(self._desk, told.id, reason)
        return True
