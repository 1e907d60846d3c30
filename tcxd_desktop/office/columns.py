"""Every column a list can show, print or export: one place for its title, width and text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from tcxd_desktop.domain.dates import PartialDate, age_by_year
from tcxd_desktop.domain.dossier import FACTS
from tcxd_desktop.domain.facts import Kind
from tcxd_desktop.domain.people import PersonLine
from tcxd_desktop.domain.standing import Activity, Grade, Leaving
from tcxd_desktop.office import values
from tcxd_desktop.storage import rows
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_date, show_dossier_no
from tcxd_desktop.wording.people import ACTIVITY, GRADE, LEAVING


@dataclass(frozen=True, slots=True)
class Column:
    """Cột của danh sách. ``get`` takes the line and the day of the list."""

    key: str
    title: str
    weight: float
    align: str
    get: Callable[[PersonLine, date], str]
    sort: Callable[[PersonLine, date], str | int]
    fact: bool = False
    """Needs its key in ``PeopleQuery.columns``."""


def standing_text(line: PersonLine) -> str:
    """Return one word for where a member stands: leaving, then activity, then grade."""
    if line.leaving:
        return LEAVING[Leaving(line.leaving)]
    if line.activity != Activity.ACTIVE:
        return ACTIVITY[Activity(line.activity)]
    return GRADE[Grade(line.grade)]


def _age(line: PersonLine, day: date) -> int:
    return age_by_year(PartialDate.from_text(line.birth), day) or 0


def _line(
    key: str,
    title: str,
    weight: float,
    get: Callable[[PersonLine], str],
    sort: Callable[[PersonLine], str | int] | None = None,
    align: str = "left",
) -> Column:
    order = sort or get
    return Column(key, title, weight, align, lambda line, _: get(line), lambda line, _: order(line))


def _fact(key: str, weight: float) -> Column:
    fact = FACTS[key]
    align = "center" if fact.kind in {Kind.DATE, Kind.DIGITS} else "left"

    def get(line: PersonLine, _: date) -> str:
        raw = line.values.get(key, "")
        return values.show(rows.value(fact.kind, raw), fact, {}) if raw else ""

    def order(line: PersonLine, _: date) -> str:
        return line.values.get(key, "")

    return Column(key, label(key), weight, align, get, order, fact=True)


_FACT_COLUMNS: tuple[tuple[str, float], ...] = (
    ("other_names", 1.4),
    ("ethnicity", 0.8),
    ("religion", 0.9),
    ("occupation", 1.4),
    ("workplace", 1.6),
    ("origin", 2.0),
    ("home", 2.0),
    ("decision_date", 1.0),
    ("ceremony_date", 1.0),
    ("official_date", 1.0),
    ("edu_general", 0.8),
    ("profession", 1.5),
    ("theory", 0.9),
    ("health", 0.8),
    ("old_card_no", 1.0),
    ("phone", 1.0),
    ("residence_cell", 1.6),
    ("dues_paid_to", 0.9),
)

_COLUMNS = (
    _line("name", "Họ và tên", 2.0, lambda line: line.name, lambda line: line.sort_key),
    _line("birth", "Sinh", 0.9, lambda line: show_date(line.birth), lambda line: line.birth,
          "center"),
    Column("age", "Tuổi", 0.5, "center",
           lambda line, day: str(_age(line, day) or ""), _age),
    _line("sex", "Giới tính", 0.6, lambda line: line.sex, align="center"),
    _line("unit", "Chi bộ", 1.7, lambda line: line.unit),
    _line("standing", "Tình trạng", 1.2, standing_text),
    _line("grade", "Loại đảng viên", 0.9, lambda line: GRADE[Grade(line.grade)]),
    _line("card_no", "Số thẻ đảng viên", 1.2, lambda line: line.card_no, align="center"),
    _line("dossier_no", "Số lý lịch", 1.0, lambda line: show_dossier_no(line.dossier_no),
          lambda line: line.dossier_no, "center"),
    _line("citizen_id", "Số căn cước", 1.2, lambda line: line.citizen_id, align="center"),
    _line("complete", "Hồ sơ", 0.6, lambda line: f"{line.complete} %", lambda line: line.complete,
          "center"),
    *(_fact(key, weight) for key, weight in _FACT_COLUMNS),
)  # fmt: skip

COLUMNS: Mapping[str, Column] = {column.key: column for column in _COLUMNS}
"""By key, in the order the column chooser offers them."""
IDENTITY = frozenset({"card_no", "citizen_id", "old_card_no"})
"""Masked on screen, whole on paper."""
DEFAULT = ("name", "birth", "unit", "standing", "complete")
"""Columns of the list when nothing else was chosen."""
PRINTED = ("name", "birth", "sex", "ceremony_date", "official_date", "card_no", "unit")
"""Columns of the printed list when nothing else was chosen."""


def fact_keys(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``keys`` a query must fetch."""
    return tuple(key for key in keys if key in COLUMNS and COLUMNS[key].fact)
