"""Sổ mượn đọc, giao nhận, in sao và Sổ truy cập: who, when, why; sums; thousands of lines."""

import time

import pytest

from tcxd_desktop.domain.safety_papers import BookTop, CopyLine, CopyRegister, ReadingRegister
from tcxd_desktop.forms import access_register as registers
from tcxd_desktop.forms import tables
from tcxd_desktop.forms.access_book import access_book
from tcxd_desktop.forms.access_register import access_register
from tests.forms.form_samples import all_text, letters, page_texts
from tests.forms.safety_samples import (
    CHAIN,
    DAY,
    HEAD,
    NOON,
    REGISTERS,
    TOP,
    book,
    copied,
    handover,
    reading,
)


@pytest.mark.parametrize(
    ("kind", "title", "heads", "total"),
    [
        (
            "reading",
            "SỔ MƯỢN ĐỌC HỒ SƠ",
            ("Người đọc", "Đơn vị, vai trò", "Hình thức", "Người cho phép", "Ký"),
            "Trong kỳ có 60 lượt đọc, về 30 hồ sơ khác nhau; trong đó 6 lượt xem số đầy đủ.",
        ),
        (
            "handover",
            "SỔ GIAO NHẬN",
            ("Người giao hoặc nhận", "Chiều", "Nội dung", "Số hồ sơ", "Nơi gửi, nơi nhận", "Ký"),
            "Trong kỳ có 60 lượt: giao 40 lượt, 80 hồ sơ; nhận 20 lượt, 40 hồ sơ.",
        ),
        (
            "copies",
            "SỔ IN, SAO",
            ("Người in, sao", "Mẫu, tài liệu", "Của ai", "Số bản", "Mục đích", "Ký"),
            "Trong kỳ có 60 lượt in, sao; 660 lượt hồ sơ; 120 bản.",
        ),
    ],
)
def test_a_register_says_who_what_when_and_adds_up(
    kind: str, title: str, heads: tuple[str, ...], total: str
) -> None:
    pages = page_texts(access_register(REGISTERS[kind](60), day=DAY))
    assert title in pages[0]
    assert "Từ ngày 01/10/2026 đến ngày 31/12/2026" in pages[0]
    for number, page in enumerate(pages, start=1):
        assert all(letters(head) in letters(page) for head in heads)
        assert f"Trang {number}/{len(pages)}" in page
        assert "Sổ truy cập: dòng 41205, dấu 3fa9c0de17b25e88" in page
        assert CHAIN[:17] not in page
        assert "ĐẢNG ỦY XÃ ĐÔNG HẢI · Nguyễn Thị Lan · 09:30 23/11/2026" in page
    assert letters(total) in letters(pages[-1])
    assert "PHÓ BÍ THƯ" in pages[-1]


def test_each_line_of_a_register_tells_its_own() -> None:
    text = all_text(access_register(reading(10), day=DAY))
    assert text.count("xemsốđầyđủ") == 2  # in its line, and in the total
    assert text.count("giờmáynghisai") == 1
    assert letters("Trần Văn Bình 00004 (000004 NB)") in text
    text = all_text(access_register(handover(3), day=DAY))
    assert (text.count("Giao"), text.count("Nhận")) == (2, 1)
    text = all_text(access_register(copied(4), day=DAY))
    assert letters("và 36 người nữa") in text
    named = CopyLine(NOON, "Nguyễn Thị Lan", "Danh sách", (), 3412, 1)
    assert "3.412người" in all_text(access_register(CopyRegister(TOP, (named,)), day=DAY))


@pytest.mark.parametrize("kind", REGISTERS)
def test_an_empty_register_says_that_nothing_was(kind: str) -> None:
    (page,) = page_texts(access_register(REGISTERS[kind](0), day=DAY))
    assert "Trong kỳ không có lượt nào." in page
    assert "NGƯỜI LẬP SỔ" in page


def test_a_book_without_an_end_an_anchor_and_signers_still_prints() -> None:
    top = BookTop(HEAD)
    (page,) = page_texts(access_register(ReadingRegister(top, ()), day=DAY))
    assert "Toàn bộ thời gian có trong sổ" in page
    assert "NGƯỜI LẬP SỔ" in page
    assert "dấu" not in page.split("Trang")[-1]


def end_alone() -> list[int]:
    """Return the lengths of a register whose sums and signatures stand without its last lines."""
    found = []
    for count in range(8, 24):
        last = page_texts(access_register(handover(count), day=DAY))[-1]
        assert "Trần Văn Hùng" in last
        if "Trong kỳ có" not in last or last.count("Danh sách đảng viên lần") < 3:
            found.append(count)
    return found


def test_the_end_of_a_register_never_stands_alone() -> None:
    assert end_alone() == []


def test_the_check_of_the_end_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a table that does not know what follows it leaves the end alone."""
    monkeypatch.setattr(registers, "height_of", lambda *_: 0.0)
    assert end_alone() != []


def lost(count: int) -> list[int]:
    """Return the lines that are missing or out of order; heads stand once a page."""
    pages = page_texts(access_register(handover(count), day=DAY))
    assert all(page.count("Ngày giờ") == 1 for page in pages)
    text = letters("".join(pages))
    # Behind the number of the line stand its two dossiers and where they went.
    places = [text.find(f"đảngviênlần{number}2Ban") for number in range(1, count + 1)]
    return [n for n, place in enumerate(places) if place < max(places[:n], default=0)]


def test_2000_lines_keep_their_order_and_lose_none() -> None:
    assert lost(2000) == []
    text = letters(page_texts(access_register(copied(2000), day=DAY))[-1])
    assert letters("2.000 lượt in, sao; 22.000 lượt hồ sơ; 4.000 bản") in text


def test_the_search_of_lost_lines_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sabotage twin: a table that forgets the first row of each page is found out."""
    turn, row = tables._Grid._turn, tables._Grid.row
    fresh: list[bool] = []

    def turned(grid: tables._Grid) -> None:
        turn(grid)
        fresh.append(True)

    def forgetful(grid: tables._Grid, cells: list[tables._Cell], keep: float) -> None:
        if fresh:
            fresh.clear()
            return
        row(grid, cells, keep)

    monkeypatch.setattr(tables._Grid, "_turn", turned)
    monkeypatch.setattr(tables._Grid, "row", forgetful)
    assert 0 < len(lost(100)) < 12


def test_the_access_book_tells_line_filter_and_check() -> None:
    pages = page_texts(access_book(book(70), day=DAY))
    text = letters("".join(pages))
    for said in (
        "SỔ TRUY CẬP", "Lọc theo: người dùng Nguyễn Thị Lan", "Dòng số", "Sửa hồ sơ",
        "Quê quán; Nơi thường trú", "từ dòng số 1001 đến dòng số 1070",
        "1 dòng có giờ máy nghi sai", "không dòng nào bị sửa",
    ):  # fmt: skip
        assert letters(said) in text, said
    assert text.count("giờmáynghisai") == 2
    assert all("Đối tượng" in page and "dấu 3fa9c0de17b25e88" in page for page in pages)


def test_an_empty_access_book_still_tells_the_check() -> None:
    (page,) = page_texts(access_book(book(0), day=DAY))
    assert "Trong kỳ không có lượt nào." in page
    assert "không dòng nào bị sửa" in page


def test_5000_lines_are_drawn_in_a_few_seconds_and_may_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    begun = time.perf_counter()
    pdf = access_book(book(5000), day=DAY, progress=lambda done, total: told.append((done, total)))
    assert time.perf_counter() - begun < 10
    assert told == [(number, 5000) for number in range(1, 5001)]
    text = all_text(pdf)
    assert all(str(seq) in text for seq in range(1001, 6001))

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        access_book(book(50), day=DAY, progress=stop)
