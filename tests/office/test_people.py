"""Opening, saving, correcting and finding dossiers on a real encrypted file."""

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.errors import (
    BadNumberProblem,
    ConflictProblem,
    DecisionNeededProblem,
    LockedFactProblem,
    NotAllowedProblem,
    NotFoundProblem,
    ReasonNeededProblem,
    RequiredProblem,
    TakenNumberProblem,
)
from tcxd_desktop.domain.facts import Kind, Place
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.people import PeopleQuery, SavedFilter
from tcxd_desktop.domain.rows import Exemption
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.search import Finder
from tcxd_desktop.storage import snapshots
from tests import make


def dao(desk: Desk) -> Dossier:
    """Write the sample dossier and return it as stored."""
    created = people.create(desk, make.new_person(name="Nguyễn Thị Đào", birth=None))
    full = make.dossier(id=created.id, version=created.version)
    return people.save(desk, full)


def test_a_whole_dossier_comes_back_as_it_was_saved(desk: Desk) -> None:
    saved = dao(desk)
    assert people.read(desk, saved.id) == saved


def _values(kind: Kind) -> st.SearchStrategy[object]:
    words = st.text("abcdđêốự ", min_size=1, max_size=12).map(str.strip).map(" ".join("x").join)
    dates = st.builds(PartialDate, st.integers(1900, 2020))
    months = st.builds(PartialDate, st.integers(1900, 2020), st.integers(1, 12))
    days = st.builds(
        PartialDate, st.integers(1900, 2020), st.integers(1, 12), st.integers(1, 28), st.booleans()
    )
    plain: dict[Kind, st.SearchStrategy[object]] = {
        Kind.DATE: st.one_of(st.none(), dates, months, days),
        Kind.TERM: st.one_of(st.none(), dates, months, days),
        Kind.NUMBER: st.one_of(st.none(), st.decimals(0, 9999, places=1)),
        Kind.MONEY: st.one_of(st.none(), st.integers(0, 10**12)),
        Kind.UNIT: st.one_of(st.none(), st.integers(1, 9)),
        Kind.FLAG: st.booleans(),
        Kind.PLACE: st.builds(Place, words, words, words, words, words),
        Kind.DIGITS: st.just(""),
    }
    return plain.get(kind, words)


def _records() -> st.SearchStrategy[Dossier]:
    told = {name: _values(fact.kind) for name, fact in FACTS.items()}
    told |= {
        table: st.lists(
            st.builds(
                meta.record,
                **{
                    field.name: _values(field.metadata["fact"].kind)
                    for field in fields(meta.record)
                },
            ),
            max_size=2,
        ).map(tuple)
        for table, meta in TABLES.items()
        if table != "events"
    }
    return st.builds(Dossier, **told)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_records())
def test_text_of_a_dossier_reads_back(dossier: Dossier) -> None:
    assert snapshots.load(snapshots.dump(dossier), snapshots.dump_sealed(dossier)) == dossier


def test_every_save_keeps_who_when_what(desk: Desk) -> None:
    saved = dao(desk)
    people.save(desk, replace(saved, ethnicity="Mường", phone="0912 000 111"))
    last = people.history(desk, saved.id)[0]
    assert last.actor == desk.actor.name
    assert {(c.field, c.old, c.new) for c in last.changes} == {
        ("ethnicity", "Kinh", "Mường"),
        ("phone", saved.phone, "0912 000 111"),
    }


def test_a_save_against_an_older_version_is_refused(desk: Desk) -> None:
    saved = dao(desk)
    people.save(desk, replace(saved, phone="1"))
    with pytest.raises(ConflictProblem):
        people.save(desk, replace(saved, phone="2"))
    assert people.read(desk, saved.id).phone == "1"


@pytest.mark.parametrize("field", ["birth_date", "birth_name", "ceremony_date", "official_date"])
def test_fixed_facts_change_only_by_correction(desk: Desk, field: str) -> None:
    saved = dao(desk)
    value = "Nguyễn Thị Đào Anh" if field == "birth_name" else make.day("1990-01-02")
    with pytest.raises(LockedFactProblem) as caught:
        people.save(desk, replace(saved, **{field: value}))
    assert caught.value.field == field
    with pytest.raises(DecisionNeededProblem):
        people.correct(desk, saved.id, field, value, decision=make.decision(number=""), reason="x")
    with pytest.raises(ReasonNeededProblem):
        people.correct(desk, saved.id, field, value, decision=make.decision(), reason=" ")
    corrected = people.correct(
        desk, saved.id, field, value, decision=make.decision(), reason="Nhập sai so với bản gốc"
    )
    assert getattr(people.read(desk, saved.id), field) == value == getattr(corrected, field)
    act = people.history(desk, saved.id)[0]
    assert "12-QĐ/ĐU" in act.note
    assert [change.field for change in act.changes] == [field]


def test_a_blank_fixed_fact_may_be_filled(desk: Desk) -> None:
    created = people.create(desk, make.new_person(event="ket_nap", on=make.day("2026-01-10")))
    filled = people.save(desk, replace(created, decision_date=make.day("2026-01-02")))
    assert filled.decision_date == make.day("2026-01-02")


def test_a_clerk_may_not_correct(desk: Desk) -> None:
    saved = dao(desk)
    clerk = replace(desk, actor=Actor("Lê Văn Thịnh", Role.CLERK))
    with pytest.raises(NotAllowedProblem):
        people.correct(clerk, saved.id, "birth_name", "X Y", decision=make.decision(), reason="sai")


def test_numbers_are_unique_and_checked(desk: Desk) -> None:
    first = dao(desk)
    other = people.create(desk, make.new_person())
    with pytest.raises(TakenNumberProblem) as caught:
        people.save(desk, replace(other, citizen_id=first.citizen_id))
    assert caught.value.args[1] == "Nguyễn Thị Đào"
    for bad in ("12345", "03701500421x", "0370150042170"):
        with pytest.raises(BadNumberProblem):
            people.save(desk, replace(other, citizen_id=bad))
    kept = people.save(desk, replace(other, citizen_id="001 062 000 123"))
    assert people.read(desk, kept.id).citizen_id == "001062000123"


def test_text_is_tidied_at_the_door(desk: Desk) -> None:
    saved = people.save(
        desk, replace(dao(desk), occupation="Gia\u0301o  vie\u0302n\u200b ", note=" một \r\n hai ")
    )
    assert people.read(desk, saved.id).occupation == "Giáo viên"
    assert saved.note == "một\nhai"


def test_hostile_text_is_only_text(desk: Desk) -> None:
    name = "Trần <b>Tèo</b> & Văn 😀 '; DROP TABLE person; -- " + "dài " * 120
    created = people.create(desk, make.new_person(name=name))
    assert people.read(desk, created.id).birth_name == " ".join(name.split())
    assert [line.id for line in Finder(desk).find("drop table")] == [created.id]


def test_a_name_is_needed(desk: Desk) -> None:
    with pytest.raises(RequiredProblem):
        people.create(desk, make.new_person(name="  "))


def test_likely_duplicates(desk: Desk) -> None:
    saved = dao(desk)
    by_name = people.duplicates(desk, name="nguyen thi dao", birth=make.day("1962-10"))
    assert [(d.line.id, d.reason) for d in by_name] == [(saved.id, "name_birth")]
    by_number = people.duplicates(desk, name="Ai Khác", birth=None, citizen_id=saved.citizen_id)
    assert [(d.line.id, d.reason) for d in by_number] == [(saved.id, "citizen_id")]
    assert people.duplicates(desk, name="Nguyễn Thị Đào", birth=make.day("1990")) == []


def test_a_voided_record_leaves_lists_but_stays(desk: Desk) -> None:
    saved = dao(desk)
    with pytest.raises(ReasonNeededProblem):
        people.void(desk, saved.id, "")
    people.void(desk, saved.id, "Nhập trùng")
    assert people.lines(desk, PeopleQuery()) == []
    assert people.read(desk, saved.id).void_reason == "Nhập trùng"
    again = people.create(desk, make.new_person(citizen_id=saved.citizen_id))
    assert again.id != saved.id


def test_heads_are_counted_as_at_any_day(desk: Desk) -> None:
    saved = dao(desk)
    people.save(
        desk,
        replace(
            saved,
            events=(
                Event(make.day("1995-05-19"), EventKind.ADMITTED, make.HAMLET),
                Event(make.day("2024-03-01"), EventKind.MOVED, make.SCHOOL),
                Event(make.day("2025-09-10"), EventKind.LEFT, None, "Đảng bộ phường Hoa Lư"),
            ),
            exemptions=(Exemption(make.day("2024-06-01"), make.day("2024-06-30")),),
        ),
    )

    def standing(day: str) -> list[tuple[int | None, str, str]]:
        query = PeopleQuery(as_at=day, leavings=())
        return [(x.unit_id, x.activity, x.leaving) for x in people.lines(desk, query)]

    assert standing("1995-05-18") == []
    assert standing("1995-05-19") == [(make.HAMLET, "dang_sh", "")]
    assert standing("2024-06-30") == [(make.SCHOOL, "mien_sh", "")]
    assert standing("2024-07-01") == [(make.SCHOOL, "dang_sh", "")]
    assert standing("2025-09-10") == [(make.SCHOOL, "dang_sh", "chuyen_di")]
    assert people.count(desk, PeopleQuery(as_at="2025-09-09")) == 1
    assert people.count(desk, PeopleQuery(as_at="2025-09-10")) == 0


def test_conditions_choose_people(desk: Desk) -> None:
    saved = dao(desk)
    people.create(desk, make.new_person())

    def found(**conditions: object) -> list[str]:
        lines = people.lines(desk, PeopleQuery(**conditions))  # type: ignore[arg-type]
        return [line.name for line in lines]

    assert found() == ["Nguyễn Thị Đào", "Phạm Văn Thành"]
    assert found(sexes=("Nữ",)) == ["Nguyễn Thị Đào"]
    assert found(age_from=60) == ["Nguyễn Thị Đào"]
    assert found(age_to=60) == ["Phạm Văn Thành"]
    assert found(admitted_from=1990, admitted_to=1999) == ["Nguyễn Thị Đào"]
    assert found(missing_fields=("ethnicity", "jobs")) == ["Phạm Văn Thành"]
    assert found(grades=("chinh_thuc",)) == ["Nguyễn Thị Đào"]
    assert found(unit_id=make.ROOT) == ["Nguyễn Thị Đào", "Phạm Văn Thành"]
    assert found(unit_id=make.SCHOOL) == []
    assert found(text="dao thi") == ["Nguyễn Thị Đào"]
    assert found(ids=(saved.id,)) == ["Nguyễn Thị Đào"]


def test_a_saved_filter_comes_back(desk: Desk) -> None:
    saved = SavedFilter("Nữ trên 60", PeopleQuery(sexes=("Nữ",), age_from=60), ("name", "age"))
    people.save_filter(desk, saved)
    people.save_filter(desk, saved)
    assert people.saved_filters(desk) == [saved]
    people.drop_filter(desk, saved.name)
    assert people.saved_filters(desk) == []


def test_a_draft_outlives_the_office_being_closed(desk: Desk) -> None:
    saved = dao(desk)
    people.keep_draft(desk, replace(saved, phone="0999"))
    draft = people.draft(desk, saved.id)
    assert draft is not None
    assert draft.dossier.phone == "0999"
    people.save(desk, replace(saved, phone="1"))
    assert people.draft(desk, saved.id) is None


def test_search_without_tone_marks(desk: Desk) -> None:
    saved = dao(desk)
    finder = Finder(desk)
    for text in (
        "n",
        "nguyen",
        "nguyen thi d",
        "NGUYỄN THỊ ĐÀO",
        saved.citizen_id[-6:],
        "binh minh",
    ):
        assert saved.id in [line.id for line in finder.find(text)], text
    assert finder.find("khong co ai") == []
    assert finder.find("") == []


def test_search_narrows_and_widens_again(desk: Desk) -> None:
    dao(desk)
    people.create(desk, make.new_person(name="Nguyễn Thị Đan"))
    finder = Finder(desk)
    assert len(finder.find("nguyen thi da")) == 2
    assert len(finder.find("nguyen thi dao")) == 1
    assert len(finder.find("nguyen thi da")) == 2


def test_an_unknown_person(desk: Desk) -> None:
    with pytest.raises(NotFoundProblem):
        people.read(desk, 99)
    with pytest.raises(NotFoundProblem):
        people.by_number(desk, "012345678901")


def test_letterhead_names_the_levels_of_its_day(desk: Desk) -> None:
    head = people.letterhead(desk, make.HAMLET)
    assert (head.province, head.superior) == (make.OFFICE.province, "Đảng bộ xã Đông Hải")
    # A chi bộ cơ sở stands on the line of the base (38-HD/BTCTW, I.2.2.a).
    assert (head.base, head.cell) == ("Chi bộ thôn Bình Minh", "")
