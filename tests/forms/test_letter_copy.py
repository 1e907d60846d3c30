"""Bản để chép tay: everything to write, box by box, marked across, in nothing like the form."""

import io

from pypdf import PdfReader

from tcxd_desktop.domain.letters import CopyBox, CopyLine, LetterCopy
from tcxd_desktop.forms.letter_copy import letter_copy
from tcxd_desktop.office import letters
from tcxd_desktop.wording.letters import COPY_TITLE, WRITING_RULES, copy_lines, letter_name
from tests.forms.form_samples import letters as bare
from tests.forms.form_samples import page_texts
from tests.forms.letter_samples import FIRST, NAME, values
from tests.forms.paper_checks import outside, sizes

T10 = letters.plan("T10")


def paper(*numbers: int, given: dict[int, dict[str, str]] | None = None) -> LetterCopy:
    told = values(T10) if given is None else given
    boxes = tuple(
        CopyBox(box.number, box.writer, copy_lines(box.keys, told.get(box.number, {})))
        for box in T10.boxes
        if box.number in numbers
    )
    return LetterCopy("T10", letter_name("T10"), boxes, NAME, "000123", "Đảng ủy xã Đông Hải")


def test_the_list_tells_every_value_with_its_caption() -> None:
    text = bare("".join(page_texts(letter_copy(paper(1, 4)))))
    for said in (
        "Giấy giới thiệu sinh hoạt đảng chính thức (loại 10 ô)", f"Số phôi 000123 · {NAME}",
        "Ô 1 · Chi ủy nơi đi", "Ô 4 · Ban Thường vụ đảng ủy cấp trên trực tiếp nơi đi",
        "Số TĐV:", FIRST["so_tdv"], "Sinh ngày:", "05 tháng 03 năm 1962",
        "Đã đóng đảng phí hết tháng:", "11 năm 2026", "Hồ sơ kèm theo:", FIRST["ho_so_kem_theo"],
    ):  # fmt: skip
        assert bare(said) in text, said


def test_every_page_says_what_it_is_across_and_at_its_foot() -> None:
    pdf = letter_copy(paper(*T10.numbers))
    pages = page_texts(pdf)
    assert len(pages) > 2
    for page in pages:
        assert bare(page).count(bare(COPY_TITLE)) >= 2
    assert all(bare(rule) in bare(pages[0]) for rule in WRITING_RULES)


def test_it_is_a4_upright_whatever_the_blank_is() -> None:
    assert set(sizes(letter_copy(paper(1)))) == {(595, 842)}


def test_nothing_stands_over_the_edge_with_the_longest_values() -> None:
    long = dict.fromkeys(FIRST, "Ban Thường vụ Đảng ủy phường Hoa Lư, tỉnh Ninh Bình " * 3)
    pdf = letter_copy(paper(1, given={1: long}))
    assert outside(pdf) == []


def test_what_is_not_known_is_left_as_dots_never_invented() -> None:
    lines = copy_lines(("ho_ten", "sinh_ngay", "sinh_thang", "sinh_nam", "so_tdv"),
                       {"ho_ten": NAME, "sinh_nam": "1962"})  # fmt: skip
    assert lines == (
        CopyLine("Đồng chí", NAME),
        CopyLine("Sinh ngày", "..... tháng ..... năm 1962"),
        CopyLine("Số TĐV", ""),
    )
    pdf = letter_copy(paper(3, given={}))
    content = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    assert b"[0 2.6] 0 d" in content.get_data()
