"""What the preview of an import says of each line, and of the whole file. No Qt."""

from collections.abc import Iterator

from tcxd_desktop.domain.imports import Difference, ImportPreview, ImportResult, Outcome, RowPreview
from tcxd_desktop.wording.dossier import label
from tcxd_desktop.wording.formats import show_date, show_number

TONES = {Outcome.NEW: "ok", Outcome.CHANGED: "warn", Outcome.SAME: "plain", Outcome.ERROR: "bad"}
_OWN_NAMES = {"unit": "Chi bộ đang sinh hoạt", "birth_name": "Họ và tên"}
_EMPTY = "(trống)"


def field_name(field: str) -> str:
    """Return what a difference is about."""
    return _OWN_NAMES.get(field) or label(field)


def difference_words(difference: Difference) -> str:
    """Return ``Số thẻ: cũ → mới``."""
    old = difference.old or _EMPTY
    return f"{field_name(difference.field)}: {old} → {difference.new or _EMPTY}"


def details(row: RowPreview) -> str:
    """Return what a line would change, or why it cannot be taken."""
    written = (difference_words(d) for d in row.differences if not d.locked)
    return " · ".join([*row.reasons, *written]) or _new_words(row)


def _new_words(row: RowPreview) -> str:
    if row.outcome is not Outcome.NEW:
        return ""
    told = row.row
    born = f"sinh {show_date(told.birth)}" if told.birth else ""
    joined = f"vào Đảng {show_date(told.admitted)}" if told.admitted else ""
    return " · ".join(part for part in (born, joined, told.cell) if part)


def file_words(preview: ImportPreview) -> str:
    """Return what the file holds, in one or two sentences."""
    text = f"{preview.file_name}: {show_number(len(preview.rows))} dòng."
    if preview.missing_people > 0:
        text += (
            f" {show_number(preview.missing_people)} người đang có trong danh sách không có trong"
            " tệp; họ được giữ nguyên."
        )
    return text


def obstacles(preview: ImportPreview, open_cells: int) -> Iterator[str]:
    """Yield why the file cannot be written yet."""
    errors = preview.count(Outcome.ERROR)
    if errors:
        yield f"Còn {errors} dòng lỗi: sửa trong tệp, lưu lại rồi chọn lại tệp."
    if open_cells:
        yield f"Còn {open_cells} chi bộ trong tệp chưa được chọn."
    if not errors and not preview.unknown_cells and nothing_new(preview):
        yield "Tệp này không có gì khác với dữ liệu đang có."


def nothing_new(preview: ImportPreview) -> bool:
    """Tell whether no line would be written."""
    return not preview.count(Outcome.NEW) and not preview.count(Outcome.CHANGED)


def result_words(result: ImportResult) -> str:
    """Return what was written."""
    parts = [f"{show_number(result.created)} người mới"]
    parts.append(f"{show_number(result.changed)} người có thay đổi")
    parts.append(f"{show_number(result.same)} người giữ nguyên")
    text = f"Đã ghi vào dữ liệu: {', '.join(parts)}."
    if result.new_units:
        text += f" Đã tạo {result.new_units} chi bộ mới; xem lại loại và mã ở trang Tổ chức đảng."
    return text
