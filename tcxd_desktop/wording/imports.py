"""What is wrong with a line of a foreign list, each in one sentence."""

from collections.abc import Iterable, Sequence

from tcxd_desktop.domain.imports import Difference, Outcome

_LONGEST = 40
_NAMED = 3
_LINES = 6
"""Lines or columns that are named one by one."""

OUTCOME: dict[Outcome, str] = {
    Outcome.NEW: "Mới",
    Outcome.CHANGED: "Thay đổi",
    Outcome.SAME: "Giống",
    Outcome.DOUBTFUL: "Nghi vấn",
    Outcome.ERROR: "Lỗi",
}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def several_people(names: Sequence[str]) -> str:
    """Return the sentence for a line that fits several people, by numbers or name and birth."""
    return (
        f"Dòng này khớp với nhiều hồ sơ ({_named(names)}): chọn hồ sơ đúng, hoặc sửa số, ghi thêm"
        " số định danh, số thẻ của người đó trong tệp."
    )


def perhaps_known(names: Sequence[str]) -> str:
    """Return the sentence for a line that may speak of somebody recorded."""
    return f"Có thể là người đã có hồ sơ ({_named(names)}): chọn hồ sơ đó, hoặc chọn “Người mới”."


def left_already(standing: str) -> str:
    """Return the sentence for somebody new who has left by what the file says."""
    return (
        f"Theo tệp người này đã rời đảng bộ (“{_short(standing)}”): chọn “Người mới” để lưu hồ sơ"
        " người đã rời, hoặc bỏ qua dòng này."
    )


def same_person(lines: Iterable[int]) -> str:
    """Return the sentence for lines that speak of one record."""
    named = ", ".join(_row(line) for line in lines)
    return f"Cùng một hồ sơ với dòng {named}: giữ một dòng, bỏ qua các dòng kia."


def other_name(held: str, told: str) -> str:
    """Return the sentence for a record that has another name."""
    return f"Họ tên trong hồ sơ là {held}, trong tệp là {told}: kiểm tra lại số hoặc họ tên."


def other_birth(held: str, told: str) -> str:
    """Return the sentence for a record found by a number that was born at another time."""
    return (
        f"Ngày sinh trong hồ sơ là {held}, trong tệp là {told}: có thể số trong dòng là của người "
        "khác. Hãy xem lại số và ngày sinh trước khi ghi."
    )


def fixed(difference: Difference) -> str:
    """Return the sentence for what the file says otherwise and an import never writes."""
    old, new = difference.old or "(trống)", difference.new
    if difference.field == "standing":
        return (
            f"Trạng thái trong hồ sơ: {old}; trong tệp: {new}. Nhập tệp không đổi trạng thái, hãy"
            " ghi biến động hoặc lập ca chuyển sinh hoạt."
        )
    if difference.field == "events":
        return "Biến động trong tệp khác hồ sơ: nhập tệp không đổi biến động của người đã có."
    return (
        f"{old} trong hồ sơ, {new} trong tệp: thông tin đã cố định, chỉ sửa bằng đính chính có"
        " căn cứ."
    )


def sealed_left_out() -> str:
    """Return the sentence for a file with items of the compartment this account does not hold."""
    return (
        "Tệp có mục 26–28 thuộc ngăn niêm phong. Tài khoản này không giữ khóa ngăn niêm phong nên"
        " các mục đó không được nhập."
    )


def lines_left_out(lines: Sequence[tuple[int, str]]) -> str:
    """Return the sentence for lines that were read as titles, totals or signatures."""
    shown = "; ".join(f"{_line(line)} “{_short(text)}”" for line, text in lines[:_LINES])
    more = f"; và {len(lines) - _LINES} dòng khác" if len(lines) > _LINES else ""
    return (
        f"{len(lines)} dòng được hiểu là tiêu đề, cộng hoặc chữ ký nên không nhập: {shown}{more}. "
        "Hãy xem lại: nếu có đảng viên trong đó thì ghi đủ họ tên, ngày sinh ở đúng cột."
    )


def columns_left_out(headings: Sequence[str]) -> str:
    """Return the sentence for columns of the file that go nowhere."""
    named = ", ".join(f"“{_short(one)}”" for one in headings[:_LINES])
    more = f" và {len(headings) - _LINES} cột khác" if len(headings) > _LINES else ""
    return f"Cột có chữ nhưng không nhập: {named}{more}. Chọn mục nhận ở bước Cột nếu cần nhập."


def sheets_left_out(names: Sequence[str]) -> str:
    """Return the sentence for sheets that look like the list and are not read."""
    named = ", ".join(f"“{one}”" for one in names)
    return f"Tệp còn trang có danh sách tương tự, chưa nhập: {named}. Chọn thêm trang nếu cần nhập."


def _row(line: int) -> str:
    sheet, row = divmod(line, 1_000_000)
    return f"{row} (trang {sheet + 1})" if sheet else str(row)


def _line(line: int) -> str:
    sheet, row = divmod(line, 1_000_000)
    return f"trang {sheet + 1} dòng {row}" if sheet else f"dòng {row}"


def imported_from(file_name: str, line: int) -> str:
    """Return where a record came from."""
    return f"{file_name}, {_line(line)}"


def moved_by(day: str) -> str:
    """Return the note of a move an import brought."""
    return f"Theo tệp nhập ngày {day}"


# --- what stands in the way of undoing ------------------------------------------------------------

USES = {
    "meeting": "đã được điểm danh ở buổi sinh hoạt",
    "assignment": "đã được phân công dự sinh hoạt",
    "supplement": "đã có phiếu bổ sung",
    "number": "đã được cấp số lý lịch",
    "loan": "đã cho mượn hồ sơ",
    "restriction": "đã bị khóa dữ liệu theo quyết định",
    "transfer": "đã có ca chuyển sinh hoạt",
    "collective": "đã đi trong đợt chuyển giao tập thể",
    "recon": "đang nằm trong đợt đối chiếu",
    "merge": "đã được gộp hồ sơ",
}
"""What a record became part of after it was imported; keys of ``storage.imports``."""


def changed_since(name: str) -> str:
    """Return the obstacle of a record that was saved after the import."""
    return f"{name}: hồ sơ đã được sửa sau lần nhập."


def voided_since(name: str) -> str:
    """Return the obstacle of a record that was withdrawn after the import."""
    return f"{name}: bản ghi đã bị hủy sau lần nhập."


def number_taken(name: str, number: str, holder: str) -> str:
    """Return the obstacle of a number that was replaced, and is somebody else's by now."""
    whose = f"của {holder}" if holder else "của người khác"
    return f"{name}: số {number} trước lần nhập nay đã là {whose}. Hãy sửa số của người đó trước."


def used_since(name: str, what: str) -> str:
    """Return the obstacle of a record something else rests on."""
    return f"{name}: {USES[what]}."


def unit_used(name: str) -> str:
    """Return the obstacle of an organisation made by the import that is used by others."""
    return f"Chi bộ “{name}” tạo từ tệp đã có người khác, buổi sinh hoạt hoặc thay đổi sau đó."


def sealed_needed() -> str:
    """Return the obstacle of an import with sealed items for whoever does not hold them."""
    return (
        "Lần nhập có mục thuộc ngăn niêm phong: người giữ khóa ngăn niêm phong mới hoàn tác được."
    )


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} và {len(names) - _NAMED} người khác" if len(names) > _NAMED else shown
