"""The result of the program's test of itself: as a file, and line by line."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.selftest import (
    Begun,
    Event,
    Over,
    Plan,
    SelftestReport,
    StepResult,
    StepState,
    event_line,
    read_event,
    read_report,
    report_json,
    with_step,
)

GOOD = StepResult("office.make", StepState.PASSED, 1.25, "78 đảng viên")
BAD = StepResult("office.find", StepState.FAILED, 0.5, "không thấy", ("builtins.ValueError",))
LEFT = StepResult("office.card", StepState.SKIPPED, 0.0, "cần bước trước")
REPORT = SelftestReport(
    "0.1.0", "2026-11-26T04:00:00+07:00", (GOOD, BAD, LEFT), 12.5, finished=True,
    files=("giay-to/DS.pdf",), machine={"Qt": "6.11.3"},
)  # fmt: skip


def test_a_report_comes_back_from_its_file() -> None:
    text = report_json(REPORT, {"office.make": "Tạo văn phòng mẫu"})
    assert read_report(text) == REPORT
    raw = json.loads(text)
    assert raw["ok"] is False
    assert [step["title"] for step in raw["steps"]] == [
        "Tạo văn phòng mẫu", "office.find", "office.card",
    ]  # fmt: skip
    assert [(step["ok"], step["skipped"]) for step in raw["steps"]] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_it_passed_only_if_everything_was_tried_and_nothing_failed() -> None:
    one = replace(REPORT, steps=(GOOD,))
    assert one.passed
    assert not replace(one, finished=False).passed
    assert not with_step(one, BAD).passed
    assert not with_step(one, LEFT).passed
    assert (REPORT.failed, REPORT.skipped) == ((BAD,), (LEFT,))


@pytest.mark.parametrize(
    "text",
    ["", "nothing", "[]", "{}", '{"format": 2}', "null", "3",
     report_json(REPORT, {}).replace('"steps"', '"stairs"'),
     report_json(REPORT, {}).replace("12.5", '"long"')],
    ids=range(9),
)  # fmt: skip
def test_what_is_no_report_is_none(text: str) -> None:
    assert read_report(text) is None


TEXT = st.text(max_size=40)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.builds(Plan, st.lists(TEXT, max_size=4).map(tuple)),
    st.builds(Begun, TEXT),
    st.builds(
        StepResult, TEXT, st.sampled_from(StepState), st.floats(0, 1e6), TEXT,
        st.lists(TEXT, max_size=3).map(tuple),
    ),
    st.builds(Over, st.booleans(), st.floats(0, 1e6)),
)  # fmt: skip


@given(EVENTS)
def test_every_event_is_one_plain_line(event: Event) -> None:
    line = event_line(event)
    assert line.isascii()
    assert "\n" not in line
    assert read_event(line) == event


@pytest.mark.parametrize(
    "line",
    ["", "x", "[]", '{"event": "plan"}', '{"event": "step", "key": "a"}', '{"event": "end"}',
     '{"event": "step", "key": "a", "state": "?", "seconds": 1.0, "said": "", "trace": []}'],
    ids=range(7),
)  # fmt: skip
def test_other_lines_are_no_events(line: str) -> None:
    assert read_event(line) is None
