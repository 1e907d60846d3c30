"""How a demo member came into the chi bộ, and what has happened since: the dated events."""

from dataclasses import dataclass
from datetime import date, timedelta

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office.demo_dice import exact
from tcxd_desktop.office.demo_life import GONE, Fate, Life

_TRANSFER = "Giấy giới thiệu sinh hoạt đảng số"


@dataclass(frozen=True, slots=True)
class Path:
    """Đường vào đảng bộ: the events, and what other boxes must agree with."""

    events: tuple[Event, ...]
    joined: date
    """Since when the person is here; the ceremony for who was admitted here."""
    unit: int
    """The chi bộ in which it began here."""
    admitted_at: str
    cell_name: str
    """The chi bộ that admitted, by the name it had."""
    here: bool
    """Admitted in this commune."""
    came_from: str
    letter: str
    """Giấy giới thiệu sinh hoạt đảng of who came from elsewhere."""
    gone: date | None = None
    """When the person left."""


def path(life: Life) -> Path:
    """Draw how the person came into the chi bộ and what happened since."""
    chain = _chain(life)
    here = _admitted_here(life, chain)
    inner = _former_unit(life) if here else None
    began = life.ceremony if here else _arrival(life, chain)
    origin = "" if here else _other_place(life)
    letter = _basis(life)
    entry = _Entry(began, origin, letter, inner)
    unit, events = _entry(life, chain, entry)
    settled = max([began, *(event.on.latest for event in events if event.on is not None)])
    gone, last = _recent(life, settled)
    commune = life.world.words.places["commune"]
    cell, party = life.world.tree.units[unit].steps[0].unit.name, f"Đảng bộ xã {commune}"
    if not here:
        cell, party = _other_cell(life), origin
    return Path(
        events=(*events, *last),
        joined=began,
        unit=unit,
        admitted_at=f"{cell}, {party}",
        cell_name=cell,
        here=here,
        came_from=origin,
        letter=letter,
        gone=gone,
    )


def _chain(life: Life) -> list[tuple[int, str]]:
    """Return (unit, since) of the chi bộ of today and the one it was made from."""
    tree, cell = life.world.tree, life.slot.cell
    before = [link for link in tree.links if link.after_id == cell]
    if not before:
        return [(cell, tree.units[cell].since)]
    link = life.dice.pick(before)
    return [(link.before_id, tree.units[link.before_id].since), (cell, link.on)]


def in_army(life: Life) -> bool:
    """Whether the person was admitted while serving."""
    served = life.served
    return served is not None and served[0] <= life.ceremony <= served[1]


def _admitted_here(life: Life, chain: list[tuple[int, str]]) -> bool:
    if life.fate is Fate.GUEST or chain[0][1] > life.ceremony.isoformat():
        return False
    if life.official is None:
        return True
    if in_army(life) or life.work in {"soldier", "police"}:
        return False
    return life.dice.chance(0.88 if life.unit.kind == "thon" else 0.5)


def _former_unit(life: Life) -> tuple[int, date] | None:
    """Return another chi bộ of the commune the person was admitted in, and the day of moving."""
    world, dice = life.world, life.dice
    if life.unit.kind != "thon":
        return None
    if life.retired and world.schools and life.work in {"teacher", "medic"}:
        moved = life.retired + timedelta(days=dice.between(5, 55))
        if life.ceremony < moved < world.day and dice.chance(0.8):
            return dice.pick(world.schools), moved
    if world.closed and life.work in {"farmer", "trader", "cadre"} and dice.chance(0.25):
        index = dice.pick(world.closed)
        unit = world.tree.units[index]
        if unit.since <= life.ceremony.isoformat() < unit.until:
            return index, date.fromisoformat(unit.until)
    return None


def _arrival(life: Life, chain: list[tuple[int, str]]) -> date:
    dice, day = life.dice, life.world.day
    if life.fate is Fate.GUEST:
        return dice.day(day - timedelta(days=250), day - timedelta(days=10))
    earliest = max(life.ceremony + timedelta(days=400), life.birth + timedelta(days=7000))
    if chain[0][1]:
        earliest = max(earliest, date.fromisoformat(chain[0][1]))
    latest = day - timedelta(days=20)
    if earliest >= latest:
        return latest
    left = life.retired or (life.served[1] if life.served else None)
    if left is not None and earliest <= left < latest:
        return min(left + timedelta(days=dice.between(10, 70)), latest)
    return dice.day(earliest, min(earliest + timedelta(days=5000), latest))


@dataclass(frozen=True, slots=True)
class _Entry:
    """How it began: when, from where (empty: admitted here), on what paper."""

    began: date
    origin: str
    letter: str
    inner: tuple[int, date] | None


def _entry(life: Life, chain: list[tuple[int, str]], entry: _Entry) -> tuple[int, list[Event]]:
    """Return the unit in which it began, and the events up to the chi bộ of today."""
    events: list[Event] = []
    came, inner = entry.began, entry.inner
    if inner is not None:
        events.append(Event(life.paper_date(came), EventKind.ADMITTED, inner[0]))
        came = inner[1]
    first = next(unit for unit, since in reversed(chain) if since <= came.isoformat())
    if inner is not None:
        events.append(Event(exact(came), EventKind.MOVED, first, basis=entry.letter))
    elif entry.origin:
        guest = life.fate is Fate.GUEST
        kind = EventKind.TEMPORARY_IN if guest else EventKind.ARRIVED
        events.append(Event(exact(came), kind, first, entry.origin, entry.letter))
    elif life.rough and life.dice.chance(0.6):
        book = "Sổ danh sách đảng viên"
        events.append(Event(None, EventKind.LISTED, first, basis=book))
    else:
        events.append(Event(life.paper_date(came), EventKind.ADMITTED, first))
    for unit, since in chain:
        if since > came.isoformat():
            basis = life.world.tree.units[unit].steps[0].decision.number
            moved = PartialDate.from_text(since)
            events.append(Event(moved, EventKind.MOVED, unit, basis=basis))
    return (inner[0] if inner else first), events


def _basis(life: Life) -> str:
    return f"{_TRANSFER} {life.dice.between(3, 190):02d}"


def _other_place(life: Life) -> str:
    dice, where = life.dice, life.world.words.places
    if in_army(life) or life.work == "soldier":
        return f"Đảng bộ {dice.pick(where['armies'])}"
    place = dice.pick(where["elsewhere"])
    if dice.chance(0.5):
        return f"Đảng bộ {place['commune']}, tỉnh {where['province']}"
    return f"Đảng bộ {place['commune']}, {province_name(dice.pick(where['provinces']))}"


def province_name(name: str) -> str:
    """Return ``tỉnh`` or ``thành phố`` with the name."""
    return f"thành phố {name}" if name in {"Hà Nội", "Hải Phòng"} else f"tỉnh {name}"


def _other_cell(life: Life) -> str:
    dice, words = life.dice, life.world.words.places
    if in_army(life) or life.work == "soldier":
        return f"Chi bộ Đại đội {dice.between(1, 9)}"
    if life.unit.kind == "thon" and not life.retired:
        return (
            f"Chi bộ thôn {dice.pick(words['village_first'])} {dice.pick(words['village_second'])}"
        )
    return "Chi bộ cơ quan"


_GOING = {Fate.DIED: EventKind.DIED, Fate.LEFT: EventKind.LEFT, Fate.STRUCK: EventKind.STRUCK_OFF,
          Fate.WITHDREW: EventKind.WITHDREW, Fate.EXPELLED: EventKind.EXPELLED,
          Fate.AWAY: EventKind.TEMPORARY_OUT, Fate.ABROAD: EventKind.ABROAD_OUT,
          Fate.SUSPENDED: EventKind.SUSPENDED}  # fmt: skip


def _recent(life: Life, settled: date) -> tuple[date | None, tuple[Event, ...]]:
    """Return the day of leaving, if any, and the event of the person's fate."""
    kind = _GOING.get(life.fate)
    if kind is None:
        return None, ()
    dice, day = life.dice, life.world.day
    back = 80 if life.fate is Fate.SUSPENDED else 330 if life.fate is Fate.AWAY else 690
    low = max(day - timedelta(days=back), settled + timedelta(days=15))
    on = dice.day(min(low, day - timedelta(days=4)), day - timedelta(days=4))
    place, basis = "", ""
    if life.fate is Fate.LEFT:
        place, basis = _other_place(life), _basis(life)
    elif life.fate is Fate.AWAY:
        place, basis = f"Chi bộ khu công nghiệp, {_other_place(life)}", _basis(life)
    elif life.fate is Fate.ABROAD:
        place = dice.pick(life.world.words.places["countries"])
    elif life.fate is not Fate.DIED:
        basis = f"Quyết định {dice.between(20, 190)}-QĐ/ĐU"
    event = Event(exact(on), kind, None, place, basis)
    return (on if life.fate in GONE else None), (event,)
