"""What the list of rounds shows: columns and words. No Qt."""

from typing import Final

from tcxd_desktop.domain.reconciliation import Round
from tcxd_desktop.domain.reconciliation_views import RoundLine
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.reconciliation import field_label

DONE: Final = "done"
RUNNING = "Đang làm"


def state(told: Round) -> str:
    """Return whether a round runs, or when it ended."""
    return f"Đã kết thúc {show_date(told.closed)}" if told.closed else RUNNING


def percent(line: RoundLine) -> int:
    """Return how far a round is, in whole percent."""
    return line.done * 100 // line.members if line.members else 100


def share(line: RoundLine) -> float | None:
    """Return how far a round is, 0 to 1."""
    return line.done / line.members if line.members else None


def _number(value: int) -> str:
    return show_number(value) if value else "·"


COLUMNS: Final[tuple[Column[RoundLine], ...]] = (
    Column("name", "Đợt đối chiếu", lambda line: line.round.name, width=200),
    Column(DONE, "Xong", lambda line: f"{percent(line)} %", sort=percent, width=140),
    Column(
        "state", "Tình trạng", lambda line: state(line.round),
        sort=lambda line: line.round.closed or "9",
        tone=lambda line: "plain" if line.round.closed else "warn", width=160,
    ),
    Column(
        "opened", "Mở", lambda line: show_date(line.round.opened),
        sort=lambda line: line.round.opened, width=88,
    ),
    Column(
        "members", "Người", lambda line: _number(line.members), sort=lambda line: line.members,
        align="right", width=62,
    ),
    Column(
        "open", "Còn lại", lambda line: _number(line.open + line.only_there),
        sort=lambda line: line.open + line.only_there, align="right", width=68,
        tip=lambda line: "Người và dòng danh sách còn phải quyết định",
    ),
)  # fmt: skip


def facts_of(line: RoundLine) -> list[tuple[str, str]]:
    """Return what the panel beside the list tells of a round."""
    told = line.round
    return [
        ("Mở ngày", show_date(told.opened)),
        ("Kết thúc", show_date(told.closed) or "chưa"),
        ("Phạm vi", f"{show_number(len(told.units))} chi bộ" if told.units else "mọi chi bộ"),
        ("Danh sách", told.central_file or "chưa đưa danh sách cấp trên vào"),
        ("Nhập hai lần", "có" if told.twice else "không"),
        ("Ghi chú", told.note),
    ]


def figures_of(line: RoundLine) -> list[tuple[str, str]]:
    """Return the figures of a round."""
    return [
        ("Đảng viên", show_number(line.members)),
        ("Có mục khác", show_number(line.differing)),
        ("Chưa giải quyết", show_number(line.open)),
        ("Chỉ cấp trên có", show_number(line.only_there)),
        ("Đã đề nghị", show_number(line.requested)),
        ("Xong", f"{show_number(line.done)} ({percent(line)} %)"),
    ]


def fields_of(told: Round) -> str:
    """Return what a round compares, in one line."""
    return "; ".join(field_label(target) for target in told.fields)
