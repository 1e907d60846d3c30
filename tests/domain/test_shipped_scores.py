"""The acceptance examples scored with the templates the program brings along."""

import time
from decimal import Decimal

import pytest

from tcxd_desktop.domain.aggregation import MonthResult, aggregate
from tcxd_desktop.domain.score_sheets import Entry, FactValue, SheetResult
from tcxd_desktop.domain.score_templates import REVIEW, SELF, MeetingKind, Method, ScoreTemplate
from tcxd_desktop.domain.scoring import check_entries, compile_template
from tcxd_desktop.domain.template_json import load
from tcxd_desktop.places import resources
from tcxd_desktop.wording.scoring import why

D = Decimal
MEETING: dict[str, FactValue] = {
    "meeting_kind": "thuong_ky", "org_kind": "thon_tdp", "month": D(10), "year": D(2026),
    "held": True, "members": D(24), "official": D(23), "probationary": D(1),
    "temporary_here": D(0), "present": D(19), "absent_reason": D(2), "absent_no_reason": D(0),
    "exempt": D(2), "away": D(1), "special_duty": D(0), "speakers": D(10), "long_absent": D(0),
    "duration_min": D(95), "has_chi_uy": True, "has_pho_bi_thu": True, "committee_met": True,
    "posted_days_before": D(2), "minutes_days_after": D(1), "tasks_due": D(10),
    "tasks_done": D(10), "tasks_late": D(0), "tasks_failed": D(0), "away_counts": False,
}  # fmt: skip


def shipped(name: str) -> ScoreTemplate:
    return load((resources() / "score_templates" / f"{name}.json").read_bytes())


AN_PHU, BINH_THUAN = shipped("an-phu"), shipped("binh-thuan-khoi")
ALL = [path.stem for path in sorted((resources() / "score_templates").glob("*.json"))]
ALL = [name for name in ALL if not name.endswith("schema")]


def by_hand(template: ScoreTemplate, facts: dict[str, FactValue]) -> dict[str, Entry]:
    """Return full marks for what the facts do not tell."""
    compiled = compile_template(template)
    items = {item.id: item for item in compiled.shaped(facts).walk()}
    told = {}
    for item_id in compiled.score(facts, {}, SELF).missing:
        item = items[item_id]
        told[item_id] = (
            Entry(met=True)
            if item.method is Method.BINARY
            else Entry(level=0)
            if item.method is Method.LEVELS
            else Entry(points=item.max)
        )
    check_entries(compiled, facts, told)
    return told


def scored(
    template: ScoreTemplate, facts: dict[str, FactValue], told: dict[str, Entry]
) -> SheetResult:
    return compile_template(template).score(facts, told, SELF)


def points(result: SheetResult, item_id: str) -> Decimal | None:
    found = result.item(item_id)
    assert found is not None
    return found.points


def test_a_regular_month_of_an_phu() -> None:
    result = scored(AN_PHU, MEETING, by_hand(AN_PHU, MEETING))
    assert (points(result, "2.1"), points(result, "1")) == (4, 5)
    assert (result.total, result.level, result.complete) == (100, "TOT", True)
    found = result.item("2.1")
    assert found is not None
    said = why(found.reasons[0], AN_PHU, compile_template(AN_PHU).values(MEETING))
    assert said.startswith("19/21 đảng viên dự họp (90,5 %): ")


def test_one_absent_without_reason_at_an_phu() -> None:
    facts = MEETING | {"absent_no_reason": D(1), "absent_reason": D(1)}
    assert points(scored(AN_PHU, facts, {}), "2.1") == 1
    assert points(scored(AN_PHU, facts | {"present": D(21)}, {}), "2.1") == 1


def test_members_away_may_count_by_the_offices_setting() -> None:
    assert points(scored(AN_PHU, MEETING | {"away_counts": True}, {}), "2.1") == 3


def test_only_a_secretary_at_an_phu() -> None:
    facts = MEETING | {"has_chi_uy": False, "has_pho_bi_thu": False, "committee_met": None}
    found = scored(AN_PHU, facts, {}).item("3.3")
    assert found is not None
    assert (found.points, found.applicable) == (2, False)
    assert why(found.reasons[0], AN_PHU).startswith("Không đánh giá")


def test_thirty_members_need_two_hours_at_an_phu() -> None:
    assert points(scored(AN_PHU, MEETING | {"members": D(30)}, {}), "1") == 3
    assert points(scored(AN_PHU, MEETING | {"members": D(29)}, {}), "1") == 5


@pytest.mark.parametrize(
    ("facts", "item", "expected"),
    [
        ({"speakers": D(10), "present": D(20)}, "4.5", 5),
        ({"speakers": D(9), "present": D(20)}, "4.5", 4),
        ({"members": D(0), "exempt": D(0), "away": D(0), "present": D(0)}, "2.1", None),
        ({"members": D(5), "exempt": D(5), "away": D(0), "present": D(0)}, "2.1", None),
        ({"tasks_due": D(10), "tasks_done": D(9)}, "7", 30),
        ({"tasks_due": D(0), "tasks_done": D(0)}, "7", None),
    ],
)
def test_boundaries_at_an_phu(facts: dict[str, FactValue], item: str, expected: int | None) -> None:
    assert points(scored(AN_PHU, MEETING | facts, {}), item) == expected


@pytest.mark.parametrize("kind", ["thuong_ky", "chuyen_de", "ket_hop"])
def test_every_kind_of_meeting_can_reach_the_total(kind: str) -> None:
    facts = MEETING | {"meeting_kind": kind, "duration_min": D(130)}
    for template in (AN_PHU, BINH_THUAN):
        assert scored(template, facts, by_hand(template, facts)).total == 100


def test_the_gate_of_binh_thuan() -> None:
    told = by_hand(BINH_THUAN, MEETING)
    full = scored(BINH_THUAN, MEETING, told)
    assert full.level == "TOT"
    short = scored(BINH_THUAN, MEETING | {"present": D(18)}, told)
    assert short.total is not None
    assert short.total >= 90
    assert short.level == "KHA"
    assert "nhưng chưa đạt điều kiện" in why(short.reasons[0], BINH_THUAN)


def test_the_same_total_by_two_templates() -> None:
    told = {"*": Entry(points=D(82))}
    assert scored(shipped("nghe-an-thuong-ky"), MEETING, told).level == "TOT"
    assert scored(shipped("hd42-2025"), MEETING, told).level == "KHA"


def test_the_year_of_phu_tho() -> None:
    template = shipped("phu-tho-khoi")
    assert template.year is not None
    for tot, kha, level in ((7, 5, "TOT"), (6, 6, None)):
        made = [
            MonthResult(
                f"2026-{n:02d}", MeetingKind.REGULAR, True, D(90), "TOT" if n <= tot else "KHA"
            )
            for n in range(1, tot + kha + 1)
        ]
        assert aggregate(template.year, template.levels, made).level == level


@pytest.mark.parametrize("name", ALL)
def test_every_shipped_template_scores_both_columns(name: str) -> None:
    template = shipped(name)
    told = by_hand(template, MEETING)
    for scorer in (SELF, REVIEW):
        result = compile_template(template).score(MEETING, told, scorer)
        assert (result.complete, result.missing) == (True, ())
        assert result.level in {level.code for level in template.levels}


def test_a_sheet_takes_a_fraction_of_a_millisecond() -> None:
    """The issue allows 1 ms; the best of several tries keeps other work on the machine out."""
    compiled, told = compile_template(AN_PHU), by_hand(AN_PHU, MEETING)
    best = min(_seconds(lambda: compiled.score(MEETING, told, SELF), 50) for _ in range(5))
    assert best < 0.001


def _seconds(work: object, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        work()  # type: ignore[operator]
    return (time.perf_counter() - start) / times
