"""What is wrong with a line of a foreign list, each in one sentence."""

from collections.abc import Iterable, Sequence

from tcxd_desktop.domain.imports import Difference

_LONGEST = 40
_NAMED = 3


def no_name() -> str:
    """Return the sentence for a line without a name."""
    return "Thiếu họ và tên."


def bad_digits(column: str, typed: str, wanted: str) -> str:
    """Return the sentence for a number of identity of the wrong form."""
    count = len(typed)
    if typed.isascii() and typed.isdigit():
        return f"{column} có {count} chữ số, phải có {wanted} chữ số."
    return f"{column} “{_short(typed)}” có ký tự không phải chữ số."


def no_province(column: str) -> str:
    """Return the sentence for a number of identity of a province that does not exist."""
    return f"{column} bắt đầu bằng 000, không tỉnh nào có mã này."


def bad_date(column: str, typed: str) -> str:
    """Return the sentence for what is not a day of the calendar."""
    return f"{column} “{_short(typed)}” không phải là ngày có trên lịch."


def future_date(column: str, typed: str) -> str:
    """Return the sentence for a day that has not come yet."""
    return f"{column} {_short(typed)} chưa tới."


def wrong_order(later: str, earlier: str) -> str:
    """Return the sentence for two days in the wrong order."""
    return f"{later} phải sau {earlier.lower()}."


def same_as(column: str, lines: Iterable[int]) -> str:
    """Return the sentence for a value that other lines of the file have too."""
    found = list(lines)
    named = ", ".join(str(line) for line in found[:_NAMED])
    more = f" và {len(found) - _NAMED} dòng khác" if len(found) > _NAMED else ""
    return f"{column} trùng với dòng {named}{more}."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def several_people(names: Sequence[str]) -> str:
    """Return the sentence for a line whose numbers belong to several people."""
    return (
        f"Các số trong dòng thuộc về nhiều hồ sơ ({_named(names)}): chọn hồ sơ đúng, hoặc sửa số"
        " trong tệp."
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
    named = ", ".join(map(str, lines))
    return f"Cùng một hồ sơ với dòng {named}: giữ một dòng, bỏ qua các dòng kia."


def other_name(held: str, told: str) -> str:
    """Return the sentence for a record that has another name."""
    return f"Họ tên trong hồ sơ là {held}, trong tệp là {told}: kiểm tra lại số hoặc họ tên."


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


def imported_from(file_name: str, line: int) -> str:
    """Return where a record came from."""
    return f"{file_name}, dòng {line}"


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
