"""Columns of a layout as lines of a small table, and back. No widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tcxd_desktop.domain.codes import Code, CodeList, CodeLists
from tcxd_desktop.domain.facts import Kind, fact
from tcxd_desktop.domain.layouts import CellForm, Layout, LayoutColumn, LayoutSheet
from tcxd_desktop.domain.targets import TARGETS, choices
from tcxd_desktop.wording.exports import FORMS
from tcxd_desktop.wording.sheets import target_label

CAPTIONS: Mapping[str, str] = {
    "title": "Tên cột trong tệp",
    "target": "Nội dung (trống: để nơi nhận ghi)",
    "group": "Tên chung phía trên",
    "form": "Cách ghi",
    "width": "Rộng",
    "needed": "Bắt buộc",
    "off": "Tắt",
}


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the layout; ``off`` leaves it out of the file."""

    title: str = fact("", Kind.LINE)
    target: str = fact("", Kind.CODE, codes="layout_target")
    group: str = fact("", Kind.LINE)
    form: str = fact("", Kind.CODE, codes="layout_form")
    width: Decimal | None = fact("", Kind.NUMBER)
    needed: bool = fact("", Kind.FLAG)
    off: bool = fact("", Kind.FLAG)


def code_lists(table: str) -> CodeLists:
    """Return what the cells of a sheet offer.

    Args:
        table: the repeating table the lines of the sheet are rows of; empty: lines are members.
    """
    targets = tuple(Code(target.key, target_label(target.key)) for target in choices(table))
    forms = tuple(Code(form.value, text) for form, text in FORMS.items())
    return {
        "layout_target": CodeList("layout_target", "Nội dung của cột", targets, stores="key"),
        "layout_form": CodeList("layout_form", "Cách ghi", forms, stores="key"),
    }


def lines_of(sheet: LayoutSheet, below: LayoutSheet | None = None) -> tuple[ColumnLine, ...]:
    """Return the lines of a sheet; columns only the shipped sheet has stand at the end, off."""
    shown = {column.target for column in sheet.columns if column.target}
    titles = {column.title for column in sheet.columns}
    left = [
        column
        for column in (below.columns if below is not None else ())
        if (column.target not in shown if column.target else column.title not in titles)
    ]
    return (
        *(_line(column) for column in sheet.columns),
        *(replace(_line(column), off=True) for column in left),
    )


def _line(column: LayoutColumn) -> ColumnLine:
    return ColumnLine(
        column.title,
        column.target,
        column.group,
        column.form.value,
        Decimal(column.width) if column.width else None,
        column.needed,
    )


def sheet_of(
    lines: Sequence[ColumnLine], sheet: LayoutSheet, below: LayoutSheet | None = None
) -> LayoutSheet:
    """Return a sheet with the columns that are not off.

    Args:
        lines: as edited.
        sheet: as it was; columns keep the other headings they are known by.
        below: the shipped one, where there is one.
    """
    known = {
        column.target or column.title: column.aliases
        for one in (below, sheet)
        if one is not None
        for column in one.columns
    }
    columns = tuple(
        LayoutColumn(
            target=line.target,
            title=line.title or (target_label(line.target) if line.target else ""),
            group=line.group,
            aliases=known.get(line.target or line.title, ()),
            needed=line.needed,
            form=CellForm(line.form) if line.form else usual_form(line.target),
            width=int(line.width or 0),
        )
        for line in lines
        if not line.off
    )
    return replace(sheet, columns=columns)


def usual_form(target: str) -> CellForm:
    """Return how a column is written when nobody chose: days as text, amounts as numbers."""
    found = TARGETS.get(target)
    kind = found.fact.kind if found is not None else Kind.LINE
    if kind in (Kind.DATE, Kind.TERM):
        return CellForm.DATE_TEXT
    return CellForm.NUMBER if kind in (Kind.NUMBER, Kind.MONEY) else CellForm.TEXT


def same(one: Layout, other: Layout) -> bool:
    """Tell whether two layouts give the same file."""
    return (one.title, one.heading, one.sheets) == (other.title, other.heading, other.sheets)
