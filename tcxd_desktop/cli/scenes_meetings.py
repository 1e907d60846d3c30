"""Scenes of *Sinh hoạt chi bộ*, *Tổng hợp*, *Phân công* and *Mẫu chấm điểm*."""

from functools import partial
from typing import Any

from tcxd_desktop.cli.pictures import Stage, wait_for
from tcxd_desktop.cli.scene_kit import Scene, first, in_window, over_window, page_of
from tcxd_desktop.domain.meetings import CellState
from tcxd_desktop.office import board, score_templates, scoring
from tcxd_desktop.ui.meetings.meeting_frame import TITLES
from tcxd_desktop.ui.meetings.workspace import GRID, MEETING, PLAN, SHEET
from tcxd_desktop.ui.templates.header import MODES

_PANELS = ("Phân công dự sinh hoạt", "Nề nếp sinh hoạt", "Cách chấm điểm")
_PERIODS = (("month", "Tổng hợp tháng"), ("quarter", "Tổng hợp quý"), ("year", "Xếp loại năm"))


def scenes() -> tuple[Scene, ...]:
    """Return them."""
    return (*_board(), *_over_board(), *_summaries(), *_assignments(), *_templates())


# --- the board ------------------------------------------------------------------------------------


def _board() -> tuple[Scene, ...]:
    page = "meetings"
    return (
        in_window(page, "meetings", "Bảng theo dõi sinh hoạt", _month),
        over_window(page, "meetings-lacking", "Chi bộ chưa nộp phiếu chấm",
                    lambda stage: _month(stage).board.show_lacking()),
        over_window(page, "meetings-print", "In giấy tờ sinh hoạt",
                    lambda stage: _month(stage).board.print_notice()),
        over_window(page, "meetings-confirm", "Xác nhận mức của một chi bộ",
                    partial(_deed, state=CellState.REVIEWED, key="confirm")),
        over_window(page, "meetings-reopen", "Mở lại phiếu",
                    partial(_deed, state=CellState.RATED, key="reopen")),
    )  # fmt: skip


def _month(stage: Stage) -> Any:
    page = page_of(stage, "meetings")
    page.leave_all()
    return page


def _in_state(stage: Stage, *states: CellState) -> tuple[int, int, int]:
    """Return chi bộ, month and meeting of the newest cell in one of the states."""
    found = board.board(stage.desk, stage.desk.today().year)
    cells = [
        (month, row.unit_id, cell.meeting_id)
        for row in found.rows
        for month, cell in enumerate(row.cells, 1)
        if cell.state in states
    ]
    month, unit, meeting = first(sorted(cells, reverse=True), "buổi sinh hoạt như vậy")
    return unit, month, meeting


def _deed(stage: Stage, state: CellState, key: str) -> None:
    unit, month, _ = _in_state(stage, state)
    page = _month(stage).board
    page.point_at(unit, month)
    page.look()
    stage.ready()
    wait_for(lambda: page.detail.looked is not None and page.detail.looked.month == month, 5.0)
    page.act(key)


# --- full pages over it ---------------------------------------------------------------------------


def _over_board() -> tuple[Scene, ...]:
    page = "meetings"
    return (
        *(
            in_window(page, f"meeting-{number}", f"Buổi sinh hoạt: {title}",
                      partial(_meeting, section=number - 1))
            for number, title in enumerate(TITLES, 1)
        ),
        in_window(page, "meeting-new", "Ghi một buổi sinh hoạt mới", _new_meeting),
        in_window(page, "sheet-self", "Chi bộ tự chấm", partial(_sheet, reviewed=False)),
        in_window(page, "sheet-review", "Đảng ủy đánh giá", partial(_sheet, reviewed=True)),
        in_window(page, "plan", "Lịch sinh hoạt tháng", _plan),
        in_window(page, "grid", "Chấm nhanh cả tháng", _grid),
    )  # fmt: skip


def _meeting(stage: Stage, section: int) -> None:
    _, _, meeting = _in_state(stage, CellState.REVIEWED, CellState.RATED, CellState.SCORED)
    page = _month(stage)
    page.open_meeting(meeting)
    page.over(MEETING).show_section(section)


def _new_meeting(stage: Stage) -> None:
    page = _month(stage)
    row = first(page.board.panel.known.board.rows, "chi bộ")
    period = f"{stage.desk.today().year}-{stage.desk.today().month:02d}"
    page.open_new(row.unit_id, period)


def _sheet(stage: Stage, *, reviewed: bool) -> None:
    states = (CellState.REVIEWED,) if reviewed else (CellState.HELD, CellState.SCORED)
    *_, meeting = _in_state(stage, *states, CellState.REVIEWED)
    template = scoring.prepare(stage.desk, meeting).template
    scorer = template.official if reviewed and template.official else template.scorers[0]
    page = _month(stage)
    page.open_sheet(meeting, scorer.id)
    page.over(SHEET)


def _plan(stage: Stage) -> None:
    page = _month(stage)
    page.board.plan()
    page.over(PLAN)


def _grid(stage: Stage) -> None:
    page = _month(stage)
    page.board.grid()
    page.over(GRID)


# --- summaries, assignments -----------------------------------------------------------------------


def _summaries() -> tuple[Scene, ...]:
    page = "summaries"
    return (
        *(
            in_window(page, f"summaries-{kind}" if number else page, title,
                      partial(_period, kind=kind))
            for number, (kind, title) in enumerate(_PERIODS)
        ),
        over_window(page, "summaries-decide", "Ghi mức được quyết định",
                    lambda stage: _summary_line(stage).decide()),
        over_window(page, "summaries-close", "Chốt một kỳ",
                    lambda stage: _period(stage, "month").close_period()),
        over_window(page, "summaries-print", "In bảng tổng hợp",
                    lambda stage: _period(stage, "month").print_table()),
    )  # fmt: skip


def _period(stage: Stage, kind: str) -> Any:
    page = page_of(stage, "summaries")
    page.show_kind(kind)
    stage.ready()
    return page


def _summary_line(stage: Stage) -> Any:
    page = _period(stage, "year")
    page.table.select_first()
    return page


def _assignments() -> tuple[Scene, ...]:
    page = "assignments"
    return (
        *(
            in_window(page, f"assignments-{number}" if number else page, title,
                      partial(_panel, number=number))
            for number, title in enumerate(_PANELS)
        ),
        over_window(page, "assignments-assign", "Phân công dự sinh hoạt",
                    lambda stage: _panel(stage, 0).assignments.assign()),
        over_window(page, "assignments-end", "Thôi phân công", _end),
    )  # fmt: skip


def _panel(stage: Stage, number: int) -> Any:
    page = page_of(stage, "assignments")
    page.tabs.setCurrentIndex(number)
    stage.ready()
    return page


def _end(stage: Stage) -> None:
    panel = _panel(stage, 0).assignments
    panel.table.select_first()
    panel.end()


# --- templates ------------------------------------------------------------------------------------


def _templates() -> tuple[Scene, ...]:
    page = "templates"
    return (
        in_window(page, page, "Mẫu chấm điểm", _template_list),
        *(
            in_window(page, f"template-{number}", f"Mẫu chấm điểm: {title.lower()}",
                      partial(_template, mode=number - 1))
            for number, title in enumerate(MODES, 1)
        ),
        in_window(page, "template-new", "Mẫu chấm điểm mới",
                  lambda stage: _template_list(stage).open(None)),
        in_window(page, "templates-compare", "So hai mẫu chấm điểm", _compare_templates),
        over_window(page, "templates-adopt", "Đưa một mẫu chưa kiểm chứng vào dùng", _adopt),
    )  # fmt: skip


def _template_list(stage: Stage) -> Any:
    page = page_of(stage, "templates")
    page.leave_all()
    return page


def _template(stage: Stage, mode: int) -> None:
    page = _template_list(stage)
    page.open(first(score_templates.lines(stage.desk), "mẫu chấm điểm"))
    page.editor.show_mode(mode)


def _compare_templates(stage: Stage) -> None:
    page = _template_list(stage)
    old, new, *_ = score_templates.lines(stage.desk)
    page.list.compare_wanted.emit(old, new)


def _adopt(stage: Stage) -> None:
    page = _template_list(stage)
    lines = score_templates.lines(stage.desk)
    line = first((one for one in lines if not one.verified), "mẫu chưa kiểm chứng")
    page.list.table.select((line.code, line.version))
    page.list.act("adopt")
