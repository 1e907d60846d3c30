"""Two versions of a template: every difference is told, and none where there is none."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tcxd_desktop.domain.score_templates import (
    Aggregation,
    CountRule,
    Engine,
    Gate,
    Item,
    LegalBasis,
    Method,
    PointLevel,
    PrintLayout,
    RatingLevel,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.domain.template_diff import Change, compare
from tcxd_desktop.wording.expressions import expression_words
from tcxd_desktop.wording.templates import difference_text
from tests.domain.template_samples import (
    RELAXED,
    D,
    detailed,
    group,
    leaf,
    valid_templates,
    wild_templates,
    with_item,
)

OLD = detailed()


def told(new: ScoreTemplate, old: ScoreTemplate = OLD) -> list[str]:
    return [difference_text(one) for one in compare(old, new)]


def children(template: ScoreTemplate, at: int) -> tuple[Item, ...]:
    return template.items[at].children


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        (OLD, []),
        (replace(OLD, title="Phiếu mới"), ["Tên mẫu: Phiếu chấm thử → Phiếu mới"]),
        (replace(OLD, version=2, verified=False),
         ["Bản số: 1 → 2", "Đã kiểm chứng: có → không"]),
        (replace(OLD, valid_to="2026-12-31"), ["Ngày hết áp dụng: để trống → 31/12/2026"]),
        (replace(OLD, cell_kinds=("thon_tdp",)),
         ["Phạm vi áp dụng, loại hình chi bộ: tất cả → thôn, tổ dân phố"]),
        (with_item(OLD, "2.1", max=D("20.5")), ["2.1 Tiêu chí 2.1 – điểm tối đa: 20 → 20,5"]),
        (with_item(OLD, "2.1", method=Method.BINARY),
         ["2.1 Tiêu chí 2.1 – cách chấm: cho điểm trong khoảng → đạt hoặc không đạt"]),
        (with_item(OLD, "2.1", label="Nội dung"),
         ["2.1 Nội dung – tên gọi: Tiêu chí 2.1 → Nội dung"]),
        (with_item(OLD, "1.2", levels=(*OLD.items[0].children[1].levels[:2],
                                       PointLevel(D(2), "Dưới 75 %", D(0)))),
         ["1.2 Tiêu chí 1.2: Dưới 75 % – điểm: 3 → 2"]),
        (with_item(OLD, "1.2", levels=OLD.items[0].children[1].levels[:2]),
         ["Bỏ mức thứ 3 Dưới 75 % (1.2 Tiêu chí 1.2)"]),
        (with_item(OLD, "3", children=(*children(OLD, 2), leaf("3.3", 5))),
         ["Thêm tiêu chí 3.3 Tiêu chí 3.3 (5 điểm)"]),
        (with_item(OLD, "3", children=children(OLD, 2)[:1]),
         ["Bỏ tiêu chí 3.2 Tiêu chí 3.2 (10 điểm)"]),
        (with_item(OLD, "3", children=children(OLD, 2)[::-1]),
         ["3 Nhóm 3: đổi thứ tự, 3.1, 3.2 → 3.2, 3.1"]),
        (replace(OLD, items=OLD.items[::-1]),
         ["Các tiêu chí: đổi thứ tự, 1, 2, 3 → 3, 2, 1"]),
        (with_item(with_item(OLD, "3", children=children(OLD, 2)[:1]), "2",
                   children=(*children(OLD, 1), children(OLD, 2)[1])),
         ["3.2 Tiêu chí 3.2: chuyển từ nhóm 3 sang nhóm 2"]),
        (replace(OLD, items=(*OLD.items[:2], replace(OLD.items[2], children=children(OLD, 2)[:1]),
                             children(OLD, 2)[1])),
         ["3.2 Tiêu chí 3.2: chuyển từ nhóm 3 sang cấp trên cùng"]),
        (replace(OLD, levels=(*OLD.levels[:1], RatingLevel("KHA", "Khá", D(65)), *OLD.levels[2:])),
         ["Khá – từ điểm hoặc tỷ lệ: 70 → 65"]),
        (replace(OLD, gates=(*OLD.gates, Gate("KHA", "full(1)", "TB", "Đủ nề nếp"))),
         ["Thêm điều kiện xếp mức thứ 2 Đủ nề nếp"]),
        (replace(OLD, gates=(replace(OLD.gates[0], require="full(1)"),)),
         ["Đủ điểm chuyên cần – điều kiện phải đạt: "
          f"{expression_words(OLD.gates[0].require)} → tiêu chí 1 đạt điểm tối đa"]),
        (with_item(OLD, "2.1", auto="speakers"), [f"2.1 Tiêu chí 2.1 – số liệu tự tính: để trống → {expression_words('speakers')}"]),
        (replace(OLD, gates=()), ["Bỏ điều kiện xếp mức thứ 1 Đủ điểm chuyên cần"]),
        (replace(OLD, variants=(replace(OLD.variants[0],
                                        changes={"2.1.max": D(15), "2.3.enabled": True}),)),
         ["Có chuyên đề – điểm tối đa của tiêu chí 2.1: 10 → 15"]),
        (replace(OLD, variants=(replace(OLD.variants[0], changes={"2.3.enabled": True}),)),
         ["Có chuyên đề – điểm tối đa của tiêu chí 2.1: 10 → không có"]),
        (replace(OLD, variants=(*OLD.variants, Variant("month == 1", {"3.1.max": D(5)}))),
         [f"Thêm biến thể thứ 2 {expression_words('month == 1')}"]),
        (replace(OLD, quarter=None), ["Cách tổng hợp, xếp loại quý: lấy điểm bình quân → không có"]),
        (replace(OLD, year=replace(OLD.year or Aggregation(Engine.MEAN),
                                   rules=(CountRule("TOT", "KHA", "TOT", 8),))),
         ["Bỏ cách tổng hợp, xếp loại năm, mức theo cách đếm thứ 2", "Cách tổng hợp, xếp loại năm, mức theo cách đếm thứ 1, "
          "số tháng ít nhất: 7 → 8"]),
        (replace(OLD, legal_basis=(LegalBasis("06-HD/ĐU"),)),
         ["Bỏ căn cứ thứ 1 05-HD/ĐU", "Thêm căn cứ thứ 1 06-HD/ĐU"]),
        (replace(OLD, layout=PrintLayout(footer_levels=False)),
         ["Cách in, in các mức xếp loại ở chân phiếu: có → không"]),
    ],
)  # fmt: skip
def test_differences_read_as_a_clerk_would_say_them(new: ScoreTemplate, wanted: list[str]) -> None:
    assert told(new) == wanted


def test_places_are_those_of_the_new_file() -> None:
    new = replace(OLD, items=(leaf("0", 5), *with_item(OLD, "3.2", note="khác").items))
    found = {one.place: one.change for one in compare(OLD, new)}
    assert found == {"items[0]": Change.ADDED, "items[3].children[1].note": Change.CHANGED}
    back = {one.place: one.change for one in compare(new, OLD)}
    assert back == {"items[0]": Change.REMOVED, "items[2].children[1].note": Change.CHANGED}


def test_a_group_inserted_above_changes_none_of_the_others() -> None:
    wrapped = replace(OLD, items=(group("A", *OLD.items[:2]), OLD.items[2]))
    assert [one.change for one in compare(OLD, wrapped)] == [
        Change.ADDED, Change.MOVED, Change.MOVED,
    ]  # fmt: skip


def test_doubled_ids_are_compared_by_their_number() -> None:
    doubled = with_item(OLD, "3.2", id="3.1")
    assert compare(doubled, doubled) == []
    assert told(doubled) == ["3 Nhóm 3: 3.1 Tiêu chí 3.2 – mã: 3.2 → 3.1"]


@settings(RELAXED, max_examples=40)
@given(wild_templates() | valid_templates(), wild_templates() | valid_templates())
def test_nothing_differs_only_between_equals(old: ScoreTemplate, new: ScoreTemplate) -> None:
    assert compare(old, old) == []
    found = compare(old, new)
    assert (found == []) is (old == new)
    assert all(difference_text(one) for one in found)


CHANGES: list[Callable[[ScoreTemplate], ScoreTemplate]] = [
    lambda one: replace(one, total=one.total + 1),
    lambda one: replace(one, items=one.items[1:]),
    lambda one: replace(one, items=one.items[::-1]),
    lambda one: replace(one, levels=one.levels[:-1]),
    lambda one: replace(one, adjustments=one.adjustments[::-1]),
    lambda one: with_item(one, "2", label="x", max=D(3)),
]


@settings(RELAXED, max_examples=40)
@given(valid_templates())
def test_a_small_change_is_seen(template: ScoreTemplate) -> None:
    for change in CHANGES:
        new = change(template)
        assert (compare(template, new) == []) is (template == new)
