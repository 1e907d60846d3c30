"""The extract of a person's data leaves nothing out, and nothing sealed in."""

from dataclasses import fields, replace

import pytest

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import FACTS, TABLES, Dossier
from tcxd_desktop.domain.facts import facts_of
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.wording import data_extract
from tcxd_desktop.wording.data_extract import extract_parts, sealed_titles
from tcxd_desktop.wording.dossier import column_label, label
from tests.forms.form_samples import FULL, filled_dossier

UNITS = {1: "Chi bộ thôn Đông", 2: "Chi bộ thôn Đoài"}
FILLED = replace(
    filled_dossier("chữ ghi trong ô"),
    events=(
        Event(PartialDate(2020, 5, 2), EventKind.LEFT.value, 2, "Hà Nội", "45-QĐ/ĐU", "ghi chú"),
    ),
)
SEALED = [key for key, fact in (*FACTS.items(), *TABLES.items()) if fact.sealed]


def told(dossier: Dossier, *, sealed: bool) -> dict[str, str]:
    """Return what is told, by label; rows of a table carry their number."""
    parts = extract_parts(dossier, sealed=sealed, units=UNITS)
    return {line.label: line.value for part in parts for line in part.lines}


def leaks(dossier: Dossier) -> list[str]:
    """Return what is sealed and told all the same."""
    labels = told(dossier, sealed=False)
    return [key for key in SEALED if any(name.startswith(label(key)) for name in labels)]


def test_every_field_with_a_value_is_told() -> None:
    found = told(FILLED, sealed=True)
    assert [key for key in FACTS if label(key) not in found] == []
    beside = {field.name for field in fields(Dossier)} - {*FACTS, *TABLES}
    # ``readmitted`` repeats a date of item 27b, which is told where it is sealed or not at all.
    assert beside <= {"id", "version", "void_reason", "readmitted", "sealed_papers"}
    voided = told(replace(FULL, void_reason="Nhập trùng"), sealed=False)
    assert voided["Lý do hủy bản ghi"] == "Nhập trùng"


def test_every_column_of_every_row_is_told() -> None:
    found = told(FILLED, sealed=True)
    for key, table in TABLES.items():
        rows = getattr(FILLED, key)
        for place in range(1, len(rows) + 1):
            text = found[label(key) + (f" – {place}" if len(rows) > 1 else "")]
            for name in facts_of(table.record):
                wanted = "có trong hồ sơ" if name == "present" else column_label(key, name) + ": "
                assert wanted in text, (key, name)


def test_nothing_sealed_is_told_to_who_does_not_hold_it() -> None:
    assert leaks(FILLED) == []
    assert len(SEALED) == 10
    assert "mục 26 Kỷ luật" in sealed_titles()
    assert "Đặc điểm lịch sử" in sealed_titles()


def test_the_check_of_what_is_sealed_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a teller that asks nobody lets all ten out."""
    monkeypatch.setattr(data_extract._Teller, "_told", lambda *_: True)
    assert leaks(FILLED) == SEALED


def test_values_read_as_papers_print_them() -> None:
    found = told(FILLED, sealed=True)
    assert found["Biến động"] == (
        "Ngày: 02/05/2020; Biến động: Chuyển đi; Chi bộ: Chi bộ thôn Đoài; "
        "Nơi đi, nơi đến: Hà Nội; Căn cứ: 45-QĐ/ĐU; Ghi chú: ghi chú"
    )
    assert found["Ảnh 3×4"] == "có lưu ảnh"
    assert found["Gia đình liệt sĩ"] == "có"
    found = told(FULL, sealed=False)
    assert found["Ngày sinh"] == "05/03/1962"
    assert found["Tổng thu nhập của hộ trong 1 năm (đồng)"] == "216.000.000"
    assert found["Tài liệu trong hồ sơ – 3"].endswith("; không có trong hồ sơ")
    assert "Gia đình liệt sĩ" not in found


def test_a_blank_dossier_has_no_parts_and_a_lost_unit_its_number() -> None:
    assert extract_parts(Dossier(), sealed=True, units={}) == ()
    event = replace(FILLED.events[0], unit_id=99)
    assert "Chi bộ: tổ chức số 99" in told(Dossier(events=(event,)), sealed=False)["Biến động"]
