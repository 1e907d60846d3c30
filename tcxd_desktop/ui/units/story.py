"""The life of an organisation in words: what changed on which day, on what paper. No Qt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tcxd_desktop.domain.units import DISSOLVED, Decision, Unit, UnitEnd, UnitLink, UnitStep
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.people import UNIT_CHANGE

BEFORE_ALL = "Đã có từ trước"
_BECAME = {
    "hop_nhat": "Hợp nhất từ",
    "sap_nhap": "Nhận sáp nhập",
    "chia_tach": "Tách từ",
    "chuyen_doi": "Chuyển đổi từ",
}
_INTO = {
    "hop_nhat": "Hợp nhất thành",
    "sap_nhap": "Sáp nhập vào",
    "chia_tach": "Chia tách thành",
    "chuyen_doi": "Chuyển đổi thành",
}


@dataclass(frozen=True, slots=True)
class Life:
    """Everything recorded of one organisation."""

    steps: Sequence[UnitStep]
    links: Sequence[UnitLink]
    end: UnitEnd | None
    names: Mapping[int, str]
    """Latest name of every organisation."""
    types: Mapping[str, str]
    """Name of every type by its code."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What happened on one day."""

    on: str
    """As read: ``01/07/2025``, or that it has always been."""
    lines: tuple[str, ...]
    paper: str
    """Number, day and issuer of the decision, or empty."""


@dataclass(frozen=True, slots=True)
class Relation:
    """An organisation before or after this one."""

    unit_id: int
    words: str
    """``Sáp nhập vào``."""
    name: str
    on: str
    """As read: ``01/10/2025``."""


def paper(decision: Decision) -> str:
    """Return a decision in one line; what is not known is left out."""
    number = f"Quyết định {decision.number}" if decision.number else ""
    return ", ".join(part for part in (number, show_date(decision.on), decision.issuer) if part)


def chapters(life: Life) -> list[Chapter]:
    """Return what happened, newest first."""
    if not life.steps:
        return []
    unit_id = life.steps[0].unit.id
    found = [*_of_steps(life), *_parted(life, unit_id)]
    if life.end is not None:
        found.append(_ended(life, unit_id, life.end))
    return sorted(found, key=lambda chapter: _order(chapter.on), reverse=True)


def last_change(life: Life) -> Chapter:
    """Return what taking the last change back would take back."""
    if life.end is not None:
        return _ended(life, life.steps[0].unit.id, life.end)
    return _of_steps(life)[-1]


def _of_steps(life: Life) -> list[Chapter]:
    unit_id = life.steps[0].unit.id
    found = [_founded(life, unit_id)]
    for old, new in pairwise(life.steps):
        lines = (*_changes(life, old.unit, new.unit), *_joined(life, unit_id, new.unit.since))
        found.append(Chapter(show_date(new.unit.since), lines, paper(new.decision)))
    return found


def _order(shown: str) -> str:
    return "".join(reversed(shown.split("/"))) if "/" in shown else ""


def relations(life: Life, unit_id: int) -> list[Relation]:
    """Return the organisations before and after one, in the order recorded."""
    found: list[Relation] = []
    for link in life.links:
        before = link.after_id == unit_id
        other = link.before_id if before else link.after_id
        words = (_BECAME if before else _INTO)[link.kind]
        found.append(Relation(other, words, life.names.get(other, ""), show_date(link.on)))
    return found


def _founded(life: Life, unit_id: int) -> Chapter:
    first = life.steps[0]
    since = first.unit.since
    made_from = _joined(life, unit_id, since) if since else ()
    said = f"Thành lập “{first.unit.name}”" if since else f"Tên: “{first.unit.name}”"
    return Chapter(show_date(since) or BEFORE_ALL, (said, *made_from), paper(first.decision))


def _joined(life: Life, unit_id: int, day: str) -> tuple[str, ...]:
    kinds: dict[str, list[str]] = {}
    for link in life.links:
        if link.after_id == unit_id and link.on == day:
            kinds.setdefault(link.kind, []).append(life.names.get(link.before_id, ""))
    return tuple(f"{_BECAME[kind]}: {', '.join(names)}" for kind, names in kinds.items())


def _parted(life: Life, unit_id: int) -> Iterator[Chapter]:
    """Yield what split off while the organisation itself went on."""
    for link in life.links:
        if link.before_id == unit_id and (life.end is None or link.on != life.end.on):
            words = "Tách ra" if link.kind == "chia_tach" else _INTO[link.kind]
            said = f"{words}: {life.names.get(link.after_id, '')}"
            yield Chapter(show_date(link.on), (said,), paper(link.decision))


def _ended(life: Life, unit_id: int, end: UnitEnd) -> Chapter:
    after = [
        life.names.get(link.after_id, "")
        for link in life.links
        if link.before_id == unit_id and link.on == end.on
    ]
    kind = end.kind or DISSOLVED
    if kind == DISSOLVED and after:
        kind = next(link.kind for link in life.links if link.before_id == unit_id)
    said = f"{_INTO[kind]}: {', '.join(after)}" if after else UNIT_CHANGE.get(kind, "Giải thể")
    return Chapter(show_date(end.on), (said,), paper(end.decision))


def _changes(life: Life, old: Unit, new: Unit) -> tuple[str, ...]:
    found: list[str] = []
    if old.name != new.name:
        found.append(f"Đổi tên “{old.name}” thành “{new.name}”")
    if old.parent_id != new.parent_id:
        above = life.names.get(new.parent_id or 0, "")
        found.append(f"Chuyển về trực thuộc {above}" if above else "Không còn trực thuộc cấp trên")
    if old.type != new.type:
        name = life.types.get(new.type, new.type)
        found.append(f"Đổi loại thành {name[:1].lower()}{name[1:]}")
    if old.code != new.code:
        found.append(f"Mã {new.code}" if new.code else "Bỏ mã")
    if old.has_committee != new.has_committee:
        found.append("Lập cấp ủy" if new.has_committee else "Không có cấp ủy")
    if old.has_seal != new.has_seal:
        found.append("Có con dấu" if new.has_seal else "Không có con dấu")
    return tuple(found)
