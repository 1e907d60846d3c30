"""Members of two chi bộ, a round about them, and the list of the upper level as lines."""

from dataclasses import replace
from typing import Any

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.history import Permission
from tcxd_desktop.domain.imports import ImportRow
from tcxd_desktop.domain.reconciliation import Decided, Round, Source
from tcxd_desktop.domain.reconciliation_views import CentralPreview, Ruling
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.office import reconciliation, reconciliation_sources
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.storage import people as stored_people
from tests import make

MAPPED = (
    "central_id", "birth_name", "sex", "birth_date", "ethnicity", "religion", "citizen_id", "card_no",
    "origin.province", "origin.commune", "home", "ceremony_date", "official_date", "unit",
)  # fmt: skip
"""Targets the columns of the list stand for."""
HAMLET, FAR = "Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành"
_NAMES = (
    "Nguyễn Thị Đào", "Lê Văn Đạt", "Phạm Thị Giang", "Trần Văn Quý", "Vũ Thị Hạnh",
    "Đỗ Minh Khôi", "Bùi Thị Lan", "Hoàng Văn Minh", "Ngô Thị Nga", "Đinh Công Phú",
)  # fmt: skip


def member(place: int, unit_id: int = make.HAMLET, **changes: Any) -> Dossier:
    """Return the ``place``-th invented member, unlike every other in numbers and dates."""
    return Dossier(**{
        "birth_name": _NAMES[place % len(_NAMES)] + ("" if place < 10 else f" {_roman(place)}"),
        "sex": "Nữ" if "Thị" in _NAMES[place % len(_NAMES)] else "Nam",
        "birth_date": make.day(f"{1950 + place % 45}-{place % 12 + 1:02d}-{place % 27 + 1:02d}"),
        "ethnicity": "Kinh", "religion": "Không",
        "citizen_id": f"0371{place:08d}", "card_no": f"0370{place:08d}",
        "origin": Place(commune="xã Đông Hải", province="tỉnh Ninh Bình"),
        "home": Place("Thôn Bình Minh", "xã Đông Hải", "tỉnh Ninh Bình"),
        "ceremony_date": make.day("1995-05-19"), "official_date": make.day("1996-05-19"),
        "events": (Event(make.day("1995-05-19"), EventKind.ADMITTED.value, unit_id),),
        **changes,
    })  # fmt: skip


def _roman(place: int) -> str:
    return "".join("ABCDEGHIKL"[int(digit)] for digit in str(place))


def fill(desk: Desk, *members: Dossier) -> list[int]:
    """Write members; ten of two chi bộ where none are told."""
    told = members or (
        *(member(place) for place in range(6)),
        *(member(place, make.FAR_HAMLET) for place in range(6, 10)),
    )
    with desk.write(Permission.EDIT, "people.create") as work:
        return stored_people.insert(work, [(one, 50) for one in told])


def row(line: int, told: Dossier, **changes: Any) -> ImportRow:
    """Return a line of the central list that says what a dossier does, but for ``changes``.

    ``unit`` and ``central_id`` may be told too; a value of ``None`` leaves the cell blank.
    """
    unit = changes.pop("unit", HAMLET if told.events[0].unit_id == make.HAMLET else FAR)
    said: dict[str, Any] = {
        "birth_name": told.birth_name, "sex": told.sex, "birth_date": told.birth_date,
        "ethnicity": told.ethnicity, "religion": told.religion, "citizen_id": told.citizen_id, "card_no": told.card_no,
        "origin.province": told.origin.province, "origin.commune": told.origin.commune,
        "home.detail": told.home.detail, "home.commune": told.home.commune,
        "home.province": told.home.province, "ceremony_date": told.ceremony_date,
        "official_date": told.official_date, **changes,
    }  # fmt: skip
    values = {key: value for key, value in said.items() if value not in ("", None)}
    return ImportRow(line, str(said["birth_name"]), values, unit=unit)


def opened(desk: Desk, **changes: Any) -> Round:
    """Return a round that was just opened."""
    return reconciliation.open_round(desk, replace(Round(name="Rà soát năm 2026"), **changes))


def taken(desk: Desk, told: Round, *rows: ImportRow, **matches: int) -> CentralPreview:
    """Take a central list in; ``matches`` are lines as ``key3=412``."""
    preview = reconciliation_sources.preview_rows(
        desk, told.id, rows, MAPPED, ("DS_TW.xlsx", f"hash{len(rows)}")
    )
    given = {int(key.removeprefix("key")): person for key, person in matches.items()}
    reconciliation_sources.take_central(desk, told.id, preview, given)
    return preview


def ruling(field: str, decided: Decided = Decided.KEEP, **changes: Any) -> Ruling:
    """Return a choice with a basis."""
    return Ruling(**{
        "field": field, "decided": decided, "source": Source.CENTRAL,
        "basis": "Giấy khai sinh số 12", **changes,
    })  # fmt: skip
