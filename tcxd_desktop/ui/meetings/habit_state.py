"""When and where chi bộ usually meet, as it is typed. No Qt."""

from dataclasses import dataclass, replace

from tcxd_desktop.domain.meeting_errors import DayOfMonthProblem
from tcxd_desktop.domain.meetings import CellHabit
from tcxd_desktop.domain.score_templates import CellKind
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.times import parse_time
from tcxd_desktop.ui.meetings.grid_choices import CELL_KINDS, pick
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn
from tcxd_desktop.wording.formats import show_number

_LAST_DAY = 31


@dataclass
class HabitSheet(Sheet[CellHabit]):
    """Nề nếp sinh hoạt của các chi bộ."""

    barred: str = ""
    """Why nothing of it can be changed."""

    def why_not(self, row: int, column: SheetColumn[CellHabit]) -> str:
        """Return why nothing can be changed."""
        return self.barred

    def summary(self) -> str:
        """Say how many chi bộ have their usual day."""
        known = sum(bool(habit.usual_day) for habit in self.rows)
        text = f"{show_number(known)}/{show_number(len(self.rows))} chi bộ đã có ngày thường lệ"
        unsaved = len(self.changed())
        return f"{text} · {show_number(unsaved)} chi bộ chưa lưu" if unsaved else text


def _read_kind(habit: CellHabit, typed: str) -> CellHabit:
    return replace(habit, kind=CellKind(pick(CELL_KINDS, typed, CellKind.OTHER, field="kind")))


def _read_day(habit: CellHabit, typed: str) -> CellHabit:
    text = clean_line(typed)
    if not text:
        return replace(habit, usual_day=0)
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _LAST_DAY:
        raise DayOfMonthProblem(text, field="usual_day")
    return replace(habit, usual_day=int(text))


def _read_time(habit: CellHabit, typed: str) -> CellHabit:
    return replace(habit, usual_at=parse_time(typed, field="usual_at"))


def _read_place(habit: CellHabit, typed: str) -> CellHabit:
    return replace(habit, usual_place=clean_line(typed))


HABIT_COLUMNS: tuple[SheetColumn[CellHabit], ...] = (
    SheetColumn("unit", "Chi bộ", lambda habit: habit.unit, least=190, share=3),
    SheetColumn("kind", "Loại hình chi bộ", lambda habit: CELL_KINDS.label(habit.kind.value),
                _read_kind, least=170, share=2, choices=CELL_KINDS,
                tip="Loại hình: gõ vài chữ đầu hoặc phím ↓ để chọn; mẫu chấm điểm chọn theo đây"),
    SheetColumn("usual_day", "Ngày thường lệ",
                lambda habit: str(habit.usual_day) if habit.usual_day else "", _read_day,
                least=110, align="right",
                tip="Ngày trong tháng, từ 1 đến 31; tháng không có ngày ấy thì lấy ngày cuối"),
    SheetColumn("usual_at", "Giờ", lambda habit: habit.usual_at, _read_time, least=70,
                align="center", tip="Giờ: gõ 1930, 19h30 hoặc 19:30"),
    SheetColumn("usual_place", "Địa điểm", lambda habit: habit.usual_place, _read_place, least=150,
                share=3, tip="Nơi thường họp; Ctrl+D lặp lại dòng trên"),
)  # fmt: skip
