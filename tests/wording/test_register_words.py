"""What the register says of a member, column by column."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.dates import PartialDate as D
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.facts import Place
from tcxd_desktop.domain.rows import Badge, Discipline, Exemption, Readmission, Service
from tcxd_desktop.domain.standing import Event, EventKind
from tcxd_desktop.wording.register import HEADINGS, register_line

DAO = Dossier(
    birth_name="Nguyễn Thị Đào",
    other_names="Sáu Đào",
    sex="Nữ",
    ethnicity="Kinh",
    religion="Không",
    origin=Place("thôn Nam", "xã Đông Hải", "tỉnh Ninh Bình", "xã Hải Đường"),
    edu_general="12/12 phổ thông",
    profession="Đại học",
    occupation_before="Giáo viên",
    occupation="Nghỉ hưu",
    ceremony_date=D(1985, 2, 3),
    official_date=D(1986),
    card_no="037162004417",
    dossier_no="004217 NB",
)
UNITS = {4: "Chi bộ thôn Đông"}


def cell(dossier: Dossier, column: int) -> tuple[str, ...]:
    return register_line(dossier, 7, UNITS).cells[column - 1]


def happened(*events: Event) -> Dossier:
    return replace(DAO, events=events)


def test_fourteen_columns() -> None:
    assert len(HEADINGS) == len(register_line(DAO, 1, {}).cells) == 14
    assert len(register_line(Dossier(), 1, {}).cells) == 14
    assert register_line(Dossier(), 1, {}).cells[1:] == ((),) * 13


def test_who_it_is() -> None:
    assert cell(DAO, 1) == ("7",)
    assert cell(DAO, 2) == ("NGUYỄN THỊ ĐÀO", "Sáu Đào")
    assert cell(DAO, 3) == ("Nữ", "Kinh", "Không")
    assert cell(DAO, 4) == ("thôn Nam, xã Đông Hải, tỉnh Ninh Bình", "(xã Hải Đường)")
    assert cell(DAO, 6) == ("Giáo viên", "Nghỉ hưu")
    assert cell(DAO, 7) == ("03/02/1985", "1986")


def test_what_is_not_known_leaves_its_line_free() -> None:
    assert cell(DAO, 5) == ("12/12 phổ thông", "", "Đại học")
    assert cell(replace(DAO, ceremony_date=None), 7) == ("", "1986")


def test_numbers() -> None:
    badges = (Badge("30", D(2015), "NB 00012345"), Badge("40", D(2025)))
    assert cell(replace(DAO, badges=badges), 8) == (
        "037162004417", "004217 NB", "NB 00012345 (30 năm)", "Huy hiệu 40 năm",
    )  # fmt: skip
    assert cell(replace(DAO, card_no="", old_card_no="02032960"), 8)[0] == "02032960"


@pytest.mark.parametrize(
    ("occupation", "retired"),
    [("Nghỉ hưu", True), ("Cán bộ hưu trí", True), ("Hội hữu nghị", False), ("", False)],
)
def test_service_and_retirement(occupation: str, retired: bool) -> None:
    dossier = replace(
        DAO,
        occupation=occupation,
        services=(Service(D(1980, 2), D(1983, 5), "", "Phục viên"), Service(D(1985, 1))),
    )
    told = ("Nhập ngũ 02/1980", "Phục viên 05/1983", "Nhập ngũ 01/1985")
    assert cell(dossier, 9) == (told + ("Hưu trí",) * retired)


def test_the_last_coming_and_going() -> None:
    dossier = happened(
        Event(D(2001, 5, 6), EventKind.ARRIVED, 4, "Đảng bộ phường Tân Thành"),
        Event(D(2010, 1, 1), EventKind.LEFT, None, "Đảng bộ xã Nam Hải"),
        Event(D(1999), EventKind.ARRIVED, 4, "nơi cũ"),
        Event(None, EventKind.LEFT, None, "không rõ ngày"),
    )
    assert cell(dossier, 10) == ("01/01/2010", "Đảng bộ xã Nam Hải")
    assert cell(dossier, 11) == ("06/05/2001", "Đảng bộ phường Tân Thành", "Về Chi bộ thôn Đông")
    visitor = happened(Event(D(2020), EventKind.TEMPORARY_IN, 99, "Đảng bộ A"))
    assert cell(visitor, 11) == ("2020", "Đảng bộ A", "Sinh hoạt tạm thời")


def test_death_and_leaving_the_party() -> None:
    assert cell(happened(Event(D(2024, 5, 6), EventKind.DIED, note="Tuổi cao")), 12) == (
        "06/05/2024",
        "Tuổi cao",
    )
    assert cell(happened(Event(None, EventKind.DIED)), 12) == ("Đã từ trần",)
    for kind, word in (
        (EventKind.STRUCK_OFF, "Xóa tên"), (EventKind.EXPELLED, "Khai trừ"),
        (EventKind.WITHDREW, "Xin ra khỏi Đảng"), (EventKind.CANCELLED, "Hủy quyết định kết nạp"),
    ):  # fmt: skip
        assert cell(happened(Event(D(2020, 1, 2), kind)), 13) == ("02/01/2020", word)
    assert cell(DAO, 12) == cell(DAO, 13) == ()


def test_notes() -> None:
    exempt = replace(DAO, exemptions=(Exemption(D(2024, 1), D(2025, 1)), Exemption(D(2019))))
    assert cell(exempt, 14) == ("Miễn sinh hoạt đảng từ 01/2024 đến 01/2025",)
    out = Event(D(2026, 3), EventKind.TEMPORARY_OUT, None, "Đảng bộ B")
    assert cell(happened(out), 14) == ("Sinh hoạt tạm thời từ 03/2026 tại Đảng bộ B",)
    back = Event(D(2026, 6), EventKind.TEMPORARY_BACK)
    assert cell(happened(out, back), 14) == ()


def test_nothing_of_the_sealed_items_is_told() -> None:
    sealed = replace(
        DAO,
        disciplines=(Discipline("Đảng", "Khiển trách", "X", D(1999)),),
        readmissions=(Readmission(D(1990), "Y"),),
        special_history="Z",
        note="ghi chú riêng",
    )
    assert register_line(sealed, 7, UNITS) == register_line(DAO, 7, UNITS)
