"""Papers of meetings from a real office: what they say, who may have them, the line they leave."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tcxd_desktop.domain.errors import (
    NotAllowedProblem,
    NotFoundProblem,
    OutsideScopeProblem,
    Problem,
    RestrictedProblem,
)
from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meeting_errors import BadPeriodProblem, NothingToPrintProblem
from tcxd_desktop.domain.meeting_papers import MeetingJob
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_sheets import Entry, ScoreSheet
from tcxd_desktop.domain.score_templates import REVIEW, SELF, MeetingKind
from tcxd_desktop.office import (
    meeting_printing,
    meetings,
    personal_data,
    printing,
    restrictions,
    score_papers,
    scoring,
)
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import meeting_samples as samples

PER_MEETING = ("PTC", "PTD", "BBH", "DSH", "NQT")
PERIODS = {"THT": "2026-10", "THQ": "2026-Q4", "THN": "2026", "BC6T": "2026-H2", "TBL": "2026-10"}


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def filled(desk: Desk, meeting: Meeting, scorer: str, lost: Sequence[str] = ()) -> ScoreSheet:
    sheet = scoring.prepare(desk, meeting.id)
    entries = {
        item.id: Entry(points=item.max - 1, note=f"thiếu ở {item.id}")
        if item.id in lost
        else Entry(points=item.max)
        for item in sheet.template.walk()
        if not item.children
    }
    return replace(sheet, entries={**sheet.entries, scorer: entries})


@pytest.fixture
def held(desk: Desk) -> Meeting:
    """A recorded meeting of twelve, self-scored and handed in."""
    samples.fill(desk)
    meeting = samples.held(desk, chair="Nguyễn Thị Đào")
    scoring.save(desk, filled(desk, meeting, SELF, ["3.1"]), SELF)
    scoring.hand_in(desk, [meeting.id])
    return meeting


@pytest.fixture
def confirmed(desk: Desk, held: Meeting) -> Meeting:
    scoring.review(desk, filled(desk, held, REVIEW, ["3.1", "4.1", "4.2"]), "theo biên bản")
    scoring.confirm(desk, [held.id], "Ban Thường vụ", date(2026, 11, 10))
    return held


def job(form: str, **more: Any) -> MeetingJob:
    return MeetingJob(form=form, **{"period": PERIODS.get(form, "2026-10"), **more})


def kept(desk: Desk) -> list[Any]:
    with desk.read() as reading:
        return [
            json.loads(zlib.decompress(row[0]))
            for row in reading.all("SELECT snapshot FROM printed ORDER BY id")
        ]


# --- what they say --------------------------------------------------------------------------------


def test_a_self_score_handed_in_is_not_reviewed(desk: Desk, held: Meeting) -> None:
    text = text_of(meeting_printing.render(desk, job("PTC", meeting_ids=(held.id,))))
    for wanted in ("CHI BỘ THÔN BÌNH MINH", "ĐẢNG BỘ XÃ ĐÔNG HẢI", "ngày 06 tháng 10 năm 2026",
                   "thiếu ở 3.1", "(100 phút)", "chưa thẩm định", "99"):  # fmt: skip
        assert wanted in text, wanted


def test_the_official_level_is_printed_once_it_stands(desk: Desk, confirmed: Meeting) -> None:
    own = text_of(meeting_printing.render(desk, job("PTC")))
    assert "97 điểm, Tốt" in own
    assert "chưa" not in own.partition("Xếp loại của cấp ủy cấp trên")[2]
    review = text_of(meeting_printing.render(desk, job("PTD", meeting_ids=(confirmed.id,))))
    for wanted in ("ĐẢNG ỦY XÃ ĐÔNG HẢI", "99 điểm, Tốt", "97 điểm, Tốt", "+2 điểm",
                   "Lý do chênh lệch: theo biên bản", "ngày 10 tháng 11 năm 2026"):  # fmt: skip
        assert wanted in review, wanted


def test_points_not_yet_given_are_no_sum(desk: Desk, held: Meeting) -> None:
    scoring.reopen(desk, held.id, "chấm lại")
    sheet = filled(desk, held, SELF)
    sheet = replace(sheet, entries={SELF: {"3.1": Entry(points=Decimal(4))}})
    scoring.save(desk, sheet, SELF)
    text = text_of(meeting_printing.render(desk, job("PTC", meeting_ids=(held.id,))))
    assert "Chưa có điểm: tiêu chí" in text
    assert "chưa xếp loại" in text


def test_a_blank_sheet_knows_the_chi_bo_and_asks_the_rest(desk: Desk, held: Meeting) -> None:
    wanted = job("PTC", period="2026-11", unit_ids=(make.HAMLET,), blank=True)
    text = text_of(meeting_printing.render(desk, wanted))
    assert "tháng 11 năm 2026" in text
    assert "Tổng số đảng viên: 12" in text
    assert "Cách ghi" in text
    review = text_of(meeting_printing.render(desk, replace(wanted, form="PTD")))
    assert "PHIẾU THẨM ĐỊNH" in review
    assert "Chi bộ thôn Bình Minh" in review


def test_blank_sheets_of_a_month_are_one_job(desk: Desk, held: Meeting) -> None:
    text = text_of(meeting_printing.render(desk, job("PTC", period="2026-11", blank=True)))
    assert text.count("PHIẾU ĐÁNH GIÁ") == 4, "every chi bộ of the office"


def test_a_thematic_meeting_has_a_sheet_of_its_own(desk: Desk, held: Meeting) -> None:
    other = samples.held(desk, kind=MeetingKind.THEMATIC, held_on="2026-10-20",
                         attendance=samples.called(meetings.roll(desk, make.HAMLET, "2026-10-20")))  # fmt: skip
    scoring.save(desk, filled(desk, other, SELF), SELF)
    text = text_of(meeting_printing.render(desk, job("PTC")))
    assert "(Sinh hoạt thường kỳ)" in text
    assert "(Sinh hoạt chuyên đề)" in text


def test_sheets_of_one_template_share_their_outline(desk: Desk, held: Meeting) -> None:
    wanted = job("PTC", period="2026-11", blank=True)
    made = score_papers.sheets(desk, wanted)
    assert len({id(paper.outline) for paper in made}) == 1
    assert {paper.head.issuer for paper in made} >= {"Chi bộ thôn Bình Minh", "Chi bộ Đội 1"}
    assert all(paper.blank and paper.day is None and not paper.columns for paper in made)
    assert [one.id for one in score_papers.meetings_of(desk, wanted)] == [0, 0, 0, 0]


def test_a_chi_bo_stands_below_the_body_directly_above_it(desk: Desk, held: Meeting) -> None:
    wanted = job("PTC", period="2026-11", blank=True, unit_ids=(make.TEAM,))
    [paper] = score_papers.sheets(desk, wanted)
    assert (paper.head.province, paper.head.issuer) == (
        "Đảng bộ Hợp tác xã Kim Đông", "Chi bộ Đội 1",
    )  # fmt: skip


def test_a_recorded_meeting_without_a_sheet_is_printed_to_be_filled(desk: Desk) -> None:
    samples.fill(desk)
    meeting = samples.held(desk)
    with pytest.raises(NothingToPrintProblem):
        score_papers.sheets(desk, job("PTC"))
    [paper] = score_papers.sheets(desk, job("PTC", meeting_ids=(meeting.id,)))
    assert paper.blank
    assert paper.asked[0][0].value == "06/10/2026"


def test_the_month_without_sheets_says_so(desk: Desk) -> None:
    with pytest.raises(NothingToPrintProblem):
        meeting_printing.render(desk, job("PTC", period="2026-08"))
    with pytest.raises(NotFoundProblem):
        meeting_printing.render(desk, job("PTC", meeting_ids=(99,)))
    with pytest.raises(NotFoundProblem):
        meeting_printing.render(desk, job("99"))
    with pytest.raises(BadPeriodProblem):
        meeting_printing.render(desk, job("THT", period="2026"))


@pytest.mark.parametrize("form", ["THT", "THQ", "THN", "BC6T"])
def test_tables_are_the_same_as_pdf_and_workbook(desk: Desk, confirmed: Meeting, form: str) -> None:
    text = text_of(meeting_printing.render(desk, job(form)))
    page = load_workbook(BytesIO(meeting_printing.workbook(desk, job(form)))).active
    assert page is not None
    rows = [row for row in page.iter_rows(values_only=True) if "Chi bộ thôn Bình Minh" in row]
    assert len(rows) == 1
    assert 12 in rows[0]
    assert "Chi bộ thôn Bình Minh" in text
    if form != "BC6T":
        assert 97 in rows[0]
        assert "97" in text


def test_one_chi_bo_alone_in_a_table(desk: Desk, confirmed: Meeting) -> None:
    text = text_of(meeting_printing.render(desk, job("THT", unit_ids=(make.HAMLET,))))
    assert "Chi bộ thôn Bình Minh" in text
    assert "Đông Thành" not in text


def test_the_six_months_count_what_was_recorded(desk: Desk) -> None:
    samples.fill(desk)
    samples.held(desk, period="2026-09", roll={"reason": 3, "spoke": 4})
    samples.held(desk, period="2026-10", roll={"spoke": 2}, kind=MeetingKind.COMBINED)
    page = load_workbook(BytesIO(meeting_printing.workbook(desk, job("BC6T")))).active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    [row] = [one for one in rows if one[1] == "Chi bộ thôn Bình Minh"]
    assert row[2:8] == (12, 10.5, 6, None, 1, None)
    [empty] = [one for one in rows if one[1] == "Chi bộ thôn Đông Thành"]
    assert empty[3:8] == (None,) * 5


@pytest.mark.parametrize("form", ["TBL", "BBH", "DSH", "NQT"])
def test_documents_are_had_as_word_too(desk: Desk, held: Meeting, form: str) -> None:
    assert meeting_printing.render(desk, job(form)).startswith(b"%PDF")
    assert meeting_printing.word(desk, job(form)).startswith(b"PK")
    with pytest.raises(NotFoundProblem):
        meeting_printing.workbook(desk, job(form))


def test_every_form_in_force_can_be_had(desk: Desk) -> None:
    forms = meeting_printing.forms(desk)
    assert {*PER_MEETING, *PERIODS} <= {form.code for form in forms}
    assert all("pdf" in meeting_printing.formats(form.code) for form in forms)
    assert not {form.code for form in forms} & {"DS", "2-HSĐV"}
    member = {form.code for form in printing.forms(desk) if form.of == "member"}
    assert "PTC" not in member
    with pytest.raises(NotFoundProblem):
        meeting_printing.formats("DS")


# --- who may have them ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", [*PER_MEETING, *PERIODS])
def test_an_account_has_its_own_part_only(desk: Desk, held: Meeting, form: str) -> None:
    away = replace(desk, actor=replace(desk.actor, role=Role.CLERK, units=(make.FAR_HAMLET,)))
    if form in PER_MEETING:
        with pytest.raises(OutsideScopeProblem):
            meeting_printing.render(away, job(form, meeting_ids=(held.id,)))
        with pytest.raises(Problem):
            meeting_printing.render(away, job(form))
        return
    text = text_of(meeting_printing.render(away, job(form)))
    assert "Bình Minh" not in text
    assert "Đông Thành" in text
    if form != "TBL":
        with pytest.raises(OutsideScopeProblem):
            meeting_printing.render(away, job(form, unit_ids=(make.HAMLET,)))


@pytest.mark.parametrize("form", ["PTC", "THT", "BBH"])
def test_who_may_only_look_prints_nothing(desk: Desk, held: Meeting, form: str) -> None:
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    with pytest.raises(NotAllowedProblem):
        meeting_printing.render(viewer, job(form))
    with pytest.raises(NotAllowedProblem):
        meeting_printing.note_printed(viewer, job(form), copies=1, purpose="")


def test_papers_that_name_somebody_locked_are_refused(desk: Desk, held: Meeting) -> None:
    person = meetings.read(desk, held.id).attendance[0].person_id
    personal_data.restrict(desk, person, make.decision(), "theo đơn")
    assert person in restrictions.restricted(desk)
    for form in ("BBH", "DSH", "NQT"):
        with pytest.raises(RestrictedProblem):
            meeting_printing.render(desk, job(form))
    with pytest.raises(RestrictedProblem):
        meeting_printing.render(desk, job("DSH", period="2026-11", blank=True))
    assert meeting_printing.render(desk, job("THT")).startswith(b"%PDF")


# --- the line they leave --------------------------------------------------------------------------


@pytest.mark.parametrize("form", [*PER_MEETING, *PERIODS])
def test_every_print_leaves_its_line_and_what_it_said(desk: Desk, held: Meeting, form: str) -> None:
    meeting_printing.note_printed(desk, job(form), copies=3, purpose="Họp giao ban")
    with desk.read() as reading:
        [row] = reading.all("SELECT form, people, copies, purpose FROM printed")
    named = 12 if form in ("BBH", "DSH", "NQT") else 0
    assert tuple(row) == (form, named, 3, "Họp giao ban")
    [(title, _, rows, ids)] = kept(desk)
    assert title
    assert rows
    assert all(isinstance(cell, str) for line in rows for cell in line)
    assert all(len(line) > 1 for line in rows)
    assert len(ids) in {0, len(rows)}
    assert "Bình Minh" in json.dumps(rows, ensure_ascii=False)


def test_whoever_is_erased_goes_from_what_papers_said(desk: Desk, held: Meeting) -> None:
    for form in PER_MEETING:
        meeting_printing.note_printed(desk, job(form), copies=1, purpose="")
    roll = meetings.read(desk, held.id).attendance
    [person] = [row.person_id for row in roll if row.name == "Nguyễn Thị Đào"]
    assert "Nguyễn Thị Đào" in json.dumps(kept(desk), ensure_ascii=False)
    before = json.dumps(kept(desk), ensure_ascii=False)
    personal_data.erase(desk, person, make.decision(), "theo đơn", lambda: None)
    after = json.dumps(kept(desk), ensure_ascii=False)
    assert "Nguyễn Thị Đào" not in after
    assert before.count("Lê Văn Đạt") == after.count("Lê Văn Đạt") > 0
