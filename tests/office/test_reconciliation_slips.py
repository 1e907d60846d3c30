"""Check slips printed, keyed back, keyed twice; the citizen card; the papers of a round."""

import io
import json
import zlib
from dataclasses import replace

import pytest
from docx import Document as WordFile
from openpyxl import load_workbook
from pypdf import PdfReader

from tcxd_desktop.domain import citizen_card
from tcxd_desktop.domain.errors import (
    BadDateProblem,
    NobodyToPrintProblem,
    NotAllowedProblem,
    NotFoundProblem,
    OutsideScopeProblem,
    RestrictedProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.reconciliation import Decided, Finding, Round, Source
from tcxd_desktop.domain.reconciliation_errors import (
    BadSlipCodeProblem,
    ClosedRoundProblem,
    DoubleKeyingProblem,
    NoSecondKeyingProblem,
    NothingToRequestProblem,
    NotInRoundProblem,
    NotOnSlipProblem,
    SlipNotKeyedProblem,
    SlipNotPrintedProblem,
)
from tcxd_desktop.domain.reconciliation_papers import (
    CHECK_SLIP,
    PROGRESS,
    REQUEST,
    RESULT,
    ReconJob,
)
from tcxd_desktop.domain.reconciliation_views import PersonRecon, PersonState, SlipState
from tcxd_desktop.office import opening, people, personal_data, reconciliation
from tcxd_desktop.office import reconciliation_deciding as deciding
from tcxd_desktop.office import reconciliation_printing as printing
from tcxd_desktop.office import reconciliation_requests as asking
from tcxd_desktop.office import reconciliation_slips as slips
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.reconciliation_cards import take_card
from tests import make
from tests.office.recon_samples import HAMLET, fill, member, opened, row, ruling, taken

WHO = [member(place, make.HAMLET if place < 4 else make.FAR_HAMLET) for place in range(6)]


@pytest.fixture
def told(desk: Desk) -> Round:
    """Return a round of two chi bộ."""
    fill(desk, *WHO)
    return opened(desk)


def out(desk: Desk, told: Round, **changes: object) -> ReconJob:
    """Print slips and return the job."""
    job = ReconJob(form=CHECK_SLIP, round_id=told.id, **changes)  # type: ignore[arg-type]  # words of the job
    printing.note_printed(desk, job, copies=1)
    return job


def findings(found: PersonRecon) -> dict[str, Finding]:
    return {one.target: one.findings.get(Source.PAPER, Finding.BLANK) for one in found.fields}


# --- out and back ---------------------------------------------------------------------------------


def test_only_what_changed_is_keyed_and_the_rest_was_confirmed(desk: Desk, told: Round) -> None:
    out(desk, told)
    code = slips.slip(desk, told.id, 1).code
    assert slips.slip_of(desk, f"{code[:5]} {code[5:]}") == (told.id, 1)
    found = slips.key_slip(desk, told.id, 1, {"ethnicity": "muong", "birth_date": "2/1/1950"})
    said = findings(found)
    assert (said["ethnicity"], said["birth_date"]) == (Finding.DIFFERS, Finding.DIFFERS)
    assert said["citizen_id"] is Finding.EQUAL
    assert next(one for one in found.fields if one.target == "ethnicity").theirs == {
        Source.PAPER: "Mường"
    }
    keyed = slips.slip(desk, told.id, 1)
    assert (keyed.state, keyed.printed) == (SlipState.DONE, "2026-11-23")
    assert {one.target: one.keyed for one in keyed.fields if one.keyed} == {
        "birth_date": "02/01/1950", "ethnicity": "Mường",
    }  # fmt: skip


def test_what_was_confirmed_is_what_stood_on_the_slip_not_what_we_hold_since(
    desk: Desk, told: Round
) -> None:
    out(desk, told)
    people.save(desk, replace(people.read(desk, 2), ethnicity="Tày"))
    found = slips.key_slip(desk, told.id, 2, {})
    ethnicity = next(one for one in found.fields if one.target == "ethnicity")
    assert (ethnicity.ours, ethnicity.theirs) == ("Tày", {Source.PAPER: "Kinh"})
    assert ethnicity.open


def test_a_slip_in_order_leaves_nothing_to_do(desk: Desk, told: Round) -> None:
    out(desk, told)
    found = slips.key_slip(desk, told.id, 1, {})
    assert found.state is PersonState.EQUAL
    [first, _] = reconciliation.progress(desk, told.id)
    assert (first.slips_printed, first.slips_keyed, first.done) == (4, 1, 1)


def test_a_field_struck_out_is_blank_on_paper(desk: Desk, told: Round) -> None:
    out(desk, told)
    found = slips.key_slip(desk, told.id, 1, {"home.detail": "", "unit": "Chi bộ khác"})
    assert findings(found)["home.detail"] is Finding.MISSING_THERE
    assert findings(found)["unit"] is Finding.DIFFERS


def test_what_cannot_be_keyed(desk: Desk, told: Round) -> None:
    with pytest.raises(SlipNotPrintedProblem):
        slips.key_slip(desk, told.id, 1, {})
    out(desk, told, person_ids=(1,))
    for changed, problem in (
        ({"phone": "09"}, NotOnSlipProblem),
        ({"birth_date": "31/2/1950"}, BadDateProblem),
    ):
        with pytest.raises(problem):
            slips.key_slip(desk, told.id, 1, changed)
    with pytest.raises(NoSecondKeyingProblem):
        slips.key_slip(desk, told.id, 1, {}, again=True)
    code = slips.slip(desk, told.id, 1).code
    for wrong in ("", "12", code[:-1] + str((int(code[-1]) + 1) % 10), "8" + code[1:], code + "1"):
        with pytest.raises(BadSlipCodeProblem):
            slips.slip_of(desk, wrong)
    reconciliation.close_round(desk, told.id, "thôi")
    with pytest.raises(ClosedRoundProblem):
        slips.slip_of(desk, code)
    with pytest.raises(ClosedRoundProblem):
        slips.key_slip(desk, told.id, 1, {})


def test_a_slip_waits_for_its_second_keying(desk: Desk) -> None:
    fill(desk, *WHO)
    told = opened(desk, twice=True)
    out(desk, told)
    with pytest.raises(SlipNotKeyedProblem):
        slips.key_slip(desk, told.id, 1, {}, again=True)
    first = {"citizen_id": "037100000099", "ethnicity": "Mường"}
    found = slips.key_slip(desk, told.id, 1, first)
    assert (found.slip, found.state) == (SlipState.KEYED, PersonState.UNSEEN)
    with pytest.raises(DoubleKeyingProblem) as caught:
        slips.key_slip(
            desk, told.id, 1, {"citizen_id": "037100000098", "card_no": "037000000077"}, again=True
        )
    assert caught.value.args == (("citizen_id", "card_no"),)
    found = slips.key_slip(desk, told.id, 1, {"citizen_id": "0371 0000 0099"}, again=True)
    assert found.slip is SlipState.DONE
    assert findings(found)["ethnicity"] is Finding.DIFFERS  # of the first keying alone
    assert [one.target for one in slips.slip(desk, told.id, 1).fields if one.twice] == [
        "card_no", "card_issued", "birth_date", "ceremony_date", "official_date", "citizen_id",
    ]  # fmt: skip
    found = slips.key_slip(desk, told.id, 1, first)
    assert found.slip is SlipState.KEYED  # keyed anew: the second keying was of something else


def test_a_slip_printed_again_keeps_what_was_keyed(desk: Desk, told: Round) -> None:
    out(desk, told)
    slips.key_slip(desk, told.id, 1, {"ethnicity": "Mường"})
    out(desk, told)
    assert slips.slip(desk, told.id, 1).state is SlipState.DONE
    assert findings(reconciliation.person(desk, told.id, 1))["ethnicity"] is Finding.DIFFERS
    people.save(desk, replace(people.read(desk, 2), ethnicity="Tày"))
    out(desk, told, person_ids=(2,))
    asked = {one.target: one.value for one in slips.slip(desk, told.id, 2).fields}
    assert asked["ethnicity"] == "Tày"


# --- the citizen card -----------------------------------------------------------------------------


def test_the_card_is_a_source_of_its_own(desk: Desk, told: Round) -> None:
    card = citizen_card.parse(
        "037150000000||Nguyễn Thị Đào|01011950|Nữ|Thôn Đông, Đông Hải, Ninh Bình|25042021"
    )
    found = take_card(desk, told.id, 1, card)
    told_by_card = {one.target: one.findings[Source.CARD] for one in found.fields if one.findings}
    assert told_by_card["citizen_id"] is Finding.DIFFERS
    assert told_by_card["birth_name"] is Finding.EQUAL
    assert told_by_card["home.detail"] is Finding.DIFFERS
    assert told_by_card["home.province"] is Finding.EQUAL
    assert "card_no" not in told_by_card
    taken(desk, told, row(2, WHO[0]))
    deciding.decide(desk, told.id, 1, ruling("citizen_id", Decided.TAKE, source=Source.CARD))
    assert people.read(desk, 1).citizen_id == "037150000000"
    number = next(
        one for one in reconciliation.person(desk, told.id, 1).fields if one.target == "citizen_id"
    )
    # The list of the upper level says otherwise now: it was known when it was decided.
    assert number.findings == {Source.CARD: Finding.EQUAL, Source.CENTRAL: Finding.DIFFERS}
    assert number.verdict is not None


# --- papers ---------------------------------------------------------------------------------------


def text(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages
    )


def asked(desk: Desk, told: Round) -> None:
    """Bring a list in and decide so that there is something to ask for."""
    taken(
        desk, told,
        row(2, WHO[0], ethnicity="Mường", card_no=None),
        *(row(n, one) for n, one in enumerate(WHO[1:5], 3)),
        row(9, member(70, birth_name="Tạ Văn Lạ")),
    )  # fmt: skip
    deciding.decide(desk, told.id, 1, ruling("ethnicity", basis="Giấy khai sinh số 12/1950"))
    deciding.decide(desk, told.id, 6, ruling("", basis="Hồ sơ đang quản lý"))


def test_every_form_has_its_ways(desk: Desk, told: Round) -> None:
    asked(desk, told)
    assert [one.code for one in printing.forms(desk)] == [CHECK_SLIP, REQUEST, RESULT, PROGRESS]
    for form in printing.forms(desk):
        job = ReconJob(form=form.code, round_id=told.id)
        assert printing.render(desk, job).startswith(b"%PDF")
        ways = printing.formats(form.code)
        assert ways[0] == "pdf"
        for way, make_it in (("docx", printing.word), ("xlsx", printing.workbook)):
            if way in ways:
                assert make_it(desk, job).startswith(b"PK")
            else:
                with pytest.raises(NotFoundProblem):
                    make_it(desk, job)
    with pytest.raises(NotFoundProblem):
        printing.formats("XYZ")
    clerk = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    with pytest.raises(NotAllowedProblem):
        printing.render(clerk, ReconJob(form=PROGRESS, round_id=told.id))


def test_the_request_says_the_same_on_pdf_word_and_sheet(desk: Desk, told: Round) -> None:
    asked(desk, told)
    job = ReconJob(form=REQUEST, round_id=told.id, number="5")
    found = text(printing.render(desk, job))
    for words in (
        "Số 05-CV/ĐU", "Kính gửi: Ban Tổ chức Tỉnh ủy Ninh Bình", "2 nội dung của 2 trường hợp",
        "Nguyễn Thị Đào", "Mường", "Kinh", "Giấy khai sinh số 12/1950", "Chưa có tên",
        "Đỗ Minh Khôi", "Kèm theo Công văn số 05-CV/ĐU",
    ):  # fmt: skip
        assert words in found
    word = WordFile(io.BytesIO(printing.word(desk, job)))
    cells = [cell.text for table in word.tables for line in table.rows for cell in line.cells]
    assert "Mường" in cells
    sheet = load_workbook(io.BytesIO(printing.workbook(desk, job))).active
    assert sheet is not None
    values = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert any(line[1] == "Nguyễn Thị Đào" and line[6:8] == ["Mường", "Kinh"] for line in values)


def test_a_request_that_was_sent_is_printed_as_it_went_out(desk: Desk, told: Round) -> None:
    asked(desk, told)
    [one, _] = asking.to_request(desk, told.id)
    sent = asking.mark_requested(desk, told.id, [one.verdict_id], "07-CV/ĐU", "2026-11-20")
    job = ReconJob(form=REQUEST, round_id=told.id, request_id=sent.id)
    before = printing.render(desk, job)
    taken(desk, told, *(row(n, one) for n, one in enumerate(WHO, 2)))
    assert printing.render(desk, job) == before
    assert "Số 07-CV/ĐU" in text(before)
    assert "ngày 20 tháng 11 năm 2026" in text(before)
    with pytest.raises(NotFoundProblem):
        printing.render(desk, replace(job, request_id=99))
    with pytest.raises(NothingToRequestProblem):  # no letter about nothing
        printing.render(desk, ReconJob(form=REQUEST, round_id=told.id))


def test_tables_add_up_and_a_closed_round_prints_what_it_ended_with(
    desk: Desk, told: Round
) -> None:
    asked(desk, told)
    out(desk, told, unit_ids=(make.HAMLET,))
    job = ReconJob(form=RESULT, round_id=told.id)
    found = text(printing.render(desk, job))
    assert "1 Chi bộ thôn Bình Minh 4 4 1 0 0 0 1 3" in found
    assert "Tổng cộng 6 6 2 1 0 0 1 4" in found
    assert "còn 1 dòng không thuộc đảng viên nào" in found
    steps = text(printing.render(desk, replace(job, form=PROGRESS)))
    assert "1 Chi bộ thôn Bình Minh 4 0 1 1 0 3 4 0 75" in steps
    reconciliation.close_round(desk, told.id, "Hết thời hạn")
    people.save(desk, replace(people.read(desk, 2), ethnicity="Tày"))
    closed = text(printing.render(desk, job))
    assert "Tổng cộng 6 6 2 1 0 0 1 4" in closed
    assert "Hết thời hạn" in closed
    with pytest.raises(ClosedRoundProblem):
        out(desk, told)


def test_whose_slips_are_printed(desk: Desk, told: Round) -> None:
    def pages(**changes: object) -> list[str]:
        job = ReconJob(form=CHECK_SLIP, round_id=told.id, **changes)  # type: ignore[arg-type]  # words of the job
        found = PdfReader(io.BytesIO(printing.render(desk, job))).pages
        return [page.extract_text() for page in found]

    assert len(pages()) == 6
    assert [HAMLET.upper() in page for page in pages(unit_ids=(make.HAMLET,))] == [True] * 4
    assert len(pages(person_ids=(5, 6))) == 2
    out(desk, told, person_ids=(1, 2))
    assert len(pages(unprinted_only=True)) == 4
    slips.key_slip(desk, told.id, 1, {})
    assert len(pages(unkeyed_only=True)) == 5
    personal_data.restrict(desk, 3, make.decision(), "theo quyết định")
    assert len(pages()) == 5
    with pytest.raises(RestrictedProblem):
        pages(person_ids=(3,))
    with pytest.raises(NotInRoundProblem):
        pages(person_ids=(99,))
    with pytest.raises(NobodyToPrintProblem):
        pages(unit_ids=(make.SCHOOL,))
    narrow = replace(desk, actor=replace(desk.actor, units=(make.FAR_HAMLET,)))
    with pytest.raises(OutsideScopeProblem):
        printing.render(narrow, ReconJob(form=CHECK_SLIP, round_id=told.id, person_ids=(1,)))


def test_a_print_leaves_its_line_what_it_said_and_whose_each_row_is(
    desk: Desk, told: Round
) -> None:
    asked(desk, told)
    out(desk, told, person_ids=(1, 2))
    printing.note_printed(
        desk, ReconJob(form=REQUEST, round_id=told.id), copies=2, purpose="gửi cấp trên"
    )
    with desk.read() as reading:
        found = reading.all("SELECT form, people, copies, purpose, snapshot FROM printed")
    assert [line[:4] for line in found] == [
        (CHECK_SLIP, 2, 1, ""), (REQUEST, 2, 2, "gửi cấp trên"),
    ]  # fmt: skip
    slip_content, request_content = (json.loads(zlib.decompress(line[4])) for line in found)
    assert set(slip_content[3]) == {1, 2}
    assert ["Dân tộc", "Kinh"] in slip_content[2]
    assert request_content[3] == [0, 1, 6]
    [act] = [one for one in people.history(desk, 6) if one.use_case == "printing.print"]
    assert act.note == "Đề nghị đính chính thông tin đảng viên, Rà soát năm 2026"
    assert set(opening.verify(desk).values()) == {"ok"}
