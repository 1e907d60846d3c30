"""The ledger of controlled letters and its yearly report as tables (38-HD/BTCTW, II.4.1, V.2)."""

from collections.abc import Mapping, Sequence

from tcxd_desktop.domain.letter_stock import StockMoveKind
from tcxd_desktop.domain.score_papers import TableCell, TableColumn, TablePaper
from tcxd_desktop.domain.transfer_papers import Period, StockLine, StockYear
from tcxd_desktop.wording.letters import LETTER_SHORT
from tcxd_desktop.wording.meeting_documents import short_date
from tcxd_desktop.wording.transfer_registers import NOTE, NUMBER, register_table

STOCK_MOVE: Mapping[StockMoveKind, str] = {
    StockMoveKind.RECEIVED: "Nhận của cấp trên",
    StockMoveKind.ISSUED: "Cấp cho đảng viên",
    StockMoveKind.SPOILED: "Viết hỏng",
    StockMoveKind.HANDED_DOWN: "Giao đảng ủy cơ sở",
    StockMoveKind.RETURNED: "Trả lại cấp trên",
    StockMoveKind.DESTROYED: "Tiêu hủy",
}


def stock_table(period: Period, lines: Sequence[StockLine]) -> TablePaper:
    """Return the ledger of the controlled letters (38-HD/BTCTW, II.4.1, V.2)."""
    columns = (
        NUMBER,
        TableColumn("Ngày", 10),
        TableColumn("Loại giấy", 17, align="left"),
        TableColumn("Nội dung", 17, align="left"),
        TableColumn("Seri (từ số – đến số)", 22),
        TableColumn("Nhập", 7, "Số lượng"),
        TableColumn("Xuất", 7, "Số lượng"),
        TableColumn("Còn lại", 7, "Số lượng"),
        TableColumn("Người giao, người nhận", 20, align="left"),
        TableColumn("Chứng từ", 15, align="left"),
        TableColumn("Ký", 9),
        NOTE,
    )
    rows: list[tuple[TableCell, ...]] = [
        (
            str(place), short_date(line.on), LETTER_SHORT.get(line.letter, line.letter), line.move,
            line.serials, line.received or "", line.issued or "", line.left, line.who, line.paper,
            "", line.note,
        )
        for place, line in enumerate(lines, 1)
    ]  # fmt: skip
    names = ("SỔ THEO DÕI GIẤY GIỚI THIỆU SINH HOẠT ĐẢNG", "Trong kỳ không nhập, xuất giấy nào.")
    return register_table(period, names, columns, rows)


def stock_report(period: Period, lines: Sequence[StockYear]) -> TablePaper:
    """Return the yearly report on the stock of letters, a line for each kind."""
    columns = (
        NUMBER,
        TableColumn("Loại giấy giới thiệu", 26, align="left"),
        TableColumn("Tồn đầu năm", 9),
        TableColumn("Nhận trong năm", 9),
        TableColumn("Giao cấp dưới", 9),
        TableColumn("Đã sử dụng", 9),
        TableColumn("Hỏng", 8),
        TableColumn("Trả lại cấp trên", 9),
        TableColumn("Tồn cuối năm", 9),
        TableColumn("Hỏng đã tiêu hủy", 9),
        TableColumn("Cuống lưu", 8),
        NOTE,
    )
    rows: list[tuple[TableCell, ...]] = [
        (str(place), LETTER_SHORT.get(one.letter, one.letter), *_amounts(one), _later(one))
        for place, one in enumerate(lines, 1)
    ]
    names = (
        "BÁO CÁO SỬ DỤNG GIẤY GIỚI THIỆU SINH HOẠT ĐẢNG",
        "Trong năm không có giấy giới thiệu nào.",
    )
    return register_table(period, names, columns, rows)


def _later(one: StockYear) -> str:
    if not one.spoiled_later:
        return ""
    return f"{one.spoiled_later} giấy cấp năm trước hỏng trong năm"


def _amounts(one: StockYear) -> tuple[int, ...]:
    return (
        one.before, one.received, one.handed_down, one.used, one.spoiled, one.returned, one.left,
        one.destroyed, one.stubs,
    )  # fmt: skip
