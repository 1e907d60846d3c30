"""The members of the demo commune: full dossiers, the same for the same seed.

Nothing is read from the clock or written anywhere. ``unit_id`` of events and posts are indexes
into ``DemoTree.units``, ``photo`` the number of a portrait variant, ``id`` 0: the writer puts the
real ones in their place.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.numbers import format_dossier_number
from tcxd_desktop.office.demo_career import (
    career,
    early_years,
    education,
    rewards,
    social,
    trainings,
)
from tcxd_desktop.office.demo_dao import dao
from tcxd_desktop.office.demo_dice import Dice, Weighted, exact, month, month_index
from tcxd_desktop.office.demo_family import Family, economy, places
from tcxd_desktop.office.demo_life import Fate, Life, Slot, live, with_place, world
from tcxd_desktop.office.demo_papers import papers
from tcxd_desktop.office.demo_party import (
    admission,
    badges,
    disciplines,
    dues,
    exemptions,
    exits,
    numbers,
    posts,
    reviews,
)
from tcxd_desktop.office.demo_path import Path, path
from tcxd_desktop.office.demo_tree import DemoTree

_SEED_STEP = 1_000_003
_LEAST = 3
"""A chi bộ has at least three members."""


def people(
    seed: int, count: int, tree: DemoTree, day: date, *, light: bool = False
) -> Iterator[Dossier]:
    """Yield ``count`` dossiers as they stand on ``day``, chi bộ by chi bộ.

    ``light`` leaves out papers, family, courses and the like, for tests of load.
    """
    shared = world(tree, day)
    slots = _slots(count, tree)
    heroine = _heroine(slots, tree)
    for slot in slots:
        if slot.index == heroine:
            yield dao(slot, shared, format_dossier_number(slot.index + 1, tree.office.symbol))
        else:
            life = live(shared, slot, Dice(seed * _SEED_STEP + slot.index))
            yield _dossier(life, seed, light=light)


def _slots(count: int, tree: DemoTree) -> list[Slot]:
    """Spread ``count`` people over the chi bộ by weight, at least three in each if they suffice."""
    cells = tree.cells
    least = _LEAST if count >= _LEAST * len(cells) else 0
    free = count - least * len(cells)
    weights = [tree.units[cell].weight - least for cell in cells]
    whole = sum(weights)
    shares = [free * weight / whole for weight in weights]
    sizes = [least + int(share) for share in shares]
    order = sorted(range(len(cells)), key=lambda i: int(shares[i]) - shares[i])
    for place in order[: count - sum(sizes)]:
        sizes[place] += 1
    found: list[Slot] = []
    for cell, size in zip(cells, sizes, strict=True):
        found += [Slot(len(found) + rank, cell, rank, size) for rank in range(size)]
    _suspend_one(found)
    return found


def _suspend_one(slots: list[Slot]) -> None:
    """Mark one ordinary member of a larger commune as suspended."""
    for slot in slots[len(slots) // 2 :]:
        if slot.rank >= 7:
            slots[slot.index] = Slot(slot.index, slot.cell, slot.rank, slot.size, suspended=True)
            return


def _heroine(slots: list[Slot], tree: DemoTree) -> int:
    """Return the index of Nguyễn Thị Đào, an ordinary member of the chi bộ of thôn Đông."""
    cell = next(
        (i for i in tree.cells if (tree.units[i].kind, tree.units[i].place) == ("thon", "Đông")),
        None,
    )
    return next(
        (slot.index for slot in slots if slot.cell == cell and slot.rank == min(8, slot.size - 1)),
        -1,
    )


def _dossier(life: Life, seed: int, *, light: bool) -> Dossier:
    way = path(life)
    facts: dict[str, Any] = {"events": way.events}
    facts |= _person(life)
    facts |= numbers(life, seed)
    facts |= places(life)
    facts |= admission(life, way)
    facts |= education(life)
    facts |= _party(life, way)
    if not light:
        _rows(life, way, facts)
    return Dossier(**facts)


_CLASSES = Weighted({"Bần nông": 40, "Trung nông": 42, "Cố nông": 8, "Dân nghèo": 4,
                     "Công chức": 3, "Tiểu thương": 3})  # fmt: skip
_HEALTH = Weighted({"Tốt": 89, "Trung bình": 10, "Kém": 1})
_HEALTH_LATER = Weighted({"Tốt": 42, "Trung bình": 48, "Kém": 10})
_RELIGIONS = Weighted({"Không": 955, "Công giáo": 34, "Phật giáo": 11})


def _person(life: Life) -> dict[str, Any]:
    """Return who the person is: items 1 to 4, 8 to 11, 18, contact."""
    dice, vocation = life.dice, life.vocation
    birth = _birth(life)
    facts: dict[str, Any] = {
        "birth_name": life.name,
        "sex": "Nữ" if life.woman else "Nam",
        "birth_date": birth,
        "ethnicity": life.ethnicity,
        "health": dice.weigh(_HEALTH if life.age < 62 else _HEALTH_LATER),
    }
    if birth.day is not None and life.birth.year < 1975 and dice.chance(0.015):
        facts["civil_birth_date"] = exact(life.birth.replace(year=life.birth.year + 1, day=1))
    if dice.chance(0.86):
        facts["photo"] = str(_portrait(life))
    if dice.chance(0.97):
        facts["religion"] = dice.weigh(_RELIGIONS)
    if life.birth.year < 1972:
        facts["family_class"] = dice.weigh(_CLASSES)
    facts |= _occupation(life, vocation.occupation, vocation.group)
    facts |= _merit(life)
    if dice.chance(0.85):
        # 0900 belongs to no mobile network: nobody is rung up by mistake.
        facts["phone"] = f"0900{dice.between(0, 999_999):06d}"
    if dice.chance(0.03):
        facts["other_names"] = life.name.split()[-1] + " " + dice.pick(("Hải", "Sơn", "Minh"))
    return facts


def _birth(life: Life) -> PartialDate:
    """Return the birth date as the dossier has it: for the old now and then only in part."""
    dice, born = life.dice, life.birth
    if born.year >= 1962 or not dice.chance(0.16):
        return exact(born)
    if dice.chance(0.6):
        return month(month_index(born))
    return PartialDate(born.year, about=dice.chance(0.35))


def _merit(life: Life) -> dict[str, Any]:
    dice = life.dice
    if life.birth.year < 1955 and life.served and dice.chance(0.14):
        return {"invalid_class": dice.pick(("4/4", "3/4", "Bệnh binh 2/3")), "health": "Kém"}
    if dice.chance(0.05):
        return {"martyr_family": True}
    return {"merit_family": True} if dice.chance(0.06) else {}


def _portrait(life: Life) -> int:
    """Return a variant of ``exchange.demo_photos``: six men, then six women, by age."""
    band = 0 if life.age < 40 else 2 if life.age < 62 else 4
    return band + life.slot.index % 2 + (6 if life.woman else 0)


def _occupation(life: Life, occupation: str, group: str) -> dict[str, Any]:
    workplace = with_place(life, life.vocation.workplace)
    if life.unit.kind not in {"thon", "hop_tac"} and not life.retired:
        workplace = life.unit.place
    facts = {"occupation": occupation, "occupation_group": group, "workplace": workplace}
    if life.retired is not None:
        facts = {"occupation": "Nghỉ hưu", "occupation_group": "Đã nghỉ hưu và nghỉ công tác"}
    elif life.age >= 74:
        facts |= {"occupation": "Già yếu", "workplace": ""}
    elif life.unit.kind == "y_te" and life.slot.rank == 0:
        facts["occupation"] = "Bác sĩ"
    if life.ceremony.year < 2000:
        before = "Bộ đội" if life.served or life.work == "soldier" else occupation
        facts["occupation_before"] = before
    return facts


def _party(life: Life, way: Path) -> dict[str, Any]:
    """Return standing, posts, badges, discipline, dues."""
    facts: dict[str, Any] = {}
    exempt = exemptions(life, way.joined)
    since = exempt[0].since.earliest if exempt and exempt[0].since else None
    found = {
        "exemptions": exempt,
        "party_posts": posts(life, way),
        "badges": badges(life, way.gone),
        "disciplines": disciplines(life),
        "reviews": reviews(life, way, since),
        "dues_paid_to": dues(life, way),
    }
    facts |= {name: value for name, value in found.items() if value}
    facts |= exits(life, way)
    if "readmissions" in facts:
        # Party age runs with a gap: the badges wait for a new reckoning.
        facts.pop("badges", None)
    if life.unit.kind != "thon" and life.dice.chance(0.8):
        facts["residence_cell"] = f"Chi bộ thôn {life.village}"
    if life.fate is Fate.SUSPENDED:
        facts["under_inspection"] = True
        facts["inspection_note"] = "Ủy ban Kiểm tra Đảng ủy đang xem xét dấu hiệu vi phạm"
    return facts


def _rows(life: Life, way: Path, facts: dict[str, Any]) -> None:
    """Add what a full dossier holds beyond the light one."""
    dice, lives = life.dice, life.world.words.lives
    worked = career(life, way)
    facts |= worked.facts
    facts |= social(life, worked.began)
    courses = trainings(life, worked.studied, facts["profession"])
    if courses:
        facts["trainings"] = courses
    facts |= rewards(life, way)
    home = facts["home"]
    family = Family(life, ", ".join(part for part in (home.detail, home.commune) if part))
    if dice.chance(0.93):
        family.draw(facts.get("family_class", ""))
        facts["family"] = tuple(family.rows)
    if family.abroad:
        facts["relatives_abroad"] = family.abroad
    facts |= economy(life, family.household)
    facts |= papers(life, way, facts)
    if dice.chance(0.7):
        facts["early_years"] = early_years(life)
    if dice.chance(0.6):
        facts["self_remark"] = dice.pick(lives["self_remarks"])
        facts["special_history"] = dice.pick(lives["histories"])
    if dice.chance(0.8):
        facts["declared_at"] = life.world.tree.office.place
        low = max(life.ceremony, date(2025, 10, 1))
        facts["declared_on"] = exact(dice.day(min(low, life.world.day), life.world.day))
