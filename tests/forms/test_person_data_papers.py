"""Bản trích dữ liệu cá nhân, Biên bản sự cố: what is known is told, nothing is invented."""

from dataclasses import replace
from datetime import date

import pytest

from tcxd_desktop.domain.safety_papers import ExtractLine, ExtractPart, IncidentKind, IncidentReport
from tcxd_desktop.forms.data_extract import data_extract
from tcxd_desktop.forms.incident import incident
from tcxd_desktop.wording.safety_papers import INCIDENT_KIND
from tests.forms.form_samples import all_text, letters, page_texts
from tests.forms.safety_samples import DAY, EXTRACT, FOOT, HEAD, REMINDER, REPORT, name


def test_the_extract_says_whose_why_where_else_and_who_looked() -> None:
    text = letters("".join(page_texts(data_extract(EXTRACT, day=DAY))))
    for said in (
        "BẢN TRÍCH DỮ LIỆU CÁ NHÂN", "Họ và tên: NGUYỄN THỊ ĐÀO", "004217 NB",
        "12/YC, ngày 18/11/2026", "Căn cứ: Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15",
        "Ổ đĩa rời số 2, trong két", "không rõ", "10/2026", "Cộng", "NGƯỜI NHẬN",
        "Quan hệ: Chồng; Họ và tên: Đỗ Văn Thành; Năm sinh: 02/08/1960",
        "216.000.000", "khoảng 1935", "Trang 1/",
    ):  # fmt: skip
        assert letters(said) in text, said


def test_the_extract_says_what_is_sealed_and_left_out() -> None:
    text = all_text(data_extract(EXTRACT, day=DAY))
    assert letters("Phần niêm phong không có trong bản trích này: mục 26 Kỷ luật") in text
    assert letters("không cho biết phần đó có nội dung hay không") in text
    assert "Khiểntrách" not in text
    text = all_text(data_extract(replace(EXTRACT, with_sealed=True), day=DAY))
    assert letters("Bản trích có cả phần niêm phong: mục 26 Kỷ luật") in text


def test_an_extract_of_2000_values_breaks_well() -> None:
    lines = tuple(ExtractLine("21", f"Thông tin {n}", f"giá trị {n:04d}") for n in range(2000))
    pages = page_texts(data_extract(replace(EXTRACT, parts=(ExtractPart("Phần", lines),)), day=DAY))
    text = letters("".join(pages))
    assert all(f"giátrị{n:04d}" in text for n in range(2000))
    assert "2.000thôngtin" in text
    assert all("Nội dung đang lưu" in page for page in pages if "giá trị" in page)


def test_the_incident_tells_what_is_known() -> None:
    text = letters("".join(page_texts(incident(REPORT, day=DAY))))
    for said in (
        "BIÊN BẢN", "Số: 07-BB/ĐU", "Phát hiện lúc: 09:30 ngày 23/11/2026",
        "Chức vụ: Cán bộ Văn phòng Đảng ủy", "không còn trong két",
        "Xem xét từ: 17:00 ngày 16/11/2026", "Số hồ sơ trong bản sao lưu: 3.412",
        "Trần Văn Bình 00013 (000013 NB)", "Trưởng ban", "Đổi khóa dữ liệu lúc 10:40.",
        "Thường trực Đảng ủy xã", REMINDER, "NGƯỜI CHỨNG KIẾN",
    ):  # fmt: skip
        assert letters(said) in text, said


@pytest.mark.parametrize("kind", IncidentKind)
def test_each_kind_of_incident_has_its_box(kind: IncidentKind) -> None:
    crossed = page_texts(incident(replace(REPORT, kinds=frozenset({kind})), day=DAY))[0]
    lines = crossed[crossed.index("đánh dấu x") :].splitlines()
    after = "".join(lines[1:5])
    assert letters(f"{INCIDENT_KIND[kind]} x") in letters(after)
    blank = page_texts(incident(replace(REPORT, kinds=frozenset()), day=DAY))[0]
    assert letters(f"{INCIDENT_KIND[kind]} x") not in letters(blank)


def test_a_blank_incident_invents_nothing() -> None:
    text = "".join(page_texts(incident(IncidentReport(HEAD), day=DAY)))
    facts = text[text.index("1. Phát hiện") :].replace("Trang 1/2", "").replace("Trang 2/2", "")
    known = {str(number) for number in range(1, 8)}
    assert {char for char in facts if char.isdigit()} <= known
    assert "72" not in text
    assert "người nữa" not in text


def test_only_some_names_are_printed_and_the_rest_is_counted() -> None:
    many = replace(REPORT, people=tuple(name(n) for n in range(100)), people_total=3412)
    text = all_text(incident(many, day=DAY))
    assert "TrầnVănBình00059" in text
    assert "TrầnVănBình00060" not in text
    assert letters("và 3.352 người nữa") in text


def test_foot_is_left_out_where_nothing_is_known() -> None:
    page = page_texts(incident(IncidentReport(HEAD), day=date(2026, 1, 5)))[0]
    assert "Sổ truy cập: dòng" not in page
    assert FOOT.user not in page
