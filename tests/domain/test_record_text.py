"""Records come back from text as they were; other text is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tcxd_desktop.domain.meetings import (
    Attendance,
    Meeting,
    MeetingState,
    Minutes,
    PlanLine,
    Presence,
    Task,
    TaskState,
    Vote,
)
from tcxd_desktop.domain.record_text import NotThisRecordError, dump, load
from tcxd_desktop.domain.score_sheets import Entry
from tcxd_desktop.domain.score_templates import CellKind, MeetingKind
from tcxd_desktop.domain.work_drafts import GridDraft, MeetingDraft, PlanDraft, SheetDraft

texts = st.text(st.characters(codec="utf-8"), max_size=12)
entries = st.builds(
    Entry,
    points=st.none() | st.decimals(0, 100, places=2),
    level=st.none() | st.integers(0, 5),
    met=st.none() | st.booleans(),
    times=st.none() | st.integers(0, 9),
    not_applicable=st.booleans(),
    note=texts,
)
sheets = st.builds(SheetDraft, st.dictionaries(texts, entries, max_size=4), texts)
meetings = st.builds(
    Meeting,
    id=st.integers(0, 99),
    unit_id=st.integers(1, 9),
    kind=st.sampled_from(MeetingKind),
    period=st.just("2026-10"),
    state=st.sampled_from(MeetingState),
    place=texts,
    chair_id=st.none() | st.integers(1, 9),
    minutes=st.builds(Minutes, agenda=texts),
    attendance=st.tuples(
        st.builds(
            Attendance, st.integers(1, 9), texts, presence=st.none() | st.sampled_from(Presence)
        )
    ),
    votes=st.tuples(st.builds(Vote, texts, st.integers(0, 9))),
    cell_kind=st.sampled_from(CellKind),
)
tasks = st.builds(Task, st.integers(0, 9), st.just(1), st.just(1), texts,
                  state=st.sampled_from(TaskState), judged_in=st.none() | st.integers(1, 9))  # fmt: skip


@given(st.builds(MeetingDraft, meetings, st.tuples(tasks)))
def test_a_meeting_comes_back(draft: MeetingDraft) -> None:
    assert load(MeetingDraft, dump(draft)) == draft


@given(st.builds(GridDraft, st.dictionaries(texts, sheets, max_size=3)))
def test_scores_come_back(draft: GridDraft) -> None:
    assert load(GridDraft, dump(draft)) == draft


def test_a_plan_comes_back() -> None:
    draft = PlanDraft((PlanLine(1, "Chi bộ thôn Đông", 20, on="2026-10-06"),))
    assert load(PlanDraft, dump(draft)) == draft


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"meeting":7}', '{"lines":[{"unit_id":"x"}]}', '{"lines":7}']
)
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(NotThisRecordError):
        load(MeetingDraft, text)


def test_numbers_keep_their_places() -> None:
    draft = SheetDraft({"1": Entry(points=Decimal("4.50"))})
    assert str(load(SheetDraft, dump(draft)).entries["1"].points) == "4.50"
