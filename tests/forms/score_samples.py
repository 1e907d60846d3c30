"""Sheets and tables of invented chi bộ: the An Phú tree by hand, filled, blank and hostile."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from tcxd_desktop.domain.meetings import (
    BoardCell,
    CellState,
    Counts,
    Meeting,
    MeetingState,
    PeriodLine,
    PeriodTable,
)
from tcxd_desktop.domain.periods import months_of
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.score_papers import (
    TOTAL,
    RowKind,
    ScoreColumn,
    ScorePaper,
    SheetOutline,
)
from tcxd_desktop.domain.score_templates import (
    REVIEW,
    SELF,
    Adjustment,
    AdjustmentKind,
    Gate,
    Item,
    LegalBasis,
    MeetingKind,
    Method,
    PointLevel,
    RatingLevel,
    ScoreTemplate,
)
from tcxd_desktop.wording import score_papers as words
from tcxd_desktop.wording import score_tables as tables
from tests import make

D = Decimal
DAY = date(2026, 10, 8)
CELL_HEAD = Letterhead(
    province="Đảng bộ xã Đông Hải", issuer="Chi bộ thôn Bình Minh", place="Đông Hải"
)
OFFICE_HEAD = Letterhead(
    province="Đảng bộ tỉnh Ninh Bình", issuer="Đảng ủy xã Đông Hải", place="Đông Hải"
)
FOOT = Foot(
    "Đảng ủy xã Đông Hải", "Nguyễn Thị Lan", datetime(2026, 11, 10, 9, 30, tzinfo=make.HANOI)
)
LEVELS = (
    RatingLevel("TOT", "Tốt", D(90)),
    RatingLevel("KHA", "Khá", D(70)),
    RatingLevel("TB", "Trung bình", D(50)),
    RatingLevel("KEM", "Kém", D(0)),
)


def leaf(
    number: str, label: str, most: str, method: Method = Method.BINARY, **more: object
) -> Item:
    return Item(number, label, D(most), method, **more)  # type: ignore[arg-type]


def group(number: str, label: str, most: str, *children: Item) -> Item:
    return Item(number, label, D(most), Method.SUM, children)


def levels(*found: tuple[str, str]) -> tuple[PointLevel, ...]:
    return tuple(PointLevel(D(points), label) for points, label in found)


ITEMS = (
    leaf("1", "Chấp hành thời gian, thời lượng sinh hoạt chi bộ", "5", Method.LEVELS, levels=levels(
        ("5", "Bảo đảm đủ thời lượng theo quy định"), ("4", "Thiếu không quá 15 phút"),
        ("3", "Thiếu trên 15 đến 30 phút"), ("2", "Chỉ đạt một nửa thời lượng"),
        ("1", "Dưới một nửa thời lượng")),
        note="Ít nhất 90 phút với chi bộ dưới 30 đảng viên, 120 phút với chi bộ từ 30 đảng viên"),
    group("2", "Tỉ lệ đảng viên dự sinh hoạt", "5",
        leaf("2.1", "Tỉ lệ đảng viên dự họp", "4", Method.LEVELS, levels=levels(
            ("4", "Từ 90 % trở lên"), ("3", "Từ 75 % đến dưới 90 %"),
            ("2", "Từ 65 % đến dưới 75 %"), ("1", "Dưới 65 %, hoặc có đảng viên vắng không lý do"))),
        leaf("2.2", "Không có đảng viên vắng có lý do quá 3 lần liên tiếp trong năm", "1")),
    group("3", "Công tác chuẩn bị", "10",
        leaf("3.1", "Chuẩn bị nội dung đúng, đủ, có trọng tâm, trọng điểm", "3"),
        leaf("3.2", "Có định hướng thảo luận, dự thảo kết luận hoặc nghị quyết", "2"),
        leaf("3.3", "Họp chi ủy (hoặc bí thư, phó bí thư) trước khi sinh hoạt, có biên bản", "2"),
        leaf("3.4", "Thông báo đến đảng viên và cấp ủy viên theo dõi chi bộ", "1"),
        leaf("3.5", "Đăng tài liệu lên Sổ tay đảng viên điện tử trước ít nhất 1 ngày", "2")),
    group("4", "Tổ chức sinh hoạt", "30",
        leaf("4.1", "Thực hiện đủ các bước của quy trình sinh hoạt", "5"),
        leaf("4.2", "Thực hiện đủ nội dung sinh hoạt thường kỳ", "10", Method.RANGE),
        leaf("4.3", "Thực hiện đủ nội dung sinh hoạt chuyên đề", "5"),
        leaf("4.4", "Biểu dương, nhắc nhở, phê bình đảng viên", "2"),
        leaf("4.5", "Có nhiều đảng viên phát biểu ý kiến", "5", Method.LEVELS, levels=levels(
            ("5", "Từ 50 % số đảng viên có mặt trở lên"), ("4", "Từ 40 % đến dưới 50 %"),
            ("3", "Từ 30 % đến dưới 40 %"), ("2", "Dưới 30 %"))),
        leaf("4.6", "Sổ biên bản ghi đủ diễn biến cuộc họp", "1"),
        leaf("4.7", "Dành 15 đến 30 phút đánh giá tư tưởng, tự phê bình và phê bình", "1"),
        leaf("4.8", "Khai thác tài liệu trên Sổ tay đảng viên điện tử", "1")),
    group("5", "Công tác điều hành của Bí thư (Phó Bí thư)", "10",
        leaf("5.1", "Điều hành linh hoạt", "2"), leaf("5.2", "Định hướng nội dung thảo luận", "4"),
        leaf("5.3", "Gợi mở, phát huy dân chủ", "3"), leaf("5.4", "Tổng hợp, kết luận", "1")),
    group("6", "Thực hiện nguyên tắc tổ chức, sinh hoạt đảng", "5",
        leaf("6.1", "Thực hiện nguyên tắc tập trung dân chủ", "1"),
        leaf("6.2", "Cầu thị, không nể nang, né tránh", "2"),
        leaf("6.3", "Bảo đảm tính lãnh đạo, tính giáo dục, tính chiến đấu", "1"),
        leaf("6.4", "Ghi nhận tâm tư, nguyện vọng của đảng viên", "1")),
    leaf("7", "Kết quả lãnh đạo thực hiện kết luận hoặc nghị quyết của chi bộ", "30", Method.LEVELS,
        levels=levels(
            ("30", "Hoàn thành từ 90 % nhiệm vụ của tháng trước trở lên"),
            ("27", "Từ 80 % đến dưới 90 %"), ("24", "Từ 70 % đến dưới 80 %"),
            ("20", "Từ 60 % đến dưới 70 %"), ("15", "Từ 50 % đến dưới 60 %"), ("10", "Dưới 50 %"))),
    group("8", "Kết thúc sinh hoạt", "5",
        leaf("8.1", "Kết luận và thông qua kết luận hoặc nghị quyết", "2"),
        leaf("8.2", "Thông qua biên bản, phân công thực hiện", "2"),
        leaf("8.3", "Đăng tải kết quả trong 2 ngày", "1")),
)  # fmt: skip
TEMPLATE = ScoreTemplate(
    code="AN-PHU-THU",
    version=2,
    title="Phiếu đánh giá chất lượng sinh hoạt chi bộ",
    items=ITEMS,
    levels=LEVELS,
    legal_basis=(LegalBasis("42-HD/BTCTW", "2025-10-28", "Ban Tổ chức Trung ương"),),
    gates=(Gate("TOT", "full(1)", "KHA", "đạt điểm tối đa ở tiêu chí 1 và tiêu chí 2"),),
    adjustments=(
        Adjustment(
            "thuong", AdjustmentKind.BONUS, "Có mô hình mới được cấp trên ghi nhận", D(1), D(1)
        ),
        Adjustment("tre", AdjustmentKind.PENALTY, "Nộp hồ sơ chậm so với quy định", D("0.5"), D(2)),
    ),
)
OUTLINE = words.outline(TEMPLATE)
MEETING = Meeting(
    id=7,
    unit_id=3,
    kind=MeetingKind.COMBINED,
    period="2026-10",
    state=MeetingState.HELD,
    held_on="2026-10-05",
    start="19:30",
    end="21:35",
    place="Nhà văn hóa thôn Bình Minh",
    chair="Phạm Văn Thành",
    secretary="Lê Thị An",
    upper="Trần Thu Hà",
    counts=Counts(members=24, official=22, probationary=2, present=19, absent_reason=2, exempt=2,
                  away=1, speakers=10),
)  # fmt: skip


def column(
    outline: SheetOutline = OUTLINE, *, lost: tuple[str, ...] = ("3.5", "4.7")
) -> ScoreColumn:
    """Points at their maximum but for some items, levels at their best."""
    points = {row.item: row.max for row in outline.rows if row.item and row.level is None}
    points |= dict.fromkeys(lost, "0") | {"thuong": "0", "tre": "0", TOTAL: "97,5"}
    return ScoreColumn(points, {row.item: 0 for row in outline.rows if row.kind is RowKind.LEVEL})


def paper(**changes: object) -> ScorePaper:
    """The self-scored sheet of one meeting."""
    values: dict[str, object] = {
        "outline": OUTLINE,
        "head": CELL_HEAD,
        "title": words.SELF_TITLE,
        "subtitle": ("Chất lượng sinh hoạt chi bộ tháng 10 năm 2026", "(Sinh hoạt thường kỳ kết hợp chuyên đề)"),
        "day": DAY,
        "told": words.told(MEETING),
        "columns": {SELF: column()},
        "notes": {"2.1": "19/21 đảng viên dự (90,5 %): từ 90 % trở lên", "1": "125 phút/90 phút",
                  "3.5": "Đăng tài liệu cùng ngày họp", "4.7": "Không bố trí thời gian"},
        "verdict": (("Xếp loại chất lượng sinh hoạt chi bộ tháng 10 năm 2026 (chi bộ tự đánh giá)", "Tốt"),
                    ("Xếp loại của cấp ủy cấp trên", words.NOT_REVIEWED)),
        **changes,
    }  # fmt: skip
    return ScorePaper(**values)  # type: ignore[arg-type]


def blank(**changes: object) -> ScorePaper:
    """The same sheet for the table of the meeting, nothing scored."""
    planned = replace(
        MEETING,
        held_on="",
        start="",
        end="",
        counts=Counts(members=24, official=22, probationary=2),
    )
    return paper(
        day=None, blank=True, told=(), asked=words.asked(planned), columns={}, notes={},
        verdict=(("Xếp loại chất lượng sinh hoạt chi bộ tháng 10 năm 2026 (chi bộ tự đánh giá)", ""),),
        **changes,
    )  # fmt: skip


def reviewed(**changes: object) -> ScorePaper:
    """The review of the committee beside the self-score."""
    review = column(lost=("3.5", "4.7", "5.3"))
    review = replace(review, points={**review.points, "7": "27", TOTAL: "91,5"})
    values: dict[str, object] = {
        "head": OFFICE_HEAD,
        "title": words.REVIEW_TITLE,
        "subtitle": ("Chất lượng sinh hoạt chi bộ tháng 10 năm 2026",
                     "Chi bộ thôn Bình Minh, sinh hoạt thường kỳ kết hợp chuyên đề ngày 05/10/2026"),
        "columns": {SELF: column(), REVIEW: review},
        "differences": {"5.3": "3", "7": "3", TOTAL: "6"},
        "notes": {"5.3": "Ít gợi mở, chỉ 3 ý kiến ngoài chi ủy", "7": "8/9 nhiệm vụ hoàn thành"},
        "verdict": (("Chi bộ tự chấm", "97,5 điểm, Tốt"), ("Đảng ủy thẩm định", "91,5 điểm, Tốt"),
                    ("Chênh lệch (tự chấm trừ thẩm định)", "6 điểm")),
        "remarks": ("Lý do chênh lệch: hai tiêu chí 5.3 và 7 chấm lại theo biên bản.",),
        **changes,
    }  # fmt: skip
    return paper(**values)


# --- tables ---------------------------------------------------------------------------------------

PAIRS = tuple((level.code, level.label) for level in LEVELS)
TOP = tables.Top(OFFICE_HEAD, date(2026, 11, 10), FOOT)


def cell(total: str, *, own: str = "", state: CellState = CellState.RATED) -> BoardCell:
    """A month of a chi bộ, rated by the national bounds."""
    if state is not CellState.RATED:
        return BoardCell(state, self_total=own)
    level = next(one for one in LEVELS if D(total) >= one.min)
    return BoardCell(state, 1, "2026-01-05", own, total, level.code, level.label)


def unit_name(number: int) -> str:
    """Names of chi bộ, some longer than the column."""
    return (f"Chi bộ thôn {number + 1}", f"Chi bộ Trường Tiểu học Đông Hải {number + 1}",
            f"Chi bộ tổ dân phố số {number + 1}")[number % 3]  # fmt: skip


def month_period(count: int) -> PeriodTable:
    """A month of ``count`` chi bộ: every level, one without review, one that did not meet."""
    lines = []
    for number in range(count):
        total = str(D(98) - D(number * 7 % 55) + D("0.5") * (number % 2))
        level = next(one for one in LEVELS if D(total) >= one.min)
        state = CellState.RATED
        if number % 11 == 5:
            state = CellState.SCORED
        if number % 13 == 7:
            state = CellState.NOT_HELD
        line = PeriodLine(
            number, unit_name(number), 12 + number % 30, months=(cell(total, state=state),),
            meeting_day=f"2026-10-{number % 27 + 1:02d}",
            total=total, level=level.code, level_label=level.label,
            note="Trừ 2 điểm: đăng tài liệu chậm; trừ 3 điểm: ít ý kiến phát biểu" if number % 4 == 0 else "",
        )  # fmt: skip
        if state is not CellState.RATED:
            line = replace(line, total="", level="", level_label="")
        if state is CellState.NOT_HELD:
            line = replace(
                line, meeting_day="", note="Không sinh hoạt: mất điện, hoãn sang tháng sau"
            )
        lines.append(line)
    return PeriodTable("2026-10", tuple(lines), PAIRS, "2026-11-10", "Trần Thu Hà",
                       note="Chi bộ thôn 3 tăng 1 đảng viên do chuyển đến.")  # fmt: skip


def long_period(count: int, period: str = "2026") -> PeriodTable:
    """A quarter or year of ``count`` chi bộ."""
    months = len(months_of(period))
    lines = []
    for number in range(count):
        cells = []
        for month in range(months):
            total = D(97) - D((number * 5 + month * 3) % 40) + D("0.5") * (month % 2)
            state = CellState.RATED
            if (number + month) % 17 == 3:
                state = CellState.NOT_HELD
            elif month == 11 or number % 23 == 9:
                state = CellState.SCORED
            cells.append(
                cell(
                    str(total),
                    own=str(min(total + 2, D(100))) if state is not CellState.NOT_HELD else "",
                    state=state,
                )
            )
        counts = tuple((label, sum(c.level == code for c in cells)) for code, label in PAIRS)
        lines.append(PeriodLine(
            number, unit_name(number), 12 + number % 30, months=tuple(cells), total="88.5", level="KHA",
            level_label="Khá", counts=counts, thematic=(1, 0, 2, 1)[:4 if months > 3 else 1],
            decided="TOT" if number == 4 else "", decided_label="Tốt" if number == 4 else "",
            decided_reason="hai tháng đầu năm chấm lại theo biên bản" if number == 4 else "",
        ))  # fmt: skip
    return PeriodTable(period, tuple(lines), PAIRS)
