"""A demo member's family, home and means."""

from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.rows import Asset, Relative, RelativeAbroad
from tcxd_desktop.office.demo_dice import month, year
from tcxd_desktop.office.demo_life import Life
from tcxd_desktop.office.demo_path import province_name

_IN_LAWS = {"Cha vợ", "Mẹ vợ", "Cha chồng", "Mẹ chồng"}
_AREAS = tuple(Decimal(number) for number in range(501))


class Family:
    """Gia đình của một người, row by row as the form lists them."""

    def __init__(self, life: Life, home: str) -> None:
        """Begin with nobody; ``home`` is where the person lives."""
        self._life = life
        self._home = home
        self._surname = life.name.split()[0]
        self._children_surname = self._surname
        village = life.dice.pick(life.world.villages)
        self._in_laws = f"Thôn {village}, xã {life.world.words.places['commune']}"
        self._names = {life.name}
        self._mother = life.birth.year - 24
        self.rows: list[Relative] = []
        self.household = 1
        self.abroad: tuple[RelativeAbroad, ...] = ()

    def draw(self, family_class: str) -> None:
        """Draw parents, the spouse with parents, siblings and children."""
        life, dice = self._life, self._life.dice
        born = life.birth.year
        father, mother = born - dice.between(21, 38), born - dice.between(19, 34)
        self._mother = mother
        self._parent("Cha đẻ", father, self._surname, family_class)
        self._parent("Mẹ đẻ", mother, "", family_class)
        married = life.age >= 32 or (life.age >= 24 and dice.chance(0.55))
        married = married and dice.chance(0.96)
        if married:
            self._spouse(born)
        self._siblings(born)
        if married:
            self._children(born)

    def _add(  # noqa: PLR0913 - one keyword per column
        self, relation: str, name: str, born: int, work: str, *, home: str = "", died: str = "",
        class_origin: str = "", member: bool = False,
    ) -> None:  # fmt: skip
        life = self._life
        at = home or self._home
        date: PartialDate | None = year(born)
        if relation in {"Vợ", "Chồng", "Con đẻ"} and life.dice.chance(0.4):
            date = month(born * 12 + life.dice.between(0, 11))
        self.rows.append(
            Relative(
                relation=relation,
                name=name,
                born=date,
                origin=home if relation in _IN_LAWS else self._home,
                occupation="" if died else work,
                home="" if died else at,
                nationality="Việt Nam",
                class_origin=class_origin,
                law="Chấp hành tốt" if not died and life.dice.chance(0.5) else "",
                party_member=member,
                died=died,
            )
        )

    def _named(self, *, woman: bool, born: int, surname: str = "") -> str:
        words, dice = self._life.world.words, self._life.dice
        given = words.women if woman else words.men
        family = surname or dice.weigh(words.family)
        while True:
            middle = dice.weigh(given.middle).split()[0]
            name = dice.pick(given.old if born < 1968 else given.new)
            whole = f"{family} {middle} {name}"
            if whole not in self._names and middle != name:
                self._names.add(whole)
                return whole

    def _work(self, born: int, *, woman: bool) -> str:
        age = self._life.world.day.year - born
        if age < 6:
            return "Còn nhỏ"
        if age < 19:
            return "Học sinh"
        if age < 23 and self._life.dice.chance(0.5):
            return "Sinh viên"
        if age > 74:
            return "Già yếu"
        group = "aged" if age > 60 else "women" if woman else "men"
        works: list[str] = self._life.world.words.lives["relative_work"][group]
        return self._life.dice.pick(works)

    def _death(self, born: int) -> str:
        """Return the year of death of the very old, most of the time."""
        dice, now = self._life.dice, self._life.world.day.year
        age = now - born
        if age < 62 or dice.share() > (age - 55) / 42:
            return ""
        died = min(born + dice.between(60, 92), now - 1)
        return f"Mất năm {died}"

    def _parent(self, relation: str, born: int, surname: str, family_class: str) -> None:
        woman = relation.startswith("Mẹ")
        self._add(
            relation,
            self._named(woman=woman, born=1900, surname=surname),
            born,
            self._work(born, woman=woman),
            home=self._in_laws if relation not in {"Cha đẻ", "Mẹ đẻ"} else "",
            died=self._death(born),
            class_origin=family_class,
            member=not woman and self._life.dice.chance(0.2),
        )

    def _spouse(self, born: int) -> None:
        dice = self._life.dice
        relation, side = ("Chồng", "chồng") if self._life.woman else ("Vợ", "vợ")
        spouse = born + (-dice.between(0, 6) if self._life.woman else dice.between(-1, 6))
        surname = dice.weigh(self._life.world.words.family)
        if dice.chance(0.7):
            father, mother = spouse - dice.between(21, 36), spouse - dice.between(19, 33)
            self._parent(f"Cha {side}", father, surname, "")
            self._parent(f"Mẹ {side}", mother, "", "")
        self.household += 1
        died = self._death(spouse) if self._life.age > 70 else ""
        name = self._named(woman=not self._life.woman, born=spouse, surname=surname)
        self._add(
            relation,
            name,
            spouse,
            self._work(spouse, woman=not self._life.woman),
            died=died,
            member=dice.chance(0.18),
        )
        if self._life.woman:
            self._children_surname = surname

    def _siblings(self, born: int) -> None:
        dice = self._life.dice
        count = dice.between(1, 5) if born < 1975 else dice.between(0, 2)
        places = self._life.world.words.places["provinces"]
        for _ in range(count):
            gap = dice.between(1, 12) * (1 if dice.chance(0.5) else -1)
            if not self._mother + 18 <= born + gap <= self._mother + 44:
                continue
            woman = dice.chance(0.5)
            relation = "Em ruột" if gap > 0 else "Chị ruột" if woman else "Anh ruột"
            grown = self._life.world.day.year - born - gap > 24
            at = province_name(dice.pick(places)) if grown and dice.chance(0.28) else ""
            at = at[:1].upper() + at[1:]
            name = self._named(woman=woman, born=born + gap, surname=self._surname)
            died = self._death(born + gap)
            work = self._work(born + gap, woman=woman)
            self._add(relation, name, born + gap, work, home=at, died=died)

    def _children(self, born: int) -> None:
        life, dice = self._life, self._life.dice
        most = 4 if born < 1962 else 3 if born < 1980 else 2
        first = born + dice.between(22, 29)
        for number in range(dice.between(1, most)):
            child = first + number * dice.between(2, 4)
            if child >= life.world.day.year:
                break
            age = life.world.day.year - child
            if age < 24 or (number == 0 and dice.chance(0.3)):
                self.household += 1
            woman = dice.chance(0.48)
            name = self._named(woman=woman, born=2000, surname=self._children_surname)
            self._add(
                "Con đẻ",
                name,
                child,
                self._work(child, woman=woman),
                member=age > 25 and dice.chance(0.1),
            )
            if 20 < age < 48 and not self.abroad and dice.chance(0.06):
                country = dice.pick(life.world.words.places["countries"])
                self.abroad = (RelativeAbroad("Con đẻ", name, country, "Lao động", country),)


def economy(life: Life, household: int) -> dict[str, Any]:
    """Return item 30."""
    dice = life.dice
    if dice.chance(0.2):
        return {}
    lives = life.world.words.lives
    low, high = (60, 260) if life.unit.kind == "thon" else (160, 480)
    income = dice.between(low, high) * 1_000_000
    facts: dict[str, Any] = {
        "economy_year": str(life.world.day.year - 1),
        "household_income": income,
        "income_per_head": income // household // 100_000 * 100_000,
        "home_owned": dice.pick(lives["homes"]),
        "home_owned_area": _AREAS[dice.between(55, 160)],
        "business": life.vocation.business,
    }
    if life.unit.kind != "thon" and dice.chance(0.06):
        facts["home_granted"] = "Nhà tập thể được thuê"
        facts["home_granted_area"] = _AREAS[dice.between(24, 48)]
    if dice.chance(0.6):
        facts["land_granted_area"] = _AREAS[dice.between(120, 360)]
    if dice.chance(0.25):
        facts["land_owned_area"] = _AREAS[dice.between(80, 240)]
    if life.work == "farmer" and dice.chance(0.1):
        facts["business_land_ha"] = Decimal(dice.between(4, 30)) / 10
        facts["hired_workers"] = Decimal(dice.between(1, 6))
    if dice.chance(0.16):
        name, least, most = dice.pick(lives["assets"])
        facts["assets"] = (Asset(name, dice.between(least, most) * 1_000_000),)
    return facts


def places(life: Life) -> dict[str, Any]:
    """Return items 5 to 7: names of today, and the old ones in brackets."""
    dice, where = life.dice, life.world.words.places
    commune, province = f"xã {where['commune']}", f"tỉnh {where['province']}"
    old = f"{commune}, huyện {where['old_district']}, tỉnh {where['old_province']}"
    home = Place(f"Thôn {life.village}", commune, province)
    native = Place(f"Thôn {life.village}", commune, province, old)
    if dice.chance(0.14):
        other = dice.pick(where["elsewhere"])
        before = f"{other['old']}, tỉnh {where['old_province']}"
        native = Place("", other["commune"], province, before)
        if life.unit.kind != "thon" and dice.chance(0.7):
            home = Place("", other["commune"], province)
    facts: dict[str, Any] = {"birth_place": native, "origin": native, "home": home}
    if dice.chance(0.04):
        facts["birth_place"] = Place()
    if life.age < 45 and dice.chance(0.05):
        facts["lodging"] = Place("Khu tập thể giáo viên", commune, province)
    return facts
