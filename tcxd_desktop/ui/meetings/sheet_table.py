"""The score sheet as a table: one line a criterion, points of both scorers side by side. No Qt."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from tcxd_desktop.domain.meeting_errors import GroupByItemsProblem
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import AdjustmentKind, Method
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.meetings import sheet_typed
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn, Shown
from tcxd_desktop.ui.meetings.sheet_state import Line, SheetWork, agreed, step_of
from tcxd_desktop.wording.formats import show_number

NUMBER, LABEL, MAX, SELF_POINTS, REVIEW_POINTS, APART, NOTE = range(7)
COMPUTED = "tính"
"""Small word beside points that come from the facts."""
_OUT = "KĐG"
_LACKING = "Chưa chấm."
_NOTE_LACKING = "Hãy ghi lý do trừ điểm."


def entry_text(line: Line) -> str:
    """Return what was entered on a line, as it is typed; nothing where the facts speak."""
    entry, item = line.entry, line.item
    if entry.not_applicable:
        return "k"
    if entry.times is not None:
        return str(entry.times)
    if entry.points is not None:
        return show_number(entry.points)
    if item is not None and entry.met is not None:
        return show_number(item.max) if entry.met else "0"
    if item is not None and entry.level is not None and 0 <= entry.level < len(item.levels):
        return show_number(item.levels[entry.level].points)
    return ""


class ScoreTable(Sheet[Line]):
    """Bảng điểm của một phiếu."""

    def __init__(self, work: SheetWork, read_only: str = "") -> None:
        """Show the sheet at work; ``read_only`` tells why nothing can be entered."""
        self.work = work
        self.read_only = read_only
        self.own = REVIEW_POINTS if work.reviewing else SELF_POINTS
        super().__init__(self._made())
        self.show(work.lines())

    # --- what is seen -----------------------------------------------------------------------------

    def shown(self, row: int, number: int) -> Shown:
        """Return what a cell shows: points worked out where none were entered."""
        line = self.rows[row]
        if number == self.own:
            return self._own_points(row, line)
        if number == APART:
            return Shown(apart_text(self.work.apart(line)))
        found = super().shown(row, number)
        return replace(found, fresh=False) if number != NOTE else found

    def why_not(self, row: int, column: SheetColumn[Line]) -> str:
        """Return why nothing can be entered."""
        return self.read_only

    def warned(self, row: int, column: SheetColumn[Line]) -> str:
        """Return what is lacking in a cell."""
        line = self.rows[row]
        if column.key != "note" or line.entry.note:
            return ""
        result = self.work.result(line)
        taken = line.adjustment is not None and line.adjustment.kind is AdjustmentKind.PENALTY
        deducted = line.item is not None and line.item.method is Method.DEDUCT
        lost = (
            ((result.points or Decimal(0)) > 0 if taken else result.lost > 0)
            if result is not None and (taken or deducted)
            else False
        )
        return _NOTE_LACKING if lost else ""

    def checked(self) -> None:
        """Work out what the entries come to; points of a group give way to those of its items."""
        for row, line in enumerate(self.rows):
            if (line.group or line.total) and line.entry.told and self._below_told(line):
                self.rows[row] = replace(line, entry=sheet_typed.cleared(line.entry))
        self.work.take(self.rows)

    def missing(self, after: int) -> int:
        """Return the next line without points after ``after``, round the sheet; -1 for none."""
        lacking = set(self.work.own.missing)
        order = [*range(after + 1, len(self.rows)), *range(after + 1)]
        return next((row for row in order if self.rows[row].id in lacking), -1)

    # --- what is entered --------------------------------------------------------------------------

    def put(self, row: int, entry: Entry) -> bool:
        """Take an entry that was picked, not typed; false where nothing changes."""
        line = self.rows[row]
        if self.read_only or entry == line.entry:
            return False
        self.keep()
        self.typed.pop((row, self.columns[self.own].key), None)
        self.rows[row] = replace(line, entry=entry)
        self.checked()
        return True

    def agree(self, rows: Sequence[int]) -> int:
        """Enter on these lines what the other scorer entered; return on how many."""
        found = 0
        for row in rows:
            line = self.rows[row]
            other = self.work.of_other(line.id)
            entry = agreed(line.entry, other, self.work.other_result(line))
            found += self.put(row, entry) if other.told else 0
        return found

    def lacking(self) -> list[int]:
        """Return the lines that have no points yet."""
        missing = set(self.work.own.missing)
        return [row for row, line in enumerate(self.rows) if line.id in missing]

    def _own_points(self, row: int, line: Line) -> Shown:
        bad = self.typed.get((row, self.columns[self.own].key))
        if bad is not None:
            return super().shown(row, self.own)
        plain = super().shown(row, self.own)
        points = self.work.points(line)
        result = self.work.result(line)
        side = self._side(line)
        lacking = line.id in self.work.own.missing
        text = show_number(points) if points is not None else ""
        if result is not None and not result.applicable and not line.total:
            side = _OUT
        return Shown(
            text,
            side=side,
            warned=_LACKING if lacking and not self.read_only else "",
            why_not=plain.why_not,
            fresh=plain.fresh,
        )

    def _side(self, line: Line) -> str:
        if line.entry.times is not None:
            return f"{line.entry.times} lần"
        result = self.work.result(line)
        if line.leaf and result is not None and not result.by_hand and result.points is not None:
            return COMPUTED
        return ""

    def _below_told(self, line: Line) -> bool:
        if line.total:
            return any(one.entry.told for one in self.rows if not one.total)
        return any(one.entry.told and one.id != line.id for one in self._subtree(line))

    def _subtree(self, line: Line) -> list[Line]:
        start = next(place for place, one in enumerate(self.rows) if one.id == line.id)
        found = [line]
        for one in self.rows[start + 1 :]:
            if one.item is None or one.depth <= line.depth:
                break
            found.append(one)
        return found

    def _made(self) -> tuple[SheetColumn[Line], ...]:
        template = self.work.template
        labels = {one.id: one.label for one in template.scorers}
        own = self.work.reviewing
        return (
            SheetColumn("number", "TT", _number, least=44),
            SheetColumn("label", "Tiêu chí", lambda line: line.label, least=196, share=7),
            SheetColumn("max", "Tối đa", _max, least=60, align="right"),
            self._points_column("tu_cham", "Tự chấm", own=not own),
            self._points_column("tham_dinh", "Thẩm định", own=own),
            SheetColumn("apart", "Chênh lệch", lambda line: "", least=92, align="right", spare=1),
            SheetColumn(
                "note", "Lý do (F2)", lambda line: line.entry.note, _note, least=100,
                share=2, tip=f"Ghi lý do, căn cứ của {labels.get(self.work.scorer, '').lower()}",
            ),
        )  # fmt: skip

    def _points_column(self, key: str, title: str, *, own: bool) -> SheetColumn[Line]:
        if own:
            return SheetColumn(key, title, entry_text, self._read, least=88, align="right")
        return SheetColumn(key, title, self._other_text, least=86, align="right")

    def _other_text(self, line: Line) -> str:
        points = self.work.points(line, other=True)
        return show_number(points) if points is not None else ""

    def _read(self, line: Line, typed: str) -> Line:
        entry = line.entry
        if line.adjustment is not None:
            return replace(line, entry=sheet_typed.read_times(entry, typed, line.adjustment))
        if line.leaf and line.item is not None:
            step = step_of(line.item, self.work.template)
            return replace(line, entry=sheet_typed.read_item(entry, typed, line.item, step))
        if clean_line(typed) and self.work.below_told(line):
            raise GroupByItemsProblem(line.label, field=line.id)
        most = line.max + (self._above() if line.total else 0)
        return replace(line, entry=sheet_typed.read_points(entry, typed, line.id, most))

    def _above(self) -> Decimal:
        """Return how far bonuses may lift the sheet above its total."""
        adjustments = self.work.template.adjustments
        return sum((one.max_total for one in adjustments if one.may_exceed_total), Decimal(0))


def apart_text(apart: Decimal | None) -> str:
    """Return a difference with its sign; none at all is an empty cell."""
    if apart is None:
        return ""
    sign = "+" if apart > 0 else "−" if apart < 0 else ""
    return f"{sign}{show_number(abs(apart))}"


def _number(line: Line) -> str:
    if line.adjustment is not None:
        return "+" if line.adjustment.kind is AdjustmentKind.BONUS else "−"
    return line.id if line.item is not None else ""


def _max(line: Line) -> str:
    return show_number(line.max)


def _note(line: Line, typed: str) -> Line:
    return replace(line, entry=replace(line.entry, note=clean_line(typed)))
