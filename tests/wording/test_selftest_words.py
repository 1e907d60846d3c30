"""The test of itself and the diagnostic package in words: complete, and in closed words only."""

from dataclasses import replace
from itertools import pairwise

from tcxd_desktop.domain.selftest import SelftestReport, StepResult, StepState
from tcxd_desktop.wording import backups, diagnostics, selftest

GOOD = StepResult("office.make", StepState.PASSED, 1.25, "78 đảng viên")
BAD = StepResult("office.find", StepState.FAILED, 0.5, "không thấy", ("builtins.ValueError",))
LEFT = StepResult("office.card", StepState.SKIPPED, said=selftest.rests_on("office.make"))


def report(*steps: StepResult, finished: bool = True) -> SelftestReport:
    return SelftestReport("0.1.0", "2026-11-26T04:00:00+07:00", steps, 12.54, finished=finished)


def test_every_step_belongs_to_a_part_and_parts_stand_together() -> None:
    parts = [key.partition(".")[0] for key in selftest.TITLES]
    assert list(dict.fromkeys(parts)) == list(selftest.PARTS)
    assert sum(before != after for before, after in pairwise(parts)) == (len(selftest.PARTS) - 1)
    assert len(set(selftest.TITLES.values())) == len(selftest.TITLES)
    assert set(selftest.MARKS) == set(selftest.STATES) == set(StepState)


def test_a_part_that_broke_off_has_a_title_too() -> None:
    assert selftest.title_of("transfers.part") == "Chuẩn bị phần chuyển sinh hoạt đảng"
    assert selftest.title_of("elsewhere.part") == "Chuẩn bị phần elsewhere.part"


def test_a_step_reads_as_one_line() -> None:
    assert selftest.step_line(GOOD) == "✓ Tạo văn phòng mẫu, mã hóa: 78 đảng viên (1,2 s)"
    assert selftest.step_line(BAD).startswith("✗ Tìm một người")
    assert selftest.step_line(LEFT).endswith("cần bước “Tạo văn phòng mẫu, mã hóa” đạt trước")


def test_the_verdict_says_what_came_of_it() -> None:
    verdict = selftest.verdict
    assert verdict(report(GOOD)) == "Cả 1 bước đều đạt, trong 12,5 giây."
    assert verdict(report(GOOD, BAD, LEFT)) == ("1 trong 3 bước không đạt, 1 bước chưa thử được.")
    assert verdict(report(GOOD, finished=False)) == "Chưa làm xong: mới được 1 bước."
    assert verdict(report(GOOD, BAD, finished=False)) == (
        "1 trong 2 bước không đạt. Chưa làm hết các bước."
    )


def test_the_report_as_text_has_every_step_and_says_that_nobody_is_real() -> None:
    text = selftest.report_text(replace(report(GOOD, BAD, LEFT), machine={"Qt": "6.11.3"}))
    assert "hư cấu" in text
    assert "Phiên bản 0.1.0, bắt đầu lúc 04:00 ngày 26/11/2026" in text
    assert "VĂN PHÒNG THỬ" in text
    assert "      builtins.ValueError" in text
    assert "  Qt: 6.11.3" in text
    for step in (GOOD, BAD, LEFT):
        assert selftest.step_line(step) in text


def test_the_package_knows_every_warning_and_rounds_every_figure() -> None:
    told = diagnostics.warnings(backups.WARNINGS)
    assert diagnostics.OTHER not in told.split(", ")
    assert diagnostics.warnings(()) == "không có"
    assert diagnostics.warnings(["Nguyễn Thị Mốc"]) == "khác"
    figures = [diagnostics.about(count) for count in (0, 1, 9, 10, 99, 100, 388, 1_234, 54_321)]
    assert figures == ["0", "dưới 10", "dưới 10", "từ 10", "từ 10", "từ 100", "từ 100",
                       "từ 1.000", "từ 10.000"]  # fmt: skip
    assert [diagnostics.size(count) for count in (0, 1, 1024, 2_200_000)] == [
        "0 KB", "1 KB", "1 KB", "2,1 MB",
    ]  # fmt: skip
