"""What the list is filtered by, in words: each condition can be read and taken away. No Qt."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.standing import Activity, Grade, Leaving
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_day
from tcxd_desktop.wording.people import ACTIVITY, GRADE, LEAVING

WHOLE = 100
_NAMED = 2
IN_LIST = ("",)
_KEPT = ("unit_id", "text", "ids", "columns")
"""Chosen elsewhere: in the tree, in the search box, by the selection, by the columns."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition in force, and the query without it."""

    text: str
    without: PeopleQuery


@dataclass(frozen=True, slots=True)
class Quick:
    """A filter one click away: one value of a part of the query."""

    text: str
    part: str
    value: str | int
    tip: str

    def on(self, query: PeopleQuery) -> bool:
        """Tell whether it is in force."""
        held = getattr(query, self.part)
        return self.value in held if isinstance(held, tuple) else held == self.value

    def toggled(self, query: PeopleQuery) -> PeopleQuery:
        """Return the query with this filter the other way round."""
        held = getattr(query, self.part)
        if not isinstance(held, tuple):
            changes: dict[str, Any] = {self.part: None if self.on(query) else self.value}
            return replace(query, **changes)
        rest = tuple(value for value in held if value != self.value)
        changes = {self.part: rest if self.on(query) else (*rest, self.value)}
        return replace(query, **changes)


QUICK = (
    Quick("Đang sinh hoạt", "activities", Activity.ACTIVE.value,
          "Chỉ người đang sinh hoạt bình thường"),
    Quick("Dự bị", "grades", Grade.PROBATIONARY.value, "Chỉ đảng viên dự bị"),
    Quick("Miễn sinh hoạt", "activities", Activity.EXEMPT.value,
          "Chỉ người được miễn công tác và sinh hoạt đảng"),
    Quick("Thiếu hồ sơ", "complete_below", WHOLE, "Chỉ người hồ sơ chưa đủ 100 %"),
)  # fmt: skip


def closed_list(id_: str, title: str, labels: Mapping[str, str]) -> CodeList:
    """Return a closed vocabulary as a code list that stores keys."""
    codes = tuple(Code(str(key), text) for key, text in labels.items())
    return CodeList(id=id_, title=title, codes=codes, stores="key")


def filtered(query: PeopleQuery) -> bool:
    """Tell whether anything but the tree and the search box narrows the list."""
    plain = PeopleQuery()
    return any(
        getattr(query, part.name) != getattr(plain, part.name)
        for part in fields(PeopleQuery)
        if part.name not in _KEPT
    )


def cleared(query: PeopleQuery) -> PeopleQuery:
    """Return the query with the conditions taken away; the tree and the search box stay."""
    return PeopleQuery(**{name: getattr(query, name) for name in _KEPT})


def conditions(query: PeopleQuery) -> list[Condition]:
    """Return every condition in force that no quick filter already shows."""
    return [
        Condition(text, replace(query, **changes))
        for describe in _PARTS
        for text, changes in describe(query)
    ]


Found = Iterator[tuple[str, dict[str, Any]]]


def _as_at(query: PeopleQuery) -> Found:
    if query.as_at:
        day = show_day(date.fromisoformat(query.as_at))
        yield f"Tính đến {day}", {"as_at": ""}


def _standing(query: PeopleQuery) -> Found:
    quick = {(filter_.part, filter_.value) for filter_ in QUICK}
    grades = [grade for grade in query.grades if ("grades", grade) not in quick]
    if grades:
        rest = tuple(grade for grade in query.grades if grade not in grades)
        yield _either("Loại", (GRADE[Grade(grade)] for grade in grades)), {"grades": rest}
    states = [state for state in query.activities if ("activities", state) not in quick]
    if states:
        rest = tuple(state for state in query.activities if state not in states)
        text = _either("Tình trạng", (ACTIVITY[Activity(state)] for state in states))
        yield text, {"activities": rest}
    if query.leavings != IN_LIST:
        yield _leavings(query.leavings), {"leavings": IN_LIST}


def _leavings(leavings: tuple[str, ...]) -> str:
    if not leavings:
        return "Cả người đã rời đảng bộ"
    ways = [LEAVING[Leaving(way)].lower() for way in leavings if way]
    return _either("Cả người đã" if "" in leavings else "Chỉ người đã", ways, mark="")


def _person(query: PeopleQuery) -> Found:
    if query.sexes:
        yield _either("Giới tính", query.sexes), {"sexes": ()}
    ages = _span(query.age_from, query.age_to)
    if ages:
        yield f"{ages} tuổi", {"age_from": None, "age_to": None}
    if query.ethnicities:
        yield _either("Dân tộc", query.ethnicities), {"ethnicities": ()}
    if query.minority_only:
        yield "Dân tộc thiểu số", {"minority_only": False}
    if query.religions:
        yield _either("Tôn giáo", query.religions), {"religions": ()}
    if query.religious_only:
        yield "Theo tôn giáo", {"religious_only": False}


def _education(query: PeopleQuery) -> Found:
    for part, title in (
        ("edu_levels", "Học vấn"),
        ("profession_levels", "Chuyên môn"),
        ("theories", "Lý luận"),
        ("occupations", "Nghề nghiệp"),
    ):
        wanted = getattr(query, part)
        if wanted:
            yield _either(title, wanted), {part: ()}
    years = _span(query.admitted_from, query.admitted_to)
    if years:
        yield f"Vào Đảng {years.lower()}", {"admitted_from": None, "admitted_to": None}


def _dossier(query: PeopleQuery) -> Found:
    if query.complete_below not in (None, WHOLE):
        yield f"Hồ sơ dưới {query.complete_below} %", {"complete_below": None}
    for name in query.missing_fields:
        rest = tuple(other for other in query.missing_fields if other != name)
        yield f"Thiếu: {label(name)}", {"missing_fields": rest}
    if query.under_inspection:
        yield "Đang bị kiểm tra, xem xét", {"under_inspection": False}
    if query.with_void:
        yield "Cả bản ghi đã hủy", {"with_void": False}


_PARTS: tuple[Callable[[PeopleQuery], Found], ...] = (
    _as_at,
    _standing,
    _person,
    _education,
    _dossier,
)


def _either(title: str, values: Iterable[str], *, mark: str = ":") -> str:
    found = list(values)
    named = ", ".join(found[:_NAMED])
    more = len(found) - _NAMED
    return f"{title}{mark} {named}{f' và {more} nữa' if more > 0 else ''}"


def _span(first: int | None, last: int | None) -> str:
    if first is None and last is None:
        return ""
    if first is None:
        return f"Đến {last}"
    if last is None:
        return f"Từ {first}"
    return f"Từ {first} đến {last}" if first != last else f"Đúng {first}"
