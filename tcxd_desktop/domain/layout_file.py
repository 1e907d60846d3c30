"""A layout as plain values: how it is shipped, kept and given to others; read with a check."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.layouts import CellForm, Layout, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.targets import PLACE_PARTS, TARGETS, fits
from tcxd_desktop.domain.text import clean_line, fold

FORMAT: Final = "tcxd-mau-danh-sach/1"
MOST_SHEETS: Final = 50
MOST_COLUMNS: Final = 300
WIDEST: Final = 120
_MOST_ALIASES = 50
_LONGEST = 300
_KEYS = {"format", "key", "title", "source", "verified", "valid_from", "valid_to", "heading",
         "sheets", "note"}  # fmt: skip
_SHEET_KEYS = {"name", "table", "columns"}
_COLUMN_KEYS = {"target", "title", "group", "aliases", "needed", "form", "width"}


class LayoutFault(ValueError):
    """Giá trị không đọc được của tệp mẫu danh sách.

    ``place`` is where (``sheets[1].columns[3].target``; empty: the file), ``kind`` a key of
    ``wording.sheets.LAYOUT_FAULTS``.
    """

    def __init__(self, place: str, kind: str) -> None:
        """Keep both."""
        super().__init__(place, kind)
        self.place = place
        self.kind = kind


def plain(layout: Layout) -> dict[str, Any]:
    """Return a layout as the values of its JSON; what says nothing is left out."""
    made: dict[str, Any] = {"format": FORMAT, "key": layout.key, "title": layout.title}
    for name in ("source", "valid_from", "valid_to"):
        if getattr(layout, name):
            made[name] = getattr(layout, name)
    made["verified"] = layout.verified
    if layout.heading:
        made["heading"] = list(layout.heading)
    made["sheets"] = [_plain_sheet(sheet) for sheet in layout.sheets]
    return made


def _plain_sheet(sheet: LayoutSheet) -> dict[str, Any]:
    made: dict[str, Any] = {"name": sheet.name}
    if sheet.table:
        made["table"] = sheet.table
    made["columns"] = [_plain_column(column) for column in sheet.columns]
    return made


def _plain_column(column: LayoutColumn) -> dict[str, Any]:
    made: dict[str, Any] = {"target": column.target, "title": column.title}
    if column.group:
        made["group"] = column.group
    if column.aliases:
        made["aliases"] = list(column.aliases)
    if column.needed:
        made["needed"] = True
    if column.form is not CellForm.TEXT:
        made["form"] = column.form.value
    if column.width:
        made["width"] = column.width
    return made


def of_plain(raw: object, *, own: bool = False) -> Layout:
    """Return the layout plain values tell.

    Args:
        raw: values of a JSON file.
        own: it is the office's, not a shipped one.

    Raises:
        LayoutFault: they tell none; says where.
    """
    told = _object(raw, "", _KEYS)
    if told.get("format") != FORMAT:
        raise LayoutFault("format", "format")
    sheets = tuple(
        _sheet(one, f"sheets[{number}]") for number, one in _listed(told, "sheets", "", MOST_SHEETS)
    )
    if len({fold(sheet.name) for sheet in sheets}) < len(sheets):
        raise LayoutFault("sheets", "twice")
    key = _text(told, "key", "", needed=True)
    if not (key.isascii() and key.replace("_", "").replace("-", "").isalnum()):
        raise LayoutFault("key", "key")
    return Layout(
        key=key,
        title=_text(told, "title", "", needed=True),
        sheets=sheets,
        source=_text(told, "source", ""),
        verified=_flag(told, "verified", ""),
        valid_from=_text(told, "valid_from", ""),
        valid_to=_text(told, "valid_to", ""),
        own=own,
        heading=tuple(_texts(told, "heading", "")),
    )


def check(layout: Layout) -> Layout:
    """Return a layout somebody edited, cleaned, or say what is wrong with it.

    Raises:
        LayoutFault: the same faults as of a file.
    """
    return of_plain(plain(layout), own=layout.own)


@dataclass(frozen=True, slots=True)
class Aliases:
    """Tên cột thường gặp: headings people give the targets of a list of members."""

    targets: Mapping[str, tuple[str, ...]]
    """By target; of a place, what the whole of it is called."""
    parts: Mapping[str, tuple[str, ...]]
    """What the parts of any place are called, below the name of the place."""
    likely: Mapping[str, tuple[str, ...]]
    """Headings that mean a target as a rule, by target: suggested, and asked about."""


def aliases_of(raw: object) -> Aliases:
    """Return the headings ``aliases.json`` tells.

    Raises:
        LayoutFault: it tells none; says where.
    """
    told = _object(raw, "", {"targets", "parts", "likely"})
    return Aliases(
        _headings(told.get("targets"), "targets", TARGETS),
        _headings(told.get("parts"), "parts", PLACE_PARTS),
        _headings(told.get("likely"), "likely", TARGETS),
    )


def _headings(raw: object, place: str, known: Container[str]) -> dict[str, tuple[str, ...]]:
    if not isinstance(raw, Mapping):
        raise LayoutFault(place, "object")
    for key in raw:
        if key not in known:
            raise LayoutFault(_under(place, str(key)), "target")
    return {key: tuple(_texts(raw, key, place)) for key in raw}


def _sheet(raw: object, place: str) -> LayoutSheet:
    told = _object(raw, place, _SHEET_KEYS)
    table = _text(told, "table", place)
    if table and table not in TABLES:
        raise LayoutFault(f"{place}.table", "table")
    columns = tuple(
        _column(one, f"{place}.columns[{number}]", table)
        for number, one in _listed(told, "columns", place, MOST_COLUMNS)
    )
    _check_twice([column.target for column in columns if column.target], place, "target_twice")
    heads = [fold(f"{column.group}|{column.title}") for column in columns]
    _check_twice(heads, place, "title_twice")
    return LayoutSheet(_text(told, "name", place, needed=True), columns, table)


def _check_twice(keys: list[str], place: str, kind: str) -> None:
    for number, key in enumerate(keys):
        if key in keys[:number]:
            raise LayoutFault(f"{place}.columns", kind)


def _column(raw: object, place: str, table: str) -> LayoutColumn:
    told = _object(raw, place, _COLUMN_KEYS)
    target = _text(told, "target", place)
    if target and not fits(target, table):
        raise LayoutFault(f"{place}.target", "target")
    width = told.get("width", 0)
    if isinstance(width, bool) or not isinstance(width, int) or not 0 <= width <= WIDEST:
        raise LayoutFault(f"{place}.width", "width")
    form = told.get("form", CellForm.TEXT.value)
    if form not in [one.value for one in CellForm]:
        raise LayoutFault(f"{place}.form", "form")
    return LayoutColumn(
        target=target,
        title=_text(told, "title", place, needed=True),
        group=_text(told, "group", place),
        aliases=tuple(_texts(told, "aliases", place)),
        needed=_flag(told, "needed", place),
        form=CellForm(form),
        width=width,
    )


def _object(raw: object, place: str, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise LayoutFault(place, "object")
    unknown = sorted(str(key) for key in raw if key not in known)
    if unknown:
        raise LayoutFault(_under(place, unknown[0]), "unknown")
    return raw


def _listed(
    told: Mapping[str, Any], key: str, place: str, most: int
) -> Iterable[tuple[int, object]]:
    raw = told.get(key)
    if not isinstance(raw, list) or not raw:
        raise LayoutFault(_under(place, key), "list")
    if len(raw) > most:
        raise LayoutFault(_under(place, key), "many")
    return enumerate(raw, start=1)


def _texts(told: Mapping[str, Any], key: str, place: str) -> list[str]:
    raw = told.get(key, [])
    if not isinstance(raw, list) or len(raw) > _MOST_ALIASES:
        raise LayoutFault(_under(place, key), "list")
    return [_clean(one, _under(place, key)) for one in raw]


def _text(told: Mapping[str, Any], key: str, place: str, *, needed: bool = False) -> str:
    text = _clean(told.get(key, ""), _under(place, key))
    if needed and not text:
        raise LayoutFault(_under(place, key), "blank")
    return text


def _clean(raw: object, place: str) -> str:
    if not isinstance(raw, str) or len(raw) > _LONGEST:
        raise LayoutFault(place, "text")
    return clean_line(raw)


def _flag(told: Mapping[str, Any], key: str, place: str) -> bool:
    raw = told.get(key, False)
    if not isinstance(raw, bool):
        raise LayoutFault(_under(place, key), "flag")
    return raw


def _under(place: str, key: str) -> str:
    return f"{place}.{key[:40]}" if place else key[:40]
