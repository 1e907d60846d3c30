"""One fictional life: who the person is, and the dates everything else must agree with."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tcxd_desktop.domain.dates import PartialDate, add_months
from tcxd_desktop.office.demo_dice import Dice, Weighted, exact, month, month_index, year
from tcxd_desktop.office.demo_tree import DemoTree, DemoUnit
from tcxd_desktop.office.demo_words import Vocation, Words, words


class Fate(StrEnum):
    """Điều xảy ra với người này gần đây, nếu có."""

    NONE = ""
    PROBATION = "du_bi"
    DIED = "tu_tran"
    LEFT = "chuyen_di"
    STRUCK = "xoa_ten"
    WITHDREW = "xin_ra"
    EXPELLED = "khai_tru"
    AWAY = "tam_thoi_di"
    GUEST = "tam_thoi_den"
    ABROAD = "nuoc_ngoai"
    SUSPENDED = "dinh_chi"


GONE = {Fate.DIED, Fate.LEFT, Fate.STRUCK, Fate.WITHDREW, Fate.EXPELLED}


@dataclass(frozen=True, slots=True)
class Slot:
    """Chỗ của một người trong danh sách: which chi bộ, how manieth there, of how many."""

    index: int
    cell: int
    rank: int
    size: int
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """What all lives share."""

    tree: DemoTree
    day: date
    words: Words
    villages: tuple[str, ...]
    """Names of the thôn."""
    schools: tuple[int, ...]
    """Units people retire from into a thôn."""
    closed: tuple[int, ...]
    """Units that ended without a successor."""

    @property
    def today(self) -> int:
        """The month of the day, counted."""
        return month_index(self.day)


@dataclass(frozen=True, slots=True)
class Life:
    """Một đời người mẫu."""

    world: World
    slot: Slot
    dice: Dice
    fate: Fate
    woman: bool
    name: str
    ethnicity: str
    birth: date
    work: str
    vocation: Vocation
    served: tuple[date, date] | None
    retired: date | None
    decision: date
    ceremony: date
    official: date | None
    rough: int
    """How much the old papers tell of the admission: 0 all, 1 the month, 2 the year."""
    level: str
    theory: str
    village: str
    """The thôn the person lives in."""

    @property
    def unit(self) -> DemoUnit:
        """The chi bộ of today."""
        return self.world.tree.units[self.slot.cell]

    @property
    def age(self) -> int:
        """Age by calendar year."""
        return self.world.day.year - self.birth.year

    @property
    def leads(self) -> bool:
        """Whether the person is of those who lead the chi bộ."""
        return self.slot.rank < 2

    def paper_date(self, day: date) -> PartialDate:
        """Return a day of the admission as the papers tell it."""
        if self.rough == 0:
            return exact(day)
        return month(month_index(day)) if self.rough == 1 else year(day.year)


_FATES = Weighted(
    {"": 876, "du_bi": 64, "tu_tran": 14, "chuyen_di": 15, "xoa_ten": 3, "xin_ra": 2,
     "khai_tru": 1, "tam_thoi_di": 19, "tam_thoi_den": 3, "nuoc_ngoai": 3}
)  # fmt: skip
_VILLAGE_AGES = Weighted({"21-30": 9, "31-40": 14, "41-50": 15, "51-60": 17, "61-70": 23,
                          "71-80": 14, "81-95": 8})  # fmt: skip
_OFFICE_AGES = Weighted({"24-30": 14, "31-40": 42, "41-50": 32, "51-59": 12})
_WOMEN = {"thon": 0.28, "dang": 0.4, "hanh_chinh": 0.42, "cong_an": 0.12, "quan_su": 0.08,
          "y_te": 0.62, "thcs": 0.66, "tieu_hoc": 0.8, "mam_non": 1.0, "hop_tac": 0.3,
          "doanh_nghiep": 0.45}  # fmt: skip
_HIGHER = ("Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ")
_FEAST_DAYS = ((2, 3), (5, 19), (9, 2), (11, 7), (12, 22), (3, 26))
_FIRST = date(1965, 2, 3)
"""Nobody in the demo was admitted earlier."""


def world(tree: DemoTree, day: date) -> World:
    """Return what all lives of this commune share."""
    villages = tuple(unit.place for unit in tree.units if unit.kind == "thon" and not unit.until)
    schools = tuple(
        index
        for index, unit in enumerate(tree.units)
        if unit.kind in {"thcs", "tieu_hoc", "y_te"} and not unit.since
    )
    left = {link.before_id for link in tree.links}
    closed = tuple(i for i, unit in enumerate(tree.units) if unit.until and i not in left)
    return World(tree, day, words(), villages or ("Đông",), schools, closed)


def live(world: World, slot: Slot, dice: Dice) -> Life:
    """Draw one life."""
    kind, place = world.tree.units[slot.cell].kind, world.tree.units[slot.cell].place
    fate = _fate(slot, dice)
    woman = dice.chance(_WOMEN[kind])
    birth = _birth(world, slot, dice, fate, kind)
    ethnicity, name = _name(world.words, dice, woman=woman, born=birth.year)
    age = world.day.year - birth.year
    mix = kind if kind != "thon" else f"thon_{_generation(age)}"
    work = dice.weigh(world.words.mixes[mix])
    if (work == "student" and age > 24) or (woman and work == "soldier" and kind == "thon"):
        work = "worker"
    if kind == "thon" and slot.rank < 2 and age <= 60:
        work = "cadre"
    vocation = world.words.vocations[work]
    served = _service(world, dice, birth, work, woman=woman)
    ceremony = _ceremony(world, dice, birth, fate, served)
    official = add_months(ceremony, 12)
    rough = _roughness(dice, ceremony)
    return Life(
        world=world,
        slot=slot,
        dice=dice,
        fate=fate if fate or official <= world.day else Fate.PROBATION,
        woman=woman,
        name=name,
        ethnicity=ethnicity,
        birth=birth,
        work=work,
        vocation=vocation,
        served=served,
        retired=_retirement(world, birth, work, kind, woman=woman),
        decision=ceremony - timedelta(days=dice.between(6, 27)),
        ceremony=ceremony,
        official=official if official <= world.day else None,
        rough=rough,
        level=_level(world, dice, vocation, birth, served),
        theory=dice.weigh(vocation.theory),
        village=place if kind == "thon" else dice.pick(world.villages),
    )


def _generation(age: int) -> str:
    if age <= 35:
        return "young"
    return "middle" if age <= 60 else "old"


def _fate(slot: Slot, dice: Dice) -> Fate:
    drawn = Fate(dice.weigh(_FATES))
    if slot.suspended:
        return Fate.SUSPENDED
    return drawn if slot.rank >= min(5, slot.size - 1) or slot.rank > 6 else Fate.NONE


def _birth(world: World, slot: Slot, dice: Dice, fate: Fate, kind: str) -> date:
    weights = _VILLAGE_AGES if kind == "thon" else _OFFICE_AGES
    low, _, high = dice.weigh(weights).partition("-")
    age = dice.between(int(low), int(high))
    if fate is Fate.PROBATION:
        age = dice.between(20, 34)
    elif slot.rank < 5 and kind == "thon":
        age = dice.between(38, 66)
    elif slot.rank < 2:
        age = dice.between(38, 56)
    elif fate is Fate.DIED:
        age = dice.between(62, 95)
    elif fate is Fate.ABROAD:
        age = dice.between(24, 40)
    start = date(world.day.year - age, 1, 1)
    return dice.day(start, date(start.year, 12, 31))


def _name(words: Words, dice: Dice, *, woman: bool, born: int) -> tuple[str, str]:
    ethnicity, family = "Kinh", dice.weigh(words.family)
    if dice.chance(0.08):
        ethnicity = dice.weigh(words.minorities)
        family = dice.pick(words.minority_families[ethnicity])
    given = words.women if woman else words.men
    while True:
        middle = dice.weigh(given.middle)
        if born < 1965:
            middle = middle.split()[0]
        name = f"{family} {middle} {dice.pick(given.old if born < 1968 else given.new)}"
        if name not in words.avoid and name.rsplit(" ", 1)[1] != middle:
            return ethnicity, name


def _service(
    world: World, dice: Dice, birth: date, work: str, *, woman: bool
) -> tuple[date, date] | None:
    """Return enlistment and discharge of those who served for some years and came home."""
    share = 0.02 if woman else 0.5 if birth.year < 1958 else 0.24
    if work in {"soldier", "police", "student"} or not dice.chance(share):
        return None
    start = dice.day(date(birth.year + 18, 3, 1), date(birth.year + 20, 3, 31))
    months = dice.between(36, 84) if birth.year < 1958 else dice.between(18, 36)
    home = add_months(start, months)
    return (start, home) if home < world.day - timedelta(days=200) else None


def _level(
    world: World, dice: Dice, vocation: Vocation, birth: date, served: tuple[date, date] | None
) -> str:
    """Return the professional level; nobody has finished what there was no time for."""
    drawn = dice.weigh(vocation.levels)
    begun = served[1].year if served else birth.year + 18
    late = drawn in _HIGHER and begun + 5 >= world.day.year
    return "Chưa qua đào tạo" if late or birth.year <= 1948 else drawn


def _ceremony(
    world: World, dice: Dice, birth: date, fate: Fate, served: tuple[date, date] | None
) -> date:
    """Return the day of the ceremony: of age, a year of probation before today where it is over."""
    earliest = max(add_months(birth, 18 * 12 + 2), _FIRST)
    if fate is Fate.PROBATION:
        return dice.day(world.day - timedelta(days=340), world.day - timedelta(days=9))
    latest = world.day - timedelta(days=430)
    if latest <= earliest:
        return dice.day(world.day - timedelta(days=340), world.day - timedelta(days=9))
    if served is not None and dice.chance(0.55):
        wanted = dice.day(served[0] + timedelta(days=300), served[1])
    else:
        age = (dice.between(18, 34) + dice.between(20, 44)) // 2
        wanted = dice.day(date(birth.year + age, 1, 1), date(birth.year + age, 12, 31))
    found = wanted
    if wanted < earliest:
        found = dice.day(earliest, min(earliest + timedelta(days=1500), latest))
    elif wanted > latest:
        found = dice.day(max(earliest, latest - timedelta(days=2500)), latest)
    if not dice.chance(0.55):
        return found
    feast = date(found.year, *dice.pick(_FEAST_DAYS))
    return feast if earliest <= feast <= latest else found


def _roughness(dice: Dice, ceremony: date) -> int:
    if ceremony.year >= 1986:
        return 0
    drawn = dice.share()
    return 2 if drawn < 0.025 else 1 if drawn < 0.11 else 0


_PENSIONED = {"soldier", "worker", "teacher", "official", "medic", "police"}


def _retirement(world: World, birth: date, work: str, kind: str, *, woman: bool) -> date | None:
    """Return when a pension began; only people of the thôn have retired."""
    if kind != "thon" or work not in _PENSIONED:
        return None
    years = 50 if work in {"soldier", "police"} else 55 if woman else 60
    start = add_months(date(birth.year, birth.month, 1), years * 12 + 1)
    return start if start < world.day else None


def with_place(life: Life, text: str) -> str:
    """Fill the names of places into a phrase of the words."""
    if "{" not in text:
        return text
    where, dice = life.world.words.places, life.dice
    return text.format(
        x=where["commune"],
        t=life.village,
        f=dice.pick(where["factories"]),
        a=dice.pick(where["armies"]),
        c=life.unit.place if life.unit.kind == "doanh_nghiep" else dice.pick(where["companies"]),
    )


def higher(life: Life) -> bool:
    """Whether the person studied beyond school."""
    return life.level in _HIGHER
