"""The keeper of drafts and the worker: neither waits for the other, neither overtakes it."""

import gc
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any
from weakref import ref

import pytest
from pytestqt.qtbot import QtBot

from tcxd_desktop.office import work_drafts
from tcxd_desktop.office.desk import Desk
from tcxd_desktop.ui.common.jobs import Jobs
from tcxd_desktop.ui.meetings.plan_page import PlanPage
from tests.make import TEAM
from tests.ui.draft_help import PLANNED, construct, crash, keys, plan_by_keys, stand
from tests.ui.safety_help import quiet


@pytest.fixture
def build(desk: Desk, jobs: Jobs, qtbot: QtBot) -> Callable[..., Any]:
    """Make a page over the office, as if the program were started anew."""
    return partial(construct, desk, jobs, qtbot)


def test_a_page_may_go_while_its_draft_waits_for_the_worker(
    build: Callable[..., Any], desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    go_on = Event()
    jobs.run(lambda _progress: go_on.wait(10))
    page = build(PlanPage)
    page.open(PLANNED)
    plan_by_keys(page)
    page.drafts._on_pause()
    known = ref(page)
    crash(page)
    del page
    gc.collect()
    assert known() is None, "nothing the worker holds keeps the page"
    go_on.set()
    quiet(jobs, qtbot)
    assert work_drafts.draft(desk, f"plan:{PLANNED}") is not None


def test_a_draft_that_waits_for_the_worker_does_not_come_back_after_saving(
    build: Callable[..., Any], desk: Desk, jobs: Jobs, qtbot: QtBot
) -> None:
    go_on = Event()
    jobs.run(lambda _progress: go_on.wait(10))
    page = build(PlanPage)
    page.open(PLANNED)
    stand(page, TEAM, "Ngày")
    keys("5")
    page.drafts._on_pause()
    assert page.save()
    go_on.set()
    quiet(jobs, qtbot)
    assert work_drafts.draft(desk, f"plan:{PLANNED}") is None
    crash(page)
