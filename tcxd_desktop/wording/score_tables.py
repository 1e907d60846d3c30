"""The tables of month, quarter, year and half year, worded from what was worked out and stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tcxd_desktop.domain.meetings import BoardCell, CellState, PeriodLine, PeriodTable
from tcxd_desktop.domain.periods import months_of
from tcxd_desktop.domain.printing import Letterhead
from tcxd_desktop.domain.safety_papers import Foot
from tcxd_desktop.domain.score_papers import (
    HalfYearLine,
    HeatCell,
    HeatMap,
    Rated,
    TableCell,
    TableColumn,
    TablePaper,
    Trend,
)
from tcxd_desktop.wording.formats import show_number
from tcxd_desktop.wording.periods import long_period
from tcxd_desktop.wording.score_papers import NOT_MET, NOT_RATED, NOT_REVIEWED, day_of

_RATED = "TỔNG HỢP ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG SINH HOẠT CHI BỘ"
_SPAN = "Mức đánh giá xếp loại sau buổi sinh hoạt chi bộ hằng tháng"
_TOTAL = "Tổng cộng"
_SIGNERS = (("NGƯỜI LẬP BIỂU",), ("T/M ĐẢNG ỦY", "BÍ THƯ"))
_QUARTERS = ("I", "II", "III", "IV")
_HALF_YEAR = "BÁO CÁO KẾT QUẢ SINH HOẠT CHI BỘ"
_HALF_NOTES = (
    "Cột 4: số đảng viên có mặt, bình quân một kỳ sinh hoạt thường kỳ đã ghi; cột 5: tổng số lượt "
    "đảng viên phát biểu; cột 7: số buổi sinh hoạt chuyên đề.",
    "Cột để trống: phần mềm không có số liệu, ghi bằng tay.",
)
NOT_HELD_SIGN = "–"
_NAMED = 3
"""Chi bộ named before the others are only counted."""


@dataclass(frozen=True, slots=True)
class Top:
    """What heads and closes every table: the office, the day, who printed it."""

    head: Letterhead
    day: date | None = None
    foot: Foot = field(default_factory=Foot)


# --- month ----------------------------------------------------------------------------------------


def month_table(table: PeriodTable, top: Top) -> TablePaper:
    """Return the monthly table of ten columns."""
    shares = _spread(28.0, len(table.levels))
    columns = (
        TableColumn("STT", 4),
        TableColumn("Tên đơn vị", 16, align="left"),
        TableColumn("Số lượng đảng viên", 9),
        TableColumn("Ngày họp chi bộ", 10),
        TableColumn("Kết quả số điểm được đánh giá", 9, _SPAN),
        *(TableColumn(label, share, _SPAN)
          for (_, label), share in zip(table.levels, shares, strict=True)),
        TableColumn("Ghi chú (thuyết minh điểm trừ)", 23, align="left"),
    )  # fmt: skip
    rows = tuple(
        (
            number,
            line.unit,
            line.members,
            day_of(line.meeting_day),
            _number(line.total),
            *("x" if _level(line) == code else "" for code, _ in table.levels),
            _month_note(line),
        )
        for number, line in enumerate(table.lines, 1)
    )
    counted = [sum(_level(line) == code for line in table.lines) for code, _ in table.levels]
    total: tuple[TableCell, ...] = (
        _TOTAL, "", sum(line.members for line in table.lines), "", "", *counted, "",
    )  # fmt: skip
    return TablePaper(
        title=f"DANH SÁCH\n{_RATED}",
        subtitle=(_capital(long_period(table.period)), _closed(table)),
        head=top.head,
        day=top.day,
        columns=columns,
        rows=rows,
        numbered=True,
        total=total,
        total_span=2,
        notes=_notes(table),
        signers=_SIGNERS,
        foot=top.foot,
        sheet_name=f"Tháng {table.period[5:7]}-{table.period[:4]}",
    )


_STANDING = {
    CellState.EMPTY: "chưa có buổi họp",
    CellState.PLANNED: "chưa ghi buổi họp",
    CellState.OVERDUE: "chưa ghi buổi họp",
    CellState.HELD: "chưa chấm điểm",
    CellState.SCORED: NOT_REVIEWED,
    CellState.REVIEWED: "đã thẩm định, chưa xác nhận mức",
    CellState.NOT_HELD: NOT_MET,
}
"""What keeps a chi bộ from having its cross."""


def _month_note(line: PeriodLine) -> str:
    """Return the remark, opened by what keeps the row without a cross."""
    state = _STANDING.get(line.months[0].state, "") if line.months else ""
    if line.note.lower().startswith(state):
        return line.note
    return ". ".join(part for part in (_capital(state), line.note) if part)


# --- quarter and year -----------------------------------------------------------------------------


def long_table(table: PeriodTable, top: Top) -> TablePaper:
    """Return the table of a quarter or a year, with its heat map and a chart for each chi bộ."""
    months = months_of(table.period)
    names = tuple(f"T{int(month[5:])}" for month in months)
    short = _short([label for _, label in table.levels])
    quarters = _quarters(table.period)
    year = len(months) > 3
    columns = (
        TableColumn("STT", 3.6),
        TableColumn("Chi bộ", 14.6 if year else 22, align="left"),
        TableColumn("Số ĐV", 4.4),
        *(TableColumn(name, 4.3 if year else 9, "Điểm, mức từng tháng", parts=("Điểm", "Mức"))
          for name in names),
        TableColumn("Điểm bình quân", 4.8 if year else 8),
        *(TableColumn(short[label], 4 if year else 5.5, "Số kỳ xếp loại")
          for _, label in table.levels),
        *(TableColumn(name, 3.2 if year else 7, "Chuyên đề") for name in quarters),
        TableColumn(f"Xếp loại {'năm' if year else 'quý'}", 7 if year else 9),
    )  # fmt: skip
    rows = tuple(
        _long_row(number, line, table, short) for number, line in enumerate(table.lines, 1)
    )
    return TablePaper(
        title=_RATED,
        subtitle=(_capital(long_period(table.period)), _closed(table)),
        head=top.head,
        day=top.day,
        columns=columns,
        rows=rows,
        total=_long_total(table),
        total_span=2,
        notes=(*_decided(table), *_legend(short), *_notes(table)),
        signers=_SIGNERS,
        foot=top.foot,
        months=names,
        heat=_heat(table, names),
        trends=tuple(_trend(line, table) for line in table.lines),
        sheet_name=_capital(long_period(table.period)),
        bounds=_bounds(table),
    )


def _bounds(table: PeriodTable) -> tuple[tuple[str, Decimal], ...]:
    """Return where each level begins; the lowest begins with nothing and needs no line."""
    least = {code: Decimal(text) for code, text in table.bounds}
    known = ((label, least.get(code, Decimal(0))) for code, label in table.levels)
    return tuple((label, bound) for label, bound in known if bound > 0)


def _long_row(
    number: int, line: PeriodLine, table: PeriodTable, short: dict[str, str]
) -> tuple[TableCell, ...]:
    counts = dict(line.counts)
    return (
        number,
        line.unit,
        line.members,
        *(_rated(cell, short) for cell in line.months),
        _number(line.total),
        *(counts.get(label, 0) for _, label in table.levels),
        *line.thematic,
        line.decided_label or line.level_label or NOT_RATED,
    )


def _rated(cell: BoardCell, short: dict[str, str]) -> Rated:
    if cell.state is CellState.NOT_HELD:
        return Rated(None, NOT_HELD_SIGN)
    if cell.state is CellState.RATED:
        return Rated(_decimal(cell.official_total), short.get(cell.level_label, cell.level_label))
    return Rated()


def _long_total(table: PeriodTable) -> tuple[TableCell, ...]:
    """Return the sums a committee reads first: how many chi bộ at each level, by month and all."""
    counts = [dict(line.counts) for line in table.lines]
    months = len(months_of(table.period))
    rated = [
        sum(line.months[place].state is CellState.RATED
            for line in table.lines if place < len(line.months))
        for place in range(months)
    ]  # fmt: skip
    quarters = range(len(_quarters(table.period)))
    return (
        _TOTAL,
        "",
        sum(line.members for line in table.lines),
        *(Rated(Decimal(number)) for number in rated),
        "",
        *(sum(count.get(label, 0) for count in counts) for _, label in table.levels),
        *(sum(line.thematic[place] for line in table.lines if place < len(line.thematic))
          for place in quarters),
        "",
    )  # fmt: skip


def _decided(table: PeriodTable) -> tuple[str, ...]:
    """Return why a rating is not what the months give, or is not there."""
    lines = []
    open_ones: dict[str, list[str]] = {}
    for line in table.lines:
        if line.decided:
            worked = line.level_label or NOT_RATED
            reason = f": {line.decided_reason}" if line.decided_reason else ""
            lines.append(
                f"{line.unit}: cấp ủy quyết định mức {line.decided_label} "
                f"(tính theo các tháng: {worked}){reason}."
            )
        elif not line.level and line.why:
            why = " ".join(f"{sentence.rstrip('.')}." for sentence in line.why)
            open_ones.setdefault(why, []).append(line.unit)
    lines.extend(f"{_named(units)}: {why}" for why, units in open_ones.items())
    return tuple(lines)


def _named(units: Sequence[str]) -> str:
    more = len(units) - _NAMED
    shown = ", ".join(units[:_NAMED])
    return f"{shown} và {more} chi bộ khác" if more > 0 else shown


def _legend(short: dict[str, str]) -> tuple[str, ...]:
    shortened = [f"{name}: {label}" for label, name in short.items() if name != label]
    signs = [
        *shortened,
        f"{NOT_HELD_SIGN}: {NOT_MET}",
        "ô trống: chưa có xếp loại chính thức của tháng",
        "dòng Tổng cộng của từng tháng: số chi bộ đã xếp loại",
    ]
    return (f"{_capital('; '.join(signs))}.",)


def _short(labels: Sequence[str]) -> dict[str, str]:
    """Return short names of levels that tell them apart: ``Trung bình`` becomes ``TB``."""
    found = {
        label: "".join(word[0] for word in label.split()).upper() if " " in label else label
        for label in labels
    }
    return found if len(set(found.values())) == len(found) else {label: label for label in labels}


def _quarters(period: str) -> tuple[str, ...]:
    _, _, part = period.partition("-")
    if part.startswith("Q"):
        return (_QUARTERS[int(part[1:]) - 1],)
    return _QUARTERS


# --- charts ---------------------------------------------------------------------------------------


def _heat(table: PeriodTable, names: tuple[str, ...]) -> HeatMap:
    place_of = _places(table)
    return HeatMap(
        months=names,
        levels=tuple(label for _, label in table.levels),
        rows=tuple(
            (line.unit, tuple(_heat_cell(cell, place_of) for cell in line.months))
            for line in table.lines
        ),
    )


def _heat_cell(cell: BoardCell, place_of: dict[str, int]) -> HeatCell:
    if cell.state is CellState.NOT_HELD:
        return HeatCell(NOT_HELD_SIGN, not_held=True)
    if cell.state is not CellState.RATED:
        return HeatCell()
    return HeatCell(show_number(_decimal(cell.official_total)), place_of.get(cell.level))


def _trend(line: PeriodLine, table: PeriodTable) -> Trend:
    place_of = _places(table)
    rated = [cell.state is CellState.RATED for cell in line.months]
    return Trend(
        unit=line.unit,
        official=tuple(
            _decimal(cell.official_total) if known else None
            for cell, known in zip(line.months, rated, strict=True)
        ),
        own=tuple(_decimal(cell.self_total) for cell in line.months),
        levels=tuple(
            place_of.get(cell.level) if known else None
            for cell, known in zip(line.months, rated, strict=True)
        ),
        not_held=tuple(cell.state is CellState.NOT_HELD for cell in line.months),
    )


def _places(table: PeriodTable) -> dict[str, int]:
    return {code: place for place, (code, _) in enumerate(table.levels)}


# --- six months -----------------------------------------------------------------------------------


def half_year_table(period: str, lines: Sequence[HalfYearLine], top: Top) -> TablePaper:
    """Return the report of six months on the content of meetings, thirteen columns."""
    columns = (
        TableColumn("STT", 4),
        TableColumn("Tên chi bộ", 17, align="left"),
        TableColumn("Đảng số", 6),
        TableColumn("Số lượng ĐV dự sinh hoạt lệ", 9),
        TableColumn("Phát biểu ý kiến", 7),
        TableColumn("Dân vận khéo", 7),
        TableColumn("Học tập chuyên đề", 7),
        TableColumn("Đọc bài viết", 7),
        TableColumn("KH sinh hoạt CĐ", 7),
        TableColumn("KNĐ", 5),
        TableColumn("KT GS", 5),
        TableColumn("Ghi chú", 11, align="left"),
        TableColumn("Khác", 8, align="left"),
    )
    rows = tuple(_half_row(number, line) for number, line in enumerate(lines, 1))
    total: tuple[TableCell, ...] = (
        _TOTAL, "", sum(line.members for line in lines), "",
        _sum([line.speakers for line in lines]), "", _sum([line.thematic for line in lines]),
        *("",) * 6,
    )  # fmt: skip
    return TablePaper(
        title=_HALF_YEAR,
        subtitle=(_capital(long_period(period)),),
        head=top.head,
        day=top.day,
        columns=columns,
        rows=rows,
        numbered=True,
        total=total,
        total_span=2,
        notes=_HALF_NOTES,
        signers=_SIGNERS,
        foot=top.foot,
        sheet_name=_capital(long_period(period)),
    )


def _sum(values: Sequence[int | None]) -> TableCell:
    """Return the sum, or nothing where one figure is not known."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else ""


def _half_row(number: int, line: HalfYearLine) -> tuple[TableCell, ...]:
    def told(value: Decimal | int | None) -> TableCell:
        return "" if value is None else value

    return (
        number, line.unit, line.members, told(line.attended), told(line.speakers), "",
        told(line.thematic), "", "", "", "", line.note, "",
    )  # fmt: skip


# --- shared ---------------------------------------------------------------------------------------


def _level(line: PeriodLine) -> str:
    return line.decided or line.level


def _number(text: str) -> TableCell:
    found = _decimal(text)
    return "" if found is None else found


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _closed(table: PeriodTable) -> str:
    if table.closed_on:
        return f"(chốt ngày {day_of(table.closed_on)})"
    return "(số liệu chưa chốt)"


def _notes(table: PeriodTable) -> tuple[str, ...]:
    return (table.note,) if table.note else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _spread(whole: float, count: int) -> list[float]:
    return [whole / count] * count if count else []
