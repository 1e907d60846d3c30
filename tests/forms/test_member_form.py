"""Phiếu đảng viên (2-HSĐV): its boxes, dates, tables and picture, read back from the PDF."""

from contextlib import closing
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.rows import Badge, Introducer, Job, Relative, Service
from tcxd_desktop.forms.member_form import member_form
from tests.forms.form_samples import FULL, all_text, letters, page_texts, paper, photo

DAY = date(2026, 11, 23)
BLANK = paper(Dossier(), head=Letterhead())


def _text(dossier: Dossier) -> str:
    return all_text(member_form([paper(dossier)], day=DAY))


def test_a_filled_and_a_blank_phieu_take_three_pages() -> None:
    assert len(page_texts(member_form([paper(FULL, picture=photo())], day=DAY))) == 3
    assert len(page_texts(member_form([BLANK], day=DAY))) == 3


def test_all_thirty_items_are_there_in_their_order() -> None:
    text = all_text(member_form([BLANK], day=DAY))
    places = [text.index(f"{number:02d})") for number in range(1, 31)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("birth", "shown"),
    [
        (PartialDate(1962, 3, 5), "Sinhngày05tháng03năm1962"),
        (PartialDate(1962, 11), "Sinhngày.....tháng11năm1962"),
        (PartialDate(1962), "Sinhngày.....tháng.....năm1962"),
        (PartialDate(1962, about=True), "Sinhngày.....tháng.....nămkhoảng1962"),
        (None, "Sinhngày.....tháng.....năm.........."),
    ],
)
def test_a_birth_date_is_printed_as_far_as_it_is_known(
    birth: PartialDate | None, shown: str
) -> None:
    text = _text(replace(FULL, birth_date=birth))
    assert shown in text
    assert birth is None or f"{shown}." not in text


def test_partial_admission_dates_stay_partial() -> None:
    text = _text(replace(FULL, ceremony_date=PartialDate(1990, 5), official_date=PartialDate(1991)))
    assert "12)NgàyvàoĐảng:05/1990" in text
    assert "Ngàychínhthức:1991Tại" in text


def test_numbers_stand_in_their_boxes_and_odd_ones_are_written_out() -> None:
    assert "SốLL:004217NBSốTĐV:037162004417" in _text(FULL)
    odd = replace(FULL, dossier_no="số cũ 4217 thuộc Nam Định", card_no="0371620044179999")
    assert "SốLL:sốcũ4217thuộcNamĐịnhSốTĐV:0371620044179999" in _text(odd)


def test_old_dossier_numbers_with_one_letter_fit_their_boxes() -> None:
    assert "SốLL:004217H" in _text(replace(FULL, dossier_no="004217 H"))


def test_badges_are_crossed_by_their_years() -> None:
    text = _text(replace(FULL, badges=(Badge("30"), Badge("40 năm"), Badge("52"))))
    assert "30nămx40nămx45năm50năm" in text
    assert "Huyhiệukhác:52" in text
    assert "x" not in _text(replace(FULL, badges=())).partition("24)")[2].partition("25)")[0]


def test_boxes_of_item_18_are_crossed_only_where_true() -> None:
    families = "Giađìnhliệtsĩ{}Giađìnhcócôngvớicáchmạng{}19)"
    assert families.format("", "x") in _text(FULL)
    assert families.format("x", "") in _text(replace(FULL, martyr_family=True, merit_family=False))


def test_two_introducers_have_their_lines_and_a_third_gets_one() -> None:
    assert "Ngườigiớithiệu2:" in _text(replace(FULL, introducers=()))
    three = tuple(Introducer(f"Người Số {n}") for n in "ABC")
    assert "Ngườigiớithiệu3:NgườiSốC" in _text(replace(FULL, introducers=three))


def test_every_enlistment_has_its_line() -> None:
    services = (Service(PartialDate(1978)), Service(PartialDate(1982, 2), PartialDate(1984)))
    text = _text(replace(FULL, services=services))
    assert "16)Ngàynhậpngũ:1978" in text
    assert "Táingũ:02/1982Ngàyxuấtngũ:1984" in text


def test_money_and_areas_read_in_vietnamese() -> None:
    text = _text(FULL)
    assert "216.000.000đồng(năm2025)" in text
    assert "84,5m²" in text
    assert "XeôtôconGiátrị:320.000.000đồng" in text


def test_the_head_of_a_long_table_comes_back_on_every_page() -> None:
    jobs = tuple(
        Job(PartialDate(1980, 1), None, f"Việc số {n}", "Cán bộ", "Xã Đông Hải") for n in range(90)
    )
    pages = page_texts(member_form([paper(replace(FULL, jobs=jobs))], day=DAY))
    with_rows = [text for text in pages if "Việc số" in text]
    assert len(with_rows) > 2
    assert all("Làm việc gì" in text for text in with_rows)
    assert "".join(pages).count("Việc số") == 90


def test_a_row_stays_on_one_page() -> None:
    tall = "\n".join(f"dòng {n}" for n in range(6))
    jobs = tuple(Job(PartialDate(1980 + n), None, tall, "", f"Nơi {n}") for n in range(30))
    pages = page_texts(member_form([paper(replace(FULL, jobs=jobs))], day=DAY))
    for text in pages:
        assert text.count("dòng 0") == text.count("dòng 5")
    assert "".join(pages).count("dòng 5") == 30


def test_a_row_taller_than_a_page_goes_on_without_losing_a_word() -> None:
    words = [f"chữ{n}" for n in range(4000)]
    job = Job(PartialDate(1980), None, "Làm ruộng", "", " ".join(words))
    text = all_text(member_form([paper(replace(FULL, jobs=(job,)))], day=DAY))
    at = [text.index(word) for word in words[::500]]
    assert at == sorted(at)
    assert all(word in text for word in words)


def test_empty_tables_are_left_to_be_filled_by_hand() -> None:
    pages = page_texts(member_form([BLANK], day=DAY))
    captions = ("21)", "22)", "23)", "26)", "28)", "29)")
    assert all(any(caption in text for text in pages) for caption in captions)
    assert "Không" not in "".join(pages)


def test_the_member_signs_with_place_and_day() -> None:
    assert letters("Đông Hải, ngày 20 tháng 11 năm 2026") in _text(FULL)
    undated = replace(FULL, declared_on=None, declared_at="")
    assert letters("Đông Hải, ngày 23 tháng 11 năm 2026") in _text(undated)
    assert "XÁCNHẬNCỦACẤPỦY" in _text(FULL)


def test_the_picture_lies_in_its_frame_of_three_by_four() -> None:
    with closing(pdfium.PdfDocument(member_form([paper(FULL, picture=photo())], day=DAY))) as pdf:
        pictures = [
            thing.get_bounds()
            for thing in pdf[0].get_objects()
            if thing.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE
        ]
    (left, bottom, right, top) = pictures[0]
    assert len(pictures) == 1
    assert right - left == pytest.approx(30 / 25.4 * 72, abs=0.5)
    assert top - bottom == pytest.approx(40 / 25.4 * 72, abs=0.5)


def test_a_person_without_a_picture_gets_the_empty_frame() -> None:
    assert "3 × 4 cm" in page_texts(member_form([paper(FULL)], day=DAY))[0]


def test_relatives_are_told_with_a_foreign_nationality_and_their_death() -> None:
    family = (
        Relative("Con đẻ", "Lan", nationality="Nhật Bản"),
        Relative("Cha đẻ", "Lộc", nationality="Việt Nam", died="Mất năm 2010"),
        Relative("Mẹ đẻ", "Nhàn", died="năm 2015, bệnh già"),
    )
    text = _text(replace(FULL, family=family))
    assert "quốctịch:NhậtBản" in text
    assert "quốctịch:ViệtNam" not in text
    assert "LộcMấtnăm2010" in text
    assert "đãmất:năm2015" in text
