"""Papers of transfers: who is addressed, what is told, what stays to be written by hand."""

from dataclasses import replace

import pytest

from tcxd_desktop.domain.collective import CollectiveKind
from tcxd_desktop.domain.documents import Document
from tcxd_desktop.domain.transfer_papers import SLIP, SLIP_TEMPORARY, PackPart
from tcxd_desktop.domain.transfers import (
    CheckItem,
    Direction,
    End,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.wording import bodies
from tcxd_desktop.wording import transfer_parts as parts
from tcxd_desktop.wording.collective_documents import about, decision_documents
from tcxd_desktop.wording.transfer_abroad import slip_document
from tcxd_desktop.wording.transfer_covers import part_rows
from tcxd_desktop.wording.transfer_documents import (
    checklist_document,
    notice_documents,
    onward_document,
    return_document,
    stop_document,
)
from tcxd_desktop.wording.transfer_handover import handover_document, label_lines
from tcxd_desktop.wording.transfer_late import (
    conclusion_document,
    inquiry_documents,
    proposal_document,
)
from tests.forms import transfer_samples as samples
from tests.forms.transfer_samples import paper
from tests.wording.test_meeting_documents import said


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Đảng bộ xã Đông Hải", "Đảng ủy xã Đông Hải"),
        ("Đảng bộ tỉnh Ninh Bình", "Tỉnh ủy Ninh Bình"),
        ("Đảng bộ thành phố Hải Phòng", "Thành ủy Hải Phòng"),
        ("Chi bộ thôn Bình Minh", "Chi ủy Chi bộ thôn Bình Minh"),
        ("Đảng ủy Quân sự tỉnh", "Đảng ủy Quân sự tỉnh"),
        ("", ""),
    ],
)
def test_a_letter_addresses_the_committee_of_an_organisation(name: str, body: str) -> None:
    assert bodies.committee(name) == body


def test_a_place_directly_under_a_province_is_addressed_through_its_organising_organ() -> None:
    end = End(province="Đảng bộ tỉnh Ninh Bình", base="Đảng bộ Sở Y tế", cell="Chi bộ 1")
    assert parts.deciding(end) == "Ban Tổ chức Tỉnh ủy Ninh Bình"
    assert parts.deciding(replace(end, province="tỉnh Ninh Bình")).endswith("Tỉnh ủy Ninh Bình")
    assert parts.deciding(replace(end, province="Công an Trung ương")).startswith("Ban Tổ chức C")
    assert parts.keeping(end) == "Đảng ủy Sở Y tế"
    assert parts.deciding(End(base="Đảng bộ Sở Y tế")) == "Đảng ủy Sở Y tế"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("", "Số .....-CV/ĐU"),
        ("5", "Số 05-CV/ĐU"),
        ("112", "Số 112-CV/ĐU"),
        ("05-CV/BTV", "Số 05-CV/BTV"),
        ("Số 7", "Số 07-CV/ĐU"),
    ],
)
def test_a_bare_number_takes_the_symbol_of_the_paper(number: str, printed: str) -> None:
    assert parts.paper_number(number, "CV/ĐU") == printed


@pytest.mark.parametrize(
    ("title", "captions"),
    [
        ("", ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")),
        ("Phó Bí thư Thường trực", ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")),
        ("Ủy viên Ban Thường vụ", ("T/M BAN THƯỜNG VỤ", "ỦY VIÊN BAN THƯỜNG VỤ")),
        ("Trưởng Ban Xây dựng Đảng", ("T/L BAN THƯỜNG VỤ", "TRƯỞNG BAN XÂY DỰNG ĐẢNG")),
    ],
)
def test_who_signs_decides_the_formula(title: str, captions: tuple[str, str]) -> None:
    assert parts.signature(replace(samples.ISSUER, title=title)).captions == captions


# --- 1-SHĐ ----------------------------------------------------------------------------------------


def addressee(document: Document) -> str:
    return said(document).partition("Kính gửi: ")[2].partition("\n")[0]


def test_two_notices_go_to_the_committee_above_the_base_and_to_the_base() -> None:
    found = notice_documents(samples.FULL)
    assert [addressee(one) for one in found] == [
        "Ban Thường vụ Đảng ủy phường Lê Lợi", "Đảng ủy Trường Cao đẳng Bến Nghé",
    ]  # fmt: skip
    text = said(found[0])
    assert "seri NB 0012345, số 41 GTSHĐ, ngày 05 tháng 10 năm 2026" in text
    assert "chậm nhất ngày 16/11/2026 (294-QĐ/TW, mục 6.3.1.c)" in text
    assert found[0].head.number == "Số 12-PB/ĐU"
    assert found[0].head.on == "2026-10-06"


def test_whoever_goes_abroad_officially_goes_through_the_foreign_ministry() -> None:
    case = replace(samples.OUT, kind=TransferKind.ABROAD, target=End("abroad", country="Lào"))
    assert [addressee(one) for one in notice_documents(paper(case))] == ["Đảng ủy Bộ Ngoại giao"]


def test_a_blank_notice_is_two_papers_full_of_dots() -> None:
    first, second = notice_documents(samples.BLANK)
    assert first == second
    assert first.head.number == "Số .....-PB/ĐU"
    assert first.head.on == ""
    assert "- Họ và tên khai sinh:\n" in said(first)


def test_a_probationer_has_no_official_day() -> None:
    person = replace(samples.PERSON, probationary=True)
    assert parts.both_days(person) == "19/05/2012; đảng viên dự bị"
    assert parts.both_days(replace(person, admitted=None)).startswith("…; ")
    assert parts.both_days(samples.BLANK.case.traveller) == ""


# --- other letters --------------------------------------------------------------------------------


def test_the_onward_letter_says_from_where_to_where_and_why() -> None:
    text = said(onward_document(paper(samples.PASSED_ON)))
    assert "Kính gửi: Ban Thường vụ Đảng ủy phường Hoa Lư" in text
    assert "Ngày 20 tháng 10 năm 2026, Đảng ủy xã Đông Hải nhận giấy giới thiệu" in text
    assert "- Lý do chuyển tiếp: đảng viên đã chuyển công tác tiếp đến phường Hoa Lư." in text


def test_a_stopped_reception_names_what_failed() -> None:
    text = said(stop_document(paper(samples.STOPPED)))
    assert "- Mục lục tài liệu có xác nhận: mục lục chưa có dấu của cấp ủy nơi đi." in text
    assert "Niêm phong hồ sơ" not in text
    assert "- Lý do dừng tiếp nhận: mục lục tài liệu chưa được" in text
    bare = replace(samples.STOPPED, checks=())
    assert "những điểm chưa đúng" not in said(stop_document(paper(bare)))


def test_the_checklist_lists_every_item_with_what_was_found() -> None:
    text = said(checklist_document(paper(samples.COME)))
    assert text.count("\n1 |") + text.count(" | ") >= len(CheckItem)
    assert "3 | Mục lục tài liệu có xác nhận | Không đạt | mục lục chưa có dấu" in text
    assert "Chưa kiểm tra" not in text, "what was not looked at is written by hand"


def test_the_return_slip_tells_what_came_of_it() -> None:
    taken = said(return_document(paper(samples.COME)))
    assert "- Kể từ ngày: 28/10/2026" in taken
    assert "- Số trong danh sách đảng viên của chi bộ: 22" in taken
    assert "dừng tiếp nhận từ ngày 22 tháng 10 năm 2026" in said(
        return_document(paper(samples.STOPPED))
    )
    assert "đã chuyển tiếp ngày 22 tháng 10 năm 2026" in said(
        return_document(paper(samples.PASSED_ON))
    )
    cleared = replace(
        samples.STOPPED, steps=(*samples.STOPPED.steps, Step(StepEvent.CLEAR, "2026-10-25"))
    )
    assert "dừng tiếp nhận" not in said(return_document(paper(cleared)))


def test_of_a_temporary_stay_the_host_takes_in_with_box_4() -> None:
    box = Step(StepEvent.SIGN, "2026-10-28", 4, number="9")
    guest = replace(samples.COME, kind=TransferKind.TEMPORARY, steps=(*samples.COME.steps[:3], box))
    assert "- Số trong danh sách đảng viên của chi bộ: 9" in said(return_document(paper(guest)))
    assert parts.introduced(guest) is None, "box 4 of eight is not the sender's"


def test_papers_change_hands_the_right_way_round() -> None:
    out = said(handover_document(samples.FULL))
    assert "- Bên giao: Đảng ủy xã Đông Hải; đại diện:\n" in out
    assert "- Bên nhận: Đồng chí Nguyễn Thị Đào" in out
    assert "31 tài liệu, gồm 124 tờ" in out
    assert "1 | Thẻ đảng viên |" in out
    come = said(handover_document(paper(samples.COME, documents=None, sheets=None)))
    assert "- Bên nhận: Đảng ủy xã Đông Hải; đại diện:\n" in come
    assert "có ..... tài liệu" in come


def test_the_label_says_no_more_than_the_cover_of_a_dossier_needs() -> None:
    told = dict(label_lines(samples.FULL))
    assert told["Họ và tên"] == "NGUYỄN THỊ ĐÀO"
    assert told["Số tài liệu; số tờ"] == "31 tài liệu; 124 tờ"
    assert "Quê quán" not in told
    assert set(dict(label_lines(samples.BLANK)).values()) == {""}


# --- abroad ---------------------------------------------------------------------------------------


def test_the_slip_of_a_temporary_stay_is_written_by_the_base_where_there_is_one() -> None:
    slip = slip_document(paper(samples.STAY_ABROAD), SLIP_TEMPORARY)
    assert slip.head.issuer == "Đảng ủy Trường Cao đẳng Bến Nghé"
    assert slip.head.upper == "Đảng bộ xã Đông Hải"
    assert slip.signers[1].captions == ("T/M ĐẢNG ỦY", "BÍ THƯ")
    assert "- Gia hạn đến ngày:" in said(slip)
    alone = replace(samples.STAY_ABROAD, source=samples.HERE)
    assert slip_document(paper(alone), SLIP_TEMPORARY).head.issuer == "Đảng ủy xã Đông Hải"


def test_the_official_slip_tells_both_limits() -> None:
    text = said(slip_document(paper(samples.ABROAD), SLIP))
    assert "60 ngày làm việc, chậm nhất ngày 06/01/2027" in text
    assert "khi về nước: 30 ngày làm việc (38-HD/BTCTW" in text
    assert "Kính gửi: Cấp ủy tại Nhật Bản" in text
    assert "Gia hạn" not in text


# --- over three months ----------------------------------------------------------------------------


def test_each_side_asks_the_other_and_sends_a_form_to_answer_on() -> None:
    letter, answer = inquiry_documents(paper(samples.NOT_COME))
    assert "Ngày 09 tháng 10 năm 2026, Đảng ủy xã Đông Hải nhận phiếu báo" in said(letter)
    assert "3 tháng kể từ ngày nhận phiếu báo 09/10/2026, hết ngày 09/01/2027" in said(letter)
    assert answer.head.issuer == "Đảng ủy Trường Cao đẳng Bến Nghé"
    assert "Kính gửi: Đảng ủy xã Đông Hải" in said(answer)
    asked, _ = inquiry_documents(samples.FULL)
    assert "đã trình giấy giới thiệu và nộp hồ sơ chưa" in said(asked)


def test_what_is_not_decided_stays_dots() -> None:
    open_case = said(proposal_document(paper(samples.NOT_COME)))
    assert "Đề nghị\n\n" in open_case
    assert "Căn cứ Quy định số 294-QĐ/TW ngày 26/5/2025" in open_case
    proposed = Step(StepEvent.PROPOSE_STRIKE, "2027-01-12", remark="đã gọi điện hai lần")
    told = replace(samples.NOT_COME, steps=(*samples.NOT_COME.steps, proposed))
    said_of_it = said(proposal_document(paper(told)))
    assert said_of_it.index("đã gọi điện hai lần") < said_of_it.index("Đề nghị\n")
    assert "Xóa tên" not in said(conclusion_document(paper(samples.NOT_COME)))
    struck = said(conclusion_document(paper(samples.STRUCK)))
    assert "quyết định số 9-QĐ/ĐU, ngày 20 tháng 01 năm 2027" in struck
    assert "lý do: tự ý bỏ sinh hoạt đảng." in struck
    excused = replace(
        samples.NOT_COME,
        steps=(*samples.NOT_COME.steps, Step(StepEvent.EXCUSE, "2027-01-20", remark="ốm nặng")),
    )
    assert "có lý do: ốm nặng. Đồng ý" in said(conclusion_document(paper(excused)))


def test_calls_made_are_told_in_the_proposal() -> None:
    text = said(proposal_document(paper(samples.STRUCK)))
    assert "- Ngày 01 tháng 11 năm 2026: gửi thư nhắc nhở, không có trả lời." in text


# --- collective -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(CollectiveKind))
def test_every_kind_of_collective_transfer_has_its_words(kind: CollectiveKind) -> None:
    plan = replace(samples.PLAN, kind=kind, other_place="Đảng bộ phường Hoa Lư")
    told = about(replace(samples.BODY, plan=plan, renamed=(("Chi bộ 1", "Chi bộ 2"),)))
    assert told[0].isupper()
    assert "...." not in told


def test_the_decision_has_as_many_articles_as_it_needs_and_its_list() -> None:
    decision, members = decision_documents(samples.BODY)
    text = said(decision)
    assert "Điều 1. Giải thể Chi bộ Hợp tác xã nông nghiệp" in text
    assert "Điều 2. Chuyển 07 đảng viên" in text
    assert decision.recipients[0] == "Như Điều 3"
    assert "7 | Phạm Văn Thành | 30/04/1975" in said(members)
    alone = replace(samples.BODY, members=(), ended=(), renamed=(("Chi bộ 1", "Chi bộ A"),))
    (renaming,) = decision_documents(alone)
    assert "Điều 1. Đổi tên Chi bộ 1 thành Chi bộ A" in said(renaming)
    assert renaming.recipients[0] == "Như Điều 2"


def test_many_organisations_are_counted_not_named() -> None:
    plan = replace(samples.PLAN, kind=CollectiveKind.UNITE)
    names = tuple(f"Chi bộ {n}" for n in range(5))
    assert about(replace(samples.BODY, plan=plan, before=names)).startswith(
        "Hợp nhất 05 tổ chức đảng thành"
    )


# --- small ----------------------------------------------------------------------------------------


def test_an_arrival_is_known_by_its_serial_and_its_day() -> None:
    case = replace(samples.COME, introduced="2026-10-05")
    assert parts.letter_words(case) == "seri NB 0012345, ngày 05 tháng 10 năm 2026"
    empty = Transfer(TransferKind.OFFICIAL, Direction.IN)
    assert parts.letter_words(empty).startswith("số ..... GTSHĐ")
    assert parts.notice_words(case) == "nhận ngày 09 tháng 10 năm 2026 (vào sổ số 52-PB/ĐU)"
    assert parts.notice_words(empty) == ""


def test_a_part_of_the_pack_that_is_missing_says_why() -> None:
    rows = part_rows([PackPart("A", "Giấy A", 2), PackPart("B", "Giấy B", 1, "chưa có")])
    assert rows == [("1", "Giấy A", "2", ""), ("2", "Giấy B", "", "chưa in được: chưa có")]


def test_a_dossier_number_stands_on_papers_as_it_is() -> None:
    # Grouped by threes it is for reading on screens; the number is six digits and letters.
    who = replace(samples.OUT.traveller, dossier_no="004321 NB", card_no="037075004217")
    assert parts.numbers(who) == "037075004217; 004321 NB"
