"""Layouts as data: what is shipped is sound, what is read back is the same, faults are named."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tcxd_desktop.domain.full_layout import full_layout, sheet_name
from tcxd_desktop.domain.layout_file import LayoutFault, aliases_of, check, of_plain, plain
from tcxd_desktop.domain.layouts import CellForm, Layout
from tcxd_desktop.domain.targets import TARGETS, TargetKind
from tcxd_desktop.wording.dossier import COLUMNS, LABELS
from tests.domain.sheet_samples import SHIPPED, layouts, raw


@pytest.mark.parametrize("key", [*SHIPPED, "full"])
def test_a_layout_written_out_is_read_back(key: str) -> None:
    layout = layouts()[key]
    assert layout.key == key
    assert of_plain(json.loads(json.dumps(plain(layout)))) == layout
    assert check(replace(layout, own=True)).own


def test_the_central_update_sheet_has_its_columns() -> None:
    """The 28 columns of the update of 2025, without the one that asks to delete somebody."""
    layout = layouts()["central28"]
    columns = layout.members.columns
    assert [f"{one.group} / {one.title}".removeprefix(" / ") for one in columns] == [
        "STT", "ID", "Họ và tên", "Tên gọi khác", "Giới tính", "Sinh ngày", "Dân tộc", "Tôn giáo",
        "Số định danh cá nhân", "Số thẻ Đảng", "Nơi cấp thẻ Đảng", "Ngày cấp thẻ",
        "Số thẻ theo Đảng quyết định 85", "Tổ chức Đảng đang sinh hoạt",
        "Nơi đăng ký khai sinh / Quốc gia", "Nơi đăng ký khai sinh / Tỉnh/Thành phố",
        "Nơi đăng ký khai sinh / Địa chỉ chi tiết",
        "Quê quán (mô hình 2 cấp) / Tỉnh/Thành phố", "Quê quán (mô hình 2 cấp) / Xã/Phường/Đặc khu",
        "Quê quán (mô hình 2 cấp) / Địa chỉ chi tiết",
        "Thường trú (mô hình 2 cấp) / Tỉnh/Thành phố",
        "Thường trú (mô hình 2 cấp) / Xã/Phường/Đặc khu",
        "Thường trú (mô hình 2 cấp) / Địa chỉ chi tiết",
        "Ngày vào Đảng", "Ngày chính thức", "Số CMND cũ", "Trạng thái hoạt động",
        "Ngày rời khỏi/mất/miễn SHĐ",
    ]  # fmt: skip
    assert [one.target for one in columns if one.needed] == [
        "birth_name", "sex", "birth_date", "ethnicity", "religion", "citizen_id", "card_no",
        "unit", "ceremony_date", "official_date",
    ]  # fmt: skip
    assert not layout.verified
    targets = [one.target for one in columns]
    assert targets[:2] == ["ordinal", "central_id"]
    assert targets[12] == "old_card_no"
    assert targets[23] == "ceremony_date"


def test_the_whole_dossier_leaves_nothing_out() -> None:
    layout = full_layout(LABELS, COLUMNS)
    held = {column.target for sheet in layout.sheets for column in sheet.columns}
    left = {key for key, one in TARGETS.items() if key not in held}
    derived = {
        TargetKind.SPLIT,
        TargetKind.PLACE,
        TargetKind.NAME,
        TargetKind.BY_SEX,
        TargetKind.DATE_PART,
        TargetKind.ORDINAL,
    }
    assert {TARGETS[key].kind for key in left} == derived
    sealed = {sheet.table for sheet in layout.sheets} - {
        sheet.table for sheet in full_layout(LABELS, COLUMNS, sealed=False).sheets
    }
    assert sealed == {
        "disciplines", "exits", "readmissions", "restorations", "legal_cases", "old_regime",
        "abroad", "foreign_ties", "relatives_abroad",
    }  # fmt: skip
    open_targets = {
        column.target for column in full_layout(LABELS, COLUMNS, sealed=False).members.columns
    }
    assert "special_history" not in open_targets


def test_names_of_sheets_are_such_as_workbooks_take() -> None:
    names = [sheet.name for sheet in full_layout(LABELS, COLUMNS).sheets]
    assert all(0 < len(name) <= 31 for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert sheet_name("a/b: [c]*?\\") == "a b c"
    assert sheet_name("x" * 40) == "x" * 31


def test_aliases_are_headings_of_targets() -> None:
    found = aliases_of(raw("aliases"))
    assert "cccd" in map(str.casefold, found.targets["citizen_id"])
    assert set(found.parts) == {"detail", "commune", "province", "old", "country"}


def changed(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The values of a small layout, changed."""
    values: dict[str, Any] = {
        "format": "tcxd-mau-danh-sach/1", "key": "own", "title": "Của tôi",
        "sheets": [{"name": "DS", "columns": [{"target": "birth_name", "title": "Họ tên"}]}],
    }  # fmt: skip
    change(values)
    return values


def first(values: dict[str, Any]) -> dict[str, Any]:
    """The values of the first column."""
    column: dict[str, Any] = values["sheets"][0]["columns"][0]
    return column


FAULTS: list[tuple[str, Callable[[dict[str, Any]], object], str, str]] = [
    ("format", lambda v: v.update(format="x"), "format", "format"),
    ("no format", lambda v: v.pop("format"), "format", "format"),
    ("unknown key", lambda v: v.update(colour=1), "colour", "unknown"),
    ("key", lambda v: v.update(key="của tôi"), "key", "key"),
    ("no key", lambda v: v.update(key=" "), "key", "blank"),
    ("no title", lambda v: v.pop("title"), "title", "blank"),
    ("title", lambda v: v.update(title=3), "title", "text"),
    ("verified", lambda v: v.update(verified=1), "verified", "flag"),
    ("heading", lambda v: v.update(heading="x"), "heading", "list"),
    ("no sheets", lambda v: v.update(sheets=[]), "sheets", "list"),
    ("sheets", lambda v: v.update(sheets=v["sheets"] * 51), "sheets", "many"),
    ("two of a name", lambda v: v.update(sheets=v["sheets"] * 2), "sheets", "twice"),
    ("sheet", lambda v: v.update(sheets=["x"]), "sheets[1]", "object"),
    ("table", lambda v: v["sheets"][0].update(table="x"), "sheets[1].table", "table"),
    ("columns", lambda v: v["sheets"][0].update(columns={}), "sheets[1].columns", "list"),
    ("target", lambda v: first(v).update(target="x"), "sheets[1].columns[1].target", "target"),
    ("of a table", lambda v: first(v).update(target="jobs.work"), "sheets[1].columns[1].target", "target"),
    ("form", lambda v: first(v).update(form="x"), "sheets[1].columns[1].form", "form"),
    ("unhashable form", lambda v: first(v).update(form=[1]), "sheets[1].columns[1].form", "form"),
    ("width", lambda v: first(v).update(width=-1), "sheets[1].columns[1].width", "width"),
    ("flag width", lambda v: first(v).update(width=True), "sheets[1].columns[1].width", "width"),
    ("aliases", lambda v: first(v).update(aliases=[1]), "sheets[1].columns[1].aliases", "text"),
    ("no column title", lambda v: first(v).update(title=""), "sheets[1].columns[1].title", "blank"),
    ("long", lambda v: first(v).update(title="x" * 301), "sheets[1].columns[1].title", "text"),
    ("target twice", lambda v: v["sheets"][0]["columns"].append({"target": "birth_name", "title": "x"}),
     "sheets[1].columns", "target_twice"),
    ("title twice", lambda v: v["sheets"][0]["columns"].append({"target": "", "title": "HỌ TÊN"}),
     "sheets[1].columns", "title_twice"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "place", "kind"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_faults_say_where(
    change: Callable[[dict[str, Any]], object], place: str, kind: str
) -> None:
    with pytest.raises(LayoutFault) as caught:
        of_plain(changed(change))
    assert (caught.value.place, caught.value.kind) == (place, kind)


@pytest.mark.parametrize("values", [None, [], "x", 3])
def test_what_is_no_object(values: object) -> None:
    with pytest.raises(LayoutFault):
        of_plain(values)
    with pytest.raises(LayoutFault):
        aliases_of(values)


def test_an_own_layout_with_a_blank_column_is_read() -> None:
    made = of_plain(
        changed(lambda v: v["sheets"][0]["columns"].append({"target": "", "title": " Ký  nhận "})),
        own=True,
    )
    assert isinstance(made, Layout)
    assert (made.own, made.members.columns[1].title) == (True, "Ký nhận")
    assert made.members.columns[0].form is CellForm.TEXT
