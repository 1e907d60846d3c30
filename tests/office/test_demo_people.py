"""The fictional commune: deterministic, lawful in its dates, and spread as in real life."""

import io
import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PIL import Image

from tcxd_desktop.domain.checks import doubts
from tcxd_desktop.domain.codes import CodeList
from tcxd_desktop.domain.completeness import percent
from tcxd_desktop.domain.dates import PartialDate, add_months, months_between
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Fact, Kind, Place, facts_of, is_blank
from tcxd_desktop.domain.numbers import dossier_number, identity_digits
from tcxd_desktop.domain.standing import Activity, EventKind, Grade, Leaving, spell_on
from tcxd_desktop.domain.text import clean_block, fold
from tcxd_desktop.domain.units import in_tree_order, valid_code
from tcxd_desktop.exchange.demo_photos import VARIANTS, portrait
from tcxd_desktop.office.codelists import load
from tcxd_desktop.office.demo_people import people
from tcxd_desktop.office.demo_tree import DemoTree, tree
from tcxd_desktop.office.demo_words import words

DAY = date(2026, 11, 23)
ISO = DAY.isoformat()
CODES = load()


@pytest.fixture(scope="module")
def commune() -> DemoTree:
    return tree(2026, 23, DAY)


@pytest.fixture(scope="module")
def members(commune: DemoTree) -> list[Dossier]:
    return list(people(2026, 400, commune, DAY))


@pytest.fixture(scope="module")
def crowd(commune: DemoTree) -> list[Dossier]:
    """More people of another seed: what must hold must hold for every draw."""
    return list(people(7, 2_500, commune, DAY))


# The tree


def test_tree_has_cells_of_all_kinds(commune: DemoTree) -> None:
    kinds = Counter(commune.units[index].kind for index in commune.cells)
    assert kinds["thon"] == 12
    assert len(commune.cells) == 23
    assert kinds.keys() >= {"dang", "hanh_chinh", "cong_an", "quan_su", "y_te", "thcs", "tieu_hoc",
                            "mam_non", "hop_tac", "doanh_nghiep"}  # fmt: skip


def test_tree_history(commune: DemoTree) -> None:
    kinds = Counter(link.kind for link in commune.links)
    assert kinds["hop_nhat"] == 2
    assert kinds["chia_tach"] == 3
    names = [len({step.unit.name for step in unit.steps}) for unit in commune.units]
    assert names.count(2) == 1
    ended = [unit for unit in commune.units if unit.until]
    assert len(ended) == 4
    assert all(unit.closing.number and unit.closing.on for unit in ended)


@pytest.mark.parametrize("cells", [1, 2, 5, 12, 23, 60, 700])
def test_trees_of_any_size_hold_together(cells: int) -> None:
    made = tree(3, cells, DAY)
    assert len(made.cells) == cells
    assert made == tree(3, cells, DAY)
    types = {"CTTT", "DBCS", "CBCS", "CB_DU", "CB_THON"}
    for index, unit in enumerate(made.units):
        assert all(step.unit.id == index for step in unit.steps)
        assert all(step.unit.type in types and valid_code(step.unit.code) for step in unit.steps)
        assert all(a.until == b.unit.since for a, b in itertools.pairwise(unit.steps))
        assert all(not s.until or s.unit.since < s.until for s in unit.steps)
        parent = unit.now.parent_id
        assert parent is None if index == 0 else parent is not None and parent < index
        if parent is not None:
            above = made.units[parent]
            assert above.since <= unit.now.since
            assert not above.until
    codes = [unit.now.code for unit in made.units if unit.now.code]
    assert len(codes) == len(set(codes))
    open_names = [made.units[index].name for index in made.cells]
    assert len(open_names) == len(set(open_names))
    assert in_tree_order([unit.now for unit in made.units])[0][0].id == 0


# The people as a whole


def test_the_same_seed_gives_the_same_people(commune: DemoTree, members: list[Dossier]) -> None:
    assert list(people(2026, 400, commune, DAY)) == members
    other = list(people(2027, 400, commune, DAY))
    assert sum(a.birth_name == b.birth_name for a, b in zip(members, other, strict=True)) < 20


@pytest.mark.parametrize("count", [0, 1, 5, 24, 68, 69, 400])
def test_any_number_of_people(commune: DemoTree, count: int) -> None:
    assert len(list(people(1, count, commune, DAY))) == count


def test_small_communes_have_people_too() -> None:
    assert len(list(people(1, 7, tree(1, 1, DAY), DAY))) == 7
    assert len(list(people(1, 30, tree(1, 3, DAY), DAY))) == 30


def test_spread_is_as_in_life(crowd: list[Dossier]) -> None:
    def share(found: int) -> float:
        return found / len(crowd)

    spells = [spell_on(person.spells, ISO) for person in crowd]
    assert all(spells)
    here = [spell for spell in spells if spell is not None]
    ages = sorted(DAY.year - person.birth_date.year for person in crowd if person.birth_date)
    assert 20 <= ages[0] <= 23
    assert 90 <= ages[-1] <= 96
    assert 45 <= ages[len(ages) // 2] <= 58
    assert 0.30 < share(sum(p.sex == "Nữ" for p in crowd)) < 0.40
    assert 0.06 < share(sum(p.ethnicity != "Kinh" for p in crowd)) < 0.10
    assert 0.03 < share(sum(p.religion not in {"Không", ""} for p in crowd)) < 0.07
    assert 0.03 < share(sum(s.grade is Grade.PROBATIONARY for s in here)) < 0.06
    assert 0.03 < share(sum(s.activity is Activity.EXEMPT for s in here)) < 0.09
    assert 0.01 < share(sum(s.activity is Activity.TEMPORARY_ELSEWHERE for s in here)) < 0.03
    assert sum(s.activity is Activity.SUSPENDED for s in here) == 1
    assert 0.02 < share(sum(s.leaving is not Leaving.NONE for s in here)) < 0.05
    assert {s.leaving for s in here} >= {Leaving.DIED, Leaving.TRANSFERRED, Leaving.STRUCK_OFF}
    assert 0.01 < share(sum(bool(p.disciplines) for p in crowd)) < 0.03
    assert 0.25 < share(sum(_has(p, EventKind.ARRIVED) for p in crowd)) < 0.5
    assert any(p.readmissions for p in crowd)
    assert any(p.abroad for p in crowd)
    assert any(p.relatives_abroad for p in crowd)


def _has(person: Dossier, kind: EventKind) -> bool:
    return any(event.kind == kind for event in person.events)


def test_old_papers_tell_dates_in_part(crowd: list[Dossier]) -> None:
    births = [person.birth_date for person in crowd if person.birth_date]
    assert any(b.day is None and b.month is not None for b in births)
    assert any(b.month is None and not b.about for b in births)
    assert any(b.about for b in births)
    admitted = [person.ceremony_date for person in crowd if person.ceremony_date]
    assert any(one.exact is None for one in admitted)
    assert all(one.exact is not None for one in admitted if one.year >= 1990)
    assert any(_has(person, EventKind.LISTED) for person in crowd)


def test_dossiers_are_neither_empty_nor_perfect(members: list[Dossier]) -> None:
    marks = [percent(person, DAY) for person in members]
    assert 88 < sum(marks) / len(marks) < 97
    assert min(marks) > 40
    assert any(not row.present for person in members for row in person.papers)
    for name in ("introducers", "family", "household_income", "photo", "phone", "citizen_id"):
        blank = sum(is_blank(getattr(person, name)) for person in members)
        assert 0 < blank < 130, name


def test_numbers_are_met_once_and_well_formed(crowd: list[Dossier]) -> None:
    for name in ("dossier_no", "card_no", "old_card_no", "citizen_id", "old_citizen_id"):
        found = [value for person in crowd if (value := getattr(person, name))]
        assert len(found) == len(set(found)), name
        if name == "dossier_no":
            assert found == sorted(found)
            assert all(dossier_number(value) == value for value in found)
        else:
            assert all(identity_digits(v, FACTS[name].digits, kind=name) == v for v in found)
    for person in crowd:
        assert person.card_no in {"", person.citizen_id}
        assert not (person.official_date is None and person.card_no)
        if person.citizen_id and person.birth_date and not person.birth_date.about:
            century = 1900 + int(person.citizen_id[3]) // 2 * 100
            assert century + int(person.citizen_id[4:6]) == person.birth_date.year
            assert (person.citizen_id[3] in "13") == (person.sex == "Nữ")


def test_phones_ring_nowhere(members: list[Dossier]) -> None:
    assert all(p.phone.startswith("0900") and len(p.phone) == 10 for p in members if p.phone)


def test_nobody_bears_the_name_of_a_public_person(crowd: list[Dossier]) -> None:
    assert not {person.birth_name for person in crowd} & words().avoid


# Every dossier


def _well_kept(fact: Fact, value: object) -> bool:
    if is_blank(value):
        return True
    if fact.kind in {Kind.CODE, Kind.OPEN_CODE}:
        return _in_list(CODES[fact.codes], str(value))
    kinds: dict[Kind, type | tuple[type, ...]] = {
        Kind.DATE: PartialDate, Kind.TERM: PartialDate, Kind.PLACE: Place, Kind.FLAG: bool,
        Kind.NUMBER: Decimal, Kind.MONEY: int, Kind.UNIT: int,
    }  # fmt: skip
    if fact.kind in kinds:
        return isinstance(value, kinds[fact.kind])
    return isinstance(value, str) and value == clean_block(value)


def _in_list(codes: CodeList, value: str) -> bool:
    return any(codes.value(code) == value for code in codes.codes)


def test_every_value_is_of_its_kind_and_list(crowd: list[Dossier]) -> None:
    records = {name: facts_of(table.record) for name, table in TABLES.items()}
    for person in crowd:
        for name, fact in FACTS.items():
            assert _well_kept(fact, getattr(person, name)), (name, getattr(person, name))
        for table, facts in records.items():
            for row in getattr(person, table):
                assert any(not is_blank(getattr(row, name)) for name in facts)
                for name, fact in facts.items():
                    assert _well_kept(fact, getattr(row, name)), (table, name, row)


def test_nothing_lies_in_the_future(crowd: list[Dossier]) -> None:
    for person in crowd:
        for name, fact in FACTS.items():
            value = getattr(person, name)
            if fact.kind is Kind.DATE and value is not None:
                assert value.earliest <= DAY, (name, value)
        for name, table in TABLES.items():
            for row in getattr(person, name):
                for field, fact in facts_of(table.record).items():
                    value = getattr(row, field)
                    if fact.kind is Kind.DATE and value is not None:
                        assert value.earliest <= DAY, (name, row)


def test_three_dates_of_admission(crowd: list[Dossier]) -> None:
    for person in crowd:
        decision, ceremony, official = (
            person.decision_date, person.ceremony_date, person.official_date,
        )  # fmt: skip
        assert decision is not None
        assert ceremony is not None
        assert person.birth_date is not None
        assert decision.earliest <= ceremony.latest
        assert months_between(person.birth_date.earliest, ceremony.latest) >= 18 * 12
        assert ceremony.year >= 1965
        if ceremony.exact is None:
            assert official is None or official.year == ceremony.year + 1
        elif official is not None:
            assert official.exact == add_months(ceremony.exact, 12)
        else:
            assert add_months(ceremony.exact, 12) > DAY


def test_the_soft_checks_find_little(crowd: list[Dossier]) -> None:
    found = Counter(doubt.key for person in crowd for doubt in doubts(person, DAY))
    assert found.keys() <= {"dues_behind", "job_gap", "civil_birth"}, found
    assert all(count < 0.05 * len(crowd) for count in found.values())


def test_everybody_belongs_to_a_cell_that_exists(commune: DemoTree, crowd: list[Dossier]) -> None:
    homes = Counter[int]()
    for person in crowd:
        days = [event.on.earliest if event.on else date.min for event in person.events]
        assert days == sorted(days)
        for spell in person.spells:
            assert spell.unit_id is not None
            unit = commune.units[spell.unit_id]
            assert unit.kind != "dang_bo"
            assert not unit.since or unit.since <= spell.since
            assert not unit.until or spell.until <= unit.until
        last = person.spells[-1]
        assert last.unit_id in commune.cells
        homes[last.unit_id] += 1
    assert homes.keys() == set(commune.cells)


def test_those_who_came_through_merged_or_closed_cells(
    commune: DemoTree, crowd: list[Dossier]
) -> None:
    ended = {index for index, unit in enumerate(commune.units) if unit.until}
    met = {spell.unit_id for person in crowd for spell in person.spells}
    assert ended <= met


@pytest.mark.parametrize("count", [69, 150, 400, 2_500])
def test_every_cell_has_its_leaders(commune: DemoTree, count: int) -> None:
    posts: dict[int, Counter[str]] = {cell: Counter() for cell in commune.cells}
    sizes = Counter[int]()
    for person in people(5, count, commune, DAY):
        spell = person.spells[-1]
        assert spell.unit_id is not None
        sizes[spell.unit_id] += 1
        for row in person.party_posts:
            assert row.unit_id is not None
            assert row.since is not None
            if row.until is None and row.unit_id != 0:
                assert spell.unit_id == row.unit_id
                assert spell.activity is Activity.ACTIVE
                assert spell.grade is Grade.OFFICIAL
                posts[row.unit_id][row.post] += 1
    for cell, held in posts.items():
        assert held["Bí thư"] == 1
        assert held["Phó bí thư"] == (1 if sizes[cell] >= 5 else 0)
        committee = sizes[cell] >= 9 and commune.units[cell].now.has_committee
        assert (held["Chi ủy viên"] in {1, 3}) == committee


def test_the_commune_has_its_secretary(members: list[Dossier]) -> None:
    top = [r.post for p in members for r in p.party_posts if r.unit_id == 0 and r.until is None]
    assert top.count("Bí thư") == 1
    assert top.count("Phó bí thư thường trực") == 1
    assert top.count("Phó bí thư") == 1


def test_the_suspended_member(members: list[Dossier]) -> None:
    found = [person for person in members if _has(person, EventKind.SUSPENDED)]
    assert len(found) == 1
    assert found[0].under_inspection
    assert found[0].spells[-1].activity is Activity.SUSPENDED


def test_families_fit(crowd: list[Dossier]) -> None:
    for person in crowd:
        spouses = [row for row in person.family if row.relation in {"Vợ", "Chồng"}]
        assert len(spouses) <= 1
        assert all((row.relation == "Vợ") == (person.sex == "Nam") for row in spouses)
        names = [row.name for row in person.family]
        assert len(names) == len(set(names))
        children = [row for row in person.family if row.relation == "Con đẻ"]
        assert len(children) <= 4
        assert spouses or not children


# One person


def test_nguyen_thi_dao(commune: DemoTree, members: list[Dossier]) -> None:
    found = [person for person in members if fold(person.birth_name) == "nguyen thi dao"]
    dao = next(person for person in found if person.citizen_id == "036158004417")
    assert str(dao.birth_date) == "1958-03"
    assert (dao.sex, dao.ethnicity) == ("Nữ", "Kinh")
    assert dao.decision_date == PartialDate(1985, 4, 26)
    assert dao.ceremony_date == PartialDate(1985, 5, 19)
    assert dao.official_date == PartialDate(1986, 5, 19)
    assert commune.units[dao.spells[-1].unit_id or 0].name == "Chi bộ thôn Đông"
    assert [str(doubt.key) for doubt in doubts(dao, DAY)] == []
    blank = {name for name in FACTS if is_blank(getattr(dao, name))}
    assert not blank & {name for name, fact in FACTS.items() if fact.needed}
    filled = {name for name in TABLES if getattr(dao, name)}
    assert filled >= {"introducers", "social_orgs", "jobs", "trainings", "rewards", "badges",
                      "family", "relatives_abroad", "assets", "early_years", "party_posts",
                      "reviews", "papers", "events"}  # fmt: skip


def test_dao_is_there_at_every_size(commune: DemoTree) -> None:
    for count in (69, 400, 1_000):
        names = [p for p in people(9, count, commune, DAY) if p.citizen_id == "036158004417"]
        assert len(names) == 1


# Load


def test_light_dossiers_keep_the_list_and_leave_the_rows(commune: DemoTree) -> None:
    light = list(people(2026, 200, commune, DAY, light=True))
    assert all(p.events and p.birth_name and p.ceremony_date for p in light)
    others = [p for p in light if p.citizen_id != "036158004417"]
    assert not any(p.papers or p.family or p.jobs for p in others)


def test_portraits_are_small_jpegs_of_three_by_four() -> None:
    made = [portrait(variant) for variant in range(VARIANTS)]
    assert len(set(made)) == VARIANTS
    assert made[0] == portrait(0) == portrait(VARIANTS)
    for jpeg in made:
        assert len(jpeg) < 30_000
        picture = Image.open(io.BytesIO(jpeg))
        assert (picture.format, picture.width * 4) == ("JPEG", picture.height * 3)
        assert picture.getpixel((5, 5)) > (240, 240, 240)


def test_portraits_fit_sex(members: list[Dossier]) -> None:
    assert all((int(p.photo) >= 6) == (p.sex == "Nữ") for p in members if p.photo)


def test_another_day_another_commune() -> None:
    later = DAY + timedelta(days=400)
    made = tree(1, 23, later)
    found = list(people(1, 69, made, later))
    assert all(spell_on(person.spells, later.isoformat()) for person in found)
    assert replace(found[0], id=1) != found[0]
