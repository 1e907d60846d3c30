"""A demo member's school, service, work and courses: continuous by month."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tcxd_desktop.domain.rows import (
    EarlyYears,
    Job,
    Reward,
    Service,
    SocialOrg,
    StayAbroad,
    Title,
    Training,
)
from tcxd_desktop.office.demo_dice import Weighted, exact, month, month_index, year
from tcxd_desktop.office.demo_life import Fate, Life, higher, with_place
from tcxd_desktop.office.demo_path import Path

_STUDY_MONTHS = {"Sơ cấp": 6, "Công nhân kỹ thuật": 18, "Trung cấp": 24, "Cao đẳng": 36,
                 "Đại học": 48, "Thạc sĩ": 48}  # fmt: skip


@dataclass(slots=True)
class _Stretch:
    """One period of work, from its first month on."""

    start: int
    work: str
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Career:
    """Quãng đời công tác and the boxes that tell of it."""

    facts: dict[str, Any]
    studied: _Stretch | None
    """Professional study, where it was the whole occupation."""
    began: int
    """First month of paid work."""


def career(life: Life, way: Path) -> Career:
    """Draw the whole of it."""
    stretches, studied, abroad = _stretches(life, way)
    dice = life.dice
    facts: dict[str, Any] = {"jobs": _rows(life, way, stretches)}
    if abroad is not None:
        facts["abroad"] = (abroad,)
    if life.served is not None:
        start, end = life.served
        rank = dice.pick(("Hạ sĩ", "Trung sĩ", "Thượng sĩ", "Tiểu đội trưởng"))
        facts["services"] = (Service(exact(start), exact(end), rank, "Xuất ngũ"),)
    elif life.work == "soldier":
        facts["services"] = (_long_service(life),)
    paid = [s.start for s in stretches if "Làm ruộng" not in s.work and "tự do" not in s.work]
    began = paid[-1] if paid else stretches[-1].start
    if life.work in {"official", "party_official", "teacher", "carer", "medic", "police"}:
        began = next(s.start for s in stretches if s.work != "Đi học")
        facts["recruited_date"] = month(began)
        facts["recruited_by"] = with_place(life, life.vocation.workplace)
    paid_by = life.vocation.workplace
    if "{f}" in paid_by or "{c}" in paid_by:
        facts["workplace"] = "" if life.retired else stretches[-1].unit
    return Career(facts, studied, began)


def _long_service(life: Life) -> Service:
    start = date(life.birth.year + 18, 2 + life.dice.between(0, 7), life.dice.between(1, 28))
    if life.retired is None:
        return Service(exact(start), None, "Đại úy", "")
    rank = life.dice.pick(("Thiếu tá", "Trung tá", "Đại úy", "Thượng tá"))
    return Service(exact(start), exact(life.retired), rank, "Nghỉ hưu")


def _stretches(life: Life, way: Path) -> tuple[list[_Stretch], _Stretch | None, StayAbroad | None]:
    """Return the periods in order; the first begins at about eighteen."""
    dice = life.dice
    now = life.world.today
    start = month_index(life.birth) + 18 * 12 + dice.between(0, 6)
    found: list[_Stretch] = []
    studied: _Stretch | None = None
    if life.served is not None:
        enlisted, home = month_index(life.served[0]), month_index(life.served[1])
        if enlisted > start:
            found.append(_Stretch(start, "Làm ruộng", "", with_place(life, "Thôn {t}, xã {x}")))
        army = dice.pick(life.world.words.places["armies"])
        found.append(_Stretch(enlisted, "Bộ đội", dice.pick(("Chiến sĩ", "Tiểu đội trưởng")), army))
        start = home
    if higher(life) and life.work != "student":
        level = "Đại học" if life.level == "Thạc sĩ" else life.level
        school = dice.pick(life.world.words.places["colleges"][level])
        studied = _Stretch(start, "Đi học", "Sinh viên", school)
        found.append(studied)
        start += _STUDY_MONTHS[life.level]
    stop = month_index(life.retired) if life.retired else now
    found += _stages(life, start, max(stop, start + 2))
    abroad = _abroad(life, found, stop)
    _last(life, way, found, now)
    return found, studied, abroad


def _stages(life: Life, start: int, stop: int) -> list[_Stretch]:
    stages = life.vocation.stages
    if stop - start < 30:
        stages = stages[-1:]
    length = (stop - start) / len(stages)
    found: list[_Stretch] = []
    for number, choices in enumerate(stages):
        at = start + int(length * number)
        if number:
            at += int((life.dice.share() - 0.5) * length * 0.5)
        work, post, unit = life.dice.pick(choices)
        found.append(_Stretch(at, work, post, with_place(life, unit)))
    return found


_GOES_ABROAD = {"farmer", "worker", "freelancer", "trader"}


def _abroad(life: Life, found: list[_Stretch], stop: int) -> StayAbroad | None:
    """Put a few years of work abroad into the life of a few."""
    last = found[-1].start
    dice, lives = life.dice, life.world.words.places
    if life.work not in _GOES_ABROAD or stop - last < 60 or not dice.chance(0.07):
        return None
    country = dice.pick(lives["countries"])
    start = last + dice.between(6, 18)
    end = start + dice.between(24, min(50, stop - start - 6))
    again = found[-1]
    found.append(_Stretch(start, "Lao động hợp tác ở nước ngoài", "", country))
    found.append(_Stretch(end, again.work, again.post, again.unit))
    sent = "Sở Lao động - Thương binh và Xã hội tỉnh"
    return StayAbroad(month(start), month(end), country, "Lao động hợp tác", sent)


def _last(life: Life, way: Path, found: list[_Stretch], now: int) -> None:
    """Add retirement and the post held today."""
    dice = life.dice
    home = with_place(life, "Thôn {t}, xã {x}")
    if life.retired is not None:
        work = life.world.words.lives["phrases"]["retired_work"]
        found.append(_Stretch(month_index(life.retired), work, "", home))
    title = _title(life)
    if not title:
        return
    start = max(found[-1].start + 3, now - dice.between(14, 60), month_index(way.joined) + 2)
    if start >= now:
        found[-1].post = title
        return
    if life.unit.kind == "thon":
        work = "Nghỉ hưu, tham gia công tác thôn" if life.retired else "Công tác thôn"
        found.append(_Stretch(start, work, title, home))
    else:
        place = life.unit.place
        found.append(_Stretch(start, found[-1].work, title, place))


def _title(life: Life) -> str:
    """Return what those who lead the chi bộ do in their work."""
    kind, rank = life.unit.kind, life.slot.rank
    if life.fate:
        return ""
    if kind == "thon":
        posts = ("Bí thư chi bộ, Trưởng ban công tác Mặt trận", "Trưởng thôn")
        return posts[rank] if rank < 2 else ""
    if kind == "dang" and life.slot.size >= 8 and rank in {5, 6}:
        return ("Bí thư Đảng ủy xã", "Phó Bí thư Thường trực Đảng ủy xã")[rank - 5]
    leaders = life.world.words.lives["leaders"].get(kind, [])
    return str(leaders[rank]) if rank < len(leaders) else ""


def _rows(life: Life, way: Path, stretches: list[_Stretch]) -> tuple[Job, ...]:
    """Return the periods as rows: each ends in the month before the next, or in the same."""
    dice = life.dice
    touch = 0 if dice.chance(0.4) else 1
    rough = life.age >= 76 and dice.chance(0.15)
    broken = dice.between(0, len(stretches) - 1) if dice.chance(0.04) else -1
    found: list[Job] = []
    for number, stretch in enumerate(stretches):
        since = year(stretch.start // 12) if rough else month(stretch.start)
        following = stretches[number + 1].start if number + 1 < len(stretches) else 0
        if not following:
            end = way.gone if life.fate is Fate.DIED else None
            until = month(month_index(end)) if end else None
            found.append(Job(since, until, stretch.work, stretch.post, stretch.unit))
            continue
        last = max(following - touch, stretch.start)
        gap = number == broken and last - stretch.start > 14
        if gap:
            last -= dice.between(4, 10)
        until = year(last // 12) if rough else month(last)
        found.append(Job(since, until, stretch.work, stretch.post, stretch.unit))
        if gap and not rough and dice.chance(0.6):
            text = life.world.words.lives["phrases"]["gap"]
            found.append(Job(month(last + 1), month(following - 1), text))
    return tuple(found)


_OLD_SCHOOL = Weighted({"7/10 bổ túc": 20, "7/10 phổ thông": 48, "4/10 phổ thông": 10,
                        "10/10 phổ thông": 22})  # fmt: skip
_MIDDLE_SCHOOL = Weighted({"7/10 phổ thông": 26, "10/10 phổ thông": 56, "9/12 bổ túc": 6,
                           "12/12 bổ túc": 12})  # fmt: skip
_NEW_SCHOOL = Weighted({"12/12 phổ thông": 84, "9/12 phổ thông": 9, "12/12 bổ túc": 7})
_LEVELS = {"4": "Tiểu học", "7": "Trung học cơ sở", "9": "Trung học cơ sở"}


def education(life: Life) -> dict[str, Any]:
    """Return item 17."""
    dice, birth = life.dice, life.birth.year
    schools = _OLD_SCHOOL if birth < 1952 else _MIDDLE_SCHOOL if birth < 1973 else _NEW_SCHOOL
    general = dice.weigh(schools)
    if higher(life):
        general = "10/10 phổ thông" if birth < 1972 else "12/12 phổ thông"
    facts: dict[str, Any] = {
        "edu_general": general,
        "edu_level": _LEVELS.get(general.partition("/")[0], "Trung học phổ thông"),
        "profession_level": life.level,
        "profession": life.level,
        "theory": life.theory,
    }
    if life.level != "Chưa qua đào tạo":
        facts["profession"] = f"{life.level} {dice.pick(life.vocation.subjects)}"
    if life.theory in {"Trung cấp", "Cao cấp", "Cử nhân"}:
        facts["theory_mode"] = "Không tập trung" if dice.chance(0.8) else "Tập trung"
    if life.level in {"Đại học", "Thạc sĩ"}:
        facts["degree"] = "Thạc sĩ" if life.level == "Thạc sĩ" else "Cử nhân"
        facts["languages"] = dice.pick(("Tiếng Anh B", "Tiếng Anh B1", "Tiếng Anh A2"))
        facts["informatics"] = dice.pick(("Tin học văn phòng", "Ứng dụng CNTT cơ bản"))
    if life.ethnicity != "Kinh" and dice.chance(0.6):
        facts["minority_languages"] = f"Tiếng {life.ethnicity}"
    return facts


def trainings(life: Life, studied: _Stretch | None, profession: str) -> tuple[Training, ...]:
    """Return courses: the profession, political theory, and the short ones around admission."""
    dice, places = life.dice, life.world.words.places
    found: list[Training] = []
    if life.level in places["colleges"]:
        start, end = _short_course(life)
        school, mode = dice.pick(places["colleges"][life.level]), "Tập trung"
        if studied is not None:
            start, school, mode = studied.start, studied.unit, "Chính quy"
            end = start + _STUDY_MONTHS[life.level] - 1
        diploma = "Bằng" if higher(life) else "Chứng chỉ"
        subject = profession.removeprefix(life.level).strip()
        first = "đại học" if life.level == "Thạc sĩ" else life.level.lower()
        found.append(
            Training(school, subject, month(start), month(end), mode, f"{diploma} {first}")
        )
        if life.level == "Thạc sĩ":
            start = min(end + dice.between(30, 110), life.world.today - 30)
            end = start + 24
            found.append(
                Training(school, subject, month(start), month(end), "Tại chức", "Bằng thạc sĩ")
            )
    found += _theory_course(life)
    if life.ceremony.year >= 1990 and dice.chance(0.7):
        at = month_index(life.ceremony) - dice.between(4, 20)
        found.append(Training(places["party_centre"], "Nhận thức về Đảng", month(at), month(at),
                              "Bồi dưỡng", "Giấy chứng nhận"))  # fmt: skip
    return tuple(found)


def _short_course(life: Life) -> tuple[int, int]:
    start = month_index(life.birth) + 12 * life.dice.between(22, 30)
    start = min(start, life.world.today - 8)
    return start, start + _STUDY_MONTHS.get(life.level, 6) // 3


def _theory_course(life: Life) -> list[Training]:
    dice, places = life.dice, life.world.words.places
    if life.theory == "Chưa qua đào tạo" or dice.chance(0.12):
        return []
    length = {"Sơ cấp": 2, "Trung cấp": 14}.get(life.theory, 18)
    start = month_index(life.ceremony) + dice.between(14, 90)
    if start + length >= life.world.today:
        start = life.world.today - length - 2
    school = places["party_centre"] if life.theory == "Sơ cấp" else places["party_school"]
    mode = "Tập trung" if life.theory == "Sơ cấp" else "Không tập trung"
    subject = f"{life.theory} lý luận chính trị"
    diploma = f"{'Chứng chỉ' if life.theory == 'Sơ cấp' else 'Bằng'} {subject.lower()}"
    return [Training(school, subject, month(start), month(start + length), mode, diploma)]


def rewards(life: Life, way: Path) -> dict[str, Any]:
    """Return rewards, and once in a great while a title."""
    dice, lives = life.dice, life.world.words.lives
    facts: dict[str, Any] = {}
    last = way.gone or life.world.day
    years = last.year - life.ceremony.year
    found = []
    if life.served is not None and life.birth.year < 1958 and dice.chance(0.7):
        form = f"Huy chương Kháng chiến hạng {dice.pick(('Nhất', 'Nhì'))}"
        found.append(Reward(form, year(1985 + dice.between(0, 5)), "Hội đồng Nhà nước"))
    for _ in range(min(dice.between(0, 3), years // 6)):
        at = month_index(life.ceremony) + dice.between(12, max(13, years * 12 - 2))
        form, level = dice.pick(lives["rewards"]), dice.pick(lives["reward_levels"])
        found.append(Reward(form, month(min(at, month_index(last))), level))
    if found:
        facts["rewards"] = tuple(found)
    if life.work == "teacher" and life.retired and dice.chance(0.06):
        facts["titles"] = (Title("Nhà giáo ưu tú", year(life.retired.year - 2)),)
    return facts


def social(life: Life, began: int) -> dict[str, Any]:
    """Return items 13 to 15."""
    dice, birth = life.dice, life.birth
    facts: dict[str, Any] = {}
    if dice.chance(0.86):
        joined = date(birth.year + 16, 3, 26) if birth.month < 4 else date(birth.year + 16, 9, 5)
        facts["union_date"] = exact(joined) if birth.year > 1962 else month(month_index(joined))
        facts["union_at"] = with_place(life, "Chi đoàn trường, Đoàn xã {x}")
    found: list[SocialOrg] = []
    last = life.world.day.year - 1
    if life.woman and dice.chance(0.7):
        joined_in = min(birth.year + dice.between(19, 28), last)
        found.append(SocialOrg("Hội Liên hiệp Phụ nữ", year(joined_in)))
    if life.served or (life.work == "soldier" and life.retired):
        end = life.served[1] if life.served else life.retired
        if end is not None and end < life.world.day - timedelta(days=700):
            found.append(SocialOrg("Hội Cựu chiến binh", year(max(end.year + 1, 1990))))
    if life.work in {"farmer", "cooperative"} and dice.chance(0.6):
        joined_in = min(birth.year + dice.between(22, 34), last)
        found.append(SocialOrg("Hội Nông dân", year(joined_in)))
    if life.work in {"teacher", "carer", "medic", "official", "worker", "business"}:
        found.append(SocialOrg("Công đoàn", month(min(began + 6, life.world.today))))
    if found:
        facts["social_orgs"] = tuple(found)
    return facts


def early_years(life: Life) -> tuple[EarlyYears, ...]:
    """Return childhood and school, before the first work."""
    birth = life.birth.year
    place = with_place(life, "thôn {t}, xã {x}")
    return (
        EarlyYears(year(birth), year(birth + 6), f"Còn nhỏ, ở với gia đình tại {place}"),
        EarlyYears(year(birth + 6), year(birth + 17), "Học phổ thông tại địa phương"),
    )
