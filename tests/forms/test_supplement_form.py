"""Phiếu bổ sung hồ sơ (3-HSĐV) on paper: K, changes, dots, three signatures."""

from dataclasses import replace
from datetime import date

from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.printing import SupplementPaper
from tcxd_desktop.domain.supplements import ITEMS, compare
from tcxd_desktop.forms.supplement import supplement
from tcxd_desktop.wording.supplements import supplement_text
from tests.forms.form_samples import FULL, all_text, page_texts, paper

DAY = date(2026, 11, 23)


def _pdf(now: Dossier, before: Dossier | None, review: str = "") -> bytes:
    values = compare(now, before, supplement_text)
    return supplement([SupplementPaper(paper(now), 2026, values, review)], day=DAY)


def test_an_unchanged_year_prints_k_on_every_line_of_one_page() -> None:
    pdf = _pdf(FULL, FULL, "Hoàn thành tốt nhiệm vụ")
    text = all_text(pdf)
    assert len(page_texts(pdf)) == 1
    assert text.count(":K") == sum(not item.extra for item in ITEMS)
    assert "Năm2026" in text
    assert "11.Kếtquảđánhgiáchấtlượngđảngviêntrongnăm:Hoànthànhtốtnhiệmvụ" in text
    assert "Ngườikháctronggiađình" not in text


def test_what_changed_is_printed_in_its_item() -> None:
    before = replace(FULL, rewards=(), family=FULL.family[:-1], household_income=1)
    text = all_text(_pdf(FULL, before))
    assert "6.Hìnhthứckhenthưởngmớitrongnăm:Bằngkhen,11/2015," in text
    assert "-Con:Conđẻ,ĐỗMinhQuân,sinh30/01/1990" in text
    assert "-Tổngmứcthunhậpcủahộgiađình:216.000.000đồng" in text
    assert "-Mẹđẻ:K" in text


def test_a_sibling_gets_a_line_only_when_something_changed() -> None:
    without = replace(FULL, family=tuple(r for r in FULL.family if r.relation != "Em gái"))
    text = all_text(_pdf(FULL, without))
    assert "-Ngườikháctronggiađình:Emgái,NguyễnThịMai,sinh1970,buônbán" in text


def test_without_a_confirmed_snapshot_nothing_reads_k() -> None:
    text = all_text(_pdf(FULL, None))
    assert ":K" not in text
    assert len(page_texts(_pdf(FULL, None))) == 1
    assert "NGUYỄNTHỊĐÀO" in text


def test_three_parties_sign() -> None:
    text = all_text(_pdf(FULL, FULL))
    for caption in ("NGƯỜIKHAI", "XÁCNHẬNCỦACHIỦY", "XÁCNHẬNCỦACẤPỦYCƠSỞ"):
        assert caption in text
    assert "ĐôngHải,ngày23tháng11năm2026" in text
