"""What the program fills in before the clerk looks: the member, the ends, each next step."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.standing import Grade, spell_on
from tcxd_desktop.domain.transfer_boxes import CaseBox
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.domain.units import PostHolder
from tcxd_desktop.office.transfer_ends import own_unit_of
from tcxd_desktop.office.transfer_keeping import Keeper
from tcxd_desktop.office.transfer_registers_of import register_of
from tcxd_desktop.storage import transfers as stored
from tcxd_desktop.storage import units as stored_units
from tcxd_desktop.wording.bodies import address
from tcxd_desktop.wording.formats import show_place
from tcxd_desktop.wording.transfer_cases import enclosed_papers, party_title


def traveller_of(dossier: Dossier, day: str) -> Traveller:
    """Return what letters and registers say of a member on a day."""
    spell = spell_on(dossier.spells, day)
    return Traveller(
        name=dossier.birth_name,
        used_name=dossier.other_names,
        sex=dossier.sex,
        birth=dossier.birth_date,
        origin=show_place(dossier.origin),
        home=show_place(dossier.home),
        citizen_id=dossier.citizen_id,
        card_no=dossier.card_no or dossier.old_card_no,
        dossier_no=dossier.dossier_no,
        admitted=dossier.ceremony_date or dossier.decision_date,
        official=dossier.official_date,
        decided=dossier.decision_date,
        probationary=spell is not None and spell.grade is Grade.PROBATIONARY,
    )


def proposed(
    keeper: Keeper, kind: TransferKind, direction: Direction, dossier: Dossier | None
) -> Transfer:
    """Return a case about to be opened, with what is known filled in."""
    day = keeper.desk.day()
    case = Transfer(kind, direction, opened=day)
    if dossier is None:
        return case
    who = traveller_of(dossier, day)
    spell = spell_on(dossier.spells, day)
    own = None if direction is Direction.IN or spell is None else spell.unit_id
    source = keeper.own_end(own, day) if own is not None else End()
    paid = dossier.dues_paid_to
    return replace(
        case,
        person_id=dossier.id,
        traveller=who,
        source=source,
        enclosed="\n".join(enclosed_papers(kind, probationary=who.probationary)),
        dues_until=str(paid)[:7] if paid is not None and paid.month else "",
    )


def step_of(keeper: Keeper, case: Transfer, move: Move, route: tuple[CaseBox, ...]) -> Step:
    """Return a step about to be taken: today, signer, title and number as far as they follow."""
    day = keeper.desk.day()
    made = Step(move.event, day, box=move.box, state=move.target, serial=case.serial)
    if move.event is StepEvent.SIGN:
        made = _signed(keeper, case, made, route)
    elif move.event is StepEvent.GIVE:
        made = replace(made, addressed=case.traveller.name, papers=case.enclosed)
    elif move.event is StepEvent.PRESENT:
        made = replace(made, papers=case.enclosed)
    elif move.event is StepEvent.NOTICE:
        told = _receivers(case) if case.direction is Direction.OUT else _sender(case)
        made = replace(made, addressed=told)
    return replace(made, number=_number(keeper, case, made, route))


def _signed(keeper: Keeper, case: Transfer, step: Step, route: tuple[CaseBox, ...]) -> Step:
    box = next(one for one in route if one.number == step.box)
    unsigned = case.kind is TransferKind.DISSOLVED and step.box == 1
    holder = None if unsigned else _signer(keeper, case, box, step.on)
    return replace(
        step,
        signer=holder.name if holder else "",
        title=party_title(holder.post) if holder else "",
        addressed=address(box.to, box.to_name) if box.to else "",
        papers=case.enclosed if step.box in _WITH_PAPERS.get(case.letter, ()) else "",
        unsigned=unsigned,
    )


_WITH_PAPERS: Final[Mapping[str, tuple[int, ...]]] = {
    "T10": (1, 3, 4, 5),
    "T7": (1, 3, 4),
    "T8": (1, 2),
}
"""Boxes that name the papers that go along (members-and-transfers, 3.7)."""


def _signer(keeper: Keeper, case: Transfer, box: CaseBox, day: str) -> PostHolder | None:
    unit = own_unit_of(keeper, case, box, day)
    if unit is None:
        return None
    ranks = {code.name: rank for rank, code in enumerate(keeper.desk.codes["party_post"].codes)}
    held = stored_units.post_holders(keeper.reading, unit.id, day)
    held = sorted(
        (one for one in held if one.holds_on(day)),
        key=lambda one: ranks.get(one.post, len(ranks)),
    )
    return held[0] if held else None


def _receivers(case: Transfer) -> str:
    """Return both bodies a phiếu báo goes to (38-HD/BTCTW of 29/9/2025, II.4.3.1.a)."""
    end = case.target
    upper = address("upper", end.upper) or address("province", end.province)
    base = address("base", end.base) or address("cell", end.cell)
    return "\n".join(one for one in (upper, base) if one)


def _sender(case: Transfer) -> str:
    """Return the body a phiếu báo comes from: whoever wrote the last box there."""
    end = case.source
    told = (address(level, getattr(end, level)) for level in ("upper", "base", "province"))
    return next((one for one in told if one), "")


def _number(keeper: Keeper, case: Transfer, step: Step, route: tuple[CaseBox, ...]) -> str:
    register = register_of(keeper, case, step, route)
    if register is None:
        return ""
    last = stored.last_number(keeper.reading, register.name, register.year)
    return str((last or 0) + 1)
