"""Fictional cases for the tests of papers of transfers: full, blank, hostile, many."""

from dataclasses import replace

from tcxd_desktop.domain.collective import CollectiveKind, CollectivePlan, MemberMove
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.documents import Document
from tcxd_desktop.domain.transfer_papers import (
    ABROAD_LIST,
    ABROAD_TEMPORARY_LIST,
    SLIP,
    SLIP_TEMPORARY,
    BodyMember,
    BookLine,
    CollectivePaper,
    CoverPaper,
    HandoverLine,
    Issuer,
    Limit,
    PackPart,
    Period,
    StockLine,
    StockYear,
    TransferPaper,
)
from tcxd_desktop.domain.transfers import (
    Check,
    CheckItem,
    CheckResult,
    Direction,
    End,
    State,
    Step,
    StepEvent,
    Transfer,
    TransferKind,
    Traveller,
)
from tcxd_desktop.domain.units import Decision
from tcxd_desktop.wording.collective_documents import (
    decision_documents,
    handing_over_document,
    minutes_document,
)
from tcxd_desktop.wording.transfer_abroad import slip_document
from tcxd_desktop.wording.transfer_documents import (
    checklist_document,
    notice_documents,
    onward_document,
    return_document,
    stop_document,
)
from tcxd_desktop.wording.transfer_handover import handover_document, link_document
from tcxd_desktop.wording.transfer_late import (
    conclusion_document,
    inquiry_documents,
    proposal_document,
)

LONG = "Chi bộ cụm dân cư số 12 liên thôn Đông Thành – Bình Minh – Kim Đông, khu vực 3 " * 6
"""Nearly 500 letters."""


def day(text: str) -> PartialDate:
    found = PartialDate.from_text(text)
    assert found is not None
    return found


PERSON = Traveller(
    name="Nguyễn Thị Đào", used_name="Nguyễn Hồng Đào", sex="Nữ", birth=day("1988-03-05"),
    origin="xã Đông Hải, tỉnh Ninh Bình", home="Thôn Bình Minh, xã Đông Hải, tỉnh Ninh Bình",
    citizen_id="037188004217", card_no="037188004217", dossier_no="004217NB",
    admitted=day("2012-05-19"), official=day("2013-05-19"), decided=day("2012-05-03"),
)  # fmt: skip
HERE = End(
    "cell_under_upper", 3, "Đảng bộ tỉnh Ninh Bình", "Đảng bộ xã Đông Hải", "", "",
    "Chi bộ thôn Bình Minh",
)  # fmt: skip
THERE = End(
    "cell_of_base", None, "Đảng bộ thành phố Hải Phòng", "Đảng bộ phường Lê Lợi",
    "Đảng bộ Trường Cao đẳng Bến Nghé", "", "Chi bộ Khoa Cơ khí",
)  # fmt: skip
ENCLOSED = (
    "Thẻ đảng viên\nHồ sơ đảng viên (đã niêm phong)\nPhiếu đảng viên\n"
    "Bản tự kiểm điểm có nhận xét của chi bộ và cấp ủy cơ sở"
)
STEPS = (
    Step(StepEvent.OPEN, "2026-10-01"),
    Step(StepEvent.SIGN, "2026-10-02", 1, State.BOX_1, "Lê Văn Hòa", "Bí thư", "17"),
    Step(StepEvent.SIGN, "2026-10-05", 4, State.BOX_4, "Đinh Quang Vinh", "Phó Bí thư", "41",
         "Ban Thường vụ Đảng ủy phường Lê Lợi", ENCLOSED),
    Step(StepEvent.NOTICE, "2026-10-06", number="12", state=State.BOX_4),
    Step(StepEvent.GIVE, "2026-10-06", number="38", state=State.MOVING,
         addressed="Nguyễn Thị Đào", papers=ENCLOSED),
    Step(StepEvent.CONTACT, "2026-11-20", state=State.MOVING,
         remark="gọi điện cho đảng viên, hẹn nộp hồ sơ trong tháng 11"),
)  # fmt: skip
OUT = Transfer(
    TransferKind.OFFICIAL, Direction.OUT, 8, PERSON, HERE, THERE, reason="cong_tac",
    basis=Decision("112-QĐ/SNV", "2026-09-25", "Sở Nội vụ"), effective="2026-10-01",
    serial="NB 0012345", dues_until="2026-10", enclosed=ENCLOSED, opened="2026-10-01",
    state=State.MOVING, steps=STEPS, boxes=(1, 4, 7, 8, 10), id=5,
)  # fmt: skip
COME = replace(
    OUT,
    direction=Direction.IN,
    source=replace(THERE, cell="Chi bộ Khoa Cơ khí"),
    target=HERE,
    steps=(
        Step(StepEvent.OPEN, "2026-10-09", state=State.NEW),
        Step(StepEvent.NOTICE, "2026-10-09", number="52-PB/ĐU", state=State.NOTICED),
        Step(StepEvent.PRESENT, "2026-10-20", number="7", state=State.PRESENTED),
        Step(StepEvent.SIGN, "2026-10-21", 7, State.BOX_7, "Đinh Quang Vinh", "Bí thư", "19"),
        Step(StepEvent.SIGN, "2026-10-28", 10, State.BOX_10, "Lê Văn Hòa", "Bí thư", "22"),
    ),
    checks=(
        Check(CheckItem.SEAL, CheckResult.GOOD),
        Check(CheckItem.IDENTITY, CheckResult.GOOD),
        Check(CheckItem.INDEX, CheckResult.BAD, "mục lục chưa có dấu của cấp ủy nơi đi"),
        Check(CheckItem.PAPERS, CheckResult.GOOD),
        Check(CheckItem.BOXES, CheckResult.NOT_APPLICABLE),
    ),
)
STOPPED = replace(
    COME,
    steps=(
        *COME.steps[:3],
        Step(StepEvent.STOP, "2026-10-22", number="31", state=State.STOPPED,
             remark="mục lục tài liệu chưa được cấp ủy nơi đi xác nhận, đóng dấu"),
    ),
)  # fmt: skip
PASSED_ON = replace(
    COME,
    steps=(
        *COME.steps[:3],
        Step(StepEvent.ONWARD, "2026-10-22", number="32", state=State.ONWARD,
             addressed="Ban Thường vụ Đảng ủy phường Hoa Lư",
             remark="đảng viên đã chuyển công tác tiếp đến phường Hoa Lư"),
    ),
)  # fmt: skip
NOT_COME = replace(COME, steps=COME.steps[:2], checks=())
STRUCK = replace(
    NOT_COME,
    steps=(
        *NOT_COME.steps,
        Step(StepEvent.CONTACT, "2026-11-01", remark="gửi thư nhắc nhở, không có trả lời"),
        Step(StepEvent.PROPOSE_STRIKE, "2027-01-12", number="4-TTr/BXDĐ"),
        Step(StepEvent.STRIKE, "2027-01-20", number="9-QĐ/ĐU"),
    ),
)
ABROAD = replace(
    OUT, kind=TransferKind.LABOUR, target=End("abroad", country="Nhật Bản"),
    term_from="2026-10-10", term_to="2029-10-09",
    steps=(*STEPS[:3], Step(StepEvent.ISSUE_SLIP, "2026-10-06", number="3", state=State.SLIP)),
)  # fmt: skip
STAY_ABROAD = replace(
    ABROAD, kind=TransferKind.TEMPORARY_ABROAD, serial="", term_to="2027-05-09",
    source=replace(HERE, type="cell_of_base", base="Đảng bộ Trường Cao đẳng Bến Nghé"),
    steps=(STEPS[0], Step(StepEvent.ISSUE_SLIP, "2026-10-06", number="1", state=State.SLIP)),
)  # fmt: skip
LINK = replace(
    OUT, kind=TransferKind.LINK, serial="",
    steps=(STEPS[0], Step(StepEvent.LINK, "2026-10-06", number="61", state=State.LINKED)),
)  # fmt: skip
ISSUER = Issuer(
    name="Đảng ủy xã Đông Hải", upper="Đảng bộ tỉnh Ninh Bình", place="Đông Hải",
    signer="Đinh Quang Vinh", title="Phó Bí thư",
)  # fmt: skip
LIMITS = {
    "TR-02": Limit("30 ngày làm việc kể từ ngày giới thiệu", "294-QĐ/TW, mục 6.3.1.c",
                   "2026-11-16"),
    "TR-04": Limit("3 tháng", "38-HD/BTCTW, mục II.4.3.1.d", "2027-01-09", late=True,
                   explained="3 tháng kể từ ngày nhận phiếu báo 09/10/2026, hết ngày 09/01/2027"),
    "TR-11": Limit("60 ngày làm việc", "38-HD/BTCTW, mục II.4.3.1.c", "2027-01-06"),
    "TR-12": Limit("30 ngày làm việc", "38-HD/BTCTW, mục II.4.3.1.c"),
    "TR-13": Limit("30 ngày làm việc", "38-HD/BTCTW, mục II.4.3.2.b", "2026-11-24"),
}  # fmt: skip
BASES = (
    "Quy định số 294-QĐ/TW ngày 26/5/2025 của Ban Chấp hành Trung ương",
    "Hướng dẫn số 38-HD/BTCTW ngày 29/9/2025 của Ban Tổ chức Trung ương",
)
FULL = TransferPaper(
    case=OUT, issuer=ISSUER, today="2026-11-25", reason="chuyển công tác", limits=LIMITS,
    documents=31, sheets=124, bases=BASES,
)  # fmt: skip


def paper(case: Transfer, **changes: object) -> TransferPaper:
    return replace(FULL, case=case, **changes)  # type: ignore[arg-type]  # names are the record's


BLANK = TransferPaper(
    case=Transfer(TransferKind.OFFICIAL, Direction.OUT),
    issuer=replace(ISSUER, signer="", title=""), today="2026-11-25", blank=True,
)  # fmt: skip


def hostile(text: str = LONG, case: Transfer = OUT) -> TransferPaper:
    """Return a paper with ``text`` wherever letters go."""
    end = End("cell_of_base", None, text, text, text, text, text, text)
    person = Traveller(
        text, text, text, day("1988"), text, text, text, text, text, None, None, probationary=True
    )
    steps = tuple(
        replace(one, signer=text, title=text, number=text, addressed=text, papers=text, remark=text)
        for one in case.steps
    )
    checks = tuple(replace(one, note=text) for one in case.checks)
    told = replace(
        case, traveller=person, source=end, target=end, serial=text, enclosed=text, steps=steps,
        checks=checks,
    )  # fmt: skip
    return replace(
        FULL, case=told, issuer=Issuer(name=text, upper=text, place=text, signer=text, title=text),
        reason=text, limits={key: Limit(text, text, "2026-11-16", explained=text)
                             for key in LIMITS}, bases=(text, text),
    )  # fmt: skip


# --- collective -----------------------------------------------------------------------------------

PLAN = CollectivePlan(
    CollectiveKind.DISSOLVE, "2026-12-01",
    Decision("45-QĐ/ĐU", "2026-11-20", "Ban Thường vụ Đảng ủy xã Đông Hải"),
    from_ids=(9,), to_ids=(3, 4), moves=(MemberMove(8, 9, 3),), minutes_on="2026-11-28", id=2,
)  # fmt: skip
NAMES = ("Lê Văn Hòa", "Phạm Văn Thành", "Đỗ Văn Khang", "Bùi Thị Ngọc Ánh", "Ngô Văn Ước")
TARGETS = ("Chi bộ thôn Bình Minh", "Chi bộ thôn Đông Thành")


def members(count: int) -> tuple[BodyMember, ...]:
    return tuple(
        BodyMember(
            name=NAMES[n % 5], birth=day("1975-04-30"), admitted=day("2001-05-19"),
            official=day("2002-05-19"), card_no=f"0370750{n:05d}", dossier_no=f"00{n:04d}NB",
            source="Chi bộ Hợp tác xã nông nghiệp", target=TARGETS[n % 2],
        )
        for n in range(count)
    )  # fmt: skip


BODY = CollectivePaper(
    plan=PLAN, issuer=ISSUER, today="2026-11-25", before=("Chi bộ Hợp tác xã nông nghiệp",),
    after=TARGETS, ended=("Chi bộ Hợp tác xã nông nghiệp",), members=members(7), bases=BASES,
)  # fmt: skip
BLANK_BODY = CollectivePaper(plan=CollectivePlan(CollectiveKind.MERGE), issuer=ISSUER,
                             today="2026-11-25", blank=True)  # fmt: skip


def hostile_body(text: str = LONG, count: int = 40) -> CollectivePaper:
    decision = Decision(text, "2026-11-20", text)
    return CollectivePaper(
        plan=replace(PLAN, decision=decision, acceptance=decision, other_place=text),
        issuer=Issuer(name=text, upper=text, place=text, signer=text, title=text),
        today="2026-11-25", before=(text,) * 5, after=(text,) * 2, renamed=((text, text),),
        founded=(text,), ended=(text,), bases=(text,),
        members=tuple(replace(one, name=text if n < 2 else one.name, source=text if n < 2 else "",
                              target=text if n < 2 else "")
                      for n, one in enumerate(members(count))),
    )  # fmt: skip


def bodies(body: CollectivePaper) -> list[Document]:
    return [*decision_documents(body), minutes_document(body), handing_over_document(body)]


# --- everything -----------------------------------------------------------------------------------


def documents(base: TransferPaper | None = None) -> list[Document]:
    """Return every document of cases; of ``base`` all, else each of the case it belongs to."""

    def of(case: Transfer) -> TransferPaper:
        return base or paper(case)

    return [
        *notice_documents(of(OUT)), onward_document(of(PASSED_ON)),
        slip_document(of(ABROAD), SLIP), slip_document(of(STAY_ABROAD), SLIP_TEMPORARY),
        handover_document(of(OUT)), handover_document(of(COME)), stop_document(of(STOPPED)),
        *inquiry_documents(of(NOT_COME)), *inquiry_documents(of(OUT)),
        proposal_document(of(NOT_COME)), conclusion_document(of(NOT_COME)),
        conclusion_document(of(STRUCK)), checklist_document(of(COME)), return_document(of(COME)),
        return_document(of(STOPPED)), link_document(of(LINK)),
    ]  # fmt: skip


def samples() -> dict[str, list[Document]]:
    """Return documents of every kind by what is odd about them."""
    return {
        "full": [*documents(), *bodies(BODY)],
        "blank": [*documents(BLANK), *bodies(BLANK_BODY)],
        "hostile": [
            *documents(hostile()), return_document(hostile(case=PASSED_ON)),
            conclusion_document(hostile(case=STRUCK)), stop_document(hostile(case=STOPPED)),
            *bodies(hostile_body()),
        ],
        "many": bodies(replace(BODY, members=members(300))),
    }  # fmt: skip


PARTS = (
    PackPart("1-SHĐ", "Phiếu báo đảng viên chuyển sinh hoạt đảng chính thức", 2),
    PackPart("MLTL", "Mục lục tài liệu trong hồ sơ đảng viên"),
    PackPart("BGHS", "Bản giao nhận hồ sơ đảng viên", 2),
    PackPart("NNP", "Nhãn niêm phong hồ sơ", 1),
    PackPart("2-SHĐ", "Công văn giới thiệu chuyển tiếp", 1, "ca này không chuyển tiếp"),
)
SQUARES = tuple(tuple((x * 7 + y * 5 + x * y) % 3 == 0 for x in range(97)) for y in range(97))
COVER = CoverPaper(
    paper=FULL, parts=PARTS, qr=SQUARES, fingerprint="09022 42440 80139 94894 30373 55213"
)

PERIOD = Period(
    issuer=ISSUER, since="2026-01-01", until="2026-12-31", today="2026-11-25",
    user="Trần Thu Hà",
)  # fmt: skip
INSIDE = replace(
    OUT, kind=TransferKind.INSIDE, direction=Direction.INSIDE, target=HERE, serial="NB 000071",
)  # fmt: skip
TEMPORARY = replace(OUT, kind=TransferKind.TEMPORARY, serial="NB 000009", term_to="2027-06-01")
BOOK_LINES = (
    BookLine(case=OUT, on="2026-10-05", number="41"),
    BookLine(case=COME, on="2026-10-21", number="42"),
    BookLine(case=OUT, on="2026-10-22", number="43", void="viết sai ô 4"),
    BookLine(case=INSIDE, on="2026-10-23", number="44"),
    BookLine(case=TEMPORARY, on="2026-10-24", number="45"),
    BookLine(case=ABROAD, on="2026-10-25", number="46"),
)
HANDOVERS = (
    HandoverLine(case=OUT, on="2026-10-06", given=True, number="38", who="Nguyễn Thị Đào",
                 papers=ENCLOSED),
    HandoverLine(case=COME, on="2026-10-20", given=False, number="39", who="Nguyễn Thị Đào",
                 papers=ENCLOSED),
)  # fmt: skip
STOCK = (
    StockLine(on="2026-01-05", letter="T10", move="Nhận của cấp trên",
              serials="NB 0012301 – NB 0012400", received=100, left=100, who="Ban Tổ chức Tỉnh ủy",
              paper="Phiếu giao ngày 05/01/2026"),
    StockLine(on="2026-10-02", letter="T10", move="Cấp cho đảng viên", serials="NB 0012345",
              issued=1, left=99, who="Nguyễn Thị Đào"),
    StockLine(on="2026-10-04", letter="T10", move="Viết hỏng", serials="NB 0012346", issued=1,
              left=98, note="viết sai ô 1"),
)  # fmt: skip
YEAR = (
    StockYear(letter="T10", before=20, received=100, handed_down=10, used=41, spoiled=2,
              destroyed=2, left=67, stubs=43),
    StockYear(letter="T7", before=5, received=50, used=12, left=43, stubs=12),
    StockYear(letter="T8"),
)  # fmt: skip
ABROAD_FORMS = (ABROAD_LIST, ABROAD_TEMPORARY_LIST)
