"""The organisation tree of the demo commune, with mergers, a new name and closures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tcxd_desktop.domain.office import OfficeName
from tcxd_desktop.domain.units import Decision, Unit, UnitLink, UnitStep
from tcxd_desktop.office.demo_dice import Dice
from tcxd_desktop.office.demo_words import words

REFORM = date(2025, 7, 1)
"""Two-tier local government: the commune's đảng bộ stands above the base from this day."""
_SETUP = Decision("01-QĐ/ĐU", "2025-07-01", "Đảng ủy xã Đông Hải")
_FOUNDING = Decision("152-QĐ/TU", "2025-06-20", "Ban Thường vụ Tỉnh ủy Ninh Bình")


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """Tổ chức đảng mẫu: every state it has had; ids are indexes into ``DemoTree.units``."""

    kind: str
    """``dang_bo``, ``thon``, ``dang``, ``hanh_chinh``, ``cong_an``, ``quan_su``, ``y_te``,
    ``thcs``, ``tieu_hoc``, ``mam_non``, ``hop_tac``, ``doanh_nghiep``, ``quy_tin_dung``."""
    place: str
    """Name of the thôn, or of the work place."""
    weight: float
    """Share of the members."""
    steps: tuple[UnitStep, ...]
    closing: Decision = Decision()

    @property
    def now(self) -> Unit:
        """The latest state."""
        return self.steps[-1].unit

    @property
    def name(self) -> str:
        """The latest name."""
        return self.steps[-1].unit.name

    @property
    def since(self) -> str:
        """First day, ISO; empty where it has always been."""
        return self.steps[0].unit.since

    @property
    def until(self) -> str:
        """Day after the last day, ISO; empty while it exists."""
        return self.steps[-1].until


@dataclass(frozen=True, slots=True)
class DemoTree:
    """Cây tổ chức mẫu. Superiors stand before the units below them; the root is unit 0."""

    office: OfficeName
    units: tuple[DemoUnit, ...]
    links: tuple[UnitLink, ...]

    @property
    def cells(self) -> tuple[int, ...]:
        """The chi bộ that exist now."""
        return tuple(
            index
            for index, unit in enumerate(self.units)
            if unit.kind != "dang_bo" and not unit.until
        )

    def before(self, index: int) -> tuple[int, ...]:
        """Return the units a chi bộ was made from."""
        return tuple(link.before_id for link in self.links if link.after_id == index)


@dataclass(frozen=True, slots=True)
class _Plan:
    kind: str
    rank: int
    name: str
    place: str
    weight: float
    since: str = ""


class _Grove:
    """The tree while it is being planted."""

    def __init__(self) -> None:
        self.units: list[DemoUnit] = []
        self.links: list[UnitLink] = []
        self.numbers = {"base": 1, "village": 0}

    def code(self, line: str) -> str:
        self.numbers[line] += 1
        number = f"{self.numbers[line]:03d}"
        base = words().tree["code"]
        return f"{base}.{number}.000.000" if line == "base" else f"{base}.000.000.{number}"

    def add(self, plan: _Plan, unit: Unit, *, after: Unit | None = None) -> int:
        """Add a unit as ``unit``; ``after`` is its state since the reform."""
        index = len(self.units)
        first = UnitStep(replace(unit, id=index), "", Decision())
        steps = [first]
        if after is not None:
            changed = replace(after, id=index, since=REFORM.isoformat())
            steps = [replace(first, until=changed.since), UnitStep(changed, "", _SETUP)]
        elif unit.since:
            paper = Decision("", unit.since, "Đảng ủy xã Đông Hải")
            steps = [replace(first, decision=_SETUP if unit.since == _SETUP.on else paper)]
        self.units.append(DemoUnit(plan.kind, plan.place, plan.weight, tuple(steps)))
        return index

    def close(self, index: int, on: str, paper: Decision) -> None:
        unit = self.units[index]
        last = replace(unit.steps[-1], until=on)
        self.units[index] = replace(unit, steps=(*unit.steps[:-1], last), closing=paper, weight=0.0)

    def rename(self, index: int, old: str, on: str, paper: Decision) -> None:
        """Give the unit its present name only from ``on``."""
        unit = self.units[index]
        steps = [replace(step, unit=replace(step.unit, name=old)) for step in unit.steps]
        steps[-1] = replace(steps[-1], until=on)
        steps.append(UnitStep(replace(unit.now, since=on), "", paper))
        self.units[index] = replace(unit, steps=tuple(steps))


def tree(seed: int, cells: int, day: date) -> DemoTree:
    """Return a commune of ``cells`` chi bộ as it stands on ``day`` (2026 or later).

    The changes after the reform of 01/7/2025 fall into the year before ``day``.
    """
    raw = words().tree
    dice = Dice(seed * 7919 + cells)
    grove = _Grove()
    root_plan = _Plan("dang_bo", 0, raw["root"], "", 0.0)
    old = Unit(0, raw["root"], "DBCS", has_seal=True)
    new = replace(old, type="CTTT", code=f"{raw['code']}.000.000.000")
    grove.add(root_plan, old, after=new)
    root = grove.units[0]
    first, second = root.steps
    grove.units[0] = replace(root, steps=(first, replace(second, decision=_FOUNDING)))
    plans = _plans(cells, dice)
    _offices(grove, [plan for plan in plans if plan.kind != "thon"])
    _villages(grove, [plan for plan in plans if plan.kind == "thon"])
    if len(plans) >= 5:
        _changes(grove, day.year - 1)
    where = words().places
    office = OfficeName(
        name=f"Đảng ủy xã {where['commune']}",
        province=f"Đảng bộ tỉnh {where['province']}",
        place=where["commune"],
        symbol=where["symbol"],
    )
    return DemoTree(office, tuple(grove.units), tuple(grove.links))


def _plans(cells: int, dice: Dice) -> list[_Plan]:
    raw, commune = words().tree, words().places["commune"]
    plans = [_office(entry, entry["rank"], x=commune) for entry in raw["offices"]]
    plans += [
        _village(name, rank, dice)
        for name, rank in zip(raw["villages"], raw["village_ranks"], strict=True)
    ]
    rank, names = len(plans), _more_villages(dice)
    while len(plans) < cells:
        rank += 1
        name = names[(rank - 1) % len(names)]
        if rank > len(names):
            name = f"{name} {(rank - 1) // len(names) + 1}"
        entry = raw["more"][rank // 5 % len(raw["more"])]
        plans.append(_office(entry, rank, v=name) if rank % 5 == 0 else _village(name, rank, dice))
    return [plan for plan in plans if plan.rank <= max(cells, 1)]


def _office(entry: Mapping[str, Any], rank: int, **fill: str) -> _Plan:
    name, place = entry["name"].format(**fill), entry["place"].format(**fill)
    return _Plan(entry["kind"], rank, name, place, entry["weight"], entry["since"])


def _village(name: str, rank: int, dice: Dice) -> _Plan:
    return _Plan("thon", rank, f"Chi bộ thôn {name}", name, dice.between(17, 32))


def _more_villages(dice: Dice) -> list[str]:
    raw = words().places
    found = [f"{a} {b}" for a in raw["village_first"] for b in raw["village_second"] if a != b]
    taken = set(words().tree["villages"])
    return sorted((name for name in found if name not in taken), key=lambda _: dice.share())


def _offices(grove: _Grove, plans: list[_Plan]) -> None:
    raw = words().tree
    branch: int | None = None
    if sum(plan.kind == "hanh_chinh" for plan in plans) > 1:
        unit = Unit(0, raw["branch"], "DBCS", 0, f"{raw['code']}.001.000.000", has_seal=True)
        plan = _Plan("dang_bo", 0, raw["branch"], "", 0.0)
        branch = grove.add(plan, replace(unit, since=REFORM.isoformat()))
    inside = 0
    for plan in plans:
        committee = plan.weight >= 9
        unit = Unit(0, plan.name, "CB_DU", 0, "", committee, since=plan.since)
        if plan.kind == "hanh_chinh" and branch is not None:
            inside += 1
            code = f"{raw['code']}.001.000.{inside:03d}"
            grove.add(plan, replace(unit, parent_id=branch, code=code))
            continue
        based = replace(unit, type="CBCS", code=grove.code("base"), has_seal=True)
        if plan.since >= REFORM.isoformat():
            grove.add(plan, based)
        else:
            grove.add(plan, unit, after=based)


def _villages(grove: _Grove, plans: list[_Plan]) -> None:
    for plan in plans:
        unit = Unit(0, plan.name, "CB_DU", 0)
        grove.add(plan, unit, after=replace(unit, type="CB_THON", code=grove.code("village")))


def _changes(grove: _Grove, year: int) -> None:
    """Add what the units of today were made from, and what has ended."""
    raw = words().tree
    indexes = {unit.place: index for index, unit in enumerate(grove.units)}
    issuer = "Ban Thường vụ Đảng ủy xã Đông Hải"
    renamed = indexes.get(raw["renamed"]["place"])
    if renamed is not None:
        paper = Decision("14-QĐ/ĐU", f"{year}-08-22", issuer)
        grove.rename(renamed, raw["renamed"]["before"], f"{year}-09-01", paper)
    _split(grove)
    _merge(grove, indexes[raw["merged"]["place"]], f"{year}-10-01", issuer)
    closed = raw["closed"]
    place = closed["place"].format(x=words().places["commune"])
    plan = _Plan("quy_tin_dung", 0, closed["name"], place, 0.0)
    old = Unit(0, plan.name, "CB_DU", 0, "", has_committee=False, since=closed["since"])
    index = grove.add(
        plan, old, after=replace(old, type="CBCS", code=grove.code("base"), has_seal=True)
    )
    grove.close(index, f"{year}-12-31", Decision("27-QĐ/ĐU", f"{year}-12-25", issuer))


def _split(grove: _Grove) -> None:
    name = words().tree["split"]
    place = f"Ủy ban nhân dân xã {words().places['commune']}"
    old = grove.add(_Plan("hanh_chinh", 0, name, place, 0.0), Unit(0, name, "CB_DU", 0))
    grove.close(old, REFORM.isoformat(), _SETUP)
    for index, unit in enumerate(grove.units):
        if unit.kind in {"dang", "hanh_chinh"} and index != old:
            grove.links.append(UnitLink(old, index, REFORM.isoformat(), "chia_tach", _SETUP))


def _merge(grove: _Grove, target: int, on: str, issuer: str) -> None:
    paper = Decision("19-QĐ/ĐU", f"{on[:4]}-09-24", issuer)
    for name in words().tree["merged"]["before"]:
        plan = _Plan("thon", 0, f"Chi bộ thôn {name}", name, 0.0)
        unit = Unit(0, plan.name, "CB_DU", 0)
        after = replace(unit, type="CB_THON", code=grove.code("village"))
        index = grove.add(plan, unit, after=after)
        grove.close(index, on, paper)
        grove.links.append(UnitLink(index, target, on, "hop_nhat", paper))
    united = grove.units[target]
    made = UnitStep(replace(united.now, since=on), "", paper)
    grove.units[target] = replace(united, steps=(made,))
