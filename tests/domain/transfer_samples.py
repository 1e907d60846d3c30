"""Invented transfer cases, the shipped rules and calendar, and steps that lack nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.rule_types import CommuneRole, EndType, RuleKind
from tcxd_desktop.domain.rules import RuleBook, Rules
from tcxd_desktop.domain.transfer_boxes import CaseBox
from tcxd_desktop.domain.transfer_machine import advance, initial_state
from tcxd_desktop.domain.transfer_route import route_of
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
    effective,
)
from tcxd_desktop.office import rules as office_rules
from tcxd_desktop.office import work_calendar

BOOK = office_rules.shipped_book()
CALENDAR = work_calendar.shipped_calendar()
RULES = BOOK.under("RS-2025", "2026-09-01")
AS_BASE = BOOK.under("RS-2025", "2026-09-01", CommuneRole.BASE)
TODAY = date(2026, 11, 25)

HOME = End(
    type=EndType.CELL_OF_BASE,
    unit_id=7,
    province="Đảng bộ tỉnh Bình An",
    upper="Đảng bộ xã Đông Hải",
    base="Đảng bộ Công ty Muối Đông Hải",
    cell="Chi bộ Phân xưởng 2",
)
VILLAGE = End(
    type=EndType.CELL_UNDER_UPPER,
    unit_id=9,
    province="Đảng bộ tỉnh Bình An",
    upper="Đảng bộ xã Đông Hải",
    cell="Chi bộ thôn Hải Chữ",
)
AWAY = End(
    type=EndType.CELL_OF_BASE,
    province="Đảng bộ tỉnh Lâm Sơn",
    upper="Đảng bộ phường Tân Lập",
    base="Đảng bộ Trường Chính trị Lâm Sơn",
    cell="Chi bộ Khoa Cơ bản",
)
OVERSEAS = End(type=EndType.ABROAD, country="Nhật Bản")
MEMBER = Traveller(
    name="Lâm Thị Hải Yến",
    birth=PartialDate(1988, 4, 2),
    card_no="037188000123",
    dossier_no="000123ĐH",
    admitted=PartialDate(2015, 5, 19),
    official=PartialDate(2016, 5, 19),
    decided=PartialDate(2015, 5, 4),
)
K, D = TransferKind, Direction
ENDS = {
    (K.OFFICIAL, D.OUT): (HOME, AWAY),
    (K.DISSOLVED, D.OUT): (HOME, AWAY),
    (K.OFFICIAL, D.IN): (AWAY, HOME),
    (K.DISSOLVED, D.IN): (AWAY, HOME),
    (K.FROM_ABROAD, D.IN): (OVERSEAS, HOME),
    (K.ONWARD, D.IN): (AWAY, End()),
    (K.INSIDE, D.INSIDE): (HOME, VILLAGE),
    (K.TEMPORARY, D.OUT): (HOME, AWAY),
    (K.TEMPORARY, D.IN): (AWAY, HOME),
    (K.ABROAD, D.OUT): (HOME, OVERSEAS),
    (K.LABOUR, D.OUT): (HOME, OVERSEAS),
    (K.TEMPORARY_ABROAD, D.OUT): (HOME, OVERSEAS),
    (K.LINK, D.OUT): (HOME, End(cell="Chi bộ tổ dân phố 4")),
    (K.LINK, D.IN): (End(cell="Chi bộ Cơ quan Thuế"), VILLAGE),
}
"""Every kind of case, with two ends that are wholly told."""


def case_of(kind: TransferKind, direction: Direction, **told: object) -> Transfer:
    """Return a case just opened."""
    source, target = ENDS[kind, direction]
    made = Transfer(
        kind,
        direction,
        person_id=3,
        traveller=MEMBER,
        source=source,
        target=target,
        effective="2026-09-01",
        serial="AB 0001234",
        dues_until="2026-11",
        opened="2026-09-07",
    )
    made = replace(made, **told)
    state = initial_state(made)
    return replace(made, state=state, steps=(Step(StepEvent.OPEN, made.opened, state=state),))


def way(case: Transfer) -> tuple[CaseBox, ...]:
    """Return the boxes of a case under the shipped rules."""
    return route_of(RULES, case.kind, case.direction, case.source, case.target)


def full(event: StepEvent, on: str, box: int = 0, **told: str) -> Step:
    """Return a step that lacks nothing, whatever it is."""
    told = {"number": "12", "remark": "theo đề nghị", "until": "2029-12-31", **told}
    return Step(event, on, box=box, **told)


def sign(box: int, on: str, **told: str) -> Step:
    return full(StepEvent.SIGN, on, box, **told)


def walked(case: Transfer, *steps: Step, route: Sequence[CaseBox] | None = None) -> Transfer:
    """Return a case after some steps, each of which must be legal."""
    for step in steps:
        case = advance(case, step, way(case) if route is None else route, TODAY)
    return case


def standing_at(case: Transfer, state: State, boxes: Iterable[int]) -> Transfer:
    """Return a case put into a state with boxes signed, however it got there."""
    signs = [replace(sign(box, "2026-09-08"), state=State(f"o{box}")) for box in boxes]
    last = Step(StepEvent.CLEAR, "2026-09-08", state=state)
    steps = (*case.steps, *signs, last)
    kept = {id(step) for step in effective(steps)}
    assert len(kept) == len(steps)
    return replace(case, state=state, steps=steps)


def with_values(values: Mapping[str, object]) -> Rules:
    """Return the shipped rules with other values of the rule set."""
    shipped = [
        BOOK.row("RS-2025", kind, key, RULES.day)
        for kind in RuleKind
        for key in BOOK.keys("RS-2025", kind)
    ]
    rows = [
        replace(row, content={**row.content, "value": values[row.key]})
        if row.kind is RuleKind.VALUE and row.key in values
        else row
        for row in shipped
        if row is not None
    ]
    return RuleBook(rows).on(RULES.day)
