"""The help on paper: everything is printed, contents name the right pages, keys fit one sheet."""

import re
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from tcxd_desktop.forms import fonts, help_blocks, help_manual, key_sheet
from tcxd_desktop.forms.help_lines import Setting, lines
from tcxd_desktop.office import help_papers
from tcxd_desktop.wording.help import Topic, links, texts, topic, topics
from tcxd_desktop.wording.help_markdown import inline, read
from tcxd_desktop.wording.keys import KEYS

A4_WIDE = 595.3


def squeezed(text: str) -> str:
    """Return a text without blanks: lines break anywhere, caps stand apart."""
    return "".join(text.replace("⋯", "···").split())


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


@pytest.fixture(scope="module")
def told() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def whole(told: list[tuple[int, int]]) -> bytes:
    return help_papers.manual_pdf((), lambda done, total: told.append((done, total)))


@pytest.fixture(scope="module")
def book(whole: bytes) -> list[str]:
    return pages_of(whole)


def test_everything_is_printed(book: list[str]) -> None:
    whole = squeezed("".join(re.sub(r"\n?Sổ công tác Đảng 0\.1\.0.*", "", t) for t in book))
    whole = re.sub(r"\(trang\d+\)", "", whole)
    for found in topics():
        blocks = [squeezed(text) for block in found.blocks for text in texts(block)]
        lacking = [text for text in blocks if text not in whole and len(text) < 60]
        assert lacking == [], found.key
    assert fonts.MISSING not in whole


def test_contents_name_the_page_each_topic_begins_on(book: list[str]) -> None:
    assert "HƯỚNG DẪN SỬ DỤNG" in book[0]
    for found in topics():
        match = re.search(rf"^\s*{re.escape(found.title)}\s*(\d+)$", book[0], re.M)
        assert match is not None, found.title
        page = book[int(match[1]) - 1]
        assert squeezed(found.title) in squeezed(page)[:200]


def test_links_name_the_page_they_lead_to(book: list[str]) -> None:
    starts = {
        found.key: number
        for found in topics()
        for number in [int(re.search(rf"^\s*{re.escape(found.title)}\s*(\d+)$", book[0], re.M)[1])]  # type: ignore[index]  # told by the test above
    }
    pages = [page for page in book if "Tôi muốn" in page][1:3]
    named = [int(number) for page in pages for number in re.findall(r"\(trang\s*(\d+)\)", page)]
    first = topic("toi-muon")
    assert first is not None
    wanted = [starts[target.partition("#")[0]] for target in links(first)]
    assert named == wanted[: len(named)]
    assert len(named) > 10


def test_the_book_has_its_outline_and_numbers(whole: bytes, book: list[str]) -> None:
    reader = PdfReader(BytesIO(whole))
    assert [str(line.title) for line in reader.outline if not isinstance(line, list)] == [
        found.title for found in topics()
    ]
    for number, text in enumerate(book, 1):
        assert text.rstrip().endswith(str(number))


def test_a_topic_alone_has_no_contents() -> None:
    pages = pages_of(help_papers.manual_pdf(["an-toan"]))
    assert pages[0].startswith("Nói rõ về an toàn")
    assert "Mục lục" not in "".join(pages)
    assert "hàng đợi" in " ".join("".join(pages).split())


def test_the_same_help_gives_the_same_bytes() -> None:
    assert help_papers.manual_pdf(["an-toan"]) == help_papers.manual_pdf(["an-toan"])


def test_every_line_keeps_within_its_room() -> None:
    words = inline("Chữ **đậm** và `Ctrl+Shift+K`, " * 12)
    for piece in lines(words, Setting(200, 12, 17)):
        for one in piece.texts:
            assert one.x + fonts.width(one.text, one.face, one.size) <= 200.1
        for shape in piece.shapes:
            assert shape.x + shape.wide <= 200.1


def test_headings_and_heads_of_tables_stay_with_what_follows(tmp_path, monkeypatch) -> None:
    title, blocks = read(
        "# Bài\n\n" + "\n\n".join(f"## Phần {n}\n\n{'Câu dài. ' * 60}" for n in range(30))
        + "\n\n## Bảng\n\n| Khi | Làm |\n|---|---|\n"
        + "\n".join(f"| việc {n} | {'nói dài ' * 12} |" for n in range(60))
    )  # fmt: skip
    pages = pages_of(help_manual.help_topic(Topic("x", title, "Nhóm", blocks)))
    assert len(pages) > 6
    for page in pages:
        body = page.rpartition("Sổ công tác Đảng")[0].strip().splitlines()
        assert not re.fullmatch(r"Phần \d+|Bảng|Khi|Làm|Khi\s*Làm", body[-1])
    rows = [page for page in pages if "việc" in page]
    assert all("Khi" in page for page in rows)
    assert rows[-1].count("việc") >= 2


@pytest.mark.parametrize(
    ("size", "wide"), [((1366, 768), True), ((300, 200), False)], ids=["screen", "crop"]
)
def test_pictures_fit_the_page_and_keep_their_shape(
    tmp_path, monkeypatch, size: tuple[int, int], wide: bool
) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    Image.new("RGB", size, "white").save(folder / "hinh.png")
    monkeypatch.setattr(help_blocks, "folder", lambda: tmp_path)
    _, blocks = read("# Bài\n\n![Lời chú](pictures/hinh.png)")
    found = help_blocks.pieces(Topic("x", "Bài", "Nhóm", blocks), 467.0)
    [shape] = [one for piece in found for one in piece.shapes if one.kind == "picture"]
    assert shape.wide / shape.high == pytest.approx(size[0] / size[1])
    assert (shape.wide > 460) is wide
    assert shape.x + shape.wide <= 467.1
    pdf = help_manual.help_topic(Topic("x", "Bài", "Nhóm", blocks))
    assert len(PdfReader(BytesIO(pdf)).pages[0].images) == 1
    assert "Lời chú" in pages_of(pdf)[0]


def test_a_picture_that_is_missing_leaves_its_caption() -> None:
    _, blocks = read("# Bài\n\n![Chỉ còn lời](pictures/khong-co.png)")
    pdf = help_manual.help_topic(Topic("x", "Bài", "Nhóm", blocks))
    assert "Chỉ còn lời" in pages_of(pdf)[0]


def test_the_keys_fit_both_sides_of_a_sheet() -> None:
    pdf = help_papers.keys_pdf()
    pages = pages_of(pdf)
    assert len(pages) <= 2
    whole = squeezed("".join(pages))
    for where, keys in KEYS:
        assert squeezed(where) in whole
        for key, what in keys:
            assert squeezed(key) in whole
            assert squeezed(what)[:20] in whole
    assert fonts.MISSING not in whole
    assert [size for size in key_sheet._SIZES if size < 9] == [8.5]
    assert all(
        float(page.mediabox.width) == pytest.approx(A4_WIDE, abs=1)
        for page in PdfReader(BytesIO(pdf)).pages
    )


def test_progress_is_told(whole: bytes, told: list[tuple[int, int]]) -> None:
    assert [done for done, _ in told] == list(range(1, len(topics()) + 1))
