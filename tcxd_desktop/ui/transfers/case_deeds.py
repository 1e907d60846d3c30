"""What the page of a case does by dialogs: steps, going back, letting pass, papers, files."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from tcxd_desktop.domain.errors import Problem
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.progress import Progress
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfer_papers import CHECKLIST, COPY, RETURN, TransferJob
from tcxd_desktop.domain.transfers import (
    NEW_LETTER,
    Blocked,
    Direction,
    Step,
    StepEvent,
    Transfer,
)
from tcxd_desktop.office import (
    files,
    letter_stock,
    packets,
    transfer_packs,
    transfers,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common import dialogs
from tcxd_desktop.ui.common.allowed import told
from tcxd_desktop.ui.common.errors import Notice
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.common.preview import preview
from tcxd_desktop.ui.transfers.calibration_dialog import CalibrationDialog
from tcxd_desktop.ui.transfers.case_reading import Opened, opened
from tcxd_desktop.ui.transfers.overprint_dialog import OverprintDialog
from tcxd_desktop.ui.transfers.papers_panel import BLANK, FILE, SET, SLIP
from tcxd_desktop.ui.transfers.papers_panel import COPY as COPY_BUTTON
from tcxd_desktop.ui.transfers.step_dialog import StepDialog
from tcxd_desktop.ui.transfers.step_state import form_of
from tcxd_desktop.wording.transfers import BLOCK, STATE

PACKETS = "Tệp phiếu chuyển (*.phieu)"


class CaseDeeds(QObject):
    """Opens the dialogs of one page, and writes when they end."""

    print_wanted = Signal(object)
    """TransferJob."""

    def __init__(self, page: QWidget, desk: Desk, jobs: Jobs, notice: Notice) -> None:
        """Serve ``page``."""
        super().__init__(page)
        self._page, self._desk, self._jobs, self._notice = page, desk, jobs, notice
        self._shown: Opened | None = None

    # --- steps ------------------------------------------------------------------------------------

    def step(self, case: Transfer, move: Move) -> bool:
        """Ask for a step and write it; false when the user leaves.

        Raises:
            Problem: the step cannot be prepared.
        """
        desk = self._desk
        prepared = self._with_serial(case, transfers.prepare_step(desk, case.id, move))

        def write(step: Step) -> object:
            return transfers.step(desk, case.id, step, case.version)

        form = form_of(case, move, prepared)
        return bool(StepDialog(form, prepared, write, self._page, today=desk.today()).exec())

    def _with_serial(self, case: Transfer, step: Step) -> Step:
        """Propose the next letter of the stock where one is taken up."""
        fresh = step.event in NEW_LETTER or (step.event is StepEvent.SIGN and not case.serial)
        if not fresh or case.letter not in letter_stock.LETTERS:
            return step
        return replace(step, serial=letter_stock.next_serial(self._desk, case.letter))

    def back(self, case: Transfer) -> bool:
        """Ask why the last step is taken back, and take it back; false when the user leaves.

        Raises:
            Problem: it cannot be taken back.
        """
        reason = dialogs.ask_text(
            self._page,
            "Lùi một bước",
            f"Lý do. Ca đang ở: {STATE[case.state].lower()}; bước lùi vẫn được giữ trong diễn biến",
            lines=2,
            main="Lùi bước",
        )
        if reason is None:
            return False
        transfers.back(self._desk, case.id, reason, case.version)
        return True

    def let_pass(self, case: Transfer, block: Blocked) -> bool:
        """Ask the head for the reason, and let the case pass a block; false when he leaves.

        Raises:
            Problem: the rule leaves no room.
        """
        reason = dialogs.ask_text(
            self._page, f"Cho qua: {BLOCK[block.block].lower()}", "Lý do", lines=2, main="Cho qua"
        )
        if reason is None:
            return False
        transfers.override(self._desk, case.id, block.block, reason)
        return True

    # --- papers -----------------------------------------------------------------------------------

    def papers(self, found: Opened, key: str) -> None:
        """Do what a button of the papers says.

        Raises:
            Problem: what is asked for cannot be made.
        """
        self._shown = found
        acts: dict[str, Callable[[], None]] = {
            SET: partial(self.print_set, found.case),
            BLANK: partial(self.overprint, found.case),
            COPY_BUTTON: partial(self.print_part, COPY),
            FILE: partial(self.save_packet, found.case),
            SLIP: partial(self.print_slip, found.case),
        }
        acts.get(key, partial(self.choose_papers, found.case))()

    def print_set(self, case: Transfer) -> None:
        """Preview the whole set as one print job."""
        if not told(self._notice, self._desk, Permission.PRINT):
            return
        desk, number = self._desk, case.id

        def render(progress: Progress) -> bytes:
            return transfer_packs.pack(desk, number, progress)

        def note(copies: int, purpose: str) -> None:
            transfer_packs.note_pack(desk, number, copies=copies, purpose=purpose)

        preview(
            self._page,
            self._jobs,
            render,
            title=f"Bộ giấy tờ chuyển sinh hoạt: {case.traveller.name}",
            file_name=f"Bộ chuyển sinh hoạt {case.traveller.name}.pdf",
            printed=note,
            failed=self._failed,
        )

    def overprint(self, case: Transfer, boxes: Sequence[int] = ()) -> None:
        """Print boxes onto the blank."""
        if not told(self._notice, self._desk, Permission.PRINT):
            return
        found = opened(self._desk, case.id)
        dialog = OverprintDialog(self._desk, self._jobs, found, self._page, boxes=boxes)
        dialog.calibrate_wanted.connect(partial(self._calibrate, dialog))
        dialog.exec()

    def choose_papers(self, case: Transfer) -> None:
        """Let the user choose among all papers."""
        self._print(TransferJob(form="", case_ids=(case.id,)))

    def print_slip(self, case: Transfer) -> None:
        """Print the slip that answers the sender."""
        self._print(TransferJob(form=RETURN, case_ids=(case.id,)))

    @Slot()
    def print_checks(self) -> None:
        """Print the receiving checklist."""
        self.print_part(CHECKLIST)

    @Slot(str)
    def print_part(self, form: str) -> None:
        """Print one paper of the case shown."""
        found = self._shown
        if found is None:
            return
        self._print(TransferJob(form=form, case_ids=(found.case.id,)))

    def show(self, found: Opened) -> None:
        """Know which case the page shows."""
        self._shown = found

    def answers(self, case: Transfer) -> bool:
        """Tell whether the sender waits for a return slip, and there is something to answer."""
        return case.direction is Direction.IN and transfer_packs.carries_record(case)

    def carries(self, case: Transfer) -> bool:
        """Tell whether the case has a record for the other office."""
        return transfer_packs.carries_record(case)

    def save_packet(self, case: Transfer) -> None:
        """Save the record of the case as a small file: what its QR holds, or the answer to it.

        Raises:
            Problem: it cannot be made or written.
        """
        if not told(self._notice, self._desk, Permission.TRANSFERS):
            return
        head = "Hồi báo" if self.answers(case) else "Phiếu chuyển"
        name = f"{head} {case.traveller.name}{packets.PACKET_ENDING}"
        path = dialogs.save_file(self._page, "Lưu tệp phiếu", name, PACKETS)
        if path is None:
            return
        files.write_file(path, transfer_packs.record_bytes(self._desk, case.id))
        self._notice.say(
            f"Đã lưu {path.name}. Tệp có ký, không mã hóa: chỉ giao theo đường công văn.", "ok"
        )

    def _print(self, job: TransferJob) -> None:
        if told(self._notice, self._desk, Permission.PRINT):
            self.print_wanted.emit(job)

    def _calibrate(self, over: QWidget, letter: str, printer: str) -> None:
        CalibrationDialog(self._desk, self._jobs, over, letter=letter, printer=printer).exec()

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, Problem):
            self._notice.show_problem(problem)
