"""Scenes of *Chuyển sinh hoạt*."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog

from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scene_data import RECORD
from tcxd_desktop.cli.scene_kit import Scene, first, in_window, over_window, page_of
from tcxd_desktop.domain.errors import NotFoundProblem
from tcxd_desktop.domain.people import PeopleQuery
from tcxd_desktop.domain.transfers import Direction, State
from tcxd_desktop.office import people, transfers, upkeep
from tcxd_desktop.ui.transfers.board_rows import TABS
from tcxd_desktop.ui.transfers.case_frame import CHECKS, COURSE, INFO, PAPERS
from tcxd_desktop.ui.transfers.workspace import (
    CARDS,
    CASE,
    COLLECTIVE,
    PACKAGES,
    RECEIVE,
    REGISTERS,
    STOCK,
)

_PAGE = "transfers"
_CASE_TABS = (
    ("transfer-case", "Một ca chuyển sinh hoạt: tiến trình", COURSE, False),
    ("transfer-papers", "Một ca chuyển sinh hoạt: giấy tờ", PAPERS, False),
    ("transfer-data", "Một ca chuyển sinh hoạt: thông tin", INFO, False),
    ("transfer-incoming", "Một ca chuyển đến: tiến trình", COURSE, True),
    ("transfer-checks", "Một ca chuyển đến: kiểm tra tiếp nhận", CHECKS, True),
)
_TOOLS = {
    RECEIVE: "Nhận phiếu nơi khác gửi",
    COLLECTIVE: "Chuyển tập thể",
    STOCK: "Phôi giấy giới thiệu",
    CARDS: "Thẻ cơ quan",
    REGISTERS: "Sổ sách chuyển sinh hoạt",
    PACKAGES: "Gói hồ sơ",
}


def scenes() -> tuple[Scene, ...]:
    """Return them."""
    return (*_board(), *_case(), *_tools(), *_collective(), *_dialogs())


def _board() -> tuple[Scene, ...]:
    return tuple(
        in_window(_PAGE, f"transfers-{number}" if number else _PAGE,
                  "Bảng chuyển sinh hoạt" if not number else f"Bảng chuyển sinh hoạt, thẻ {number}",
                  partial(_tab, number=number))
        for number in range(len(TABS))
    )  # fmt: skip


def _place(stage: Stage) -> Any:
    page = page_of(stage, _PAGE)
    page.leave_all()
    return page


def _tab(stage: Stage, number: int) -> Any:
    page = _place(stage)
    page.board.choose_tab(TABS[number])
    page.board.table.select_first()
    stage.ready()
    return page


def _any_case(stage: Stage, *, incoming: bool = False) -> int:
    lines = transfers.listed(stage.desk)
    ours = [line for line in lines if (line.direction is Direction.IN) == incoming]
    moving = [line for line in ours if line.state is State.MOVING]
    return int(first((*moving, *ours), "ca chuyển sinh hoạt").id)


def _case() -> tuple[Scene, ...]:
    return (
        *(
            in_window(_PAGE, key, title, partial(_opened, tab=tab, incoming=incoming))
            for key, title, tab, incoming in _CASE_TABS
        ),
        in_window(_PAGE, "transfers-received", "Phiếu nơi khác gửi, đã đọc", _received),
        in_window(_PAGE, "transfer-new", "Mở ca chuyển sinh hoạt", _new_case),
        in_window(_PAGE, "transfer-edit", "Sửa dữ liệu của ca",
                  lambda stage: _place(stage).edit_case(_any_case(stage))),
        over_window(_PAGE, "transfer-step", "Ghi bước tiếp theo của ca", _step),
        over_window(_PAGE, "transfer-back", "Lùi một bước",
                    lambda stage: _opened(stage).take_back()),
        over_window(_PAGE, "transfer-overprint", "In lên phôi",
                    lambda stage: _opened(stage).print_some("blank")),
        over_window(_PAGE, "transfer-set", "Xem trước bộ giấy tờ",
                    lambda stage: _opened(stage).print_some("set")),
    )  # fmt: skip


def _opened(stage: Stage, tab: int = 0, *, incoming: bool = False) -> Any:
    place = _place(stage)
    place.open_case(_any_case(stage, incoming=incoming))
    page = place.over(CASE)
    page.turn_to(tab)
    stage.ready()
    return page


def _received(stage: Stage) -> None:
    sample = upkeep.place(stage.desk) / RECORD
    if not sample.is_file():
        raise NotFoundProblem("phiếu nơi khác gửi")
    _tool(stage, RECEIVE).read_file(sample)


def _new_case(stage: Stage) -> None:
    place = _place(stage)
    busy = {line.person_id for line in transfers.listed(stage.desk)}
    lines = people.lines(stage.desk, PeopleQuery())
    place.open_new(first((line.id for line in lines if line.id not in busy), "đảng viên"))


def _step(stage: Stage) -> None:
    page = _opened(stage)
    moves = page.opened_case.moves
    page.take(first(moves, "bước tiếp theo"))


def _tools() -> tuple[Scene, ...]:
    return tuple(
        in_window(_PAGE, f"transfers-{key}", title, partial(_tool, key=key))
        for key, title in _TOOLS.items()
    )


def _tool(stage: Stage, key: str) -> Any:
    place = _place(stage)
    place.board.tool_wanted.emit(key)
    stage.ready()
    return place.over(key)


_STEPS = ("what", "units", "people", "preview")
_STEP_TITLES = ("hình thức", "tổ chức", "đảng viên", "xem trước")


def _collective() -> tuple[Scene, ...]:
    return tuple(
        in_window(_PAGE, f"collective-{key}", f"Chuyển tập thể: {title}",
                  partial(_plan, step=step))
        for step, (key, title) in enumerate(zip(_STEPS, _STEP_TITLES, strict=True))
    )  # fmt: skip


def _plan(stage: Stage, step: int) -> Any:
    page = _tool(stage, COLLECTIVE)
    page.begin()
    page.steps.go(step)
    page.steps.wanted.emit(step)
    return page


def _dialogs() -> tuple[Scene, ...]:
    return (
        over_window(_PAGE, "transfers-print", "In giấy tờ chuyển sinh hoạt",
                    lambda stage: _tab(stage, 0).board.print_here()),
        over_window(_PAGE, "transfers-calibrate", "Canh chỉnh in lên phôi",
                    lambda stage: _place(stage).calibrate()),
        over_window(_PAGE, "stock-received", "Nhập phôi",
                    lambda stage: _tool(stage, STOCK).add_move()),
        over_window(_PAGE, "packages-make", "Lập gói hồ sơ",
                    lambda stage: _tool(stage, PACKAGES).make()),
        over_window(_PAGE, "transfers-measure", "Đo độ lệch trên phôi", _measure),
        over_window(_PAGE, "cards-compare", "Đối chiếu thẻ cơ quan", _compare_card),
        over_window(_PAGE, "collective-rename", "Đổi tên khi chuyển tập thể",
                    lambda stage: _plan(stage, 1).units.renamed.add_wanted.emit()),
        over_window(_PAGE, "collective-new-unit", "Tổ chức mới khi chuyển tập thể",
                    lambda stage: _plan(stage, 1).units.new.add_wanted.emit()),
    )  # fmt: skip


def _measure(stage: Stage) -> Callable[[QDialog], object]:
    _place(stage).calibrate()

    def open_next(dialog: Any) -> None:
        dialog.panel.measure_wanted.emit()

    return open_next


def _compare_card(stage: Stage) -> None:
    page = _tool(stage, CARDS)
    known = first(page.table.rows.records(), "thẻ cơ quan")
    page.table.select(known.id)
    page.compare()
