"""What the golden files hold: every cell as it was written, and as it must be read."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from unicodedata import normalize

LETTERS = {".VnTime": "t", ".VnArial": "t", ".VnTimeH": "T", "VNI-Times": "v"}
ZEROS = "000000000000"


@dataclass(frozen=True)
class Cell:
    """A cell: what a writer gets, and the text a reader must find."""

    value: Any
    shown: str
    format: str = ""
    font: str = ""
    runs: tuple[tuple[str, str], ...] = ()
    """Font and text of each run; the value is the whole text."""
    formula: str = ""

    @property
    def letter(self) -> str:
        """The letter of its font, ``m`` where several count."""
        fonts = {font for font, _ in self.runs} or {self.font}
        letters = {LETTERS.get(font, ".") for font in fonts}
        return letters.pop() if len(letters) == 1 else "m"


@dataclass(frozen=True)
class Page:
    """A sheet: rows of cells, merged cells, whether it is hidden."""

    name: str
    rows: tuple[tuple[Cell | None, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    state: str = "visible"

    def told(self, *, of_1904: bool = False) -> dict[str, Any]:
        """Return what the manifest says of it."""
        width = max(map(len, self.rows))
        rows = [[cell.shown if cell else "" for cell in row] + [""] * (width - len(row))
                for row in self.rows]  # fmt: skip
        fonts = ["".join(cell.letter if cell and isinstance(cell.value, str) else "."
                         for cell in row).rstrip(".") for row in self.rows]  # fmt: skip
        return {
            "name": self.name,
            "rows": rows,
            "fonts": fonts if any(fonts) else [],
            "merges": [list(merge) for merge in self.merges],
            "dates_1904": of_1904,
        }


@dataclass(frozen=True)
class Content:
    """A book, and what must be noted about it."""

    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()
    of_1904: bool = False
    lossy: dict[str, dict[str, str]] = field(default_factory=dict)
    """By place and kind of file: what a converter itself changed before the file was read."""


def text(value: str, font: str = "") -> Cell:
    """A text that must come back as it is."""
    return Cell(value, value, font=font)


def _row(*values: Any) -> tuple[Cell | None, ...]:
    return tuple(text(v) if isinstance(v, str) else v for v in values)


def _number(value: float, shown: str, form: str = "") -> Cell:
    return Cell(value, shown, form)


def _day(value: date | datetime, shown: str, form: str = "dd/mm/yyyy") -> Cell:
    return Cell(value, shown, form)


def _runs(*runs: tuple[str, str]) -> Cell:
    whole = "".join(part for _, part in runs)
    return Cell(whole, whole, runs=runs)


_HEAD = _row("STT", "Họ và tên", "Số thẻ", "Số CCCD", "Ngày sinh", "Chi bộ")
MEMBERS = Content((
    Page("DS đảng viên", (
        _HEAD,
        _row(_number(1, "1"), "Nguyễn Thị Đào", "037162004417", _number(37162004417, "037162004417", ZEROS),
             _day(date(1962, 3, 5), "1962-03-05"), "Chi bộ thôn Đông"),
        _row(_number(2, "2"), "Trần Văn Bình", _number(37000123, "37.000123", "00\\.000000"),
             _number(37162004418.0, "37162004418"), _day(date(1962, 3, 1), "1962-03", "mm/yyyy"), "Chi bộ 2"),
        _row(_number(3, "3"), "Lê Hoà", _number(912345678, "0912345678", '"0"#########'),
             _number(61426420000, "061426420000", ZEROS), "5/3/62", "Chi bộ trường học"),
        _row(_number(4, "4"), "Phạm Thị Ý", "'061426420000", "3,81E+10",
             _day(date(1985, 1, 1), "1985", "yyyy"), ""),
    )),
))  # fmt: skip
OFFSETS = Content((
    Page("Lệch", (
        (), (),
        _row(None, None, "DANH SÁCH ĐẢNG VIÊN", None, None, None),
        _row(None, None, "Họ và tên", "Ngày sinh", None, "Ghi chú"),
        _row(None, None, None, "Nam", "Nữ", None),
        _row(None, None, "Đào", None, "1962", None),
        (),
        _row(None, None, "Bình", "1970", None, "x"),
    ), merges=((2, 2, 2, 5), (3, 2, 4, 2), (3, 3, 3, 4), (3, 5, 4, 5))),
))  # fmt: skip
NUMBERS = Content((
    Page("Số", (
        _row(_number(0, "0"), _number(-7, "-7"), _number(1.5, "1.5"), _number(0.1 + 0.2, "0.3"),
             _number(1e20, "100000000000000000000"), _number(1e-7, "0.0000001")),
        _row(_number(3.8162004417e10, "38162004417", "0.00E+00"), _number(5000000, "5000000", "#,##0"),
             _number(5, "0005", "0000"), _number(123456789, "123-456-789", "000\\-000\\-000"),
             _number(0.25, "0.25", "0%"), _number(12.5, "12.5", ZEROS)),
        _row(Cell(True, "TRUE"), Cell(False, "FALSE"), Cell(time(7, 30), "07:30:00", "hh:mm"),
             Cell(timedelta(hours=26), "26:00:00", "[h]:mm:ss"),
             _day(datetime(1962, 3, 5, 7, 30), "1962-03-05T07:30:00", "dd/mm/yyyy hh:mm"),  # noqa: DTZ001
             _number(999999999999999, "999999999999999")),
    )),
), lossy={"A3": {"ods": "1"}, "B3": {"ods": "0"}})  # fmt: skip
DAYS = Content((
    Page("Ngày", (
        _row(_day(date(1930, 2, 3), "1930-02-03"), _day(date(1930, 2, 3), "1930-02-03", "d-mmm-yy"),
             _day(date(1985, 6, 1), "1985-06", "mmm-yy"), _day(date(1985, 6, 2), "1985-06-02", "mm/yyyy")),
        _row(_day(date(1985, 6, 1), "1985-06-01", 'dd" tháng "mm" năm "yyyy'),
             _day(date(1979, 1, 1), "1979", "yyyy"), _day(date(1979, 6, 1), "1979-06-01", "yyyy"),
             _day(date(2026, 11, 26), "2026-11-26", "yyyy-mm-dd")),
        _row("05/3/1962", "khoảng 1962", "00/03/1962", "ngày 5 tháng 3 năm 1962"),
        _row(_number(22710, "22710"), "3/1962", _day(date(9999, 12, 31), "9999-12-31"), None),
    )),
))  # fmt: skip
DAYS_1904 = Content((
    Page("Ngày 1904", (
        _row("Ngày", "Số"),
        _row(_day(date(1962, 3, 5), "1962-03-05"), _number(21248, "21248")),
        _row(_day(date(1985, 6, 1), "1985-06", "mm/yyyy"), _number(1, "1")),
    )),
), of_1904=True)  # fmt: skip
OLD_TCVN3 = Content((
    Page("TCVN3", (
        (text("DANH S¸CH §¶NG VI£N", ".VnTime"), None, text("céng hoµ x· héi", ".VnTimeH"), None),
        (text("Hä vµ tªn", ".VnTime"), text("Ngµy sinh", ".VnArial"), text("Ghi chú"), None),
        (text("NguyÔn V¨n D\u00adìng", ".VnTime"), _day(date(1950, 9, 2), "1950-09-02"),
         text("Đã kiểm tra"), _runs((".VnTime", "Chi bé "), ("Times New Roman", "thôn Đông"))),
        (text("TrÇn ThÞ H»ng", ".VnTime"), None, _number(4, "0004", "0000"),
         _runs((".VnTime", "Chi bé "), (".VnArial", "x· §«ng H¶i"))),
    ), merges=((0, 0, 0, 1),)),
))  # fmt: skip
OLD_VNI = Content((
    Page("VNI", (
        (text("Hoï vaø teân", "VNI-Times"), text("Queâ quaùn", "VNI-Times"), text("Ghi chú")),
        (text("Nguyeãn Vaên Döông", "VNI-Times"), text("Ninh Bình", ""), text("ñaõ khai", "VNI-Times")),
        (text("Ñoã Thò Hoàng", "VNI-Times"), _number(12, "12"), None),
    )),
))  # fmt: skip
TEXTS = Content((
    Page("Chữ & <dấu>", (
        (Cell(normalize("NFD", "Nguyễn Thị Đào"), "Nguyễn Thị Đào"), Cell("a\u200bb\ufeffc", "abc"),
         text("cách\u00a0cứng"), text("dòng 1\ndòng 2\n- dòng 3")),
        (text("<a href='x'>&amp; \"ngoặc\""), text("=1+1 là chữ"), text("+84 912"), text("@chữ")),
        (text("  hai đầu  "), text("giữa   ba"), text("😀 𝄞"), text("Đ" * 5000)),
        (text("'037162004417"), text("hoà, hòa, thuý, thúy"), text("x"), text("TRUE")),
    )),
))  # fmt: skip
SHEETS = Content((
    Page("Ẩn", (_row("không đọc"),), state="hidden"),
    Page("Trống", ((),)),
    Page("Chi bộ 1", (_row("Họ tên"), _row("Đào"))),
    Page("Chi bộ 2", (_row("Họ tên"), _row("Bình"), _row("Hoà"))),
), notes=("“Ẩn”",))  # fmt: skip
FORMULAS = Content((
    Page("Công thức", (
        _row("STT", "Tên", "Năm"),
        (_number(1, "1"), Cell("Đào", "Đào", formula='="Đ"&"ào"'), Cell(1962, "1962", formula="=1900+62")),
        (Cell(2, "2", formula="=A2+1"), text("Bình"), Cell("#N/A", "#N/A", formula="=NA()")),
    )),
), notes=("C3",), lossy={"B2": {"libreoffice.xls": "0"}})  # fmt: skip

CONTENTS = {
    "members": MEMBERS, "offsets": OFFSETS, "numbers": NUMBERS, "days": DAYS, "tcvn3": OLD_TCVN3,
    "vni": OLD_VNI, "texts": TEXTS, "sheets": SHEETS, "formulas": FORMULAS, "days1904": DAYS_1904,
}  # fmt: skip
