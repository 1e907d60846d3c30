"""What minutes, rolls, resolutions and notices of meetings have in common: phrases and tables."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from tcxd_desktop.domain.cell_papers import CellPaper
from tcxd_desktop.domain.documents import (
    Align,
    Block,
    Column,
    DocumentHead,
    Field,
    Paragraph,
    Row,
    Table,
    letter,
)
from tcxd_desktop.domain.meetings import Task, TaskState, Vote
from tcxd_desktop.domain.score_sheets import ItemResult
from tcxd_desktop.domain.score_templates import (
    NOT_HELD,
    AdjustmentKind,
    MeetingKind,
    ScoreTemplate,
)
from tcxd_desktop.wording.documents import DOTS, SHORT_DOTS, UNKNOWN_DAY, filled
from tcxd_desktop.wording.formats import long_day, show_day, show_number
from tcxd_desktop.wording.meetings import TASK_STATE

KIND_OF_MEETING: dict[MeetingKind, str] = {
    MeetingKind.REGULAR: "họp chi bộ thường kỳ",
    MeetingKind.THEMATIC: "sinh hoạt chuyên đề của chi bộ",
    MeetingKind.COMBINED: "họp chi bộ thường kỳ kết hợp sinh hoạt chuyên đề",
    MeetingKind.UNUSUAL: "họp chi bộ bất thường",
}
NOT_HELD_LABEL = "Không sinh hoạt"
BY_HAND = 8.0
"""Height of a row of a table written by hand, in mm."""
_BLANK_ROWS = 5
_MARK = re.compile(r"\s*(?:[-+•*–]|\d{1,2}[.)]|[a-zđ][.)]|[IVX]+\.)\s", re.IGNORECASE)
"""What somebody who writes a list puts before its points."""


def capital(text: str) -> str:
    """Return text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return text with a full stop where it ends with no sign of its own; nothing stays nothing."""
    return f"{text}." if text and text[-1] not in ".!?:;…" else text


def month_words(period: str) -> str:
    """Return ``tháng 11 năm 2026``; January and February with a zero, as papers have it."""
    year, month = period.split("-")
    return f"tháng {month if month < '03' else int(month)} năm {year}"


def clock(time: str) -> str:
    """Return ``14 giờ 05``; nothing gives dots."""
    if not time:
        return f"{SHORT_DOTS} giờ {SHORT_DOTS}"
    return f"{int(time[:2])} giờ {time[3:5]}"


def long_date(iso: str) -> str:
    """Return ``ngày 05 tháng 11 năm 2026``; nothing gives dots."""
    return long_day(date.fromisoformat(iso)) if iso else UNKNOWN_DAY


def short_date(iso: str) -> str:
    """Return ``05/11/2026``; nothing gives ``""``."""
    return show_day(date.fromisoformat(iso)) if iso else ""


def comrade(name: str) -> str:
    """Return ``đồng chí Lê Văn Hòa``; nobody known gives dots."""
    return f"đồng chí {name or DOTS}"


def percent(value: Decimal | None) -> str:
    """Return ``94,4 %``."""
    return f"{show_number(value)} %"


def head_of(paper: CellPaper, number: str = "") -> DocumentHead:
    """Return the letterhead of a paper the chi bộ issues; one to be filled has no day yet."""
    on = "" if paper.blank else paper.meeting.held_on
    return DocumentHead(paper.unit, paper.upper, number, paper.place, on)


def told(label: str, text: str, *, blank: bool, lines: int = 3) -> list[Block]:
    """Return what a record tells under a label; dotted lines where it tells nothing."""
    if not text:
        return [Field(label, lines=lines if blank else 1)]
    return [Field(label, sentence(text))]


def passage(text: str, *, blank: bool, lines: int = 3) -> list[Block]:
    """Return a text of the record in its own paragraphs; dotted lines where there is none."""
    if not text:
        return [Field(lines=lines if blank else 1)]
    return [Paragraph(part) for part in text.split("\n") if part.strip()]


def lettered(text: str, *, blank: bool, lines: int = 5) -> list[Block]:
    """Return a text as points a, b, c, d, đ, e, unless it is one or has marks of its own."""
    if not text:
        return [Field(f"{letter(n)})") for n in range(1, lines + 1)] if blank else [Field()]
    parts = [part for part in text.split("\n") if part.strip()]
    if len(parts) == 1 or any(_MARK.match(part) for part in parts):
        return [Paragraph(part) for part in parts]
    return [Paragraph(f"{letter(place)}) {part}") for place, part in enumerate(parts, 1)]


def vote_line(vote: Vote) -> str:
    """Return how a vote went: ``tán thành 16/17 (94,1 %), không tán thành 1, ý kiến khác 0``."""
    given = vote.agreed + vote.against + vote.other
    share = Decimal(vote.agreed * 100) / given if given else None
    shown = f" ({percent(share.quantize(Decimal('0.1')))})" if share is not None else ""
    return (
        f"tán thành {vote.agreed}/{given}{shown}, "
        f"không tán thành {vote.against}, ý kiến khác {vote.other}"
    )


# --- tables ---------------------------------------------------------------------------------------

_CENTRE = Align.CENTRED


def numbered(rows: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Return rows with their number before them."""
    return tuple(Row((str(place), *cells)) for place, cells in enumerate(rows, 1))


def _by_hand(width: int, count: int = _BLANK_ROWS) -> tuple[Row, ...]:
    return numbered([("",) * width] * count)


def tasks_given(paper: CellPaper) -> Table | None:
    """Return who does what until when; ``None`` where nothing was given."""
    columns = (
        Column("TT", 7, _CENTRE),
        Column("Nhiệm vụ", 49),
        Column("Người phụ trách", 25),
        Column("Thời hạn", 19, _CENTRE),
    )
    if paper.given:
        return Table(columns, numbered((t.text, t.owner or "…", _due(t)) for t in paper.given))
    return Table(columns, _by_hand(3), BY_HAND) if paper.blank else None


def _due(task: Task) -> str:
    return short_date(task.due) or "…"


def tasks_compared(paper: CellPaper) -> Table | None:
    """Return what last month's resolution asked against what came of it."""
    columns = (
        Column("TT", 7, _CENTRE),
        Column("Nhiệm vụ", 40),
        Column("Tình trạng đầu kỳ", 23),
        Column("Kết quả thực hiện", 30),
    )
    if not paper.carried:
        return Table(columns, _by_hand(3), BY_HAND) if paper.blank else None
    rows = ((_charged(task), _before(task), _came_of(task, paper)) for task in paper.carried)
    return Table(columns, numbered(rows), BY_HAND if paper.blank else 0.0)


def _charged(task: Task) -> str:
    return f"{task.text} ({task.owner})" if task.owner else task.text


def _before(task: Task) -> str:
    due = short_date(task.due)
    return f"Đang thực hiện, hạn {due}" if due else "Đang thực hiện"


def _came_of(task: Task, paper: CellPaper) -> str:
    judged = task.judged_in is not None and task.judged_in == paper.meeting.id
    if paper.blank and not judged:
        return ""
    state = TaskState.OPEN if not judged else task.state
    words = "Tiếp tục thực hiện" if state is TaskState.OPEN else TASK_STATE[state]
    done = f" ngày {short_date(task.done_on)}" if judged and task.done_on else ""
    # What a later meeting found is not what this one knew.
    result = f": {task.result}" if task.result and (judged or task.open) else ""
    return f"{words}{done}{result}"


def score_blocks(paper: CellPaper) -> list[Block]:
    """Return the self-score: points of each group, total and level; dots where they are not."""
    columns = (
        Column("TT", 8, _CENTRE),
        Column("Nhóm tiêu chí", 56),
        Column("Điểm tối đa", 18, _CENTRE),
        Column("Điểm tự chấm", 18, _CENTRE),
    )
    template, result = paper.template, paper.result
    total = level = ""
    blocks: list[Block] = []
    if template is not None:
        rows = _groups(paper, template)
        done = result is not None and result.complete and not paper.blank
        if result is not None and done:
            total = show_number(result.total)
            level = _level(template, result.level)
        rows.append(Row(("", "Tổng điểm", show_number(template.total), total), bold=True))
        blocks.append(Table(columns, tuple(rows), BY_HAND if paper.blank else 0.0))
    else:
        blocks.append(Field("- Tổng điểm chi bộ tự chấm:"))
    blocks.append(Field("- Chi bộ tự xếp loại chất lượng buổi sinh hoạt:", sentence(level)))
    return blocks


def _groups(paper: CellPaper, template: ScoreTemplate) -> list[Row]:
    found = {one.id: one for one in paper.result.items} if paper.result else {}
    rows = []
    for item in template.items:
        one = found.get(item.id)
        rows.append(
            Row(
                (
                    item.id,
                    item.label,
                    show_number(one.max if one else item.max),
                    _points(paper, one),
                )
            )
        )
    extras = {one.id: one for one in paper.result.adjustments} if paper.result else {}
    for extra in template.adjustments:
        one = extras.get(extra.id)
        points = one.points if one and not paper.blank else None
        if points:
            sign = "+" if extra.kind is AdjustmentKind.BONUS else "−"
            rows.append(Row(("", extra.label, "", f"{sign}{show_number(abs(points))}")))
    return rows


def _points(paper: CellPaper, one: ItemResult | None) -> str:
    """Return the points of a group; while items below it lack theirs, its sum says nothing."""
    if paper.blank:
        return ""
    scored = paper.result is not None and paper.result.complete
    return show_number(one.points) if scored and one and one.points is not None else "…"


def _level(template: ScoreTemplate, code: str | None) -> str:
    if code == NOT_HELD:
        return NOT_HELD_LABEL
    return next((one.label for one in template.levels if one.code == code), "")


def number_line(number: str, symbol: str) -> str:
    """Return ``Số 05-NQ/CB``; without a number, dots before the symbol."""
    return f"Số {filled(number)}{'' if number else f'-{symbol}'}"
