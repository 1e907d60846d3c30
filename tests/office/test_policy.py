"""S15: one policy table. Every use case declares what it needs, and each role is told so.

The table role × use case is generated: from the sources (what a use case asks for) and from
``domain.history.POLICY`` (who has it). Each cell is then tried for real.
"""

import dataclasses
import importlib
import inspect
import shutil
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop.domain import citizen_card, recovery_code
from tcxd_desktop.domain.accounts import Account
from tcxd_desktop.domain.citizen_card import CitizenCard
from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.errors import NotAllowedProblem
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.history import POLICY, Permission, Role
from tcxd_desktop.domain.imports import ImportPreview, SheetMap
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.layouts import Layout, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.letters import Calibration, OverprintJob
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.domain.meetings import CellHabit, Meeting, PlanLine
from tcxd_desktop.domain.merging import MergePlan
from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.packages import OpenedPackage, TakeAs
from tcxd_desktop.domain.packets import TransferPacket
from tcxd_desktop.domain.people import NewPerson, PeopleQuery, SavedFilter
from tcxd_desktop.domain.reconciliation import Decided, Round
from tcxd_desktop.domain.reconciliation_papers import ReconJob
from tcxd_desktop.domain.reconciliation_views import CentralPreview, Ruling
from tcxd_desktop.domain.rule_types import RuleKind, RuleRow
from tcxd_desktop.domain.score_grid import GridRow, ScoreSettings
from tcxd_desktop.domain.score_sheets import ScoreSheet
from tcxd_desktop.domain.score_templates import (
    SELF,
    MeetingKind,
    ScoreTemplate,
    TemplateLine,
    TemplateStatus,
)
from tcxd_desktop.domain.sheet import Sheet
from tcxd_desktop.domain.transfer_papers import TransferJob
from tcxd_desktop.domain.units import Decision, Unit
from tcxd_desktop.domain.working_days import CalendarDay, DayKind
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import numbers, opening, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.paper_desk import Print, Told
from tcxd_desktop.office.updates import UpdatePreview
from tcxd_desktop.storage.keys import Kdf
from tests import make
from tests.exchange.card_pictures import CARD
from tests.office import declared, update_samples

KNOWN = declared.functions(declared.sources())
TABLE = declared.public(KNOWN)
ENDS_IT = {("opening", "close_office")}
"""Use cases after which there is no desk to go on with."""


# --- every use case declares ----------------------------------------------------------------------


def test_every_use_case_declares_its_permission() -> None:
    assert declared.undeclared(KNOWN) == []
    assert len(TABLE) > 90


FORGETFUL = """
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored


def declares(desk: Desk) -> None:
    with desk.read(Permission.BOOK) as reading:
        stored.read(reading, 1)


def relies_on_others(desk: Desk) -> None:
    people.lines(desk, 1)


def forgets(desk: Desk) -> None:
    with desk.store.read() as reading:
        stored.read(reading, 1)


def hides_behind_others(desk: Desk) -> None:
    people.lines(desk, 1)
    desk.store.line("x")


def works_it_out(desk: Desk, what: str) -> None:
    desk.check(Permission[what])


def _helper(desk: Desk) -> None:
    desk.store.line("x")
"""


def test_a_use_case_that_forgets_is_found() -> None:
    found = declared.functions(declared.sources() | {"forgetful": FORGETFUL})
    mine = [told for told in declared.undeclared(found) if told.startswith("forgetful.")]
    assert mine == [
        "forgetful.forgets",
        "forgetful.hides_behind_others",
        "forgetful.works_it_out",
        "forgetful.works_it_out: desk.check(Permission[what])",
    ]
    assert declared.permissions(found, ("forgetful", "declares")) == {Permission.BOOK}
    assert declared.permissions(found, ("forgetful", "relies_on_others")) == {Permission.VIEW}


def test_removing_one_declaration_is_found() -> None:
    """The twin over the program itself: any one ``desk.check`` left out turns the test red."""
    sources = declared.sources()
    source = sources["opening"]
    assert source.count("    desk.check(Permission.OWN)\n") >= 2
    sources["opening"] = source.replace("    desk.check(Permission.OWN)\n", "")
    found = declared.undeclared(declared.functions(sources))
    assert "opening.verify" in found


# --- the table ------------------------------------------------------------------------------------


def test_the_policy_is_the_one_agreed() -> None:
    assert POLICY[Role.VIEWER] == {Permission.VIEW, Permission.OWN}
    assert POLICY[Role.HEAD] == set(Permission)
    assert POLICY[Role.VIEWER] < POLICY[Role.CLERK] < POLICY[Role.HEAD]
    assert POLICY[Role.HEAD] - POLICY[Role.CLERK] == {
        Permission.VOID, Permission.SETTINGS, Permission.CORRECT, Permission.RESTORE,
        Permission.ACCOUNTS, Permission.BOOK, Permission.DATA, Permission.PUBLISH,
        Permission.OVERRIDE, Permission.RULES, Permission.CARDS,
    }  # fmt: skip


PERSON = 1
FRAME = ScoreTemplate("THU", 1, "Mẫu thử", (), ())
MEETING = Meeting(0, make.HAMLET, MeetingKind.REGULAR, "2026-10")
CODE = recovery_code.new_code(bytes)
SHEET = workbook(
    "Danh sách",
    ["STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
     "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"],
    [],
)  # fmt: skip
BY_NAME: dict[str, object] = {
    "person_id": PERSON, "person_ids": [PERSON], "unit_id": make.HAMLET, "parent_id": make.COOP,
    "wanted": "1", "reason": "thử", "data": SHEET, "file_name": "ds.xlsx", "picture": b"GIF89a",
    "symbol": "NB", "first": 5_000, "paper": "giao số", "block_id": 99,
    "year": 2026, "on": make.TODAY, "since": "2026-01-01", "until": "2026-12-31", "key": "",
    "field": "birth_name", "value": "Tên Khác", "decision": make.decision(), "cells": {},
    "name": "Tên Mới", "rule_set_id": "RS-2025", "valid_from": "2026-01-01", "code": "2-HSĐV",
    "password": "bay trăng sông lúa", "old": make.PASSWORD, "new": "bay trăng sông lúa",
    "number": 99, "typed": CODE, "role": Role.VIEWER, "kdf": make.CHEAP, "copies": 1,
    "purpose": "thử", "guard": lambda: None, "last": 10, "count": 1, "kind": "giai_the",
    "period": "2026-10", "meeting_id": 99, "meeting_ids": [99], "unit_ids": [make.HAMLET],
    "assignment_id": 99, "template_id": 99, "scorer": SELF, "lines": [], "rows": [], "day": "2026-10-06",
    "decided_by": "Ban Thường vụ", "level": "TOT", "targets": ("sex",),
    "round_id": 99, "entry_id": 99, "verdict_id": 99, "verdict_ids": [99], "request_id": 99,
    "matches": {}, "changed": {}, "picks": [], "mapped": (), "ways": {},
}  # fmt: skip
BY_TYPE: dict[object, object] = {
    Dossier: make.dossier(id=PERSON, version=1), NewPerson: make.new_person(),
    PeopleQuery: PeopleQuery(), PrintJob: PrintJob(form="DS", person_ids=(PERSON,)),
    Unit: make.unit(), Decision: make.decision(), OfficeName: make.OFFICE,
    MeetingJob: MeetingJob(form="THT", period="2026-10"), Meeting: MEETING,
    ScoreSheet: ScoreSheet(99, 0, FRAME), ScoreTemplate: FRAME, ScoreSettings: ScoreSettings(),
    TemplateLine: TemplateLine(0, FRAME.code, FRAME.version, "", TemplateStatus.PUBLISHED, False,
                               "", "", False, ""),
    Sequence[PlanLine]: [], Sequence[CellHabit]: [], Sequence[GridRow]: [],
    SavedFilter: SavedFilter("lọc", PeopleQuery(), ()), ImportPreview: ImportPreview("", "", (), ()),
    RuleRow: RuleRow("RS-2025", RuleKind.VALUE, "notice_copies", "", "", {"value": 2}, "thử", True),
    RuleKind: RuleKind.VALUE, CalendarDay: CalendarDay("2027-02-03", DayKind.HOLIDAY, "Tết", "thử"),
    Mapping[str, Any]: {},
    Account: Account(99, "Ai Đó", Role.VIEWER), Kdf: make.CHEAP, str: "", int: 1, date: make.TODAY,
    CollectivePlan: CollectivePlan(CollectiveKind.RENAME), MergePlan: MergePlan(PERSON, 2),
    TransferPacket: TransferPacket(uuid="00" * 16), TransferJob: TransferJob(form="SPB"),
    OpenedPackage: OpenedPackage("00" * 16, 1, "2026-11-20", 99, "", (), ""),
    Sequence[TakeAs]: [TakeAs(0)],
    bytes: b"", bool: False, CitizenCard: citizen_card.parse(CARD),
    ExportJob: ExportJob(layout="central8"),
    Layout: Layout("thu", "Mẫu thử", (LayoutSheet("Trang", (LayoutColumn("birth_name", "Tên"),)),)),
    Calibration: Calibration("Máy thử", "T10"), OverprintJob: OverprintJob("T10", (1,), {}),
    Round: Round(name="Đợt thử"), Ruling: Ruling(field="sex", decided=Decided.KEEP, basis="thử"),
    CentralPreview: CentralPreview((), ()), Decided: Decided.KEEP,
    ReconJob: ReconJob(form="TDDC", round_id=99), Told: Told("thử", ("", "", [], [])),
    Print: Print("TDDC", 1), Sequence[tuple[Sheet, SheetMap]]: [],
    Path: Path("khong-co.capnhat"), UpdatePreview: update_samples.looked_at(),
}  # fmt: skip
EXACTLY: dict[declared.Key, dict[str, object]] = {
    ("numbers", "add_block"): {"last": 5_010},
    ("units", "add"): {"unit": make.unit(name="Chi bộ Mới"), "on": None},
    ("people", "duplicates"): {"birth": None},
    ("accounts", "recovery_sheet"): {"code": CODE},
    ("accounts", "confirm_recovery"): {"code": CODE, "typed": CODE},
    ("accounts", "confirm"): {"password": make.PASSWORD},
    ("opening", "confirm_password"): {"password": make.PASSWORD},
    ("upkeep", "anchor"): {"last": 0},
}
MISSING = object()


def arguments(key: declared.Key, function: Callable[..., object]) -> dict[str, object] | None:
    """Return something for every argument a use case must have; ``None`` where nothing fits."""
    hints = typing.get_type_hints(function)
    found: dict[str, object] = {}
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        optional = parameter.default is not parameter.empty and name != "kdf"
        if optional or parameter.kind is parameter.VAR_POSITIONAL:
            continue
        value = EXACTLY.get(key, {}).get(name, MISSING)
        if value is MISSING:
            value = BY_NAME.get(name, MISSING)
        if value is MISSING or not _fits(value, hints.get(name)):
            value = BY_TYPE.get(hints.get(name), MISSING)
        if value is MISSING:
            return None
        found[name] = value
    return found


def _fits(value: object, hint: object) -> bool:
    return not isinstance(hint, type) or isinstance(value, hint)


def functions() -> dict[declared.Key, Callable[..., object]]:
    found: dict[declared.Key, Callable[..., object]] = {}
    for module, name in TABLE:
        if "." not in name and (module, name) not in ENDS_IT:
            loaded = importlib.import_module(f"tcxd_desktop.office.{module}")
            found[module, name] = getattr(loaded, name)
    return found


CALLS = {
    key: (function, given)
    for key, function in functions().items()
    if (given := arguments(key, function)) is not None
}
CELLS = [(role, key) for role in Role for key in CALLS]


@pytest.fixture(scope="module")
def desks(
    office_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Role, Desk]]:
    """Return one office a role, with two people, at the desk of somebody of that role."""
    found: dict[Role, Desk] = {}
    for role in Role:
        folder = tmp_path_factory.mktemp("policy") / role.value
        shutil.copytree(office_template, folder)
        desk = opening.open_office(folder, make.PASSWORD, clock=make.clock)
        for name in ("Phạm Văn Một", "Phạm Văn Hai"):
            people.create(desk, make.new_person(name=name))
        numbers.add_block(desk, "NB", 1, 100, "giao")
        found[role] = dataclasses.replace(desk, actor=dataclasses.replace(desk.actor, role=role))
    yield found
    for desk in found.values():
        opening.close_office(desk)


def allowed(role: Role, key: declared.Key) -> bool:
    return TABLE[key] <= POLICY[role]


def told_no(desk: Desk, call: Callable[..., object], given: dict[str, Any]) -> bool:
    """Tell whether a use case is refused for want of a permission."""
    try:
        call(desk, **given)
    except NotAllowedProblem:
        return True
    except Exception:
        return False
    return False


@pytest.mark.parametrize(
    ("role", "key"), CELLS, ids=[f"{role.name}-{'.'.join(key)}" for role, key in CELLS]
)
def test_each_role_may_what_the_table_says(
    desks: dict[Role, Desk], role: Role, key: declared.Key
) -> None:
    desk = desks[role]
    function, given = CALLS[key]
    before = desk.store.head()
    refused = told_no(desk, function, given)
    assert refused is not allowed(role, key)
    if refused:
        assert desk.store.head() == before


def test_nearly_every_use_case_was_really_tried() -> None:
    left = sorted(".".join(key) for key in TABLE if key not in CALLS and key not in ENDS_IT)
    assert len(CALLS) >= 0.8 * len(TABLE), left
    refusals = [cell for cell in CELLS if not allowed(*cell)]
    assert len(refusals) > 50


def test_everybody_may_end_the_own_session(office_folder: Path) -> None:
    for role in Role:
        desk = opening.open_office(office_folder, make.PASSWORD, clock=make.clock)
        actor = dataclasses.replace(desk.actor, role=role)
        opening.close_office(dataclasses.replace(desk, actor=actor))


def test_a_role_given_more_than_the_table_says_is_noticed(
    desks: dict[Role, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: a policy and its enforcement that disagree turn the cells red."""
    monkeypatch.setattr("tcxd_desktop.office.desk.Desk.check", lambda *_: None)
    with pytest.raises(AssertionError):
        test_each_role_may_what_the_table_says(desks, Role.VIEWER, ("accounts", "list_accounts"))
