"""What is said about a file that was read."""

from tcxd_desktop.exchange import charsets, text_book
from tcxd_desktop.wording import sheet_files


def test_every_character_set_and_separator_has_its_name() -> None:
    assert set(sheet_files.CHARSETS) == set(charsets.CHARSETS)
    assert set(sheet_files.SEPARATORS) == {"", *text_book.SEPARATORS}


def test_long_lists_are_cut() -> None:
    told = sheet_files.hidden_sheets([f"Trang {number}" for number in range(8)])
    assert "“Trang 4” và 3 trang khác." in told
    assert sheet_files.hidden_sheets(["Ẩn"]).startswith("Không đọc trang đang ẩn: “Ẩn”. ")
    assert sheet_files.error_cells(1, ["DS!A1"]).count("…") == 0
    assert ", …. " in sheet_files.error_cells(9, ["DS!A1", "DS!A2", "DS!A3"])
