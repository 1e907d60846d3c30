"""Traces of somebody in transfers: arrivals, letters, registers, stock, collective ones, duties."""

from dataclasses import replace
from datetime import date
from typing import Protocol

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, MemberMove, Newcomer
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.letter_stock import StockMove, StockMoveKind
from tcxd_desktop.domain.transfer_papers import CHECKLIST, LABEL, MINUTES, NOTICE, TransferJob
from tcxd_desktop.domain.transfers import (
    Check,
    CheckItem,
    CheckResult,
    End,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.office import (
    collective,
    due,
    letter_stock,
    letters,
    transfer_packs,
    transfer_printing,
    transfers,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import transfer_samples as samples


class Marks(Protocol):
    """Gives a word that is found again."""

    def word(self) -> str:
        """Return a new word."""


def _traveller(whole: Dossier) -> Traveller:
    return Traveller(
        name=whole.birth_name, used_name=whole.other_names, sex=whole.sex, birth=whole.birth_date,
        origin=whole.origin.detail, home=whole.home.detail, citizen_id=whole.citizen_id,
        card_no=whole.card_no, dossier_no=whole.dossier_no, admitted=whole.ceremony_date,
        official=whole.official_date, decided=whole.decision_date,
    )  # fmt: skip


def came(desk: Desk, mark: Marks, whole: Dossier) -> int:
    """Let somebody come twice, once in vain; return the record the second time made."""
    first = _presented(desk, mark, whole, "HP 004401")
    checks = [Check(CheckItem.PAPERS, CheckResult.BAD, mark.word())]
    first = transfers.set_checks(desk, first.id, checks, first.version)
    _printed(desk, CHECKLIST, first, purpose=mark.word())
    samples.take(desk, first, StepEvent.CANCEL, "2026-02-03", remark=mark.word())
    second = _presented(desk, mark, whole, "HP 004402")
    job = transfer_printing.overprint_job(desk, second)
    letters.note_printed(desk, replace(job, boxes=(1,)), copies=1)
    transfer_packs.note_pack(desk, second.id, copies=1, purpose=mark.word())
    second = samples.sign(desk, second, [7, 10], "2026-02-10", remark=mark.word())
    second = samples.take(desk, second, StepEvent.ARCHIVE, "2026-02-11")
    assert second.person_id is not None
    return second.person_id


def _presented(desk: Desk, mark: Marks, whole: Dossier, serial: str) -> Transfer:
    case = samples.coming(
        desk, traveller=_traveller(whole), serial=serial, note=mark.word(), reason=mark.word(),
        enclosed=mark.word(), portal_code=mark.word(), basis=Decision(mark.word(), "2026-01-20"),
        effective="2026-01-10",
    )  # fmt: skip
    return samples.take(
        desk, case, StepEvent.PRESENT, "2026-02-02", papers=mark.word(), remark=mark.word()
    )


def _printed(desk: Desk, form: str, case: Transfer, purpose: str = "Lưu") -> None:
    job = TransferJob(form=form, case_ids=(case.id,))
    transfer_printing.note_printed(desk, job, copies=1, purpose=purpose)


def went(desk: Desk, mark: Marks, person: Dossier) -> Transfer:
    """Let a member begin to leave: a letter spoiled, another one signed, papers, a step back."""
    case = samples.going(
        desk, person.id, serial="NB 000101", note=mark.word(), reason=mark.word(),
        enclosed=mark.word(), basis=Decision(mark.word(), "2026-10-01", mark.word()),
    )  # fmt: skip
    case = samples.sign(desk, case, [1], "2026-11-10", signer=person.birth_name)
    case = samples.take(desk, case, StepEvent.SPOIL, "2026-11-10", remark=mark.word())
    case = samples.sign(desk, case, [1, 4], "2026-11-11", serial="NB 000102")
    case = samples.take(desk, case, StepEvent.CONTACT, "2026-11-12", remark=mark.word())
    transfer_packs.packet_of(desk, case.id)
    for form in (NOTICE, LABEL):
        _printed(desk, form, case, mark.word())
    transfer_packs.note_pack(desk, case.id, copies=1, purpose=mark.word())
    job = transfer_printing.overprint_job(desk, case, (1, 4))
    letters.note_printed(desk, job, copies=1, purpose=mark.word())
    case = transfers.read(desk, case.id)
    case = samples.take(desk, case, StepEvent.GIVE, "2026-11-13", papers=mark.word())
    for key in (f"transfer:{case.id}:TR-02", f"transfer:{case.id}:TR-04"):
        due.mark_done(desk, key, date(2026, 11, 20), mark.word())
    due.unmark(desk, f"transfer:{case.id}:TR-04")
    for reason in (f"Ghi nhầm cho {person.birth_name}", mark.word()):
        case = transfers.back(desk, case.id, reason, transfers.read(desk, case.id).version)
    return case


def moved_together(desk: Desk, mark: Marks, person: Dossier) -> None:
    """Leave traces in plans: one taken back, one of members, one that takes people over."""
    paper = make.decision(on="2026-10-25")
    told = CollectivePlan(
        CollectiveKind.REGROUP, on="2026-11-01", decision=paper, from_ids=(make.HAMLET,),
        to_ids=(make.FAR_HAMLET,), minutes_on="2026-11-01", note=f"Có {person.birth_name}",
    )  # fmt: skip
    goes = MemberMove(person.id, make.HAMLET, make.FAR_HAMLET, person.birth_name)
    told = replace(told, moves=(goes,))
    number = collective.carry_out(desk, told)
    job = TransferJob(form=MINUTES, collective_id=number)
    transfer_printing.note_printed(desk, job, copies=1, purpose="Lưu")
    collective.undo(desk, number, f"Theo đơn của {person.birth_name}")
    collective.save_draft(desk, replace(told, id=0, version=0))
    collective.save_draft(
        desk,
        CollectivePlan(
            CollectiveKind.TAKE_OVER, on="2026-11-15", to_ids=(make.HAMLET,),
            newcomers=(
                Newcomer(person.birth_name, card_no=person.card_no, to_id=make.HAMLET),
                Newcomer("Lê Thị Mới", card_no="036199900011", to_id=make.HAMLET),
            ),
        ),
    )  # fmt: skip


def named_beside(desk: Desk, name: str, other_id: int) -> Transfer:
    """Name somebody in the case of another: as a signer, in remarks, in the ledger of letters."""
    case = samples.going(
        desk, other_id, TransferKind.INSIDE, End(unit_id=make.FAR_HAMLET), serial="NB 000501",
        note=f"Đồng chí {name} giới thiệu", dues_until="2026-11",
    )  # fmt: skip
    case = samples.sign(desk, case, [1], "2026-11-10", signer=name, remark=f"{name} ký thay")
    run = letter_stock.serials("NB 000901", "NB 000910")
    told = StockMove(
        "T10", StockMoveKind.RECEIVED, "2026-11-01", run, who=name, note=f"{name} giao"
    )
    letter_stock.strike_out(desk, letter_stock.record(desk, told), f"{name} báo nhầm")
    return case
