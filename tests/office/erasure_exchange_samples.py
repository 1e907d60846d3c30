"""Traces of somebody in imports, exports, merged records and a round of reconciliation."""

from dataclasses import replace
from typing import Any, Protocol

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.exports import ExportJob
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import (
    ImportPreview,
    ImportProfile,
    ImportRow,
    Outcome,
    RowPreview,
)
from tcxd_desktop.domain.merging import Side, chosen
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.reconciliation import Decided, Round
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP, REQUEST, ReconJob
from tcxd_desktop.domain.rows import Discipline, Job
from tcxd_desktop.office import (
    duplicates,
    exports,
    imports,
    merging,
    people,
    reconciliation,
    reconciliation_deciding,
    reconciliation_printing,
    reconciliation_requests,
    reconciliation_slips,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import imports as stored_imports
from tests import make
from tests.office import recon_samples


class Marks(Protocol):
    """Gives words and numbers that are found again."""

    def word(self) -> str:
        """Return a new word."""

    def number(self, digits: int) -> str:
        """Return a new number."""


def taken_in(desk: Desk, person: Dossier, file_name: str, **values: Any) -> int:
    """Write one line about somebody as an import does, and return the number of the import."""
    tables: dict[str, tuple[object, ...]] = {
        key: values.pop(key) for key in ("jobs", "disciplines") if key in values
    }
    row = ImportRow(12, person.birth_name, values, tables)
    shown = RowPreview(row, Outcome.CHANGED, person.id, people.read(desk, person.id).version)
    told = ImportPreview(file_name, "hash", (shown,), (), fields=tuple(values))
    return imports.apply_members(desk, told, {}).run_id


def sheets(desk: Desk, mark: Marks, person: Dossier) -> None:
    """Leave traces in imports, one of them taken back, in ways of reading and in exports."""
    job = Job(make.day("1990"), None, f"Việc {mark.word()}", "", f"Nơi {mark.word()}")
    told = Discipline(form=f"Khiển trách {mark.word()}")
    run = taken_in(
        desk, person, f"{person.birth_name}.xlsx", phone=mark.number(10), jobs=(job,),
        disciplines=(told,), central_id=mark.number(9),
    )  # fmt: skip
    assert run
    back = taken_in(desk, person, "sai.xlsx", profession=mark.word(), central_id=mark.number(9))
    imports.undo(desk, back, f"Theo đơn của {person.birth_name}")
    with desk.write(Permission.IMPORT, "imports.profile", "Cách đọc") as work:
        for name in (f"Tệp của {person.birth_name}", "Tệp của xã"):
            profile = ImportProfile(name, values={"unit": {"a": "b"}})
            stored_imports.save_profile(work, profile)
    for layout in ("central28", "dues"):
        exported = ExportJob(
            layout=layout, query=PeopleQuery(), file_name=f"{person.birth_name}.xlsx"
        )
        exports.export_layout(desk, replace(exported, purpose="Nộp cấp trên"))


def made_one(desk: Desk, mark: Marks, person: Dossier, other: Dossier) -> int:
    """Make one with their record; take another merge apart again; say that two are two."""
    name = person.birth_name
    twice = _recorded(
        desk, birth_name=name, phone=mark.number(10), note=f"Ghi {mark.word()}",
        home=Place(detail=f"Thôn {mark.word()}"), disciplines=(Discipline(form=mark.word()),),
    )  # fmt: skip
    gone = _merged(desk, person.id, twice, mark.word())
    assert gone
    third = _recorded(desk, birth_name="Lê Văn Trùng", phone="0912345670")
    again = _merged(desk, person.id, third, f"Nhầm với {name}")
    merging.unmerge(desk, again, f"{name} là người khác")
    duplicates.declare_distinct(desk, person.id, other.id, f"{name} kém 2 tuổi")
    return twice


def _recorded(desk: Desk, **told: Any) -> int:
    whole = Dossier(**told)
    made = people.create(desk, make.new_person(name=whole.birth_name, birth=None))
    kept = people.read(desk, made.id)
    people.save(desk, replace(whole, id=made.id, version=made.version, events=kept.events))
    return made.id


def _merged(desk: Desk, kept: int, gone: int, reason: str) -> int:
    plan = merging.propose(desk, kept, gone)
    assert not plan.obstacles, plan.obstacles
    for one in plan.fields:
        if one.locked and one.field in plan.undecided:
            plan = chosen(plan, one.field, Side.KEPT, basis="Bản gốc trong hồ sơ")
    return merging.merge(desk, plan, reason)


def reconciled(desk: Desk, mark: Marks, person: Dossier, other: Dossier) -> Round:
    """Leave traces in a round: lines, strays, decisions, a request, slips and papers."""
    name = person.birth_name
    told = reconciliation.open_round(
        desk,
        Round(name="Rà soát", fields=("birth_name", "citizen_id", "home.detail", "ethnicity", "religion"),
              note=f"Có {name}"),
    )  # fmt: skip
    row = recon_samples.row(
        2, person, **{"home.detail": f"Nhà {mark.word()}", "unit": "", "religion": "Phật giáo"}
    )
    stray = ImportRow(3, name, {"birth_name": name, "birth_date": make.day("1931"),
                                "home.detail": f"Ngõ {mark.word()}"})  # fmt: skip
    lines = (row, stray, recon_samples.row(4, other, ethnicity="Tày", unit=""))
    preview = recon_samples.taken(desk, told, *lines, key1=person.id, key2=0, key3=other.id)
    assert len(preview.rows) == len(lines)
    _slips_out(desk, told, person)
    reconciliation_slips.key_slip(desk, told.id, person.id, {"home.detail": f"Xóm {mark.word()}"})
    for target, basis in (("home.detail", mark.word()), ("ethnicity", f"Giấy của {name}")):
        who = person if target == "home.detail" else other
        ruling = recon_samples.ruling(target, basis=basis)
        reconciliation_deciding.decide(desk, told.id, who.id, ruling)
    taken_back = recon_samples.ruling("religion", Decided.PASSED, basis=mark.word())
    _decided_in_vain(desk, told, person, taken_back, mark)
    _stray(desk, told, name, mark.word())
    _asked(desk, told)
    return told


def _slips_out(desk: Desk, told: Round, person: Dossier) -> None:
    """Print the slip of somebody."""
    job = ReconJob(form=CHECK_SLIP, round_id=told.id, person_ids=(person.id,))
    reconciliation_printing.note_printed(desk, job, copies=1, purpose="Gửi chi bộ")


def _decided_in_vain(desk: Desk, told: Round, person: Dossier, ruling: Any, mark: Marks) -> None:
    found = reconciliation_deciding.decide(desk, told.id, person.id, ruling)
    [verdict] = [one.verdict for one in found.fields if one.target == "religion"]
    assert verdict is not None
    reconciliation_deciding.undo_decision(desk, told.id, verdict.id, f"Nhầm {mark.word()}")


def _stray(desk: Desk, told: Round, name: str, basis: str) -> None:
    lines = reconciliation.lines(desk, told.id, None)
    [entry] = {one.entry_id for one in lines if not one.person_id and one.name == name}
    reconciliation_deciding.decide_stray(desk, told.id, entry, Decided.KEEP, basis)


def _asked(desk: Desk, told: Round) -> None:
    waiting = reconciliation_requests.to_request(desk, told.id)
    job = ReconJob(form=REQUEST, round_id=told.id, number="15-CV/ĐU")
    reconciliation_printing.note_printed(desk, job, copies=1, purpose="Gửi cấp trên")
    ids = [one.verdict_id for one in waiting]
    reconciliation_requests.mark_requested(desk, told.id, ids, "15-CV/ĐU")
