"""Phiếu đánh giá, phiếu thẩm định and the tables: whole, on their pages, nothing invented."""

import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tcxd_desktop.domain.score_papers import HalfYearLine, ScoreColumn, ScorePaper, SheetRow
from tcxd_desktop.domain.score_templates import PrintLayout, Scorer
from tcxd_desktop.forms.charts import shade
from tcxd_desktop.forms.score_sheet import review_sheet, score_sheet
from tcxd_desktop.forms.score_tables import score_table
from tcxd_desktop.wording import score_papers as words
from tcxd_desktop.wording import score_tables as tables
from tests.forms import score_samples as samples
from tests.forms.form_samples import all_text, fonts_of, letters, page_texts
from tests.forms.paper_checks import outside, overlapping, sizes

UPRIGHT, ACROSS = (595, 842), (842, 595)
HOSTILE = (
    "Ngườiđạtđượcrấtnhiềuthànhtíchkhôngcódấucáchnàoởgiữa" * 3,
    "=1+1 <b>& “ngoặc” \u202eđảo\u202c 🎉 " + "rất dài " * 60,
    "N" * 400,
)


def sound(pdf: bytes) -> None:
    """Nothing over the edge, nothing upon another, every typeface inside."""
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    assert all(embedded for _, embedded in fonts_of(pdf))


# --- sheets ---------------------------------------------------------------------------------------


def test_the_sheet_says_everything_in_its_order() -> None:
    pdf = score_sheet([samples.paper()])
    text = all_text(pdf)
    for wanted in (
        "ĐẢNG BỘ XÃ ĐÔNG HẢI", "CHI BỘ THÔN BÌNH MINH", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "ngày 08 tháng 10 năm 2026", "PHIẾU ĐÁNH GIÁ", "(125 phút)", "19/21 đảng viên dự (90,5 %)",
        "TỔNG ĐIỂM", "97,5", "T/M BAN CHI ỦY", "CẤP ỦY CẤP TRÊN PHỤ TRÁCH",
        "Kém: dưới 50 điểm", "Mẫu AN-PHU-THU, bản 2",
    ):  # fmt: skip
        assert letters(wanted) in text, wanted
    labels = [letters(row.label) for row in samples.OUTLINE.rows]
    places = [text.index(label) for label in labels]
    assert places == sorted(places)
    assert sizes(pdf) == [UPRIGHT] * 3
    sound(pdf)


def test_without_a_review_nothing_official_is_claimed() -> None:
    text = all_text(score_sheet([samples.paper()]))
    assert letters("Xếp loại của cấp ủy cấp trên: chưa thẩm định") in text
    waiting = samples.reviewed(
        columns={samples.SELF: samples.column()}, differences={}, notes={}, remarks=(),
        verdict=(("Chi bộ tự chấm", "97,5 điểm, Tốt"), ("Đảng ủy thẩm định", words.NOT_REVIEWED)),
    )  # fmt: skip
    text = all_text(review_sheet([waiting]))
    assert letters("Đảng ủy thẩm định: chưa thẩm định") in text
    assert text.count("97,5") == 2


def test_the_head_stands_on_every_page_and_no_row_is_divided() -> None:
    pages = page_texts(score_sheet([samples.paper()]))
    assert all("TIÊU CHÍ ĐÁNH GIÁ" in page for page in pages)
    for row in samples.OUTLINE.rows:
        assert any(letters(row.label) in letters(page) for page in pages), row.label
    [last] = [page for page in pages if "TỔNG ĐIỂM" in page]
    assert "T/M BAN CHI ỦY" in last


def test_levels_stay_below_their_criterion_and_the_one_reached_is_crossed() -> None:
    pages = page_texts(score_sheet([samples.paper()]))
    for row in samples.OUTLINE.rows:
        if row.level is not None:
            criterion = next(one for one in samples.OUTLINE.rows if one.item == row.item)
            [page] = [p for p in pages if letters(f"- {row.label}") in letters(p)][:1]
            assert letters(criterion.label) in letters(page)
    assert sum(page.count("x\n") + page.count("x\r\n") for page in pages) >= 3


def test_a_blank_sheet_asks_for_the_meeting_and_has_no_points() -> None:
    pdf = score_sheet([samples.blank()])
    text = all_text(pdf)
    for wanted in ("Ngày họp:", "Có mặt:", "Nhiệm vụ đến hạn:", "Tổng số đảng viên: 24",
                   "Cách ghi: đánh dấu x"):  # fmt: skip
        assert letters(wanted) in text
    assert "97,5" not in text
    assert letters("ngày ..... tháng ..... năm") in text
    sound(pdf)


def test_the_review_shows_both_and_where_they_differ() -> None:
    pdf = review_sheet([samples.reviewed()])
    text = all_text(pdf)
    for wanted in ("PHIẾU THẨM ĐỊNH", "ĐẢNG ỦY XÃ ĐÔNG HẢI", "97,5", "91,5", "NGƯỜI THẨM ĐỊNH",
                   "T/M ĐẢNG ỦY", "Lý do chênh lệch: hai tiêu chí", "8/9 nhiệm vụ hoàn thành"):  # fmt: skip
        assert letters(wanted) in text
    assert letters("Thiếu không quá 15 phút") not in text, "levels are not reviewed row by row"
    sound(pdf)


def test_the_layout_is_that_of_the_template() -> None:
    layout = PrintLayout(
        columns=("TT", "Tiêu chí", "Thang điểm", "Chi ủy, Bí thư chấm", "Điểm thẩm định"),
        levels_as_rows=False,
        footer_levels=False,
        signatures=(("THƯ KÝ",), ("CHỦ TRÌ", "BÍ THƯ CHI BỘ")),
    )
    outline = words.outline(replace(samples.TEMPLATE, layout=layout))
    assert all(row.level is None for row in outline.rows)
    review = ScoreColumn({"1": "4,5"})
    paper = samples.paper(
        outline=outline, columns={samples.SELF: samples.column(outline), samples.REVIEW: review}
    )
    text = all_text(score_sheet([paper]))
    for wanted in ("Chi ủy, Bí thư chấm", "CHỦ TRÌ", "BÍ THƯ CHI BỘ", "4,5"):
        assert letters(wanted) in text
    for absent in ("Ghi chú", "T/M BAN CHI ỦY", "Mức xếp loại:"):
        assert letters(absent) not in text


def test_six_columns_have_the_others_points_between() -> None:
    layout = PrintLayout(
        columns=("STT", "Tiêu chí", "Thang điểm", "Tự chấm", "Phúc tra", "Ghi chú")
    )
    scorers = (
        Scorer(samples.SELF, "A"),
        Scorer("kiem_tra", "B"),
        Scorer(samples.REVIEW, "C", official=True),
    )
    outline = words.outline(replace(samples.TEMPLATE, layout=layout, scorers=scorers))
    assert (outline.own, outline.official) == (samples.SELF, samples.REVIEW)
    paper = samples.paper(outline=outline, columns={"kiem_tra": ScoreColumn({"1": "3,25"})},
                          notes={"1": "ghi chú riêng"})  # fmt: skip
    text = all_text(score_sheet([paper]))
    assert "3,25" in text
    assert letters("ghi chú riêng") in text


def test_a_job_of_many_sheets_begins_each_on_a_page_of_its_own() -> None:
    done: list[tuple[int, int]] = []
    papers = [samples.paper(told=(f"Chi bộ thứ {number}.",)) for number in range(4)]
    pdf = score_sheet(papers, progress=lambda *step: done.append(step), duplex=True)
    pages = page_texts(pdf)
    starts = [n for n, page in enumerate(pages) if "PHIẾU ĐÁNH GIÁ" in page]
    assert starts == [0, 4, 8, 12]
    assert done == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len(page_texts(score_sheet(papers))) == 12


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_printed_whole_on_the_page(text: str) -> None:
    rows = tuple(
        replace(row, label=text if row.level is None else row.label, number=row.number and f"{row.number}.11.22")
        for row in samples.OUTLINE.rows[:9]
    )  # fmt: skip
    outline = replace(samples.OUTLINE, rows=rows, footer=(text,))
    changes: dict[str, object] = {
        "outline": outline, "subtitle": (text, text), "told": (text,), "remarks": (text,),
        "notes": {row.item: text for row in rows}, "verdict": ((text, text),),
        "head": replace(samples.CELL_HEAD, province=text, issuer=text),
    }  # fmt: skip
    for pdf in (
        score_sheet([samples.paper(**changes)]),
        score_sheet(
            [samples.blank(**{key: changes[key] for key in ("outline", "head", "subtitle")})]
        ),
        review_sheet([samples.reviewed(**changes)]),
    ):
        sound(pdf)
        assert len(PdfReader(io.BytesIO(pdf)).pages) < 40


def test_a_row_taller_than_a_page_goes_on_with_nothing_lost() -> None:
    sentence = "một hai ba bốn năm sáu bảy tám chín mười "
    row = SheetRow(samples.RowKind.GROUP, "1", sentence * 120, "5", item="1")
    outline = replace(samples.OUTLINE, rows=(row,), footer=())
    pdf = score_sheet([samples.paper(outline=outline, notes={}, told=())])
    assert all_text(pdf).count(letters("mười")) == 120
    sound(pdf)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=80), min_size=1, max_size=6),
    st.booleans(),
)
def test_any_sheet_can_be_printed(texts: list[str], blank: bool) -> None:
    rows = tuple(
        SheetRow(samples.RowKind.ITEM, text[:6], text, text[:4], item=str(place), hint=text[:9])
        for place, text in enumerate(texts)
    )
    notes = {str(place): text for place, text in enumerate(texts)}
    make_one = samples.blank if blank else samples.paper
    paper: ScorePaper = make_one(outline=replace(samples.OUTLINE, rows=rows))
    assert outside(score_sheet([replace(paper, notes=notes)])) == []


def test_no_paper_at_all_is_an_empty_job() -> None:
    assert score_sheet([]).startswith(b"%PDF")


# --- tables ---------------------------------------------------------------------------------------


def test_the_monthly_table_has_ten_numbered_columns_and_one_cross_a_row() -> None:
    paper = tables.month_table(samples.month_period(23), samples.TOP)
    assert len(paper.columns) == 10
    shares = [column.share for column in paper.columns]
    assert shares == [4, 16, 9, 10, 9, 7, 7, 7, 7, 23]
    assert [column.group for column in paper.columns if column.group] == [tables._SPAN] * 5
    for line, row in zip(samples.month_period(23).lines, paper.rows, strict=True):
        assert row[5:9].count("x") == bool(line.level)
    assert sum(int(str(cell)) for cell in paper.total[5:9]) == sum(
        row[5:9].count("x") for row in paper.rows
    )
    assert paper.rows[5][9] == "Chưa thẩm định"
    assert str(paper.rows[7][9]).startswith("Không sinh hoạt: mất điện")
    pdf = score_table(paper)
    text = all_text(pdf)
    for wanted in ("DANH SÁCH", "TỔNG HỢP ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG SINH HOẠT CHI BỘ",
                   "Tháng 10 năm 2026", "(chốt ngày 10/11/2026)", "Tổng cộng", "NGƯỜI LẬP BIỂU",
                   "T/M ĐẢNG ỦY", "BÍ THƯ", "* Ghi chú: Chi bộ thôn 3 tăng", "12345678910"):  # fmt: skip
        assert letters(wanted) in text, wanted
    assert set(sizes(pdf)) == {ACROSS}
    sound(pdf)


def test_an_open_month_says_that_it_is_not_closed() -> None:
    table = replace(samples.month_period(2), closed_on="")
    assert letters("(số liệu chưa chốt)") in all_text(
        score_table(tables.month_table(table, samples.TOP))
    )


def test_the_total_never_stands_without_a_row() -> None:
    for count in range(1, 40):
        pages = page_texts(
            score_table(tables.month_table(samples.month_period(count), samples.TOP))
        )
        [last] = [page for page in pages if "Tổng cộng" in page]
        assert "NGƯỜI LẬP BIỂU" in last
        assert samples.unit_name(count - 1).split()[-1] in last


@pytest.mark.parametrize(("period", "months"), [("2026-Q3", 3), ("2026", 12)])
def test_long_tables_have_every_month_counts_thematic_and_rating(period: str, months: int) -> None:
    table = samples.long_period(14, period)
    paper = tables.long_table(table, samples.TOP)
    quarters = 1 if months == 3 else 4
    assert len(paper.columns) == 3 + months + 1 + 4 + quarters + 1
    assert all(len(row) == len(paper.columns) for row in (*paper.rows, paper.total))
    assert paper.rows[4][-1] == "Tốt", "what the committee decided stands"
    assert any("cấp ủy quyết định mức Tốt (tính theo các tháng: Khá)" in n for n in paper.notes)
    pdf = score_table(paper)
    text = all_text(pdf)
    for wanted in ("Số kỳ xếp loại", "BẢN ĐỒ KẾT QUẢ SINH HOẠT CHI BỘ THEO THÁNG",
                   "DIỄN BIẾN ĐIỂM SINH HOẠT CỦA TỪNG CHI BỘ", "TB: Trung bình"):  # fmt: skip
        assert letters(wanted) in text
    assert set(sizes(pdf)) == {ACROSS}
    sound(pdf)


def test_charts_have_every_chi_bo_and_every_point() -> None:
    table = samples.long_period(60)
    paper = tables.long_table(table, samples.TOP)
    pages = page_texts(score_table(paper))
    heat = letters("".join(page for page in pages if "BẢN ĐỒ" in page))
    trend = letters("".join(page for page in pages if "DIỄN BIẾN" in page))
    assert paper.heat is not None
    for name, cells in paper.heat.rows:
        assert letters(name.removeprefix("Chi bộ ")[1:]) in heat
        assert all(cell.text in heat for cell in cells)
        assert letters(name) in trend
    for line in paper.trends:
        assert len(line.official) == len(line.own) == 12


def test_charts_show_where_each_level_begins() -> None:
    table = replace(
        samples.long_period(3), bounds=(("TOT", "90"), ("KHA", "70.5"), ("TB", "50"), ("KEM", "0"))
    )
    paper = tables.long_table(table, samples.TOP)
    told = ("Tốt", Decimal(90)), ("Khá", Decimal("70.5")), ("Trung bình", Decimal(50))
    assert paper.bounds == told
    text = all_text(score_table(paper))
    assert letters("ngưỡng mức: Tốt từ 90, Khá từ 70,5, Trung bình từ 50") in text
    assert letters("ngưỡng mức") not in all_text(
        score_table(tables.long_table(replace(table, bounds=()), samples.TOP))
    )


def test_colours_get_darker_from_the_best_level_to_the_worst() -> None:
    for count in range(1, 8):
        grey = [
            0.299 * red + 0.587 * green + 0.114 * blue
            for red, green, blue in (shade(place, count) for place in range(count))
        ]
        assert grey == sorted(grey, reverse=True)
        assert min(grey) > 0.4, "black letters must be read on it"


def test_the_six_month_report_leaves_what_is_not_known_to_the_pen() -> None:
    lines = [
        HalfYearLine("Chi bộ thôn Đông", 24, 6, Decimal("19.5"), 61, 2),
        HalfYearLine("Chi bộ thôn Thượng", 11, note="Không sinh hoạt tháng 2"),
    ]
    paper = tables.half_year_table("2026-H1", lines, samples.TOP)
    assert len(paper.columns) == 13
    assert paper.rows[0] == (
        1,
        "Chi bộ thôn Đông",
        24,
        Decimal("19.5"),
        61,
        "",
        2,
        "",
        "",
        "",
        "",
        "",
        "",
    )
    assert paper.rows[1][3:11] == ("",) * 8
    assert paper.total[2] == 35
    assert paper.total[4] == "", "a sum with a figure missing is no sum"
    text = all_text(score_table(paper))
    assert letters("6 tháng đầu năm 2026") in text
    assert "19,5" in text


def test_an_empty_table_says_so() -> None:
    for paper in (
        tables.month_table(samples.month_period(0), samples.TOP),
        tables.long_table(samples.long_period(0), samples.TOP),
        tables.half_year_table("2026-H1", [], samples.TOP),
    ):
        pdf = score_table(paper)
        assert letters("Không có chi bộ nào để tổng hợp.") in all_text(pdf)
        assert len(sizes(pdf)) == 1
        sound(pdf)


def test_a_commune_of_160_is_whole() -> None:
    pdf = score_table(tables.long_table(samples.long_period(160), samples.TOP))
    text = all_text(pdf)
    assert all(letters(samples.unit_name(number)) in text for number in range(160))
    assert outside(pdf) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_in_their_cells(text: str) -> None:
    month = samples.month_period(3)
    lines = tuple(replace(line, unit=text, note=text) for line in month.lines)
    year = samples.long_period(3)
    for paper in (
        tables.month_table(replace(month, lines=lines, note=text), samples.TOP),
        tables.long_table(
            replace(year, lines=tuple(replace(line, unit=text, why=(text,), decided="", level="")
                                      for line in year.lines)), samples.TOP),
    ):  # fmt: skip
        sound(score_table(paper))


def test_the_same_reason_of_many_is_said_once() -> None:
    year = samples.long_period(9)
    lines = tuple(replace(line, level="", level_label="", decided="", why=("Chưa có quy định.",))
                  for line in year.lines)  # fmt: skip
    paper = tables.long_table(replace(year, lines=lines), samples.TOP)
    [said] = [note for note in paper.notes if "Chưa có quy định." in note]
    assert "và 6 chi bộ khác: Chưa có quy định." in said
