"""Items 26 to 28: what an account without the sealed compartment sees, and cannot do to it."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tcxd_desktop.domain import checks, completeness, party_age
from tcxd_desktop.domain.completeness import SEALED_PAPER, Gap, PapersState
from tcxd_desktop.domain.dossier import SEALED_FIELDS, TABLES, Dossier
from tcxd_desktop.domain.errors import ConflictProblem, SealedFieldProblem, SealedProblem
from tcxd_desktop.domain.facts import RowsFact
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.jobs import PrintJob
from tcxd_desktop.domain.party_age import AgeState
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.rows import AgeGap, Discipline, PaperInDossier, Readmission
from tcxd_desktop.domain.supplements import SEALED, UNCHANGED
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import (
    accounts,
    exports,
    imports,
    opening,
    people,
    printing,
    supplements,
)
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.problems import sentence
from tests import make

CLERK, CLERK_PASSWORD = "Lê Văn Cán", "bay trăng sông lúa"
SECRET = "Vắng họp nhiều kỳ"


@dataclasses.dataclass
class Office:
    """An office with a holder of the compartment and a clerk who is none; one works at a time."""

    folder: Path
    person: int = 0

    @contextmanager
    def head(self) -> Iterator[Desk]:
        yield from self._signed_in(make.PASSWORD, make.HEAD_NAME)

    @contextmanager
    def clerk(self) -> Iterator[Desk]:
        yield from self._signed_in(CLERK_PASSWORD, CLERK)

    def _signed_in(self, password: str, user: str) -> Iterator[Desk]:
        desk = opening.open_office(self.folder, password, user=user, clock=make.clock)
        try:
            yield desk
        finally:
            opening.close_office(desk)


@pytest.fixture
def office(office_folder: Path) -> Office:
    made = Office(office_folder)
    with opened(made) as desk:
        accounts.add(desk, CLERK, Role.CLERK, CLERK_PASSWORD, sealed=False, kdf=make.CHEAP)
        made.person = written(desk, make.dossier(special_history="Cha làm việc cho chế độ cũ"))
    return made


@contextmanager
def opened(office: Office) -> Iterator[Desk]:
    desk = opening.open_office(office.folder, make.PASSWORD, clock=make.clock)
    yield desk
    opening.close_office(desk)


def written(desk: Desk, dossier: Dossier, **new: object) -> int:
    """Write a whole dossier as a new record."""
    made = people.create(desk, make.new_person(name=dossier.birth_name, **new))
    whole = dataclasses.replace(dossier, id=made.id, version=made.version)
    people.save(desk, whole)
    return made.id


def sealed(dossier: Dossier) -> dict[str, object]:
    return {name: getattr(dossier, name) for name in SEALED_FIELDS}


BLANK = sealed(Dossier())


def full(desk: Desk, person: int) -> dict[str, object]:
    """Give somebody one row in every sealed table, and return all of it."""
    rows: dict[str, object] = {"special_history": "Điều đã khai"}
    for name in SEALED_FIELDS & set(TABLES):
        rows[name] = (_row(TABLES[name]),)
    dossier = people.save(desk, dataclasses.replace(people.read(desk, person), **rows))  # type: ignore[arg-type]
    return sealed(dossier)


def _row(table: RowsFact) -> object:
    if table.record is Discipline:
        return Discipline("Đảng", "Khiển trách", "Chi bộ", make.day("1999"), reason=SECRET)
    first = next(f for f in dataclasses.fields(table.record) if f.type in {"str", str})
    return table.record(**{first.name: "điều đã khai"})


# --- reading ------------------------------------------------------------------------------------


def test_who_does_not_hold_them_sees_nothing_of_them(office: Office) -> None:
    with office.clerk() as desk:
        assert not desk.actor.sealed
        assert sealed(people.read(desk, office.person)) == BLANK
        acts = people.history(desk, office.person)
    told = {change.field: (change.old, change.new) for act in acts for change in act.changes}
    assert told["disciplines"] == told["special_history"] == ("", "")
    with office.head() as desk:
        acts = people.history(desk, office.person)
    told = {change.field: (change.old, change.new) for act in acts for change in act.changes}
    assert SECRET in told["disciplines"][1]


# --- writing ------------------------------------------------------------------------------------


def test_a_save_by_others_leaves_every_sealed_item_alone(office: Office) -> None:
    with office.head() as desk:
        before = full(desk, office.person)
        assert BLANK.keys() == {name for name, value in before.items() if value}
    with office.clerk() as desk:
        seen = people.read(desk, office.person)
        saved = people.save(desk, dataclasses.replace(seen, phone="0912 000 111"))
        people.save(desk, dataclasses.replace(saved, occupation="Cán bộ hưu trí", jobs=()))
    with office.head() as desk:
        found = people.read(desk, office.person)
        assert sealed(found) == before
        assert (found.phone, found.jobs) == ("0912 000 111", ())
        assert opening.verify(desk).keys() == {
            name for name, said in opening.verify(desk).items() if said == "ok"
        }


def test_versions_still_tell_of_a_save_between(office: Office) -> None:
    with office.head() as desk:
        opened_before = people.read(desk, office.person)
    with office.clerk() as desk:
        people.save(desk, dataclasses.replace(people.read(desk, office.person), phone="0912"))
    with office.head() as desk, pytest.raises(ConflictProblem):
        people.save(desk, dataclasses.replace(opened_before, disciplines=()))


def test_a_sealed_item_cannot_be_written_by_others(office: Office) -> None:
    with office.clerk() as desk:
        seen = people.read(desk, office.person)
        row = Discipline("Đảng", "Cảnh cáo", "Chi bộ", make.day("2026"))
        with pytest.raises(SealedFieldProblem) as refused:
            people.save(desk, dataclasses.replace(seen, disciplines=(row,)))
        assert refused.value.field == "disciplines"
        assert "Kỷ luật" in sentence(refused.value) or "kỷ luật" in sentence(refused.value)
        assert people.read(desk, office.person).version == seen.version


# --- drafts -------------------------------------------------------------------------------------


def test_a_draft_of_somebody_else_does_not_empty_the_sealed_items(office: Office) -> None:
    with office.clerk() as desk:
        seen = people.read(desk, office.person)
        people.keep_draft(desk, dataclasses.replace(seen, phone="0912"))
    with office.head() as desk:
        before = people.read(desk, office.person)
        kept = people.draft(desk, office.person)
        assert kept is not None
        assert sealed(kept.dossier) == sealed(before) != BLANK
        people.save(desk, kept.dossier)
        found = people.read(desk, office.person)
        assert (found.phone, sealed(found)) == ("0912", sealed(before))


def test_an_old_sealed_draft_is_not_taken_for_the_new_one(office: Office) -> None:
    with office.head() as desk:
        people.keep_draft(
            desk, dataclasses.replace(people.read(desk, office.person), disciplines=())
        )
    with office.clerk() as desk:
        seen = people.read(desk, office.person)
        people.keep_draft(desk, dataclasses.replace(seen, phone="0912"))
    with office.head() as desk:
        kept = people.draft(desk, office.person)
        assert kept is not None
        assert kept.dossier.disciplines == make.dossier().disciplines


def test_a_holder_finds_the_own_draft_with_its_sealed_items(office: Office) -> None:
    with office.head() as desk:
        people.keep_draft(
            desk, dataclasses.replace(people.read(desk, office.person), disciplines=())
        )
    with office.head() as desk:
        kept = people.draft(desk, office.person)
        assert kept is not None
        assert kept.dossier.disciplines == ()
        assert kept.dossier.special_history == "Cha làm việc cho chế độ cũ"


# --- completeness and party age -------------------------------------------------------------------


def readmitted(official_on: str | None, *gaps: AgeGap) -> Dossier:
    on = make.day(official_on) if official_on else None
    return make.dossier(readmissions=(Readmission(make.day("2001-02-03"), official_on=on),),
                        age_gaps=gaps)  # fmt: skip


def test_how_complete_a_dossier_is_does_not_depend_on_who_saves_it(office: Office) -> None:
    with office.head() as desk:
        dossier = dataclasses.replace(readmitted("2002-02-03"), id=office.person, version=2)
        people.save(desk, dossier)
        [line] = people.lines(desk, PeopleQuery())
        gaps = {gap.paper for gap in completeness.missing(dossier, make.TODAY)}
        assert {"6", "22"} <= gaps
    with office.clerk() as desk:
        seen = people.read(desk, office.person)
        people.save(desk, dataclasses.replace(seen, note="đã xem"))
        assert people.lines(desk, PeopleQuery())[0].complete == line.complete
        seen = people.read(desk, office.person)
        assert completeness.percent(seen, make.TODAY) == line.complete
        assert Gap("papers", "papers", SEALED_PAPER) in completeness.missing(seen, make.TODAY)
        named = {*completeness.applicable_papers(seen, make.TODAY),
                 *completeness.missing_papers(seen, make.TODAY)}  # fmt: skip
        assert not {"6", "22"} & named
        paper = PaperInDossier("22", "Quyết định thi hành kỷ luật", present=True)
        filed = people.save(desk, dataclasses.replace(seen, papers=(paper,)))
    with office.head() as desk:
        [line] = people.lines(desk, PeopleQuery())
        found = people.read(desk, office.person)
        assert line.complete == completeness.percent(found, make.TODAY)
        assert line.complete == completeness.percent(filed, make.TODAY)


def test_nothing_else_that_is_sealed_counts() -> None:
    """Whoever lets completeness or party age depend on another sealed item is told here."""
    rows = {name: (_row(TABLES[name]),) for name in SEALED_FIELDS & set(TABLES)}
    rows["readmissions"] = (
        Readmission(make.day("2001-02-03"), official_on=make.day("2002-02-03")),
    )
    whole = dataclasses.replace(make.dossier(special_history="đã khai"), **rows)  # type: ignore[arg-type]
    seen = dataclasses.replace(
        whole, **BLANK,  # type: ignore[arg-type]
        readmitted="2002-02-03", sealed_papers=completeness.sealed_papers(whole),
    )  # fmt: skip
    assert completeness.percent(seen, make.TODAY) == completeness.percent(whole, make.TODAY)
    assert len(completeness.missing(seen, make.TODAY)) == len(
        completeness.missing(whole, make.TODAY)
    )
    assert checks.doubts(seen, make.TODAY) == checks.doubts(whole, make.TODAY)
    age = party_age.party_age_state
    assert age(seen, make.TODAY) == age(whole, make.TODAY)


def test_all_papers_are_there_only_when_the_sealed_ones_are() -> None:
    whole = Dossier(sealed_papers="22")
    there = tuple(
        PaperInDossier(paper, present=True)
        for paper in completeness.applicable_papers(whole, make.TODAY)
    )
    missing = dataclasses.replace(whole, papers=there)
    assert completeness.papers_state(missing, make.TODAY) is PapersState.MISSING
    filed = dataclasses.replace(whole, papers=(*there, PaperInDossier("22", present=True)))
    assert completeness.papers_state(filed, make.TODAY) is PapersState.COMPLETE


def test_an_import_by_others_keeps_them_too(office: Office) -> None:
    with office.head() as desk:
        [before] = people.lines(desk, PeopleQuery())
        held = sealed(people.read(desk, office.person))
    data = workbook(
        "Danh sách",
        ["STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp",
         "Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"],
        [["1", "Nguyễn Thị Đào", "", "037162004417", "", "", "Chi bộ thôn Bình Minh",
          "Chi bộ thôn Đông Thành", ""]],
    )  # fmt: skip
    with office.clerk() as desk:
        preview = imports.preview_members(desk, data, "ds.xlsx")
        assert imports.apply_members(desk, preview, {}).changed == 1
    with office.head() as desk:
        [after] = people.lines(desk, PeopleQuery())
        assert after.complete == before.complete
        assert sealed(people.read(desk, office.person)) == held


@pytest.mark.parametrize(
    "dossier",
    [
        readmitted("2002-02-03"),
        readmitted("2002-02-03", AgeGap(make.day("1998-01-01"), make.day("2001-02-02"))),
        readmitted("2002", AgeGap(make.day("1998-01-01"), make.day("2001-02-02"))),
        readmitted("2026-12-01"),
        readmitted(None),
        dataclasses.replace(readmitted("2002-02-03"), party_age_basis=make.day("2001-02-03")),
        make.dossier(),
    ],
)
def test_party_age_is_the_same_for_both(office: Office, dossier: Dossier) -> None:
    with office.head() as desk:
        people.save(desk, dataclasses.replace(dossier, id=office.person, version=2))
        truth = party_age.party_age_state(people.read(desk, office.person), make.TODAY)
        badge = party_age.next_badge(people.read(desk, office.person), make.TODAY)
        # A draft of a holder, taken up by the other.
        people.keep_draft(desk, people.read(desk, office.person))
    with office.clerk() as desk:
        kept = people.draft(desk, office.person)
        assert kept is not None
        for seen in (
            kept.dossier,
            people.save(desk, kept.dossier),
            people.read(desk, office.person),
        ):
            assert party_age.party_age_state(seen, make.TODAY) == truth
            assert party_age.next_badge(seen, make.TODAY) == badge


def test_a_readmitted_member_without_a_decision_has_no_basis(office: Office) -> None:
    with office.head() as desk:
        people.save(
            desk, dataclasses.replace(readmitted("2002-02-03"), id=office.person, version=2)
        )
    with office.clerk() as desk:
        found = party_age.party_age_state(people.read(desk, office.person), make.TODAY)
    assert found.state is AgeState.NO_BASIS


# --- paper, lists, files --------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["1-HSĐV", "2-HSĐV", "3-HSĐV"])
def test_papers_with_sealed_items_are_refused_never_printed_blank(
    office: Office, form: str
) -> None:
    job = PrintJob(form=form, person_ids=(office.person,))
    with office.clerk() as desk:
        for attempt in (
            lambda: printing.check_sealed(desk, form),
            lambda: printing.render(desk, job),
            lambda: printing.note_printed(desk, job, copies=1, purpose="thử"),
        ):
            with pytest.raises(SealedProblem):
                attempt()
    with office.head() as desk:
        assert printing.render(desk, job).startswith(b"%PDF")


@pytest.mark.parametrize("form", ["7-HSĐV", "MLTL", "DS"])
def test_other_papers_are_printed_by_everybody(office: Office, form: str) -> None:
    job = PrintJob(form=form, person_ids=(office.person,))
    with office.clerk() as desk:
        assert printing.render(desk, job).startswith(b"%PDF")
        printing.note_printed(desk, job, copies=1, purpose="thử")


ASKED: dict[str, Callable[[Desk, PeopleQuery], object]] = {
    "list": people.lines,
    "count": people.count,
    "export": exports.members_xlsx,
    "print": lambda desk, query: printing.render(desk, PrintJob(form="DS", query=query)),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("field", sorted(SEALED_FIELDS))
def test_sealed_facts_cannot_be_asked_for(
    office: Office, field: str, ask: Callable[[Desk, PeopleQuery], object]
) -> None:
    query = PeopleQuery(missing_fields=(field,))
    with office.clerk() as desk, pytest.raises(SealedFieldProblem) as refused:
        ask(desk, query)
    assert sentence(refused.value).startswith("“")
    with office.head() as desk:
        ask(desk, query)


def test_a_holder_is_told_who_lacks_what(office: Office) -> None:
    with office.head() as desk:
        other = people.create(desk, make.new_person(name="Người Khác")).id
        for field in ("disciplines", "special_history"):
            found = people.lines(desk, PeopleQuery(missing_fields=(field,)))
            assert [line.id for line in found] == [other]


# --- the yearly round -----------------------------------------------------------------------------


def test_the_yearly_phieu_says_sealed_instead_of_no_change(office: Office) -> None:
    with office.head() as desk:
        supplements.confirm(desk, [office.person], 2025, make.TODAY)
        dossier = people.read(desk, office.person)
        new = Discipline("Đảng", "Cảnh cáo", "Đảng ủy xã", make.day("2026-02-01"))
        people.save(desk, dataclasses.replace(
            dossier, disciplines=(*dossier.disciplines, new), phone="1", occupation="Thợ mộc"
        ))  # fmt: skip
        told = supplements.sheet(desk, office.person, 2026).values
        assert "Cảnh cáo" in told["7"]
        assert told["8.6"] == UNCHANGED
        [state] = supplements.round_of(desk, 2026, None)
        assert state.changed == 2
    with office.clerk() as desk:
        told = supplements.sheet(desk, office.person, 2026).values
        assert told["7"] == told["8.6"] == SEALED
        assert "Thợ mộc" in told["3"]
        [state] = supplements.round_of(desk, 2026, None)
        assert (state.changed, state.compared) == (1, True)


def test_only_a_holder_confirms(office: Office) -> None:
    with office.clerk() as desk:
        supplements.hand_in(desk, [office.person], 2026, make.TODAY)
        with pytest.raises(SealedProblem):
            supplements.confirm(desk, [office.person], 2026, make.TODAY)
        assert supplements.state_of(desk, office.person, 2026) == supplements.HANDED_IN
    with office.head() as desk:
        supplements.confirm(desk, [office.person], 2026, make.TODAY)


def test_a_round_taken_back_by_others_is_confirmed_anew_with_what_holds_now(
    office: Office,
) -> None:
    with office.head() as desk:
        supplements.confirm(desk, [office.person], 2025, make.TODAY)
    with office.clerk() as desk:
        supplements.reopen(desk, [office.person], 2025)
    with office.head() as desk:
        people.save(desk, dataclasses.replace(people.read(desk, office.person), disciplines=()))
        supplements.confirm(desk, [office.person], 2025, make.TODAY)
        assert supplements.sheet(desk, office.person, 2026).values["7"] == UNCHANGED


# --- the twins ------------------------------------------------------------------------------------


def test_forgetting_what_the_holder_derived_would_be_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(work: object, old: Dossier, new: Dossier) -> Dossier:
        return dataclasses.replace(new, readmitted="", sealed_papers="")

    monkeypatch.setattr("tcxd_desktop.office.recording.kept", forgetful)
    with pytest.raises(AssertionError):
        test_how_complete_a_dossier_is_does_not_depend_on_who_saves_it(office)


def test_emptying_what_is_not_seen_would_be_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(reading: object, person: int) -> tuple[str, str, str | None] | None:
        found = original(reading, person)
        return found and (*found[:2], found[2] or "")

    original = people.stored_office.draft
    monkeypatch.setattr("tcxd_desktop.storage.office.draft", careless)
    with pytest.raises(AssertionError):
        test_a_draft_of_somebody_else_does_not_empty_the_sealed_items(office)


def test_comparing_what_is_not_seen_would_be_noticed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tcxd_desktop.office.supplements.SEALED_FIELDS", frozenset())
    with pytest.raises(AssertionError):
        test_the_yearly_phieu_says_sealed_instead_of_no_change(office)
