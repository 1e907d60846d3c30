"""The index of papers of a demo dossier: what applies, and what has got lost."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.rows import PaperInDossier
from tcxd_desktop.office.demo_dice import exact, month
from tcxd_desktop.office.demo_life import Fate, Life
from tcxd_desktop.office.demo_path import Path

_SHEETS = tuple(Decimal(number) for number in range(13))
_FULL_SET_SINCE = date(1997, 6, 2)
_HD38 = date(2025, 9, 29)
_CELL, _COMMUNE, _SELF, _SCHOOL, _ABOVE = "cell", "commune", "self", "school", "above"


@dataclass(frozen=True, slots=True)
class _Kind:
    type: str
    days: int
    """Days from the ceremony (stages a, b) or from the official date (stage c)."""
    issuer: str
    mark: str
    sheets: int


_ADMISSION = (
    _Kind("38", -150, _SCHOOL, "", 1),
    _Kind("37", -120, _SELF, "", 2),
    _Kind("1", -110, _SELF, "", 8),
    _Kind("39", -90, _SELF, "", 1),
    _Kind("40", -85, _ABOVE, "NQ/ĐTN", 1),
    _Kind("42", -80, _CELL, "", 1),
    _Kind("43", -60, _CELL, "NQ/CB", 1),
    _Kind("5", -15, _COMMUNE, "QĐ", 1),
    _Kind("2", 20, _SELF, "", 8),
    _Kind("3", 25, _SELF, "", 2),
)
_RECOGNITION = (
    _Kind("46", -90, _SCHOOL, "", 1),
    _Kind("47", -20, _SELF, "", 2),
    _Kind("48", -18, _SELF, "", 1),
    _Kind("49", -15, _CELL, "", 1),
    _Kind("50", -8, _CELL, "NQ/CB", 1),
    _Kind("7", 10, _COMMUNE, "QĐ", 1),
)


class _Index:
    """The papers while they are being laid out, in the order of filing."""

    def __init__(self, life: Life, way: Path, kept: float) -> None:
        self.rows: list[PaperInDossier] = []
        self._life = life
        self._dice = life.dice
        self._kept = kept
        self._issuers = {
            _CELL: way.cell_name,
            _COMMUNE: "Đảng ủy xã Đông Hải",
            _SELF: "",
            _SCHOOL: life.world.words.places["party_centre"],
            _ABOVE: "Đoàn xã Đông Hải",
        }

    def add(
        self,
        kind: _Kind,
        on: PartialDate | None,
        title: str = "",
        *,
        issuer: str = "",
        number: str = "",
    ) -> None:
        dice = self._dice
        present = dice.chance(self._kept)
        if not present and dice.chance(0.6):
            return
        mark = kind.mark
        if mark == "QĐ":
            mark = "QĐ/ĐU" if on is not None and on.year >= 2025 else "QĐ/HU"
        if mark and not number:
            number = f"{dice.between(2, 28 if kind.issuer == _CELL else 480):02d}-{mark}"
        self.rows.append(
            PaperInDossier(
                type=kind.type,
                title=title,
                number=number,
                on=on,
                issuer=issuer or self._issuers[kind.issuer],
                copy="Bản sao" if kind.type in {"86", "70", "23"} else "Bản chính",
                sheets=_SHEETS[kind.sheets] if present else None,
                present=present,
                note="" if present else "Chưa có trong hồ sơ",
            )
        )


def papers(life: Life, way: Path, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the index; ``facts`` are the boxes drawn so far, which some papers prove."""
    dice = life.dice
    if life.fate is Fate.GUEST:
        return {}
    year = life.ceremony.year
    kept = 0.975 if year >= 2012 else 0.92 if year >= 1998 else 0.58
    if year >= 1998 and dice.chance(0.3):
        kept = 1.0
    index = _Index(life, way, kept)
    _of_admission(life, index, facts)
    _of_membership(life, index, facts)
    _of_events(life, way, index, facts)
    found: dict[str, Any] = {"papers": tuple(index.rows)}
    lost = len(index.rows) < 12 or any(not row.present for row in index.rows)
    if life.decision < _FULL_SET_SINCE and lost and dice.chance(0.5):
        found["index_confirmed_on"] = exact(life.world.day - timedelta(days=dice.between(60, 300)))
        found["index_confirmed_by"] = life.world.tree.office.name
    return found


def _of_admission(life: Life, index: _Index, facts: dict[str, Any]) -> None:
    """Stages a to c; the two decisions are those of item 12."""
    by = facts.get("decision_by", "Ban Thường vụ Huyện ủy Hải An")
    for kind in _ADMISSION:
        if kind.type == "5":
            number = facts.get("decision_no", "")
            index.add(kind, facts["decision_date"], issuer=by, number=number)
        else:
            index.add(kind, _around(life, life.ceremony, kind.days))
    if life.official is None:
        return
    for kind in _RECOGNITION:
        if kind.type == "7" and "official_decision_date" in facts:
            on, number = facts["official_decision_date"], facts["official_decision_no"]
            index.add(kind, on, issuer=by, number=number)
        else:
            index.add(kind, _around(life, life.official, kind.days))


def _around(life: Life, day: date, days: int) -> PartialDate:
    on = min(day + timedelta(days=days), life.world.day)
    if life.rough:
        return month(on.year * 12 + on.month - 1)
    return exact(on)


def _of_membership(life: Life, index: _Index, facts: dict[str, Any]) -> None:
    """Papers of the years since: card and badge decisions, yearly supplements."""
    if life.official is None:
        return
    if life.official >= _HD38:
        index.add(_Kind("19", 0, _COMMUNE, "QĐ", 1), _around(life, life.official, 12))
    for badge in facts.get("badges", ()):
        if badge.on.earliest >= _HD38 or life.dice.chance(0.4):
            kind = _Kind("20", 0, _COMMUNE, "QĐ/TU", 1)
            index.add(kind, badge.on, issuer="Ban Thường vụ Tỉnh ủy")
    last = life.world.day.year - 1
    for year in range(max(life.official.year, last - 2), last + 1):
        title = f"Phiếu bổ sung hồ sơ đảng viên năm {year}"
        index.add(_Kind("4", 0, _SELF, "", 1), _in_december(life, year), title)
    for year in range(max(life.official.year, last - 2), last + 1):
        title = f"Bản tự kiểm điểm năm {year}"
        index.add(_Kind("61", 0, _SELF, "", 2), _in_december(life, year), title)


def _in_december(life: Life, year: int) -> PartialDate:
    return exact(date(year, 12, life.dice.between(3, 28)))


def _of_events(life: Life, way: Path, index: _Index, facts: dict[str, Any]) -> None:
    """Papers that exist because something happened."""
    for reward in facts.get("rewards", ()):
        kind = _Kind("23", 0, _ABOVE, "QĐ/KT", 1)
        index.add(kind, reward.on, f"Quyết định tặng {reward.form}", issuer=reward.level)
    if facts.get("disciplines"):
        row = facts["disciplines"][0]
        index.add(_Kind("22", 0, _COMMUNE, "QĐ", 1), row.on)
    for training in facts.get("trainings", ()):
        if training.mode == "Bồi dưỡng":
            continue
        kind = _Kind("70" if "lý luận" in training.subject else "86", 0, _SCHOOL, "", 1)
        index.add(kind, training.until, training.diploma, issuer=training.school)
    if not way.here:
        letter = f"{way.letter.rpartition(' ')[2]}-GTSHĐ"
        paper = _Kind("54", 0, _ABOVE, "", 1)
        index.add(paper, exact(way.joined), issuer=way.came_from, number=letter)
    if facts.get("exemptions"):
        row = facts["exemptions"][0]
        index.add(_Kind("79", 0, _SELF, "", 1), row.since)
        index.add(_Kind("81", 0, _CELL, "NQ/CB", 1), row.since)
    _of_fate(life, way, index)


def _of_fate(life: Life, way: Path, index: _Index) -> None:
    gone = exact(way.gone) if way.gone is not None else None
    if life.fate is Fate.SUSPENDED:
        index.add(_Kind("24", 0, _COMMUNE, "QĐ", 1), way.events[-1].on)
    elif life.fate is Fate.DIED:
        index.add(_Kind("83", 0, _ABOVE, "", 1), gone, issuer="Ủy ban nhân dân xã Đông Hải")
        index.add(_Kind("102", 0, _CELL, "", 1), gone)
    elif life.fate in {Fate.STRUCK, Fate.WITHDREW}:
        kind = "16" if life.fate is Fate.STRUCK else "17"
        index.add(_Kind(kind, 0, _COMMUNE, "QĐ", 1), gone)
        index.add(_Kind("101", 0, _CELL, "", 1), gone)
