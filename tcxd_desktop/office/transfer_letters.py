"""What is written into the boxes of a letter, box by box, from the case and its steps."""

from collections.abc import Mapping
from dataclasses import replace

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.rule_errors import NoRouteProblem
from tcxd_desktop.domain.transfer_boxes import CaseBox
from tcxd_desktop.domain.transfer_machine import Move
from tcxd_desktop.domain.transfer_route import level_of
from tcxd_desktop.domain.transfer_tables import box_state
from tcxd_desktop.domain.transfers import TERMINAL, Step, StepEvent, Transfer
from tcxd_desktop.office import transfer_proposals
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.transfer_keeping import Keeper, case_of, with_own_ends
from tcxd_desktop.wording.bodies import address
from tcxd_desktop.wording.formats import show_date

Values = Mapping[int, Mapping[str, str]]
"""Box to field to text; what is not known is left out and stays blank."""


def letter_values(desk: Desk, transfer_id: int) -> Values:
    """Return what goes into each box of a case's letter: as signed, else as it would be written.

    Raises:
        NotFoundProblem, OutsideScopeProblem.
    """
    with desk.read() as reading:
        keeper = Keeper(desk, reading)
        case = case_of(desk, reading, transfer_id)
        if not case.signed() and case.state not in TERMINAL:
            case = with_own_ends(keeper, case, desk.day())
        try:
            way = keeper.route(case)
        except NoRouteProblem:
            way = ()
        signed = case.signed()
        return {box.number: _box(keeper, case, box, signed.get(box.number), way) for box in way}


def _box(
    keeper: Keeper, case: Transfer, box: CaseBox, step: Step | None, way: tuple[CaseBox, ...]
) -> Mapping[str, str]:
    made = step or transfer_proposals.step_of(
        keeper, case, Move(StepEvent.SIGN, box.number, box_state(box.number)), way
    )
    if step is None and not box.ours:
        # When others write theirs, and what they say, is not ours to tell.
        made = replace(made, on="", papers="")
    told = _first(case, made) if box.number == 1 else _other(case, made, box)
    common = {
        **_day("ngay", PartialDate.from_text(made.on)),
        "chuc_danh": "" if made.unsigned else made.title,
        "nguoi_ky": "" if made.unsigned else made.signer,
    }
    return {key: text for key, text in {**told, **common}.items() if text}


def _first(case: Transfer, step: Step) -> dict[str, str]:
    who, end = case.traveller, case.source
    year, _, month = case.dues_until.partition("-")
    lines = [name for name in (end.upper, end.base) if name]
    return {
        "dang_bo1": _after("Đảng bộ", lines[0]) if lines else "",
        "dang_bo2": lines[1] if len(lines) > 1 else "",
        "chi_bo": _after("Chi bộ", end.cell),
        "so_sdv": step.number,
        "so_tdv": who.card_no,
        "so_ll": who.dossier_no,
        "kinh_gui": step.addressed,
        "ho_ten": who.name,
        "ten_khac": who.used_name,
        **_day("sinh", who.birth, ("ngay", "thang", "nam")),
        **_day("vao_dang", who.admitted),
        **_day("chinh_thuc", None if who.probationary else who.official),
        "dang_phi_thang": month,
        "dang_phi_nam": year,
        "duoc_sinh_hoat_o": ", ".join(name for name in case.target.names if name),
        "ho_so_kem_theo": "; ".join((step.papers or case.enclosed).splitlines()),
        "thoi_han": _term(case),
    }


def _other(case: Transfer, step: Step, box: CaseBox) -> dict[str, str]:
    who = case.traveller
    told = {
        "so_gtshd": step.number,
        "kinh_chuyen": step.addressed,
        "dong_chi": who.name,
        "kem_theo": "; ".join(step.papers.splitlines()),
        "thay_mat": address(box.writer, box.name),
    }
    if level_of(box.writer) == "cell":
        told |= {"so_sdv": step.number, "so_gtshd": "", "chi_bo": _after("Chi bộ", box.name)}
        told |= _day("ke_tu", PartialDate.from_text(step.on))
        told["gia_han"] = _extension(case)
    return told


def _after(caption: str, name: str) -> str:
    """Return a name as it follows a caption of the blank, whose words are not written twice."""
    said = name[: len(caption) + 1].casefold()
    return name[len(caption) + 1 :] if said == f"{caption} ".casefold() else name


def _term(case: Transfer) -> str:
    days = [PartialDate.from_text(day) for day in (case.term_from, case.term_to)]
    told = [show_date(day) for day in days if day is not None]
    return f"từ {told[0]} đến {told[1]}" if len(told) == 2 else ""


def _extension(case: Transfer) -> str:
    """An extension is written on the letter itself (38-HD/BTCTW, II.4.3.2.c)."""
    until = case.term_end
    if until == case.term_to:
        return ""
    return f"Gia hạn đến {show_date(PartialDate.from_text(until))}"


def _day(
    prefix: str, day: PartialDate | None, names: tuple[str, str, str] = ("d", "m", "y")
) -> dict[str, str]:
    """Return day, month and year of a date as the letter's three blanks take them."""
    if day is None:
        return {}
    parts = (day.day, day.month, day.year)
    told = zip(names, parts, strict=True)
    return {f"{prefix}_{name}": f"{value:02d}" for name, value in told if value}
