"""One cell with several facts: what is told for certain, and what is a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.rows import (
    Badge,
    Introducer,
    Job,
    Relative,
    Reward,
    SocialOrg,
    Title,
    Training,
    YearReview,
)
from tcxd_desktop.domain.sheet_cells import parts_of, splitter
from tcxd_desktop.domain.targets import SPLIT_TABLES
from tests import make
from tests.domain.sheet_samples import CODES

D = make.day


def cell(table: str, text: str) -> tuple[tuple[object, ...], bool]:
    """Return the rows of a cell, and whether they are certain."""
    found = splitter(table, make.TODAY, CODES)(text)
    return found.rows, found.sure


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("một", ["một"]),
        ("- một\n- hai", ["một", "hai"]),
        ("* một\n\n+ hai", ["một", "hai"]),
        ("1. một\n2. hai", ["một", "hai"]),
        ("một; hai", ["một", "hai"]),
        ("một\nhai", ["một", "hai"]),
        ("3/1980 - 5/1985: Bộ đội,\nTrung đoàn 12\n6/1985 - nay: Làm ruộng",
         ["3/1980 - 5/1985: Bộ đội, Trung đoàn 12", "6/1985 - nay: Làm ruộng"]),
        ("- 3/1980-5/1985: Bộ đội - 6/1985-nay: Làm ruộng",
         ["3/1980-5/1985: Bộ đội", "6/1985-nay: Làm ruộng"]),
        ("06/1980; 04/1995; Xã viên; HTX", ["06/1980; 04/1995; Xã viên; HTX"]),
    ],
)  # fmt: skip
def test_parts(text: str, parts: list[str]) -> None:
    assert list(parts_of(text)) == parts


@pytest.mark.parametrize(
    ("text", "job"),
    [
        ("Từ 3/1980 đến 5/1985: Bộ đội", Job(D("1980-03"), D("1985-05"), "Bộ đội")),
        ("3/1980-5/1985: Bộ đội", Job(D("1980-03"), D("1985-05"), "Bộ đội")),
        ("3/1980 – 5/1985, Bộ đội", Job(D("1980-03"), D("1985-05"), "Bộ đội")),
        ("Từ tháng 3 năm 1980 đến tháng 5 năm 1985: Bộ đội", Job(D("1980-03"), D("1985-05"), "Bộ đội")),
        ("Từ tháng 3/1980 đến tháng 5/1985 Bộ đội", Job(D("1980-03"), D("1985-05"), "Bộ đội")),
        ("1980-1985: Bộ đội", Job(D("1980"), D("1985"), "Bộ đội")),
        ("05/03/1980 - 01/05/1985: Bộ đội", Job(D("1980-03-05"), D("1985-05-01"), "Bộ đội")),
        ("Từ 1985 đến nay: Làm ruộng", Job(D("1985"), None, "Làm ruộng")),
        ("6/1985 - nay: Làm ruộng", Job(D("1985-06"), None, "Làm ruộng")),
        ("6/1985 đến hiện nay: Làm ruộng", Job(D("1985-06"), None, "Làm ruộng")),
        ("Năm 1985: Xuất ngũ", Job(D("1985"), None, "Xuất ngũ")),
        ("Bộ đội (3/1980 - 5/1985)", Job(D("1980-03"), D("1985-05"), "Bộ đội")),
        ("06/1980; 04/1995; Xã viên; HTX", Job(D("1980-06"), D("1995-04"), "Xã viên; HTX")),
    ],
)  # fmt: skip
def test_jobs(text: str, job: Job) -> None:
    assert cell("jobs", text) == ((job,), True)


def test_a_start_after_from_opens_a_job_of_its_own() -> None:
    text = "3/1980-5/1985 bộ đội; 1985-1990 công nhân; từ 1991 về hưu"
    rows, sure = cell("jobs", text)
    assert sure
    assert [(str(row.since), str(row.until or ""), row.work) for row in rows] == [  # type: ignore[attr-defined] # rows of jobs
        ("1980-03", "1985-05", "bộ đội"), ("1985", "1990", "công nhân"), ("1991", "", "về hưu"),
    ]  # fmt: skip
    _, sure = cell("jobs", "Từ 1980 bộ đội rồi đến năm 1985 xuất ngũ")
    assert not sure


def test_a_job_without_a_period_is_a_guess() -> None:
    assert cell("jobs", "Làm ruộng tại địa phương") == (
        (Job(work="Làm ruộng tại địa phương"),),
        False,
    )


@pytest.mark.parametrize(
    ("table", "text", "row", "sure"),
    [
        ("trainings", "Trường Chính trị tỉnh, Trung cấp lý luận, 3/1998-6/1998, Tập trung, Bằng tốt nghiệp",
         Training("Trường Chính trị tỉnh", "Trung cấp lý luận", D("1998-03"), D("1998-06"), "Tập trung", "Bằng tốt nghiệp"), True),
        ("trainings", "1998-2002: Đại học Nông nghiệp I, Trồng trọt, chính quy",
         Training("Đại học Nông nghiệp I", "Trồng trọt", D("1998"), D("2002"), "Chính quy"), True),
        ("trainings", "Tin học, Anh văn", Training(subject="Tin học, Anh văn"), False),
        ("rewards", "Huân chương Kháng chiến hạng Ba (1985)", Reward("Huân chương Kháng chiến hạng Ba", D("1985")), True),
        ("rewards", "Bằng khen của UBND tỉnh năm 2004", Reward("Bằng khen", D("2004"), "UBND tỉnh"), True),
        ("rewards", "2004: Giấy khen do Đảng ủy xã tặng", Reward("Giấy khen", D("2004"), "Đảng ủy xã"), True),
        ("rewards", "Cờ thi đua của Bộ", Reward("Cờ thi đua", None, "Bộ"), False),
        ("badges", "40 năm, ngày 19/5/2015, số 004217", Badge("40", D("2015-05-19"), "004217"), True),
        ("badges", "Huy hiệu 30 năm tuổi đảng (2005)", Badge("30", D("2005")), True),
        ("badges", "50", Badge("50"), True),
        ("titles", "Thầy thuốc ưu tú năm 2010", Title("Thầy thuốc ưu tú", D("2010")), True),
        ("social_orgs", "Hội Nông dân 1999", SocialOrg("Hội Nông dân", D("1999")), True),
        ("introducers", "Lê Văn Hòa, Bí thư chi bộ", Introducer("Lê Văn Hòa", "Bí thư chi bộ"), True),
        ("reviews", "Năm 2024: Hoàn thành tốt nhiệm vụ", YearReview("2024", "Hoàn thành tốt nhiệm vụ"), True),
        ("reviews", "2023 HTXSNV", YearReview("2023", "Hoàn thành xuất sắc nhiệm vụ"), True),
        ("reviews", "tốt", YearReview(note="tốt"), False),
        ("family", "Cha: Nguyễn Văn Lâm, sinh 1935, quê xã Đông Hải, tỉnh Ninh Bình, đã mất năm 2001",
         Relative("Cha đẻ", "Nguyễn Văn Lâm", D("1935"), "xã Đông Hải, tỉnh Ninh Bình", died="đã mất năm 2001"), True),
        ("family", "Chồng: Trần Văn Quý (sinh năm 1960), làm ruộng, đảng viên",
         Relative("Chồng", "Trần Văn Quý", D("1960"), occupation="làm ruộng", party_member=True), True),
        ("family", "Con Trần Văn Nam", Relative("Con đẻ", "Trần Văn Nam"), True),
        ("family", "Bác ruột: Nguyễn Văn A", Relative("", "Bác ruột: Nguyễn Văn A"), False),
    ],
)  # fmt: skip
def test_other_facts(table: str, text: str, row: object, sure: bool) -> None:
    assert cell(table, text) == ((row,), sure)


def test_a_whole_family_in_a_cell() -> None:
    rows, sure = cell(
        "family",
        "Cha: Nguyễn Văn Lâm, SN 1935\nMẹ: Lê Thị Hoa, SN 1938\nVợ: Trần Thị Mai, SN 1963, giáo viên",
    )
    assert [(row.relation, row.name) for row in rows if isinstance(row, Relative)] == [
        ("Cha đẻ", "Nguyễn Văn Lâm"), ("Mẹ đẻ", "Lê Thị Hoa"), ("Vợ", "Trần Thị Mai"),
    ]  # fmt: skip
    assert sure


@pytest.mark.parametrize("table", SPLIT_TABLES)
@given(text=st.text("aeiouđ 0123456789/-.:;,\n()–Từđếnsinh", max_size=60))
def test_no_text_breaks_it(table: str, text: str) -> None:
    assert len(splitter(table, make.TODAY, CODES)(text).rows) <= 200


_WORK = (
    st.text("abcdeghiklmnopđăâ ", min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_MONTH = st.builds(
    lambda year, month: D(f"{year}-{month:02d}"), st.integers(1950, 2020), st.integers(1, 12)
)


@given(st.lists(st.tuples(_MONTH, st.one_of(st.none(), _MONTH), _WORK), min_size=1, max_size=6))
def test_a_history_written_the_usual_way_is_read_back(periods: list[tuple[object, ...]]) -> None:
    jobs = tuple(Job(*period) for period in periods)  # type: ignore[arg-type]
    text = "\n".join(
        f"- Từ {job.since.month}/{job.since.year} đến {f'{job.until.month}/{job.until.year}' if job.until else 'nay'}: {job.work}"
        for job in jobs
        if job.since
    )
    assert cell("jobs", text) == (jobs, True)
