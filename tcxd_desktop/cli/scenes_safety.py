"""Scenes of *An toàn* and *Thiết lập*."""

from functools import partial
from typing import Any

from tcxd_desktop.cli.pictures import Stage, wait_for
from tcxd_desktop.cli.scene_kit import Scene, first, in_window, over_window, page_of
from tcxd_desktop.ui.rules import page as rules_page
from tcxd_desktop.ui.safety import data_page


def scenes() -> tuple[Scene, ...]:
    """Return them."""
    return (*_backups(), *_accounts(), *_book(), *_data(), *_rules())


def _backups() -> tuple[Scene, ...]:
    page = "backups"
    return (
        in_window(page, page, "Sao lưu", lambda stage: page_of(stage, "backups")),
        over_window(page, "backups-restore", "Khôi phục từ bản sao lưu", _restore),
    )


def _restore(stage: Stage) -> None:
    page = page_of(stage, "backups")
    first(page.table.rows.records(), "bản sao lưu")
    page.table.select_first()
    page.restore()


def _accounts() -> tuple[Scene, ...]:
    page = "accounts"
    return (
        in_window(page, page, "Người dùng và khóa", _people),
        over_window(page, "accounts-new", "Thêm người dùng",
                    lambda stage: _people(stage).add_account()),
        over_window(page, "accounts-change", "Sửa người dùng",
                    lambda stage: _clerk(stage).change_account()),
        over_window(page, "accounts-reset", "Đặt lại mật khẩu",
                    lambda stage: _clerk(stage).reset_password()),
        over_window(page, "accounts-sealed", "Giao ngăn niêm phong",
                    lambda stage: _clerk(stage).turn_sealed()),
        over_window(page, "accounts-close", "Ngừng một người dùng",
                    lambda stage: _clerk(stage).close_account()),
        over_window(page, "accounts-prove", "Thử mã khôi phục",
                    lambda stage: _people(stage).prove_recovery()),
        over_window(page, "accounts-key", "Đổi khóa dữ liệu",
                    lambda stage: _people(stage).change_key()),
    )  # fmt: skip


def _people(stage: Stage) -> Any:
    page = page_of(stage, "accounts")
    page.table.select_first()
    return page


def _clerk(stage: Stage) -> Any:
    """Return the page, somebody else than the user chosen."""
    page = _people(stage)
    others = [
        one for one in page.table.rows.records() if one.account.id != stage.desk.actor.account
    ]
    page.table.select(first(others, "người dùng khác").account.id)
    return page


def _book() -> tuple[Scene, ...]:
    page = "book"
    return (in_window(page, page, "Sổ truy cập", _lines),)


def _lines(stage: Stage) -> None:
    page = page_of(stage, "book")
    page.table.select_first()


def _data() -> tuple[Scene, ...]:
    page = "data"
    return (
        in_window(page, page, "Mượn hồ sơ giấy", partial(_part, number=data_page.LOANS)),
        in_window(page, "data-person", "Dữ liệu của một người", _person),
        in_window(page, "data-incident", "Biên bản sự cố",
                  partial(_part, number=data_page.INCIDENT)),
        over_window(page, "data-lend", "Cho mượn hồ sơ giấy",
                    lambda stage: _part(stage, data_page.LOANS).loans.lend_one()),
        over_window(page, "data-extract", "Trích dữ liệu của một người",
                    lambda stage: _person(stage).extract()),
        over_window(page, "data-restrict", "Khóa dữ liệu của một người",
                    lambda stage: _person(stage).restrict()),
        over_window(page, "data-erase", "Xóa dữ liệu của một người",
                    lambda stage: _person(stage).erase()),
    )  # fmt: skip


def _part(stage: Stage, number: int) -> Any:
    page = page_of(stage, "data")
    page.show_part(number)
    return page


def _person(stage: Stage) -> Any:
    part = _part(stage, data_page.PERSON).person
    found = stage.anybody()
    part.choices.know(found)
    part.field.set_value(found)
    part.refresh()
    stage.ready()
    return part


def _rules() -> tuple[Scene, ...]:
    page = "rules"
    return (
        in_window(page, page, "Quy tắc", _chosen_rule),
        in_window(page, "rules-sets", "Bộ quy định, vai trò", partial(_tab, tab=rules_page.SETS)),
        in_window(page, "rules-calendar", "Lịch làm việc", partial(_tab, tab=rules_page.CALENDAR)),
        in_window(page, "rules-packs", "Gói ký số", partial(_tab, tab=rules_page.PACKS)),
        over_window(page, "rules-change", "Sửa một quy tắc",
                    lambda stage: _chosen_rule(stage).rules.change()),
        over_window(page, "rules-adopt", "Áp dụng bộ quy định",
                    lambda stage: _tab(stage, rules_page.SETS).sets.choose_set()),
        over_window(page, "rules-role", "Đổi vai trò của đảng bộ",
                    lambda stage: _tab(stage, rules_page.SETS).sets.choose_role()),
        over_window(page, "rules-day", "Ghi một ngày vào lịch",
                    lambda stage: _tab(stage, rules_page.CALENDAR).calendar.write_day()),
        over_window(page, "rules-issue", "Lập gói quy tắc",
                    lambda stage: _tab(stage, rules_page.PACKS).packs.issue()),
    )  # fmt: skip


def _tab(stage: Stage, tab: int) -> Any:
    page = page_of(stage, "rules")
    page.show_tab(tab)
    stage.ready()
    return page


def _chosen_rule(stage: Stage) -> Any:
    page = _tab(stage, rules_page.RULES)
    wait_for(lambda: bool(page.rules.table.rows.records()), 5.0)
    page.rules.table.select_first()
    return page
