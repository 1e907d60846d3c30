"""The schedule of a month as it is typed: a line a meeting, what clashes, what is saved. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tcxd_desktop.domain.meeting_errors import MeetingMonthProblem
from tcxd_desktop.domain.meetings import MeetingState, PlanLine
from tcxd_desktop.domain.periods import step
from tcxd_desktop.domain.score_templates import MeetingKind
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.domain.times import parse_day, parse_time
from tcxd_desktop.ui.meetings.grid_choices import KINDS, pick
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn, Shown
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.meetings import MEETING_STATE
from tcxd_desktop.wording.periods import period_text

_SHORT_DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_LASTS = {MeetingKind.COMBINED: 120}
_USUAL_MINUTES = 90
"""How long a meeting lasts at least (42-HD/BTCTW, 2025): who is at one is not at another."""
_TONES = {MeetingState.HELD: "ok", MeetingState.NOT_HELD: "warn", MeetingState.PLANNED: "plain"}
_DONE = {
    MeetingState.HELD: "Buổi họp này đã ghi là đã họp nên lịch không sửa nữa.",
    MeetingState.NOT_HELD: "Tháng này đã ghi là không sinh hoạt nên không lên lịch nữa.",
}
_UNSAVED = "Chưa lưu"
THEMATIC = (MeetingKind.THEMATIC, MeetingKind.COMBINED)


@dataclass(frozen=True, slots=True)
class Clash:
    """Trùng giờ: somebody assigned to two meetings that overlap."""

    who: str
    rows: tuple[int, int]


@dataclass
class PlanSheet(Sheet[PlanLine]):
    """Lịch sinh hoạt của một tháng."""

    period: str = ""
    clashes: list[Clash] = field(default_factory=list)
    barred: str = ""
    """Why nothing of it can be changed."""
    today: date = date.min

    @classmethod
    def of(cls, today: date) -> "PlanSheet":
        """Return an empty schedule."""
        sheet = cls((), today=today)
        sheet.columns = _columns(sheet)
        return sheet

    def show(self, rows: Iterable[PlanLine]) -> None:
        """Show what is stored of the period."""
        self.columns = _columns(self)
        super().show(rows)

    def shown(self, row: int, number: int) -> Shown:
        """Return what a cell shows; a line that is not saved says so."""
        made, line = super().shown(row, number), self.rows[row]
        unsaved = line != self.kept[row] and (line.on or line.meeting_id)
        if self.columns[number].key == "state" and unsaved:
            return replace(made, text=_UNSAVED, badge="warn")
        return made

    def why_not(self, row: int, column: SheetColumn[PlanLine]) -> str:
        """Return why a line cannot be changed: the meeting was held, or was not."""
        line = self.rows[row]
        if self.barred:
            return self.barred
        if line.state in _DONE:
            return _DONE[line.state]
        if column.key == "theme" and line.kind not in THEMATIC:
            return "Chỉ buổi chuyên đề hoặc kết hợp có tên chuyên đề: đổi Loại buổi trước."
        return ""

    def warned(self, row: int, column: SheetColumn[PlanLine]) -> str:
        """Return what is worth a look: no day yet, another month, who is at two meetings."""
        line = self.rows[row]
        if column.key == "on":
            if self.lacks_day(row):
                return "Buổi này đã có giờ hoặc nơi họp mà chưa có ngày: hãy gõ ngày rồi lưu."
            if not line.on and line.state is MeetingState.PLANNED:
                return "Buổi đã lên lịch mà bỏ trống ngày: khi lưu, buổi này bỏ khỏi lịch."
            if line.on and not line.on.startswith(self.period):
                return f"Ngày này không nằm trong {period_text(self.period)}."
        if column.key in ("at", "upper"):
            found = next((clash for clash in self.clashes if row in clash.rows), None)
            if found is not None:
                return self.clash_text(found, seen_from=row)
        return ""

    def checked(self) -> None:
        """Look for people assigned to meetings that overlap."""
        self.clashes = clashes_of(self.rows)

    def lacks_day(self, row: int) -> bool:
        """Tell whether a line that was begun has no day."""
        line, before = self.rows[row], self.kept[row]
        begun = before is None or (line.at, line.place, line.theme, line.kind) != (
            before.at, before.place, before.theme, before.kind
        )  # fmt: skip
        return not line.on and not line.meeting_id and begun

    def clash_text(self, clash: Clash, *, seen_from: int) -> str:
        """Say a clash beside one of its two lines."""
        other = self.rows[next(row for row in clash.rows if row != seen_from)]
        return (
            f"{clash.who} được phân công dự cả {other.unit} lúc {other.at} "
            f"ngày {show_date(other.on)}: hai buổi trùng giờ."
        )

    def first_open(self) -> tuple[int, int] | None:
        """Return the first cell that keeps the schedule from being saved."""
        day = next(n for n, column in enumerate(self.columns) if column.key == "on")
        without = [(row, day) for row in range(len(self.rows)) if self.lacks_day(row)]
        return min([*without, *filter(None, [self.first_wrong()])], default=None)

    def propose(self, lines: Iterable[PlanLine]) -> int:
        """Fill in what is proposed where nothing is planned or typed yet; returns how many."""
        offered = {line.unit_id: line for line in lines if not line.meeting_id and line.on}
        empty = [
            row
            for row, line in enumerate(self.rows)
            if line.unit_id in offered and line == self.kept[row] and not line.meeting_id
            if line.state is None and not any(place == row for place, _ in self.typed)
        ]
        if empty and not self.barred:
            self.keep()
            for row in empty:
                offer = offered[self.rows[row].unit_id]
                self.rows[row] = replace(
                    self.rows[row], kind=offer.kind, on=offer.on, at=offer.at, place=offer.place
                )
            self.checked()
            return len(empty)
        return 0

    def add(self, row: int) -> int:
        """Add another meeting of the chi bộ of a row below it; returns its row."""
        self.keep()
        line = self.rows[row]
        new = PlanLine(
            line.unit_id, line.unit, line.members, kind=MeetingKind.THEMATIC, place=line.place,
            secretary=line.secretary, phone=line.phone, upper=line.upper,
        )  # fmt: skip
        self._insert(row + 1, new)
        return row + 1

    def take_out(self, row: int) -> bool:
        """Take out a line that is not stored; false where it is the chi bộ's only one."""
        line = self.rows[row]
        if self.kept[row] is not None or line.meeting_id:
            return False
        self.keep()
        del self.rows[row], self.kept[row]
        self.typed = {
            (at - (at > row), key): bad for (at, key), bad in self.typed.items() if at != row
        }
        self.checked()
        return True

    def changed(self) -> list[PlanLine]:
        """Return what is to be written: lines that differ and have a day."""
        return [line for line in super().changed() if line.on or line.meeting_id]

    def dirty(self) -> bool:
        """Tell whether something would be lost."""
        return bool(self.typed) or bool(super().changed())

    def summary(self) -> str:
        """Say how far the month is planned."""
        units = {line.unit_id for line in self.rows}
        planned = {line.unit_id for line in self.rows if line.on or line.state}
        rest = len(units) - len(planned)
        parts = [f"{show_number(len(units))} chi bộ"]
        unsaved = len(self.changed())
        if unsaved:
            parts.append(f"{show_number(unsaved)} buổi chưa lưu")
        parts.append(f"{show_number(rest)} chưa lên lịch" if rest else "đã lên lịch đủ")
        thematic = sum(line.kind in THEMATIC for line in self.rows if line.on)
        if thematic:
            parts.append(f"{show_number(thematic)} buổi có chuyên đề")
        return " · ".join(parts)

    def clash_summary(self) -> str:
        """Say who is assigned to two meetings at the same time."""
        if not self.clashes:
            return ""
        people = list(dict.fromkeys(clash.who for clash in self.clashes))
        named = ", ".join(people[:3]) + (f" và {len(people) - 3} người khác" * (len(people) > 3))
        return f"{named} được phân công dự hai buổi trùng giờ."

    def _insert(self, row: int, line: PlanLine) -> None:
        self.rows.insert(row, line)
        self.kept.insert(row, None)
        self.typed = {(at + (at >= row), key): bad for (at, key), bad in self.typed.items()}
        self.checked()


def clashes_of(lines: Sequence[PlanLine]) -> list[Clash]:
    """Return who is assigned to two meetings of one day that overlap.

    Meetings said not to be held do not count; of one chi bộ neither.
    """
    seen: dict[tuple[str, str], list[int]] = {}
    for row, line in enumerate(lines):
        if line.on and line.at and line.state is not MeetingState.NOT_HELD:
            for who in people_of(line.upper):
                seen.setdefault((who, line.on), []).append(row)
    return [
        Clash(who, (first, second))
        for (who, _), rows in seen.items()
        for place, first in enumerate(rows)
        for second in rows[place + 1 :]
        if lines[first].unit_id != lines[second].unit_id and _overlap(lines[first], lines[second])
    ]


def people_of(upper: str) -> list[str]:
    """Return the people named in one cell."""
    return [name for part in upper.split(",") if (name := clean_line(part))]


def _overlap(one: PlanLine, other: PlanLine) -> bool:
    first, second = sorted((one, other), key=lambda line: line.at)
    return _minutes(second.at) - _minutes(first.at) < _LASTS.get(first.kind, _USUAL_MINUTES)


def _minutes(at: str) -> int:
    return int(at[:2]) * 60 + int(at[3:])


def _columns(sheet: PlanSheet) -> tuple[SheetColumn[PlanLine], ...]:
    return (
        SheetColumn("unit", "Chi bộ", lambda line: line.unit, least=150, share=3),
        SheetColumn("members", "Đảng số", lambda line: show_number(line.members), least=68,
                    align="right", spare=2),
        SheetColumn("kind", "Loại buổi", lambda line: KINDS.label(line.kind.value), _read_kind,
                    least=92, choices=KINDS,
                    tip="Loại buổi: gõ chữ đầu (t, c, k, b) hoặc phím ↓ để chọn"),
        SheetColumn("on", "Ngày", lambda line: show_date(line.on), _day_reader(sheet),
                    least=114, align="right", side=lambda line: _weekday(line.on),
                    tip=f"Ngày: gõ 17 là ngày 17 của tháng này, 17/{sheet.period[5:] or 11}, "
                    "hoặc đủ ngày tháng năm"),
        SheetColumn("at", "Giờ", lambda line: line.at, _read_time, least=56, align="center",
                    tip="Giờ: gõ 1930, 19h30 hoặc 19:30"),
        SheetColumn("place", "Địa điểm", lambda line: line.place, _read_place, least=92,
                    share=2, tip="Nơi họp; Ctrl+D lặp lại dòng trên"),
        SheetColumn("theme", "Chuyên đề", lambda line: line.theme, _read_theme, least=78,
                    share=1, tip="Tên chuyên đề"),
        SheetColumn("secretary", "Bí thư, điện thoại", _secretary, least=120, share=2, spare=3),
        SheetColumn("upper", "Người dự", lambda line: line.upper, least=104, share=1.5, spare=1),
        SheetColumn("state", "Trạng thái", _state, least=104,
                    tone=lambda line: _TONES[line.state] if line.state else ""),
    )  # fmt: skip


def _state(line: PlanLine) -> str:
    return MEETING_STATE[line.state] if line.state else "Chưa lên lịch"


def _secretary(line: PlanLine) -> str:
    return " · ".join(part for part in (line.secretary, line.phone) if part)


def _weekday(on: str) -> str:
    return _SHORT_DAYS[date.fromisoformat(on).weekday()] if on else ""


def _read_kind(line: PlanLine, typed: str) -> PlanLine:
    kind = MeetingKind(pick(KINDS, typed, MeetingKind.REGULAR, field="kind"))
    return replace(line, kind=kind, theme=line.theme if kind in THEMATIC else "")


def _read_time(line: PlanLine, typed: str) -> PlanLine:
    return replace(line, at=parse_time(typed, field="at"))


def _day_reader(sheet: PlanSheet) -> Callable[[PlanLine, str], PlanLine]:
    def read(line: PlanLine, typed: str) -> PlanLine:
        found = parse_day(typed, period=sheet.period, today=sheet.today, field="on")
        if found is None:
            return replace(line, on="")
        if not step(sheet.period, -1) <= str(found)[:7] <= step(sheet.period, 1):
            raise MeetingMonthProblem(found, sheet.period, field="on")
        return replace(line, on=str(found))

    return read


def _read_place(line: PlanLine, typed: str) -> PlanLine:
    return replace(line, place=clean_line(typed))


def _read_theme(line: PlanLine, typed: str) -> PlanLine:
    return replace(line, theme=clean_line(typed))
