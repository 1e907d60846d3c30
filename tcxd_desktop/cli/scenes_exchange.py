"""Scenes of *Nhập Excel*, *Đối chiếu*, *Xuất Excel* and *Hồ sơ trùng*."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scene_kit import Scene, first, in_window, over_window, page_of
from tcxd_desktop.domain.imports import ImportResult
from tcxd_desktop.domain.reconciliation_papers import CHECK_SLIP
from tcxd_desktop.domain.reconciliation_views import ReconQuery
from tcxd_desktop.office import duplicates, imports, reconciliation, reconciliation_requests
from tcxd_desktop.office.demo import sample_list
from tcxd_desktop.office.files import write_file
from tcxd_desktop.ui.imports.state import COLUMNS, PREVIEW, SHEETS, VALUES
from tcxd_desktop.ui.reconciliation.people_rows import Narrow
from tcxd_desktop.ui.reconciliation.round_frame import PEOPLE, PROGRESS, REQUESTS
from tcxd_desktop.ui.reconciliation.workspace import ROUND

_STEPS = (
    ("sheets", "Nhập Excel: chọn trang", SHEETS),
    ("columns", "Nhập Excel: các cột", COLUMNS),
    ("values", "Nhập Excel: giá trị lạ", VALUES),
    ("preview", "Nhập Excel: xem trước", PREVIEW),
)
_FILE = "DS_DANGVIEN.xlsx"


def scenes() -> tuple[Scene, ...]:
    """Return them."""
    return (*_imports(), *_rounds(), *_round(), *_exports(), *_duplicates())


# --- imports --------------------------------------------------------------------------------------


def _imports() -> tuple[Scene, ...]:
    page = "imports"
    return (
        in_window(page, page, "Nhập Excel", _files),
        *(
            in_window(page, f"import-{key}", title, partial(_wizard, step=step))
            for key, title, step in _STEPS
        ),
        in_window(page, "import-result", "Nhập Excel: kết quả", _result),
        over_window(page, "import-undo", "Chưa hoàn tác được lần nhập", _undo),
        over_window(page, "import-switches", "Cột được ghi",
                    lambda stage: _wizard(stage, PREVIEW).preview.choose_columns()),
    )  # fmt: skip


def _files(stage: Stage) -> Any:
    page = page_of(stage, "imports")
    page.leave_all()
    return page


def _wizard(stage: Stage, step: int) -> Any:
    page = _files(stage)
    with TemporaryDirectory() as folder:
        path = Path(folder) / _FILE
        write_file(path, sample_list(stage.desk))
        page.read_file(path)
        stage.ready()
    page.wizard.go(step)
    stage.ready()
    return page.wizard


def _result(stage: Stage) -> None:
    wizard = _wizard(stage, PREVIEW)
    wizard.show_result(ImportResult(created=2, changed=7, same=371, new_units=1, run_id=1))


def _undo(stage: Stage) -> None:
    page = _files(stage)
    found = imports.runs(stage.desk)
    page.files.undo_wanted.emit(first(found, "lần nhập").id)


# --- reconciliation -------------------------------------------------------------------------------


def _rounds() -> tuple[Scene, ...]:
    page = "reconciliation"
    return (
        in_window(page, page, "Đối chiếu: các đợt", _list),
        over_window(page, "round-new", "Mở đợt đối chiếu",
                    lambda stage: _list(stage).rounds.open_new()),
        over_window(page, "round-edit", "Sửa đợt đối chiếu", _edit_round),
    )  # fmt: skip


def _list(stage: Stage) -> Any:
    page = page_of(stage, "reconciliation")
    page.leave_all()
    return page


def _edit_round(stage: Stage) -> None:
    page = _list(stage)
    page.rounds.point_at(_running(stage))
    page.rounds.edit()


def _running(stage: Stage) -> int:
    lines = reconciliation.rounds(stage.desk)
    return int(first((line.round.id for line in lines if not line.round.closed), "đợt đối chiếu"))


def _round() -> tuple[Scene, ...]:
    page = "reconciliation"
    return (
        in_window(page, "round-progress", "Đợt đối chiếu: tiến độ", partial(_opened, tab=PROGRESS)),
        in_window(page, "round-people", "Đợt đối chiếu: từng người", _somebody),
        in_window(page, "round-requests", "Đợt đối chiếu: đề nghị đính chính",
                  partial(_opened, tab=REQUESTS)),
        in_window(page, "round-keying", "Nhập phiếu rà soát",
                  lambda stage: _list(stage).key_slips(_running(stage))),
        in_window(page, "round-central", "Đưa danh sách cấp trên vào",
                  lambda stage: _list(stage).bring_central(_running(stage))),
        over_window(page, "round-print", "In phiếu rà soát", _with_round(
            lambda place, number: place.print_papers(number, CHECK_SLIP, ()))),
        over_window(page, "round-many", "Giải quyết một mục của nhiều người", _with_round(
            lambda place, number: place.decide_many(number, Narrow()))),
        over_window(page, "round-card", "Đọc thẻ căn cước khi đối chiếu", _round_card),
        over_window(page, "round-request", "Ghi văn bản đề nghị đính chính", _request),
        over_window(page, "round-close", "Kết thúc đợt", _with_round(
            lambda place, _number: place.over(ROUND).use("close"))),
    )  # fmt: skip


def _opened(stage: Stage, tab: int) -> Any:
    place = _list(stage)
    place.open_round(_running(stage))
    page = place.over(ROUND)
    page.turn_to(tab)
    stage.ready()
    return page


def _somebody(stage: Stage) -> None:
    page = _opened(stage, PEOPLE)
    page.open_person(_differing(stage))


def _differing(stage: Stage) -> int:
    lines = reconciliation.lines(stage.desk, _running(stage), ReconQuery())
    return int(first((line.person_id for line in lines if line.open), "người có mục khác"))


def _with_round(act: Callable[[Any, int], object]) -> Callable[[Stage], None]:
    def run(stage: Stage) -> None:
        _opened(stage, PROGRESS)
        act(stage.window.show_page("reconciliation"), _running(stage))

    return run


def _request(stage: Stage) -> None:
    page = _opened(stage, REQUESTS)
    waiting = reconciliation_requests.to_request(stage.desk, _running(stage))
    page.request([first(waiting, "mục chờ đề nghị").verdict_id])


def _round_card(stage: Stage) -> None:
    _opened(stage, PEOPLE)
    place: Any = stage.window.show_page("reconciliation")
    place.read_card(_running(stage), _differing(stage))


# --- exports --------------------------------------------------------------------------------------


def _exports() -> tuple[Scene, ...]:
    page = "exports"
    return (
        in_window(page, page, "Xuất Excel", lambda stage: _layouts(stage).page),
        in_window(page, "exports-editor", "Sửa mẫu danh sách",
                  lambda stage: _layouts(stage).page.edit()),
        over_window(page, "exports-runs", "Các lần xuất",
                    lambda stage: _layouts(stage).page.show_runs()),
        over_window(page, "exports-new", "Mẫu danh sách mới",
                    lambda stage: _layouts(stage).page.new_layout()),
    )  # fmt: skip


def _layouts(stage: Stage) -> Any:
    page = page_of(stage, "exports")
    page.leave_all()
    return page


# --- duplicates -----------------------------------------------------------------------------------


def _duplicates() -> tuple[Scene, ...]:
    page = "duplicates"
    return (
        *(
            in_window(page, f"duplicates-{key}" if key else page, title, partial(_pairs, tab=tab))
            for tab, (key, title) in enumerate((
                ("", "Hồ sơ trùng: cặp nghi trùng"),
                ("distinct", "Hồ sơ trùng: là hai người"),
                ("merged", "Hồ sơ trùng: đã gộp"),
            ))
        ),
        in_window(page, "duplicates-compare", "So sánh hai hồ sơ", _compare),
        over_window(page, "duplicates-choose", "Chọn hai hồ sơ để so",
                    lambda stage: _pairs(stage, 0).lists.choose_two()),
    )  # fmt: skip


def _pairs(stage: Stage, tab: int) -> Any:
    page = page_of(stage, "duplicates")
    page.leave_all()
    page.lists.tabs.setCurrentIndex(tab)
    return page


def _compare(stage: Stage) -> None:
    line = first(duplicates.pairs(stage.desk), "cặp hồ sơ nghi trùng")
    _pairs(stage, 0).compare(line.first.person_id, line.second.person_id)
