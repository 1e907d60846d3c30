"""Faults, places and differences of templates in words."""

import unicodedata

import pytest

from tcxd_desktop.domain.errors import TemplateProblem
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.template_codecs import Group
from tcxd_desktop.domain.template_faults import Fault
from tcxd_desktop.domain.template_keys import OBJECTS
from tcxd_desktop.wording.problems import sentence
from tcxd_desktop.wording.template_places import KEYS
from tcxd_desktop.wording.template_problems import FILE_FAULTS
from tcxd_desktop.wording.templates import FAULTS, context_text, fault_text, place_text, value_text
from tests.domain.template_samples import D, detailed


def test_every_key_of_the_file_has_its_words() -> None:
    names = {key.name for one in OBJECTS.values() for key in one.keys}
    names |= {
        name for one in OBJECTS.values() if not isinstance(one, Group) for name in one.names()
    }
    assert set(KEYS) == names
    assert all(text[0].islower() for text in KEYS.values())


def test_sentences_are_whole_and_nfc() -> None:
    for text in (*FAULTS.values(), *KEYS.values(), *FILE_FAULTS.values()):
        assert text == unicodedata.normalize("NFC", text)
    assert all(text.endswith(".") for kind, text in FAULTS.items() if kind != "expression")
    assert not any(text.endswith(".") for text in FILE_FAULTS.values())


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("", "cả mẫu"),
        ("title", "tên mẫu"),
        ("items[2].children[0].max", "tiêu chí thứ 3, tiêu chí con thứ 1, điểm tối đa"),
        ("items[0].levels[1].pts", "tiêu chí thứ 1, mức thứ 2, điểm"),
        ("levels[1].min", "mức xếp loại thứ 2, từ điểm hoặc tỷ lệ"),
        ("levels", "các mức xếp loại"),
        ("applies_to.org_kinds[0]", "phạm vi áp dụng, loại hình chi bộ, dòng thứ 1"),
        ("aggregation.year.rules[0].at_least",
         "cách tổng hợp, xếp loại năm, mức theo cách đếm thứ 1, số tháng ít nhất"),
        ("variants[0].set.4.2.max", "biến thể thứ 1, điểm tối đa của tiêu chí 4.2"),
        ("variants[0].set.1.levels.0.pts", "biến thể thứ 1, điểm mức thứ 1 của tiêu chí 1"),
        ("variants[0].set.x", "biến thể thứ 1, thay đổi “x”"),
        ("items[0].maxx", "tiêu chí thứ 1, “maxx”"),
        ("adjustments[1].pts_per_occurrence", "điểm cộng, trừ thứ 2, điểm mỗi lần"),
        ("define[0].expr", "đại lượng tự đặt thứ 1, công thức"),
    ],
)  # fmt: skip
def test_places_are_told_in_words(place: str, wanted: str) -> None:
    assert place_text(place) == wanted


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("items[2].children[0].max", "tiêu chí 3.1 Tiêu chí 3.1, điểm tối đa"),
        ("items[2]", "tiêu chí 3 Nhóm 3"),
        ("items[9].max", "tiêu chí thứ 10, điểm tối đa"),
        ("items", "các tiêu chí"),
        ("adjustments[1].max_total", "điểm cộng, trừ T1 Nhiệm vụ chậm hạn, tổng tối đa"),
        ("levels[1].min", "mức Khá, từ điểm hoặc tỷ lệ"),
        ("levels[9].min", "mức xếp loại thứ 10, từ điểm hoặc tỷ lệ"),
        ("gates[0].require", "điều kiện xếp mức thứ 1, điều kiện phải đạt"),
    ],
)
def test_with_the_template_parts_are_called_by_name(place: str, wanted: str) -> None:
    assert place_text(place, detailed()) == wanted


@pytest.mark.parametrize(
    ("fault", "wanted"),
    [
        (Fault("items[1].max", "sum", (D("40.5"), D(40), ())),
         "Tiêu chí 2 Nhóm 2, điểm tối đa: điểm các tiêu chí con cộng lại là 40,5 mà điểm tối đa "
         "của nhóm là 40. Hãy sửa cho bằng nhau."),
        (Fault("items", "total", (D(95), D(100), (("meeting_kind", (MeetingKind.THEMATIC,)),))),
         "Các tiêu chí: điểm các nhóm cộng lại là 95 mà tổng điểm của mẫu là 100 (chuyên đề). "
         "Hãy sửa cho bằng nhau."),
        (Fault("valid_to", "dates_reversed", ("2026-01-01", "2025-12-31")),
         "Ngày hết áp dụng: ngày hết áp dụng 31/12/2025 trước ngày bắt đầu 01/01/2026. "
         "Hãy xem lại hai ngày."),
        (Fault("gates[0].require", "unknown_name", ("membrs", "members")),
         "Điều kiện xếp mức thứ 1, điều kiện phải đạt: không có số liệu tên “membrs”, "
         "có phải “members”."),
        (Fault("gates[0].require", "expression", ("full(", 6, "item", "")),
         "Điều kiện xếp mức thứ 1, điều kiện phải đạt: trong ngoặc phải là mã một tiêu chí, "
         "ở ký tự thứ 6: “full(”."),
        (Fault("gates[0].require", "expression", ("a $ b", 3, "char", "$")),
         "Điều kiện xếp mức thứ 1, điều kiện phải đạt: không dùng được ký tự “$”, "
         "ở ký tự thứ 3: “a $ b”."),
        (Fault("items[0].children[1].levels", "hole", (D(75),)),
         "Tiêu chí 1.2 Tiêu chí 1.2, các mức: còn khoảng không thuộc mức nào (dưới 75). "
         "Hãy để mức cuối bắt đầu từ 0, hoặc không có điều kiện."),
        (Fault("items[0].children[2].auto", "wrong_kind", ("flag", "number")),
         "Tiêu chí 1.3 Tiêu chí 1.3, số liệu tự tính: phải cho ra đúng hoặc sai mà công thức này "
         "cho ra số."),
    ],
)  # fmt: skip
def test_faults_say_where_what_and_how(fault: Fault, wanted: str) -> None:
    assert fault_text(fault, detailed()) == wanted


def test_cases_of_variants_in_words() -> None:
    assert context_text({}) == "mọi trường hợp"
    assert context_text({"org_kind": ("thon_tdp",), "has_chi_uy": (False,)}) == (
        "thôn, tổ dân phố; không có chi ủy"
    )
    assert context_text({"month": (3, 6), "has_pho_bi_thu": (True,)}) == (
        "tháng 3, 6; có phó bí thư"
    )


def test_values_read_in_vietnamese() -> None:
    shown = [value_text(one) for one in (None, True, D("0.50"), "", "2026-01-05", ("a", "b"), ())]
    assert shown == ["không có", "có", "0,5", "để trống", "05/01/2026", "a, b", "không có"]


@pytest.mark.parametrize("kind", FILE_FAULTS)
def test_every_problem_of_a_file_is_a_whole_sentence(kind: str) -> None:
    said = sentence(TemplateProblem("items[2].children[0].max", kind, "ví dụ"))
    assert said.startswith(
        "Tệp này chưa dùng làm mẫu chấm điểm được. Ở tiêu chí thứ 3, tiêu chí con thứ 1, điểm tối "
        f"đa (items[2].children[0].max): {FILE_FAULTS[kind].format('ví dụ')}"
    )
    assert said.endswith("rồi chọn lại.")


def test_a_problem_of_the_whole_file() -> None:
    said = sentence(TemplateProblem("", "syntax", 3))
    assert "Ở cả tệp: không đúng dạng JSON ở dòng 3." in said
    near = sentence(TemplateProblem("cod", "unknown", "code"))
    assert "Ở “cod” (cod): không có mục tên này, có phải “code”." in near
