"""A demo member in the Party: admission, numbers, posts, badges, dues, discipline."""

from datetime import date, timedelta
from typing import Any

from tcxd_desktop.domain.dates import PartialDate, add_months
from tcxd_desktop.domain.numbers import format_dossier_number
from tcxd_desktop.domain.party_age import BADGE_YEARS
from tcxd_desktop.domain.rows import (
    AgeGap,
    Badge,
    Discipline,
    Exemption,
    Introducer,
    PartyExit,
    PartyPost,
    Readmission,
    YearReview,
)
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office.demo_dice import Weighted, exact, month
from tcxd_desktop.office.demo_life import Fate, Life
from tcxd_desktop.office.demo_path import Path, in_army
from tcxd_desktop.office.demo_tree import REFORM


def admission(life: Life, way: Path) -> dict[str, Any]:
    """Return item 12."""
    dice = life.dice
    at_commune = life.decision >= REFORM
    where = life.world.words.places
    if at_commune:
        by, mark = f"Ban Thường vụ Đảng ủy xã {where['commune']}", "ĐU"
    elif in_army(life):
        by, mark = f"Đảng ủy {dice.pick(where['armies'])}", "ĐU"
    else:
        district = where["old_district"] if way.here else dice.pick(where["other_districts"])
        by, mark = f"Ban Thường vụ Huyện ủy {district}", "HU"
    facts: dict[str, Any] = {
        "decision_date": life.paper_date(life.decision),
        "ceremony_date": life.paper_date(life.ceremony),
        "ceremony_at": way.admitted_at,
    }
    kept = life.ceremony.year >= 1997 or dice.chance(0.6)
    if kept:
        facts["decision_no"] = f"{dice.between(8, 680)}-QĐ/{mark}"
        facts["decision_by"] = by
    if kept or dice.chance(0.5):
        facts["introducers"] = _introducers(life, way.cell_name)
    if life.official is not None:
        # Probation ends twelve months after the ceremony, however rough the papers.
        facts["official_date"] = life.paper_date(life.official)
        facts["official_at"] = way.admitted_at if dice.chance(0.9) else ""
        if kept:
            signed = life.official + timedelta(days=dice.between(-6, 24))
            facts["official_decision_no"] = f"{dice.between(8, 680)}-QĐ/{mark}"
            facts["official_decision_date"] = exact(min(signed, life.world.day))
    return facts


def _introducers(life: Life, unit: str) -> tuple[Introducer, ...]:
    dice, words = life.dice, life.world.words
    posts = ("Bí thư chi bộ", "Chi ủy viên", "Phó Bí thư chi bộ", "Đảng viên")
    found = []
    for number in range(2):
        woman = dice.chance(0.3)
        given = words.women if woman else words.men
        name = f"{dice.weigh(words.family)} {dice.weigh(given.middle)} {dice.pick(given.old)}"
        if number and dice.chance(0.3):
            commune = words.places["commune"]
            found.append(Introducer(f"Ban Chấp hành Đoàn xã {commune}", "", f"Xã {commune}"))
            continue
        now = "Đã mất" if life.ceremony.year < 1985 and dice.chance(0.6) else ""
        found.append(Introducer(name, dice.pick(posts), unit, now))
    return tuple(found)


def numbers(life: Life, seed: int) -> dict[str, Any]:
    """Return dossier, card and identity numbers; each serial is met once."""
    dice, index = life.dice, life.slot.index
    facts: dict[str, Any] = {}
    # Below 10.000 are the numbers given by hand.
    serial = 10_000 + (index * 104_729 + seed * 7_919) % 990_000
    century = (2 if life.birth.year >= 2000 else 0) + (1 if life.woman else 0)
    origin = dice.weigh(life.world.words.origin_codes)
    citizen = f"{origin}{century}{life.birth.year % 100:02d}{serial:06d}"
    if dice.chance(0.98):
        facts["citizen_id"] = citizen
        if life.birth.year < 1995 and dice.chance(0.35):
            facts["old_citizen_id"] = f"16{(index * 7_561 + 31) % 10_000_000:07d}"
    fresh = life.official is None and (life.world.day - life.ceremony).days < 60
    if life.fate is not Fate.GUEST and not (fresh and dice.chance(0.5)):
        symbol = life.world.tree.office.symbol
        facts["dossier_no"] = format_dossier_number(index + 1, symbol)
    if life.official is None:
        return facts
    new = "citizen_id" in facts and dice.chance(0.87)
    if new:
        facts["card_no"] = citizen
        issued = max(date(2025, 9, 2), min(life.official, life.world.day - timedelta(days=20)))
        latest = max(issued, life.world.day - timedelta(days=12))
        facts["card_issued"] = exact(dice.day(issued, latest))
        facts["card_issuer"] = life.world.tree.office.province
    if life.official < date(2025, 7, 1) and (not new or dice.chance(0.7)):
        facts["old_card_no"] = f"36{(index * 7_919 + 101) % 1_000_000:06d}"
    return facts


def posts(life: Life, way: Path) -> tuple[PartyPost, ...]:
    """Return party posts: who leads the chi bộ today, and earlier terms."""
    found: list[PartyPost] = []
    dice, year = life.dice, life.world.day.year - 1
    start = max(date(year, 4, dice.between(3, 28)), way.joined + timedelta(days=10))
    since = life.unit.since
    if since and since > f"{year}-01-01":
        start = max(start, date.fromisoformat(since) + timedelta(days=10))
    basis = f"Đại hội chi bộ nhiệm kỳ {year} - {year + 5}"
    post = _post(life)
    if post and life.leads and way.joined.year < year - 6 and since < f"{year - 5}":
        old, end = date(year - 5, 4, dice.between(2, 27)), month(start.year * 12 + start.month - 1)
        found.append(PartyPost("Chi ủy viên", way.unit, exact(old), end))
    if post:
        found.append(PartyPost(post, life.slot.cell, exact(start), None, basis))
    elif life.age > 55 and way.joined.year < 2005 and dice.chance(0.12):
        ends = month((2010 + 5 * dice.between(0, 2)) * 12 + 4)
        title = dice.pick(("Chi ủy viên", "Chi ủy viên", "Phó bí thư", "Bí thư"))
        found.append(PartyPost(title, way.unit, month((ends.year - 5) * 12 + 4), ends))
    top = _top_post(life)
    if top:
        paper = "Quyết định của Ban Thường vụ Tỉnh ủy"
        found.append(PartyPost(top, 0, exact(REFORM), None, paper))
    return tuple(found)


def _post(life: Life) -> str:
    rank, size = life.slot.rank, life.slot.size
    if rank == 0:
        return "Bí thư"
    if rank == 1 and size >= 5:
        return "Phó bí thư"
    seats = 5 if size >= 25 else 3
    if life.unit.now.has_committee and size >= 9 and rank < seats:
        return "Chi ủy viên"
    return ""


_TOP = {("dang", 5): "Bí thư", ("dang", 6): "Phó bí thư thường trực", ("dang", 0): "Ủy viên ban "
        "thường vụ", ("dang", 1): "Đảng ủy viên", ("hanh_chinh", 5): "Phó bí thư",
        ("quan_su", 0): "Ủy viên ban thường vụ", ("cong_an", 0): "Ủy viên ban thường vụ",
        ("hanh_chinh", 0): "Đảng ủy viên"}  # fmt: skip


def _top_post(life: Life) -> str:
    """Return the post in the commune's own committee."""
    if life.fate or (life.slot.size < 8 and life.slot.rank > 1):
        return ""
    if life.unit.kind == "hanh_chinh" and life.slot.rank == 5:
        first = next(u for u in life.world.tree.units if u.kind == "hanh_chinh" and not u.until)
        return _TOP["hanh_chinh", 5] if first is life.unit else ""
    return _TOP.get((life.unit.kind, life.slot.rank), "")


_ROUNDS = ((2, 3), (5, 19), (9, 2), (11, 7))
_BADGE_NUMBERS = {30: ("", 8), 40: ("", 7), 45: ("E", 7), 50: ("", 6), 55: ("D", 6), 60: ("", 5),
                  65: ("C", 5), 70: ("", 4), 75: ("B", 4), 80: ("", 3), 85: ("A", 3),
                  90: ("", 2)}  # fmt: skip


def badges(life: Life, gone: date | None) -> tuple[Badge, ...]:
    """Return the badges given at the rounds of the year, some of the latest not yet."""
    if life.official is None or life.rough:
        return ()
    found = []
    last = gone or life.world.day
    for years in BADGE_YEARS:
        due = add_months(life.decision, years * 12)
        if due > last:
            break
        on = next(
            day
            for day in (date(y, *r) for y in (due.year, due.year + 1) for r in _ROUNDS)
            if day >= due
        )
        late = (life.world.day - on).days < 200 and life.dice.chance(0.4)
        if on > last or on.year < 1990 or late:
            continue
        prefix, digits = _BADGE_NUMBERS[years]
        number = f"{prefix}{life.dice.between(1, 10**digits - 1):0{digits}d}"
        found.append(Badge(str(years), exact(on), number if life.dice.chance(0.85) else ""))
    return tuple(found)


_REVIEWS = Weighted({"Hoàn thành tốt nhiệm vụ": 66, "Hoàn thành xuất sắc nhiệm vụ": 17,
                     "Hoàn thành nhiệm vụ": 15, "Không hoàn thành nhiệm vụ": 2})  # fmt: skip


def reviews(life: Life, way: Path, exempt_from: date | None) -> tuple[YearReview, ...]:
    """Return the results of the last three whole years; the exempt are not rated."""
    year = life.world.day.year
    found = []
    for number in range(year - 3, year):
        out = (exempt_from and exempt_from.year <= number) or (way.gone and way.gone.year <= number)
        if life.ceremony.year < number and not out:
            found.append(YearReview(str(number), life.dice.weigh(_REVIEWS)))
    return tuple(found)


def dues(life: Life, way: Path) -> PartialDate | None:
    """Return the month up to which dues are paid; a few are behind."""
    if way.gone is not None:
        return month(way.gone.year * 12 + way.gone.month - 1)
    if life.fate is Fate.ABROAD or life.dice.chance(0.06):
        return None
    late = not life.leads and life.dice.chance(0.025)
    behind = life.dice.between(2, 4) if late else life.dice.between(0, 1)
    return month(life.world.today - behind)


def exemptions(life: Life, joined: date) -> tuple[Exemption, ...]:
    """Return the exemption of the very old, and now and then one with a term."""
    dice, day = life.dice, life.world.day
    if life.leads or life.fate not in {Fate.NONE, Fate.DIED} or life.official is None:
        return ()
    share = 0.75 if life.age >= 82 else 0.5 if life.age >= 75 else 0.1 if life.age >= 70 else 0.006
    if not dice.chance(share):
        return ()
    basis = f"Nghị quyết chi bộ số {dice.between(2, 60):02d}-NQ/CB"
    if life.age >= 70:
        low = max(date(life.birth.year + 70, 1, 1), joined + timedelta(days=60))
        low = min(max(low, day - timedelta(days=4000)), day - timedelta(days=800))
        since = dice.day(low, day - timedelta(days=720))
        return (Exemption(exact(since), None, "Tuổi cao, sức yếu", basis),)
    since = day - timedelta(days=dice.between(20, 150))
    ground = "Điều trị bệnh dài ngày hoặc xa nơi cư trú"
    if life.woman and life.age < 42:
        ground = "Nghỉ sinh con"
    return (Exemption(exact(since), exact(since + timedelta(days=182)), ground, basis),)


def disciplines(life: Life) -> tuple[Discipline, ...]:
    """Return the discipline of about two in a hundred."""
    dice = life.dice
    expelled = life.fate is Fate.EXPELLED
    if life.official is None or not (expelled or dice.chance(0.021)):
        return ()
    low = max(life.official + timedelta(days=200), date(1990, 1, 1))
    high = life.world.day - timedelta(days=400)
    if low >= high:
        return ()
    on = dice.day(low, high)
    form = "Khai trừ" if expelled else "Cảnh cáo" if dice.chance(0.25) else "Khiển trách"
    body = "Ban Thường vụ Đảng ủy xã" if form == "Khai trừ" else life.unit.steps[0].unit.name
    reason = dice.pick(life.world.words.lives["faults"])
    return (Discipline("Đảng", form, body, exact(on), exact(add_months(on, 12)), reason),)


_EXITS = {Fate.STRUCK: "Xóa tên", Fate.WITHDREW: "Xin ra khỏi Đảng", Fate.EXPELLED: "Khai trừ"}


def exits(life: Life, way: Path) -> dict[str, Any]:
    """Return item 27a of those who left the Party, and of the few who were admitted again."""
    form = _EXITS.get(life.fate)
    if form is not None and way.gone is not None:
        reason = "Bỏ sinh hoạt 3 tháng" if form == "Xóa tên" else "Theo nguyện vọng cá nhân"
        if form == "Khai trừ":
            reason = "Vi phạm kỷ luật đảng"
        return {"exits": (PartyExit(form, exact(way.gone), reason, life.unit.name),)}
    again = not life.fate and not life.leads and way.here and life.rough == 0
    if not again or not 1975 <= life.ceremony.year <= 2005 or not life.dice.chance(0.014):
        return {}
    return _readmitted(life, way)


def _readmitted(life: Life, way: Path) -> dict[str, Any]:
    dice = life.dice
    out = life.ceremony + timedelta(days=dice.between(1200, 2600))
    back = out + timedelta(days=dice.between(1300, 2500))
    place = way.admitted_at
    events = [e for e in way.events if e.on is None or e.on.earliest <= out]
    later = [e for e in way.events if e.on is not None and e.on.earliest > back]
    unit = way.events[len(way.events) - len(later) - 1].unit_id
    struck = Event(exact(out), EventKind.STRUCK_OFF)
    again = Event(exact(back), EventKind.READMITTED, unit)
    return {
        "events": (*events, struck, again, *later),
        "exits": (PartyExit("Xóa tên", exact(out), "Bỏ sinh hoạt", place),),
        "readmissions": (Readmission(exact(back), place, exact(add_months(back, 12)), place, ""),),
        "age_gaps": (
            AgeGap(exact(out), exact(back - timedelta(days=1)), "Xóa tên", "Quyết định của cấp ủy"),
        ),
    }
