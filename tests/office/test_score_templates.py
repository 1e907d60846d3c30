"""Templates are drafted, published for ever, adopted, chosen; a sheet keeps its version."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from tcxd_desktop.domain.meeting_errors import (
    FaultyTemplateProblem,
    NoTemplateProblem,
    PublishedTemplateProblem,
    TemplateClashProblem,
    TemplateStateProblem,
)
from tcxd_desktop.domain.score_templates import SELF, MeetingKind, TemplateLine, TemplateStatus
from tcxd_desktop.office import score_templates, scoring
from tcxd_desktop.office.desk import Desk
from tests.office import meeting_samples as samples
from tests.office.test_scoring import entered


def line(desk: Desk, code: str, version: int = 1) -> TemplateLine:
    return next(
        one for one in score_templates.lines(desk) if (one.code, one.version) == (code, version)
    )


def test_shipped_templates_are_there_and_only_the_frame_is_chosen_by_itself(desk: Desk) -> None:
    lines = score_templates.lines(desk)
    assert {one.code for one in lines} >= {"HD42-2025", "AN-PHU", "PHU-THO-KHOI"}
    assert [one.code for one in lines if one.default] == ["HD42-2025"]
    assert all(one.id == 0 and not one.in_use for one in lines)
    samples.fill(desk)
    meeting = samples.held(desk)
    assert [one.code for one in scoring.choices(desk, meeting.id)] == ["HD42-2025"]
    unusual = samples.held(desk, kind=MeetingKind.UNUSUAL)
    with pytest.raises(NoTemplateProblem):
        scoring.prepare(desk, unusual.id)


def test_a_sheet_keeps_the_version_it_was_scored_with(desk: Desk) -> None:
    samples.fill(desk)
    score_templates.adopt(desk, line(desk, "HD42-2025"))
    first = samples.held(desk, period="2026-09")
    scoring.save(desk, entered(scoring.prepare(desk, first.id), SELF, g6=20), SELF)
    draft = score_templates.new_version(desk, line(desk, "HD42-2025"))
    template = score_templates.template_of(desk, line(desk, "HD42-2025", 2))
    levels = (replace(template.levels[0], min=Decimal(80)), *template.levels[1:])
    score_templates.save_draft(desk, replace(template, levels=levels, title="Bản mới"), draft)
    with pytest.raises(TemplateStateProblem):
        score_templates.adopt(desk, line(desk, "HD42-2025", 2))
    score_templates.publish(desk, draft)
    score_templates.adopt(desk, line(desk, "HD42-2025", 2))
    assert [(one.version, one.in_use) for one in score_templates.lines(desk)
            if one.code == "HD42-2025"] == [(2, True), (1, False)]  # fmt: skip
    second = samples.held(desk, period="2026-10")
    assert scoring.prepare(desk, second.id).template.version == 2
    old = scoring.prepare(desk, first.id)
    assert (old.template.version, old.template.title) == (1, line(desk, "HD42-2025").title)
    assert scoring.result(old, SELF).level == "TOT"
    new = entered(scoring.prepare(desk, second.id), SELF, g6=10)
    assert scoring.result(new, SELF).level == "TOT"  # 80 points: Khá by the old version
    for change in (
        lambda: score_templates.save_draft(desk, template, draft),
        lambda: score_templates.drop_draft(desk, draft),
        lambda: score_templates.publish(desk, draft),
    ):
        with pytest.raises(PublishedTemplateProblem):
            change()


def test_a_draft_may_have_faults_and_is_not_published_with_them(desk: Desk) -> None:
    number = score_templates.new_version(desk, line(desk, "AN-PHU"))
    template = score_templates.template_of(desk, line(desk, "AN-PHU", 2))
    broken = replace(template, items=template.items[1:])
    score_templates.save_draft(desk, broken, number)
    with pytest.raises(FaultyTemplateProblem):
        score_templates.publish(desk, number)
    score_templates.save_draft(desk, template, number)
    score_templates.publish(desk, number)
    assert line(desk, "AN-PHU", 2).status is TemplateStatus.PUBLISHED


def test_a_template_goes_out_and_comes_back_as_one_file(desk: Desk) -> None:
    data = score_templates.export_json(desk, line(desk, "AN-PHU"))
    raw = json.loads(data)
    raw["code"] = "PHUONG-MOI"
    number = score_templates.import_json(desk, json.dumps(raw).encode())
    made = line(desk, "PHUONG-MOI")
    assert (made.id, made.status) == (number, TemplateStatus.DRAFT)
    same = score_templates.template_of(desk, made)
    assert same.items == score_templates.template_of(desk, line(desk, "AN-PHU")).items
    score_templates.drop_draft(desk, number)


def test_two_templates_for_the_same_meetings_are_refused(desk: Desk) -> None:
    score_templates.adopt(desk, line(desk, "AN-PHU"))
    with pytest.raises(TemplateClashProblem):
        score_templates.adopt(desk, line(desk, "BINH-THUAN-KHOI"))
    score_templates.retire(desk, line(desk, "AN-PHU").id)
    score_templates.adopt(desk, line(desk, "BINH-THUAN-KHOI"))


def test_a_thematic_form_is_chosen_for_thematic_meetings(desk: Desk) -> None:
    samples.fill(desk)
    codes = {one.code for one in score_templates.lines(desk) if one.code.startswith("NGHE-AN")}
    for code in sorted(codes):
        score_templates.adopt(desk, line(desk, code))
    regular = samples.held(desk)
    thematic = samples.held(desk, kind=MeetingKind.THEMATIC, held_on="2026-10-20")
    first = scoring.prepare(desk, regular.id).template
    second = scoring.prepare(desk, thematic.id).template
    assert first.code != second.code
    assert MeetingKind.THEMATIC in second.meeting_kinds
