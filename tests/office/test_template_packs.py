"""Signed packs of scoring templates: published as they are, used only when the head says so."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tcxd_desktop.domain.errors import Problem, RequiredProblem, TemplateProblem
from tcxd_desktop.domain.meeting_errors import FaultyTemplateProblem
from tcxd_desktop.domain.packet_errors import OldPackProblem
from tcxd_desktop.domain.score_templates import ScoreTemplate, TemplateLine, TemplateStatus
from tcxd_desktop.domain.template_json import dump
from tcxd_desktop.domain.update_errors import BadTemplatePackProblem, TemplateTakenProblem
from tcxd_desktop.office import opening, packs, score_keeping, score_templates
from tcxd_desktop.office.desk import Desk
from tests.office import exchange_samples as samples
from tests.office import meeting_samples
from tests.office.update_samples import ISSUER, Release, pin

CODE = "DONG-HAI-2027"


@pytest.fixture
def issuer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    made = Release(tmp_path)
    pin(monkeypatch, made.keys)
    return made


def frame(**changes: Any) -> ScoreTemplate:
    """Return the national frame under another code, as a province hands it down."""
    found = next(one for _, one in score_keeping.shipped() if one.code == "HD42-2025")
    return replace(found, **{"code": CODE, "title": "Mẫu của xã Đông Hải", **changes})


def pack(issuer: Release, *templates: ScoreTemplate, version: int = 1, **more: Any) -> bytes:
    content = {"templates": [dump(one) for one in templates], **more}
    return issuer.pack(content, kind="templates", id="MAU-DONGHAI", version=version)


def lines(desk: Desk) -> dict[tuple[str, int], TemplateLine]:
    return {(one.code, one.version): one for one in score_templates.lines(desk)}


def test_templates_are_published_and_wait_for_the_head(desk: Desk, issuer: Release) -> None:
    data = pack(issuer, frame(), frame(code="KHAC", title="Mẫu khác"))
    found = packs.preview(desk, data)
    assert (found.kind, found.rows, found.issuer) == ("templates", 2, ISSUER)
    assert (CODE, 1) not in lines(desk)
    assert packs.take(desk, data) == 2
    line = lines(desk)[CODE, 1]
    assert (line.status, line.in_use) == (TemplateStatus.PUBLISHED, False)
    assert score_templates.template_of(desk, line) == frame()
    assert samples.acts(desk)[-1] == ("templates.pack", "MAU-DONGHAI, bản 1")
    [taken] = packs.taken(desk)
    assert (taken.id, taken.kind) == ("MAU-DONGHAI", "templates")
    # What sheets take by themselves is as before, until the head adopts it.
    meeting_samples.fill(desk)
    meeting = meeting_samples.held(desk)
    with desk.read() as reading:
        assert score_templates.choose(reading, meeting)[0].code == "HD42-2025"
    score_templates.adopt(desk, line)
    with desk.read() as reading:
        assert score_templates.choose(reading, meeting)[0].code == CODE
    assert set(opening.verify(desk).values()) == {"ok"}


def test_a_further_version_brings_only_what_is_new(desk: Desk, issuer: Release) -> None:
    packs.take(desk, pack(issuer, frame()))
    second = frame(version=2, title="Mẫu sửa")
    assert packs.take(desk, pack(issuer, frame(), second, version=2)) == 1
    assert {(CODE, 1), (CODE, 2)} <= set(lines(desk))
    with pytest.raises(OldPackProblem):
        packs.take(desk, pack(issuer, frame(), version=2))


def test_a_published_version_is_never_changed(desk: Desk, issuer: Release) -> None:
    packs.take(desk, pack(issuer, frame()))
    other = frame(title="Cùng số bản, khác nội dung")
    good = frame(code="TOT", title="Mẫu tốt")
    with pytest.raises(TemplateTakenProblem) as caught:
        packs.take(desk, pack(issuer, good, other, version=2))
    assert caught.value.args == (CODE, 1)
    assert ("TOT", 1) not in lines(desk)  # all of a pack, or nothing
    assert score_templates.template_of(desk, lines(desk)[CODE, 1]) == frame()
    assert [one.version for one in packs.taken(desk)] == [1]


def test_nor_are_those_the_program_brings_and_a_draft_of_somebody_here(
    desk: Desk, issuer: Release
) -> None:
    shipped = frame(code="HD42-2025", title="Khung đã sửa lén")
    with pytest.raises(TemplateTakenProblem):
        packs.take(desk, pack(issuer, shipped))
    same = next(one for _, one in score_keeping.shipped() if one.code == "HD42-2025")
    assert packs.take(desk, pack(issuer, same)) == 0
    score_templates.save_draft(desk, frame())
    with pytest.raises(TemplateTakenProblem):
        packs.take(desk, pack(issuer, frame(), version=2))
    assert lines(desk)[CODE, 1].status is TemplateStatus.DRAFT


def _raw(issuer: Release, content: dict[str, Any]) -> bytes:
    return issuer.pack(content, kind="templates", id="MAU", version=1)


LEVELS = frame().levels
BAD: dict[str, tuple[dict[str, Any], type[Problem]]] = {
    "none": ({"templates": []}, BadTemplatePackProblem),
    "no list": ({"templates": dump(frame())}, BadTemplatePackProblem),
    "other key": ({"mau": []}, BadTemplatePackProblem),
    "more": ({"templates": [dump(frame())], "x": 1}, BadTemplatePackProblem),
    "object": ({"templates": [{"code": "A"}]}, BadTemplatePackProblem),
    "many": ({"templates": [dump(frame(version=n + 1)) for n in range(41)]}, BadTemplatePackProblem),
    "twice": ({"templates": [dump(frame())] * 2}, BadTemplatePackProblem),
    "no template": ({"templates": ["{}"]}, TemplateProblem),
    "no json": ({"templates": ["mẫu"]}, TemplateProblem),
    "no code": ({"templates": [dump(frame(code=" "))]}, RequiredProblem),
    "version 0": ({"templates": [dump(frame(version=0))]}, Problem),
    "faulty": (
        {"templates": [dump(frame(levels=(replace(LEVELS[0], min=Decimal(5)), *LEVELS[1:])))]},
        FaultyTemplateProblem,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_one_wrong_template_refuses_the_whole_pack(desk: Desk, issuer: Release, what: str) -> None:
    content, problem = BAD[what]
    before = lines(desk)
    with pytest.raises(problem):
        packs.take(desk, _raw(issuer, content), "mau.capnhat")
    assert lines(desk) == before
    assert packs.taken(desk) == []
    use, note = samples.acts(desk)[-1]
    assert use == "rules.pack.refused"
    assert note.startswith("mau.capnhat: ")
