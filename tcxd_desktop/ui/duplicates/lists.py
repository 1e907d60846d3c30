"""The three lists of the page: likely pairs, merges, pairs that are two people."""

from datetime import datetime, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from tcxd_desktop.domain.duplicates import DistinctLine, PairLine
from tcxd_desktop.domain.merging import MergeRecord, MergeState
from tcxd_desktop.domain.names import name_key
from tcxd_desktop.ui.common import icons, theme
from tcxd_desktop.ui.common.listing import ListOrWords, ruled
from tcxd_desktop.ui.common.rows import Column
from tcxd_desktop.ui.common.table import Table
from tcxd_desktop.wording.formats import show_date
from tcxd_desktop.wording.merging import STATE, sides


def tone(line: PairLine) -> str:
    """Return the colour of a pair's points."""
    return "bad" if line.score.certain else "warn"


def why(line: PairLine) -> str:
    """Return what speaks for and against one person, in a line."""
    told, against = sides(line.score.reasons)
    return f"{told}. Nhưng: {against.lower()}" if against else told


PAIRS: tuple[Column[PairLine], ...] = (
    Column("points", "Điểm", lambda line: str(line.score.points),
           sort=lambda line: -line.score.points, align="center", width=64,
           tone=tone),
    Column("first", "Hồ sơ nên giữ", lambda line: line.first.name,
           sort=lambda line: name_key(line.first.name), width=160),
    Column("first_birth", "Sinh", lambda line: line.first.birth, width=92),
    Column("second", "Hồ sơ kia", lambda line: line.second.name,
           sort=lambda line: name_key(line.second.name), width=160),
    Column("second_birth", "Sinh", lambda line: line.second.birth, width=92),
    Column("why", "Vì sao", why, width=290, tip=why),
    Column("first_unit", "Chi bộ", lambda line: line.first.unit, width=145, muted=True,
           tip=lambda line: line.first.unit),
    Column("second_unit", "Chi bộ hồ sơ kia", lambda line: line.second.unit, width=145,
           muted=True, tip=lambda line: line.second.unit),
)  # fmt: skip


def merges(zone: tzinfo | None) -> tuple[Column[MergeRecord], ...]:
    """Return the columns of what was merged, by the office's clock."""
    return (
        Column("at", "Lúc", lambda one: moment(one.at, zone), sort=lambda one: one.at, width=130,
               muted=True),
        Column("kept", "Hồ sơ giữ", lambda one: one.kept_name,
               sort=lambda one: name_key(one.kept_name), width=180),
        Column("gone", "Hồ sơ bỏ", lambda one: one.gone_name,
               sort=lambda one: name_key(one.gone_name), width=180),
        Column("state", "Tình trạng", lambda one: STATE[one.state],
               tone=lambda one: "ok" if one.state is MergeState.DONE else "plain", width=110),
        Column("reason", "Lý do", _reason, width=280, tip=_reason),
        Column("actor", "Người làm", lambda one: one.actor, width=140, muted=True),
    )  # fmt: skip


def _reason(one: MergeRecord) -> str:
    return f"{one.reason} · Tách lại: {one.undo_reason}" if one.undo_reason else one.reason


DISTINCT: tuple[Column[DistinctLine], ...] = (
    Column("first", "Hồ sơ", lambda one: one.first, sort=lambda one: name_key(one.first),
           width=200),
    Column("second", "Hồ sơ", lambda one: one.second, sort=lambda one: name_key(one.second),
           width=200),
    Column("reason", "Lý do", lambda one: one.reason, width=320, tip=lambda one: one.reason),
    Column("on", "Ngày ghi", lambda one: show_date(one.on), sort=lambda one: one.on, width=100),
    Column("actor", "Người ghi", lambda one: one.actor, width=140, muted=True),
)  # fmt: skip


def moment(at: str, zone: tzinfo | None) -> str:
    """Return an ISO moment as ``23/11/2026 09:00``."""
    return f"{datetime.fromisoformat(at).astimezone(zone):%d/%m/%Y %H:%M}" if at else ""


class Listing(QWidget):
    """A list with its buttons above it, or the word that there is nothing."""

    acted = Signal()
    """The main button was pressed, or a line opened."""

    def __init__(self, table: Table[PairLine] | Table[MergeRecord] | Table[DistinctLine],
                 empty: str, *buttons: QPushButton) -> None:  # fmt: skip
        """Show ``table``; the last of ``buttons`` does what opening a line does."""
        super().__init__()
        look = theme.current()
        self.table = table
        self.note = theme.hint(QLabel())
        self.note.setWordWrap(True)
        tools = QHBoxLayout()
        tools.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        tools.setSpacing(look.px(8))
        tools.addWidget(self.note, 1)
        for button in buttons:
            button.setAutoDefault(False)
            tools.addWidget(button)
        self._stack = ListOrWords(table, empty)
        self.empty = self._stack.empty
        ruled(self, tools, main=self._stack)
        if buttons:
            buttons[-1].clicked.connect(self.acted)
        table.opened.connect(self.acted)

    def show_empty(self, *, on: bool) -> None:
        """Say that there is nothing, or show the list with the cursor in it."""
        self._stack.show_list(on=not on)
        if not on and self.table.current_record() is None:
            self.table.select_first()


def button(text: str, icon: str) -> QPushButton:
    """Return a button with its icon."""
    return icons.put(QPushButton(text), icon)
