"""What the wizard says of lines, of the whole file, of what stands in the way. No Qt."""

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo

from tcxd_desktop.domain.codes import CodeLists
from tcxd_desktop.domain.dates import PartialDate
from tcxd_desktop.domain.dossier import TABLES
from tcxd_desktop.domain.imports import (
    Difference,
    ImportPreview,
    ImportResult,
    ImportRow,
    ImportRun,
    NoteKind,
    Outcome,
    RowPreview,
    RunState,
)
from tcxd_desktop.domain.sheet import Book
from tcxd_desktop.domain.sheet_rows import where
from tcxd_desktop.domain.targets import TARGETS
from tcxd_desktop.office import values
from tcxd_desktop.ui.imports.decisions import Decisions
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_date, show_number
from tcxd_desktop.wording.sheets import target_label

TONES: Mapping[Outcome, str] = {
    Outcome.NEW: "ok", Outcome.CHANGED: "warn", Outcome.SAME: "plain",
    Outcome.DOUBTFUL: "warn", Outcome.ERROR: "bad",
}  # fmt: skip
NOTE_TONES: Mapping[NoteKind, str] = {
    NoteKind.ERROR: "bad", NoteKind.DOUBT: "warn", NoteKind.MENDED: "plain",
}  # fmt: skip
STATE: Mapping[RunState, str] = {RunState.DONE: "Đã nhập", RunState.UNDONE: "Đã hoàn tác"}
KINDS: Mapping[str, str] = {
    "xlsx": "Excel (xlsx)", "xls": "Excel cũ (xls)", "ods": "LibreOffice (ods)",
    "csv": "Văn bản (csv)",
}  # fmt: skip
EMPTY = "(trống)"
_NEXT = " (F8: dòng tiếp theo)"


def short_line(line: int) -> str:
    """Return a line number as it stands in a list: ``5``, or ``T2·5`` on the second sheet."""
    sheet, row = where(line)
    return f"T{sheet + 1}·{row}" if sheet else str(row)


def full_line(line: int) -> str:
    """Return where a line stands, in words."""
    sheet, row = where(line)
    return f"Trang {sheet + 1}, dòng {row}" if sheet else f"Dòng {row} của tệp"


def target_name(key: str) -> str:
    """Return what a target or a table of the dossier is called."""
    return label(key) if key in TABLES else target_label(key)


def difference_words(difference: Difference) -> str:
    """Return ``Số thẻ: cũ → mới``."""
    old = difference.old.replace("\n", "; ") or EMPTY
    new = difference.new.replace("\n", "; ") or EMPTY
    return f"{target_name(difference.field)}: {old} → {new}"


def details(row: RowPreview) -> str:
    """Return what a line would change, or why it cannot be taken; what was mended comes last."""
    told = reasons(row)
    first = [text for text, kind in told if kind is not NoteKind.MENDED]
    last = [text for text, kind in told if kind is NoteKind.MENDED]
    written = [difference_words(one) for one in row.differences if not one.locked]
    new = [_new_words(row)] if row.outcome is Outcome.NEW else []
    return " · ".join(text for text in [*first, *new, *written, *last] if text)


def reasons(row: RowPreview) -> list[tuple[str, NoteKind | None]]:
    """Return what is said of a line, each with its kind: errors, then doubts, then the mended.

    ``None``: it is about the line as a whole.
    """
    kinds = {note.text: note.kind for note in row.row.notes}
    order = (NoteKind.ERROR, None, NoteKind.DOUBT, NoteKind.MENDED)
    told = [(text, kinds.get(text)) for text in dict.fromkeys(row.reasons)]
    return sorted(told, key=lambda one: order.index(one[1]))


def _new_words(row: RowPreview) -> str:
    told = row.row.values
    born, joined = told.get("birth_date"), told.get("ceremony_date")
    parts = (
        f"sinh {show_date(born)}" if isinstance(born, PartialDate) else "",
        f"vào Đảng {show_date(joined)}" if isinstance(joined, PartialDate) else "",
        row.row.unit,
    )
    return " · ".join(part for part in parts if part)


def told_facts(row: ImportRow, codes: CodeLists) -> Iterator[tuple[str, str]]:
    """Yield what a line says of somebody new, by name of the target."""
    for target, value in row.values.items():
        known = TARGETS.get(target)
        text = values.show(value, known.fact, codes) if known is not None else str(value)
        yield target_name(target), text
    if row.unit:
        yield target_name("unit"), row.unit
    if row.standing:
        yield target_name("standing"), row.standing
    if row.standing_on:
        yield target_name("standing_on"), show_date(row.standing_on)


def told_tables(row: ImportRow, codes: CodeLists) -> Iterator[tuple[str, str]]:
    """Yield the rows of tables a line says, one line each: also those split from one cell."""
    for table, records in row.tables.items():
        yield target_name(table), "\n".join(values.show_row(one, codes) for one in records)


def file_words(preview: ImportPreview) -> str:
    """Return what the file holds, in one or two sentences."""
    text = f"{show_number(len(preview.rows))} dòng."
    if preview.missing_people > 0:
        text += (
            f" {show_number(preview.missing_people)} người đang có trong danh sách không có trong"
            " tệp; họ được giữ nguyên."
        )
    return text


def book_words(book: Book) -> str:
    """Return what kind of file was read and how much is in it."""
    kind = KINDS.get(book.kind, book.kind)
    rows = sum(len(sheet.rows) for sheet in book.sheets)
    sheets = f"{len(book.sheets)} trang, " if book.kind != "csv" else ""
    return f"{kind} · {sheets}{show_number(rows)} dòng"


def hindrances(decisions: Decisions) -> Iterator[str]:
    """Yield why the file cannot be written yet."""
    errors, doubts = decisions.open_errors(), len(decisions.open_doubts())
    units, same = decisions.open_units(), decisions.same_person()
    if errors:
        yield f"Còn {show_number(errors)} dòng lỗi: sửa ô, hoặc bỏ dòng{_NEXT}."
    if doubts:
        yield f"Còn {show_number(doubts)} dòng nghi vấn chưa quyết định{'' if errors else _NEXT}."
    if units:
        yield f"Còn {show_number(len(units))} chi bộ chưa được chọn (bước 4)."
    if same:
        lines = ", ".join(short_line(line) for line in same)
        yield f"Dòng {lines} cùng ghi vào một hồ sơ: giữ một dòng, bỏ các dòng kia."
    shared = decisions.shared_number()
    if shared is not None:
        name, found = shared
        lines = ", ".join(short_line(line) for line in found)
        yield f"Dòng {lines} cùng {target_name(name).lower()}: sửa ô, hoặc giữ một dòng."
    if not (errors or doubts or units or same or shared) and not decisions.written():
        yield "Tệp này không có gì khác với dữ liệu đang có."


def result_words(result: ImportResult) -> str:
    """Return what was written."""
    parts = [f"{show_number(result.created)} người mới"]
    parts.append(f"{show_number(result.changed)} người có thay đổi")
    parts.append(f"{show_number(result.same)} người giữ nguyên")
    if result.skipped:
        parts.append(f"bỏ qua {show_number(result.skipped)} dòng")
    text = f"Đã ghi vào dữ liệu: {', '.join(parts)}."
    if result.new_units:
        text += f" Đã tạo {result.new_units} chi bộ mới; xem lại loại và mã ở trang Tổ chức đảng."
    return text


def run_words(run: ImportRun) -> str:
    """Return what an import wrote, in few words."""
    parts = [f"{show_number(run.created)} mới", f"{show_number(run.changed)} thay đổi",
             f"{show_number(run.same)} giống"]  # fmt: skip
    if run.skipped:
        parts.append(f"{show_number(run.skipped)} bỏ qua")
    return " · ".join(parts)


def moment(at: str, zone: tzinfo | None) -> str:
    """Return ``08:30 23/11/2026`` of an ISO moment."""
    if not at:
        return ""
    local = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(zone)
    return f"{local:%H:%M %d/%m/%Y}"
