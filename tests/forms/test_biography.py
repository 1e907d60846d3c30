"""Lý lịch đảng viên (1-HSĐV): cover, admission dates, family groups, fixed formulas."""

from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.rows import Relative
from tcxd_desktop.forms.biography import biography
from tests.forms.form_samples import FULL, all_text, letters, page_texts, paper

DAY = date(2026, 11, 23)


def _text(dossier: Dossier) -> str:
    return all_text(biography([paper(dossier)], day=DAY))


def test_the_cover_names_the_member_and_the_number_only() -> None:
    cover, first, *_ = page_texts(biography([paper(FULL)], day=DAY))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in cover
    assert "NGUYỄN THỊ ĐÀO" in cover
    assert "004217NB" in letters(cover)
    assert "thường trú" not in cover
    assert "1. Họ và tên khai sinh" in first
    assert "3 × 4 cm" in first


def test_all_items_are_there_in_their_order() -> None:
    text = all_text(biography([paper(Dossier(), head=Letterhead())], day=DAY))
    heads = [
        "1.Họvàtên", "2.Cáctên", "3.Sinhngày", "4.Giớitính", "5.Nơiđăngký", "6.Quêquán",
        "7.Nơicưtrú", "8.Dântộc", "9.Tôngiáo", "10.Nghềnghiệp", "11.Trìnhđộ", "12.Ngàyvànơi",
        "13.Ngàyvànơi", "14.Lịchsử", "15.Nhữngcông", "16.Đặcđiểm", "17.Nhữnglớp", "18.Đinước",
        "19.Khenthưởng", "20.Kỷluật", "21.Hoàncảnh", "22.Tựnhậnxét", "23.Camđoan", "CHỨNGNHẬN",
    ]  # fmt: skip
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


def test_the_three_admission_dates_are_kept_apart() -> None:
    text = _text(FULL)
    assert "raquyếtđịnhkếtnạp:28/04/1990" in text
    assert "NgàyvànơikếtnạpvàoĐảng:19/05/1990,ChibộTrườngcấpIIHảiĐường" in text
    assert "côngnhậnchínhthức:19/05/1991,Chibộ" in text


def test_relatives_stand_in_their_groups() -> None:
    family = (
        Relative("Con đẻ", "Người Con"),
        Relative("Ông nội", "Người Ông"),
        Relative("Mẹ vợ", "Người Mẹ Vợ"),
        Relative("Em vợ", "Người Em Vợ"),
        Relative("Cha đẻ", "Người Cha"),
    )
    text = _text(replace(FULL, family=family))
    order = ["A.Ông,bà", "NgườiÔng", "B.Cha,mẹ", "NgườiMẹVợ", "NgườiCha", "C.Anh,chị",
             "NgườiCon", "NgườiEmVợ", "22.Tự"]  # fmt: skip
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_a_relative_is_told_with_what_is_known_only() -> None:
    text = _text(FULL)
    assert letters("Thành phần giai cấp: trung nông. Lịch sử chính trị: Không tham gia") in text
    mai = text.partition("NguyễnThịMai")[2][:60]
    assert "Nghềnghiệp:buônbán" in mai
    assert "Quêquán" not in mai


def test_the_pledge_and_both_certificates_are_word_for_word() -> None:
    text = _text(FULL)
    assert (
        letters(
            "Tôi cam đoan đã khai đầy đủ, rõ ràng, trung thực và chịu trách nhiệm trước Đảng "
            "về những nội dung đã khai trong lý lịch"
        )
        in text
    )
    assert (
        letters("Chứng nhận lý lịch của đồng chí Nguyễn Thị Đào khai tại đảng bộ, chi bộ") in text
    )
    assert text.count("làđúngsựthật") == 1
    assert letters("theo đúng lý lịch của người xin vào Đảng (hoặc lý lịch cũ)") in text


def test_group_captions_are_never_the_last_line_of_a_page() -> None:
    family = tuple(Relative("Em ruột", f"Người Em {n}", occupation="làm ruộng") for n in range(60))
    for count in range(20, 60, 3):
        jobs = FULL.jobs * (count // 4)
        dossier = replace(FULL, family=family[:count], jobs=jobs)
        for page in page_texts(biography([paper(dossier)], day=DAY)):
            if "C. Anh, chị, em ruột" in page:
                assert "Người Em 0" in page
