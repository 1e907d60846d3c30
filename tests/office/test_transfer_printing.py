"""Papers of transfers from a real office: every form every way, the line it leaves, what is kept."""

import io
import json
import zlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from openpyxl import load_workbook

from tcxd_desktop.domain import transfer_papers as forms
from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, MemberMove, NewUnit
from tcxd_desktop.domain.errors import NotFoundProblem, OutsideScopeProblem, RestrictedProblem
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.rows import PaperInDossier, PartyPost
from tcxd_desktop.domain.transfer_papers import REGISTERS, TransferJob
from tcxd_desktop.domain.transfers import (
    Direction,
    End,
    StepEvent,
    Transfer,
    TransferKind,
)
from tcxd_desktop.office import (
    collective,
    people,
    personal_data,
    printing,
    transfer_documents,
    transfer_printing,
    transfers,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.forms.form_samples import all_text, letters
from tests.office import transfer_samples as samples

PAPERS = (
    PaperInDossier(title="Lý lịch đảng viên", sheets=Decimal(12), present=True),
    PaperInDossier(title="Quyết định kết nạp", sheets=Decimal(1), present=True),
)


@pytest.fixture
def case(desk: Desk) -> Transfer:
    person = samples.member(desk, papers=PAPERS)
    found = samples.going(desk, person)
    found = samples.sign(desk, found, [1], "2026-11-10")
    return samples.sign(desk, found, [4], "2026-11-12")


def snapshots(desk: Desk) -> list[list[object]]:
    with desk.read() as reading:
        rows = reading.all("SELECT snapshot FROM printed ORDER BY id")
    return [json.loads(zlib.decompress(row[0])) for row in rows]


def text_of(desk: Desk, job: TransferJob) -> str:
    return all_text(transfer_printing.render(desk, job))


# --- every form -----------------------------------------------------------------------------------


def test_the_forms_offered_are_those_of_transfers(desk: Desk) -> None:
    found = {form.code for form in transfer_printing.forms(desk)}
    assert forms.INDEX in found
    others = {form.code for form in printing.forms(desk) if form.of != "transfer"}
    assert found & others == {forms.INDEX}
    assert found - {forms.COVER} == set(transfer_printing._FORMATS)
    for code in found - {forms.COVER}:
        assert transfer_printing.formats(code)[0] == "pdf"


def test_every_form_can_be_had_every_way_filled_and_blank(desk: Desk, case: Transfer) -> None:
    makers: dict[str, Callable[[Desk, TransferJob], bytes]] = {
        "pdf": transfer_printing.render,
        "docx": transfer_printing.word,
        "xlsx": transfer_printing.workbook,
    }
    for form in transfer_printing.forms(desk):
        for blank in (False, True):
            of_case = form.code not in (*forms.COLLECTIVE, *REGISTERS)
            if form.code == forms.COVER or (blank and form.code == forms.COPY):
                continue
            job = TransferJob(
                form=form.code,
                case_ids=(case.id,) if of_case and not blank else (),
                since="2026-01-01",
                until="2026-12-31",
                blank=blank or form.code in forms.COLLECTIVE,
            )
            for way in transfer_printing.formats(form.code):
                assert makers[way](desk, job)[:4] in (b"%PDF", b"PK\x03\x04"), (form.code, way)
            transfer_printing.note_printed(desk, job, copies=1)


def test_word_and_pdf_tell_the_same_case(desk: Desk, case: Transfer) -> None:
    job = TransferJob(form=forms.INQUIRY, case_ids=(case.id,))
    word = docx.Document(io.BytesIO(transfer_printing.word(desk, job)))
    told = letters("".join(paragraph.text for paragraph in word.paragraphs))
    assert letters("Đỗ Minh Khôi".upper()) in told
    assert letters("Đỗ Minh Khôi".upper()) in text_of(desk, job)


@pytest.mark.parametrize("way", ["render", "word", "workbook"])
def test_what_there_is_not_is_refused(desk: Desk, case: Transfer, way: str) -> None:
    make_it = getattr(transfer_printing, way)
    for job in (
        TransferJob(form="KHÔNG-CÓ", case_ids=(case.id,)),
        TransferJob(form=forms.NOTICE, case_ids=(99,)),
        TransferJob(form=forms.NOTICE),
        TransferJob(form=forms.DECISION, collective_id=99),
        TransferJob(form=forms.COVER, case_ids=(case.id,)),
    ):
        with pytest.raises(NotFoundProblem):
            make_it(desk, job)


def test_the_copy_sheet_has_only_our_own_boxes(desk: Desk, case: Transfer) -> None:
    job = transfer_printing.overprint_job(desk, case)
    assert job.boxes == (1, 4)
    assert transfer_printing.overprint_job(desk, case, [4]).boxes == (4,)
    text = text_of(desk, TransferJob(form=forms.COPY, case_ids=(case.id, case.id)))
    assert text.count(letters("Số phôi NB 000101")) == 2


# --- what they tell -------------------------------------------------------------------------------


def test_limits_and_figures_come_from_rules_and_dossier(desk: Desk, case: Transfer) -> None:
    [paper] = transfer_documents.papers(desk, TransferJob(form="x", case_ids=(case.id,)))
    assert (paper.documents, paper.sheets) == (2, 13)
    assert paper.limits["TR-02"].last_day == "2026-12-25"
    assert paper.limits["TR-02"].text.startswith("30 ngày làm việc kể từ ngày giới thiệu")
    assert paper.bases[0] == "Quy định số 294-QĐ/TW ngày 26/05/2025 của Ban Chấp hành Trung ương"
    assert paper.issuer.name == "Đảng ủy xã Đông Hải"
    unknown = samples.coming(desk)
    [other] = transfer_documents.papers(desk, TransferJob(form="x", case_ids=(unknown.id,)))
    assert (other.documents, other.sheets) == (None, None)


def test_sheets_nobody_counted_are_not_added_up(desk: Desk) -> None:
    papers = (*PAPERS, PaperInDossier(title="Phiếu bổ sung", present=True))
    person = samples.member(desk, papers=papers)
    case = samples.going(desk, person)
    [paper] = transfer_documents.papers(desk, TransferJob(form="x", case_ids=(case.id,)))
    assert (paper.documents, paper.sheets) == (3, None)


def test_the_secretary_of_the_committee_signs(desk: Desk, case: Transfer) -> None:
    head = people.create(desk, make.new_person(name="Đinh Quang Vinh"))
    post = PartyPost("Phó Bí thư", make.ROOT, make.day("2025-07-01"))
    people.save(desk, replace(head, party_posts=(post,)))
    text = text_of(desk, TransferJob(form=forms.NOTICE, case_ids=(case.id,)))
    assert letters("PHÓ BÍ THƯ") in text
    assert letters("Đinh Quang Vinh") in text


# --- collective -----------------------------------------------------------------------------------


def test_a_collective_transfer_names_organisations_as_they_were_and_as_they_are(
    desk: Desk,
) -> None:
    first, second = (samples.member(desk, make.TEAM, citizen_id=f"03707500421{n}",
                                    card_no=f"03707500421{n}", dossier_no=f"00432{n} NB")
                     for n in (1, 2))  # fmt: skip
    plan = CollectivePlan(
        CollectiveKind.DISSOLVE, on="2026-11-20", decision=make.decision(),
        from_ids=(make.TEAM,), to_ids=(make.HAMLET,),
        moves=(MemberMove(first, make.TEAM, make.HAMLET), MemberMove(second, make.TEAM, make.HAMLET)),
    )  # fmt: skip
    number = collective.carry_out(desk, plan)
    job = TransferJob(form=forms.DECISION, collective_id=number)
    text = text_of(desk, job)
    assert letters("Giải thể Chi bộ Đội 1 và chuyển đảng viên về Chi bộ thôn Bình Minh") in text
    assert letters("Danh sách có 2 đảng viên") in text
    for form in (forms.MINUTES, forms.HANDING_OVER):
        assert letters("Chi ủy Chi bộ Đội 1") in text_of(desk, replace(job, form=form))
    transfer_printing.note_printed(desk, job, copies=2)
    kept = snapshots(desk)[-1]
    named = [row for row, whose in zip(kept[2], kept[3], strict=True) if whose]  # type: ignore[call-overload]
    assert {whose for whose in kept[3] if whose} == {first, second}  # type: ignore[attr-defined]
    assert all("Đỗ Minh Khôi" in row for row in named)


def test_new_units_of_a_draft_are_called_as_planned(desk: Desk) -> None:
    person = samples.member(desk, make.TEAM)
    plan = CollectivePlan(
        CollectiveKind.SPLIT, on="2026-12-01", decision=make.decision(), from_ids=(make.TEAM,),
        new_units=(NewUnit("Chi bộ Đội 1A", "CB_DU", make.COOP),),
        moves=(MemberMove(person, make.TEAM, 0),),
    )  # fmt: skip
    draft = collective.save_draft(desk, plan)
    text = text_of(desk, TransferJob(form=forms.DECISION, collective_id=draft.id))
    assert letters("Chia tách Chi bộ Đội 1 thành Chi bộ Đội 1A") in text
    assert letters("Thành lập Chi bộ Đội 1A") in text


# --- the line in the book -------------------------------------------------------------------------


def test_a_print_leaves_its_line_and_what_it_said(desk: Desk, case: Transfer) -> None:
    job = TransferJob(form=forms.NOTICE, case_ids=(case.id,))
    transfer_printing.note_printed(desk, job, copies=2, purpose="Gửi nơi đến")
    with desk.read() as reading:
        act = reading.one(
            "SELECT use_case, note, purpose, copies, people FROM act ORDER BY id DESC LIMIT 1"
        )
    assert act == (
        "printing.print", "Phiếu báo đảng viên chuyển sinh hoạt đảng chính thức", "Gửi nơi đến",
        2, 1,
    )  # fmt: skip
    kept = snapshots(desk)[-1]
    assert set(kept[3]) == {case.person_id}  # type: ignore[arg-type]
    assert any("ĐỖ MINH KHÔI" in " ".join(row) for row in kept[2])  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", [forms.LABEL, forms.COPY, forms.INDEX, forms.BOOK])
def test_what_names_a_member_is_his_in_the_kept_copy(desk: Desk, case: Transfer, form: str) -> None:
    job = TransferJob(form=form, case_ids=() if form in REGISTERS else (case.id,))
    transfer_printing.note_printed(desk, job, copies=1)
    rows, ids = snapshots(desk)[-1][2:]
    named = [whose for row, whose in zip(rows, ids, strict=True)  # type: ignore[call-overload]
             if "đỗ minh khôi" in " ".join(row).lower()]  # fmt: skip
    assert named
    assert set(named) == {case.person_id}


def test_of_somebody_unknown_the_lines_are_the_cases(desk: Desk) -> None:
    case = samples.coming(desk)
    transfer_printing.note_printed(
        desk, TransferJob(form=forms.CHECKLIST, case_ids=(case.id,)), copies=1
    )
    rows, ids = snapshots(desk)[-1][2:]
    assert set(ids) == {-case.id}  # type: ignore[arg-type]
    assert any("Lương Văn Thuận".upper() in " ".join(row) for row in rows)  # type: ignore[attr-defined]


# --- who may --------------------------------------------------------------------------------------


def test_restricted_members_are_not_printed(desk: Desk, case: Transfer) -> None:
    assert case.person_id is not None
    personal_data.restrict(desk, case.person_id, make.decision(), "xét khiếu nại")
    for form in (forms.NOTICE, forms.LABEL, forms.COPY, forms.INDEX):
        with pytest.raises(RestrictedProblem):
            transfer_printing.render(desk, TransferJob(form=form, case_ids=(case.id,)))
    assert transfer_printing.render(desk, TransferJob(form=forms.BOOK))


def test_a_clerk_prints_only_cases_of_his_organisations(desk: Desk, case: Transfer) -> None:
    actor = replace(desk.actor, role=Role.CLERK, units=frozenset({make.FAR_HAMLET}))
    clerk = replace(desk, actor=actor)
    with pytest.raises(OutsideScopeProblem):
        transfer_printing.render(clerk, TransferJob(form=forms.NOTICE, case_ids=(case.id,)))
    assert letters("Đỗ Minh Khôi") not in text_of(clerk, TransferJob(form=forms.BOOK))
    assert letters("Đỗ Minh Khôi") in text_of(desk, TransferJob(form=forms.BOOK))


# --- an arrival -----------------------------------------------------------------------------------


def test_papers_of_an_arrival(desk: Desk) -> None:
    case = samples.coming(desk)
    case = samples.take(desk, case, StepEvent.PRESENT, "2026-11-18")
    text = text_of(desk, TransferJob(form=forms.CHECKLIST, case_ids=(case.id,)))
    assert letters("Lương Văn Thuận".upper()) in text
    assert letters("18/11/2026") in text
    stop = text_of(desk, TransferJob(form=forms.RETURN, case_ids=(case.id,)))
    assert letters("Kính gửi: Ban Thường vụ Đảng ủy phường An Biên") in stop


def test_a_link_is_introduced_to_where_the_member_lives(desk: Desk) -> None:
    person = samples.member(desk)
    case = transfers.propose(desk, TransferKind.LINK, Direction.OUT, person)
    opened = transfers.open_case(
        desk, replace(case, target=End(cell="Chi bộ tổ 5", upper="Đảng bộ phường Hoa Lư"))
    )
    text = text_of(desk, TransferJob(form=forms.LINK, case_ids=(opened.id,)))
    assert letters("Chi ủy Chi bộ tổ 5") in text


def test_a_workbook_of_a_register_has_its_lines(desk: Desk, case: Transfer) -> None:
    data = transfer_printing.workbook(desk, TransferJob(form=forms.BOOK))
    page = load_workbook(io.BytesIO(data)).active
    assert page is not None
    told = {str(cell.value) for row in page.iter_rows() for cell in row if cell.value}
    assert any("Đỗ Minh Khôi" in text for text in told)
