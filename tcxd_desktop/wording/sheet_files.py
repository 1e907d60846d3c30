"""Sentences about files that were read: problems, and what was not taken over as it stood."""

from collections.abc import Mapping, Sequence
from typing import Final

from tcxd_desktop.domain import sheet_errors
from tcxd_desktop.domain.errors import Problem

SENTENCES: Final[Mapping[type[Problem], str]] = {
    sheet_errors.BadCharsetProblem: (
        "Tệp không đọc được bằng bảng mã {0}: trong tệp có byte không thuộc bảng mã này. "
        "Hãy chọn bảng mã khác trong danh sách rồi xem lại chữ hiện ra."
    ),
}
CHARSETS: Final[Mapping[str, str]] = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8 có BOM)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16 LE, không BOM)",
    "utf-16-be": "Unicode (UTF-16 BE, không BOM)",
    "windows-1258": "Windows tiếng Việt (1258)",
    "cp1252": "Windows phương Tây (1252), cho phông cũ TCVN3, VNI",
}
SEPARATORS: Final[Mapping[str, str]] = {
    "": "Không có (mỗi dòng một ô)",
    ",": "Dấu phẩy ,",
    ";": "Dấu chấm phẩy ;",
    "\t": "Dấu Tab",
    "|": "Dấu gạch đứng |",
}


_NAMED: Final = 5


def hidden_sheets(names: Sequence[str]) -> str:
    """Return that hidden sheets were left out."""
    told = ", ".join(f"“{name}”" for name in names[:_NAMED])
    if len(names) > _NAMED:
        told += f" và {len(names) - _NAMED} trang khác"
    return (
        f"Không đọc trang đang ẩn: {told}. Nếu cần, hãy mở tệp, bỏ ẩn trang, lưu lại rồi chọn "
        "lại tệp."
    )


def error_cells(count: int, places: Sequence[str]) -> str:
    """Return that cells show an error of their formula."""
    more = "" if count <= len(places) else ", …"
    return (
        f"Có {count} ô đang báo lỗi công thức (như #N/A, #REF!): {', '.join(places)}{more}. "
        "Chữ báo lỗi được giữ nguyên trong ô; hãy sửa ở tệp gốc hoặc sửa ô khi xem trước."
    )


def unpaired_quotes() -> str:
    """Return that quotes of a text file do not pair."""
    return (
        "Tệp có dấu nháy kép không thành cặp nên mọi dấu nháy được giữ nguyên trong ô. "
        "Hãy xem lại các ô có dấu nháy."
    )
