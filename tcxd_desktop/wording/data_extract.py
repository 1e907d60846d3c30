"""Every value a dossier holds, in words: what *Bản trích dữ liệu cá nhân* lists."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import Fact, Kind, Place, facts_of, is_blank
from tcxd_desktop.domain.safety_papers import ExtractLine, ExtractPart
from tcxd_desktop.domain.standing import EventKind
from tcxd_desktop.wording.dossier import ITEMS, SECTIONS, column_label, label
from tcxd_desktop.wording.formats import show_date, show_number, show_place
from tcxd_desktop.wording.meetings import PRESENCE
from tcxd_desktop.wording.people import EVENT

_PRESENT = "present"
"""Column of the papers that says something when it is off too: the paper is missing."""


def sealed_titles() -> tuple[str, ...]:
    """Return what is sealed, in the words of the paper, in its order."""
    items = dict.fromkeys(table.item for table in TABLES.values() if table.sealed)
    told = [f"mục {item} {ITEMS[item]}" for item in items]
    return (*told, *(label(key) for key, fact in FACTS.items() if fact.sealed))


def extract_parts(
    dossier: Dossier, *, sealed: bool, units: Mapping[int, str]
) -> tuple[ExtractPart, ...]:
    """Return every stored field that has a value, as the dossier is divided.

    What is sealed is left out unless ``sealed``. Names of code lists are to be in words already
    (``printing.in_words``); ``units`` names the organisations.
    """
    teller = _Teller(dossier, sealed, units)
    parts = [
        ExtractPart(section.title, tuple(line for item in section.items for line in teller(item)))
        for section in SECTIONS
    ]
    if dossier.void_reason:
        line = ExtractLine("", label("void_reason"), dossier.void_reason)
        parts.append(ExtractPart("Bản ghi đã hủy", (line,)))
    return tuple(part for part in parts if part.lines)


_AT_MEETINGS: Mapping[str, str] = {
    **{presence.value: text for presence, text in PRESENCE.items()},
    "chu_tri": "Chủ trì",
    "thu_ky": "Thư ký",
    "cap_tren": "Cấp ủy viên cấp trên dự",
    "nhiem_vu": "Được giao nhiệm vụ",
    "phan_cong": "Được phân công dự sinh hoạt",
}


def meetings_part(
    traces: Sequence[tuple[str, int, str, str, str]], units: Mapping[int, str]
) -> tuple[ExtractPart, ...]:
    """Return what the records of meetings say of a member, or nothing.

    Args:
        traces: (ISO day, chi bộ, what, reason, gist), see ``storage.meetings.traces``.
        units: names of the organisations.
    """
    lines = tuple(
        ExtractLine(
            "",
            f"{show_date(day)}, {units.get(unit, f'tổ chức số {unit}')}",
            "; ".join(part for part in (_AT_MEETINGS.get(what, what), *told) if part),
        )
        for day, unit, what, *told in traces
    )
    return (ExtractPart("Sinh hoạt chi bộ", lines),) if lines else ()


@dataclass(frozen=True, slots=True)
class _Teller:
    dossier: Dossier
    sealed: bool
    units: Mapping[int, str]

    def __call__(self, item: str) -> Iterator[ExtractLine]:
        """Yield the lines of an item: its fields, then its tables row by row."""
        number = item if item[:1].isdigit() else ""
        for key, fact in FACTS.items():
            value = getattr(self.dossier, key)
            if fact.item == item and self._told(fact.sealed) and not _says_nothing(value):
                yield ExtractLine(number, label(key), self._words(fact, value))
        for key, table in TABLES.items():
            if table.item == item and self._told(table.sealed):
                rows = getattr(self.dossier, key)
                for place, row in enumerate(rows, start=1):
                    which = f" – {place}" if len(rows) > 1 else ""
                    yield ExtractLine(number, label(key) + which, self._row(key, row))

    def _told(self, sealed: bool) -> bool:  # noqa: FBT001 - a fact's own mark
        return self.sealed or not sealed

    def _row(self, key: str, row: object) -> str:
        told = [
            f"{column_label(key, name)}: {self._words(fact, getattr(row, name))}"
            for name, fact in facts_of(type(row)).items()
            if name != _PRESENT and not _says_nothing(getattr(row, name))
        ]
        if hasattr(row, _PRESENT):
            told.append(("không ", "")[getattr(row, _PRESENT)] + "có trong hồ sơ")
        return "; ".join(told)

    def _words(self, fact: Fact, value: object) -> str:
        if fact.item == "photo":
            return "có lưu ảnh"
        if fact.kind is Kind.UNIT and isinstance(value, int):
            return self.units.get(value, f"tổ chức số {value}")
        if fact.codes == "event_kind" and value in set(EventKind):
            return EVENT[EventKind(str(value))]
        return _shown(value)


def _says_nothing(value: object) -> bool:
    """A flag that is off says nothing either: it is what every box starts with."""
    return is_blank(value) or value is False


def _shown(value: object) -> str:
    if value is True:
        return "có"
    if isinstance(value, PartialDate):
        return show_date(value)
    if isinstance(value, Place):
        return show_place(value)
    if isinstance(value, int | Decimal):
        return show_number(value)
    return str(value)
