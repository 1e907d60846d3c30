"""Templates for tests: one with everything, strategies for valid and for wild ones."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tcxd_desktop.domain.score_templates import (
    ANY,
    NOT_HELD,
    Adjustment,
    AdjustmentKind,
    Aggregation,
    CellKind,
    CountRule,
    Define,
    Engine,
    Forced,
    Gate,
    Input,
    Item,
    Knockout,
    LegalBasis,
    MeetingKind,
    Method,
    NaPolicy,
    NotHeld,
    PointLevel,
    PrintLayout,
    RatingLevel,
    Rounding,
    Scorer,
    ScoreTemplate,
    Variant,
)
from tcxd_desktop.domain.text import clean_block, clean_line
from tcxd_desktop.places import resources

D = Decimal
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A template is large: drawing one takes its time on a busy machine."""
FOLDER = resources() / "score_templates"
SHIPPED = sorted(path for path in FOLDER.glob("*.json") if path.name != "schema.json")
LEVELS = (
    RatingLevel("TOT", "Tốt", D(90)),
    RatingLevel("KHA", "Khá", D(70)),
    RatingLevel("TB", "Trung bình", D(50)),
    RatingLevel("KEM", "Kém", D(0)),
)


def leaf(item_id: str, points: int, method: Method = Method.RANGE, **more: Any) -> Item:
    return Item(item_id, f"Tiêu chí {item_id}", D(points), method, **more)


def group(item_id: str, *children: Item) -> Item:
    total = sum((child.max for child in children if child.enabled), D(0))
    return Item(item_id, f"Nhóm {item_id}", total, Method.SUM, children)


def detailed() -> ScoreTemplate:
    """A locality's sheet that is not shipped: every construct there is, and no fault."""
    order = group(
        "1",
        leaf(
            "1.1",
            10,
            Method.LEVELS,
            auto="duration_min",
            levels=(
                PointLevel(D(10), "Đủ thời lượng", when="duration_ratio >= 1"),
                PointLevel(D(6), "Thiếu không quá 15 phút", when="duration_min >= du_phut - 15"),
                PointLevel(D(2), "Thiếu hơn"),
            ),
        ),
        leaf(
            "1.2",
            10,
            Method.LEVELS,
            auto="attendance_pct",
            levels=(
                PointLevel(D(10), "Từ 90 %", D(90)),
                PointLevel(D(7), "Từ 75 %", D(75)),
                PointLevel(D(3), "Dưới 75 %", D(0)),
            ),
            forced=(Forced("absent_no_reason > 0", 2, "Có người vắng không lý do"),),
        ),
        leaf(
            "1.3",
            10,
            Method.BINARY,
            auto="committee_met",
            applicable_if="has_chi_uy",
            na_policy=NaPolicy.RESCALE,
        ),
    )
    content = group(
        "2",
        leaf("2.1", 20, step=D("0.25")),
        leaf("2.2", 20, Method.DEDUCT, per=D(2), auto="absent_no_reason"),
        leaf(
            "2.3",
            10,
            Method.BINARY,
            enabled=False,
            applicable_if="meeting_kind in ['chuyen_de', 'ket_hop']",
            na_policy=NaPolicy.VARIANT,
        ),
    )
    results = group(
        "3",
        leaf("3.1", 20, Method.FORMULA, formula="20 * tasks_done_pct / 100"),
        leaf("3.2", 10, auto="min(so_y_kien, 10)", note="Mỗi ý kiến được tiếp thu 1 điểm."),
    )
    return ScoreTemplate(
        code="MAU-THU",
        version=1,
        title="Phiếu chấm thử",
        items=(order, content, results),
        levels=LEVELS,
        legal_basis=(LegalBasis("05-HD/ĐU", "2026-01-05", "Đảng ủy xã"),),
        valid_from="2026-01-01",
        meeting_kinds=("thuong_ky", "chuyen_de", "ket_hop"),
        inputs=(Input("so_y_kien", "Số ý kiến được tiếp thu"),),
        defines=(Define("du_phut", "required_min + 0", "Thời lượng phải đủ"),),
        variants=(
            Variant(
                "meeting_kind in ['chuyen_de', 'ket_hop']",
                {"2.1.max": D(10), "2.3.enabled": True},
                "Có chuyên đề",
            ),
        ),
        adjustments=(
            Adjustment(
                "C1", AdjustmentKind.BONUS, "Có cách làm mới", D(2), D(4), may_exceed_total=True
            ),
            Adjustment(
                "T1", AdjustmentKind.PENALTY, "Nhiệm vụ chậm hạn", D(1), D(10), auto="tasks_late"
            ),
        ),
        gates=(Gate("TOT", "full(1.2) and share(3.1) >= 80", "KHA", "Đủ điểm chuyên cần"),),
        knockouts=(
            Knockout("not held", NOT_HELD, "Không sinh hoạt"),
            Knockout("attendance_pct < 50", "TB", "Dưới một nửa dự họp"),
        ),
        quarter=Aggregation(Engine.MEAN),
        year=Aggregation(
            Engine.COUNT,
            (CountRule("TOT", "KHA", "TOT", 7), CountRule("KHA", "TB")),
            otherwise="TB",
            not_held=NotHeld.CAP,
            cap="KHA",
        ),
        verified=True,
    )


def with_item(template: ScoreTemplate, item_id: str, **changes: Any) -> ScoreTemplate:
    """The template with one criterion changed."""

    def changed(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            replace(one, children=changed(one.children), **(changes if one.id == item_id else {}))
            if "children" not in changes or one.id != item_id
            else replace(one, **changes)
            for one in items
        )

    return replace(template, items=changed(template.items))


# --- strategies ----------------------------------------------------------------------------------

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ AĐÔ0123456789.,;:()%“”\"'\\/-_{}[]"


def lines(least: int = 0) -> st.SearchStrategy[str]:
    """Lines of text as a template keeps them."""
    cleaned = st.text(LETTERS, max_size=20).map(clean_line)
    return cleaned.map(lambda text: text or "x") if least else cleaned


def numbers(least: int = -1000, most: int = 1000) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, places=3)


def days() -> st.SearchStrategy[str]:
    return st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(str) | st.just("")


def tuples(one: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=most).map(tuple)


EXPRESSIONS = st.sampled_from([
    "", "1 +", "held", "members > 3", "full(1)", "points(2.1)", "nothing", "meeting_kind == 'ket_hop'",
    "has_chi_uy", "month in [3, 6]", "'chữ'", "so_y_kien", "a", "attendance_pct",
])  # fmt: skip
IDS = st.sampled_from(["1", "2", "2.1", "2.2", "C1", "*", ""]) | lines()


def wild_items(depth: int = 3) -> st.SearchStrategy[Item]:
    children = tuples(wild_items(depth - 1)) if depth else st.just(())
    return st.builds(
        Item,
        id=IDS,
        label=lines(),
        max=numbers(),
        method=st.sampled_from(Method),
        children=children,
        levels=tuples(
            st.builds(
                PointLevel,
                points=numbers(),
                label=lines(),
                min=st.none() | numbers(),
                when=EXPRESSIONS,
            )
        ),
        forced=tuples(
            st.builds(Forced, when=EXPRESSIONS, level=st.integers(0, 5), label=lines()), 1
        ),
        auto=EXPRESSIONS,
        formula=EXPRESSIONS,
        per=numbers(),
        step=st.none() | numbers(),
        applicable_if=EXPRESSIONS,
        na_policy=st.sampled_from(NaPolicy),
        enabled=st.booleans(),
        note=st.text(LETTERS + "\n", max_size=20).map(clean_block),
    )


CODES = st.sampled_from(["TOT", "KHA", "TB", "", NOT_HELD]) | lines()


def periods() -> st.SearchStrategy[Aggregation | None]:
    return st.none() | st.builds(
        Aggregation,
        engine=st.sampled_from(Engine),
        rules=tuples(
            st.builds(
                CountRule,
                level=CODES,
                all_at_least=CODES,
                count_level=CODES,
                at_least=st.integers(0, 12),
            )
        ),
        otherwise=CODES,
        worst=CODES,
        cap=CODES,
        not_held=st.sampled_from(NotHeld),
        kinds=tuples(st.sampled_from(MeetingKind)),
        rounding=st.sampled_from(Rounding),
        step=numbers(),
        note=lines(),
    )


CHANGES = st.dictionaries(
    st.sampled_from(["1.max", "2.1.enabled", "2.levels.0.pts", "2.1.label", "x", "1.step"])
    | lines(),
    numbers() | st.booleans() | lines(),
    max_size=4,
)


def wild_templates() -> st.SearchStrategy[ScoreTemplate]:
    """Templates as a hostile or careless hand would make them: each part is anything it can be."""
    return st.builds(
        ScoreTemplate,
        code=lines(),
        version=st.integers(0, 99),
        title=lines(),
        items=tuples(wild_items(2)),
        levels=tuples(st.builds(RatingLevel, code=CODES, label=lines(), min=numbers())),
        legal_basis=tuples(st.builds(LegalBasis, number=lines(), on=days(), issuer=lines())),
        valid_from=days(),
        valid_to=days(),
        meeting_kinds=tuples(st.sampled_from([ANY, *(str(one.value) for one in MeetingKind)])),
        cell_kinds=tuples(st.sampled_from([ANY, *(str(one.value) for one in CellKind)])),
        total=numbers(),
        step=numbers(),
        rounding=st.sampled_from(Rounding),
        scorers=tuples(st.builds(Scorer, id=IDS, label=lines(), official=st.booleans())),
        inputs=tuples(
            st.builds(
                Input,
                name=st.sampled_from(["so_y_kien", "a", "members"]) | lines(),
                label=lines(),
                kind=st.sampled_from(["number", "percent", "flag"]),
            )
        ),
        defines=tuples(
            st.builds(
                Define,
                name=st.sampled_from(["a", "b", "required_min", "members"]) | lines(),
                expr=st.sampled_from(["b", "a", "a + b", "required_min"]) | EXPRESSIONS,
                label=lines(),
            )
        ),
        variants=tuples(st.builds(Variant, when=EXPRESSIONS, changes=CHANGES, label=lines())),
        adjustments=tuples(
            st.builds(
                Adjustment,
                id=IDS,
                kind=st.sampled_from(AdjustmentKind),
                label=lines(),
                points=numbers(),
                max_total=numbers(),
                may_exceed_total=st.booleans(),
                auto=EXPRESSIONS,
            )
        ),
        gates=tuples(
            st.builds(Gate, level=CODES, require=EXPRESSIONS, else_level=CODES, label=lines())
        ),
        knockouts=tuples(st.builds(Knockout, when=EXPRESSIONS, result=CODES, label=lines())),
        quarter=periods(),
        year=periods(),
        layout=st.builds(
            PrintLayout,
            columns=tuples(lines(), 6),
            levels_as_rows=st.booleans(),
            footer_levels=st.booleans(),
            signatures=tuples(tuples(lines())),
        ),
        verified=st.booleans(),
        note=lines(),
    )


FIGURES = ("attendance_pct", "speakers_pct", "tasks_done_pct", "duration_ratio * 100")
CONDITIONS = ("committee_met", "long_absent == 0", "posted_days_before >= 1")
APPLIES = ("", "", "has_chi_uy", "has_chi_uy or has_pho_bi_thu", "tasks_due > 0")
POLICIES = (NaPolicy.FULL, NaPolicy.ZERO, NaPolicy.RESCALE)


@st.composite
def _split(draw: Callable[..., Any], total: int, most: int) -> list[int]:
    """Cut a whole number into positive parts."""
    cuts = (
        draw(st.sets(st.integers(1, total - 1), max_size=min(most, total) - 1)) if total > 1 else ()
    )
    marks = [0, *sorted(cuts), total]
    return [after - before for before, after in itertools.pairwise(marks)]


@st.composite
def _leaf(draw: Callable[..., Any], item_id: str, points: int) -> Item:
    method = draw(st.sampled_from([one for one in Method if one is not Method.SUM]))
    item = Item(
        item_id,
        draw(lines(1)),
        D(points),
        method,
        applicable_if=draw(st.sampled_from(APPLIES)),
        na_policy=draw(st.sampled_from(POLICIES)),
        note=draw(lines()),
    )
    if method is Method.LEVELS:
        bounds = sorted(draw(st.sets(st.integers(1, 100), max_size=4)), reverse=True)
        told = [
            PointLevel(
                D(points) / (at + 1) if points % (at + 1) == 0 else D(0), f"Mức {at}", D(low)
            )
            for at, low in enumerate([*bounds, 0])
        ]
        forced = (Forced("absent_no_reason > 0", len(told) - 1),) if draw(st.booleans()) else ()
        auto = draw(st.sampled_from(FIGURES))
        return replace(item, levels=tuple(told), auto=auto, forced=forced)
    if method is Method.DEDUCT:
        per = D(draw(st.integers(1, 8))) / 4
        return replace(item, per=per, auto=draw(st.sampled_from(("", "absent_no_reason"))))
    if method is Method.FORMULA:
        return replace(item, formula=f"{points} * {draw(st.sampled_from(FIGURES))} / 100")
    autos = CONDITIONS if method is Method.BINARY else FIGURES
    return replace(item, auto=draw(st.sampled_from(("", *autos))))


@st.composite
def _items(draw: Callable[..., Any], total: int, lead: str, depth: int) -> tuple[Item, ...]:
    made = []
    for at, points in enumerate(draw(_split(total, 4)), 1):
        item_id = f"{lead}{at}"
        if depth and draw(st.booleans()):
            children = draw(_items(points, f"{item_id}.", depth - 1))
            made.append(Item(item_id, draw(lines(1)), D(points), Method.SUM, children))
        else:
            made.append(draw(_leaf(item_id, points)))
    return tuple(made)


@st.composite
def _variants(draw: Callable[..., Any], items: tuple[Item, ...]) -> tuple[Variant, ...]:
    """A variant that takes one leaf out and gives its points to a range item beside it."""
    waiting = [items]
    while waiting:
        beside = waiting.pop()
        waiting.extend(one.children for one in beside if one.children)
        takers = [one for one in beside if one.method in (Method.RANGE, Method.BINARY)]
        for taker in takers:
            for giver in beside:
                if giver is not taker and not giver.children and draw(st.booleans()):
                    changes = {
                        f"{taker.id}.max": taker.max + giver.max,
                        f"{giver.id}.enabled": False,
                    }
                    return (Variant("meeting_kind == 'thuong_ky'", changes, draw(lines())),)
    return ()


@st.composite
def valid_templates(draw: Callable[..., Any]) -> ScoreTemplate:
    """Templates without a fault."""
    total = draw(st.sampled_from([10, 70, 100]))
    items = draw(_items(total, "", 2))
    leaves = [one.id for one in ScoreTemplate("", 1, "", items, ()).walk() if not one.children]
    asked = draw(st.sampled_from(leaves))
    lows = sorted(draw(st.sets(st.integers(1, total), min_size=1, max_size=4)), reverse=True)
    levels = tuple(
        RatingLevel(f"M{at}", draw(lines(1)), D(low)) for at, low in enumerate([*lows, 0])
    )
    extra = st.builds(
        Adjustment,
        id=st.just("+"),
        kind=st.just(AdjustmentKind.BONUS),
        label=lines(1),
        points=st.integers(1, 3).map(D),
        max_total=st.integers(3, 9).map(D),
        may_exceed_total=st.booleans(),
        auto=st.sampled_from(["", "speakers", "committee_met"]),
    )
    bonuses = [replace(one, id=f"C{at}") for at, one in enumerate(draw(tuples(extra, 2)))]
    taken = st.booleans()
    penalties = [
        Adjustment("T1", AdjustmentKind.PENALTY, "Trừ", D(1), D(5), auto="tasks_late")
    ] if draw(taken) else []  # fmt: skip
    gates = (Gate("M0", f"full({asked})", "M1"),) if draw(taken) else ()
    knockouts = (Knockout("attendance_pct < 50", levels[-1].code),) if draw(taken) else ()
    return ScoreTemplate(
        code="MAU",
        version=draw(st.integers(1, 9)),
        title=draw(lines(1)),
        items=items,
        levels=levels,
        total=D(total),
        step=draw(st.sampled_from([D("0.25"), D("0.5"), D(1)])),
        rounding=draw(st.sampled_from(Rounding)),
        variants=draw(_variants(items)),
        adjustments=(*bonuses, *penalties),
        gates=gates,
        knockouts=knockouts,
        year=draw(st.sampled_from([None, Aggregation(Engine.MEAN)])),
    )
