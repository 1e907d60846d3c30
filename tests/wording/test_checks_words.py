"""Every check has its sentence, and what is counted reads as a clerk would say it."""

import unicodedata
from dataclasses import replace
from datetime import date

from tcxd_desktop.domain import checks
from tcxd_desktop.domain.checks import Doubt
from tcxd_desktop.domain.codes import Code, CodeList
from tcxd_desktop.domain.completeness import Gap, PapersState
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import Dossier
from tcxd_desktop.domain.rows import Exemption
from tcxd_desktop.domain.standing import Event
from tcxd_desktop.places import resources
from tcxd_desktop.wording import checks as words

TODAY = date(2026, 11, 23)
DAO = Dossier(
    birth_date=PartialDate(1962, 3, 5),
    decision_date=PartialDate(1985, 4, 26),
    ceremony_date=PartialDate(1985, 5, 19),
    official_date=PartialDate(1986, 5, 19),
)


def test_every_check_has_its_sentence() -> None:
    source = (resources().parent / "tcxd_desktop" / "domain" / "checks.py").read_text("utf-8")
    assert checks.doubts
    for key in words.SENTENCES:
        assert f'"{key}"' in source
    assert source.count("yield Doubt(") == len(words.SENTENCES)


def test_sentences_are_whole_and_nfc() -> None:
    for text in (*words.SENTENCES.values(), *words.PAPERS_STATE.values()):
        assert text == unicodedata.normalize("NFC", text)
        assert text[0].isupper() or text.startswith("{")
    assert set(words.PAPERS_STATE) == set(PapersState)


def test_sentence_shows_its_facts() -> None:
    gap = Doubt("jobs", "job_gap", (PartialDate(1995, 9), PartialDate(1995, 12)))
    assert "từ 09/1995 đến 12/1995" in words.sentence(gap)
    assert "19/05/1986" in words.sentence(
        Doubt("official_date", "official_not_12", (date(1986, 5, 19),))
    )
    row = Doubt("abroad", "period_reversed", (2,))
    assert words.sentence(row).startswith("Đã đi nước ngoài, dòng 2:")


def test_what_is_missing_is_named() -> None:
    papers = CodeList("paper_type", "", (Code("5", "Quyết định kết nạp đảng viên"),), stores="key")
    codes = {"paper_type": papers}
    assert words.gap_words(Gap("09", "religion"), codes) == "Tôn giáo"
    assert words.gap_words(Gap("papers", "papers", "5"), codes) == "Quyết định kết nạp đảng viên"
    assert words.gap_words(Gap("papers", "papers", "5"), {}) == "Loại tài liệu 5"


def test_counted_for_the_section_of_admission() -> None:
    assert words.counted(DAO, "joining", TODAY) == [
        "Tuổi khi vào Đảng: 23.",
        "Tuổi đảng đến hôm nay: 41 năm 6 tháng.",
        "Huy hiệu 40 năm: đủ từ ngày 26/04/2025, hồ sơ chưa ghi được tặng.",
    ]
    assert words.counted(DAO, "person", TODAY) == ["Tuổi đến hôm nay: 64."]
    assert words.counted(DAO, "economy", TODAY) == []
    assert words.counted(Dossier(), "joining", TODAY) == []


def test_no_party_age_says_why() -> None:
    partial = replace(DAO, decision_date=PartialDate(1985))
    assert "không đủ căn cứ" in words.party_age_words(partial, TODAY)
    assert "chính thức" in words.party_age_words(replace(DAO, official_date=None), TODAY)


def test_exempt_members_are_not_rated() -> None:
    exempt = replace(
        DAO,
        events=(Event(on=PartialDate(1985, 5, 19), kind="ket_nap", unit_id=1),),
        exemptions=(Exemption(since=PartialDate(2024, 1, 1)),),
    )
    assert any("miễn" in line for line in words.counted(exempt, "party", TODAY))


def test_months() -> None:
    assert words.show_months(498) == "41 năm 6 tháng"
    assert words.show_months(12) == "1 năm"
    assert words.show_months(5) == "5 tháng"
    assert words.show_months(0) == "0 tháng"
