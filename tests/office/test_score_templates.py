"""Templates are drafted, published for ever, adopted, chosen; a sheet keeps its version."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from tcxd_desktop.domain.errors import NotFoundProblem, TemplateProblem
from tcxd_desktop.domain.meeting_errors import (
    FaultyTemplateProblem,
    NoTemplateProblem,
    PublishedTemplateProblem,
    TemplateClashProblem,
    TemplateStateProblem,
    TooLongProblem,
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


def test_a_version_of_the_office_is_taken_only_once_it_is_adopted(desk: Desk) -> None:
    samples.fill(desk)
    meeting = samples.held(desk)
    draft = score_templates.new_version(desk, line(desk, "HD42-2025"))
    score_templates.publish(desk, draft)
    assert scoring.prepare(desk, meeting.id).template.version == 1
    assert [one.version for one in scoring.choices(desk, meeting.id)] == [1]
    score_templates.adopt(desk, line(desk, "HD42-2025", 2))
    assert [one.version for one in scoring.choices(desk, meeting.id)] == [2, 1]


def test_a_version_that_holds_later_leaves_the_days_before_to_the_old_one(desk: Desk) -> None:
    samples.fill(desk)
    old = line(desk, "AN-PHU")
    score_templates.adopt(desk, old)
    draft = score_templates.new_version(desk, line(desk, "AN-PHU"))
    template = score_templates.template_of(desk, line(desk, "AN-PHU", 2))
    later = replace(template, valid_from="2026-10-01", valid_to="2026-10-31")
    score_templates.save_draft(desk, later, draft)
    score_templates.publish(desk, draft)
    score_templates.adopt(desk, line(desk, "AN-PHU", 2))
    chosen = {}
    for month in ("09", "10", "11"):
        made = samples.held(desk, period=f"2026-{month}")
        found = scoring.prepare(desk, made.id).template
        chosen[month] = (found.code, found.version)
    # In use until it expires; a month keyed late is scored as its day wants.
    assert chosen == {"09": ("AN-PHU", 1), "10": ("AN-PHU", 2), "11": ("AN-PHU", 1)}
    score_templates.retire(desk, line(desk, "AN-PHU").id)
    made = samples.held(desk, period="2026-08")
    assert scoring.prepare(desk, made.id).template.code == "HD42-2025"


def test_a_draft_is_kept_tidy_and_a_wrong_one_not_at_all(desk: Desk) -> None:
    template = score_templates.template_of(desk, line(desk, "AN-PHU"))
    first = replace(template.items[0], label="  Thơ\u0300i gian\u200b ")
    untidy = replace(
        template, code=" MOI ", title="Phiê\u0301u", items=(first, *template.items[1:])
    )
    number = score_templates.save_draft(desk, untidy)
    kept = score_templates.template_of(desk, line(desk, "MOI"))
    assert (kept.code, kept.title) == ("MOI", "Phiếu")
    assert kept.items[0].label.strip() == "Thời gian"
    with pytest.raises(TooLongProblem):
        score_templates.save_draft(desk, replace(kept, title="x" * 600), number)
    with pytest.raises(TemplateProblem):
        score_templates.save_draft(desk, replace(kept, note="x" * 1_100_000), number)
    with pytest.raises(TemplateProblem):
        score_templates.import_json(desk, b'{"code": "' + b"x" * 1_100_000)
    assert score_templates.template_of(desk, line(desk, "MOI")) == kept


def test_what_is_published_stays_byte_for_byte(desk: Desk) -> None:
    draft = score_templates.new_version(desk, line(desk, "AN-PHU"))
    template = score_templates.template_of(desk, line(desk, "AN-PHU", 2))
    score_templates.publish(desk, draft)
    made = line(desk, "AN-PHU", 2)
    before = score_templates.export_json(desk, made)
    score_templates.adopt(desk, made)
    for change in (
        lambda: score_templates.save_draft(desk, replace(template, title="Khác"), draft),
        lambda: score_templates.drop_draft(desk, draft),
    ):
        with pytest.raises(PublishedTemplateProblem):
            change()
    score_templates.retire(desk, draft)
    with pytest.raises(TemplateStateProblem):
        score_templates.adopt(desk, made)
    assert score_templates.export_json(desk, made) == before
    with desk.read() as reading:
        count = "SELECT count(*) FROM act WHERE use_case = 'templates.export'"
        exported = reading.one(count)
    with pytest.raises(NotFoundProblem):
        score_templates.export_json(desk, replace(made, id=999))
    with desk.read() as reading:
        assert reading.one(count) == exported
