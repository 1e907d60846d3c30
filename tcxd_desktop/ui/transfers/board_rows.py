"""What the board shows of its lines: columns, tabs, how they are narrowed. No widgets."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tcxd_desktop.domain.names import name_key
from tcxd_desktop.domain.text import fold
from tcxd_desktop.domain.transfers import (
    BoardColumn,
    Direction,
    State,
    TransferKind,
    TransferLine,
    TransferQuery,
)
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.transfers import COLUMN, DIRECTION, KIND_SHORT, STATE

TABS = (BoardColumn.TO_DO, BoardColumn.WAITING, BoardColumn.LATE, BoardColumn.DONE)
TAB_TITLES = COLUMN
TAB_TIPS = {
    BoardColumn.TO_DO: "Cơ quan mình phải làm bước tiếp theo",
    BoardColumn.WAITING: "Đang chờ đảng viên hoặc cơ quan khác",
    BoardColumn.LATE: "Có một thời hạn đã qua",
    BoardColumn.DONE: "Đã xong, hủy hoặc xóa tên",
}
NOTHING = {
    BoardColumn.TO_DO: "Không có ca nào cần làm.",
    BoardColumn.WAITING: "Không có ca nào đang chờ.",
    BoardColumn.LATE: "Không có ca nào quá hạn.",
    BoardColumn.DONE: "Chưa có ca nào xong trong thời gian này.",
}
YEAR, TWELVE_MONTHS, EVER = "year", "twelve", "ever"
PERIODS = (
    (YEAR, "Xong từ đầu năm"),
    (TWELVE_MONTHS, "Xong trong 12 tháng"),
    (EVER, "Mọi ca đã xong"),
)
_FIRST_DAY = "1930-02-03"

_BAD = {
    State.BARRED, State.STOPPED, State.LOST, State.STRIKE_PROPOSED, State.STRUCK, State.NOT_GOING,
}  # fmt: skip
_OUTSIDE = {
    State.MOVING, State.NOTICED, State.ONWARD, State.AT_BNG, State.ABROAD, State.SLIP,
    State.PRESENTED, State.HOME, State.BNG_BACK,
}  # fmt: skip
_GOOD = {State.DONE, State.AWAY, State.EXTENDED, State.LINKED}


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which lines are looked at, besides the tab."""

    direction: str = ""
    """A value of ``Direction``; empty: all."""
    kind: str = ""
    """A value of ``TransferKind``; empty: all."""
    unit_id: int | None = None
    text: str = ""
    period: str = YEAR
    """Of finished cases."""

    def query(self, today: date) -> TransferQuery:
        """Return what has to be read; direction, kind and text are narrowed in memory."""
        return TransferQuery(unit_id=self.unit_id, done_since=self.since(today))

    def since(self, today: date) -> str:
        """Return the ISO day from which finished cases are read."""
        if self.period == EVER:
            return _FIRST_DAY
        if self.period == YEAR:
            return f"{today.year:04d}-01-01"
        month_ends_well = today.replace(day=min(today.day, 28))
        return month_ends_well.replace(year=today.year - 1).isoformat()

    @property
    def anything(self) -> bool:
        """Whether it hides something."""
        return bool(self.direction or self.kind or self.unit_id is not None or self.text)

    def keeps(self, line: TransferLine) -> bool:
        """Tell whether a line is looked at."""
        if self.direction and line.direction != self.direction:
            return False
        if self.kind and line.kind != self.kind:
            return False
        words = fold(self.text).split()
        if not words:
            return True
        whole = fold(f"{line.name} {line.source} {line.target} {line.serial}")
        return all(word in whole for word in words)


def kept(lines: Iterable[TransferLine], narrow: Narrow) -> list[TransferLine]:
    """Return the lines that are looked at, in the order given."""
    return [line for line in lines if narrow.keeps(line)]


def by_tab(lines: Iterable[TransferLine]) -> dict[BoardColumn, list[TransferLine]]:
    """Share lines between the tabs: what is nearest its last day first, the newest done first."""
    shared: dict[BoardColumn, list[TransferLine]] = {tab: [] for tab in TABS}
    for line in lines:
        shared[BoardColumn(line.column or BoardColumn.TO_DO)].append(line)
    for tab, found in shared.items():
        if tab is BoardColumn.DONE:
            found.sort(key=lambda line: line.last_on, reverse=True)
        else:
            found.sort(key=lambda line: (line.due or "9", line.opened, line.id))
    return shared


def elsewhere(shared: dict[BoardColumn, list[TransferLine]], tab: BoardColumn) -> str:
    """Say in which other tabs there is something, where this one has nothing."""
    if shared[tab]:
        return ""
    found = [
        f"{TAB_TITLES[other]} có {len(shared[other])}"
        for other in TABS
        if other is not tab and shared[other]
    ]
    return "; ".join(found)


def first_with(shared: dict[BoardColumn, list[TransferLine]]) -> BoardColumn | None:
    """Return the first tab that has something."""
    return next((tab for tab in TABS if shared[tab]), None)


def state_tone(state: State) -> str:
    """Return the tone of a state's badge."""
    if state in _BAD:
        return "bad"
    if state in _OUTSIDE:
        return "warn"
    return "ok" if state in _GOOD else "plain"


def due_words(due: str, today: date) -> str:
    """Return how far the last day is: ``02/12/2026 · còn 7 ngày``."""
    if not due:
        return ""
    days = (date.fromisoformat(due) - today).days
    told = "hôm nay" if not days else f"còn {days} ngày" if days > 0 else f"quá {-days} ngày"
    return f"{show_date(due)} · {told}"


def due_tip(line: TransferLine, today: date) -> str:
    """Return how far the last day is, and whose it is."""
    return f"{due_words(line.due, today)} ({line.due_rule})" if line.due else ""


def way_text(line: TransferLine) -> str:
    """Return from where to where, by the lowest organisations told."""
    return f"{line.source or '…'} → {line.target or '…'}"


def kind_words(line: TransferLine) -> str:
    """Return direction and kind in a few words: ``Đi · tạm thời``."""
    if line.direction is Direction.INSIDE:
        return KIND_SHORT[line.kind]
    kind = KIND_SHORT[line.kind]
    return f"{DIRECTION[line.direction]} · {kind[:1].lower()}{kind[1:]}"


def due_tone(due: str, today: date, *, soon: int = 14) -> str:
    """Return the tone of a last day; ``soon``: calendar days."""
    if not due:
        return ""
    days = (date.fromisoformat(due) - today).days
    return "bad" if days < 0 else "warn" if days <= soon else "plain"


def columns(today: date) -> tuple[Column[TransferLine], ...]:
    """Return the columns of the board."""

    def by_name(line: TransferLine) -> object:
        return name_key(line.name)

    return (
        Column("name", "Họ và tên", lambda line: line.name, sort=by_name, width=148),
        Column(
            "due",
            "Hạn",
            lambda line: show_date(line.due),
            sort=lambda line: line.due or "9",
            tone=lambda line: due_tone(line.due, today),
            tip=lambda line: due_tip(line, today),
            width=98,
        ),
        Column(
            "state",
            "Tình trạng",
            lambda line: STATE[line.state],
            tone=lambda line: state_tone(line.state),
            width=168,
        ),
        Column("kind", "Loại chuyển", kind_words, width=122),
        Column("way", "Nơi đi → nơi đến", way_text, width=180),
        Column("source", "Nơi đi", lambda line: line.source, width=150, shown=False),
        Column("target", "Nơi đến", lambda line: line.target, width=150, shown=False),
        Column("rule", "Thời hạn", lambda line: line.due_rule, width=80, shown=False, muted=True),
        Column("serial", "Số giấy", lambda line: line.serial, width=96, shown=False),
        _day("last", "Việc gần nhất", lambda line: line.last_on),
        _day("opened", "Ngày mở", lambda line: line.opened),
    )


def _day(key: str, title: str, of: Callable[[TransferLine], str]) -> Column[TransferLine]:
    return Column(key, title, lambda line: show_date(of(line)), sort=of, width=104, shown=False)


def kinds_in(lines: Sequence[TransferLine]) -> list[TransferKind]:
    """Return the kinds that occur, in the order of the vocabulary."""
    found = {line.kind for line in lines}
    return [kind for kind in TransferKind if kind in found]


def way_words(direction: str) -> str:
    """Return how a chip calls a direction; empty is all."""
    return "Tất cả" if not direction else DIRECTION[Direction(direction)]
