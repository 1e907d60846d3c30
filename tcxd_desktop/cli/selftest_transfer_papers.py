"""The papers of transfers in ``selftest``: of cases where one fits, else to be filled by hand."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from tcxd_desktop.cli.selftest_cases import chosen
from tcxd_desktop.cli.selftest_looks import PDF, WORD, WORKBOOK
from tcxd_desktop.cli.selftest_printed import Printed
from tcxd_desktop.cli.selftest_transfers import THERE, Moves
from tcxd_desktop.domain.errors import SelftestProblem
from tcxd_desktop.domain.printing import FormInfo
from tcxd_desktop.domain.rules import EndType
from tcxd_desktop.domain.transfer_papers import (
    COLLECTIVE,
    CONCLUSION,
    COVER,
    INDEX,
    INQUIRY,
    PROPOSAL,
    REGISTERS,
    STOCK_REPORT,
    TransferJob,
)
from tcxd_desktop.domain.transfers import (
    BoardColumn,
    Direction,
    End,
    TransferKind,
    TransferLine,
)
from tcxd_desktop.office import transfer_packs, transfer_printing, transfers
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.transfers.print_state import offered

_OF_LATE = (INQUIRY, PROPOSAL, CONCLUSION)
"""Papers about somebody who has not come in time."""
_MORE = {
    TransferKind.LINK: THERE,
    TransferKind.LABOUR: End(EndType.ABROAD, country="Hàn Quốc"),
}
_REASON = "Đi lao động có thời hạn"
_YEAR = 365


def of_transfers(printed: Printed, moves: Moves) -> str:
    """Print every paper of transfers, the registers of a year, and the whole set of a case."""
    desk = printed.desk
    printed.begin()
    _open_more(desk)
    lines = transfers.listed(desk)
    forms = transfer_printing.forms(desk)
    for form in forms:
        code = form.code
        if code in (COVER, INDEX):
            continue
        job = _job(desk, form, forms, lines, moves)
        make = {
            PDF: partial(transfer_printing.render, desk, job),
            WORD: partial(transfer_printing.word, desk, job),
            WORKBOOK: partial(transfer_printing.workbook, desk, job),
        }
        for way in transfer_printing.formats(code):
            printed.add(code, f"{code}.{way}", make[way])
    _sets(printed, lines)
    return printed.told()


def _open_more(desk: Desk) -> None:
    """Open a case of each kind that has a paper of its own and the demo office none of."""
    known = {line.kind for line in transfers.listed(desk)}
    for kind, target in _MORE.items():
        if kind not in known:
            case = transfers.propose(desk, kind, Direction.OUT, chosen(desk))
            transfers.open_case(desk, replace(case, target=target, reason=_REASON))


def _job(
    desk: Desk,
    form: FormInfo,
    forms: Sequence[FormInfo],
    lines: Sequence[TransferLine],
    moves: Moves,
) -> TransferJob:
    code = form.code
    if code in REGISTERS:
        today = desk.today()
        since = (today - timedelta(days=_YEAR)).isoformat()
        year = today.year if code == STOCK_REPORT else 0
        return TransferJob(form=code, since=since, until=desk.day(), year=year)
    if code in COLLECTIVE:
        return TransferJob(form=code, collective_id=moves.merger, blank=not moves.merger)
    fitting = [line for line in lines if _fits(form, forms, line)]
    if code in _OF_LATE:
        late = BoardColumn.LATE
        fitting = [one for one in fitting if (one.direction, one.column) == (Direction.IN, late)]
    if not fitting:
        return TransferJob(form=code, blank=True)
    return TransferJob(form=code, case_ids=(fitting[0].id,))


def _fits(form: FormInfo, forms: Sequence[FormInfo], line: TransferLine) -> bool:
    """Tell whether the program offers a paper for a case."""
    return form in offered(forms, TransferJob(form="", case_ids=(line.id,)), [line])


def _sets(printed: Printed, lines: Sequence[TransferLine]) -> None:
    """Print the whole set of one case of each kind and direction; a cover lies on each."""
    desk = printed.desk
    one_each = {(line.kind, line.direction): line.id for line in lines}
    if not one_each:
        raise SelftestProblem("văn phòng mẫu không có ca chuyển sinh hoạt nào")
    for (kind, direction), case in one_each.items():
        name = f"bo-giay-{kind.value}-{direction.value}.{PDF}"
        printed.add(COVER, name, partial(transfer_packs.pack, desk, case))
