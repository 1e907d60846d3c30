"""Unsaved work survives, each account its own, until what it was typed over changes."""

from dataclasses import replace

from tcxd_desktop.domain.record_text import dump, load
from tcxd_desktop.domain.work_drafts import MeetingDraft
from tcxd_desktop.office import meetings, opening, people, personal_data, work_drafts
from tcxd_desktop.office.desk import Desk
from tests import make
from tests.office import meeting_samples as samples


def test_a_draft_is_there_until_it_is_dropped_or_outdated(desk: Desk) -> None:
    samples.fill(desk)
    made = samples.held(desk)
    key = f"meeting:{made.id}"
    typed = MeetingDraft(replace(made, place="Đang gõ"))
    work_drafts.keep(desk, key, dump(typed), made.version)
    work_drafts.keep(desk, key, dump(typed), made.version)
    kept = work_drafts.draft(desk, key, made.version)
    assert kept is not None
    assert load(MeetingDraft, kept.content) == typed
    other = replace(desk, actor=replace(desk.actor, account=77))
    assert work_drafts.draft(other, key, made.version) is None
    saved = meetings.save(desk, replace(made, place="Đã lưu"))
    assert work_drafts.draft(desk, key, saved.version) is None
    work_drafts.drop(desk, key)
    assert work_drafts.draft(desk, key, made.version) is None
    assert set(opening.verify(desk).values()) == {"ok"}


def test_drafts_that_name_an_erased_person_go(desk: Desk) -> None:
    ids = samples.fill(desk)
    other = samples.held(desk, period="2026-09")
    work_drafts.keep(desk, "meeting:1", dump(MeetingDraft(other)), 1)
    work_drafts.keep(desk, "plan:2026-12", "{}", 0)
    name = people.read(desk, ids[3]).birth_name
    personal_data.erase(desk, ids[3], make.decision(), f"Theo đơn của {name}", lambda: None)
    assert work_drafts.draft(desk, "meeting:1", 1) is None
    assert work_drafts.draft(desk, "plan:2026-12") is not None
