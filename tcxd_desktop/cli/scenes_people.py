"""Scenes of *Đảng viên*, *Tổ chức đảng*, *Phiếu bổ sung*, *Số lý lịch* and *Việc hôm nay*."""

from functools import partial
from typing import Any

from tcxd_desktop.cli.pictures import Stage
from tcxd_desktop.cli.scene_kit import Scene, first, in_window, over_window, page_of
from tcxd_desktop.wording.dossier import SECTIONS

_CHANGES = {
    "rename": "Đổi tên tổ chức",
    "move": "Chuyển tổ chức sang cấp trên khác",
    "retype": "Đổi loại tổ chức",
    "close": "Kết thúc hoạt động của tổ chức",
    "undo": "Hủy bước gần nhất của tổ chức",
}


def scenes() -> tuple[Scene, ...]:
    """Return them."""
    return (*_today(), *_people(), *_editor(), *_units(), *_rest())


def _today() -> tuple[Scene, ...]:
    return (
        in_window("today", "today", "Việc hôm nay", lambda stage: page_of(stage, "today")),
        over_window("today", "today-done", "Đánh dấu việc đã xong", partial(_due, what="done")),
        over_window("today", "today-postpone", "Hoãn một việc", partial(_due, what="postpone")),
    )


def _due(stage: Stage, what: str) -> None:
    page = page_of(stage, "today")
    first(page.table.rows.records(), "việc")
    page.table.select_first()
    page.act(what)


def _people() -> tuple[Scene, ...]:
    return (
        in_window("people", "people", "Danh sách đảng viên", _list),
        *(
            in_window("people", f"people-{key}", title, partial(_detail, tab=tab))
            for tab, (key, title) in enumerate(_DETAIL)
        ),
        over_window("people", "people-new", "Thêm đảng viên", partial(_listed, act="add_person")),
        over_window("people", "people-print", "In phiếu, danh sách đảng viên",
                    partial(_listed, act="print_papers")),
        over_window("people", "people-filter", "Lọc danh sách đảng viên",
                    partial(_listed, act="choose_conditions")),
        over_window("people", "people-void", "Hủy bản ghi", _void),
        over_window("people", "people-preview", "Xem trước phiếu đảng viên", _preview),
    )  # fmt: skip


_DETAIL = (
    ("summary", "Tóm tắt một đảng viên"),
    ("paper", "Phiếu của một đảng viên"),
    ("papers", "Tài liệu của một đảng viên"),
    ("history", "Diễn biến của một đảng viên"),
)


def _list(stage: Stage) -> Any:
    page = page_of(stage, "people")
    page.leave_all()
    page.list.show_person(stage.anybody())
    return page.list


def _detail(stage: Stage, tab: int) -> None:
    page = _list(stage)
    page.detail.tabs.setCurrentIndex(tab)


def _listed(stage: Stage, act: str) -> None:
    getattr(_list(stage), act)()


def _void(stage: Stage) -> None:
    page = _list(stage)
    page.void(page.list.table.current_record())


def _preview(stage: Stage) -> None:
    _list(stage).print_member(stage.anybody())


def _editor() -> tuple[Scene, ...]:
    return (
        *(
            in_window("people", f"editor-{number:02d}", f"Hồ sơ: {title}",
                      partial(Stage.show_section, number=number - 1))
            for number, title in enumerate(_section_titles(), 1)
        ),
        over_window("people", "editor-history", "Lịch sử của hồ sơ", _history),
        over_window("people", "editor-correct", "Đính chính mục cố định", _correct),
        over_window("people", "editor-card", "Đọc thẻ căn cước", _card),
    )  # fmt: skip


def _section_titles() -> tuple[str, ...]:
    return tuple(section.title for section in SECTIONS)


def _editing(stage: Stage) -> Any:
    stage.open_anybody()
    stage.ready()
    return stage.workspace.editor


def _history(stage: Stage) -> None:
    _editing(stage).header.history_wanted.emit()


def _correct(stage: Stage) -> None:
    _editing(stage).forms.correction_wanted.emit(("birth_name", "birth_date"))


def _card(stage: Stage) -> None:
    _editing(stage).read_card()


def _units() -> tuple[Scene, ...]:
    return (
        in_window("units", "units", "Tổ chức đảng", lambda stage: page_of(stage, "units")),
        over_window("units", "units-new", "Thêm tổ chức đảng",
                    lambda stage: page_of(stage, "units").add_unit()),
        *(
            over_window("units", f"units-{key}", title, partial(_change, kind=key))
            for key, title in _CHANGES.items()
        ),
    )  # fmt: skip


def _change(stage: Stage, kind: str) -> None:
    page = page_of(stage, "units")
    page.table.select_first()
    page.open_unit(page.table.current_record().node.unit.id)
    page.change(kind)


def _rest() -> tuple[Scene, ...]:
    return (
        in_window("supplements", "supplements", "Phiếu bổ sung",
                  lambda stage: page_of(stage, "supplements")),
        in_window("numbers", "numbers", "Số lý lịch: chờ cấp", partial(_numbers, tab=0)),
        in_window("numbers", "numbers-ledger", "Số lý lịch: sổ cấp", partial(_numbers, tab=1)),
        in_window("numbers", "numbers-cells", "Số lý lịch: số SĐV của chi bộ",
                  partial(_numbers, tab=2)),
        over_window("numbers", "numbers-block", "Khai cụm số lý lịch",
                    lambda stage: page_of(stage, "numbers").add_block()),
        over_window("numbers", "numbers-chosen", "Cấp một số đã chọn", _chosen_number),
    )  # fmt: skip


def _numbers(stage: Stage, tab: int) -> None:
    page_of(stage, "numbers").tabs.setCurrentIndex(tab)


def _chosen_number(stage: Stage) -> None:
    page = page_of(stage, "numbers")
    page.give_by_hand(first(page.waiting.table.rows.records(), "người chờ cấp số"))
