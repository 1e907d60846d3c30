"""The columns of the member list on the screen. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.standing import Activity, Grade
from tcxd_desktop.office.columns import COLUMNS, DEFAULT, IDENTITY
from tcxd_desktop.office.columns import Column as OfficeColumn
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.formats import masked

NUMBER = "tt"
GOOD, FAIR = 85, 60
"""From which percent a dossier is called good, and fair."""
_WIDTHS = {"name": 144, "birth": 104, "unit": 133, "standing": 134, "complete": 66, "age": 52}
_ALIGNED = {"birth": "left", "complete": "right"}
_WIDTH_OF_ONE = 104
_RESTRICTED = "(khóa)"
_RESTRICTED_TIP = "Dữ liệu đang bị khóa theo quyết định: chỉ đọc, không sửa, in, xuất."
_LONG_STANDING = "Sinh hoạt "


@dataclass(slots=True)
class Look:
    """How the list is read now: as at which day, and whether numbers of identity are open."""

    day: date
    revealed: bool = False
    restricted: frozenset[int] = frozenset()
    """Whose data may only be kept, by decision."""


def complete_tone(percent: int) -> str:
    """Return the tone of a completeness."""
    if percent >= GOOD:
        return "ok"
    return "warn" if percent >= FAIR else "bad"


def standing_tone(grade: str, activity: str, leaving: str) -> str:
    """Return the tone of a member's standing."""
    if leaving:
        return "plain"
    if activity == Activity.SUSPENDED:
        return "bad"
    if activity != Activity.ACTIVE:
        return "plain"
    return "ok" if grade == Grade.OFFICIAL else "warn"


def list_columns(look: Look) -> list[Column[PersonLine]]:
    """Return the running number, then every column of ``office/columns.py``."""
    number: Column[PersonLine] = Column(
        NUMBER, "TT", lambda _: "", width=39, muted=True, sortable=False, numbered=True
    )
    return [number, *(_shown(column, look) for column in COLUMNS.values())]


def _shown(column: OfficeColumn, look: Look) -> Column[PersonLine]:
    def text(line: PersonLine) -> str:
        shown = column.get(line, look.day)
        if column.key == "name" and line.id in look.restricted:
            return f"{shown} {_RESTRICTED}"
        return masked(shown) if column.key in IDENTITY and shown and not look.revealed else shown

    def tip(line: PersonLine) -> str:
        return _RESTRICTED_TIP if line.id in look.restricted else ""

    def order(line: PersonLine) -> Any:
        return column.sort(line, look.day)

    return Column(
        column.key,
        column.title,
        _short_standing(column) if column.key == "standing" else text,
        sort=order,
        align=_ALIGNED.get(column.key, column.align),
        width=_WIDTHS.get(column.key, round(column.weight * _WIDTH_OF_ONE)),
        tone=_TONES.get(column.key),
        shown=column.key in DEFAULT,
        tip=tip if column.key == "name" else None,
    )


def _short_standing(column: OfficeColumn) -> Callable[[PersonLine], str]:
    def text(line: PersonLine) -> str:
        shown = column.get(line, date.min)
        if shown.startswith(_LONG_STANDING):
            shown = shown.removeprefix(_LONG_STANDING).capitalize()
        return shown

    return text


_TONES: dict[str, Callable[[PersonLine], str]] = {
    "standing": lambda line: standing_tone(line.grade, line.activity, line.leaving),
    "complete": lambda line: complete_tone(line.complete),
}
