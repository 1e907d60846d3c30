"""Layouts: those shipped, what an office makes of them, files of them."""

import dataclasses
import json
from dataclasses import replace

import pytest

from tcxd_desktop.domain.export_errors import (
    BadLayoutProblem,
    LayoutFileProblem,
    NoLayoutProblem,
    TakenLayoutProblem,
)
from tcxd_desktop.domain.history import Actor, Role
from tcxd_desktop.domain.layouts import CellForm, Layout, LayoutColumn
from tcxd_desktop.office import book, layouts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.wording.problems import sentence


def changed(layout: Layout, *columns: LayoutColumn, **more: object) -> Layout:
    sheet = replace(layout.sheets[0], columns=columns or layout.sheets[0].columns)
    return replace(layout, sheets=(sheet, *layout.sheets[1:]), **more)  # type: ignore[arg-type]


def test_every_shipped_layout_is_offered_and_says_whether_it_was_verified(desk: Desk) -> None:
    found = {layout.key: layout for layout in layouts.layouts(desk)}
    assert list(found) == list(layouts.SHIPPED)
    assert len(found["central8"].members.columns) == 8
    assert len(found["central28"].members.columns) == 28
    assert not found["central28"].verified
    assert not any(layout.own for layout in found.values())
    assert "central28" not in {layout.key for layout in layouts.layouts(desk, "2025-06-30")}


def test_the_whole_dossier_has_its_sealed_tables_for_whoever_holds_them(desk: Desk) -> None:
    tables = {sheet.table for sheet in layouts.layout(desk, "full").sheets}
    assert {"disciplines", "jobs"} <= tables
    open_ones = {sheet.table for sheet in layouts.shipped(sealed=False)["full"].sheets}
    assert tables - open_ones >= {"disciplines", "exits", "abroad"}
    assert "jobs" in open_ones


def test_a_changed_layout_lies_over_the_shipped_one_until_it_is_dropped(desk: Desk) -> None:
    before = layouts.layout(desk, "central8")
    wanted = changed(
        before,
        LayoutColumn("birth_name", "Họ tên", form=CellForm.TEXT, width=30),
        LayoutColumn("", "Ký nhận"),
        title="Danh sách gửi huyện",
    )
    saved = layouts.save_layout(desk, wanted)
    assert saved.own
    assert layouts.layout(desk, "central8") == saved
    assert [column.title for column in saved.members.columns] == ["Họ tên", "Ký nhận"]
    assert layouts.drop_layout(desk, "central8") == before
    assert layouts.layout(desk, "central8") == before
    told = [(act.use_case, act.note) for act in book.entries(desk, book.BookQuery())]
    assert told[:2] == [("layouts.drop", "central8"), ("layouts.save", "Danh sách gửi huyện")]


def test_a_layout_of_the_office_gets_a_key_of_its_title(desk: Desk) -> None:
    shipped = layouts.layout(desk, "dues")
    made = layouts.save_layout(desk, replace(shipped, key="", title="Đảng phí quý IV/2026"))
    assert made.key == "dang-phi-quy-iv-2026"
    other = layouts.save_layout(desk, replace(shipped, key="", title="Đảng phí, quý IV 2026"))
    assert other.key == "dang-phi-quy-iv-2026-2"
    assert [layout.key for layout in layouts.layouts(desk)[-2:]] == [made.key, other.key]
    assert layouts.drop_layout(desk, made.key) is None
    with pytest.raises(NoLayoutProblem):
        layouts.layout(desk, made.key)
    with pytest.raises(NoLayoutProblem):
        layouts.drop_layout(desk, "central28")


def test_the_whole_dossier_itself_is_never_changed(desk: Desk) -> None:
    full = layouts.layout(desk, "full")
    made = layouts.save_layout(desk, changed(full, *full.members.columns[:5], title="Rút gọn"))
    assert made.key == "rut-gon"
    assert layouts.layout(desk, "full") == full


def test_what_cannot_be_used_is_not_kept(desk: Desk) -> None:
    dues = layouts.layout(desk, "dues")
    name = LayoutColumn("birth_name", "Họ và tên")
    with pytest.raises(TakenLayoutProblem):
        layouts.save_layout(desk, replace(dues, title="danh sách ĐẢNG VIÊN 8 cột"))
    for wrong, told in (
        (changed(dues, name, replace(name, title="Tên")), "có hai cột cùng một nội dung"),
        (changed(dues, name, LayoutColumn("phone", "họ và TÊN")), "có hai cột cùng tên"),
        (changed(dues, LayoutColumn("jobs.work", "Việc")), "không phải mục nào dùng được ở đây"),
        (changed(dues, LayoutColumn("birth_name", "")), "không được trống"),
        (replace(dues, sheets=(replace(dues.sheets[0], columns=()),)), "không được trống"),
    ):
        with pytest.raises(BadLayoutProblem) as caught:
            layouts.save_layout(desk, wrong)
        assert told in sentence(caught.value)
        assert "Trang 1" in sentence(caught.value)
    assert layouts.layout(desk, "dues") == dues


def test_a_file_brings_a_layout_to_another_office(desk: Desk) -> None:
    dues = layouts.layout(desk, "dues")
    saved = layouts.save_layout(desk, replace(dues, key="", title="Mẫu của xã"))
    data = layouts.layout_file_of(desk, saved.key)
    layouts.drop_layout(desk, saved.key)
    assert layouts.take_layout(desk, data, "mau.json") == saved
    assert layouts.take_layout(desk, data, "mau.json") == saved
    for layout in layouts.layouts(desk):
        taken = layouts.take_layout(desk, layouts.layout_file_of(desk, layout.key)) if (
            layout.key != "full") else layout  # fmt: skip
        assert replace(taken, own=layout.own) == layout


def test_a_file_that_is_none_is_refused_and_noted(desk: Desk) -> None:
    good = json.loads(layouts.layout_file_of(desk, "dues"))
    good["sheets"][0]["columns"][2]["form"] = "chữ"
    with pytest.raises(LayoutFileProblem) as caught:
        layouts.take_layout(desk, json.dumps(good).encode(), "mau.json")
    assert "Trang 1, cột 3, cách ghi: không phải cách ghi nào có sẵn" in sentence(caught.value)
    for data in (b"", b"[]", b"PK\x03\x04", b"{" * 100_000, b" " * 1_000_001):
        with pytest.raises(LayoutFileProblem):
            layouts.take_layout(desk, data, "mau.json")
    assert book.entries(desk, book.BookQuery(), 1)[0].use_case == "layouts.refused"
    assert not any(layout.own for layout in layouts.layouts(desk))


def test_a_clerk_uses_layouts_and_the_head_changes_them(desk: Desk) -> None:
    clerk = dataclasses.replace(desk, actor=Actor("Lê Văn Cán", Role.CLERK))
    assert len(layouts.layouts(clerk)) == 6
    with pytest.raises(Exception, match="thiet_lap"):
        layouts.save_layout(clerk, layouts.layout(clerk, "dues"))
