"""The driver of the test of itself: what fails is told, the rest goes on, nothing looks better.

The whole run with all its steps stands in ``tests/test_no_network.py``: it takes most of a minute.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

from tcxd_desktop.cli import selftest, selftest_office, selftest_screens
from tcxd_desktop.cli.main import parser, run
from tcxd_desktop.cli.scenes import all_scenes
from tcxd_desktop.cli.selftest_looks import look, uniform
from tcxd_desktop.cli.selftest_office import OFFICE, OTHER, PAPERS, RESTORED
from tcxd_desktop.cli.selftest_packs import refused
from tcxd_desktop.cli.selftest_printed import Printed
from tcxd_desktop.cli.selftest_program import letters
from tcxd_desktop.cli.selftest_run import Bench, Several, Step
from tcxd_desktop.domain.errors import NotFoundProblem, SelftestProblem
from tcxd_desktop.domain.selftest import (
    RESULT_FILE,
    Begun,
    Event,
    Over,
    Plan,
    SelftestReport,
    StepResult,
    StepState,
    read_report,
)
from tcxd_desktop.exchange.demo_cards import photograph
from tcxd_desktop.exchange.writer import workbook
from tcxd_desktop.office import citizen_cards, machine, people
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.office.own_files import SUMS, astray
from tcxd_desktop.wording.selftest import TITLES
from tests import make

KEYS = ("office.make", "office.import", "office.find", "office.photo")
NAME = "Nguyễn Thị Mốc"


@pytest.fixture
def heard() -> list[Event]:
    return []


@pytest.fixture
def bench(tmp_path: Path, heard: list[Event]) -> Bench:
    report = SelftestReport("0.1.0", "2026-11-26T04:00:00+07:00")
    return Bench(tmp_path, make.PASSWORD, report, heard.append, frozenset(KEYS))


def good() -> str:
    return "tốt"


def wrong() -> str:
    raise SelftestProblem("không khớp")


def broken() -> str:
    raise ValueError(NAME)


def states(bench: Bench) -> dict[str, str]:
    return {step.key: step.state.name for step in bench.report.steps}


# --- the driver -----------------------------------------------------------------------------------


def test_a_step_that_fails_is_told_and_the_rest_goes_on(bench: Bench, heard: list[Event]) -> None:
    bench.plan(TITLES)
    bench.take("office", [Step(KEYS[0], good), Step(KEYS[1], wrong), Step(KEYS[2], broken),
                          Step(KEYS[3], good)])  # fmt: skip
    report = bench.over()
    assert states(bench) == dict(zip(KEYS, ("PASSED", "FAILED", "FAILED", "PASSED"), strict=True))
    assert [step.said for step in report.steps][1] == "không khớp"
    assert not report.passed
    assert report.finished
    assert [type(event) for event in heard] == [Plan, *[Begun, StepResult] * 4, Over]
    assert heard[0] == Plan(KEYS)


def test_a_failure_tells_where_but_never_what(bench: Bench) -> None:
    bench.take("office", [Step(KEYS[0], broken)])
    [step] = bench.report.steps
    assert step.trace[0] == "builtins.ValueError"
    assert any("test_selftest.py" in line and line.endswith("broken") for line in step.trace)
    text = (bench.folder / RESULT_FILE).read_text(encoding="utf-8")
    assert NAME not in text
    assert str(Path(__file__).parent) not in text


def test_steps_that_rest_on_it_are_not_tried(bench: Bench) -> None:
    tried: list[str] = []
    steps = [
        Step(KEYS[0], wrong),
        Step(KEYS[1], lambda: tried.append("x") or "", (KEYS[0],)),  # type: ignore[func-returns-value] # append
        Step(KEYS[2], good, (KEYS[1],)),
        Step(KEYS[3], good),
    ]
    bench.take("office", steps)
    assert tried == []
    assert list(states(bench).values()) == ["FAILED", "SKIPPED", "SKIPPED", "PASSED"]
    assert TITLES[KEYS[0]] in bench.report.steps[1].said


def test_a_part_that_breaks_off_between_steps_is_a_failure(bench: Bench) -> None:
    def part() -> Iterator[Step]:
        yield Step(KEYS[0], good)
        raise OSError(NAME)

    bench.take("office", part())
    bench.take("office", [Step(KEYS[3], good)])
    report = bench.over()
    assert states(bench) == {
        KEYS[0]: "PASSED", "office.part": "FAILED", KEYS[3]: "PASSED", KEYS[1]: "SKIPPED",
        KEYS[2]: "SKIPPED",
    }  # fmt: skip
    assert not report.passed


def test_what_was_never_begun_is_no_pass(bench: Bench) -> None:
    assert not bench.over().passed
    assert set(states(bench).values()) == {"SKIPPED"}


def test_the_result_is_on_the_disk_after_every_step(bench: Bench) -> None:
    bench.plan(TITLES)
    seen = []

    def peek() -> str:
        told = read_report((bench.folder / RESULT_FILE).read_text(encoding="utf-8"))
        assert told is not None
        seen.append((len(told.steps), told.finished, told.files))
        return bench.keep(bench.folder / PAPERS / "a.txt", b"a")

    bench.take("office", [Step(KEYS[0], peek), Step(KEYS[1], peek)])
    bench.over()
    assert seen == [(0, False, ()), (1, False, ("giay-to/a.txt",))]
    told = read_report((bench.folder / RESULT_FILE).read_text(encoding="utf-8"))
    assert told is not None
    assert (told.finished, told.files) == (True, ("giay-to/a.txt",))
    assert [step.key for step in told.steps] == list(KEYS)


def test_steps_nobody_asked_for_are_left_out(bench: Bench) -> None:
    bench.take("end", [Step("end.verify", wrong), Step(KEYS[0], good)])
    assert states(bench) == {KEYS[0]: "PASSED"}


def test_several_are_all_done_and_told_together() -> None:
    several = Several()
    for number in range(12):
        several.take(f"mẫu {number}", wrong if number % 2 else good)
    assert several.done == 6
    several.take("khác", broken)
    with pytest.raises(SelftestProblem) as caught:
        several.check()
    told = str(caught.value.args[0])
    assert "mẫu 1 (không khớp)" in told
    assert "và 1 nữa" in told
    assert NAME not in told
    assert isinstance(caught.value.__cause__, SelftestProblem)


# --- looking --------------------------------------------------------------------------------------


def pdf(*lines: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for place, line in enumerate(lines):
        canvas.drawString(100, 700 - 20 * place, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def packed(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr(name, text)
    return out.getvalue()


def test_a_paper_has_to_have_something_on_it(desk: Desk) -> None:
    assert look(desk, "a.pdf", pdf("one two three four five")) == 1
    words = "".join(f"<w:t>{number}</w:t>" for number in range(9))
    assert look(desk, "a.docx", packed("word/document.xml", words)) == 1
    assert look(desk, "a.xlsx", workbook("A", ["Họ và tên"], [["Mốc"]])) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf()),
        ("a.pdf", pdf("one")),
        ("a.docx", b"no zip"),
        ("a.docx", packed("word/other.xml", "")),
        ("a.docx", packed("word/document.xml", "<w:t>1</w:t>")),
    ],
    ids=["blank", "a word", "no zip", "no body", "empty body"],
)
def test_a_blank_paper_is_noticed(desk: Desk, name: str, data: bytes) -> None:
    with pytest.raises(SelftestProblem):
        look(desk, name, data)


def test_a_picture_of_one_colour_is_noticed() -> None:
    picture = QImage(60, 60, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    assert uniform(picture)
    picture.setPixel(30, 30, 0)
    assert not uniform(picture)


def test_a_paper_that_is_wrong_is_kept_to_be_seen(desk: Desk, bench: Bench) -> None:
    printed = Printed(desk, bench)
    printed.add("A", "A.pdf", pdf)
    printed.add("B", "B.pdf", lambda: pdf("one two three four five"))
    assert printed.codes == {"B"}
    assert (bench.folder / PAPERS / "A.pdf").is_file()
    with pytest.raises(SelftestProblem):
        printed.told()
    printed.begin()
    printed.add("C", "C.pdf", lambda: pdf("one two three four five"))
    assert printed.told() == "1 tệp, 1 trang"


# --- the steps themselves -------------------------------------------------------------------------


def test_a_name_in_a_file_is_found_in_every_way_it_may_be_written() -> None:
    for way in ("utf-8", "utf-16-le", "utf-16-be"):
        for text in (NAME, NAME.upper()):
            assert selftest_office.seen([NAME, "037162004217"], text.encode(way)) == [NAME]
    assert selftest_office.seen([NAME], b"Nguyen Thi Moc") == []


@pytest.mark.parametrize("content", [NAME.encode(), b"SQLite format 3\0"], ids=["name", "plain"])
def test_an_office_that_gives_a_name_away_fails(desk: Desk, tmp_path: Path, content: bytes) -> None:
    made = people.create(desk, make.new_person(name=NAME))
    people.save(desk, replace(made, citizen_id="037162004217"))
    for name in (OFFICE, RESTORED, OTHER):
        (tmp_path / name).mkdir()
    clean = tmp_path / OFFICE / "a.db"
    clean.write_bytes(bytes(4096))
    assert "1 tệp" in selftest_office._secret(desk, tmp_path)
    (tmp_path / OTHER / "b.db").write_bytes(content)
    with pytest.raises(SelftestProblem) as caught:
        selftest_office._secret(desk, tmp_path)
    assert "b.db" in str(caught.value.args[0])
    assert NAME not in str(caught.value.args[0])


def test_only_its_own_folders_are_cleared(tmp_path: Path) -> None:
    own = [tmp_path / name for name in (OFFICE, RESTORED, OTHER, PAPERS)]
    for folder in (*own, tmp_path / "cua-toi"):
        folder.mkdir()
        (folder / "x").write_bytes(b"x")
    (tmp_path / "ghi-chu.txt").write_bytes(b"x")
    selftest_office.clear(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "home") == [
        "cua-toi", "ghi-chu.txt",
    ]  # fmt: skip


def test_a_drawn_card_is_read_back(desk: Desk) -> None:
    text = f"037162004217||{NAME}|05031962|Nữ|Thôn Đông, Đông Hải, Ninh Bình|12052023"
    card = citizen_cards.read_picture(desk, photograph(text))
    assert (card.name, card.citizen_id) == (NAME, "037162004217")


def test_what_is_not_refused_is_a_failure() -> None:
    def refuse() -> None:
        raise NotFoundProblem("x")

    refused(refuse, NotFoundProblem)
    with pytest.raises(SelftestProblem):
        refused(lambda: None, NotFoundProblem)
    with pytest.raises(NotFoundProblem):
        refused(refuse, SelftestProblem)


def test_files_of_the_packaged_program_are_compared(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (tmp_path / SUMS).write_text(
        "".join(f"{empty}  {name}\n" for name in ("a.txt", "b.txt", "c.txt")), encoding="utf-8"
    )
    (tmp_path / "b.txt").write_bytes(b"other")
    assert astray(tmp_path) == (["b.txt", "c.txt"], 3)


def test_every_letter_of_vietnamese_is_looked_for() -> None:
    assert len(set(letters())) == 2 * (12 * 6 + 1)
    assert {"ử", "Ặ", "đ", "Đ"} <= set(letters())


def test_every_scene_is_painted_in_one_step() -> None:
    groups = selftest_screens.groups()
    painted = [one.key for scenes in groups.values() for one in scenes]
    assert sorted(painted) == sorted(one.key for one in all_scenes())
    assert set(groups) < set(TITLES)
    assert all(groups.values())
    assert set(selftest_screens._DARK) <= set(painted)


def test_a_quick_test_leaves_out_only_steps_there_are() -> None:
    assert set(TITLES) > selftest._SLOW


def test_every_library_is_there_and_the_machine_names_nobody() -> None:
    assert all(machine.packages().values())
    told = " ".join(machine.facts().values())
    assert str(Path.home()) not in told
    assert "SQLCipher" in machine.facts()


# --- the command ----------------------------------------------------------------------------------


def test_the_command_takes_its_options() -> None:
    options = parser().parse_args(["selftest", "x", "--quick", "--tidy", "--events"])
    assert (options.folder, options.quick, options.tidy, options.events) == (
        Path("x"), True, True, True,
    )  # fmt: skip


def test_where_the_office_cannot_be_made_every_step_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own_data_folder: Path
) -> None:
    """A file in the way of the office: what rests on it is not tried, and nothing passes."""
    folder = tmp_path / "thu"
    folder.mkdir()
    blocked = folder / OFFICE
    blocked.symlink_to(tmp_path / "nowhere" / "deeper")
    assert run(["selftest", str(folder), "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert told["failed"] == ["office.make"]
    report = read_report((folder / RESULT_FILE).read_text(encoding="utf-8"))
    assert report is not None
    assert {step.key for step in report.steps} == set(TITLES)
    assert {step.key for step in report.steps if step.state is StepState.PASSED} == {
        "program.machine", "program.files", "program.resources",
    }  # fmt: skip
    assert not own_data_folder.exists()
