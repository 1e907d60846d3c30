"""What is done from the board itself: short questions, one use case each."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.office import meetings, scoring
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.dialogs import ask_text
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.board_acts import reached
from tcxd_desktop.ui.meetings.board_rows import period_of
from tcxd_desktop.ui.meetings.detail import Looked
from tcxd_desktop.ui.meetings.grid_confirm import ConfirmDialog


class Deeds:
    """Hands in, confirms, reopens, notes a month without meeting, drops a meeting."""

    def __init__(self, page: QWidget, desk: Desk, jobs: Jobs, notice: Notice) -> None:
        """Ask over ``page`` and say in ``notice`` what was done."""
        self._page, self._desk, self._jobs, self._notice = page, desk, jobs, notice

    def do(self, key: str, looked: Looked) -> bool:
        """Do an act of ``board_acts``; false where it is not one of these."""
        deed = {
            "hand_in": self._hand_in,
            "confirm": self._confirm,
            "reopen": self._reopen,
            "not_held": self._not_held,
            "drop": self._drop,
        }.get(key)
        if deed is None:
            return False
        deed(looked)
        return True

    def _hand_in(self, looked: Looked) -> None:
        desk, number = self._desk, looked.cell.meeting_id
        self._run(
            lambda _: scoring.hand_in(desk, [number]),
            f"Đã ghi nộp phiếu tháng {looked.month} của {looked.row.unit}.",
        )

    def _confirm(self, looked: Looked) -> None:
        found = looked.explained
        if found is None or found.review_result is None:
            return
        label = reached(found.sheet, found.review_result)
        named = f"{looked.row.unit}, tháng {looked.month}/{looked.year}"
        dialog = ConfirmDialog(self._desk.today(), [(label, 1)], named, self._page)
        if not dialog.exec():
            return
        desk, number = self._desk, looked.cell.meeting_id
        by, on = dialog.decided_by, dialog.decided_on
        self._run(
            lambda _: scoring.confirm(desk, [number], by, on),
            f"Đã xác nhận mức {label} của {looked.row.unit}.",
        )

    def _reopen(self, looked: Looked) -> None:
        reason = ask_text(self._page, "Mở lại phiếu", "Lý do mở lại", lines=2, main="Mở lại")
        if reason is not None:
            desk, number = self._desk, looked.cell.meeting_id
            self._run(
                lambda _: scoring.reopen(desk, number, reason),
                f"Đã mở lại phiếu của {looked.row.unit}.",
            )

    def _not_held(self, looked: Looked) -> None:
        reason = ask_text(
            self._page,
            f"Tháng {looked.month} không họp",
            "Vì sao không tổ chức sinh hoạt",
            lines=2,
            main="Ghi không họp",
        )
        if reason is not None:
            desk, unit = self._desk, looked.row.unit_id
            period = period_of(looked.year, looked.month)
            self._run(
                lambda _: meetings.mark_not_held(desk, unit, period, reason),
                f"Đã ghi {looked.row.unit} không họp tháng {looked.month}.",
            )

    def _drop(self, looked: Looked) -> None:
        reason = ask_text(self._page, "Bỏ buổi sinh hoạt", "Lý do bỏ", lines=2, main="Bỏ buổi này")
        if reason is not None:
            desk, number = self._desk, looked.cell.meeting_id
            self._run(
                lambda _: meetings.drop(desk, number, reason),
                f"Đã bỏ buổi tháng {looked.month} của {looked.row.unit}.",
            )

    def _run(self, work: Callable[[Progress], Any], said: str) -> None:
        def done(_result: object) -> None:
            self._notice.say(said, "ok")

        self._jobs.run(work, done=done, failed=self._notice.show_problem, title="Đang ghi…")
