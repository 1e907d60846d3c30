"""What is typed of meetings and scores and not saved survives: crash, lock, power cut."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tcxd_desktop.domain.history import Role
from tcxd_desktop.domain.meetings import Meeting
from tcxd_desktop.domain.score_templates import REVIEW, SELF
from tcxd_desktop.office import meeting_plans, score_grids, scoring, work_drafts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.grid_page import GridPage
from tcxd_desktop.ui.meetings.plan_page import PlanPage
from tcxd_desktop.ui.meetings.workspace import GRID, PLAN, MeetingsWorkspace
from tests.make import HAMLET, SCHOOL, TEAM
from tests.office import meeting_samples
from tests.ui.draft_help import (
    PLANNED,
    at,
    construct,
    crash,
    keys,
    plan_by_keys,
    planned,
    press,
    stand,
)
from tests.ui.safety_help import quiet

SCORED = "2026-10"
CELLS = (TEAM, HAMLET, SCHOOL)


@pytest.fixture
def build(desk: Desk, jobs: Jobs, qtbot: QtBot) -> Callable[..., Any]:
    """Make a page over the office, as if the program were started anew."""

    return partial(construct, desk, jobs, qtbot)


@pytest.fixture
def held(desk: Desk) -> dict[int, Meeting]:
    found = {}
    for unit in CELLS:
        meeting_samples.fill(desk, unit, 3)
        found[unit] = meeting_samples.held(desk, unit, SCORED)
    return found


# --- the schedule --------------------------------------------------------------------------------


def test_a_pause_keeps_the_schedule_that_a_new_start_offers(
    build: Callable[..., Any], desk: Desk, qtbot: QtBot
) -> None:
    page = build(PlanPage)
    page.open(PLANNED)
    plan_by_keys(page)
    with qtbot.waitSignal(page.drafts.kept, timeout=6000):
        pass
    assert page.table.typing(), "a pause takes nothing out of the clerk's hand"
    assert page.head.status.whole().endswith("đã giữ nháp 09:00")
    crash(page)
    assert planned(desk) == {}

    again = build(PlanPage)
    again.open(PLANNED)
    assert again.draft_bar.isVisible()
    assert again.draft_bar.text.text() == (
        "Có bản nháp chưa lưu lúc 09:00 ngày 23/11/2026 (3 dòng)."
    )
    assert not again.unsaved()
    assert not again.save()
    press(Qt.Key.Key_Return)
    assert not again.draft_bar.isVisible()
    assert at(again, TEAM, "Ngày") == "05/12/2026"
    assert at(again, TEAM, "Giờ") == "19:00"
    assert at(again, SCHOOL, "Ngày") == "45"
    assert not again.save(), "a day that is none is still there to be mended"
    stand(again, SCHOOL, "Ngày")
    keys("20")
    assert again.save()
    assert planned(desk) == {TEAM: "2026-12-05", HAMLET: "2026-12-08", SCHOOL: "2026-12-20"}
    assert work_drafts.draft(desk, f"plan:{PLANNED}") is None
    crash(again)


def test_added_lines_and_lines_to_be_taken_out_come_back(
    build: Callable[..., Any], desk: Desk
) -> None:
    lines = meeting_plans.plan_lines(desk, PLANNED)
    made = [replace(line, on="2026-12-05", at="19:30") for line in lines if line.unit_id == TEAM]
    meeting_plans.plan(desk, PLANNED, made)
    page = build(PlanPage)
    page.open(PLANNED)
    stand(page, TEAM, "Ngày")
    page.drop_meeting()
    stand(page, HAMLET, "Ngày")
    page.add_meeting()
    keys("12")
    assert page.keep_draft() is None
    crash(page)

    again = build(PlanPage)
    again.open(PLANNED)
    again.draft_bar.use.click()
    assert at(again, TEAM, "Ngày") == ""
    assert [line.on for line in again.sheet.rows if line.unit_id == HAMLET] == ["", "2026-12-12"]
    assert not again.sheet.undo()
    assert again.save()
    assert planned(desk) == {HAMLET: "2026-12-12"}
    crash(again)


def test_a_draft_is_dropped_when_nobody_wants_it(build: Callable[..., Any], desk: Desk) -> None:
    page = build(PlanPage)
    page.open(PLANNED)
    plan_by_keys(page)
    assert page.keep_draft() is None
    page.discard()
    assert work_drafts.draft(desk, f"plan:{PLANNED}") is None
    plan_by_keys(page)
    assert page.keep_draft() is None
    crash(page)
    again = build(PlanPage)
    again.open(PLANNED)
    again.draft_bar.drop.click()
    assert work_drafts.draft(desk, f"plan:{PLANNED}") is None
    assert not again.unsaved()
    assert again.table.hasFocus()
    crash(again)


def test_what_was_taken_back_is_kept_no_longer(
    build: Callable[..., Any], desk: Desk, qtbot: QtBot
) -> None:
    page = build(PlanPage)
    page.open(PLANNED)
    stand(page, TEAM, "Ngày")
    keys("5")
    assert page.keep_draft() is None
    page.table.model_.undo()
    qtbot.waitUntil(lambda: work_drafts.draft(desk, page.drafts.key) is None, timeout=6000)
    crash(page)


def test_lines_somebody_else_planned_since_are_not_offered(
    build: Callable[..., Any], desk: Desk
) -> None:
    page = build(PlanPage)
    page.open(PLANNED)
    plan_by_keys(page)
    assert page.keep_draft() is None
    crash(page)
    lines = [line for line in meeting_plans.plan_lines(desk, PLANNED) if line.unit_id != HAMLET]
    meeting_plans.plan(desk, PLANNED, [replace(line, on="2026-12-24") for line in lines])
    again = build(PlanPage)
    again.open(PLANNED)
    assert "(1 dòng)" in again.draft_bar.text.text()
    lines = [line for line in meeting_plans.plan_lines(desk, PLANNED) if line.unit_id == HAMLET]
    meeting_plans.plan(desk, PLANNED, [replace(line, on="2026-12-24") for line in lines])
    again.read()
    again.draft_bar.use.click()
    assert again.head.notice.isVisible()
    assert not again.unsaved()
    crash(again)
    third = build(PlanPage)
    third.open(PLANNED)
    assert not third.draft_bar.isVisible()
    crash(third)


def test_a_saved_meeting_is_not_added_once_more(build: Callable[..., Any], desk: Desk) -> None:
    """Power was cut after the schedule was written, before its draft was dropped."""
    page = build(PlanPage)
    page.open(PLANNED)
    stand(page, HAMLET, "Ngày")
    page.add_meeting()
    keys("12")
    assert page.keep_draft() is None
    meeting_plans.plan(desk, PLANNED, page.sheet.changed())
    crash(page)
    again = build(PlanPage)
    again.open(PLANNED)
    assert not again.draft_bar.isVisible()
    crash(again)


def test_text_that_is_no_draft_goes_quietly(build: Callable[..., Any], desk: Desk) -> None:
    work_drafts.keep(desk, f"plan:{PLANNED}", '{"lines": 3')
    page = build(PlanPage)
    page.open(PLANNED)
    assert not page.draft_bar.isVisible()
    assert not page.head.notice.isVisible()
    assert work_drafts.draft(desk, f"plan:{PLANNED}") is None
    crash(page)


def test_the_draft_of_another_account_is_not_seen(build: Callable[..., Any], desk: Desk) -> None:
    page = build(PlanPage)
    page.open(PLANNED)
    plan_by_keys(page)
    assert page.keep_draft() is None
    crash(page)
    other = replace(desk, actor=replace(desk.actor, account=77))
    again = build(PlanPage, other)
    again.open(PLANNED)
    assert not again.draft_bar.isVisible()
    crash(again)


def test_who_may_only_look_keeps_nothing(
    build: Callable[..., Any], desk: Desk, held: dict[int, Meeting]
) -> None:
    key = f"plan:{PLANNED}"
    work_drafts.keep(desk, key, "{}")
    viewer = replace(desk, actor=replace(desk.actor, role=Role.VIEWER))
    for kind in (PlanPage, GridPage):
        page = build(kind, viewer)
        page.open(PLANNED)
        page.drafts.start()
        page.discard()
        assert page.keep_draft() is None
        assert not page.draft_bar.isVisible()
        assert not page.head.notice.isVisible()
        crash(page)
    assert work_drafts.draft(desk, key) is not None


# --- the points ----------------------------------------------------------------------------------


def test_points_come_back_for_each_scorer(
    build: Callable[..., Any], desk: Desk, held: dict[int, Meeting]
) -> None:
    page = build(GridPage)
    page.open(SCORED)
    stand(page, TEAM, "Mục 1")
    keys("5")
    press(Qt.Key.Key_Return)
    keys("99")
    press(Qt.Key.Key_Return)
    stand(page, HAMLET, "Mục 1")
    keys("4")
    assert page.keep_draft() is None
    crash(page)

    again = build(GridPage)
    again.open(SCORED)
    assert "(2 dòng)" in again.draft_bar.text.text()
    again.switch()
    assert not again.draft_bar.isVisible(), "the review has no draft"
    again.switch()
    assert again.draft_bar.isVisible()
    press(Qt.Key.Key_Return)
    assert [at(again, TEAM, f"Mục {n}") for n in (1, 2)] == ["5", "99"]
    stand(again, TEAM, "Mục 2")
    press(Qt.Key.Key_Delete)
    assert again.save()
    stored = scoring.prepare(desk, held[HAMLET].id).entries[SELF]
    assert {key: str(entry.points) for key, entry in stored.items()} == {"1": "4"}
    assert work_drafts.draft(desk, f"grid:{SCORED}:{SELF}") is None
    crash(again)


def test_points_over_a_sheet_that_was_saved_since_are_not_offered(
    build: Callable[..., Any], desk: Desk, held: dict[int, Meeting]
) -> None:
    page = build(GridPage)
    page.open(SCORED)
    for unit in (TEAM, HAMLET):
        stand(page, unit, "Mục 1")
        keys("3")
        press(Qt.Key.Key_Return)
    assert page.keep_draft() is None
    rows = [row for row in page.sheet.changed() if row.unit_id == TEAM]
    score_grids.save_grid(desk, rows, SELF)
    crash(page)
    again = build(GridPage)
    again.open(SCORED)
    assert "(1 dòng)" in again.draft_bar.text.text()
    again.draft_bar.use.click()
    assert [row.unit_id for row in again.sheet.changed()] == [HAMLET]
    crash(again)


# --- the lock ------------------------------------------------------------------------------------


def test_the_lock_keeps_every_page(
    build: Callable[..., Any], desk: Desk, held: dict[int, Meeting], jobs: Jobs, qtbot: QtBot
) -> None:
    place = build(MeetingsWorkspace)
    place.open_plan(PLANNED)
    plan_by_keys(place.over(PLAN))
    place.open_grid(SCORED)
    grid = place.over(GRID)
    grid.choose(REVIEW)
    stand(grid, TEAM, "Mục 1")
    keys("3")
    assert place.keep_draft() is None
    quiet(jobs, qtbot)
    crash(place)
    assert planned(desk) == {}
    assert work_drafts.draft(desk, f"plan:{PLANNED}") is not None
    assert work_drafts.draft(desk, f"grid:{SCORED}:{REVIEW}") is not None
