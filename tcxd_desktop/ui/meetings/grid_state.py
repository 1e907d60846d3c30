"""A month's points of all chi bộ as they are typed, group by group. No Qt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tcxd_desktop.domain.score_grid import GridRow
from tcxd_desktop.domain.score_plan import ceiling_of
from tcxd_desktop.domain.score_sheets import WHOLE_SHEET, Entries, SheetResult, SheetState
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.domain.scoring import Compiled, compile_template
from tcxd_desktop.domain.text import clean_line
from tcxd_desktop.ui.meetings.grid_points import (
    NO_TEMPLATE,
    Part,
    TemplateKey,
    begun,
    groups_told,
    is_told,
    kind_of,
    parts_of,
    read_points,
    total_told,
    unit_text,
    whole_step,
    with_points,
)
from tcxd_desktop.ui.meetings.grid_sheet import Sheet, SheetColumn
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.meetings import SHEET_STATE

_GROUP_LEAST = 56
_MOST_KEPT = 5_000
_HEAD_ID = 0
"""``unit_id`` of a row that shows the titles of a template."""
LEVEL_TONES = ("ok", "warn", "bad")
_STATES = {SheetState.SUBMITTED: "Đã nộp"}
_STATE_TONES = {
    SheetState.DRAFT: "",
    SheetState.SUBMITTED: "plain",
    SheetState.REVIEWED: "plain",
    SheetState.CONFIRMED: "ok",
}
_ONLY_TOTAL = "Phiếu này chỉ ghi tổng điểm: xóa ô Tổng trước rồi ghi từng nhóm."
_GROUPS_KEYED = "Tổng là tổng các nhóm đã ghi: xóa điểm các nhóm nếu chỉ biết tổng."
_BY_ITEMS = "Phiếu này đã chấm theo từng tiêu chí: mở phiếu để sửa."
_CONFIRMED = "Phiếu đã xác nhận mức nên đang khóa; muốn sửa, mở phiếu và chọn Mở lại."


@dataclass
class ScoreGrid(Sheet[GridRow]):
    """Bảng chấm nhanh: rows by template, a column a group, the sum worked out as it is typed."""

    scorer: str = SELF
    threshold: Decimal = Decimal(5)
    """Difference of self-score and review from which a reason is asked for."""
    barred: str = ""
    """Why nothing of it can be changed."""
    _results: dict[tuple[int, str], tuple[GridRow, SheetResult]] = field(default_factory=dict)
    """By identity of the record and scorer; the record is held, so that its identity stays."""
    _machines: dict[TemplateKey, Compiled] = field(default_factory=dict)
    _columns: dict[TemplateKey, Sequence[SheetColumn[GridRow] | None]] = field(default_factory=dict)

    def show_rows(self, rows: Iterable[GridRow], scorer: str) -> None:
        """Show the rows of a month for one scorer, those of one template together."""
        self.scorer = scorer
        found = list(rows)
        kinds = list(dict.fromkeys(map(kind_of, found)))
        kinds.sort(key=lambda kind: kind == NO_TEMPLATE)
        titled = len([kind for kind in kinds if kind != NO_TEMPLATE]) > 1
        shown: list[GridRow] = []
        for kind in kinds:
            of_kind = [row for row in found if kind_of(row) == kind]
            if titled:
                shown.append(GridRow(_HEAD_ID, "", template=of_kind[0].template))
            shown.extend(of_kind)
        most = max((len(row.template.items) for row in found if row.template), default=0)
        self._results, self._machines = {}, {}
        self._columns = {kind: self._columns_of(kind, found, most) for kind in kinds}
        widest = max(kinds, key=lambda kind: sum(c is not None for c in self._columns[kind]),
                     default=NO_TEMPLATE)  # fmt: skip
        usual = self._columns.get(widest, ())
        spare = SheetColumn[GridRow]("", "", lambda _: "", least=_GROUP_LEAST)
        self.columns = [column or spare for column in usual] or self._ends(0)
        self.show(shown)

    # --- what a row is --------------------------------------------------------------------------

    def head(self, row: int) -> Sequence[str] | None:
        """Return the titles of a template's groups, of a row that shows them."""
        record = self.rows[row]
        if record.unit_id != _HEAD_ID:
            return None
        return [self.section_title(row), *self.titles(row)[1:]]

    def section_title(self, row: int) -> str:
        """Return which template the rows below are scored by."""
        template = self.rows[row].template
        return f"{template.code}, bản {template.version}" if template else "Chưa chấm được"

    def head_tip(self, row: int) -> str:
        """Return the title of the template the rows below are scored by."""
        template = self.rows[row].template
        return template.title if template else ""

    def titles(self, row: int) -> Sequence[str]:
        """Return the titles of the columns as the template of a row has them."""
        if row >= len(self.rows):
            return [column.title for column in self.columns]
        columns = self._columns.get(kind_of(self.rows[row]), ())
        return [column.title if column is not None else "" for column in columns]

    def column_of(self, row: int, number: int) -> SheetColumn[GridRow] | None:
        """Return the column as the template of a row has it."""
        columns = self._columns.get(kind_of(self.rows[row]), ())
        return columns[number] if number < len(columns) else None

    def why_not(self, row: int, column: SheetColumn[GridRow]) -> str:
        """Return why a cell cannot be typed in."""
        record = self.rows[row]
        if self.barred or record.locked:
            return self.barred or record.locked
        if record.state is SheetState.CONFIRMED:
            return _CONFIRMED
        if column.key == "reason":
            return ""
        if record.by_items:
            return _BY_ITEMS
        if column.key == "total":
            return _GROUPS_KEYED if groups_told(record) else ""
        return _ONLY_TOTAL if total_told(record) else ""

    def warned(self, row: int, column: SheetColumn[GridRow]) -> str:
        """Return what is worth a look: a difference that needs a reason."""
        if column.key != "reason" or not self.lacks_reason(row):
            return ""
        difference = abs(self.difference(row) or Decimal(0))
        return (
            f"Tự chấm và thẩm định lệch nhau {show_number(difference)} điểm, từ "
            f"{show_number(self.threshold)} điểm trở lên phải ghi lý do."
        )

    # --- what it comes to -----------------------------------------------------------------------

    def result(self, row: int) -> SheetResult | None:
        """Return what the row comes to with what is typed; ``None`` without a template."""
        return self._own(self.rows[row])

    def other_result(self, row: int) -> SheetResult | None:
        """Return what the other scorer gave, or ``None`` where nothing was entered."""
        return self._other(self.rows[row])

    def difference(self, row: int) -> Decimal | None:
        """Return self-score minus review of a row, where both are whole."""
        own, other = self.result(row), self.other_result(row)
        if own is None or other is None or not (own.complete and other.complete):
            return None
        if own.total is None or other.total is None:
            return None
        return own.total - other.total if self.scorer == SELF else other.total - own.total

    def lacks_reason(self, row: int) -> bool:
        """Tell whether self-score and review of a row differ so much that it needs a reason."""
        difference = None if self.rows[row].reason else self.difference(row)
        return difference is not None and abs(difference) >= self.threshold

    def first_open(self) -> tuple[int, int] | None:
        """Return the first cell that keeps the grid from being saved."""
        found = list(filter(None, [self.first_wrong()]))
        place = next((n for n, one in enumerate(self.columns) if one.key == "reason"), -1)
        if place >= 0:
            changed = [row for row, now in enumerate(self.rows) if now != self.kept[row]]
            found += [(row, place) for row in changed if self.lacks_reason(row)]
        return min(found, default=None)

    def ready(self) -> list[GridRow]:
        """Return the stored rows whose next step can be taken: hand in, or confirm."""
        if self.scorer == SELF:
            return [row for row in self.complete() if row.state is SheetState.DRAFT]
        return [
            row
            for row in self.complete()
            if row.state is SheetState.REVIEWED
            and (found := self._own(row)) is not None and found.level is not None
        ]  # fmt: skip

    def levels_of(self, rows: Iterable[GridRow]) -> list[tuple[str, int]]:
        """Return how many of the rows reach each level, as its label and number."""
        counts: dict[str, int] = {}
        for row in rows:
            counts[self._level(row)] = counts.get(self._level(row), 0) + 1
        return list(counts.items())

    def summary(self) -> str:
        """Say how far the month is scored."""
        whole, could = self.count()
        rows = sum(row.unit_id != _HEAD_ID for row in self.rows)
        parts = [f"{show_number(whole)}/{show_number(could)} phiếu đủ điểm"]
        if rows > could:
            parts.append(f"{show_number(rows - could)} chi bộ chưa ghi buổi họp")
        if self.typed:
            parts.append(f"{show_number(len(self.typed))} ô chưa đúng")
        unsaved = len(self.changed())
        if unsaved:
            parts.append(f"{show_number(unsaved)} chi bộ chưa lưu")
        return " · ".join(parts)

    def complete(self) -> list[GridRow]:
        """Return the rows whose every group has its points."""
        return [
            record
            for row, record in enumerate(self.rows)
            if record.unit_id != _HEAD_ID and (found := self.result(row)) is not None
            if found.complete and begun(record)
        ]

    def count(self) -> tuple[int, int]:
        """Return how many rows are whole, and how many could be."""
        open_rows = [row for row in self.rows if row.unit_id != _HEAD_ID and row.template]
        return len(self.complete()), len(open_rows)

    # --- columns --------------------------------------------------------------------------------

    def _columns_of(
        self, kind: TemplateKey, rows: Iterable[GridRow], most: int
    ) -> Sequence[SheetColumn[GridRow] | None]:
        template = next((row.template for row in rows if kind_of(row) == kind), None)
        parts = parts_of(template) if template is not None else ()
        groups: list[SheetColumn[GridRow] | None] = [self._group(kind, part) for part in parts]
        groups.extend([None] * (most - len(parts)))
        first, *rest = self._ends(len(parts))
        return [first, rest[0], *groups, *rest[1:]]

    def _group(self, kind: TemplateKey, part: Part) -> SheetColumn[GridRow]:
        item = part.item
        step = f", bước {show_number(part.step)}" if part.step is not None else ""
        return SheetColumn(
            f"{kind[0]} {kind[1]} {item.id}",
            f"Mục {item.id}\n/{show_number(item.max)}",
            lambda record: self._points(record, part),
            self._reader(part),
            least=_GROUP_LEAST,
            share=1,
            align="right",
            side=lambda record: self._others(record, item.id),
            side_name=self._other_name(),
            proposed=lambda record: not (record.by_items or is_told(record, item.id)),
            tip=f"{item.id}. {item.label}: từ 0 đến {show_number(item.max)}{step}",
        )

    def _ends(self, groups: int) -> list[SheetColumn[GridRow]]:
        """Return the columns before and after those of the groups."""
        made = [
            SheetColumn[GridRow]("unit", "Chi bộ", unit_text, least=96, share=4),
            SheetColumn[GridRow]("day", "Ngày họp", lambda record: show_date(record.day), least=88,
                                 align="right", spare=2),
            SheetColumn("total", "Tổng", self._total, self._read_total, least=60, share=0.5,
                        align="right", side=lambda record: self._others(record, ""),
                        side_name=self._other_name(),
                        tip="Tổng điểm: chỉ gõ khi giấy không ghi điểm từng nhóm"),
            SheetColumn("level", "Mức", self._level, least=84, tone=self._level_tone),
        ]  # fmt: skip
        if self.scorer == REVIEW:
            made.append(
                SheetColumn("reason", "Lý do\nlệch", lambda record: record.reason,
                            _read_reason, least=64, share=3,
                            tip="Vì sao điểm thẩm định khác điểm tự chấm")
            )  # fmt: skip
        made.append(
            SheetColumn("state", "Phiếu", _state, least=102, spare=1,
                        tone=lambda record: _STATE_TONES.get(record.state, "")
                        if record.state else "")
        )  # fmt: skip
        return made

    def _points(self, record: GridRow, part: Part) -> str:
        entry = record.entries.get(part.item.id)
        if entry is not None and entry.points is not None:
            return show_number(entry.points)
        found = self._own(record)
        item = found.item(part.item.id) if found is not None else None
        if found is None or item is None or total_told(record):
            return ""
        # Half of a group worked out is no proposal for the group.
        whole = record.by_items or not part.below & set(found.missing)
        return show_number(item.points) if whole else ""

    def _others(self, record: GridRow, item_id: str) -> str:
        found = self._other(record)
        if found is None:
            return ""
        if not item_id:
            return show_number(found.total)
        item = found.item(item_id)
        return show_number(item.points) if item is not None else ""

    def _other_name(self) -> str:
        return "Thẩm định" if self.scorer == SELF else "Tự chấm"

    def _total(self, record: GridRow) -> str:
        found = self._own(record)
        return show_number(found.total) if found is not None and begun(record) else ""

    def _level(self, record: GridRow) -> str:
        found = self._own(record)
        if found is None or record.template is None or not begun(record):
            return ""
        if not found.complete:
            parts, missing = parts_of(record.template), set(found.missing)
            return f"còn {sum(bool(part.below & missing) for part in parts)} mục"
        if found.level is None:
            return "chưa đủ căn cứ"
        label = {level.code: level.label for level in record.template.levels}
        return label.get(found.level, "không sinh hoạt")

    def _level_tone(self, record: GridRow) -> str:
        found = self._own(record)
        if found is None or record.template is None or not found.complete or not begun(record):
            return ""
        codes = [level.code for level in record.template.levels]
        place = codes.index(found.level) if found.level in codes else len(LEVEL_TONES)
        return LEVEL_TONES[min(place, len(LEVEL_TONES) - 1)]

    def _own(self, record: GridRow) -> SheetResult | None:
        return self._scored(record, self.scorer, record.entries)

    def _other(self, record: GridRow) -> SheetResult | None:
        if not any(entry.told for entry in record.other.values()):
            return None
        return self._scored(record, REVIEW if self.scorer == SELF else SELF, record.other)

    def _scored(self, record: GridRow, scorer: str, entries: Entries) -> SheetResult | None:
        """Work a row out once for what is typed in it."""
        if record.template is None or record.unit_id == _HEAD_ID:
            return None
        key = (id(record), scorer)
        known = self._results.get(key)
        if known is None:
            if len(self._results) > _MOST_KEPT:
                self._results.clear()
            kind = kind_of(record)
            if kind not in self._machines:
                self._machines[kind] = compile_template(record.template)
            known = (record, self._machines[kind].score(record.facts, entries, scorer))
            self._results[key] = known
        return known[1]

    # --- reading --------------------------------------------------------------------------------

    def _reader(self, part: Part) -> Callable[[GridRow, str], GridRow]:
        def read(record: GridRow, typed: str) -> GridRow:
            found = self._own(record)
            item = found.item(part.item.id) if found is not None else None
            most = item.max if item is not None else part.item.max
            return with_points(record, part.item.id, read_points(typed, most, part.step))

        return read

    def _read_total(self, record: GridRow, typed: str) -> GridRow:
        template = record.template
        if template is None:
            return record
        most, step = ceiling_of(template), whole_step(template)
        return with_points(record, WHOLE_SHEET, read_points(typed, most, step))


def _read_reason(record: GridRow, typed: str) -> GridRow:
    return replace(record, reason=clean_line(typed))


def _state(record: GridRow) -> str:
    if record.state is not None:
        return _STATES.get(record.state) or SHEET_STATE[record.state]
    return "chưa chấm" if record.meeting_id else "chưa ghi buổi"
