"""Values of a whole letter, a made-up blank measured with a ruler, and what a PDF says where."""

import io
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

from tcxd_desktop.domain.letters import (
    Calibration,
    Frame,
    LetterLayout,
    OverprintJob,
    Place,
    Shift,
)

MM = 72 / 25.4
TRUE = Shift()
"""Of a printer that prints where it is told."""
NAME = "Nguyễn Thị Đào"
FIRST = {
    "dang_bo1": "Đảng bộ tỉnh Ninh Bình", "dang_bo2": "Đảng bộ xã Đông Hải",
    "chi_bo": "thôn Bình Minh", "so_sdv": "17", "so_tdv": "037162004217", "so_ll": "004217 NB",
    "kinh_gui": "Ban Thường vụ Đảng ủy xã Đông Hải", "ho_ten": NAME, "ten_khac": "Không",
    "sinh_ngay": "05", "sinh_thang": "03", "sinh_nam": "1962",
    "vao_dang_d": "19", "vao_dang_m": "06", "vao_dang_y": "1985",
    "chinh_thuc_d": "20", "chinh_thuc_m": "07", "chinh_thuc_y": "1986",
    "dang_phi_thang": "11", "dang_phi_nam": "2026",
    "duoc_sinh_hoat_o": "Chi bộ tổ dân phố số 4, phường Hoa Lư",
    "ho_so_kem_theo": "Thẻ đảng viên; hồ sơ đảng viên",
    "ngay_d": "23", "ngay_m": "12", "ngay_y": "2027",
    "chuc_danh": "BÍ THƯ", "nguoi_ky": "Lê Văn Thịnh",
}  # fmt: skip


def values(layout: LetterLayout) -> dict[int, dict[str, str]]:
    """Return something for every place of every box, each text its own."""
    found: dict[int, dict[str, str]] = {}
    for box in layout.boxes:
        if box.number == 1 and "ho_ten" in box.keys:
            found[1] = {key: FIRST.get(key, "đến 30/6/2027") for key in box.keys}
        else:
            found[box.number] = {
                key: f"{box.number}{at:02d}" if area.place.w < 30 else f"Ô {box.number} mục {at}"
                for at, (key, area) in enumerate(zip(box.keys, box.fields, strict=True))
            }
    return found


def job(layout: LetterLayout, *boxes: int) -> OverprintJob:
    """Return the job that prints boxes of a letter; all without ``boxes``."""
    return OverprintJob(layout.letter, boxes or layout.numbers, values(layout))


@dataclass(frozen=True)
class Blank:
    """A made-up blank: every place as a ruler finds it on the paper."""

    width: float
    height: float
    places: dict[tuple[int, str], Place]
    frames: dict[int, Frame]

    def calibration(self, front: Shift = TRUE, back: Shift = TRUE) -> Calibration:
        """Return what one types in after measuring it."""
        return Calibration(
            "Máy thử", "T10", front, back, (self.width, self.height), self.frames, self.places
        )


def made_up_blank(layout: LetterLayout) -> Blank:
    """Return a blank that differs from the layout shipped everywhere, box by box, place by place."""
    frames, places = {}, {}
    for box in layout.boxes:
        n = box.number
        x, y, wide, high = box.frame
        frames[n] = Frame(round(4 + x * 0.95, 1), round(2 + y * 0.96, 1), wide * 0.95, high * 0.96)
        for at, area in enumerate(box.fields):
            px, py, pw, size = area.place
            places[n, area.key] = Place(
                round(4 + px * 0.95 + 0.3 * (n % 3), 2),
                round(2 + py * 0.96 + 0.25 * (at % 4), 2),
                round(pw * 0.95, 2),
                size,
            )
    return Blank(287, 206, places, frames)


# --- reading back --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A line of text: millimetres from the upper left corner of its page, size in points."""

    page: int
    x: float
    y: float
    text: str
    size: float


def said(pdf: bytes) -> list[Said]:
    """Return every line of text with where its first letter stands."""
    found: list[Said] = []
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        high = float(page.mediabox.height)

        def visit(
            text: str, cm: list[float], tm: list[float], _font: Any, size: float,
            number: int = number, high: float = high,
        ) -> None:  # fmt: skip
            if not text.strip():
                return
            x, y = tm[4] / MM, (high - tm[5]) / MM
            last = found[-1] if found else None
            if (
                last is not None
                and (last.page, round(last.y, 3)) == (number, round(y, 3))
                and (round(last.x, 3) == round(x, 3))
            ):
                # A line whose letters come from two subsets of the typeface.
                found[-1] = Said(number, x, y, last.text + text.strip("\n"), size)
            else:
                found.append(Said(number, x, y, text.strip("\n"), size))

        page.extract_text(visitor_text=visit)
    return [Said(one.page, one.x, one.y, one.text.strip(), one.size) for one in found]


def operators(pdf: bytes) -> set[str]:
    """Return every operator the pages draw with."""
    reader = PdfReader(io.BytesIO(pdf))
    return {
        operator.decode()
        for page in reader.pages
        for _, operator in ContentStream(page.get_contents(), reader).operations
    }


PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "re", "l", "c", "BI"}
"""Operators that draw lines, areas or pictures."""
