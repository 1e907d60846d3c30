"""Mục lục tài liệu: the papers in their order, what is missing, who confirms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.rows import PaperInDossier
from tcxd_desktop.forms.papers_index import papers_index
from tests.forms.form_samples import FULL, all_text, page_texts, paper

DAY = date(2026, 11, 23)


def test_papers_keep_their_order_and_missing_ones_say_so() -> None:
    text = all_text(papers_index([paper(FULL)], day=DAY))
    order = ["1Lýlịchđảngviên", "2Quyếtđịnhkếtnạpđảngviên", "3Nghịquyếtcủachibộ"]
    places = [text.index(word) for word in order]
    assert places == sorted(places)
    assert text.count("khôngcótronghồsơ") == 1
    assert "Hồsơhiệncó2tàiliệu,9tờ." in text


def test_the_keeper_confirms_on_the_day_recorded() -> None:
    dossier = replace(
        FULL, index_confirmed_on=PartialDate(2026, 6, 2), index_confirmed_by="Đảng ủy xã Đông Hải"
    )
    text = all_text(papers_index([paper(dossier)], day=DAY))
    assert "ĐôngHải,ngày02tháng06năm2026" in text
    assert "XÁCNHẬNCỦACẤPỦYQUẢNLÝHỒSƠĐảngủyxãĐôngHải" in text


def test_a_full_dossier_of_104_papers_repeats_its_head() -> None:
    papers = tuple(
        PaperInDossier("", f"Tài liệu thứ {n}", sheets=Decimal(1), present=True)
        for n in range(1, 105)
    )
    pages = page_texts(papers_index([paper(replace(FULL, papers=papers))], day=DAY))
    assert len(pages) > 2
    assert all("Tên tài liệu" in page for page in pages if "Tài liệu thứ" in page)
    assert "104 tài liệu, 104 tờ" in "".join(pages)


def test_a_dossier_without_papers_gives_rows_to_fill() -> None:
    text = all_text(papers_index([paper(replace(FULL, papers=()))], day=DAY))
    assert "Hồsơhiệncó" not in text
    assert "XÁCNHẬN" in text
